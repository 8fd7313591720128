// Periods for which cases are counted: a month (2031-10), a quarter (2031-Q4), a year (2031), or any days (2031-10-06/2031-10-19); and the one before each.

import type { Days } from "../core/counted-case.ts";
import { addDays, addMonths, dayNumber } from "../core/form/calendar-day.ts";

/** The days of a period; null for what is none. */
export function daysOf(period: string): Days | null {
  const [, from, to] = /^(\d{4}-\d\d-\d\d)\/(\d{4}-\d\d-\d\d)$/.exec(period) ?? [];
  if (from !== undefined && to !== undefined)
    return dayNumber(from) <= dayNumber(to) ? { first: from, last: to } : null;
  const quarters = /^\d{4}-(0[1-9]|1[0-2])$/.test(period) ? [`${period}-01`] : quartersOf(period);
  const [first, last = first] = [quarters[0], quarters.at(-1)];
  if (first === undefined || last === undefined) return null;
  const end = addMonths(last, /^\d{4}-\d\d$/.test(period) ? 1 : 3);
  return end === "" ? null : { first, last: addDays(end, -1) };
}

/** The first days of the quarters of a quarter (2031-Q2) or a year (2031); none of what is neither. */
export function quartersOf(period: string): readonly string[] {
  const [, year, quarter] = /^([12]\d{3})(?:-Q([1-4]))?$/.exec(period) ?? [];
  if (year === undefined) return [];
  const quarters = ["01", "04", "07", "10"].map((month) => `${year}-${month}-01`);
  return quarter === undefined ? quarters : quarters.slice(Number(quarter) - 1, Number(quarter));
}

/** True for a quarter or a year that is over: two tables of one that goes on would differ by few persons. */
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

/** The period of the same kind that ends on the day before; as many days, of any days. */
export function periodBefore(period: string): string | null {
  const days = daysOf(period);
  if (days === null) return null;
  const before = addDays(days.first, -1);
  const year = before.slice(0, 4);
  if (/^\d{4}$/.test(period)) return year;
  if (period.includes("Q")) return `${year}-Q${Math.ceil(Number(before.slice(5, 7)) / 3)}`;
  if (!period.includes("/")) return before.slice(0, "2031-10".length);
  const length = dayNumber(days.last) - dayNumber(days.first);
  return `${addDays(before, -length)}/${before}`;
}

const periodKinds = ["month", "quarter", "year"] as const;
export type PeriodKind = (typeof periodKinds)[number];

/** The last period of a kind that is over. */
export function lastPeriod(kind: PeriodKind, today: string): string {
  const month = lastMonth(today);
  if (kind === "month") return month;
  const now = kind === "year" ? today.slice(0, 4) : `${today.slice(0, 4)}-Q${Math.ceil(Number(today.slice(5, 7)) / 3)}`;
  return periodBefore(now) ?? month;
}

/** Of what kind a period is; any days count as months. */
export function kindOfPeriod(period: string): PeriodKind {
  if (/^\d{4}$/.test(period)) return "year";
  return period.includes("Q") ? "quarter" : "month";
}

/** The month before the one of a day: what is asked for in the first days of a month. */
export function lastMonth(today: string): string {
  return addMonths(`${today.slice(0, "2031-10".length)}-01`, -1).slice(0, "2031-10".length);
}

/** Months, quarters and years that have begun, of this year and the two before, each kind with the newest first. */
export function periodsBegun(today: string): {
  readonly months: readonly string[];
  readonly quarters: readonly string[];
  readonly years: readonly string[];
} {
  const years = [0, 1, 2].map((back) => String(Number(today.slice(0, 4)) - back));
  const begun = (periods: readonly string[]) => periods.filter((one) => (daysOf(one)?.first ?? today) < today);
  const ofEach = (parts: readonly string[]) => begun(years.flatMap((year) => parts.map((part) => `${year}-${part}`)));
  return {
    months: ofEach(["12", "11", "10", "09", "08", "07", "06", "05", "04", "03", "02", "01"]),
    quarters: ofEach(["Q4", "Q3", "Q2", "Q1"]),
    years: begun(years),
  };
}
