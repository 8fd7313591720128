// The text of a paragraph of a report: plain words, and words that are bound to what the record says (ED2). It is one text in one spelling, so that
// notes, tables and commands carry it as it is: `In 2003 it prosecuted {2|figure prosecutions 2003 - cases sample-report 2} cases.`
import { rowKey } from "./field-schema.ts";
import { type RegisterName, registerNames, registerOf } from "./register-table.ts";

/** A number that the program fills, and what it was when it was filled. */
export interface FigurePiece {
  readonly kind: "figure";
  readonly words: string;
  readonly fact: string;
  readonly year: number;
  /** Null for the whole. */
  readonly part: string | null;
  /** What is counted; `years` for months as years, of money its currency. */
  readonly unit: string;
  readonly source: string;
  readonly value: number;
}

/** Words that rest on one row, in the version that their writer read. A judgement is a row of its register. */
export interface RowPiece {
  readonly kind: "row";
  readonly words: string;
  readonly register: RegisterName;
  readonly key: string;
  readonly source: string;
  readonly organisation: string;
  /** The note's id, a colon and the row in it. */
  readonly version: string;
}

interface PlainPiece {
  readonly kind: "plain";
  readonly words: string;
}

export type Anchor = FigurePiece | RowPiece;
export type Piece = PlainPiece | Anchor;

export const maxPieces = 120;
export const maxBoundWords = 600;

/** Registers whose rows words may be bound to: open ones that say something of the country, or of how a source judged it. */
export const citedRegisters: readonly RegisterName[] = registerNames.filter(
  (name) =>
    registerOf(name).open && !["source", "coverage", "signoff", "release", "publication", "paragraph"].includes(name),
);

/** The pieces of a text in their order; null for a text that is not in its one spelling. */
export function parsePieces(text: string): readonly Piece[] | null {
  const { parts, rest } = textParts(text);
  const pieces = parts.map((part) => ("target" in part ? anchorOf(part) : part));
  const isSpelled = rest === "" && pieces.length > 0 && pieces.length <= maxPieces && !text.includes("\n");
  return isSpelled && pieces.every((piece) => piece !== null) ? pieces : null;
}

/** What stands in braces: words before a bar, none where a person typed none, and what they rest on. */
export interface Braces {
  readonly words: string;
  readonly target: string;
  readonly whole: string;
}

/** The plain words and the braces of a text; `rest` begins where it is neither. */
export function textParts(text: string): { readonly parts: readonly (PlainPiece | Braces)[]; readonly rest: string } {
  const parts: (PlainPiece | Braces)[] = [];
  let rest = text;
  while (rest !== "") {
    const plain = plainStart.exec(rest)?.[0] ?? "";
    if (plain !== "") parts.push({ kind: "plain", words: withoutSlashes(plain) });
    rest = rest.slice(plain.length);
    const [whole = "", words = "", target = ""] = bracesStart.exec(rest) ?? [];
    if (whole === "") break;
    parts.push({ words: withoutSlashes(words), target, whole });
    rest = rest.slice(whole.length);
  }
  return { parts, rest };
}

/** The one spelling of pieces. */
export function encodePieces(pieces: readonly Piece[]): string {
  return pieces
    .map((piece) =>
      piece.kind === "plain" ? withSlashes(piece.words) : `{${withSlashes(piece.words)}|${anchorText(piece)}}`,
    )
    .join("");
}

/** What an anchor names, with the value or version that its words rest on. */
function anchorText(piece: Anchor): string {
  const { kind } = piece;
  if (kind === "row")
    return [kind, piece.register, piece.key, piece.source, piece.organisation, piece.version].join(" ");
  return [kind, piece.fact, piece.year, piece.part ?? "-", piece.unit, piece.source, piece.value].join(" ");
}

/** What an anchor is about, whatever its value, version and words: two languages name the same things (ED8). */
export function subjectOf(piece: Anchor): string {
  return piece.kind === "row"
    ? ["row", piece.register, piece.key, piece.source, piece.organisation].join(" ")
    : ["figure", piece.fact, piece.year, piece.part ?? "-", piece.source].join(" ");
}

/** The words alone. */
export function wordsOf(pieces: readonly Piece[]): string {
  return pieces.map(({ words }) => words).join("");
}

const plainStart = /^(?:[^{}|\\]|\\[{}|\\])+/u;
const bracesStart = /^\{(?:((?:[^{}|\\]|\\[{}|\\])*)\|)?([^{}|\\]+)\}/u;
const word = /^[a-z][a-z0-9-]{0,59}$/;
const unitWord = /^(?:[a-z]{1,20}|[A-Z]{3})$/;
const organisationId = /^[0-9a-z-]{1,60}$/;
const versionWord = /^[0-9a-f]{64}:(?:0|[1-9]\d?)$/;
const wholeNumber = /^(?:0|[1-9]\d{0,12})$/;

/** The anchor that braces spell whole; null where they do not. */
export function anchorOf({ words, target }: Braces): Anchor | null {
  if (words === "" || words.length > maxBoundWords || words.trim() !== words) return null;
  const [kind, ...rest] = target.split(" ");
  if (kind === "figure" && rest.length === 6) return figureOf(words, rest as SixWords);
  return kind === "row" && rest.length === 5 ? rowOf(words, rest as FiveWords) : null;
}

type FiveWords = [string, string, string, string, string];
type SixWords = [...FiveWords, string];

function figureOf(words: string, [fact, year, part, unit, source, value]: SixWords): FigurePiece | null {
  const isSpelled =
    word.test(fact) &&
    /^[1-2]\d{3}$/.test(year) &&
    (part === "-" || word.test(part)) &&
    unitWord.test(unit) &&
    rowKey(source) &&
    wholeNumber.test(value);
  if (!isSpelled) return null;
  return {
    kind: "figure",
    words,
    fact,
    year: Number(year),
    part: part === "-" ? null : part,
    unit,
    source,
    value: Number(value),
  };
}

function rowOf(words: string, [name, key, source, organisation, version]: FiveWords): RowPiece | null {
  const register = citedRegisters.find((each) => each === name);
  const isSpelled = rowKey(key) && rowKey(source) && organisationId.test(organisation) && versionWord.test(version);
  return register === undefined || !isSpelled
    ? null
    : { kind: "row", words, register, key, source, organisation, version };
}

function withSlashes(words: string): string {
  return words.replace(/[{}|\\]/g, "\\$&");
}

function withoutSlashes(spelled: string): string {
  return spelled.replace(/\\([{}|\\])/g, "$1");
}
