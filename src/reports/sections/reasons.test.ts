// Why a tier follows, condition by condition: how each comparison comes out, and which facts have no value.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../../test/support/report-of-rows.ts";
import { type SpelledLanguage, spelledLanguages, wordsIn } from "../../../test/support/report-words.ts";
import { figure, finding, judgement, reportOf2003, stated } from "../../../test/support/statements.ts";
import type { Rule } from "../../assessment/assessment.ts";
import { evidenceOf, readRule } from "../../assessment/read-rule.ts";
import type { Statement } from "../../record/statement.ts";
import { plain } from "../say.ts";
import { reasons } from "./reasons.ts";
import { reportOf } from "./report.ts";

/** The reasons of these rules over the facts of given rows, without their marks and with plain spaces. */
function pageOf(rules: readonly Rule[], given: readonly Statement[], language: SpelledLanguage = "en") {
  const data = reportDataOf(given);
  const evidence = evidenceOf(data.scheme, data.facts, { judgements: data.assessment.judgements });
  const shown = reasons(
    reportOf(data, wordsIn[language]),
    rules.map((rule) => readRule(rule, evidence)),
  );
  return shown.map((one) =>
    plain(one)
      .replace(/\u00a0\[\d+\]/g, "")
      .replaceAll("\u00a0", " "),
  );
}

const serves = (year: number, value: number | "not-reported") =>
  figure("yearly-report", "victims-assisted", String(year), value);
const more: Rule = { fact: "victims-assisted", than: "more" };
const less: Rule = { fact: "victims-assisted", than: "less" };

test("[RP9] a number beside that of the year before stands with how the two compare, whatever the rule asks", () => {
  const against = (before: number) =>
    [more, less].map((rule) => pageOf([rule], [serves(2002, before), serves(2003, 7)]));
  const start = (before: number) => `7 victims assisted in 2003, against ${before} in 2002.`;
  for (const [before, outcome] of [
    [9, "That is less than the year before."],
    [5, "That is more than the year before."],
    [7, "That is the same as the year before."],
  ] as const)
    assert.deepEqual(against(before), [[`${start(before)} ${outcome}`], [`${start(before)} ${outcome}`]]);
  assert.deepEqual(
    pageOf([more, less, { fact: "victims-assisted", known: true }], [serves(2002, 5), serves(2003, 7)]),
    [`${start(5)} That is more than the year before.`],
    "one fact stands once",
  );
});

test("[RP5] [RP9] what cannot be compared says why: no number before, none now, or neither", () => {
  assert.deepEqual(pageOf([more], [serves(2003, 7)]), [
    "7 victims assisted in 2003. It cannot be compared with the year before: no data.",
  ]);
  assert.deepEqual(pageOf([more], [serves(2003, 7), serves(2002, "not-reported")]), [
    "7 victims assisted in 2003, against not reported in 2002. It cannot be compared with the year before: not reported.",
  ]);
  assert.deepEqual(pageOf([more], [serves(2002, 7)]), [
    "Victims assisted in 2003: no data; the year before 7, so the two cannot be compared.",
  ]);
  const silent: readonly Rule[] = [more, { fact: "shelter-places", atLeast: 1 }, { fact: "convictions", known: false }];
  assert.deepEqual(pageOf(silent, [serves(2003, "not-reported"), serves(2002, "not-reported")]), [
    "A source says that these are not reported: Victims assisted.",
    "The record has no figure or answer for: Places in shelters; Convictions. None of these is zero.",
  ]);
});

test("[RP9] sums that may not count everything are not compared, and a number says whether it reaches what is asked", () => {
  const shelter = (key: string, from: string, more: { readonly places?: number }) =>
    stated("protection", key, { what: "shelter", funder: "government", from, ...more }, { source: "yearly-report" });
  const open = [shelter("example", "2001", { places: 5 }), shelter("net", "2003", {})];
  const compared = pageOf([{ fact: "shelter-places", than: "more" }], open);
  assert.equal(compared.length, 1);
  assert.match(compared[0] ?? "", /How that compares with the year before cannot be said\.$/);
  const reaches = (atLeast: number) => pageOf([{ fact: "victims-assisted", atLeast }], [serves(2003, 7)]);
  assert.deepEqual([1, 7, 8].map(reaches), [
    ["7 victims assisted in 2003."],
    ["7 victims assisted in 2003. That is at least 7."],
    ["7 victims assisted in 2003. That is less than 8."],
  ]);
});

test("[RP9] an answer has its sentence, and better or worse beside that of the year before", () => {
  const answer = (year: string, value: "endemic" | "widespread" | "rare") =>
    finding("yearly-report", "corruption", value, year);
  const rule: Rule = { fact: "finding-corruption", than: "more" };
  const shown = (before: "endemic" | "widespread" | "rare") =>
    pageOf([rule], [answer("2002", before), answer("2003", "widespread")]).join();
  assert.match(shown("endemic"), /^Corruption among officials is widespread\. That is better than the year before\.$/);
  assert.match(shown("rare"), /^Corruption among officials is widespread\. That is worse than the year before\.$/);
  assert.match(
    shown("widespread"),
    /^Corruption among officials is widespread\. That is the same as the year before\.$/,
  );
});

test("[RP9] a fact that has no sentence of its own is called by its name", () => {
  const law = stated("law", "examples", {
    act: "Example code",
    subject: "trafficking",
    stage: "in-force",
    on: "2001",
    maximum_months: 120,
  });
  assert.deepEqual(pageOf([{ fact: "trafficking-laws", than: "more" }], [law]), [
    "Laws against trafficking in force in 2003: 1, against 1 the year before. That is the same as the year before.",
  ]);
});

test("[RP10] years that are not counted alike are not compared, and the reason says so once, of figures and of others", () => {
  const law = stated("law", "a1", { act: "Example code", subject: "trafficking", stage: "in-force", on: "2001" });
  const limited = figure("yearly-report", "victims-assisted", "2003", 7, { articles: ["a1"] });
  assert.deepEqual(pageOf([more], [law, serves(2002, 5), limited]), [
    "7 victims assisted in 2003; 5 in 2002. The two years are not counted alike.",
  ]);
  const measure = (from: string, currency: string) =>
    stated("measure", `measure of ${from}`, {
      plan: "examples",
      objective: "Nets",
      measure: "String them",
      agency: "Record Office",
      from,
      budget: 100,
      currency,
    });
  const plan = stated("plan", "examples", { title: "Plan of examples", stage: "in-force", on: "2001" });
  const budgets = [plan, measure("2002", "TJS"), measure("2003", "USD")];
  assert.deepEqual(pageOf([{ fact: "plan-budget", than: "more" }], budgets), [
    "Budget of plans in 2003: 100 USD, against 100 TJS the year before. The two years are not counted alike.",
  ]);
});

test("[RP9] judgements and published tiers are sentences; what is asked for is asked for once", () => {
  const asks: Rule = { judgement: "special-case", is: true };
  assert.deepEqual(pageOf([asks], [serves(2003, 7)]), [
    "Nobody has judged whether this is so: “The country is a special case”.",
  ]);
  const fallsShort = [...reportOf2003(), judgement("complies-fully", false, "2003", "Office of Nets")];
  assert.deepEqual(pageOf([{ judgement: "complies-fully", is: true }], fallsShort), [
    "The country does not fully comply with the minimum standards, as Office of Nets judges: Because of the examples.",
  ]);
  const asked = reportWords(reportDataOf(fallsShort));
  assert.match(asked, /no tier follows from the record\. It waits for judgements; the missing ones stand below\./);
  assert.match(
    asked,
    /### Judgements that are missing\n\n- Nobody has judged whether this is so: “The government makes significant efforts”\./,
  );
  const [why = ""] = (asked.split("### Why")[1] ?? "").split("###");
  assert.ok(!why.includes("Nobody has judged"));
  const rated: Rule = { rating: "2WL", years: 2 };
  assert.deepEqual(pageOf([rated], [serves(2003, 7)]), [
    "Whether it was Tier 2 watch list in each of the last 2 years is not known.",
  ]);
});

const noted = (year: number, prosecutions: number) =>
  figure("yearly-report", "prosecutions", String(year), prosecutions);
const fallsShort = judgement("complies-fully", false, "2003");
const [increasing, notIncreasing] = [true, false].map((is) => judgement("increasing-efforts", is, "2003"));

test("[RP9] where no ground holds, that is stated with its reasons, and it is no reason for a tier that hangs on none", () => {
  assert.ok(increasing !== undefined);
  const rising = [noted(2002, 2), noted(2003, 5), fallsShort, increasing];
  const ground = "This ground for the watch list does not hold: **Evidence of increased efforts is lacking**.";
  const reason =
    "- Overall, efforts increased over the year before, as “Example office” judges: “Because of the examples.”";
  const shown = (rows: readonly Statement[]) => {
    const [, why = ""] = reportWords(reportDataOf(rows)).split("### Why");
    return why.split("###")[0] ?? "";
  };
  assert.ok(shown(rising).includes(`${ground}\n\n${reason}`), shown(rising));
  const [efforts, none] = [true, false].map((answer) => judgement("significant-efforts", answer, "2003"));
  assert.ok(efforts !== undefined && none !== undefined);
  const others = ["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"] as const;
  const settled = [...rising, efforts, ...others.map((question) => judgement(question, false, "2003"))];
  assert.equal(reportDataOf(settled).assessment.tier, "2");
  assert.ok(shown(settled).includes(ground));
  assert.equal(reportDataOf([...rising, none]).assessment.tier, "3");
  assert.ok(!shown([...rising, none]).includes(ground));
});

test("[AS16] [RP9] while judgements are missing the report says what follows with which answers, and for what a change would wait", () => {
  const data = reportDataOf([noted(2002, 2), noted(2003, 5)]);
  const [compliance, ...rest] = data.assessment.paths;
  assert.equal(data.assessment.tier, null);
  assert.deepEqual(compliance, {
    answers: [{ question: "complies-fully", is: true }],
    tier: "1",
  });
  assert.deepEqual([...new Set(rest.map(({ tier }) => tier))].sort(), ["2WL", "3", null].sort());
  assert.ok(data.assessment.paths.every(({ answers }) => answers.length <= 5));
  const shown = reportWords(data);
  assert.ok(
    shown.includes(
      "| The country does not fully comply with the minimum standards. The government makes no significant efforts. | Tier 3 |",
    ),
  );
  const judged = reportWords(
    reportDataOf([
      ...[noted(2002, 5), noted(2003, 2), fallsShort, notIncreasing ?? assert.fail()],
      judgement("significant-efforts", true, "2003"),
    ]),
  );
  assert.ok(
    judged.includes(
      "| Judgement “Overall, efforts increased over the year before”: yes | open: it would wait for these judgements: “The number of victims is very significant”; “The number of victims is increasing significantly”; “The efforts count as significant because of commitments for the next year” |",
    ),
    judged,
  );
});

test("[AS16] [RP9] the tier that was published for the year stands beside the reading", () => {
  const rating = (year: string, tier: "2" | "2WL") =>
    stated("rating", year, { scheme: "tvpa", year, tier }, { source: "yearly-report" });
  const shown = reportWords(reportDataOf([noted(2003, 5), rating("2003", "2"), rating("2004", "2WL")]));
  assert.match(shown, /The tier that was published in the report of 2004: \*\*Tier 2 watch list\*\*\. \\\[\d\\\]/);
  assert.ok(!shown.includes("in the report of 2003"));
});

test("[RP9] what the record has on each standard stands above the criteria, and what is not read of the rules is said", () => {
  const shown = reportWords(reportDataOf([noted(2002, 2), noted(2003, 5)]));
  assert.ok(
    shown.includes(
      "| Trafficking is prohibited, and acts of it are punished | Laws against trafficking in force: *no data*; Prosecutions: 5, against 2 the year before; Convictions: *no data* |",
    ),
    shown,
  );
  assert.ok(shown.includes("Not read here: whether the country has a significant number of victims at all"));
});

test("[RP9] the other scheme is stated with its ground, its year, and the facts that count there", () => {
  const shown = reportWords(
    reportDataOf([
      ...[noted(2002, 5), noted(2003, 2), fallsShort, notIncreasing ?? assert.fail()],
      judgement("significant-efforts", true, "2003"),
    ]),
  );
  const [, other = ""] = shown.split("## Under other rules");
  assert.ok(other.includes("**Tier 2 watch list** would follow from the same record."));
  assert.ok(
    other.includes(
      "There the year runs from April to March; what this report says of it is read in the report’s own year.",
    ),
  );
  assert.ok(other.includes("A ground for the watch list holds: **Evidence of increased efforts is lacking**."));
  assert.match(other, /“Protection of victims” looks there at more: [^\n]*Training of law enforcement/);
});

test("[RP9] [RP12] the ground stands above its reasons in each language, and nothing of it stands twice", () => {
  const judged = [
    ...reportOf2003(),
    judgement("complies-fully", false, "2003"),
    judgement("significant-efforts", true, "2003"),
    judgement("increasing-efforts", false, "2003"),
  ];
  const heads = { en: "### Why", ru: "### Почему", tg: "### Чаро" };
  const grounds = {
    en: "A ground for the watch list holds: **Evidence of increased efforts is lacking**.",
    ru: "Есть основание для списка наблюдения: **Нет свидетельств возросших усилий**.",
    tg: "Асоси рӯйхати назорат ҳаст: **Далели афзудани кӯшишҳо нест**.",
  };
  for (const language of spelledLanguages) {
    const shown = reportWords(reportDataOf(judged), language);
    const [, why = ""] = shown.split(heads[language]);
    const [section = ""] = why.split("###");
    const items = section.split("\n").filter((line) => line.startsWith("- "));
    assert.equal(new Set(items).size, items.length, language);
    const [above = "", below = ""] = section.split(grounds[language]);
    assert.deepEqual(
      [above, below].map((part) => part.split("\n- ").length - 1),
      [2, 8],
      `${language}: ${section}`,
    );
  }
});
