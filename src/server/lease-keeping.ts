// What a host does when its database is gone from it (ST5b): it takes nothing, asks for the lease again and again, and goes on from what is there. When another host
// wrote meanwhile it ends, so that it can begin anew.
import { setTimeout as sleep } from "node:timers/promises";
import { isProblem } from "../core/problem.ts";
import type { Host } from "./host.ts";
import type { PostgresHostStore } from "./store/postgres-host-store.ts";

const firstMilliseconds = 100;
const mostMilliseconds = 2_000;

interface LeaseKeepingParts {
  readonly host: Host;
  readonly store: Pick<PostgresHostStore, "isWriter" | "retake">;
  /** Hears that the host takes nothing now for this. */
  readonly onLost: () => void;
  /** Hears that it goes on. */
  readonly onRegained: () => void;
  /** Another host writes now. */
  readonly onSuperseded: () => void;
}

export class LeaseKeeping {
  readonly #parts: LeaseKeepingParts;
  readonly #stopping = new AbortController();
  #working: Promise<void> | null = null;

  constructor(parts: LeaseKeepingParts) {
    this.#parts = parts;
    if (!parts.store.isWriter) this.lost();
  }

  /** The lease was lost; once more while it is asked for changes nothing. */
  lost(): void {
    this.#parts.host.hold("store-away");
    this.#working ??= this.#regain().finally(() => {
      this.#working = null;
      // Lost again while the last of it was done.
      if (!this.#parts.store.isWriter && !this.#stopping.signal.aborted) this.lost();
    });
  }

  async close(): Promise<void> {
    this.#stopping.abort();
    await this.#working;
  }

  async #regain(): Promise<void> {
    const { host, store, onLost, onRegained, onSuperseded } = this.#parts;
    onLost();
    let said = "";
    for (let wait = firstMilliseconds; !this.#stopping.signal.aborted; wait = Math.min(2 * wait, mostMilliseconds)) {
      try {
        if (!store.isWriter) await store.retake();
        await host.comeBack();
        return onRegained();
      } catch (error) {
        if (isProblem(error, "store", "superseded")) {
          this.#stopping.abort();
          return onSuperseded();
        }
        // Each failure once, however often it comes.
        const kind = error instanceof Error ? `${error.name} ${error.message}` : "";
        if (kind !== said && !isProblem(error, "store", "busy")) host.fail(error);
        said = kind;
      }
      await sleep(wait, null, { signal: this.#stopping.signal }).catch(() => undefined);
    }
  }
}
