// Cases that were open when a period began, as each source tells them: begun before its first day and not ended before it. A date that may
// lie on either side of that day leaves the case aside; it is shown, and counted nowhere.
import type { DayRange } from "../core/record/partial-date.ts";
import type { RecordRef } from "../core/record/statement.ts";
import type { FactStatement, Formula } from "./fact-value.ts";
import { bySource, meets } from "./row-conditions.ts";
import type { Counted } from "./source-statement.ts";
import { statementOf } from "./source-statement.ts";
import { canStillTell, isReport } from "./standing-rows.ts";
import type { IndexedRow, StatementIndex } from "./statement-index.ts";
import { datesOf, textOf } from "./statement-index.ts";

type CarriedOver = Extract<Formula, { readonly kind: "carried-over" }>;

/** What each source's rows say of cases that were open on the first of these days. */
export function carriedOver(index: StatementIndex, formula: CarriedOver, days: DayRange): Counted {
  const statements: FactStatement[] = [];
  const unplaced: RecordRef[] = [];
  for (const rows of bySource(index.rows[formula.register]).values()) {
    const open: IndexedRow[] = [];
    let cases = 0;
    for (const ofCase of Map.groupBy(rows, (row) => textOf(row, "case")).values()) {
      const told = openingsOf(index, formula, ofCase, days);
      if (told.open.length > 0) cases += 1;
      else unplaced.push(...told.vague.map(({ statement }) => statement.ref));
      open.push(...told.open);
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
  const ends = rows.filter((row) => meets(row, ended) && placeBefore(row, from, days) !== "after");
  const open: IndexedRow[] = [];
  const vague = new Set<IndexedRow>();
  for (const row of rows) {
    const place = placeBefore(row, from, days);
    if (place === "after" || !meets(row, where) || !canStillTell(index.sources, row.statement, days)) continue;
    const own = ends.filter((end) => endsWhatBegan(end, row, from));
    const unsure = own.filter((end) => placeBefore(end, from, days) === "partly");
    if (own.length > unsure.length) continue;
    if (place === "before" && unsure.length === 0) open.push(row);
    else for (const one of place === "partly" ? [row, ...unsure] : unsure) vague.add(one);
  }
  return { open, vague: [...vague] };
}

/** True when the end may be that of this beginning: of the same suspect where both tell one, and not surely of an earlier day. */
function endsWhatBegan(end: IndexedRow, begun: IndexedRow, from: string): boolean {
  const [suspect, other] = [textOf(end, "suspect"), textOf(begun, "suspect")];
  const [last = "", first = ""] = [datesOf(end, from)?.last, datesOf(begun, from)?.first];
  return (suspect === null || other === null || suspect === other) && last >= first;
}

/** Where a row lies to the first day of the period. */
function placeBefore(row: IndexedRow, from: string, { first: start }: DayRange): "before" | "partly" | "after" {
  const date = datesOf(row, from);
  if (date === null || date.first >= start) return "after";
  return date.last < start ? "before" : "partly";
}
