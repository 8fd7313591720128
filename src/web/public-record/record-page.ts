// The public page about the country's open record as static HTML, one file per language, written at build time. Without scripts it says what
// the record is and how to check it; what it shows with scripts comes from the log alone and never from this file.

import type { LanguageTag } from "../../words/languages.ts";
import { leafletFile, recordPageFile } from "../leaflet/page-files.ts";
import { bullets, escapeHtml, PageText, publicPage } from "../leaflet/page-frame.ts";

export function recordPage(language: LanguageTag): string {
  const text = new PageText(language);
  return publicPage({
    language,
    fileOf: recordPageFile,
    head: `
    <link rel="stylesheet" href="/plot.css" />
    <link rel="stylesheet" href="/public-record/record-page.css" />
    <script type="module" src="/public-record/open-page.ts"></script>`,
    isWide: true,
    title: text.say("record-page.title"),
    lead: `
      <p class="lead">${text.say("record-page.lead")}</p>
      <p><a href="/${leafletFile(language)}">${text.say("record-page.back")}</a></p>`,
    main: `<div id="record">
        <noscript><p class="note">${text.say("record-page.no-scripts")}</p></noscript>
      </div>
      ${part(text, "what")}
      ${part(text, "open")}
      ${part(text, "sealed")}
      ${part(text, "method")}
      <section>
        <h2>${text.say("record-page.check-title")}</h2>
        ${command(text.say("record-page.check.1"), "panoh report --year YEAR --founding FILE --host https://… --out report.html")}
        ${command(text.say("record-page.check.2"), "panoh verify-report report.html --founding FILE --host https://…")}
        ${command(text.say("record-page.check.3"), "panoh verify --founding founding.note --url https://…")}
        <p><a href="/founding" download="founding.note">${text.say("leaflet.log-founding")}</a></p>
        <p>${text.say("record-page.check-note")}</p>
      </section>`,
  });
}

function part(text: PageText, name: "what" | "open" | "sealed" | "method"): string {
  return `<section><h2>${text.say(`record-page.${name}-title`)}</h2>${bullets(text.series(`record-page.${name}`))}</section>`;
}

function command(says: string, words: string): string {
  return `<p>${says}</p>
        <pre dir="ltr"><code class="command">${escapeHtml(words)}</code></pre>`;
}
