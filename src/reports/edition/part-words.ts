// Words by which a text names the part of a whole that a number is of: "7 women". Their beginnings in the languages of the program; with a dot the whole
// word. They come from the words that forms have for the parts, and no native speaker has read them: a word that is missing costs its writer an answer (ED6b).
import type { LanguageTag } from "../../words/languages.ts";
import { oneSpelling } from "./number-words.ts";
import stemsByPart from "./part-words.json" with { type: "json" };

/** True where a word of these names the part in this language. A part that is not known here is never named. */
export function isPartNamed(part: string, words: string, language: LanguageTag): boolean {
  const stems = stemsOf(part, language);
  return oneSpelling(words)
    .toLowerCase()
    .split(/[^\p{L}\p{M}ʻ]+/u)
    .some((word) => stems.some((stem) => (stem.endsWith(".") ? word === stem.slice(0, -1) : word.startsWith(stem))));
}

/** The beginnings of the words that name a part; none for a part that is not known here. */
export function stemsOf(part: string, language: LanguageTag): readonly string[] {
  return partStems[part]?.[language].split(" ") ?? [];
}

const partStems: { readonly [part: string]: Readonly<Record<LanguageTag, string>> } = stemsByPart;
