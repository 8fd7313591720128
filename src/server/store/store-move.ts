// Moves all that a host's store holds into another one (ST7). At no moment may a host start on both: the target is marked before the first leaf comes, the source
// before the target's mark goes. A move that was broken off goes on where it was.
import { setImmediate } from "node:timers/promises";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { sameHash } from "../../log/merkle.ts";
import type { VerifierKey } from "../../note/signed-note.ts";
import { Tree } from "../tree.ts";
import type { StoredLeaf } from "./host-store.ts";
import { type SmallRow, type SmallTable, type StoreContents, smallTableNames } from "./store-contents.ts";

/** Leaves of one transaction: some two megabytes at the most. */
const pieceLeaves = 32;
const pieceRows = 1_000;

/** Why a move does not begin, go on or end. The source is as it was. */
export type MoveRefusal =
  /** There is nothing to move. */
  | "source-empty"
  /** A move into the source is not at its end. */
  | "source-half-moved"
  /** The source was moved, and not to this target. */
  | "source-moved"
  /** Hosts may start on the target: it is a store of its own. */
  | "target-whole"
  /** The target was moved away itself. */
  | "target-moved"
  /** The target is of another move, or of another log. */
  | "target-of-other"
  /** The bytes of a leaf in the source are not those that were logged. */
  | "source-rotten"
  /** What is in the target is not what the source signed. */
  | "check-failed";

export class MoveRefused extends Error {
  readonly why: MoveRefusal;
  readonly leaf: number | null;
  constructor(why: MoveRefusal, leaf: number | null = null) {
    super(why);
    this.name = "MoveRefused";
    this.why = why;
    this.leaf = leaf;
  }
}

interface MoveParts {
  readonly source: StoreContents;
  readonly target: StoreContents;
  /** Of the log: its signed head says what must be there. */
  readonly logKey: VerifierKey;
  readonly randomBytes: RandomBytes;
  /** Hears how many leaves were moved, then how many of them were checked. */
  readonly onProgress: (what: "moved" | "checked", leaves: number, of: number) => void;
}

/** Resolves when hosts may start on the target, and no more on the source; gives how many leaves there are. */
export async function moveStore(parts: MoveParts): Promise<number> {
  const { source, target, randomBytes } = parts;
  const size = await source.size();
  if (source.state === "moved" && target.state === "whole" && isOne(source.move, target.move)) return size;
  await mayBegin(parts, size);
  const move = target.state === "half-moved" && target.move !== null ? target.move : randomBytes(32);
  if (target.state === "whole") await target.mark("half-moved", move);
  if (source.state === "whole") {
    await copyLeaves(parts, size);
    await target.replaceRows(allRows(source));
  }
  await check(parts, size);
  if (source.state === "whole") await source.mark("moved", move);
  await target.mark("whole", move);
  return size;
}

async function mayBegin({ source, target }: MoveParts, size: number): Promise<void> {
  if (source.state === "half-moved") throw new MoveRefused("source-half-moved");
  if (size === 0) throw new MoveRefused("source-empty");
  if (source.state === "moved" && (target.state !== "half-moved" || !isOne(source.move, target.move)))
    throw new MoveRefused("source-moved");
  if (target.state === "moved") throw new MoveRefused("target-moved");
  if (target.state === "whole" && !(await isEmpty(target))) throw new MoveRefused("target-whole");
}

function isOne(a: Uint8Array | null, b: Uint8Array | null): boolean {
  return a !== null && b !== null && sameHash(a, b);
}

/** A host that began there has its note of founding as the first leaf, and the key of its challenges. */
async function isEmpty(store: StoreContents): Promise<boolean> {
  if ((await store.size()) > 0) return false;
  for (const table of smallTableNames) if ((await store.rows(table, null, 1)).length > 0) return false;
  return true;
}

async function copyLeaves({ source, target, onProgress }: MoveParts, size: number): Promise<void> {
  const there = await target.size();
  const [last] = there === 0 ? [] : await target.stored(there - 1, there);
  const [its] = there === 0 ? [] : await source.stored(there - 1, there);
  if (there > size || (last !== undefined && (its === undefined || !sameHash(last.hash, its.hash))))
    throw new MoveRefused("target-of-other");
  for (let from = there; from < size; from += pieceLeaves) {
    const leaves = await source.stored(from, Math.min(size, from + pieceLeaves));
    const rotten = leaves.findIndex((leaf) => !isWhole(leaf));
    if (rotten >= 0) throw new MoveRefused("source-rotten", from + rotten);
    await target.append(from, leaves);
    // SQLite answers at once: the other one must be heard too.
    await setImmediate();
    onProgress("moved", Math.min(size, from + pieceLeaves), size);
  }
}

function isWhole({ hash, bytes }: StoredLeaf): boolean {
  return sameHash(sha256(bytes), hash);
}

/** Reads all of the target again: each leaf's bytes by their hash, all leaves by the root that the source signed, every other row by its like. */
async function check({ source, target, logKey, onProgress }: MoveParts, size: number): Promise<void> {
  const tree = new Tree();
  for (let from = 0; from < size; from += pieceLeaves) {
    const leaves = await target.stored(from, Math.min(size, from + pieceLeaves));
    if (!leaves.every(isWhole))
      throw new MoveRefused("check-failed", from + leaves.findIndex((leaf) => !isWhole(leaf)));
    tree.append(leaves);
    await setImmediate();
    onProgress("checked", Math.min(size, from + pieceLeaves), size);
  }
  const signed = (await source.rows("head", null, pieceRows)).find(([what]) => what === "signed");
  const checkpoint = verifyCheckpoint(String(signed?.[2]), logKey);
  const isSigned = checkpoint !== null && checkpoint.size === size && sameHash(checkpoint.root, tree.root(size));
  if ((await target.size()) !== size || tree.size !== size || !isSigned) throw new MoveRefused("check-failed");
  if ((await digest(source)) !== (await digest(target))) throw new MoveRefused("check-failed");
}

/** One hash over all rows of the small tables. */
async function digest(store: StoreContents): Promise<string> {
  let sum: Uint8Array = new Uint8Array(32);
  for await (const [table, rows] of allRows(store)) {
    const text = JSON.stringify([table, rows.map((row) => row.map(written))]);
    sum = sha256(Buffer.concat([sum, Buffer.from(text)]));
  }
  return encodeHex(sum);
}

function written(value: string | number | Uint8Array): string | number {
  return typeof value === "object" ? `bytes ${encodeHex(new Uint8Array(value))}` : value;
}

async function* allRows(store: StoreContents): AsyncGenerator<readonly [SmallTable, readonly SmallRow[]]> {
  for (const table of smallTableNames) {
    for (let after: SmallRow | null = null; ; ) {
      const rows: readonly SmallRow[] = await store.rows(table, after, pieceRows);
      if (rows.length === 0) break;
      yield [table, rows];
      after = rows.at(-1) ?? null;
    }
  }
}
