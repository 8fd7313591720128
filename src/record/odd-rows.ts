// What is most likely a slip in rows that are sound in themselves. A person is asked and may enter them all the same: a source may say odd things, and
// more persons may be convicted in a year than were brought to court in it.
import { isOrBefore, rangeOf } from "../core/registers/partial-date.ts";
import { factOfFigure, type RegisterName, type RowValues, registerOf } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";

export type OddCode =
  | "part-above-whole"
  | "convicted-above-prosecuted"
  | "shortest-above-longest"
  | "year-out-of-range";

/** Something to look at before a row is entered. */
export interface OddRow {
  readonly key: string;
  readonly code: OddCode;
}

/** No row about trafficking is older, and no measure is planned for longer. */
const [oldestYear, yearsAhead] = [1900, 20];

/** Dates of what was: none of them lies ahead. */
const pastFields: { readonly [R in RegisterName]?: readonly string[] } = {
  source: ["published", "from"],
  proceeding: ["on"],
  body: ["on"],
  training: ["on"],
  progress: ["on"],
  breach: ["on"],
  figure: ["from", "as_of"],
  finding: ["from"],
  said: ["from"],
  route: ["from"],
};

/** What to ask about rows that are to be entered, beside what the record says already: each thing once, in the order of the rows. `today` is a day. */
export function oddRows(
  register: RegisterName,
  rows: readonly Row[],
  record: RecordBook,
  today: string,
): readonly OddRow[] {
  const entered = rows.filter((row) => "values" in row);
  const year = Number(today.slice(0, 4));
  const outOfRange = entered
    .filter(({ values }) =>
      datesIn(register, values).some(([field, date]) => isOutOfRange(register, field, date, year)),
    )
    .map(({ key }) => ({ key, code: "year-out-of-range" as const }));
  return register === "figure" ? [...outOfRange, ...oddFigures(entered as readonly FigureRow[], record)] : outOfRange;
}

function datesIn(register: RegisterName, values: object): readonly (readonly [field: string, date: string])[] {
  const { fields } = registerOf(register);
  return Object.entries(values).filter(([field]) => ["date", "since"].includes(fields[field]?.shape.type ?? ""));
}

function isOutOfRange(register: RegisterName, field: string, date: string, year: number): boolean {
  const { first, last } = rangeOf(date);
  const isAhead = Number(first.slice(0, 4)) > year;
  return (
    Number((isOrBefore(date) ? last : first).slice(0, 4)) < oldestYear ||
    Number(last.slice(0, 4)) > year + yearsAhead ||
    (isAhead && (pastFields[register] ?? []).includes(field))
  );
}

interface FigureRow {
  readonly key: string;
  readonly source: string;
  readonly values: RowValues<"figure">;
}

/** Figures of one source for the same days that cannot well be true together. */
function oddFigures(rows: readonly FigureRow[], record: RecordBook): readonly OddRow[] {
  const replaced = new Set(rows.map(({ key, source }) => `${key} ${source}`));
  const there = record.statements("figure").filter(({ key, source }) => !replaced.has(`${key} ${source}`));
  const all: readonly FigureRow[] = [...there, ...rows];
  // Tens of thousands of rows come at once: each is held against those of its source for the same days, and against what it names.
  const byDays = Map.groupBy(all, nameOfDays);
  const byKey = Map.groupBy(all, ({ key, source }) => `${key} ${source}`);
  const parts = Map.groupBy(all, ({ values, source }) => `${values.of ?? ""} ${source}`);
  return rows.flatMap((row) => {
    const { of } = row.values;
    const named = of === undefined ? [] : (byKey.get(`${of} ${row.source}`) ?? []);
    const inside = parts.get(`${row.key} ${row.source}`) ?? [];
    const beside = [...(byDays.get(nameOfDays(row)) ?? []), ...named, ...inside].filter((other) => other !== row);
    return oddPairs
      .filter(([, isOdd]) => beside.some((other) => isOdd(row, other) || isOdd(other, row)))
      .map(([code]) => ({ key: row.key, code }));
  });
}

function nameOfDays({ source, values: { from, until } }: FigureRow): string {
  return `${source} ${rangeOf(from).first} ${rangeOf(until ?? from).last}`;
}

/** What two figures cannot well say together. */
const oddPairs: readonly (readonly [OddCode, (one: FigureRow, other: FigureRow) => boolean])[] = [
  ["part-above-whole", isAbove],
  [
    "convicted-above-prosecuted",
    (one, other) =>
      isMoreThan(one, other, "convictions", "defendants") ||
      isMoreThan(one, other, "convictions-cases", "prosecutions"),
  ],
  ["shortest-above-longest", (one, other) => isMoreThan(one, other, "sentence-lowest", "sentence-highest")],
];

/** True for a part with a greater number than the figure that it is a part of. */
function isAbove({ values: part }: FigureRow, { key, values: whole }: FigureRow): boolean {
  const isSame =
    part.of === undefined &&
    part.part !== undefined &&
    whole.part === undefined &&
    part.fact === whole.fact &&
    limitsOf(part) === limitsOf(whole);
  return part.approx !== "share" && (part.of === key || isSame) && isGreater(part.value, whole.value);
}

/** True where the first gives a fact that is greater than the one that bounds it. */
function isMoreThan({ values: one }: FigureRow, { values: other }: FigureRow, fact: string, bound: string): boolean {
  return (
    factOfFigure(one.fact, one.unit) === fact &&
    factOfFigure(other.fact, other.unit) === bound &&
    limitsOf(one) === limitsOf(other) &&
    one.part === other.part &&
    isGreater(one.value, other.value)
  );
}

function isGreater(one: unknown, other: unknown): boolean {
  return typeof one === "number" && typeof other === "number" && one > other;
}

/** The days of a figure and of whom it is. */
function limitsOf({ from, until, unit, scope, whose, nationality, status, articles, currency }: RowValues<"figure">) {
  const days = `${rangeOf(from).first} ${rangeOf(until ?? from).last}`;
  const isWhole = scope === undefined || scope === "country";
  const ofMoney = unit === "amount" ? currency : undefined;
  return JSON.stringify([days, isWhole ? null : [scope, whose], nationality, status, articles, ofMoney]);
}
