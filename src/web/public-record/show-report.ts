// A report as elements of the public page: its sentences, lists, tables and plots.
import type { ReportDocument } from "../../reports/document.ts";
import { Drawing } from "../../reports/print/drawing.ts";
import type { DrawnNode } from "../../reports/print/elements.ts";
import { reportLook } from "../../reports/print/html-style.ts";
import { wearLook } from "../worn-look.ts";
import { type Child, definitionList, element, drawing as svgOf } from "./elements.ts";

export function showReport(document: ReportDocument): HTMLElement {
  wearLook(reportLook(2));
  const { language, direction, kicker, title, warning, notice, marks } = document;
  // Two reports may be open on one page.
  const drawing = new Drawing(document, { prefix: `report-${nextReport++}-`, level: 4 });
  return element(
    "article",
    { class: "report", lang: language, dir: direction, tabindex: "-1" },
    element("p", { class: "kicker" }, kicker),
    element("h3", {}, title),
    ...[warning, notice].map((words) => (words === null ? null : element("p", { class: "warning" }, words))),
    definitionList(marks.map(({ name, value }) => [name, element("span", {}, ...drawing.inlines(value).map(drawn))])),
    ...drawing.sections().map(drawn),
  );
}

let nextReport = 1;

/** What a link may lead to takes the focus. */
function drawn(node: DrawnNode): Child {
  if (typeof node === "string") return node;
  if (node.tag === "svg") return svgOf(node);
  const { tag, attributes, children } = node;
  const focus = "id" in attributes ? { tabindex: "-1" } : {};
  return element(tag, { ...attributes, ...focus }, ...children.map(drawn));
}
