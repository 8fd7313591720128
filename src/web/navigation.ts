// Where the reader is. Places live in memory; the browser's history holds only numbers, and the address never changes, so neither shows a later finder of
// the phone what was looked at. The browser's back button works. Each entry of the history has the title of its time, and their number says how much was
// looked at: so a lock leaves one entry behind the present one (EN3j).
import { signal } from "@preact/signals";
import type { Lesson } from "../core/lessons.ts";
import type { OrganisationPage } from "./organisation-page.ts";
import type { RecordPage } from "./record-page.ts";
import type { Step } from "./referral-steps.ts";
import type { Sends } from "./sends.ts";

/** What the person reads on the screen that a desk turns to them. */
interface TurnedAtDesk {
  readonly language: string;
  readonly sends?: readonly Sends[];
  /** Without the rights, which they read before. */
  readonly isOnlySends?: boolean;
}

type Place =
  | { readonly at: "home" }
  /** Language, name and lock; or the page of the own organisation to which they lead. */
  | { readonly at: "settings"; readonly organisation?: OrganisationPage }
  | { readonly at: "step"; readonly step: Step }
  /** Turned to the person: by an officer within a referral, or at a case worker's desk in this language of theirs. */
  | { readonly at: "hand-over"; readonly desk?: TurnedAtDesk }
  /** Whom was asked is known here alone, and only while this page is open (SL7). */
  | { readonly at: "sealed"; readonly entry: string; readonly asked: readonly string[] }
  | { readonly at: "lessons" }
  | { readonly at: "lesson"; readonly lesson: Lesson }
  /** `form`: which of its forms has the screen of a phone for itself; back leads to the case. */
  | { readonly at: "case"; readonly form?: string }
  /** The case worker's desk, for those who start at the country's record. */
  | { readonly at: "desk" }
  /** Our own numbers, of a case worker's desk. */
  | { readonly at: "numbers" }
  /** Our count of the year, for the country. */
  | { readonly at: "year-count" }
  | { readonly at: "record"; readonly page: RecordPage };

const home: Place = { at: "home" };
let places: Place[] = [home];
let depth = 0;
/** How many entries of this program the browser's history has before the present one. */
let entry = 0;
/** The place that stays while the browser goes back to the first entry. */
let forgetsFor: Place | null = null;
/** True while the browser goes back by one: it is there later than the place is shown. */
let isGoingBack = false;
/** Where somebody went meanwhile: it gets its entry once the browser is back. */
let goesTo: Place | null = null;

export const here = signal<Place>(home);

export function formAt(place: Place): string | undefined {
  return place.at === "case" ? place.form : undefined;
}

/** Goes to a place; back returns from it. */
export function go(place: Place): void {
  if (isGoingBack) {
    goesTo = place;
    show(place);
    return;
  }
  depth++;
  places = [...places.slice(0, depth), place];
  push();
  show(place);
}

/** Goes to a place without a way back to the present one. */
export function goInstead(place: Place): void {
  places[depth] = place;
  show(place);
}

/** As the browser's back button; leaves the hand-over too, which that button does not. */
export function goBack(): void {
  show(places[depth - 1] ?? home);
  const hasEntry = goesTo === null;
  goesTo = null;
  if (depth === 0 || !hasEntry) return;
  isGoingBack = true;
  history.back();
}

/**
 * What locking does: nobody who unlocks later finds more on the screen than the draft that was being written. The person's rights stay
 * in front of them, and what a case worker's desk showed is not below them any more.
 */
export function leaveOnLock(): void {
  const place = here.value;
  goesTo = null;
  const isWritten = place.at === "step" || (place.at === "hand-over" && place.desk === undefined);
  if (!isWritten) forgetWay(place.at === "hand-over" ? place : home);
}

/** Leaves of the browser's history the first entry and, in the place of all others, the present one. */
function forgetWay(place: Place): void {
  if (place.at === "home") goHome();
  else places = places.map((known, at) => (at === depth ? known : home));
  // A browser keeps the last entries alone, some fifty.
  const back = Math.min(entry, history.length - 1);
  if (back === 0) return;
  forgetsFor = place;
  history.go(-back);
}

function wayIsForgotten(place: Place): void {
  forgetsFor = null;
  // The entry has the title of when it was left.
  const { title } = document;
  document.title = "";
  document.title = title;
  depth = place.at === "home" ? 0 : 1;
  places = depth === 0 ? [home] : [home, place];
  entry = 0;
  push();
}

function push(): void {
  entry++;
  history.pushState({ depth, entry }, "");
}

/** Goes home and forgets the way, so that back leads to nothing that was sealed, erased or locked. */
export function goHome(): void {
  goesTo = null;
  places = places.map(() => home);
  show(home);
}

/** Starts to follow the browser's history. Called once. What a page of before left there is forgotten as after a lock. */
export function followHistory(): void {
  entry = numberIn(history.state, "entry");
  history.replaceState({ depth, entry }, "");
  addEventListener("popstate", ({ state }) => {
    entry = numberIn(state, "entry");
    const next = goesTo;
    isGoingBack = false;
    goesTo = null;
    if (forgetsFor !== null) return wayIsForgotten(forgetsFor);
    // While the screen is turned to the person, back leads nowhere.
    if (here.value.at === "hand-over" && next === null) return push();
    depth = numberIn(state, "depth");
    if (next !== null) return go(next);
    show(places[depth] ?? home);
  });
  forgetWay(home);
}

function numberIn(state: unknown, name: "depth" | "entry"): number {
  return typeof state === "object" && state !== null ? Number((state as Record<string, unknown>)[name] ?? 0) : 0;
}

function show(place: Place): void {
  here.value = place;
  scrollTo(0, 0);
}
