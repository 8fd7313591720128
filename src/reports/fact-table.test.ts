// The table of facts for other programs.

import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../test/support/report-words.ts";
import type { FactStatement, FactValue } from "../assessment/fact-value.ts";
import { writeCsv } from "../tables/csv.ts";
import type { ReportData, ReportFact } from "./data/report-data.ts";
import { factTable } from "./fact-table.ts";

const said = (source: string, value: FactStatement["value"]): FactStatement => ({
  source,
  from: "figure",
  value,
  parts: [],
  records: [{ note: "ab", row: 3 }],
  articles: [],
  organisation: "record-office",
  signedOff: true,
});
const valueOf2003 = (statements: readonly FactStatement[]): FactValue => ({
  fact: "prosecutions",
  period: { year: 2003, kind: "calendar" },
  state: statements.length > 0 ? "known" : "no-data",
  value: statements[0]?.value ?? null,
  statements,
  contradicted: false,
  unplaced: [],
});
const table = (statements: readonly FactStatement[], earlier: Pick<ReportFact, "earlier"> = {}) => {
  const definition = { key: "prosecutions", pillar: "prosecution", unit: "cases" } as const;
  const [now, before] = [
    valueOf2003(statements),
    { ...valueOf2003([]), period: { year: 2002, kind: "calendar" } as const },
  ];
  const data = {
    facts: [{ definition, now, before, ...earlier }],
    assessment: { withheld: [], period: now.period },
    rows: [],
    sources: [],
    contradictions: [],
    released: [],
    organisations: { "record-office": { en: "Record Office" } },
  };
  return writeCsv(factTable(data as unknown as ReportData, wordsIn.en));
};

test("[RP16] a row for each statement, the one that counts first, and one for each year without any", () => {
  assert.deepEqual(
    table([said("report", 2), said("press", "not-reported")])
      .split("\r\n")
      .slice(1),
    [
      "2003,calendar,prosecution,prosecutions,Prosecutions,cases,known,yes,,2,,,report,figure,,record-office,Record Office,yes,ab:3,,,",
      "2003,calendar,prosecution,prosecutions,Prosecutions,cases,not-reported,no,,,,,press,figure,,record-office,Record Office,yes,ab:3,,,",
      "2002,calendar,prosecution,prosecutions,Prosecutions,cases,no-data,,,,,,,,,,,,,,,",
      "",
    ],
  );
});

test("[RP16] the years before the last one, of a fact that is followed over the years, have rows of their own", () => {
  const earlier = [2001, 2000].map((year) => ({
    ...valueOf2003(year === 2001 ? [said("report", 7)] : []),
    period: { year, kind: "calendar" } as const,
  }));
  const rows = table([said("report", 2)], { earlier })
    .split("\r\n")
    .slice(1, -1);
  assert.deepEqual(
    rows.map((row) => row.split(",").filter((_, column) => [0, 6, 9].includes(column))),
    [
      ["2003", "known", "2"],
      ["2002", "no-data", ""],
      ["2001", "known", "7"],
      ["2000", "no-data", ""],
    ],
  );
});

test("[RP16] a part of a number has a row of its own with its record, and does not count", () => {
  const parts = [
    { part: "sexual", value: 24, ref: { note: "ab", row: 4 } },
    { part: "labour", value: "not-reported", ref: { note: "cd", row: 5 } },
  ] as const;
  assert.deepEqual(
    table([{ ...said("report", 33), published: 86, currency: "XTS", parts }])
      .split("\r\n")
      .slice(1, 4),
    [
      "2003,calendar,prosecution,prosecutions,Prosecutions,cases,known,yes,,33,XTS,86,report,figure,,record-office,Record Office,yes,ab:3,,,",
      "2003,calendar,prosecution,prosecutions,Prosecutions,cases,known,no,sexual,24,XTS,,report,figure,,record-office,Record Office,yes,ab:4,,,",
      "2003,calendar,prosecution,prosecutions,Prosecutions,cases,not-reported,no,labour,,XTS,,report,figure,,record-office,Record Office,yes,cd:5,,,",
    ],
  );
});

test("[RP16] every row has as many cells as the header", () => {
  const [header = "", ...rows] = table([said("report", 2)])
    .trimEnd()
    .split("\r\n");
  for (const row of rows) assert.equal(row.split(",").length, header.split(",").length);
});

test("[RP16] commas, quotes and line breaks stay inside their cell", () => {
  assert.ok(table([said('a "b", c\nd', 1)]).includes(',"a ""b"", c\nd",'));
});

test("[RP16] no cell is a formula for a spreadsheet", () => {
  for (const start of ["=", "+", "-", "@", "\t", "\r"]) {
    const source = `${start}1+1`;
    assert.ok(table([said(source, 1)]).includes(`'${source}`), JSON.stringify(start));
  }
  assert.ok(table([said("a;=1+1;b", 1)]).includes(",a;'=1+1;b,"), "nor when semicolons part cells");
});
