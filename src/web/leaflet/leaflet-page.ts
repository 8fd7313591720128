// The public leaflet as static HTML, one file per language, written at build time: it is read without scripts, aloud, and on paper.
import { type Language, languages } from "../text/languages.ts";
import { type LeafletText, leafletTexts } from "./leaflet-text.ts";
import { escapeHtml, exitLink, leafletFile, markBanner, pageHead, pageLinks, recordPageFile } from "./page-frame.ts";

/** The whole page. It has no styles or scripts of its own: both are files, as the content security policy demands. */
export function leafletPage(language: Language): string {
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
      <p class="lead">${escapeHtml(text.lead)}</p>
    </header>
    <main>
      ${text.questions.map(question).join("\n      ")}
      <section>
        <h2>${escapeHtml(text.rightsTitle)}</h2>
        ${list(text.rights)}
      </section>
      <section>
        <h2>${escapeHtml(text.systemTitle)}</h2>
        ${text.system.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join("\n        ")}
      </section>
      ${logSection(text)}
      <section>
        <h2>${escapeHtml(text.recordTitle)}</h2>
        <p>${escapeHtml(text.record)}</p>
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

function logSection(text: LeafletText): string {
  return `<section>
        <h2>${escapeHtml(text.logTitle)}</h2>
        <p id="log-is-witnessed" hidden>${escapeHtml(text.logWitnessed)}</p>
        <p id="log-is-unwatched" hidden>${escapeHtml(text.logUnwatched)}</p>
        <p id="log-is-lacking" hidden><strong>${escapeHtml(text.logLacking)}</strong></p>
        <p id="log-is-refused" hidden><strong>${escapeHtml(text.logRefused)}</strong></p>
        <dl id="log-figures" hidden>
          <div><dt>${escapeHtml(text.logSize)}</dt><dd id="log-size"></dd></div>
          <div><dt>${escapeHtml(text.logRoot)}</dt><dd id="log-root" dir="ltr"></dd></div>
          <div><dt>${escapeHtml(text.logWitnesses)}</dt><dd id="log-witnesses" dir="ltr"></dd></div>
          <div><dt>${escapeHtml(text.logTime)}</dt><dd id="log-time"></dd></div>
        </dl>
        <p>${escapeHtml(text.logHost)}</p>
        <p><a href="/founding" download="founding.note">${escapeHtml(text.logFounding)}</a></p>
        <pre dir="ltr"><code id="log-command">panoh verify --founding founding.note --url https://…</code></pre>
        <noscript><p>${escapeHtml(text.logScripts)}</p></noscript>
      </section>`;
}

function list(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>`;
}
