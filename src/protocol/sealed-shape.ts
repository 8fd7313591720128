// The outer shape of sealed bytes, for whoever holds them without being able to open them: the host before it takes a
// leaf, a reader before any key operation. It must never import what opens an envelope, and never guess.
import { decodeBase64 } from "../crypto/base64.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";

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
  const caseSizes = countrySuite === "hybrid" ? [12_288, 65_536] : [4_096, 65_536];
  if (caseSizes.includes(bytes.length)) return hasHeader(bytes, countrySuite, 4) ? "case" : null;
  if (bytes.length === 1_024) return hasHeader(bytes, "x25519", 1) ? "receipt" : null;
  return null;
}

const versionLine = "age-encryption.org/v1";
const bodyLength = base64Length(32);
const macLength = base64Length(32);
const stanzas = {
  x25519: { start: "-> X25519 ", shareLength: base64Length(32) },
  hybrid: { start: "-> mlkem768x25519 ", shareLength: base64Length(1_120) },
} as const;

/** Every line of the header has a fixed length here, so the header ends at a known byte or it is not ours. */
function hasHeader(bytes: Uint8Array, suite: CountrySuite, count: number): boolean {
  const { start, shareLength } = stanzas[suite];
  const stanzaLength = start.length + shareLength + 1 + bodyLength + 1;
  const headerLength = versionLine.length + 1 + count * stanzaLength + "--- ".length + macLength + 1;
  const lines = decodeUtf8(bytes.subarray(0, headerLength))?.split("\n");
  if (lines?.length !== 2 * count + 3 || lines[0] !== versionLine) return false;
  for (let i = 0; i < count; i++) {
    if (!isLine(lines[2 * i + 1], start, shareLength) || !isLine(lines[2 * i + 2], "", bodyLength)) return false;
  }
  return isLine(lines.at(-2), "--- ", macLength);
}

function isLine(line: string | undefined, start: string, length: number): boolean {
  if (line?.length !== start.length + length || !line.startsWith(start)) return false;
  const text = line.slice(start.length);
  // The padding is ours alone: one in the line would make it another, shorter value of the same length.
  return !text.includes("=") && decodeBase64(text + "=".repeat((4 - (text.length % 4)) % 4)) !== null;
}

/** Characters of unpadded base64 for a number of bytes. */
function base64Length(byteLength: number): number {
  return Math.ceil((byteLength * 4) / 3);
}
