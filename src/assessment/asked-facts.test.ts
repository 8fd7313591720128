// Facts that countries are asked for each year: how figures of parts of a year make one, whose money counts when, and what distinguishes cases
// (AS4, AS6, AS7, AS8, AS11, TA7).
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsEvaluated } from "../../test/support/rows-evaluated.ts";
import { figure, proceeding, sourceStated, stated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import type { Period } from "./fact-value.ts";
import { indexStatements } from "./statement-index.ts";

const of2003: Period = { year: 2003, kind: "calendar" };

function factOf(statements: readonly Statement[], key: string, period = of2003) {
  const definition = findDefinition(key) ?? assert.fail(key);
  return rowsEvaluated(indexStatements(statements), definition, period);
}

const given = (statements: readonly Statement[], key: string, period?: Period) => factOf(statements, key, period).value;

/** What a source gives for the two halves of 2003. */
function halves(fact: RowValues<"figure">["fact"], ...values: readonly RowValues<"figure">["value"][]) {
  return values.map((value, i) =>
    figure("s", fact, i === 0 ? "2003-01" : "2003-07", value, { until: i === 0 ? "2003-06" : "2003-12" }),
  );
}

test("[AS6] of the halves of a year numbers are added up, sentences are the lowest and the highest, of staff the last counts, and no average follows", () => {
  assert.equal(given(halves("residence-permits-granted", 3, 4), "residence-permits-granted"), 7);
  assert.equal(given(halves("sentence-lowest", 96, 60), "sentence-lowest"), 60);
  assert.equal(given(halves("sentence-highest", 96, 60), "sentence-highest"), 96);
  for (const key of ["special-unit-staff", "hotline-hours", "hotline-languages"] as const) {
    assert.equal(given(halves(key, 8, 5), key), 5, key);
    assert.equal(given(halves(key, 8), key), 8, `${key}: the last that is given`);
  }
  const average = factOf(halves("identification-days", 40, 60), "identification-days");
  assert.deepEqual([average.state, average.otherPeriods?.length], ["other-period", 2]);
  assert.equal(given([figure("s", "identification-days", "2003", 45)], "identification-days"), 45);
  assert.equal(
    factOf(halves("sentence-lowest", 60), "sentence-lowest").state,
    "other-period",
    "a half is not the year",
  );
});

test("[AS6] the lowest sentence of a year of which a half is not reported is not reported", () => {
  for (const key of ["sentence-lowest", "sentence-highest"] as const)
    assert.equal(factOf(halves(key, 60, "not-reported"), key).state, "not-reported", key);
});

test("[AS7] nothing is taken out of a sentence or an average, and out of a number it is", () => {
  for (const [key, left] of [
    ["sentence-highest", 90],
    ["identification-days", 90],
    ["sentences-prison", 80],
    ["special-unit-staff", 80],
  ] as const) {
    const rows = [figure("s", key, "2003", 90), figure("s", key, "2003", 10, { part: "not-trafficking" })];
    assert.equal(given(rows, key), left, key);
  }
});

test("[AS5] a source's own word on sentences stands beside what proceedings give, and contradicts that of another source", () => {
  const verdict = (source: string) =>
    proceeding(
      `v ${source}`,
      { case: "A", event: "verdict", on: "2003", verdict: "convicted", prison_months: 168 },
      { source },
    );
  const report = sourceStated("report", "report", "2004");
  const word = figure("report", "sentence-highest", "2003", 180);
  const own = factOf([report, word, verdict("report")], "sentence-highest");
  assert.deepEqual([own.value, own.statements.length, own.contradicted], [180, 2, false], "of one source");
  const before = proceeding("before", { case: "B", event: "investigation", on: "2002" });
  const two = factOf([report, word, verdict("own"), before], "sentence-highest");
  assert.deepEqual([two.value, two.statements.length, two.contradicted], [168, 2, true], "own files come first");
});

test("[AS6] suspects, cases and persons of figures stay apart: what is counted in another unit is not this fact", () => {
  const figures = [
    figure("s", "dropped", "2003", 4),
    figure("s", "requalified", "2003", 3, { unit: "persons" }),
    figure("s", "investigations", "2003", 12, { unit: "suspects" }),
  ];
  assert.deepEqual(
    [given(figures, "dropped"), given(figures, "requalified"), given(figures, "suspects")],
    [4, null, 12],
  );
});

test("[AS7] other forms are those of rows that say so, and the part of a figure that does", () => {
  const row = (form: NonNullable<RowValues<"proceeding">["form"]>) =>
    (["investigation", "prosecution"] as const).map((event) =>
      proceeding(`${form} ${event}`, { case: form, event, on: "2003-05", form }),
    );
  const rows = [...row("sexual"), ...row("other"), ...row("not-told")];
  assert.deepEqual([given(rows, "investigations-other"), given(rows, "prosecutions-other")], [1, 1]);
  const parts = (["other-form", "child-trade"] as const).map((part, i) =>
    figure("s", "convictions", "2003", 5 + i, { part }),
  );
  assert.equal(given([figure("s", "convictions", "2003", 20), ...parts], "convictions-other"), 5);
});

test("[TA7] child victims: cases of which rows say so, and none of a shielded case, which it would give away", () => {
  const row = (name: string, event: "investigation" | "prosecution", child_victims: boolean | null, shielded = false) =>
    proceeding(
      `${name} ${event}`,
      { case: name, event, on: "2003-05", ...(child_victims === null ? {} : { child_victims }) },
      { shielded },
    );
  for (const event of ["investigation", "prosecution"] as const) {
    const rows = [row("A", event, true), row("B", event, false), row("C", event, null), row("D", event, true, true)];
    assert.deepEqual([given(rows, `${event}s`), given(rows, `${event}s-child-victims`)], [4, 1]);
  }
});

test("[AS11] officials are imprisoned when a first verdict sends them to prison without suspending it, for whatever offence", () => {
  const official = (key: string, more: Partial<RowValues<"proceeding">>) =>
    proceeding(key, {
      case: key,
      event: "verdict",
      on: "2003",
      verdict: "convicted",
      official_body: "other",
      offence: "bribery",
      ...more,
    });
  const rows = [
    official("prison", { prison_months: 24 }),
    official("suspended", { prison_months: 24, suspended: true }),
    official("fined", { fine: 5, currency: "XTS" }),
    official("on appeal", { event: "appeal-verdict", prison_months: 24 }),
    proceeding("no official", { case: "x", event: "verdict", on: "2003", verdict: "convicted", prison_months: 24 }),
  ];
  assert.deepEqual([given(rows, "officials-convicted"), given(rows, "officials-imprisoned")], [3, 1]);
});

test("[AS4] money of donors is theirs alone, and of services without an amount it is at least so much in each currency", () => {
  const service = (key: string, funder: RowValues<"protection">["funder"], more: Partial<RowValues<"protection">>) =>
    stated("protection", key, { what: "legal-aid", from: "2003-02", funder, ...more });
  const rows = [
    service("a", "donor", { amount: 40, currency: "XTS" }),
    service("b", "donor", { amount: 5, currency: "XXX" }),
    service("c", "both", { amount: 900, currency: "XTS" }),
    service("d", "government", { amount: 7, currency: "XTS" }),
  ];
  const said = (statements: readonly Statement[]) =>
    factOf(statements, "donor-funding").statements.map(({ value, currency, bounds }) => [
      value,
      currency,
      bounds !== undefined,
    ]);
  assert.deepEqual(said(rows), [
    [40, "XTS", false],
    [5, "XXX", false],
  ]);
  const silent = [service("e", "donor", {}), service("f", "donor", { amount: "not-reported" })];
  for (const one of silent)
    assert.deepEqual(said([...rows, one]), [
      [40, "XTS", true],
      [5, "XXX", true],
    ]);
  assert.equal(factOf([silent[1] ?? assert.fail()], "donor-funding").state, "not-reported");
  assert.equal(factOf([silent[0] ?? assert.fail()], "donor-funding").state, "no-data");
});

test("[AS4] money of government and donors together is that of neither alone, from rows and from figures", () => {
  const service = (funder: RowValues<"protection">["funder"], amount: number) =>
    stated("protection", funder, { what: "legal-aid", from: "2003-02", funder, amount, currency: "XTS" });
  const rows = [service("both", 900), service("donor", 40), service("government", 7)];
  assert.deepEqual(
    ["joint-funding", "donor-funding", "government-funding"].map((key) => given(rows, key)),
    [900, 40, 7],
  );
  assert.equal(given([figure("s", "joint-funding", "2003", 12, { currency: "XTS" })], "joint-funding"), 12);
});

test("[AS4] a law is known by its act and its article: one act in two stages is one law, one number of article in two acts two", () => {
  const law = (act: string, article: string | undefined, stage: "adopted" | "in-force", on: string) =>
    stated("law", `${act} ${article} ${stage}`, {
      act,
      subject: "trafficking",
      stage,
      on,
      ...(article === undefined ? {} : { article }),
    });
  const act = [
    law("Example Act", undefined, "adopted", "2003-02"),
    law("Example Act", undefined, "in-force", "2003-05"),
  ];
  assert.equal(given(act, "laws-adopted"), 1);
  const codes = ["Procedure Code", "Administrative Code"].map((code) => law(code, "130", "adopted", "2003-02"));
  assert.equal(given(codes, "laws-adopted"), 2);
  assert.equal(given([...codes, law("Procedure Code", "130", "in-force", "2003-05")], "laws-adopted"), 2);
});

test("[AS4] licences of recruiters are counted and not the rows about them; of inspections it is counted what they found", () => {
  const action = (key: string, what: RowValues<"prevention">["what"], more: Partial<RowValues<"prevention">> = {}) =>
    stated("prevention", key, { what, on: "2003-03", by: "ministry", ...more });
  const licences = (...rows: readonly Statement[]) => given(rows, "recruiter-licences");
  assert.equal(licences(action("a", "recruiter-licence", { reach: 62 })), 62);
  assert.equal(licences(action("a", "recruiter-licence")), 1, "a row without a number counts one");
  assert.equal(licences(action("a", "recruiter-licence", { reach: 62 }), action("b", "recruiter-licence")), 63);
  const inspections = action("c", "recruiter-inspection", { reach: 30, found: 4 });
  const checks = action("d", "border-check", { reach: 9, found: 8 });
  assert.deepEqual([given([inspections, checks], "recruiter-finds"), given([checks], "recruiter-finds")], [4, null]);
});

test("[AS2] a published edition is of the year that it names, however years are counted; one for each way of counting it", () => {
  const written = (key: string, year: string, period?: "april-march") =>
    stated("paragraph", key, {
      ...{ year, language: "en", place: 1, section: "lead", size: 9, text: "Doors were held." },
      ...(period === undefined ? {} : { period }),
    });
  const rows = [
    written("a", "2003"),
    written("b", "2003"),
    written("c", "2003", "april-march"),
    written("d", "2004"),
    stated("publication", "old", {
      ...{ report: "assessment", year: "2002", scheme: "example-rules", data: "0".repeat(64), size: 9 },
    }),
  ];
  for (const kind of ["calendar", "april-march"] as const) {
    const of = (year: number) => factOf(rows, "assessments-published", { year, kind });
    assert.deepEqual([of(2002).value, of(2003).value, of(2004).value], [null, 2, 1], kind);
    assert.equal(of(2002).unplaced.length + of(2003).unplaced.length, 0, kind);
  }
});

test("[AS2] a measure's budget counts whole in the year in which the measure begins, and not while its plan is a draft", () => {
  const plan = (stage: "draft" | "in-force", on: string) => stated("plan", stage, { title: "Plan", stage, on });
  const measure = (key: string, from: string | undefined, budget: number) =>
    stated("measure", key, {
      plan: "draft",
      objective: "o",
      measure: key,
      agency: "agency",
      ...(from === undefined ? {} : { from }),
      until: "2006",
      budget,
      currency: "XTS",
    });
  const measures = [measure("m1", "2003-03", 100), measure("m2", "2003", 20), measure("m3", undefined, 7)];
  const inForce = [plan("draft", "2002"), plan("in-force", "2003-12"), ...measures];
  const years = [2002, 2003, 2004].map((year) => given(inForce, "plan-budget", { year, kind: "calendar" }));
  assert.deepEqual(years, [null, 120, null]);
  assert.equal(given([plan("draft", "2002"), ...measures], "plan-budget"), null);
  assert.equal(given([plan("draft", "2002"), plan("in-force", "2004"), ...measures], "plan-budget"), null);
});

test("[AS2] spending is the sum of what each row of the year says was spent, currency by currency; a row that says nothing of it is no gap", () => {
  const progress = (key: string, on: string, more: Partial<RowValues<"progress">>) =>
    stated("progress", key, { measure: "m", on, state: "under-way", ...more });
  const rows = [
    progress("1", "2002-12-31", { spent: 1000, currency: "XTS" }),
    progress("2", "2003-02", { spent: 30, currency: "XTS" }),
    progress("3", "2003-09", { spent: 12, currency: "XTS" }),
    progress("4", "2003-10", { spent: 0, currency: "XXX" }),
    progress("5", "2003-11", {}),
  ];
  assert.deepEqual(
    factOf(rows, "plan-spending").statements.map(({ value, currency, bounds }) => [value, currency, bounds?.most]),
    [
      [42, "XTS", undefined],
      [0, "XXX", undefined],
    ],
  );
});

test("[AS1] peacekeepers are counted among participants, and victims found by hotlines apart from those found at borders", () => {
  const session = (profession: RowValues<"training">["profession"], participants: number) =>
    stated("training", profession, { on: "2003", topic: "law", profession, participants });
  const sessions = [session("peacekeeper", 12), session("police", 5)];
  assert.deepEqual([given(sessions, "peacekeepers-trained"), given(sessions, "persons-trained")], [12, 17]);
  const prevention = (what: "hotline" | "border-check", found: number) =>
    stated("prevention", what, { what, on: "2003", by: "Example relief", found });
  assert.equal(given([prevention("hotline", 6), prevention("border-check", 9)], "hotline-victims-found"), 6);
});

test("[AS7] who identified, referred or helped is given as parts of the number, which stays whole", () => {
  const parts = (["by-government", "by-ngos", "by-international"] as const).map((part, i) =>
    figure("s", "victims-referred", "2003", i + 1, { part }),
  );
  const [said] = factOf([figure("s", "victims-referred", "2003", 15), ...parts], "victims-referred").statements;
  assert.equal(said?.value, 15);
  const shown = said?.parts.map(({ part, value }) => `${part} ${value}`);
  assert.deepEqual(new Set(shown), new Set(["by-government 1", "by-ngos 2", "by-international 3"]));
});
