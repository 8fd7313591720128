// The languages that there are words in, each as a folder beside this file.
import { Language, type LanguageData } from "./language.ts";
import { languageTable } from "./language-table.ts";

export type LanguageTag = keyof typeof languageTable;

export const languageTags = Object.keys(languageTable) as readonly LanguageTag[];

export const languages = Object.fromEntries(
  Object.entries(languageTable).map(([tag, data]: [string, LanguageData]) => [tag, new Language(tag, data)]),
) as Readonly<Record<LanguageTag, Language>>;

export function isLanguage(tag: string): tag is LanguageTag {
  return Object.hasOwn(languageTable, tag);
}

/** Whether a native speaker has read all that is written in a language. */
export function isChecked(tag: LanguageTag): boolean {
  return languageTable[tag].checked;
}

/** The language that a speaker of `tag` can read best; null when there is none. Dari readers are given Persian. */
export function languageFor(tag: string): LanguageTag | null {
  const base = tag.split("-")[0] ?? tag;
  if (base === "prs") return "fa";
  return isLanguage(base) ? base : null;
}
