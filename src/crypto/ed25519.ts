// Ed25519 (RFC 8032), verified strictly so that the verdict is the same on every platform (SG2): canonical point
// encodings, s below the group order, no key or R of small order, and the equation without the cofactor.
import { ed25519 } from "@noble/curves/ed25519.js";

export const ed25519PublicKeyBytes = 32;
export const ed25519SignatureBytes = 64;

/** The public key of a 32-byte Ed25519 seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return ed25519.getPublicKey(seed);
}

/** The deterministic 64-byte signature of a message under a 32-byte seed. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return ed25519.sign(message, seed);
}

/** True for a signature that RFC 8032 accepts strictly (SG2). Never throws: malformed input is simply false. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== ed25519SignatureBytes || !isSoundEd25519PublicKey(publicKey)) return false;
  if (pointOrNull(signature.subarray(0, 32))?.isSmallOrder() !== false) return false;
  return ed25519.verify(signature, message, publicKey, { zip215: false });
}

/** True for a canonical encoding of a point that is not of small order: what may be enrolled as a key (SG2). */
export function isSoundEd25519PublicKey(publicKey: Uint8Array): boolean {
  return publicKey.length === ed25519PublicKeyBytes && pointOrNull(publicKey)?.isSmallOrder() === false;
}

function pointOrNull(encoding: Uint8Array): { isSmallOrder(): boolean } | null {
  try {
    return ed25519.Point.fromBytes(encoding, false);
  } catch {
    return null;
  }
}
