// A part of an organisation's archive as a file (AR1): an age file to the organisation's own key, and to recovery keys where there are some. It holds one gzip
// member, padded to a step of sizes, so that `age -d | gunzip` opens it without us. Its bytes are hostile: it is opened within bounds or not at all.
import { Decrypter, Encrypter, type Identity } from "age-encryption";
import { Problem } from "../core/problem.ts";
import type { Stanzas } from "./envelope-shape.ts";
import { decodeMember, deflate, encodeMember, smallestMember } from "./gzip-member.ts";
import { openingKey } from "./opening-key.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { suiteOfRecipient } from "./suite.ts";

/** A file is never larger, sealed or open. */
export const maxArchiveBytes = 32 * 1024 * 1024;
/** One for the organisation's own key; the others are for recovery. */
const mostRecipients = 8;
/** Sizes of what is sealed come in such steps, so that a file says little of how much an organisation holds. */
const step = 32 * 1024;

/** Seals a part. Throws a Problem of the sealing for what is no recipient, of no or too many, and for more than a file may hold. */
export async function sealArchive(content: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  if (recipients.length === 0) throw new Problem("sealing", "no-reader");
  if (recipients.length > mostRecipients) throw new Problem("sealing", "too-many-readers");
  const encrypter = new Encrypter();
  for (const recipient of recipients) {
    if (suiteOfRecipient(recipient) === null) throw new Problem("sealing", "not-a-recipient");
    encrypter.addRecipient(recipient);
  }
  const deflated = await deflate(content);
  const total = Math.ceil(smallestMember(deflated.length) / step) * step;
  if (content.length > maxArchiveBytes || total > maxArchiveBytes) throw new Problem("sealing", "too-large");
  return encrypter.encrypt(encodeMember(content, deflated, total));
}

/** The content of a part; null when none of these identities opens it. Throws a Problem of the archive for what is not whole, or too large. */
export async function openArchive(
  bytes: Uint8Array,
  identities: readonly SecretIdentity[],
): Promise<Uint8Array | null> {
  // Header and tags are a fraction of what a file holds.
  if (bytes.length > maxArchiveBytes + step) throw new Problem("archive", "too-large");
  let isNobodys = false;
  const gate: Identity = {
    unwrapFileKey: (stanzas: Stanzas) => {
      if (stanzas.length === 0 || stanzas.length > mostRecipients) throw new Error("not the stanzas of an archive");
      return null;
    },
  };
  const end: Identity = {
    unwrapFileKey: () => {
      isNobodys = true;
      return null;
    },
  };
  const decrypter = new Decrypter();
  decrypter.addIdentity(gate);
  for (const identity of identities) decrypter.addIdentity(await openingKey(identity));
  decrypter.addIdentity(end);
  const member = await decrypter.decrypt(bytes).catch((cause: unknown) => {
    if (isNobodys) return null;
    throw new Problem("archive", "broken", cause);
  });
  if (member === null) return null;
  const content = await decodeMember(member, maxArchiveBytes);
  if (content === null) throw new Problem("archive", "broken");
  return content;
}
