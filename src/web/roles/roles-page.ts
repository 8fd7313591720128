// The demonstration's first page as static HTML, one file per language, written at build time: whom one can play, one tap each. Names, addresses
// and words of a demonstration stand in it as marks in double braces, which `panoh start` fills in; nobody else serves it (src/operate/app/web-app.ts).

import type { LanguageTag } from "../../words/languages.ts";
import { checkFile, leafletFile, recordPageFile, rolesFile } from "../leaflet/page-files.ts";
import { bullets, PageText, paragraphs, wholePage } from "../leaflet/page-frame.ts";

/** The roles that can be played, in the order of the page. The demonstration has an organisation for each (src/demonstration/roles.ts). */
export const rolesOfReferral = [
  "border-panj",
  "consulate-dubai",
  "shelter-north",
  "legal-aid",
  "clinic-south",
  "reintegration-north",
  "competent-authority",
  "aid-gulf",
] as const;
export const rolesOfRecord = ["secretariat", "prosecutor", "ombudsman", "training-institute"] as const;
type RoleSlug = (typeof rolesOfReferral)[number] | (typeof rolesOfRecord)[number];

/** The whole page. It has no scripts. */
export function rolesPage(language: LanguageTag): string {
  const text = new PageText(language);
  return wholePage({
    language,
    fileOf: rolesFile,
    head: `<meta name="referrer" content="no-referrer" />
    <meta name="robots" content="noindex" />
    <title>${text.say("roles.title")}</title>
    <link rel="icon" href="/panoh.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/roles/roles.css" />`,
    title: text.say("roles.title"),
    lead: `
      <p class="lead">${text.say("roles.lead")}</p>
      <p><strong>${text.say("roles.never")}</strong></p>`,
    main: `<section>
        <h2>${text.say("roles.referral-title")}</h2>
        <ul class="roles">${rolesOfReferral.map((slug) => role(text, slug)).join("")}</ul>
      </section>
      <section>
        <h2>${text.say("roles.try-title")}</h2>
        ${bullets(text.series("roles.steps"), "ol")}
      </section>
      <section>
        <h2>${text.say("roles.record-title")}</h2>
        <ul class="roles">${rolesOfRecord.map((slug) => role(text, slug)).join("")}</ul>
      </section>
      <section>
        <h2>${text.say("roles.public-title")}</h2>
        <ul class="links">
          <li><a href="/${leafletFile(language)}">${text.say("roles.public-links.leaflet")}</a></li>
          <li><a href="/${recordPageFile(language)}">${text.say("record-page.title")}</a></li>
          <li><a href="/${checkFile(language)}">${text.say("leaflet.check-title")}</a></li>
        </ul>
      </section>
      <details>
        <summary>${text.say("roles.real-title")}</summary>
        ${paragraphs(text.series("roles.real"))}
        ${[...rolesOfReferral, ...rolesOfRecord].map((slug) => words(text, slug)).join("\n        ")}
      </details>`,
  });
}

function role(text: PageText, slug: RoleSlug): string {
  return `
          <li><a href="{{open:${slug}}}" target="_blank" rel="noopener">
            <strong>${text.say(`roles.role.${slug}.who`)}</strong>
            <span>{{name:${slug}}}</span>
            <span class="quiet">${text.say(`roles.role.${slug}.does`)}</span>
          </a></li>`;
}

function words(text: PageText, slug: RoleSlug): string {
  return `<dl>
          <div><dt>${text.say(`roles.role.${slug}.who`)}</dt><dd>{{name:${slug}}}</dd></div>
          <div><dt>${text.say("roles.address")}</dt><dd><a class="address" href="{{address:${slug}}}" target="_blank" rel="noopener" dir="ltr">{{address:${slug}}}</a></dd></div>
          <div><dt>${text.say("roles.words")}</dt><dd><code dir="ltr">{{words:${slug}}}</code></dd></div>
        </dl>`;
}
