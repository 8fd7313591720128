// Lays out anew, in the background, what a store holds as an earlier program laid it (ST4): a piece, then a rest several times as long, so that answers
// and submissions come first. A store that refuses (a full disk) is asked again later.
import { setTimeout as sleep } from "node:timers/promises";
import type { HostStore } from "./store/host-store.ts";

/** After each piece, which takes some milliseconds. */
const restMilliseconds = 20;

interface MovingParts {
  readonly store: Pick<HostStore, "moveOldLeaves">;
  /** Hears why a piece was not moved. */
  readonly onFailure: (error: unknown) => void;
  /** How long to wait after that. */
  readonly patience?: number;
}

/** Goes on until all is moved, or until it is stopped. Never rejects. */
export async function moveOldLeaves(
  { store, onFailure, patience = 60_000 }: MovingParts,
  stopping: AbortSignal,
): Promise<void> {
  const rest = (milliseconds: number) => sleep(milliseconds, null, { signal: stopping }).catch(() => undefined);
  while (!stopping.aborted) {
    try {
      if (!(await store.moveOldLeaves())) return;
      await rest(restMilliseconds);
    } catch (error) {
      onFailure(error);
      await rest(patience);
    }
  }
}
