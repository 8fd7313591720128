// Cases that were open when a period began, or when it was over, as each source has them: begun before that day and not ended before it. A
// date that may lie on either side of that day leaves the case aside; it is shown, and counted nowhere.
import { addDays } from "../core/form/calendar-day.ts";
import type { DayRange } from "../core/registers/partial-date.ts";
import type { RecordRef } from "../record/statement.ts";
import type { RowFormula } from "./fact-value.ts";
import { bySource, meets, type RowsChosen } from "./row-conditions.ts";
import { begunRows, canStillState } from "./standing-rows.ts";
import { datesOf, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

/** The rows of each source by which cases began that were open before the first of these days, or after the last of them. */
export function openRows(index: StatementIndex, formula: RowFormula, { first, last }: DayRange): RowsChosen {
  const days = { first, last: formula.rows === "open-after" ? last : addDays(first, -1) };
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

/** The beginnings in one case that were open by the last of these days, and the rows for which it cannot be said whether another one was. */
function openingsOf(index: StatementIndex, formula: RowFormula, rows: readonly IndexedRow[], days: DayRange) {
  const { on, where, ended = [] } = formula;
  const { rows: before, maybe: partly } = begunRows(rows, on, days);
  const isEnd = (row: IndexedRow) => meets(row, ended);
  const [surely, perhaps] = [lastEnds(before.filter(isEnd), on), lastEnds(partly.filter(isEnd), on)];
  // What ended surely before a beginning was another one; of days that overlap the end is the later one.
  const isEndedBy = (row: IndexedRow, last: typeof surely) => last(row) >= (datesOf(row, on)?.first ?? "");
  const isBegun = (row: IndexedRow) =>
    meets(row, where) && canStillState(index.sources, row.statement, days) && !isEndedBy(row, surely);
  const [begun, maybeBegun] = [before.filter(isBegun), partly.filter(isBegun)];
  const hanging = new Set(
    [...begun, ...maybeBegun].filter((row) => isEndedBy(row, perhaps)).map((row) => textOf(row, "suspect")),
  );
  const isHanging = (suspect: string | null) =>
    hanging.has(suspect) || (suspect === null ? hanging.size > 0 : hanging.has(null));
  return {
    open: begun.filter((row) => !isEndedBy(row, perhaps)),
    vague: [...maybeBegun, ...partly.filter((row) => isEnd(row) && isHanging(textOf(row, "suspect")))],
  };
}

/** The last day on which these rows may have ended what another one began, for its suspect or for all of them, as a row without a suspect does. Empty when none did. */
function lastEnds(ends: readonly IndexedRow[], on: string): (row: IndexedRow) => string {
  const lastOf = (some: readonly IndexedRow[] = []) =>
    some.reduce((last, row) => [last, datesOf(row, on)?.last ?? ""].sort()[1] ?? "", "");
  const bySuspect = Map.groupBy(ends, (row) => textOf(row, "suspect"));
  const lasts = new Map([...bySuspect].map(([suspect, some]) => [suspect, lastOf(some)]));
  const [ofAll, ofNobody] = [lastOf(ends), lasts.get(null) ?? ""];
  return (row) => {
    const suspect = textOf(row, "suspect");
    const ofSuspect = suspect === null ? ofAll : (lasts.get(suspect) ?? "");
    return [ofSuspect, ofNobody].sort()[1] ?? "";
  };
}
