// A correction (LG10): the council's threshold says of a log that forked by a mistake which history is true, which is false, and why. It comes
// by hand and is never logged: whoever stands at a fork reads no log.
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, integer, line, list, moment, type Of, object, pattern } from "../core/schema.ts";
import type { Seat } from "../core/seats.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { textId } from "./origin.ts";
import { encodeNote, parseNote, type SignerKey, signText, verifierKey, verifySignature } from "./signed-note.ts";

/** So many heads of the false history at the most: of a longer one several corrections name the parts, one behind the other in one file. */
export const mostFalseHeads = 1000;

const headSchema = object({
  size: integer(1, Number.MAX_SAFE_INTEGER),
  /** The root of so many leaves, in base64. */
  root: pattern(/^[A-Za-z0-9+/]{43}=$/),
});
export type NamedHead = Of<typeof headSchema>;

const correctionSchema = object({
  kind: code(["correction"]),
  salt: hexOf(16),
  at: moment,
  /** So many leaves the two histories have in common; the next one is another. */
  shared: integer(1, Number.MAX_SAFE_INTEGER),
  /** Heads of the false history, the smallest first. */
  falseHeads: list(headSchema, mostFalseHeads, 1),
  trueHead: headSchema,
  reason: line(500),
});
export type Correction = Of<typeof correctionSchema>;

export interface CorrectionNote {
  /** SHA-256 of the signed text in hexadecimal. */
  readonly id: string;
  readonly correction: Correction;
  /** The seats that signed it. */
  readonly signers: readonly string[];
}

/** The notes in a file of corrections, each as it was signed; of any other text the text. */
export function correctionsIn(text: string): readonly string[] {
  // What a note says stands on one line of JSON: no line but its first one is the tag.
  const notes = text.split(new RegExp(`^(?=${tag.correction.replaceAll(".", "\\.")}\n)`, "m"));
  return notes.map((note) => `${note.replace(/\n+$/, "")}\n`);
}

/** Signs a correction with the seats that are here. Throws RangeError when it would not parse back. */
export function signCorrection(origin: string, correction: Correction, seats: readonly SignerKey[]): string {
  if (!isCorrection(correction)) throw new RangeError("not a correction in its schema");
  const text = encodeSignedText(tag.correction, origin, encodeJson(correction));
  return encodeNote(
    text,
    seats.map((seat) => signText(text, seat)),
  );
}

/** Adds the signature of one more seat. Null for what is not a correction of this origin: a key is not lent to other texts. */
export function cosignCorrection(note: string, origin: string, seat: SignerKey): string | null {
  const read = readCorrection(note, origin);
  const parsed = parseNote(note);
  if (read === null || parsed === null) return null;
  const lines = parsed.signatures.map((signature) => signature.line);
  return encodeNote(parsed.text, [...lines, signText(parsed.text, seat)]);
}

/** What a correction of this origin says and whose names stand under it, unverified; null for anything else. */
export function readCorrection(note: string, origin: string): CorrectionNote | null {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(tag.correction, parsed.text);
  const correction: unknown = lines === null ? undefined : decodeJson(lines.json);
  if (parsed === null || lines?.origin !== origin || !isCorrection(correction)) return null;
  return { id: textId(parsed.text), correction, signers: parsed.signatures.map(({ name }) => name) };
}

/** True for a correction of another country's log. */
export function isOfAnotherCountry(note: string, origin: string): boolean {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(tag.correction, parsed.text);
  return lines !== null && lines.origin !== origin;
}

/** A country's council as a correction needs it: a directory is one. */
export interface Council {
  readonly origin: string;
  readonly founding: { readonly council: { readonly threshold: number } };
  seatsAt(now: number): readonly Seat[];
}

/**
 * A correction that the council's threshold signed. Every line must verify under the key that its seat had at the last shared leaf, and no
 * seat signs twice; else "not-signed-by-council".
 */
export function verifyCorrection(
  note: string,
  council: Council,
): CorrectionNote | "malformed-note" | "wrong-origin" | "not-signed-by-council" {
  const { origin, founding } = council;
  const parsed = parseNote(note);
  const read = readCorrection(note, origin);
  if (read === null || parsed === null) return isOfAnotherCountry(note, origin) ? "wrong-origin" : "malformed-note";
  const keys = new Map(council.seatsAt(read.correction.shared).map(({ seat, key }) => [seat, decodeBase64(key)]));
  const isBySeat = parsed.signatures.every((signature) => {
    const key = keys.get(signature.name) ?? null;
    return key !== null && verifySignature(parsed.text, signature, verifierKey(signature.name, key));
  });
  const distinct = new Set(read.signers).size;
  return isBySeat && distinct === read.signers.length && distinct >= founding.council.threshold
    ? read
    : "not-signed-by-council";
}

/** In its schema, and about two histories: each head lies beyond what they share, and those of the false one grow. */
function isCorrection(value: unknown): value is Correction {
  if (!correctionSchema(value)) return false;
  const { shared, falseHeads, trueHead } = value;
  const sizes = falseHeads.map(({ size }) => size);
  if (trueHead.size <= shared || !sizes.every((size, i) => size > (sizes[i - 1] ?? shared))) return false;
  return falseHeads.every(({ size, root }) => size !== trueHead.size || root !== trueHead.root);
}
