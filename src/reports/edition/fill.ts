// Fills the anchors of a text from the record as it is, and says of each whether it still holds (ED4, ED5). The writer types the noun and the program
// the number: a number that belongs to another plural form would make the sentence wrong, so it is left for the writer.

import { type Anchor, encodePieces, type FigurePiece, type Piece, type RowPiece } from "../../core/registers/pieces.ts";
import { refId } from "../../record/statement.ts";
import { type LanguageTag, languages } from "../../words/languages.ts";
import type { Edition } from "./edition.ts";
import type { Grounds } from "./grounds.ts";
import { numberWord, spelledNumber } from "./number-words.ts";

/** Why an anchor does not hold as it stands. */
export type Staleness =
  /** Its row or its number is not in the record any more. */
  | "gone"
  /** Its row was corrected since. */
  | "corrected"
  /** The number changed, and with it the form of the noun; or the words spell another number than the record has. */
  | "other-number";

interface Filled {
  /** With the number of today where only that changed. */
  readonly piece: Piece;
  readonly stale: Staleness | null;
}

/** Each piece of a text as the record has it now. */
export function fillPieces(pieces: readonly Piece[], grounds: Grounds, language: LanguageTag): readonly Filled[] {
  return pieces.map((piece) => {
    if (piece.kind === "plain") return { piece, stale: null };
    return piece.kind === "row" ? fillRow(piece, grounds) : fillFigure(piece, grounds, language);
  });
}

/** True when every anchor names what the record has, in the version and with the number that it gives. */
export function isFilled(pieces: readonly Piece[], grounds: Grounds, language: LanguageTag): boolean {
  return fillPieces(pieces, grounds, language).every(({ piece, stale }, i) => stale === null && piece === pieces[i]);
}

function fillRow(piece: RowPiece, grounds: Grounds): Filled {
  const row = grounds.row(piece);
  const isAsRead = row !== null && refId(row.ref) === piece.version && !grounds.isStaleJudgement(row);
  const stale = row === null ? "gone" : isAsRead ? null : "corrected";
  return { piece, stale };
}

function fillFigure(piece: FigurePiece, grounds: Grounds, language: LanguageTag): Filled {
  const now = grounds.figure(piece);
  if (now === null) return { piece, stale: "gone" };
  const { value } = now;
  const spelled = spelledNumber(piece.words, language);
  const isSpelledAsFilled = spelled?.value === piece.value;
  if (value === piece.value && isSpelledAsFilled) return { piece, stale: null };
  // With a word where the writer wrote one.
  const given = spelled?.isWord === true ? numberWord(value, language) : languages[language].number(value);
  const words = isSpelledAsFilled ? given : null;
  if (words === null || languages[language].plural(value) !== languages[language].plural(piece.value))
    return { piece, stale: "other-number" };
  return { piece: { ...piece, words, value }, stale: null };
}

/** The anchors of a text. */
export function anchorsIn(pieces: readonly Piece[]): readonly Anchor[] {
  return pieces.filter((piece): piece is Anchor => piece.kind !== "plain");
}

/** The edition with each number filled anew where it may be; a draft is printed and signed so. */
export function refilled(edition: Edition, grounds: Grounds): Edition {
  return {
    ...edition,
    paragraphs: edition.paragraphs.map((paragraph) => {
      const pieces = fillPieces(paragraph.pieces, grounds, edition.language).map(({ piece }) => piece);
      return { ...paragraph, pieces, text: encodePieces(pieces) };
    }),
  };
}
