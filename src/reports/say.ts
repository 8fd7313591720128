// Words with links in them, put together of parts.
import type { Inline, Inlines } from "./inlines.ts";

/** A part of a sentence: words, a figure, or several inlines. Null adds nothing. */
type Part = string | Inline | Inlines | null;

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

/** Sentences, or parts of one, with a space between. Empty ones are left out. */
export function spaced(list: readonly Part[]): Inlines {
  return joined(list, " ");
}

/** Parts with something between: a semicolon, a space. Empty ones are left out. */
export function joined(list: readonly Part[], between: string): Inlines {
  const parts = list.map((part) => inlinesOf(part)).filter((inlines) => inlines.length > 0);
  return run(parts.flatMap((inlines, place) => (place === 0 ? [inlines] : [between, inlines])));
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
