// The path of a child: somebody of their own first, then whatever is asked or examined.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet, isOffered } from "./check-sheet.ts";
import { type AnswerValue, type Form, keyOfRole } from "./form.ts";
import { library } from "./library.ts";
import { type SheetForTasks, tasksOf } from "./tasks.ts";

const form: Form = library.newest("child")?.form ?? assert.fail();
const day = "2031-02-10";
type Set = { readonly [field: string]: AnswerValue };
const check = (set: Set) => checkSheet(form, { set, gone: {} }, day, { child: true, accepted: "2031-02-01" });
const asks = (set: Set, ...keys: readonly string[]) => keys.filter((key) => check(set).asked.includes(key));
const appointed = { guardian: "appointed", "guardian-free": true } as const;

test("[R21] a child has a guardian before an interview and before an age assessment: an assessment is not asked about until one is appointed, and an interview before that is said to be too early", () => {
  const isSaid = (set: Set) => check(set).notes.includes("guardian-first");
  for (const guardian of ["none-yet", "asked"]) {
    const early = { guardian, doubt: "serious" } as const;
    assert.deepEqual(asks(early, "agrees"), [], guardian);
    assert.ok(isSaid(early), "the form says why");
    for (const interview of ["planned", "done"]) assert.deepEqual(check({ ...early, interview }).soft, ["interview"]);
  }
  assert.deepEqual(asks({ doubt: "serious" }, "agrees"), []);
  assert.deepEqual(asks({ ...appointed, doubt: "serious" }, "agrees"), ["agrees"]);
  assert.deepEqual([isSaid({ ...appointed, doubt: "serious" }), isSaid({ doubt: "some" })], [false, false]);
  assert.deepEqual(check({ ...appointed, interview: "planned" }).soft, []);
  const turned = check({ guardian: "asked", doubt: "serious", agrees: "yes", interview: "done" });
  assert.deepEqual(turned.notRelevant, ["agrees"], "what was said too early is shown as not fitting");
  assert.ok(turned.gaps.includes("guardian-there"), "that it took place can be said, and who was there is asked");
});

test("[R21] an age is assessed on a serious doubt alone, with the child’s assent, and never by a medical examination alone", () => {
  for (const doubt of ["none", "some"]) assert.deepEqual(asks({ ...appointed, doubt }, "agrees"), [], doubt);
  const serious = { ...appointed, doubt: "serious" } as const;
  for (const agrees of ["no", "not-asked"])
    assert.deepEqual(asks({ ...serious, agrees }, "assessed-by", "assessed"), [], agrees);
  const assessed = (...by: readonly string[]) => check({ ...serious, agrees: "yes", "assessed-by": by }).soft;
  assert.deepEqual(assessed("medical"), ["assessed-by"]);
  assert.deepEqual(assessed("medical", "talk"), []);
  assert.deepEqual(assessed("documents"), []);
  const later = (...by: readonly string[]) =>
    asks({ ...serious, agrees: "yes", "assessed-by": by }, "alone-why", "assessed");
  assert.deepEqual(later("medical"), ["alone-why"], "why is asked, and no result");
  assert.ok(check({ ...serious, agrees: "yes", "assessed-by": ["medical"] }).gaps.includes("alone-why"));
  assert.deepEqual(later("medical", "expert"), ["assessed"]);
  assert.deepEqual(later("talk"), ["assessed"]);
});

test("[R21] nobody looks for a family that is not known to be safe", () => {
  for (const family of ["not-safe", "not-known"])
    for (const tracing of ["under-way", "done"]) assert.deepEqual(check({ family, tracing }).soft, ["tracing"], family);
  assert.deepEqual(check({ family: "not-known", tracing: "risk-check-first" }).soft, []);
  assert.deepEqual(check({ family: "safe", tracing: "under-way" }).soft, []);
  assert.deepEqual(check({ tracing: "done" }).soft, ["tracing"], "nobody said that it is");
});

test("the child’s path is offered for a child and in doubt, and changes no age: only the form age says that anew", () => {
  assert.deepEqual(
    [true, false].map((child) => isOffered(form, day, { child })),
    [true, false],
  );
  assert.equal(isOffered(form, day, {}), false);
  assert.equal(keyOfRole(form, "age"), undefined);
  const age = library.newest("age")?.form ?? assert.fail();
  assert.equal(keyOfRole(age, "age"), "age");
  assert.ok(age.fields.every(({ calculation }) => calculation === undefined));
  assert.deepEqual([age.writers, age.offered, age.strict], [["provider"], undefined, true]);
});

const sheet = (set: Set, saved = "2031-02-01"): SheetForTasks => ({
  form: "child",
  sheet: "one",
  organisation: "us",
  began: "2031-02-01",
  saved,
  does: [],
  set: { on: saved, ...set },
});
const open = (sheets: readonly SheetForTasks[], more = {}, today = "2031-02-20") =>
  tasksOf({ accepted: "2031-02-01", met: "2031-02-01", child: true, ...more }, sheets, library, today)
    .filter(({ form: of, state }) => of === "child" && state === "open")
    .map(({ rule, due, kind }) => `${rule} ${due} ${kind}`);

test("[FM9] [R21] a guardian is due a day after acceptance and what is best for the child a week after, and both stay overdue until they are there", () => {
  assert.deepEqual(open([]), ["first 2031-02-02 law"]);
  assert.deepEqual(open([], { child: false }), [], "an adult has no such path");
  assert.deepEqual(open([sheet({ guardian: "asked" })]), ["guardian 2031-02-02 law", "best 2031-02-08 law"]);
  const again = sheet({ guardian: "asked", "best-interests": "first" }, "2031-02-19");
  assert.deepEqual(open([again]), ["guardian 2031-02-02 law"], "looking again moves no day");
  const whole = { guardian: "appointed", "best-interests": "formal" } as const;
  assert.deepEqual(open([sheet(whole)]), []);
  assert.deepEqual(open([sheet({ ...whole, "review-on": "2031-03-01" })]), ["review 2031-03-01 law"]);
  assert.deepEqual(open([sheet({ guardian: "asked" })], { closed: "2031-02-15" }), []);
});
