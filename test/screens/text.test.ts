// The language files: nothing missing, nothing invented, every number in its form.
import assert from "node:assert/strict";
import { test } from "node:test";
import { leafletTexts } from "../../src/web/leaflet/leaflet-text.ts";
import { languages, languageTags } from "../../src/web/text/languages.ts";
import { type PluralText, sentence, type Text, type TextKey } from "../../src/web/text/translate.ts";

const english = await languages.en.load();
const keys = Object.keys(english) as readonly TextKey[];

for (const language of languageTags) {
  const text: Text = await languages[language].load();

  test(`${language}: has exactly the keys of English, none of them empty`, () => {
    assert.deepEqual(Object.keys(text).sort(), [...keys].sort());
    for (const key of keys) for (const form of formsOf(text[key])) assert.notEqual(form.trim(), "", key);
  });

  test(`${language}: every form names the placeholders of the English sentence`, () => {
    for (const key of keys) {
      const wanted = placeholdersOf(formsOf(english[key]).at(-1) ?? "");
      for (const form of formsOf(text[key])) assert.deepEqual(placeholdersOf(form), wanted, key);
    }
  });

  test(`${language}: what counts has a form for every category that the language uses`, () => {
    const used = new Set([0, 1, 2, 3, 5, 11, 21, 22, 25, 100, 101, 1000].map((n) => languages[language].plural(n)));
    for (const key of keys) {
      const message = text[key];
      if (typeof message === "string") continue;
      for (const category of used) assert.notEqual(message[category], undefined, `${key} ${category}`);
    }
  });

  test(`${language}: the leaflet has the questions and sentences of English`, () => {
    const { questions, rights, system } = leafletTexts[language];
    assert.deepEqual(
      [questions.map((part) => part.answers.length), rights.length, system.length],
      [
        leafletTexts.en.questions.map((part) => part.answers.length),
        leafletTexts.en.rights.length,
        leafletTexts.en.system.length,
      ],
    );
  });
}

test("[LG6] no language says that what reached a device was opened", async () => {
  const opened = { en: /open/i, ru: /откры/i, tg: /куш/i, uz: /och/i, fa: /باز/ };
  for (const language of languageTags) {
    const text: Text = await languages[language].load();
    for (const key of ["receipt.received", "state.received", "kind.referral.receive"] as const)
      assert.doesNotMatch(String(text[key]), opened[language], `${language} ${key}`);
  }
});

test("[FD5] no language says of what was not taken that it can be read or taken on: that is said of what the fold refused", async () => {
  const kept = {
    en: /readable|taken over|take it on/i,
    ru: /прочесть|взять/i,
    tg: /хондан мумкин|ӯҳда/i,
    uz: /oʻqiladi|zimma/i,
    fa: /خوانا|عهده/,
  };
  for (const language of languageTags) {
    const text: Text = await languages[language].load();
    assert.doesNotMatch(String(text["alarm.entry-refused"]), kept[language], language);
  }
});

test("numbers and names stand in a sentence as the language writes them", async () => {
  const fa = await languages.fa.load();
  const ru = await languages.ru.load();
  assert.equal(sentence("en", english, "time.minutes", { n: 1 }), "1 minute ago");
  assert.deepEqual(
    [1, 2, 5, 21].map((n) => sentence("ru", ru, "time.minutes", { n })),
    ["1 минуту назад", "2 минуты назад", "5 минут назад", "21 минуту назад"],
  );
  assert.match(sentence("fa", fa, "time.minutes", { n: 12 }), /^۱۲ /);
  assert.match(sentence("fa", fa, "check.send", { name: "Shelter" }), /\u2068Shelter\u2069/);
});

function formsOf(message: string | PluralText): readonly string[] {
  return typeof message === "string" ? [message] : Object.values<string>({ ...message });
}

function placeholdersOf(form: string): readonly string[] {
  return [...new Set(form.match(/\{[a-z]+\}/g) ?? [])].sort();
}
