// The words of a language in the browser: files of src/words that the build has compiled, each loaded when a screen needs it.
import { type LanguageTag, languages } from "../../words/languages.ts";
import type { Message } from "../../words/message.ts";
import type { WordPart } from "../../words/message-key.ts";
import { wordFiles } from "../../words/word-files.ts";
import { Words } from "../../words/words.ts";
import { loadPart } from "../load-part.ts";

/** The messages of a language in the named files. */
export async function loadMessages(
  tag: LanguageTag,
  parts: readonly WordPart[],
): Promise<Readonly<Record<string, Message>>> {
  const messages = await Promise.all(parts.map(async (part) => (await loadPart(wordFiles[tag][part])).default));
  return Object.assign({}, ...messages) as Readonly<Record<string, Message>>;
}

/** The words of a language, as many of its files as are named. */
export async function loadWords(tag: LanguageTag, parts: readonly WordPart[]): Promise<Words> {
  return new Words(languages[tag], await loadMessages(tag, parts));
}
