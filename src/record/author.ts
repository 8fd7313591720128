// What an author may not say of a source, or not yet (RC4), and the log's time by which that is judged.
import type { Party } from "../core/party.ts";
import { rangeOf } from "../core/registers/partial-date.ts";
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import type { TimeLeaf } from "../core/waits.ts";
import type { FieldFlaw } from "./row-rules.ts";

/** Why a row may not be entered by this author, or not yet. It spoils its import. */
export type AuthorFlaw =
  /** Only a coordinator or a rapporteur says that something is an official statistic. */
  | "statistics-by-other"
  /** The source was published after it was entered. */
  | "published-later"
  /** Tallies of a year are released after it, and a second time a year later. */
  | "released-early";

/** Who enters a row, and when by the author's clock and by the log: seconds of the last time note before it, null where there is none. */
export interface EntryMoment {
  readonly party: Party;
  readonly at: string;
  readonly logged: number | null;
}

/** What no author may say of a source, or not yet of a year. Both bounds hold against a wrong clock; the log's has 31 days of play, for times are noted late. */
export function authorFlaws(
  register: RegisterName,
  row: Row,
  { party, ...moment }: EntryMoment,
): readonly FieldFlaw<AuthorFlaw>[] {
  if (!("values" in row)) return [];
  const last = latestDay(moment);
  if (register === "release" || register === "tally") {
    // A tally has no edition: none is entered before the first day of the first one, in whatever import.
    const values = row.values as RowValues<"release"> | RowValues<"tally">;
    const { year, period: kind = "calendar" } = values;
    const edition = "edition" in values ? values.edition : 1;
    const isEarly = isBeforeRelease({ year: Number(year.slice(0, 4)), kind }, edition, moment);
    return isEarly ? [{ code: "released-early", field: "year" }] : [];
  }
  if (register !== "source") return [];
  const { kind, published } = row.values as RowValues<"source">;
  const isLater = published !== undefined && rangeOf(published).first > last;
  return [
    ...(kind === "official-statistics" && !statisticsAuthors.includes(party)
      ? [{ code: "statistics-by-other", field: "kind" } as const]
      : []),
    ...(isLater ? [{ code: "published-later", field: "published" } as const] : []),
  ];
}

/** The latest day that it may be, by an author's clock and by the log. */
function latestDay({ at, logged }: Pick<EntryMoment, "at" | "logged">): string {
  const [first = at] = logged === null ? [at] : [at, new Date((logged + playSeconds) * 1000).toISOString()].sort();
  return first.slice(0, 10);
}

/** True where an edition of a year may not be released yet, whatever an author's clock says (TA2). */
export function isBeforeRelease(
  year: Parameters<typeof releaseDay>[0],
  edition: number,
  moment: Pick<EntryMoment, "at" | "logged">,
): boolean {
  return latestDay(moment) < releaseDay(year, edition);
}

/** The first day on which an edition of a year may be released: a month after the year, and the second one a year later (TA2). */
export function releaseDay(
  { year, kind }: { readonly year: number; readonly kind: "calendar" | "april-march" },
  edition: number,
): string {
  return `${year + edition}-${kind === "calendar" ? "02" : "05"}-01`;
}

/** Seconds of the last time note at a leaf or before it. `times` are in the order of the log. */
export function loggedTime(times: readonly TimeLeaf[], index: number): number | null {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((times[middle]?.index ?? index) <= index) from = middle + 1;
    else to = middle;
  }
  return times[from - 1]?.seconds ?? null;
}

const statisticsAuthors: readonly Party[] = ["coordinator", "rapporteur"];
/** Between an author's moment and the log's time at its leaf may lie this much and no more is asked: times are noted late, and notes wait in an outbox. */
const playSeconds = 31 * 86_400;
