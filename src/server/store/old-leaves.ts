// What is left of layout 1 in a host's file: leaves with their bytes in one table, which move to the two of today a bounded piece at a time while the host
// serves. Readers look at both through views of this connection; new leaves go to the new tables at once.
import type { DatabaseSync } from "node:sqlite";
import { transaction } from "./sqlite-layout.ts";

/** A piece takes no more rows than this, which are a megabyte at the most. */
const fullPiece = 16;

/**
 * Names what is read: `every_leaf` without bytes, `whole_leaf` with them, `log_end` the place of the next leaf. None of them rests in the file. A leaf whose
 * bytes are gone has none, and keeps its place.
 */
function makeViews(database: DatabaseSync, hasOld: boolean): void {
  const also = (columns: string) => (hasOld ? `UNION ALL SELECT ${columns} FROM old_leaf` : "");
  const end = (table: string) => `coalesce((SELECT max(position) + 1 FROM ${table}), 0)`;
  database.exec(`
    DROP VIEW IF EXISTS every_leaf;
    DROP VIEW IF EXISTS whole_leaf;
    DROP VIEW IF EXISTS log_end;
    CREATE TEMP VIEW every_leaf AS SELECT position, class, hash FROM leaf ${also("position, class, hash")};
    CREATE TEMP VIEW whole_leaf AS
      SELECT leaf.position AS position, class, hash, coalesce(bytes, x'') AS bytes, coalesce(length(bytes), 0) AS length
      FROM leaf LEFT JOIN body ON body.position = leaf.position ${also("position, class, hash, bytes, length(bytes)")};
    CREATE TEMP VIEW log_end AS SELECT ${hasOld ? `max(${end("leaf")}, ${end("old_leaf")})` : end("leaf")} AS size;
  `);
}

export class OldLeaves {
  readonly #database: DatabaseSync;
  #isThere: boolean;
  /** Where the next piece begins; what stays before it could not be moved in this run. */
  #from = 0;
  #stuck = 0;
  /** Up to this row each one is moved alone: one of them could not be moved. */
  #aloneUntil = -1;

  /** Makes the views, which must be there before what reads them. */
  constructor(database: DatabaseSync) {
    this.#database = database;
    const table = database.prepare("SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'old_leaf'").get();
    this.#isThere = table !== undefined;
    makeViews(database, this.#isThere);
  }

  /** How many leaves are still to be moved. */
  get count(): number {
    if (!this.#isThere) return 0;
    const ends = "SELECT min(position) AS first, max(position) AS last FROM old_leaf WHERE position >= ?";
    const row = this.#database.prepare(ends).get(this.#from);
    const last = row?.["last"] ?? null;
    return this.#stuck + (last === null ? 0 : Number(last) + 1 - Number(row?.["first"]));
  }

  /** Whether bytes with this hash are an old leaf: the key of the new table does not see it. */
  has(hash: Uint8Array): boolean {
    return this.#isThere && this.#database.prepare("SELECT 1 FROM old_leaf WHERE hash = ?").get(hash) !== undefined;
  }

  /** Puts bytes in the place of what rotted in an old leaf. False when the leaf is none. */
  mend(index: number, bytes: Uint8Array): boolean {
    if (!this.#isThere) return false;
    const mend = this.#database.prepare("UPDATE old_leaf SET bytes = ? WHERE position = ?");
    return mend.run(bytes, index).changes === 1;
  }

  /**
   * Moves a piece in one transaction: written, compared, and only then deleted where it was. The comparison sees what SQLite holds in memory: it finds a mistake
   * of the program. What the disk keeps is looked at by the daily look at all leaves. False when there is nothing more to move. Throws when
   * the store refuses; a single row that cannot be moved for its own damage stays where it is, where it is read as before, until the next start.
   */
  move(): boolean {
    if (!this.#isThere) return false;
    const positions = this.#nextPiece();
    if (positions.length === 0) return this.#end();
    try {
      transaction(this.#database, () => {
        for (const position of positions) this.#moveOne(position);
      });
    } catch (error) {
      if (!passes(error) && !(isOfDisk(error) && this.#canRead(positions))) this.#narrow(positions);
      throw error;
    }
    return true;
  }

  /** All are moved: nothing is left of the old layout. */
  #end(): false {
    if (this.#stuck > 0) return false;
    transaction(this.#database, () => {
      this.#database.exec("DROP TABLE old_leaf");
      makeViews(this.#database, false);
    });
    this.#isThere = false;
    return false;
  }

  #nextPiece(): readonly number[] {
    const rows = this.#database
      .prepare("SELECT position FROM old_leaf WHERE position >= ? ORDER BY position LIMIT ?")
      .all(this.#from, fullPiece);
    const positions = rows.map((row) => Number(row["position"]));
    return (positions[0] ?? 0) <= this.#aloneUntil ? positions.slice(0, 1) : positions;
  }

  #canRead(positions: readonly number[]): boolean {
    const read = this.#database.prepare("SELECT class, hash, bytes FROM old_leaf WHERE position = ?");
    try {
      return positions.every((position) => read.get(position) !== undefined);
    } catch {
      return false;
    }
  }

  /** Next come the rows of the piece one by one; a single one is passed over. */
  #narrow(positions: readonly number[]): void {
    const last = positions.at(-1) ?? 0;
    if (positions.length === 1) {
      this.#from = last + 1;
      this.#stuck += 1;
    } else this.#aloneUntil = last;
  }

  #moveOne(position: number): void {
    const row = this.#database.prepare("SELECT class, hash, bytes FROM old_leaf WHERE position = ?").get(position);
    const [leafClass, hash, bytes] = [Number(row?.["class"]), row?.["hash"], row?.["bytes"]];
    if (!(hash instanceof Uint8Array) || !(bytes instanceof Uint8Array)) throw new Error("a leaf is gone");
    this.#database.prepare("INSERT INTO leaf (position, class, hash) VALUES (?, ?, ?)").run(position, leafClass, hash);
    this.#database.prepare("INSERT INTO body (position, bytes) VALUES (?, ?)").run(position, bytes);
    const moved = this.#database
      .prepare("SELECT class, hash, bytes FROM leaf JOIN body USING (position) WHERE position = ?")
      .get(position);
    const isSame = (a: unknown, b: Uint8Array) => a instanceof Uint8Array && Buffer.compare(a, b) === 0;
    if (moved?.["class"] !== leafClass || !isSame(moved["hash"], hash) || !isSame(moved["bytes"], bytes))
      throw new Error("the store does not hold a leaf as it was");
    this.#database.prepare("DELETE FROM old_leaf WHERE position = ?").run(position);
  }
}

/** What SQLite refuses without anything being wrong with the row: busy, no memory, for reading alone, full. The low byte is the primary code. */
const passing: readonly number[] = [5, 7, 8, 13];

/** What a disk does not do: of a single row only when that cannot be read either. A quota, or a write that failed, is of no row. */
const ofDisk: readonly number[] = [10];

function passes(error: unknown): boolean {
  return hasCode(error, passing);
}

function isOfDisk(error: unknown): boolean {
  return hasCode(error, ofDisk);
}

function hasCode(error: unknown, codes: readonly number[]): boolean {
  return (
    error instanceof Error &&
    "errcode" in error &&
    typeof error.errcode === "number" &&
    codes.includes(error.errcode & 0xff)
  );
}
