// The council's seats and their keys in the order of the log (DR7). A new key waits; until its wait is over the seat signs with the one that it had. Whether the
// signers of a replacement may say it is decided in `directory.ts`.
import { endOfWait, hasWaited, type TimeLeaf } from "./waits.ts";

export interface Seat {
  readonly seat: string;
  /** Ed25519, in base64. */
  readonly key: string;
}

/** A replacement of a seat's key. */
export interface SeatChange extends Seat {
  /** Leaf index of the note. */
  readonly begun: number;
  /** How many hours it waits from there. */
  readonly hours: number;
  /** When it is over by the log's time, in seconds since 1970; null while no time note began its count (LG8a). */
  readonly over: number | null;
  /** The seat signs with this key by what the log says now, or did until the next one came. */
  readonly isThrough: boolean;
  /** Leaf index of the note that ended it while it waited; null where none did. */
  readonly ended: number | null;
}

type Kept = Pick<SeatChange, "seat" | "key" | "begun" | "hours" | "ended">;

export class Seats {
  readonly #first: readonly Seat[];
  readonly #times: readonly TimeLeaf[];
  #changes: readonly Kept[] = [];

  /** `times` grows as the log does. */
  constructor(first: readonly Seat[], times: readonly TimeLeaf[]) {
    this.#first = first;
    this.#times = times;
  }

  /** Each seat with the key that is in force for what is signed at leaf `now`. */
  at(now: number): readonly Seat[] {
    return this.#first.map(({ seat, key }) => ({ seat, key: this.keyOf(seat, now) ?? key }));
  }

  /** The key of a seat at leaf `now`; null for what is none. */
  keyOf(seat: string, now: number): string | null {
    const change = this.#changes.findLast((each) => each.seat === seat && this.#isThrough(each, now));
    return change?.key ?? this.#first.find((each) => each.seat === seat)?.key ?? null;
  }

  /** How many replacements of a seat the log holds, also those that were ended. */
  countOf(seat: string): number {
    return this.#changes.filter((change) => change.seat === seat).length;
  }

  /** A replacement at leaf `index`. One of the same seat that waits still is over with it. */
  replace({ seat, key }: Seat, index: number, hours: number): void {
    this.#end((change) => change.seat === seat, index);
    this.#changes = [...this.#changes, { seat, key, begun: index, hours, ended: null }];
  }

  /** Ends a replacement that waits at leaf `index`; false when none with this key does. */
  keep({ seat, key }: Seat, index: number): boolean {
    return this.#end((change) => change.seat === seat && change.key === key, index);
  }

  changes(): readonly SeatChange[] {
    return this.#changes.map((change) => ({
      ...change,
      over: endOfWait(this.#times, change.begun, change.hours),
      isThrough: this.#isThrough(change, Number.POSITIVE_INFINITY),
    }));
  }

  #end(isMeant: (change: Kept) => boolean, index: number): boolean {
    const waiting = this.#changes.filter(
      (change) => isMeant(change) && change.ended === null && !this.#isThrough(change, index),
    );
    this.#changes = this.#changes.map((change) => (waiting.includes(change) ? { ...change, ended: index } : change));
    return waiting.length > 0;
  }

  // Only what waits is ended, so one that was ended never came.
  #isThrough({ begun, hours, ended }: Kept, now: number): boolean {
    return begun < now && ended === null && hasWaited(this.#times, begun, hours, now);
  }
}
