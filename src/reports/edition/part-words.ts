// Words by which a text names the part of a whole that a number is of: "7 women". Their beginnings in the languages of the program; with a dot the whole
// word. They come from the words that forms have for the parts, and no native speaker has read them: a word that is missing costs its writer an answer (ED6b).
import type { LanguageTag } from "../../words/languages.ts";
import { oneSpelling } from "./number-words.ts";

/** True where a word of these names the part in this language. A part that is not known here is never named. */
export function isPartNamed(part: string, words: string, language: LanguageTag): boolean {
  const stems = stemsOf(part, language);
  return oneSpelling(words)
    .toLowerCase()
    .split(/[^\p{L}\p{M}ʻ]+/u)
    .some((word) => stems.some((stem) => (stem.endsWith(".") ? word === stem.slice(0, -1) : word.startsWith(stem))));
}

/** The beginnings of the words that name a part; none for a part that is not known here. */
export function stemsOf(part: string, language: LanguageTag): readonly string[] {
  const stems = stemsByPart[part]?.[languageOrder.indexOf(language)];
  return stems === undefined ? [] : stems.split(" ");
}

const languageOrder: readonly LanguageTag[] = ["en", "ru", "tg", "uz", "fa"];

/** In the order of the languages above. */
const stemsByPart: Readonly<Record<string, readonly [en: string, ru: string, tg: string, uz: string, fa: string]>> = {
  sexual: ["sex prostitut", "сексуальн проститу", "шаҳвон ҷинс", "jinsiy", "جنسی"],
  labour: ["labo forced", "труд принуд", "меҳнат маҷбур", "mehnat majbur", "کار. اجباری"],
  "child-trade": ["child infant bab adopt", "дет ребен ребён младен", "кӯдак", "bola", "کودک"],
  "other-form": ["other", "друг ин. иных иные", "дигар", "boshqa", "دیگر"],
  "not-trafficking": ["not.", "не.", "нест набуд", "emas", "نیست نبود"],
  women: ["women. woman.", "женщин", "занон зан.", "ayol", "زن. زنان. زنی."],
  men: ["men. man.", "мужчин", "мардон мард.", "erkak", "مرد. مردان. مردی."],
  girls: ["girl", "девоч", "духтар", "qiz", "دختر"],
  boys: ["boy", "мальчик", "писар", "oʻgʻil", "پسر"],
  female: ["female women. girl", "женск женщин девоч", "зан занон духтар", "ayol qiz", "زن. زنان. دختر"],
  male: ["male men. boy", "мужск мужчин мальчик", "мард писар", "erkak oʻgʻil", "مرد. مردان. پسر"],
  children: ["child minor girl boy", "дет ребен ребён несовершеннолет", "кӯдак ноболиғ", "bola voyaga", "کودک خردسال"],
  adults: ["adult women. men.", "взросл", "калонсол", "katta", "بزرگسال"],
  citizens: ["citizen national", "гражд", "шаҳрванд", "fuqaro", "شهروند"],
  foreigners: ["foreign", "иностран", "хориҷ", "chet", "خارجی"],
  "at-home": ["countr intern domestic home", "стран внутр", "кишвар дохил", "mamlakat ichki", "کشور داخل"],
  abroad: ["abroad foreign", "границ рубеж иностран", "хориҷ", "chet", "خارج"],
  "by-government": [
    "government state authorit",
    "правительств государств власт",
    "ҳукумат давлат",
    "hukumat davlat",
    "دولت",
  ],
  "by-ngos": ["ngo non", "нпо неправительствен", "ғайриҳукумат", "nodavlat", "غیردولتی مردم"],
  "by-international": ["international", "международн", "байналмилал", "xalqaro", "بین"],
  shelter: ["shelter", "приют убежищ", "паноҳ", "boshpana", "پناهگاه"],
  health: ["health medic", "медиц здоров", "тиб", "tibbiy", "بهداشت درمان پزشک"],
  "legal-aid": ["legal law", "юрид правов", "ҳуқуқ", "huquq", "حقوقی"],
  reintegration: ["reintegrat", "реинтегр", "реинтегр бозгашт", "reintegr jamiyat", "بازپیوند بازگشت"],
};
