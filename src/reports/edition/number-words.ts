// Numbers as texts write them: digits of any script, and number words from two to twenty in the languages of the program. "One" is an article as often
// as a number, and three Persian words mean something else as often: they are left aside (ED6).
import { westernDigits } from "../../core/western-digits.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
// In `fromTwo` the numbers from two to twenty, and in `commonWords` the Persian ones that are common words besides.
import words from "./number-words.json" with { type: "json" };

/** A number in a text, as it stands there and as digits of ours: "130.1", "14". */
interface NumberFound {
  readonly shown: string;
  readonly number: string;
}

/** Every number of a text in its order, digits and words. */
export function numbersIn(text: string, language: LanguageTag): readonly NumberFound[] {
  const found: NumberFound[] = [];
  for (const [shown] of oneSpelling(text).matchAll(
    /\p{Nd}+(?:[.,:/٫٬\u00a0\u202f]\p{Nd}+)*|oʻn [\p{L}ʻ]+|[\p{L}\p{M}ʻ]+/giu,
  )) {
    const byWord = valueByWord[language];
    const word = shown.toLowerCase();
    if (language === "fa" && words.commonWords.includes(word)) continue;
    const number = /^\p{Nd}/u.test(shown)
      ? digitsOf(shown)
      : (byWord.get(word) ?? byWord.get(word.split(" ")[0] ?? ""));
    if (number !== undefined) found.push({ shown, number: String(number) });
  }
  return found;
}

/** The number that words spell and nothing else, as digits or as a word; null where they spell none. `isWord` says which. */
export function spelledNumber(
  said: string,
  language: LanguageTag,
): { readonly value: number; readonly isWord: boolean } | null {
  const word = oneSpelling(said).toLowerCase();
  const byWord = word === words.one[language] ? 1 : valueByWord[language].get(word);
  if (byWord !== undefined) return { value: byWord, isWord: true };
  if (!/^\p{Nd}[\p{Nd}.,٬\u00a0\u202f]*$/u.test(said)) return null;
  const digits = digitsOf(said);
  return /^\d{1,13}$/.test(digits) ? { value: Number(digits), isWord: false } : null;
}

/** A number as a word, in the language's plain form; null above twenty, and where a word changes with what is counted. */
export function numberWord(value: number, language: LanguageTag): string | null {
  if (language === "ru") return null;
  return value === 1 ? words.one[language] : (formsFromTwo(language)[value - 2]?.[0] ?? null);
}

/** Digits of any script as ours, groups of three joined: ۱۴ is 14, 1,200 is 1200, 130.1 stays. */
function digitsOf(shown: string): string {
  const ours = westernDigits(shown);
  return /^\d{1,3}(?:[,٬\u00a0\u202f]\d{3})+$/.test(ours) ? ours.replace(/\D/g, "") : ours;
}

/** From two to twenty the forms of each number, in the words' language. */
function formsFromTwo(language: LanguageTag): readonly (readonly string[])[] {
  return words.fromTwo[language].map((forms) => forms.split(", "));
}

const valueByWord = Object.fromEntries(
  languageTags.map((tag) => [
    tag,
    new Map(formsFromTwo(tag).flatMap((forms, i) => forms.map((form) => [form, i + 2]))),
  ]),
) as Readonly<Record<LanguageTag, Map<string, number>>>;

/** Texts write one letter of Uzbek in several ways. */
export function oneSpelling(text: string): string {
  return text.replace(/['’`ʼ‘]/g, "ʻ");
}

/** True for words that end so that the number behind them is no exact one: "at least", "about". */
export function saysLimit(said: string, language: LanguageTag): boolean {
  const before = oneSpelling(said).trimEnd().toLowerCase();
  return words.limits[language].some((limit) => new RegExp(`(?:^|\\P{L})${limit}$`, "u").test(before));
}
