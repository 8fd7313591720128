// A report on the screen: the same document that is saved, as elements of the page and in its look. A figure leads to how it was counted, and from there to
// its records. What follows under the scheme stands first.
import type { ComponentChild, JSX, TargetedMouseEvent } from "preact";
import { useMemo } from "preact/hooks";
import type { ReportDocument } from "../../../reports/document.ts";
import { Drawing } from "../../../reports/print/drawing.ts";
import type { DrawnNode } from "../../../reports/print/elements.ts";
import { reportLook } from "../../../reports/print/html-style.ts";
import { drawnWith } from "../../components/drawn.ts";
import { wearLook } from "../../worn-look.ts";
import "../../plot.css";

export function ReportView({ document }: { readonly document: ReportDocument }): JSX.Element {
  wearLook(reportLook(1));
  // Places of the report are named apart from the rest of the page.
  const drawing = useMemo(() => new Drawing(document, { prefix: "report-", level: 3 }), [document]);
  const { language, direction, kicker, title, subtitle, warning, notice, marks, sections, words } = document;
  const tier = sections.find(({ id }) => id === "tier");
  const verdict = tier?.blocks.find((block) => block.kind === "paragraph");
  return (
    <article class="report" lang={language} dir={direction} aria-labelledby="report-name">
      <header>
        <p class="kicker">{kicker}</p>
        <h2 id="report-name" tabIndex={-1}>
          {title}
        </h2>
        <p class="subtitle">{subtitle}</p>
        {[warning, notice].map((text) => text !== null && <p class="warning">{text}</p>)}
        {tier !== undefined && verdict !== undefined && (
          <div class="verdict">
            <strong>{drawn(drawing.link("tier", tier.title))}</strong>
            {drawing.block(verdict).map(drawn)}
          </div>
        )}
        <dl class="marks">
          {marks.map(({ name, value }) => [<dt>{name}</dt>, <dd>{drawing.inlines(value).map(drawn)}</dd>])}
        </dl>
      </header>
      <nav aria-labelledby="report-contents">
        <h3 id="report-contents">{words.contents}</h3>
        {drawn(drawing.contents())}
      </nav>
      {drawing.sections().map(drawn)}
    </article>
  );
}

/** The document never changes in place: another one is another view. */
const drawn = (node: DrawnNode): ComponentChild => drawnWith(node, follow);

/** A link within the report moves the reader and the focus; the address stays what it is. */
function follow(event: TargetedMouseEvent<Element>): void {
  event.preventDefault();
  const target = document.getElementById(event.currentTarget.getAttribute("href")?.slice(1) ?? "");
  if (target === null) return;
  target.tabIndex = -1;
  target.scrollIntoView({ block: "start" });
  target.focus({ preventScroll: true });
}
