// Documents as elements of the public page: a report, and the sections of the record, with their sentences, lists, tables and plots.
import type { Block, ReportDocument } from "../../reports/document.ts";
import { Drawing, reportArticle } from "../../reports/print/drawing.ts";
import type { DrawnNode } from "../../reports/print/elements.ts";
import { reportLook } from "../../reports/print/html-style.ts";
import type { Words } from "../../words/words.ts";
import { wearLook } from "../worn-look.ts";
import { type Child, element, onDemand, section, drawing as svgOf } from "./elements.ts";

export function showReport(report: ReportDocument): Node {
  wearLook(reportLook(2));
  // Two reports may be open on one page.
  return drawn(reportArticle(report, { prefix: `report-${nextReport++}-`, level: 4 }));
}

let nextReport = 1;

/** Of a long table of the record so many rows are shown; the others on demand. */
const atOnce = 10;

export function showSections(words: Words, sections: ReportDocument["sections"]): HTMLElement {
  const draw = blockDrawing(words);
  const inParts = (block: Block) => {
    if (block.kind !== "table" || block.rows.length <= atOnce) return draw(block);
    const more = words.message("shown.list.more", { n: block.rows.length });
    const rest = draw({ ...block, rows: block.rows.slice(atOnce) });
    return [...draw({ ...block, rows: block.rows.slice(0, atOnce) }), onDemand(more, ...rest)];
  };
  const shown = sections.map(({ title, blocks }) => section(title, ...blocks.flatMap(inParts)));
  return element("div", { class: "report" }, ...shown);
}

/** How a block is drawn that stands on the page itself and in no report. */
export function blockDrawing(words: Words): (block: Block) => readonly Child[] {
  wearLook(reportLook(0));
  const asTable = words.message("shown.plan.table");
  const drawing = new Drawing({ sections: [], words: { contents: "", asTable } }, { prefix: "", level: 2 });
  return (block) => drawing.block(block).map(drawn);
}

/** What a link may lead to takes the focus. */
function drawn(node: DrawnNode): Node {
  if (typeof node === "string") return document.createTextNode(node);
  if (node.tag === "svg") return svgOf(node);
  const { tag, attributes, children } = node;
  const focus = "id" in attributes ? { tabindex: "-1" } : {};
  return element(tag, { ...attributes, ...focus }, ...children.map(drawn));
}
