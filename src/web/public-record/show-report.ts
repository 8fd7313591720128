// Documents as elements of the public page: a report, and the sections of the record, with their sentences, lists, tables and plots.
import type { ReportDocument } from "../../reports/print/document.ts";
import { placing, reportArticle } from "../../reports/print/drawing.ts";
import type { DrawnNode } from "../../reports/print/elements.ts";
import { reportLook } from "../../reports/print/html-style.ts";
import { wearLook } from "../worn-look.ts";
import { element, section, shown } from "./elements.ts";

export function showReport(report: ReportDocument): Node {
  wearLook(reportLook(2));
  // Two reports may be open on one page.
  return shownHere(reportArticle(report, { prefix: `report-${nextReport++}-`, level: 4 }));
}

let nextReport = 1;

export function showSections(sections: ReportDocument["sections"]): HTMLElement {
  const draw = blockDrawing();
  const parts = sections.map(({ title, blocks }) => section(title, ...blocks.map(draw)));
  return element("div", { class: "report" }, ...parts);
}

/** How a block is drawn that stands on the page itself and in no report. */
export function blockDrawing(): (block: DrawnNode) => Node {
  wearLook(reportLook(0));
  const placed = placing({ sections: [], contents: "" }, { prefix: "", level: 2 });
  return (block) => shownHere(placed(block));
}

/** What a link may lead to takes the focus. */
function shownHere(node: DrawnNode): Node {
  return shown(node, { tabindex: "-1" });
}
