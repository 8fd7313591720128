// The text of a part of an archive (AR3): the signed note, then each entry behind a line that says in which leaf it came, then a line for each entry that was
// erased. It is read as a stranger's text: whatever is not in its one form is no part.
import { entryId } from "../../core/entry-kind.ts";
import { decodeJson, encodeJson } from "../../core/json.ts";
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
  entries: readonly ArchivedEntry[],
  erased: readonly ArchivedRest[],
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
  const head: ArchiveHead = { kind: "archive", ...others, ...counts, ...(previous === undefined ? {} : { previous }) };
  const note = encodeUtf8(signArchive(origin, head, signer));
  const bytes = new Uint8Array(note.length + body.length);
  bytes.set(note);
  bytes.set(body, note.length);
  return bytes;
}

const headLines = 5;
const entryLines = 6;
const place = /^(0|[1-9]\d{0,15}) (0|[1-9]\d?) ([0-9a-f]{64})$/;

/** Throws a Problem of the archive, `foreign` for another country's, `broken` for what is no part. The signature is not verified yet. */
export function parsePart(bytes: Uint8Array, origin: string): ArchivePart {
  const text = decodeUtf8(bytes);
  const lines = text?.split("\n") ?? [];
  if (text === null || lines.pop() !== "") throw broken();
  const noteText = `${lines.slice(0, headLines).join("\n")}\n`;
  const note = parseArchiveNote(noteText, origin);
  if (note === null) throw broken();
  if (note === "other-origin") throw new Problem("archive", "foreign");
  const { head } = note;
  if (encodeHex(sha256(bytes.subarray(encodeUtf8(noteText).length))) !== head.digest) throw broken();
  if (lines.length !== headLines + entryLines * head.entries + head.erased) throw broken();
  const entries: ArchivedEntry[] = [];
  let before: ArchivedEntry | null = null;
  for (let at = 0; at < head.entries; at++) {
    const [first = "", ...others] = lines.slice(headLines + at * entryLines, headLines + (at + 1) * entryLines);
    const [, leaf, position, hash = ""] = place.exec(first) ?? [];
    const entry = { leaf: Number(leaf), position: Number(position), hash, note: `${others.join("\n")}\n` };
    if (leaf === undefined || entry.leaf < head.from || entry.leaf >= head.size) throw broken();
    // In the order of the log, each place once.
    if (before !== null && !isBehind(before, entry)) throw broken();
    entries.push(entry);
    before = entry;
  }
  const erased = lines.slice(headLines + entryLines * head.entries).map((line) => {
    const rest: unknown = decodeJson(line);
    if (!erasedSchema(rest)) throw broken();
    return rest;
  });
  return { ...note, entries, erased };
}

function isBehind(before: ArchivedEntry, { leaf, position, hash }: ArchivedEntry): boolean {
  return before.leaf === leaf ? before.hash === hash && before.position < position : before.leaf < leaf;
}

const broken = () => new Problem("archive", "broken");
