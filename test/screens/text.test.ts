// The language files: nothing missing, nothing invented, every number in its form.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { caseBodies } from "../../src/core/entry-kind.ts";
import { demonstrationRoles } from "../../src/demonstration/roles.ts";
import type { AlarmCode } from "../../src/member/views.ts";
import { checkingPage } from "../../src/web/leaflet/check-page.ts";
import { leafletPage } from "../../src/web/leaflet/leaflet-page.ts";
import { checkFile, leafletFile } from "../../src/web/leaflet/page-files.ts";
import type { PlaceName } from "../../src/web/places.ts";
import { rolesOfRecord, rolesOfReferral, rolesPage } from "../../src/web/roles/roles-page.ts";
import { alarmKeys } from "../../src/web/text/alarm.ts";
import { loadCountryNames, placeName } from "../../src/web/text/place-name.ts";
import { languageTags } from "../../src/words/languages.ts";
import { quotedIn, sourcesOf, treeOf, walk } from "../architecture/source-files.ts";
import { messagesOf, textsOf } from "../support/words/files.ts";

const keys = Object.keys(textsOf("en"));

test("[LG6] no language says that what reached a device was opened", async () => {
  const opened = { en: /open/i, ru: /откры/i, tg: /куш/i, uz: /och/i, fa: /باز/ };
  for (const [language, word] of Object.entries(opened)) {
    const text = textsOf(language);
    for (const key of ["receipt.received", "state.received", "kind.referral.receive"] as const)
      assert.doesNotMatch(String(text[key]), word, `${language} ${key}`);
  }
});

test("[SL8] every language says of who prosecutes that it may be the police: an investigation unit is of them", async () => {
  const police = { en: /police/, ru: /милици/, tg: /милитси/, uz: /militsiya/, fa: /پولیس/ };
  for (const [language, word] of Object.entries(police))
    assert.match(String(textsOf(language)["bring.justice"]), word, language);
});

test("[LG5] every alarm says in every language what happened, what is safe and what to do, each in sentences of its own", async () => {
  const codes = new Set(keys.flatMap((key) => /^alarm\.([a-z-]+)\.what$/.exec(key)?.[1] ?? [])) as Set<AlarmCode>;
  for (const language of languageTags) {
    const text = textsOf(language);
    for (const code of codes) {
      const said = alarmKeys(code).map((key) => String(text[key]));
      assert.equal(new Set(said).size, 3, `${language} ${code}`);
      for (const part of said) assert.match(part, /^\p{L}.*\.$/u, `${language} ${code}`);
    }
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
  for (const [language, words] of Object.entries(kept)) {
    const text = textsOf(language);
    for (const key of alarmKeys("entry-refused")) assert.doesNotMatch(String(text[key]), words, language);
  }
});

test("whom a case is about is any person: screens, reports and commands say neither she nor he in English", () => {
  const named = /\b(she|hers?|herself|he|him|his|himself)\b/i;
  for (const file of ["web", "reports", "cli"].flatMap(sourcesOf))
    for (const text of quotedIn(file)) assert.doesNotMatch(text, named, file);
  for (const [key, text] of Object.entries(textsOf("en"))) assert.doesNotMatch(text, named, key);
});

// The record's own words are left out: they tell of rows («запись», «она») and of no person.
test("whom a case is about is any person: in Russian «человек», so nothing on the screens of a case is «она»", () => {
  for (const [key, text] of ["first", "device", "officer", "case", "desk"].flatMap((part) =>
    Object.entries(messagesOf("ru", part)),
  ))
    assert.doesNotMatch(`${key} ${text}`, /(?<!\p{L})(она|её|ее|ей|ею|ней|нею|неё|нее)(?!\p{L})/iu);
});

test("every kind of entry of a case has a word on the desk", () => {
  const words = messagesOf("en", "desk");
  for (const kind of Object.keys(caseBodies)) assert.ok(Object.hasOwn(words, `kind.${kind}`), kind);
});

test("a place is told with its region, once, in the reader's name where there is one, and without a comma of another script", async () => {
  const known = [
    { code: "TJ-DU", name: { en: "Dushanbe" } },
    { code: "TJ-DU-01", name: { en: "Dushanbe" } },
    { code: "TJ-KT", name: { en: "Khatlon" } },
    { code: "TJ-KT-05", name: { en: "Example District" } },
  ];
  assert.equal(placeName(known, "TJ-DU-01"), "Dushanbe");
  assert.equal(placeName(known, "TJ-KT-05"), "Example District · Khatlon");
  await loadCountryNames();
  assert.equal(placeName(known, "RU"), "Russia", "a country abroad");
  assert.equal(placeName([], "TJ-KT-05"), "TJ-KT-05 · Tajikistan", "without a list of places");
  assert.equal(placeName(known, "AE-DU"), "AE-DU · United Arab Emirates", "of a country without a list");
  assert.equal(placeName(known, "r1"), "r1", "what is no place stays as it came");
});

test("every place of the demonstration has a name in every language of the screens, in its own script", async () => {
  const file = new URL("../../src/demonstration/places.json", import.meta.url);
  const { places } = JSON.parse(await readFile(file, "utf8")) as { places: readonly PlaceName[] };
  const script = {
    en: /^[\p{Script=Latin}\P{L}]+$/u,
    uz: /^[\p{Script=Latin}\P{L}ʻʼ]+$/u,
    tg: /^[\p{Script=Cyrillic}\P{L}]+$/u,
  };
  const scripts = { ...script, ru: script.tg, fa: /^[\p{Script=Arabic}\P{L}]+$/u };
  for (const { code, name } of places)
    for (const [language, own] of Object.entries(scripts))
      assert.match(name[language] ?? "", own, `${code} ${language}`);
  const city = (code: string) => places.find((place) => place.code === code)?.name;
  assert.deepEqual(city("TJ-DU-01"), city("TJ-DU"), "a city that is its own region is told once");
});

test("words beside each other are set apart as their language does it: no dot stands in the code of a screen", () => {
  for (const file of sourcesOf("web"))
    walk(treeOf(file), ({ type, value }) => {
      const text = type === "TemplateElement" ? (value as { readonly cooked?: unknown }).cooked : value;
      if (typeof text === "string") assert.doesNotMatch(text, /·/, file);
    });
});

test("the leaflet begins with what somebody in danger does, in three sentences; the log is on a page of its own", () => {
  for (const language of languageTags) {
    const text = messagesOf(language, "leaflet");
    const now = [1, 2, 3].map((n) => text[`leaflet.now.${n}`] ?? "");
    assert.match(text["leaflet.title"] ?? "", /^[\p{L}]+$/u, language);
    for (const sentence of now) assert.match(sentence, /^[^.?!]+\.$/, language);
    const page = leafletPage(language);
    const main = page.slice(page.indexOf("<main>"));
    assert.ok(main.indexOf(now[2] ?? "") < main.indexOf(text["leaflet.questions.1.question"] ?? ""), language);
    assert.doesNotMatch(main, /log-|founding\.note|panoh verify|<dl|<pre/, language);
    assert.ok(page.includes(`href="/${checkFile(language)}"`), language);
    assert.ok(checkingPage(language).includes(`href="/${leafletFile(language)}"`), language);
  }
});

test("[EN8] the demonstration's first page has every role that is played, in every language", () => {
  const played = demonstrationRoles.map(({ slug }) => slug).sort();
  assert.deepEqual([...rolesOfReferral, ...rolesOfRecord].sort(), played);
  for (const language of languageTags) {
    const page = rolesPage(language);
    for (const slug of played)
      for (const mark of ["open", "name", "address", "words"]) assert.ok(page.includes(`{{${mark}:${slug}}}`), slug);
    assert.ok(page.indexOf("<details>") < page.indexOf("{{words:"), "words stand behind");
    assert.doesNotMatch(page, /<script/, language);
  }
});
