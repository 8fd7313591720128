// The text of a part of an archive (AR3): the signed note, then each entry behind a line that says in which leaf it came, then a line for each entry that was
// erased. It is read as a stranger's text: whatever is not in its one form is no part.
import { entryId } from "../../core/entry-kind.ts";
import { decodeJson, encodeJson } from "../../core/json.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { code, list, type Of, object } from "../../core/schema.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { type ArchiveHead, type ArchiveNote, parseArchiveNote, signArchive } from "../../note/archive-note.ts";
import type { SignerKey } from "../../note/signed-note.ts";

/** An entry and where it came: the leaf, its hash in hexadecimal, the place in the envelope. */
export interface ArchivedEntry {
  readonly leaf: number;
  readonly hash: string;
  readonly position: number;
  /** As received: five lines. */
  readonly note: string;
}

const erasedSchema = object(
  { id: entryId, case: entryId, needs: list(entryId, 2_000) },
  { over: list(entryId, 2_000), misplaced: code(["yes"]) },
);
/** The rest of an entry that a purge erased: what it builds on, and nothing that it said. */
export type ArchivedRest = Of<typeof erasedSchema>;

export interface ArchivePart extends ArchiveNote {
  readonly entries: readonly ArchivedEntry[];
  readonly erased: readonly ArchivedRest[];
}

type Said = Omit<ArchiveHead, "entries" | "erased" | "digest" | "kind">;

export function encodePart(
  origin: string,
  said: Said,
  { entries, erased }: { readonly entries: readonly ArchivedEntry[]; readonly erased: readonly ArchivedRest[] },
  signer: SignerKey,
): Uint8Array {
  const body = encodeUtf8(
    [
      ...entries.map(({ leaf, hash, position, note }) => `${leaf} ${position} ${hash}\n${note}`),
      ...erased.map((rest) => `${encodeJson(rest)}\n`),
    ].join(""),
  );
  const counts = { entries: entries.length, erased: erased.length, digest: encodeHex(sha256(body)) };
  const { previous, ...others } = said;
  const head: ArchiveHead = { kind: "archive", ...others, ...counts, ...presentFields({ previous }) };
  const note = encodeUtf8(signArchive(origin, head, signer));
  const bytes = new Uint8Array(note.length + body.length);
  bytes.set(note);
  bytes.set(body, note.length);
  return bytes;
}

const headLines = 5;
const entryLines = 6;
/** The note at the head has a checkpoint and two hundred secrets at the most. */
const maxHeadBytes = 131_072;
/** No entry and no rest of one is shorter: whoever says that there are more has a file of a few bytes taken apart into millions of lines. */
const leastEntryBytes = 300;
const leastRestBytes = 150;
const place = /^(0|[1-9]\d{0,15}) (0|[1-9]\d?) ([0-9a-f]{64})$/;
const newline = 10;

/**
 * Throws a Problem of the archive, `foreign` for another country's, `broken` for what is no part. `check` gets the note, whose signature is not verified yet, before
 * anything behind it is read: what it refuses takes no memory.
 */
export function parsePart(
  bytes: Uint8Array,
  origin: string,
  check: (note: ArchiveNote) => void = () => undefined,
): ArchivePart {
  const headEnd = endOfHead(bytes);
  const note = parseArchiveNote(decodeUtf8(bytes.subarray(0, headEnd)) ?? "", origin);
  if (note === null) throw broken();
  if (note === "other-origin") throw new Problem("archive", "foreign");
  check(note);
  const { head } = note;
  const body = bytes.subarray(headEnd);
  if (body.length < leastEntryBytes * head.entries + leastRestBytes * head.erased) throw broken();
  if (countOf(body, newline) !== entryLines * head.entries + head.erased) throw broken();
  if (encodeHex(sha256(body)) !== head.digest) throw broken();
  const lines = decodeUtf8(body)?.split("\n");
  if (lines?.pop() !== "") throw broken();
  const entries: ArchivedEntry[] = [];
  let before: ArchivedEntry | null = null;
  for (let at = 0; at < head.entries; at++) {
    const [first = "", ...others] = lines.slice(at * entryLines, (at + 1) * entryLines);
    const [, leaf, position, hash = ""] = place.exec(first) ?? [];
    const entry = { leaf: Number(leaf), position: Number(position), hash, note: `${others.join("\n")}\n` };
    if (leaf === undefined || entry.leaf < head.from || entry.leaf >= head.size) throw broken();
    // In the order of the log, each place once.
    if (before !== null && !isBehind(before, entry)) throw broken();
    entries.push(entry);
    before = entry;
  }
  const erased = lines.slice(entryLines * head.entries).map((line) => {
    const rest: unknown = decodeJson(line);
    if (!erasedSchema(rest)) throw broken();
    return rest;
  });
  return { ...note, entries, erased };
}

/** Where the note at the head ends: behind its last line. */
function endOfHead(bytes: Uint8Array): number {
  const most = bytes.subarray(0, maxHeadBytes);
  let end = 0;
  for (let line = 0; line < headLines; line++) {
    end = most.indexOf(newline, end) + 1;
    if (end === 0) throw broken();
  }
  return end;
}

function countOf(bytes: Uint8Array, wanted: number): number {
  let count = 0;
  for (const byte of bytes) if (byte === wanted) count += 1;
  return count;
}

function isBehind(before: ArchivedEntry, { leaf, position, hash }: ArchivedEntry): boolean {
  return before.leaf === leaf ? before.hash === hash && before.position < position : before.leaf < leaf;
}

const broken = () => new Problem("archive", "broken");
