// A report under a scheme that came as a file: bound to that file, written in its words, in the language that is there.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { reportTexts, type SpelledLanguage, spelledLanguages, wordsIn } from "../../../test/support/report-words.ts";
import { figure, finding, judgement } from "../../../test/support/statements.ts";
import type { Scheme } from "../../assessment/assessment.ts";
import { readSchemeFile } from "../../assessment/scheme-file.ts";
import { schemes } from "../../assessment/schemes.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { checkReport, readShownReport, schemeOfShown } from "../check/check-report.ts";
import { checkOpenPart } from "../check/open-part.ts";
import type { Sight } from "../check/outcome.ts";
import { composeReport } from "../compose.ts";
import { type ReportData, reportText } from "../data/report-data.ts";
import { reportHtml } from "../print/html.ts";
import { reportMarkdown } from "../print/markdown.ts";
import { reportOfYear } from "../report-of-year.ts";
import { takenNames } from "../taken-names.ts";

const example = readFileSync(new URL("../../../docs/spec/scheme-example.json", import.meta.url), "utf8");
const hash = "ab".repeat(32);
const taken = await takenNames();

function schemeOf(text: string, itsHash = hash): Scheme {
  const read = readSchemeFile(text, itsHash, taken);
  return "scheme" in read ? read.scheme : assert.fail(JSON.stringify(read.flaws));
}

const samples = schemeOf(example);

const record: RecordRead = {
  origin: "samples.example/0",
  trial: true,
  country: "XK",
  title: { en: "Sampleland" },
  log: { size: 9, root: "root" },
  statements: [
    figure("gazette", "convictions", "2024", 2),
    figure("gazette", "victims-assisted", "2023", 8),
    figure("gazette", "victims-assisted", "2024", 9),
    finding("gazette", "victim-protection", "partial", "2024"),
    judgement("vigorous-prosecution", true, "2024"),
  ].map((one, leaf) => ({ ...one, leaf: leaf + 1, ref: { ...one.ref, note: String(leaf).padStart(64, "0") } })),
  holds: "all",
  organisationNames: new Map(),
};

const made = (scheme: Scheme, over: RecordRead = record) =>
  reportOfYear(over, { period: { year: 2024, kind: "calendar" }, scheme });
const pageOf = (data: ReportData, language: SpelledLanguage = "en") =>
  reportHtml(composeReport(data, wordsIn[language], "00"), reportText(data));
const shownOf = (html: string) => readShownReport(html) ?? assert.fail("not a report");
const textOf = (data: ReportData, language: SpelledLanguage) =>
  reportMarkdown(composeReport(data, wordsIn[language], "00")).replace(/<a id="[^"]*"><\/a>|\]\(#[^)]*\)|[*\\[]/g, "");

test("[RP19] the report speaks in the file's words: scheme, tier, step, criteria, what would change it, what differs", () => {
  const data = made(samples);
  assert.deepEqual([data.assessment.tier, data.assessment.step], ["1", "upper"]);
  const text = textOf(data, "en");
  for (const shown of [
    `- Read under: Rules of the Example Council; from the file with the hash \`${hash}\``,
    "Under the report’s own rules from a file (Rules of the Example Council), Example tier one (tier 1) follows from the record. The step that holds: courts act, and help grows.",
    "Courts act against trafficking",
    "| Example tier two (tier 2) |",
    "Criteria that are asked here and not there: Courts act against trafficking; Victims are helped.",
    "Grounds for the watch list here and not there: Nothing shows that more victims were helped than the year before.",
    "Steps here and not there: courts act, and help grows; help does not grow; courts act; courts do not act.",
    "Criteria that are asked there and not here: Vigorous investigation and prosecution",
    "Under the present minimum standards,",
  ])
    assert.ok(text.includes(shown), shown);
  assert.doesNotMatch(text.split("## Under other rules")[0] ?? "", /Tier \d|example-rules|courts-act|have no names/);
  assert.match(
    textOf(data, "ru"),
    /По правилам \(собственные правила из файла: Правила Примерного совета\) из записей следует: Первый уровень \(уровень 1\)\. Выполненный шаг: суды/,
  );
  assert.match(
    textOf(data, "tg"),
    /қоидаҳои худи гузориш аз файл: Rules of the Example Council\) аз қайдҳо чунин бармеояд: Example tier one \(дараҷаи 1\)/,
  );
  assert.match(
    textOf(made(samples, { ...record, statements: [] }), "en"),
    /Under the report’s own rules from a file \(Rules of the Example Council\), no tier follows/,
  );
});

test("[RP19] a year of which the rules of the file say nothing is named as for the program's schemes", () => {
  const outside = /These rules hold for reports from 2020 on; the report about this year falls outside/;
  const text = (year: number) =>
    textOf(reportOfYear(record, { period: { year, kind: "calendar" }, scheme: samples }), "en");
  for (const year of [2003, 2018]) assert.match(text(year), outside);
  for (const year of [2019, 2024]) assert.doesNotMatch(text(year), outside);
});

test("[AS24] what reports call the program's schemes and tiers in any language is no name for a file", () => {
  const flaws = (change: (words: { name: string; tiers: { tier: string; name: string }[] }) => void) => {
    const file = JSON.parse(example);
    change(file.words.en);
    const read = readSchemeFile(JSON.stringify(file), hash, taken);
    return "flaws" in read ? read.flaws.map(({ path }) => path) : [];
  };
  for (const text of spelledLanguages.map((language) => reportTexts[language])) {
    for (const name of schemes.map(({ id }) => text.word(`scheme.${id}`, id)))
      assert.deepEqual(
        flaws((words) => Object.assign(words, { name: `  ${name.toUpperCase()}`.trim() })),
        ["words.en.name"],
        name,
      );
    const lower = (name: string) =>
      flaws((words) => {
        words.tiers = words.tiers.map((one) => (one.tier === "3" ? { ...one, name } : one));
      });
    assert.deepEqual(
      lower(text.name("rating", "tier", "1")),
      ["words.en.tiers[3].name"],
      text.name("rating", "tier", "1"),
    );
    assert.deepEqual(lower(text.name("rating", "tier", "3")), [], text.name("rating", "tier", "3"));
  }
});

test("[RP19] names in a language that the file lacks stand in another one, which is named: English, else the first", () => {
  const text = textOf(made(samples), "tg");
  assert.match(text, /Rules of the Example Council \(en\);/);
  assert.match(text, /Example tier one/);
  assert.match(text, /номҳо бо забони «en» омадаанд/);
  const file = JSON.parse(example);
  const both = made(schemeOf(JSON.stringify({ ...file, words: { az: file.words.ru, en: file.words.en } })));
  assert.match(textOf(both, "tg"), /Rules of the Example Council \(en\);/);
  const { en: _, ...others } = file.words;
  // Languages in the order in which somebody wrote them; data have their own.
  const words = { uz: others.ru, fa: others.ru, ru: others.ru };
  const data = made(schemeOf(JSON.stringify({ ...file, words })));
  for (const each of [data, shownOf(pageOf(data)).data]) {
    assert.match(textOf(each, "en"), /These rules have no names in English; they stand in the language “fa”/);
    assert.doesNotMatch(textOf(each, "ru"), /стоят на языке/);
  }
});

test("[RP19] words are text in every form, never markup", () => {
  const name = '<script>alert("1")</script> **x** [y](#z) | &amp;';
  const data = made(schemeOf(example.replace("Rules of the Example Council", name.replaceAll('"', '\\"'))));
  const html = pageOf(data);
  assert.equal(html.match(/<script/g)?.length, 1);
  assert.ok(html.includes("&#60;script&#62;alert("));
  const markdown = reportMarkdown(composeReport(data, wordsIn.en, "00"));
  assert.ok(markdown.includes("&#60;script&#62;"));
  assert.ok(markdown.includes("\\*\\*x\\*\\* \\[y\\](#z) \\| &#38;amp;"));
});

test("[RP19] the deepest rules that a file may hold make a page that can be read and checked", () => {
  const deepest = (kind: string, depth: number): object =>
    depth === 1
      ? { fact: "convictions", atLeast: 1 }
      : { [kind]: kind === "all" ? [deepest(kind, depth - 1)] : deepest(kind, depth - 1) };
  for (const kind of ["all", "not", "shown"]) {
    const file = JSON.parse(example);
    const rule = deepest(kind, 8);
    for (const criterion of file.scheme.criteria)
      Object.assign(criterion, { for: [rule], against: [{ not: deepest(kind, 7) }] });
    Object.assign(file.scheme.watchList[0], { when: rule, beside: [rule] });
    Object.assign(file.scheme.tiers[0], { when: rule });
    const scheme = schemeOf(JSON.stringify(file));
    const html = pageOf(made(scheme));
    assert.deepEqual([checked(html, scheme).verdict, checked(html, scheme).flaws], ["whole", []], kind);
  }
});

test("[RP1] a key of the file is a word, also where it is spelled like a field of the data that refers to records", () => {
  for (const [first, second] of [
    ["note", "row"],
    ["row", "note"],
    ["ref", "records"],
    ["unplaced", "ref"],
    ["records", "constructor"],
  ] as const) {
    const scheme = schemeOf(example.replaceAll("courts-act", first).replaceAll("victims-are-helped", second));
    const html = pageOf(made(scheme));
    assert.deepEqual(
      Object.keys(shownOf(html).data.scheme.file?.words["en"]?.criteria ?? {}).sort(),
      [first, second].sort(),
    );
    assert.deepEqual([checked(html, scheme).verdict, checked(html, scheme).flaws], ["whole", []], `${first} ${second}`);
    const { data } = shownOf(html);
    assert.deepEqual(checkOpenPart(data, made(scheme), { ...sightOf(scheme), sealed: [] }).flaws, []);
  }
});

/** What somebody sees who has the record and this scheme. */
function sightOf(scheme: Scheme): Sight {
  const statement = ({ note, row }: { readonly note: string; readonly row: number }) =>
    record.statements.find(({ ref }) => ref.note === note && ref.row === row) ?? null;
  return { record, newest: record, scheme, statement, isSealedLeaf: () => false, mustHold: () => false };
}

/** What the checker says of the page. */
function checked(html: string, scheme: Scheme) {
  return checkReport(html, shownOf(html), "00", sightOf(scheme), wordsIn.en);
}

test("[RP19] the data bind the file: with it the report is whole, with another one of the same id it is not looked at", () => {
  const html = pageOf(made(samples));
  const shown = shownOf(html);
  assert.equal(schemeOfShown(shown, samples), samples);
  assert.deepEqual([checked(html, samples).verdict, checked(html, samples).flaws], ["whole", []]);
  // One tier is named otherwise: the same id and the same rules.
  const other = schemeOf(example.replace("Example tier two", "Another tier two"), "cd".repeat(32));
  assert.equal(schemeOfShown(shown, other), "another");
  assert.equal(schemeOfShown(shown, null), "from-file");
  assert.equal(schemeOfShown(shown, schemes[0] ?? assert.fail()), "another");
  // Whoever shows the page may say that it is of the checker's file.
  const claimed = pageOf(made({ ...other, file: { ...(other.file ?? assert.fail()), hash } }));
  assert.equal(schemeOfShown(shownOf(claimed), samples), samples);
  assert.deepEqual(checked(claimed, samples).flaws, [{ code: "not-the-records", part: "scheme" }]);
});

test("[RP19] a report of the program's schemes is as it was, and a file changes nothing of it", () => {
  for (const scheme of schemes) {
    const data = made(scheme);
    assert.equal("file" in data.scheme, false);
    const shown = shownOf(pageOf(data));
    assert.equal(schemeOfShown(shown, null), scheme);
    assert.equal(schemeOfShown(shown, samples), "another");
  }
  const unknown = shownOf(pageOf(made({ ...(schemes[0] ?? assert.fail()), id: "nobody-s" })));
  assert.equal(schemeOfShown(unknown, null), "unknown");
});

test("[RP19] a page that takes a program's scheme's name for a file is not checked as the program's, and one of another shape is no report", () => {
  const data = made(samples);
  const named = shownOf(pageOf({ ...data, scheme: { ...data.scheme, id: "tvpa-now" } }));
  assert.equal(schemeOfShown(named, null), "from-file");
  for (const file of [null, 1, "x", {}, { hash: "x" }, { hash: 1 }]) {
    const scheme = { ...data.scheme, file } as unknown as ReportData["scheme"];
    const text = reportText({ ...data, scheme });
    assert.equal(readShownReport(reportHtml(composeReport(data, wordsIn.en, "00"), text)), null, JSON.stringify(file));
  }
  // Words of no known shape are no page of these data, and break nothing.
  for (const words of [null, {}, { en: null }, { en: { name: 1 } }]) {
    const scheme = { ...data.scheme, file: { hash, words } } as unknown as ReportData["scheme"];
    const html = reportHtml(composeReport(data, wordsIn.en, "00"), reportText({ ...data, scheme }));
    assert.equal(checked(html, samples).verdict, "refused");
  }
});
