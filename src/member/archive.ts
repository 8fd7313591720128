// The desk of an organisation's archive (AR): its files, made to be put down where a person chose, and given again to a new device. Screens and commands put them
// down; nothing of a file is believed when it comes back.
import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import { type CheckedArchive, checkArchive, type OnProgress } from "./archive/check-archive.ts";
import { type ArchiveFile, archiveFiles, namesOfChain, type SavedArchive } from "./archive/save-archive.ts";
import type { ErasedRow } from "./cases/held-cases.ts";
import type { Room } from "./room.ts";
import { archiveKey, type TableOf } from "./store/shelf.ts";
import type { Verdict } from "./verb.ts";

const savedTable = "meta" as TableOf<SavedArchive>;

/** A restore rests on a log that was trusted within this time (AR8). */
const freshMilliseconds = 24 * 3_600_000;
/** The newest part is called old from here on (AR6). */
export const oldArchiveMilliseconds = 8 * 24 * 3_600_000;

export interface ArchiveView {
  /** Null where this device has saved none. */
  readonly saved: Pick<SavedArchive, "at" | "where"> | null;
  readonly isOld: boolean;
}

/** Why an archive was not taken; then nothing has changed. */
export type ArchiveRefusal = ProblemCode<"archive">;

export interface Restored {
  readonly parts: number;
  readonly size: number;
  readonly at: string;
  readonly entries: number;
}

export class ArchiveDesk {
  readonly #room: Room;
  /** Does something while no round with the host is under way. */
  readonly #alone: <T>(work: () => Promise<T>) => Promise<T>;

  constructor(room: Room, alone: <T>(work: () => Promise<T>) => Promise<T>) {
    this.#room = room;
    this.#alone = alone;
  }

  /** What this device remembers of the newest part that it saved. */
  async view(): Promise<ArchiveView> {
    const saved = await this.#saved();
    const age = saved === null ? 0 : this.#room.parts.clock() - saved.at;
    return { saved, isOld: age >= oldArchiveMilliseconds };
  }

  /** The names of the files that a folder must hold for the next part to go on from; none where a base is next. */
  async chainNames(): Promise<readonly string[]> {
    const saved = await this.#saved();
    return saved === null || saved.where !== "folder" ? [] : namesOfChain(saved);
  }

  /**
   * Makes the next files and gives each to `put`, which resolves once it is down for good. `isBase` begins a new base. Gives the names of the files of which the
   * archive consists now, and those of the chain that a new base replaced.
   */
  save(
    options: { readonly isBase: boolean; readonly where: SavedArchive["where"] },
    put: (file: ArchiveFile) => Promise<void>,
  ): Promise<Verdict<{ readonly names: readonly string[]; readonly replaced: readonly string[] }>> {
    return this.#room.verb(async ({ session, log }) => {
      const { cases } = session.reader;
      const { clock, randomBytes, store } = this.#room.parts;
      const before = await this.#saved();
      const goesOnFrom = options.isBase ? null : before;
      const making = archiveFiles({ session, log, cases, now: clock(), chance: randomBytes }, goesOnFrom);
      for (let next = await making.next(); ; next = await making.next()) {
        if (next.done !== true) await put(next.value);
        else {
          const saved: SavedArchive = { ...next.value, where: options.where };
          await store.write([session.shelf.put(savedTable, archiveKey, saved)]);
          const isReplaced = before !== null && before.where === options.where && before.chain !== saved.chain;
          return { names: namesOfChain(saved), replaced: isReplaced ? namesOfChain(before) : [] };
        }
      }
    });
  }

  /** Opens files as an archive and checks all that is in them, and changes nothing. */
  check(files: readonly Uint8Array[], onProgress?: OnProgress): Promise<Verdict<CheckedArchive | ArchiveRefusal>> {
    return this.#room.verb(() => refusalOr(this.#check(files, onProgress)));
  }

  /** True on a new device that leaves the time before its enrolment to an archive. */
  get isAwaited(): boolean {
    return this.#room.session?.waitsForArchive === true;
  }

  /** How far a restored device has read the log behind what its archive said; null where nothing is left. */
  get pastRead(): { readonly done: number; readonly of: number } | null {
    return this.#room.session?.pastRead ?? null;
  }

  /** A new device will be given an archive: it reads nothing of the time before its enrolment. False where it did already. */
  await = (): Promise<Verdict<boolean>> => this.#room.verb(({ session }) => session.waitForArchive());

  /** There is no archive: the device reads the whole log. */
  goWithout = (): Promise<Verdict> => this.#room.verb(({ session }) => session.goWithoutArchive());

  /** Takes an archive (AR8). A refusal changed nothing. Others of the organisation learn of it. */
  restore(files: readonly Uint8Array[], onProgress?: OnProgress): Promise<Verdict<Restored | ArchiveRefusal>> {
    return this.#room.verb(({ session, log }) =>
      refusalOr(
        this.#alone(async () => {
          if (!session.waitsForArchive) throw new Problem("archive", "not-needed");
          const trusted = log.view.trusted;
          const isFresh = trusted !== null && this.#room.parts.clock() - trusted.at < freshMilliseconds;
          if (!isFresh || !log.isOurHost || log.host.reachable !== true) throw new Problem("archive", "log-old");
          const checked = await this.#check(files, onProgress);
          const { entries, leaves, erased, size, at, parts } = checked;
          const rests = new Map(
            erased.map(({ id, case: purged, needs, over, misplaced }): [string, ErasedRow] => [
              id,
              {
                purged,
                needs,
                ...(over === undefined ? {} : { over }),
                ...(misplaced === undefined ? {} : { misplaced: true }),
              },
            ]),
          );
          await session.takeArchive(size, (reader) => reader.cases.addClaims(entries, leaves, rests));
          const epoch = log.directory.epochForSending(session.organisation, this.#room.now)?.epoch ?? 1;
          await session.sayExport({ epoch, step: "restored" });
          return { parts, size, at, entries: entries.length };
        }),
      ),
    );
  }

  #check(files: readonly Uint8Array[], onProgress?: OnProgress): Promise<CheckedArchive> {
    const { session, log } = this.#room.open();
    if (session.isReferrer) throw new Problem("engine", "not-allowed");
    const { organisation, identities } = session;
    return checkArchive(files, { log, organisation, identities }, onProgress);
  }

  async #saved(): Promise<SavedArchive | null> {
    const { session } = this.#room.open();
    return (await session.shelf.get(savedTable, archiveKey)) ?? null;
  }
}

async function refusalOr<T>(work: Promise<T>): Promise<T | ArchiveRefusal> {
  try {
    return await work;
  } catch (error) {
    if (isProblem(error, "archive")) return error.code;
    throw error;
  }
}
