// Cosignatures of witnesses (C2SP tlog-cosignature, Ed25519, cosignature/v1): what they sign, and their verification.
// A cosignature says: at this time, this was the largest consistent tree I knew of this log.
import { ed25519Verify, type VerifyEd25519 } from "../crypto/ed25519.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { type SignatureLine, signatureType, type VerifierKey } from "../note/signed-note.ts";

/** Bytes of a cosignature after the key id: a uint64 time and an Ed25519 signature. */
export const cosignatureBytes = 72;

/** The bytes that a witness signs for a checkpoint text at a time in POSIX seconds. */
export function cosignedMessage(body: string, timeSeconds: number): Uint8Array {
  return encodeUtf8(`cosignature/v1\ntime ${timeSeconds}\n${body}`);
}

/**
 * The time (POSIX seconds) of a valid cosignature of this checkpoint text by this witness, else null. A time of 0 or above
 * 2^53 - 1 is refused: it would say nothing. Whether a time lies in the future is for callers who have a clock.
 */
export function verifyCosignature(
  body: string,
  line: SignatureLine,
  witnessKey: VerifierKey,
  verify: VerifyEd25519 = ed25519Verify,
): number | null {
  if (witnessKey.type !== signatureType.cosignature) return null;
  if (line.name !== witnessKey.name || line.keyId !== witnessKey.keyId) return null;
  if (line.signature.length !== cosignatureBytes) return null;
  const view = new DataView(line.signature.buffer, line.signature.byteOffset, 8);
  const timeSeconds = Number(view.getBigUint64(0));
  if (!Number.isSafeInteger(timeSeconds) || timeSeconds === 0) return null;
  const message = cosignedMessage(body, timeSeconds);
  return verify(witnessKey.publicKey, message, line.signature.subarray(8)) ? timeSeconds : null;
}

/** The median of cosignature times; of an even number the lower of the two in the middle, so that waits never end early (LG8). Null without any time. */
export function medianTime(timesSeconds: readonly number[]): number | null {
  return atPlace(timesSeconds, Math.floor((timesSeconds.length - 1) / 2));
}

/** The same, and of an even number the upper of the two in the middle: the sooner a wait begins, the sooner it ends (LG8a). */
export function upperMedianTime(timesSeconds: readonly number[]): number | null {
  return atPlace(timesSeconds, Math.floor(timesSeconds.length / 2));
}

function atPlace(timesSeconds: readonly number[], place: number): number | null {
  return [...timesSeconds].sort((a, b) => a - b)[place] ?? null;
}
