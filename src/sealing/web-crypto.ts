// The little of WebCrypto that opening uses, as types (neutral layers have no DOM), and the few steps that both suites
// share. It must never polyfill anything: where the platform lacks an algorithm, age-encryption does the work.
import { decodeBase64 } from "../crypto/base64.ts";
import type { Stanzas } from "./envelope-shape.ts";

export interface PlatformKey {
  readonly type: "private" | "public" | "secret";
}

/** The operations, each rejecting with NotSupportedError where the platform lacks the algorithm. */
export interface Subtle {
  digest(algorithm: { name: string; outputLength?: number }, data: Uint8Array): Promise<ArrayBuffer>;
  importKey(
    format: "raw" | "raw-secret" | "raw-seed" | "pkcs8",
    data: Uint8Array,
    algorithm: { name: string; hash?: string },
    extractable: false,
    usages: readonly string[],
  ): Promise<PlatformKey>;
  deriveBits(algorithm: Readonly<Record<string, unknown>>, key: PlatformKey, length: number): Promise<ArrayBuffer>;
  decapsulateBits(algorithm: { name: string }, key: PlatformKey, ciphertext: Uint8Array): Promise<ArrayBuffer>;
  sign(algorithm: string, key: PlatformKey, data: Uint8Array): Promise<ArrayBuffer>;
  decrypt(algorithm: { name: string; iv: Uint8Array }, key: PlatformKey, data: Uint8Array): Promise<ArrayBuffer>;
}

/** The platform's WebCrypto, or null where there is none (an insecure page has none). */
export function subtleCrypto(): Subtle | null {
  const platform = globalThis as { readonly crypto?: { readonly subtle?: Subtle } };
  return platform.crypto?.subtle ?? null;
}

/** Tries all stanzas of one type at once; the answer is that of the first one that opens or rejects, as if in order. */
export async function firstFileKey(
  stanzas: Stanzas,
  type: string,
  unwrap: (stanza: Stanzas[number]) => Promise<Uint8Array | null>,
): Promise<Uint8Array | null> {
  const answers = await Promise.allSettled(stanzas.filter((stanza) => stanza.args[0] === type).map(unwrap));
  for (const answer of answers) {
    if (answer.status === "rejected") throw answer.reason;
    if (answer.value !== null) return answer.value;
  }
  return null;
}

/** The share of a stanza with exactly one argument of this many bytes and a wrapped file key; throws for any other. */
export function shareOf(stanza: Stanzas[number], length: number): Uint8Array {
  const [, text = "", ...more] = stanza.args;
  const share = decodeBase64(text + "=".repeat((4 - (text.length % 4)) % 4));
  if (more.length > 0 || text.endsWith("=") || share?.length !== length || stanza.body.length !== 32) {
    throw new Error("invalid stanza");
  }
  return share;
}

/** The file key under a ChaCha20-Poly1305 key; null when the key does not fit. */
export async function unwrapBody(
  subtle: Subtle,
  key: Uint8Array,
  nonce: Uint8Array,
  body: Uint8Array,
): Promise<Uint8Array | null> {
  const cipherKey = await subtle.importKey("raw-secret", key, { name: "ChaCha20-Poly1305" }, false, ["decrypt"]);
  const opened = await subtle.decrypt({ name: "ChaCha20-Poly1305", iv: nonce }, cipherKey, body).catch(() => null);
  return opened === null ? null : new Uint8Array(opened);
}

/** An X25519 private key of 32 bytes, held by the platform. */
export async function importScalar(subtle: Subtle, scalar: Uint8Array): Promise<PlatformKey> {
  // The start of every PKCS #8 encoding of such a key (RFC 8410): only the scalar follows.
  const head = [0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20];
  const encoded = Uint8Array.of(...head, ...scalar);
  const key = await subtle.importKey("pkcs8", encoded, { name: "X25519" }, false, ["deriveBits"]);
  encoded.fill(0);
  return key;
}

/** X25519 of a held key and a point; rejects when the point is of small order. */
export async function multiply(subtle: Subtle, scalar: PlatformKey, point: Uint8Array): Promise<Uint8Array> {
  const peer = await subtle.importKey("raw", point, { name: "X25519" }, false, []);
  return new Uint8Array(await subtle.deriveBits({ name: "X25519", public: peer }, scalar, 256));
}

/** The point that stands for "one" on Curve25519: times a private key it gives the public one. */
export const basePoint: Uint8Array = new Uint8Array(32).fill(9, 0, 1);
