// What anybody can check of released proceedings and requests from open rows alone (docs/spec/tally.md, TA12): the newest release of each year by each office, who made the same
// rows again, and each row that does not hold. Not the counts themselves: their rows are sealed. A pure function of the record.
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { RecordBook } from "../record/book.ts";
import {
  type CheckedRelease,
  changedRows,
  flawsOfEach,
  isOfCases,
  type ReleaseFlaw,
  signedBy,
} from "../record/checked-cases.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import type { Period } from "./fact-value.ts";
import { flowStages } from "./proceedings-splits.ts";
import { isCovered, keyOf, releasesIn } from "./tally.ts";

interface CheckedProceedings extends CheckedRelease {
  readonly kind: Period["kind"];
  /** Whether an organisation of justice says that all of the year is there of what this tally counts: else own files say at least so many (TA6). */
  readonly isWhole: (row: Statement<"tally">) => boolean;
}

/** The newest year first, of one year as the log had them; and how many other rows belong to no release. */
export function checkedProceedings(
  book: Pick<RecordBook, "statements" | "withdrawn">,
  reviewersAt: (leaf: number) => readonly string[],
): { readonly years: readonly CheckedProceedings[]; readonly stray: number } {
  const [releases, tallies] = [book.statements("release"), book.statements("tally")];
  const years = periodsOf(releases).flatMap((period) =>
    releasesIn(book, period).map((release): CheckedProceedings => {
      const changed = changedRows(book, release, ({ key }) => key.startsWith(`${keyOf(period)}/`) && !isOfCases(key));
      return {
        ...period,
        release,
        signed: signedBy(release, reviewersAt),
        // What is left of a release that was changed does not add up anyway.
        flaws: changed.length > 0 ? changed : flawsOf(release.tallies),
        isWhole: ({ values: { fact }, source }) => {
          const definition = findDefinition(fact);
          return source !== ownFiles || definition === null || isCovered(book, definition, period);
        },
      };
    }),
  );
  const inRelease = new Set(
    releases.map(({ organisation, values, history }) => `${organisation} ${(history.at(-1)?.values ?? values).import}`),
  );
  const stray = tallies.filter((one) => !isOfCases(one.key) && !inRelease.has(`${one.organisation} ${one.import}`));
  return { years, stray: stray.length };
}

/** As the keys of releases name them: nobody corrects a key. */
function periodsOf(releases: readonly Statement<"release">[]): readonly Period[] {
  const keys = new Set(releases.flatMap(({ key }) => /^(\d{4}(?:-april-march)?)\/[12]$/.exec(key)?.[1] ?? []));
  return [...keys]
    .map((key): Period => ({ year: Number(key.slice(0, 4)), kind: key.length === 4 ? "calendar" : "april-march" }))
    .toSorted((a, b) => b.year - a.year || (a.kind < b.kind ? 1 : -1));
}

type Tally = RowValues<"tally">;

function flawsOf(statements: readonly Statement<"tally">[]): readonly ReleaseFlaw[] {
  return [...Map.groupBy(statements, ({ source }) => source).values()].flatMap((ofSource) => {
    const rows = ofSource.map(({ values }) => values);
    const find = (fact: string, by?: Tally["by"], cell?: string) =>
      rows.find((row) => row.fact === fact && row.by === by && row.cell === cell);
    const ofEach = flawsOfEach(rows, (row) => {
      const { fact, value, least, most, by, cell } = row;
      const isLowest = findDefinition(fact)?.formula?.kind === "lowest";
      if (most !== undefined || (least !== undefined && least !== value && !(isLowest && least === 0))) return "bounds";
      const isCharged = by === "official" && fact === "officials-prosecuted";
      if (isCharged && value < 2) return "alone";
      const whole =
        by === "article" || isCharged
          ? find(fact)
          : by === "official"
            ? find("officials-prosecuted", by, cell)
            : by === "case-flow"
              ? find(fact, by, `stage/${stepBefore(cell)}`)
              : row;
      if (whole === undefined) return "no-whole";
      return value > whole.value ? "above" : null;
    });
    return [...ofEach, ...stepsApart(rows)];
  });
}

/** Where a step begins; of a number of cases that came to a stage, that stage. */
function stepBefore(cell = ""): string {
  const [from = "", to = ""] = cell.split("/");
  return from === "stage" ? to : from;
}

/** From each stage every case goes on, if only to wait; in prison its way ends. */
function stepsApart(rows: readonly Tally[]): readonly ReleaseFlaw[] {
  const flow = rows.filter(({ by }) => by === "case-flow");
  return flowStages.flatMap((stage): readonly ReleaseFlaw[] => {
    const whole = flow.find(({ cell }) => cell === `stage/${stage}`);
    if (whole === undefined) return [];
    const isStep = (cell = "") =>
      stage === "prison" ? /^(?!stage).*\/prison$/.test(cell) : cell.startsWith(`${stage}/`);
    const sum = flow.filter(({ cell }) => isStep(cell)).reduce((so, { value }) => so + value, 0);
    return sum === whole.value ? [] : [{ is: "sum", row: whole, whole: whole.value, sum }];
  });
}
