// Things that had begun and not ended by the end of a period: laws in force, plans, units, shelters, agreements; and measures that are
// overdue. Only what surely had begun counts.
import { type DayRange, rangeOf } from "../core/registers/partial-date.ts";
import { registerOf } from "../core/registers/register-table.ts";
import type { Sourced, SourceRows } from "../record/named-source.ts";
import { inLogOrder, sourceOf } from "../record/named-source.ts";
import { compareTexts } from "../record/statement.ts";
import type { FactStatement, RowFormula } from "./fact-value.ts";
import { begunBy } from "./period.ts";
import { byVoice, meets, placedRows, type RowsChosen } from "./row-conditions.ts";
import { type Counted, statementOf } from "./source-statement.ts";
import type { IndexedRow, StatementIndex } from "./statement-index.ts";
import { datesOf, textOf } from "./statement-index.ts";

/**
 * What stands at the end of these days. Of the rows of one thing only the newest begun counts, and it alone is tested; where the newest itself is asked for, it is
 * the newest of those that meet the conditions.
 */
export function standingRows(index: StatementIndex, formula: RowFormula, days: DayRange): RowsChosen {
  const { register, where, on, kind, thing = kind === "newest" ? [] : null } = formula;
  const isStated = (row: IndexedRow) =>
    kind === "newest"
      ? meets(row, where)
      : datesOf(row, "until") !== null || canStillState(index.sources, row.statement, days);
  const { rows: begun, maybe } = begunRows(index.rows[register].filter(isStated), on, days);
  const groups = byVoice(index, begun).map((group) => {
    const newest = thing === null ? group : newestOfThings(group, on, thing);
    return newest.filter((row) => meets(row, where) && !hasEnded(row, days));
  });
  return {
    groups: groups.filter((group) => group.length > 0),
    unplaced: maybe.filter((row) => meets(row, where)).map(({ statement }) => statement.ref),
  };
}

/** The code of the row that is furthest on its course, of those that have not ended. */
export function furthestCode(rows: readonly IndexedRow[], { field = "" }: RowFormula): readonly FactStatement[] {
  const going = rows.filter((row) => textOf(row, field) !== "ended").sort((a, b) => courseOf(a) - courseOf(b));
  return going.slice(-1).flatMap((row) => statementOf([row], textOf(row, field) ?? ""));
}

/**
 * True when the source can still state in these days what it stated without an end. What a report or the press says holds up to its own end or the
 * day on which it was published, not for ever: nobody who reads of an ongoing trial in 2004 knows from it that it is ongoing in 2020.
 */
export function canStillState(sources: SourceRows, sourced: Sourced, days: DayRange): boolean {
  if (!isReport(sources, sourced)) return true;
  const { until: end, published } = sourceOf(sources, sourced)?.values ?? {};
  const last = end ?? published;
  return last === undefined || days.first <= rangeOf(last).last;
}

/** True for a report or the press: they name what they name, and there may be more. */
export function isReport(sources: SourceRows, sourced: Sourced): boolean {
  const kind = sourceOf(sources, sourced)?.values.kind;
  return kind === "report" || kind === "press";
}

/**
 * Measures whose time was over by the end of these days and which nobody reports as done or dropped by then. On a day that goes on, time is `over` by the day before:
 * what ends on it is not overdue yet.
 */
export function overdueMeasures(index: StatementIndex, days: DayRange, over = days): Counted {
  const settled = new Set<string>();
  for (const row of begunRows(index.rows.progress, "on", days).rows) {
    const measure = textOf(row, "measure");
    if (measure !== null && meets(row, [{ fields: ["state"], is: ["done", "dropped"] }])) settled.add(measure);
  }
  const drafts = draftPlans(index, days);
  const { rows, unplaced } = placedRows(index.rows.measure, (row) => {
    const until = datesOf(row, "until");
    const isOver = until === null || settled.has(row.statement.key) || drafts.has(textOf(row, "plan") ?? "");
    return isOver ? "no" : begunBy(over, until);
  });
  return { statements: byVoice(index, rows).map((group) => statementOf(group, group.length)), unplaced };
}

/** The keys of plans that, by the title that their stages share, had not come into force by the end of these days. */
export function draftPlans(index: StatementIndex, days: DayRange): ReadonlySet<string> {
  const { rows: begun } = begunRows(index.rows.plan, "on", days);
  const inForce = begun.filter((row) => meets(row, [{ fields: ["stage"], is: ["in-force", "ended"] }]));
  const titles = new Set(inForce.map((row) => textOf(row, "title")));
  const isOfOne = (row: IndexedRow) => titles.has(textOf(row, "title"));
  const settled = new Set(index.rows.plan.filter(isOfOne).map(({ statement }) => statement.key));
  return new Set(index.rows.plan.map(({ statement }) => statement.key).filter((key) => !settled.has(key)));
}

/** Rows of what had begun by the last of these days, and of what may have. */
export function begunRows(rows: readonly IndexedRow[], from: string, days: DayRange) {
  return placedRows(rows, (row) => {
    const date = datesOf(row, from);
    return date === null ? "no" : begunBy(days, date);
  });
}

/** An end that is partly known is taken at its last day: a plan until 2018 is a plan of 2018. */
function hasEnded(row: IndexedRow, days: DayRange): boolean {
  const date = datesOf(row, "until");
  return date !== null && date.last < days.last;
}

/** The newest row of each thing. Of rows dated alike the one further on in its course is newer (a verdict follows its trial), then the one logged later. */
function newestOfThings(rows: readonly IndexedRow[], on: string, thing: readonly string[]): readonly IndexedRow[] {
  const lastDay = (row: IndexedRow) => datesOf(row, on)?.last ?? "";
  const ordered = rows.toSorted(
    (a, b) => compareTexts(lastDay(a), lastDay(b)) || courseOf(a) - courseOf(b) || inLogOrder(a.statement, b.statement),
  );
  return [...new Map(ordered.map((row) => [nameOfThing(row, thing), row])).values()];
}

/** What these fields of a row say together. */
export function nameOfThing({ fields }: IndexedRow, thing: readonly string[]): string {
  return JSON.stringify(thing.map((field) => fields[field] ?? null));
}

function courseOf(row: IndexedRow): number {
  const { fields } = registerOf(row.statement.register);
  const name = ["event", "stage", "state"].find((field) => fields[field]?.shape.type === "code") ?? "";
  const shape = fields[name]?.shape;
  return shape?.type === "code" ? shape.codes.indexOf(textOf(row, name) ?? "") : 0;
}
