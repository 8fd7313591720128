// What came of the help, in the person's eyes: the seven outcomes that survivors named (Survivors' Core Outcome Set, doi 10.1177/15248380231211955), in our own words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet, maySeal } from "./check-sheet.ts";
import { type AnswerValue, codesOf, type Form, fieldOf } from "./form.ts";
import { library } from "./library.ts";
import { type SheetForTasks, tasksOf } from "./tasks.ts";

const form: Form = library.newest("follow-up")?.form ?? assert.fail();
const seven = ["support-lasts", "home-suits", "safe-from-them", "doctor", "purpose", "learning", "treated-well"];
type Set = { readonly [field: string]: AnswerValue };
const check = (set: Set, facts: { readonly child?: boolean } = { child: false }) =>
  checkSheet(
    form,
    { set: { on: "2031-02-01", way: "met", "safe-now": "safe", "exploited-again": "no", ...set }, gone: {} },
    "2031-02-01",
    facts,
  );

test("the seven outcomes are asked of adults who are spoken to, after they agreed that somebody asks who did not help them", () => {
  const asked = (set: Set, facts?: { readonly child?: boolean }) =>
    seven.filter((key) => check(set, facts).asked.includes(key));
  assert.deepEqual(asked({ "outcomes-ask": "yes" }), seven);
  assert.deepEqual(asked({ "outcomes-ask": "yes", way: "phone" }), seven);
  for (const said of ["not-today", "not-wanted"]) assert.deepEqual(asked({ "outcomes-ask": said }), [], said);
  assert.deepEqual(asked({}), [], "not before they agreed");
  for (const way of ["through-other", "not-reached"]) assert.deepEqual(asked({ "outcomes-ask": "yes", way }), [], way);
  for (const facts of [{ child: true }, {}]) {
    assert.deepEqual(asked({ "outcomes-ask": "yes" }, facts), []);
    assert.ok(!check({}, facts).asked.includes("outcomes-ask"), "nor is a child asked whether they may be asked");
  }
});

test("each outcome can be skipped, and so can all: none is asked for, and nothing is missing without it", () => {
  for (const set of [{}, { "outcomes-ask": "yes" }, { "outcomes-ask": "yes", doctor: "no" }]) {
    const sheet = check(set);
    assert.deepEqual([sheet.gaps, maySeal(form, sheet)], [[], true]);
  }
  for (const key of ["outcomes-ask", ...seven]) assert.equal(fieldOf(form, key)?.required, undefined, key);
});

test("outcomes are never a score: nothing weighs them, counts them, calculates from them or follows from them", () => {
  const own = ["outcomes-ask", ...seven];
  const texts = [
    ...form.fields
      .filter(({ key }) => !own.includes(key))
      .flatMap((field) => [field.relevant, field.calculation, field.constraint]),
    ...form.due.flatMap((rule) => [rule.when, rule.from]),
  ];
  for (const key of own) {
    const field = fieldOf(form, key) ?? assert.fail(key);
    assert.deepEqual([field.merge, field.role, field.fact, field.weight, field.htcds], Array(5).fill(undefined), key);
    assert.ok(
      texts.every((text) => text?.includes(key) !== true),
      key,
    );
    assert.ok(
      codesOf(form, field.list ?? "").every(({ weight }) => weight === undefined),
      key,
    );
  }
  assert.ok(!JSON.stringify(form).includes("marked("));
});

const open = (facts: object, sheets: readonly SheetForTasks[] = []) =>
  tasksOf({ accepted: "2031-01-01", met: "2031-01-02", child: false, ...facts }, sheets, library, "2031-12-31")
    .filter(({ rule, state }) => rule === "outcomes" && state === "open")
    .map(({ due }) => due);

test("[FM9] outcomes are due with the plan, a month after acceptance, and after 3, 6 and 12 months, for an adult while we help", () => {
  const all = ["2031-01-31", "2031-04-01", "2031-07-01", "2032-01-01"];
  assert.deepEqual(open({}), all);
  assert.deepEqual(open({ child: true }), []);
  assert.deepEqual(open({ child: undefined }), [], "nobody said how old");
  assert.deepEqual(open({ closed: "2031-06-01" }), [], "then the follow-ups of the end are due");
  const asked = (on: string, n: number): SheetForTasks => ({
    form: "follow-up",
    sheet: String(n).padStart(32, "0"),
    organisation: "us",
    began: on,
    saved: on,
    does: [],
    set: { on, way: "met" },
  });
  assert.deepEqual(open({}, [asked("2031-02-03", 1)]), all.slice(1));
  assert.deepEqual(open({}, [asked("2031-02-03", 1), asked("2031-06-20", 2)]), ["2031-04-01", "2032-01-01"]);
});
