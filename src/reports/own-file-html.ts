// The page of a person's own file as HTML, to print: large type, from right to left where its language is written so, no script and nothing that is loaded.
import { languageOfLetters } from "../words/language-of-letters.ts";
import { languages } from "../words/languages.ts";
import { labelOf, type OwnLine, type PrintedPage } from "./own-file.ts";
import { escapeXml } from "./print/xml.ts";

/** The look of the page, the same on a screen, on paper and where a sealed file is opened. */
export const ownFileStyle = `
.own-page{max-inline-size:40rem;font-size:1.25rem;line-height:1.5;color:#000;background:#fff;padding:1.25rem;overflow-wrap:anywhere}
.own-page h1{font-size:1.7rem;line-height:1.25;margin:0 0 .75rem}
.own-page h2{font-size:1.35rem;margin:1.5rem 0 .5rem;border-block-end:2px solid #000;break-after:avoid}
.own-page h3{font-size:1.15rem;margin:1rem 0 .25rem;break-after:avoid}
.own-page p{margin:.25rem 0;white-space:pre-line}
.own-page .answer{break-inside:avoid}
.own-page .question{font-weight:600}
.own-page .question::after{content:" "}
.own-page.card{max-inline-size:26rem;border:1px solid #000}
@media print{
@page{size:a4;margin:16mm}
.own-page{max-inline-size:none;font-size:14pt;line-height:1.35;padding:0}
.own-page p{margin:2pt 0}
.own-page h1{font-size:20pt}
.own-page h2{font-size:16pt;margin:10pt 0 4pt}
.own-page h3{font-size:14pt}
.own-page.card{max-inline-size:105mm;padding:6mm}
}`;

/** A tag, and for what it holds of a line. */
export const tagOf = { heading: "h2", title: "h3", text: "p", answer: "p" } as const satisfies Readonly<
  Record<OwnLine["is"], string>
>;

/** What a title bar and a list of recent files show says nothing of what it is. */
export function ownFileHtml(page: PrintedPage, neutralTitle: string): string {
  const { language, size, title, lines } = page;
  const { direction } = languages[language];
  return [
    "<!doctype html>",
    `<html lang="${language}" dir="${direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    `<title>${escapeXml(neutralTitle)}</title>`,
    `<style>body{margin:0;font-family:system-ui,sans-serif}${ownFileStyle}</style></head>`,
    `<body><main class="own-page ${size}"><h1>${escapeXml(title)}</h1>`,
    ...lines.map(lineHtml),
    "</main></body></html>",
    "",
  ].join("\n");
}

function lineHtml({ is, label, text, written, language }: OwnLine): string {
  const tag = tagOf[is];
  const said =
    written === true ? `<bdi lang="${language ?? languageOfLetters(text)}">${escapeXml(text)}</bdi>` : escapeXml(text);
  const before = label === undefined ? "" : `<span class="question">${escapeXml(labelOf(label))}</span>`;
  return `<${tag}${is === "answer" ? ' class="answer"' : ""}>${before}${said}</${tag}>`;
}
