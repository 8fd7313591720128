// What a host does at once, and for whom (LG9). One pool each for answers that are being sent, bodies that are being received and
// connections, and one allowance for notes that turn out wrong. Everything is in memory, nothing of it is ever logged.
// Nobody has a fixed share, since a carrier's phones or a mirror are one address: only when a pool is full does whoever holds most of it
// lose what has not moved for longest.

import { setImmediate, setTimeout } from "node:timers/promises";
import { Problem } from "../core/problem.ts";

/** The figures of a host (docs/guide/host.md). A body counts with the bytes that it may have, a check with what `checkCost` says. */
export const limitFigures = {
  connections: 2_048,
  answers: 256,
  bodyBytes: 32 * 1024 * 1024,
  checks: 300,
  checksPerSecond: 30,
  /** What moved within this time is not cut off for the sake of somebody who holds as much. So long one waits for a place, too. */
  patienceMilliseconds: 5_000,
} as const;

const maxTries = 10;

export class Limits {
  readonly connections: Pool;
  readonly answers: Pool;
  readonly bodies: Pool;
  readonly checks: Allowance;
  /** Parts of answers are read from the store one in a turn of the event loop, so that all that is small comes in between. */
  readonly turns: Turns = new Turns();

  /** `clock` counts milliseconds. */
  constructor(clock: () => number, figures: { readonly [K in keyof typeof limitFigures]: number } = limitFigures) {
    this.connections = new Pool(figures.connections, clock, figures.patienceMilliseconds);
    this.answers = new Pool(figures.answers, clock, figures.patienceMilliseconds);
    this.bodies = new Pool(figures.bodyBytes, clock, figures.patienceMilliseconds);
    this.checks = new Allowance(figures.checks, figures.checksPerSecond, clock);
  }
}

/** The limits of an app, and the proxies whose word on an address counts. */
export interface Limited {
  readonly limits: Limits;
  readonly trustedProxies: readonly string[];
}

/** What was given, or the usual. */
export function limitedBy(given: Partial<Limited> & { readonly clock: () => number }): Limited {
  return { limits: given.limits ?? new Limits(given.clock), trustedProxies: given.trustedProxies ?? [] };
}

/** Does what costs something to check. It stays paid when it was refused. */
export async function onAllowance<T>(
  { checks }: Limits,
  who: string,
  cost: number,
  work: () => Promise<T>,
): Promise<T> {
  if (!checks.take(who, cost)) throw new Problem("host", "slow-down");
  const result = await work();
  checks.giveBack(who, cost);
  return result;
}

/** A place in a pool. */
export interface Slot {
  /** Something was received or sent. */
  moved(): void;
  /** It counts for somebody else from now on: the device whose token it bears. */
  isOf(who: string): void;
  /** All of it is here: nothing can be won by cutting it off any more. */
  stay(): void;
  /** Gives the place back. Again it does nothing. */
  leave(): void;
}

interface Held {
  who: string;
  readonly size: number;
  movedAt: number;
  cut: (() => void) | null;
}

export class Pool {
  readonly #capacity: number;
  readonly #clock: () => number;
  readonly #patience: number;
  readonly #held = new Set<Held>();
  #size = 0;

  constructor(capacity: number, clock: () => number, patience: number = limitFigures.patienceMilliseconds) {
    this.#capacity = capacity;
    this.#clock = clock;
    this.#patience = patience;
  }

  /** More than half of it is taken: from here on it matters whose something is. */
  get isTight(): boolean {
    return 2 * this.#size > this.#capacity;
  }

  /** How many hold a place. */
  get count(): number {
    return this.#held.size;
  }

  /**
   * A place for `who`, or null when there is none. `cut` ends what has the place, when another needs it more. With `always` it is let in
   * though nothing can be cut off.
   */
  enter(who: string, size: number, cut: () => void, always = false): Slot | null {
    while (this.#size + size > this.#capacity) {
      const victim = this.#victim(who, size);
      if (victim === null) {
        if (always) break;
        return null;
      }
      this.#remove(victim);
      victim.cut?.();
    }
    const held: Held = { who, size, movedAt: this.#clock(), cut };
    this.#held.add(held);
    this.#size += size;
    return {
      moved: () => {
        held.movedAt = this.#clock();
      },
      isOf: (other) => {
        held.who = other;
      },
      stay: () => {
        held.cut = null;
      },
      leave: () => this.#remove(held),
    };
  }

  /** As `enter`, but waits some seconds for a place. Who is refused at once comes again at once. */
  async enterSoon(who: string, size: number, cut: () => void): Promise<Slot | null> {
    for (let tries = 1; tries <= maxTries; tries++) {
      const place = this.enter(who, size, cut);
      if (place !== null) return place;
      await setTimeout(this.#patience / maxTries);
    }
    return null;
  }

  #remove(held: Held): void {
    if (this.#held.delete(held)) this.#size -= held.size;
  }

  /** Of those who hold most, what has not moved for longest. Null when that is the newcomer's own share, or as large a one, and it still moves. */
  #victim(who: string, size: number): Held | null {
    const shares = new Map([[who, size]]);
    for (const held of this.#held) shares.set(held.who, (shares.get(held.who) ?? 0) + held.size);
    const share = (of: string) => shares.get(of) ?? 0;
    let victim: Held | null = null;
    for (const held of this.#held) {
      if (held.cut === null) continue;
      const more = victim === null ? 1 : share(held.who) - share(victim.who) || victim.movedAt - held.movedAt;
      if (more > 0) victim = held;
    }
    if (victim === null || share(victim.who) > share(who)) return victim;
    return this.#clock() - victim.movedAt >= this.#patience ? victim : null;
  }
}

/** Hands out turns of the event loop, one after another. */
export class Turns {
  #last: Promise<unknown> = Promise.resolve();

  next(): Promise<unknown> {
    this.#last = this.#last.then(() => setImmediate());
    return this.#last;
  }
}

/** So much at once and so much a second, for each. What is taken may be given back. */
export class Allowance {
  readonly #most: number;
  readonly #perMillisecond: number;
  readonly #clock: () => number;
  /** By who: what is taken, and when it was so. The one who took last is the last. */
  readonly #taken = new Map<string, { readonly amount: number; readonly at: number }>();

  constructor(most: number, perSecond: number, clock: () => number) {
    this.#most = most;
    this.#perMillisecond = perSecond / 1_000;
    this.#clock = clock;
  }

  /** True, and so much is taken, when that is left. */
  take(who: string, amount: number): boolean {
    const taken = this.#takenBy(who);
    if (taken + amount > this.#most) return false;
    this.#set(who, taken + amount);
    return true;
  }

  giveBack(who: string, amount: number): void {
    this.#set(who, this.#takenBy(who) - amount);
  }

  #takenBy(who: string): number {
    const { amount, at } = this.#taken.get(who) ?? { amount: 0, at: 0 };
    return Math.max(0, amount - (this.#clock() - at) * this.#perMillisecond);
  }

  #set(who: string, amount: number): void {
    this.#taken.delete(who);
    if (amount > 0) this.#taken.set(who, { amount, at: this.#clock() });
    // Who took nothing for long stands first, and is forgotten once all of it has come back; whatever happens, the list stays short.
    for (const first of this.#taken.keys()) {
      if (this.#taken.size <= maxRemembered && this.#takenBy(first) > 0) break;
      this.#taken.delete(first);
    }
  }
}

/** Addresses with something taken: more than a host meets, and few enough to hold. */
const maxRemembered = 20_000;
