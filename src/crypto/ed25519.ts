// Ed25519 (RFC 8032), verified strictly so that the verdict is the same on every platform (SG2): canonical point
// encodings, s below the group order, no key or R of small order, and the equation without the cofactor.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { encodeHex } from "./hex.ts";

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

/**
 * True for a signature that RFC 8032 accepts strictly (SG2). Never throws: malformed input is simply false.
 * The library's own `verify` multiplies by the cofactor, as few platforms do; so R is computed here and compared byte by byte.
 */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const key = keptKey(publicKey);
  if (key === null || signature.length !== ed25519SignatureBytes) return false;
  const r = signature.subarray(0, 32);
  const s = littleEndian(signature.subarray(32));
  if (s >= groupOrder) return false;
  const k = littleEndian(sha512.create().update(r).update(publicKey).update(message).digest()) % groupOrder;
  const expected = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
  return !expected.isSmallOrder() && expected.toBytes().every((byte, i) => byte === r[i]);
}

/** True for a canonical encoding of a point that is not of small order: what may be enrolled as a key (SG2). */
export function isSoundEd25519PublicKey(publicKey: Uint8Array): boolean {
  return soundPointOrNull(publicKey) !== null;
}

const { Point } = ed25519;
const groupOrder = Point.Fn.ORDER;

/** Keys that were met before, with how often: a log is signed by few devices and witnesses, again and again. */
const kept = new Map<string, { readonly point: KeyPoint; uses: number }>();
const keptAtMost = 64;

/** As `soundPointOrNull`. A key that comes for the third time gets a table, some 100 KB, with which its multiplication takes a fifth of the time. */
function keptKey(encoding: Uint8Array): KeyPoint | null {
  const name = encodeHex(encoding);
  const known = kept.get(name);
  if (known !== undefined) {
    known.uses += 1;
    if (known.uses === 3) known.point.precompute(4);
    return known.point;
  }
  const point = soundPointOrNull(encoding);
  if (point === null) return null;
  if (kept.size >= keptAtMost) kept.clear();
  kept.set(name, { point, uses: 1 });
  return point;
}

type KeyPoint = NonNullable<ReturnType<typeof soundPointOrNull>>;

function soundPointOrNull(encoding: Uint8Array) {
  if (encoding.length !== ed25519PublicKeyBytes) return null;
  try {
    const point = Point.fromBytes(encoding, false);
    return point.isSmallOrder() ? null : point;
  } catch {
    return null;
  }
}

function littleEndian(bytes: Uint8Array): bigint {
  let value = 0n;
  for (const byte of bytes.toReversed()) value = (value << 8n) | BigInt(byte);
  return value;
}
