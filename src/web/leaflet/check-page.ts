// The public page about checking the system, as static HTML, one file per language, written at build time: what is sealed and logged, the newest
// state of the log, and how anybody checks all of it. Whoever looks for help does not meet it.
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
  recordPageFile,
} from "./page-frame.ts";

/** The whole page. What it shows of the log with scripts is checked by the script first; without scripts it has no figures. */
export function checkPage(language: LanguageTag): string {
  const text = leafletTexts[language];
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
  <head>
${pageHead(language)}
  </head>
  <body>
    ${exitLink(language)}
    ${markBanner(language)}
    <header>
      ${pageLinks(language, checkFile)}
      <h1>${escapeHtml(text.checkTitle)}</h1>
      <p><a href="/${leafletFile(language)}">${escapeHtml(text.checkBack)}</a></p>
    </header>
    <main>
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
