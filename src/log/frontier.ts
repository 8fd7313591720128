// The right edge of a Merkle tree: what a client keeps so that it can extend its root leaf by leaf, without the leaves
// before. Its hashes are trusted as its owner's own record; it proves nothing to anyone else.
import { emptyRoot, leafHash, nodeHash } from "./merkle.ts";

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
    let subtree = hash;
    // Every trailing one-bit of the size is a complete subtree as large as the one just made.
    for (let rest = size; rest % 2 === 1; rest = (rest - 1) / 2) {
      const left = hashes.pop();
      if (left === undefined) throw new RangeError("a frontier with too few hashes");
      subtree = nodeHash(left, subtree);
    }
    hashes.push(subtree);
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
