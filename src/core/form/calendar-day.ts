// Days of the calendar as numbers and back, for expressions and for what is due. A day is 2031-02-03; times and zones are no matter of it.
import { dayAt } from "../moment.ts";
import { day } from "../schema.ts";

const msPerDay = 86_400_000;

/** Days since 1970-01-01; NaN for what is no day. */
export function dayNumber(text: string): number {
  return day(text) ? Date.parse(text) / msPerDay : Number.NaN;
}

/** The day of a number of days since 1970-01-01; empty for what is no day of the years 1000 to 2999. */
function dayOfNumber(days: number): string {
  // From 1000-01-01 to 2999-12-31.
  if (!(days >= -354_285 && days <= 376_199)) return "";
  return dayAt(Math.floor(days) * msPerDay);
}

export function addDays(from: string, days: number): string {
  return dayOfNumber(dayNumber(from) + Math.trunc(days));
}

/** The same day of a month that many months later; the last of that month where it is shorter. Empty where there is none. */
export function addMonths(from: string, months: number): string {
  if (!day(from) || !Number.isFinite(months)) return "";
  const whole = Number(from.slice(0, 4)) * 12 + Number(from.slice(5, 7)) - 1 + Math.trunc(months);
  const [year, month] = [Math.floor(whole / 12), whole % 12];
  if (year < 1000 || year > 2999) return "";
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const date = Math.min(Number(from.slice(8)), last);
  return `${year}-${String(month + 1).padStart(2, "0")}-${String(date).padStart(2, "0")}`;
}

/** Whole months from one day to another; negative backwards, NaN without two days. */
export function wholeMonths(from: string, to: string): number {
  if (!day(from) || !day(to)) return Number.NaN;
  if (to < from) return 0 - wholeMonths(to, from);
  const months = (text: string) => Number(text.slice(0, 4)) * 12 + Number(text.slice(5, 7));
  return months(to) - months(from) - (to.slice(8) < from.slice(8) ? 1 : 0);
}

/** Moves a day by a duration in the form's spelling: P7D, -P14D, P3M, P1Y. Empty where there is no such day. */
export function addDuration(from: string, duration: string): string {
  const parts = /^(-?)P(\d{1,3})([DMY])$/.exec(duration);
  if (parts === null) return "";
  const count = Number(parts[2]) * (parts[1] === "-" ? -1 : 1);
  return parts[3] === "D" ? addDays(from, count) : addMonths(from, parts[3] === "Y" ? count * 12 : count);
}
