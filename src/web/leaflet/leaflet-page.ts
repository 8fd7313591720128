// The public leaflet as static HTML, one file per language, written at build time: it is read without scripts, aloud, and on paper. First what
// helps somebody in danger; how the system can be checked is a page of its own.
import { type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import { checkFile, leafletFile, recordPageFile } from "./page-files.ts";
import { bullets, PageText, phonesPlace, publicPage } from "./page-frame.ts";

export function leafletPage(language: LanguageTag): string {
  const text = new PageText(language);
  return publicPage({
    language,
    fileOf: leafletFile,
    title: text.say("leaflet.title"),
    main: `<section class="question now">
        <h2>${text.say("leaflet.now-title")}</h2>
        ${phonesPlace}
        ${bullets(text.series("leaflet.now"))}
      </section>
      <section class="question">
        <h2>${text.say("leaflet.written-title")}</h2>
        ${bullets(text.series("leaflet.written"))}
        ${writtenWords(language)}
      </section>
      ${questions.map((n) => question(text, n)).join("\n      ")}
      <section>
        <h2>${text.say("leaflet.rights-title")}</h2>
        ${bullets(text.series("leaflet.rights"))}
      </section>
      <section>
        <h2>${text.say("leaflet.about-title")}</h2>
        <p>${text.say("leaflet.about")}</p>
        <p><a href="/${checkFile(language)}">${text.say("leaflet.check-title")}</a></p>
        <p><a href="/${recordPageFile(language)}">${text.say("leaflet.record-link")}</a></p>
      </section>`,
  });
}

/** The words that somebody who cannot speak shows or sends: in the language of the page, then in those that whoever is asked may read. */
function writtenWords(language: LanguageTag): string {
  return [language, ...languageTags.filter((tag) => tag !== language)]
    .map((tag) => {
      const { direction } = languages[tag];
      return `<blockquote lang="${tag}" dir="${direction}">${new PageText(tag).say("leaflet.written-words")}</blockquote>`;
    })
    .join("\n        ");
}

const questions = ["1", "2"] as const;

function question(text: PageText, n: (typeof questions)[number]): string {
  const key = `leaflet.questions.${n}` as const;
  return `<section class="question"><h2>${text.say(`${key}.question`)}</h2>${bullets(text.series(`${key}.answers`))}</section>`;
}
