// Words that say what a service is about, in the languages of the program: a paper in other hands must hold none of them, whoever is named in it.

/** By the beginnings of words. */
const revealing = new RegExp(
  [
    "traffic|slave|victim|violen|exploit|абьюз|торговл|траффик|трафик|трэфик|эксплуат|рабств|жертв|насили|потерпевш|пострадавш",
    "савдои одам|савдои кӯдак|савдои инсон|одамфурӯш|фурӯши одам|қурбон|ғулом|зӯровар|хушунат|ҷабрдида|истисмор",
    "odam savdo|inson savdo|odam oldi|ekspluat|odamlar savdo|bolalar savdo|qul savdo|jabrlan|qurbon|zoʻravon|одам савдо|жабрлан|зўравон|қул савдо",
    "قاچاق|قربانی|برده|بردگی|خشونت|آسیب.?دید|فروش انسان|بهره.?کش|استثمار",
  ].join("|"),
  "i",
);

/** True for words that say what a service is about: what a card and a paper for a consulate must not hold. */
export function saysWhatItIs(words: string): boolean {
  // What is seen decides: not how a letter is composed, how wide a gap is, nor what is not seen.
  const spelled = words
    .normalize("NFC")
    .replaceAll("\u200c", " ")
    .replace(/\p{Cf}/gu, "")
    .replace(/\s+/gu, " ")
    .replace(/[‘’ʼ`']/g, "ʻ")
    .replaceAll("ي", "ی")
    .replaceAll("ك", "ک");
  return revealing.test(spelled);
}
