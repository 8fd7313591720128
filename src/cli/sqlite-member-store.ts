// A client's store on the command line: one SQLite file (ST2). Freed pages are overwritten, so that an erased draft is not left in the
// file (SL7), and the write-ahead log is emptied after every removal for the same reason.
import { DatabaseSync } from "node:sqlite";
import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import type { Change, MemberStore } from "../member/store/store.ts";
import { ownerOnly } from "../server/store/owner-only.ts";

/** Opens (and makes) the store in a file; `:memory:` for one that ends with the process. Throws a Problem of the store when the file is none of ours. */
export function openSqliteMemberStore(file: string): MemberStore {
  const database = attempt(() => openDatabase(file));
  const get = database.prepare("SELECT value FROM item WHERE name = ? AND key = ?");
  const list = database.prepare("SELECT key, value FROM item WHERE name = ? AND key >= ? ORDER BY key");
  const put = database.prepare("INSERT OR REPLACE INTO item (name, key, value) VALUES (?, ?, ?)");
  const putOver = database.prepare("UPDATE item SET value = ? WHERE name = ? AND key = ?");
  const remove = database.prepare("DELETE FROM item WHERE name = ? AND key = ?");
  return {
    async get(table, key) {
      const row = attempt(() => get.get(table, key));
      return row === undefined ? null : (row["value"] as Uint8Array);
    },
    async list(table, from = "") {
      const rows = attempt(() => list.all(table, from));
      return rows.map((row) => ({ key: String(row["key"]), value: row["value"] as Uint8Array }));
    },
    async write(changes: readonly Change[]) {
      if (changes.length === 0) return;
      attempt(() => {
        database.exec("BEGIN IMMEDIATE");
        try {
          for (const { table, key, value, onlyOver } of changes) {
            if (value === null) remove.run(table, key);
            else if (onlyOver === true) putOver.run(value, table, key);
            else put.run(table, key, value);
          }
          database.exec("COMMIT");
        } catch (error) {
          // SQLite ends the transaction itself when the disk is full.
          if (database.isTransaction) database.exec("ROLLBACK");
          throw error;
        }
      });
      if (changes.some((change) => change.value === null)) emptyJournal(database);
    },
    async close() {
      if (database.isOpen) database.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(ownerOnly(file));
  database.exec(
    "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON",
  );
  database.exec(
    "CREATE TABLE IF NOT EXISTS item (name TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (name, key)) STRICT, WITHOUT ROWID",
  );
  return database;
}

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
