// A report as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere. The data from which it was composed
// lie in it, in their one spelling, so that whoever holds the page can recompute its hash. All text is escaped.
import type { Block, ReportDocument } from "../document.ts";
import { blocksByHeading, columnTitle, factAnchor, idsOf, stackedFrom } from "../document.ts";
import type { Inline } from "../inlines.ts";
import { reportStyle } from "./html-style.ts";
import { plotTable } from "./plot-table.ts";
import { plotSvg } from "./svg.ts";
import { escapeXml } from "./xml.ts";

const dataElement = "panoh-report";

/** The page. `data` is the report's data in its one spelling, which can stand in a script element as it is. */
export function reportHtml(document: ReportDocument, data: string): string {
  const { language, direction, kicker, title, subtitle, warning, notice, marks, sections, words } = document;
  const ids = idsOf(document);
  const inlines = (list: readonly Inline[]) => list.map((inline) => inlineHtml(inline, ids)).join("");
  const href = (fact: string) => (ids.has(factAnchor(fact)) ? `#${factAnchor(fact)}` : null);
  const head = [
    `<!doctype html>`,
    `<html lang="${escapeXml(language)}" dir="${direction}">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    `<title>${escapeXml(`${title} – ${kicker}`)}</title>`,
    `<style>${reportStyle(warning === null ? title : `${title} – ${warning}`, language)}</style>`,
    `</head>`,
  ];
  const top = [
    `<header>${doorway}<p class="kicker">${escapeXml(kicker)}</p><h1>${escapeXml(title)}</h1>`,
    `<p class="subtitle">${escapeXml(subtitle)}</p>`,
    ...[warning, notice].map((words) => (words === null ? "" : `<p class="warning">${escapeXml(words)}</p>`)),
    `<dl class="marks">${marks.map(({ name, value }) => `<dt>${escapeXml(name)}</dt><dd>${inlines(value)}</dd>`).join("")}</dl></header>`,
    `<nav aria-labelledby="contents"><h2 id="contents">${escapeXml(words.contents)}</h2><ol>`,
    sections.map((section) => `<li><a href="#${section.id}">${escapeXml(section.title)}</a></li>`).join(""),
    `</ol></nav>`,
  ];
  const main = sections.map((section) => {
    const heading = `<h2 id="${section.id}-title">${escapeXml(section.title)}</h2>`;
    const parts = blocksByHeading(section.blocks).map((part, i) => {
      const inside = part.map((block) => blockHtml(block, words.asTable, inlines, href));
      return `<div class="part">${(i === 0 ? [heading, ...inside] : inside).join("\n")}</div>`;
    });
    return `<section id="${section.id}" aria-labelledby="${section.id}-title">${parts.join("\n")}</section>`;
  });
  return [
    ...head,
    `<body><div class="sheet">`,
    ...top.filter((line) => line !== ""),
    `<main>`,
    ...main,
    `</main></div>`,
    `<script type="application/json" id="${dataElement}">${data}</script>`,
    `</body></html>`,
    ``,
  ].join("\n");
}

/** The data that a page carries, in their one spelling; null when it carries none. */
export function dataInHtml(html: string): string | null {
  const opening = `<script type="application/json" id="${dataElement}">`;
  const start = html.indexOf(opening);
  const end = html.indexOf("</script>", start);
  return start < 0 || end < 0 ? null : html.slice(start + opening.length, end);
}

const doorway = `<svg class="mark" viewBox="0 0 40 40" aria-hidden="true"><path d="M8 38V18a12 12 0 0 1 24 0v20" fill="none" stroke="currentColor" stroke-width="3" stroke-linecap="round"/><path d="M16 38V20a4 4 0 0 1 8 0v18z" fill="currentColor"/><path d="M3 38h34" stroke="currentColor" stroke-width="3" stroke-linecap="round"/></svg>`;

function blockHtml(
  block: Block,
  asTable: string,
  inlines: (list: readonly Inline[]) => string,
  href: (fact: string) => string | null,
): string {
  switch (block.kind) {
    case "paragraph":
      return `<p${block.tone === undefined ? "" : ` class="${block.tone}"`}>${inlines(block.content)}</p>`;
    case "heading":
      return `<h3${idAttribute(block.id)}>${escapeXml(block.text)}</h3>`;
    case "list": {
      const tag = block.ordered === true ? "ol" : "ul";
      return `<${tag}>${block.items.map((item) => `<li>${inlines(item)}</li>`).join("")}</${tag}>`;
    }
    case "table":
      return tableHtml(block, inlines);
    case "plot": {
      const { plot } = block;
      const { columns, rows } = plotTable(plot);
      const table = tableHtml(
        { caption: plot.title, columns, rows: rows.map((cells) => ({ cells })), dense: true },
        inlines,
      );
      return (
        `<figure><figcaption>${escapeXml(plot.title)}<small>${escapeXml(plot.description)}</small></figcaption>` +
        `${plotSvg(plot, href)}</figure>` +
        `<details class="${plot.kind}"><summary>${escapeXml(asTable)}</summary>${table}</details>`
      );
    }
  }
}

/** The first cell names its row, unless it is empty because the row goes on with what the one above began. */
function tableHtml(
  { caption, columns, rows, dense }: Omit<Extract<Block, { kind: "table" }>, "kind">,
  inlines: (list: readonly Inline[]) => string,
): string {
  const from = stackedFrom(columns);
  const numeric = (place: number) => (columns[place]?.numeric === true ? ` class="number"` : "");
  const role = (name: string) => (from !== null ? ` role="${name}"` : "");
  const titled = (place: number) =>
    from !== null && place >= from ? ` data-title="${escapeXml(columns[place]?.title ?? "")}"` : "";
  const head = columns
    .map((column, place) => `<th scope="col"${numeric(place)}>${inlines(columnTitle(column))}</th>`)
    .join("");
  const body = rows.map(({ id, cells }) => {
    const inside = cells.map((cell, place) =>
      place === 0 && cell.length > 0
        ? `<th scope="row"${role("rowheader")}${numeric(place)}>${inlines(cell)}</th>`
        : `<td${role("cell")}${titled(place)}${numeric(place)}>${inlines(cell)}</td>`,
    );
    return `<tr${role("row")}${idAttribute(id)}>${inside.join("")}</tr>`;
  });
  const names = [...(dense === true ? ["dense"] : []), ...(from !== null ? ["stacks"] : [])];
  const classes = names.length === 0 ? "" : ` class="${names.join(" ")}"`;
  return (
    `<div class="scroll" role="region" aria-label="${escapeXml(caption)}" tabindex="0"><table${classes}${role("table")}>` +
    `<caption>${escapeXml(caption)}</caption><thead><tr>${head}</tr></thead><tbody>${body.join("\n")}</tbody></table></div>`
  );
}

function inlineHtml(inline: Inline, ids: ReadonlySet<string>): string {
  const text = escapeXml(inline.text);
  switch (inline.kind) {
    case "text":
      return text;
    case "strong":
      return `<strong>${text}</strong>`;
    case "quoted":
      return `<q dir="auto">${text}</q>`;
    case "code":
      return `<code>${text}</code>`;
    case "missing":
      return `<span class="missing">${text}</span>`;
    case "figure":
      return linkHtml(factAnchor(inline.fact), text, ids, ` class="figure"`);
    case "link": {
      const isMark = inline.text.startsWith("[");
      const title = inline.title === undefined ? "" : ` title="${escapeXml(inline.title)}"`;
      return linkHtml(inline.to, text, ids, `${isMark ? ` class="source"` : ""}${title}`);
    }
  }
}

/** A link whose place is not in the document is only its words. */
function linkHtml(to: string, text: string, ids: ReadonlySet<string>, attributes: string): string {
  return ids.has(to) ? `<a href="#${escapeXml(to)}"${attributes}>${text}</a>` : text;
}

function idAttribute(id: string | undefined): string {
  return id === undefined ? "" : ` id="${escapeXml(id)}"`;
}
