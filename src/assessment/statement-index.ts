// Statements sorted once by register, so that every fact of every year is evaluated without walking the whole record again. The order
// in which statements come in makes no difference to anything that follows from the index.
import type { DayRange } from "../core/record/partial-date.ts";
import { rangeOf } from "../core/record/partial-date.ts";
import type { RegisterName, RowValues } from "../core/record/register-table.ts";
import { registerNames, registerOf } from "../core/record/register-table.ts";
import type { Statement } from "../core/record/statement.ts";
import { ownFiles } from "../core/record/statement.ts";

/** A statement whose fields are read by name. */
export interface IndexedRow {
  readonly statement: Statement;
  readonly fields: { readonly [name: string]: unknown };
  /** The days of its date fields. */
  readonly dates: ReadonlyMap<string, DayRange>;
}

export interface StatementIndex {
  readonly rows: { readonly [R in RegisterName]: readonly IndexedRow[] };
  /** Figures by the fact that they give, findings by their topic. */
  readonly figures: ReadonlyMap<string, readonly IndexedRow[]>;
  readonly findings: ReadonlyMap<string, readonly IndexedRow[]>;
  /** What is known of each source, by its key. */
  readonly sources: ReadonlyMap<string, RowValues<"source">>;
}

/** Sorts statements by register. Rows are in the order of the log; those not logged yet come last. */
export function indexStatements(statements: readonly Statement[]): StatementIndex {
  const rows = Object.fromEntries(registerNames.map((name) => [name, [] as IndexedRow[]])) as Record<
    RegisterName,
    IndexedRow[]
  >;
  const readOnce = readerOfDates();
  for (const statement of [...statements].sort(inLogOrder)) {
    const fields = statement.values as IndexedRow["fields"];
    const dates = new Map<string, DayRange>();
    for (const name of dateFields[statement.register]) {
      const date = fields[name];
      if (typeof date === "string") dates.set(name, readOnce(date));
    }
    rows[statement.register].push({ statement, fields, dates });
  }
  const sources = new Map<string, RowValues<"source">>();
  for (const { statement } of rows.source) {
    if (!sources.has(statement.key)) sources.set(statement.key, statement.values as RowValues<"source">);
  }
  return { rows, sources, figures: groupBy(rows.figure, "fact"), findings: groupBy(rows.finding, "topic") };
}

/** Rank of a kind of source: the smaller, the more its word counts. A source of which nothing is known counts least. */
const ranks = { "official-statistics": 0, own: 1, "law-text": 2, report: 3, press: 4, unknown: 5 } as const;

/**
 * Orders sources by whose word counts first: official statistics, own files, texts of law, reports, the press; among equals the newer
 * publication; at last by name, so that the order is always the same.
 */
export function compareSources(index: StatementIndex, a: string, b: string): number {
  if (a === b) return 0;
  const rank = rankOf(index, a) - rankOf(index, b);
  if (rank !== 0) return rank;
  const [left, right] = [publishedOf(index, a), publishedOf(index, b)];
  if (left.last !== right.last) return left.last < right.last ? 1 : -1;
  if (left.first !== right.first) return left.first < right.first ? 1 : -1;
  return a < b ? -1 : 1;
}

/** The text of a field, or null. */
export function textOf(row: IndexedRow, field: string): string | null {
  const value = row.fields[field];
  return typeof value === "string" ? value : null;
}

/** The days of a date field, or null when the row does not have it. */
export function datesOf(row: IndexedRow, field: string): DayRange | null {
  return row.dates.get(field) ?? null;
}

/** The order of the log, which every reader of the record has alike. */
export function inLogOrder(a: Statement, b: Statement): number {
  const leaf = (a.leaf ?? Number.MAX_SAFE_INTEGER) - (b.leaf ?? Number.MAX_SAFE_INTEGER);
  if (leaf !== 0) return leaf;
  if (a.ref.note !== b.ref.note) return a.ref.note < b.ref.note ? -1 : 1;
  return a.ref.row - b.ref.row;
}

const dateFields = Object.fromEntries(
  registerNames.map((name) => {
    const fields = Object.entries(registerOf(name).fields);
    return [name, fields.filter(([, { shape }]) => shape.type === "date").map(([field]) => field)];
  }),
) as Record<RegisterName, string[]>;

/** Thousands of rows have the same few dates: each date is read once. */
function readerOfDates(): (date: string) => DayRange {
  const known = new Map<string, DayRange>();
  return (date) => {
    const days = known.get(date) ?? rangeOf(date);
    known.set(date, days);
    return days;
  };
}

function rankOf(index: StatementIndex, source: string): number {
  return source === ownFiles ? ranks.own : ranks[index.sources.get(source)?.kind ?? "unknown"];
}

function publishedOf(index: StatementIndex, source: string): DayRange {
  const published = index.sources.get(source)?.published;
  return published === undefined ? { first: "", last: "" } : rangeOf(published);
}

function groupBy(rows: readonly IndexedRow[], field: string): ReadonlyMap<string, readonly IndexedRow[]> {
  const groups = new Map<string, IndexedRow[]>();
  for (const row of rows) {
    const name = textOf(row, field);
    if (name === null) continue;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [row]);
    else group.push(row);
  }
  return groups;
}
