// What an envelope looks like from outside: sizes, stanzas, overhead. One table for sealing and opening; the host has its
// own reading of the same shape, and a test holds the two together.
import type { Identity } from "age-encryption";
import type { Suite } from "../core/directory-note.ts";

/** The stanzas of an age header, as age-encryption hands them to an identity. */
export type Stanzas = Parameters<Identity["unwrapFileKey"]>[0];

/** The total sizes, in bytes, of sealed files, smallest first (SL1). */
export const envelopeSizes = {
  case: { hybrid: [12_288, 65_536], x25519: [4_096, 65_536] },
  receipt: { x25519: [1_024] },
} as const;

/** Every case envelope has this many stanzas, so it has at most this many readers (SL2). */
export const caseStanzas = 4;

/** Bytes of an age file that are not plaintext: header, nonce and the tag of its one chunk of at most 64 KiB. */
export function sealingOverhead(suite: Suite, stanzaCount: number): number {
  const versionLine = 22;
  const macLine = 48;
  const nonce = 16;
  const tag = 16;
  return versionLine + stanzaCount * stanzaForms[suite].length + macLine + nonce + tag;
}

/** True when stanzas in this number and form, in a file of this many bytes, make an envelope of some class. */
export function isEnvelopeShape(stanzas: Stanzas, total: number): boolean {
  return classes.some(
    ({ suite, count, sizes }) => stanzas.length === count && sizes.includes(total) && areOf(suite, stanzas),
  );
}

const classes: readonly { readonly suite: Suite; readonly count: number; readonly sizes: readonly number[] }[] = [
  { suite: "hybrid", count: caseStanzas, sizes: envelopeSizes.case.hybrid },
  { suite: "x25519", count: caseStanzas, sizes: envelopeSizes.case.x25519 },
  { suite: "x25519", count: 1, sizes: envelopeSizes.receipt.x25519 },
];

// `share` in characters; `length` in bytes of both lines of a stanza: arrow, name, share; 43 characters of wrapped key.
const stanzaForms = {
  x25519: { name: "X25519", share: 43, length: 3 + 6 + 1 + 43 + 1 + 43 + 1 },
  hybrid: { name: "mlkem768x25519", share: 1_494, length: 3 + 14 + 1 + 1_494 + 1 + 43 + 1 },
} as const;

function areOf(suite: Suite, stanzas: Stanzas): boolean {
  const { name, share } = stanzaForms[suite];
  return stanzas.every(
    ({ args, body }) => args.length === 2 && args[0] === name && args[1]?.length === share && body.length === 32,
  );
}
