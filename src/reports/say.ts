// Sentences with links in them: a tagged template that joins words and inlines.
import type { Inline, Inlines } from "./inlines.ts";

/** A part of a sentence: words, a figure, or several inlines. Null adds nothing. */
type Part = string | Inline | Inlines | null;

/** Joins words and inlines into one run. */
export function say(words: TemplateStringsArray, ...parts: readonly Part[]): Inlines {
  return run(words.flatMap((word, place) => [word, parts[place] ?? null]));
}

/** Parts one after the other; neighbouring texts become one. */
export function run(parts: readonly Part[]): Inlines {
  const joined: Inline[] = [];
  for (const inline of parts.flatMap(inlinesOf)) {
    const last = joined.at(-1);
    if (last?.kind === "text" && inline.kind === "text") {
      joined[joined.length - 1] = { kind: "text", text: last.text + inline.text };
    } else joined.push(inline);
  }
  return joined;
}

/** Sentences one after the other, with a space between. Empty ones are left out. */
export function sentences(list: readonly Part[]): Inlines {
  const said = list.map((part) => inlinesOf(part)).filter((inlines) => inlines.length > 0);
  return run(said.flatMap((inlines, place) => (place === 0 ? [inlines] : [" ", inlines])));
}

/** The words of a run without its links. */
export function plain(inlines: Inlines): string {
  return inlines.map((inline) => inline.text).join("");
}

function inlinesOf(part: Part): Inlines {
  if (part === null || part === "") return [];
  if (typeof part === "string") return [{ kind: "text", text: part }];
  return "kind" in part ? [part] : part;
}
