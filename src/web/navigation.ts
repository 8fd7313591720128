// Where the reader is. Places live in memory; the browser's history holds only a depth, and the address never changes, so neither
// shows a later finder of the phone what was looked at. The browser's back button works.
import { signal } from "@preact/signals";
import type { Lesson } from "../core/lessons.ts";
import type { RecordPage } from "./record-page.ts";
import type { Step } from "./referral-steps.ts";

type Place =
  | { readonly at: "home" }
  | { readonly at: "settings" }
  | { readonly at: "step"; readonly step: Step }
  /** Turned to the person: by an officer within a referral, or at a case worker's desk in this language of theirs. */
  | { readonly at: "hand-over"; readonly desk?: { readonly language: string } }
  /** Whom was asked is known here alone, and only while this page is open (SL7). */
  | { readonly at: "sealed"; readonly entry: string; readonly asked: readonly string[] }
  | { readonly at: "lessons" }
  | { readonly at: "lesson"; readonly lesson: Lesson }
  /** `form`: which of its forms has the screen of a phone for itself; back leads to the case. */
  | { readonly at: "case"; readonly form?: string }
  /** The case worker's desk, for those who start at the country's record. */
  | { readonly at: "desk" }
  | { readonly at: "record"; readonly page: RecordPage };

const home: Place = { at: "home" };
let places: Place[] = [home];
let depth = 0;

export const here = signal<Place>(home);

export function formAt(place: Place): string | undefined {
  return place.at === "case" ? place.form : undefined;
}

/** Goes to a place; back returns from it. */
export function go(place: Place): void {
  depth++;
  places = [...places.slice(0, depth), place];
  history.pushState({ depth }, "");
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
  if (depth > 0) history.back();
}

/**
 * What locking does: nobody who unlocks later finds more on the screen than the draft that was being written. The person's rights stay
 * in front of them, and what a case worker's desk showed is not below them any more.
 */
export function leaveOnLock(): void {
  const place = here.value;
  if (place.at === "hand-over") {
    if (place.desk !== undefined) places = places.map((known, at) => (at === depth ? known : home));
  } else if (place.at !== "step") goHome();
}

/** Goes home and forgets the way, so that back leads to nothing that was sealed, erased or locked. */
export function goHome(): void {
  places = places.map(() => home);
  show(home);
}

/** Starts to follow the browser's history. Called once. */
export function followHistory(): void {
  history.replaceState({ depth }, "");
  addEventListener("popstate", (event) => {
    // While the screen is turned to the person, back leads nowhere.
    if (here.value.at === "hand-over") {
      history.pushState({ depth }, "");
      return;
    }
    const state: unknown = event.state;
    depth = typeof state === "object" && state !== null && "depth" in state ? Number(state.depth) : 0;
    show(places[depth] ?? home);
  });
}

function show(place: Place): void {
  here.value = place;
  scrollTo(0, 0);
}
