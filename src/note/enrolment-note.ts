// What a new device shows to the administrator who enrols it (SG3, EN6): its public half, in a note that it signs with the key it
// asks to enrol. So nobody enrols a key that they do not hold, and a request of one country is none in another. Never logged.

import { deviceSchema } from "../core/directory-note.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, moment, type Of, object, uuid } from "../core/schema.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { isSoundEd25519PublicKey } from "../crypto/ed25519.ts";
import { textId } from "./origin.ts";
import { encodeNote, parseNote, signerKey, signText, verifierKey, verifySignature } from "./signed-note.ts";

const requestSchema = object({
  kind: code(["enrol"]),
  salt: hexOf(16),
  at: moment,
  organisation: uuid,
  device: deviceSchema,
});
export type EnrolmentRequest = Of<typeof requestSchema>;

export interface EnrolmentNote {
  readonly request: EnrolmentRequest;
  /** SHA-256 of the signed text in hexadecimal: what both sides compare when they meet (DR3). */
  readonly id: string;
}

/** The note of a request, signed with the seed of the device's own key. Throws RangeError when it would not parse back. */
export function signEnrolment(origin: string, request: EnrolmentRequest, seed: Uint8Array): string {
  const text = encodeSignedText(tag.enrolment, origin, encodeJson(request));
  const note = encodeNote(text, [signText(text, signerKey(request.device.id, seed))]);
  if (parseEnrolmentNote(note, origin) === null) throw new RangeError("not an enrolment request by the key it names");
  return note;
}

/** The request in a note of this origin whose one signature is by the key that it asks to enrol. Null for anything else. */
export function parseEnrolmentNote(note: string, origin: string): EnrolmentNote | null {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(tag.enrolment, parsed.text);
  const request: unknown = lines === null ? undefined : decodeJson(lines.json);
  const [signature, ...others] = parsed?.signatures ?? [];
  if (parsed === null || lines?.origin !== origin || !requestSchema(request)) return null;
  if (signature === undefined || others.length > 0) return null;
  const key = decodeBase64(request.device.key);
  if (key === null || !isSoundEd25519PublicKey(key)) return null;
  const isOwn = verifySignature(parsed.text, signature, verifierKey(request.device.id, key));
  return isOwn ? { request, id: textId(parsed.text) } : null;
}
