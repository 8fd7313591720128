// The released cases of years in one language (docs/spec/offices.md, YC13): a table for what happened and one for each split, years beside each other, with their plots; and the
// same rows as a file for programs (YC16), whose columns released-cases.schema.json describes.
import { notSaid } from "../core/counted-case.ts";
import {
  answerFacts,
  type CountSplit,
  countFacts,
  countSplitNames,
  countSplits,
  personFacts,
} from "../core/registers/count-facts.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { CheckedCases, ShownRelease } from "../record/checked-cases.ts";
import type { Table } from "../record/table/row-table.ts";
import type { Words } from "../words/words.ts";
import { cellName, yearsTogether } from "./count-words.ts";
import schema from "./released-cases.schema.json" with { type: "json" };
import { type Column, type RowOfYears, type Said, type TableOfYears, tableOf } from "./released-tables.ts";

type Row = RowValues<"tally">;

/** A year of which every row holds, or joined years. */
export type YearOfCases = ShownRelease & Pick<CheckedCases, "joined" | "rows">;

/** The newest year first. */
export function casesTables(years: readonly YearOfCases[], words: Words): readonly TableOfYears[] {
  const columns = years.map((year): Column => {
    const { asked = 0, sent = 0 } = year.release.values;
    const short = yearsInWords(year, words);
    const title = sent < asked ? words.message("released.partial", { year: short }) : short;
    return { title, short, year: year.year, isDrawn: true, isApart: year.joined !== null };
  });
  const rowOfYears = (name: string, axis: string | null, rows: readonly (Row | undefined)[]): RowOfYears => ({
    ...{ name, axis },
    said: rows.map((row) => (row === undefined ? null : saidOf(row, words))),
  });
  const facts = [...countFacts, daysFact].filter((fact) => years.some((year) => rowOf(year, fact) !== undefined));
  const ofFacts = facts.map((fact) =>
    rowOfYears(
      words.text(`count.fact.${fact}`),
      axisOf(fact),
      years.map((year) => rowOf(year, fact)),
    ),
  );
  return [
    ...tableOf(
      { of: "facts", title: words.message("released.facts"), hasAllYears: true, rows: ofFacts },
      columns,
      words,
    ),
    ...countSplitNames.flatMap((by) => {
      const rows = cellsOf(years, by).map((cell) =>
        rowOfYears(
          cellName(by, cell, words),
          by,
          years.map((year) => rowOf(year, countSplits[by], by, cell)),
        ),
      );
      return tableOf({ of: by, title: words.message(`count.split.${by}`), hasAllYears: false, rows }, columns, words);
    }),
  ];
}

/** Persons and referrals are drawn apart, and of one year no days. */
function axisOf(fact: string): string | null {
  if (personFacts.some((one) => one === fact)) return "persons";
  return answerFacts.some((one) => one === fact) ? "referrals" : null;
}

/** The average of the days to a formal identification; as statistics name it (YC7b). */
const daysFact = "identification-days";

function rowOf({ rows }: YearOfCases, fact: string, by?: string, cell?: string): Row | undefined {
  return rows.find((row) => row.fact === fact && row.by === by && row.cell === cell);
}

/** Ages as they grow, other classes with the most persons first; what was not said comes last. */
function cellsOf(years: readonly YearOfCases[], by: CountSplit): readonly string[] {
  const inYears = years.map(({ rows }) => rows.filter((row) => row.by === by));
  const found = [...new Set(inYears.flat().map(({ cell = "" }) => cell))];
  const [newest = []] = inYears.filter((rows) => rows.length > 0);
  const numberOf = (cell: string) => newest.find((row) => row.cell === cell)?.value ?? 0;
  const placeOf = (cell: string) => (by === "age" ? Number.parseInt(cell, 10) || 0 : -numberOf(cell));
  const isSilent = (cell: string) => Number(cell === notSaid);
  return found.toSorted((a, b) => isSilent(a) - isSilent(b) || placeOf(a) - placeOf(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** A year, or several together. */
export function yearsInWords({ year, joined }: Pick<YearOfCases, "year" | "joined">, words: Words): string {
  return joined === null ? words.language.digits(String(year)) : yearsTogether(joined.years, words);
}

/** A number as it was released, in words: none that is rounded or not said looks exact. At a bar or a dot there is little room. */
function saidOf({ value, least, most }: Row, words: Words): Said {
  const number = (n: number) => words.language.number(n);
  const said = (full: string, text = full): Said => ({ value, text, full });
  if (least === undefined) return said(number(value));
  if (most === undefined) return { ...said(words.message("released.at-least", { n: number(least) })), value: least };
  if (most < fewest)
    return { ...said(words.message(least === 0 ? "released.fewer-or-none" : "released.fewer")), value: null };
  return said(
    words.message("released.about-so-many", { n: number(value), least: number(least), most: number(most) }),
    words.message("released.short", { n: number(value) }),
  );
}

/** From here on a number is said (YC7). */
const fewest = 5;

/** The rows of years as codes and numbers, for programs; the words of no language are in it. */
export function casesFile(years: readonly YearOfCases[]): Table {
  return [
    casesColumns,
    ...years.flatMap(({ year, release: { values: release }, signed, joined, rows }) =>
      rows.map(({ fact, by = "", cell = "", value, least, most }) => [
        ...[String(year), String(release.edition), release.office, typeof signed === "string" ? "" : signed.office],
        ...[String(release.asked ?? ""), String(release.sent ?? ""), fact, by, cell, (joined?.years ?? []).join(" ")],
        ...[most !== undefined && most < fewest ? "" : String(value), String(least ?? value)],
        least !== undefined && most === undefined ? "" : String(most ?? value),
      ]),
    ),
  ];
}

/** What the columns of the file mean, as a Table Schema of Frictionless Data. */
export const casesSchema = schema;

const casesColumns = schema.fields.map(({ name }) => name);
