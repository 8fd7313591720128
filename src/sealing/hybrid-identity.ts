// A hybrid age identity (stanza mlkem768x25519: X-Wing, HPKE base mode, ChaCha20-Poly1305) over the platform's WebCrypto.
// It exists for speed alone: for every stanza it must answer exactly as age-encryption's own identity does.
import type { Identity } from "age-encryption";
import { joinBytes } from "../crypto/join-bytes.ts";
import { sha3256, shake256 } from "../crypto/sha3.ts";
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

/** The identity with its keys held by the platform; null when the platform lacks one of the algorithms. */
export async function hybridIdentity(identity: SecretIdentity): Promise<Identity | null> {
  const subtle = subtleCrypto();
  const seed = decodeBech32(identity.reveal().toLowerCase())?.bytes;
  if (subtle === null || seed?.length !== 32 || identity.suite !== "hybrid") return null;
  const keys = await prepareKeys(subtle, seed).catch(() => null);
  if (keys === null) return null;
  return {
    unwrapFileKey: (stanzas) => firstFileKey(stanzas, "mlkem768x25519", (one) => unwrapStanza(subtle, keys, one)),
  };
}

interface HybridKeys {
  readonly mlKem: PlatformKey;
  readonly point: PlatformKey;
  readonly publicPoint: Uint8Array;
  readonly hpke: HpkeConstants;
}

const mlKemCiphertextLength = 1_088;
const shareLength = mlKemCiphertextLength + 32;

async function unwrapStanza(subtle: Subtle, keys: HybridKeys, stanza: Stanzas[number]): Promise<Uint8Array | null> {
  const sharedSecret = await decapsulate(subtle, keys, shareOf(stanza, shareLength));
  const [key, nonce] = await Promise.all([
    expand(subtle, keys.hpke, sharedSecret, keys.hpke.key),
    expand(subtle, keys.hpke, sharedSecret, keys.hpke.nonce),
  ]);
  return unwrapBody(subtle, key, nonce, stanza.body);
}

/** X-Wing's decapsulation. Rejects when the share's point is of small order, as age-encryption does. */
async function decapsulate(subtle: Subtle, keys: HybridKeys, share: Uint8Array): Promise<Uint8Array> {
  const sharePoint = share.subarray(mlKemCiphertextLength);
  const [mlKemSecret, pointSecret] = await Promise.all([
    subtle.decapsulateBits({ name: "ML-KEM-768" }, keys.mlKem, share.subarray(0, mlKemCiphertextLength)),
    multiply(subtle, keys.point, sharePoint),
  ]);
  const label = encodeUtf8("\\.//^\\");
  return sha3256(joinBytes([new Uint8Array(mlKemSecret), pointSecret, sharePoint, keys.publicPoint, label]));
}

/** The identity's 32 bytes grow to an ML-KEM-768 seed and an X25519 scalar (X-Wing's expandDecapsulationKey). */
async function prepareKeys(subtle: Subtle, seed: Uint8Array): Promise<HybridKeys> {
  const expanded = shake256(seed, 96);
  const mlKemSeed = expanded.subarray(0, 64);
  const mlKem = await subtle.importKey("raw-seed", mlKemSeed, { name: "ML-KEM-768" }, false, ["decapsulateBits"]);
  const point = await importScalar(subtle, expanded.subarray(64));
  expanded.fill(0);
  const publicPoint = await multiply(subtle, point, basePoint);
  const keys = { mlKem, point, publicPoint, hpke: await prepareHpke(subtle) };
  // One whole run on an invented share, so that a missing algorithm shows here and not at the first envelope.
  const share = joinBytes([new Uint8Array(mlKemCiphertextLength), basePoint]);
  const key = await expand(subtle, keys.hpke, await decapsulate(subtle, keys, share), keys.hpke.key);
  await unwrapBody(subtle, key, new Uint8Array(12), new Uint8Array(32));
  return keys;
}

interface HpkeConstants {
  readonly secretInput: PlatformKey;
  readonly key: Expansion;
  readonly nonce: Expansion;
}

/** How many bytes come out of an expansion, and the label that says so. */
interface Expansion {
  readonly length: number;
  readonly info: Uint8Array;
}

/** HPKE's key schedule (RFC 9180 section 5.1, base mode): all of it but the shared secret is the same for every stanza. */
async function prepareHpke(subtle: Subtle): Promise<HpkeConstants> {
  const none = new Uint8Array(0);
  const hmac = { name: "HMAC", hash: "SHA-256" };
  const zeroSalt = await subtle.importKey("raw", new Uint8Array(32), hmac, false, ["sign"]);
  const extract = async (label: string, input: Uint8Array) =>
    new Uint8Array(await subtle.sign("HMAC", zeroSalt, labeled(label, input)));
  const pskIdHash = await extract("psk_id_hash", none);
  const infoHash = await extract("info_hash", encodeUtf8("age-encryption.org/mlkem768x25519"));
  const context = joinBytes([Uint8Array.of(0), pskIdHash, infoHash]);
  return {
    secretInput: await subtle.importKey("raw", labeled("secret", none), { name: "HKDF" }, false, ["deriveBits"]),
    key: expansion(32, labeled("key", context)),
    nonce: expansion(12, labeled("base_nonce", context)),
  };
}

function expansion(length: number, label: Uint8Array): Expansion {
  return { length, info: joinBytes([Uint8Array.of(0, length), label]) };
}

/** LabeledExtract with the shared secret as salt, then LabeledExpand: together one HKDF. */
async function expand(
  subtle: Subtle,
  hpke: HpkeConstants,
  sharedSecret: Uint8Array,
  { length, info }: Expansion,
): Promise<Uint8Array> {
  const algorithm = { name: "HKDF", hash: "SHA-256", salt: sharedSecret, info };
  return new Uint8Array(await subtle.deriveBits(algorithm, hpke.secretInput, length * 8));
}

// KEM 0x647a (X-Wing), KDF 0x0001 (HKDF-SHA256), AEAD 0x0003 (ChaCha20-Poly1305).
const suiteId = joinBytes([encodeUtf8("HPKE"), Uint8Array.of(0x64, 0x7a, 0, 1, 0, 3)]);

function labeled(label: string, input: Uint8Array): Uint8Array {
  return joinBytes([encodeUtf8("HPKE-v1"), suiteId, encodeUtf8(label), input]);
}
