// Numbers as texts write them: digits of any script, and number words from two to twenty in the languages of the program. "One" is an article as often
// as a number, and three Persian words mean something else as often: they are left aside (ED6).
import { westernDigits } from "../../core/western-digits.ts";
import { type LanguageTag, languageTags } from "../../words/languages.ts";

/** A number in a text, as it stands there and as digits of ours: "130.1", "14". */
interface NumberFound {
  readonly shown: string;
  readonly number: string;
}

/** Every number of a text in its order, digits and words. */
export function numbersIn(text: string, language: LanguageTag): readonly NumberFound[] {
  const found: NumberFound[] = [];
  for (const [shown] of oneSpelling(text).matchAll(
    /\p{Nd}+(?:[.,:/٫٬\u00a0\u202f]\p{Nd}+)*|oʻn [\p{L}ʻ]+|[\p{L}\p{M}ʻ]+/giu,
  )) {
    const byWord = valueByWord[language];
    const word = shown.toLowerCase();
    if (language === "fa" && aside.includes(word)) continue;
    const number = /^\p{Nd}/u.test(shown)
      ? digitsOf(shown)
      : (byWord.get(word) ?? byWord.get(word.split(" ")[0] ?? ""));
    if (number !== undefined) found.push({ shown, number: String(number) });
  }
  return found;
}

/** The number that words spell and nothing else, as digits or as a word; null where they spell none. `isWord` says which. */
export function spelledNumber(
  words: string,
  language: LanguageTag,
): { readonly value: number; readonly isWord: boolean } | null {
  const word = oneSpelling(words).toLowerCase();
  const byWord = word === ones[language] ? 1 : valueByWord[language].get(word);
  if (byWord !== undefined) return { value: byWord, isWord: true };
  if (!/^\p{Nd}[\p{Nd}.,٬\u00a0\u202f]*$/u.test(words)) return null;
  const digits = digitsOf(words);
  return /^\d{1,13}$/.test(digits) ? { value: Number(digits), isWord: false } : null;
}

/** A number as a word, in the language's plain form; null above twenty, and where a word changes with what is counted. */
export function numberWord(value: number, language: LanguageTag): string | null {
  if (language === "ru") return null;
  return value === 1 ? ones[language] : (listOf(language)[value - 2]?.[0] ?? null);
}

/** Digits of any script as ours, groups of three joined: ۱۴ is 14, 1,200 is 1200, 130.1 stays. */
function digitsOf(shown: string): string {
  const ours = westernDigits(shown);
  return /^\d{1,3}(?:[,٬\u00a0\u202f]\d{3})+$/.test(ours) ? ours.replace(/\D/g, "") : ours;
}

const ones: Readonly<Record<LanguageTag, string>> = { en: "one", ru: "один", tg: "як", uz: "bir", fa: "یک" };

/** From two to twenty, the forms of each number with blanks between them. */
const lists: Readonly<Record<LanguageTag, string>> = {
  en: "two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty",
  ru: "два две двух двум двумя двое двоих|три трёх трех трём трем тремя трое троих|четыре четырёх четырех четырём четырем четырьмя четверо|пять пяти пятью пятеро|шесть шести шестью шестеро|семь семи семью семеро|восемь восьми восемью восьмью|девять девяти девятью|десять десяти десятью|одиннадцать одиннадцати одиннадцатью|двенадцать двенадцати двенадцатью|тринадцать тринадцати тринадцатью|четырнадцать четырнадцати четырнадцатью|пятнадцать пятнадцати пятнадцатью|шестнадцать шестнадцати шестнадцатью|семнадцать семнадцати семнадцатью|восемнадцать восемнадцати восемнадцатью|девятнадцать девятнадцати девятнадцатью|двадцать двадцати двадцатью",
  tg: "ду дуто|се сето|чор чорто чаҳор чаҳорто|панҷ панҷто|шаш шашто|ҳафт ҳафтто|ҳашт ҳаштто|нуҳ нуҳто|даҳ даҳто|ёздаҳ|дувоздаҳ|сездаҳ|чордаҳ чаҳордаҳ|понздаҳ|шонздаҳ|ҳабдаҳ ҳафдаҳ|ҳаждаҳ ҳаштдаҳ|нуздаҳ|бист",
  uz: "ikki ikkita|uch uchta|toʻrt toʻrtta|besh beshta|olti oltita|yetti yettita|sakkiz sakkizta|toʻqqiz toʻqqizta|oʻn oʻnta|oʻn bir|oʻn ikki|oʻn uch|oʻn toʻrt|oʻn besh|oʻn olti|oʻn yetti|oʻn sakkiz|oʻn toʻqqiz|yigirma yigirmata",
  fa: "دو|سه|چهار|پنج|شش|هفت|هشت|نه|ده|یازده|دوازده|سیزده|چهارده|پانزده|شانزده|هفده|هجده هیجده|نوزده|بیست",
};

/** Persian words that are a number and a common word. */
const aside: readonly string[] = ["نه", "ده", "دو"];

function listOf(language: LanguageTag): readonly (readonly string[])[] {
  // Of two words one number is one form: "oʻn ikki".
  return lists[language].split("|").map((forms) => (/^oʻn \S/.test(forms) ? [forms] : forms.split(" ")));
}

const valueByWord = Object.fromEntries(
  languageTags.map((tag) => [tag, new Map(listOf(tag).flatMap((forms, i) => forms.map((form) => [form, i + 2])))]),
) as Readonly<Record<LanguageTag, Map<string, number>>>;

/** Texts write one letter of Uzbek in several ways. */
export function oneSpelling(text: string): string {
  return text.replace(/['’`ʼ‘]/g, "ʻ");
}

/** True for words that end so that the number behind them is no exact one: "at least", "about". */
export function saysLimit(words: string, language: LanguageTag): boolean {
  const before = oneSpelling(words).trimEnd().toLowerCase();
  return limits[language].split("|").some((limit) => new RegExp(`(?:^|\\P{L})${limit}$`, "u").test(before));
}

const limits: Readonly<Record<LanguageTag, string>> = {
  en: "at least|no fewer than|not less than|more than|over|about|around|some|roughly|approximately|nearly|almost|an estimated",
  ru: "не менее|не меньше|как минимум|по меньшей мере|более|больше|свыше|около|примерно|приблизительно|почти",
  tg: "на камтар аз|ҳадди ақал|камаш|зиёда аз|беш аз|тақрибан|қариб|наздики",
  uz: "kamida|kam deganda|dan ortiq|dan koʻproq|taxminan|qariyb|deyarli",
  fa: "دست‌کم|حداقل|بیش از|بیشتر از|حدود|تقریباً|تقریبا|نزدیک به",
};
