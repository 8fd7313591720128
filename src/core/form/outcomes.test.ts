// What came of the help, in the person's eyes: the seven outcomes that survivors named (Survivors' Core Outcome Set, doi 10.1177/15248380231211955), in our own words.
// Their names are from general knowledge: nobody compared them with the publication.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formWordParts } from "../../words/form-words.ts";
import { readWords } from "../../words/read-words.ts";
import { checkSheet, maySeal } from "./check-sheet.ts";
import { type AnswerValue, codesOf, type Form, fieldOf } from "./form.ts";
import { library } from "./library.ts";
import type { CaseFacts } from "./roles.ts";
import { type SheetForTasks, tasksOf } from "./tasks.ts";

const form: Form = library.newest("follow-up")?.form ?? assert.fail();
/** The seven, each with the question that asks for it. */
const outcomes = {
  "long-term consistent support": "support-lasts",
  "secure and suitable housing": "home-suits",
  "safety from any trafficker or other abuser": "safe-from-them",
  "access to medical treatment": "doctor",
  "finding purpose in life and self-actualisation": "purpose",
  "access to education": "learning",
  "compassionate, trauma-informed services": "treated-well",
} as const;
const seven: readonly string[] = Object.values(outcomes);
type Set = { readonly [field: string]: AnswerValue };
const check = (set: Set, facts: CaseFacts = { child: false }) =>
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

test("all seven outcomes that survivors named are asked, each in words of ours and with one question, and nothing beside them", async () => {
  const inGroup = form.fields.filter(({ group }) => group === "outcomes").map(({ key }) => key);
  assert.deepEqual(inGroup.toSorted(), ["outcomes-ask", "asked-by", ...seven].toSorted());
  assert.equal(new Set(seven).size, 7);
  const words = await readWords("en", formWordParts);
  for (const [theirs, key] of Object.entries(outcomes)) {
    const ours = words.message(`form.follow-up.field.${key}` as "form.follow-up.field.doctor");
    assert.match(ours, /^[A-Z][^?]+\?$/, key);
    assert.ok(!ours.toLowerCase().includes(theirs), key);
  }
});

test("[FM23] who helped does not pass for somebody who did not: the program asks for a colleague, or for a word why", () => {
  const by = (asker: string | undefined, helped: boolean) =>
    check({ "outcomes-ask": "yes", ...(asker === undefined ? {} : { "asked-by": asker }) }, { child: false, helped });
  assert.deepEqual(by("not-helped", true).soft, ["asked-by"]);
  assert.deepEqual(by("not-helped", false).soft, []);
  for (const why of ["nobody-else", "person-wants"]) assert.deepEqual(by(why, true).soft, [], why);
  assert.deepEqual(by(undefined, false).gaps, ["asked-by"]);
  assert.ok(!check({ "outcomes-ask": "not-today" }).asked.includes("asked-by"));
});

test("each outcome can be skipped, and so can all: none is asked for, and nothing is missing without it", () => {
  const asked = { "outcomes-ask": "yes", "asked-by": "not-helped" } as const;
  for (const set of [{}, asked, { ...asked, doctor: "no" }]) {
    const sheet = check(set);
    assert.deepEqual([sheet.gaps, maySeal(form, sheet)], [[], true]);
  }
  for (const key of ["outcomes-ask", ...seven]) assert.equal(fieldOf(form, key)?.required, undefined, key);
});

test("outcomes are never a score: nothing weighs them, counts them, calculates from them or follows from them", () => {
  const own = ["outcomes-ask", "asked-by", ...seven];
  const texts = [
    ...form.fields
      .filter(({ key }) => !own.includes(key))
      .flatMap((field) => [field.relevant, field.calculation, field.constraint]),
    ...form.due.flatMap((rule) => [rule.when, rule.from]),
  ];
  for (const key of own) {
    const field = fieldOf(form, key) ?? assert.fail(key);
    const role = key === "asked-by" ? undefined : field.role;
    assert.deepEqual([field.merge, role, field.fact, field.weight, field.htcds], Array(5).fill(undefined), key);
    assert.ok(
      texts.every((text) => text?.includes(`\${${key}}`) !== true),
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
