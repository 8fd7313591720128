// What a host's operator may know of it, as JSON on a port of its own that only this machine reaches. About nobody: no address, no organisation,
// nothing of who sends. The public /health says less (docs/spec/submit.md).
import type { Hono } from "hono";
import { momentOf } from "../core/moment.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { evaluatePolicy } from "../log/evaluate-policy.ts";
import { policyFor } from "../protocol/clear-note.ts";
import type { Hold, Host } from "./host.ts";
import type { Integrity } from "./integrity.ts";
import { ownMachineApp } from "./own-machine.ts";
import type { PlacesReport } from "./second-place.ts";
import type { ClockFlaw, Timekeeping } from "./timekeeping.ts";
import type { Witnessing, WitnessState } from "./witnessing.ts";

/** Times are written like 2026-01-15T12:00:00Z. */
export interface HostStatus {
  /** Of the program. */
  readonly version: string;
  /** Of the layout of the store. */
  readonly schema: number;
  /** How many leaves still lie as an earlier program laid them. */
  readonly moving: number;
  /** What time it is for this host. */
  readonly clock: string;
  /** What is left on the disk of the store, in steps of 16 MiB; null when the system does not say. */
  readonly freeBytes: number | null;
  /** The newest whole look at what is stored (`checkedAt` null before the first), how many leaves are rotten, and the first of them. */
  readonly integrity: {
    readonly checkedAt: string | null;
    readonly rows: number;
    readonly flaws: number;
    readonly leaves: readonly number[];
  };
  /** How each witness of the policy took the newest question, and when it cosigned last since the start. */
  readonly witnesses: readonly {
    readonly name: string;
    readonly state: WitnessState | null;
    readonly answeredAt: string | null;
  }[];
  /** Where else everything is kept before anybody is answered (SP1). */
  readonly places: PlacesReport;
  /** The published head, and the time that its cosignatures prove; null before anything was published. */
  readonly checkpoint: { readonly size: number; readonly at: string | null } | null;
  /** The log's own time: that of the newest time note. */
  readonly timeNote: string | null;
  /** What is wrong with this host's clock beside the log's time; null when nothing is known to be. */
  readonly clockFlaw: ClockFlaw["is"] | null;
  /** Whether it takes submissions, and if not why. */
  readonly takes: boolean;
  readonly why: readonly Hold[];
}

interface StatusParts {
  readonly host: Host;
  readonly witnessing: Witnessing;
  readonly timekeeping: Timekeeping;
  readonly integrity: Integrity;
  readonly version: string;
  readonly freeBytes: () => number | null;
}

const spaceStepBytes = 16 * 1024 * 1024;

/** Free space as it may be shown: to the byte it would move with each page that the store takes. */
export function spaceInSteps(bytes: number | null): number | null {
  return bytes === null ? null : Math.floor(bytes / spaceStepBytes) * spaceStepBytes;
}

/** How many rotten leaves are named. */
const mostNamed = 16;

/** One route. It is for loopback only: whoever listens sees to that. */
export function statusApp(parts: StatusParts): Hono {
  const app = ownMachineApp((error) => parts.host.fail(error));
  app.get("/status", async (context) => context.json(await hostStatus(parts), 200, { "cache-control": "no-store" }));
  return app;
}

export async function hostStatus(parts: StatusParts): Promise<HostStatus> {
  const { host, witnessing, timekeeping, integrity, version, freeBytes } = parts;
  const { checkedAt, rows, flaws } = integrity.report;
  const time = host.directory.times.at(-1);
  return {
    version,
    schema: host.store.schema,
    moving: await host.store.oldLeaves(),
    clock: momentOf(host.clock()),
    freeBytes: spaceInSteps(freeBytes()),
    integrity: { checkedAt: writtenOrNull(checkedAt), rows, flaws, leaves: [...host.rotten].slice(0, mostNamed) },
    witnesses: witnessing.reports.map((report) => ({ ...report, answeredAt: writtenOrNull(report.answeredAt) })),
    places: host.secondPlace?.report ?? { needed: 0, database: false, mirrors: [] },
    checkpoint: await publishedCheckpoint(host),
    timeNote: time === undefined ? null : momentOf(time.seconds * 1000),
    clockFlaw: timekeeping.clockFlaw?.is ?? null,
    takes: host.accepts,
    why: host.holds,
  };
}

async function publishedCheckpoint(host: Host): Promise<HostStatus["checkpoint"]> {
  const published = await host.store.publishedHead();
  const checkpoint = published === null ? null : verifyCheckpoint(published.note, host.logKey);
  if (checkpoint === null) return null;
  const seconds = evaluatePolicy(policyFor(host.directory, checkpoint.size), checkpoint)?.medianSeconds ?? null;
  return { size: checkpoint.size, at: seconds === null ? null : momentOf(seconds * 1000) };
}

function writtenOrNull(milliseconds: number | null): string | null {
  return milliseconds === null ? null : momentOf(milliseconds);
}
