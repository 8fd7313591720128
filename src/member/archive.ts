// The desk of an organisation's archive (AR): its files, made to be put down where a person chose, and given again to a new device. Screens and commands put them
// down; nothing of a file is believed when it comes back.
import { presentFields } from "../core/present-fields.ts";
import { isProblem, Problem, type ProblemCode } from "../core/problem.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import type { SecretIdentity } from "../sealing/secret-identity.ts";
import { type CheckedArchive, checkArchive, type OnArchiveProgress } from "./archive/check-archive.ts";
import {
  type ArchiveFile,
  archiveFiles,
  digitsInName,
  digitsOf,
  namesOfChain,
  type SavedArchive,
} from "./archive/save-archive.ts";
import type { ErasedRow } from "./cases/held-cases.ts";
import type { Room } from "./room.ts";
import { archiveKey, type TableOf } from "./store/shelf.ts";
import type { Verdict } from "./verb.ts";

/** Where the newest part lies: in the folder that a person chose, or wherever a browser puts downloads. */
type Where = "folder" | "download";

interface Kept {
  /** The newest part that this device saved, of each place. */
  readonly saved: { readonly [where in Where]?: SavedArchive };
  /** Chains of the folder that were begun, or taken over with a restore, by the digits of their names, until the folder holds none of their files. */
  readonly begun: readonly string[];
}

const keptTable = "meta" as TableOf<Kept>;

/** Names in the folder that a person chose: which there are, and how one is removed. */
interface ArchiveNames {
  /** Null where the folder is away. */
  readonly list: () => Promise<readonly string[] | null>;
  readonly remove: (name: string) => Promise<void>;
}

/** A restore rests on a log that was trusted within this time (AR8). */
const freshMilliseconds = 24 * 3_600_000;
/** The newest part is called old from here on (AR6). */
const oldArchiveMilliseconds = 8 * 24 * 3_600_000;

export interface ArchiveView {
  /** Null where this device has saved none. */
  readonly saved: (Pick<SavedArchive, "at"> & { readonly where: Where }) | null;
  readonly isOld: boolean;
  /** It lacks a key that this device holds, or does not open with a recovery key that was dealt since: after a fire it would bring back less (KR6b). */
  readonly isBehind: boolean;
  /** The dealings whose recovery keys open the newest part (KR6). */
  readonly dealings: readonly string[];
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
    const { saved } = await this.#kept();
    const [newest = null] = (["folder", "download"] as const)
      .flatMap((where) =>
        saved[where] === undefined
          ? []
          : [{ ...saved[where], where, dealings: saved[where].dealing?.split(" ") ?? [] }],
      )
      .toSorted((a, b) => b.at - a.at);
    const age = newest === null ? 0 : this.#room.parts.clock() - newest.at;
    const isOld = age >= oldArchiveMilliseconds;
    return {
      saved: newest && { at: newest.at, where: newest.where },
      isOld,
      isBehind: newest !== null && this.#isBehind(newest),
      dealings: newest?.dealings ?? [],
    };
  }

  #isBehind({ dealings, epoch = 0 }: { readonly dealings: readonly string[]; readonly epoch?: number }): boolean {
    const { session, log } = this.#room.open();
    const { recoveries } = log.directory;
    const dealt = [
      recoveries.dealingOf(session.organisation, log.now),
      recoveries.nextDealingOf(session.organisation, log.now),
    ].flatMap((dealing) => dealing?.id ?? []);
    if (dealt.length === 0) return false;
    const held = Math.max(0, ...session.secrets.epochs.map((each) => each.epoch));
    return held > epoch || dealt.some((id) => !dealings.includes(id));
  }

  /** The names of the files that a folder must hold for the next part to go on from; none where a base is next. */
  async chainNames(): Promise<readonly string[]> {
    const { folder } = (await this.#kept()).saved;
    return folder === undefined ? [] : namesOfChain(folder);
  }

  /**
   * Makes the next files and gives each to `put`, which resolves once it is down for good: with the SHA-256 of what was read back, in hexadecimal, or null where nothing
   * can be read back. `isBase` begins a new base. Gives the names of the files of which the archive consists now.
   */
  save(
    options: { readonly isBase: boolean; readonly where: Where },
    put: (file: ArchiveFile) => Promise<string | null>,
  ): Promise<Verdict<readonly string[]>> {
    return this.#room.verb(async ({ session, log }) => {
      const { cases } = session.reader;
      const { clock, randomBytes } = this.#room.parts;
      const { where } = options;
      const goesOnFrom = options.isBase ? null : ((await this.#kept()).saved[where] ?? null);
      const making = archiveFiles({ session, log, cases, now: clock(), chance: randomBytes }, goesOnFrom);
      for (let next = await making.next(); ; next = await making.next()) {
        if (next.done !== true) {
          // Before its first file: one that is interrupted leaves files that nobody else would ever remove.
          if (where === "folder") await this.#keep(withChain(await this.#kept(), digitsInName(next.value.name)));
          const lying = await put(next.value);
          if (lying !== null && lying !== encodeHex(sha256(next.value.bytes))) throw new Problem("store", "failed");
          continue;
        }
        const saved = next.value;
        const kept = await this.#kept();
        await this.#keep({ ...kept, saved: { ...kept.saved, [where]: saved } });
        return namesOfChain(saved);
      }
    });
  }

  /**
   * Removes from the folder the files of chains that the newest one replaced (AR6), and forgets those of which none is left. Nothing is removed unless all files of
   * the newest one are there.
   */
  clear({ list, remove }: ArchiveNames): Promise<Verdict> {
    return this.#room.verb(async () => {
      const { saved, begun } = await this.#kept();
      const names = (await list()) ?? [];
      if (saved.folder === undefined || !namesOfChain(saved.folder).every((name) => names.includes(name))) return;
      const now = digitsOf(saved.folder.chain);
      const over = names.filter((name) => begun.includes(digitsInName(name)) && digitsInName(name) !== now);
      for (const name of over) await remove(name);
      const left = await list();
      if (left === null) return;
      const there = new Set([now, ...left.map(digitsInName)]);
      const kept = await this.#kept();
      await this.#keep({ ...kept, begun: kept.begun.filter((chain) => there.has(chain)) });
    });
  }

  /** Opens files as an archive and checks all that is in them, and changes nothing. */
  check(
    files: readonly Uint8Array[],
    onProgress?: OnArchiveProgress,
  ): Promise<Verdict<CheckedArchive | ArchiveRefusal>> {
    return this.#room.verb(() => refusalOr(this.#check(files, onProgress)));
  }

  /** Opens files with a recovery key besides, and checks them (KR7). Throws a Problem of the archive. */
  checkRecovered(files: readonly Uint8Array[], key: SecretIdentity): Promise<CheckedArchive> {
    return this.#check(files, undefined, [key]);
  }

  /** True on a new device that leaves the time before its enrolment to an archive. */
  get isAwaited(): boolean {
    return this.#room.session?.leaves.waitsForArchive === true;
  }

  /** How far a restored device has read the log behind what its archive said; null where nothing is left. */
  get pastRead(): { readonly done: number; readonly of: number } | null {
    return this.#room.session?.leaves.pastRead ?? null;
  }

  /** A new device will be given an archive: it reads nothing of the time before its enrolment. False where it did already. */
  await = (): Promise<Verdict<boolean>> => this.#room.verb(({ session }) => session.leaves.waitForArchive());

  /** There is no archive: the device reads the whole log. */
  goWithout = (): Promise<Verdict> => this.#room.verb(({ session }) => session.leaves.goWithoutArchive());

  /** Takes an archive (AR8), which a recovery key may open besides the device's own ones. A refusal changed nothing. Others of the organisation learn of it. */
  restore(
    files: readonly Uint8Array[],
    onProgress?: OnArchiveProgress,
    others: readonly SecretIdentity[] = [],
  ): Promise<Verdict<Restored | ArchiveRefusal>> {
    return this.#room.verb(({ session, log }) =>
      refusalOr(
        this.#alone(async () => {
          if (!session.leaves.waitsForArchive) throw new Problem("archive", "not-needed");
          const trusted = log.view.trusted;
          const isFresh = trusted !== null && this.#room.parts.clock() - trusted.at < freshMilliseconds;
          if (!isFresh || !log.isOurHost || log.host.reachable !== true) throw new Problem("archive", "log-old");
          const checked = await this.#check(files, onProgress, others);
          const { entries, leaves, erased, size, at, parts } = checked;
          const rests = new Map(
            erased.map(({ id, case: purged, needs, over, misplaced }): [string, ErasedRow] => [
              id,
              { purged, needs, ...presentFields({ over, misplaced: misplaced && (true as const) }) },
            ]),
          );
          const epoch = log.directory.epochForSending(session.organisation, this.#room.now)?.epoch ?? 1;
          const kept = withChain(await this.#kept(), digitsOf(checked.chain));
          await session.takeArchive(size, { epoch, step: "restored" }, async (reader) => [
            ...(await reader.claims.taking(entries, leaves, rests)),
            session.shelf.put(keptTable, archiveKey, kept),
          ]);
          return { parts, size, at, entries: entries.length };
        }),
      ),
    );
  }

  #check(
    files: readonly Uint8Array[],
    onProgress?: OnArchiveProgress,
    others: readonly SecretIdentity[] = [],
  ): Promise<CheckedArchive> {
    const { session, log } = this.#room.open();
    if (session.isReferrer) throw new Problem("engine", "not-allowed");
    const { organisation } = session;
    return checkArchive(files, { log, organisation, identities: [...session.identities, ...others] }, onProgress);
  }

  async #kept(): Promise<Kept> {
    const { session } = this.#room.open();
    const row: Partial<Kept> | undefined = await session.shelf.get(keptTable, archiveKey);
    // One of a program that knew one chain alone says nothing of where its files are.
    return { saved: row?.begun === undefined ? {} : (row.saved ?? {}), begun: row?.begun ?? [] };
  }

  #keep(kept: Kept): Promise<void> {
    const { session } = this.#room.open();
    return this.#room.parts.store.write([session.shelf.put(keptTable, archiveKey, kept)]);
  }
}

function withChain(kept: Kept, chain: string): Kept {
  return kept.begun.includes(chain) ? kept : { ...kept, begun: [...kept.begun, chain] };
}

async function refusalOr<T>(work: Promise<T>): Promise<T | ArchiveRefusal> {
  try {
    return await work;
  } catch (error) {
    if (isProblem(error, "archive")) return error.code;
    throw error;
  }
}
