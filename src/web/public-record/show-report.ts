// A report as elements of the public page: its sentences, lists and tables. Of a plot the table beside it is shown, which has the same numbers.
import type { Block, Column, ReportDocument, TableRow } from "../../reports/document.ts";
import { columnTitle, factAnchor, idsOf } from "../../reports/document.ts";
import type { Inline, Inlines } from "../../reports/inlines.ts";
import { plotTable } from "../../reports/print/plot-table.ts";
import { type Child, element } from "./elements.ts";

export function showReport(document: ReportDocument): HTMLElement {
  const { language, direction, kicker, title, warning, notice, marks, sections } = document;
  // Two reports may be open on one page.
  const prefix = `report-${nextReport++}-`;
  const ids = idsOf(document);
  const run = (list: Inlines) => list.map((inline) => inlineOf(inline, ids, prefix));
  return element(
    "article",
    { class: "report", lang: language, dir: direction, tabindex: "-1" },
    element("p", {}, kicker),
    element("h3", {}, title),
    warning === null ? null : element("p", { class: "note" }, warning),
    notice === null ? null : element("p", { class: "note" }, notice),
    element(
      "dl",
      {},
      ...marks.map(({ name, value }) => element("div", {}, element("dt", {}, name), element("dd", {}, ...run(value)))),
    ),
    ...sections.flatMap(({ id, title: name, blocks }) => [
      element("h4", { id: `${prefix}${id}`, tabindex: "-1" }, name),
      ...blocks.map((block) => blockOf(block, run, prefix)),
    ]),
  );
}

let nextReport = 1;

type Run = (list: Inlines) => readonly Child[];

function blockOf(block: Block, run: Run, prefix: string): HTMLElement {
  switch (block.kind) {
    case "paragraph":
      return element("p", {}, ...run(block.content));
    case "heading":
      return element("h5", { ...placeOf(block.id, prefix), tabindex: "-1" }, block.text);
    case "list": {
      const items = block.items.map((item) => element("li", {}, ...run(item)));
      return element(block.ordered === true ? "ol" : "ul", {}, ...items);
    }
    case "table":
      return tableOf(block.caption, block.columns, block.rows, run, prefix);
    case "plot": {
      const { columns, rows } = plotTable(block.plot);
      return tableOf(
        block.plot.title,
        columns,
        rows.map((cells) => ({ cells })),
        run,
        prefix,
      );
    }
  }
}

/** What is wider than a phone scrolls by itself, with the keyboard too. */
function tableOf(
  caption: string,
  columns: readonly Column[],
  rows: readonly TableRow[],
  run: Run,
  prefix: string,
): HTMLElement {
  const head = columns.map((column) => element("th", { scope: "col" }, ...run(columnTitle(column))));
  const body = rows.map(({ id, cells }) =>
    element(
      "tr",
      id === undefined ? {} : { ...placeOf(id, prefix), tabindex: "-1" },
      ...cells.map((cell, i) => element(i === 0 ? "th" : "td", i === 0 ? { scope: "row" } : {}, ...run(cell))),
    ),
  );
  return element(
    "section",
    { class: "table-frame", "aria-label": caption, tabindex: "0" },
    element(
      "table",
      {},
      element("caption", {}, caption),
      element("thead", {}, element("tr", {}, ...head)),
      element("tbody", {}, ...body),
    ),
  );
}

function placeOf(id: string | undefined, prefix: string): Readonly<Record<string, string>> {
  return id === undefined ? {} : { id: `${prefix}${id}` };
}

function inlineOf(inline: Inline, ids: ReadonlySet<string>, prefix: string): Child {
  switch (inline.kind) {
    case "text":
      return inline.text;
    case "strong":
      return element("strong", {}, inline.text);
    case "quoted":
      return element("q", { dir: "auto" }, inline.text);
    case "code":
      return element("code", { dir: "ltr" }, inline.text);
    case "missing":
      return element("em", {}, inline.text);
    case "figure":
      return linkTo(factAnchor(inline.fact), inline.text, ids, prefix);
    case "link":
      return linkTo(inline.to, inline.text, ids, prefix);
  }
}

/** A link within the report; a place that is not there is only words. */
function linkTo(to: string, text: string, ids: ReadonlySet<string>, prefix: string): Child {
  return ids.has(to) ? element("a", { href: `#${prefix}${to}` }, text) : text;
}
