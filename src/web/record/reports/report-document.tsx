// A report on the screen: the same document that is saved, as elements of the page and in its look. A figure leads to how it was counted, and from there to
// its records.
import type { JSX, TargetedMouseEvent } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../../reports/print/document.ts";
import { reportArticle } from "../../../reports/print/drawing.ts";
import { reportLook } from "../../../reports/print/html-style.ts";
import { drawnWith } from "../../components/drawn.ts";
import { wearLook } from "../../worn-look.ts";
import "../../plot.css";

export function ReportView({ document }: { readonly document: ReportDocument }): JSX.Element {
  wearLook(reportLook(1));
  // The document never changes in place, and its places are named apart from the rest of the page.
  return useMemo(() => <>{drawnWith(reportArticle(document, { prefix: "report-", level: 3 }), follow)}</>, [document]);
}

/** A link within the report moves the reader and the focus; the address stays what it is. */
function follow(event: TargetedMouseEvent<Element>): void {
  event.preventDefault();
  const target = document.getElementById(event.currentTarget.getAttribute("href")?.slice(1) ?? "");
  if (target === null) return;
  target.tabIndex = -1;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}
