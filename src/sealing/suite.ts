// The two suites of keys that a country may choose for its organisations. The suite is part of the key itself:
// it is never negotiated and never given by the host.
import { generateHybridIdentity, generateX25519Identity, identityToRecipient } from "age-encryption";
import type { Suite } from "../core/directory-note.ts";
import { decodeBech32 } from "./bech32.ts";
import { SecretIdentity } from "./secret-identity.ts";

/**
 * The suite of a recipient, or null when the text is not a recipient that may be sealed to. Refused are: every other
 * kind of age key, upper case, a bad checksum, and keys that agree on a known secret or have a second spelling
 * (X25519 points of small order or not reduced, ML-KEM coefficients not reduced).
 */
export function suiteOfRecipient(text: string): Suite | null {
  const decoded = decodeBech32(text);
  if (decoded === null) return null;
  const { prefix, bytes } = decoded;
  if (prefix === "age" && bytes.length === x25519KeyBytes && isSoundPoint(bytes)) return "x25519";
  if (prefix !== "age1pq" || bytes.length !== mlKemKeyBytes + x25519KeyBytes) return null;
  return isReduced(bytes.subarray(0, mlKemKeyBytes)) && isSoundPoint(bytes.subarray(mlKemKeyBytes)) ? "hybrid" : null;
}

/** A fresh secret identity from the platform's secure generator. */
export async function generateIdentity(suite: Suite): Promise<SecretIdentity> {
  const identity = SecretIdentity.parse(await generators[suite]());
  if (identity === null) throw new Error("age-encryption made an identity of another form");
  return identity;
}

/** The public recipient of an identity: `age1…` or `age1pq1…`. */
export function recipientOf(identity: SecretIdentity): Promise<string> {
  return identityToRecipient(identity.reveal());
}

const generators = { x25519: generateX25519Identity, hybrid: generateHybridIdentity } as const;

const x25519KeyBytes = 32;
const mlKemKeyBytes = 1184;
const mlKemModulus = 3329;
const fieldPrime = 2n ** 255n - 19n;

// The u-coordinates of the points of order 1, 2, 4 and 8 on Curve25519 and its twist, reduced (RFC 7748 section 6.1).
const smallOrder: readonly bigint[] = [
  0n,
  1n,
  fieldPrime - 1n,
  325606250916557431795983626356110631294008115727848805560023387167927233504n,
  39382357235489614581723060781553021112529911719440698176882885853963445705823n,
];

function isSoundPoint(bytes: Uint8Array): boolean {
  let u = 0n;
  for (const byte of bytes.toReversed()) u = (u << 8n) | BigInt(byte);
  return u < fieldPrime && !smallOrder.includes(u);
}

/** Every 12-bit coefficient of an ML-KEM-768 key is below the modulus (FIPS 203 section 7.2). */
function isReduced(key: Uint8Array): boolean {
  const coefficients = key.subarray(0, 1152);
  for (let i = 0; i < coefficients.length; i += 3) {
    const group = (coefficients[i] ?? 0) | ((coefficients[i + 1] ?? 0) << 8) | ((coefficients[i + 2] ?? 0) << 16);
    if ((group & 0xfff) >= mlKemModulus || group >> 12 >= mlKemModulus) return false;
  }
  return true;
}
