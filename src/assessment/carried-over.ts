// Cases that were open when a period began, or when it was over, as each source has them: begun before that day and not ended before it. A
// date that may lie on either side of that day leaves the case aside; it is shown, and counted nowhere.
import type { DayRange } from "../core/registers/partial-date.ts";
import type { RecordRef } from "../record/statement.ts";
import type { RowFormula } from "./fact-value.ts";
import { bySource, meets, type RowsChosen } from "./row-conditions.ts";
import { canStillState } from "./standing-rows.ts";
import { datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

/** The rows of each source by which cases began that were open on the first of these days, or after the last of them. */
export function openRows(index: StatementIndex, formula: RowFormula, days: DayRange): RowsChosen {
  const unplaced: RecordRef[] = [];
  const groups = [...bySource(index.rows[formula.register]).values()].map((rows) =>
    [...Map.groupBy(rows, (row) => textOf(row, "case")).values()].flatMap((ofCase) => {
      const { open, vague } = openingsOf(index, formula, ofCase, days);
      if (open.length === 0) unplaced.push(...vague.map(({ statement }) => statement.ref));
      return open;
    }),
  );
  return { groups: groups.filter((group) => group.length > 0), unplaced };
}

/** The beginnings in one case that were open, and the rows for which it cannot be said whether another one was. */
function openingsOf(index: StatementIndex, formula: RowFormula, rows: readonly IndexedRow[], days: DayRange) {
  const { on, where, ended = [] } = formula;
  const ends = rows.filter((row) => meets(row, ended));
  const sure = new Ends(
    ends.filter((row) => placeOnCourse(row, formula, days) === "before"),
    on,
  );
  const unsure = ends.filter((row) => placeOnCourse(row, formula, days) === "partly");
  const maybe = new Ends(unsure, on);
  const open: IndexedRow[] = [];
  const vague: IndexedRow[] = [];
  const hanging = new Set<string | null>();
  for (const row of rows) {
    const place = placeOnCourse(row, formula, days);
    if (place === "after" || !meets(row, where) || !canStillState(index.sources, row.statement, days)) continue;
    // What ended surely before this beginning was another one; of days that overlap the end is the later one.
    const first = datesOf(row, on)?.first ?? "";
    if (sure.lastFor(row) >= first) continue;
    const mayHaveEnded = maybe.lastFor(row) >= first;
    if (place === "before" && !mayHaveEnded) open.push(row);
    if (place === "partly") vague.push(row);
    if (mayHaveEnded) hanging.add(textOf(row, "suspect"));
  }
  const isHanging = (suspect: string | null) =>
    hanging.has(suspect) || (suspect === null ? hanging.size > 0 : hanging.has(null));
  return { open, vague: [...vague, ...unsure.filter((row) => isHanging(textOf(row, "suspect")))] };
}

/** The last days of what ended a case, for one suspect and for all. A row without a suspect is about all of them. */
class Ends {
  readonly #last = new Map<string | null, string>();
  #ofAll = "";

  constructor(rows: readonly IndexedRow[], on: string) {
    for (const row of rows) {
      const suspect = textOf(row, "suspect");
      const last = datesOf(row, on)?.last ?? "";
      if (last > (this.#last.get(suspect) ?? "")) this.#last.set(suspect, last);
      if (last > this.#ofAll) this.#ofAll = last;
    }
  }

  /** The last day on which what this row began may have ended; empty when nothing ended it. */
  lastFor(row: IndexedRow): string {
    const suspect = textOf(row, "suspect");
    if (suspect === null) return this.#ofAll;
    const lasts = [this.#last.get(suspect) ?? "", this.#last.get(null) ?? ""].sort();
    return lasts.at(-1) ?? "";
  }
}

/** Where a row lies to the moment at which open cases are counted: before the first day of the period, or after the last. */
function placeOnCourse(
  row: IndexedRow,
  { on, rows }: RowFormula,
  { first, last }: DayRange,
): "before" | "partly" | "after" {
  const date = datesOf(row, on);
  const isBefore = (day: string) => (rows === "open-after" ? day <= last : day < first);
  if (date === null || !isBefore(date.first)) return "after";
  return isBefore(date.last) ? "before" : "partly";
}
