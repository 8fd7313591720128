// The common part of programs that serve a log: counts of what they answered, failures by their kind alone, ports, work in the background.
import { statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { Hono } from "hono";
import type { LogLine } from "../server/app.ts";
import type { Integrity } from "../server/integrity.ts";
import { Limits } from "../server/limits.ts";
import { type Listener, listen } from "../server/listen.ts";
import { metricsApp } from "../server/metrics/metrics-app.ts";
import { QuarterCounts, type Usage } from "../server/metrics/quarter-counts.ts";
import { programVersion } from "./program-version.ts";

const day = 86_400_000;
const minute = 60_000;

export interface ServingParts {
  readonly port: number;
  readonly hostname: string;
  /** The port on this machine that gives numbers to Prometheus; none without it. */
  readonly metricsPort?: number | null;
  /** Addresses of proxies that name the client in `x-forwarded-for`. */
  readonly trustedProxies?: readonly string[];
  readonly log: (line: LogLine) => void;
  /** Hears that something failed, by the kind of the error alone: a message could hold what a submission held. */
  readonly failed: (kind: string) => void;
}

/** `database` is the file of the store; null when the store is no file here. */
export function servingOf(parts: ServingParts, clock: () => number, database: string | null) {
  const { port, hostname, metricsPort = null, trustedProxies = [], log, failed } = parts;
  const counts = new QuarterCounts(clock, () => usageOf(database));
  const limits = new Limits(clock);
  const onFailure = (error: unknown) => {
    counts.failed();
    failed(kindOf(error));
  };
  const logCounted = (line: LogLine) => {
    counts.answered(line);
    log(line);
  };
  return {
    counts,
    onFailure,
    surroundings: { log: logCounted, clock, onFailure, limits, trustedProxies },
    listen: (app: Hono): Promise<Listener> => listen(app, port, hostname, { connections: limits.connections }),
    /** Null where nobody asks for numbers. */
    listenForMetrics: async (now: Parameters<typeof metricsApp>[0]["now"]): Promise<Listener | null> =>
      metricsPort === null
        ? null
        : listen(metricsApp({ version: programVersion(), now, counts, onFailure }), metricsPort),
  };
}

/** The use of this process and its store; beside the store's file lies what was written to it last. */
function usageOf(database: string | null): Usage {
  const { user, system } = process.cpuUsage();
  const files = database === null ? [] : [database, `${database}-wal`];
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size);
  return {
    memoryBytes: process.memoryUsage.rss(),
    processorSeconds: Math.round((user + system) / 10_000) / 100,
    storeBytes: sizes[0] === undefined ? null : sizes[0] + (sizes[1] ?? 0),
  };
}

/** The part of an error that may be said: its kind alone. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

/** Starts what goes on in the background; gives how that is ended. */
export function untilStopped(work: (stopping: AbortSignal) => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const working = work(stopping.signal);
  return async () => {
    stopping.abort();
    await working;
  };
}

/** Does a work again and again, each time after as many milliseconds as `rest` says; gives how that is ended. */
export function every(rest: () => number, work: (stopping: AbortSignal) => Promise<void>): () => Promise<void> {
  return untilStopped(async (stopping) => {
    while (!stopping.aborted) {
      await sleep(rest(), null, { signal: stopping }).catch(() => undefined);
      if (!stopping.aborted) await work(stopping);
    }
  });
}

/** Looks through all that is stored, now and then every day, and sooner after a look that did not come to its end; gives how that is ended. */
export function lookDaily(integrity: Integrity): () => Promise<void> {
  let rest = 0;
  return every(
    () => rest,
    async (stopping) => {
      rest = (await integrity.look(stopping)) ? day : minute;
    },
  );
}
