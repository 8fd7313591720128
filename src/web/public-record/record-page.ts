// The public page about the country's open record as static HTML, one file per language, written at build time. Without scripts it tells what
// the record is and how to check it; what it shows with scripts comes from the log alone and never from this file.

import { type LanguageTag, languages } from "../../words/languages.ts";
import { leafletTexts } from "../leaflet/leaflet-text.ts";
import {
  escapeHtml,
  exitLink,
  leafletFile,
  markBanner,
  pageHead,
  pageLinks,
  recordPageFile,
} from "../leaflet/page-frame.ts";
import { recordPageTexts } from "./record-page-text.ts";

/** The whole page, without styles or scripts of its own. */
export function recordPage(language: LanguageTag): string {
  const text = recordPageTexts[language];
  const { direction } = languages[language];
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
  <head>
${pageHead(language)}
    <link rel="stylesheet" href="/public-record/record-page.css" />
    <script type="module" src="/public-record/open-page.ts"></script>
  </head>
  <body class="wide">
    ${exitLink(language)}
    ${markBanner(language)}
    <header>
      ${pageLinks(language, recordPageFile)}
      <h1>${escapeHtml(text.title)}</h1>
      <p class="lead">${escapeHtml(text.lead)}</p>
      <p><a href="/${leafletFile(language)}">${escapeHtml(text.back)}</a></p>
    </header>
    <main>
      <div id="record">
        <noscript><p class="note">${escapeHtml(text.noScripts)}</p></noscript>
      </div>
      ${part(text.whatTitle, text.what)}
      ${part(text.openTitle, text.open)}
      ${part(text.sealedTitle, text.sealed)}
      <section>
        <h2>${escapeHtml(text.checkTitle)}</h2>
        ${command(text.check[0], "panoh report --year YEAR --founding FILE --host https://… --out report.html")}
        ${command(text.check[1], "panoh verify-report report.html --founding FILE --host https://…")}
        ${command(text.check[2], "panoh verify --founding founding.note --url https://…")}
        <p><a href="/founding" download="founding.note">${escapeHtml(leafletTexts[language].logFounding)}</a></p>
        <p>${escapeHtml(text.checkNote)}</p>
      </section>
    </main>
    <footer><p>${escapeHtml(leafletTexts[language].unchecked)}</p></footer>
  </body>
</html>
`;
}

function part(title: string, sentences: readonly string[]): string {
  return `<section><h2>${escapeHtml(title)}</h2><ul>${sentences
    .map((sentence) => `<li>${escapeHtml(sentence)}</li>`)
    .join("")}</ul></section>`;
}

function command(says: string, words: string): string {
  return `<p>${escapeHtml(says)}</p>
        <pre dir="ltr"><code class="command">${escapeHtml(words)}</code></pre>`;
}
