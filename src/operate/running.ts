// What programs that run on have in common: work in the background, and what may be said of an error.
import { setTimeout as sleep } from "node:timers/promises";
import type { Integrity } from "../server/integrity.ts";

const day = 86_400_000;
const minute = 60_000;

/** Starts what goes on in the background; gives how that is ended. */
export function untilStopped(work: (stopping: AbortSignal) => Promise<void>): () => Promise<void> {
  const stopping = new AbortController();
  const working = work(stopping.signal);
  return async () => {
    stopping.abort();
    await working;
  };
}

/** What may be said of an error: its kind alone. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return "unknown";
  return "code" in error && typeof error.code === "string" ? `${error.name} ${error.code}` : error.name;
}

/** Looks through all that is stored, now and then every day, and sooner after a look that did not come to its end; gives how that is ended. */
export function lookDaily(integrity: Integrity): () => Promise<void> {
  return untilStopped(async (stopping) => {
    while (!stopping.aborted) {
      const rest = (await integrity.look(stopping)) ? day : minute;
      await sleep(rest, null, { signal: stopping }).catch(() => undefined);
    }
  });
}
