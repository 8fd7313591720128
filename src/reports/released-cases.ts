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
import type { Table } from "../record/table/row-table.ts";
import type { Words } from "../words/words.ts";
import { cellName, yearsTogether } from "./count-words.ts";
import type { Mark, Plot } from "./plots.ts";
import schema from "./released-cases.schema.json" with { type: "json" };

type Row = RowValues<"tally">;

/** A year of which every row holds, or joined years. */
export interface YearOfCases {
  readonly year: number;
  readonly release: Pick<RowValues<"release">, "edition" | "office" | "asked" | "sent">;
  /** The second office, as it signed; null where it has not, or there is none. */
  readonly signedBy: string | null;
  /** The years that are joined, of which it is the last one (YC11); null for one year. */
  readonly joined: readonly string[] | null;
  readonly rows: readonly Row[];
}

export interface CasesTable {
  readonly of: string;
  readonly title: string;
  /** The years, the newest first. */
  readonly years: readonly string[];
  readonly rows: readonly { readonly name: string; readonly cells: readonly string[] }[];
  readonly plots: readonly Plot[];
}

/** The newest year first. */
export function casesTables(years: readonly YearOfCases[], words: Words): readonly CasesTable[] {
  const facts = [...countFacts, daysFact].filter((fact) => years.some((year) => rowOf(year, fact) !== undefined));
  const all = [
    {
      of: "facts",
      title: words.message("released.facts"),
      rows: facts.map((fact) => ({
        name: words.text(`count.fact.${fact}`),
        values: years.map((year) => rowOf(year, fact)),
      })),
    },
    ...countSplitNames.map((by) => ({
      of: by,
      title: words.message(`count.split.${by}`),
      rows: cellsOf(years, by).map((cell) => ({
        name: cellName(by, cell, words),
        values: years.map((year) => rowOf(year, countSplits[by], by, cell)),
      })),
    })),
  ];
  return all.flatMap(({ of, title, rows }) => {
    // A column that would be empty is none: a split of few persons is not said.
    const isIn = years.map(({ joined }, at) =>
      of === "facts" ? joined === null : rows.some(({ values }) => values[at] !== undefined),
    );
    const shown = years.filter((_, at) => isIn[at]);
    if (rows.length === 0) return [];
    const kept = rows.map(({ name, values }) => ({ name, values: values.filter((_, at) => isIn[at]) }));
    return [
      {
        of,
        title,
        years: shown.map((year) => columnWords(year, words)),
        rows: kept.map(({ name, values }) => ({ name, cells: values.map((row) => numberWords(row, words)) })),
        plots: unitsOf(of, title).flatMap((unit) =>
          barsOf({ ...unit, rows: kept }, shown.slice(0, yearsDrawn[of === "facts" ? "facts" : "split"]), words),
        ),
      },
    ];
  });
}

/** So many of the newest years; the table has all. */
const yearsDrawn = { facts: 5, split: 2 };

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

function columnWords(year: YearOfCases, words: Words): string {
  const name = yearsInWords(year, words);
  return isPartial(year.release) ? words.message("released.partial", { year: name }) : name;
}

/** A year, or several together. */
export function yearsInWords({ year, joined }: Pick<YearOfCases, "year" | "joined">, words: Words): string {
  return joined === null ? words.language.digits(String(year)) : yearsTogether(joined, words);
}

function isPartial({ asked = 0, sent = 0 }: YearOfCases["release"]): boolean {
  return sent < asked;
}

/** A number as it was released, in words: none that is rounded or not said looks exact. */
function numberWords(row: Row | undefined, words: Words): string {
  if (row === undefined) return words.message("released.none");
  const { value, least, most } = row;
  const number = (n: number) => words.language.number(n);
  if (least === undefined) return number(value);
  if (most === undefined) return words.message("released.at-least", { n: number(least) });
  if (most < fewest) return words.message(least === 0 ? "released.fewer-or-none" : "released.fewer");
  return words.message("released.about-so-many", { n: number(value), least: number(least), most: number(most) });
}

/** From here on a number is said (YC7). */
const fewest = 5;

/** The same at a bar or a dot, where there is little room. */
function markOf(row: Row | undefined, words: Words): Mark {
  const text = numberWords(row, words);
  if (row === undefined || (row.most !== undefined && row.most < fewest)) return { value: null, text };
  if (row.least === undefined || row.most === undefined) return { value: row.least ?? row.value, text };
  return { value: row.value, text: words.message("released.short", { n: words.language.number(row.value) }) };
}

interface RowOfYears {
  readonly name: string;
  /** By year, as the years. */
  readonly values: readonly (Row | undefined)[];
}

/** What is drawn on one axis: persons and referrals apart, and no days; of a split all of it. A plot of its own has a name of its own. */
function unitsOf(of: string, title: string): readonly Pick<Bars, "id" | "title" | "isOf">[] {
  if (of !== "facts") return [{ id: `cases-${of}`, title, isOf: () => true }];
  return [personFacts, answerFacts].map((facts: readonly string[], n) => ({
    id: `cases-${of}-${n}`,
    title: n === 0 ? title : `${title} (${n + 1})`,
    isOf: (fact) => facts.includes(fact),
  }));
}

interface Bars {
  readonly id: string;
  readonly title: string;
  readonly isOf: (fact: string) => boolean;
  readonly rows: readonly RowOfYears[];
}

/** Each year below the one after it; joined years, which may be more than others, stand alone. What has no number in any is not drawn: the table says it. */
function barsOf({ id, title, isOf, rows }: Bars, given: readonly YearOfCases[], words: Words): readonly Plot[] {
  const firstJoined = given.findIndex(({ joined }) => joined !== null);
  const years = firstJoined < 0 ? given : given.slice(0, Math.max(firstJoined, 1));
  const drawn = rows
    .filter(({ values }) => values.some((row) => isOf(row?.fact ?? "")))
    .map(({ name, values }) => ({ label: name, marks: years.map((_, i) => markOf(values[i], words)) }))
    .filter(({ marks }) => marks.some(({ value }) => value !== null));
  if (drawn.length === 0) return [];
  const columns = years.map((year) => yearsInWords(year, words)).map((name) => ({ title: name, short: name }));
  const [description, labelTitle] = [words.message("released.plot"), words.message("released.what")];
  return [{ id, title, description, labelTitle, columns, rows: drawn }];
}

/** The rows of years as codes and numbers, for programs; the words of no language are in it. */
export function casesFile(years: readonly YearOfCases[]): Table {
  return [
    casesColumns,
    ...years.flatMap(({ year, release, signedBy, joined, rows }) =>
      rows.map(({ fact, by = "", cell = "", value, least, most }) => [
        ...[String(year), String(release.edition), release.office, signedBy ?? ""],
        ...[String(release.asked ?? ""), String(release.sent ?? ""), fact, by, cell, (joined ?? []).join(" ")],
        ...[most !== undefined && most < fewest ? "" : String(value), String(least ?? value)],
        least !== undefined && most === undefined ? "" : String(most ?? value),
      ]),
    ),
  ];
}

/** What the columns of the file mean, as a Table Schema of Frictionless Data. */
export const casesSchema = schema;

const casesColumns = schema.fields.map(({ name }) => name);
