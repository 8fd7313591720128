// Which facts of the catalogue are counted from sealed registers. Whoever holds no keys to these could not look at such a fact: where it has
// no value, nobody knows whether there is none (RP5).
import { catalogue } from "../../assessment/catalogue.ts";
import type { FactDefinition, FactValue } from "../../assessment/fact-value.ts";
import { type RegisterName, registerOf } from "../../core/registers/register-table.ts";
import type { SealedHeld } from "../../record/statement.ts";
import type { ReportData } from "./report-data.ts";

/** The sealed register in which the catalogue counts it: no other fact may rest on a sealed record. Null for a fact of open rows. */
export function sealedRegisterOf({ formula }: FactDefinition): RegisterName | null {
  if (formula === undefined) return null;
  if (formula.kind === "persons") return "proceeding";
  return "register" in formula && !registerOf(formula.register).open ? formula.register : null;
}

/**
 * Why a fact has no value: two figures of one source, the source's own word, figures for other days alone, a date too vague for the period, a maker of the report who could not look, figures that no
 * fact reads (AS26), or silence.
 */
export const lacks = ["two-figures", "not-reported", "other-period", "unplaced", "unread", "aside", "no-data"] as const;
export type Lack = (typeof lacks)[number];

/** Why a fact has no value in a period of the report; null when it has one. */
export function lackOf(
  { holds }: Pick<ReportData, "holds">,
  definition: FactDefinition,
  { state, unplaced, aside = [] }: Pick<FactValue, "state" | "unplaced" | "aside">,
): Lack | null {
  if (state !== "no-data") return state === "known" ? null : state;
  if (unplaced.length > 0) return "unplaced";
  if (isUnread({ holds }, definition)) return "unread";
  return aside.length > 0 ? "aside" : "no-data";
}

/** The facts of the catalogue at which whoever holds so much of what is sealed could not look in full. */
export function unreadFacts(holds: SealedHeld): ReadonlySet<string> {
  return new Set(catalogue.filter((definition) => isUnread({ holds }, definition)).map(({ key }) => key));
}

/** True when whoever made the report could not look at all from which the fact is counted. */
export function isUnread({ holds }: Pick<ReportData, "holds">, definition: FactDefinition): boolean {
  return holds !== "all" && sealedRegisterOf(definition) !== null;
}
