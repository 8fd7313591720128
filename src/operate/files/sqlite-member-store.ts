// A client's store on the command line: one SQLite file (ST2). Freed pages are overwritten, so that an erased draft is not left in the
// file (SL7), and the write-ahead log is emptied after every removal for the same reason.
import type { DatabaseSync, StatementSync } from "node:sqlite";
import { isProblem, Problem, type ProblemCode } from "../../core/problem.ts";
import { type Change, isSameRow, type MemberStore, type ReadsNow, type StoreRow } from "../../member/store/store.ts";
import { arrayRows, type LayoutStep, openLaidOut, transaction } from "../../server/store/sqlite-layout.ts";

/** Opens (and makes) the store in a file; `:memory:` for one that ends with the process. Throws a Problem of the store when the file is none of ours, or a newer program's. */
export function openSqliteMemberStore(file: string): MemberStore {
  const database = attempt(() => openLaidOut(file, { steps, erases: true, timeout: 5000 }));
  const get = database.prepare("SELECT value FROM item WHERE name = ? AND key = ?");
  const listAll = database.prepare("SELECT key, value FROM item WHERE name = ? AND key >= ? ORDER BY key");
  const listTo = database.prepare("SELECT key, value FROM item WHERE name = ? AND key >= ? AND key < ? ORDER BY key");
  const keysAll = database.prepare("SELECT key FROM item WHERE name = ? AND key >= ? ORDER BY key");
  const keysTo = database.prepare("SELECT key FROM item WHERE name = ? AND key >= ? AND key < ? ORDER BY key");
  // Rows as arrays: a list of ten thousand small rows is read in half the time.
  for (const statement of [listAll, listTo, keysAll, keysTo]) statement.setReturnArrays(true);
  const insert = database.prepare("INSERT OR REPLACE INTO item (name, key, value) VALUES (?, ?, ?)");
  const update = database.prepare("UPDATE item SET value = ? WHERE name = ? AND key = ?");
  const remove = database.prepare("DELETE FROM item WHERE name = ? AND key = ?");
  const bytesAt = (table: string, key: string) => (get.get(table, key)?.["value"] as Uint8Array | undefined) ?? null;
  const list = (table: string, from: string, to?: string): readonly StoreRow[] =>
    (to === undefined
      ? rowsOf<[string, Uint8Array]>(listAll, table, from)
      : rowsOf<[string, Uint8Array]>(listTo, table, from, to)
    ).map(([key, value]) => ({ key, value }));
  const getAll = (table: string, keys: readonly string[]): readonly StoreRow[] =>
    attempt(() =>
      keys.flatMap((key) => {
        const value = bytesAt(table, key);
        return value === null ? [] : [{ key, value }];
      }),
    );
  const now: ReadsNow = { getAll, list };
  return {
    now,
    get: async (table, key) => attempt(() => bytesAt(table, key)),
    getAll: async (table, keys) => getAll(table, keys),
    list: async (table, from = "", to = undefined) => list(table, from, to),
    keys: async (table, from = "", to = undefined) =>
      (to === undefined ? rowsOf<[string]>(keysAll, table, from) : rowsOf<[string]>(keysTo, table, from, to)).map(
        ([key]) => key,
      ),
    async write(changes: readonly Change[]) {
      if (changes.length === 0) return;
      attempt(() =>
        transaction(database, () => {
          for (const { table, key, value, onlyOver, was } of changes) {
            if (was !== undefined && !isSameRow(bytesAt(table, key), was)) continue;
            if (value === null) remove.run(table, key);
            else if (onlyOver === true) update.run(value, table, key);
            else insert.run(table, key, value);
          }
        }),
      );
      if (changes.some((change) => change.value === null)) emptyJournal(database);
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function rowsOf<Row>(statement: StatementSync, ...values: readonly string[]): readonly Row[] {
  return attempt(() => arrayRows<Row>(statement, ...values));
}

/** The layouts of the file (ST4). A step that was in a release is never changed. */
const steps: readonly LayoutStep[] = [
  (database) =>
    database.exec(
      "CREATE TABLE IF NOT EXISTS item (name TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (name, key)) STRICT, WITHOUT ROWID",
    ),
  // Rows are set aside here that a program of before lets go (EN10d): it refuses the file.
  () => undefined,
];

// The write itself is done and durable here: a journal that cannot be emptied now is emptied after the next removal.
function emptyJournal(database: DatabaseSync): void {
  try {
    database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  } catch {
    // A full disk, or another process that reads.
  }
}

/** Does what SQLite may refuse, with a Problem of the store for that. */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw isProblem(error, "store") ? error : new Problem("store", failureOf(error), error);
  }
}

/** The primary result code of SQLite is the low byte of the extended one. */
const failures: Readonly<Record<number, ProblemCode<"store">>> = { 5: "busy", 6: "busy", 13: "full" };

function failureOf(error: unknown): ProblemCode<"store"> {
  if (!(error instanceof Error)) return "failed";
  if ("code" in error && error.code === "ERR_INVALID_STATE") return "closed";
  return "errcode" in error && typeof error.errcode === "number"
    ? (failures[error.errcode & 0xff] ?? "failed")
    : "failed";
}
