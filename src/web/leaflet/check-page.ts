// The public page about checking the system, as static HTML, one file per language, written at build time: what is sealed and logged, the newest
// state of the log, and how anybody checks all of it. Whoever looks for help does not meet it.
import type { LanguageTag } from "../../words/languages.ts";
import { checkFile, leafletFile, recordPageFile } from "./page-files.ts";
import { PageText, paragraphs, publicPage } from "./page-frame.ts";

/** The whole page. What it shows of the log with scripts is checked by the script first; without scripts it has no figures. */
export function checkingPage(language: LanguageTag): string {
  const text = new PageText(language);
  return publicPage({
    language,
    fileOf: checkFile,
    title: text.say("leaflet.check-title"),
    lead: `
      <p><a href="/${leafletFile(language)}">${text.say("leaflet.check-back")}</a></p>`,
    main: `<section>
        <h2>${text.say("leaflet.system-title")}</h2>
        ${paragraphs(text.series("leaflet.system"))}
      </section>
      ${logSection(text)}
      <section>
        <h2>${text.say("record-page.title")}</h2>
        <p>${text.say("leaflet.record")}</p>
        <p><a href="/${recordPageFile(language)}">${text.say("leaflet.record-link")}</a></p>
      </section>`,
  });
}

function logSection(text: PageText): string {
  return `<section>
        <h2>${text.say("leaflet.log-title")}</h2>
        <p id="log-is-witnessed" hidden>${text.say("leaflet.log-witnessed")}</p>
        <p id="log-is-unwatched" hidden>${text.say("leaflet.log-unwatched")}</p>
        <p id="log-is-lacking" hidden><strong>${text.say("leaflet.log-lacking")}</strong></p>
        <p id="log-is-refused" hidden><strong>${text.say("leaflet.log-refused")}</strong></p>
        <dl id="log-figures" hidden>
          <div><dt>${text.say("leaflet.log-size")}</dt><dd id="log-size"></dd></div>
          <div><dt>${text.say("leaflet.log-root")}</dt><dd id="log-root" dir="ltr"></dd></div>
          <div><dt>${text.say("leaflet.log-witnesses")}</dt><dd id="log-witnesses" dir="ltr"></dd></div>
          <div><dt>${text.say("leaflet.log-time")}</dt><dd id="log-time"></dd></div>
        </dl>
        <p>${text.say("leaflet.log-host")}</p>
        <p><a href="/founding" download="founding.note">${text.say("leaflet.log-founding")}</a></p>
        <pre dir="ltr"><code id="log-command">panoh verify --founding founding.note --url https://…</code></pre>
        <noscript><p>${text.say("leaflet.log-scripts")}</p></noscript>
      </section>`;
}
