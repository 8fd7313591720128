// The leaves in a host's file, and their bytes.
import type { DatabaseSync, SQLOutputValue } from "node:sqlite";
import { type Leaf, numberOfClass } from "../../log/leaf.ts";
import type { AtOnce, StoredLeaf } from "./host-store.ts";
import { storedClass } from "./leaf-class.ts";
import { OldLeaves } from "./old-leaves.ts";
import { arrayRows } from "./sqlite-layout.ts";

type Reads =
  | "size"
  | "leaves"
  | "stored"
  | "findLeaf"
  | "lengthsOf"
  | "bytesOf"
  | "mend"
  | "oldLeaves"
  | "moveOldLeaves";

interface LeafRows extends Pick<AtOnce, Reads> {
  /** Writes leaves behind the last one, within a transaction of the caller; gives them as they are read back. Throws when one is there already. */
  readonly append: (start: number, leaves: readonly StoredLeaf[]) => readonly StoredLeaf[];
}

export function leafRows(database: DatabaseSync): LeafRows {
  const old = new OldLeaves(database);
  const within = "position >= ? AND position < ? ORDER BY position";
  const end = database.prepare("SELECT size FROM log_end");
  const leaves = database.prepare(`SELECT class, hash FROM every_leaf WHERE ${within}`);
  // Rows as arrays: a start reads millions of them, in half the time.
  leaves.setReturnArrays(true);
  const find = database.prepare("SELECT position FROM every_leaf WHERE hash = ?");
  const lengths = database.prepare(`SELECT position, length FROM whole_leaf WHERE class = ? AND ${within}`);
  const bytesIn = database.prepare(`SELECT position, bytes FROM whole_leaf WHERE class = ? AND ${within}`);
  const whole = database.prepare(`SELECT position, class, hash, bytes FROM whole_leaf WHERE ${within}`);
  const insertLeaf = database.prepare("INSERT INTO leaf (position, class, hash) VALUES (?, ?, ?)");
  const insertBody = database.prepare("INSERT INTO body (position, bytes) VALUES (?, ?)");
  const putBody = database.prepare("INSERT OR REPLACE INTO body (position, bytes) VALUES (?, ?)");

  const size = () => Number(end.get()?.["size"]);
  const stored = (from: number, to: number) =>
    whole.all(from, to).map((row) => ({ ...leafIn(row), bytes: row["bytes"] as Uint8Array }));
  return {
    append: (start, added) => {
      if (start !== size()) throw new Error("the batch does not begin at the present size");
      for (const [i, { class: leafClass, hash, bytes }] of added.entries()) {
        if (old.has(hash)) throw new Error("a leaf of the batch is there already");
        insertLeaf.run(start + i, numberOfClass(leafClass), hash);
        insertBody.run(start + i, bytes);
      }
      return stored(start, start + added.length);
    },
    size,
    leaves: (from, to) =>
      arrayRows<[number, Uint8Array]>(leaves, from, to).map(([leafClass, hash]) => ({
        class: storedClass(leafClass),
        hash,
      })),
    stored,
    findLeaf: (hash) => {
      const row = find.get(hash);
      return row === undefined ? null : Number(row["position"]);
    },
    lengthsOf: (leafClass, from, to) =>
      lengths
        .all(numberOfClass(leafClass), from, to)
        .map((row) => ({ index: Number(row["position"]), length: Number(row["length"]) })),
    bytesOf: (leafClass, from, to) =>
      bytesIn.all(numberOfClass(leafClass), from, to).map((row) => row["bytes"] as Uint8Array),
    mend: (index, bytes) => {
      if (!old.mend(index, bytes)) putBody.run(index, bytes);
    },
    oldLeaves: () => old.count,
    moveOldLeaves: () => old.move(),
  };
}

function leafIn(row: Record<string, SQLOutputValue>): Leaf {
  return { class: storedClass(row["class"]), hash: row["hash"] as Uint8Array };
}
