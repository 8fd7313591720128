// Details of other facts, and the sentences that were passed: stated where a source gives them, and never as a long list of
// what nobody says (RP5, RP7, RP10, RP15, RP16).

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { type SpelledLanguage, spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { figure, finding, proceeding, stated } from "../../test/support/statements.ts";
import { catalogue } from "../assessment/catalogue.ts";
import type { Statement } from "../record/statement.ts";
import { factTable } from "./fact-table.ts";

const dataOf = (given: readonly Statement[], kind?: "april-march") => reportDataOf(given, 2003, kind);

function pageOf(given: readonly Statement[], language: SpelledLanguage = "en", kind?: "april-march"): string {
  return reportWords(dataOf(given, kind), language);
}

/** The cells of one pillar among the gaps: not reported, too vague, no data. */
function gapsOf(shown: string, pillar: string): readonly string[] {
  const part = shown.slice(shown.indexOf('<a id="gaps"></a>'));
  const line = part.split("\n").find((one) => one.startsWith(`| ${pillar} |`)) ?? assert.fail(pillar);
  return line
    .split(" | ")
    .slice(1)
    .map((cell) => cell.replace(/ \|$/, ""));
}

const verdict = (key: string, more = {}) =>
  proceeding(key, { case: key, event: "verdict", on: "2003-05", verdict: "convicted", ...more });

test("[RP5] a detail has a sentence where a source gives it as a figure, and only its place in the table where it was counted", () => {
  const counted = pageOf([
    verdict("A", { suspended: true }),
    proceeding("d", { case: "D", event: "dropped", on: "2003" }),
  ]);
  assert.ok(counted.includes("1 conviction in 2003."));
  assert.doesNotMatch(counted, /suspended sentences? in 2003|cases? dropped in 2003/);
  assert.ok(counted.includes("| Suspended sentences | 1 |") && counted.includes("| Cases dropped | 1 |"));
  const remark = "Two judges of three";
  const stated = pageOf([
    figure("s", "sentences-suspended", "2003", 2, { remark }),
    figure("s", "sentences-suspended", "2002", 5),
    figure("s", "special-unit-budget", "2003", 700, { currency: "XTS" }),
  ]);
  assert.ok(stated.includes(`2 suspended sentences (“${remark}”) in 2003, against 5 in 2002.`));
  assert.ok(stated.includes("Budget of special units in 2003: 700 XTS."));
});

test("[RP5, RP7] figures of permits, days, hours and returns are stated in each language with the forms of its numbers", () => {
  const sentence = (language: SpelledLanguage, fact: Parameters<typeof figure>[1], value: number) => {
    const shown = pageOf([figure("s", fact, "2003", value)], language);
    return shown.split("\n").find((line) => / 2003/.test(line) && line.includes(`${value} `) && /\.$/.test(line));
  };
  const wanted = {
    en: [
      "1 day on average from first contact to formal identification in 2003.",
      "21 days on average from first contact to formal identification in 2003.",
      "2 residence permits granted in 2003.",
      "5 persons sent back to other countries in 2003.",
      "24 hours a day of hotlines in 2003.",
    ],
    ru: [
      "1 день в среднем от первого контакта до официального признания в 2003 году.",
      "21 день в среднем от первого контакта до официального признания в 2003 году.",
      "2 выданных вида на жительство в 2003 году.",
      "5 человек, отправленных в свои страны в 2003 году.",
      "24 часа работы горячих линий в сутки в 2003 году.",
    ],
    tg: [
      "Дар соли 2003: 1 рӯз ба ҳисоби миёна аз тамоси аввал то эътирофи расмӣ.",
      "Дар соли 2003: 21 рӯз ба ҳисоби миёна аз тамоси аввал то эътирофи расмӣ.",
      "Дар соли 2003: 2 иҷозати додашудаи иқомат.",
      "Дар соли 2003: 5 шахси ба кишвари худ фиристодашуда.",
      "Дар соли 2003: 24 соати кори хатҳои боварӣ дар як рӯз.",
    ],
  };
  for (const language of spelledLanguages)
    assert.deepEqual(
      [
        sentence(language, "identification-days", 1),
        sentence(language, "identification-days", 21),
        sentence(language, "residence-permits-granted", 2),
        sentence(language, "repatriations-out", 5),
        sentence(language, "hotline-hours", 24),
      ],
      wanted[language],
    );
});

test("[RP5] the matter of a finding is no gap, though nobody gives a number", () => {
  const silent = (rows: readonly Statement[]) => gapsOf(pageOf(rows), "Prevention").at(-1) ?? "";
  const calls = figure("s", "hotline-calls", "2003", 7);
  assert.match(silent([calls]), /Plans in force/);
  assert.doesNotMatch(silent([calls, finding("s", "national-plan", "none", "2003")]), /Plans in force/);
});

test("[RP5] among the gaps a detail is named where the whole has a value, and is counted with the whole where that has none", () => {
  const [, , silent = ""] = gapsOf(pageOf([figure("s", "hotline-calls", "2003", 7)]), "Prosecution");
  const detailsOf = (whole: string) => catalogue.filter(({ detailOf }) => detailOf === whole).length;
  assert.match(silent, new RegExp(`Convictions \\(and ${detailsOf("convictions")} details\\); `));
  assert.match(silent, /Officials convicted \(and 1 detail\); /);
  assert.doesNotMatch(silent, /Fines|Suspended|sexual/);
  const [, , named = ""] = gapsOf(pageOf([figure("s", "convictions", "2003", 7)]), "Prosecution");
  assert.match(named, /Convictions for sexual exploitation; .*Suspended sentences; .*Fines; /);
  const [own = "", , other = ""] = gapsOf(pageOf([figure("s", "convictions", "2003", "not-reported")]), "Prosecution");
  assert.equal(own, "Convictions");
  assert.match(other, new RegExp(`(^|; )Convictions: ${detailsOf("convictions")} details(;|$)`));
  const russian =
    gapsOf(pageOf([figure("s", "hotline-calls", "2003", 7)], "ru"), "Судебное преследование").at(-1) ?? "";
  assert.match(russian, /Специальные подразделения \(и 2 подробности\)/);
});

test("[RP16] the table for other programs has every fact of the catalogue, details too, with why there is no value", () => {
  const rows = factTable(dataOf([figure("s", "hotline-calls", "2003", 7)]), wordsIn.en).filter(
    (cells) => cells[0] === "2003",
  );
  assert.deepEqual(
    rows.map((cells) => cells[3]),
    catalogue.map(({ key }) => key),
  );
  assert.deepEqual(
    new Set(rows.filter((cells) => cells[3] !== "hotline-calls").map((cells) => cells[6])),
    new Set(["no-data"]),
  );
});

test("[RP15] no bar is drawn of a detail", () => {
  const shown = pageOf([figure("s", "convictions", "2003", 7), figure("s", "sentences-prison", "2003", 6)]);
  const bars = shown.slice(
    shown.indexOf("**Prosecution: 2003 beside 2002**"),
    shown.indexOf("**The figures of this section**"),
  );
  assert.match(bars, /\| Convictions \| 7 \|/);
  assert.doesNotMatch(bars, /sentenced/);
});

test("[RP12] how a case is carried over and whose budget counts is said in words", () => {
  const shown = pageOf([
    proceeding("t", { case: "T", event: "trial", on: "2002" }),
    stated("plan", "p", { title: "Plan", stage: "in-force", on: "2002" }),
    stated("measure", "m", {
      plan: "p",
      objective: "o",
      measure: "m",
      agency: "agency",
      from: "2003",
      budget: 5,
      currency: "XTS",
    }),
  ]);
  assert.ok(
    shown.includes(
      "number of different cases among entries of “proceedings” before the period where what happened is “charged” or “prosecution” or “trial” and (offence is “human trafficking” or offence is not given), without those ended before it by an entry where what happened is “verdict” or",
    ),
  );
  assert.ok(
    shown.includes(
      "sum of “budget” over entries of “measures of plans”, without those of plans that are still drafts.",
    ),
  );
  assert.ok(shown.includes("| Prosecutions carried over | 1 |") && shown.includes("| Budget of plans | 5 XTS |"));
});
