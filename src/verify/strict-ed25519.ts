// Ed25519 for the verifier: Node's own verification behind checks that make its verdict the strict one (SG2), whatever the
// platform's library lets pass: canonical encodings, s below the group order, no point of small order.
import { createPublicKey, verify } from "node:crypto";

const fieldPrime = 2n ** 255n - 19n;
const groupOrder = 2n ** 252n + 27742317777372353535851937790883648493n;

/** The y-coordinates of the eight points of small order, after the sign bit is taken away. */
const smallOrderY: readonly bigint[] = [
  0n,
  1n,
  fieldPrime - 1n,
  0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n,
  0x7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd83d3d706a17c7n,
];

/** The first bytes of an Ed25519 public key as SubjectPublicKeyInfo (RFC 8410). */
const keyPrefix = Buffer.from("302a300506032b6570032100", "hex");

/** True for a signature that RFC 8032 accepts strictly. Never throws. */
export function verifyEd25519(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  if (signature.length !== 64 || !isSound(publicKey) || !isSound(signature.subarray(0, 32))) return false;
  if (littleEndian(signature.subarray(32)) >= groupOrder) return false;
  try {
    const key = createPublicKey({ key: Buffer.concat([keyPrefix, publicKey]), format: "der", type: "spki" });
    return verify(null, message, key, signature);
  } catch {
    // A key that is no point of the curve.
    return false;
  }
}

function isSound(point: Uint8Array): boolean {
  if (point.length !== 32) return false;
  const y = littleEndian(point) & (2n ** 255n - 1n);
  return y < fieldPrime && !smallOrderY.includes(y);
}

function littleEndian(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).reverse().toString("hex")}`);
}
