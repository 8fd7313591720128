// What an organisation gave in a quarter or a year, without persons: sums of its own sheets of help and of stays by kind and unit (FM14). A pure function of the
// sheets. A sum of few persons says whom it is about to whoever knows one of them, and so does the difference of two tables: numbers are ranges, and a year is
// silent where its quarters would open what one of them kept (FM14d).
import { addMonths, dayNumber } from "../form/calendar-day.ts";
import type { AnswerValue } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";

/** A row about fewer persons than this has no sums; ranges are as wide. */
export const fewestPersons = 5;

/** The forms of which sheets are help that was given. */
export const helpForms: ReadonlySet<string> = new Set(["service", "stay"]);

/** The sheets of one case, and who the person is: two cases of one person count once. */
export interface HelpedCase {
  readonly person: string;
  readonly sheets: readonly Sheet[];
}

export interface Range {
  readonly least: number;
  readonly most: number;
}

export interface HelpRow {
  readonly form: "service" | "stay";
  readonly kind: string;
  /** A code of the form; `nights` of a stay; empty where none was said. */
  readonly unit: string;
  /** Of a sum of money its currency; else empty. */
  readonly currency: string;
  readonly persons: Range;
  /** How many sheets, and how much of the unit; null where they would be about few persons, in this table or beside another one. */
  readonly sums: { readonly times: Range; readonly number: Range } | null;
}

export interface HelpGiven {
  readonly period: string;
  readonly rows: readonly HelpRow[];
  /** Who got any of it; null for a quarter, of which it is not said. */
  readonly persons: Range | null;
  /** True for exact numbers, which stay in the organisation. */
  readonly isExact: boolean;
  /** Sheets of help given that say no day or no kind: they are in no row. */
  readonly leftOut: number;
}

/** The first days of the quarters of a quarter (2031-Q2) or a year (2031); none of what is neither. */
export function quartersOf(period: string): readonly string[] {
  const [, year, quarter] = /^([12]\d{3})(?:-Q([1-4]))?$/.exec(period) ?? [];
  if (year === undefined) return [];
  const quarters = ["01", "04", "07", "10"].map((month) => `${year}-${month}-01`);
  return quarter === undefined ? quarters : quarters.slice(Number(quarter) - 1, Number(quarter));
}

/** True for a period that is over: two tables of one that goes on would differ by few persons. */
export function isPeriodOver(period: string, today: string): boolean {
  const end = addMonths(quartersOf(period).at(-1) ?? "", 3);
  return end !== "" && end <= today;
}

/** The quarters and years that are over, of this year and the two before, the newest first. */
export function periodsBefore(today: string): readonly string[] {
  const thisYear = Number(today.slice(0, 4));
  return [thisYear, thisYear - 1, thisYear - 2]
    .flatMap((year) => [String(year), ...[4, 3, 2, 1].map((quarter) => `${year}-Q${quarter}`)])
    .filter((period) => isPeriodOver(period, today));
}

/** `today` is the reader's day; the period must be over then. `isExact` says small numbers too, for the organisation itself. */
export function helpGiven(
  cases: readonly HelpedCase[],
  organisation: string,
  period: string,
  today: string,
  isExact = false,
): HelpGiven {
  const quarters = isPeriodOver(period, today) ? quartersOf(period) : [];
  const parts = cases.flatMap(({ person, sheets }) =>
    sheets
      .filter(({ by, struckOut }) => by === organisation && !struckOut)
      .flatMap((sheet) => partsOf(sheet, quarters, today).map((part) => ({ ...part, person }))),
  );
  const counted = parts.filter(({ quarter, kind }) => quarter !== null && kind !== null);
  const partsByRow = [...Map.groupBy(counted, rowKey)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  return {
    period,
    rows: partsByRow.map((row) => rowOf(row, isExact)),
    persons: personsOfAll(partsByRow, isExact, quarters.length > 1),
    isExact,
    leftOut: parts.length - counted.length,
  };
}

/** What one sheet adds to one row in one quarter; without a day or a kind it adds to none. */
interface Part {
  /** The first day of the quarter. */
  readonly quarter: string | null;
  readonly form: HelpRow["form"];
  readonly kind: string | null;
  readonly unit: string;
  readonly currency: string;
  /** Of money in hundredths. */
  readonly number: number;
}

interface PersonsPart extends Part {
  readonly person: string;
}

function rowKey({ form, kind, unit, currency }: Part): string {
  return JSON.stringify([form, kind, unit, currency]);
}

function rowOf(parts: readonly PersonsPart[], isExact: boolean): HelpRow {
  const [first] = parts;
  const { form = "service", kind = "", unit = "", currency = "" } = first ?? {};
  // A year minus the quarters that say their sums is what the silent ones kept.
  const silent = quartersIn(parts).filter(areFew).flat();
  const sum = parts.reduce((total, { number }) => total + number, 0);
  return {
    form,
    kind: kind ?? "",
    unit,
    currency,
    persons: personsIn(parts, isExact),
    sums:
      isExact || silent.length === 0 || !areFew(silent)
        ? { times: rangeOf(parts.length, isExact), number: rangeOf(sum, isExact, currency === "" ? 1 : 100) }
        : null,
  };
}

/**
 * Who got anything. It is said of a year alone, since a quarter's would make a second set of differences. Where hardly anybody got two kinds of help a narrow
 * range would say that each row is at its most, and so would silence: the last range is as wide as the numbers of few persons are, and ends where the rows do.
 */
function personsOfAll(
  partsByRow: readonly (readonly PersonsPart[])[],
  isExact: boolean,
  isYear: boolean,
): Range | null {
  const persons = personsIn(partsByRow.flat(), isExact);
  if (isExact || partsByRow.length === 0) return persons;
  if (!isYear) return null;
  const mostOf = (parts: readonly PersonsPart[]) => personsIn(parts, false).most;
  const most = partsByRow.reduce((sum, row) => {
    const inQuarters = quartersIn(row).reduce((inRow, parts) => inRow + mostOf(parts), 0);
    return sum + Math.min(mostOf(row), inQuarters);
  }, 0);
  const { least } = rangeOf(most - (fewestPersons - 2), false);
  return persons.least >= least ? { least: Math.max(least, 1), most } : persons;
}

function personsIn(parts: readonly PersonsPart[], isExact: boolean): Range {
  const persons = countPersons(parts);
  const { least, most } = rangeOf(persons, isExact);
  return { least: Math.max(least, Math.min(persons, 1)), most: persons === 0 ? 0 : most };
}

/** The range of five in which a number is; of hundredths `one` is 100. */
function rangeOf(number: number, isExact: boolean, one = 1): Range {
  if (isExact) return { least: number / one, most: number / one };
  const width = fewestPersons * one;
  const least = number - (number % width);
  return { least: least / one, most: (least + width - 1) / one };
}

function quartersIn(parts: readonly PersonsPart[]): readonly (readonly PersonsPart[])[] {
  return [...Map.groupBy(parts, ({ quarter }) => quarter).values()];
}

function areFew(parts: readonly PersonsPart[]): boolean {
  return countPersons(parts) < fewestPersons;
}

function countPersons(parts: readonly { readonly person: string }[]): number {
  return new Set(parts.map(({ person }) => person)).size;
}

function partsOf(sheet: Sheet, quarters: readonly string[], today: string): readonly Part[] {
  if (sheet.form === "service") return servicePart(sheet, quarters);
  return sheet.form === "stay" ? stayParts(sheet, quarters, today) : [];
}

/** Help that was declined, was not to be had, or to which the person did not come, is none that was given. */
function servicePart(sheet: Sheet, quarters: readonly string[]): readonly Part[] {
  if (answer(sheet, "result") !== "given") return [];
  const day = textOf(answer(sheet, "on"));
  const quarter = day === null ? null : quarters.find((first) => day >= first && day < addMonths(first, 3));
  if (quarter === undefined) return [];
  const said = textOf(answer(sheet, "unit")) ?? "";
  const [, whole, hundredths = "", currency = ""] =
    /^(\d+)(?:\.(\d\d))? ([A-Z]{3})$/.exec(said === "amount" ? (textOf(answer(sheet, "amount")) ?? "") : "") ?? [];
  const money = whole === undefined ? 0 : Number(whole) * 100 + Number(hundredths);
  const number = answer(sheet, "number");
  const isMoney = said === "amount";
  return [
    {
      quarter,
      form: "service",
      kind: textOf(answer(sheet, "kind")),
      unit: isMoney && currency === "" ? "" : said,
      currency,
      number: isMoney ? money : typeof number === "number" ? number : 0,
    },
  ];
}

/** The nights of a stay in each quarter; the day on which it ends has none. */
function stayParts(sheet: Sheet, quarters: readonly string[], today: string): readonly Part[] {
  const from = textOf(answer(sheet, "from"));
  const kind = textOf(answer(sheet, "kind"));
  const part = (quarter: string | null, number: number): Part => {
    return { quarter, form: "stay", kind, unit: "nights", currency: "", number };
  };
  if (from === null || kind === null) return [part(null, 0)];
  const said = textOf(answer(sheet, "until"));
  const until = said === null || said > today ? today : said;
  // It has not begun, or its days contradict each other.
  if (until < from) return [];
  return quarters.flatMap((first) => {
    const next = addMonths(first, 3);
    const nights = Math.min(dayNumber(until), dayNumber(next)) - Math.max(dayNumber(from), dayNumber(first));
    // Who came and left on one day was there.
    return nights > 0 || (nights === 0 && from >= first && from < next) ? [part(first, nights)] : [];
  });
}

function answer(sheet: Sheet, key: string): AnswerValue | null {
  return sheet.answers.get(key)?.value ?? null;
}

function textOf(value: AnswerValue | null): string | null {
  return typeof value === "string" ? value : null;
}
