// A report as it is drawn, in words for tests to read: Markdown with the same words and links, tables with their places, plots as the tables beside them.
import type { ReportDocument } from "../../src/reports/print/document.ts";
import { type DrawnNode, type Element, markupOf } from "../../src/reports/print/elements.ts";
import { drawnOnPage } from "../../src/reports/print/html.ts";
import { type Inlines, plain, run } from "../../src/reports/print/say.ts";
import { isLanguage, languages } from "../../src/words/languages.ts";

export function reportMarkdown(document: ReportDocument): string {
  const language = languages[isLanguage(document.language) ? document.language : "en"];
  const inlines = (list: Inlines): string => list.map(inline).join("");
  const inline = (node: DrawnNode): string => {
    if (typeof node === "string") return escaped(node);
    const { tag, attributes, children } = node;
    if (tag === "a") return `[${inlines(children)}](${attributes["href"]})`;
    const marks: Readonly<Record<string, (words: string) => string>> = {
      strong: (words) => `**${words}**`,
      q: (words) => language.quote(words),
      code: (words) => `\`${words}\``,
      span: (words) => `*${words}*`,
    };
    return (marks[tag] ?? assertNever(node))(inlines(children));
  };
  const table = (node: Element): string => {
    const rows = elementsIn(node, "tr").map(({ attributes: { id }, children }) => {
      const cells = elementsOf(children).map((cell) => inlines(cell.children));
      return `| ${id === undefined ? "" : `<a id="${id}"></a>`}${cells.join(" | ")} |`;
    });
    const [caption] = elementsIn(node, "caption");
    const under = elementsIn(node, "thead").flatMap((head) => elementsIn(head, "th").map(() => "---"));
    return [`**${inlines(caption?.children ?? [])}**\n`, rows[0], `| ${under.join(" | ")} |`, ...rows.slice(1)].join(
      "\n",
    );
  };
  const block = (node: Element): readonly string[] => {
    const { tag, attributes, children } = node;
    if (tag === "figure") return [];
    if (tag === "div" || tag === "details") return [table(node)];
    if (tag === "ul")
      return [
        elementsOf(children)
          .map((item) => `- ${inlines(item.children)}`)
          .join("\n"),
      ];
    if (tag === "h3") return [`### ${inlines(children)}`];
    if (tag === "p") return [`${attributes["class"] === "notice" ? "> " : ""}${inlines(children)}`];
    return assertNever(node);
  };
  const { kicker, title, subtitle, warning, notice, marks } = document;
  const lines = [
    escaped(kicker),
    `# ${escaped(title)}`,
    escaped(subtitle),
    ...[warning, notice].flatMap((words) => (words === null ? [] : [`> **${escaped(words)}**`])),
    marks.map(({ name, value }) => `- ${escaped(name)}: ${inlines(run([value]))}`).join("\n"),
    ...drawnOnPage(document).sections.flatMap(({ attributes: { id }, children }) => {
      const [heading, ...blocks] = elementsOf(children);
      return [`<a id="${id}"></a>\n\n## ${inlines(heading?.children ?? [])}`, ...blocks.flatMap(block)];
    }),
  ];
  return `${lines.join("\n\n")}\n`;
}

/** Every element of a tag in a tree, but none within another one of it. */
export function elementsIn(node: DrawnNode, tag: string): readonly Element[] {
  if (typeof node === "string") return [];
  return node.tag === tag ? [node] : node.children.flatMap((child) => elementsIn(child, tag));
}

/** The rows of the tables among these elements: the place of each, and its cells in words. */
export function rowsIn(
  blocks: readonly Element[],
): readonly { readonly id: string | undefined; readonly cells: readonly string[] }[] {
  const bodies = blocks.flatMap((block) => elementsIn(block, "tbody"));
  return bodies
    .flatMap((body) => elementsIn(body, "tr"))
    .map(({ attributes, children }) => ({
      id: attributes["id"],
      cells: elementsOf(children).map((cell) => plain(cell.children)),
    }));
}

function elementsOf(children: readonly DrawnNode[]): readonly Element[] {
  return children.filter((child) => typeof child !== "string");
}

function assertNever(node: Element): never {
  throw new Error(`no test reads ${markupOf(node)}`);
}

function escaped(text: string): string {
  return text
    .replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|]/g, "\\$&")
    .replace(/\s*\n\s*/g, " ");
}
