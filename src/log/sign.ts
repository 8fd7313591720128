// The writer's side of checkpoints and cosignatures. Whoever calls this answers for the promise behind the signature: a log
// never signs two heads that are inconsistent, a witness stores a head before it lets its cosignature out.
import { ed25519PublicKey, ed25519Sign } from "../crypto/ed25519.ts";
import {
  encodeNote,
  encodeSignatureLine,
  parseNote,
  type SignerKey,
  signatureType,
  signerKey,
  signText,
  verifierKey,
} from "../note/signed-note.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { cosignatureBytes, cosignedMessage } from "./cosignature.ts";

/** The checkpoint note of a body under the log's key, whose name is the body's origin. Throws RangeError for other bodies. */
export function signCheckpoint(body: string, signerSeed: Uint8Array): string {
  const head = parseCheckpoint(body);
  if (head === null) throw new RangeError("not a checkpoint body");
  return encodeNote(body, [signText(body, signerKey(head.origin, signerSeed))]);
}

/** A witness's signature line (without newline) for a checkpoint body, at a time in POSIX seconds. */
export function signCosignature(body: string, witness: SignerKey, timeSeconds: number): string {
  if (parseCheckpoint(body) === null) throw new RangeError("not a checkpoint body");
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds <= 0) throw new RangeError("not a time");
  const key = verifierKey(witness.name, ed25519PublicKey(witness.seed), signatureType.cosignature);
  const signature = new Uint8Array(cosignatureBytes);
  new DataView(signature.buffer).setBigUint64(0, BigInt(timeSeconds));
  signature.set(ed25519Sign(witness.seed, cosignedMessage(body, timeSeconds)), 8);
  return encodeSignatureLine(witness.name, key.keyId, signature);
}

/** The note with these signature lines added after its own; a line that is already there is not repeated. */
export function addSignatureLines(note: string, signatureLines: readonly string[]): string {
  const parsed = parseNote(note);
  if (parsed === null) throw new RangeError("not a note");
  const lines = new Set([...parsed.signatures.map((signature) => signature.line), ...signatureLines]);
  return encodeNote(parsed.text, [...lines]);
}
