// The words of reports: complete for everything that the catalogue and the schemes name, with the language's own plurals, dates and numbers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { catalogue } from "../assessment/catalogue.ts";
import { recommendationTable } from "../assessment/recommendations.ts";
import { schemes } from "../assessment/schemes.ts";
import { registerNames, registerOf, registerTable, worldRegions } from "../core/registers/register-table.ts";
import { reportStyle } from "./print/html-style.ts";
import { plain } from "./say.ts";
import { wayTold } from "./sections/counted.ts";
import { reportLanguages, reportTexts } from "./text/texts.ts";

const { en, ru, tg } = reportTexts;

test("[RP12] every fact, criterion, ground, step, recommendation and scheme has a name in each language", () => {
  for (const language of reportLanguages) {
    const { facts, tier, recommendations } = reportTexts[language];
    for (const { key, formula } of catalogue) {
      if (formula?.kind !== "finding") assert.ok(key in facts.figures || key in facts.derived, `${language} ${key}`);
    }
    for (const { id, criteria, watchList, tiers } of schemes) {
      assert.ok(id in tier.schemes, `${language} ${id}`);
      for (const { key } of criteria) assert.ok(key in tier.criteria, `${language} ${key}`);
      for (const { key } of watchList) assert.ok(key in tier.groundNames, `${language} ${key}`);
      for (const { key } of tiers) assert.ok(key in tier.steps, `${language} ${key}`);
    }
    for (const { key } of [...recommendationTable, { key: "report-data" }])
      assert.ok(key in recommendations.named, `${language} ${key}`);
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
    const { figures, definitions } = reportTexts[language].facts;
    const said = catalogue.map(({ key }) =>
      key in figures ? figures[key as keyof typeof figures].definition : definitions[key as keyof typeof definitions],
    );
    for (const [i, { key }] of catalogue.entries())
      assert.match(said[i] ?? "", /^\p{Lu}.{10,}\.$/u, `${language} ${key}`);
    assert.equal(new Set(said).size, catalogue.length, `${language}: each its own`);
    // What is counted is of a period: a definition that leaves it out tells of something else.
    for (const [key, { definition }] of Object.entries(figures))
      assert.match(definition, { en: /period/, ru: /период/, tg: /давра/ }[language], `${language} ${key}`);
    assert.deepEqual(
      Object.keys(definitions).filter((key) => key in figures || !onPage.has(key)),
      [],
    );
  }
  const { figures, definitions } = en.facts;
  const inEnglish = [
    ...Object.entries(definitions),
    ...Object.entries(figures).map(([key, { definition }]) => [key, definition] as const),
  ];
  for (const [key, is] of inEnglish) assert.equal(is, onPage.get(key), key);
  const ofWhatever = {
    en: /for whatever offence/,
    ru: /независимо от вида преступления/,
    tg: /новобаста аз навъи ҷиноят/,
  };
  for (const language of reportLanguages) {
    const told = reportTexts[language].facts.figures;
    for (const key of ["officials-investigated", "officials-prosecuted", "officials-convicted"] as const)
      assert.match(told[key].definition, ofWhatever[language], `${language} ${key}`);
    assert.doesNotMatch(told.extraditions.definition, /Persons|[Лл]ица/, "requests that were granted are counted");
  }
});

/** A sentence of the page without the rules that it names. */
function withoutRules(sentence: string): string {
  return sentence.replace(/ \([A-Z]+\d+\)/g, "");
}

test("[RP13] what a demonstration says of itself is so: no office stands behind it, though its rows may tell of what was published", () => {
  const invented = { en: /\breal\b|invented/, ru: /вымы|настоящ/, tg: /воқеӣ|сохта/ };
  const behind = { en: "no office stands behind", ru: "не стоит ни одно ведомство", tg: "ҳеҷ идорае намеистад" };
  for (const language of reportLanguages)
    for (const { warning } of [reportTexts[language].head, reportTexts[language].letter]) {
      assert.doesNotMatch(warning, invented[language]);
      assert.ok(warning.includes(behind[language]), warning);
    }
});

test("[RP13] on paper neither a heading nor a caption nor the head of a table stands without the first rows below it", () => {
  const print = reportStyle("Kettle report").split("@media print{")[1] ?? assert.fail();
  assert.match(print, /h2,h3,[^{]*caption[^{]*\{break-after:avoid\}/);
  assert.match(print, /\nthead,thead tr\{break-after:avoid\}/);
  assert.match(print, /\ntbody,tbody tr:first-child,tbody tr:nth-child\(2\),[^{]*\{break-before:avoid\}/);
});

test("[RP12] how a fact is counted is told in words: no field and no code of a register is left as it is spelled there", () => {
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
      const told = wayTold(reportTexts[language], definition);
      if (language === "en") assert.ok(codes.every((code) => !told.includes(code)) && !told.includes("_"), told);
      else assert.doesNotMatch(told, /[A-Za-z]/, `${language} ${definition.key}: ${told}`);
    }
  const told = (key: string) => wayTold(en, catalogue.find((one) => one.key === key) ?? assert.fail());
  assert.equal(
    told("trafficking-laws"),
    "entries of “laws” that stand at the end of the period where subject is “trafficking in persons” or “comprehensive law on trafficking” and stage is “in force”",
  );
  assert.ok(
    told("shelter-places").startsWith(
      "sum of “places” over entries of “protection”; entries of “protection” that stand",
    ),
  );
});

test("[RP12] every code that a sentence tells has a word in each language", () => {
  const { law, body, plan, protection, prevention, agreement, proceeding, source, route } = registerTable;
  for (const language of reportLanguages) {
    const text = reportTexts[language];
    const told: readonly (readonly [readonly string[], object])[] = [
      [law.fields.subject.shape.codes, text.laws.subjects],
      [law.fields.stage.shape.codes, text.answers],
      [body.fields.kind.shape.codes, text.bodies.kinds],
      [body.fields.purpose.shape.codes, text.bodies.purposes],
      [plan.fields.stage.shape.codes, text.plans],
      [plan.fields.stage.shape.codes, text.answers],
      [protection.fields.what.shape.codes, text.protection.what],
      [protection.fields.funder.shape.codes, text.protection.funder],
      [prevention.fields.what.shape.codes, text.prevention.what],
      [prevention.fields.partner.shape.codes, text.prevention.partners],
      [agreement.fields.kind.shape.codes, text.agreements.kinds],
      [proceeding.fields.offence.shape.codes, text.proceedings.offences],
      [proceeding.fields.office_level.shape.codes, text.proceedings.officialNouns],
      [source.fields.kind.shape.codes, text.sources.kinds],
      [source.fields.checked.shape.codes, text.sources.sureness],
      [route.fields.role.shape.codes, text.summary.roles],
      [worldRegions, text.summary.regions],
      [worldRegions, text.summary.otherCountries],
      [registerNames, text.records.registers],
      [registerTable.finding.fields.reason.shape.codes, text.reasons],
      [registerTable.finding.fields.answer.shape.codes, text.answers],
      [registerTable.figure.fields.part.shape.codes, text.facts.parts],
      ...Object.entries(text.registers.codes).map(([name, words]) => {
        const [register = "", field = ""] = name.split(".");
        const shape = registerOf(register as (typeof registerNames)[number]).fields[field]?.shape;
        return [shape?.type === "code" ? shape.codes : assert.fail(name), words] as const;
      }),
    ];
    for (const [codes, words] of told) for (const code of codes) assert.ok(code in words, `${language} ${code}`);
  }
});

test("[RP7] nouns follow their numbers: two forms in English, three in Russian, one in Tajik", () => {
  const counted = (n: number) =>
    reportLanguages.map((l) => reportTexts[l].count(n, reportTexts[l].facts.figures.investigations.counted));
  assert.deepEqual(counted(1), ["1 investigation", "1 расследование", "1 тафтиш"]);
  assert.deepEqual(counted(2), ["2 investigations", "2 расследования", "2 тафтиш"]);
  assert.deepEqual(counted(5), ["5 investigations", "5 расследований", "5 тафтиш"]);
  assert.deepEqual(counted(21), ["21 investigations", "21 расследование", "21 тафтиш"]);
  assert.deepEqual(counted(112), ["112 investigations", "112 расследований", "112 тафтиш"]);
  for (const { counted: nouns } of Object.values(ru.facts.figures)) assert.equal(nouns.length, 3);
  for (const { counted: nouns } of Object.values(en.facts.figures)) assert.equal(nouns.length, 2);
});

test("[RP7] dates are told as far as they are known", () => {
  const told = (date: string) => reportLanguages.map((l) => reportTexts[l].when(date));
  assert.deepEqual(told("2003"), ["in 2003", "в 2003 году", "дар соли 2003"]);
  assert.deepEqual(told("2003-08"), ["in August 2003", "в августе 2003 года", "дар моҳи августи соли 2003"]);
  assert.deepEqual(told("2003-08-01"), ["on 1 August 2003", "1 августа 2003 года", "1 августи соли 2003"]);
  assert.deepEqual(
    reportLanguages.map((l) => reportTexts[l].date("2003-08")),
    ["August 2003", "август 2003 года", "августи соли 2003"],
  );
});

test("[RP7] since when something is a crime is told as far as the date is known", () => {
  const since = (from: string) =>
    reportLanguages.map((l) =>
      plain(reportTexts[l].laws.crimeSince(from, { kind: "text", text: "Racket code" }, null, false)),
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
  const latin = /[A-Za-z]{3,}/;
  const walk = (value: unknown, path: string): readonly string[] => {
    if (typeof value === "string") return latin.test(value) && path !== "tag" && path !== "direction" ? [path] : [];
    return typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, inner]) => walk(inner, path === "" ? key : `${path}.${key}`))
      : [];
  };
  assert.deepEqual([...walk(ru, ""), ...walk(tg, "")], []);
});
