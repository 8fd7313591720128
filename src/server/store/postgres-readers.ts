// Connections that only read: a few, each for one question at a time, so that whoever hangs up in the middle of an answer holds none.
import { clearTimeout, setTimeout } from "node:timers";
import { Problem } from "../../core/problem.ts";
import type { PostgresAddress } from "./postgres-address.ts";
import { type Patience, type PostgresRow, PostgresSession } from "./postgres-session.ts";

/** How many there are at the most, and how many questions may wait for one. */
export const mostReaders = 6;
const mostWaiting = 10_000;

export class Readers {
  readonly #address: PostgresAddress;
  readonly #patience: Patience;
  /** With the timer that ends one which is not asked: a firewall forgets who is silent, and says nothing. */
  readonly #idle = new Map<PostgresSession, NodeJS.Timeout>();
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;
  /** Counts how often all were let go: one from before is not used again. */
  #round = 0;

  constructor(address: PostgresAddress, patience: Patience) {
    this.#address = address;
    this.#patience = patience;
  }

  /** Throws a Problem of the store, `busy`, when nobody answers in time. */
  async ask(text: string, values: readonly unknown[] = []): Promise<readonly PostgresRow[]> {
    if (this.#isClosed) throw new Problem("store", "closed");
    if (this.#busy >= mostReaders) await this.#turn();
    else this.#busy += 1;
    try {
      for (let idle = this.#newest(); idle !== undefined; idle = this.#newest()) {
        const session = idle;
        const rows = await this.#askOn(session, text, values).catch((error: unknown) => {
          // One that had ended unnoticed, as after a restart of the database, says nothing of the next.
          if (!(error instanceof Problem) || session.wasLate) throw error;
        });
        if (rows !== undefined) return rows;
      }
      return await this.#askOn(await this.#open(), text, values);
    } finally {
      // Whoever waits longest gets this place, and nobody who comes meanwhile.
      const next = this.#waiting.shift();
      if (next === undefined) this.#busy -= 1;
      else next();
    }
  }

  async #askOn(session: PostgresSession, text: string, values: readonly unknown[]): Promise<readonly PostgresRow[]> {
    const round = this.#round;
    try {
      return await session.ask(text, values);
    } catch (error) {
      // Whatever lies between may have forgotten those beside it too.
      if (session.wasLate) this.#letGo();
      throw session.isOpen ? error : new Problem("store", "busy", error);
    } finally {
      if (session.isOpen && round === this.#round && !this.#isClosed) this.#rest(session);
      else session.close();
    }
  }

  /** Lets go of all connections: another machine may be the one to ask now. */
  renew(): void {
    this.#round += 1;
    this.#letGo();
  }

  #letGo(): void {
    for (const session of this.#idle.keys()) session.close();
  }

  #rest(session: PostgresSession): void {
    const silent = setTimeout(() => session.close(), this.#patience.silenceMilliseconds);
    this.#idle.set(session, silent.unref());
  }

  #newest(): PostgresSession | undefined {
    const session = [...this.#idle.keys()].at(-1);
    if (session !== undefined) this.#forget(session);
    return session;
  }

  #forget(session: PostgresSession): void {
    clearTimeout(this.#idle.get(session));
    this.#idle.delete(session);
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all([...this.#idle.keys()].map((session) => session.closeGently()));
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= mostWaiting) throw new Problem("store", "busy");
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#waiting.push(resolve);
    const late = setTimeout(() => {
      const at = this.#waiting.indexOf(resolve);
      if (at >= 0) this.#waiting.splice(at, 1);
      reject(new Problem("store", "busy"));
    }, this.#patience.answerMilliseconds);
    await promise.finally(() => clearTimeout(late));
  }

  async #open(): Promise<PostgresSession> {
    const parts = { address: this.#address, patience: this.#patience, isReader: true };
    const session = await PostgresSession.open(parts).catch((error: unknown) => {
      throw new Problem("store", "busy", error);
    });
    session.onEnd(() => this.#forget(session));
    return session;
  }
}
