// The note at the head of a part of an organisation's archive (AR2): which part it is, up to where its writer knew the log, and the hash of what follows.
// The device that wrote it signs it, so that a part that was changed or put together by somebody else is none. Never logged.

import { deviceId } from "../core/directory-note.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { code, hexOf, integer, list, moment, type Of, object, pattern, text, uuid } from "../core/schema.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { textId } from "./origin.ts";
import type { SignatureLine, SignerKey } from "./signed-note.ts";
import { encodeNote, parseNote, signText, type VerifierKey, verifySignature } from "./signed-note.ts";

const size = integer(0, Number.MAX_SAFE_INTEGER);

const archiveSchema = object(
  {
    kind: code(["archive"]),
    salt: hexOf(16),
    at: moment,
    organisation: uuid,
    device: deviceId,
    /** Made by chance with the base: the same in all parts that go with it. */
    chain: hexOf(16),
    part: integer(0, 9_999),
    /** It has what came at leaves from here on, below `size`. */
    from: size,
    size,
    /** The checkpoint of that size, as the log signed it and witnesses cosigned it. */
    head: text(40_000),
    /** Secrets of epochs, for whoever opens it with a recovery key. */
    epochs: list(object({ epoch: integer(1, 10_000), identity: pattern(/^AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]{58}$/) }), 200),
    entries: integer(0, 1_000_000),
    erased: integer(0, 1_000_000),
    /** SHA-256 of the bytes behind the note. */
    digest: hexOf(32),
  },
  /** The id of the part before; absent in the first one. */
  { previous: hexOf(32) },
);
export type ArchiveHead = Of<typeof archiveSchema>;

export interface ArchiveNote {
  readonly head: ArchiveHead;
  /** SHA-256 of the signed text: the next part names it. */
  readonly id: string;
  readonly text: string;
  readonly signature: SignatureLine;
}

/** Signs the head of a part. The signer's name must be its device. */
export function signArchive(origin: string, head: ArchiveHead, signer: SignerKey): string {
  const text = encodeSignedText(tag.archive, origin, encodeJson(head));
  return encodeNote(text, [signText(text, signer)]);
}

/** The head in a note of this origin with one signature, in the name of the device that it names, which is not verified yet. Null for anything else. */
export function parseArchiveNote(note: string, origin: string): ArchiveNote | "other-origin" | null {
  const parsed = parseNote(note);
  const lines = parsed === null ? null : parseSignedText(tag.archive, parsed.text);
  const head: unknown = lines === null ? undefined : decodeJson(lines.json);
  const [signature, ...others] = parsed?.signatures ?? [];
  if (parsed === null || lines === null || !archiveSchema(head)) return null;
  if (signature === undefined || others.length > 0 || signature.name !== head.device) return null;
  if ((head.part === 0) !== (head.previous === undefined) || (head.part === 0 && head.from !== 0)) return null;
  if (head.from > head.size) return null;
  if (lines.origin !== origin) return "other-origin";
  return { head, id: textId(parsed.text), text: parsed.text, signature };
}

/** True when this key signed the note. */
export function verifyArchiveNote(note: ArchiveNote, key: VerifierKey): boolean {
  return verifySignature(note.text, note.signature, key);
}
