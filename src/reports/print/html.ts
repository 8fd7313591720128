// A report as one page of HTML that needs nothing else: no script, no font, no picture from elsewhere. It says which report it is, so that whoever is shown the
// page makes it again. All text is escaped.
import type { ReportDocument } from "./document.ts";
import { drawn } from "./drawing.ts";
import { elementOf, escapeXml, markupOf } from "./elements.ts";
import { reportStyle } from "./html-style.ts";

const dataElement = "panoh-report";

/** The page. `shown` says which report it is, as plain data; a draft is none that anybody checks. */
export function reportHtml(document: ReportDocument, shown: object | null): string {
  const { language, direction, title, warning } = document;
  const { head, contents, sections } = drawnOnPage(document);
  const [kicker = "", name = "", ...others] = head.map(markupOf);
  return [
    `<!doctype html>`,
    `<html lang="${escapeXml(language)}" dir="${direction}">`,
    `<head>`,
    `<meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width,initial-scale=1">`,
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    `<title>${escapeXml(`${title} – ${document.kicker}`)}</title>`,
    `<style>${reportStyle(warning === null ? title : `${title} – ${warning}`, language)}</style>`,
    `</head>`,
    `<body><div class="sheet">`,
    `<header>${markupOf(doorway)}${kicker}${name}`,
    `${others.join("\n")}</header>`,
    markupOf(contents),
    `<main>`,
    ...sections.map(markupOf),
    `</main></div>`,
    `<script type="application/json" id="${dataElement}">${JSON.stringify(shown).replaceAll("<", "\\u003c")}</script>`,
    `</body></html>`,
    ``,
  ].join("\n");
}

/** The report as it stands in its page. */
export function drawnOnPage(document: ReportDocument): ReturnType<typeof drawn> {
  return drawn(document, { prefix: "", level: 2 });
}

/** Which report a page says that it is; null for what says nothing. Nothing of it is to be believed. */
export function shownInHtml(html: string): unknown {
  const opening = `<script type="application/json" id="${dataElement}">`;
  const start = html.indexOf(opening);
  const end = html.indexOf("</script>", start);
  if (start < 0 || end < 0) return null;
  try {
    return JSON.parse(html.slice(start + opening.length, end));
  } catch {
    return null;
  }
}

const line = { stroke: "currentColor", "stroke-width": "3", "stroke-linecap": "round" };
const doorway = elementOf(
  "svg",
  { class: "mark", viewBox: "0 0 40 40", "aria-hidden": "true" },
  elementOf("path", { d: "M8 38V18a12 12 0 0 1 24 0v20", fill: "none", ...line }),
  elementOf("path", { d: "M16 38V20a4 4 0 0 1 8 0v18z", fill: "currentColor" }),
  elementOf("path", { d: "M3 38h34", ...line }),
);
