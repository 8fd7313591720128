// Why a fact has no value. Facts of sealed registers are counted by the offices that release a year (docs/spec/tally.md): before that nobody counts them here.
import { catalogue } from "../../assessment/catalogue.ts";
import type { FactDefinition, FactValue } from "../../assessment/fact-value.ts";
import { sealedRegisterOf } from "../../assessment/tally.ts";
import type { ReportData } from "./report-data.ts";

/**
 * Two figures of one source, the source's own word, figures for other days alone, a date too vague for the period, a year that is not released, figures that no
 * fact reads (AS26), or silence.
 */
export const lacks = [
  "two-figures",
  "not-reported",
  "other-period",
  "unplaced",
  "not-counted",
  "aside",
  "no-data",
] as const;
export type Lack = (typeof lacks)[number];

type Released = Pick<ReportData, "released">;

/** Why a fact has no value in a period of the report; null when it has one. */
export function lackOf(
  { released }: Released,
  definition: FactDefinition,
  { state, unplaced, period, aside = [] }: Pick<FactValue, "state" | "unplaced" | "period" | "aside">,
): Lack | null {
  if (state !== "no-data") return state === "known" ? null : state;
  if (unplaced.length > 0) return "unplaced";
  if (isUncounted(released, definition, period.year)) return "not-counted";
  return aside.length > 0 ? "aside" : "no-data";
}

/** The facts of the catalogue that nobody counted in this year or in the one before. */
export function uncountedFacts({ released }: Released, year: number): ReadonlySet<string> {
  const isOpen = (definition: FactDefinition) =>
    [year, year - 1].some((each) => isUncounted(released, definition, each));
  return new Set(catalogue.filter(isOpen).map(({ key }) => key));
}

function isUncounted(released: readonly number[], definition: FactDefinition, year: number): boolean {
  return sealedRegisterOf(definition) !== null && !released.includes(year);
}
