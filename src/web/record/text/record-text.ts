// Words of the country's record in the reader's language, loaded with its screens. The compiler demands a name for every register, field
// and code of the table of registers, and every sentence of English, in every language.
import { signal } from "@preact/signals";
import type { FieldName, RegisterName } from "../../../core/registers/register-table.ts";
import type { CodeWords } from "../../../record/words/code-words.ts";
import type { LanguageTag } from "../../../words/languages.ts";
import { loadPart } from "../../load-part.ts";
import { fill, type PluralText } from "../../text/fill.ts";
import { activeLanguage } from "../../text/translate.ts";
import type { english } from "./en.ts";

export type SayKey = keyof (typeof english)["says"];
type HintKey = keyof (typeof english)["hints"];

export interface RecordText extends CodeWords {
  /** The name of a register, and what comes into it. */
  readonly registers: Readonly<Record<RegisterName, readonly [name: string, about: string]>>;
  readonly fields: Readonly<Record<FieldName, string>>;
  /** What to know before a field is filled in: by field, or `register.field`. */
  readonly hints: Readonly<Record<HintKey, string>>;
  readonly says: Readonly<Record<SayKey, string | PluralText>>;
}

type NamesIn<S extends string> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | NamesIn<Rest> : never;
type Source<K extends SayKey> = (typeof english)["says"][K] extends { readonly other: infer Other extends string }
  ? Other
  : (typeof english)["says"][K] extends string
    ? (typeof english)["says"][K]
    : never;
type Params<K extends SayKey> =
  | NamesIn<Source<K>>
  | ((typeof english)["says"][K] extends { readonly other: string } ? "n" : never);
type ParamsArgument<K extends SayKey> = [Params<K>] extends [never]
  ? []
  : [params: Readonly<Record<Params<K>, string | number>>];

const loaders: Readonly<Record<LanguageTag, () => Promise<RecordText>>> = {
  en: async () => (await import("./en.ts")).english,
  ru: async () => (await import("./ru.ts")).russian,
  tg: async () => (await import("./tg.ts")).tajik,
  uz: async () => (await import("./uz.ts")).uzbek,
  fa: async () => (await import("./fa.ts")).persian,
};

const active = signal<{ readonly language: LanguageTag; readonly text: RecordText } | null>(null);

/** The words of a language. */
export function recordTextOf(language: LanguageTag): Promise<RecordText> {
  return loadPart(loaders[language]);
}

/** Loads the words of a language and uses them from then on. */
export async function loadRecordText(language: LanguageTag): Promise<void> {
  const text = await recordTextOf(language);
  if (activeLanguage() === language) active.value = { language, text };
}

/** The active words; null before any are loaded. Reading it subscribes. */
export function recordText(): RecordText | null {
  return active.value?.text ?? null;
}

/** The sentence for a key. Before a language is loaded, the key itself. */
export function say<K extends SayKey>(key: K, ...params: ParamsArgument<K>): string {
  const { value } = active;
  return value === null ? key : fill(value.language, value.text.says[key], params[0] ?? {});
}
