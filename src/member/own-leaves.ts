// The leaves of this device's class of the log, as it reads them: a reader's envelopes, a referrer's receipts (LG3). How far it has read, which leaves it looks at again, and
// the leaves before a new device's enrolment, which an archive gives (AR5).
import { presentFields } from "../core/present-fields.ts";
import { Problem } from "../core/problem.ts";
import { tileWidth } from "../log/tile.ts";
import { markingProgress, unmarkingProgress } from "./cases/case-index.ts";
import type { Reader } from "./reader.ts";
import type { Shelf, TableOf } from "./store/shelf.ts";
import type { Change } from "./store/store.ts";
import type { PublicLog } from "./trust/public-log.ts";

export interface ReadingProgress {
  readonly next: number;
  /** Leaves below `next` to look at again: those without bytes, and those with an epoch that the directory may not name yet. */
  readonly missing: readonly number[];
  /** What was wrong with leaves below it was said when they were first read: they are read once more, because rows here were damaged. */
  readonly said?: number;
  readonly past?: Past;
}

/** The leaves before a new device's enrolment, which it does not read at once: an archive has them (AR5). */
interface Past {
  /** Those below it were read since. */
  readonly next: number;
  /** They end here; null while the log does not show the enrolment. */
  readonly end: number | null;
  /** Nobody has given an archive yet, or said that there is none: nothing of them is read. */
  readonly held?: true;
}

/** So many tiles of the past are read in one go, behind a round: a few megabytes. */
const tilesOfPast = 2;
/** So many between an archive and the enrolment, for which the person waits. */
const tilesOfGap = 8;

const progressTable = "meta" as TableOf<ReadingProgress>;

export async function readProgress(shelf: Shelf): Promise<ReadingProgress> {
  return (await shelf.get(progressTable, "progress")) ?? { next: 0, missing: [] };
}

interface OwnLeavesParts {
  readonly shelf: Shelf;
  readonly log: PublicLog;
  readonly device: string;
  readonly isReferrer: () => boolean;
  /** It holds keys of its organisation. */
  readonly hasKeys: () => boolean;
  /** Null on a referrer's device, and while it is not loaded. */
  readonly reader: () => Reader | null;
  /** Takes a leaf: the changes to keep; `later` while the trusted directory lags behind it. */
  readonly take: (bytes: Uint8Array, index: number) => Promise<readonly Change[] | "later">;
}

export class OwnLeaves {
  readonly #parts: OwnLeavesParts;
  #progress: ReadingProgress;
  #damagedEntries = 0;
  /** The first leaf that a newly held epoch may open; infinite when none was taken since the last look. */
  #readAgainFrom = Number.POSITIVE_INFINITY;

  constructor(parts: OwnLeavesParts, progress: ReadingProgress) {
    this.#parts = parts;
    this.#progress = progress;
  }

  /** What was wrong with leaves below this one was said when they were first read. */
  get said(): number {
    return this.#progress.said ?? 0;
  }

  /** All leaves below it are still to be read once more (AR9). */
  get pastEnd(): number {
    return this.#progress.past?.end ?? 0;
  }

  /** A newly held epoch may open this leaf, and those after it. */
  readAgain(from: number): void {
    this.#readAgainFrom = Math.min(this.#readAgainFrom, from);
  }

  /** EN10d: which leaf held a damaged entry nobody knows any more, so all of the own class is read again. Rows are opened at the start, and later too. */
  async readAgainWhatIsDamaged(): Promise<void> {
    const { damage, store } = this.#parts.shelf;
    const found = damage.findings.filter(({ table }) => table === "entry").length;
    if (found === this.#damagedEntries) return;
    this.#damagedEntries = found;
    const { next, said = 0, past } = this.#progress;
    const again = past === undefined ? { next: 0 } : { next: past.end ?? 0, past: { ...past, next: 0 } };
    this.#progress = { missing: [], said: Math.max(next, said), ...again };
    const repairs = this.#keepingProgress(this.#progress).map(async (change) => ({
      ...change,
      was: await store.get(change.table, change.key),
    }));
    damage.found("meta", "progress", await Promise.all(repairs));
  }

  /** What a reader keeps of its cases goes with it: a program that knows nothing of that moves the one without the other (EN12d). */
  #keepingProgress(progress: ReadingProgress): readonly Change[] {
    const { shelf, isReferrer, reader } = this.#parts;
    const change = shelf.put(progressTable, "progress", progress);
    if (isReferrer()) return [change];
    return [change, reader()?.cases.isIndexed === true ? markingProgress(change.value) : unmarkingProgress];
  }

  /** Reads all leaves that came, and takes them; once more where an epoch came with them. */
  async read(): Promise<void> {
    await this.#readNew();
    if (this.#readAgainFrom === Number.POSITIVE_INFINITY) return;
    this.#readAgainFrom = Number.POSITIVE_INFINITY;
    await this.#readNew();
  }

  async #readNew(): Promise<void> {
    const { log, device, isReferrer } = this.#parts;
    if (!log.isOurHost) return;
    const enrolled = log.directory.device(device)?.enrolled ?? null;
    // AR5: while the log does not show the enrolment of a device that waits for an archive, there is nothing for it alone.
    if (this.#progress.past?.end === null) {
      if (enrolled === null) return;
      this.#progress = { ...this.#progress, next: enrolled, past: { ...this.#progress.past, end: enrolled } };
    }
    // LG3: receipts are followed from the device's enrolment on; a reader follows every case pack.
    const start = isReferrer() ? Math.max(this.#progress.next, enrolled ?? 0) : this.#progress.next;
    const { changes, open } = await this.#readLeaves(start, log.follower.size, this.#progress.missing);
    const { said = 0, past } = this.#progress;
    const again = Math.min(log.follower.size, this.#readAgainFrom);
    const next = Math.max(again, past?.end ?? 0);
    const progress: ReadingProgress = {
      next,
      missing: open,
      ...presentFields({
        said: next < said ? said : undefined,
        past: past && { ...past, next: Math.min(past.next, again) },
      }),
    };
    await this.#move(progress, changes);
  }

  /** Reads leaves of the own class, those from `start` on and below `end`, and some more: what came of them, and which are to be read again. */
  async #readLeaves(start: number, end: number, others: readonly number[]) {
    const { log, take } = this.#parts;
    const leafClass = this.#parts.isReferrer() ? "receipt" : "case";
    const known = new Set(others);
    const unread = {
      size: end,
      leaf: (index: number) => (index >= start || known.has(index) ? log.follower.leaf(index) : null),
    };
    const { found, missing, awaited } = await log.packs.read(leafClass, Math.min(start, ...others), unread);
    const changes: Change[] = [];
    const later: number[] = [];
    for (const { index, bytes } of found) {
      const taken = await take(bytes, index);
      if (taken === "later") later.push(index);
      else changes.push(...taken);
    }
    if (missing.length > 0) await log.alarms.raise("bytes-missing", missing[0]);
    await log.alarms.clearOlder(
      "bytes-missing",
      ({ leaf }) => leaf !== undefined && log.follower.leaf(leaf)?.class === leafClass,
    );
    return { changes, open: [...missing, ...awaited, ...later].sort((a, b) => a - b) };
  }

  async #move(progress: ReadingProgress, changes: readonly Change[]): Promise<void> {
    await this.#parts.shelf.store.write([...changes, ...this.#keepingProgress(progress)]);
    this.#progress = progress;
    const reader = this.#parts.reader();
    if (reader !== null) reader.cases.pastEnd = this.pastEnd;
  }

  /** True on a reader's device that waits for an archive: of the time before its enrolment it shows nothing (AR5). */
  get waitsForArchive(): boolean {
    return this.#progress.past?.held === true;
  }

  /** How far the past was read, in leaves of so many; null where nothing of it is still to be read. */
  get pastRead(): { readonly done: number; readonly of: number } | null {
    const { past } = this.#progress;
    return past?.end == null || past.held === true ? null : { done: past.next, of: past.end };
  }

  /** A new device leaves the time before its enrolment to an archive (AR5). False where it has read of the log already. */
  async waitForArchive(): Promise<boolean> {
    const { log, device, isReferrer, hasKeys } = this.#parts;
    const { next, missing, past } = this.#progress;
    if (past !== undefined) return past.held === true;
    // A device that nobody enrolled, and that has no key of the organisation, found nothing in what it read.
    const hasFound = hasKeys() || log.directory.device(device) !== null;
    if (((next > 0 || missing.length > 0) && hasFound) || isReferrer()) return false;
    await this.#move({ next: 0, missing: [], past: { next: 0, end: null, held: true } }, []);
    return true;
  }

  /** There is no archive: all of the log is read. */
  async goWithoutArchive(): Promise<void> {
    if (this.waitsForArchive) await this.#move({ next: 0, missing: [] }, []);
  }

  /**
   * Takes an archive that was checked (AR8): what came between it and this device's enrolment is read first, so that no purge is passed over, and only then
   * is anything of it held: `claims` gives the changes. What is claimed of leaves before it is read in the background.
   */
  async takeArchive(size: number, claims: () => Promise<readonly Change[]>): Promise<void> {
    const { past } = this.#progress;
    if (past?.held !== true || past.end === null) throw new Problem("engine", "not-allowed");
    const end = Math.min(size, past.end);
    const open: number[] = [];
    for (let at = end; at < past.end; ) {
      const to = Math.min(past.end, at - (at % tileWidth) + tilesOfGap * tileWidth);
      const read = await this.#readLeaves(at, to, []);
      await this.#parts.shelf.store.write(read.changes);
      open.push(...read.open);
      at = to;
    }
    const { missing } = this.#progress;
    const progress = { ...this.#progress, missing: [...open, ...missing], past: { next: 0, end } };
    await this.#move(progress, await claims());
  }

  /** Reads a piece of the past at the end of a round. What an archive claimed and no leaf held is dropped at the end (AR9). False where there was nothing to read. */
  async readPast({ claims }: Reader): Promise<boolean> {
    const { log, shelf } = this.#parts;
    const { past } = this.#progress;
    if (past?.end == null || past.held === true || !log.isOurHost || log.alarms.has("fork")) return false;
    const to = Math.min(past.end, past.next - (past.next % tileWidth) + tilesOfPast * tileWidth);
    const { changes, open } = await this.#readLeaves(past.next, to, []);
    const { past: _, ...rest } = this.#progress;
    const missing = [...open, ...this.#progress.missing.filter((leaf) => !open.includes(leaf))].sort((a, b) => a - b);
    const isDone = to >= past.end && missing.every((leaf) => leaf >= (past.end ?? 0));
    if (!isDone) await this.#move({ ...rest, missing, past: { ...past, next: to } }, changes);
    else {
      await shelf.store.write(changes);
      const dropped = await claims.dropping();
      for (const leaf of dropped.leaves.slice(0, 1)) await log.alarms.raise("entry-refused", leaf);
      // What a false claim kept out came behind it.
      const next = dropped.leaves.length > 0 ? past.end : rest.next;
      await this.#move({ ...rest, next, missing }, dropped.changes);
    }
    return true;
  }

  /** The changes with which reading begins anew where a false history begins (LG10). */
  goingBack(from: number): readonly Change[] {
    const { next, missing, past } = this.#progress;
    const end = Math.min(past?.end ?? from, from);
    const again = past === undefined ? {} : { past: { ...past, next: Math.min(past.next, from), end } };
    const progress: ReadingProgress = {
      next: Math.min(next, from),
      missing: missing.filter((leaf) => leaf < from),
      ...again,
    };
    return this.#keepingProgress(progress);
  }
}
