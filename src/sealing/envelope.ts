// Envelopes, the public face of sealing: signed notes in, an age file of one of few sizes out, and back. It must never
// have a way to write a text unsealed, name a reader in the open, or let a size reveal more than its class.
import { Decrypter, Encrypter, type Identity } from "age-encryption";
import type { Suite } from "../core/directory-note.ts";
import { Problem } from "../core/problem.ts";
import { type RandomBytes, randomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { caseStanzas, envelopeSizes, isEnvelopeShape, type Stanzas, sealingOverhead } from "./envelope-shape.ts";
import { fourRecipients } from "./four-recipients.ts";
import { decodeMember, deflate, deflateStored, encodeMember, smallestMember } from "./gzip-member.ts";
import { openingKey } from "./opening-key.ts";
import type { SecretIdentity } from "./secret-identity.ts";
import { suiteOfRecipient } from "./suite.ts";

/** How a case envelope is sealed: the country's suite; `random` only orders the stanzas (default: the platform's). */
interface SealOptions {
  readonly suite: Suite;
  readonly kind: "case";
  readonly random?: RandomBytes;
}

/** What an envelope may expand to when opened, in bytes (SL1). */
export const maximumContentBytes = 262_144;

/**
 * Seals joined notes to 1–4 distinct recipients of the country's suite, in the smallest size class that holds them.
 * Throws a Problem of the sealing when the readers are not so or the notes do not fit; RangeError for a text with lone surrogates.
 */
export async function seal(
  notes: string | Uint8Array,
  readers: readonly string[],
  options: SealOptions,
): Promise<Uint8Array> {
  checkReaders(readers, options.suite);
  const recipients = await fourRecipients(readers, options.suite, options.random ?? randomBytes);
  const content = typeof notes === "string" ? encodeUtf8(notes) : notes;
  if (content.length > maximumContentBytes) throw new Problem("sealing", "too-large");
  return sealTo(content, await deflate(content), recipients, options.suite, envelopeSizes.case[options.suite]);
}

/**
 * Seals one receipt note to a referrer's X25519 recipient, always in 1 KiB and not compressed: compressors differ, and a receipt must
 * not show which program answered (SL7). Throws a Problem of the sealing as `seal` does.
 */
export async function sealReceipt(note: Uint8Array, recipient: string): Promise<Uint8Array> {
  checkReaders([recipient], "x25519");
  const sizes = envelopeSizes.receipt.x25519;
  if (note.length > Math.max(...sizes)) throw new Problem("sealing", "too-large");
  return sealTo(note, deflateStored(note), [recipient], "x25519", sizes);
}

/**
 * The content of an envelope that one of these identities can open; null when it is for none of them. Which identity
 * it was is not said. Throws a Problem of the envelope when the bytes are no envelope at all, or when they are for one of these
 * identities but do not hold what they should.
 */
export async function open(bytes: Uint8Array, identities: readonly SecretIdentity[]): Promise<Uint8Array | null> {
  const gate = new ShapeGate(bytes.length);
  const end = new EndOfIdentities();
  const decrypter = new Decrypter();
  decrypter.addIdentity(gate);
  for (const identity of identities) decrypter.addIdentity(await openingKey(identity));
  decrypter.addIdentity(end);
  const member = await decrypter.decrypt(bytes).catch((cause: unknown) => {
    if (end.reached) return null;
    throw new Problem("envelope", gate.passed ? "sealed" : "shape", { cause });
  });
  if (member === null) return null;
  const content = await decodeMember(member, maximumContentBytes);
  if (content === null) throw new Problem("envelope", "content");
  return content;
}

function checkReaders(readers: readonly string[], suite: Suite): void {
  if (readers.length === 0) throw new Problem("sealing", "no-reader");
  if (readers.length > caseStanzas) throw new Problem("sealing", "too-many-readers");
  if (new Set(readers).size !== readers.length) throw new Problem("sealing", "reader-twice");
  for (const reader of readers) {
    const found = suiteOfRecipient(reader);
    if (found === null) throw new Problem("sealing", "not-a-recipient");
    if (found !== suite) throw new Problem("sealing", "other-suite");
  }
}

async function sealTo(
  content: Uint8Array,
  deflated: Uint8Array,
  recipients: readonly string[],
  suite: Suite,
  sizes: readonly number[],
): Promise<Uint8Array> {
  const overhead = sealingOverhead(suite, recipients.length);
  const total = sizes.find((size) => smallestMember(deflated.length) <= size - overhead);
  if (total === undefined) throw new Problem("sealing", "too-large");
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  const sealed = await encrypter.encrypt(encodeMember(content, deflated, total - overhead));
  // A size that is off would reveal something about the content, so nothing leaves.
  if (sealed.length !== total) throw new Error("an age file came out in another size than its parts have");
  return sealed;
}

/** First in line: refuses, before any key operation, what has not the shape of an envelope. */
class ShapeGate implements Identity {
  readonly #total: number;
  passed = false;

  constructor(total: number) {
    this.#total = total;
  }

  unwrapFileKey(stanzas: Stanzas): null {
    if (!isEnvelopeShape(stanzas, this.#total)) throw new Error("not the stanzas of an envelope");
    this.passed = true;
    return null;
  }
}

/** Last in line: whoever gets here belongs to none of the identities. */
class EndOfIdentities implements Identity {
  reached = false;

  unwrapFileKey(): null {
    this.reached = true;
    return null;
  }
}
