// The secret chance of a release (CN8d): it follows from the ids of the cases that are counted, which nobody but those in them know, so every device of the organisation
// draws the same. Two organisations with the same cases draw the same too: two roundings of them would say more than one.

import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { DrawFor } from "../../statistics/small-numbers.ts";

/** The chance of a country, by its origin. */
export function chanceOf(origin: string): DrawFor {
  return (table, caseIds, attempt) => {
    const text = ["panoh.org/release-chance/v1", origin, table, attempt, ...caseIds].join("\n");
    const seed = sha256(encodeUtf8(text));
    let bytes: readonly number[] = [];
    let block = 0;
    const next = (): number => {
      const [byte, ...rest] = bytes;
      if (byte === undefined) {
        bytes = [...sha256(new Uint8Array([...seed, block++ & 255, (block >> 8) & 255]))];
        return next();
      }
      bytes = rest;
      return byte;
    };
    return (below) => {
      // Bytes that would make some numbers likelier than others are thrown away.
      const end = Math.floor(256 / below) * below;
      for (;;) {
        const byte = next();
        if (byte < end) return byte % below;
      }
    };
  };
}
