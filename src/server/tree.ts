// The host's Merkle tree in memory: 64 bytes a leaf, rebuilt from the stored leaves at start. So proofs need no database, and the
// root that is signed comes from hashes computed from what is stored (LG4: re-hash before signing). It keeps the hash of every complete
// subtree, so that a proof costs a few hashes and not those of whole tiles; test/support/merkle-slow-twin.ts is its slow twin.
import type { Frontier } from "../log/frontier.ts";
import { encodeLeaf, type Leaf } from "../log/leaf.ts";
import { emptyRoot, hashBytes, leafHash, nodeHash } from "../log/merkle.ts";

/** Tile level l holds the roots of complete subtrees of 256^l leaves, which are 2^(8l). */
const heightOfLevel = 8;

export class Tree {
  /** By height h: the roots of all complete subtrees of 2^h leaves, from the left. */
  readonly #rows: HashRow[] = [new HashRow()];

  get size(): number {
    return this.#row(0).length;
  }

  append(leaves: readonly Leaf[]): void {
    for (const leaf of leaves) this.#push(0, leafHash(encodeLeaf(leaf.class, leaf.hash)));
  }

  /** The hash of one leaf. */
  leaf(index: number): Uint8Array {
    return this.#row(0).at(index);
  }

  /** The root of the first `size` leaves. */
  root(size: number): Uint8Array {
    return size === 0 ? emptyRoot : this.#range(0, size);
  }

  /** What is needed to know the root after further leaves without taking them. */
  frontier(): Frontier {
    const hashes: Uint8Array[] = [];
    for (let start = 0; start < this.size; ) {
      const height = Math.floor(Math.log2(this.size - start));
      hashes.push(this.#row(height).at(start / 2 ** height));
      start += 2 ** height;
    }
    return { size: this.size, hashes };
  }

  /** The inclusion proof of a leaf in the tree of the first `size` leaves (RFC 6962, section 2.1.1). */
  inclusion(index: number, size: number): readonly Uint8Array[] {
    if (index < 0 || index >= size || size > this.size) throw new RangeError("no such leaf in the tree");
    const proof: Uint8Array[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + splitOf(end - start);
      const isLeft = index < middle;
      proof.push(isLeft ? this.#range(middle, end) : this.#range(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    return proof.reverse();
  }

  /** The consistency proof between two sizes (RFC 6962, section 2.1.2); empty from size 0 and between equal sizes. */
  consistency(oldSize: number, newSize: number): readonly Uint8Array[] {
    if (oldSize < 0 || oldSize > newSize || newSize > this.size) throw new RangeError("no such older tree");
    if (oldSize === 0 || oldSize === newSize) return [];
    const proof: Uint8Array[] = [];
    let [start, end] = [0, newSize];
    while (end !== oldSize) {
      const middle = start + splitOf(end - start);
      const isLeft = oldSize <= middle;
      proof.push(isLeft ? this.#range(middle, end) : this.#range(start, middle));
      [start, end] = isLeft ? [start, middle] : [middle, end];
    }
    // The last subtree of the old tree: the verifier knows it only when it is the whole old tree.
    if (start > 0) proof.push(this.#range(start, end));
    return proof.reverse();
  }

  /** The bytes of a hash tile of this width. The caller has checked that the tree has it. */
  tile(level: number, index: number, width: number): Uint8Array {
    return this.#row(level * heightOfLevel).bytes(index * 256, index * 256 + width);
  }

  #push(height: number, hash: Uint8Array): void {
    const row = this.#row(height);
    row.push(hash);
    if (row.length % 2 === 0) this.#push(height + 1, nodeHash(row.at(row.length - 2), row.at(row.length - 1)));
  }

  #row(height: number): HashRow {
    const known = this.#rows[height];
    if (known !== undefined) return known;
    const row = new HashRow();
    this.#rows[height] = row;
    return row;
  }

  // The root of the leaves from start to end; start must be where RFC 6962 splits, so that the left part is complete.
  #range(start: number, end: number): Uint8Array {
    const length = end - start;
    const left = length === 1 ? 1 : splitOf(length);
    if (length === 1 || left * 2 === length) {
      const height = Math.log2(length);
      return this.#row(height).at(start / length);
    }
    return nodeHash(this.#range(start, start + left), this.#range(start + left, end));
  }
}

/** A buffer holds no more hashes than this, a megabyte; whole tiles. */
const bufferHashes = 32_768;

/** Hashes one behind the other in buffers: an object a hash would take several times the memory, and so would one buffer that doubles, while it is copied. */
class HashRow {
  length = 0;
  readonly #full: Uint8Array[] = [];
  /** The one that is being filled: it doubles until it has its size. */
  #last = new Uint8Array(16 * hashBytes);

  push(hash: Uint8Array): void {
    const at = (this.length % bufferHashes) * hashBytes;
    if (at === 0 && this.length > 0) {
      this.#full.push(this.#last);
      this.#last = new Uint8Array(bufferHashes * hashBytes);
    } else if (at === this.#last.length) {
      const larger = new Uint8Array(2 * at);
      larger.set(this.#last);
      this.#last = larger;
    }
    this.#last.set(hash, at);
    this.length += 1;
  }

  at(index: number): Uint8Array {
    return this.bytes(index, index + 1);
  }

  /** A copy of hashes of one tile. */
  bytes(from: number, to: number): Uint8Array {
    if (from < 0 || to > this.length) throw new RangeError("no such hashes in the tree");
    const buffer = this.#full[Math.floor(from / bufferHashes)] ?? this.#last;
    const start = (from % bufferHashes) * hashBytes;
    return buffer.slice(start, start + (to - from) * hashBytes);
  }
}

/** Where RFC 6962 splits a range of more than one leaf: the largest power of two below its length. */
function splitOf(length: number): number {
  let power = 1;
  while (power * 2 < length) power *= 2;
  return power;
}
