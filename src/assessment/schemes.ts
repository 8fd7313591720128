// The schemes of assessment: the minimum standards of the TVPA as they held for the reports of some years. Nothing that reads schemes knows one by name.
import type { Scheme } from "./assessment.ts";

export const tvpa2004: Scheme = { id: "tvpa-2004", reports: [2004, 2005], checked: "partly-general-knowledge" };
export const tvpa2006: Scheme = { id: "tvpa-2006", reports: [2006, 2018], checked: "partly-general-knowledge" };
export const tvpaNow: Scheme = { id: "tvpa-now", reports: [2019, null], checked: "verified" };

export const schemes: readonly Scheme[] = [tvpa2004, tvpa2006, tvpaNow];

/** The scheme with this id; null when there is none. */
export function schemeFor(id: string): Scheme | null {
  return schemes.find((scheme) => scheme.id === id) ?? null;
}

/** The scheme that applied to reports of this year; null when none is known for it. */
export function schemeOfReport(year: number): Scheme | null {
  return schemes.find(({ reports: [from, until] }) => from <= year && (until === null || year <= until)) ?? null;
}

/** True when tiers that are published under this name are on the list that all schemes share. */
export function isOnList(name: string): boolean {
  return name === "tvpa" || name.startsWith("tvpa-");
}
