// Ed25519 (RFC 8032), verified strictly so that the verdict is the same on every platform (SG2): canonical point
// encodings, s below the group order, no key or R of small order, and the equation without the cofactor.
import { ed25519 } from "@noble/curves/ed25519.js";
import { sha512 } from "@noble/hashes/sha2.js";
import { encodeHex } from "./hex.ts";
import { type Ed25519Signer, type PlatformEd25519, platformEd25519 } from "./platform-ed25519.ts";

const ed25519PublicKeyBytes = 32;
const ed25519SignatureBytes = 64;

/** The operations as they are exported here, by the platform or in JavaScript alone. */
export interface Ed25519 {
  readonly publicKey: (seed: Uint8Array) => Uint8Array;
  readonly signer: (seed: Uint8Array) => Ed25519Signer;
  readonly verify: (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array) => boolean;
  readonly isSoundKey: (publicKey: Uint8Array) => boolean;
}

/** The public key of a 32-byte Ed25519 seed. */
export function ed25519PublicKey(seed: Uint8Array): Uint8Array {
  return implementation.publicKey(seed);
}

/** The deterministic 64-byte signature of a message under a 32-byte seed. */
export function ed25519Sign(seed: Uint8Array, message: Uint8Array): Uint8Array {
  return implementation.signer(seed).now(message);
}

/** The same for whoever signs again and again: the seed is taken over once. */
export function ed25519Signer(seed: Uint8Array): Ed25519Signer {
  return implementation.signer(seed);
}

/** True for a signature that RFC 8032 accepts strictly (SG2). Never throws: malformed input is simply false. */
export function ed25519Verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  return implementation.verify(publicKey, message, signature);
}

/** A function that says whether a signature holds. */
export type VerifyEd25519 = typeof ed25519Verify;

/** True for a canonical encoding of a point that is not of small order: what may be enrolled as a key (SG2). */
export function isSoundEd25519PublicKey(publicKey: Uint8Array): boolean {
  return implementation.isSoundKey(publicKey);
}

const { Point } = ed25519;
const groupOrder = Point.Fn.ORDER;

/** In JavaScript alone: what browsers use. The library's own `verify` multiplies by the cofactor, as few platforms do; so R is computed here and compared byte by byte. */
export const portable: Ed25519 = {
  publicKey: (seed) => ed25519.getPublicKey(seed),
  signer: (seed) => {
    const secret = seed.slice();
    const now = (message: Uint8Array) => ed25519.sign(message, secret);
    return { now, apart: async (message) => now(message) };
  },
  verify: (publicKey, message, signature) => {
    const key = keptPoint(publicKey);
    if (key === null || signature.length !== ed25519SignatureBytes) return false;
    const r = signature.subarray(0, 32);
    const s = littleEndian(signature.subarray(32));
    if (s >= groupOrder) return false;
    const k = littleEndian(sha512.create().update(r).update(publicKey).update(message).digest()) % groupOrder;
    const point = Point.BASE.multiplyUnsafe(s).subtract(key.multiplyUnsafe(k));
    return !point.isSmallOrder() && point.toBytes().every((byte, i) => byte === r[i]);
  },
  isSoundKey: (publicKey) => keptPoints(publicKey) !== null,
};

/** By the platform: key and R are looked at here, s and the equation there. */
export function onPlatform(platform: PlatformEd25519, keepAtMost = 1_024): Ed25519 {
  const keptKeys = keeping(keepAtMost, (encoding) =>
    soundPointOrNull(encoding) === null ? null : platform.holdKey(encoding),
  );
  return {
    publicKey: platform.publicKey,
    signer: platform.signer,
    verify: (publicKey, message, signature) => {
      const key = keptKeys(publicKey)?.value ?? null;
      if (key === null || signature.length !== ed25519SignatureBytes) return false;
      return platform.verify(key, message, signature) && !smallOrder.has(encodeHex(signature.subarray(0, 32)));
    },
    isSoundKey: (publicKey) => keptKeys(publicKey) !== null,
  };
}

/** The canonical encodings of the eight points of small order. */
const smallOrder: ReadonlySet<string> = new Set([
  "0100000000000000000000000000000000000000000000000000000000000000",
  "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
  "0000000000000000000000000000000000000000000000000000000000000000",
  "0000000000000000000000000000000000000000000000000000000000000080",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
  "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
  "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
]);

interface Kept<T> {
  readonly value: T;
  /** For whoever counts. */
  uses: number;
}

/** Keeps what was made of so many sound keys: a log is signed by few devices and witnesses, again and again. */
function keeping<T>(
  atMost: number,
  make: (encoding: Uint8Array) => T | null,
): (encoding: Uint8Array) => Kept<T> | null {
  const valueByName = new Map<string, Kept<T>>();
  return (encoding) => {
    const name = encodeHex(encoding);
    const before = valueByName.get(name);
    if (before !== undefined) return before;
    const value = make(encoding);
    if (value === null) return null;
    if (valueByName.size >= atMost) valueByName.clear();
    const fresh = { value, uses: 0 };
    valueByName.set(name, fresh);
    return fresh;
  };
}

const keptPoints = keeping(64, (encoding) => soundPointOrNull(encoding));

/** As `soundPointOrNull`. A key that verifies for the third time gets a table, some 100 KB, with which its multiplication takes a fifth of the time. */
function keptPoint(encoding: Uint8Array): KeyPoint | null {
  const point = keptPoints(encoding);
  if (point === null) return null;
  point.uses += 1;
  if (point.uses === 3) point.value.precompute(4);
  return point.value;
}

const platform = platformEd25519();
const implementation = platform === null ? portable : onPlatform(platform);

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
