// The forms of a year with the law: reasonable grounds and reflection, formal identification, its review, permits, proceedings, punishment, compensation.
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet } from "./check-sheet.ts";
import { type Answers, codesOf, type Form, partsOf } from "./form.ts";
import { library } from "./library.ts";
import type { CaseFacts } from "./roles.ts";
import { type SheetForTasks, tasksOf } from "./tasks.ts";

const form = (key: string): Form => library.newest(key)?.form ?? assert.fail(key);
const check = (key: string, set: Answers["set"], facts: CaseFacts = {}) =>
  checkSheet(form(key), { set, gone: {} }, "2031-03-01", facts);

let made = 0;
const sheet = (of: string, set: SheetForTasks["set"]): SheetForTasks => ({
  form: of,
  sheet: String(++made).padStart(32, "0"),
  organisation: "authority",
  began: "2031-01-10",
  saved: "2031-01-10",
  does: [],
  set,
});
const open = (today: string, sheets: readonly SheetForTasks[], facts: CaseFacts = {}) =>
  tasksOf(facts, sheets, library, today)
    .filter(({ state }) => state === "open")
    .map((task) => `${task.form}/${task.rule} ${task.due} ${task.kind}`);

const decision = { on: "2031-02-01", act: ["recruitment"], purpose: ["forced-labour"], grounds: "Of the sheet." };

test("a victim who is a child, or may be one, needs an act and a purpose; an adult a means too; a person decides all the same", () => {
  const adult = { child: false };
  const victim = { ...decision, result: "victim" };
  assert.deepEqual(check("identification", victim, adult).gaps, ["means"]);
  assert.equal(check("identification", victim, adult).calculated["elements-there"], false);
  assert.deepEqual(
    check("identification", victim, adult).soft,
    ["result"],
    "it is said, and nothing is refused (FM1b)",
  );
  const whole = check("identification", { ...victim, means: ["deception"] }, adult);
  assert.deepEqual([whole.gaps, whole.soft, whole.calculated["elements-there"]], [[], [], true]);
  const child = check("identification", victim, { child: true });
  assert.deepEqual([child.gaps, child.soft, child.calculated["elements-there"]], [[], [], true]);
  assert.ok(!child.asked.includes("means"));
  const none = check("identification", { ...victim, means: ["none-found"] }, adult);
  assert.deepEqual([none.gaps, none.soft], [[], ["result"]]);
});

test("[FM1a] a formal identification is not sealed without what was found, a decision and its grounds, for no longer than a reason why not", () => {
  assert.equal(form("identification").strict, true);
  assert.deepEqual(check("identification", { on: "2031-02-01" }).gaps, [
    "act",
    "means",
    "purpose",
    "result",
    "grounds",
  ]);
  assert.deepEqual(
    checkSheet(
      form("identification"),
      { set: { ...decision, result: "not-victim" }, gone: { means: "unknown" } },
      "2031-03-01",
      {},
    ).gaps,
    [],
  );
});

test("a reflection period follows from reasonable grounds, and is at least 30 days, whatever the person says to police", () => {
  assert.deepEqual(check("reflection", { on: "2031-02-01", grounds: "no" }).asked, ["on", "grounds", "told-person"]);
  const period = { on: "2031-02-01", grounds: "yes" };
  assert.deepEqual(check("reflection", { ...period, until: "2031-03-02" }).soft, ["until"]);
  assert.deepEqual(check("reflection", { ...period, until: "2031-03-03" }).soft, []);
  const ended = { ...period, until: "2031-03-03", ended: "asked-to-end" };
  assert.deepEqual(check("reflection", { ...ended, "ended-on": "2031-02-20" }).soft, ["ended-on"]);
  const ends = codesOf(form("reflection"), "reflection-end").map(({ code }) => code);
  assert.ok(!ends.some((code) => /police|co-?operat|statement/.test(code)), "to speak with police ends nothing");
});

test("[FM9] what an authority owes runs from the day on which the case reached it; reminders of the law come before their day", () => {
  const received = { received: "2031-01-10" };
  assert.deepEqual(open("2031-01-10", [], received), [
    "reflection/first 2031-01-15 law",
    "identification/first 2031-02-09 law",
  ]);
  const grounds = sheet("reflection", { on: "2031-01-12", grounds: "yes", until: "2031-02-11" });
  assert.deepEqual(open("2031-01-12", [grounds], received), [
    "reflection/end 2031-01-28 law",
    "identification/first 2031-02-09 law",
  ]);
  assert.deepEqual(open("2031-02-09", [grounds], received).at(0), "reflection/end 2031-02-08 law");
  const victim = sheet("identification", { ...decision, result: "victim", "told-person": "2031-02-01" });
  assert.ok(!open("2031-02-09", [grounds, victim], received).some((task) => task.startsWith("identification")));
  const permit = sheet("permit", { kind: "residence", state: "granted", on: "2031-02-01", until: "2031-08-01" });
  assert.deepEqual(open("2031-02-01", [permit]), ["permit/until 2031-06-02 law"]);
  assert.deepEqual(open("2031-07-30", [permit]), ["permit/until 2031-07-25 law"]);
});

test("[FM9] a review that was handed in asks for a new decision, and a decision against the person is followed by the last day to ask for one", () => {
  const refusal = { ...decision, result: "not-victim", "told-person": "2031-02-01", "review-until": "2031-03-03" };
  const decided = sheet("identification", refusal);
  assert.deepEqual(open("2031-02-01", [decided]), ["identification/review 2031-02-24 law"]);
  const asked = sheet("review", {
    on: "2031-02-10",
    "asked-by": "person",
    why: ["not-heard"],
    "handed-in": "2031-02-11",
  });
  assert.deepEqual(open("2031-02-12", [decided, asked]), ["review/decide 2031-03-13 law"]);
  const again = sheet("identification", {
    ...decision,
    on: "2031-03-01",
    result: "victim",
    "told-person": "2031-03-01",
  });
  assert.deepEqual(open("2031-03-02", [decided, asked, again]), []);
});

test("help depends on no decision: one against the person drops no task of help, and closes no case", () => {
  const facts = { accepted: "2031-01-01", met: "2031-01-02" };
  const refusal = { ...decision, result: "not-victim", "told-person": "2031-02-01" };
  const ended = sheet("reflection", { on: "2031-01-12", grounds: "no" });
  assert.deepEqual(open("2031-02-10", [sheet("identification", refusal), ended], facts), open("2031-02-10", [], facts));
  for (const key of ["reflection", "identification", "review", "permit", "justice", "punished", "compensation"]) {
    const roles = form(key).fields.map(({ role }) => role);
    assert.ok(!roles.includes("closed-on"), key);
    const asked = form(key).due.map(({ does }) => does);
    assert.ok(!asked.includes("close"), key);
  }
});

test("[R15] who was punished instead of helped: with what and by whom, never for what; providers alone read it, and nobody of that body", () => {
  const punished = form("punished");
  assert.deepEqual([partsOf(punished), punished.writers], [["support"], ["provider"]]);
  assert.ok(punished.fields.every(({ type }) => type !== "line" && type !== "text"));
  assert.equal(punished.fields.find(({ key }) => key === "by")?.role, "official");
  assert.deepEqual(
    codesOf(punished, "punished-with").map(({ code }) => code),
    ["jailed", "detained", "fined", "expelled", "threatened"],
  );
});
