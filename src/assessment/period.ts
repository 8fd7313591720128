// The periods over which facts are counted, as days. Dates that are partly known are ranges of days (core/registers/partial-date.ts): a
// row counts only where it surely belongs. Nothing here guesses a missing month.
import { type DayRange, periodBounds } from "../core/registers/partial-date.ts";
import type { Period } from "./fact-value.ts";

/** Days of the period, both ends included. */
export function daysOf({ year, kind }: Period): DayRange {
  return periodBounds(year, kind);
}

/** The period of the same kind one year earlier. */
export function periodBefore({ year, kind }: Period): Period {
  return { year: year - 1, kind };
}

/** The year of the report about a period: reports come out in the summer after it. */
export function reportYearOf({ year }: Period): number {
  return year + 1;
}

/** The days from the first day of `from` to the last day of `until`; the days of `from` alone when there is no `until`. */
export function span(from: DayRange, until: DayRange | null): DayRange {
  return until === null ? from : { first: from.first, last: until.last };
}

/** Whether something had begun by the last day of the period: `maybe` when its date is too vague to say. */
export function begunBy(days: DayRange, from: DayRange): "yes" | "no" | "maybe" {
  if (from.last <= days.last) return "yes";
  return from.first > days.last ? "no" : "maybe";
}

/**
 * Whether a state with these dates holds in the period: it lies inside it, or it surely began by the last day of the period and had not
 * ended then. `maybe` when it touches the period and neither is sure.
 */
export function holdsIn(days: DayRange, from: DayRange, until: DayRange | null): "yes" | "no" | "maybe" {
  const whole = span(from, until);
  if (whole.first > days.last || whole.last < days.first) return "no";
  if (whole.first >= days.first && whole.last <= days.last) return "yes";
  return begunBy(days, from) === "yes" && whole.last >= days.last ? "yes" : "maybe";
}
