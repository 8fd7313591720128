// Challenges for token requests, without remembering any (LG4): 4 bytes of time in seconds, 4 of chance, and the first 8 of an HMAC over
// both. Whoever asks for as many as they like takes nothing from anybody. Only those that were used are kept, in the store.
import { decodeHex, encodeHex } from "../crypto/hex.ts";
import { hmacSha256 } from "../crypto/hmac.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";

export const challengeKeyBytes = 32;
const challengeSeconds = 10 * 60;
const label = encodeUtf8("panoh challenge v1\n");

/** A challenge as 32 hex digits. `now` counts milliseconds since 1970. */
export function makeChallenge(key: Uint8Array, now: number, randomBytes: RandomBytes): string {
  const head = new Uint8Array(8);
  new DataView(head.buffer).setUint32(0, Math.floor(now / 1000));
  head.set(randomBytes(4), 4);
  return encodeHex(head) + markOf(key, head);
}

/** When a challenge under this key ends, in milliseconds since 1970; null when it is not one, has ended, or was made after `now`. */
export function challengeEnd(challenge: string, key: Uint8Array, now: number): number | null {
  const head = decodeHex(challenge.slice(0, 16));
  if (head?.length !== 8 || challenge !== encodeHex(head) + markOf(key, head)) return null;
  const made = new DataView(head.buffer, head.byteOffset).getUint32(0);
  const age = Math.floor(now / 1000) - made;
  return age < 0 || age >= challengeSeconds ? null : (made + challengeSeconds) * 1000;
}

function markOf(key: Uint8Array, head: Uint8Array): string {
  return encodeHex(hmacSha256(key, Uint8Array.of(...label, ...head)).subarray(0, 8));
}
