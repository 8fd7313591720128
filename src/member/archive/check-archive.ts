// Checks files that were given as an archive (AR7): nothing in them is believed. Each part is ours, signed by a reader, and in its place; each leaf that it names is
// the log's; each entry is signed by who it says, for us. One that does not hold, and none of them counts.
import { isProblem, Problem } from "../../core/problem.ts";
import { decodeBase64 } from "../../crypto/base64.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { verifyCheckpoint } from "../../log/checkpoint.ts";
import { sameHash } from "../../log/merkle.ts";
import { type ArchiveHead, type ArchiveNote, verifyArchiveNote } from "../../note/archive-note.ts";
import { parseEntryNote } from "../../note/entry-note.ts";
import { verifierKey } from "../../note/signed-note.ts";
import { openArchive } from "../../sealing/archive-file.ts";
import type { SecretIdentity } from "../../sealing/secret-identity.ts";
import { flawOf, type OpenedEntry, type OpeningParts, verifyAuthor } from "../cases/opening.ts";
import type { PublicLog } from "../trust/public-log.ts";
import { type ArchivedRest, type ArchivePart, parsePart } from "./part.ts";

/** Said while it goes on: how many of how many. It is waited for, so that a page can be drawn meanwhile. */
export type OnArchiveProgress = (step: "opening" | "checking", done: number, of: number) => void | Promise<void>;

export interface CheckedArchive {
  readonly chain: string;
  readonly parts: number;
  /** Up to where it has the log. */
  readonly size: number;
  /** When its newest part was written, by its writer's clock. */
  readonly at: string;
  readonly entries: readonly OpenedEntry[];
  /** The leaf of each. */
  readonly leaves: readonly number[];
  readonly erased: readonly ArchivedRest[];
  /** Secrets of epochs, as the newest part has them: nothing says yet that they are the organisation's. */
  readonly epochs: ArchiveHead["epochs"];
}

interface CheckingParts {
  readonly log: PublicLog;
  readonly organisation: string;
  readonly identities: readonly SecretIdentity[];
}

/** So many files are one archive at most. */
const mostFiles = 400;

/** Throws a Problem of the archive for what is none of ours, or not whole. */
export async function checkArchive(
  files: readonly Uint8Array[],
  parts: CheckingParts,
  onProgress: OnArchiveProgress = () => undefined,
): Promise<CheckedArchive> {
  const { log, organisation } = parts;
  if (files.length > mostFiles) throw new Problem("archive", "too-large");
  const opened: ArchivePart[] = [];
  for (const [at, bytes] of files.entries()) {
    await onProgress("opening", at, files.length);
    opened.push(await openPart(bytes, parts));
  }
  const chain = inOrder(opened);
  const [first] = chain;
  const last = chain.at(-1);
  if (first === undefined || last === undefined) throw new Problem("archive", "broken");
  for (const part of chain) await checkHead(part, log);
  const total = chain.reduce((sum, { entries }) => sum + entries.length, 0);
  const entries: OpenedEntry[] = [];
  const leaves: number[] = [];
  const opening = openingParts(parts);
  for (const part of chain)
    for (const { leaf, hash, position, note } of part.entries) {
      if (entries.length % 1_000 === 0) await onProgress("checking", entries.length, total);
      const own = log.follower.leaf(leaf);
      if (own?.class !== "case" || encodeHex(own.hash) !== hash) throw new Problem("archive", "not-of-this-log");
      const entry = parseEntryNote(note, log.founding.origin);
      if (entry === null || !entry.content.to.includes(organisation) || entry.content.kind === "epoch.key")
        throw new Problem("archive", "false-entry");
      if (verifyAuthor(entry, log.directory) !== true) throw new Problem("archive", "false-entry");
      const flaw = flawOf(entry, leaf, opening);
      if (flaw?.is === "fork") await log.follower.fork(flaw.head);
      if (flaw !== null) throw new Problem("archive", "false-entry");
      entries.push({ entry, position, verified: true });
      leaves.push(leaf);
    }
  await onProgress("checking", total, total);
  const erased = [...new Map(chain.flatMap((part) => part.erased).map((rest) => [rest.id, rest])).values()];
  const { size, at, epochs } = last.head;
  return { chain: first.head.chain, parts: chain.length, size, at, entries, leaves, erased, epochs };
}

async function openPart(bytes: Uint8Array, parts: CheckingParts): Promise<ArchivePart> {
  const { log, organisation, identities } = parts;
  const content = await openArchive(bytes, identities).catch((error: unknown) => {
    if (isProblem(error, "envelope")) throw new Problem("archive", "broken", error);
    throw error;
  });
  if (content === null) throw new Problem("archive", "not-for-us");
  return parsePart(content, log.founding.origin, (note) => {
    if (note.head.organisation !== organisation) throw new Problem("archive", "foreign");
    checkSigner(note, parts);
  });
}

/** The parts as they follow each other, whatever order they were given in. */
function inOrder(parts: readonly ArchivePart[]): readonly ArchivePart[] {
  const sorted = parts.toSorted((a, b) => a.head.part - b.head.part);
  for (const [at, part] of sorted.entries()) {
    const before = sorted[at - 1];
    const { chain, part: number, previous, from } = part.head;
    if (chain !== sorted[0]?.head.chain || before?.head.part === number) throw new Problem("archive", "mixed");
    if (number !== at) throw new Problem("archive", "part-missing");
    if (previous !== before?.id || from !== (before?.head.size ?? 0)) throw new Problem("archive", "mixed");
  }
  return sorted;
}

// LG5e: a head that the log signed and that does not fit what it shows is proof of a fork, from wherever it comes.
async function checkHead({ head: { head: note, size } }: ArchivePart, log: PublicLog): Promise<void> {
  const head = verifyCheckpoint(note, log.logKey);
  if (head === null || head.size < size) throw new Problem("archive", "not-of-this-log");
  if (head.size > (log.follower.trusted?.size ?? 0)) throw new Problem("archive", "log-shorter");
  const own = log.follower.rootAt(head.size);
  if (own !== null && sameHash(own, head.root)) return;
  if (!log.corrections.isFalse(head)) await log.follower.fork(head);
  throw new Problem("archive", "not-of-this-log");
}

// A device that was lost or left since had a right to write it then; what it says is believed no more than any other's.
function checkSigner(part: ArchiveNote, { log, organisation }: CheckingParts): void {
  const { device: id, size } = part.head;
  const device = log.directory.device(id);
  const key = device === null ? null : decodeBase64(device.key);
  const isReader = device?.role === "reader" && device.organisation === organisation;
  const isSigned = isReader && key !== null && verifyArchiveNote(part, verifierKey(id, key));
  if (!isSigned || !log.directory.isActiveDevice(id, size)) throw new Problem("archive", "not-signed");
}

function openingParts({ log, organisation, identities }: CheckingParts): OpeningParts {
  // Many entries quote one head.
  const roots = new Map<number, Uint8Array | null>();
  const rootAt = (size: number) => {
    const root = roots.get(size) ?? log.follower.rootAt(size);
    roots.set(size, root);
    return root;
  };
  return {
    directory: log.directory,
    logKey: log.logKey,
    identities,
    organisation,
    rootAt,
    isFalse: log.corrections.isFalse,
  };
}
