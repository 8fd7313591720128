// A country's origin (SG3): its bare name, a slash, and the first 32 hex digits of the SHA-256 of its founding note's text. A note
// of a demonstration therefore never verifies in a real country.
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";

/** The origin that follows from a founding note's bare name and signed text. */
export function originOf(name: string, foundingText: string): string {
  return `${name}/${textId(foundingText).slice(0, 32)}`;
}

/** The id of a signed text: its SHA-256 in hexadecimal (SG1). */
export function textId(signedText: string): string {
  return encodeHex(sha256(encodeUtf8(signedText)));
}
