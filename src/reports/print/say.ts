// Words of a report with what is marked in them, put together of parts: figures, links, what a person entered, what is missing.
import { type DrawnNode, type Element, elementOf } from "./elements.ts";

/** Text and marked words, one after the other. */
export type Inlines = readonly DrawnNode[];

/** A part of a sentence: words, or several of them. Null adds nothing. */
export type SentencePart = DrawnNode | Inlines | null;

/** Parts one after the other; neighbouring texts become one. */
export function run(parts: readonly SentencePart[]): Inlines {
  const joined: DrawnNode[] = [];
  for (const inline of parts.flatMap(inlinesOf)) {
    const last = joined.at(-1);
    if (typeof last === "string" && typeof inline === "string") joined[joined.length - 1] = last + inline;
    else joined.push(inline);
  }
  return joined;
}

/** Sentences, or parts of one, with a space between. Empty ones are left out. */
export function spaced(list: readonly SentencePart[]): Inlines {
  return joined(list, " ");
}

/** Parts with something between: a semicolon, a space. Empty ones are left out. */
export function joined(list: readonly SentencePart[], between: string): Inlines {
  const parts = list.map((part) => inlinesOf(part)).filter((inlines) => inlines.length > 0);
  return run(parts.flatMap((inlines, place) => (place === 0 ? [inlines] : [between, inlines])));
}

/** The words of a run without its marks. */
export function plain(inlines: Inlines): string {
  return inlines.map((inline) => (typeof inline === "string" ? inline : plain(inline.children))).join("");
}

export function strong(text: string): Element {
  return elementOf("strong", {}, text);
}

/** Words that a person entered, in the language in which they did. */
export function quoted(text: string): Element {
  return elementOf("q", { dir: "auto" }, text);
}

/** Something to copy exactly: a hash, a record's id. In Persian its end would stand before it. */
export function code(text: string): Element {
  return elementOf("code", { dir: "ltr" }, text);
}

/** A value that is not there: not reported, or no data. */
export function missing(text: string): Element {
  return elementOf("span", { class: "missing" }, text);
}

/** Leads to a place in the document; drawn as mere words where there is no such place. */
export function link(text: string, to: string): Element {
  return elementOf("a", { href: `#${to}` }, text);
}

/** A figure; it leads to how it was counted. */
export function figure(text: string, fact: string): Element {
  return elementOf("a", { href: `#${factAnchor(fact)}`, class: "figure" }, text);
}

/** Where the document says how a fact is counted. */
export function factAnchor(fact: string): string {
  return `fact-${fact}`;
}

function inlinesOf(part: SentencePart): Inlines {
  return part === null || part === "" ? [] : [part].flat();
}
