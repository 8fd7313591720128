// Words for people: a key and its parameters become a sentence in the reader's language. English is the source of the keys; the
// compiler demands every key in every language. Only the active language is loaded; changing it redraws whoever called `t`.
import { signal } from "@preact/signals";
import { loadPart } from "../load-part.ts";
import type { en } from "./en.ts";
import { type Language, languages } from "./languages.ts";

export type TextKey = keyof typeof en;

/** A text that counts: forms by plural category of its number `n`. */
export interface PluralText {
  readonly one?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** A language file: every key, as a sentence or with plural forms. */
export type Text = Readonly<Record<TextKey, string | PluralText>>;

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Source<K extends TextKey> = (typeof en)[K] extends { readonly other: infer Other extends string }
  ? Other
  : (typeof en)[K] extends string
    ? (typeof en)[K]
    : never;

/** The placeholders of a key, as its English text names them. */
export type Params<K extends TextKey> = NamesIn<Source<K>>;
type ParamsArgument<K extends TextKey> = [Params<K>] extends [never]
  ? []
  : [params: Readonly<Record<Params<K>, string | number>>];

export type Translate = <K extends TextKey>(key: K, ...params: ParamsArgument<K>) => string;

const active = signal<{ readonly language: Language; readonly text: Text } | null>(null);

/** The active language; English before any is loaded. Reading it subscribes. */
export function activeLanguage(): Language {
  return active.value?.language ?? "en";
}

/** Loads a language and makes it the active one. */
export async function useLanguage(language: Language): Promise<void> {
  const text = await loadPart(languages[language].load);
  active.value = { language, text };
  document.documentElement.lang = language;
  document.documentElement.dir = languages[language].direction;
}

/** The sentence for a key in the active language. Before a language is loaded, the key itself. */
export const t: Translate = (key, ...params) => {
  const { value } = active;
  return value === null ? key : sentence(value.language, value.text, key, params[0] ?? {});
};

/** A translator into another language than the reader's, for the screen that is turned to the person. */
export async function translatorFor(language: Language): Promise<Translate> {
  const text = await loadPart(languages[language].load);
  return (key, ...params) => sentence(language, text, key, params[0] ?? {});
}

/** The sentence for a key of a language file. Numbers are written in the digits of the language. */
export function sentence(
  language: Language,
  text: Text,
  key: TextKey,
  params: Readonly<Record<string, string | number>>,
): string {
  return fill(language, text[key], params);
}

/** A message with its placeholders filled in. Numbers are written in the digits of the language. */
export function fill(
  language: Language,
  message: string | PluralText,
  params: Readonly<Record<string, string | number>>,
): string {
  const template = typeof message === "string" ? message : pluralForm(language, message, Number(params["n"]));
  return template.replace(/\{([a-z]+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    return typeof value === "number" ? formatNumber(language, value) : isolate(value, language);
  });
}

export function formatNumber(language: Language, value: number): string {
  const known = numberFormats.get(language) ?? new Intl.NumberFormat(languages[language].intl ?? "ru");
  numberFormats.set(language, known);
  return known.format(value);
}

// Making one takes longer than using it a hundred times, and lists have thousands of numbers.
const numberFormats = new Map<Language, Intl.NumberFormat>();

function pluralForm(language: Language, message: PluralText, n: number): string {
  const category = languages[language].plural(n);
  return (category === "other" ? undefined : message[category]) ?? message.other;
}

/** Words of unknown direction as they may stand inside a sentence: a Latin name must not reorder its Persian neighbours. */
export function isolate(value: string, language: Language = activeLanguage()): string {
  return languages[language].direction === "rtl" ? `\u2068${value}\u2069` : value;
}
