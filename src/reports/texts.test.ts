// The words of reports: complete for everything that the catalogue and the schemes name, with the language's own plurals, dates and numbers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reportDataOf } from "../../test/support/report-of-rows.ts";
import { reportTexts, spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { compiledOf, languageDataOf } from "../../test/support/words/files.ts";
import { catalogue } from "../assessment/catalogue.ts";
import { rulesOfYear } from "../assessment/tvpa.ts";
import { registerNames, registerOf, registerTable } from "../core/registers/register-table.ts";
import { type LanguageTag, languageTags } from "../words/languages.ts";
import type { Message } from "../words/message.ts";
import { reportStyle } from "./print/html-style.ts";
import { nameOf, reportOf, schemeNames } from "./sections/report.ts";

const { en, ru, tg } = reportTexts;
const noData = reportDataOf([]);

/** What is asked of some languages by their words; a language that is added later is asked for what all are. */
type InSome<T> = Readonly<Partial<Record<LanguageTag, T>>>;

const isInLatin = (tag: LanguageTag) => /[a-z]/.test(languageDataOf(tag).alphabet);

test("[RP12] every fact, criterion, ground and scheme has a name in each language", () => {
  for (const language of languageTags) {
    const report = reportOf(noData, wordsIn[language]);
    for (const { key } of catalogue) assert.notEqual(nameOf(report, key), key, `${language} ${key}`);
    const named = (key: string) => assert.notEqual(report.text.word(key, ""), "", `${language} ${key}`);
    const { criterion, ground } = schemeNames(report);
    for (const year of [2005, 2018, 2030]) {
      const { scheme, criteria, grounds } = rulesOfYear(year);
      named(`scheme.${scheme.id}`);
      for (const { key } of criteria) assert.notEqual(criterion(key), key, `${language} ${key}`);
      for (const { key } of grounds) assert.notEqual(ground(key), key, `${language} ${key}`);
    }
  }
});

test("[RP12] every fact of the catalogue has a definition in words in each language, in English that of the page", () => {
  const page = readFileSync(new URL("../../docs/spec/assessment.md", import.meta.url), "utf8");
  const onPage = new Map(
    [...page.matchAll(/^\| `([a-z-]+)` \| \w+ \| \w+ \| (.+\.) \|$/gm)].map(([, key = "", is = ""]) => [
      key,
      withoutRules(is),
    ]),
  );
  for (const language of languageTags) {
    const { isCounted } = reportTexts[language];
    const definitions = definitionsIn(language);
    const said = catalogue.map(({ key }) => definitions[key]);
    for (const [i, { key }] of catalogue.entries())
      assert.match(said[i] ?? "", /^(?:\p{Lu}|\p{Lo}).{10,}\.$/u, `${language} ${key}`);
    assert.equal(new Set(said).size, catalogue.length, `${language}: each its own`);
    // What is counted is of a period: a definition that leaves it out is one of something else.
    const periods: InSome<RegExp> = { en: /period/, ru: /период/, tg: /давра/, uz: /[Dd]avr/, fa: /دوره/ };
    for (const [key, definition] of Object.entries(definitions))
      if (isCounted(key)) assert.match(definition, periods[language] ?? /./, `${language} ${key}`);
    assert.deepEqual(
      Object.keys(definitions).filter((key) => !onPage.has(key)),
      [],
    );
  }
  for (const [key, is] of Object.entries(definitionsIn("en"))) assert.equal(is, onPage.get(key), key);
  const ofWhatever: InSome<RegExp> = {
    en: /for whatever offence/,
    ru: /независимо от вида преступления/,
    tg: /новобаста аз навъи ҷиноят/,
    uz: /har qanday jinoyat/,
    fa: /برای هر جرمی/,
  };
  for (const language of languageTags) {
    const shown = definitionsIn(language);
    for (const key of ["officials-investigated", "officials-prosecuted", "officials-convicted"] as const)
      assert.match(shown[key] ?? "", ofWhatever[language] ?? /./, `${language} ${key}`);
    assert.doesNotMatch(
      shown["extraditions"] ?? "",
      /Persons|[Лл]ица|[Ss]haxs|شخص|کسانی/,
      "requests that were granted are counted",
    );
  }
});

function definitionsIn(language: LanguageTag): Readonly<Record<string, string>> {
  return wordsIn[language].under("report.definition");
}

/** A sentence of the page without the rules that it names. */
function withoutRules(sentence: string): string {
  return sentence.replace(/ \([A-Z]+\d+\)/g, "");
}

test("[RP13] what a demonstration says of itself is so: no office stands behind it, though its rows may be about what was published", () => {
  const invented: InSome<RegExp> = {
    en: /\breal\b|invented/,
    ru: /вымы|настоящ/,
    tg: /воқеӣ|сохта/,
    uz: /haqiqiy|oʻylab/,
    fa: /واقعی|ساختگی/,
  };
  const behind: InSome<string> = {
    en: "no office stands behind",
    ru: "не стоит ни одно ведомство",
    tg: "ҳеҷ идорае намеистад",
    uz: "hech qanday idora turmaydi",
    fa: "هیچ اداره‌ای پشت این",
  };
  for (const language of languageTags)
    for (const key of ["report.head.warning", "report.letter.warning"] as const) {
      const warning = reportTexts[language].t(key);
      assert.doesNotMatch(warning, invented[language] ?? /^$/);
      assert.ok(warning.includes(behind[language] ?? ""), warning);
    }
});

test("[RP13] on paper neither a heading nor a caption nor the head of a table stands without the first rows below it", () => {
  const print = reportStyle("Sample report", "en").split("@media print{")[1] ?? assert.fail();
  assert.match(print, /h2,h3,[^{]*caption[^{]*\{break-after:avoid\}/);
  assert.match(print, /\nthead,thead tr\{break-after:avoid\}/);
  assert.match(print, /\ntbody,tbody tr:first-child,tbody tr:nth-child\(2\),[^{]*\{break-before:avoid\}/);
});

test("[RP12] every code of a register has a word in each language, and what sentences are chosen by has its sentences", () => {
  const codes = registerNames.flatMap((register) =>
    Object.entries(registerOf(register).fields).flatMap(([field, { shape }]) =>
      shape.type === "code" || shape.type === "codes"
        ? shape.codes.map((code) => [register, field, code] as const)
        : [],
    ),
  );
  const { plan } = registerTable;
  for (const language of languageTags) {
    const text = reportTexts[language];
    const words = [
      ...codes.flatMap((code) => [text.code(...code), text.name(...code)]),
      ...registerNames.map((register) => text.register(register)),
    ];
    // Where there is no word, a code stands as it is spelled: in Latin letters.
    for (const word of words) if (!isInLatin(language)) assert.doesNotMatch(word, /[A-Za-z]/, `${language} ${word}`);
    const sentences = [...plan.fields.stage.shape.codes.map((stage) => `report.plans.${stage}`)];
    for (const key of sentences) assert.ok(wordsIn[language].has(key), `${language} ${key}`);
  }
});

test("[RP7] dates are written as far as they are known", () => {
  const shown = (date: string) => spelledLanguages.map((l) => reportTexts[l].days(date));
  assert.deepEqual(shown("2003"), ["in 2003", "в 2003 году", "дар соли 2003"]);
  assert.deepEqual(shown("2003-08"), ["in August 2003", "в августе 2003 года", "дар моҳи августи соли 2003"]);
  assert.deepEqual(shown("2003-08-01"), ["on 1 August 2003", "1 августа 2003 года", "1 августи соли 2003"]);
  assert.deepEqual(
    spelledLanguages.map((l) => reportTexts[l].date("2003-08")),
    ["August 2003", "август 2003 года", "августи соли 2003"],
  );
});

test("[RP7] months of prison are whole years where they are, numbers are grouped, years from April say so", () => {
  assert.deepEqual([en.span(168), ru.span(168), tg.span(168)], ["14 years", "14 лет", "14 сол"]);
  assert.deepEqual([en.span(30), ru.span(30), tg.span(30)], ["2 years 6 months", "2 года 6 месяцев", "2 сол ва 6 моҳ"]);
  assert.deepEqual([en.span(1), ru.span(12), en.span(0)], ["1 month", "1 год", "0 months"]);
  assert.deepEqual([en.number(1234567), ru.number(12345), tg.number(999)], ["1,234,567", "12\u00a0345", "999"]);
  assert.equal(en.period({ year: 2003, kind: "april-march" }), "April 2003 to March 2004");
});

test("[RP8] countries have the language's name, and the code where there is none", () => {
  assert.deepEqual([en.country("KZ"), ru.country("KZ")], ["Kazakhstan", "Казахстан"]);
  assert.equal(en.country("XQ"), "XQ");
});

test("[RP12] no language has a sentence that was left in another one", () => {
  const written = (tag: string) =>
    ["report", "report-facts"].flatMap((part) => [...compiledOf(tag)].filter(([, one]) => one.part === part));
  const other = { ru: /[A-Za-z]{3,}/, tg: /[A-Za-z]{3,}/, fa: /[A-Za-z]{3,}|[А-я]/, uz: /[А-я]/ };
  const left = Object.entries(other).flatMap(([tag, letters]) =>
    written(tag).filter(([, { message }]) => wordsOf(message).some((words) => letters.test(words))),
  );
  assert.deepEqual(
    left.map(([key]) => key),
    [],
  );
});

/** The words of a message, without the names of its values. */
function wordsOf(message: Message): readonly string[] {
  if (typeof message === "string") return [message];
  return message.flatMap((piece) => {
    if (typeof piece === "string") return [piece];
    if (piece[0] === "plural" || piece[0] === "select") return Object.values(piece[2]).flatMap(wordsOf);
    return piece[0] === "mark" ? wordsOf(piece[2]) : [];
  });
}
