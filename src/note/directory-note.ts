// Notes in clear as the log holds them: the founding note, directory notes and public notes. A directory note may carry several
// signatures, and every line must verify under a key that the directory names (SG1).

import { asksForNoWitness } from "../core/country-marks.ts";
import { Directory, type VerifiedDirectoryNote } from "../core/directory.ts";
import type { DirectoryContent, Founding, PublicContent } from "../core/directory-note.ts";
import { foundingSchema, isFormKind, readDirectoryContent, readPublicContent } from "../core/directory-note.ts";
import type { FormClass } from "../core/form/country-forms.ts";
import { decodeJson, encodeJson } from "../core/json.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { holdsZero } from "../core/waits.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { isSoundEd25519PublicKey, type VerifyEd25519 } from "../crypto/ed25519.ts";
import { idOfForm } from "./form-id.ts";
import { originOf, textId } from "./origin.ts";
import type { SignedNote, SignerKey } from "./signed-note.ts";
import { encodeNote, isNoteText, parseNote, signText, verifierKey, verifySignature } from "./signed-note.ts";

export interface FoundingNote {
  readonly founding: Founding;
  readonly origin: string;
  readonly note: string;
}

/** The founding note, signed by these council seats. Throws RangeError when it is not in its schema or not signed by all seats. */
export function signFounding(founding: Founding, seats: readonly SignerKey[]): FoundingNote {
  const text = foundingText(founding);
  const signed = parseFoundingNote(
    encodeNote(
      text,
      seats.map((seat) => signText(text, seat)),
    ),
  );
  if (signed === null) throw new RangeError("not a founding note signed by every seat");
  return signed;
}

/** The three lines of a founding note, which its seats sign one after the other (`cosignFounding`). */
export function foundingText(founding: Founding): string {
  return encodeSignedText(tag.founding, founding.name, encodeJson(founding));
}

interface FoundingDraft {
  readonly founding: Founding;
  /** SHA-256 of the text in hexadecimal, whoever signed it. */
  readonly id: string;
  readonly origin: string;
  readonly text: string;
  /** The seats that signed. */
  readonly signers: readonly string[];
}

/** A founding note that every seat, some or none have signed. Null for anything else, and where a line does not verify. */
export function readFoundingDraft(note: string): FoundingDraft | null {
  const parsed = parseNote(note) ?? (isNoteText(note) ? { text: note, signatures: [] } : null);
  const lines = parsed === null ? null : parseSignedText(tag.founding, parsed.text);
  const founding: unknown = lines === null ? undefined : decodeJson(lines.json);
  if (parsed === null || lines === null || !foundingSchema(founding) || lines.origin !== founding.name) return null;
  if (!isSoundFounding(founding)) return null;
  const keys = new Map(founding.council.seats.map(({ seat, key }) => [seat, key]));
  const signers = verifiedSigners(parsed, (name) => keys.get(name) ?? null);
  if (signers === null) return null;
  const { text } = parsed;
  return { founding, id: textId(text), origin: originOf(founding.name, text), text, signers };
}

/** Adds a seat's signature to a founding note. Null when it is none, or names another key for this seat. */
export function cosignFounding(note: string, seat: SignerKey): string | null {
  const draft = readFoundingDraft(note);
  if (draft === null) return null;
  const lines = parseNote(note)?.signatures.map((signature) => signature.line) ?? [];
  const more = encodeNote(draft.text, [...lines, signText(draft.text, seat)]);
  return readFoundingDraft(more) === null ? null : more;
}

/**
 * Parses and verifies a founding note: signed by every seat of the council that it names, and sound: the threshold is a majority,
 * `quorum none` only in a trial (LG5), waits of zero only in a trial or demonstration (DR2, DR6), no key named twice, and every
 * organisation one that the directory takes. Null otherwise.
 */
export function parseFoundingNote(note: string): FoundingNote | null {
  const draft = readFoundingDraft(note);
  if (draft === null || draft.signers.length !== draft.founding.council.seats.length) return null;
  return { founding: draft.founding, origin: draft.origin, note };
}

/** Signs a directory note. Throws RangeError when its content is not in its schema. */
export function signDirectoryNote(
  origin: string,
  content: DirectoryContent,
  signers: readonly SignerKey[],
  leafClass: FormClass = "directory",
): string {
  if (readDirectoryContent(content) === null) throw new RangeError("not a directory note in its schema");
  return signClear(tag[leafClass], origin, content, signers);
}

/**
 * Adds one more signature to a directory note, as the second administrator or the next council seat does. Null for anything that
 * is not a directory note in its schema: a key is not lent to sign other texts.
 */
export function cosignDirectoryNote(note: string, signer: SignerKey): string | null {
  const parsed = parseNote(note);
  if (parsed === null || contentOfDirectoryNote(parsed.text) === null) return null;
  return encodeNote(parsed.text, [
    ...parsed.signatures.map((signature) => signature.line),
    signText(parsed.text, signer),
  ]);
}

/** What a directory note says, whoever signed it; null for anything that is none. */
export function contentOfDirectoryNote(text: string): DirectoryContent | null {
  const lines = parseSignedText(tag.directory, text) ?? parseSignedText(tag.public, text);
  const content = lines === null ? null : readDirectoryContent(decodeJson(lines.json));
  const isOfClass = text.startsWith(`${tag.directory}\n`) || isFormKind(content?.kind ?? "");
  return content !== null && isOfClass && isNamedByHash(content) ? content : null;
}

/**
 * Parses a directory note of this origin and verifies every signature against the directory as it is before the note, at leaf `at`. Notes about forms also come with
 * the tag of the country's record.
 */
export function parseDirectoryNote(
  note: string,
  directory: Directory,
  verify?: VerifyEd25519,
  at: number = Number.POSITIVE_INFINITY,
): VerifiedDirectoryNote | null {
  const clear = parseClear(note, [tag.directory, tag.public], directory.origin);
  const content = clear === null ? null : contentOfDirectoryNote(clear.parsed.text);
  if (clear === null || content === null || !keysIn(content).every(isSoundKey)) return null;
  // A device that asks for a recovery is in no directory yet: its note brings its key (KR3).
  const asking = content.kind === "recovery.request" ? content.body.device : null;
  const keyOf = (name: string) => directory.keyOf(name, at) ?? (asking?.id === name ? asking.key : null);
  const signers = verifiedSigners(clear.parsed, keyOf, verify);
  if (signers === null) return null;
  return { content, signers, ...(clear.what === tag.public ? { leafClass: "public" as const } : {}) };
}

/** A version is named by the hash of what it asks. */
function isNamedByHash(content: DirectoryContent): boolean {
  return content.kind !== "form.set" || content.body.id === idOfForm(content.body.form);
}

/** Signs a public note: with the log's own key (its name is the origin) for `time`, with a device's for the rest. */
export function signPublicNote(origin: string, content: PublicContent, signer: SignerKey): string {
  if (readPublicContent(content) === null) throw new RangeError("not a public note in its schema");
  return signClear(tagOf(content.kind), origin, content, [signer]);
}

/** The country's record has a tag of its own, so that what every phone follows stays small (LG1, LG3). */
function tagOf(kind: PublicContent["kind"]): typeof tag.public | typeof tag.update {
  return kind === "record" ? tag.public : tag.update;
}

/** Parses a public note of this origin, with its id and its one verified signer: the origin itself for the log's key, or a device id. */
export function parsePublicNote(
  note: string,
  directory: Directory,
  verify?: VerifyEd25519,
): { readonly id: string; readonly content: PublicContent; readonly signer: string } | null {
  const clear = parseClear(note, [tag.public, tag.update], directory.origin);
  const content = clear === null ? null : readPublicContent(clear.value);
  if (clear === null || content === null || clear.what !== tagOf(content.kind)) return null;
  const keyOf = (name: string) =>
    name === directory.origin ? directory.founding.logKey : directory.keyOf(name, Number.POSITIVE_INFINITY);
  const [signer, ...others] = verifiedSigners(clear.parsed, keyOf, verify) ?? [];
  if (signer === undefined || others.length > 0) return null;
  const mayBe = (content.kind === "time") === (signer === directory.origin);
  return mayBe ? { id: textId(clear.parsed.text), content, signer } : null;
}

type ClearTag = typeof tag.directory | typeof tag.public | typeof tag.update;

function signClear(what: ClearTag, origin: string, content: object, signers: readonly SignerKey[]): string {
  const text = encodeSignedText(what, origin, encodeJson(content));
  return encodeNote(
    text,
    signers.map((signer) => signText(text, signer)),
  );
}

function parseClear(
  note: string,
  tags: readonly ClearTag[],
  origin: string,
): { readonly what: ClearTag; readonly parsed: SignedNote; readonly value: unknown } | null {
  const what = tags.find((candidate) => note.startsWith(`${candidate}\n`));
  const parsed = what === undefined ? null : parseNote(note);
  const lines = what === undefined || parsed === null ? null : parseSignedText(what, parsed.text);
  if (what === undefined || parsed === null || lines === null || lines.origin !== origin) return null;
  return { what, parsed, value: decodeJson(lines.json) };
}

/** The names of all signers when every line verifies under the key of its name and no name signs twice; else null. */
function verifiedSigners(
  parsed: SignedNote,
  keyOf: (name: string) => string | null,
  verify?: VerifyEd25519,
): readonly string[] | null {
  const names: string[] = [];
  for (const signature of parsed.signatures) {
    const key = decodeBase64(keyOf(signature.name) ?? "-");
    if (key === null || names.includes(signature.name)) return null;
    if (!verifySignature(parsed.text, signature, verifierKey(signature.name, key), verify)) return null;
    names.push(signature.name);
  }
  return names;
}

/** The keys that a note would bring into the directory. Unsound ones (of small order) never get in (SG2). */
function keysIn(content: DirectoryContent): readonly string[] {
  if (content.kind === "device.enrol" || content.kind === "recovery.request") return [content.body.device.key];
  if (content.kind === "recovery.deal") return [content.body.key];
  if (content.kind === "council.seat") return [content.body.key];
  return content.kind === "organisation.admit" ? content.body.devices.map((device) => device.key) : [];
}

function isSoundKey(key: string): boolean {
  const bytes = decodeBase64(key);
  return bytes !== null && isSoundEd25519PublicKey(bytes);
}

function isSoundFounding(founding: Founding): boolean {
  const { seats, threshold } = founding.council;
  const devices = founding.organisations.flatMap((admission) => admission.devices);
  const allKeys = [founding.logKey, ...seats.map(({ key }) => key), ...devices.map(({ key }) => key)];
  if (!allKeys.every(isSoundKey) || new Set(allKeys).size < allKeys.length) return false;
  const names = new Set(seats.map(({ seat }) => seat));
  if (names.size < seats.length || threshold > seats.length) return false;
  if (new Directory(founding, founding.name).organisations().length < founding.organisations.length) return false;
  if (asksForNoWitness(founding.policy) && !founding.trial) return false;
  if (founding.trial || founding.demonstration) return true;
  if (holdsZero(founding.waits)) return false;
  return seats.length >= 3 && 2 * threshold > seats.length;
}
