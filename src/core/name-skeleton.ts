// Names of organisations are unique after folding scripts and look-alikes (DR2): a ghost that calls itself like a real shelter,
// with a Cyrillic letter for a Latin one, a zero for an O, a letter that nobody sees, or the same word in the other script, is refused.
import { hiddenCharacter } from "./hidden-character.ts";

// Letters that look alike, each to one sign. Our own table; it needs only to be wider than what a tired eye confuses.
const lookGroups: readonly (readonly [to: string, from: string])[] = [
  ["a", "аα4ɑ"],
  ["b", "вбь8β6"],
  ["c", "с"],
  ["d", "дԁ"],
  ["e", "еэ3ε"],
  ["f", "ф"],
  ["g", "гғґ9ɡ"],
  ["h", "нһҳх×χxη"],
  ["i", "иіl1ıҷјjι"],
  ["k", "кқκ"],
  ["m", "м"],
  ["o", "о0ο"],
  ["p", "рпρ"],
  ["s", "ѕ5$ш"],
  ["t", "тτ7"],
  ["u", "уyцυ"],
  ["v", "ν"],
  ["z", "з2ζ"],
  ["ی", "يى"],
  ["ک", "ك"],
  ["ه", "ة"],
];
const lookOfLetter = new Map(lookGroups.flatMap(([to, from]) => [...from].map((letter) => [letter, to] as const)));

// Cyrillic letters (Russian, Tajik, Uzbek) to Latin ones by sound.
const soundOfLetter: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{
      а: "a",
      б: "b",
      в: "v",
      г: "g",
      ғ: "g",
      д: "d",
      е: "e",
      ж: "j",
      з: "z",
      и: "i",
      і: "i",
      к: "k",
      қ: "k",
      л: "l",
    },
    ...{ м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ф: "f", х: "h", ҳ: "h", ц: "ts", ч: "ch" },
    ...{ ҷ: "j", ш: "sh", щ: "sh", ъ: "", ы: "i", ь: "", э: "e", ю: "iu", я: "ia" },
    ...{ q: "k", w: "v", x: "h", y: "i" },
  }),
);

/** What remains of a name for the eye when case, marks, spaces, punctuation and look-alike letters are taken away. May be empty. */
export function nameSkeleton(name: string): string {
  const signs = lettersOf(name).replaceAll("rn", "m").replaceAll("vv", "w");
  return [...signs].map((letter) => lookOfLetter.get(letter) ?? letter).join("");
}

/** What remains of a name for the ear when it is written in Latin letters, whatever its script. May be empty. */
export function nameSound(name: string): string {
  const latin = [...lettersOf(name)].map((letter) => soundOfLetter.get(letter) ?? letter).join("");
  const plain = latin
    .replaceAll("kh", "h")
    .replaceAll("gh", "g")
    .replaceAll("zh", "j")
    .replaceAll(/c(?!h)/g, "k");
  return plain.replaceAll(/(.)\1+/gu, "$1");
}

// Marks fall off after decomposition, and the fillers of Hangul, which are letters and not seen. Strokes inside a word pass for a letter, elsewhere they are punctuation.
function lettersOf(name: string): string {
  const plain = name.normalize("NFKD").toLowerCase().normalize("NFKD").replaceAll(/\p{M}/gu, "");
  const stroked = plain.replaceAll(/(?<=[\p{L}\p{N}])[|!](?=[\p{L}\p{N}])/gu, "l");
  return [...stroked].filter((letter) => /[\p{L}\p{N}$×]/u.test(letter) && !hiddenCharacter.test(letter)).join("");
}
