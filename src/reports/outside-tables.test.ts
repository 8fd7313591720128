// Released cases in the columns of others: what a program of somebody else reads of it, and that no small number is in it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readUnodcTable } from "../../test/support/unodc-reader.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { csvFile } from "../tables/csv.ts";
import { euTable, unodcTable } from "./outside-tables.ts";

const year = "2031";
const fact = "victims-identified";
const tallies: readonly RowValues<"tally">[] = [
  { fact, year, value: 53 },
  { fact, year, by: "sex", cell: "women", value: 40, least: 36, most: 44 },
  { fact, year, by: "sex", cell: "men", value: 10, least: 6, most: 14 },
  { fact, year, by: "sex", cell: "not-said", value: 0, least: 0, most: 4 },
  { fact, year, by: "body", cell: "border", value: 30, least: 26, most: 34 },
  { fact, year, by: "body", cell: "provider", value: 25, least: 21, most: 29 },
  { fact, year, by: "citizenship-country", cell: "TJ/KZ", value: 5, least: 1, most: 9 },
  { fact: "victims-refused", year, value: 1, least: 1, most: 4 },
];
const country = { iso3: "XXX", name: "Example Country", source: "Example Office, edition 1" };

test("[YC12] a program that somebody else wrote in Python reads UNODC’s columns: one total, sums within a dimension, and fewer than five as <5", (t) => {
  const read = readUnodcTable(csvFile(unodcTable(tallies, country)));
  if (read === null) return t.skip("needs Python");
  assert.deepEqual(read, {
    total: [53],
    sums: { "by sex": 50, "by registering body": 55, "by citizenship and country of exploitation": 5 },
    small: 1,
  });
});

test("[YC12] a total of fewer than five is <5, none is 0, and what is partial or rounded keeps its number", () => {
  const textOf = (tally: Partial<RowValues<"tally">>) =>
    unodcTable([{ fact, year, value: 0, ...tally }], country)[1]?.[11];
  assert.equal(textOf({ value: 1, least: 1, most: 4 }), "<5");
  assert.equal(textOf({ value: 0 }), "0");
  assert.equal(textOf({ value: 0, least: 0, most: 4 }), "<5");
  assert.equal(textOf({ value: 5, least: 1, most: 9 }), "5");
  assert.equal(textOf({ value: 12, least: 12 }), "12");
  assert.equal(textOf({ value: 1, least: 1 }), undefined, "at least one may be two hundred");
});

test("[YC12] the set of the EU has the registering body, and each number its bounds; of proceedings what their tallies say; at least so many has none at most", () => {
  const proceedings = [
    { fact: "convictions", year, value: 3 },
    { fact: "suspects", year, value: 8, least: 8 },
    { fact: "compensation", year, value: 9 },
  ];
  const rows = euTable(tallies, proceedings, country.source);
  assert.deepEqual(rows.slice(0, 2), [
    ["statistic", "dimension", "category", "year", "shown", "at least", "at most", "source"],
    ["registered victims", "Total", "Total", year, "53", "53", "53", country.source],
  ]);
  assert.ok(
    rows.some(
      (row) => row.join() === `registered victims,by registering body,border,${year},30,26,34,${country.source}`,
    ),
  );
  assert.deepEqual(rows.slice(-2), [
    ["convicted persons", "Total", "Total", year, "3", "3", "3", ""],
    ["suspects", "Total", "Total", year, "8", "8", "", ""],
  ]);
  assert.deepEqual(euTable([{ fact, year, value: 12, least: 12 }], [], "")[1]?.slice(4, 7), ["12", "12", ""]);
});

test("[YC12] joined years stand in the set of the EU under all of them, and in UNODC’s columns, which have one year, not at all", () => {
  const joined = { fact, year, years: ["2029", year], by: "sex", cell: "men", value: 5, least: 1, most: 9 } as const;
  const [, row = []] = euTable([joined], [], "");
  assert.deepEqual(row.slice(1, 7), ["by sex", "men", "2029 2031", "5", "1", "9"]);
  assert.equal(unodcTable([joined], country).length, 1);
});
