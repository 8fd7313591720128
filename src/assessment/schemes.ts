// The schemes of assessment that the program brings. Nothing that reads schemes knows one by name.
import type { InForce, Scheme } from "./assessment.ts";
import { tvpa2004, tvpa2006, tvpaNow } from "./tvpa.ts";

export const schemes: readonly Scheme[] = [tvpa2004, tvpa2006, tvpaNow];

/** The scheme with this id; null when there is none. */
export function schemeFor(id: string): Scheme | null {
  return schemes.find((scheme) => scheme.id === id) ?? null;
}

/** The scheme that applied to reports of this year; null when none is known for it. */
export function schemeOfReport(year: number): Scheme | null {
  return schemes.find(({ reports: [from, until] }) => from <= year && (until === null || year <= until)) ?? null;
}

/** The scheme as it holds for reports of this year; of a year outside its own, as it does for the nearest one of these. */
export function rulesOfYear(scheme: Scheme, reportYear: number): Scheme {
  const [from, until] = scheme.reports;
  const year = Math.max(from, until === null ? reportYear : Math.min(reportYear, until));
  const holds = ({ years: { first, last } }: { readonly years: InForce }) =>
    first <= year && (last === null || year <= last);
  return {
    ...scheme,
    criteria: scheme.criteria.filter(holds),
    watchList: scheme.watchList.filter(holds),
    tiers: scheme.tiers.filter(holds),
  };
}
