// The page of a published edition, and its check by anybody (ED12): the page is what the program makes of the rows that were published, and each anchor is
// filled again from the record as it was then.
import type { RecordRead } from "../../record/record-read.ts";
import { isLanguage, type LanguageTag } from "../../words/languages.ts";
import type { Words } from "../../words/words.ts";
import type { Block } from "../document.ts";
import { Drawing } from "../print/drawing.ts";
import { markupOf } from "../print/elements.ts";
import { reportHtml, shownInHtml } from "../print/html.ts";
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

/** Null for what is no page of an edition. */
export function readShownEdition(html: string): ShownEdition | null {
  const { edition } = (shownInHtml(html) ?? {}) as { readonly edition?: Readonly<Record<string, unknown>> };
  const { origin, organisation, import: id, language, size } = edition ?? {};
  const texts = [origin, organisation, id].every((one) => typeof one === "string" && one.length <= 200);
  if (!texts || typeof language !== "string" || !isLanguage(language)) return null;
  return typeof size === "number" && Number.isSafeInteger(size) && size >= 0
    ? ({ origin, organisation, import: id, language, size } as ShownEdition)
    : null;
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

/** `newest` is the record in which the edition is published, `then` that at the size at which it was filled. */
export function checkEditionPage(
  html: string,
  shown: ShownEdition,
  {
    newest,
    then,
    words,
    hash,
  }: {
    readonly newest: RecordRead;
    readonly then: RecordRead;
    readonly words: Words;
    readonly hash: (text: string) => string;
  },
): EditionCheck {
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
  const drawing = new Drawing(document, { prefix: "", level: 2 });
  const markup = (block: Block) => drawing.block(block).map(markupOf).join("");
  return edition.paragraphs.filter((one) => {
    const section = document.sections.find(({ id }) => id === one.section);
    const place = edition.paragraphs.filter(({ section: of }) => of === one.section).indexOf(one);
    const block = section?.blocks[place];
    return block !== undefined && !html.includes(markup(block));
  });
}
