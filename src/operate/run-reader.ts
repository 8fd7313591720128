// Runs a host that only reads (ST6): the founding note and a database. Where its parts meet, for `serve --read-only` and for a host that waits for the lease.
import { Problem } from "../core/problem.ts";
import type { FoundingNote } from "../note/directory-note.ts";
import { FollowedLog } from "../server/followed-log.ts";
import { Integrity } from "../server/integrity.ts";
import { familiesOfIntegrity, familiesOfLog } from "../server/metrics/metrics-app.ts";
import { readerApp } from "../server/reader-app.ts";
import type { PostgresAddress } from "../server/store/postgres-address.ts";
import { openPostgresReads } from "../server/store/postgres-host-store.ts";
import { openTogether, type Together } from "./open-together.ts";
import { every, lookDaily, type ServingParts, servingOf } from "./serving.ts";

/** How long after a look at the database the next one is. */
const followMilliseconds = 1_000;

export interface RunReaderParts extends ServingParts {
  readonly founding: FoundingNote;
  readonly address: PostgresAddress;
  /** It stands in for a host that is to take submissions, and does not yet: so it never says at `/health` that it is well. */
  readonly isStandIn?: boolean;
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
  const { founding, address, isStandIn = false, onRotten } = parts;
  return openTogether(async (closing) => {
    const reads = openPostgresReads(address);
    closing(() => reads.close());
    const serving = servingOf(parts, Date.now, null);
    const followedLog = new FollowedLog(founding, reads, { fail: serving.onFailure });
    const integrity = new Integrity(followedLog, onRotten);
    let flaw: string | null = "";
    const follow = async () => {
      try {
        await reads.refuseNewer();
        await followedLog.look();
        flaw = null;
      } catch (error) {
        // Said once for each change.
        const kind = error instanceof Error ? error.message : "";
        if (flaw !== kind) serving.onFailure(error);
        flaw = kind;
        if (error instanceof Problem && error.code === "newer") throw error;
      }
    };
    await follow();
    const isWell = () => flaw === null && !isStandIn;
    const listener = await serving.listen(readerApp({ followed: followedLog, isWell, ...serving.surroundings }));
    closing(() => listener.close());
    closing(
      every(
        () => followMilliseconds,
        () => follow().catch(() => undefined),
      ),
    );
    closing(lookDaily(integrity));
    const metrics = await serving.listenForMetrics(async () => [
      ...familiesOfLog(followedLog.head.size, null, null),
      ...familiesOfIntegrity(integrity.report.flaws, integrity.report.checkedAt),
    ]);
    if (metrics !== null) closing(() => metrics.close());
    return { followed: followedLog, port: listener.port, metricsPort: metrics?.port ?? null };
  });
}
