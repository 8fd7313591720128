// The outer shape of sealed bytes, for whoever holds them without being able to open them: the host before it takes a
// leaf, a reader before any key operation. It must never import what opens an envelope, and never guess.

/** The suite that a country's founding note names for its organisations. */
export type CountrySuite = "x25519" | "hybrid";

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

const base64 = anyOf("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
/** What may end a text of base64, by how many bytes are over three: a character with stray bits would make a second spelling. */
const lasts = [base64, anyOf("AQgw"), anyOf("AEIMQUYcgkosw048")];

/** So many bytes, one behind the other, of which each may be the same: 1 for those. Every line of a header has a fixed length here. */
interface Run {
  readonly count: number;
  readonly allowed: Uint8Array;
}

const cases: { readonly [Of in CountrySuite]: { readonly sizes: readonly number[]; readonly header: readonly Run[] } } =
  {
    x25519: { sizes: [4_096, 65_536], header: headerOf("X25519", 32, 4) },
    hybrid: { sizes: [12_288, 65_536], header: headerOf("mlkem768x25519", 1_120, 4) },
  };
const receiptHeader = headerOf("X25519", 32, 1);

function begins(bytes: Uint8Array, header: readonly Run[]): boolean {
  let at = 0;
  for (const { count, allowed } of header)
    for (const end = at + count; at < end; at++) if (allowed[bytes[at] ?? 0] !== 1) return false;
  return true;
}

function headerOf(kind: string, shareBytes: number, stanzas: number): readonly Run[] {
  const stanza = [...text(`-> ${kind} `), ...unpadded(shareBytes), ...text("\n"), ...unpadded(32), ...text("\n")];
  const all = Array.from({ length: stanzas }, () => stanza).flat();
  return [...text("age-encryption.org/v1\n"), ...all, ...text("--- "), ...unpadded(32), ...text("\n")];
}

function text(characters: string): readonly Run[] {
  return [...characters].map((character) => ({ count: 1, allowed: anyOf(character) }));
}

/** So many bytes in base64 without padding, which is ours alone. */
function unpadded(byteLength: number): readonly Run[] {
  const before = { count: Math.ceil((byteLength * 4) / 3) - 1, allowed: base64 };
  return [before, { count: 1, allowed: lasts[byteLength % 3] ?? base64 }];
}

/** By each byte: 1 when it is one of these characters. */
function anyOf(characters: string): Uint8Array {
  const allowed = new Uint8Array(256);
  for (const character of characters) allowed[character.charCodeAt(0)] = 1;
  return allowed;
}
