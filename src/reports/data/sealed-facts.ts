// Which facts of the catalogue are counted from sealed registers. Whoever holds no keys to these could not look at such a fact: where it has
// no value, nobody knows whether there is none (RP5).
import { catalogue } from "../../assessment/catalogue.ts";
import type { FactDefinition, FactValue } from "../../assessment/fact-value.ts";
import { sealedRegisterOf } from "../../assessment/tally.ts";
import type { ReportData } from "./report-data.ts";

/** Whose report it is: how much of the sealed registers its maker held, and of which years the tallies are released. */
type Looked = Pick<ReportData, "holds" | "released">;

/**
 * Why a fact has no value: two figures of one source, the source's own word, figures for other days alone, a date too vague for the period, a maker of the report who could not look, figures that no
 * fact reads (AS26), or silence.
 */
export const lacks = ["two-figures", "not-reported", "other-period", "unplaced", "unread", "aside", "no-data"] as const;
export type Lack = (typeof lacks)[number];

/** Why a fact has no value in a period of the report; null when it has one. */
export function lackOf(
  looked: Looked,
  definition: FactDefinition,
  { state, unplaced, period, aside = [] }: Pick<FactValue, "state" | "unplaced" | "period" | "aside">,
): Lack | null {
  if (state !== "no-data") return state === "known" ? null : state;
  if (unplaced.length > 0) return "unplaced";
  if (isUnread(looked, definition, period.year)) return "unread";
  return aside.length > 0 ? "aside" : "no-data";
}

/** The facts of the catalogue at which whoever made the report could not look in full, in this year or in the one before. */
export function unreadFacts(looked: Looked, year: number): ReadonlySet<string> {
  const isOpen = (definition: FactDefinition) => [year, year - 1].some((each) => isUnread(looked, definition, each));
  return new Set(catalogue.filter(isOpen).map(({ key }) => key));
}

/** True when whoever made the report could not look at all from which the fact is counted: not at a tally of the year, nor at all that is sealed. */
export function isUnread({ holds, released }: Looked, definition: FactDefinition, year: number): boolean {
  return holds !== "all" && !released.includes(year) && sealedRegisterOf(definition) !== null;
}
