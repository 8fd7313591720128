// Names of organisations are unique after folding scripts and look-alikes (DR2): a ghost that calls itself like a real shelter,
// with a Cyrillic letter for a Latin one or a zero for an O, is refused.

// Letters that look or sound alike, each to one sign. Our own table; it needs only to be wider than what a tired eye confuses.
const groups: readonly (readonly [to: string, from: string])[] = [
  ["a", "аάâàáäã4"],
  ["b", "вбЬь8"],
  ["c", "сçć"],
  ["d", "дԁ"],
  ["e", "еёэéèêë3"],
  ["g", "гғґ9"],
  ["h", "нһҳх×χ"],
  ["i", "иӣіїйl1|!ıíìjҷjј"],
  ["k", "кқ"],
  ["m", "м"],
  ["o", "о0óòôöõ"],
  ["p", "рпρ"],
  ["s", "ѕ5$šш"],
  ["t", "тτ7"],
  ["u", "уӯўyцúùü"],
  ["f", "ф"],
  ["z", "з2ž"],
];
const signOfLetter = new Map(groups.flatMap(([to, from]) => [...from].map((letter) => [letter, to] as const)));

/** What remains of a name when case, marks, spaces, punctuation, script and look-alike letters are taken away. May be empty. */
export function nameSkeleton(name: string): string {
  const letters = name.normalize("NFKD").normalize("NFKC").toLowerCase();
  let skeleton = "";
  for (const letter of letters.replaceAll("rn", "m").replaceAll("vv", "w")) {
    if (/[\p{L}\p{N}|!$×]/u.test(letter)) skeleton += signOfLetter.get(letter) ?? letter;
  }
  return skeleton.replaceAll("x", "h");
}
