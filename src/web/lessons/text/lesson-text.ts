// The lessons in the reader's language, loaded with their screens. The compiler demands every lesson, every option and every sentence of English
// in every language.
import { signal } from "@preact/signals";
import type { Lesson } from "../../../core/lessons.ts";
import type { LanguageTag } from "../../../words/languages.ts";
import { loadPart } from "../../load-part.ts";
import { fill } from "../../text/fill.ts";
import { activeLanguage } from "../../text/translate.ts";
import type { OptionOf } from "../questions.ts";
import type { english } from "./en.ts";

/** One option of a question: what it says, and why it is right or not. */
export interface OptionText {
  readonly says: string;
  readonly why: string;
}

export interface LessonWords<L extends Lesson> {
  readonly title: string;
  /** Paragraphs; a list stands for one of several points. */
  readonly parts: readonly (string | readonly string[])[];
  readonly question: string;
  readonly options: Readonly<Record<OptionOf<L>, OptionText>>;
}

export type LessonsWords = { readonly [L in Lesson]: LessonWords<L> };

export type SayKey = keyof (typeof english)["says"];

export interface LessonText {
  readonly lessons: LessonsWords;
  /** The sentences around the lessons. */
  readonly says: Readonly<Record<SayKey, string>>;
}

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Params<K extends SayKey> = NamesIn<(typeof english)["says"][K]>;
type ParamsArgument<K extends SayKey> = [Params<K>] extends [never]
  ? []
  : [params: Readonly<Record<Params<K>, string | number>>];

const loaders: Readonly<Record<LanguageTag, () => Promise<LessonText>>> = {
  en: async () => (await import("./en.ts")).english,
  ru: async () => (await import("./ru.ts")).russian,
  tg: async () => (await import("./tg.ts")).tajik,
  uz: async () => (await import("./uz.ts")).uzbek,
  fa: async () => (await import("./fa.ts")).persian,
};

const active = signal<{ readonly language: LanguageTag; readonly text: LessonText } | null>(null);

/** The lessons of a language. */
export function lessonTextOf(language: LanguageTag): Promise<LessonText> {
  return loadPart(loaders[language]);
}

/** Loads the lessons of a language and uses them from then on. */
export async function loadLessonText(language: LanguageTag): Promise<void> {
  const text = await lessonTextOf(language);
  active.value = { language, text };
}

/** The lessons in the reader's language; null before they are loaded. Reading it subscribes. */
export function lessonText(): LessonText | null {
  return active.value?.language === activeLanguage() ? active.value.text : null;
}

/** The sentence for a key. Before a language is loaded, the key itself. */
export function say<K extends SayKey>(key: K, ...params: ParamsArgument<K>): string {
  const { value } = active;
  return value === null ? key : fill(value.language, value.text.says[key], params[0] ?? {});
}
