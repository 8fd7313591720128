// Waits are counted by `time` notes in the log, never by a device's clock (LG8): a wait that begins with a leaf has passed for
// another leaf only if a time note between them says so.

import { integer, type Of, object } from "./schema.ts";

/** The waits of a country in hours (DR6). Zero is for trials and demonstrations only. */
export const waitsSchema = object({
  /** From the admission of an organisation until it is active. */
  admission: integer(0, 24 * 60),
  /** From the enrolment of a reader device until it is active. */
  reader: integer(0, 24 * 60),
  /** The same when one administrator and one council seat signed, because no second administrator is left. */
  soloReader: integer(0, 24 * 60),
  /** How long the first choice of a referral has for its answer before the next one may accept (FD8). */
  answer: integer(0, 24 * 60),
  /** From a note that changes what a form asks until that version is in force (FM13). */
  forms: integer(0, 24 * 60),
});
export type Waits = Of<typeof waitsSchema>;

export const noWaits: Waits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };

/** True when any wait is zero, as it may be in trials and demonstrations only (DR6). */
export function holdsZero(waits: Waits): boolean {
  return Object.values(waits).includes(0);
}

/**
 * A wait of so many hours that no later note shortens (DR7a). In a trial or a demonstration it is as long as an admission waits there, so that it can be
 * tried in a day.
 */
export function fixedWait(
  hours: number,
  { trial, demonstration }: { readonly trial: boolean; readonly demonstration: boolean },
  waits: Waits,
): number {
  return trial || demonstration ? waits.admission : hours;
}

/** A time note in the log: its leaf index, its time in seconds since 1970, and the size of the checkpoint that proves the time. */
export interface TimeLeaf {
  readonly index: number;
  readonly size: number;
  readonly seconds: number;
  /** The upper of the two times in the middle, where an even number of witnesses gave two: no wait begins sooner (LG8a). */
  readonly latest?: number;
}

/**
 * True when `hours` have passed after leaf `from`, as far as an entry at leaf `now` may know. The count begins with the first
 * time note whose own checkpoint holds leaf `from`: a note that was logged after it but proves an older checkpoint could
 * have been kept back to end the wait early. So it errs towards waiting longer. A wait of zero hours has always passed.
 * `times` are in the order of the log.
 */
export function hasWaited(times: readonly TimeLeaf[], from: number, hours: number, now: number): boolean {
  if (hours === 0) return true;
  const end = endOfWait(times, from, hours);
  return end !== null && hasCome(times, end, now);
}

/** When a wait of `hours` after leaf `from` is over, in seconds since 1970; null while no time note began its count. */
export function endOfWait(times: readonly TimeLeaf[], from: number, hours: number): number | null {
  // A checkpoint that holds leaf `from` cannot be in a note before it.
  const begin = beginOf(times, from, ({ size }) => size > from);
  return begin === null ? null : begin + hours * 3600;
}

/**
 * The soonest moment at which a wait behind leaf `from` can have begun by what the log says: the smallest upper time of the notes behind it. Each of them is one that
 * was not yet over when the leaf was there; a witness that lies into the future in one note does not put it off.
 */
function beginOf(times: readonly TimeLeaf[], from: number, counts: (time: TimeLeaf) => boolean): number | null {
  let begin: number | null = null;
  for (let at = firstAt(times, ({ index }) => index > from); at < times.length; at++) {
    const time = times[at];
    // No later one is smaller.
    if (time === undefined || (begin !== null && time.seconds >= begin)) break;
    if (counts(time)) begin = Math.min(begin ?? Number.POSITIVE_INFINITY, time.latest ?? time.seconds);
  }
  return begin;
}

/**
 * True when whoever waits at leaf `at` has waited by now, whatever a time note said there that is not among these: a later one said at least as much.
 */
export function hasWaitedAnyway(times: readonly TimeLeaf[], at: number, hours: number): boolean {
  if (hours === 0) return true;
  const begin = beginOf(times, at, () => true);
  return begin !== null && hasCome(times, begin + hours * 3600, Number.POSITIVE_INFINITY);
}

/**
 * True when the last day of validity is over for an entry at leaf `now`, as far as the time notes before it say so (LG8).
 * The day ends at midnight UTC.
 */
export function isOver(times: readonly TimeLeaf[], lastDay: string, now: number): boolean {
  const end = Date.parse(`${lastDay}T00:00:00Z`) / 1000 + 24 * 3600;
  return hasCome(times, end, now);
}

/** True when a time note before leaf `now` says at least so much. */
function hasCome(times: readonly TimeLeaf[], seconds: number, now: number): boolean {
  const first = times[firstAt(times, (time) => time.seconds >= seconds)];
  return first !== undefined && first.index < now;
}

/**
 * The place of the first time of which something holds that then holds of all later ones, since neither leaves nor times go back; their number when there is
 * none. Of ten years of hours a look takes seventeen steps.
 */
export function firstAt(times: readonly TimeLeaf[], holds: (time: TimeLeaf) => boolean): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = Math.floor((from + to) / 2);
    const time = times[middle];
    if (time !== undefined && holds(time)) to = middle;
    else from = middle + 1;
  }
  return from;
}
