// The writer's side of checkpoints and cosignatures. Whoever calls this answers for the promise behind the signature: a log
// never signs two heads that are inconsistent, a witness stores a head before it lets its cosignature out.
import { ed25519PublicKey, ed25519Sign, ed25519Signer } from "../crypto/ed25519.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import {
  encodeNote,
  encodeSignatureLine,
  parseNote,
  publicKeyOf,
  type SignerKey,
  signatureType,
  verifierKey,
} from "../note/signed-note.ts";
import { parseCheckpoint } from "./checkpoint.ts";
import { cosignatureBytes, cosignedMessage } from "./cosignature.ts";

/** Makes the checkpoint notes of a log, the same bytes either way: of bodies with its origin. RangeError for others. */
export interface CheckpointSigner {
  readonly now: (body: string) => string;
  /** The signature is made on another thread where there is one for it. */
  readonly apart: (body: string) => Promise<string>;
}

/** The signer of a log of this origin. */
export function checkpointSigner(origin: string, seed: Uint8Array): CheckpointSigner {
  const { keyId } = verifierKey(origin, ed25519PublicKey(seed));
  const sign = ed25519Signer(seed);
  const bytesOf = (body: string) => {
    if (parseCheckpoint(body)?.origin !== origin) throw new RangeError("not a checkpoint body of this log");
    return encodeUtf8(body);
  };
  const noteOf = (body: string, signature: Uint8Array) =>
    encodeNote(body, [encodeSignatureLine(origin, keyId, signature)]);
  return {
    now: (body) => noteOf(body, sign.now(bytesOf(body))),
    apart: async (body) => noteOf(body, await sign.apart(bytesOf(body))),
  };
}

/** The checkpoint note of one body under the key of its origin. */
export function signCheckpoint(body: string, seed: Uint8Array): string {
  return checkpointSigner(parseCheckpoint(body)?.origin ?? "", seed).now(body);
}

/** A witness's signature line (without newline) for a checkpoint body, at a time in POSIX seconds. */
export function signCosignature(body: string, witness: SignerKey, timeSeconds: number): string {
  if (parseCheckpoint(body) === null) throw new RangeError("not a checkpoint body");
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds <= 0) throw new RangeError("not a time");
  const key = verifierKey(witness.name, publicKeyOf(witness), signatureType.cosignature);
  const signature = new Uint8Array(cosignatureBytes);
  new DataView(signature.buffer).setBigUint64(0, BigInt(timeSeconds));
  signature.set(ed25519Sign(witness.seed, cosignedMessage(body, timeSeconds)), 8);
  return encodeSignatureLine(witness.name, key.keyId, signature);
}

/** The note with these signature lines added after its own; a line that is already there is not repeated. */
export function addSignatureLines(note: string, signatureLines: readonly string[]): string {
  const before = parseNote(note);
  if (before === null) throw new RangeError("not a note");
  const lines = new Set([...before.signatures.map((signature) => signature.line), ...signatureLines]);
  return encodeNote(before.text, [...lines]);
}
