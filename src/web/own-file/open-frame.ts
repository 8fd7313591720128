// The page on which a person opens their own file, as static HTML, one file per language, written at build time. It says nothing of what it is for, since it may
// be seen on the screen of whoever opens it. The same bytes for every country: a device keeps it by its hash.

import { type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import { openFile } from "../leaflet/page-files.ts";
import { escapeHtml, PageText } from "../leaflet/page-frame.ts";

export function openPage(language: LanguageTag): string {
  const text = new PageText(language);
  const links = languageTags.map((tag) =>
    tag === language
      ? `<span aria-current="page">${languages[tag].name}</span>`
      : `<a href="/${openFile(tag)}" lang="${tag}" hreflang="${tag}">${languages[tag].name}</a>`,
  );
  const said = (id: string) =>
    `<p id="${id}" class="notice" role="alert" hidden>${text.say(`open.${id}` as never)}</p>`;
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />
    <title>${text.say("app.neutral")}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/own-file/open.css" />
    <script type="module" src="/own-file/open-page.ts"></script>
  </head>
  <body>
    <main>
      <nav aria-label="${escapeHtml(text.say("leaflet.languages"))}">${links.join(" ")}</nav>
      <noscript><p>${text.say("open.scripts")}</p></noscript>
      <form id="open">
        <h1>${text.say("open.title")}</h1>
        <p>${text.say("open.lead")}</p>
        <p><label for="file">${text.say("open.file")}</label>
        <input id="file" type="file" /></p>
        <p><label for="words">${text.say("open.words")}</label>
        <input id="words" type="text" dir="ltr" autocomplete="off" autocapitalize="off" spellcheck="false" /></p>
        ${["no-file", "wrong", "not-a-file"].map(said).join("\n        ")}
        <p><button type="submit" data-busy="${text.say("open.busy")}">${text.say("open.button")}</button></p>
      </form>
      <div id="opened" hidden>
        <p class="no-print"><button type="button" id="print">${text.say("open.print")}</button>
        <button type="button" id="close">${text.say("open.close")}</button></p>
      </div>
    </main>
  </body>
</html>
`;
}
