// What the public pages share when they are built: their words, the way out at one place, the languages, and what every head holds.
import { countryMarks } from "../../core/country-marks.ts";
import { isChecked, type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import type { Values } from "../../words/message.ts";
import { readWords } from "../../words/read-words.ts";
import { type MessageKey, Words } from "../../words/words.ts";

const parts = ["first", "leaflet", "record-page", "roles"] as const;
const words = new Map(await Promise.all(languageTags.map(async (tag) => [tag, await readWords(tag, parts)] as const)));

/** The words of a public page, as they may stand in its text or in an attribute. */
export class PageText {
  readonly #words: Words;

  constructor(tag: LanguageTag) {
    this.#words = words.get(tag) ?? new Words(languages[tag], {});
  }

  say(key: MessageKey, values: Values = {}): string {
    return escapeHtml(this.#words.text(key, values));
  }

  /** The sentences `key.1`, `key.2`, … */
  series(key: string): readonly string[] {
    return this.#words.series(key).map(escapeHtml);
  }

  /** That no native speaker has checked the language, where none has. */
  unchecked(): string {
    return isChecked(this.#words.language.tag as LanguageTag) ? "" : this.say("settings.unchecked");
  }
}

// Somewhere that anybody may have open. A deploying country may choose another.
const exitUrl = "https://www.wikipedia.org/";

/** What every public page has in its head: nothing that shows what it is about, and the script that leads away. */
export function pageHead(language: LanguageTag): string {
  return `    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${new PageText(language).say("leaflet.window-title")}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/leaflet/leaflet.css" />
    <script type="module" src="/leaflet/log-figures.ts"></script>`;
}

/** The way out, at the same place on every public page. */
export function exitLink(language: LanguageTag): string {
  return `<a class="exit" href="${exitUrl}" rel="noreferrer">${new PageText(language).say("leaflet.exit")}</a>`;
}

/**
 * What is said when the country is not wholly a real one: all marks, hidden. Whoever serves the page for a country shows the ones that hold
 * (src/cli/web-app.ts), so that they stand there without scripts too; elsewhere the page's script does.
 */
export function markBanner(language: LanguageTag): string {
  const marks = countryMarks.map((mark) => {
    return `<p id="mark-${mark}" hidden>${new PageText(language).say(`mark.${mark}`)}</p>`;
  });
  return `<div class="marks">${marks.join("")}</div>`;
}

/** Where whoever serves the page writes whom to ring (src/cli/leaflet-phones.ts). */
export const phonesPlace = '<ul id="phones" hidden></ul>';

/** Links to the same page in the other languages. */
export function pageLinks(current: LanguageTag, fileOf: (language: LanguageTag) => string): string {
  const links = languageTags.map((tag) => {
    const name = escapeHtml(languages[tag].name);
    return tag === current
      ? `<span aria-current="page">${name}</span>`
      : `<a href="/${fileOf(tag)}" lang="${tag}" hreflang="${tag}">${name}</a>`;
  });
  return `<nav aria-label="${new PageText(current).say("leaflet.languages")}">${links.join(" ")}</nav>`;
}

/** A text inside an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
