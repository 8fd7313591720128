// Opens one envelope of the log or of a file, and checks everything about its entries that does not depend on their case: form, one
// author, named readers (SL5), signature, and the checkpoint that the author saw (LG7).
import type { Directory } from "../../core/directory.ts";
import type { AnyContent } from "../../core/entry.ts";
import { isProblem } from "../../core/problem.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { decodeUtf8 } from "../../crypto/utf8.ts";
import { encodeCheckpointBody, type VerifiedCheckpoint, verifyCheckpoint } from "../../log/checkpoint.ts";
import { sameHash } from "../../log/merkle.ts";
import { type EntryNote, parseEntryNote, splitEntries, verifyEntry } from "../../note/entry-note.ts";
import type { VerifierKey } from "../../note/signed-note.ts";
import { type SealedClass, sealedShape } from "../../protocol/sealed-shape.ts";
import { open } from "../../sealing/envelope.ts";
import type { SecretIdentity } from "../../sealing/secret-identity.ts";
import type { IsFalse } from "../trust/corrections.ts";
import type { AlarmCode } from "../views.ts";

export interface OpeningParts {
  readonly directory: Directory;
  readonly logKey: VerifierKey;
  readonly identities: readonly SecretIdentity[];
  /** Our own organisation. */
  readonly organisation: string;
  /** The root of the log at a size, as this client computed it; null beyond what it holds. */
  readonly rootAt: (size: number) => Uint8Array | null;
  /** True for a head that the council called false (LG10). */
  readonly isFalse?: IsFalse;
}

type ReceiptParts = Pick<OpeningParts, "directory" | "identities">;

export interface OpenedEntry {
  readonly entry: EntryNote;
  readonly position: number;
  /** False while the directory does not know the author's device: it may be enrolled in what is not trusted yet. */
  readonly verified: boolean;
}

/** Sealed for nobody of ours, or for us and not taken. */
type Unopened = { readonly is: "not-for-me" } | { readonly is: "refused"; readonly alarm: Exclude<AlarmCode, "fork"> };

type Opened =
  | Unopened
  /** Its author saw a head that the log signed and that is not on our branch: proof of a fork (LG7). */
  | { readonly is: "fork"; readonly head: VerifiedCheckpoint }
  | { readonly is: "open"; readonly entries: readonly OpenedEntry[] };

/** Opens a sealed case envelope at leaf `index` (null for carried ones that are not logged yet). Never throws for bad bytes. */
export async function openEnvelope(bytes: Uint8Array, index: number | null, parts: OpeningParts): Promise<Opened> {
  const opening = await openText(bytes, "case", parts);
  if (opening.is !== "open") return opening;
  const notes = splitEntries(opening.text, parts.directory.origin);
  if (notes === null) return broken;
  // A receipt names no organisation, so that it is none of a case (SL5).
  if (!haveOneAuthorAndReaders(notes) || !notes.every(({ content }) => content.to.includes(parts.organisation)))
    return refusal;
  const entries: OpenedEntry[] = [];
  for (const [position, entry] of notes.entries()) {
    const verdict = verifyAuthor(entry, parts.directory);
    if (verdict === false) return refusal;
    const flaw = flawOf(entry, index, parts);
    if (flaw !== null) return flaw;
    entries.push({ entry, position, verified: verdict === true });
  }
  return { is: "open", entries };
}

/**
 * Opens a sealed receipt: the one note in it, whose signature is not verified, for only who sent the referral knows its key (SL7). Never
 * throws for bad bytes.
 */
export async function openReceipt(
  bytes: Uint8Array,
  parts: ReceiptParts,
): Promise<Unopened | { readonly is: "open"; readonly note: EntryNote }> {
  const opening = await openText(bytes, "receipt", parts);
  if (opening.is !== "open") return opening;
  const note = parseEntryNote(opening.text, parts.directory.origin);
  return note === null ? broken : { is: "open", note };
}

/** True or false for a device that the directory knows; null for one that it does not know (yet). */
export function verifyAuthor(entry: EntryNote, directory: Directory): boolean | null {
  const key = directory.device(entry.content.device)?.key;
  return key === undefined ? null : verifyEntry(entry, key);
}

const broken = { is: "refused", alarm: "envelope-broken" } as const;
const refusal = { is: "refused", alarm: "entry-refused" } as const;

async function openText(
  bytes: Uint8Array,
  kind: SealedClass,
  { directory, identities }: ReceiptParts,
): Promise<Unopened | { readonly is: "open"; readonly text: string }> {
  // Cheap checks before any key operation (LG4): whatever is not one of this country's envelopes is not tried.
  if (sealedShape(bytes, directory.founding.suite) !== kind) return broken;
  const content = await open(bytes, identities).catch((error: unknown) => {
    if (isProblem(error, "envelope")) return "broken" as const;
    throw error;
  });
  if (content === null) return { is: "not-for-me" };
  if (content === "broken") return broken;
  return { is: "open", text: decodeUtf8(content) ?? "" };
}

function haveOneAuthorAndReaders(entries: readonly EntryNote[]): boolean {
  const [first] = entries;
  if (first === undefined) return false;
  const readers = first.content.to.join();
  return entries.every(({ content }) => content.device === first.content.device && content.to.join() === readers);
}

/** The flaw in the checkpoints that the author of an entry quotes, or in the notes that it carries; null where there is none. */
export function flawOf(entry: EntryNote, index: number | null, parts: OpeningParts): Opened | null {
  return checkSeen(entry.content, index, parts) ?? checkCarried(entry, parts);
}

// SL8: the notes that a grant carries are entries of this log like others, at the leaf that the granter states.
function checkCarried({ content }: EntryNote, parts: OpeningParts): Opened | null {
  if (content.kind !== "grant" || "newer" in content) return null;
  for (const { note, leaf } of content.body.notes) {
    const entry = parseEntryNote(note, parts.directory.origin);
    if (entry === null) return refusal;
    const flaw = checkSeen(entry.content, leaf, parts);
    if (flaw !== null) return flaw;
  }
  return null;
}

// LG7: what the author saw must be signed by the log and lie on our branch; signed and on another branch is proof of a fork.
function checkSeen(content: AnyContent, index: number | null, parts: OpeningParts): Opened | null {
  if (!("seen" in content)) return refusal;
  const falsely = { is: "refused", alarm: "false-seen" } as const;
  const { seen } = content;
  const root = decodeBase64(seen.root);
  if (root === null) return falsely;
  const body = encodeCheckpointBody(parts.directory.origin, seen.size, root);
  const head = verifyCheckpoint(`${body}\n${seen.line}\n`, parts.logKey);
  if (head === null) return falsely;
  // LG10: what was sealed on a false history comes to the true one as it is, and its author saw that history.
  if (parts.isFalse?.(head) === true) return null;
  const own = parts.rootAt(seen.size);
  if (own !== null && !sameHash(own, root)) return { is: "fork", head };
  return index !== null && seen.size > index ? falsely : null;
}
