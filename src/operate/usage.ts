// What this process and its store use, for the numbers that it gives to Prometheus.
import { statSync } from "node:fs";
import type { Usage } from "../server/metrics/quarter-counts.ts";

/** `database` is the file of the store, and beside it lies what was written to it last; null when the store is no file here. */
export function usageOf(database: string | null): Usage {
  const { user, system } = process.cpuUsage();
  const files = database === null ? [] : [database, `${database}-wal`];
  const sizes = files.map((file) => statSync(file, { throwIfNoEntry: false })?.size);
  return {
    memoryBytes: process.memoryUsage.rss(),
    processorSeconds: Math.round((user + system) / 10_000) / 100,
    storeBytes: sizes[0] === undefined ? null : sizes[0] + (sizes[1] ?? 0),
  };
}
