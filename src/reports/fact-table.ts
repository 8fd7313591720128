// The facts of a report as a table for other programs: one row for each statement about a fact, one for each part that its source gives
// of the number, and one for each fact without any statement. It is written as a CSV file by `src/tables`, the one door to that form (RP16).

import type { FactDefinition, FactStatement, FactValue, FactYear, Pillar } from "../assessment/fact-value.ts";
import { refId } from "../record/statement.ts";
import type { Table } from "../record/table/row-table.ts";
import type { Words } from "../words/words.ts";
import { lackOf } from "./data/lack.ts";
import { type ReportData, yearsOf } from "./data/report-data.ts";
import { type ReportRow, rowsOf } from "./data/report-rows.ts";
import { nameOf, organisationName, type Report, reportOf, sourceNames } from "./sections/report.ts";

const columns = [
  "year",
  "period",
  "pillar",
  "fact",
  "name",
  "unit",
  "state",
  "counts",
  "part",
  "value",
  "currency",
  "published",
  "source",
  "how",
  "articles",
  "organisation",
  "entered_by",
  "signed_off",
  "records",
  "from",
  "until",
  "as_of",
] as const;

/** The table with a header. Codes are the record's own; only names are in the language. */
export function factTable(data: ReportData, words: Words): Table {
  const report = reportOf(data, words);
  const rows = data.facts.flatMap((fact) => yearsOf(fact).flatMap((value) => linesOf(report, fact, value)));
  return [columns, ...rows, ...otherFigures(report).map((one) => otherRow(report, one))];
}

/** A figure of the year that no fact reads (AS26). */
interface OtherFigure {
  readonly pillar: Pillar;
  readonly row: ReportRow<"figure">;
  /** As it is entered; without one, that of the fact which has the figure's name. */
  readonly unit: FactDefinition["unit"];
}

/** Every figure of the year that no fact reads, in the order of the rows. */
export function otherFigures({ data }: Pick<Report, "data">): readonly OtherFigure[] {
  const aside = new Set(data.facts.flatMap(({ now }) => (now.aside ?? []).map(refId)));
  return rowsOf(data.rows, "figure")
    .filter(({ ref }) => aside.has(refId(ref)))
    .flatMap((row): readonly OtherFigure[] => {
      const { fact, unit } = row.values;
      const definition = data.facts.map((one) => one.definition).find(({ key }) => key === fact);
      return definition === undefined ? [] : [{ pillar: definition.pillar, row, unit: unit ?? definition.unit }];
    });
}

/** A figure that no fact reads: under its own name, in its own unit and for its own days. It never counts. */
function otherRow(report: Report, { pillar, row, unit }: OtherFigure): readonly string[] {
  const { fact, part = "", value, currency = "", articles = [], from, until = "", as_of = "" } = row.values;
  const { year, kind } = report.data.period;
  const { organisation, signedOff } = row;
  return [
    ...[String(year), kind, pillar, fact, nameOf(report, fact), unit],
    value === "not-reported" ? "not-reported" : "known",
    ...["no", part, value === "not-reported" ? "" : String(value), currency, "", row.source, "figure"],
    ...[articles.join(" "), organisation, organisationName(report, organisation)],
    signedOff.length > 0 ? "yes" : "no",
    ...[refId(row.ref), from, until, as_of],
  ];
}

function linesOf(report: Report, { definition }: FactYear, value: FactValue): readonly (readonly string[])[] {
  const { key, pillar, unit } = definition;
  const { year, kind } = value.period;
  const start = [String(year), kind, pillar, key, nameOf(report, key), unit];
  const { statements, otherPeriods = [] } = value;
  const said = [...statements, ...otherPeriods];
  if (said.length === 0) {
    const state = lackOf(value) ?? value.state;
    return [[...start, state, ...Array<string>(columns.length - start.length - 1).fill("")]];
  }
  // Of two figures of one source neither counts.
  const counts = (place: number) => place === 0 && (value.state === "known" || value.state === "not-reported");
  return said.flatMap((statement, place) => [
    [...start, ...saidRow(report, statement, statement, counts(place))],
    // A part never counts: whoever adds up what counts must not add it to its whole.
    ...statement.parts.map(({ part, value: number, ref }) => [
      ...start,
      ...saidRow(report, statement, { part, value: number, records: [ref] }, false),
    ]),
  ]);
}

/** The number in a row: that of a statement, or a part of it. */
type Said = Pick<FactStatement, "value" | "records" | "published"> & { readonly part?: string };

function saidRow(report: Report, statement: FactStatement, said: Said, counts: boolean): readonly string[] {
  const { part = "", value, published, records } = said;
  const state = statement.days === undefined ? "known" : "other-period";
  return [
    value === "not-reported" ? "not-reported" : state,
    counts ? "yes" : "no",
    part,
    value === "not-reported" ? "" : String(value),
    statement.currency ?? "",
    published === undefined ? "" : String(published),
    sourceNames(report, statement).join(";"),
    statement.from,
    statement.articles.join(" "),
    statement.organisation,
    organisationName(report, statement.organisation),
    statement.signedOff ? "yes" : "no",
    records.map(({ note, row }) => `${note}:${row}`).join(" "),
    statement.days?.from ?? "",
    statement.days?.until ?? "",
    statement.asOf ?? "",
  ];
}
