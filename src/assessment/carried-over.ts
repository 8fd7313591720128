// Cases that were open when a period began, or when it was over, as each source has them: begun before that day and not ended before it. A
// date that may lie on either side of that day leaves the case aside; it is shown, and counted nowhere.
import type { DayRange } from "../core/registers/partial-date.ts";
import type { RecordRef } from "../record/statement.ts";
import type { FactStatement, Formula } from "./fact-value.ts";
import { bySource, meets } from "./row-conditions.ts";
import { type Counted, statementOf } from "./source-statement.ts";
import { canStillState, isReport } from "./standing-rows.ts";
import { datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

type CarriedOver = Extract<Formula, { readonly kind: "carried-over" }>;

/** What each source's rows say of cases that were open on the first of these days, or after the last of them. */
export function carriedOver(index: StatementIndex, formula: CarriedOver, days: DayRange): Counted {
  const statements: FactStatement[] = [];
  const unplaced: RecordRef[] = [];
  for (const rows of bySource(index.rows[formula.register]).values()) {
    const open: IndexedRow[] = [];
    let cases = 0;
    for (const ofCase of Map.groupBy(rows, (row) => textOf(row, "case")).values()) {
      const openings = openingsOf(index, formula, ofCase, days);
      if (openings.open.length > 0) cases += 1;
      else unplaced.push(...openings.vague.map(({ statement }) => statement.ref));
      open.push(...openings.open);
    }
    if (cases === 0) continue;
    const isLess = open.some(({ statement }) => isReport(index.sources, statement));
    statements.push(statementOf(open, cases, isLess ? { incomplete: true } : {}));
  }
  return { statements, unplaced };
}

/** The beginnings in one case that were open, and the rows for which it cannot be said whether another one was. */
function openingsOf(index: StatementIndex, formula: CarriedOver, rows: readonly IndexedRow[], days: DayRange) {
  const { from, where, ended } = formula;
  const ends = rows.filter((row) => meets(row, ended));
  const sure = new Ends(
    ends.filter((row) => placeOnCourse(row, formula, days) === "before"),
    from,
  );
  const unsure = ends.filter((row) => placeOnCourse(row, formula, days) === "partly");
  const maybe = new Ends(unsure, from);
  const open: IndexedRow[] = [];
  const vague: IndexedRow[] = [];
  const hanging = new Set<string | null>();
  for (const row of rows) {
    const place = placeOnCourse(row, formula, days);
    if (place === "after" || !meets(row, where) || !canStillState(index.sources, row.statement, days)) continue;
    // What ended surely before this beginning was another one; of days that overlap the end is the later one.
    const first = datesOf(row, from)?.first ?? "";
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

  constructor(rows: readonly IndexedRow[], from: string) {
    for (const row of rows) {
      const suspect = textOf(row, "suspect");
      const last = datesOf(row, from)?.last ?? "";
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

/** Where a row lies to the moment at which open cases are counted: before the first day of the period, or with `atEnd` after the last. */
function placeOnCourse(
  row: IndexedRow,
  { from, atEnd }: CarriedOver,
  { first, last }: DayRange,
): "before" | "partly" | "after" {
  const date = datesOf(row, from);
  const isBefore = (day: string) => (atEnd === true ? day <= last : day < first);
  if (date === null || !isBefore(date.first)) return "after";
  return isBefore(date.last) ? "before" : "partly";
}
