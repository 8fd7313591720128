// The page of a published edition, and its check by anybody (ED12): the page is what the program makes of the rows that were published, and each anchor is
// filled again from the record as it was then.
import type { RecordRead } from "../../record/record-read.ts";
import type { Words } from "../../words/words.ts";
import { markupOf } from "../print/elements.ts";
import { drawnOnPage, reportHtml } from "../print/html.ts";
import { type ShownPage, shownAs } from "../shown-page.ts";
import { isOlder, type Paragraph, type PublishedEdition, publishedEditions } from "./edition.ts";
import { editionDocument } from "./edition-document.ts";
import { isFilled } from "./fill.ts";
import { Grounds } from "./grounds.ts";

/** The page of a published edition; `record` is the record at the size at which it was filled. */
export function editionPage(edition: PublishedEdition, record: RecordRead, words: Words): string {
  const { organisation, language, size, import: id } = edition;
  const shown = shownAs({ origin: record.origin, size, language, edition: { organisation, import: id } });
  return reportHtml(editionDocument(edition, record, words, edition), shown);
}

export interface EditionCheck {
  readonly verdict: "same" | "refused";
  /** Why the whole of it is refused: nobody published it, or the page differs outside its paragraphs or in their order. */
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

export function checkEditionPage(html: string, shown: ShownPage, sight: PageSight): EditionCheck {
  const { newest, record: then, words, hash } = sight;
  const all = publishedEditions(newest.statements, hash);
  const { organisation, import: id } = shown.edition ?? {};
  const edition = all.find((one) => one.organisation === organisation && one.import === id) ?? null;
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
