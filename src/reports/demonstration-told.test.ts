// Reports of the demonstration country's years, in each language: what is told of rows as real ones are.
import assert from "node:assert/strict";
import { test } from "node:test";
import { demonstrationStatements } from "../../test/support/demonstration-statements.ts";
import { stated } from "../../test/support/statements.ts";
import { composeReport } from "./compose.ts";
import { reportMarkdown } from "./markdown.ts";
import type { ReportData } from "./report-data.ts";
import { reportOfYear, schemeOfYear } from "./report-of-year.ts";
import { type ReportLanguage, reportLanguages, reportTexts } from "./text/texts.ts";

const statements = demonstrationStatements();
const noWord = /\bNaN\b|\bundefined\b|\bnull\b|\[object/;

function dataOf(year: number, kind: "calendar" | "april-march" = "calendar", given = statements): ReportData {
  const period = { year, kind };
  const record = {
    origin: "refuge.tennis.example/55a4352f7f70c0870b257dc76aad9b48",
    trial: true,
    country: "XQ",
    title: { en: "Republic of Tennis" },
    log: { size: 40, root: "ab".repeat(32) },
    statements: given,
    holds: "all",
    organisationNames: new Map(),
  } as const;
  return reportOfYear(record, { period, scheme: schemeOfYear(period) ?? assert.fail() });
}

/** The report in words, without where its links lead. */
function toldOf(data: ReportData, language: ReportLanguage = "en"): string {
  return reportMarkdown(composeReport(data, language, "00")).replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1");
}

test("[RP5] no report of the demonstration tells what is no word: a number that is none, a value that is not there, an object", () => {
  for (const year of [1999, 2003, 2004, 2005, 2006, 2013, 2014, 2019, 2020, 2021, 2022, 2023, 2024]) {
    for (const kind of ["calendar", "april-march"] as const) {
      const data = dataOf(year, kind);
      for (const language of reportLanguages)
        assert.doesNotMatch(toldOf(data, language), noWord, `${year} ${kind} ${language}`);
    }
  }
});

test("[RP5, RP7] every sentence that tells a date tells it in each language, as far as it is known, also years later", () => {
  for (const on of ["2003", "2003-08", "2003-08-01"]) {
    const events = ["formed", "trained", "met", "decided", "ended"] as const;
    const given = [
      ...(["drafted", "in-parliament", "adopted", "in-force", "repealed"] as const).flatMap((stage) => [
        stated("law", stage, { act: `Act ${stage}`, subject: "trafficking", stage, on, expected: on }),
        stated("law", `${stage}-2`, { act: `Act ${stage}`, subject: "trafficking", stage, on, amends: stage }),
      ]),
      ...events.map((event) =>
        stated("body", event, { body: event, name: event, kind: "centre", purpose: "plan", event, on }),
      ),
      ...(["working-group", "draft", "in-force", "ended"] as const).map((stage) =>
        stated("plan", stage, { title: stage, stage, on }),
      ),
      ...[on, "2004-02"].map((until) =>
        stated("prevention", until, { what: "campaign", by: "Racket relief", on, until }),
      ),
      stated("agreement", "a", { title: "Treaty", kind: "police", on }),
    ];
    for (const year of [2003, 2004, 2019])
      for (const language of reportLanguages) {
        const told = toldOf(dataOf(year, "calendar", given), language);
        assert.doesNotMatch(told, noWord, `${on} ${year} ${language}`);
        assert.ok(year > 2003 || told.includes(reportTexts[language].when(on)), `${on} ${language}`);
      }
  }
});
