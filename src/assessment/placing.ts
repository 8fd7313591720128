// Where a date that is known only in part lies against a period. Dates are ranges of days; nothing here guesses a missing month.

import { overlapWith, rangeOf } from "../core/registers/partial-date.ts";
import type { Period } from "./fact-value.ts";
import { daysOf } from "./period.ts";

/** True when every day that the date may mean lies in the period. */
export function liesIn(date: string, period: Period): boolean {
  const { first, last } = daysOf(period);
  return overlapWith(date, first, last) === "inside";
}

/** True when every day that the date may mean lies before the period's end or on it. */
export function hasComeBy(date: string, period: Period): boolean {
  return rangeOf(date).last <= daysOf(period).last;
}
