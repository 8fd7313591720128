// Which rows a formula looks at: those that meet its conditions and whose date lies in the period. A date too vague to be placed puts a
// row aside; it is shown, and counted nowhere.
import { type DayRange, earliestDay, overlapOf } from "../core/registers/partial-date.ts";
import { registerOf } from "../core/registers/register-table.ts";
import { ownFiles } from "../core/registers/row.ts";
import { sourceOf } from "../record/named-source.ts";
import type { RecordRef } from "../record/statement.ts";
import type { Condition } from "./fact-value.ts";
import type { IndexedRow, StatementIndex } from "./statement-index.ts";
import { compareSources, datesOf } from "./statement-index.ts";

/** Rows that are the period's, those together that make one statement; `unplaced` are those that may be its. */
export interface RowsChosen {
  readonly groups: readonly (readonly IndexedRow[])[];
  readonly unplaced: readonly RecordRef[];
}

/** True when the row meets every condition. */
export function meets(row: IndexedRow, where: readonly Condition[]): boolean {
  return where.every(({ fields, is }) =>
    fields.some((field) => {
      if (row.statement.shielded && unstated.includes(field)) return false;
      const value = row.fields[field];
      return is.includes(value) || is.includes(value === undefined ? "unsaid" : "said");
    }),
  );
}

/** Those of the rows that are the period's, and those that may be. */
export function placedRows(rows: readonly IndexedRow[], placeOf: (row: IndexedRow) => "yes" | "no" | "maybe") {
  const { yes = [], maybe = [] } = Object.groupBy(rows, placeOf);
  return { rows: yes, maybe, unplaced: maybe.map(({ statement }) => statement.ref) };
}

/** Rows that meet the conditions and are dated by `on` in these days, and those that may be. */
export function rowsIn(rows: readonly IndexedRow[], where: readonly Condition[], on: string, days: DayRange) {
  return placedRows(rows, (row) => {
    const date = datesOf(row, on);
    // What had come by a day is a state: it happened in no year that anybody names.
    const place = date === null || date.first === earliestDay ? "outside" : overlapOf(date, days);
    if (place === "outside" || !meets(row, where)) return "no";
    return place === "inside" ? "yes" : "maybe";
  });
}

/**
 * Rows by their source. When two organisations entered the same row of one source, it is one row: the first that was logged. Own files
 * of two organisations are different files, whatever their keys.
 */
export function bySource(rows: readonly IndexedRow[]): ReadonlyMap<string, readonly IndexedRow[]> {
  const things = Map.groupBy(rows, ({ statement: { source, key, organisation } }) =>
    JSON.stringify(source === ownFiles ? [source, key, organisation] : [source, key]),
  );
  return Map.groupBy(
    [...things.values()].flatMap(([first = []]) => first),
    ({ statement }) => statement.source,
  );
}

/**
 * Rows that make one statement together (AS4): those of one source; in open registers those of all texts of law and of own files, since each of
 * these names things of its own and says nothing of others. There one key is one thing, as the source whose word counts first describes it.
 */
export function byVoice(index: StatementIndex, rows: readonly IndexedRow[]): readonly (readonly IndexedRow[])[] {
  const [first] = rows;
  if (first === undefined || !registerOf(first.statement.register).open) return [...bySource(rows).values()];
  const isCountedTogether = ({ statement }: IndexedRow) =>
    statement.source === ownFiles || sourceOf(index.sources, statement)?.values.kind === "law-text";
  const together = onePerThing(index, rows.filter(isCountedTogether));
  const others = bySource(rows.filter((row) => !isCountedTogether(row)));
  return [...(together.length === 0 ? [] : [together]), ...others.values()];
}

function onePerThing(index: StatementIndex, rows: readonly IndexedRow[]): readonly IndexedRow[] {
  const ofTexts = new Set(rows.flatMap(({ statement: { source, key } }) => (source === ownFiles ? [] : [key])));
  const things = Map.groupBy(rows, ({ statement: { key, organisation } }) =>
    ofTexts.has(key) ? key : JSON.stringify([organisation, key]),
  );
  // Of one source the first that was logged stays.
  const comesBefore = ({ statement: a }: IndexedRow, { statement: b }: IndexedRow) =>
    a.source !== b.source && compareSources(index, a, b) < 0;
  return [...things.values()].map((same) => same.reduce((first, row) => (comesBefore(row, first) ? row : first)));
}

/** Of a shielded case no fact reads these fields (TA7): in small numbers they would show which case it is. */
const unstated: readonly string[] = ["form", "child_victims", "victims"];
