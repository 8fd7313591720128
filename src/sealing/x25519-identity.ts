// An X25519 age identity over the platform's WebCrypto, its keys prepared once instead of once per stanza.
// It exists for speed alone: for every stanza it must answer exactly as age-encryption's own identity does.
import type { Identity } from "age-encryption";
import { joinBytes } from "../crypto/join-bytes.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { decodeBech32 } from "./bech32.ts";
import type { Stanzas } from "./envelope-shape.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import {
  basePoint,
  firstFileKey,
  importScalar,
  multiply,
  type PlatformKey,
  type Subtle,
  shareOf,
  subtleCrypto,
  unwrapBody,
} from "./web-crypto.ts";

/** The identity with its key held by the platform; null when the platform lacks one of the algorithms. */
export async function x25519Identity(identity: SecretIdentity): Promise<Identity | null> {
  const subtle = subtleCrypto();
  const scalar = decodeBech32(identity.reveal().toLowerCase())?.bytes;
  if (subtle === null || scalar?.length !== 32 || identity.suite !== "x25519") return null;
  const keys = await prepareKeys(subtle, scalar).catch(() => null);
  if (keys === null) return null;
  return { unwrapFileKey: (stanzas) => firstFileKey(stanzas, "X25519", (one) => unwrapStanza(subtle, keys, one)) };
}

interface PointKeys {
  readonly point: PlatformKey;
  readonly publicPoint: Uint8Array;
}

async function unwrapStanza(subtle: Subtle, keys: PointKeys, stanza: Stanzas[number]): Promise<Uint8Array | null> {
  const share = shareOf(stanza, 32);
  const key = await wrapKey(subtle, keys, share);
  return unwrapBody(subtle, key, new Uint8Array(12), stanza.body);
}

async function wrapKey(subtle: Subtle, keys: PointKeys, share: Uint8Array): Promise<Uint8Array> {
  const secret = await multiply(subtle, keys.point, share);
  const input = await subtle.importKey("raw", secret, { name: "HKDF" }, false, ["deriveBits"]);
  const salt = joinBytes([share, keys.publicPoint]);
  const info = encodeUtf8("age-encryption.org/v1/X25519");
  return new Uint8Array(await subtle.deriveBits({ name: "HKDF", hash: "SHA-256", salt, info }, input, 256));
}

async function prepareKeys(subtle: Subtle, scalar: Uint8Array): Promise<PointKeys> {
  const point = await importScalar(subtle, scalar);
  const keys = { point, publicPoint: await multiply(subtle, point, basePoint) };
  // One whole run on an invented share, so that a missing algorithm shows here and not at the first envelope.
  await unwrapBody(subtle, await wrapKey(subtle, keys, basePoint), new Uint8Array(12), new Uint8Array(32));
  return keys;
}
