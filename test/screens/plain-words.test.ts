// Plain words: none of these stands in a sentence that a person reads. Beside each pattern is what to write instead (docs/glossary.md).
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import { quotedIn, sourcesOf } from "../architecture/source-files.ts";
import { textsOf } from "../support/words/files.ts";

const root = fileURLToPath(new URL("../../", import.meta.url));

type Forbidden = readonly (readonly [wrong: RegExp, instead: string])[];

/** For a language without a list nobody has said yet which words are wrong. */
const forbidden: Partial<Record<LanguageTag, Forbidden>> = {
  en: [
    [/\btold\b|\btells\b/i, "says, reported, explained"],
    [/\bvouch/i, "sign off"],
    [/\bmend(s|ed|ing)?\b/i, "correct"],
    [/on what (does it|it) rests?/i, "legal basis, source"],
    [/\bmay stay empty\b/i, "optional"],
    [/\btak(e|es|en) ((\w+ ){0,2}\w+ )?back\b/i, "withdraw"],
    [/\bnot for you\b/i, "no access"],
    [/what is safe\?/i, "phone, how to make contact safely"],
    [/\bthose (of )?which\b|\bthose that\b/i, "the thing by its noun"],
    [/\bto who counts\b|\bwho is asked\b|\bdraws? near\b/i, "the organisation by its noun"],
    [/\banew\b/i, "again"],
    [/\b(identity )?papers\b/i, "documents"],
    [/\bparted by\b/i, "separated by"],
    [/\bsealed parcels?\b/i, "sealed item"],
    [/\bstep of status\b/i, "status"],
    [/\breached their device\b/i, "their device received it"],
    [/\blogged and witnessed\b|sealed → logged/i, "sent, confirmed independently"],
  ],
  ru: [
    [/на ч[её]м это основано/i, "правовое основание, источник"],
    [/можно не заполнять|можно оставить пустым/i, "необязательно"],
    [/поруч(ит|ил|усь)|ручается|заверения за/i, "заверить"],
    [/не для вас/i, "нет доступа"],
    [/(взять|взято)[^.]{0,20} назад|забирает назад/i, "отозвать"],
    [/что безопасно\?/i, "телефон, как безопасно связаться"],
    [/пострадавш|потерпевш/i, "человек; жертва, where it is the word of law"],
    [/полици/i, "милиция"],
    [/открыты(е|х) запис(и|ей|ях) страны/i, "открытый реестр"],
    [/дошло до их/i, "их устройство получило"],
  ],
  tg: [
    [/(?<!\p{L})вай(ро)?(?!\p{L})/iu, "шахс, ӯ"],
    [/дафтар(?!и навбат)/iu, "журнал"],
    [/кафил/i, "тасдиқ"],
    [/барои шумо не/i, "дастрасӣ нест"],
    [/холӣ мондан мумкин|холӣ монда метавонад/i, "ихтиёрӣ"],
    [/чӣ бехатар аст\?/i, "телефон"],
    [/афсар/i, "корманд"],
    [/созмон/i, "ташкилот"],
    [/ба чӣ такя|бар чӣ асос/i, "асоси ҳуқуқӣ, сарчашма"],
    [/манбаъ/i, "сарчашма"],
  ],
  uz: [
    [/kafil/i, "tasdiqlash"],
    [/siz uchun emas/i, "kirish huquqi yoʻq"],
    [/boʻsh qolishi mumkin/i, "ixtiyoriy"],
    [/nima xavfsiz\?/i, "telefon"],
    [/nimaga (asoslanadi|tayanadi)/i, "huquqiy asos, manba"],
    [/\bshaxs/i, "odam"],
    [/administrator/i, "maʼmur"],
    [/davlatning ochiq yozuv/i, "ochiq reyestr"],
  ],
  fa: [
    [/ضمانت|ضامن/, "تأیید"],
    [/برای شما نیست/, "دسترسی نیست"],
    [/می‌تواند خالی بماند/, "اختیاری"],
    [/چه امن است؟/, "تلفن"],
    [/بر چه پایه|بر چه تکیه/, "مبنای حقوقی، منبع"],
    [/میزبان/, "سرور"],
    [/پلیس/, "پولیس"],
    [/گواهان/, "شاهدان"],
    [/دفتر رویدادها|دفتر ثبت(?! شد)/, "دفتر، اسناد"],
  ],
};

for (const language of languageTags)
  test(`${language}: no sentence of the screens has a word that the glossary replaces`, async () => {
    const sentences = Object.entries(textsOf(language));
    assert.ok(sentences.length > 1000, `${sentences.length} sentences`);
    assert.deepEqual(
      sentences.flatMap(([place, said]) => wrongIn(language, place, said)),
      [],
    );
  });

test("en: no help and no message of the command line has a word that the glossary replaces", () => {
  const found = sourcesOf("cli").flatMap((file) =>
    quotedIn(file).flatMap((said) => (said.includes(" ") ? wrongIn("en", file, said) : [])),
  );
  assert.deepEqual(found, []);
});

test("en: no guide, nor README, nor page has a word that the glossary replaces", () => {
  const guides = readdirSync(`${root}docs/guide`).map((name) => `docs/guide/${name}`);
  const found = [...guides, "README.md", "src/web/index.html"].flatMap((file) =>
    readFileSync(root + file, "utf8")
      .split("\n")
      .flatMap((line, at) => wrongIn("en", `${file}:${at + 1}`, line)),
  );
  assert.deepEqual(found, []);
});

test("each list finds the words that it was made for", () => {
  const samples = {
    en: [
      "On what does it rest?",
      "may stay empty",
      "The person takes this back",
      "not for you",
      "Vouch for an import",
      "Mend these rows",
      "What is safe?",
      "Tell what they told",
    ],
    ru: ["На чём это основано?", "можно не заполнять", "Поручиться за партию", "не для вас", "Что безопасно?"],
    tg: ["Ин бар чӣ асос ёфтааст?", "холӣ мондан мумкин", "Кафил шудан", "барои шумо не", "Чӣ бехатар аст?"],
    uz: ["Bu nimaga asoslanadi?", "boʻsh qolishi mumkin", "kafil boʻlish", "siz uchun emas", "Nima xavfsiz?"],
    fa: ["بر چه پایه‌ای؟", "می‌تواند خالی بماند", "ضمانت یک دسته", "برای شما نیست", "چه امن است؟"],
  };
  for (const [language, list] of Object.entries(samples))
    for (const said of list) assert.equal(wrongIn(language as LanguageTag, "", said).length > 0, true, said);
});

function wrongIn(language: LanguageTag, place: string, said: string): readonly string[] {
  return (forbidden[language] ?? []).flatMap(([wrong, instead]) =>
    wrong.test(said) ? [`${place}: “${wrong.exec(said)?.[0]}” in “${said.trim()}”. Write: ${instead}`] : [],
  );
}
