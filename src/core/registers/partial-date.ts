// Dates as far as they are known: 2003, 2003-08 or 2003-08-01. Each is a range of days, so that a year counts only what surely lies in
// it. This file never guesses a missing month or day.
import { day, type Schema } from "../schema.ts";

/** Days from `first` to `last`, both included and spelled in full. */
export interface DayRange {
  readonly first: string;
  readonly last: string;
}

/** How the days of a date lie to a period. `partly`: some of them are inside, so the date is too vague to be placed. */
type Overlap = "inside" | "outside" | "partly";

/** How years are counted: January to December, or April to March of the year after. */
export const yearKinds = ["calendar", "april-march"] as const;
type YearKind = (typeof yearKinds)[number];

/** A date of the years 1000 to 2999 as far as it is known. Only real dates, each in one spelling. */
export const partialDate: Schema<string> = (value): value is string =>
  typeof value === "string" && /^[12]\d{3}(-\d\d(-\d\d)?)?$/.test(value) && day(firstDay(value));

/** A date, or two dots and a date: something had come by then, nobody says since when (`..2003`: in 2003 or before). */
export const sinceDate: Schema<string> = (value): value is string =>
  partialDate(value) || (typeof value === "string" && value.startsWith(orBefore) && partialDate(value.slice(2)));

/** A year and no more. */
export const bareYear: Schema<string> = (value): value is string =>
  typeof value === "string" && /^[12]\d{3}$/.test(value);

/** What stands before a date by which something had come. */
export const orBefore = "..";

/** The first day that any date may mean. */
export const earliestDay = "1000-01-01";

/** True where nobody says since when: such a date is a state and never an event of a year (RC7c). */
export function isOrBefore(date: string): boolean {
  return date.startsWith(orBefore);
}

/** The days of a date as far as it is known. Throws RangeError for what is none. */
export function rangeOf(date: string): DayRange {
  if (isOrBefore(date)) return { first: earliestDay, last: rangeOf(date.slice(orBefore.length)).last };
  if (!partialDate(date)) throw new RangeError("not a partial date");
  if (date.length === 10) return { first: date, last: date };
  if (date.length === 4) return { first: `${date}-01-01`, last: `${date}-12-31` };
  const lastDay = new Date(Date.UTC(Number(date.slice(0, 4)), Number(date.slice(5)), 0)).getUTCDate();
  return { first: `${date}-01`, last: `${date}-${lastDay}` };
}

/** Orders by the first day, then the vaguer date first; 0 for equal dates only. */
export function compareDates(a: string, b: string): number {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  if (left.first !== right.first) return left.first < right.first ? -1 : 1;
  return left.last === right.last ? 0 : left.last > right.last ? -1 : 1;
}

/** True when every day of `a` lies before every day of `b`. */
export function isSurelyBefore(a: string, b: string): boolean {
  return rangeOf(a).last < rangeOf(b).first;
}

/** Where some days lie to a period. */
export function overlapOf({ first, last }: DayRange, period: DayRange): Overlap {
  if (last < period.first || first > period.last) return "outside";
  return first >= period.first && last <= period.last ? "inside" : "partly";
}

/** The days of a year. A year from April to March has the name of the year in which it begins. */
export function periodBounds(year: number, kind: YearKind): DayRange {
  if (kind === "calendar") return { first: `${year}-01-01`, last: `${year}-12-31` };
  return { first: `${year}-04-01`, last: `${year + 1}-03-31` };
}

function firstDay(date: string): string {
  return `${date}-01-01`.slice(0, 10);
}
