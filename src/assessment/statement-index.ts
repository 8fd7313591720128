// Statements sorted once by register, so that every fact of every year is evaluated without walking the whole record again. The order
// in which statements come in makes no difference to anything that follows from the index.
import { type DayRange, orBefore, rangeOf } from "../core/registers/partial-date.ts";
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import { factOfFigure, registerNames, registerOf } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import type { RecordBook } from "../record/book.ts";
import { inLogOrder, type Sourced, type SourceRows, sourceOf, sourceRows } from "../record/named-source.ts";
import { compareTexts, type RecordRef, type Statement } from "../record/statement.ts";

/** A statement whose fields are read by name. */
export interface IndexedRow {
  readonly statement: Statement;
  readonly fields: { readonly [name: string]: unknown };
  /** The days of its date fields. */
  readonly dates: ReadonlyMap<string, DayRange>;
}

export interface StatementIndex extends Pick<RecordBook, "statements"> {
  readonly rows: { readonly [R in RegisterName]: readonly IndexedRow[] };
  /** Figures by the fact that they give, those in a unit of no fact by their name; findings by their topic. */
  readonly figures: ReadonlyMap<string, readonly IndexedRow[]>;
  readonly findings: ReadonlyMap<string, readonly IndexedRow[]>;
  readonly sources: SourceRows;
  /** The place of each row in the order of the log, and of the first open row that names a source, by the source's key: all readers have that one alike. */
  readonly places: ReadonlyMap<string, number>;
}

/** Sorts statements by register. Rows are in the order of the log; those not logged yet come last. */
export function indexStatements(statements: readonly Statement[]): StatementIndex {
  const rows = Object.fromEntries(registerNames.map((name) => [name, [] as IndexedRow[]])) as Record<
    RegisterName,
    IndexedRow[]
  >;
  const readOnce = readerOfDates();
  const sources = sourceRows(statements);
  const places = new Map<string, number>();
  for (const [place, statement] of [...statements].sort(inLogOrder).entries()) {
    places.set(refName(statement.ref), place);
    if (!statement.sealed && !places.has(statement.source)) places.set(statement.source, place);
    const fields = statement.values as IndexedRow["fields"];
    const dates = new Map<string, DayRange>();
    for (const name of dateFields[statement.register]) {
      const date = fields[name] ?? (name === beginnings[statement.register] ? statedBy(sources, statement) : undefined);
      if (typeof date === "string") dates.set(name, readOnce(date));
    }
    rows[statement.register].push({ statement, fields, dates });
  }
  const figures = Map.groupBy(rows.figure, (row) => factOfRow(row) ?? textOf(row, "fact") ?? "");
  const findings = Map.groupBy(rows.finding, (row) => textOf(row, "topic") ?? "");
  const ofRegister = <R extends RegisterName>(register: R) =>
    rows[register].map(({ statement }) => statement as Statement<R>);
  return { rows, statements: ofRegister, sources, places, figures, findings };
}

/** The place in the log of the first of these records. */
export function placeOfFirst({ places }: StatementIndex, records: readonly RecordRef[]): number {
  return records.reduce(
    (first, ref) => Math.min(first, places.get(refName(ref)) ?? Number.MAX_SAFE_INTEGER),
    Number.MAX_SAFE_INTEGER,
  );
}

/** Rank of a kind of source: the smaller, the more its word counts. A source of which nothing is known counts least. */
const ranks = { "official-statistics": 0, own: 1, "law-text": 2, report: 3, press: 4, unknown: 5 } as const;

/**
 * Orders sources, as those who name them mean them, by whose word counts first: official statistics, own files, texts of law, reports, the
 * press; among equals the newer publication; at last by the order of the log, never by a name that somebody chose. 0 for one source.
 */
export function compareSources(index: StatementIndex, a: Sourced, b: Sourced): number {
  const [one, other] = [sourceOf(index.sources, a), sourceOf(index.sources, b)];
  const [left, right] = [publishedOf(one), publishedOf(other)];
  const place = (named: Sourced, row: Statement | null) =>
    index.places.get(row === null ? named.source : refName(row.ref)) ?? Number.MAX_SAFE_INTEGER;
  return (
    rankOf(a, one) - rankOf(b, other) ||
    compareTexts(right.last, left.last) ||
    compareTexts(right.first, left.first) ||
    place(a, one) - place(b, other)
  );
}

/** The fact of the catalogue that a row of a figure gives; null where no fact is counted in its unit. */
export function factOfRow(row: IndexedRow): string | null {
  const { fact, unit } = row.statement.values as RowValues<"figure">;
  return factOfFigure(fact, unit);
}

export function textOf(row: IndexedRow, field: string): string | null {
  const value = row.fields[field];
  return typeof value === "string" ? value : null;
}

/** The articles that a row names, as texts. */
export function articlesOf({ fields: { articles } }: IndexedRow): readonly string[] {
  return Array.isArray(articles) ? articles.filter((article) => typeof article === "string") : [];
}

/** The days of a date field, or null when the row does not have it. */
export function datesOf(row: IndexedRow, field: string): DayRange | null {
  return row.dates.get(field) ?? null;
}

const dateFields = Object.fromEntries(
  registerNames.map((name) => {
    const fields = Object.entries(registerOf(name).fields);
    const dates = fields.filter(([, { shape }]) => shape.type === "date" || shape.type === "since");
    return [name, dates.map(([field]) => field)];
  }),
) as Record<RegisterName, string[]>;

/** Where a row may leave out since when: there it had come by the day on which its source says so (AS6e). */
const beginnings: { readonly [R in RegisterName]?: string } = { law: "on", body: "on", protection: "from" };

/** By when a source says what it says without a date: the end of what it is about, the day of its publication, else the day of entry. */
function statedBy(sources: SourceRows, statement: Sourced & Pick<Statement, "at">): string {
  const { until, published } = sourceOf(sources, statement)?.values ?? {};
  return orBefore + (until ?? published ?? statement.at.slice(0, "2003-08-01".length));
}

/** Thousands of rows have the same few dates: each date is read once. */
function readerOfDates(): (date: string) => DayRange {
  const known = new Map<string, DayRange>();
  return (date) => {
    const days = known.get(date) ?? rangeOf(date);
    known.set(date, days);
    return days;
  };
}

/** No key of a source holds a space. */
function refName({ note, row }: RecordRef): string {
  return `${note} ${row}`;
}

function rankOf({ source }: Sourced, row: Statement<"source"> | null): number {
  return source === ownFiles ? ranks.own : ranks[row?.values.kind ?? "unknown"];
}

function publishedOf(row: Statement<"source"> | null): DayRange {
  const published = row?.values.published;
  return published === undefined ? { first: "", last: "" } : rangeOf(published);
}
