// Who may write: one host (ST5). Its session holds an advisory lock, which ends with it, and every change it makes is fenced by a number, the term, that each new
// holder raises: who lost the lock unawares changes nothing any more.
import { setInterval } from "node:timers";
import { Problem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import type { PostgresAddress } from "./postgres-address.ts";
import { layOut } from "./postgres-layouts.ts";
import { lossySettings } from "./postgres-safety.ts";
import { type Patience, PostgresSession } from "./postgres-session.ts";

/** Any number that others who use this database do not lock. */
export const usualLock = 7_074_416;

interface LeaseParts {
  readonly address: PostgresAddress;
  readonly patience: Patience;
  readonly lock: number;
  /** Also a store that no host may start on (ST7), as it is. */
  readonly inAnyState?: boolean;
  /** Called once for each time that the lease is lost. */
  readonly onLost: () => void;
  /** Hears at each taking of the settings with which this database may lose what it acknowledged (ST5f); when it throws the lease is not taken. */
  readonly onLossy: (settings: readonly string[]) => void;
}

export class Lease {
  readonly #parts: LeaseParts;
  #session: PostgresSession | null = null;
  #term: number | null = null;
  /** Terms of which nobody knows whether the database has them: it did not answer in time whether they were raised. */
  #unsettled: number[] = [];
  /** The end of what was asked last: one after the other. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;
  readonly #beat: NodeJS.Timeout;

  constructor(parts: LeaseParts) {
    this.#parts = parts;
    // Several times before the server would end a session that is silent.
    this.#beat = setInterval(() => void this.#sayAlive(), parts.patience.silenceMilliseconds / 5);
    this.#beat.unref();
  }

  get isHeld(): boolean {
    return this.#session !== null;
  }

  /**
   * Takes the lease, for the first time or again. Throws a Problem of the store, `busy` while another session has it, `superseded` when another host had it
   * since: then what this one remembers is of no use; or what the database says. Once it resolves, all that can be read there is safe on every machine that the database waits for.
   */
  async take(): Promise<void> {
    const { address, patience, lock, onLost, onLossy, inAnyState = false } = this.#parts;
    const session = await PostgresSession.open({ address, patience, isReader: false });
    try {
      const [[isFree] = []] = await session.ask("SELECT pg_try_advisory_lock($1)", [lock]);
      if (isFree !== true) throw new Problem("store", await whoHasIt(session, this.#own));
      await refuseUnfit(session);
      const lossy = await lossySettings((text) => session.ask(text));
      if (lossy.length > 0) onLossy(lossy);
      await layOut(session, inAnyState);
      this.#term = await this.#raiseTerm(session);
      this.#unsettled = [];
      // What goes out behind a BEGIN that the server did not take changes nothing (ST5a).
      await session.ask("SET default_transaction_read_only = on");
      if (this.#isClosed) throw new Problem("store", "closed");
    } catch (error) {
      await session.closeGently();
      throw error;
    }
    this.#session = session;
    session.onEnd(() => {
      if (this.#session !== session) return;
      this.#session = null;
      if (!this.#isClosed) onLost();
    });
    // It may have ended before anybody listened.
    if (!session.isOpen) {
      this.#session = null;
      throw new Error("the connection to the database is gone");
    }
  }

  /** Does one thing after the other on the session that holds the lease. */
  exclusively<T>(work: (session: PostgresSession) => Promise<T>): Promise<T> {
    const done = this.#last.then(() => {
      if (this.#session === null) throw new Problem("store", this.#isClosed ? "closed" : "busy");
      return work(this.#session);
    });
    this.#last = done.catch(() => undefined);
    return done;
  }

  /**
   * One change, whole or not at all, durable when the promise resolves. It fails when another host took the lease since. When nobody knows whether it was done the
   * lease is lost, and so when the database refuses for a reason of its own (ST5h). What the work asks goes out behind the fence without waiting for it: the database itself refuses all of it under another term.
   */
  change<T>(work: (session: PostgresSession) => Promise<T>): Promise<T> {
    return this.exclusively(async (session) => {
      const begun = session.begin(`BEGIN READ WRITE; ${fence(this.#term)}`);
      begun.catch(() => undefined);
      try {
        const result = await work(session);
        await session.settle("COMMIT", "COMMIT");
        return result;
      } catch (error) {
        await begun.catch(() => undefined);
        const why = session.refusal ?? error;
        if (isFenced(why) || isOfServer(why)) session.close();
        else if (session.isOpen) await session.undo();
        throw isFenced(why) ? new Problem("store", "superseded") : why;
      }
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearInterval(this.#beat);
    await this.#last;
    const session = this.#session;
    this.#session = null;
    await session?.closeGently();
  }

  /** None of a host that comes anew. */
  get #own(): readonly number[] {
    return this.#term === null ? [] : [this.#term, ...this.#unsettled];
  }

  /**
   * A commit of its own: when it is done, so is all before it. A host that comes again raises it from a term of its own alone; by how much is chance, so that it knows a
   * term that it raised without hearing of it from one of another host.
   */
  async #raiseTerm(session: PostgresSession): Promise<number> {
    const [[before] = []] = await session.ask("SELECT term FROM lease");
    const own = this.#own;
    if (typeof before !== "number" || (own.length > 0 && !own.includes(before)))
      throw new Problem("store", "superseded");
    const [a = 0, b = 0, c = 0] = randomBytes(3);
    const next = before + 1 + 65_536 * a + 256 * b + c;
    this.#unsettled.push(next);
    const raise = "UPDATE lease SET term = $2 WHERE term = $1 RETURNING true";
    // Whoever else raised it since holds no lock that this host waits for: another lock, or none.
    if ((await session.settle(raise, "UPDATE", [before, next])).length !== 1) throw new Problem("store", "superseded");
    return next;
  }

  async #sayAlive(): Promise<void> {
    if (this.#session === null) return;
    await this.exclusively((session) => session.ask("SELECT 1").catch(() => session.close())).catch(() => undefined);
  }
}

/** Locks the row of the term; under another one it fails as a division by zero, and with it all of the transaction. */
function fence(term: number | null): string {
  return `SELECT 1 / count(*) FROM (SELECT FROM lease WHERE term = ${term ?? 0} FOR UPDATE) AS held`;
}

function isFenced(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "22012";
}

/**
 * A statement that failed for a reason of the server's, not of what was asked: no room, a cancelled statement, a deadlock, a machine that reads only now, damage
 * (by the class of its code). Whoever keeps the lease over it keeps every other host out, which may do better.
 */
function isOfServer(error: unknown): boolean {
  return error instanceof Error && "code" in error && /^(08|25|40|53|55|57|58|XX)/.test(String(error.code));
}

/** Another host; or, where the term is still the own one, most likely the session before this one, whose end the server has not noticed yet. */
async function whoHasIt(session: PostgresSession, own: readonly number[]): Promise<"busy" | "superseded"> {
  if (own.length === 0) return "busy";
  const [[term] = []] = await session.ask("SELECT term FROM lease");
  return own.includes(Number(term)) ? "busy" : "superseded";
}

async function refuseUnfit(session: PostgresSession): Promise<void> {
  const [[encoding] = []] = await session.ask("SHOW server_encoding");
  if (encoding !== "UTF8") throw new Error(`the database is in ${encoding}: make one in UTF8`);
}
