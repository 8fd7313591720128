// The embedded store of a host: the SQLite inside Node, write-ahead log, synchronous FULL, so that what was acknowledged survives a
// power loss (ST1). All SQL of the host is in this file.
import { DatabaseSync } from "node:sqlite";
import type { Leaf } from "../../log/leaf.ts";
import { leafClasses } from "../../log/leaf.ts";
import type { Batch, HostStore, SignedHead, StoredLeaf } from "./host-store.ts";
import { ownerOnly } from "./owner-only.ts";

const schemaVersion = 1;
const schema = `
  CREATE TABLE IF NOT EXISTS leaf (
    position INTEGER PRIMARY KEY,
    class INTEGER NOT NULL,
    hash BLOB NOT NULL UNIQUE,
    bytes BLOB NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS leaf_of_class ON leaf (class, position);
  CREATE TABLE IF NOT EXISTS head (what TEXT PRIMARY KEY, size INTEGER NOT NULL, note TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS token (hash BLOB PRIMARY KEY, device TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS drawn (device TEXT, day INTEGER, count INTEGER NOT NULL, PRIMARY KEY (device, day)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS kept_key (what TEXT PRIMARY KEY, bytes BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS used (hash BLOB PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;
`;

/**
 * Opens (and makes) the store in a file; `:memory:` for a store that ends with the process. Throws a Problem of the store `not-writable` when this user may
 * not write there.
 */
export function openSqliteHostStore(file: string): HostStore {
  const database = openDatabase(file);
  const statements = {
    size: database.prepare("SELECT coalesce(max(position) + 1, 0) AS size FROM leaf"),
    leaves: database.prepare("SELECT class, hash FROM leaf WHERE position >= ? AND position < ? ORDER BY position"),
    find: database.prepare("SELECT position FROM leaf WHERE hash = ?"),
    lengths: database.prepare(
      "SELECT position, length(bytes) AS length FROM leaf WHERE class = ? AND position >= ? AND position < ? ORDER BY position",
    ),
    bytes: database.prepare(
      "SELECT bytes FROM leaf WHERE class = ? AND position >= ? AND position < ? ORDER BY position",
    ),
    written: database.prepare(
      "SELECT class, hash, bytes FROM leaf WHERE position >= ? AND position < ? ORDER BY position",
    ),
    insert: database.prepare("INSERT INTO leaf (position, class, hash, bytes) VALUES (?, ?, ?, ?)"),
    mend: database.prepare("UPDATE leaf SET bytes = ? WHERE position = ?"),
    setHead: database.prepare("INSERT OR REPLACE INTO head (what, size, note) VALUES (?, ?, ?)"),
    head: database.prepare("SELECT size, note FROM head WHERE what = ?"),
    addToken: database.prepare("INSERT INTO token (hash, device) VALUES (?, ?)"),
    spend: database.prepare("DELETE FROM token WHERE hash = ?"),
    device: database.prepare("SELECT device FROM token WHERE hash = ?"),
    drop: database.prepare("DELETE FROM token WHERE device = ?"),
    draw: database.prepare(
      "INSERT INTO drawn (device, day, count) VALUES (?, ?, ?) ON CONFLICT (device, day) DO UPDATE SET count = count + excluded.count",
    ),
    drawn: database.prepare("SELECT count FROM drawn WHERE device = ? AND day = ?"),
    forgetDays: database.prepare("DELETE FROM drawn WHERE day < ?"),
    keepKey: database.prepare("INSERT OR IGNORE INTO kept_key (what, bytes) VALUES (?, ?)"),
    keptKey: database.prepare("SELECT bytes FROM kept_key WHERE what = ?"),
    use: database.prepare("INSERT OR IGNORE INTO used (hash, until) VALUES (?, ?)"),
    forgetUsed: database.prepare("DELETE FROM used WHERE until < ?"),
  };

  function transaction<T>(work: () => T): T {
    database.exec("BEGIN IMMEDIATE");
    try {
      const result = work();
      database.exec("COMMIT");
      return result;
    } catch (error) {
      // SQLite ends the transaction itself when the disk is full.
      if (database.isTransaction) database.exec("ROLLBACK");
      throw error;
    }
  }

  function head(what: "signed" | "published" | "shown"): SignedHead | null {
    const row = statements.head.get(what);
    return row === undefined ? null : { size: Number(row["size"]), note: String(row["note"]) };
  }

  function size(): number {
    return Number(statements.size.get()?.["size"]);
  }

  function written(from: number, to: number): readonly StoredLeaf[] {
    return statements.written.all(from, to).map((row) => ({
      class: classOf(row["class"]),
      hash: row["hash"] as Uint8Array,
      bytes: row["bytes"] as Uint8Array,
    }));
  }

  return {
    schema: schemaVersion,
    async size() {
      return size();
    },
    async leaves(from, to) {
      return statements.leaves
        .all(from, to)
        .map((row) => ({ class: classOf(row["class"]), hash: row["hash"] as Uint8Array }));
    },
    async stored(from, to) {
      return written(from, to);
    },
    async findLeaf(hash) {
      const row = statements.find.get(hash);
      return row === undefined ? null : Number(row["position"]);
    },
    async lengthsOf(leafClass, from, to) {
      return statements.lengths
        .all(numberOf(leafClass), from, to)
        .map((row) => ({ index: Number(row["position"]), length: Number(row["length"]) }));
    },
    async bytesOf(leafClass, from, to) {
      return statements.bytes.all(numberOf(leafClass), from, to).map((row) => row["bytes"] as Uint8Array);
    },
    async commit(batch: Batch) {
      transaction(() => {
        const start = batch.checkpoint.size - batch.leaves.length;
        if (start !== size()) throw new Error("the batch does not begin at the present size");
        batch.leaves.forEach((leaf, i) => {
          statements.insert.run(start + i, numberOf(leaf.class), leaf.hash, leaf.bytes);
        });
        for (const hash of batch.spent) {
          if (statements.spend.run(hash).changes !== 1) throw new Error("a token of the batch is not there");
        }
        const { checkpoint } = batch;
        const note =
          "note" in checkpoint ? checkpoint.note : checkpoint.sign(written(start, start + batch.leaves.length));
        statements.setHead.run("signed", checkpoint.size, note);
      });
    },
    async mend(index, bytes) {
      statements.mend.run(bytes, index);
    },
    async signedHead() {
      return head("signed");
    },
    async publishedHead() {
      return head("published");
    },
    async publish(published) {
      statements.setHead.run("published", published.size, published.note);
    },
    async shownHead() {
      return head("shown");
    },
    async keepShown(shown) {
      statements.setHead.run("shown", shown.size, shown.note);
    },
    async addTokens(device, day, hashes, limit) {
      return transaction(() => {
        const drawn = Number(statements.drawn.get(device, day)?.["count"] ?? 0);
        if (drawn + hashes.length > limit) return false;
        statements.forgetDays.run(day - 2);
        for (const hash of hashes) statements.addToken.run(hash, device);
        statements.draw.run(device, day, hashes.length);
        return true;
      });
    },
    async tokenDevice(hash) {
      const row = statements.device.get(hash);
      return row === undefined ? null : String(row["device"]);
    },
    async challengeKey(fresh) {
      statements.keepKey.run("challenge", fresh);
      return statements.keptKey.get("challenge")?.["bytes"] as Uint8Array;
    },
    async useOnce(hash, until, now) {
      return transaction(() => {
        if (statements.use.run(hash, until).changes === 0) return false;
        statements.forgetUsed.run(now);
        return true;
      });
    },
    async dropTokens(device) {
      statements.drop.run(device);
    },
    async close() {
      database.close();
    },
  };
}

function openDatabase(file: string): DatabaseSync {
  const database = new DatabaseSync(ownerOnly(file));
  // One program at a time: a second host on the same file would be a second sequencer.
  database.exec("PRAGMA locking_mode = EXCLUSIVE");
  database.exec("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON");
  refuseNewer(database);
  database.exec(schema);
  return database;
}

/** A file that a later program has laid out otherwise is left alone. One without a number is of before there were numbers, and is laid out as 1. */
function refuseNewer(database: DatabaseSync): void {
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > schemaVersion)
    throw new Error(`the store has layout ${version}, this program knows ${schemaVersion}: renew the program`);
  if (version === 0) database.exec(`PRAGMA user_version = ${schemaVersion}`);
}

function numberOf(leafClass: Leaf["class"]): number {
  return leafClasses.indexOf(leafClass) + 1;
}

function classOf(value: unknown): Leaf["class"] {
  const leafClass = leafClasses[Number(value) - 1];
  if (leafClass === undefined) throw new Error("the store holds an unknown leaf class");
  return leafClass;
}
