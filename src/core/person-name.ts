// Finds a person by name as people hear and write it: Ҷамшед, Джамшед, Жамшид, Jamshed and جمشید are one name. Cyrillic, Latin and Arabic script become
// consonants with a dot for each run of vowels, since vowels are what spellings differ in; Arabic script writes few of them, so against it only
// consonants count. It finds too much rather than too little. DR2's uniqueness of organisations' names is another question (name-skeleton.ts).
import { hiddenCharacter } from "./hidden-character.ts";

// What falls apart otherwise: letters of Latin script whose mark makes another sound.
const markedLetters: readonly (readonly [from: RegExp, to: string])[] = [
  [/[šş]/g, "sh"],
  [/[çč]/g, "ch"],
  [/[žǰ]/g, "j"],
];

const soundByLetter: ReadonlyMap<string, string> = new Map(
  Object.entries({
    // Cyrillic, of Russian, Tajik and Uzbek
    ...{
      а: "a",
      б: "b",
      в: "v",
      г: "g",
      ғ: "g",
      д: "d",
      е: "a",
      ё: "a",
      ж: "j",
      ҷ: "j",
      з: "z",
      и: "a",
      і: "a",
      к: "k",
    },
    ...{
      қ: "k",
      л: "l",
      м: "m",
      н: "n",
      о: "a",
      п: "p",
      р: "r",
      с: "s",
      т: "t",
      у: "a",
      ф: "f",
      х: "h",
      ҳ: "h",
      ц: "ts",
    },
    ...{ ч: "ch", ш: "sh", щ: "sh", ъ: "", ы: "a", ь: "", э: "a", ю: "a", я: "a", ў: "a" },
    // Arabic script, of Persian and Dari
    ...{
      ا: "a",
      ب: "b",
      پ: "p",
      ت: "t",
      ث: "s",
      ج: "j",
      چ: "ch",
      ح: "h",
      خ: "h",
      د: "d",
      ذ: "z",
      ر: "r",
      ز: "z",
      ژ: "j",
    },
    ...{
      س: "s",
      ش: "sh",
      ص: "s",
      ض: "z",
      ط: "t",
      ظ: "z",
      ع: "",
      غ: "g",
      ف: "f",
      ق: "k",
      ک: "k",
      ك: "k",
      گ: "g",
      ل: "l",
    },
    ...{ م: "m", ن: "n", و: "v", ه: "h", ة: "a", ی: "a", ي: "a", ى: "a", ء: "" },
    // Latin
    ...{ e: "a", i: "a", ı: "a", o: "a", u: "a", y: "a", q: "k", w: "v", x: "h" },
  }),
);

const arabicScript = /\p{Script=Arabic}/u;
/** From here on the beginning of a word is enough. */
const enoughConsonants = 2;

/**
 * A name as it sounds, in a text that is searched as it is: before each word a sign, behind it a space. A word of Latin or Cyrillic script stands twice, as it
 * sounds and by its consonants alone; one of Arabic script by its consonants.
 */
export function soundsOf(name: string): string {
  const words = wordsOfName(name).map(({ sound, isArabic }) =>
    isArabic ? `~${consonantsOf(sound)} ` : `=${sound} -${consonantsOf(sound)} `,
  );
  return words.length === 0 ? "" : ` ${words.join("")}`;
}

/** Finds each name of which all wanted words are words, or beginnings of one, in whatever script either is written. Both as `soundsOf` gives them. */
export function findsName(wanted: string): (named: string) => boolean {
  const ends = (text: string) => (consonantsOf(text).length >= enoughConsonants ? text : `${text} `);
  const words = [...wanted.matchAll(/=(\S+) -(\S*)|~(\S*)/g)].map(([, sound, bare = "", arabic]) => {
    const consonants = arabic ?? bare;
    const same = sound === undefined ? [] : [` =${ends(sound)}`];
    const alike = [...(sound === undefined ? [` -${ends(consonants)}`] : []), ` ~${ends(consonants)}`];
    return [...same, ...(consonants === "" ? [] : alike)];
  });
  return (named) => words.length > 0 && words.every((spellings) => spellings.some((one) => named.includes(one)));
}

interface NameWord {
  /** Consonants, each run of vowels as a dot. */
  readonly sound: string;
  readonly isArabic: boolean;
}

// Persian writes v and u with one letter.
function consonantsOf(sound: string): string {
  return sound.replaceAll(/[.v]/g, "").replaceAll(/(.)\1+/gu, "$1");
}

function wordsOfName(name: string): readonly NameWord[] {
  const marked = markedLetters.reduce(
    (text, [from, to]) => text.replaceAll(from, to),
    name.normalize("NFC").toLowerCase(),
  );
  const plain = marked.normalize("NFKD").toLowerCase().replaceAll(/\p{M}/gu, "");
  const letters = [...plain].filter((letter) => !hiddenCharacter.test(letter) && !/['’‘ʼʻ`]/u.test(letter)).join("");
  return letters
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "")
    .map((word) => ({ sound: soundOf(word), isArabic: arabicScript.test(word) }))
    .filter(({ sound }) => sound !== "");
}

function soundOf(word: string): string {
  const latin = [...word].map((letter) => soundByLetter.get(letter) ?? letter).join("");
  return (
    latin
      .replaceAll("shch", "sh")
      .replaceAll(/d?zh|dj/g, "j")
      .replaceAll(/kh/g, "h")
      .replaceAll(/gh/g, "g")
      .replaceAll("ph", "f")
      .replaceAll(/c(?!h)/g, "k")
      // Two letters that are one sound, as one sign.
      .replaceAll("sh", "š")
      .replaceAll("ch", "č")
      // Fatima, Fatimah and فاطمه end alike.
      .replaceAll(/h$/g, "a")
      .replaceAll(/a+/g, ".")
      .replaceAll(/(.)\1+/gu, "$1")
  );
}
