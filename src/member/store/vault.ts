// The vault (EN3, EN6): everything secret of a device under one passphrase. Argon2id with pinned cost makes the vault key; nothing
// in the file can lower it. The country's founding note is pinned inside.

import { deviceId } from "../../core/directory-note.ts";
import { decodeJson, encodeJson } from "../../core/json.ts";
import { integer, languageTag, list, type Of, object, pattern, text, uuid } from "../../core/schema.ts";
import { decodeBase64, encodeBase64 } from "../../crypto/base64.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { Unprintable } from "../../crypto/unprintable.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { decryptAtRest, encryptAtRest } from "../../crypto/xchacha20poly1305.ts";
import { type SignerKey, signerKey } from "../../note/signed-note.ts";

const key = pattern(/^[A-Za-z0-9+/]{43}=$/);
const identity = pattern(/^AGE-SECRET-KEY-(PQ-)?1[A-Z0-9]{58}$/);
/** The address of a host or a mirror, of an app too. */
export const address = pattern(/^https?:\/\/[A-Za-z0-9.:[\]-]+(\/[A-Za-z0-9._~/-]*)?$/);

/** What a vault holds. Base64 and age texts. */
const secretsSchema = object({
  founding: text(120_000),
  host: address,
  mirrors: list(address, 8),
  device: deviceId,
  organisation: uuid,
  signingSeed: key,
  /** The device's own age identity: receipts for a referrer, handed-over epochs for a reader. */
  identity,
  /** Under it everything else at rest is encrypted. */
  storageKey: key,
  epochs: list(object({ epoch: integer(1, 10_000), identity }), 200),
  language: languageTag,
});
type SecretTexts = Of<typeof secretsSchema>;

/** The same in memory: it cannot be printed or serialised by accident. All of it leaves by `reveal` alone, into the vault's box. */
export class Secrets extends Unprintable {
  readonly #texts: SecretTexts;

  constructor(texts: SecretTexts) {
    super();
    this.#texts = texts;
  }

  /** The same with these texts changed. */
  with(changed: Partial<SecretTexts>): Secrets {
    return new Secrets({ ...this.#texts, ...changed });
  }

  /** Whoever calls this answers for where it goes. */
  reveal(): SecretTexts {
    return this.#texts;
  }

  get founding(): string {
    return this.#texts.founding;
  }

  get host(): string {
    return this.#texts.host;
  }

  get mirrors(): readonly string[] {
    return this.#texts.mirrors;
  }

  get device(): string {
    return this.#texts.device;
  }

  get organisation(): string {
    return this.#texts.organisation;
  }

  get signingSeed(): string {
    return this.#texts.signingSeed;
  }

  get identity(): string {
    return this.#texts.identity;
  }

  get storageKey(): string {
    return this.#texts.storageKey;
  }

  get epochs(): SecretTexts["epochs"] {
    return this.#texts.epochs;
  }

  get language(): string {
    return this.#texts.language;
  }
}

/** What a vault file says in clear: whose country it is, so that a locked device can follow its log and send. All of it is public. */
export const pinnedSchema = object({ founding: text(120_000), host: address, mirrors: list(address, 8) });
export type Pinned = Of<typeof pinnedSchema>;

const fileSchema = object({
  pinned: pinnedSchema,
  salt: pattern(/^[A-Za-z0-9+/]{22}==$/),
  box: pattern(/^[A-Za-z0-9+/]+={0,2}$/),
});

/** Turns a passphrase and salt into the vault key. The browser runs it in a worker. */
export type StretchPassphrase = (passphrase: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>;

const context = encodeUtf8("panoh.org/vault/v1");

/** An open vault: its secrets, and the key under which changes are saved. */
export class OpenVault extends Unprintable {
  readonly secrets: Secrets;
  readonly salt: Uint8Array;
  readonly #key: Uint8Array;

  constructor(secrets: Secrets, key: Uint8Array, salt: Uint8Array) {
    super();
    this.secrets = secrets;
    this.#key = key;
    this.salt = salt;
  }

  get key(): Uint8Array {
    return this.#key;
  }

  /** The same vault with other secrets. */
  with(secrets: Secrets): OpenVault {
    return new OpenVault(secrets, this.#key, this.salt);
  }
}

/** The text of a new vault file under this passphrase. */
export async function sealVault(
  secrets: Secrets,
  passphrase: string,
  randomBytes: RandomBytes,
  stretch: StretchPassphrase,
): Promise<string> {
  const salt = randomBytes(16);
  return saveVault(new OpenVault(secrets, await stretch(normalise(passphrase), salt), salt), randomBytes);
}

/** The text of a vault file with changed secrets, under the key with which it was opened. */
export function saveVault(vault: OpenVault, randomBytes: RandomBytes): string {
  const box = encryptAtRest(vault.key, context, encodeUtf8(encodeJson(vault.secrets.reveal())), randomBytes);
  const { founding, host, mirrors } = vault.secrets;
  return encodeJson({ pinned: { founding, host, mirrors }, salt: encodeBase64(vault.salt), box: encodeBase64(box) });
}

/** What a vault file pins, without opening it; null when it is not a vault file. The opened vault must say the same (EN6). */
export function readPinned(file: string): Pinned | null {
  const value: unknown = decodeJson(file);
  return fileSchema(value) ? value.pinned : null;
}

/** Opens a vault file. Null for a wrong passphrase and for a file that is not whole: they look alike. */
export async function openVault(
  file: string,
  passphrase: string,
  stretch: StretchPassphrase,
): Promise<OpenVault | null> {
  const value: unknown = decodeJson(file);
  if (!fileSchema(value)) return null;
  const salt = decodeBase64(value.salt);
  const box = decodeBase64(value.box);
  if (salt === null || box === null) return null;
  const words = normalise(passphrase);
  // No vault is sealed under no words, and Argon2id refuses them with an error of its own.
  if (words.length === 0) return null;
  const vaultKey = await stretch(words, salt);
  const plain = decryptAtRest(vaultKey, context, box);
  const secrets: unknown = plain === null ? undefined : decodeJson(decodeUtf8(plain) ?? "");
  return secretsSchema(secrets) ? new OpenVault(new Secrets(secrets), vaultKey, salt) : null;
}

/** The key with which a device signs. */
export function signerOf(secrets: Secrets): SignerKey {
  return signerKey(secrets.device, decodeBase64(secrets.signingSeed) ?? new Uint8Array(0));
}

/** True when two spellings are the same passphrase. */
export function isSamePassphrase(one: string, other: string): boolean {
  return decodeUtf8(normalise(one)) === decodeUtf8(normalise(other));
}

/** One passphrase has one spelling: words in lower case, single spaces (a tired hand types Capitals and two spaces). */
function normalise(passphrase: string): Uint8Array {
  return encodeUtf8(passphrase.normalize("NFKC").trim().toLowerCase().replace(/\s+/g, " "));
}
