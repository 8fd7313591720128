// Elements of the page, made one by one: text is always text, and nothing of the record is ever read as markup.

import type { DrawnNode } from "../../reports/print/elements.ts";
import type { Words } from "../../words/words.ts";

export type Child = Node | string | null;

/** An element with attributes and children; null children are left out. */
export function element(
  tag: string,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly Child[]
): HTMLElement {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.filter((child) => child !== null));
  return made;
}

/** What a person entered, in whichever script: it keeps its own direction and stands where the page's language puts it. */
export function entered(text: string): HTMLElement {
  return element("bdi", {}, text);
}

/** A list of what is named; null when there is nothing. */
export function definitionList(rows: readonly (readonly [name: string, value: Child])[]): HTMLElement | null {
  const known = rows.filter(([, value]) => value !== null && value !== "");
  if (known.length === 0) return null;
  return element(
    "dl",
    {},
    ...known.map(([name, value]) => element("div", {}, element("dt", {}, name), element("dd", {}, value))),
  );
}

/** A section under a heading. */
export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return element("section", {}, element("h2", {}, title), ...children);
}

/** A paragraph; a word says how it looks. */
export function paragraph(text: Child, look?: string): HTMLElement {
  return element("p", look === undefined ? {} : { class: look }, text);
}

/** What is opened on demand, with its number; null when there is nothing. */
export function others(words: Words, summary: string, elements: readonly HTMLElement[]): HTMLElement | null {
  return elements.length === 0 ? null : onDemand(`${summary}: ${words.language.number(elements.length)}`, ...elements);
}

/** What is opened on demand. */
export function onDemand(summary: string, ...children: readonly Child[]): HTMLElement {
  return element("details", {}, element("summary", {}, summary), ...children);
}

/** A drawing, as src/reports draws it. */
export function drawing(node: DrawnNode): Node {
  if (typeof node === "string") return document.createTextNode(node);
  const { tag, attributes, children } = node;
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children.map(drawing));
  return made;
}
