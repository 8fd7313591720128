// Runs a host on its data folder: founding note, log key, database. Where the host's parts meet, for `serve` and for the demonstration.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hono } from "hono";
import type { Directory } from "../core/directory.ts";
import type { Founding } from "../core/directory-note.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { randomBytes } from "../crypto/random.ts";
import { parsePackChunk } from "../log/pack.ts";
import { type Correction, type NamedHead, verifyCorrection } from "../note/correction-note.ts";
import { parseFoundingNote } from "../note/directory-note.ts";
import { hostApp } from "../server/app.ts";
import { Host } from "../server/host.ts";
import { type Elsewhere, Integrity } from "../server/integrity.ts";
import { LeaseKeeping } from "../server/lease-keeping.ts";
import { listen } from "../server/listen.ts";
import { familiesOfHost } from "../server/metrics/metrics-app.ts";
import type { Submitted } from "../server/metrics/quarter-counts.ts";
import { moveOldLeaves } from "../server/moving.ts";
import { type PlaceAddress, type PlaceState, SecondPlace } from "../server/second-place.ts";
import { StartCheck } from "../server/start-check.ts";
import { hostStatus, statusApp } from "../server/status.ts";
import type { PostgresAddress } from "../server/store/postgres-address.ts";
import type { PostgresHostStore } from "../server/store/postgres-host-store.ts";
import { type ClockFlaw, Timekeeping } from "../server/timekeeping.ts";
import { type Taking, Upkeep } from "../server/upkeep.ts";
import { Witnessing, type WitnessState } from "../server/witnessing.ts";
import { commandProblem } from "./command-problem.ts";
import { hostClient } from "./country-client.ts";
import { bytesFree } from "./files/bytes-free.ts";
import { parseLogKey } from "./files/key-file.ts";
import { hostFiles, openStoreOf, type WaitsFor } from "./open-host-store.ts";
import { openTogether, type Together } from "./open-together.ts";
import { programVersion } from "./program-version.ts";
import { type RunningReader, type RunReaderParts, runReader } from "./run-reader.ts";
import { lookDaily, type ServingParts, servingOf, untilStopped } from "./serving.ts";

export interface RunHostParts extends Omit<ServingParts, "hostname">, Partial<Pick<ServingParts, "hostname">> {
  readonly dir: string;
  /** The log's key, where it is not to be read from its file as it is. */
  readonly logSeed?: Uint8Array | null;
  /** Hears, once for each change, what the operator of a host should know. */
  readonly onNews?: (news: HostNews) => void;
  /** The port on this machine that says how the host is; none without it. */
  readonly statusPort?: number | null;
  /** Mirrors of this log: they are asked at the start whether they hold more. */
  readonly mirrors?: readonly string[];
  /** Mirrors that keep everything before anybody is answered (SP1); they are asked as mirrors, too. */
  readonly places?: readonly PlaceAddress[];
  /** Corrections of the council after a fork (LG10). */
  readonly corrections?: readonly string[];
  /** Hears of settings with which the database may lose what it acknowledged (ST5f); when it throws the host does not write there. */
  readonly onLossy?: (settings: readonly string[]) => void;
  /** Heads that this program knows from before it began anew (ST5e). */
  readonly known?: readonly string[];
  /** The operator of a trial says that the clock is right (LG8). */
  readonly clockIsRight?: boolean;
  /** Milliseconds since 1970; the machine's clock when none is given. */
  readonly clock?: () => number;
  /** How long to wait between two looks after witnesses, time and space. */
  readonly everyMilliseconds?: number;
  /** Puts something before the host on its port: pages beside the log, checks of who asks. */
  readonly before?: (app: Hono) => Hono;
  /** Ends the wait for a database that another host writes to, or that does not answer. */
  readonly stopping?: AbortSignal;
}

export type HostNews =
  | { readonly is: "witness"; readonly name: string; readonly state: WitnessState }
  | { readonly is: "place"; readonly url: string; readonly state: PlaceState }
  | { readonly is: "rotten"; readonly leaf: number; readonly isMended: boolean }
  | { readonly is: "taking"; readonly taking: Taking }
  | { readonly is: "clock"; readonly flaw: ClockFlaw | null }
  | { readonly is: "waiting"; readonly why: WaitsFor }
  | { readonly is: "superseded" };

export interface RunningHost {
  readonly host: Host;
  readonly witnessing: Witnessing;
  /** One look after witnesses, time and space, beside those that it takes every minute. */
  readonly look: () => Promise<void>;
  readonly app: Hono;
  readonly port: number;
  readonly statusPort: number | null;
  readonly metricsPort: number | null;
  /** Resolves when another host took over the database: this one is to be closed, and may begin anew. */
  readonly superseded: Promise<void>;
  readonly close: () => Promise<void>;
}

/** Opens the data folder and listens. Throws with a sentence for the operator when the folder is not whole or was rolled back. */
export async function runHost(parts: RunHostParts): Promise<RunningHost> {
  const { dir, clock = Date.now, everyMilliseconds = 60_000, places = [], corrections = [] } = parts;
  const mirrors = [...new Set([...(parts.mirrors ?? []), ...places.map(({ url }) => url)])];
  const { onNews = () => undefined, onLossy = () => undefined, clockIsRight = false, before = (app) => app } = parts;
  const founding = parseFoundingNote(readFileSync(join(dir, hostFiles.founding), "utf8"));
  if (founding === null) throw new Error(`${join(dir, hostFiles.founding)} is not a founding note that holds`);
  const logSeed = parts.logSeed ?? parseLogKey(readFileSync(join(dir, hostFiles.logKey), "utf8"));
  if (logSeed === null) throw new Error(`${join(dir, hostFiles.logKey)} is not a log key`);
  return openTogether(async (closing) => {
    let loseStore: () => void = () => undefined;
    const onRotten = (leaf: number, isMended: boolean) => onNews({ is: "rotten", leaf, isMended });
    const servingParts = { ...parts, hostname: parts.hostname ?? "127.0.0.1" };
    const standIn = new StandIn({ ...servingParts, metricsPort: null, founding, onRotten });
    closing(() => standIn.close());
    const { store, shared } = await openStoreOf({
      dir,
      onLost: () => loseStore(),
      onLossy,
      onWaiting: async (why, address) => {
        onNews({ is: "waiting", why });
        if (why === "another-host") await standIn.open(address);
      },
      stopping: parts.stopping ?? new AbortController().signal,
    });
    closing(() => store.close());
    const serving = servingOf(servingParts, clock, shared === null ? join(dir, hostFiles.database) : null);
    const { counts, onFailure } = serving;
    const heads = [...(parts.known ?? []), ...standIn.known];
    const secondPlace = new SecondPlace({
      places,
      needed: placesNeeded(founding.founding, places),
      database: (await shared?.waitsForCopy()) === true,
      onPlace: (url, state) => onNews({ is: "place", url, state }),
    });
    closing(() => secondPlace.end());
    const own = { founding, logSeed, store, clock, randomBytes, onFailure, secondPlace };
    const host = await Host.open({ ...own, corrections: (by) => correctionsBy(by, corrections), known: heads });
    for (const { trueHead } of host.corrections) refuseOtherThanTrue(host, trueHead);
    const witnessing = new Witnessing(host, undefined, (name, state) => onNews({ is: "witness", name, state }));
    closing(() => witnessing.end());
    const integrity = new Integrity(host, onRotten, recordsOf(mirrors));
    const timekeeping = new Timekeeping({ host, witnessing, logSeed, clock, randomBytes, clockIsRight });
    const check = new StartCheck({ host, witnessing, mirrors: askers(mirrors) });
    // Second places get what they lack first. Witnesses are asked once they have it.
    if (!secondPlace.isEnough(host.head.size))
      await Promise.race([secondPlace.store(host.head.size), sleep(startPatience, null, { ref: false })]);
    const start = await check.ask();
    if (start.oldCopy !== null) throw new Error(start.oldCopy);
    const freeBytes = () => (shared === null ? bytesFree(dir) : null);
    const onTaking = (taking: Taking) => onNews({ is: "taking", taking });
    const onClock = (flaw: ClockFlaw | null) => onNews({ is: "clock", flaw });
    const databaseWaits = shared?.waitsForCopy;
    const upkeep = new Upkeep({ host, check, timekeeping, freeBytes, databaseWaits, onTaking, onClock }, start);
    host.onSecondPlace((isThere) => {
      upkeep.say();
      if (isThere) void upkeep.look();
    });
    const end = Promise.withResolvers<void>();
    if (shared !== null) {
      const onSuperseded = () => {
        onNews({ is: "superseded" });
        end.resolve();
      };
      const keeping = keepLease(host, shared, upkeep, onSuperseded);
      closing(() => keeping.close());
      loseStore = () => keeping.lost();
    }
    const onSubmitted = (result: Submitted) => counts.submitted(result);
    const app = hostApp({ host, ...serving.surroundings, onSubmitted });
    await standIn.close();
    const listener = await serving.listen(before(app));
    closing(async () => {
      await listener.close();
      await host.settle();
      if (!host.holds.includes("store-away")) await witnessing.run();
    });
    // Nothing is written before the port is ours: another host may be running on this very folder.
    await witnessing.run();
    await upkeep.look();
    closing(untilStopped((stopping) => upkeep.keepLooking(everyMilliseconds, stopping)));
    closing(untilStopped((stopping) => moveOldLeaves({ store, onFailure, patience: everyMilliseconds }, stopping)));
    closing(lookDaily(integrity));
    const state = { host, witnessing, timekeeping, integrity, version: programVersion(), freeBytes };
    const { statusPort = null } = parts;
    const status = statusPort === null ? null : await listen(statusApp(state), statusPort);
    if (status !== null) closing(() => status.close());
    const metrics = await serving.listenForMetrics(async () => familiesOfHost(await hostStatus(state), host.head.size));
    if (metrics !== null) closing(() => metrics.close());
    const ports = { port: listener.port, statusPort: status?.port ?? null, metricsPort: metrics?.port ?? null };
    return { host, witnessing, look: () => upkeep.look(), app, superseded: end.promise, ...ports };
  });
}

function keepLease(host: Host, store: PostgresHostStore, upkeep: Upkeep, onSuperseded: () => void): LeaseKeeping {
  return new LeaseKeeping({
    host,
    store,
    onLost: () => upkeep.say(),
    onRegained: () => void upkeep.look(),
    onSuperseded,
  });
}

/** How many other machines must keep what is logged: as many as the founding asks for (DR1b), and one where mirrors were named for it. */
function placesNeeded({ places: count = 0 }: Founding, places: readonly PlaceAddress[]): number {
  return Math.max(count, places.length > 0 ? 1 : 0);
}

/** For so many milliseconds a start waits for its second places; then it goes on, and serves. */
const startPatience = 2_000;

/** Serves the log on the host's port while another host writes (ST6). */
class StandIn {
  readonly #parts: Omit<RunReaderParts, "address">;
  #running: Together<RunningReader> | null = null;

  constructor(parts: Omit<RunReaderParts, "address">) {
    this.#parts = parts;
  }

  /** The heads that it showed: whoever takes over must find them in the database. */
  get known(): readonly string[] {
    const note = this.#running?.followed.note ?? null;
    return note === null ? [] : [note];
  }

  async open(address: PostgresAddress): Promise<void> {
    this.#running ??= await runReader({ ...this.#parts, address, isStandIn: true });
  }

  async close(): Promise<void> {
    await this.#running?.close();
    this.#running = null;
  }
}

/** The records of a pack at all mirrors, one after the other. */
function recordsOf(mirrors: readonly string[]): Elsewhere {
  return async (pack) => {
    const packs = await Promise.all(mirrors.map((url) => hostClient(url).pack(pack, 0)));
    return packs.flatMap((pack) => (pack === null ? [] : (parsePackChunk(pack.bytes)?.records ?? [])));
  };
}

function askers(mirrors: readonly string[]): ReadonlyMap<string, () => Promise<string | null>> {
  return new Map(mirrors.map((url) => [url, () => hostClient(url).checkpoint()]));
}

function correctionsBy(directory: Directory, notes: readonly string[]): readonly Correction[] {
  return notes.map((note) => {
    const verdict = verifyCorrection(note, directory);
    if (typeof verdict === "string") throw commandProblem(verdict, "this is no correction of this country's council");
    return verdict.correction;
  });
}

/** A correction makes a host deaf to who saw more of a false history: so the store must hold the true one as far as the council knew it (LG10). */
function refuseOtherThanTrue({ tree }: Host, { size, root }: NamedHead): void {
  if (size > tree.size || encodeBase64(tree.root(size)) !== root)
    throw new Error(
      `this store does not hold the ${size} leaves that the correction calls true: put the true database back`,
    );
}
