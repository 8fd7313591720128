// Released cases as tables, plots and a file: nothing rounded or kept back looks exact, and the file is what its schema says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertTable, type TableSchema } from "../../test/support/table-schema.ts";
import { countFacts, countSplitNames } from "../core/registers/count-facts.ts";
import { csvFile, readCsv } from "../tables/csv.ts";
import { readWords } from "../words/read-words.ts";
import type { Plot } from "./print/plots.ts";
import { casesFile, casesSchema, casesTables, type YearOfCases } from "./released-cases.ts";

const fact = "victims-identified";
const newest: YearOfCases = {
  year: 2031,
  release: { values: { edition: 1, office: "Example Office", asked: 6, sent: 6 } },
  signed: { office: "Example Ombudsman", organisation: "ombudsman" },
  joined: null,
  rows: [
    { fact, year: "2031", value: 53 },
    { fact: "victims-presumed", year: "2031", value: 45, least: 40, most: 47 },
    { fact: "victims-refused", year: "2031", value: 1, least: 1, most: 4 },
    { fact: "victims-assisted", year: "2031", value: 0 },
    { fact, year: "2031", value: 0, least: 0, most: 4, by: "age", cell: "0-8" },
    { fact, year: "2031", value: 20, least: 16, most: 24, by: "age", cell: "not-said" },
    { fact, year: "2031", value: 10, least: 6, most: 14, by: "age", cell: "30-" },
    { fact, year: "2031", value: 25, least: 21, most: 29, by: "age", cell: "9-17" },
    { fact, year: "2031", value: 5, least: 1, most: 9, by: "citizenship-country", cell: "TJ/KZ" },
  ],
};
const older: YearOfCases = {
  year: 2030,
  release: { values: { edition: 2, office: "Example Office", asked: 6, sent: 5 } },
  signed: "not-yet",
  joined: null,
  rows: [
    { fact, year: "2030", value: 31, least: 31 },
    { fact: "victims-presumed", year: "2030", value: 30, least: 30 },
  ],
};
const words = await readWords("en", ["released", "count", "case", "desk", "forms"]);
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "");
const shown = (years: readonly YearOfCases[]) =>
  casesTables(years, words).map(({ title, years: columns, rows }) => [
    title,
    columns.map(plain),
    ...rows.map(({ name, cells }) => [plain(name), ...cells.map(plain)]),
  ]);

test("[YC13] years stand beside each other, and each number is said as it was released: rounded, at least, fewer than five, or not at all", () => {
  const [facts, age, ways] = shown([newest, older]);
  assert.deepEqual(facts, [
    "What happened in the year",
    ["2031", "2030, partial"],
    ["Recognised as victims for the first time, presumed or formally", "53", "at least 31"],
    ["Presumed victims", "about 45 (40 to 47)", "at least 30"],
    ["Help began", "0", "not said"],
    ["Did not want some help", "fewer than 5", "not said"],
  ]);
  assert.deepEqual(age, [
    "Recognised, by age when the case was opened",
    ["2031"],
    ["Under 9", "fewer than 5, or none"],
    ["9 to 17", "about 25 (21 to 29)"],
    ["30 or older", "about 10 (6 to 14)"],
    ["not said", "about 20 (16 to 24)"],
  ]);
  assert.deepEqual(ways?.slice(2), [["Tajikistan to Kazakhstan", "about 5 (1 to 9)"]]);
});

test("[YC13] what has a number is drawn, each year below the one after it, persons and referrals on axes of their own", () => {
  const [facts, age] = casesTables([newest, older], words);
  const drawn = (plot: Plot | undefined) => [
    plot?.columns.map(({ short }) => short),
    ...(plot?.rows ?? []).map(({ marks }) => marks.map(({ value, text }) => [value, plain(text)])),
  ];
  assert.deepEqual(facts?.plots.map(drawn), [
    [
      ["2031", "2030"],
      [
        [53, "53"],
        [31, "at least 31"],
      ],
      [
        [45, "about 45"],
        [30, "at least 30"],
      ],
      [
        [0, "0"],
        [null, "not said"],
      ],
    ],
  ]);
  assert.deepEqual(age?.plots.map(drawn), [[["2031"], [[25, "about 25"]], [[10, "about 10"]], [[20, "about 20"]]]]);
  const referrals = { fact: "referrals-accepted", year: "2031", value: 60 };
  const days = { fact: "identification-days", year: "2031", value: 30 };
  const [alone] = casesTables([{ ...newest, rows: [...newest.rows, referrals, days] }], words);
  assert.deepEqual(
    alone?.plots.map(({ rows }) => rows.map(({ marks }) => marks[0]?.value)),
    [[53, 45, 0], [60]],
    "persons and referrals on axes of their own, and no days",
  );
});

const joined: YearOfCases = {
  ...{ year: 2029, release: newest.release, signed: newest.signed },
  joined: { years: ["2027", "2029"], whole: 20 },
  rows: [
    { fact, year: "2029", value: 20, least: 16, most: 21, years: ["2027", "2029"], by: "age", cell: "9-17" },
    { fact, year: "2029", value: 0, least: 0, most: 4, years: ["2027", "2029"], by: "age", cell: "30-" },
  ],
};

test("[YC13] joined years are a column of their own among splits, named by all of them, in no table of one year, and no bar stands beside theirs", () => {
  const [facts, age] = shown([newest, joined]);
  assert.deepEqual(facts?.[1], ["2031"]);
  assert.deepEqual(age?.slice(1, 5), [
    ["2031", "2027 and 2029 together"],
    ["Under 9", "fewer than 5, or none", "not said"],
    ["9 to 17", "about 25 (21 to 29)", "about 20 (16 to 21)"],
    ["30 or older", "about 10 (6 to 14)", "fewer than 5, or none"],
  ]);
  for (const years of [
    [newest, joined],
    [joined, older],
  ]) {
    const [bars] = casesTables(years, words).find(({ of }) => of === "age")?.plots ?? [];
    assert.ok(bars?.columns.length === 1 && bars.rows.length > 0);
  }
  const [, line = []] = casesFile([joined]);
  assert.deepEqual(line.slice(6), [fact, "age", "9-17", "2027 2029", "20", "16", "21"]);
});

test("[YC16] the file is what its schema says: each cell of its type and within its bounds, and no row stands there twice", () => {
  const table = readCsv(Buffer.from(csvFile(casesFile([newest, older, joined]))));
  assert.ok("table" in table);
  const rows = assertTable(table.table, casesSchema);
  assert.equal(rows.length, newest.rows.length + older.rows.length + joined.rows.length);
  const line = (row: (typeof rows)[number] | undefined) => ["shown", "at_least", "at_most"].map((name) => row?.[name]);
  const first = (of: string) => line(rows.find((row) => row["fact"] === of));
  assert.deepEqual(first(fact), ["53", "53", "53"]);
  assert.deepEqual(first("victims-refused"), ["", "1", "4"]);
  assert.deepEqual(
    line(rows.find(({ year, fact: of }) => year === "2030" && of === "victims-presumed")),
    ["30", "30", ""],
    "at least so many has no most",
  );
});

test("[YC16] the schema names every fact and split that a release may have", () => {
  const codesOf = (name: string) =>
    (casesSchema as TableSchema).fields.find((field) => field.name === name)?.constraints?.enum;
  assert.deepEqual(codesOf("fact"), [...countFacts, "identification-days"]);
  assert.deepEqual(codesOf("split"), [...countSplitNames]);
});
