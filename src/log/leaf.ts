// The leaf of Panoh's log (LG1): one class byte and the SHA-256 of the bytes it stands for. The class follows from the
// shape of the bytes and is decided elsewhere; this file never looks into them.
import { sha256 } from "../crypto/sha256.ts";

/** The closed list of leaf classes, in the order of their class bytes 0x01 to 0x05. */
export const leafClasses = ["directory", "public", "receipt", "case", "update"] as const;

export type LeafClass = (typeof leafClasses)[number];

/** The class byte of a class. */
export function numberOfClass(leafClass: LeafClass): number {
  return leafClasses.indexOf(leafClass) + 1;
}

/** The class with this class byte; null for a number that is none. */
export function classOfNumber(number: number): LeafClass | null {
  return leafClasses[number - 1] ?? null;
}

/** Every leaf of the log has exactly this many bytes. */
export const leafBytes = 33;

export interface Leaf {
  readonly class: LeafClass;
  /** The 32-byte SHA-256 of the bytes that the leaf stands for. */
  readonly hash: Uint8Array;
}

/** The 33 bytes of a leaf. Throws RangeError for a hash that is not 32 bytes long. */
export function encodeLeaf(leafClass: LeafClass, hash: Uint8Array): Uint8Array {
  if (hash.length !== leafBytes - 1) throw new RangeError("a leaf holds a hash of 32 bytes");
  const leaf = new Uint8Array(leafBytes);
  leaf[0] = numberOfClass(leafClass);
  leaf.set(hash, 1);
  return leaf;
}

/** The leaf in these bytes; null unless they are 33 and the class is known. */
export function parseLeaf(bytes: Uint8Array): Leaf | null {
  if (bytes.length !== leafBytes) return null;
  const leafClass = classOfNumber(bytes[0] ?? 0);
  return leafClass === null ? null : { class: leafClass, hash: bytes.slice(1) };
}

/** The 33-byte leaf that stands for these bytes. */
export function leafFor(leafClass: LeafClass, bytes: Uint8Array): Uint8Array {
  return encodeLeaf(leafClass, sha256(bytes));
}

/** True when these are the bytes that the leaf stands for. */
export function leafMatches(leaf: Leaf, bytes: Uint8Array): boolean {
  const hash = sha256(bytes);
  return leaf.hash.length === hash.length && hash.every((byte, i) => byte === leaf.hash[i]);
}
