// Elements of the page, made one by one: text is always text, and nothing of the record is ever read as markup.

import type { DrawnNode } from "../../reports/print/elements.ts";

type Child = Node | string | null;

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

/** A section under a heading. */
export function section(title: string, ...children: readonly Child[]): HTMLElement {
  return element("section", {}, element("h2", {}, title), ...children);
}

/** A paragraph; a word says how it looks. */
export function paragraph(text: Child, look?: string): HTMLElement {
  return element("p", look === undefined ? {} : { class: look }, text);
}

export function button(words: string, press: (made: HTMLElement) => void): HTMLElement {
  const made = element("button", { type: "button" }, words);
  made.addEventListener("click", () => press(made));
  return made;
}

const [ofPages, ofDrawings] = ["http://www.w3.org/1999/xhtml", "http://www.w3.org/2000/svg"];

/** A tree as src/reports draws it. `more` are attributes for what has an id, to which links lead; not within a drawing. */
export function shown(node: DrawnNode, more: Readonly<Record<string, string>> = {}, space = ofPages): Node {
  if (typeof node === "string") return document.createTextNode(node);
  const { tag, attributes, children } = node;
  const own = tag === "svg" ? ofDrawings : space;
  const made = document.createElementNS(own, tag);
  const given = own === ofPages && "id" in attributes ? { ...attributes, ...more } : attributes;
  for (const [name, value] of Object.entries(given)) made.setAttribute(name, value);
  made.append(...children.map((child) => shown(child, more, own)));
  return made;
}
