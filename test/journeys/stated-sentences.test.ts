// Every statement of the accounts of the demonstration's record stands in the reports on it, in each language, whatever its wording.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { reportOfYear } from "../../src/reports/report-of-year.ts";
import { assertStated, reportYearOf } from "../support/assert-stated.ts";
import { demonstrationStatements } from "../support/demonstration-statements.ts";
import { type SeedStatement, statedLater, statedOf2003 } from "./stated-sentences.ts";

const statements = demonstrationStatements();
const reports = new Map<number, ReportData>();

function reportOf(year: number): ReportData {
  const period = { year, kind: "calendar" } as const;
  const record = {
    origin: `example.test/${"a".repeat(32)}`,
    trial: true,
    country: "TJ",
    title: {},
    log: { size: 40, root: "ab".repeat(32) },
    statements,
    organisationNames: new Map(),
  } as const;
  const data = reports.get(year) ?? reportOfYear(record, period);
  reports.set(year, data);
  return data;
}

test("[RP1] each statement of the accounts is in the data by its source, and stands on the page in each language", () => {
  for (const statement of [...statedOf2003, ...statedLater])
    assertStated(reportOf(reportYearOf(statement)), statement, statements);
});

test("a statement that is not in the report is missed: another number, another answer, another row", () => {
  const not = (change: object, of: SeedStatement | undefined) =>
    assert.throws(() => assertStated(reportOf(2003), { ...of, ...change } as SeedStatement, statements));
  const [number] = statedOf2003.filter((one) => "fact" in one);
  const [row] = statedOf2003.filter((one) => "rows" in one);
  not({ value: 3 }, number);
  not({ fact: "investigations" }, number);
  not({ source: "tip-2005" }, number);
  not({ rows: ["finding corruption-2003"] }, row);
  not({ values: { topic: "corruption" } }, row);
});
