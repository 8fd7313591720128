// The words of reports: complete for everything that the catalogue and the schemes name, with the language's own plurals, dates and numbers.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reportDataOf } from "../../test/support/report-of-rows.ts";
import { reportTexts, spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { compiledOf, languageDataOf, namesIn } from "../../test/support/words/files.ts";
import { catalogue } from "../assessment/catalogue.ts";
import { recommendationTable } from "../assessment/recommendations.ts";
import { schemes } from "../assessment/schemes.ts";
import { registerNames, registerOf, registerTable, worldRegions } from "../core/registers/register-table.ts";
import type { LanguageTag } from "../words/languages.ts";
import type { Message } from "../words/message.ts";
import { reportStyle } from "./print/html-style.ts";
import { plain } from "./say.ts";
import { wayOfCounting } from "./sections/counted.ts";
import { nameOf, reportOf } from "./sections/report.ts";
import { plainRegisters } from "./sections/rows.ts";
import { programNames } from "./sections/scheme-words.ts";
import { reportLanguages } from "./text/report-words.ts";

const { en, ru, tg } = reportTexts;
const noData = reportDataOf([]);

/** What is asked of some languages by their words; a language that is added later is asked for what all are. */
type InSome<T> = Readonly<Partial<Record<LanguageTag, T>>>;

const isInLatin = (tag: LanguageTag) => /[a-z]/.test(languageDataOf(tag).alphabet);

test("[RP12] every fact, criterion, ground, step, recommendation and scheme has a name in each language", () => {
  for (const language of reportLanguages) {
    const report = reportOf(noData, wordsIn[language]);
    for (const { key } of catalogue) assert.notEqual(nameOf(report, key), key, `${language} ${key}`);
    const named = (key: string) => assert.notEqual(report.text.word(key, ""), "", `${language} ${key}`);
    for (const { id, criteria, watchList, tiers } of schemes) {
      named(`scheme.${id}`);
      const { criterion, ground } = programNames(id, report.text);
      for (const { key } of criteria) assert.notEqual(criterion(key), key, `${language} ${key}`);
      for (const { key } of watchList) assert.notEqual(ground(key), key, `${language} ${key}`);
      for (const { key } of tiers) named(`report.tier.steps.${key}`);
    }
    for (const key of [...Object.keys(recommendationTable), "report-data"])
      named(`report.recommendations.named.${key}`);
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
  for (const language of reportLanguages) {
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
  for (const language of reportLanguages) {
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
  for (const language of reportLanguages)
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

test("[RP12] how a fact is counted is said in words: no field and no code of a register is left as it is spelled there", () => {
  const spelled = new Set(
    registerNames.flatMap((name) =>
      Object.entries(registerOf(name).fields).flatMap(([field, { shape }]) => [
        field,
        ...(shape.type === "code" || shape.type === "codes" ? shape.codes : []),
      ]),
    ),
  );
  const codes = [...spelled].filter((code) => /[-_]/.test(code));
  for (const language of reportLanguages)
    for (const definition of catalogue) {
      const shown = wayOfCounting(reportTexts[language], definition);
      if (isInLatin(language)) assert.ok(codes.every((code) => !shown.includes(code)) && !shown.includes("_"), shown);
      else assert.doesNotMatch(shown, /[A-Za-z]/, `${language} ${definition.key}: ${shown}`);
    }
  const shown = (key: string) => wayOfCounting(en, catalogue.find((one) => one.key === key) ?? assert.fail());
  assert.equal(
    shown("trafficking-laws"),
    "entries of “laws” that stand at the end of the period where subject is “human trafficking” or “comprehensive law against trafficking” and stage is “in force”",
  );
  assert.ok(
    shown("shelter-places").startsWith(
      "sum of “places” over entries of “protection”; entries of “protection” that stand",
    ),
  );
});

test("[RP12] every code of a register has a word in each language, and what sentences are chosen by has its sentences", () => {
  const codes = registerNames.flatMap((register) =>
    Object.entries(registerOf(register).fields).flatMap(([field, { shape }]) =>
      shape.type === "code" || shape.type === "codes"
        ? shape.codes.map((code) => [register, field, code] as const)
        : [],
    ),
  );
  const { plan, route, proceeding } = registerTable;
  for (const language of reportLanguages) {
    const text = reportTexts[language];
    const words = [
      ...codes.flatMap((code) => [text.code(...code), text.name(...code)]),
      ...registerNames.map((register) => text.register(register)),
    ];
    // Where there is no word, a code stands as it is spelled: in Latin letters.
    for (const word of words) if (!isInLatin(language)) assert.doesNotMatch(word, /[A-Za-z]/, `${language} ${word}`);
    const sentences = [
      ...plan.fields.stage.shape.codes.map((stage) => `report.plans.${stage}`),
      ...route.fields.role.shape.codes.map((role) => `report.summary.route.${role}`),
      ...worldRegions.map((region) => `report.summary.other-countries.${region}`),
    ];
    for (const key of sentences) assert.ok(wordsIn[language].has(key), `${language} ${key}`);
    const levels = [...proceeding.fields.office_level.shape.codes, "any"] as const;
    const nouns = levels.map((level) => text.t(`report.proceedings.official-nouns.${level}`, { n: 2 }));
    assert.equal(new Set(nouns).size, levels.length, language);
  }
});

test("[RP12] each register whose rows are one sentence each has that sentence, of fields that it has", () => {
  const sentences = [...compiledOf("en")].filter(([key]) => key.startsWith("report.row."));
  assert.deepEqual(sentences.map(([key]) => key).sort(), plainRegisters.map((name) => `report.row.${name}`).sort());
  for (const name of plainRegisters) {
    const { fields } = registerOf(name);
    const { message } = compiledOf("en").get(`report.row.${name}`) ?? assert.fail(name);
    const named = [...namesIn(message).keys()];
    assert.ok(named.length > 0, name);
    for (const field of named) assert.ok(Object.hasOwn(fields, field), `${name}: ${field}`);
  }
});

test("[RP7] nouns follow their numbers: two forms in English, three in Russian, one in Tajik", () => {
  const counted = (n: number) => spelledLanguages.map((l) => reportTexts[l].counted("investigations", n));
  assert.deepEqual(counted(1), ["1 investigation", "1 расследование", "1 тафтиш"]);
  assert.deepEqual(counted(2), ["2 investigations", "2 расследования", "2 тафтиш"]);
  assert.deepEqual(counted(5), ["5 investigations", "5 расследований", "5 тафтиш"]);
  assert.deepEqual(counted(21), ["21 investigations", "21 расследование", "21 тафтиш"]);
  assert.deepEqual(counted(112), ["112 investigations", "112 расследований", "112 тафтиш"]);
});

test("[RP7] dates are written as far as they are known", () => {
  const shown = (date: string) => spelledLanguages.map((l) => reportTexts[l].when(date));
  assert.deepEqual(shown("2003"), ["in 2003", "в 2003 году", "дар соли 2003"]);
  assert.deepEqual(shown("2003-08"), ["in August 2003", "в августе 2003 года", "дар моҳи августи соли 2003"]);
  assert.deepEqual(shown("2003-08-01"), ["on 1 August 2003", "1 августа 2003 года", "1 августи соли 2003"]);
  assert.deepEqual(
    spelledLanguages.map((l) => reportTexts[l].date("2003-08")),
    ["August 2003", "август 2003 года", "августи соли 2003"],
  );
});

test("[RP7] since when something is a crime is said as far as the date is known", () => {
  const since = (from: string) =>
    spelledLanguages.map((l) =>
      plain(
        reportTexts[l].say("report.laws.crime-since", {
          on: from,
          act: "Example code",
          article: undefined,
          by_amendment: false,
        }),
      ),
    );
  for (const [from, said] of [
    ["2003", ["since 2003:", "с 2003 года:", "аз соли 2003 "]],
    ["2003-08", ["since August 2003:", "с августа 2003 года:", "аз августи соли 2003 "]],
    ["2003-08-01", ["since 1 August 2003:", "с 1 августа 2003 года:", "аз 1 августи соли 2003 "]],
  ] as const)
    for (const [i, sentence] of since(from).entries()) assert.ok(sentence.includes(said[i] ?? "?"), sentence);
});

test("[RP7] months of prison are whole years where they are, numbers are grouped, years from April say so", () => {
  assert.deepEqual([en.span(168), ru.span(168), tg.span(168)], ["14 years", "14 лет", "14 сол"]);
  assert.deepEqual([en.span(30), ru.span(30), tg.span(30)], ["2 years 6 months", "2 года 6 месяцев", "2 сол ва 6 моҳ"]);
  assert.deepEqual([en.span(1), ru.span(12), en.span(0)], ["1 month", "1 год", "0 months"]);
  assert.deepEqual([en.number(1234567), ru.number(12345), tg.number(999)], ["1,234,567", "12\u00a0345", "999"]);
  assert.equal(en.inPeriod({ year: 2003, kind: "april-march" }), "from April 2003 to March 2004");
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
