// The library that ships: every form sound, named by its hash, and meaning what it should.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fc } from "../../../test/support/tries.ts";
import { formLibraryTexts } from "../../../test/support/words/form-library.ts";
import { idOfForm } from "../../note/form-id.ts";
import { readJsonFile } from "../json-file.ts";
import { checkForm } from "./check-form.ts";
import { checkSheet } from "./check-sheet.ts";
import { codesOf, type Form, fieldOf, partOfField, partsOf } from "./form.ts";
import { library, libraryVersions } from "./library.ts";
import { dayOfTask, type SheetForTasks, tasksOf } from "./tasks.ts";

const folder = new URL("library/", import.meta.url);
const form = (key: string): Form => library.newest(key)?.form ?? assert.fail(key);

test("the list of the library and its table in docs/spec/form.md are as `npm run words` writes them from the files of the forms", () => {
  for (const [path, text] of Object.entries(formLibraryTexts())) assert.equal(readFileSync(path, "utf8"), text, path);
});

test("each version of the library is named by the SHA-256 of its file's canonical JSON", () => {
  for (const { id, form: one } of libraryVersions) assert.equal(id, idOfForm(one), one.key);
});

test("every file of the library is in it, and is JSON in its one spelling but for white space", () => {
  const keys: string[] = [];
  for (const name of readdirSync(folder)) {
    const { value, flaws } = readJsonFile(readFileSync(new URL(name, folder), "utf8"), 8);
    assert.deepEqual(flaws, [], name);
    keys.push((value as unknown as Form).key);
  }
  assert.deepEqual(keys.toSorted(), libraryVersions.map((one) => one.form.key).toSorted());
});

for (const { form: one } of libraryVersions)
  test(`[FM2, FM4, FM5, FM8, FM11] version ${one.version} of the form ${one.key} is sound`, () => {
    const earlier = libraryVersions.filter(({ form: other }) => other.key === one.key && other.version < one.version);
    const flaws = checkForm(one, { earlier, isForm: (key) => library.newest(key) !== undefined });
    assert.deepEqual(flaws, []);
  });

test("a form lies in one part, so that one save is one entry (FM7)", () => {
  for (const { form: one } of libraryVersions) assert.equal(partsOf(one).length, 1, one.key);
});

test("R06: what a provider writes of health, support and safety and its own notes is asked of providers alone", () => {
  for (const { form: one } of libraryVersions)
    if (partsOf(one).some((part) => ["health", "support", "safety"].includes(part)))
      assert.deepEqual(one.writers, ["provider"], one.key);
});

test("R09: a stay asks for no place: what kind it is and when, never where", () => {
  const types = form("stay").fields.map((field) => field.type);
  assert.ok(
    types.every((type) => !["line", "text", "place", "places", "country", "organisation"].includes(type)),
    types.join(" "),
  );
});

/** Every key and code of a form: what it asks and what may be answered. */
function askedBy({ fields, lists }: Form): readonly string[] {
  return [
    ...fields.map(({ key }) => key),
    ...Object.values(lists).flatMap((list) => list.map((each) => (typeof each === "string" ? each : each.code))),
  ];
}

test("[R14] no form of the library asks for religion, ethnicity, sex life or a biometric, and what it asks of health lies in the part health, but for how much three needs press", () => {
  for (const { form: one } of libraryVersions) {
    const strange = askedBy(one).filter((key) =>
      /relig|faith|ethnic|race|tribe|orientation|sex-life|biometr|fingerprint|face|iris|dna/.test(key),
    );
    assert.deepEqual(strange, [], one.key);
  }
  const health = /health|illness|diagnos|disab|pregnan|injur|hiv|medic|mental|psycho/;
  const elsewhere = libraryVersions.flatMap(({ form: one }) =>
    one.fields.flatMap(({ key }) =>
      health.test(key) && partOfField(one, key) !== "health" ? [`${one.key}/${key}`] : [],
    ),
  );
  assert.deepEqual(elsewhere, ["needs/medical", "needs/psychological", "needs/disability"]);
  const urgency = elsewhere.map((each) => form("needs").fields.find(({ key }) => `needs/${key}` === each)?.type);
  assert.deepEqual(urgency, ["code", "code", "code"], "how much it presses, and not why");
  assert.ok(askedBy(form("health")).length > 10);
});

test("[R15] no form of the library stores an offence of the person: of stay, border, documents or sex work", () => {
  for (const { form: one } of libraryVersions) {
    const strange = askedBy(one).filter((key) =>
      /offen[cs]e|illegal|irregular|undocumented|overstay|deport|prostitut|sex-work|convict|charge|fine-paid|crime(?!$)/.test(
        key,
      ),
    );
    assert.deepEqual(strange, [], one.key);
  }
  const ofCrime = libraryVersions.flatMap(({ form: one }) => askedBy(one).filter((key) => key.includes("crime")));
  assert.deepEqual(
    [...new Set(ofCrime)].toSorted(),
    ["begging-and-crime", "made-to-commit-crime"],
    "a sign that somebody was made to",
  );
});

test("[R20] how to reach the person asks by which way, when, who hears it, what may be said and whether it may be used still, and the stricter answer holds", () => {
  const reach = form("reach");
  const lists = Object.fromEntries(
    Object.entries(reach.lists).map(([key]) => [key, codesOf(reach, key).map(({ code }) => code)]),
  );
  assert.deepEqual(lists["say-we-are"], ["nothing", "neutral", "own-name"], "the first one is the safest");
  assert.deepEqual(lists["use"], ["not-any-more", "only-urgent", "yes"]);
  assert.deepEqual(lists["who-hears"], ["only-the-person", "household-knows", "household-must-not-know"]);
  const fieldOf = (key: string) => reach.fields.find((field) => field.key === key) ?? assert.fail(key);
  for (const key of ["way", "value", "who-hears", "say-we-are", "use"]) assert.equal(fieldOf(key).required, true, key);
  for (const key of ["say-we-are", "use"]) assert.equal(fieldOf(key).merge, "safer", key);
  assert.notEqual(fieldOf("when").retired, true);
  for (const { key } of reach.fields)
    assert.equal(partOfField(reach, key), "contact", "only those who help ever read it");
  const ofSome = codesOf(reach, "way").filter(({ writers }) => writers !== undefined);
  assert.deepEqual(
    ofSome,
    [{ code: "through-us", writers: ["provider"] }],
    "who refers the person is not where they stay",
  );
});

test("[R10] nothing of the coded path is free text, in any form; free text that is required serves: a story, a note, what matters most, how somebody is met", () => {
  for (const { form: one } of libraryVersions)
    for (const { key, type } of one.fields)
      if (partOfField(one, key) === "referral") assert.ok(type !== "text" && type !== "line", `${one.key}/${key}`);
  const asked = libraryVersions.flatMap(({ form: one }) =>
    one.fields
      .filter((field) => field.required && (field.type === "text" || field.type === "line"))
      .map((field) => `${one.key}/${field.key}`),
  );
  assert.deepEqual([...new Set(asked)].toSorted(), [
    "assign/worker",
    "coded-data/to",
    "goal/goal",
    "identification/grounds",
    "needs/matters-most",
    "note/words",
    "outside/name",
    "reach/value",
    "return/meet-where",
    "return/person-answers",
    "return/receiver-says",
    "story/words",
    "task/what",
  ]);
});

/** The signs of the first-line form by the question under which they stand. */
const signs = form("first-line").fields.flatMap(({ key, list = "" }) =>
  list.startsWith("sign-") ? codesOf(form("first-line"), list).map(({ code }) => ({ key, code })) : [],
);
/** Each of them alone suggests a presumed victim; the lesson about signs says so too. */
const strongSigns = [
  "documents-held-by-other",
  "not-free-to-leave",
  "violence",
  "debt-bondage",
  "made-to-work",
  "made-to-give-sexual-services",
  "made-to-beg",
  "made-to-commit-crime",
];

test("the first-line form asks for 36 signs in 13 groups; eight of them suggest a presumed victim alone", () => {
  assert.equal(new Set(signs.map(({ code }) => code)).size, 36);
  assert.equal(new Set(signs.map(({ key }) => key)).size, 13);
  const strong = form("first-line").fields.flatMap(({ list = "" }) =>
    codesOf(form("first-line"), list).filter(({ weight }) => weight === "S"),
  );
  assert.deepEqual(strong.map(({ code }) => code).toSorted(), strongSigns.toSorted());
});

test("the first-line form suggests a presumed victim with one strong sign, or three signs, or two for a child or in doubt; with fewer it is possible", () => {
  fc.assert(
    fc.property(fc.subarray([...signs]), fc.constantFrom("adult", "child", "in-doubt", null), (seen, age) => {
      const chosen = Object.entries(Object.groupBy(seen, ({ key }) => key));
      const set = {
        ...Object.fromEntries(chosen.map(([key, group = []]) => [key, group.map(({ code }) => code)])),
        ...(age === null ? {} : { age }),
      };
      const enough = seen.length >= (age === "adult" ? 3 : 2) || seen.some(({ code }) => strongSigns.includes(code));
      const sheet = checkSheet(form("first-line"), { set, gone: {} }, "2031-01-01", {});
      assert.equal(sheet.calculated["suggestion"], enough ? "presumed" : seen.length > 0 ? "possible" : "no-sign");
      assert.deepEqual(sheet.hard, []);
    }),
    { numRuns: 2000 },
  );
});

test("[FM5a] an age class stands under the age: another one does not fit, and in doubt none is asked for; the classes of before are retired, and none of them is another one’s", () => {
  const unfit = (age: string, group: string) =>
    checkSheet(form("first-line"), { set: { age, "age-class": group }, gone: {} }, "2031-01-01", {}).notRelevant;
  assert.deepEqual(unfit("child", "9-17"), []);
  assert.deepEqual(unfit("adult", "18-29"), []);
  assert.deepEqual(unfit("child", "30-"), ["age-class"]);
  assert.deepEqual(unfit("adult", "0-8"), ["age-class"]);
  assert.deepEqual(unfit("in-doubt", "9-17"), ["age-class"]);
  const [before, now] = ["age-group", "age-class"].map((key) => fieldOf(form("first-line"), key) ?? assert.fail(key));
  assert.deepEqual([before?.retired, before?.fact, now?.was, now?.fact], [true, undefined, undefined, "age-band"]);
  assert.ok(codesOf(form("first-line"), "age-group").every(({ retired }) => retired === true));
  assert.ok(codesOf(form("first-line"), "age-class").every(({ was }) => was === undefined));
});

test("whether a follow-up asks for a new look at the risk: unsafe, unsure, or signs of exploitation", () => {
  const again = (set: { readonly [field: string]: string }) =>
    checkSheet(form("follow-up"), { set: { way: "met", ...set }, gone: {} }, "2031-01-01", {}).calculated["risk-again"];
  assert.equal(again({ "safe-now": "unsure", "exploited-again": "no" }), true);
  assert.equal(again({ "safe-now": "safe", "exploited-again": "signs" }), true);
  assert.equal(again({ "safe-now": "safe", "exploited-again": "no" }), false);
});

let made = 0;
function sheet(
  of: string,
  began: string,
  set: SheetForTasks["set"] = {},
  change: Partial<SheetForTasks> = {},
): SheetForTasks {
  return {
    form: of,
    sheet: String(++made).padStart(32, "0"),
    organisation: "us",
    began,
    saved: began,
    does: [],
    set,
    ...change,
  };
}
/** What is open on a day: form, rule and due day. */
const open = (today: string, sheets: readonly SheetForTasks[], closed?: string) =>
  tasksOf(
    { accepted: "2031-01-01", met: "2031-01-02", ...(closed === undefined ? {} : { closed }) },
    sheets,
    library,
    today,
  )
    .filter((task) => task.state === "open")
    .map((task) => `${task.form}/${task.rule} ${task.due} ${task.kind}`);

test("[FM9] the first days of a case: risk and person within a day, needs within a week, the person's own word after two weeks", () => {
  assert.deepEqual(open("2031-01-01", []), [
    "risk/first 2031-01-02 safety",
    "person/first 2031-01-02 care",
    "needs/first 2031-01-08 care",
    "own-word/first 2031-01-16 care",
  ]);
});

test("[FM9] a high risk asks for a safety plan the next day and for a new look within a week, until both are done", () => {
  const risk = sheet("risk", "2031-01-02", { on: "2031-01-02", level: "high" });
  const ofSafety = (today: string, sheets: readonly SheetForTasks[]) =>
    open(today, sheets).filter((task) => task.endsWith("safety"));
  assert.deepEqual(ofSafety("2031-01-02", [risk]), ["risk/plan 2031-01-03 safety", "risk/again 2031-01-09 safety"]);
  const plan = sheet("safety-plan", "2031-01-03", { reviewed: "2031-01-03" }, { sheet: "one" });
  assert.deepEqual(ofSafety("2031-01-03", [risk, plan]), [
    "risk/again 2031-01-09 safety",
    "safety-plan/review 2031-02-02 safety",
  ]);
  const lower = sheet("risk", "2031-01-09", { on: "2031-01-09", level: "low" });
  assert.deepEqual(ofSafety("2031-01-09", [risk, plan, lower]), [
    "safety-plan/review 2031-02-02 safety",
    "risk/again 2031-04-09 safety",
  ]);
  const own = sheet("risk", "2031-01-09", { on: "2031-01-09", level: "low", again: "2031-01-20" });
  assert.ok(
    ofSafety("2031-01-09", [risk, plan, own]).includes("risk/again 2031-01-20 safety"),
    "a day of one's own goes before the proposal",
  );
});

test("[FM9d] an appointment is of its own day, hour and place, whenever its reminder is due", () => {
  const set = { with: "doctor", on: "2031-01-10", at: "14:00", where: "Example Clinic" };
  for (const [today, due] of [
    ["2031-01-05", "2031-01-09"],
    ["2031-01-09", "2031-01-09"],
    ["2031-01-10", "2031-01-10"],
    ["2031-01-20", "2031-01-11"],
  ] as const) {
    const task = tasksOf({}, [sheet("appointment", "2031-01-03", set)], library, today)[0] ?? assert.fail();
    assert.deepEqual([task.due, dayOfTask(task), task.at, task.where], [due, set.on, set.at, set.where], today);
  }
});

test("[FM9] an appointment is one line: the day before, then the day, then whether it was kept, until that is said", () => {
  const visit = (kept?: string) =>
    sheet("appointment", "2031-01-03", { with: "doctor", on: "2031-01-10", ...(kept === undefined ? {} : { kept }) });
  const ofVisit = (today: string, kept?: string) =>
    open(today, [visit(kept)]).filter((task) => task.startsWith("appointment"));
  assert.deepEqual(ofVisit("2031-01-09").at(0), "appointment/soon 2031-01-09 care");
  assert.deepEqual(ofVisit("2031-01-10").at(0), "appointment/soon 2031-01-10 care");
  assert.deepEqual(ofVisit("2031-02-10"), ["appointment/soon 2031-01-11 care"]);
  assert.deepEqual(ofVisit("2031-01-09", "yes"), []);
});

test("[FM9] when help ends, reviews end and follow-ups begin, four in a year", () => {
  const sheets = [
    sheet("risk", "2031-01-02", { on: "2031-01-02", level: "low", again: "2031-04-02" }),
    sheet("needs", "2031-01-05", { on: "2031-01-05" }),
    sheet("person", "2031-01-01", {}, { sheet: "one" }),
    sheet("own-word", "2031-01-16", { on: "2031-01-16", asks: "nothing" }),
    sheet("close", "2031-03-01", { on: "2031-03-01" }),
  ];
  assert.deepEqual(open("2031-03-01", sheets, "2031-03-01"), [
    "follow-up/months 2031-04-01 care",
    "follow-up/months 2031-06-01 care",
    "follow-up/months 2031-09-01 care",
    "follow-up/months 2032-03-01 care",
  ]);
});

test("[FM9] somebody who was not reached is tried again after a week; a goal, a stay, a task and a health matter are due on their days", () => {
  const due = (one: SheetForTasks, name: string) => open("2031-01-20", [one]).filter((task) => task.startsWith(name));
  assert.deepEqual(due(sheet("follow-up", "2031-01-10", { on: "2031-01-10", way: "not-reached" }), "follow-up"), [
    "follow-up/again 2031-01-17 care",
  ]);
  assert.deepEqual(due(sheet("goal", "2031-01-10", { until: "2031-02-10", state: "open" }), "goal"), [
    "goal/until 2031-02-10 care",
  ]);
  assert.deepEqual(due(sheet("goal", "2031-01-10", { until: "2031-02-10", state: "reached" }), "goal"), []);
  assert.deepEqual(due(sheet("stay", "2031-01-10", { from: "2031-01-10" }), "stay"), ["stay/review 2031-02-09 care"]);
  assert.deepEqual(due(sheet("stay", "2031-01-10", { from: "2031-01-10", until: "2031-01-15" }), "stay"), []);
  assert.deepEqual(due(sheet("task", "2031-01-10", { what: "Ring", until: "2031-01-12", state: "open" }), "task"), [
    "task/until 2031-01-12 care",
  ]);
  assert.deepEqual(due(sheet("health", "2031-01-10", { on: "2031-01-10", again: "2031-02-01" }), "health"), [
    "health/again 2031-02-01 care",
  ]);
  assert.deepEqual(due(sheet("reach", "2031-01-10", { use: "yes", checked: "2031-01-10" }), "reach"), [
    "reach/check 2031-04-10 safety",
  ]);
});
