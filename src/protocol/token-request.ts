// A device draws submission tokens (LG4) with a note that it signs over a fresh challenge of the host. The note names the country's
// origin, so a host cannot pass it on to another country. Tokens are the quota, and revocation kills them.
import { deviceId } from "../core/directory-note.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, integer, list, moment, type Of, object, openObject, pattern } from "../core/schema.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import { encodeNote, parseNote, type SignerKey, signText, verifierKey, verifySignature } from "../note/signed-note.ts";
import { tokenBytes } from "./submission.ts";

/** How many tokens a device may draw in a day. A busy shelter needs some dozens; a flood needs thousands. */
export const dailyTokens = 400;

const requestSchema = object({
  kind: code(["tokens"]),
  device: deviceId,
  challenge: hexOf(16),
  at: moment,
  count: integer(1, 64),
});
export type TokenRequest = Of<typeof requestSchema>;

/** The signed request. */
export function signTokenRequest(origin: string, request: TokenRequest, signer: SignerKey): string {
  const text = encodeSignedText(tag.tokens, origin, encodeJson(request));
  return encodeNote(text, [signText(text, signer)]);
}

/** The request in a note of this origin, verified under the key (base64) that `keyOf` gives for its device; else null. */
export function verifyTokenRequest(
  note: string,
  origin: string,
  keyOf: (device: string) => string | null,
): TokenRequest | null {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(tag.tokens, parsed.text);
  const request: unknown = lines === null ? undefined : decodeJson(lines.json);
  const [signature, ...others] = parsed?.signatures ?? [];
  if (parsed === null || lines?.origin !== origin || !requestSchema(request) || signature === undefined) return null;
  const key = decodeBase64(keyOf(request.device) ?? "-");
  if (key === null || others.length > 0) return null;
  return verifySignature(parsed.text, signature, verifierKey(request.device, key)) ? request : null;
}

const answerSchema = openObject({ tokens: list(pattern(/^[A-Za-z0-9+/]{22}==$/), 64) });

/** The JSON text that hands out tokens. */
export function encodeTokens(tokens: readonly Uint8Array[]): string {
  return encodeJson({ tokens: tokens.map(encodeBase64) });
}

export function parseTokens(text: string): readonly Uint8Array[] | null {
  const value: unknown = decodeJson(text);
  if (!answerSchema(value)) return null;
  const tokens = value.tokens.map(decodeBase64);
  return tokens.every((token) => token?.length === tokenBytes) ? (tokens as Uint8Array[]) : null;
}
