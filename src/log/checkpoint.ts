// Checkpoints (C2SP tlog-checkpoint): a signed note whose text is origin, tree size and root. Panoh's logs sign with one
// Ed25519 key whose name is the origin. Extension lines are refused, since nobody audits them.
import { decodeBase64, encodeBase64 } from "../crypto/base64.ts";
import type { VerifyEd25519 } from "../crypto/ed25519.ts";
import { isNoteText, parseNote, type SignedNote, type VerifierKey, verifyNote } from "../note/signed-note.ts";
import { parseDecimal } from "./decimal.ts";
import { hashBytes } from "./merkle.ts";

export interface TreeHead {
  readonly origin: string;
  readonly size: number;
  readonly root: Uint8Array;
}

/** A tree head whose log signature has been verified. Made by `verifyCheckpoint` only. */
export interface VerifiedCheckpoint extends TreeHead {
  readonly note: SignedNote;
  readonly logKey: VerifierKey;
  /** The log's signature line as received, without its newline: what entries quote as `seen` (LG7). */
  readonly logSignatureLine: string;
}

/** The three lines that a log signs and witnesses cosign. Throws RangeError for what could not be parsed back. */
export function encodeCheckpointBody(origin: string, size: number, root: Uint8Array): string {
  const body = `${origin}\n${size}\n${encodeBase64(root)}\n`;
  if (parseCheckpoint(body) === null) throw new RangeError("not a tree head");
  return body;
}

/**
 * The tree head in a note's text (not the whole note); null unless it is exactly three lines in the one spelling.
 * Says nothing about who signed it, nor whether the root of size 0 is the empty root: consistency checks see to that.
 */
export function parseCheckpoint(noteText: string): TreeHead | null {
  if (!isNoteText(noteText)) return null;
  const [origin, sizeLine, rootLine, end, ...rest] = noteText.split("\n");
  if (origin === undefined || sizeLine === undefined || rootLine === undefined) return null;
  if (end !== "" || rest.length > 0 || origin === "") return null;
  const size = parseDecimal(sizeLine);
  const root = decodeBase64(rootLine);
  if (size === null || root === null || root.length !== hashBytes) return null;
  return { origin, size, root };
}

/**
 * The checkpoint in a note that this log signed. Null when it is malformed, when its origin is not the key's name, or when
 * a line of this key is missing or does not verify. Lines of other keys are left to `evaluatePolicy`.
 */
export function verifyCheckpoint(
  checkpointNote: string,
  logKey: VerifierKey,
  verify?: VerifyEd25519,
): VerifiedCheckpoint | null {
  const note = parseNote(checkpointNote);
  if (note === null) return null;
  const head = parseCheckpoint(note.text);
  if (head === null || head.origin !== logKey.name || verifyNote(note, [logKey], verify) === null) return null;
  const signature = note.signatures.find((line) => line.name === logKey.name && line.keyId === logKey.keyId);
  return signature === undefined ? null : { ...head, note, logKey, logSignatureLine: signature.line };
}
