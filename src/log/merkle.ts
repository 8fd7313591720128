// The Merkle tree of RFC 6962 over SHA-256: hashing and the verification of proofs. Sizes and indexes are numbers up to
// 2^53 - 1 and come from a signed checkpoint or from the caller's own record, never from the proof itself.
import { sha256 } from "../crypto/sha256.ts";

export const hashBytes = 32;

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

/** The root of the tree without leaves: the SHA-256 of nothing (RFC 6962 section 2.1). */
export const emptyRoot: Uint8Array = sha256();

/** The Merkle hash of a leaf's bytes. */
export function leafHash(leaf: Uint8Array): Uint8Array {
  return sha256(leafPrefix, leaf);
}

/** The Merkle hash of a node over its two children. */
export function nodeHash(left: Uint8Array, right: Uint8Array): Uint8Array {
  return sha256(nodePrefix, left, right);
}

/**
 * True when the proof (sibling hashes from the leaf upwards) binds a leaf's hash at an index to the root of a tree of
 * this size. Never throws: wrong numbers and wrong lengths are false. (RFC 9162 section 2.1.3.2 gives the steps.)
 */
export function verifyInclusion(
  index: number,
  size: number,
  hash: Uint8Array,
  proof: readonly Uint8Array[],
  root: Uint8Array,
): boolean {
  if (!isCount(index) || !isCount(size) || index >= size || !areHashes([hash, root, ...proof])) return false;
  let node = index;
  let last = size - 1;
  let hashSoFar = hash;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hashSoFar = nodeHash(sibling, hashSoFar);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = half(last);
      }
    } else {
      hashSoFar = nodeHash(hashSoFar, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameHash(hashSoFar, root);
}

/**
 * True when the proof shows that the tree of the new size and root only appends to the tree of the old size and root.
 * From the empty tree and between equal sizes the proof is empty. Never throws. (RFC 9162 section 2.1.4.2.)
 */
export function verifyConsistency(
  oldSize: number,
  newSize: number,
  oldRoot: Uint8Array,
  newRoot: Uint8Array,
  proof: readonly Uint8Array[],
): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (!areHashes([oldRoot, newRoot, ...proof])) return false;
  if (oldSize === 0 && !sameHash(oldRoot, emptyRoot)) return false;
  if (oldSize === newSize) return proof.length === 0 && sameHash(oldRoot, newRoot);
  if (oldSize === 0) return proof.length === 0;

  let node = oldSize - 1;
  let last = newSize - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  // An old tree that is one complete subtree is its own first node, so the proof leaves it out.
  const [first, ...rest] = node === 0 ? [oldRoot, ...proof] : proof;
  if (first === undefined) return false;
  let computedOld = first;
  let computedNew = first;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      computedOld = nodeHash(sibling, computedOld);
      computedNew = nodeHash(sibling, computedNew);
      while (node % 2 === 0 && node !== 0) {
        node /= 2;
        last = half(last);
      }
    } else {
      computedNew = nodeHash(computedNew, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && sameHash(computedOld, oldRoot) && sameHash(computedNew, newRoot);
}

/** True for two equal hashes of 32 bytes. */
export function sameHash(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === hashBytes && b.length === hashBytes && a.every((byte, i) => byte === b[i]);
}

// Numbers here exceed 32 bits, so the shift operators would cut them.
function half(value: number): number {
  return Math.floor(value / 2);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every((hash) => hash.length === hashBytes);
}
