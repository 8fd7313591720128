// Years that are too small for splits, joined (YC11): in windows that never overlap, and of totals alone that are printed exactly, so that which years they are follows from
// what everybody reads, and their parts add up to a sum of it. What comes out is printed by release.ts alone.
import { type CountFact, countSplitNames, countSplits } from "../core/registers/count-facts.ts";
import { type CountryTable, type SentCount, splitOf } from "./country.ts";
import { type DrawFor, fewestSplit } from "./small-numbers.ts";

/** A window has so many calendar years at most. */
const mostYears = 5;

export interface YearOfFact {
  readonly year: number;
  /** How many it has, printed exactly and below what a split needs; null where the year is not joined. */
  readonly n: number | null;
}

/**
 * The years of the window that closes with the last of these: as soon as they come to what a split needs. Null where none closes. They are all years since the last one
 * that has parts, of its own or of a window, in order and without a gap.
 */
export function windowOf(years: readonly YearOfFact[]): readonly number[] | null {
  const joined: { readonly year: number; readonly n: number }[] = [];
  for (const { year, n } of years) {
    // After five years it closes without parts, and another one begins with the next that has somebody.
    if (year >= (joined[0]?.year ?? year) + mostYears) joined.length = 0;
    if (n !== null && (joined.length > 0 || n > 0)) joined.push({ year, n });
  }
  const sum = joined.reduce((all, { n }) => all + n, 0);
  const isClosed = sum >= fewestSplit && joined.at(-1)?.year === years.at(-1)?.year;
  return isClosed ? joined.map(({ year }) => year) : null;
}

/** The parts of all cases of joined years, from the counts of each year: a case is in one year of a fact (YC2a). Ways need more persons than a window has. */
export function windowTables(
  years: readonly { readonly year: number; readonly sent: readonly SentCount[] }[],
  fact: CountFact,
  drawFor: DrawFor,
): readonly CountryTable[] {
  const sent = years.flatMap((one) => one.sent);
  const name = years.map(({ year }) => year).join("+");
  return countSplitNames.flatMap((by): readonly CountryTable[] => {
    if (countSplits[by] !== fact || by === "citizenship-country") return [];
    const rows = splitOf(by, sent, name, drawFor);
    return rows === null ? [] : [{ of: by, rows }];
  });
}

/** The facts that have parts. */
export const windowFacts: readonly CountFact[] = [...new Set(Object.values(countSplits))];
