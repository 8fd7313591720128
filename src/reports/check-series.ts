// The years of a shown report's plots. They name no records: those of the report itself are its facts', earlier ones are the record's, or rest
// on sealed records.

import { canonicalJson } from "./canonical-json.ts";
import type { ReportData, Series, SeriesYear } from "./report-data.ts";
import { seriesFacts, seriesYear, seriesYears } from "./report-of-year.ts";
import { sealedRegisterOf } from "./sealed-facts.ts";

/**
 * How many years differ from the checker's own (`own` is the report as he makes it) and may do so, since the fact is counted from sealed
 * records. Null when some year may not, or a plot is missing, doubled or of another fact.
 */
export function checkSeries(shown: ReportData, own: ReportData): number | null {
  const known = new Map(own.series.map((series) => [series.fact, series]));
  const names = shown.series.map(({ fact }) => fact);
  const inOrder = seriesFacts.filter((fact) => names.includes(fact));
  if (names.join(" ") !== inOrder.join(" ") || own.series.some(({ fact }) => !names.includes(fact))) return null;
  const unchecked = shown.series.map((series) => differingYears(series, known.get(series.fact) ?? null, shown));
  return unchecked.reduce<number | null>((sum, one) => (sum === null || one === null ? null : sum + one), 0);
}

function differingYears(series: Series, own: Series | null, { facts, period: { year } }: ReportData): number | null {
  if (canonicalJson(series) === canonicalJson(own)) return 0;
  const fact = facts.find(({ definition }) => definition.key === series.fact);
  if (fact === undefined || sealedRegisterOf(fact.definition) === null || series.values.length !== seriesYears)
    return null;
  if (series.values.every(({ value }) => value === null)) return null;
  const told = new Map([
    [fact.now.period.year, seriesYear(fact.now, fact.before)],
    [fact.before.period.year, seriesYear(fact.before)],
  ]);
  // Whether the first of the two is counted like the one before it, the report's facts do not tell.
  const isTold = (one: SeriesYear) => {
    const { apart, ...known } = one;
    return isSame(told.get(one.year) ?? one, one.year === fact.before.period.year ? known : one);
  };
  const isRight = series.values.every((one, i) => one.year === year - seriesYears + 1 + i && isTold(one));
  const isNothing = series.values.some(
    ({ value, unplaced, apart }, i) =>
      (value !== null && unplaced === true) ||
      (apart === true && (value === null || (series.values[i - 1]?.value ?? null) === null)),
  );
  if (!isRight || isNothing) return null;
  return series.values.filter((one, i) => !told.has(one.year) && !isSame(one, own?.values[i])).length;
}

function isSame(a: SeriesYear, b: SeriesYear | undefined): boolean {
  return b !== undefined && canonicalJson(a) === canonicalJson(b);
}
