// Runs a host that only reads (ST6): the founding note and a database. Where its parts meet, for `serve --read-only` and for a host that waits for the lease.
import { setTimeout as sleep } from "node:timers/promises";
import { Problem } from "../core/problem.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import type { LogLine } from "../server/app.ts";
import { FollowedLog } from "../server/followed-log.ts";
import { Integrity } from "../server/integrity.ts";
import { Limits } from "../server/limits.ts";
import { listen } from "../server/listen.ts";
import { familiesOfIntegrity, familiesOfLog, metricsApp } from "../server/metrics/metrics-app.ts";
import { QuarterCounts } from "../server/metrics/quarter-counts.ts";
import { readerApp } from "../server/reader-app.ts";
import type { PostgresAddress } from "../server/store/postgres-address.ts";
import { openPostgresReads } from "../server/store/postgres-host-store.ts";
import { openTogether, type Together } from "./open-together.ts";
import { programVersion } from "./program-version.ts";
import { kindOf, lookDaily, untilStopped } from "./running.ts";
import { usageOf } from "./usage.ts";

/** How long after a look at the database the next one is. */
const followMilliseconds = 1_000;

export interface RunReaderParts {
  readonly founding: FoundingNote;
  readonly address: PostgresAddress;
  readonly port: number;
  readonly hostname: string;
  /** It stands in for a host that is to take submissions, and does not yet: so it never says at `/health` that it is well. */
  readonly isStandIn?: boolean;
  readonly metricsPort?: number | null;
  readonly trustedProxies: readonly string[];
  readonly log: (line: LogLine) => void;
  readonly failed: (kind: string) => void;
  /** Hears once of each leaf whose bytes are not those that were logged. */
  readonly onRotten: (leaf: number, isMended: boolean) => void;
}

export interface RunningReader {
  readonly followed: FollowedLog;
  readonly port: number;
  readonly metricsPort: number | null;
}

/** Listens and follows the log. It needs no database that answers, and serves what it has when it does not. */
export async function runReader(parts: RunReaderParts): Promise<Together<RunningReader>> {
  const {
    founding,
    address,
    port,
    hostname,
    isStandIn = false,
    metricsPort = null,
    trustedProxies,
    log,
    failed,
    onRotten,
  } = parts;
  return openTogether(async (closing) => {
    const reads = openPostgresReads(address);
    closing(() => reads.close());
    const counts = new QuarterCounts(Date.now, () => usageOf(null));
    const onFailure = (error: unknown) => {
      counts.failed();
      failed(kindOf(error));
    };
    const followed = new FollowedLog(founding, reads, { fail: onFailure });
    const integrity = new Integrity(followed, onRotten);
    let flaw: string | null = "";
    const follow = async () => {
      try {
        await reads.refuseNewer();
        await followed.look();
        flaw = null;
      } catch (error) {
        // Said once for each change.
        const kind = error instanceof Error ? error.message : "";
        if (flaw !== kind) onFailure(error);
        flaw = kind;
        if (error instanceof Problem && error.code === "newer") throw error;
      }
    };
    await follow();
    const limits = new Limits(Date.now);
    const isWell = () => flaw === null && !isStandIn;
    const logCounted = (line: LogLine) => {
      counts.answered(line);
      log(line);
    };
    const surroundings = { log: logCounted, clock: Date.now, onFailure, limits, trustedProxies };
    const listener = await listen(readerApp({ followed, isWell, ...surroundings }), port, hostname, {
      connections: limits.connections,
    });
    closing(() => listener.close());
    closing(
      untilStopped(async (stopping) => {
        while (!stopping.aborted) {
          await sleep(followMilliseconds, null, { signal: stopping }).catch(() => undefined);
          if (!stopping.aborted) await follow().catch(() => undefined);
        }
      }),
    );
    closing(lookDaily(integrity));
    const now = async () => [
      ...familiesOfLog(followed.head.size, null, null),
      ...familiesOfIntegrity(integrity.report.flaws, integrity.report.checkedAt),
    ];
    const metrics =
      metricsPort === null
        ? null
        : await listen(metricsApp({ version: programVersion(), now, counts, onFailure }), metricsPort);
    if (metrics !== null) closing(() => metrics.close());
    return { followed, port: listener.port, metricsPort: metrics?.port ?? null };
  });
}
