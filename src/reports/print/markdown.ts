// A report as Markdown: the same words and links, plots as tables. Text of records is escaped, so that it cannot become markup.
import type { Language } from "../../words/language.ts";
import { isLanguage, languages } from "../../words/languages.ts";
import type { Block, Column, ReportDocument, TableRow } from "../document.ts";
import { factAnchor, idsOf } from "../document.ts";
import type { Inline, Inlines } from "../inlines.ts";
import { plotTable } from "../plots.ts";

export function reportMarkdown(document: ReportDocument): string {
  const ids = idsOf(document);
  const language = languages[isLanguage(document.language) ? document.language : "en"];
  const inlines = (list: Inlines) => list.map((inline) => inlineMarkdown(inline, ids, language)).join("");
  const lines = [
    escaped(document.kicker),
    `# ${escaped(document.title)}`,
    escaped(document.subtitle),
    ...[document.warning, document.notice].flatMap((words) => (words === null ? [] : [`> **${escaped(words)}**`])),
    document.marks.map(({ name, value }) => `- ${escaped(name)}: ${inlines(value)}`).join("\n"),
    ...document.sections.flatMap((section) => [
      `<a id="${section.id}"></a>\n\n## ${escaped(section.title)}`,
      ...section.blocks.map((block) => blockMarkdown(block, inlines)),
    ]),
  ];
  return `${lines.join("\n\n")}\n`;
}

function blockMarkdown(block: Block, inlines: (list: Inlines) => string): string {
  switch (block.kind) {
    case "paragraph":
      return `${block.tone === "notice" ? "> " : ""}${lineStart(inlines(block.content))}`;
    case "heading":
      return `### ${escaped(block.text)}`;
    case "list":
      return block.items.map((item) => `- ${inlines(item)}`).join("\n");
    case "table":
      return table(block.caption, block.columns, block.rows, inlines);
    case "plot": {
      const { columns, rows } = plotTable(block.plot);
      return table(block.plot.title, columns, rows, inlines);
    }
  }
}

function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
  inlines: (list: Inlines) => string,
): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const anchored = ({ id, cells }: TableRow) =>
    cells.map((cell, place) => `${place === 0 && id !== undefined ? `<a id="${id}"></a>` : ""}${inlines(cell)}`);
  return [
    `**${escaped(caption)}**\n`,
    line(columns.map(({ title }) => escaped(title))),
    line(columns.map(() => "---")),
    ...rows.map((row) => line(anchored(row))),
  ].join("\n");
}

function inlineMarkdown(inline: Inline, ids: ReadonlySet<string>, language: Language): string {
  const text = escaped(inline.text);
  switch (inline.kind) {
    case "text":
      return text;
    case "strong":
      return `**${text}**`;
    case "quoted":
      return language.quote(text);
    case "code":
      return `\`${inline.text.replace(/[`|\n]/g, "")}\``;
    case "missing":
      return `*${text}*`;
    case "figure":
      return link(text, factAnchor(inline.fact), ids);
    case "link":
      return link(text, inline.to, ids);
  }
}

function link(text: string, to: string, ids: ReadonlySet<string>): string {
  return ids.has(to) ? `[${text}](#${to})` : text;
}

function escaped(text: string): string {
  return text
    .replace(/[<>&]/g, (c) => `&#${c.charCodeAt(0)};`)
    .replace(/[\\`*_[\]|]/g, "\\$&")
    .replace(/\s*\n\s*/g, " ");
}

/** What would be a heading or a list at the start of a line is not. */
function lineStart(line: string): string {
  return line.replace(/^([#+-])/, "\\$1").replace(/^(\d+)([.)])/, "$1\\$2");
}
