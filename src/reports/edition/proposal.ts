// A proposal for an edition (ED7), and a row as one: its own words where these are in the edition's language, else the sentence that the program has for it.
import { type Anchor, maxBoundWords, type Piece, subjectOf } from "../../core/registers/pieces.ts";
import type { EditionSection } from "../../core/registers/register-table.ts";
import { refId, type Statement } from "../../record/statement.ts";
import { isLanguage, type LanguageTag } from "../../words/languages.ts";
import type { Marks } from "../../words/message.ts";
import type { MessageKey } from "../../words/message-key.ts";
import type { MessageValuesOf, Words } from "../../words/words.ts";
import { capital } from "../text/report-text.ts";
import { type SayingWith, sentenceOf } from "./proposal-sentences.ts";

export interface Proposal {
  /** What is put away when it is: the anchor's subject, or what is recommended. */
  readonly id: string;
  readonly section: EditionSection;
  /** A sentence to take as it is; null where the writer has to say it. */
  readonly pieces: readonly Piece[] | null;
  /** The rows that it is about; none for a number. */
  readonly rows: readonly Statement[];
}

/** A row as a sentence that is bound to it; null where it has no words in this language and the program none for it. */
export function rowPieces(statement: Statement, language: LanguageTag, saying: SayingWith): readonly Piece[] | null {
  const own = ownWords(statement, language);
  return boundSentence(statement, own === null ? sentenceOf(statement, saying) : saying.text.capital(own));
}

/** A sentence that is bound to a row but for its end; null where it is none, or too long to be bound. */
export function boundSentence(statement: Statement, sentence: string | null): readonly Piece[] | null {
  const said = sentence === null ? "" : withoutTurns(sentence).trim();
  const [words = "", end = ""] = /^(.*?)([.۔]?)$/su.exec(said)?.slice(1) ?? [];
  if (words === "" || words.length > maxBoundWords) return null;
  return [anchorTo(statement, words), { kind: "plain", words: end === "" ? "." : end }];
}

/** Words that rest on a row, in the version in which it stands. */
export function anchorTo({ register, key, source, organisation, ref }: Statement, words: string): Anchor {
  return { kind: "row", words, register, key, source, organisation, version: refId(ref) };
}

/** A sentence of the program in which words are bound: values, or what stands between marks. */
export function anchored<K extends MessageKey>(
  words: Words,
  key: K,
  values: MessageValuesOf<K, Piece>,
  marks: Marks<Piece> = {},
): readonly Piece[] {
  const parts = words.marked(key, values, marks).map((part) => (typeof part === "string" ? plainPiece(part) : part));
  return parts.map((piece, i) => (i === 0 && piece.kind === "plain" ? plainPiece(capital(piece.words)) : piece));
}

export function plainPiece(words: string): Piece {
  return { kind: "plain", words: withoutTurns(words) };
}

/** Several proposals as one text, one sentence after the other. */
export function inOneText(all: readonly (readonly Piece[])[]): readonly Piece[] {
  return all.flatMap((pieces, i) => (i === 0 ? pieces : [plainPiece(" "), ...pieces]));
}

export function subjectOfRow(statement: Statement): string {
  return subjectOf(anchorTo(statement, statement.key));
}

/** A row holds no character that turns the direction of reading (RC1d); sentences of the program have them around their values. */
export function withoutTurns(sentence: string): string {
  return sentence.replace(/[\u200e\u200f\u2066-\u2069]/g, "");
}

/** What the source says, where it says it in this language. */
function ownWords({ values }: Statement, language: LanguageTag): string | null {
  const { words, language: its } = values as { readonly words?: string; readonly language?: string };
  if (words === undefined || its === undefined || !isLanguage(its) || its !== language) return null;
  return words.replace(/\s*\n\s*/g, " ");
}
