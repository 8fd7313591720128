// A tree of elements. Text is always text here: what writes the tree out escapes it, and what draws it on a screen never reads it as markup.
export interface Element {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly DrawnNode[];
}

/** An element, or text. */
export type DrawnNode = Element | string;

/** An element; attributes without a value and children that are null are left out. */
export function elementOf(
  tag: string,
  attributes: Readonly<Record<string, string | number | undefined>> = {},
  ...children: readonly (DrawnNode | null)[]
): Element {
  const given = Object.entries(attributes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as const],
  );
  return { tag, attributes: Object.fromEntries(given), children: children.filter((child) => child !== null) };
}

/** Text with everything escaped that could be markup, in content and in quoted attributes. All text of a report passes through here. */
export function escapeXml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}

const withoutEnd: readonly string[] = ["rect", "line", "path"];

/** The tree as markup of a page. */
export function markupOf(node: DrawnNode): string {
  if (typeof node === "string") return escapeXml(node);
  const { tag, attributes, children } = node;
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${escapeXml(value)}"`);
  if (withoutEnd.includes(tag)) return `<${tag}${given.join("")}/>`;
  return `<${tag}${given.join("")}>${children.map(markupOf).join("")}</${tag}>`;
}

/** Each on a line of its own in the markup. */
export function onLines(elements: readonly DrawnNode[]): readonly DrawnNode[] {
  return elements.flatMap((one, i) => (i === 0 ? [one] : ["\n", one]));
}
