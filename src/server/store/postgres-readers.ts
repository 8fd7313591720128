// Connections that only read: a few, each for one question at a time, so that whoever hangs up in the middle of an answer holds none.
import { Problem } from "../../core/problem.ts";
import type { PostgresAddress } from "./postgres-address.ts";
import type { Patience, Row } from "./postgres-session.ts";
import { Session } from "./postgres-session.ts";

/** How many there are at the most, and how many questions may wait for one. */
export const mostReaders = 6;
const mostWaiting = 10_000;

export class Readers {
  readonly #address: PostgresAddress;
  readonly #patience: Patience;
  readonly #idle: Session[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #isClosed = false;
  /** Counts how often all were let go: one from before is not used again. */
  #round = 0;

  constructor(address: PostgresAddress, patience: Patience) {
    this.#address = address;
    this.#patience = patience;
  }

  async ask(text: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    if (this.#isClosed) throw new Problem("store", "closed");
    if (this.#busy >= mostReaders) await this.#turn();
    this.#busy += 1;
    const round = this.#round;
    let session: Session | undefined;
    try {
      session = this.#idle.pop() ?? (await this.#open());
      return await session.ask(text, values);
    } finally {
      this.#busy -= 1;
      if (session?.isOpen && round === this.#round && !this.#isClosed) this.#idle.push(session);
      else session?.close();
      this.#waiting.shift()?.();
    }
  }

  /** Lets go of all connections: another machine may be the one to ask now. */
  renew(): void {
    this.#round += 1;
    for (const session of this.#idle.splice(0)) session.close();
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await Promise.all(this.#idle.splice(0).map((session) => session.closeGently()));
  }

  async #turn(): Promise<void> {
    if (this.#waiting.length >= mostWaiting) throw new Problem("store", "busy");
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  async #open(): Promise<Session> {
    const session = await Session.open({ address: this.#address, patience: this.#patience, isReader: true });
    session.onEnd(() => {
      const at = this.#idle.indexOf(session);
      if (at >= 0) this.#idle.splice(at, 1);
    });
    return session;
  }
}
