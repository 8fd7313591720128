// UUIDs (RFC 9562): random ones, as HSDS wants for its ids and the record for its imports, and ones that are made of a text.
import { encodeHex } from "./hex.ts";
import type { RandomBytes } from "./random.ts";
import { sha256 } from "./sha256.ts";
import { encodeUtf8 } from "./utf8.ts";

/** A random version 4 UUID in lower case. */
export function makeUuid(randomBytes: RandomBytes): string {
  return encodeUuid(randomBytes(16), 4);
}

/** The version 8 UUID of a text, always the same: the beginning of its SHA-256. */
export function uuidOfText(text: string): string {
  return encodeUuid(sha256(encodeUtf8(text)).slice(0, 16), 8);
}

function encodeUuid(bytes: Uint8Array, version: 4 | 8): string {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = encodeHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
