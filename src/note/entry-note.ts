// A sealed entry as a note (SG1): exactly five lines, one signature, the signature's key name equal to the device that it names.

import { type AnyContent, type EntryContent, readEntryContent } from "../core/entry.ts";
import { decodeJson, encodeJson, parseOwnJson } from "../core/json.ts";
import { encodeSignedText, parseSignedText, tag } from "../core/tags.ts";
import { decodeBase64 } from "../crypto/base64.ts";
import { textId } from "./origin.ts";
import type { SignatureLine, SignerKey } from "./signed-note.ts";
import { encodeNote, parseNote, signText, verifierKey, verifySignature } from "./signed-note.ts";

/** An entry that is well-formed; its signature is not yet verified. */
export interface EntryNote {
  readonly id: string;
  readonly content: AnyContent;
  /** The note as received: five lines. */
  readonly note: string;
  readonly text: string;
  readonly signature: SignatureLine;
}

/** Signs an entry. The signer's name must be the content's device. Throws RangeError for content that is not in its schema. */
export function signEntry(origin: string, content: EntryContent, signer: SignerKey): EntryNote {
  const text = encodeSignedText(tag.entry, origin, encodeJson(content));
  const note = encodeNote(text, [signText(text, signer)]);
  const entry = parseEntryNote(note, origin);
  if (entry === null) throw new RangeError("not an entry in its schema");
  return entry;
}

/** Parses one entry of this origin. Null for anything else, whatever the flaw. */
export function parseEntryNote(note: string, origin: string): EntryNote | null {
  const entry = parseWith(decodeJson, note, origin);
  return entry === null ? null : { id: textId(entry.text), ...entry };
}

/**
 * The same for a note that was parsed before, when it came, and that nobody but this device can have changed since: neither its id nor the spelling of its JSON
 * is looked at again, which for the entries of one case would take a slow processor longer than all that they say. Whether it is in a schema is: a newer program
 * knows more kinds.
 */
export function parseKeptEntryNote(note: string, origin: string, id: string): EntryNote | null {
  const entry = parseWith(parseOwnJson, note, origin);
  return entry === null ? null : { id, ...entry };
}

function parseWith(parse: (json: string) => unknown, note: string, origin: string): Omit<EntryNote, "id"> | null {
  if (note.split("\n").length !== 6) return null;
  const parsed = parseNote(note);
  const [signature, ...others] = parsed?.signatures ?? [];
  if (parsed === null || signature === undefined || others.length > 0) return null;
  const lines = parseSignedText(tag.entry, parsed.text);
  if (lines === null || lines.origin !== origin) return null;
  const content = readEntryContent(parse(lines.json));
  if (content === null || content.device !== signature.name) return null;
  return { content, note, text: parsed.text, signature };
}

/** An entry of which this device keeps less than was signed: its id stays that of what was signed, and its signature verifies no more. */
export function withContent(entry: EntryNote, content: EntryContent, origin: string): EntryNote {
  const text = encodeSignedText(tag.entry, origin, encodeJson(content));
  return { ...entry, content, text, note: encodeNote(text, [entry.signature.line]) };
}

/** True when the entry is signed by this key (base64) under the name of the device in it. */
export function verifyEntry(entry: EntryNote, key: string): boolean {
  const publicKey = decodeBase64(key);
  if (publicKey === null) return false;
  return verifySignature(entry.text, entry.signature, verifierKey(entry.content.device, publicKey));
}

/** Joins notes of one author to the same readers. Five lines each, so no framing is needed (SG1). */
export function joinEntries(entries: readonly EntryNote[]): string {
  return entries.map((entry) => entry.note).join("");
}

/** Splits joined notes; null unless every one is a well-formed entry of this origin, and there are 1 to 32 of them. */
export function splitEntries(joined: string, origin: string): readonly EntryNote[] | null {
  const lines = joined.split("\n");
  const count = (lines.length - 1) / 5;
  if (!Number.isInteger(count) || count < 1 || count > 32 || lines.at(-1) !== "") return null;
  const entries: EntryNote[] = [];
  for (let i = 0; i < count; i++) {
    const entry = parseEntryNote(`${lines.slice(5 * i, 5 * i + 5).join("\n")}\n`, origin);
    if (entry === null) return null;
    entries.push(entry);
  }
  return entries;
}
