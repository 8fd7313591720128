// The public leaflet as static HTML, one file per language, written at build time: it is read without scripts, aloud, and on paper. First what
// helps somebody in danger; how the system can be checked is a page of its own.
import { type LanguageTag, languages } from "../../words/languages.ts";
import { type LeafletText, leafletTexts } from "./leaflet-text.ts";
import {
  checkFile,
  escapeHtml,
  exitLink,
  leafletFile,
  markBanner,
  pageHead,
  pageLinks,
  phonesPlace,
  recordPageFile,
} from "./page-frame.ts";

/** The whole page. It has no styles or scripts of its own: both are files, as the content security policy demands. */
export function leafletPage(language: LanguageTag): string {
  const text = leafletTexts[language];
  const { direction } = languages[language];
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
  <head>
${pageHead(language)}
  </head>
  <body>
    ${exitLink(language)}
    ${markBanner(language)}
    <header>
      ${pageLinks(language, leafletFile)}
      <h1>${escapeHtml(text.title)}</h1>
    </header>
    <main>
      <section class="question now">
        <h2>${escapeHtml(text.nowTitle)}</h2>
        ${phonesPlace(language)}
        ${list(text.now)}
      </section>
      ${text.questions.map(question).join("\n      ")}
      <section>
        <h2>${escapeHtml(text.rightsTitle)}</h2>
        ${list(text.rights)}
      </section>
      <section>
        <h2>${escapeHtml(text.aboutTitle)}</h2>
        <p>${escapeHtml(text.about)}</p>
        <p><a href="/${checkFile(language)}">${escapeHtml(text.checkTitle)}</a></p>
        <p><a href="/${recordPageFile(language)}">${escapeHtml(text.recordLink)}</a></p>
      </section>
    </main>
    <footer><p>${escapeHtml(text.unchecked)}</p></footer>
  </body>
</html>
`;
}

function question(part: LeafletText["questions"][number]): string {
  return `<section class="question"><h2>${escapeHtml(part.question)}</h2>${list(part.answers)}</section>`;
}

function list(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>`;
}
