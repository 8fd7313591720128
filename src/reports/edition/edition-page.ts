// The page of a published edition, and its check by anybody (ED12): the page is what the program makes of the rows that were published, and each anchor is
// filled again from the record as it was then.
import { code, integer, object, openObject, text } from "../../core/schema.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import { markupOf } from "../print/elements.ts";
import { drawnOnPage, reportHtml, shownInHtml } from "../print/html.ts";
import { isOlder, type Paragraph, type PublishedEdition, publishedEditions } from "./edition.ts";
import { editionDocument } from "./edition-document.ts";
import { isFilled } from "./fill.ts";
import { Grounds } from "./grounds.ts";

/** Which published edition a page says that it is. Nothing else of the page is believed. */
export interface ShownEdition {
  readonly origin: string;
  readonly organisation: string;
  readonly import: string;
  readonly language: LanguageTag;
  /** The size of the log at which it says that it was filled. */
  readonly size: number;
}

/** The page of a published edition; `record` is the record at the size at which it was filled. */
export function editionPage(edition: PublishedEdition, record: RecordRead, words: Words): string {
  const { organisation, language, size } = edition;
  const shown: ShownEdition = { origin: record.origin, organisation, import: edition.import, language, size };
  return reportHtml(editionDocument(edition, record, words, edition), { edition: shown });
}

const isShown = openObject({
  edition: object({
    origin: text(200),
    organisation: text(200),
    import: text(200),
    language: code(languageTags),
    size: integer(0, Number.MAX_SAFE_INTEGER),
  }),
});

/** Null for what is no page of an edition. */
export function readShownEdition(html: string): ShownEdition | null {
  const shown = shownInHtml(html);
  return isShown(shown) ? shown.edition : null;
}

export interface EditionCheck {
  readonly verdict: "same" | "refused";
  /** Why the whole of it is refused: nobody published it, or the page differs outside its paragraphs. */
  readonly reason: "not-published" | "page-differs" | null;
  /** Paragraphs that the page says otherwise than they were published. */
  readonly altered: readonly Paragraph[];
  /** Paragraphs of which a number or row was not in the record as they say. */
  readonly unfilled: readonly Paragraph[];
  /** Its organisation published a newer edition since. */
  readonly isOlder: boolean;
  readonly edition: PublishedEdition | null;
}

/** What a checker has. */
export interface PageSight {
  /** The record at the size of the log of which the page says that it was made. */
  readonly record: RecordRead;
  readonly newest: RecordRead;
  /** In the language of the page. */
  readonly words: Words;
  /** The hash of a text. */
  readonly hash: (text: string) => string;
}

export function checkEditionPage(html: string, shown: ShownEdition, sight: PageSight): EditionCheck {
  const { newest, record: then, words, hash } = sight;
  const all = publishedEditions(newest.statements, hash);
  const edition = all.find((one) => one.organisation === shown.organisation && one.import === shown.import) ?? null;
  if (edition === null || edition.size !== shown.size || edition.language !== shown.language)
    return { verdict: "refused", reason: "not-published", altered: [], unfilled: [], isOlder: false, edition: null };
  const unfilled = unfilledIn(edition, then);
  const isSame = html === editionPage(edition, then, words);
  const altered = isSame ? [] : alteredIn(html, edition, then, words);
  const reason = !isSame && altered.length === 0 ? "page-differs" : null;
  return {
    verdict: isSame && unfilled.length === 0 ? "same" : "refused",
    reason,
    altered,
    unfilled,
    isOlder: isOlder(edition, all),
    edition,
  };
}

/** Which paragraph of its section it is, from 1 on. */
export function placeIn(edition: PublishedEdition | null, { section, key }: Paragraph): number {
  const ofSection = (edition?.paragraphs ?? []).filter((one) => one.section === section);
  return ofSection.findIndex((one) => one.key === key) + 1;
}

/** The paragraphs of which an anchor does not give what the record had. */
export function unfilledIn(edition: PublishedEdition, then: Pick<RecordRead, "statements">): readonly Paragraph[] {
  const grounds = new Grounds(then.statements, edition.kind);
  return edition.paragraphs.filter(({ pieces }) => !isFilled(pieces, grounds, edition.language));
}

function alteredIn(html: string, edition: PublishedEdition, then: RecordRead, words: Words): readonly Paragraph[] {
  const document = editionDocument(edition, then, words, edition);
  // In the order of the edition: its sections stand first, each with its paragraphs alone.
  const paragraphs = drawnOnPage(document).sections.flatMap(({ children }) =>
    children.filter((child) => typeof child !== "string" && child.tag === "p"),
  );
  return edition.paragraphs.filter((_, i) => !html.includes(markupOf(paragraphs[i] ?? "")));
}
