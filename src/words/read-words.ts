// Words straight from the translators' files, for Node: commands, the build, tests. The app in the browser has its own way (src/web/text/load-words.ts), to
// which the build gives the same files compiled.
import { compileFile } from "./compile-message.ts";
import { type LanguageTag, languages } from "./languages.ts";
import type { Message } from "./message.ts";
import type { WordPart } from "./message-key.ts";
import { wordFiles } from "./word-files.ts";
import { Words } from "./words.ts";

/** The words of a language: the named files of its folder. */
export async function readWords(tag: LanguageTag, parts: readonly WordPart[]): Promise<Words> {
  const files = await Promise.all(parts.map((part) => readPart(tag, part)));
  return files.reduce((words, messages) => words.with(messages), new Words(languages[tag], {}));
}

async function readPart(tag: LanguageTag, part: WordPart): Promise<Readonly<Record<string, Message>>> {
  return compileFile((await wordFiles[tag][part]()).default as Readonly<Record<string, string>>);
}
