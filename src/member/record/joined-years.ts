// The years that a release of an office joins (YC11): those before its year of which no parts of a fact were ever printed, as they stand in the open log, and the counts
// behind them. A pure function of the rows, the directory and a size of the log, so that the second office finds the same bytes.
import type { Directory } from "../../core/directory.ts";
import { type CountFact, countSplits } from "../../core/registers/count-facts.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import type { RecordBook } from "../../record/book.ts";
import { officesAt } from "../../record/readers.ts";
import { casesReleases, keyOfCasesRelease, type YearRelease } from "../../record/release.ts";
import { type SentCount, tokensOf } from "../../statistics/country.ts";
import { type ReleasedTable, releaseOfWindow } from "../../statistics/release.ts";
import { type DrawFor, fewestSplit } from "../../statistics/small-numbers.ts";
import { windowFacts, windowOf } from "../../statistics/windows.ts";

interface Joining {
  /** The record below the size of the release that is made, with all rows that ever stood in it. */
  readonly book: Pick<RecordBook, "all" | "statements" | "withdrawn">;
  readonly directory: Directory;
  readonly size: number;
  /** The counts of a year that an office added up at a size of the log. */
  readonly countedAt: (year: number, size: number) => readonly SentCount[];
  readonly drawFor: DrawFor;
}

/** The year of a release that is made for the first time, with its own rows. */
interface NewYear {
  readonly year: number;
  readonly rows: readonly Said[];
}

type Said = Pick<RowValues<"tally">, "fact" | "by" | "value" | "least">;

export interface Window {
  readonly years: readonly number[];
  readonly tables: readonly ReleasedTable<keyof typeof countSplits | "totals">[];
}

/** The windows that close with a year: one of a fact at most. */
export function windowsClosing(joining: Joining, now: NewYear): readonly Window[] {
  return windowFacts.flatMap((fact): readonly Window[] => {
    if (hasParts(joining.book, now.year, fact)) return [];
    const before = yearsBefore(joining, now.year, fact);
    const sentIn = ({ year, until }: Before) => joining.countedAt(year, until);
    const counted = [...before, { year: now.year, until: joining.size, n: waiting(now.rows, fact) }]
      .map((one) => ({ ...one, sent: one.n === null ? [] : sentIn(one) }))
      // A case that two organisations counted is in two classes; and of a fact that changed little an edition may say what an older one said.
      .map((one) => ({ ...one, n: isCountedAs(one.sent, fact, one.n) ? one.n : null }));
    const years = windowOf(counted);
    if (years === null) return [];
    const joined = counted.filter(({ year }) => years.includes(year));
    const tables = releaseOfWindow(joined, fact, joining.drawFor);
    return tables.length === 0 ? [] : [{ years, tables }];
  });
}

/** What a year says exactly of a fact, as no partial one does, and is below what a split needs; null for any other: its parts, if it has any, are its own. */
export function waiting(rows: readonly Said[], fact: CountFact): number | null {
  const ofFact = rows.filter((row) => row.fact === fact);
  const [whole] = ofFact.filter(({ by }) => by === undefined);
  if (whole === undefined || whole.least !== undefined || ofFact.length > 1) return null;
  return whole.value < fewestSplit ? whole.value : null;
}

interface Before {
  readonly year: number;
  readonly n: number | null;
  /** The size of the log up to which its newest edition was counted. */
  readonly until: number;
}

/** In order, back to the last year that is not released, or of which parts were printed. */
function yearsBefore({ book, directory, size }: Joining, year: number, fact: CountFact): readonly Before[] {
  const offices = officesAt(directory, size);
  const years: Before[] = [];
  for (let before = year - 1; ; before--) {
    const release = casesReleases(book, before).at(-1);
    if (release === undefined || hasParts(book, before, fact)) return years;
    const rows = release.tallies.map(({ values }) => values);
    years.unshift({
      year: before,
      n: isMadeBy(release, offices) ? waiting(rows, fact) : null,
      until: release.values.until,
    });
  }
}

/** Only what both offices of now made is joined: one that came later holds none of its counts. */
function isMadeBy({ organisation, tallies }: YearRelease, offices: readonly string[]): boolean {
  const makers = [organisation, ...(tallies[0]?.signedOff ?? []).map((by) => by.organisation)];
  return offices.every((office) => makers.includes(office));
}

function isCountedAs(sent: readonly SentCount[], fact: CountFact, n: number | null): boolean {
  const all = sent.reduce((sum, { tokens }) => sum + tokens[fact].length, 0);
  return all === n && tokensOf(sent, fact).length === n;
}

/** True where some part of a fact in a year was ever printed, by whoever released that year: a split of its own, or one of a window. */
function hasParts({ all, withdrawn }: Joining["book"], year: number, fact: CountFact): boolean {
  const ever = [...all, ...withdrawn];
  const valuesOf = (one: (typeof ever)[number]) => [
    ...("values" in one ? [one.values] : []),
    ...one.history.map(({ values }) => values),
  ];
  const keys = [1, 2].map((edition) => keyOfCasesRelease(year, edition));
  const offices = new Set(
    ever.flatMap(({ register, key, organisation }) =>
      register === "release" && keys.includes(key) ? [organisation] : [],
    ),
  );
  return ever.some(
    (one) =>
      one.register === "tally" &&
      one.key.startsWith(`${year}/cases/`) &&
      offices.has(one.organisation) &&
      (valuesOf(one) as readonly (RowValues<"tally"> | null)[]).some(
        (values) => values?.fact === fact && values.by !== undefined && Object.hasOwn(countSplits, values.by),
      ),
  );
}
