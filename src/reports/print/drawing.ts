// A report where it is drawn, for the page that is saved, the screen and the public page alike: its head, its contents, its sections.
import type { ReportDocument } from "./document.ts";
import { type DrawnNode, type Element, elementOf, onLines } from "./elements.ts";
import { plain, run } from "./say.ts";

interface Look {
  /** With it each id begins, apart from the rest of a page. */
  readonly prefix: string;
  /** How high the headings of its sections are. */
  readonly level: number;
}

interface Drawn {
  /** Its parts, each on a line of the markup. */
  readonly head: readonly Element[];
  readonly contents: Element;
  readonly sections: readonly Element[];
}

export function drawn(document: ReportDocument, look: Look): Drawn {
  const { kicker, subtitle, warning, notice, marks, sections, contents } = document;
  const { prefix, level } = look;
  const placed = placing(document, look);
  const said = (className: string, words: string) => elementOf("p", { class: className }, words);
  const links = sections.map(({ id, title }) =>
    elementOf("li", {}, elementOf("a", { href: `#${prefix}${id}` }, title)),
  );
  // On a screen its name takes the focus.
  const named = prefix === "" ? {} : { id: `${prefix}name`, tabindex: "-1" };
  return {
    head: [
      said("kicker", kicker),
      elementOf(`h${level - 1}`, named, document.title),
      said("subtitle", subtitle),
      ...[warning, notice].flatMap((words) => (words === null ? [] : [said("warning", words)])),
      elementOf(
        "dl",
        { class: "marks" },
        ...marks.flatMap(({ name, value }) => [
          elementOf("dt", {}, name),
          elementOf("dd", {}, ...run([value]).map(placed)),
        ]),
      ),
    ],
    contents: elementOf(
      "nav",
      { "aria-labelledby": `${prefix}contents` },
      elementOf(`h${level}`, { id: `${prefix}contents` }, contents),
      elementOf("ol", {}, "\n", ...links, "\n"),
    ),
    sections: sections.map(({ id, title, blocks }) => {
      const name = `${prefix}${id}-title`;
      const inside = onLines([elementOf(`h${level}`, { id: name }, title), ...blocks.map(placed)]);
      return elementOf("section", { id: `${prefix}${id}`, "aria-labelledby": name }, ...inside);
    }),
  };
}

/** A report within a page: its head, in which what follows under the scheme stands, its table of contents, and its sections. */
export function reportArticle(document: ReportDocument, look: Look): Element {
  const { head, contents, sections } = drawn(document, look);
  const tier = document.sections.find(({ id }) => id === "tier");
  const verdict = tier?.blocks.find(({ tag }) => tag === "p");
  const framed = [elementOf("strong", {}, elementOf("a", { href: "#tier" }, tier?.title ?? "")), verdict ?? null];
  const follows =
    verdict === undefined ? [] : [placing(document, look)(elementOf("div", { class: "verdict" }, ...framed))];
  return elementOf(
    "article",
    { class: "report", lang: document.language, dir: document.direction, "aria-labelledby": `${look.prefix}name` },
    elementOf("header", {}, ...head.slice(0, -1), ...follows, ...head.slice(-1)),
    contents,
    ...sections,
  );
}

/** What puts blocks into their place: ids and links apart from the rest of a page, headings as high as they are there, and a name of its own for each region. */
export function placing(
  { sections, contents }: Pick<ReportDocument, "sections" | "contents">,
  { prefix, level }: Look,
): (node: DrawnNode) => DrawnNode {
  const ids = new Set(sections.flatMap(({ id, blocks }) => [id, ...blocks.flatMap(idsIn)]));
  /** The names of regions so far: who goes from one to the next hears each by a name of its own. */
  const names = new Set([contents, ...sections.map(({ title }) => title)]);
  const attributeOf = (name: string, value: string): string => {
    if (name === "id") return prefix + value;
    if (name === "href") return `#${prefix}${value.slice(1)}`;
    if (name !== "aria-label") return value;
    let label = value;
    for (let n = 2; names.has(label); n++) label = `${value} (${n})`;
    names.add(label);
    return label;
  };
  const placed = (node: DrawnNode): DrawnNode => {
    if (typeof node === "string" || node.tag === "svg") return node;
    const { tag, attributes, children } = node;
    // A place that is not there is only words.
    if (tag === "a" && !ids.has(attributes["href"]?.slice(1) ?? "")) return plain(children);
    const given = Object.entries(attributes).map(([name, value]) => [name, attributeOf(name, value)]);
    return {
      tag: tag === "h3" ? `h${level + 1}` : tag,
      attributes: Object.fromEntries(given),
      children: children.map(placed),
    };
  };
  return placed;
}

/** Every place in it that a link can lead to. */
function idsIn(node: DrawnNode): readonly string[] {
  if (typeof node === "string" || node.tag === "svg") return [];
  return [...[node.attributes["id"] ?? []].flat(), ...node.children.flatMap(idsIn)];
}
