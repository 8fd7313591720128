// XChaCha20-Poly1305 for what rests on a device under its vault key. What crosses a wire is sealed with age instead.
import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import type { RandomBytes } from "./random.ts";

const nonceBytes = 24;

/** Nonce and ciphertext, bound to `context` (which is authenticated, not stored). `key` has 32 bytes. */
export function encryptAtRest(
  key: Uint8Array,
  context: Uint8Array,
  plaintext: Uint8Array,
  randomBytes: RandomBytes,
): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const ciphertext = xchacha20poly1305(key, nonce, context).encrypt(plaintext);
  const box = new Uint8Array(nonceBytes + ciphertext.length);
  box.set(nonce);
  box.set(ciphertext, nonceBytes);
  return box;
}

/** The plaintext of `encryptAtRest`; null for a wrong key, another context, or any change of the bytes. */
export function decryptAtRest(key: Uint8Array, context: Uint8Array, box: Uint8Array): Uint8Array | null {
  if (box.length < nonceBytes + 16) return null;
  try {
    return xchacha20poly1305(key, box.subarray(0, nonceBytes), context).decrypt(box.subarray(nonceBytes));
  } catch {
    return null;
  }
}
