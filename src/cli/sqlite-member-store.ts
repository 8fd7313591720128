// A client's store on the command line: one SQLite file (ST2). Freed pages are overwritten, so that an erased draft is not left in the
// file (SL7), and the write-ahead log is emptied after every write for the same reason.
import { DatabaseSync } from "node:sqlite";
import type { Change, MemberStore } from "../member/store.ts";

/** Opens (and makes) the store in a file; `:memory:` for one that ends with the process. */
export function openSqliteMemberStore(file: string): MemberStore {
  const database = new DatabaseSync(file);
  database.exec(
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 5000",
  );
  database.exec(
    "CREATE TABLE IF NOT EXISTS item (name TEXT, key TEXT, value BLOB NOT NULL, PRIMARY KEY (name, key)) STRICT, WITHOUT ROWID",
  );
  const get = database.prepare("SELECT value FROM item WHERE name = ? AND key = ?");
  const list = database.prepare("SELECT key, value FROM item WHERE name = ? AND key >= ? ORDER BY key");
  const put = database.prepare("INSERT OR REPLACE INTO item (name, key, value) VALUES (?, ?, ?)");
  const remove = database.prepare("DELETE FROM item WHERE name = ? AND key = ?");
  return {
    async get(table, key) {
      const row = get.get(table, key);
      return row === undefined ? null : (row["value"] as Uint8Array);
    },
    async list(table, from = "") {
      return list.all(table, from).map((row) => ({ key: String(row["key"]), value: row["value"] as Uint8Array }));
    },
    async write(changes: readonly Change[]) {
      if (changes.length === 0) return;
      database.exec("BEGIN IMMEDIATE");
      try {
        for (const { table, key, value } of changes) {
          if (value === null) remove.run(table, key);
          else put.run(table, key, value);
        }
        database.exec("COMMIT");
      } catch (error) {
        database.exec("ROLLBACK");
        throw error;
      }
      if (changes.some((change) => change.value === null)) database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    },
    async close() {
      database.close();
    },
  };
}
