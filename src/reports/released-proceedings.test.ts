// Released proceedings as tables, plots and a file: what may be more or less looks so, offices stand beside each other, and the file is what its schema says.
import assert from "node:assert/strict";
import { test } from "node:test";
import { assertTable } from "../../test/support/table-schema.ts";
import { ownFiles } from "../core/registers/row.ts";
import { csvFile, readCsv } from "../tables/csv.ts";
import { readWords } from "../words/read-words.ts";
import {
  proceedingsFile,
  proceedingsSchema,
  proceedingsTables,
  type ReleasedTally,
  type YearOfProceedings,
} from "./released-proceedings.ts";

const words = await readWords("en", ["codes", "released", "count", "report", "report-facts"]);
const plain = (text: string) => text.replace(/[\u2066-\u2069]/g, "").replaceAll("\u00a0", " ");

type Values = ReleasedTally["values"];
const tally = (values: Omit<Values, "year">, more: Partial<ReleasedTally> = {}): ReleasedTally => ({
  ...{ source: ownFiles, title: null, isWhole: true, ...more },
  values: { year: "2003", ...values },
});
const rows = [
  tally({ fact: "investigations", value: 4 }),
  tally({ fact: "prosecutions", value: 3 }),
  tally({ fact: "prosecutions", value: 1 }, { source: "gazette", title: "The Example Gazette" }),
  tally({ fact: "convictions", value: 2, least: 2 }),
  tally({ fact: "sentence-lowest", value: 30, least: 0 }),
  tally({ fact: "fines", value: 300, currency: "XTS" }),
  tally({ fact: "prosecutions", value: 2, by: "article", cell: "code-1" }),
  tally({ fact: "officials-prosecuted", value: 2, by: "official", cell: "low/bribery" }),
  tally({ fact: "prosecutions", value: 1, by: "case-flow", cell: "prosecution/verdict" }),
  tally({ fact: "prosecutions", value: 3, by: "case-flow", cell: "stage/prosecution" }),
];
const newest: YearOfProceedings = {
  ...{ year: 2003, kind: "calendar", rows },
  release: { values: { edition: 1, office: "Example Office" } },
  signed: { office: "Example Ombudsman", organisation: "ombudsman" },
};
const older: YearOfProceedings = {
  ...{ ...newest, year: 2002, signed: "not-yet" },
  rows: [tally({ fact: "prosecutions", value: 5 }, { isWhole: false })],
};
const articleOf = (key: string) => (key === "code-1" ? "Example code, article 1" : key);
const tablesOf = (years: readonly YearOfProceedings[]) => proceedingsTables(years, words, articleOf);
const shown = (years: readonly YearOfProceedings[]) =>
  tablesOf(years).map(({ title, years: columns, rows: all }) => [
    title,
    columns.map(plain),
    ...all.map(({ name, cells }) => [plain(name), ...cells.map(plain)]),
  ]);

test("[TA11] years stand beside each other; what may be more is at least so many, the shortest of terms about so long, and what no row says is not said", () => {
  const [facts, articles, officials, way] = shown([newest, older]);
  assert.deepEqual(facts, [
    "What proceedings and requests come to",
    ["2003", "2002"],
    ["Investigations", "4", "not said"],
    ["Prosecutions", "3", "at least 5"],
    ["Prosecutions, The Example Gazette", "1", "not said"],
    ["Convictions", "at least 2", "not said"],
    ["Shortest sentence", "about 2 years 6 months", "not said"],
    ["Fines (XTS)", "300 XTS", "not said"],
  ]);
  assert.deepEqual(articles?.slice(1), [["2003"], ["Prosecutions, Example code, article 1", "2"]]);
  assert.deepEqual(officials?.slice(1), [["2003"], ["Officials prosecuted, Low, bribery", "2"]]);
  assert.deepEqual(way?.slice(2), [
    ["Prosecution", "3"],
    ["Prosecution → Verdict", "1"],
  ]);
});

test("[TA5b, TA11] two offices of one year have a column each, with their names, and the first of them alone is drawn", () => {
  const other = { ...newest, release: { values: { edition: 1, office: "Other Office" } }, rows: rows.slice(0, 1) };
  const [facts] = tablesOf([newest, other, older]);
  assert.deepEqual(facts?.years.map(plain), ["2003, Example Office", "2003, Other Office", "2002"]);
  assert.deepEqual(
    facts.plots.map(({ columns, rows: bars }) => [
      columns.map(({ short }) => plain(short)),
      ...bars.map(({ label, marks }) => [label, ...marks.map(({ value }) => value)]),
    ]),
    [
      [
        ["2003", "2002"],
        ["Investigations", 4, null],
        ["Prosecutions", 3, 5],
      ],
      [
        ["2003", "2002"],
        ["Convictions", 2, null],
      ],
    ],
  );
  const [alone] = tablesOf([newest]);
  assert.deepEqual(
    alone?.plots.map((plot) => plot.rows.map(({ label, marks }) => [label, marks[0]?.value])),
    [
      [
        ["Investigations", 4],
        ["Prosecutions", 3],
      ],
      [["Convictions", 2]],
    ],
    "cases and persons on axes of their own, without sources, terms and money",
  );
});

test("[TA14] the file is what its schema says: each cell of its type and within its bounds, and no row stands there twice", () => {
  const table = readCsv(Buffer.from(csvFile(proceedingsFile([newest, older]))));
  assert.ok("table" in table);
  const cells = assertTable(table.table, proceedingsSchema);
  assert.equal(cells.length, rows.length + 1);
  const line = (fact: string) => cells.find((row) => row["fact"] === fact && row["split"] === "");
  const bounds = (fact: string) => ["shown", "at_least", "at_most"].map((name) => line(fact)?.[name]);
  assert.deepEqual(bounds("investigations"), ["4", "4", "4"]);
  assert.deepEqual(bounds("convictions"), ["2", "2", ""]);
  assert.deepEqual(bounds("sentence-lowest"), ["30", "0", ""]);
  assert.deepEqual([cells.at(-1)?.["at_most"], cells.at(-1)?.["signed_by"]], ["", ""]);
});
