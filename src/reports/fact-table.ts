// The facts of a report as a table for other programs: one row for each statement about a fact, one for each part that its source gives
// of the number, and one for each fact without any statement. It is written as a CSV file by `src/tables`, the one door to that form (RP16).

import type { FactDefinition, FactStatement, FactValue, FactYear, Period } from "../assessment/fact-value.ts";
import { refId } from "../record/statement.ts";
import type { Table } from "../record/table/row-table.ts";
import type { Words } from "../words/words.ts";
import { lackOf } from "./data/lack.ts";
import { type ReportData, yearsOf } from "./data/report-data.ts";
import { reportRowsOf } from "./data/report-rows.ts";
import { nameOf, organisationWord, type Report, reportOf, sourceNames } from "./sections/report.ts";

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

/** What stands in a row, by its column; nothing where it has none. */
type Cells = { readonly [C in (typeof columns)[number]]?: string | undefined };

/** The table with a header. Codes are the record's own; only names are in the language. */
export function factTable(data: ReportData, words: Words): Table {
  const report = reportOf(data, words);
  const rows = data.facts.flatMap((fact) => yearsOf(fact).flatMap((value) => rowsOfFact(report, fact, value)));
  return [columns, ...[...rows, ...otherFigures(report)].map((cells) => columns.map((column) => cells[column] ?? ""))];
}

function rowsOfFact(report: Report, { definition }: FactYear, value: FactValue): readonly Cells[] {
  const { statements, otherPeriods = [] } = value;
  const start = factCells(report, value.period, definition);
  const said = [...statements, ...otherPeriods];
  if (said.length === 0) return [{ ...start, state: lackOf(report.data.assessment, value) ?? value.state }];
  // Of two figures of one source neither counts.
  const counts = (place: number) => place === 0 && (value.state === "known" || value.state === "not-reported");
  return said.flatMap((statement, place): readonly Cells[] => {
    const { days, currency, published, asOf } = statement;
    const all: Cells = {
      ...start,
      ...voiceCells(report, statement),
      ...numberCells(statement.value, days === undefined ? "known" : "other-period"),
      ...{ counts: counts(place) ? "yes" : "no", currency, published: published?.toString() },
      ...{ source: sourceNames(report, statement).join(";"), how: statement.from },
      ...{ articles: statement.articles.join(" "), records: statement.records.map(refId).join(" ") },
      ...{ from: days?.from, until: days?.until, as_of: asOf },
    };
    // A part never counts: whoever adds up what counts must not add it to its whole.
    const parts = statement.parts.map(({ part, value: number, ref }) => {
      const own = numberCells(number, days === undefined ? "known" : "other-period");
      return { ...all, ...own, counts: "no", part, published: "", records: refId(ref) };
    });
    return [all, ...parts];
  });
}

/** Figures of the year that no fact reads (AS26): under their own names, in their own units and for their own days. They never count. */
function otherFigures(report: Report): readonly Cells[] {
  const { rows, facts, period } = report.data;
  const aside = new Set(facts.flatMap(({ now }) => (now.aside ?? []).map(refId)));
  return reportRowsOf(rows, "figure")
    .filter(({ ref }) => aside.has(refId(ref)))
    .flatMap(({ ref, source, organisation, signedOff, values }): readonly Cells[] => {
      const definition = report.facts.get(values.fact)?.definition;
      if (definition === undefined) return [];
      const { fact, unit = definition.unit, part, value, currency, articles, from, until, as_of } = values;
      return [
        {
          ...factCells(report, period, { key: fact, pillar: definition.pillar, unit }),
          ...voiceCells(report, { organisation, signedOff: signedOff.length > 0 }),
          ...numberCells(value, "known"),
          ...{ counts: "no", part, currency, source, how: "figure", articles: articles?.join(" ") },
          ...{ records: refId(ref), from, until, as_of },
        },
      ];
    });
}

function factCells(
  report: Report,
  { year, kind }: Period,
  { key, pillar, unit }: Pick<FactDefinition, "key" | "pillar" | "unit">,
): Cells {
  return { year: String(year), period: kind, pillar, fact: key, name: nameOf(report, key), unit };
}

function numberCells(value: FactStatement["value"], state: string): Cells {
  return value === "not-reported" ? { state: value, value: "" } : { state, value: String(value) };
}

function voiceCells(report: Report, said: Pick<FactStatement, "organisation" | "signedOff">): Cells {
  const { organisation, signedOff } = said;
  return { organisation, entered_by: organisationWord(report, organisation), signed_off: signedOff ? "yes" : "no" };
}
