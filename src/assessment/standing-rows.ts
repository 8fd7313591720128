// Things that had begun and not ended by the end of a period: laws in force, plans, units, shelters, agreements; and measures that are
// overdue. Only what surely had begun counts.
import { type DayRange, rangeOf } from "../core/registers/partial-date.ts";
import { type RegisterName, registerOf } from "../core/registers/register-table.ts";
import type { RecordRef } from "../record/statement.ts";
import type { FactStatement, Formula } from "./fact-value.ts";
import { begunBy } from "./period.ts";
import { byVoice, meets } from "./row-conditions.ts";
import { type Counted, extremeOf, statementOf, sumOf } from "./source-statement.ts";
import type { IndexedRow, Sourced, SourceRows, StatementIndex } from "./statement-index.ts";
import { datesOf, inLogOrder, sourceOf, textOf } from "./statement-index.ts";

/** What stands at the end of these days. Of the rows of one thing only the newest begun counts, and it alone is tested. */
export function countStanding(
  index: StatementIndex,
  formula: Extract<Formula, { readonly kind: "standing" }>,
  days: DayRange,
): Counted {
  const stated = index.rows[formula.register].filter((row) => isStillStated(index, row, formula.until, days));
  const { begun, unplaced } = begunRows(stated, formula.from, days);
  const maybe = unplaced.filter((row) => meets(row, formula.where)).map(({ statement }) => statement.ref);
  const statements = byVoice(index, begun).flatMap((group) => {
    const newest =
      formula.thing === undefined ? group : newestOfThings(group, formula.register, formula.from, formula.thing);
    const standing = newest.filter((row) => meets(row, formula.where) && !hasEnded(row, formula.until, days));
    if (standing.length === 0) return [];
    const isLess = standing.some(({ statement }) => isReport(index.sources, statement));
    const values = standingValue(formula, standing);
    const isNumber = formula.lowest === undefined && formula.highest === undefined;
    return isLess && isNumber ? values.map((value) => ({ ...value, incomplete: true as const })) : values;
  });
  return { statements, unplaced: maybe };
}

/** The code of each source's newest row that meets the conditions and has not ended. */
export function newestOf(
  index: StatementIndex,
  formula: Extract<Formula, { readonly kind: "newest" }>,
  days: DayRange,
): Counted {
  const rows = index.rows[formula.register].filter((row) => meets(row, formula.where));
  const { begun, unplaced } = begunRows(rows, formula.from, days);
  const statements = byVoice(index, begun).flatMap((group) => {
    const candidates =
      formula.thing === undefined
        ? [newest(group, formula.register, formula.from)].filter((row) => row !== null)
        : newestOfThings(group, formula.register, formula.from, formula.thing);
    const going = candidates.filter((row) => !hasEnded(row, "until", days) && textOf(row, formula.field) !== "ended");
    const row = going.sort((a, b) => courseOf(a, formula.register) - courseOf(b, formula.register)).at(-1);
    const value = row === undefined ? null : textOf(row, formula.field);
    return row === undefined || value === null ? [] : [statementOf([row], value)];
  });
  return { statements, unplaced: unplaced.map(({ statement }) => statement.ref) };
}

/** True when the row has its end, or its source can still state it in these days. */
function isStillStated(index: StatementIndex, row: IndexedRow, until: string | undefined, days: DayRange): boolean {
  if (until !== undefined && datesOf(row, until) !== null) return true;
  return canStillState(index.sources, row.statement, days);
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

/** Measures whose time was over by the end of these days and which nobody reports as done or dropped by then. */
export function overdueMeasures(index: StatementIndex, days: DayRange): Counted {
  const settled = new Set<string>();
  for (const row of begunRows(index.rows.progress, "on", days).begun) {
    const measure = textOf(row, "measure");
    if (measure !== null && meets(row, [{ field: "state", is: ["done", "dropped"] }])) settled.add(measure);
  }
  const drafts = draftPlans(index, days);
  const unplaced: RecordRef[] = [];
  const overdue = index.rows.measure.filter((row) => {
    const until = datesOf(row, "until");
    if (until === null || settled.has(row.statement.key) || drafts.has(textOf(row, "plan") ?? "")) return false;
    const over = begunBy(days, until);
    if (over === "maybe") unplaced.push(row.statement.ref);
    return over === "yes";
  });
  return { statements: byVoice(index, overdue).map((group) => statementOf(group, group.length)), unplaced };
}

/** The keys of plans that, by the title that their stages share, had not come into force by the end of these days. */
export function draftPlans(index: StatementIndex, days: DayRange): ReadonlySet<string> {
  const { begun } = begunRows(index.rows.plan, "on", days);
  const inForce = begun.filter((row) => meets(row, [{ field: "stage", is: ["in-force", "ended"] }]));
  const titles = new Set(inForce.map((row) => textOf(row, "title")));
  const isOfOne = (row: IndexedRow) => titles.has(textOf(row, "title"));
  const settled = new Set(index.rows.plan.filter(isOfOne).map(({ statement }) => statement.key));
  return new Set(index.rows.plan.map(({ statement }) => statement.key).filter((key) => !settled.has(key)));
}

function standingValue(
  formula: Extract<Formula, { readonly kind: "standing" }>,
  rows: readonly IndexedRow[],
): readonly FactStatement[] {
  if (formula.lowest !== undefined) return extremeOf(rows, formula.lowest, "lowest");
  if (formula.highest !== undefined) return extremeOf(rows, formula.highest, "highest");
  if (formula.sum === undefined) return [statementOf(rows, rows.length)];
  const sum = sumOf(rows, formula.sum);
  return sum === null ? [] : [statementOf(rows, sum.value, sum.incomplete ? { incomplete: true } : {})];
}

function begunRows(rows: readonly IndexedRow[], from: string, days: DayRange) {
  const begun: IndexedRow[] = [];
  const unplaced: IndexedRow[] = [];
  for (const row of rows) {
    const date = datesOf(row, from);
    if (date === null) continue;
    const state = begunBy(days, date);
    if (state === "yes") begun.push(row);
    else if (state === "maybe") unplaced.push(row);
  }
  return { begun, unplaced };
}

/** An end that is partly known is taken at its last day: a plan until 2018 is a plan of 2018. */
function hasEnded(row: IndexedRow, until: string | undefined, days: DayRange): boolean {
  const date = until === undefined ? null : datesOf(row, until);
  return date !== null && date.last < days.last;
}

function newestOfThings(
  rows: readonly IndexedRow[],
  register: RegisterName,
  from: string,
  thing: string | readonly string[],
): readonly IndexedRow[] {
  const fields = typeof thing === "string" ? [thing] : thing;
  const things = Map.groupBy(rows, (row) => JSON.stringify(fields.map((field) => row.fields[field] ?? null)));
  return [...things.values()].flatMap((group) => newest(group, register, from) ?? []);
}

/** The newest row. Of rows dated alike the one further on in its course is newer (a verdict follows its trial), then the one logged later. */
function newest(rows: readonly IndexedRow[], register: RegisterName, from: string): IndexedRow | null {
  const ordered = [...rows].sort((a, b) => {
    const [left, right] = [datesOf(a, from)?.last ?? "", datesOf(b, from)?.last ?? ""];
    if (left !== right) return left < right ? -1 : 1;
    const course = courseOf(a, register) - courseOf(b, register);
    return course !== 0 ? course : inLogOrder(a.statement, b.statement);
  });
  return ordered.at(-1) ?? null;
}

function courseOf(row: IndexedRow, register: RegisterName): number {
  const { fields } = registerOf(register);
  for (const name of ["event", "stage", "state"]) {
    const shape = fields[name]?.shape;
    if (shape?.type === "code") return shape.codes.indexOf(textOf(row, name) ?? "");
  }
  return 0;
}
