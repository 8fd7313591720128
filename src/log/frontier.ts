// The right edge of a Merkle tree: what a client keeps so that it can extend its root leaf by leaf, without the leaves
// before. Its hashes are trusted as its owner's own record; it proves nothing to anyone else.
import { emptyRoot, hashBytes, leafHash, nodeHash } from "./merkle.ts";

export interface Frontier {
  /** The number of leaves. */
  readonly size: number;
  /** The hashes of the complete subtrees that make up the tree, from the largest (left) to the smallest. */
  readonly hashes: readonly Uint8Array[];
}

export const emptyFrontier: Frontier = { size: 0, hashes: [] };

/** The frontier after one more leaf, given by its bytes. */
export function appendLeaf(frontier: Frontier, leaf: Uint8Array): Frontier {
  return appendLeafHashes(frontier, [leafHash(leaf)]);
}

/** The frontier after these leaves, given by their bytes, in order. */
export function appendLeaves(frontier: Frontier, leaves: readonly Uint8Array[]): Frontier {
  return appendLeafHashes(frontier, leaves.map(leafHash));
}

/** The frontier after these leaves, given by their Merkle hashes, in order. */
export function appendLeafHashes(frontier: Frontier, leafHashes: readonly Uint8Array[]): Frontier {
  const hashes = [...frontier.hashes];
  let size = frontier.size;
  for (const hash of leafHashes) {
    let joined = hash;
    // Every trailing one-bit of the size is a complete subtree as large as the one just made.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = hashes.pop();
      if (left === undefined) throw new RangeError("a frontier with too few hashes");
      joined = nodeHash(left, joined);
    }
    hashes.push(joined);
    size += 1;
  }
  return { size, hashes };
}

/** The root of the tree. */
export function frontierRoot(frontier: Frontier): Uint8Array {
  const last = frontier.hashes.at(-1);
  if (last === undefined) return emptyRoot;
  return frontier.hashes.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last);
}

/** The bytes of a frontier: the size as a uint64, big-endian, and the hashes, largest subtree first. */
export function encodeFrontier(frontier: Frontier): Uint8Array {
  if (frontier.hashes.length !== subtreeCount(frontier.size)) throw new RangeError("hashes do not fit the size");
  const bytes = new Uint8Array(8 + frontier.hashes.length * hashBytes);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(frontier.size));
  frontier.hashes.forEach((hash, i) => {
    bytes.set(hash, 8 + i * hashBytes);
  });
  return bytes;
}

/** The frontier in these bytes; null unless the number of hashes is exactly what the size needs. */
export function parseFrontier(bytes: Uint8Array): Frontier | null {
  if (bytes.length < 8) return null;
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0));
  if (!Number.isSafeInteger(size) || bytes.length !== 8 + subtreeCount(size) * hashBytes) return null;
  const hashes: Uint8Array[] = [];
  for (let at = 8; at < bytes.length; at += hashBytes) hashes.push(bytes.slice(at, at + hashBytes));
  return { size, hashes };
}

// One complete subtree for each one-bit of the size.
function subtreeCount(size: number): number {
  let count = 0;
  for (let rest = size; rest > 0; rest = Math.floor(rest / 2)) count += rest % 2;
  return count;
}
