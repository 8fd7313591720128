// What this browser remembers in clear, before anything is unlocked: language, neutral name, sound, whether this device was set up, what kind of
// country it is set up for, whether it reads, and how large the log was at a reader's last lock. Nothing about a person.
import { signal } from "@preact/signals";
import { type CountryMark, countryMarks } from "../core/country-marks.ts";
import { isLanguage, type LanguageTag, languageFor } from "../words/languages.ts";

const mostLooked = 200;
export const neutral = signal(read("neutral") === "yes");
export const sound = signal(read("sound") !== "no");
/** The marks of the country at the last visit, for the first screen, which is drawn before the engine is here. */
export const knownMarks = signal(readMarks());

/** Versions of forms at which somebody has looked here. What a country asks is open to everybody. */
export const lookedForms = signal(readLookedForms());

/** The language of the last visit, else the first of the browser's languages that the screens have, else English. */
export function startLanguage(): LanguageTag {
  const chosen = read("language");
  if (chosen !== null && isLanguage(chosen)) return chosen;
  for (const tag of navigator.languages) {
    const language = languageFor(tag);
    if (language !== null) return language;
  }
  return "en";
}

/** True when this device was set up when it was last open: then its words can be typed before the engine is here. */
export function wasSetUp(): boolean {
  return read("set-up") === "yes";
}

export function rememberSetUp(is: boolean): void {
  write("set-up", is ? "yes" : "no");
}

/** True on a device of which somebody said, before it was set up, that its organisation has an archive (AR5). */
export function expectsArchive(): boolean {
  return read("expects-archive") === "yes";
}

export function rememberArchive(isExpected: boolean): void {
  write("expects-archive", isExpected ? "yes" : "no");
}

export function rememberLanguage(language: LanguageTag): void {
  write("language", language);
}

export function setNeutral(on: boolean): void {
  neutral.value = on;
  write("neutral", on ? "yes" : "no");
}

export function setSound(on: boolean): void {
  sound.value = on;
  write("sound", on ? "yes" : "no");
}

export function rememberMarks(marks: readonly CountryMark[]): void {
  if (marks.join(" ") === knownMarks.value.join(" ")) return;
  knownMarks.value = marks;
  write("marks", marks.join(" "));
}

/** True on a device that was a reader's when it was last open. The files that it keeps for use without a network say so too. */
export function wasReader(): boolean {
  return read("reads") === "yes";
}

export function rememberReads(is: boolean): void {
  write("reads", is ? "yes" : "no");
}

/** How large the log was when a reader's device was locked. A referrer's has none: nothing comes in for it. */
export function readLockedAt(): number | null {
  const kept = read("locked-at") ?? "";
  return /^\d{1,15}$/.test(kept) ? Number(kept) : null;
}

export function rememberLockedAt(size: number): void {
  write("locked-at", String(size));
}

export function forgetLockedAt(): void {
  write("locked-at", "");
}

export function rememberLookedForms(ids: readonly string[]): void {
  lookedForms.value = [...new Set([...lookedForms.value, ...ids])].slice(-mostLooked);
  write("looked-forms", lookedForms.value.join(" "));
}

function readLookedForms(): readonly string[] {
  return (read("looked-forms") ?? "").split(" ").filter((id) => /^[0-9a-f]{64}$/.test(id));
}

function readMarks(): readonly CountryMark[] {
  const kept = read("marks")?.split(" ") ?? [];
  return countryMarks.filter((mark) => kept.includes(mark));
}

// Storage may be refused (private windows): then a choice lasts as long as the page.
function read(name: string): string | null {
  try {
    return localStorage.getItem(name);
  } catch {
    return null;
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
}
