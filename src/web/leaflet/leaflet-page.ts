// The public leaflet as static HTML, one file per language, written at build time: it is read without scripts, aloud, and on paper.
import { type Language, languages, languageTags } from "../text/languages.ts";
import { type LeafletText, leafletTexts } from "./leaflet-text.ts";

// Somewhere that anybody may have open. A deploying country may choose another.
const exitUrl = "https://www.wikipedia.org/";

/** The file name of a language's leaflet, from the root of the site. */
export function leafletFile(language: Language): string {
  return language === "en" ? "public.html" : `public.${language}.html`;
}

/** The whole page. It has no styles or scripts of its own: both are files, as the content security policy demands. */
export function leafletPage(language: Language): string {
  const text = leafletTexts[language];
  const { direction } = languages[language];
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${escapeHtml(text.windowTitle)}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/leaflet/leaflet.css" />
    <script type="module" src="/leaflet/log-figures.ts"></script>
  </head>
  <body>
    <a class="exit" href="${exitUrl}" rel="noreferrer">${escapeHtml(text.exit)}</a>
    <p class="demonstration" id="demonstration" hidden>${escapeHtml(text.demonstration)}</p>
    <p class="demonstration" id="trial" hidden>${escapeHtml(text.trial)}</p>
    <header>
      <nav aria-label="${escapeHtml(text.languages)}">${languageTags.map((tag) => languageLink(tag, language)).join(" ")}</nav>
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
        <dl id="log-figures" hidden>
          <div><dt>${escapeHtml(text.logSize)}</dt><dd id="log-size"></dd></div>
          <div><dt>${escapeHtml(text.logWitnesses)}</dt><dd id="log-witnesses"></dd></div>
          <div><dt>${escapeHtml(text.logTime)}</dt><dd id="log-time"></dd></div>
        </dl>
        <p>${escapeHtml(text.logHost)}</p>
        <pre dir="ltr"><code id="log-command">panoh verify --founding FILE --url https://…</code></pre>
        <noscript><p>${escapeHtml(text.logScripts)}</p></noscript>
      </section>`;
}

function list(sentences: readonly string[]): string {
  return `<ul>${sentences.map((sentence) => `<li>${escapeHtml(sentence)}</li>`).join("")}</ul>`;
}

function languageLink(tag: Language, current: Language): string {
  const name = escapeHtml(languages[tag].name);
  return tag === current
    ? `<span aria-current="page">${name}</span>`
    : `<a href="/${leafletFile(tag)}" lang="${tag}" hreflang="${tag}">${name}</a>`;
}

function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
