// Which sentences a native speaker has read: `read.json` of a language's folder, beside the files that translators' tools write, so that no tool loses it. A mark is
// a hash of the English sentence and of the translated one, so it ends by itself when either changes.
import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { messagesOf, partsOf, readJson, textsOf, wordsFolder } from "./files.ts";

type Texts = Readonly<Record<string, string>>;

/** What a language lacks, and what of the rest no native speaker has read as it stands; keys in the order of English. */
export function stateOf(tag: string): { readonly lacking: readonly string[]; readonly unread: readonly string[] } {
  // English is the source: who wrote it has read it.
  const marks = tag === "en" ? marksFor(textsOf("en"), textsOf("en")) : marksOf(tag);
  return compare(textsOf("en"), textsOf(tag), marks);
}

/** The same of given sentences. */
export function compare(english: Texts, texts: Texts, marks: Texts): ReturnType<typeof stateOf> {
  const isLacking = (key: string) => (texts[key] ?? "").trim() === "";
  const keys = Object.keys(english);
  const now = marksFor(english, texts);
  return {
    lacking: keys.filter(isLacking),
    unread: keys.filter((key) => !isLacking(key) && marks[key] !== now[key]),
  };
}

/** The marks of sentences that are read as they stand. */
export function marksFor(english: Texts, texts: Texts): Texts {
  return Object.fromEntries(Object.keys(texts).map((key) => [key, markOf(english[key] ?? "", texts[key] ?? "")]));
}

/** Marks every sentence of these files as read, as it stands now. */
export function markAsRead(tag: string, parts: readonly string[]): void {
  const english = textsOf("en");
  const files = Object.assign({}, ...parts.map((part) => messagesOf(tag, part))) as Texts;
  const marks = { ...marksOf(tag), ...marksFor(english, files) };
  // In the order of English, so that a change is seen as one line.
  const kept = Object.keys(english).flatMap((key) => (marks[key] === undefined ? [] : [[key, marks[key]] as const]));
  writeFileSync(join(wordsFolder, tag, "read.json"), `${JSON.stringify(Object.fromEntries(kept), null, 2)}\n`);
}

/** The file of a key. */
export function partOf(key: string): string {
  return partsOf("en").find((part) => Object.hasOwn(messagesOf("en", part), key)) ?? "";
}

function marksOf(tag: string): Texts {
  return existsSync(join(wordsFolder, tag, "read.json")) ? readJson(tag, "read") : {};
}

function markOf(english: string, translated: string): string {
  return createHash("sha256").update(`${english}\n${translated}`).digest("hex").slice(0, 8);
}
