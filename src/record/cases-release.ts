// The releases of a country's cases of a year (YC8): one for each edition, whoever made it first. A pure function of the open rows.
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { Statement } from "./statement.ts";

export interface CasesRelease {
  readonly organisation: string;
  /** As it was first entered. */
  readonly values: RowValues<"release">;
  readonly tallies: readonly Statement<"tally">[];
  /** Where its row first stood in the log. */
  readonly first: Statement["first"];
}

export function keyOfCasesRelease(year: number, edition: number): string {
  return `${year}/cases/${edition}`;
}

/** In the order of their editions. An edition counts under its key alone, and where some tally of its import stands; of two under one key the one that was logged first. */
export function casesReleases(
  {
    releases,
    tallies,
  }: { readonly releases: readonly Statement<"release">[]; readonly tallies: readonly Statement<"tally">[] },
  year: number,
): readonly CasesRelease[] {
  return [1, 2].flatMap((edition) => {
    const candidates = releases
      .filter(({ key, source }) => key === keyOfCasesRelease(year, edition) && source === ownFiles)
      .toSorted((a, b) => (a.first.leaf ?? Number.POSITIVE_INFINITY) - (b.first.leaf ?? Number.POSITIVE_INFINITY));
    return candidates
      .flatMap((statement): readonly CasesRelease[] => {
        const values = statement.history.at(-1)?.values ?? statement.values;
        // Nobody counted up to what had not come.
        if (statement.first.leaf !== null && values.until > statement.first.leaf) return [];
        if (values.what !== "cases" || values.edition !== edition || values.year !== String(year)) return [];
        const ofImport = tallies.filter(
          (one) => one.organisation === statement.organisation && one.import === values.import,
        );
        const { organisation, first } = statement;
        return ofImport.length === 0 ? [] : [{ organisation, values, tallies: ofImport, first }];
      })
      .slice(0, 1);
  });
}
