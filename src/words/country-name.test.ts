// The tables of countries and currencies: whole, the same as its script makes, and without surprises for what is none.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countryNamesOfCldr, currencyNamesOfCldr } from "../../test/support/words/cldr-names.ts";
import { countryCodes, countryName } from "./country-name.ts";
import { countryNames } from "./country-names.ts";
import { currencyCodes, currencyName } from "./currency-name.ts";
import { currencyNames } from "./currency-names.ts";

const languages = ["en", "ru", "tg", "uz", "fa"];

test("the table of countries is what its script makes of the pinned Node's CLDR", () => {
  assert.deepEqual(countryNames, countryNamesOfCldr());
});

test("the table of currencies is what the same script makes, and every currency has a name in each language, Tajik too", () => {
  assert.deepEqual(currencyNames, currencyNamesOfCldr());
  assert.ok(currencyCodes.length > 150);
  for (const language of languages)
    for (const code of currencyCodes) assert.notEqual(currencyName(code, language), code, language);
  assert.equal(currencyName("TJS", "tg"), "Сомонии Тоҷикистон");
  assert.equal(currencyName("constructor", "tg"), "constructor");
});

test("every country of ISO 3166-1 has a name of its own in each language", () => {
  // 249 of ISO 3166-1, and XK.
  assert.equal(countryCodes.length, 250);
  assert.deepEqual(countryCodes, [...countryCodes].sort());
  for (const language of languages) {
    const names: readonly string[] = countryCodes.map((code) => countryName(code, language));
    assert.equal(new Set(names).size, countryCodes.length, `two countries of one name in ${language}`);
    for (const [at, name] of names.entries())
      assert.ok(name !== "" && name !== countryCodes[at], `${countryCodes[at]}`);
  }
});

test("a country is named in the language that was asked for, also where browsers know none", () => {
  assert.deepEqual(
    languages.map((language) => countryName("AE", language)),
    ["United Arab Emirates", "ОАЭ", "Аморатҳои Муттаҳидаи Араб", "Birlashgan Arab Amirliklari", "امارات متحدهٔ عربی"],
  );
});

test("a language that the table lacks gets the English name", () => {
  for (const language of ["de", "", "tg-Cyrl", "__proto__"]) assert.equal(countryName("TJ", language), "Tajikistan");
});

test("what is no country is shown as it was written", () => {
  for (const code of ["ZZ", "EU", "tj", "", "constructor", "__proto__"]) assert.equal(countryName(code, "tg"), code);
});
