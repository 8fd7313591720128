// What age-encryption opens with for one of our identities: kept as long as the identity itself, never longer.
// A reader tries many envelopes that are not for it, so the parts that stay the same are prepared once.
import type { Identity } from "age-encryption";
import { hybridIdentity } from "./hybrid-identity.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { x25519Identity } from "./x25519-identity.ts";

/**
 * The identity over the platform's WebCrypto where that has all it needs; elsewhere its text, for age-encryption to
 * open with. Both give the same answer for every stanza.
 */
export function openingKey(identity: SecretIdentity): Promise<Identity | string> {
  const known = keyByIdentity.get(identity);
  if (known !== undefined) return known;
  const prepared = prepare(identity);
  keyByIdentity.set(identity, prepared);
  return prepared;
}

const keyByIdentity = new WeakMap<SecretIdentity, Promise<Identity | string>>();

async function prepare(identity: SecretIdentity): Promise<Identity | string> {
  const fast = identity.suite === "hybrid" ? await hybridIdentity(identity) : await x25519Identity(identity);
  return fast ?? identity.reveal();
}
