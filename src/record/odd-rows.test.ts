// Most likely slips of rows are asked about, and nothing else is (RC17).
import assert from "node:assert/strict";
import { test } from "node:test";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";
import { oddRows } from "./odd-rows.ts";

const today = "2026-11-30";
const figure = (key: string, values: Partial<RowValues<"figure">>, source = "report-1"): Row =>
  ({ key, source, values: { fact: "convictions", from: "2025", ...values } }) as Row;
const bookOf = (...rows: readonly Row[]) => ({ statements: () => rows }) as unknown as RecordBook;
const oddIn = (rows: readonly Row[], book = bookOf()) =>
  oddRows("figure", rows, book, today).map(({ key, code }) => `${key} ${code}`);

test("[RC17] a part above its whole is asked about, by what it names and by its fact, beside what the record has already; not a share, nor a part of another year or body", () => {
  const whole = figure("all", { value: 10 });
  assert.deepEqual(oddIn([figure("women", { part: "women", value: 11 })], bookOf(whole)), ["women part-above-whole"]);
  assert.deepEqual(oddIn([figure("women", { part: "women", value: 10 })], bookOf(whole)), []);
  assert.deepEqual(oddIn([figure("one", { of: "all", disjoint: true, value: 11 }), whole]), [
    "one part-above-whole",
    "all part-above-whole",
  ]);
  assert.deepEqual(oddIn([figure("third", { of: "all", approx: "share", value: 33 }), whole]), []);
  assert.deepEqual(oddIn([figure("women", { part: "women", value: 11, from: "2024" }), whole]), []);
  assert.deepEqual(oddIn([figure("women", { part: "women", value: 11, scope: "body", whose: "Police" }), whole]), []);
  assert.deepEqual(oddIn([figure("women", { part: "women", value: 11 }, "report-2"), whole]), []);
  assert.deepEqual(oddIn([figure("women", { part: "women", value: "not-reported" }), whole]), []);
});

test("[RC17] more convicted than prosecuted, counted alike, and a shortest term above the longest are asked about; a corrected row is held against no earlier version of itself", () => {
  const tried = figure("tried", { fact: "prosecutions", unit: "persons", value: 5 });
  assert.deepEqual(oddIn([figure("guilty", { value: 6 })], bookOf(tried)), ["guilty convicted-above-prosecuted"]);
  const cases = figure("cases", { fact: "prosecutions", value: 5 });
  assert.deepEqual(oddIn([figure("guilty", { value: 6 })], bookOf(cases)), [], "persons and cases are counted apart");
  const [shortest, longest] = [
    figure("short", { fact: "sentence-lowest", value: 60 }),
    figure("long", { fact: "sentence-highest", value: 24 }),
  ];
  assert.deepEqual(oddIn([shortest], bookOf(longest)), ["short shortest-above-longest"]);
  assert.deepEqual(oddIn([figure("long", { fact: "sentence-highest", value: 72 })], bookOf(shortest, longest)), []);
});

test("[RC17] a year before 1900, one that lies ahead of what was, and one twenty years ahead are asked about", () => {
  const rows = (from: string) =>
    oddRows("finding", [{ key: "f", source: "own", values: { from } } as unknown as Row], bookOf(), today);
  for (const from of ["1010", "2203", "2027", "..1899"]) assert.equal(rows(from)[0]?.code, "year-out-of-range", from);
  for (const from of ["2003", "2026-12", "..2003"]) assert.deepEqual(rows(from), [], from);
  const measure = (until: string) =>
    oddRows("measure", [{ key: "m", source: "own", values: { until } } as unknown as Row], bookOf(), today);
  assert.deepEqual(measure("2040"), []);
  assert.equal(measure("2047").length, 1);
});
