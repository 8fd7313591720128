// What a case is for its forms: hostile clocks and other organisations' words decide nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { CaseBuilder, Country } from "../../../test/support/country.ts";
import { isOffered } from "../form/check-sheet.ts";
import type { AnswerValue } from "../form/form.ts";
import { library } from "../form/library.ts";
import type { Sheet } from "../form/sheet.ts";
import { tasksOf, workerOfCase } from "../form/tasks.ts";
import type { Age } from "../person-codes.ts";
import { ageClassOn, caseFactsOf, sheetsForTasks } from "./sheet-facts.ts";

const country = new Country();
const leaf = country.size;
country.passHours(2);
const { shelter, legal } = country.by;
const build = new CaseBuilder(country);
build.add("shelter", "case.open", { lead: shelter.id }, { to: ["shelter"] });
const state = build.fold();

let count = 0;

function sheet(
  form: string,
  by: string,
  at: string,
  set: { readonly [key: string]: AnswerValue },
  change: Partial<Sheet> = {},
): Sheet {
  const entry = String(++count).padStart(64, "0");
  const saying = { entry, by, device: "d", at, leaf, version: "v", gone: null, why: null, language: null, paper: null };
  const answers = Object.entries(set).map(([key, value]) => {
    const heads = [{ ...saying, value }];
    return [
      key,
      { key, part: "safety" as const, value, missing: null, heads, differs: false, history: heads },
    ] as const;
  });
  return {
    form,
    sheet: entry.slice(32),
    version: "v",
    by,
    begun: { at, leaf },
    changed: { at, leaf },
    parts: ["safety"],
    answers: new Map(answers),
    struckOut: false,
    tasks: [],
    heads: [entry],
    saves: [entry],
    ...change,
  };
}

test("[FM9f] [LG8] an author whose clock runs years ahead does not say for ever how high the risk is", () => {
  const ahead = sheet("risk", legal.id, "2999-01-01T00:00:00Z", { level: "low" });
  const [time] = country.directory.times.filter(({ index }) => index > leaf);
  const soon = new Date(((time?.seconds ?? 0) + 3600) * 1000).toISOString().replace(".000Z", "Z");
  const after = sheet("risk", shelter.id, soon, { level: "extreme" });
  const later = { ...after, changed: { at: soon, leaf: country.size } };
  const risk = (sheets: readonly Sheet[]) =>
    caseFactsOf(state, sheets, shelter.id, { directory: country.directory, forms: library }).risk;
  assert.equal(risk([ahead, later]), "extreme");
  assert.equal(risk([later, ahead]), "extreme");
  assert.equal(risk([ahead]), "low");
});

test("[FM9f] another organisation neither says who of ours has a case nor that a task of ours is not done", () => {
  const facts = { accepted: "2030-01-01" };
  const asked = tasksOf(facts, [], library, "2030-02-01").find(({ form }) => form === "risk") ?? assert.fail();
  const said = (by: string) => [
    sheet("assign", by, "2030-01-02T00:00:00Z", { worker: "Desk 1", on: "2030-01-02" }),
    sheet("task", by, "2030-01-02T00:00:00Z", { state: "not-done", worker: "Desk 1" }, { tasks: [asked.id] }),
  ];
  const seen = (by: string) => {
    const sheets = sheetsForTasks(said(by), shelter.id, country.directory, library);
    const task = tasksOf(facts, sheets, library, "2030-02-01").find(({ id }) => id === asked.id);
    return [workerOfCase(sheets, library), task?.state, task?.worker];
  };
  assert.deepEqual(seen(shelter.id), ["Desk 1", "dropped", "Desk 1"], "the words count where they are ours");
  assert.deepEqual(seen(legal.id), [undefined, "open", undefined]);
});

test("[EN13c] a stay of ours without a last day goes on, and a safety plan is there until it is struck out", () => {
  const at = "2030-01-02T00:00:00Z";
  const facts = (...sheets: readonly Sheet[]) =>
    caseFactsOf(state, sheets, shelter.id, { directory: country.directory, forms: library });
  const staying = (by: string, more: { readonly until?: string } = {}, change: Partial<Sheet> = {}) =>
    facts(sheet("stay", by, at, { from: "2030-01-01", ...more }, change)).staying;
  assert.equal(staying(shelter.id), true);
  assert.equal(staying(shelter.id, { until: "2030-01-09" }), undefined, "it has a last day");
  assert.equal(staying(legal.id), undefined, "with another organisation");
  assert.equal(staying(shelter.id, {}, { struckOut: true }), undefined, "struck out");
  const plan = sheet("safety-plan", shelter.id, at, { "goes-where": "Example" });
  assert.equal(facts(plan).hasPlan, true);
  assert.equal(facts({ ...plan, struckOut: true }).hasPlan, undefined);
  const [key, level] = [...sheet("risk", shelter.id, at, { level: "low" }).answers][0] ?? assert.fail();
  const risk = (differs: boolean) =>
    sheet("risk", shelter.id, at, {}, { answers: new Map([[key, { ...level, differs }]]) });
  assert.deepEqual([facts(risk(true)).unsettled, facts(risk(false)).unsettled], [true, undefined]);
});

test("[FM9g, LG8] an authority owes its decisions from the day of the log on which the case reached it, whatever a clock says, and meets nobody", () => {
  const here = new Country();
  const built = new CaseBuilder(here);
  const opening = built.add("shelter", "case.open", { lead: here.by.shelter.id }, { to: ["shelter"] });
  const consent = built.consent("shelter", "authority", { to: ["shelter", "authority"] });
  here.passHours(200);
  const body = { organisation: here.by.authority.id, consent, notes: [], left_out: [{ entry: opening, needs: [] }] };
  built.add("shelter", "grant", body, { to: ["shelter", "authority"], parents: [consent] });
  here.passHours(200);
  const wrongClock = built.entries.map((entry) => ({
    ...entry,
    content: { ...entry.content, at: "2035-01-01T00:00:00Z" },
  }));
  const factsOf = (organisation: string) =>
    caseFactsOf(built.fold(here.size, wrongClock), [], organisation, { directory: here.directory, forms: library });
  assert.equal(factsOf(here.by.authority.id).received, "2030-01-09");
  assert.equal(factsOf(here.by.shelter.id).received, undefined, "no other organisation has that day");
});

test("[R26] proceedings are wanted as the newest sheet says, of those who help: a prosecutor does not say it for the person", () => {
  const { unit } = country.by;
  const day = (n: number) => `2030-01-0${n}T00:00:00Z`;
  const wanted = (...sheets: readonly Sheet[]) =>
    caseFactsOf(state, sheets, shelter.id, { directory: country.directory, forms: library }).proceedings;
  const says = (wish: string, n: number, by = shelter.id) => sheet("justice", by, day(n), { wish });
  assert.equal(wanted(), undefined, "nobody asked");
  assert.equal(wanted(says("undecided", 1)), false);
  assert.equal(wanted(says("undecided", 1), says("yes", 2)), true);
  assert.equal(wanted(says("yes", 1), says("no", 2)), false);
  assert.equal(wanted(says("no", 1), says("yes", 2, unit.id)), false);
  for (const key of ["involved", "journey"]) {
    const form = library.newest(key)?.form ?? assert.fail(key);
    const offered = (proceedings?: boolean) =>
      isOffered(form, "2030-02-01", proceedings === undefined ? {} : { proceedings });
    assert.deepEqual([offered(), offered(false), offered(true)], [false, false, true], key);
    assert.ok(
      form.fields.every(({ type }) => !["line", "text", "organisation", "sheet"].includes(type)),
      `${key} has no room for a name`,
    );
  }
});

test("[FM15e] [FM5a] how old the person of a case is follows on each day from the date of birth, else from the newest answer, against nothing that was said of the age, and never from a class of before", () => {
  const log = { directory: country.directory, forms: library };
  const at = (day: number) => `2030-01-0${day}T00:00:00Z`;
  const on = (day: string, age: Age | null, ...sheets: readonly Sheet[]) => ageClassOn(day, { age }, sheets, log);
  const said = (set: { readonly [key: string]: string }, day = 1) => sheet("first-line", shelter.id, at(day), set);
  const born = (date: string) => sheet("person", shelter.id, at(1), { born: date });
  assert.equal(on("2030-02-01", "child", said({ "age-class": "9-17" })), "9-17");
  assert.equal(on("2030-02-01", "child", said({ "age-class": "9-17" }), said({ "age-class": "0-8" }, 2)), "0-8");
  assert.equal(on("2030-02-01", "child", said({ "age-class": "9-17" }), born("2021-02-02")), "0-8");
  assert.equal(on("2030-02-02", "child", said({ "age-class": "9-17" }), born("2021-02-02")), "9-17", "nine today");
  assert.equal(on("2030-02-01", "adult", born("2015"), said({ "age-class": "18-29" })), "18-29");
  assert.equal(on("2030-02-01", "adult", said({ "age-class": "9-17" })), null, "it contradicts what was said");
  assert.equal(on("2030-02-01", "in-doubt", born("2015")), "9-17", "doubt counts as child");
  assert.equal(on("2030-02-01", null, born("2015"), said({ "age-class": "9-17" })), null);
  for (const group of ["0-11", "12-17"])
    assert.equal(on("2030-02-01", "child", said({ "age-group": group })), null, `${group} is of no class of today`);
  const asked = sheet("ask", shelter.id, at(1), { age: "child", "age-class": "9-17" });
  assert.equal(on("2030-02-01", "child", asked), "9-17", "who was only asked reads it in the question");
});
