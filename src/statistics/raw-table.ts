// A raw table: exact numbers of persons, with the cases behind each. It stays on the devices of the organisation whose cases these are; what goes out is a released
// table, and a raw one cannot be taken for it.

declare const raw: unique symbol;

export interface RawCount {
  readonly persons: number;
  /** Of help that was given how much, in the unit of its row. */
  readonly number?: number;
  /** The cases that are counted; of one person there may be several. */
  readonly cases: readonly string[];
}

interface RawRow {
  readonly key: string;
  readonly now: RawCount;
  /** In the period before. */
  readonly before: RawCount;
}

export interface RawTable {
  readonly [raw]: true;
  /** What it is a table of. */
  readonly of: string;
  readonly rows: readonly RawRow[];
}

export function rawTable(of: string, rows: readonly RawRow[]): RawTable {
  return { of, rows } as RawTable;
}
