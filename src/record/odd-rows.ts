// What is most likely a slip in rows that are sound in themselves. A person is asked and may enter them all the same: a source may say odd things, and
// more persons may be convicted in a year than were brought to court in it.
import { isOrBefore, rangeOf } from "../core/registers/partial-date.ts";
import { factOfFigure, type RegisterName, registerOf } from "../core/registers/register-table.ts";
import type { Row, SaidRow } from "../core/registers/row.ts";
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

/** What these registers say may lie ahead: a law that comes into force, a plan and its measures. Of others nothing but an end does. */
const planned: readonly RegisterName[] = ["law", "plan", "measure"];
const ends: readonly string[] = ["until", "due"];

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
  const most = planned.includes(register) || ends.includes(field) ? year + yearsAhead : year;
  const yearOf = (day: string) => Number(day.slice(0, 4));
  return (
    yearOf(isOrBefore(date) ? last : first) < oldestYear || yearOf(first) > most || yearOf(last) > year + yearsAhead
  );
}

type FigureRow = SaidRow<"figure">;

/** Figures of one source for the same days that cannot well be true together. */
function oddFigures(rows: readonly FigureRow[], record: RecordBook): readonly OddRow[] {
  const replaced = new Set(rows.map(keyOf));
  const there = record.statements("figure").filter((one) => !replaced.has(keyOf(one)));
  const all: readonly FigureRow[] = [...there, ...rows];
  // Tens of thousands of rows come at once: each is held against those of its source for the same days, and against what it names.
  const [byDays, byKey, byWhole] = [daysOf, keyOf, wholeOf].map((nameOf) => Map.groupBy(all, nameOf));
  return rows.flatMap((row) => {
    const near = [byDays?.get(daysOf(row)), byKey?.get(wholeOf(row)), byWhole?.get(keyOf(row))];
    const beside = near.flatMap((some = []) => some).filter((other) => other !== row);
    return oddPairs
      .filter(([, isOdd]) => beside.some((other) => isOdd(row, other) || isOdd(other, row)))
      .map(([code]) => ({ key: row.key, code }));
  });
}

const daysOf = ({ source, values: { from, until } }: FigureRow) =>
  `${source} ${rangeOf(from).first} ${rangeOf(until ?? from).last}`;
const keyOf = ({ source, key }: Pick<FigureRow, "source" | "key">) => `${source} ${key}`;
const wholeOf = ({ source, values: { of = "" } }: FigureRow) => `${source} ${of}`;

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
function isAbove(row: FigureRow, other: FigureRow): boolean {
  const [part, whole] = [row.values, other.values];
  const isSame =
    part.of === undefined &&
    part.part !== undefined &&
    whole.part === undefined &&
    part.fact === whole.fact &&
    limitsOf(row) === limitsOf(other);
  return part.approx !== "share" && (part.of === other.key || isSame) && isGreater(part.value, whole.value);
}

/** True where the first gives a fact that is greater than the one that bounds it. */
function isMoreThan(one: FigureRow, other: FigureRow, fact: string, bound: string): boolean {
  const factOf = ({ values }: FigureRow) => factOfFigure(values.fact, values.unit);
  return (
    factOf(one) === fact &&
    factOf(other) === bound &&
    limitsOf(one) === limitsOf(other) &&
    one.values.part === other.values.part &&
    isGreater(one.values.value, other.values.value)
  );
}

function isGreater(one: unknown, other: unknown): boolean {
  return typeof one === "number" && typeof other === "number" && one > other;
}

/** The days of a figure and of whom it is. */
function limitsOf(row: FigureRow) {
  const { unit, scope, whose, nationality, status, articles, currency } = row.values;
  const isWhole = scope === undefined || scope === "country";
  const ofMoney = unit === "amount" ? currency : undefined;
  return JSON.stringify([daysOf(row), isWhole ? null : [scope, whose], nationality, status, articles, ofMoney]);
}
