// What the public pages share: their addresses, the way out at one place, the languages, and what every head holds.
import { type Language, languages, languageTags } from "../text/languages.ts";
import { leafletTexts } from "./leaflet-text.ts";

// Somewhere that anybody may have open. A deploying country may choose another.
const exitUrl = "https://www.wikipedia.org/";

/** The file name of a language's leaflet, from the root of the site. */
export function leafletFile(language: Language): string {
  return language === "en" ? "public.html" : `public.${language}.html`;
}

/** The file name of a language's page about the open record. */
export function recordPageFile(language: Language): string {
  return language === "en" ? "record.html" : `record.${language}.html`;
}

/** What every public page has in its head: nothing that tells what it is about, and the script that leads away. */
export function pageHead(language: Language): string {
  return `    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="referrer" content="no-referrer" />
    <title>${escapeHtml(leafletTexts[language].windowTitle)}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/leaflet/leaflet.css" />
    <script type="module" src="/leaflet/log-figures.ts"></script>`;
}

/** The way out, at the same place on every public page. */
export function exitLink(language: Language): string {
  return `<a class="exit" href="${exitUrl}" rel="noreferrer">${escapeHtml(leafletTexts[language].exit)}</a>`;
}

/** What is shown when the country is not a real one. */
export function kindBanners(language: Language): string {
  const text = leafletTexts[language];
  return `<p class="demonstration" id="demonstration" hidden>${escapeHtml(text.demonstration)}</p>
    <p class="demonstration" id="trial" hidden>${escapeHtml(text.trial)}</p>`;
}

/** Links to the same page in the other languages. */
export function pageLinks(current: Language, fileOf: (language: Language) => string): string {
  const links = languageTags.map((tag) => {
    const name = escapeHtml(languages[tag].name);
    return tag === current
      ? `<span aria-current="page">${name}</span>`
      : `<a href="/${fileOf(tag)}" lang="${tag}" hreflang="${tag}">${name}</a>`;
  });
  return `<nav aria-label="${escapeHtml(leafletTexts[current].languages)}">${links.join(" ")}</nav>`;
}

/** A text inside an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
