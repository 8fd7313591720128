// All that a host's store holds, for a move to another one (ST7): the leaves, and the few small tables as rows.

import type { HostStore, StoredLeaf } from "./host-store.ts";
import type { StoreState } from "./store-mark.ts";

/** The small tables, their columns, and by which of them their rows are ordered. */
export const smallTables = {
  head: { columns: ["what", "size", "note"], key: 1 },
  token: { columns: ["hash", "device"], key: 1 },
  drawn: { columns: ["device", "day", "count"], key: 2 },
  kept_key: { columns: ["what", "bytes"], key: 1 },
  used: { columns: ["hash", "until"], key: 1 },
} as const satisfies Readonly<Record<string, { readonly columns: readonly string[]; readonly key: 1 | 2 }>>;

export type SmallTable = keyof typeof smallTables;
export const smallTableNames = Object.keys(smallTables) as readonly SmallTable[];
export type SmallRow = readonly (string | number | Uint8Array)[];

/** The row of `kept_key` that says which move a store is of: in the target from its beginning, in the source from its end. It is not moved itself. */
export const moveKey = "move";

/** A store that this process alone has, whether hosts may start on it or not. */
export interface StoreContents extends Pick<HostStore, "size" | "stored" | "close"> {
  readonly state: StoreState;
  /** Which move it is of; null of none. */
  readonly move: Uint8Array | null;
  /** Writes leaves behind the last one, whole or not at all. */
  readonly append: (start: number, leaves: readonly StoredLeaf[]) => Promise<void>;
  /** Rows of a small table behind this one, in the order of their keys, byte by byte; without the row of the move. */
  readonly rows: (table: SmallTable, after: SmallRow | null, limit: number) => Promise<readonly SmallRow[]>;
  /** Puts all rows of the small tables in the place of those that are there, whole or not at all. */
  readonly replaceRows: (rows: AsyncIterable<readonly [SmallTable, readonly SmallRow[]]>) => Promise<void>;
  /** Says from now on which state it is in, and of which move, durable when the promise resolves. */
  readonly mark: (state: StoreState, move: Uint8Array | null) => Promise<void>;
}

/** What asks for rows behind one, in SQL with this way of naming values. */
export function rowsSql(table: SmallTable, hasStart: boolean, value: (n: number) => string, collation = ""): string {
  const { columns, key } = smallTables[table];
  const keys = columns
    .slice(0, key)
    .map((column) => (column === "hash" || column === "day" ? column : column + collation));
  const behind = `(${keys.join(", ")}) > (${keys.map((_, i) => value(i + 2)).join(", ")})`;
  const conditions = [...(hasStart ? [behind] : []), ...(table === "kept_key" ? [`what <> '${moveKey}'`] : [])];
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  return `SELECT ${columns.join(", ")} FROM ${table}${where} ORDER BY ${keys.join(", ")} LIMIT ${value(1)}`;
}
