// A text while it is written (ED3e): the writer types words and never sees how words are bound. What is bound stays bound while its words are edited, and what is
// typed before or behind bound words is plain. Pure: a field of any platform shows `wordsOf` these pieces.
import { type Anchor, maxBoundWords, type Piece, wordsOf } from "../../core/registers/pieces.ts";

/** Bound words with where they stand in the text. */
interface Bound {
  readonly anchor: Anchor;
  readonly from: number;
  readonly to: number;
}

export function boundIn(pieces: readonly Piece[]): readonly Bound[] {
  let at = 0;
  return pieces.flatMap((piece) => {
    const from = at;
    at += piece.words.length;
    return piece.kind === "plain" ? [] : [{ anchor: piece, from, to: at }];
  });
}

/** The pieces once the field holds `typed`; `caret` is where the writer stands then, behind what they typed. */
export function retyped(pieces: readonly Piece[], typed: string, caret: number): readonly Piece[] {
  // A paragraph is one line: what a key or a pasted text breaks is one space.
  const text = typed.replace(/[\r\n\t]/g, " ");
  const { from, to, words } = changeOf(wordsOf(pieces), text, caret);
  const within = boundIn(pieces).find((one) => isWithin(one, from, to, words));
  return within === undefined
    ? replaced(pieces, from, to, [{ kind: "plain", words }])
    : replaced(pieces, within.from, within.to, [
        {
          ...within.anchor,
          words: `${within.anchor.words.slice(0, from - within.from)}${words}${within.anchor.words.slice(to - within.from)}`,
        },
      ]);
}

/** Words from one place to another are bound to what the anchor names; the spaces around them stay plain. Null where no words stand there. */
export function boundAt(pieces: readonly Piece[], from: number, to: number, anchor: Anchor): readonly Piece[] | null {
  const marked = wordsOf(pieces).slice(from, to);
  const words = marked.trim();
  if (words === "" || words.length > maxBoundWords) return null;
  const start = from + marked.indexOf(words);
  return replaced(pieces, start, start + words.length, [{ ...anchor, words }]);
}

/** The pieces with others in place of what stands from one place to another. */
export function replaced(
  pieces: readonly Piece[],
  from: number,
  to: number,
  others: readonly Piece[],
): readonly Piece[] {
  return joined([...cut(pieces, 0, from), ...others, ...cut(pieces, to, Number.POSITIVE_INFINITY)]);
}

/** The words of one anchor, by its place among them, bound no more. */
export function unbound(pieces: readonly Piece[], place: number): readonly Piece[] {
  const anchor = boundIn(pieces)[place]?.anchor;
  return joined(pieces.map((piece) => (piece === anchor ? { kind: "plain", words: piece.words } : piece)));
}

/** What is kept of a text: its words composed, none but single spaces, and no space at its ends. */
export function written(pieces: readonly Piece[]): readonly Piece[] {
  const composed = joined(
    pieces.map((piece) => ({ ...piece, words: piece.words.normalize("NFC").replace(/ {2,}/g, " ") })),
  );
  const last = composed.length - 1;
  return joined(
    composed.map((piece, i) => {
      if (piece.kind !== "plain") return piece;
      const begun = i === 0 ? piece.words.trimStart() : piece.words;
      return { ...piece, words: i === last ? begun.trimEnd() : begun };
    }),
  );
}

/** What was changed: from where to where, into which words. The text behind the caret is as it was, unless a keyboard corrected words farther on. */
function changeOf(before: string, after: string, caret: number) {
  const isAsBefore = before.endsWith(after.slice(caret)) && after.length - caret <= before.length;
  const tail = isAsBefore ? after.length - caret : commonLetters(before, after, (n) => -1 - n);
  const head = commonLetters(before.slice(0, before.length - tail), after.slice(0, after.length - tail), (n) => n);
  return { from: head, to: before.length - tail, words: after.slice(head, after.length - tail) };
}

/** How many letters two texts have in common, from the place of the first on. */
function commonLetters(one: string, other: string, placeOf: (n: number) => number): number {
  let n = 0;
  while (n < one.length && n < other.length && one.at(placeOf(n)) === other.at(placeOf(n))) n++;
  return n;
}

/** True where a change is one of the bound words themselves: not where it is typed at their edge, nor where it takes all of them away. */
function isWithin(one: Bound, from: number, to: number, words: string): boolean {
  if (from < one.from || to > one.to) return false;
  if (from === to) return from > one.from && from < one.to;
  return words.trim() !== "" || to - from < one.to - one.from;
}

/** The pieces from one place to another, cut where they are longer. */
function cut(pieces: readonly Piece[], from: number, to: number): readonly Piece[] {
  let at = 0;
  return pieces.map((piece) => {
    const start = at;
    at += piece.words.length;
    return { ...piece, words: piece.words.slice(Math.max(0, from - start), Math.max(0, to - start)) };
  });
}

/** Pieces as a text spells them: plain words that follow each other are one, bound words have no space at their ends, and none is empty. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces.flatMap(withEdges)) {
    const last = all.at(-1);
    if (piece.words === "") continue;
    if (last?.kind === "plain" && piece.kind === "plain")
      all[all.length - 1] = { kind: "plain", words: last.words + piece.words };
    else all.push(piece);
  }
  return all;
}

function withEdges(piece: Piece): readonly Piece[] {
  if (piece.kind === "plain") return [piece];
  const words = piece.words.trim();
  const start = words === "" ? piece.words.length : piece.words.indexOf(words);
  return [
    { kind: "plain", words: piece.words.slice(0, start) },
    { ...piece, words },
    { kind: "plain", words: piece.words.slice(start + words.length) },
  ];
}
