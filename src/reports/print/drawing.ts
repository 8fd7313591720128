// A report as elements, for the page that is saved, the screen and the public page alike: what a section, a table, a plot and a link are.
import { type Block, factAnchor, idsOf, type ReportDocument, stackedFrom } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { type Plot, plotTable } from "../plots.ts";
import { type DrawnNode, type Element, elementOf } from "./elements.ts";
import { plotSvg } from "./svg.ts";

/** Where a report is drawn. */
interface Look {
  /** With it each id begins, apart from the rest of a page. */
  readonly prefix: string;
  /** How high the headings of its sections are. */
  readonly level: number;
}

/** What of a document is drawn part by part. */
type Drawable = Pick<ReportDocument, "sections" | "words">;

/** How the parts of a document are drawn in one place. */
export class Drawing {
  readonly #look: Look;
  readonly #ids: ReadonlySet<string>;
  readonly #document: Drawable;
  /** The names of regions so far: who goes from one to the next hears each by a name of its own. */
  readonly #names = new Set<string>();

  constructor(document: Drawable, look: Look) {
    this.#document = document;
    this.#look = look;
    this.#ids = idsOf(document);
  }

  /** Each section under its title. */
  sections(): readonly Element[] {
    this.#names.clear();
    this.#names.add(this.#document.words.contents);
    for (const { title } of this.#document.sections) this.#names.add(title);
    return this.#document.sections.map(({ id, title, blocks }) => {
      const named = `${this.#place(id)}-title`;
      const heading = elementOf(`h${this.#look.level}`, { id: named }, title);
      const inside = apart([heading, ...blocks.flatMap((block) => this.block(block))]);
      return elementOf("section", { id: this.#place(id), "aria-labelledby": named }, ...inside);
    });
  }

  /** The table of contents: a link to each section. */
  contents(): Element {
    const links = this.#document.sections.map(({ id, title }) => elementOf("li", {}, this.link(id, title)));
    return elementOf("ol", {}, "\n", ...links, "\n");
  }

  block(block: Block): readonly Element[] {
    switch (block.kind) {
      case "paragraph":
        return [elementOf("p", { class: block.tone }, ...this.inlines(block.content))];
      case "heading":
        return [elementOf(`h${this.#look.level + 1}`, {}, block.text)];
      case "list":
        return [elementOf("ul", {}, ...block.items.map((item) => elementOf("li", {}, ...this.inlines(item))))];
      case "table":
        return [this.#table(block)];
      case "plot":
        return this.#plot(block.plot);
    }
  }

  inlines(list: Inlines): readonly DrawnNode[] {
    return list.map((inline) => this.#inline(inline));
  }

  /** A link within the report; a place that is not there is only words. */
  link(to: string, text: string, attributes: Readonly<Record<string, string | undefined>> = {}): DrawnNode {
    return this.#ids.has(to) ? elementOf("a", { href: `#${this.#place(to)}`, ...attributes }, text) : text;
  }

  #inline(inline: Inline): DrawnNode {
    const { kind, text } = inline;
    switch (kind) {
      case "text":
        return text;
      case "strong":
        return elementOf(kind, {}, text);
      case "code":
        // In Persian the end of a hash would stand before it.
        return elementOf(kind, { dir: "ltr" }, text);
      case "quoted":
        return elementOf("q", { dir: "auto" }, text);
      case "missing":
        return elementOf("span", { class: "missing" }, text);
      case "figure":
        return this.link(factAnchor(inline.fact), text, { class: "figure" });
      case "link":
        return this.link(inline.to, text);
    }
  }

  /** The drawing, in a frame that is one picture to a reader of the screen and to keys, and the table with the same numbers, in which they find links. */
  #plot(plot: Plot): readonly Element[] {
    const caption = elementOf("figcaption", {}, plot.title, elementOf("small", {}, plot.description));
    const table = this.#table({ caption: plot.title, ...plotTable(plot), dense: true });
    return [
      elementOf("figure", {}, caption, elementOf("div", this.#scrolling("plot-frame", plot.title), plotSvg(plot))),
      elementOf("details", { class: "bars" }, elementOf("summary", {}, this.#document.words.asTable), table),
    ];
  }

  /** The first cell names its row, unless it is empty because the row goes on with what the one above began. */
  #table({ caption, columns, rows, dense }: Omit<Extract<Block, { kind: "table" }>, "kind">): Element {
    const from = stackedFrom(columns);
    const numeric = (place: number) => (columns[place]?.numeric === true ? "number" : undefined);
    const role = (name: string) => (from !== null ? name : undefined);
    const titled = (place: number) => (from !== null && place >= from ? (columns[place]?.title ?? "") : undefined);
    const head = columns.map((column, place) => elementOf("th", { scope: "col", class: numeric(place) }, column.title));
    const body = rows.map(({ id, cells }) => {
      const inside = cells.map((cell, place) =>
        place === 0 && cell.length > 0
          ? elementOf("th", { scope: "row", role: role("rowheader"), class: numeric(0) }, ...this.inlines(cell))
          : elementOf(
              "td",
              { role: role("cell"), "data-title": titled(place), class: numeric(place) },
              ...this.inlines(cell),
            ),
      );
      return elementOf("tr", { role: role("row"), id: this.#placed(id) }, ...inside);
    });
    const names = [...(dense === true ? ["dense"] : []), ...(from !== null ? ["stacks"] : [])];
    return elementOf(
      "div",
      this.#scrolling("scroll", caption),
      elementOf(
        "table",
        { class: names.length === 0 ? undefined : names.join(" "), role: role("table") },
        elementOf("caption", {}, caption),
        elementOf("thead", {}, elementOf("tr", {}, ...head)),
        elementOf("tbody", {}, ...apart(body)),
      ),
    );
  }

  /** What is wider than a phone scrolls by itself, with the keyboard too. */
  #scrolling(name: string, title: string): Readonly<Record<string, string>> {
    let label = title;
    for (let n = 2; this.#names.has(label); n++) label = `${title} (${n})`;
    this.#names.add(label);
    return { class: name, role: "region", "aria-label": label, tabindex: "0" };
  }

  #place(id: string): string {
    return `${this.#look.prefix}${id}`;
  }

  #placed(id: string | undefined): string | undefined {
    return id === undefined ? undefined : this.#place(id);
  }
}

/** A report within a page: its head, in which what follows under the scheme stands, its table of contents, and its sections. */
export function reportArticle(document: ReportDocument, look: Look): Element {
  const { language, direction, kicker, title, subtitle, warning, notice, marks, sections, words } = document;
  const drawing = new Drawing(document, look);
  const tier = sections.find(({ id }) => id === "tier");
  const verdict = tier?.blocks.find((block) => block.kind === "paragraph");
  const [name, contents] = [`${look.prefix}name`, `${look.prefix}contents`];
  const said = (className: string, text: string | null) =>
    text === null ? null : elementOf("p", { class: className }, text);
  return elementOf(
    "article",
    { class: "report", lang: language, dir: direction, "aria-labelledby": name },
    elementOf(
      "header",
      {},
      said("kicker", kicker),
      elementOf(`h${look.level - 1}`, { id: name, tabindex: -1 }, title),
      said("subtitle", subtitle),
      said("warning", warning),
      said("warning", notice),
      tier === undefined || verdict === undefined
        ? null
        : elementOf(
            "div",
            { class: "verdict" },
            elementOf("strong", {}, drawing.link("tier", tier.title)),
            ...drawing.block(verdict),
          ),
      elementOf(
        "dl",
        { class: "marks" },
        ...marks.flatMap((mark) => [
          elementOf("dt", {}, mark.name),
          elementOf("dd", {}, ...drawing.inlines(mark.value)),
        ]),
      ),
    ),
    elementOf(
      "nav",
      { "aria-labelledby": contents },
      elementOf(`h${look.level}`, { id: contents }, words.contents),
      drawing.contents(),
    ),
    ...drawing.sections(),
  );
}

/** Each on a line of its own in the markup. */
function apart(elements: readonly Element[]): readonly DrawnNode[] {
  return elements.flatMap((one, i) => (i === 0 ? [one] : ["\n", one]));
}
