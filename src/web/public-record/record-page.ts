// The public page about the country's open record as static HTML, one file per language, written at build time. Without scripts it says what
// the record is and how to check it; what it shows with scripts comes from the log alone and never from this file.

import { type LanguageTag, languages } from "../../words/languages.ts";
import { leafletFile, recordPageFile } from "../leaflet/page-files.ts";
import { escapeHtml, exitLink, markBanner, PageText, pageHead, pageLinks } from "../leaflet/page-frame.ts";

/** The whole page, without styles or scripts of its own. */
export function recordPage(language: LanguageTag): string {
  const text = new PageText(language);
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
      <h1>${text.say("record-page.title")}</h1>
      <p class="lead">${text.say("record-page.lead")}</p>
      <p><a href="/${leafletFile(language)}">${text.say("record-page.back")}</a></p>
    </header>
    <main>
      <div id="record">
        <noscript><p class="note">${text.say("record-page.no-scripts")}</p></noscript>
      </div>
      ${part(text, "what")}
      ${part(text, "open")}
      ${part(text, "sealed")}
      <section>
        <h2>${text.say("record-page.check-title")}</h2>
        ${command(text.say("record-page.check.1"), "panoh report --year YEAR --founding FILE --host https://… --out report.html")}
        ${command(text.say("record-page.check.2"), "panoh verify-report report.html --founding FILE --host https://…")}
        ${command(text.say("record-page.check.3"), "panoh verify --founding founding.note --url https://…")}
        <p><a href="/founding" download="founding.note">${text.say("leaflet.log-founding")}</a></p>
        <p>${text.say("record-page.check-note")}</p>
      </section>
    </main>
    <footer><p>${text.unchecked()}</p></footer>
  </body>
</html>
`;
}

function part(text: PageText, name: "what" | "open" | "sealed"): string {
  const sentences = text.series(`record-page.${name}`).map((sentence) => `<li>${sentence}</li>`);
  return `<section><h2>${text.say(`record-page.${name}-title`)}</h2><ul>${sentences.join("")}</ul></section>`;
}

function command(says: string, words: string): string {
  return `<p>${says}</p>
        <pre dir="ltr"><code class="command">${escapeHtml(words)}</code></pre>`;
}
