// What a case worker has chosen while she brings an organisation in, as far as no browser is needed for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { type Bringing, bringing, consentOf, sealBringing, soundlyChosen } from "../../src/web/desk/bringing.ts";
import { personsAnswer, rightsAnswerOf } from "../../src/web/officer/persons-answer.ts";
import { World } from "../support/world.ts";

test("[FD14b] [FD7] what was said of a child is no answer any more once the case calls the person an adult, nor an adult's yes of a child: it is asked again before sealing", () => {
  const chosen: Bringing = {
    caseId: "case-1",
    step: { at: "check" },
    open: true,
    organisation: "organisation-1",
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "best-interest-of-child",
    guardian: "child-protection",
    assent: "no",
    compartments: ["referral"],
    purposes: ["support"],
  };
  assert.equal(soundlyChosen(chosen, true), chosen);
  const { guardian, assent } = consentOf(chosen) ?? assert.fail();
  assert.deepEqual([guardian, assent], ["child-protection", "no"]);
  const adult = soundlyChosen(chosen, false);
  assert.equal(adult.step.at, "yes");
  assert.equal(consentOf(adult), null, "nothing can be sealed");
  assert.deepEqual([adult.guardian, adult.assent], [undefined, undefined]);
  const { guardian: _guardian, assent: _assent, ...said } = chosen;
  const agreed: Bringing = { ...said, basis: "consent" };
  assert.equal(soundlyChosen(agreed, false), agreed);
  const child = soundlyChosen(agreed, true);
  assert.equal(child.step.at, "yes");
  assert.equal(consentOf(child), null, "who decides for the child was not asked");
});

test("the rights are told when the person answered on the screen or somebody says how else; what they pressed goes before a tick", () => {
  assert.equal(rightsAnswerOf(true), "explained");
  assert.equal(rightsAnswerOf(false), null);
  personsAnswer.value = "stop";
  assert.equal(rightsAnswerOf(true), "stop");
  personsAnswer.value = "understood";
  assert.equal(rightsAnswerOf(false), "understood");
  personsAnswer.value = null;
});

test("[SL8] what is chosen is sealed once; a refusal leads back to the last look, and what comes late changes no other case", async (t) => {
  const world = await World.foundFor(t, { witnesses: 0 });
  t.after(() => {
    bringing.value = null;
  });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const reader = await world.member(shelter.devices[0] ?? assert.fail());
  const engine = { cases: reader.cases, now: () => 0 };
  const chosen: Bringing = {
    caseId: "no-such-case",
    step: { at: "check" },
    open: true,
    organisation: shelter.id,
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
    compartments: ["referral"],
    purposes: ["support"],
  };
  bringing.value = chosen;
  const begun = sealBringing(engine, chosen);
  assert.equal(bringing.value.step.at, "sealing");
  assert.equal(sealBringing(engine, chosen), null, "a second press does nothing");
  await assert.doesNotReject(async () => begun);
  assert.equal(bringing.value.step.at, "check", "it was refused: the case is not here");
  const late = sealBringing(engine, chosen);
  const other: Bringing = { ...chosen, caseId: "another-case", step: { at: "who" } };
  bringing.value = other;
  await late;
  assert.equal(bringing.value, other);
});
