// The host's Merkle tree in memory: 32 bytes a leaf, rebuilt from the stored leaves at start. So proofs need no database, and the
// root that is signed comes from hashes computed from what is stored (LG4: re-hash before signing).
import { encodeLeaf } from "../log/leaf.ts";
import type { Leaf } from "../log/leaf.ts";
import { leafHash } from "../log/merkle.ts";
import { consistencyProof, inclusionProof, rootOf, tileHashesAfterAppend } from "../log/prove.ts";
import { encodeTile } from "../log/tile.ts";

export class Tree {
  readonly #levels: Uint8Array[][] = [[]];

  get size(): number {
    return this.#levels[0]?.length ?? 0;
  }

  append(leaves: readonly Leaf[]): void {
    const hashes = leaves.map((leaf) => leafHash(encodeLeaf(leaf.class, leaf.hash)));
    const completed = tileHashesAfterAppend(this.size, hashes, this.#read);
    this.#levels[0]?.push(...hashes);
    for (const { level, hash } of completed) {
      const hashesOfLevel = this.#levels[level] ?? [];
      hashesOfLevel.push(hash);
      this.#levels[level] = hashesOfLevel;
    }
  }

  root(size: number): Uint8Array {
    return rootOf(size, this.#read);
  }

  inclusion(index: number, size: number): readonly Uint8Array[] {
    return inclusionProof(index, size, this.#read);
  }

  consistency(oldSize: number, newSize: number): readonly Uint8Array[] {
    return consistencyProof(oldSize, newSize, this.#read);
  }

  /** The bytes of a hash tile of this width. The caller has checked that the tree has it. */
  tile(level: number, index: number, width: number): Uint8Array {
    return encodeTile(this.#read(level, index * 256, index * 256 + width));
  }

  readonly #read = (level: number, from: number, to: number): readonly Uint8Array[] =>
    this.#levels[level]?.slice(from, to) ?? [];
}
