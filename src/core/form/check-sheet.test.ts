// What a sheet lacks, what does not fit in it, and what is none of its form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownForm } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import { checkForm } from "./check-form.ts";
import { checkSheet, hardFlaws, maySeal } from "./check-sheet.ts";
import { type Answers, type AnswerValue, type Form, type GoneWord, goneWords } from "./form.ts";

const followUp: Form = {
  ...ownForm,
  key: "follow-up",
  due: [],
  lists: {
    way: ["met", "phone", "not-reached"],
    safety: ["unsafe", "unsure", "safe"],
    housing: ["own", "shelter"],
    room: [
      { code: "shared", under: "shelter" },
      { code: "flat", under: "own" },
    ],
    level: ["low", "high"],
  },
  groups: [
    { key: "contact", part: "support" },
    { key: "life", part: "support", relevant: "${way} != '' and ${way} != 'not-reached'" },
    { key: "risk", part: "safety" },
  ],
  fields: [
    // Before what it depends on: the order of a form is not that of its calculations.
    {
      key: "level",
      group: "risk",
      type: "code",
      list: "level",
      calculation: "if(${again}, 'high', if(answered(${safe-now}), 'low', ''))",
    },
    { key: "on", group: "contact", type: "day", required: true, constraint: ". <= today()" },
    { key: "way", group: "contact", type: "code", list: "way", required: true },
    { key: "safe-now", group: "life", type: "code", list: "safety", required: true },
    { key: "housing", group: "life", type: "code", list: "housing" },
    { key: "room", group: "life", type: "code", list: "room", under: "housing" },
    { key: "again", group: "risk", type: "yes-no", calculation: "selected(${safe-now}, 'unsafe')" },
    { key: "earlier", group: "contact", type: "line", required: true, retired: true },
    { key: "paid", group: "contact", type: "amount", constraint: ". > 0" },
    { key: "signs", group: "contact", type: "yes-no", weight: "S" },
    { key: "count", group: "contact", type: "whole", calculation: "marked('contact', '*')" },
    { key: "hello", group: "contact", type: "note" },
  ],
};

const day = "2031-02-03";
const check = (set: { readonly [key: string]: AnswerValue }, gone: { readonly [key: string]: GoneWord } = {}) =>
  checkSheet(followUp, { set, gone }, day, {});

test("the form of this test is a sound one", () => {
  assert.deepEqual(checkForm(followUp, { earlier: [], isForm: () => false }), []);
});

test("[FM1] what is required asks for an answer or a word of missing, and never blocks saving", () => {
  assert.deepEqual(check({}).gaps, ["on", "way"]);
  for (const word of ["unknown", "refused", "not-asked", "unsafe-to-ask"] as const)
    assert.deepEqual(check({ way: "met" }, { on: word, "safe-now": word }).gaps, [], word);
  for (const word of ["mistake", "not-relevant"] as const)
    assert.deepEqual(check({ way: "not-reached" }, { on: word }).gaps, ["on"]);
  const sheet = check({});
  assert.ok(maySeal(followUp, sheet));
  assert.ok(!maySeal({ ...followUp, strict: true }, sheet), "only a strict form waits");
  assert.ok(maySeal({ ...followUp, strict: true }, check({ on: day, way: "not-reached" })));
});

test("[FM3] a group that is not relevant asks nothing; what is answered in it is kept, said, and counts as empty", () => {
  const hidden = check({ on: day, way: "not-reached", "safe-now": "unsafe", housing: "own" });
  assert.deepEqual(hidden.notRelevant, ["safe-now", "housing"]);
  assert.deepEqual(hidden.gaps, []);
  assert.deepEqual(hidden.calculated, { again: false, count: 0 }, "no calculation reads a hidden answer");
  assert.ok(!hidden.asked.includes("housing") && hidden.asked.includes("way"));
  const shown = check({ on: day, way: "met", "safe-now": "unsafe", housing: "own" });
  assert.deepEqual(shown.notRelevant, []);
  assert.deepEqual(shown.calculated, { level: "high", again: true, count: 0 });
});

test("[FM3] `today()` is the day of the entry, so that a sheet becomes no worse by lying there", () => {
  const answers: Answers = { set: { on: day, way: "not-reached" }, gone: {} };
  assert.deepEqual(checkSheet(followUp, answers, day, {}).soft, []);
  assert.deepEqual(checkSheet(followUp, answers, "2031-02-02", {}).soft, ["on"]);
  assert.deepEqual(checkSheet(followUp, answers, "2041-01-01", {}).soft, []);
});

test("a constraint is soft: it is said, and the sheet may be sealed", () => {
  const late = check({ on: "2031-02-04", way: "not-reached", paid: "0 TJS" });
  assert.deepEqual(late.soft, ["on", "paid"]);
  assert.deepEqual(late.hard, []);
  assert.ok(maySeal(followUp, late));
  assert.deepEqual(
    check({ on: day, way: "not-reached", paid: "0.50 TJS" }).soft,
    [],
    "the sum of an amount, not its text",
  );
  assert.deepEqual(check({ way: "not-reached" }).soft, [], "nothing is against an answer that is not there");
});

test("what is none of the form is hard: unknown field, code, type, length, word, part, and both an answer and a word", () => {
  const hard = (set: Answers["set"], gone: object = {}, part?: "support" | "safety") =>
    hardFlaws(followUp, { set, gone: gone as Answers["gone"] }, part).map((flaw) => `${flaw.field} ${flaw.why}`);
  assert.deepEqual(hard({ colour: "red" }), ["colour unknown-field"]);
  assert.deepEqual(hard({ constructor: "x", hello: "x" } as never), [
    "constructor unknown-field",
    "hello unknown-field",
  ]);
  assert.deepEqual(hard({ way: "mett", on: "today", paid: 3 }), [
    "way wrong-answer",
    "on wrong-answer",
    "paid wrong-answer",
  ]);
  assert.deepEqual(hard({ earlier: "x".repeat(301) }), ["earlier wrong-answer"]);
  assert.deepEqual(hard({}, { way: "lost" }), ["way wrong-word"]);
  assert.deepEqual(hard({ way: "met" }, { way: "refused" }), ["way answered-and-gone"]);
  assert.deepEqual(hard({ way: "met", level: "low" }, {}, "support"), ["level wrong-part"]);
  assert.ok(!maySeal(followUp, check({ colour: "red" })));
});

test("a hard flaw in one answer hides no gap and no flaw of another, and is read by no calculation", () => {
  const sheet = check({ way: "met", "safe-now": "unsafee", paid: "0 TJS" });
  assert.deepEqual(sheet.gaps, ["on", "safe-now"]);
  assert.deepEqual(sheet.soft, ["paid"]);
  assert.equal(sheet.calculated["level"], undefined);
});

test("[FM5] a retired field is read, and neither asked nor a gap", () => {
  const sheet = check({ on: day, way: "met", "safe-now": "safe", earlier: "before" });
  assert.deepEqual([sheet.hard, sheet.gaps], [[], []]);
  assert.ok(!sheet.asked.includes("earlier"));
});

test("a code that stands under another no longer fits when the answer above changes", () => {
  const answers = { on: day, way: "met", "safe-now": "safe", housing: "shelter" };
  assert.deepEqual(check({ ...answers, room: "shared" }).notRelevant, []);
  assert.deepEqual(check({ ...answers, room: "flat" }).notRelevant, ["room"]);
});

test("a yes that bears a weight is counted, a no is not", () => {
  assert.equal(check({ signs: true }).calculated["count"], 1);
  assert.equal(check({ signs: false }).calculated["count"], 0);
  assert.equal(check({}, { signs: "refused" }).calculated["count"], 0);
});

test("whatever a sheet holds, the check gives lists of fields, and nothing throws", () => {
  const anyValue = fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.string()),
    fc.constantFrom("met", day, "unsafe", "own"),
  );
  const keys = [...followUp.fields.map((field) => field.key), "*", "__proto__", "toString"];
  const some = <T>(value: fc.Arbitrary<T>) =>
    fc.dictionary(fc.constantFrom(...keys), value, { maxKeys: 8, noNullPrototype: true });
  fc.assert(
    fc.property(some(anyValue), some(fc.constantFrom<string>(...goneWords, "x")), (set, gone) => {
      const sheet = checkSheet(followUp, { set, gone: gone as Answers["gone"] }, day, {});
      const known = new Set(followUp.fields.map((field) => field.key));
      const named = [
        ...sheet.gaps,
        ...sheet.soft,
        ...sheet.notRelevant,
        ...sheet.asked,
        ...Object.keys(sheet.calculated),
      ];
      // No field that is asked or not relevant is lost on the way: nothing is both.
      return named.every((key) => known.has(key)) && !sheet.gaps.some((key) => sheet.notRelevant.includes(key));
    }),
    { numRuns: 2000 },
  );
});
