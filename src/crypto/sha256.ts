// SHA-256 (FIPS 180-4).
import { sha256 as nobleSha256 } from "@noble/hashes/sha2.js";

/** The 32-byte SHA-256 of the parts, joined without framing: callers frame what needs framing. */
export function sha256(...parts: readonly Uint8Array[]): Uint8Array {
  const hash = nobleSha256.create();
  for (const part of parts) hash.update(part);
  return hash.digest();
}
