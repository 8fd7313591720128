// The words of forms for commands, in the language that is asked for.
import type { FormBook, FormVersion } from "../core/form/form.ts";
import type { FormChange } from "../core/form/form-change.ts";
import { formWordParts, formWords, type WordsOfForm, wordOfPath } from "../words/form-words.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";
import type { Call, Option } from "./command.ts";

export const languageOption: Readonly<Record<string, Option>> = {
  lang: { value: "LANG", help: `the language of the forms' words: ${languageTags.join(", ")} (en by default)` },
};

/** The words of a form in English: for what stands in a file or a note and in no case. */
export async function englishWordsOf({ id, form }: FormVersion): Promise<WordsOfForm> {
  return formWords(await readWords("en", formWordParts), "en", form, id);
}

/** The changes of a form, in plain sentences, one a line; `words` are those of the version that comes, as far as they are known. */
export async function linesOfChanges(changes: readonly FormChange[], version: FormVersion): Promise<readonly string[]> {
  const words = await readWords("en", formWordParts);
  const own = formWords(words, "en", version.form, version.id);
  return changes.map(({ change, path }) => words.text(`form-change.${change}`, { what: wordOfPath(own, path) }));
}

/** The words of a form in the language that is asked for: as its country published them, else those that ship. */
export async function wordsOfFormAsked(
  call: Call,
  { id, form }: FormVersion,
  book: FormBook | null,
): Promise<WordsOfForm> {
  const tag = languageAsked(call);
  return book?.words(id, tag) ?? formWords(await readWords(tag, formWordParts), tag, form, id);
}

export function languageAsked(call: Call): LanguageTag {
  return call.has("lang") ? call.code("lang", languageTags) : "en";
}
