// Random UUIDs (RFC 9562, version 4), as HSDS wants for its ids and the record for its imports.
import { encodeHex } from "./hex.ts";
import type { RandomBytes } from "./random.ts";

/** A random version 4 UUID in lower case. */
export function makeUuid(randomBytes: RandomBytes): string {
  const bytes = randomBytes(16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = encodeHex(bytes);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
