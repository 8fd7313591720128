// The translators' files as they lie in src/words, for the commands and tests about words.
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { compileMessage } from "../../../src/words/compile-message.ts";
import type { LanguageData } from "../../../src/words/language.ts";
import type { Message } from "../../../src/words/message.ts";
import { root } from "../../architecture/layers.ts";

export const wordsFolder = join(root, "src/words");

/** Files in a language's folder that hold no messages. */
const others = ["language.json", "read.json"];

/** English first: it is the source of all keys. */
export function tagsOfFolders(): readonly string[] {
  const folders = readdirSync(wordsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders.map(({ name }) => name).sort((a, b) => Number(b === "en") - Number(a === "en") || (a < b ? -1 : 1));
}

export function partsOf(tag: string): readonly string[] {
  const names = readdirSync(join(wordsFolder, tag)).filter((name) => name.endsWith(".json") && !others.includes(name));
  return names.map((name) => basename(name, ".json")).sort();
}

export function messagesOf(tag: string, part: string): Readonly<Record<string, string>> {
  return readJson(tag, part);
}

export function languageDataOf(tag: string): LanguageData {
  return readJson(tag, "language");
}

/** Every message of a language, compiled, with the file it stands in. */
export function compiledOf(tag: string): ReadonlyMap<string, { readonly part: string; readonly message: Message }> {
  const found = new Map<string, { readonly part: string; readonly message: Message }>();
  for (const part of partsOf(tag))
    for (const [key, text] of Object.entries(messagesOf(tag, part))) {
      const other = found.get(key);
      if (other !== undefined) throw new Error(`${tag}: ${key} stands in ${other.part} and in ${part}`);
      found.set(key, { part, message: compileMessage(key, text) });
    }
  return found;
}

export function readJson<T>(tag: string, name: string): T {
  return JSON.parse(readFileSync(join(wordsFolder, tag, `${name}.json`), "utf8")) as T;
}

/** What a message needs: the name of each value, and how it is used. */
export function namesIn(message: Message): ReadonlyMap<string, ReadonlySet<string>> {
  const names = new Map<string, Set<string>>();
  const walk = (within: Message): void => {
    for (const piece of typeof within === "string" ? [] : within) {
      if (typeof piece === "string" || piece[0] === "count") continue;
      const [kind, name, inside] = piece;
      names.set(name, (names.get(name) ?? new Set()).add(kind));
      if (kind === "mark") walk(inside);
      if (kind === "select" || kind === "plural") for (const option of Object.values(inside)) walk(option);
    }
  };
  walk(message);
  return names;
}

/** Every message of a language by its key, as translators write it. */
export function textsOf(tag: string): Readonly<Record<string, string>> {
  return Object.assign({}, ...partsOf(tag).map((part) => messagesOf(tag, part))) as Readonly<Record<string, string>>;
}
