// Figures that no fact reads: they stand in every form of the report with value, unit and source, and what they are about is never "no data".

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { wordsIn } from "../../test/support/report-words.ts";
import { figure, judgement, sourceStated } from "../../test/support/statements.ts";
import { factOfFigure, figureKeys, registerTable, unitsOf } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { composeReport } from "./compose.ts";
import { factTable } from "./fact-table.ts";
import { reportHtml } from "./print/html.ts";

const source = sourceStated("yearly-report", "report", "2004-06");
const report = "yearly-report";
const section = (markdown: string, title: string) =>
  markdown.split(/^## /m).find((part) => part.startsWith(title)) ?? assert.fail(title);

/** True where more of a fact than the year before is evidence of progress. */
const showsIncrease = ({ assessment }: ReturnType<typeof reportDataOf>, fact: string) =>
  assessment.criteria
    .find(({ criterion }) => criterion.key === "progress")
    ?.for.some(({ settling }) =>
      settling.some(({ rule }) => "fact" in rule && rule.fact === fact && rule.is === "more"),
    ) === true;

test("[AS26] [RP5] every pair of a figure and a unit stands there with its number: by a fact, or among the rows of the year", () => {
  const { fact, unit } = registerTable.figure.fields;
  const pairs = fact.shape.codes.flatMap((key) => unit.shape.codes.map((of) => [key, of] as const));
  const rows = pairs.map(([key, of], i) =>
    figure(report, key, "2003", 700_001 + i, { unit: of, ...(of === "amount" ? { currency: "XTS" } : {}) }),
  );
  const data = reportDataOf([source, ...rows]);
  const [markdown, html] = [reportWords(data), reportHtml(composeReport(data, wordsIn.en), {})];
  const numbers = new Set(factTable(data, wordsIn.en).map((cells) => cells[9]));
  const read = new Set(data.facts.flatMap(({ now }) => now.statements.map(({ value }) => value)));
  assert.ok(pairs.length > 500, "each with each");
  pairs.forEach(([key, of], i) => {
    const value = 700_001 + i;
    assert.ok(numbers.has(String(value)), `CSV ${key} ${of}`);
    // A fact writes months as years and months.
    if (read.has(value) && of === "months") return;
    const shown = value.toLocaleString("en");
    assert.ok(markdown.includes(shown), `Markdown ${key} ${of}`);
    assert.ok(html.includes(shown), `HTML ${key} ${of}`);
  });
  const given = pairs.filter(([key, of]) => factOfFigure(key, of) !== null);
  assert.equal(given.length, figureKeys.flatMap(unitsOf).length, "whoever enters one of the others is refused (RC1)");
  for (const [key, of] of given) {
    const row = rows[pairs.findIndex((pair) => pair[0] === key && pair[1] === of)] ?? assert.fail();
    const fact = reportDataOf([source, row]).facts.find(({ now }) => now.state === "known");
    assert.equal(fact?.definition.key, factOfFigure(key, of), `${key} ${of}`);
  }
});

test("[AS6] [RP5] 101 persons against whom cases were brought are no 101 cases: they are stated as persons, and nobody is silent about prosecutions", () => {
  const data = reportDataOf([
    source,
    figure(report, "prosecutions", "2002", 90, { unit: "persons" }),
    figure(report, "prosecutions", "2003", 101, { unit: "persons", remark: "individuals" }),
    figure(report, "victims-identified", "2003", 7, { part: "women" }),
    figure(report, "investigations", "2003", 4),
  ]);
  const words = reportWords(data);
  assert.match(section(words, "Prosecution"), /\| Defendants \| 101 \| 90 \|/);
  assert.match(section(words, "Rows of the year"), /number: 101 \(Persons\); [^|]*“individuals”/);
  assert.match(section(words, "Rows of the year"), /number: 7 \(Persons\); [^|]*Women/);
  const facts = new Map(data.facts.map((one) => [one.definition.key, one.now]));
  assert.equal(facts.get("prosecutions")?.value, null, "it is no value of the fact");
  const rows = factTable(data, wordsIn.en).map((cells) => cells.join(","));
  assert.ok(rows.some((row) => /,defendants,Defendants,persons,known,yes,,101,,,yearly-report,figure,/.test(row)));
});

test("[AS15] more persons prosecuted than the year before are evidence of increase, as more cases are", () => {
  const given = (before: number) =>
    reportDataOf([
      source,
      figure(report, "prosecutions", "2002", before, { unit: "persons" }),
      figure(report, "prosecutions", "2003", 101, { unit: "persons" }),
    ]);
  const isMore = (before: number) => showsIncrease(given(before), "defendants");
  assert.deepEqual([90, 101, 120].map(isMore), [true, false, false]);
});

test("[AS29] [RP5] a figure for other days stands with these days in the table and the CSV, and is never dated too vaguely", () => {
  const across = figure(report, "convictions", "2003-04", 80, { until: "2004-02", remark: "so far" });
  const data = reportDataOf([source, across, figure(report, "convictions", "2002", 60)]);
  const words = reportWords(data);
  assert.match(section(words, "Prosecution"), /\| Convictions \| 80 \(from April 2003 to February 2004\) \| 60 \|/);
  const row = factTable(data, wordsIn.en).find((cells) => cells[9] === "80");
  assert.deepEqual(row?.slice(6, 8).concat(row.slice(-3)), ["other-period", "no", "2003-04", "2004-02", ""]);
  const whole = reportDataOf([source, across, figure("another", "convictions", "2003", 3)]);
  assert.match(reportWords(whole), /from: April 2003; [^|]*number: 80/);
  const silent = reportDataOf([source, figure(report, "prosecutions", "2003", 3, { unit: "calls" })]);
  assert.match(reportWords(silent), /number: 3 \(Calls\)/);
  const other = reportDataOf([source, figure(report, "prosecutions", "2001", 3, { unit: "calls" })]);
  const prosecutions = factTable(other, wordsIn.en).filter((cells) => cells[3] === "prosecutions");
  assert.ok(!prosecutions.some((cells) => cells[5] === "calls"), "what lies outside the year stands in its own report");
});

test("[AS6] [RP5] a number that was counted later than its year says when, beside that of the year before", () => {
  const of = (year: string, value: number, as_of: string) => figure(report, "convictions", year, value, { as_of });
  const data = reportDataOf([source, of("2003", 80, "2004-02"), of("2002", 60, "2003-02")]);
  assert.match(reportWords(data), /\| Convictions \| 80 \([^)]*February 2004\) \| 60 \([^)]*February 2003\) \|/);
  assert.equal(
    factTable(data, wordsIn.en)
      .find((cells) => cells[9] === "80")
      ?.at(-1),
    "2004-02",
  );
});

test("[AS28] [RP10] two figures of one source for one thing are both stated, and that the number is not known", () => {
  const first = figure(report, "prosecutions", "2003", 2);
  const second = { ...figure(report, "prosecutions", "2003", 5), key: "again", ref: { note: "again", row: 0 } };
  const data = reportDataOf([
    source,
    first,
    { ...second, first: { ref: second.ref, leaf: 1 }, leaf: 1 } as typeof first,
  ]);
  const words = reportWords(data);
  assert.match(section(words, "Prosecution"), /\| Prosecutions \| 2; 5 \(several figures of one source\) \|/);
  assert.match(section(words, "Contradictions"), /Prosecutions[^\n]*\| 2 \|[^\n]*\n[^\n]*\| 5 \|/);
  const rows = factTable(data, wordsIn.en).filter((cells) => cells[0] === "2003" && cells[3] === "prosecutions");
  assert.deepEqual(
    rows.map((cells) => [cells[7], cells[9]]),
    [
      ["no", "2"],
      ["no", "5"],
    ],
  );
});

test("[AS26] figures that a fact reads, with their parts, stand nowhere else; without other figures nothing is said of them", () => {
  const data = reportDataOf([
    source,
    figure(report, "prosecutions", "2003", 9, { remark: "as published" }),
    figure(report, "prosecutions", "2003", 4, { part: "not-trafficking" }),
    figure(report, "victims-identified", "2003", 3, { part: "foreigners" }),
    judgement("significant-efforts", true, "2003"),
  ]);
  assert.deepEqual(
    data.facts.flatMap(({ now }) => now.aside ?? []),
    [],
  );
});

test("[AS31] [RP5d] where bodies alone give numbers they stand in the table with whose they are, and are the country's number nowhere", () => {
  const ofBody = (whose: string, year: string, value: number, more: object = {}) => ({
    ...figure(report, "convictions", year, value, { scope: "body", whose, ...more }),
    key: `${whose} ${year}`,
    ref: { note: `${whose} ${year}`, row: 0 },
  });
  const bodies = [
    ofBody("Example Police", "2003", 12),
    ofBody("Example Prosecution", "2003", 9, { approx: "at-least" }),
    ofBody("Example Court", "2003-04", 2, { until: "2004-03" }),
    ofBody("Example Police", "2003", 3, { nationality: "MD" }),
  ].map((one, i) => ({ ...one, first: { ...one.first, leaf: i }, ref: { ...one.ref, row: i }, leaf: i }) as Statement);
  const data = reportDataOf([source, ...bodies]);
  const words = reportWords(data);
  assert.match(
    section(words, "Prosecution"),
    /\| Convictions \| other figures only: “Example Police”: 12; “Example Prosecution”: at least 9; “Example Court”: 2 \(from April 2003 to March 2004\) \| \*no data\* \|/,
  );
  assert.equal(data.facts.find(({ now }) => now.fact === "convictions")?.now.value, null);
  const ofCountry = figure(report, "convictions", "2003", 30);
  const both = section(reportWords(reportDataOf([source, ...bodies, ofCountry])), "Prosecution");
  assert.match(both, /\| Convictions \| 30 \| \*no data\* \|/);
  assert.doesNotMatch(
    both,
    /Example Police/,
    "where the country has a number, that of a body stands among the rows alone",
  );
  const before = section(reportWords(reportDataOf([source, ofBody("Example Police", "2002", 7)])), "Prosecution");
  assert.match(before, /\| Convictions \| \*no data\* \| other figures only: “Example Police”: 7 \|/);
});

test("[RP12] Russian and Tajik say it too", () => {
  const data = reportDataOf([source, figure(report, "prosecutions", "2003", 101, { unit: "calls" })]);
  assert.match(reportWords(data, "ru"), /Записи года[\s\S]*101/);
  assert.match(reportWords(data, "tg"), /Қайдҳои сол[\s\S]*101/);
});
