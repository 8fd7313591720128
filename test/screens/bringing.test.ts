// What a case worker has chosen while she brings an organisation in, as far as no browser is needed for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bringing, consentOf, rightsAnswerOf, soundlyChosen } from "../../src/web/desk/bringing.ts";
import { personsAnswer } from "../../src/web/officer/persons-answer.ts";

test("[FD7] the best interest of a child is no basis any more once the case calls her an adult: it is asked again before sealing", () => {
  const chosen: Bringing = {
    caseId: "teapot",
    step: { at: "check" },
    open: true,
    organisation: "umpires",
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "best-interest-of-child",
    compartments: ["referral"],
    purposes: ["support"],
  };
  assert.deepEqual(soundlyChosen(chosen, true), chosen);
  const adult = soundlyChosen(chosen, false);
  assert.equal(adult.step.at, "yes");
  assert.equal(consentOf(adult), null, "nothing can be sealed");
  const agreed: Bringing = { ...chosen, basis: "consent" };
  assert.deepEqual(soundlyChosen(agreed, false), agreed);
});

test("the rights are told when the person answered on the screen or somebody says how else; what they pressed goes before a tick", () => {
  const chosen: Bringing = {
    caseId: "case",
    step: { at: "rights" },
    open: true,
    compartments: ["referral"],
    purposes: [],
  };
  assert.equal(rightsAnswerOf(chosen), null);
  assert.equal(rightsAnswerOf({ ...chosen, rightsExplained: true }), "explained");
  assert.equal(rightsAnswerOf({ ...chosen, rightsExplained: false }), null);
  personsAnswer.value = "stop";
  assert.equal(rightsAnswerOf({ ...chosen, rightsExplained: true }), "stop");
  personsAnswer.value = "understood";
  assert.equal(rightsAnswerOf(chosen), "understood");
  personsAnswer.value = null;
});
