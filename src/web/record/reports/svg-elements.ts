// The drawing of a plot as elements of the page. A report's file holds it as text, and the page takes no markup from text: so the text that
// this program itself wrote is read here, tag by tag, and only the few elements and attributes that plots are made of are let through.
import { type ComponentChild, createElement, type JSX } from "preact";

const tags: readonly string[] = [
  "svg",
  "title",
  "desc",
  "defs",
  "pattern",
  "rect",
  "line",
  "circle",
  "polyline",
  "path",
  "text",
  "g",
  "tspan",
];
const attributes =
  /^(aria-labelledby|class|cx|cy|d|direction|fill|height|id|patternTransform|patternUnits|points|r|role|text-anchor|transform|viewBox|width|x|x1|x2|y|y1|y2)$/;

/** The elements of a drawing. Throws for anything that a plot does not hold: that would be a fault of the program. */
export function svgElements(svg: string): JSX.Element {
  const root: ComponentChild[] = [];
  const open: {
    readonly tag: string;
    readonly given: Readonly<Record<string, string>>;
    readonly children: ComponentChild[];
  }[] = [];
  const into = () => open.at(-1)?.children ?? root;
  const close = () => {
    const element = open.pop();
    if (element !== undefined) into().push(createElement(element.tag, element.given, ...element.children));
  };
  for (const [, text, end, tag, given = "", self] of svg.matchAll(/([^<]+)|<(\/?)([a-z]+)((?:\s[^<>]*?)?)(\/?)>/g)) {
    if (text !== undefined) into().push(plainText(text));
    else if (end === "/") close();
    else {
      if (tag === undefined || !tags.includes(tag)) throw new Error("not an element of a plot");
      open.push({ tag, given: attributesOf(given), children: [] });
      if (self === "/") close();
    }
  }
  const [element] = root;
  if (open.length > 0 || root.length !== 1 || element === undefined) throw new Error("not a plot");
  return element as JSX.Element;
}

function attributesOf(given: string): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [, name = "", value = ""] of given.matchAll(/\s([A-Za-z0-9-]+)="([^"]*)"/g)) {
    if (!attributes.test(name)) throw new Error("not an attribute of a plot");
    found[name] = plainText(value);
  }
  return found;
}

function plainText(text: string): string {
  return text.replace(/&#(\d+);/g, (_, code: string) => String.fromCharCode(Number(code)));
}
