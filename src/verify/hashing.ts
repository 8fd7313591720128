// RFC 6962 hashing for the verifier, over Node's own SHA-256. Written apart from src/log on purpose: the two must agree.
import { createHash } from "node:crypto";

export function sha256ByNode(...parts: readonly Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}

const leafPrefix = Buffer.of(0);
const nodePrefix = Buffer.of(1);

export function hashLeaf(leaf: Uint8Array): Buffer {
  return sha256ByNode(leafPrefix, leaf);
}

/** A Merkle tree over leaf hashes: every perfect subtree is hashed once, so that the root at any earlier size is a few hashes more. */
export class MerkleTree {
  /** By height: the hashes of the perfect subtrees, from the left. */
  readonly #levels: readonly (readonly Buffer[])[];

  constructor(leafHashes: readonly Buffer[]) {
    const levels = [leafHashes];
    for (let below = leafHashes; below.length > 1; levels.push(below)) {
      const pairs = below;
      below = Array.from({ length: Math.floor(pairs.length / 2) }, (_, i) => hashNode(pairs[2 * i], pairs[2 * i + 1]));
    }
    this.#levels = levels;
  }

  /** The root of the first `size` leaves: RFC 6962 section 2.1 splits at the largest power of two, so it joins perfect subtrees. */
  root(size: number): Buffer {
    let root: Buffer | null = null;
    let end = size;
    for (let height = 0; end > 0; height++) {
      const width = 2 ** height;
      if (Math.floor(end / width) % 2 === 0) continue;
      end -= width;
      const subtree = this.#levels[height]?.[end / width];
      if (subtree === undefined) throw new RangeError("the tree is smaller");
      root = root === null ? subtree : hashNode(subtree, root);
    }
    return root ?? sha256ByNode();
  }

  /** The hashes that the tiles of a level hold: each covers 256 of the level below. */
  tileHashes(level: number): readonly Buffer[] {
    return this.#levels[8 * level] ?? [];
  }
}

function hashNode(left: Buffer | undefined, right: Buffer | undefined): Buffer {
  if (left === undefined || right === undefined) throw new RangeError("a node has two children");
  return sha256ByNode(nodePrefix, left, right);
}
