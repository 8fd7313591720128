// The writer's side of the Merkle tree the slow and obvious way, for tests only: roots, frontiers and proofs from stored tile hashes, and
// the hashes to store after an append. The program's own are in `src/server/tree.ts`.
import type { Frontier } from "../../src/log/frontier.ts";
import { emptyRoot, nodeHash } from "../../src/log/merkle.ts";
import { tileWidth } from "../../src/log/tile.ts";

/**
 * The stored hashes `from` (inclusive) to `to` (exclusive) of a tile level, in order. Level 0 are leaf hashes, level l + 1
 * the hashes of full tiles of level l. A range never leaves one tile, so it has 256 hashes at most.
 */
export type ReadHashes = (level: number, from: number, to: number) => readonly Uint8Array[];

/** A hash that an append completed: the Merkle hash of the full tile `index` of the level below. */
interface TileHash {
  readonly level: number;
  readonly index: number;
  readonly hash: Uint8Array;
}

/**
 * The hashes of level 1 and above that become complete when these leaf hashes are appended to a tree of this size. `read`
 * sees the store as it was before the append; the caller stores the leaf hashes themselves.
 */
export function tileHashesAfterAppend(
  size: number,
  leafHashes: readonly Uint8Array[],
  read: ReadHashes,
): readonly TileHash[] {
  const completed: TileHash[] = [];
  let start = size;
  let added = leafHashes;
  for (let level = 0; added.length > 0; level++) {
    const tileStart = start - (start % tileWidth);
    const open = [...(start === tileStart ? [] : read(level, tileStart, start)), ...added];
    if (open.length !== start - tileStart + added.length) throw new RangeError("the store lacks tile hashes");
    const above: Uint8Array[] = [];
    for (let at = 0; at + tileWidth <= open.length; at += tileWidth) {
      const hash = completeRoot(open.slice(at, at + tileWidth));
      completed.push({ level: level + 1, index: tileStart / tileWidth + above.length, hash });
      above.push(hash);
    }
    start = tileStart / tileWidth;
    added = above;
  }
  return completed;
}

/** The root of the first `size` leaves. */
export function rootOf(size: number, read: ReadHashes): Uint8Array {
  return size === 0 ? emptyRoot : rangeRoot(0, size, read);
}

/** The frontier of the first `size` leaves. */
export function frontierOf(size: number, read: ReadHashes): Frontier {
  const hashes: Uint8Array[] = [];
  for (let start = 0; start < size; ) {
    const length = largestPower(size - start);
    hashes.push(completeRange(start, length, read));
    start += length;
  }
  return { size, hashes };
}

/** The inclusion proof of a leaf in the tree of the first `size` leaves (RFC 6962 section 2.1.1): sibling hashes, leaf first. */
export function inclusionProof(index: number, size: number, read: ReadHashes): readonly Uint8Array[] {
  if (!Number.isSafeInteger(index) || index < 0 || index >= size) throw new RangeError("no such leaf in the tree");
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = size;
  while (end - start > 1) {
    const middle = split(start, end);
    if (index < middle) {
      proof.unshift(rangeRoot(middle, end, read));
      end = middle;
    } else {
      proof.unshift(rangeRoot(start, middle, read));
      start = middle;
    }
  }
  return proof;
}

/** The consistency proof between two sizes (RFC 6962 section 2.1.2); empty from size 0 and between equal sizes. */
export function consistencyProof(oldSize: number, newSize: number, read: ReadHashes): readonly Uint8Array[] {
  if (!Number.isSafeInteger(oldSize) || oldSize < 0 || oldSize > newSize) throw new RangeError("no such older tree");
  if (oldSize === 0 || oldSize === newSize) return [];
  const proof: Uint8Array[] = [];
  let start = 0;
  let end = newSize;
  while (end !== oldSize) {
    const middle = split(start, end);
    if (oldSize <= middle) {
      proof.unshift(rangeRoot(middle, end, read));
      end = middle;
    } else {
      proof.unshift(rangeRoot(start, middle, read));
      start = middle;
    }
  }
  // The last subtree of the old tree: the verifier knows it only when it is the whole old tree.
  if (start > 0) proof.unshift(rangeRoot(start, end, read));
  return proof;
}

// The root of the leaves from start to end; start must be where RFC 6962 splits, so that the left parts are complete.
function rangeRoot(start: number, end: number, read: ReadHashes): Uint8Array {
  const length = end - start;
  const left = largestPower(length);
  if (left === length) return completeRange(start, length, read);
  return nodeHash(completeRange(start, left, read), rangeRoot(start + left, end, read));
}

// A complete subtree lies inside one tile: it is one to 128 neighbouring hashes of the highest level that fits.
function completeRange(start: number, length: number, read: ReadHashes): Uint8Array {
  let level = 0;
  let span = 1;
  while (span * tileWidth <= length) {
    span *= tileWidth;
    level += 1;
  }
  const hashes = read(level, start / span, (start + length) / span);
  if (hashes.length !== length / span) throw new RangeError("the store lacks tile hashes");
  return completeRoot(hashes);
}

// The root of neighbouring hashes whose number is a power of two.
function completeRoot(hashes: readonly Uint8Array[]): Uint8Array {
  let row = hashes;
  while (row.length > 1) {
    const above: Uint8Array[] = [];
    row.forEach((left, i) => {
      const right = row[i + 1];
      if (i % 2 === 0 && right !== undefined) above.push(nodeHash(left, right));
    });
    row = above;
  }
  const [root] = row;
  if (root === undefined) throw new RangeError("the store lacks tile hashes");
  return root;
}

function split(start: number, end: number): number {
  const length = end - start;
  const power = largestPower(length);
  return start + (power === length ? power / 2 : power);
}

// The largest power of two that is not above the length.
function largestPower(length: number): number {
  let power = 1;
  while (power * 2 <= length) power *= 2;
  return power;
}
