// A paper for one person, a file of their own or a letter: lines of text and nothing else, so that one from a stranger can do nothing where it is opened; and the same
// to print, in large type, from right to left where its language is written so, without a script and anything that is loaded.
import type { OwnFileSize } from "../core/case/own-file.ts";
import { languageOfLetters } from "../words/language-of-letters.ts";
import { type LanguageTag, languages } from "../words/languages.ts";
import { type Element, elementOf, escapeXml, markupOf } from "./print/elements.ts";

export interface PrintedLine {
  readonly is: "heading" | "title" | "text" | "answer";
  /** Of an answer. */
  readonly label?: string;
  readonly text: string;
  /** Free text, as it was written, and in which language, where its author said so. */
  readonly written?: true;
  readonly language?: string;
}

export interface PrintedPage {
  readonly language: LanguageTag;
  readonly size: OwnFileSize;
  readonly title: string;
  readonly lines: readonly PrintedLine[];
}

export function printedLine(text: string, is: PrintedLine["is"] = "text"): PrintedLine {
  return { is, text };
}

export function printedAnswer(label: string, text: string): PrintedLine {
  return { is: "answer", label, text };
}

/** The page, the same on a screen, on paper and where a sealed file is opened. */
export function printedElement({ language, size, title, lines }: PrintedPage): Element {
  const attributes = { class: `own-page ${size}`, lang: language, dir: languages[language].direction };
  return elementOf("article", attributes, elementOf("h1", {}, title), ...lines.map(lineElement));
}

const tags = { heading: "h2", title: "h3", text: "p", answer: "p" } as const;

function lineElement({ is, label, text, written, language }: PrintedLine): Element {
  return elementOf(
    tags[is],
    { class: is === "answer" ? is : undefined },
    label === undefined ? null : elementOf("span", { class: "question" }, labelOf(label)),
    written === true ? elementOf("bdi", { lang: language ?? languageOfLetters(text) }, text) : text,
  );
}

/** A label with what stands between it and its answer. */
export function labelOf(label: string): string {
  return /[?؟:]$/.test(label) ? label : `${label}:`;
}

/** What a title bar and a list of recent files show says nothing of what it is. */
export function printedHtml(page: PrintedPage, neutralTitle: string): string {
  return [
    "<!doctype html>",
    `<html lang="${page.language}" dir="${languages[page.language].direction}"><head><meta charset="utf-8">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline'">`,
    `<title>${escapeXml(neutralTitle)}</title>`,
    `<style>body{margin:0;font-family:system-ui,sans-serif}${printedStyle}</style></head>`,
    `<body><main>${markupOf(printedElement(page))}</main></body></html>`,
    "",
  ].join("\n");
}

/** The look of the page, the same on a screen, on paper and where a sealed file is opened. */
export const printedStyle = `
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
