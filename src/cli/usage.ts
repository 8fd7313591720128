// What this process and its store use, for the numbers that it gives to Prometheus.
import { statSync } from "node:fs";
import type { Usage } from "../server/metrics/quarter-counts.ts";

/** `database` is the file of the store; beside it lies what was written to it last. */
export function usageOf(database: string): Usage {
  const { user, system } = process.cpuUsage();
  const sizes = [database, `${database}-wal`].map((file) => statSync(file, { throwIfNoEntry: false })?.size);
  return {
    memoryBytes: process.memoryUsage.rss(),
    processorSeconds: Math.round((user + system) / 10_000) / 100,
    storeBytes: sizes[0] === undefined ? null : sizes[0] + (sizes[1] ?? 0),
  };
}
