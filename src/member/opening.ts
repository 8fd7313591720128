// Opens one envelope of the log or of a file, and checks everything about its entries that does not depend on their case: form, one
// author, named readers (SL5), signature, and the checkpoint that the author saw (LG7).
import type { Directory } from "../core/directory.ts";
import type { EntryContent, NewerContent, Seen } from "../core/entry.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import type { VerifiedCheckpoint } from "../log/checkpoint.ts";
import { encodeCheckpointBody, verifyCheckpoint } from "../log/checkpoint.ts";
import { sameHash } from "../log/merkle.ts";
import type { EntryNote } from "../note/entry-note.ts";
import { parseEntryNote, splitEntries, verifyEntry } from "../note/entry-note.ts";
import type { VerifierKey } from "../note/signed-note.ts";
import { sealedShape } from "../protocol/sealed-shape.ts";
import { open } from "../sealing/envelope.ts";
import { EnvelopeBroken } from "../sealing/errors.ts";
import type { SecretIdentity } from "../sealing/secret-identity.ts";
import type { AlarmCode } from "./views.ts";

export interface OpeningParts {
  readonly directory: Directory;
  readonly logKey: VerifierKey;
  readonly identities: readonly SecretIdentity[];
  /** Our own organisation, or null for a referrer, who opens receipts only. */
  readonly organisation: string | null;
  /** The root of the log at a size, as this client computed it; null beyond what it holds. */
  readonly rootAt: (size: number) => Uint8Array | null;
}

export interface OpenedEntry {
  readonly entry: EntryNote;
  readonly position: number;
  /** False while the directory does not know the author's device: it may be enrolled in what is not trusted yet. */
  readonly verified: boolean;
}

export type Opened =
  | { readonly is: "not-for-me" }
  | { readonly is: "refused"; readonly alarm: Exclude<AlarmCode, "fork"> }
  /** Its author saw a head that the log signed and that is not on our branch: proof of a fork (LG7). */
  | { readonly is: "fork"; readonly head: VerifiedCheckpoint }
  | { readonly is: "open"; readonly entries: readonly OpenedEntry[] };

/** Opens sealed bytes at leaf `index` (null for carried ones that are not logged yet). Never throws for bad bytes. */
export async function openEnvelope(bytes: Uint8Array, index: number | null, parts: OpeningParts): Promise<Opened> {
  // Cheap checks before any key operation (LG4): whatever is not one of this country's envelopes is not tried.
  const expected = parts.organisation === null ? "receipt" : "case";
  if (sealedShape(bytes, parts.directory.founding.suite) !== expected)
    return { is: "refused", alarm: "envelope-broken" };
  const content = await openOrFlaw(bytes, parts.identities);
  if (content === null) return { is: "not-for-me" };
  if (content === "broken") return { is: "refused", alarm: "envelope-broken" };
  const entries = splitEntries(decodeUtf8(content) ?? "", parts.directory.origin);
  if (entries === null) return { is: "refused", alarm: "envelope-broken" };
  if (!haveOneAuthorAndReaders(entries) || !namesUs(entries, parts.organisation))
    return { is: "refused", alarm: "entry-refused" };
  const opened: OpenedEntry[] = [];
  for (const [position, entry] of entries.entries()) {
    const verified = verifyAuthor(entry, parts.directory);
    if (verified === false) return { is: "refused", alarm: "entry-refused" };
    const flaw = checkSeen(entry.content.seen, index, parts) ?? checkCarried(entry, parts);
    if (flaw !== null) return flaw;
    opened.push({ entry, position, verified: verified === true });
  }
  return { is: "open", entries: opened };
}

/** True or false for a device that the directory knows; null for one that it does not know (yet). */
export function verifyAuthor(entry: EntryNote, directory: Directory): boolean | null {
  const key = directory.device(entry.content.device)?.key;
  return key === undefined ? null : verifyEntry(entry, key);
}

async function openOrFlaw(
  bytes: Uint8Array,
  identities: readonly SecretIdentity[],
): Promise<Uint8Array | null | "broken"> {
  try {
    return await open(bytes, identities);
  } catch (error) {
    if (error instanceof EnvelopeBroken) return "broken";
    throw error;
  }
}

function haveOneAuthorAndReaders(entries: readonly EntryNote[]): boolean {
  const [first] = entries;
  if (first === undefined) return false;
  const readers = first.content.to.join();
  return entries.every(({ content }) => content.device === first.content.device && content.to.join() === readers);
}

function namesUs(entries: readonly EntryNote[], organisation: string | null): boolean {
  return entries.every(({ content }) =>
    organisation === null ? isReceipt(content) : !isReceipt(content) && content.to.includes(organisation),
  );
}

function isReceipt(content: EntryContent | NewerContent): boolean {
  return content.kind === "receipt";
}

// SL8: the notes that a grant carries are entries of this log like others, at the leaf that the granter states.
function checkCarried({ content }: EntryNote, parts: OpeningParts): Opened | null {
  if (content.kind !== "grant" || "newer" in content) return null;
  for (const { note, leaf } of content.body.notes) {
    const carried = parseEntryNote(note, parts.directory.origin);
    if (carried === null) return { is: "refused", alarm: "entry-refused" };
    const flaw = checkSeen(carried.content.seen, leaf, parts);
    if (flaw !== null) return flaw;
  }
  return null;
}

// LG7: what the author saw must be signed by the log and lie on our branch; signed and on another branch is proof of a fork.
function checkSeen(seen: Seen, index: number | null, parts: OpeningParts): Opened | null {
  const falsely = { is: "refused", alarm: "false-seen" } as const;
  const root = decodeBase64(seen.root);
  if (root === null) return falsely;
  const body = encodeCheckpointBody(parts.directory.origin, seen.size, root);
  const head = verifyCheckpoint(`${body}\n${seen.line}\n`, parts.logKey);
  if (head === null) return falsely;
  const own = parts.rootAt(seen.size);
  if (own !== null && !sameHash(own, root)) return { is: "fork", head };
  return index !== null && seen.size > index ? falsely : null;
}
