// SHA3-256 and SHAKE256 (FIPS 202), which not every browser's WebCrypto has.
import { shake256 as nobleShake256, sha3_256 } from "@noble/hashes/sha3.js";

export function sha3256(bytes: Uint8Array): Uint8Array {
  return sha3_256(bytes);
}

/** The first `length` bytes of SHAKE256 of bytes. */
export function shake256(bytes: Uint8Array, length: number): Uint8Array {
  return nobleShake256(bytes, { dkLen: length });
}
