// What a writer works on: the draft of an edition, the drafts of the same year in other languages, and the record that it is filled from. Commands and
// screens write by these functions alone.
import type { Row } from "../../core/registers/row.ts";
import type { Statement } from "../../record/statement.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";
import { checkEdition, type Finding, openFindings } from "./checks.ts";
import {
  asSigned,
  draftRow,
  type Edition,
  type EditionName,
  editionDraft,
  publishedRows,
  signedText,
} from "./edition.ts";
import { refilled } from "./fill.ts";
import { Grounds } from "./grounds.ts";

export interface EditionDesk {
  readonly name: EditionName;
  readonly edition: Edition;
  /** The edition of the year that was begun first: others are compared with it. Null before any is begun. */
  readonly first: Edition | null;
  /** The languages in which the year is begun. */
  readonly begun: readonly LanguageTag[];
  readonly grounds: Grounds;
}

/** `book` is all that this device has, what is on its way included; `record` is what everybody can read by now. */
export function editionDesk(
  book: readonly Statement[],
  record: readonly Statement[],
  name: EditionName,
  organisation: string,
): EditionDesk {
  const drafts = languageTags.map((language) => editionDraft(book, { ...name, language }, organisation));
  const begun = drafts.filter(({ paragraphs }) => paragraphs.length > 0);
  const begunAt = ({ paragraphs }: Edition) => paragraphs.map(({ at }) => at).sort()[0] ?? "~";
  const [first = null] = begun.toSorted((a, b) => (begunAt(a) < begunAt(b) ? -1 : 1));
  return {
    name,
    edition: drafts.find(({ language }) => language === name.language) ?? editionDraft(book, name, organisation),
    first,
    begun: begun.map(({ language }) => language),
    grounds: new Grounds(record, name.kind),
  };
}

export function findingsAt({ edition, grounds, name, first }: EditionDesk): readonly Finding[] {
  return checkEdition(edition, { grounds, asks: grounds.asks(name), first });
}

/** True when nothing keeps the edition from being signed. */
export function mayBeSigned(desk: EditionDesk): boolean {
  return desk.edition.paragraphs.length > 0 && openFindings(findingsAt(desk)).length === 0;
}

/** What signing writes beside the signature: paragraphs of which numbers are filled anew; and the text that the signature hashes. */
export function toSign({ name, edition, grounds }: EditionDesk): {
  readonly rows: readonly Row<"draft">[];
  readonly text: string;
} {
  const filled = refilled(edition, grounds);
  const changed = filled.paragraphs.filter(({ text }, i) => text !== edition.paragraphs[i]?.text);
  return {
    rows: changed.map(({ version, ...paragraph }) => draftRow(name, { ...paragraph, over: [version] })),
    text: signedText(filled),
  };
}

/** The rows that publish the edition at a size of the log; null where no signature is of this text. `hash` is that of a text. */
export function toPublish(
  { edition }: EditionDesk,
  size: number,
  hash: (text: string) => string,
): readonly Row<"paragraph">[] | null {
  const signed = asSigned(edition, hash);
  return signed.signatures.length === 0 ? null : publishedRows(signed, size);
}
