// The facts of a report as a table for other programs: one row for each statement about a fact, and one for each fact about which nobody
// says anything. It is written as a CSV file by `src/tables`, the one door to that form (RP16).
import type { FactValue, FactYear } from "../assessment/fact-value.ts";
import type { Table } from "../core/record/row-table.ts";
import type { ReportData } from "./report-data.ts";
import { lackOf } from "./sealed-facts.ts";
import { nameOf, organisationTold, sourceNames, type Teller, tellerOf } from "./teller.ts";
import { type ReportLanguage, reportTexts } from "./text/texts.ts";

const columns = [
  "year",
  "period",
  "pillar",
  "fact",
  "name",
  "unit",
  "state",
  "counts",
  "value",
  "currency",
  "published",
  "source",
  "how",
  "articles",
  "organisation",
  "entered_by",
  "signed_off",
  "sealed",
  "records",
  "withheld",
] as const;

/** The table with a header. Codes are the record's own; only names are in the language. */
export function factTable(data: ReportData, language: ReportLanguage): Table {
  const teller = tellerOf(data, reportTexts[language]);
  const rows = data.facts.flatMap((fact) => [...rowsOf(teller, fact, fact.now), ...rowsOf(teller, fact, fact.before)]);
  return [columns, ...rows];
}

function rowsOf(teller: Teller, { definition }: FactYear, value: FactValue): readonly (readonly string[])[] {
  const { key, pillar, unit } = definition;
  const { year, kind } = value.period;
  const start = [String(year), kind, pillar, key, nameOf(teller, key), unit];
  if (value.statements.length === 0) {
    const state = lackOf(teller.data, definition, value) ?? value.state;
    return [[...start, state, ...Array<string>(columns.length - start.length - 1).fill("")]];
  }
  return value.statements.map((statement, place) => [
    ...start,
    statement.value === "not-reported" ? "not-reported" : "known",
    place === 0 ? "yes" : "no",
    statement.value === "not-reported" ? "" : String(statement.value),
    statement.currency ?? "",
    statement.published === undefined ? "" : String(statement.published),
    sourceNames(teller, statement).join(";"),
    statement.from,
    statement.articles.join(" "),
    statement.organisation,
    organisationTold(teller, statement.organisation),
    statement.signedOff ? "yes" : "no",
    statement.sealed ? "yes" : "no",
    statement.records.map(({ note, row }) => `${note}:${row}`).join(" "),
    statement.withheld === undefined ? "" : String(statement.withheld),
  ]);
}
