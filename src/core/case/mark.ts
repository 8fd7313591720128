// A short mark by which people speak of a case, on a screen or by telephone, without a name: "KM-470". It follows from the case's id, so
// every device of the case shows the same. It is no id: two cases may share it.
import { westernDigits } from "../western-digits.ts";

// Consonants that no ear confuses and that a Latin and a Cyrillic reader both know; none gives a word, a title or a neighbour's code.
const letters = "FKLMVX";

/** The mark of a case: two letters and three digits, the same in every language. */
export function caseMark(caseId: string): string {
  let rest = Number.parseInt(caseId.slice(-12), 16);
  const digits = String(rest % 1000).padStart(3, "0");
  rest = Math.floor(rest / 1000);
  const second = letters[rest % letters.length];
  const first = letters[Math.floor(rest / letters.length) % letters.length];
  return `${first}${second}-${digits}`;
}

const latinOfLookalike: ReadonlyMap<string, string> = new Map([
  ["К", "K"],
  ["М", "M"],
  ["Х", "X"],
  ["Л", "L"],
  ["Ф", "F"],
  ["В", "V"],
]);

/** Finds the cases whose mark somebody typed, or a part of it, as they heard it: in either script, small, without the stroke, in the digits of their language. */
export function findsMark(typed: string): (caseId: string) => boolean {
  const plain = plainSigns(typed);
  // What is in no mark is looked for in none.
  if (plain.length < 2 || !inAMark.test(plain)) return () => false;
  return (caseId) => caseMark(caseId).replace("-", "").includes(plain);
}

/** True where the mark of this case stands in a text, however it is written. */
export function holdsMark(text: string, caseId: string): boolean {
  return plainSigns(text).includes(caseMark(caseId).replace("-", ""));
}

/** In Latin capitals and digits alone. */
function plainSigns(text: string): string {
  return [...westernDigits(text).toUpperCase()]
    .map((sign) => latinOfLookalike.get(sign) ?? sign)
    .join("")
    .replaceAll(/[^A-Z0-9]/g, "");
}

const inAMark = new RegExp(`^[${letters}]{0,2}\\d{0,3}$`);
