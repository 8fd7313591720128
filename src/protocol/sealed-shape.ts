// The outer shape of sealed bytes, for whoever holds them without being able to open them: the host before it takes a
// leaf, a reader before any key operation. It must never import what opens an envelope, and never guess.
import { encodeUtf8 } from "../crypto/utf8.ts";

/** The suite that a country's founding note names for its organisations. */
export type CountrySuite = "x25519" | "hybrid";

/** The class of a sealed leaf. */
export type SealedClass = "case" | "receipt";

/**
 * The class that the shape of the bytes gives in a country of this suite, or null when they have no such shape.
 * `case`: four stanzas of the country's suite and a total of exactly one class size. `receipt`: one X25519 stanza
 * and exactly 1 KiB. Each part of the header has one spelling. A shape says nothing about who can open it, or whether anybody can.
 */
export function sealedShape(bytes: Uint8Array, countrySuite: CountrySuite): SealedClass | null {
  const { sizes, header } = cases[countrySuite];
  if (sizes.includes(bytes.length)) return begins(bytes, header) ? "case" : null;
  if (bytes.length === 1_024) return begins(bytes, receiptHeader) ? "receipt" : null;
  return null;
}

/** What a character of base64 may be: any, or the last one before so many stray bits, four or two, which would make a second spelling. */
const sets = ["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", "AQgw", "AEIMQUYcgkosw048"];
const inSets = new Uint8Array(256);
for (const [i, set] of sets.entries())
  for (const character of set) inSets[character.charCodeAt(0)] = (inSets[character.charCodeAt(0)] ?? 0) | (1 << i);

/** By the place of each byte, since every line has a fixed length here: the byte, or the number of a set. */
type Header = Uint8Array;

const cases: { readonly [Of in CountrySuite]: { readonly sizes: readonly number[]; readonly header: Header } } = {
  x25519: { sizes: [4_096, 65_536], header: headerOf("X25519", 32, 4) },
  hybrid: { sizes: [12_288, 65_536], header: headerOf("mlkem768x25519", 1_120, 4) },
};
const receiptHeader = headerOf("X25519", 32, 1);

function begins(bytes: Uint8Array, header: Header): boolean {
  for (let at = 0; at < header.length; at++) {
    const [wanted, byte] = [header[at] ?? 0, bytes[at] ?? 0];
    if (wanted < sets.length ? (((inSets[byte] ?? 0) >> wanted) & 1) === 0 : byte !== wanted) return false;
  }
  return true;
}

function headerOf(kind: string, shareBytes: number, stanzas: number): Header {
  const stanza = `-> ${kind} ${unpadded(shareBytes)}\n${unpadded(32)}\n`;
  return encodeUtf8(`age-encryption.org/v1\n${stanza.repeat(stanzas)}--- ${unpadded(32)}\n`);
}

/** So many bytes in base64 without padding, which is ours alone, as numbers of sets. */
function unpadded(byteLength: number): string {
  const length = Math.ceil((byteLength * 4) / 3);
  return "\0".repeat(length - 1) + String.fromCharCode(byteLength % 3);
}
