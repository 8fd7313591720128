// What an officer's draft becomes: sheets that their forms take, with nothing of the draft lost.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet, maySeal } from "../../core/form/check-sheet.ts";
import { library } from "../../core/form/library.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
import { signs } from "../../core/screening.ts";
import { sheetsOfDraft } from "./draft-sheets.ts";

const day = "2031-02-03";

const draft: ReferralDraft = {
  screening: {
    danger: "now",
    age: "child",
    age_group: "12-17",
    sex: "women",
    signs,
    decision: "presumed",
    wants: ["shelter-emergency", "medical"],
    language: "uz-Latn",
    place: "TJ-SU",
  },
  identity: { name: "Test Person 1", name_is: "used", gender: "Feminine", born: "2017-05", citizenship: "UZ" },
  contact: { how: "through-other", safe: "Example: the second door", when: "Example: after six" },
  narrative: "Example note.\nA second line.",
};

test("[FM1, FM1c] every sheet of a whole draft may be sealed, with no answer that is against its form or not relevant", () => {
  const sheets = sheetsOfDraft(draft, day);
  assert.deepEqual(
    sheets.map(({ form }) => form),
    ["first-line", "person", "reach", "story"],
  );
  for (const sheet of sheets) {
    const { form } = library.newest(sheet.form) ?? assert.fail(sheet.form);
    const check = checkSheet(form, sheet, day, {});
    assert.ok(maySeal(form, check), sheet.form);
    assert.deepEqual([check.hard, check.soft, check.notRelevant], [[], [], []], sheet.form);
  }
});

test("every answer of a draft stands in its sheets, every sign among them", () => {
  const sheets = sheetsOfDraft(draft, day);
  const said = sheets.flatMap(({ set }) => Object.values(set)).flat();
  for (const sign of signs) assert.ok(said.includes(sign), sign);
  const { screening, identity, contact, narrative } = draft;
  const { signs: _signs, ...screened } = screening ?? {};
  const answers = [...Object.values({ ...screened, ...identity, ...contact }), narrative].flat();
  const renamed = new Map([["through-other", "through-person"]]);
  for (const answer of answers) assert.ok(said.includes(renamed.get(String(answer)) ?? String(answer)), String(answer));
});

test("a draft that says nothing gives no sheet, and one that was begun gives what there is", () => {
  assert.deepEqual(sheetsOfDraft({}, day), []);
  assert.deepEqual(sheetsOfDraft({ screening: { danger: "unclear" }, narrative: "" }, day), [
    { form: "first-line", set: { danger: "unclear" }, gone: {} },
  ]);
});
