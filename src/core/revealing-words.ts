// Words that say what a service is about, in the languages of the program: a paper in other hands must hold none of them, whoever is named in it.

/** By the beginnings of words. */
const revealing = new RegExp(
  [
    "traffick|slaver|victim|violen|абьюз|торговл|траффик|трафик|рабств|жертв|насили|потерпевш|пострадавш",
    "савдои одам|савдои кӯдак|савдои инсон|одамфурӯш|фурӯши одам|қурбон|ғулом|зӯровар|хушунат|ҷабрдида",
    "odam savdo|odamlar savdo|bolalar savdo|qul savdo|jabrlan|qurbon|zoʻravon|одам савдо|жабрлан|зўравон|қул савдо",
    "قاچاق|قربانی|برده|بردگی|خشونت|آسیب.?دید|فروش انسان",
  ].join("|"),
  "i",
);

/** True for words that say what a service is about: what a card and a paper for a consulate must not hold. */
export function saysWhatItIs(words: string): boolean {
  const spelled = words
    .replace(/[‘’ʼ`']/g, "ʻ")
    .replaceAll("ي", "ی")
    .replaceAll("ك", "ک");
  return revealing.test(spelled);
}
