// Who gets a stanza: the true readers and, up to four, keys made here and thrown away, in an order that reveals nothing.
// It must never keep or return the secret half of a key that it made up.

import type { Suite } from "../core/directory-note.ts";
import type { RandomBytes } from "../crypto/random.ts";
import { caseStanzas } from "./envelope-shape.ts";
import { generateIdentity, recipientOf } from "./suite.ts";

/** Exactly four recipients for 1–4 readers of one suite; every order is equally likely if the random bytes are even. */
export async function fourRecipients(readers: readonly string[], suite: Suite, random: RandomBytes): Promise<string[]> {
  const left = [...readers];
  while (left.length < caseStanzas) left.push(await recipientOf(await generateIdentity(suite)));
  const drawn: string[] = [];
  while (left.length > 0) drawn.push(...left.splice(below(left.length, random), 1));
  return drawn;
}

/** An even number from 0 up to, not including, `limit` (at most 256): draws that would favour the low ones are thrown away. */
function below(limit: number, random: RandomBytes): number {
  for (;;) {
    const [byte] = random(1);
    if (byte === undefined) throw new Error("the random source gave nothing");
    if (byte < 256 - (256 % limit)) return byte % limit;
  }
}
