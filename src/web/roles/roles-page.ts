// The demonstration's first page as static HTML, one file per language, written at build time: whom one can play, one tap each. Names, addresses
// and words of a demonstration stand in it as marks in double braces, which `panoh start` fills in; nobody else serves it (src/cli/web-app.ts).

import { type LanguageTag, languages } from "../../words/languages.ts";
import {
  checkFile,
  escapeHtml,
  leafletFile,
  markBanner,
  pageLinks,
  recordPageFile,
  rolesFile,
} from "../leaflet/page-frame.ts";
import { type RoleSlug, type RolesText, rolesOfRecord, rolesOfReferral, rolesTexts } from "./roles-text.ts";

/** The whole page. It has no scripts. */
export function rolesPage(language: LanguageTag): string {
  const text = rolesTexts[language];
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />
    <title>${escapeHtml(text.title)}</title>
    <link rel="icon" href="/panoh.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/roles/roles.css" />
  </head>
  <body>
    ${markBanner(language)}
    <header>
      ${pageLinks(language, rolesFile)}
      <h1>${escapeHtml(text.title)}</h1>
      <p class="lead">${escapeHtml(text.lead)}</p>
      <p><strong>${escapeHtml(text.never)}</strong></p>
    </header>
    <main>
      <section>
        <h2>${escapeHtml(text.referralTitle)}</h2>
        <ul class="roles">${rolesOfReferral.map((slug) => role(text, slug)).join("")}</ul>
      </section>
      <section>
        <h2>${escapeHtml(text.tryTitle)}</h2>
        <ol>${text.steps.map((step) => `<li>${escapeHtml(step)}</li>`).join("")}</ol>
      </section>
      <section>
        <h2>${escapeHtml(text.recordTitle)}</h2>
        <ul class="roles">${rolesOfRecord.map((slug) => role(text, slug)).join("")}</ul>
      </section>
      <section>
        <h2>${escapeHtml(text.publicTitle)}</h2>
        <ul class="links">
          <li><a href="/${leafletFile(language)}">${escapeHtml(text.publicLinks.leaflet)}</a></li>
          <li><a href="/${recordPageFile(language)}">${escapeHtml(text.publicLinks.record)}</a></li>
          <li><a href="/${checkFile(language)}">${escapeHtml(text.publicLinks.check)}</a></li>
        </ul>
      </section>
      <details>
        <summary>${escapeHtml(text.realTitle)}</summary>
        ${text.real.map((sentence) => `<p>${escapeHtml(sentence)}</p>`).join("\n        ")}
        ${[...rolesOfReferral, ...rolesOfRecord].map((slug) => words(text, slug)).join("\n        ")}
      </details>
    </main>
    <footer><p>${escapeHtml(text.unchecked)}</p></footer>
  </body>
</html>
`;
}

function role({ roles }: RolesText, slug: RoleSlug): string {
  const [who, does] = roles[slug];
  return `
          <li><a href="{{open:${slug}}}" target="_blank" rel="noopener">
            <strong>${escapeHtml(who)}</strong>
            <span>{{name:${slug}}}</span>
            <span class="quiet">${escapeHtml(does)}</span>
          </a></li>`;
}

function words(text: RolesText, slug: RoleSlug): string {
  return `<dl>
          <div><dt>${escapeHtml(text.roles[slug][0])}</dt><dd>{{name:${slug}}}</dd></div>
          <div><dt>${escapeHtml(text.address)}</dt><dd><a class="address" href="{{address:${slug}}}" target="_blank" rel="noopener" dir="ltr">{{address:${slug}}}</a></dd></div>
          <div><dt>${escapeHtml(text.words)}</dt><dd><code dir="ltr">{{words:${slug}}}</code></dd></div>
        </dl>`;
}
