// Figures that no fact reads: they stand in every form of the report with value, unit and source, and what they are about is never "no data".
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, judgement, sourceStated } from "../../../test/support/statements.ts";
import { reportDataOf, reportWords } from "../../../test/support/told-report.ts";
import { factOfFigure, registerTable } from "../../core/registers/register-table.ts";
import { isReportShape } from "../check/report-shape.ts";
import { composeReport } from "../compose.ts";
import { readReportText, reportText } from "../data/report-data.ts";
import { factTable } from "../fact-table.ts";
import { reportHtml } from "../print/html.ts";
import { otherFigures } from "./other-figures.ts";

const source = sourceStated("racket-report", "report", "2004-06");
const report = "racket-report";
const section = (markdown: string, title: string) =>
  markdown.split(/^## /m).find((part) => part.startsWith(title)) ?? assert.fail(title);

test("[AS26] [RP5] every pair of a figure and a unit is told with its number: by a fact, or under the other figures", () => {
  const { fact, unit } = registerTable.figure.fields;
  const pairs = fact.shape.codes.flatMap((key) => unit.shape.codes.map((of) => [key, of] as const));
  const rows = pairs.map(([key, of], i) =>
    figure(report, key, "2003", 700_001 + i, { unit: of, ...(of === "amount" ? { currency: "XTS" } : {}) }),
  );
  const data = reportDataOf([source, ...rows]);
  const [markdown, html] = [reportWords(data), reportHtml(composeReport(data, "en", "00"), reportText(data))];
  const numbers = new Set(factTable(data, "en").map((cells) => cells[9]));
  const read = new Set(data.facts.flatMap(({ now }) => now.statements.map(({ value }) => value)));
  assert.equal(pairs.length, 576);
  pairs.forEach(([key, of], i) => {
    const value = 700_001 + i;
    assert.ok(numbers.has(String(value)), `CSV ${key} ${of}`);
    // A fact tells months as years and months.
    if (read.has(value) && of === "months") return;
    const told = value.toLocaleString("en");
    assert.ok(markdown.includes(told), `Markdown ${key} ${of}`);
    assert.ok(html.includes(told), `HTML ${key} ${of}`);
  });
  const given = pairs.filter(([key, of]) => factOfFigure(key, of) !== null);
  assert.equal(given.length, 54, "whoever enters one of the others is refused (RC1)");
  for (const [key, of] of given) {
    const row = rows[pairs.findIndex((pair) => pair[0] === key && pair[1] === of)] ?? assert.fail();
    const fact = reportDataOf([source, row]).facts.find(({ now }) => now.state === "known");
    assert.equal(fact?.definition.key, factOfFigure(key, of), `${key} ${of}`);
  }
});

test("[AS6] [RP5] 101 persons against whom cases were brought are no 101 cases: they are told as persons, and nobody is silent about prosecutions", () => {
  const data = reportDataOf([
    source,
    figure(report, "prosecutions", "2002", 90, { unit: "persons" }),
    figure(report, "prosecutions", "2003", 101, { unit: "persons", remark: "individuals" }),
    figure(report, "victims-identified", "2003", 7, { part: "women" }),
    figure(report, "investigations", "2003", 4),
  ]);
  const words = reportWords(data);
  assert.match(section(words, "Summary"), /101 persons prosecuted in 2003, against 90 in 2002\./);
  assert.match(section(words, "Prosecution"), /101 persons prosecuted \(“individuals”\) in 2003, against 90 in 2002\./);
  assert.match(section(words, "Protection"), /Victims identified \(women\) \| 7 \| persons \| 2003/);
  const facts = new Map(data.facts.map((one) => [one.definition.key, one.now]));
  assert.equal(facts.get("prosecutions")?.value, null, "it is no value of the fact");
  for (const key of ["Prosecutions", "Victims identified"])
    assert.doesNotMatch(words, new RegExp(`no figure or answer for: [^.]*\\b${key}\\b(?!-)`));
  const recordThese = data.recommendations.find(({ key }) => key === "record-data");
  assert.ok(recordThese?.facts.includes("convictions") && !recordThese.facts.includes("prosecutions"));
  const rows = factTable(data, "en").map((cells) => cells.join(","));
  assert.ok(
    rows.some((row) => /,defendants,Persons prosecuted,persons,known,yes,,101,,,racket-report,figure,/.test(row)),
  );
});

test("[AS15] more persons prosecuted than the year before are evidence of increase, as more cases are", () => {
  const given = (before: number) =>
    reportDataOf([
      source,
      figure(report, "prosecutions", "2002", before, { unit: "persons" }),
      figure(report, "prosecutions", "2003", 101, { unit: "persons" }),
    ]).assessment.grounds.find(({ ground }) => ground.key === "no-increasing-efforts")?.reading.truth;
  assert.deepEqual([given(90), given(101), given(120)], ["no", "yes", "yes"]);
});

test("[AS26] a figure for other days is told with them, also where that is all that the record says of the year", () => {
  const data = reportDataOf([source, figure(report, "convictions", "2003-04", 80, { until: "2004-02" })]);
  assert.match(reportWords(data), /\| Convictions \| 80 \| persons \| from April 2003 to February 2004 \|/);
  const silent = reportDataOf([source, figure(report, "prosecutions", "2003", 3, { unit: "calls" })]);
  assert.match(reportWords(silent), /\| Prosecutions \| 3 \| calls \| 2003 \|/);
  const other = reportDataOf([source, figure(report, "prosecutions", "2001", 3, { unit: "calls" })]);
  assert.deepEqual(otherFigures({ data: other }), [], "what lies outside the year stands in its own report");
});

test("[AS26] of two figures of one source for one thing both are told", () => {
  const first = figure(report, "prosecutions", "2003", 2);
  const second = { ...figure(report, "prosecutions", "2003", 5), key: "again", ref: { note: "again", row: 0 } };
  const data = reportDataOf([
    source,
    first,
    { ...second, first: { ref: second.ref, leaf: 1 }, leaf: 1 } as typeof first,
  ]);
  assert.deepEqual(
    [
      data.facts.find(({ definition }) => definition.key === "prosecutions")?.now.value,
      ...otherFigures({ data }).map(({ row }) => row.values.value),
    ].sort(),
    [2, 5],
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
  assert.deepEqual(otherFigures({ data }), []);
  assert.doesNotMatch(reportWords(data), /[Oo]ther figures/);
});

test("[AS26] [RP17] they are in the data in a shape that a checker reads, and come back from their text", () => {
  const data = reportDataOf([source, figure(report, "prosecutions", "2003", 101, { unit: "calls" })]);
  const back = readReportText(reportText(data));
  assert.ok(isReportShape(back));
  assert.deepEqual(back, data);
  assert.equal(data.records.length, 1);
});

test("[RP12] Russian and Tajik say it too", () => {
  const data = reportDataOf([source, figure(report, "prosecutions", "2003", 101, { unit: "calls" })]);
  assert.match(reportWords(data, "ru"), /Другие цифры[\s\S]*101/);
  assert.match(reportWords(data, "tg"), /Рақамҳои дигар[\s\S]*101/);
});
