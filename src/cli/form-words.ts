// The words of forms for commands, in the language that is asked for.
import type { FormVersion } from "../core/form/form.ts";
import { formWordParts, formWords, type WordsOfForm } from "../words/form-words.ts";
import { languageTags } from "../words/languages.ts";
import { readWords } from "../words/read-words.ts";
import type { Given, Option } from "./command.ts";

export const languageOption: Readonly<Record<string, Option>> = {
  lang: { value: "LANG", help: `the language of the forms' words: ${languageTags.join(", ")} (en by default)` },
};

export async function wordsOfForm(given: Given, { id, form }: FormVersion): Promise<WordsOfForm> {
  const tag = given.has("lang") ? given.code("lang", languageTags) : "en";
  return formWords(await readWords(tag, formWordParts), tag, form, id);
}
