// Makes the parts of an archive from what a reader's device holds (AR1, AR3): all of it, or what came since the part before. Nothing that waits, was begun, or is
// on this device alone goes into it.
import type { EpochRecord } from "../../core/directory.ts";
import { momentOf } from "../../core/moment.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { sealArchive } from "../../sealing/archive-file.ts";
import type { HeldCases } from "../cases/held-cases.ts";
import type { Session } from "../session.ts";
import type { PublicLog } from "../trust/public-log.ts";
import { type ArchivedEntry, type ArchivedRest, encodePart, parsePart } from "./part.ts";

/** A part as a file. */
export interface ArchiveFile {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The newest part that this device saved. */
export interface SavedArchive {
  readonly chain: string;
  readonly part: number;
  readonly id: string;
  /** Up to where it has the log. */
  readonly size: number;
  /** How many entries were erased by then: another number begins a new base (AR6). */
  readonly erased: number;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** The dealings whose recovery keys open it too (KR6), with spaces between; absent where there is none. */
  readonly dealing?: string;
  /** The newest of the organisation's keys that is in it for whoever opens it with a recovery key (KR6); absent where there is none. */
  readonly epoch?: number;
}

/** So much text goes into one part: whoever opens it holds all of it in memory. */
const mostText = 8 * 1024 * 1024;
/** A chain has so many parts that a day each was added; then it begins anew. */
const mostParts = 30;

interface SavingParts {
  readonly session: Session;
  readonly log: PublicLog;
  readonly cases: HeldCases;
  readonly now: number;
  readonly chance: (length: number) => Uint8Array;
}

/** The names of the files of a chain up to this part. */
export function namesOfChain({ chain, part }: Pick<SavedArchive, "chain" | "part">): readonly string[] {
  return Array.from({ length: part + 1 }, (_, at) => nameOf(chain, at));
}

const nameOf = (chain: string, part: number) => `panoh-archive-${digitsOf(chain)}-${String(part).padStart(4, "0")}.age`;

/** Of a chain what its files' names say. */
export function digitsOf(chain: string): string {
  return chain.slice(0, 8);
}

/** The same of the name of one of its files. */
export function digitsInName(name: string): string {
  return name.slice("panoh-archive-".length).slice(0, 8);
}

/**
 * The files that bring an archive up to date, one after another, each to be put down before the next is made; at the end what is to be remembered. `before` is the
 * newest part that is there; null begins a new base. Throws a Problem of the engine where this device may not write.
 */
export async function* archiveFiles(
  parts: SavingParts,
  before: SavedArchive | null,
): AsyncGenerator<ArchiveFile, SavedArchive> {
  const { session, log, cases, now, chance } = parts;
  const { trusted } = log.follower;
  const { organisation, device, signer } = session;
  if (trusted === null || !log.isWhole) throw new Problem("engine", "not-synced");
  const { directory } = log;
  const epoch = directory.epochForSending(organisation, trusted.size);
  if (!directory.mayAuthor(device, trusted.size) || epoch === null) throw new Problem("engine", "not-active");
  const { entries, erased } = await contentsOf(cases, log, organisation, trusted.size);
  const { recoveries } = directory;
  // A key that is not in force yet opens it too: the house may burn before it is, and somebody asks after.
  const dealings = [
    recoveries.dealingOf(organisation, trusted.size),
    recoveries.nextDealingOf(organisation, trusted.size),
  ].filter((each) => each !== null);
  const dealing = dealings.length === 0 ? undefined : dealings.map(({ id }) => id).join(" ");
  const epochs = dealing === undefined ? [] : await ownEpochs(session, directory.epochsOf(organisation));
  // A recovery key opens the whole chain or none of it.
  const isSame = before?.dealing === dealing;
  const goesOn = before !== null && isSame && before.part < mostParts && before.erased === erased.length;
  const recipients = [epoch.recipient, ...dealings.map(({ recipient }) => recipient)];
  const from = goesOn ? before.size : 0;
  const chain = goesOn ? before.chain : encodeHex(chance(16));
  let part = goesOn ? before.part + 1 : 0;
  let previous = goesOn ? before.id : undefined;
  let begun = from;
  const pieces = inPieces(entries.filter(({ leaf }) => leaf >= from));
  for (const [at, piece] of pieces.entries()) {
    const isLast = at === pieces.length - 1;
    const size = isLast ? trusted.size : (pieces[at + 1]?.[0]?.leaf ?? trusted.size);
    const said = {
      salt: encodeHex(chance(16)),
      at: momentOf(now),
      organisation,
      device,
      chain,
      part,
      from: begun,
      size,
      head: `${trusted.note.text}\n${trusted.note.signatures.map(({ line }) => `${line}\n`).join("")}`,
      epochs,
      ...presentFields({ previous }),
    };
    const { origin } = log.founding;
    const content = encodePart(origin, said, { entries: piece, erased: isLast ? erased : [] }, signer);
    yield { name: nameOf(chain, part), bytes: await sealArchive(content, recipients) };
    previous = parsePart(content, origin).id;
    begun = size;
    part += 1;
  }
  const saved = { chain, part: part - 1, id: previous ?? "", size: trusted.size, erased: erased.length, at: now };
  return dealing === undefined ? saved : { ...saved, dealing, epoch: epochs.at(-1)?.epoch ?? 0 };
}

/** The secrets of the organisation's epochs, for whoever opens the archive with the recovery key. */
async function ownEpochs(session: Session, records: readonly EpochRecord[]) {
  const epochs: { readonly epoch: number; readonly identity: string }[] = [];
  for (const { epoch } of records) {
    const identity = await session.epochIdentity(epoch);
    if (identity !== null) epochs.push({ epoch, identity });
  }
  return epochs;
}

async function contentsOf(
  cases: HeldCases,
  log: PublicLog,
  organisation: string,
  size: number,
): Promise<{ readonly entries: readonly ArchivedEntry[]; readonly erased: readonly ArchivedRest[] }> {
  const entries: ArchivedEntry[] = [];
  const erased: ArchivedRest[] = [];
  for await (const { id, row } of cases.keptRows()) {
    if ("purged" in row) {
      const { purged, needs, over, misplaced } = row;
      const links = presentFields({ over, misplaced: misplaced === true ? ("yes" as const) : undefined });
      erased.push({ id, case: purged, needs, ...links });
      continue;
    }
    const { leaf: index, entry, position, verified } = row;
    // Of a grant that was cut the signature does not hold any more (FD13); what the log does not hold yet is no part of the past.
    if (index === null || index >= size || !verified || row.id !== undefined) continue;
    const leaf = log.follower.leaf(index);
    const { content, note } = entry;
    // A copy that a grant brought was sealed to others, and a handed-over key to one device.
    if (leaf?.class !== "case" || !content.to.includes(organisation) || content.kind === "epoch.key") continue;
    entries.push({ leaf: index, hash: encodeHex(leaf.hash), position, note });
  }
  entries.sort((a, b) => a.leaf - b.leaf || a.position - b.position);
  return { entries, erased: erased.sort((a, b) => (a.id < b.id ? -1 : 1)) };
}

/** At least one piece; the entries of one leaf stay together. */
function inPieces(entries: readonly ArchivedEntry[]): readonly (readonly ArchivedEntry[])[] {
  const pieces: ArchivedEntry[][] = [[]];
  let length = 0;
  for (const entry of entries) {
    const bytes = encodeUtf8(entry.note).length;
    const last = pieces.at(-1) ?? [];
    if (length + bytes > mostText && last.at(-1)?.leaf !== entry.leaf) {
      pieces.push([entry]);
      length = bytes;
      continue;
    }
    last.push(entry);
    length += bytes;
  }
  return pieces;
}
