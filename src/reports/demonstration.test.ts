// Reports of the demonstration country's years, in each language: what it says of rows as real ones are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demonstrationStatements } from "../../test/support/demonstration-statements.ts";
import { recordRead } from "../../test/support/record-read.ts";
import { reportMarkdown, rowsIn } from "../../test/support/report-markdown.ts";
import { reportTexts, type SpelledLanguage, spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { figure, stated, tallied } from "../../test/support/statements.ts";
import { composeReport } from "./compose.ts";
import type { ReportData } from "./data/report-data.ts";
import { factTable } from "./fact-table.ts";
import { reportHtml } from "./print/html.ts";
import { reportOfYear } from "./report-of-year.ts";
import { isSpokenOf } from "./sections/facts.ts";
import { reportOf } from "./sections/report.ts";

const statements = demonstrationStatements();
const noWord = /\bNaN\b|\bundefined\b|\bnull\b|\[object/;

function dataOf(year: number, kind: "calendar" | "april-march" = "calendar", given = statements): ReportData {
  const period = { year, kind };
  return reportOfYear(recordRead(tallied(given, kind)), period);
}

/** The report in words, without where its links lead. */
function pageOf(data: ReportData, language: SpelledLanguage = "en"): string {
  return reportMarkdown(composeReport(data, wordsIn[language]))
    .replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1")
    .replace(/\| <a id="[^"]*"><\/a>/g, "| ");
}

test("[RP5] no report of the demonstration has what is no word: a number that is none, a value that is not there, an object", () => {
  for (const year of [1999, 2003, 2004, 2005, 2006, 2013, 2014, 2019, 2020, 2021, 2022, 2023, 2024]) {
    for (const kind of ["calendar", "april-march"] as const) {
      const data = dataOf(year, kind);
      for (const language of spelledLanguages)
        assert.doesNotMatch(pageOf(data, language), noWord, `${year} ${kind} ${language}`);
    }
  }
});

test("[RP5, RP7] every date of a row is written in each language, as far as it is known", () => {
  for (const on of ["2003", "2003-08", "2003-08-01"]) {
    const given = [
      ...(["drafted", "adopted", "in-force", "repealed"] as const).map((stage) =>
        stated("law", stage, { act: `Act ${stage}`, subject: "trafficking", stage, on, expected: on }),
      ),
      stated("plan", "p", { title: "p", stage: "draft", on }),
      stated("agreement", "a", { title: "Treaty", kind: "police", on }),
    ];
    for (const language of spelledLanguages) {
      const shown = pageOf(dataOf(2003, "calendar", given), language);
      assert.doesNotMatch(shown, noWord, `${on} ${language}`);
      assert.ok(shown.includes(wordsIn[language].language.date(on)), `${on} ${language}`);
    }
  }
});

test("the report of 2025 has the measures, trainings and requests that are invented, and each of their rows says so", () => {
  const shown = pageOf(dataOf(2025));
  for (const line of [
    "| Measures done | 1 |",
    "| Measures overdue | 1 |",
    "| Persons trained | 79 |",
    "| Requests sent abroad | 2 |",
    "| Requests received from abroad | 1 |",
  ])
    assert.ok(shown.includes(line), line);
  const invented = statements.filter(({ register }) =>
    ["measure", "progress", "training", "request"].includes(register),
  );
  assert.equal(invented.length, 4 + 3 + 5 + 3);
  for (const { key, source } of invented) assert.match(`${source} ${key}`, /^own example-/);
});

test("[RP10] numbers of two years that are not compared bear a mark that says so: table, plot, and over the years", () => {
  const data = dataOf(2023);
  for (const language of spelledLanguages) {
    const shown = pageOf(data, language);
    assert.equal(shown.match(/\| 33[^|\n]*\u00a0† \|/g)?.length, 2, "in both tables");
    assert.match(shown, /\n†\u00a0/);
    assert.match(reportHtml(composeReport(data, wordsIn[language]), {}), /33\u00a0†<\/text>/);
  }
  const alike = pageOf(dataOf(2024));
  assert.match(alike, /\| Investigations \| 57 \| 60 \|/);
  assert.match(
    alike,
    /\| Investigations \| 57 \| 60 \| 33\u00a0† \|/,
    "what was not alike then is so in later reports",
  );
});

test("[RP5] a finding that there is no plan speaks of the plans in force, as one does of a figure on its matter", () => {
  const isStated = (given: typeof statements, key: string) =>
    isSpokenOf(reportOf(dataOf(2003, "calendar", given), wordsIn.en), key);
  assert.ok(isStated(statements, "plans-in-force") && isStated(statements, "victims-punished"));
  assert.ok(!isStated(statements, "extraditions") && !isStated(statements, "toString"));
  assert.ok(
    !isStated(
      statements.filter(({ key }) => key !== "national-plan-2003"),
      "plans-in-force",
    ),
  );
});

test("[RP10, RP16] parts of a number stand behind it and in the table, and what was taken out of it", () => {
  const wanted = {
    en: [
      "33 (published as 86; sexual exploitation: 24; trade in children: 9; counted by the source, but not trafficking: 53)",
      "272 (sexual exploitation: 34; forced labour: 238)",
    ],
    ru: ["сексуальная эксплуатация: 24; торговля детьми: 9;", "сексуальная эксплуатация: 34; принудительный труд: 238"],
    tg: ["истисмори шаҳвонӣ: 24; савдои кӯдакон: 9;", "истисмори шаҳвонӣ: 34; меҳнати маҷбурӣ: 238"],
  };
  const [of2022, of2024] = [dataOf(2022), dataOf(2024)];
  for (const language of spelledLanguages) {
    const shown = [of2022, of2024].map((data) => pageOf(data, language));
    for (const [i, words] of wanted[language].entries()) assert.ok(shown[i]?.includes(words), words);
  }
  const partsOf = (data: ReportData, year: number, fact: string) =>
    factTable(data, wordsIn.en).flatMap((cells) =>
      cells[0] === String(year) && cells[3] === fact && cells[8] !== "" ? [cells.slice(7, 10).join(" ")] : [],
    );
  assert.deepEqual(partsOf(of2022, 2022, "investigations"), [
    "no sexual 24",
    "no child-trade 9",
    "no not-trafficking 53",
  ]);
  assert.deepEqual(partsOf(of2024, 2024, "victims-identified"), ["no labour 238", "no sexual 34"]);
});

test("[RP6, RP12] behind every figure its meaning stands in words in each language", () => {
  const data = dataOf(2003);
  const wanted = {
    en: "Officials who fled from proceedings in the period. Unit: persons.",
    ru: "Должностные лица, которые скрылись от следствия или суда в этом периоде. Единица: люди.",
    tg: "Шахсони мансабдоре, ки дар ин давра аз тафтиш ё суд фирор карданд. Воҳид: шахсон.",
  };
  for (const language of spelledLanguages) {
    const { sections } = composeReport(data, wordsIn[language]);
    const shown = rowsIn(sections.find(({ id }) => id === "method")?.blocks ?? []).map(({ cells }) => cells[1] ?? "");
    assert.ok(shown.length > 20 && shown.some((words) => words.startsWith(wanted[language])), language);
    const unit = reportTexts[language].t("report.counted.unit");
    for (const words of shown) assert.ok(!words.startsWith(unit), words);
  }
});

test("[RP6] what a plot shows leads to its definition, in the table beside it, and of every year to its records", () => {
  const serves = [2000, 2002, 2003].map((year, i) => {
    const one = figure("yearly-report", "victims-identified", String(year), 7 + i);
    return { ...one, ref: { note: String(i).repeat(64), row: i } };
  });
  const document = composeReport(dataOf(2003, "calendar", serves), wordsIn.en);
  const link = (text: string) => `<a href="#fact-victims-identified" class="figure">${text}</a>`;
  const page = reportHtml(document, {});
  const of = (caption: string) => page.split(`<caption>${caption}</caption>`)[1]?.split("</table>")[0] ?? "";
  const series = of("Protection, persons: Over the years");
  assert.ok(series.includes(`<th scope="row" role="rowheader">${link("Victims identified")}</th>`), series);
  for (const shown of [link("7"), link("8"), link("9")]) assert.ok(series.includes(`${shown}</td>`), shown);
  const behind = [...of("The figures of this section").matchAll(/href="#(record-[\w-]+)"/g)].map(
    ([, record]) => record,
  );
  assert.deepEqual(behind, ["record-2222222222222222-2", "record-1111111111111111-1"]);
  for (const record of [...behind, "record-0000000000000000-0"])
    assert.ok(page.includes(`<tr role="row" id="${record}">`), record);
  assert.ok(reportMarkdown(document).includes("| [Victims identified](#fact-victims-identified) | [9]("));
});

test("[RP7] in Persian years under plots have its own digits, and what a person entered has its own direction", () => {
  const shown = (language: "fa" | "ru") => reportHtml(composeReport(dataOf(2003), wordsIn[language]), {});
  const [fa, ru] = [shown("fa"), shown("ru")];
  const drawn = (html: string) => [...html.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, words = ""]) => words);
  assert.ok(drawn(fa).includes("۲۰۰۲") && drawn(fa).includes("۲۰۰۳") && drawn(ru).includes("2003"));
  assert.deepEqual(
    drawn(fa).filter((words) => /\d/.test(words)),
    [],
  );
  assert.match(fa, /<q dir="auto">[A-Z]/);
  assert.match(fa, /counter\(page,persian\)/);
  assert.doesNotMatch(
    fa.replace(/<(style|script)[\s\S]*?<\/\1>/g, "").replace(/<[^>]*>/g, ""),
    /[آ-ی][»\u2069]*[,;] |\][,;] /,
  );
});
