// The releases of a year's tallies, of the country's cases (YC8) or of proceedings (docs/spec/tally.md), and what two offices do not have alike of one. Pure functions of the open rows.
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles, type SaidRow } from "../core/registers/row.ts";
import type { RecordBook } from "./book.ts";
import { importName } from "./import.ts";
import { inLogOrder } from "./named-source.ts";
import { type Statement, spelled } from "./statement.ts";

export interface YearRelease {
  readonly organisation: string;
  /** As it was first entered. */
  readonly values: RowValues<"release">;
  readonly tallies: readonly Statement<"tally">[];
  /** Where its row first stood in the log. */
  readonly first: Statement["first"];
}

/**
 * The releases that are named so, in the order of the log. One counts as it was first entered, since nobody corrects it, and only where some tally of its import stands, so
 * that nobody blanks a year with an empty one.
 */
export function releasesNamed(
  { statements }: Pick<RecordBook, "statements">,
  isNamed: (key: string, values: RowValues<"release">) => boolean,
): readonly YearRelease[] {
  const byImport = Map.groupBy(statements("tally"), (one) => importName(one.organisation, one.import));
  return statements("release")
    .toSorted(inLogOrder)
    .flatMap(({ key, source, organisation, first, history, ...newest }) => {
      const values = history.at(-1)?.values ?? newest.values;
      const tallies = byImport.get(importName(organisation, values.import));
      const isOne = tallies !== undefined && source === ownFiles && isNamed(key, values);
      return isOne ? [{ organisation, values, tallies, first }] : [];
    });
}

export function keyOfCasesRelease(year: number, edition: number): string {
  return `${year}/cases/${edition}`;
}

/** Those of a country's cases, in the order of their editions: whoever made each first. */
export function casesReleases(book: Pick<RecordBook, "statements">, year: number): readonly YearRelease[] {
  const isOfYear = (key: string, { what, edition, ...values }: RowValues<"release">) =>
    what === "cases" && values.year === String(year) && key === keyOfCasesRelease(year, edition);
  // Nobody counted up to what had not come.
  const ofYear = releasesNamed(book, isOfYear).filter(
    ({ values, first }) => first.leaf === null || values.until <= first.leaf,
  );
  return [1, 2].flatMap((edition) => ofYear.find(({ values }) => values.edition === edition) ?? []);
}

/** A release held against what another office counts. */
export interface ReleaseCheck {
  readonly differences: readonly TallyDifference[];
  /** True when both counted the same sealed notes. */
  readonly isOfOurNotes: boolean;
}

/** True for a release that follows from what this office reads: then alone it is signed off. */
export function isSameTally({ differences, isOfOurNotes }: ReleaseCheck): boolean {
  return differences.length === 0 && isOfOurNotes;
}

/** One tally that two offices do not have alike; null where one of them has none. */
interface TallyDifference {
  readonly name: string;
  readonly released: SaidRow<"tally"> | null;
  readonly ours: SaidRow<"tally"> | null;
}

export function differencesOf(
  theirs: readonly SaidRow<"tally">[],
  ours: readonly SaidRow<"tally">[],
): readonly TallyDifference[] {
  const byName = (rows: readonly SaidRow<"tally">[]) =>
    new Map(rows.map(({ key, source, values }) => [`${key} (${source})`, { key, source, values }]));
  const [their, our] = [byName(theirs), byName(ours)];
  return [...new Set([...their.keys(), ...our.keys()])]
    .map((name) => ({ name, released: their.get(name) ?? null, ours: our.get(name) ?? null }))
    .filter(({ released, ours: own }) => spelled(released?.values ?? null) !== spelled(own?.values ?? null));
}
