// What the public pages share: their addresses, the way out at one place, the languages, and what every head holds.
import { countryMarks } from "../../core/country-marks.ts";
import { type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import type { Values } from "../../words/message.ts";
import { readWords } from "../../words/read-words.ts";
import type { MessageKey } from "../../words/words.ts";
import { leafletTexts } from "./leaflet-text.ts";

const words = new Map(
  await Promise.all(languageTags.map(async (tag) => [tag, await readWords(tag, ["first", "device"])] as const)),
);

// Somewhere that anybody may have open. A deploying country may choose another.
const exitUrl = "https://www.wikipedia.org/";

/** The file name of a language's leaflet, from the root of the site. */
export function leafletFile(language: LanguageTag): string {
  return language === "en" ? "public.html" : `public.${language}.html`;
}

/** The file name of a language's page about checking the system. */
export function checkFile(language: LanguageTag): string {
  return language === "en" ? "check.html" : `check.${language}.html`;
}

/** The file name of a language's page about the open record. */
export function recordPageFile(language: LanguageTag): string {
  return language === "en" ? "record.html" : `record.${language}.html`;
}

/** The file name of a language's first page of the demonstration. */
export function rolesFile(language: LanguageTag): string {
  return language === "en" ? "demonstration.html" : `demonstration.${language}.html`;
}

/** What every public page has in its head: nothing that tells what it is about, and the script that leads away. */
export function pageHead(language: LanguageTag): string {
  return `    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${escapeHtml(leafletTexts[language].windowTitle)}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/leaflet/leaflet.css" />
    <script type="module" src="/leaflet/log-figures.ts"></script>`;
}

/** The way out, at the same place on every public page. */
export function exitLink(language: LanguageTag): string {
  return `<a class="exit" href="${exitUrl}" rel="noreferrer">${escapeHtml(leafletTexts[language].exit)}</a>`;
}

/**
 * What is said when the country is not wholly a real one: all marks, hidden. Whoever serves the page for a country shows the ones that hold
 * (src/cli/web-app.ts), so that they stand there without scripts too; elsewhere the page's script does.
 */
export function markBanner(language: LanguageTag): string {
  const marks = countryMarks.map((mark) => {
    return `<p id="mark-${mark}" hidden>${escapeHtml(messageOf(language, `mark.${mark}`))}</p>`;
  });
  return `<div class="marks">${marks.join("")}</div>`;
}

/** Where whoever serves the page writes whom to ring (src/cli/leaflet-phones.ts), with the words for it in this language. */
export function phonesPlace(language: LanguageTag): string {
  // A brace stands for what is put in there.
  const phrases = (["checked", "no-answer", "old", "only-in"] as const).map(
    (name) =>
      `data-${name}="${escapeHtml(messageOf(language, `phone.${name}`, { date: "{date}", country: "{country}" }))}"`,
  );
  return `<ul id="phones" ${phrases.join(" ")} hidden></ul>`;
}

/** Links to the same page in the other languages. */
export function pageLinks(current: LanguageTag, fileOf: (language: LanguageTag) => string): string {
  const links = languageTags.map((tag) => {
    const name = escapeHtml(languages[tag].name);
    return tag === current
      ? `<span aria-current="page">${name}</span>`
      : `<a href="/${fileOf(tag)}" lang="${tag}" hreflang="${tag}">${name}</a>`;
  });
  return `<nav aria-label="${escapeHtml(leafletTexts[current].languages)}">${links.join(" ")}</nav>`;
}

function messageOf(language: LanguageTag, key: MessageKey, values: Values = {}): string {
  return words.get(language)?.text(key, values) ?? key;
}

/** A text inside an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
