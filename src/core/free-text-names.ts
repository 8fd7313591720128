// Which words of free texts may be another person's name, so that whoever hands the texts on looks at them first. It marks too much rather than too little, and
// decides nothing: in letters without capitals, as in Persian, a word is marked behind a title, where it sounds like a name that is known, and where it is none of the
// words that are known to be others. A name that is such a word too is marked softly where it is one of a short list, and else found by the reader alone.
import { soundsOf } from "./person-name.ts";

export interface TextPiece {
  readonly text: string;
  /** False for what stands between words. */
  readonly isWord: boolean;
  readonly maybeName: boolean;
  /** A word like others, by which people are called too: marked softly. */
  readonly alsoName: boolean;
}

/** Stands where a word was taken out: of one length, whatever stood there. */
const takenOut = "[…]";

/** Said before a name, in the languages of the program. */
const titles = new Set(
  "آقا آقای خانم خانوم دکتر مهندس استاد بنام عمو خاله mr mrs ms dr janob xonim aka opa г-н г-жа господин госпожа ака апа хола".split(
    " ",
  ),
);

/** Names that are common words, as they stand in Persian letters or are written with a small letter. From general knowledge: no native speaker read the list. */
const alsoNames = new Set(
  [
    "آزاد آرزو امید بهار حاکم دولت راضی روشن زمان ستاره سحر سرور سفر سلامت شادی شیرین صبر عزیز فرشته قدرت کامل گل مهر مهربان نرگس نور پری پیروز",
    "азиз баҳор гул давлат зафар қудрат меҳрубон наргис нур озод орзу равшан сабр саломат сафар ситора умед фаришта ширин шодӣ",
    "вера лилия любовь надежда роза роман слава",
    "aziz bahor davlat farishta gul mehribon nargis nur orzu ozod qudrat ravshan sabr safar salomat shirin umid yulduz zafar",
  ].flatMap((line) => line.split(" ")),
);

/** What is known beside the texts. */
interface KnownWords {
  /** The person's own name. */
  readonly own?: string;
  /** Names of others. */
  readonly names?: readonly string[];
  /** Words of letters without capitals that are no names by their look (`commonWords`); none where nobody knows any. */
  readonly common?: ReadonlySet<string>;
}

/**
 * The words of these texts and what stands between them. A word that sounds like a name of others is marked, in any of the three scripts, and in letters without capitals
 * one that sounds like any other word that is marked, or that is none of the common ones.
 */
export function piecesOf(
  texts: readonly string[],
  { own = "", names = [], common = new Set() }: KnownWords = {},
): readonly (readonly TextPiece[])[] {
  const all = texts.map(piecesIn);
  const lower = new Set(all.flat().flatMap(({ text, isWord }) => (isWord && /^\p{Ll}/u.test(text) ? [text] : [])));
  const mine = new Set(wordsIn(own));
  const marked = all.map((pieces) =>
    pieces.map((piece, at) => ({ ...piece, maybeName: maybeName(pieces, at, lower, mine) })),
  );
  const soundsKnown = spellingsOf(names);
  const soundsMarked = spellingsOf(marked.flat().flatMap(({ text, maybeName: isMarked }) => (isMarked ? [text] : [])));
  const soundsMine = spellingsOf([own]);
  const isHeard = (text: string) => {
    const spellings = [...spellingsOf([text])];
    const isLikeMarked = withoutCapitals.test(text) && spellings.some((one) => soundsMarked.has(one));
    const isOdd = common.size > 0 && withoutCapitals.test(text) && !isCommon(text, common);
    return (
      (isOdd || isLikeMarked || spellings.some((one) => soundsKnown.has(one))) &&
      !mine.has(text) &&
      !spellings.some((one) => soundsMine.has(one))
    );
  };
  return marked.map((pieces) =>
    pieces.map((piece) => {
      const isMarked = piece.maybeName || (piece.isWord && isHeard(piece.text));
      const word = piece.text.toLowerCase();
      return { ...piece, maybeName: isMarked, alsoName: !isMarked && alsoNames.has(word) && !mine.has(word) };
    }),
  );
}

const withoutCapitals = /(?=\p{L})\p{Script=Arabic}/u;
/** Stands between the parts of a Persian word. */
const joint = "\u200c";

/** The words of these sentences, and of each that is joined of several its parts. */
export function commonWords(sentences: readonly string[]): ReadonlySet<string> {
  return new Set(sentences.flatMap(wordsIn).flatMap((word) => [word, ...word.split(joint)]));
}

function isCommon(word: string, common: ReadonlySet<string>): boolean {
  return titles.has(word) || common.has(word) || word.split(joint).every((part) => common.has(part));
}

/** True for a text in whose letters a name has no capital. */
export function hasNoCapitals(text: string): boolean {
  return withoutCapitals.test(text);
}

/** How these names may be written: by their consonants, of which two are the fewest that say anything. */
function spellingsOf(names: readonly string[]): ReadonlySet<string> {
  return new Set(
    names.flatMap((name) => [...soundsOf(name).matchAll(/[-~](\S{2,}) /g)].map(([, consonants]) => consonants ?? "")),
  );
}

/** The words of a line as they are compared: in small letters. */
export function wordsIn(line: string): readonly string[] {
  return piecesIn(line).flatMap(({ text, isWord }) => (isWord ? [text.toLowerCase()] : []));
}

/** The text without these words, wherever they stand in it. */
export function textWithout(text: string, words: ReadonlySet<string>): string {
  const pieces = piecesIn(text).map((piece) =>
    piece.isWord && words.has(piece.text.toLowerCase()) ? takenOut : piece.text,
  );
  return pieces.join("");
}

/** True where a text has something in the place of a word. */
export function hasTakenOut(text: string): boolean {
  return text.includes(takenOut);
}

type Piece = Omit<TextPiece, "maybeName" | "alsoName">;

/** What joins letters to one word stands between letters: at an edge it is a quotation mark, a dash, or an end of nothing. */
const words = /([\p{L}\p{M}\p{N}]+(?:[\u200c’‘'ʻʼ`-]+[\p{L}\p{M}\p{N}]+)*)/u;

function piecesIn(text: string): readonly Piece[] {
  return text
    .split(words)
    .filter((piece) => piece !== "")
    .map((piece) => ({ text: piece, isWord: /[\p{L}\p{N}]/u.test(piece) }));
}

function maybeName(
  pieces: readonly Piece[],
  at: number,
  lower: ReadonlySet<string>,
  own: ReadonlySet<string>,
): boolean {
  const { text = "", isWord = false } = pieces[at] ?? {};
  if (!isWord || own.has(text.toLowerCase())) return false;
  const before = pieces.slice(0, at).findLast((piece) => piece.isWord);
  if (before !== undefined && titles.has(before.text.toLowerCase())) return /\p{L}/u.test(text);
  if (!/^\p{Lu}/u.test(text) || text.length < 2) return false;
  const begins = before === undefined || /[.!?؟…\n:«“"]/.test(pieces[at - 1]?.text ?? "");
  // What stands elsewhere with a small letter is a word like others.
  return !begins || !lower.has(text.toLowerCase());
}
