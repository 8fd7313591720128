// Words for people: the door to src/words for the screens. Only the active language is loaded, and of it the files that the screens so far have
// needed; changing it redraws whoever called `t`.
import { signal } from "@preact/signals";
import type { Language } from "../../words/language.ts";
import { type LanguageTag, languages } from "../../words/languages.ts";
import type { MessageKey, WordPart } from "../../words/message-key.ts";
import { type ValuesArgument, Words } from "../../words/words.ts";
import { loadMessages, loadWords } from "./load-words.ts";

export type Translate = <K extends MessageKey>(key: K, ...values: ValuesArgument<K>) => string;

/** A sentence that stays on the screen: composed whenever it is drawn, so that it changes its language with the rest. */
export type Sentence = () => string;

const active = signal<{ readonly words: Words; readonly parts: ReadonlySet<WordPart> } | null>(null);
const none = new Words(languages.en, {});
/** The files that the screens have needed so far, in whatever language. */
const partsNeeded = new Set<WordPart>(["first"]);

/** The active language; English before any is loaded. Reading it subscribes. */
export function activeLanguage(): LanguageTag {
  return (active.value?.words.language.tag ?? "en") as LanguageTag;
}

/** How the active language writes. Reading it subscribes. */
export function language(): Language {
  return active.value?.words.language ?? languages.en;
}

/** The words that are loaded so far. Reading it subscribes. */
export function words(): Words {
  return active.value?.words ?? none;
}

/** Loads a language and makes it the active one. */
export async function useLanguage(tag: LanguageTag): Promise<void> {
  const parts = new Set(partsNeeded);
  active.value = { words: await loadWords(tag, [...parts]), parts };
  document.documentElement.lang = tag;
  document.documentElement.dir = languages[tag].direction;
  // Parts that a screen has needed while this was loading.
  await needWords(...partsNeeded);
}

/** Loads files of the active language too, and of each that is chosen later. A screen is drawn when its words are here. */
export async function needWords(...parts: readonly WordPart[]): Promise<void> {
  for (const part of parts) partsNeeded.add(part);
  for (;;) {
    const before = active.peek();
    const missing = before === null ? [] : parts.filter((part) => !before.parts.has(part));
    if (before === null || missing.length === 0) return;
    const messages = await loadMessages(before.words.language.tag as LanguageTag, missing);
    const now = active.peek();
    // Another language was chosen meanwhile: then its own are loaded.
    if (now === null || now.words.language !== before.words.language) continue;
    active.value = { words: now.words.with(messages), parts: new Set([...now.parts, ...missing]) };
  }
}

/** The sentence for a key in the active language. Before it is loaded, the key itself. */
export const t: Translate = (key, ...values) => active.value?.words.message(key, ...values) ?? key;

/** A translator into another language than the reader's, for the screen that is turned to the person. */
export async function translatorFor(tag: LanguageTag): Promise<Translate> {
  const words = await loadWords(tag, [...partsNeeded]);
  return (key, ...values) => words.message(key, ...values);
}

/** Words of unknown direction as they may stand inside a sentence of the active language. */
export function isolate(words: string): string {
  return language().isolate(words);
}

/** Words beside each other, as the active language sets them apart; what is empty is left out. */
export function apart(...words: readonly (string | false | null | undefined)[]): string {
  return language().apart(words.filter((word) => typeof word === "string" && word !== "") as readonly string[]);
}

/** Words beside each other with the mark between them, where one of them is more than words. */
export function between(): string {
  return language().between;
}

/** A number in the digits and groups of the active language. */
export function formatNumber(value: number): string {
  return language().number(value);
}
