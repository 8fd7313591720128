// The proof of the record: the account of 2003 and the years after it, which the founding of a demonstration enters through the same engine that
// commands use, come out as reports that say what the sources say, each sentence with its records.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { besideFacts } from "../../src/assessment/judgements.ts";
import { printPdf } from "../../src/cli/print-pdf.ts";
import { type RowValues, registerNames } from "../../src/core/registers/register-table.ts";
import type { Device } from "../../src/member/device.ts";
import { countryRecordOf } from "../../src/member/record/record-keeper.ts";
import { checkReport, pageOf as pageIn } from "../../src/reports/check-report.ts";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { reportOfYear } from "../../src/reports/report-of-year.ts";
import { readShownPage } from "../../src/reports/shown-page.ts";
import { assertStated, reportYearOf } from "../support/assert-stated.ts";
import { reportMarkdown } from "../support/report-markdown.ts";
import { type SpelledLanguage, wordsIn } from "../support/report-words.ts";
import { statedLater, statedOf2003 } from "./stated-sentences.ts";

const asked = (year: number) => ({ year, kind: "calendar" }) as const;

/** The text of a report without links and marks; without the appendix, where formulas name codes, when `sentences` is asked for. */
function textOf(data: ReportData, language: SpelledLanguage, part: "all" | "sentences" = "all"): string {
  const whole = reportMarkdown(composeReport(data, wordsIn[language]));
  const markdown = part === "all" ? whole : (whole.split('<a id="gaps"></a>')[0] ?? "");
  return markdown
    .replace(/<a id="[^"]*"><\/a>/g, "")
    .replace(/\[([^\]]*)\]\(#[^)]*\)/g, "$1")
    .replace(/\\?\[\d+\\?\]/g, "")
    .replace(/[*_\\]/g, "");
}

function pageOf(data: ReportData, language: SpelledLanguage): string {
  return pageIn(data, wordsIn[language]);
}

const sidesOf = (data: ReportData) =>
  data.contradictions.map(({ about, sides }) => ({
    about: "fact" in about ? about.fact : `${about.register} ${about.field}`,
    sides: sides.map(({ source, value }) => `${source} ${value}`).sort(),
  }));

/** [RP1] The account of 2003 and later years is in the record, and the reports state it with sources, tier and contradictions. `member` reviews the record: the ombudsman's device. */
export async function proveRecord(t: TestContext, member: Device): Promise<void> {
  const record = member.record.at();
  assert.ok(record);
  const of2003 = reportOfYear(record, asked(2003));
  await t.test(
    "each statement of the accounts is in the data by its source, and stands in each language beside its very rows",
    () => {
      for (const statement of [...statedOf2003, ...statedLater])
        assertStated(reportOfYear(record, asked(reportYearOf(statement))), statement, record.statements);
    },
  );

  await t.test("each figure has its records, and the tier of 2003 its ground", () => {
    for (const { now } of of2003.facts)
      for (const { records } of now.statements) {
        assert.ok(records.length > 0);
        for (const ref of records) assert.ok(record.book.statement(ref) !== null);
      }
    assert.equal(of2003.assessment.tier, "2WL");
    const [ground] = of2003.assessment.grounds.filter(({ reading }) => reading.truth === "yes");
    assert.equal(ground?.ground.key, "no-increasing-efforts");
  });

  await t.test("Russian and Tajik say the same figures in their own words", () => {
    const [ru, tg] = [textOf(of2003, "ru", "sentences"), textOf(of2003, "tg", "sentences")];
    // Names and remarks stay in the language in which they were entered.
    for (const other of [ru, tg].map((words) => words.replace(/«[^»]*»/g, ""))) {
      for (const number of ["16", "14", "2003", "2002"]) assert.ok(other.includes(number), number);
      assert.doesNotMatch(other, /\b(prosecution|conviction|watch list|no data)s?\b/);
    }
    assert.match(ru, /список наблюдения/);
    assert.match(tg, /[ғӣқӯҳҷ]/);
  });

  await t.test("what later sources say differently stands side by side", () => {
    const all = [2003, 2004, 2022].flatMap((year) => sidesOf(reportOfYear(record, asked(year))));
    const sides = (about: string) => all.filter((one) => one.about === about).map((one) => one.sides);
    assert.ok(sides("law maximum_months").some((each) => each.join() === "tip-2005 180,tip-2007 240,tip-2015 180"));
    assert.deepEqual(sides("body on"), []);
    assert.ok(sides("body first").some((each) => each.join() === "tip-2005 2004-05,tip-2018 2017"));
    const of2017 = textOf(reportOfYear(record, asked(2017)), "en");
    assert.match(
      of2017,
      /one is said to be the first of its kind[^\n]*“Special police unit against trafficking”, May 2004/,
    );
    assert.match(of2017, /“First police unit against trafficking”, 2017/);
    assert.match(of2017, /“Year inferred, the report of 2018 gives none\.”/);
    assert.ok(sides("investigations").some((each) => each.join() === "asia-plus-2023 33,asia-plus-2023 86"));
  });

  await t.test("years with data report them; without judgements no tier follows, and the report asks for them", () => {
    for (const [year, fact, value] of [
      [2004, "investigations", 14],
      [2005, "prosecutions", 57],
      [2006, "convictions", 52],
      [2013, "investigations", 4],
      [2014, "prosecutions", 22],
      [2019, "victims-identified", 53],
      [2020, "victims-referred", 15],
      [2021, "victims-identified", 15],
      [2023, "victims-identified", 47],
      [2024, "victims-identified", 272],
    ] as const) {
      const data = reportOfYear(record, asked(year));
      assert.equal(data.facts.find(({ definition }) => definition.key === fact)?.now.value, value, `${year} ${fact}`);
      assert.equal(data.assessment.tier, null, String(year));
      assert.ok(data.assessment.asks.includes("significant-efforts"), String(year));
    }
    const of2021 = reportOfYear(record, asked(2021)).facts.find(({ definition }) => definition.key === "convictions");
    assert.equal(of2021?.now.state, "not-reported", "not zero");
  });

  await t.test(
    "no row speaks for a time after its report or its press, and the words are those that a source says",
    () => {
      const sources = new Map(record.book.statements("source").map(({ key, values }) => [key, values]));
      for (const register of registerNames.filter((name) => name !== "source"))
        for (const { key, source, values } of record.book.statements(register)) {
          const said: Partial<RowValues<"source">> = sources.get(source) ?? {};
          const { kind, published } = said;
          if ((kind !== "report" && kind !== "press") || published === undefined) continue;
          const { on, from, until } = values as { on?: string; from?: string; until?: string };
          for (const date of [on, from, until].filter((one) => one !== undefined))
            assert.ok(date.slice(0, 4) <= published.slice(0, 4), `${register} ${key} of ${source}: ${date}`);
        }
      const [of2018, of2021, of2024] = [2018, 2021, 2024].map((year) =>
        textOf(reportOfYear(record, asked(year)), "en"),
      );
      assert.match(of2018 ?? "", /Referral system; answer: [^|]*“Official status needs a complex application/);
      assert.doesNotMatch(
        of2021 ?? "",
        /paid by the government/,
        "the hotline of 2017 is named by the report of 2018 alone",
      );
      assert.ok(
        !besideFacts(record.statements, asked(2023)).ratings.some(({ year }) => year === 2024),
        "a tier that is inferred is none",
      );
      assert.match(of2024 ?? "", /“National action plan 2025-2027”; stage: Draft; date: 17 December 2024/);
    },
  );

  await t.test("a year without any data gives a report that says so", () => {
    const empty = reportOfYear(record, asked(1990));
    assert.ok(empty.facts.every(({ now }) => now.state === "no-data" || now.state === "not-counted"));
    assert.match(textOf(empty, "en"), /1990/);
    assert.doesNotMatch(textOf(empty, "en"), /\b0 (prosecutions|convictions)/);
  });

  await t.test(
    "[RP3] [RP17] who holds no key makes every page again, word by word; a changed figure is found",
    async () => {
      const years = [2003, 2004, 2006, 2013, 2014, 2022, 2023, 2025];
      const pages = years.map((year) => pageOf(reportOfYear(record, asked(year)), "ru"));
      const newest = record;
      const open = countryRecordOf(member.room.open().log, [], record.log.size) ?? assert.fail();
      assert.ok(open.statements.length < record.statements.length, "the ombudsman holds sealed rows");
      const check = (page: string) => {
        const shown = readShownPage(page) ?? assert.fail();
        return checkReport(page, shown.period ?? assert.fail(), {
          record: open,
          newest,
          words: wordsIn[shown.language],
        });
      };
      for (const [i, page] of pages.entries()) assert.equal(check(page).verdict, "whole", String(years[i]));
      const page = pageOf(of2003, "en");
      assert.ok(check(page.replaceAll(">16</a>", ">61</a>")).differing.length > 0);
      const facts = of2003.facts.map((fact) =>
        fact.definition.key === "groups-under-investigation" ? { ...fact, now: { ...fact.now, statements: [] } } : fact,
      );
      const forged = check(pageOf({ ...of2003, facts }, "en"));
      assert.equal(forged.verdict, "refused");
      assert.ok(forged.differing.includes("Prosecution"));
    },
  );

  await t.test("nothing that only a sealed row says stands in the page but codes and counts", () => {
    const page = pageOf(of2003, "en");
    for (const { key, values } of record.book.statements("proceeding")) {
      assert.ok(!page.includes(`"${key}"`), key);
      assert.ok(!page.includes(`"${values.case}"`), values.case);
    }
  });

  await t.test("it prints to PDF", async () => {
    const pdf = await printPdf(pageOf(of2003, "tg"));
    assert.equal(pdf.subarray(0, 5).toString("latin1"), "%PDF-");
    assert.ok(pdf.length > 50_000);
  });
}
