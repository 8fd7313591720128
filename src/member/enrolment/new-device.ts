// A new device: keys made where they will stay (EN6). Only the public half, as the directory will hold it, leaves the device.
import type { EnrolledDevice, Suite } from "../../core/directory-note.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import { generateIdentity, recipientOf } from "../../sealing/suite.ts";
import { Secrets } from "../store/vault.ts";

export interface NewDevice {
  /** For the directory. */
  readonly device: EnrolledDevice;
  /** For the vault. */
  readonly secrets: Secrets;
}

export interface NewDeviceParts {
  readonly founding: string;
  readonly host: string;
  readonly mirrors: readonly string[];
  readonly organisation: string;
  readonly role: EnrolledDevice["role"];
  readonly admin: boolean;
  /** The country's suite. Referrers hold X25519 keys, for receipts only (SL3). */
  readonly suite: Suite;
  readonly language: string;
}

/** Makes a device's keys. */
export async function makeDevice(parts: NewDeviceParts, randomBytes: RandomBytes): Promise<NewDevice> {
  const { founding, host, mirrors, organisation, role, admin, language } = parts;
  const seed = randomBytes(32);
  const identity = await generateIdentity(role === "referrer" ? "x25519" : parts.suite);
  const id = encodeHex(randomBytes(16));
  const key = encodeBase64(ed25519PublicKey(seed));
  return {
    device: { id, role, admin, key, recipient: await recipientOf(identity) },
    secrets: new Secrets({
      founding,
      host,
      mirrors,
      device: id,
      organisation,
      signingSeed: encodeBase64(seed),
      identity: identity.reveal(),
      storageKey: encodeBase64(randomBytes(32)),
      epochs: [],
      language,
    }),
  };
}
