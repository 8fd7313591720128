// Why a fact has no value.
import type { Assessment } from "../../assessment/assessment.ts";
import type { FactValue } from "../../assessment/fact-value.ts";

/**
 * Two figures of one source, data that were asked for and withheld (AS15c), the source's own word, figures for other days alone, a date too vague for the period,
 * a year that is not released, figures that no fact reads (AS26), or silence.
 */
export const lacks = [
  "two-figures",
  "withheld",
  "not-reported",
  "other-period",
  "unplaced",
  "not-counted",
  "aside",
  "no-data",
] as const;
type Lack = (typeof lacks)[number];

/** Null when it has a value. */
export function lackOf({ withheld, period: { year } }: Assessment, value: FactValue): Lack | null {
  const { state, unplaced, aside = [] } = value;
  if (state === "known") return null;
  if (state !== "two-figures" && value.period.year === year && withheld.includes(value.fact)) return "withheld";
  if (state !== "no-data") return state;
  if (unplaced.length > 0) return "unplaced";
  return aside.length > 0 ? "aside" : "no-data";
}
