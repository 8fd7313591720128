// The schemes of assessment: the minimum standards of the TVPA as they held for the reports of some years. Nothing that reads schemes knows one by name.
import type { Scheme } from "./assessment.ts";

/** The oldest first; each holds until the next one begins. */
export const schemes = [
  { id: "tvpa-2004", first: 2004, checked: "partly-general-knowledge" },
  { id: "tvpa-2006", first: 2006, checked: "partly-general-knowledge" },
  { id: "tvpa-now", first: 2019, checked: "verified" },
] as const satisfies readonly Scheme[];

/** The scheme of the reports of this year; of a year before all of them, the first. */
export function schemeOfReport(year: number): Scheme {
  return schemes.findLast(({ first }) => first <= year) ?? schemes[0];
}

/** True when tiers that are published under this name are on the list that all schemes share. */
export function isOnList(name: string): boolean {
  return name === "tvpa" || name.startsWith("tvpa-");
}
