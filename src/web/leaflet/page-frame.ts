// The frame that the public pages share when they are built: their words, the way out at one place, the languages, and what every head holds.
import { countryMarks } from "../../core/country-marks.ts";
import { isChecked, type LanguageTag, languages, languageTags } from "../../words/languages.ts";
import type { Values } from "../../words/message.ts";
import type { MessageKey } from "../../words/message-key.ts";
import { readWords } from "../../words/read-words.ts";
import { Words } from "../../words/words.ts";

const parts = ["first", "leaflet", "own-file", "record-page", "roles"] as const;
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

interface PublicPage {
  readonly language: LanguageTag;
  readonly fileOf: (language: LanguageTag) => string;
  /** More lines of the head. */
  readonly head?: string;
  /** Whether it uses a desk's whole width. */
  readonly isWide?: boolean;
  readonly title: string;
  /** Below the heading. */
  readonly lead?: string;
  readonly main: string;
}

/**
 * A whole public page as static HTML. Nothing in its head shows what it is about; a script there leads away. It has no styles or scripts of its own: both are
 * files, as the content security policy demands.
 */
export function publicPage(page: PublicPage): string {
  const { language, head = "", isWide = false } = page;
  const text = new PageText(language);
  return wholePage({
    ...page,
    head: `<meta name="referrer" content="no-referrer" />
    <title>${text.say("leaflet.window-title")}</title>
    <link rel="icon" href="/notes.svg" type="image/svg+xml" />
    <link rel="stylesheet" href="/leaflet/leaflet.css" />
    <script type="module" src="/leaflet/log-figures.ts"></script>${head}`,
    body: isWide ? '<body class="wide">' : "<body>",
    // The way out, at the same place on every public page.
    first: `<a class="exit" href="${exitUrl}" rel="noreferrer">${text.say("leaflet.exit")}</a>
      `,
  });
}

/** The frame of every page that is written at build time. */
export function wholePage(
  page: PublicPage & { readonly head: string; readonly body?: string; readonly first?: string },
): string {
  const { language, head, body = "<body>", first = "", lead = "" } = page;
  const text = new PageText(language);
  return `<!doctype html>
<html lang="${language}" dir="${languages[language].direction}">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    ${head}
  </head>
  ${body}
    <header>
      ${first}${markBanner(language)}
      ${pageLinks(language, page.fileOf)}
      <h1>${page.title}</h1>${lead}
    </header>
    <main>
      ${page.main}
    </main>
    <footer><p>${text.unchecked()}</p></footer>
  </body>
</html>
`;
}

/**
 * The sentence for a country that is not wholly a real one: all marks, hidden. Whoever serves the page for a country shows the ones that hold
 * (src/operate/app/web-app.ts), so that they stand there without scripts too; elsewhere the page's script does.
 */
function markBanner(language: LanguageTag): string {
  const marks = countryMarks.map((mark) => {
    return `<p id="mark-${mark}" hidden>${new PageText(language).say(`mark.${mark}`)}</p>`;
  });
  return `<div class="marks">${marks.join("")}</div>`;
}

/** Where whoever serves the page writes whom to ring (src/operate/app/leaflet-phones.ts). */
export const phonesPlace = '<ul id="phones" hidden></ul>';

/** Links to the same page in the other languages. */
function pageLinks(current: LanguageTag, fileOf: (language: LanguageTag) => string): string {
  const links = languageTags.map((tag) => {
    const name = escapeHtml(languages[tag].name);
    return tag === current
      ? `<span aria-current="page">${name}</span>`
      : `<a href="/${fileOf(tag)}" lang="${tag}" hreflang="${tag}">${name}</a>`;
  });
  return `<nav aria-label="${new PageText(current).say("leaflet.languages")}">${links.join(" ")}</nav>`;
}

export function paragraphs(sentences: readonly string[]): string {
  return sentences.map((sentence) => `<p>${sentence}</p>`).join("\n        ");
}

/** Sentences as a list. */
export function bullets(sentences: readonly string[], tag: "ul" | "ol" = "ul"): string {
  return `<${tag}>${sentences.map((sentence) => `<li>${sentence}</li>`).join("")}</${tag}>`;
}

/** A text inside an element or an attribute in double quotes. */
export function escapeHtml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
