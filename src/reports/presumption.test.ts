// "Fully complies" and "significant efforts" that lead to the watch list: the report names the presumption that does it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { figure, judgement, sourceStated } from "../../test/support/statements.ts";
import { assess } from "../assessment/assess.ts";
import { evaluateFacts } from "../assessment/evaluate-facts.ts";
import { judgementsOf } from "../assessment/judgements.ts";
import { tvpa2004 } from "../assessment/tvpa-2004.ts";
import { tvpaNow } from "../assessment/tvpa-now.ts";
import type { Statement } from "../record/statement.ts";

const period = { year: 2003, kind: "calendar" } as const;
const source = sourceStated("yearly-report", "report", "2004-06");
const shown = /Full compliance does not lead to Tier 1 here: without data these rules presume/;
const figures = ["investigations", "prosecutions", "convictions", "sentence-highest"] as const;
const allData = figures.map((fact) => figure("yearly-report", fact, "2003", 3));
const both = [judgement("complies-fully", true, "2003"), judgement("significant-efforts", true, "2003")];
const assessed = (scheme: typeof tvpaNow, rows: readonly Statement[]) =>
  assess(scheme, evaluateFacts(rows, period), { judgements: judgementsOf(rows, period) });

test("[AS19] a presumption that stands against full compliance is named with what is missing, and only there", () => {
  const { tier, presumptions } = assessed(tvpa2004, [...allData.slice(1), ...both]);
  assert.equal(tier, "2WL");
  assert.deepEqual(presumptions, [
    {
      criterion: "prosecution",
      missing: [{ fact: "investigations", why: "no-data" }],
      unless: "good-faith-on-data",
      tier: "1",
    },
  ]);
  assert.deepEqual(assessed(tvpaNow, [...allData.slice(1), ...both]).presumptions, [
    { criterion: "prosecution", missing: [{ fact: "investigations", why: "no-data" }], tier: "1" },
  ]);
  assert.equal(assessed(tvpa2004, allData.slice(1)).presumptions.length, 1, "also while it is still to be judged");
  assert.deepEqual(assessed(tvpa2004, [...allData, ...both]).presumptions, [], "not where the data are there");
  const denied = [...allData.slice(1), judgement("complies-fully", false, "2003")];
  assert.deepEqual(assessed(tvpa2004, denied).presumptions, [], "not where compliance is denied");
  const waived = [...allData.slice(1), ...both, judgement("good-faith-on-data", true, "2003")];
  assert.deepEqual([assessed(tvpa2004, waived).tier, assessed(tvpa2004, waived).presumptions], ["1", []]);
  const unread = assess(tvpaNow, evaluateFacts(both, period), {
    judgements: judgementsOf(both, period),
    unread: new Set(figures),
  });
  assert.deepEqual(unread.presumptions, [], "nothing is presumed from what nobody could look at");
});

test("[RP9] the report says by which rule full compliance leads to the watch list: judged, and still to be judged", () => {
  const judged = reportWords(reportDataOf([source, ...allData.slice(1), ...both]));
  assert.match(judged, /\*\*Tier 2 watch list\*\* follows/);
  assert.match(judged, shown);
  assert.match(
    judged,
    /Missing: Investigations \(no data\)\. So a country .* the watch list where a ground for it holds/,
  );
  assert.match(judged, /The presumption falls where this is judged: “The government made a good-faith effort/);
  const open = reportWords(reportDataOf([source, ...allData.slice(1)]));
  assert.match(open, /\| The country fully complies[^|]*makes significant efforts\. \| Tier 2 watch list \|/);
  assert.match(open, shown);
  assert.doesNotMatch(reportWords(reportDataOf([source, ...allData, ...both])), shown);
  const now = reportWords(reportDataOf([source, figure("yearly-report", "prosecutions", "2023", 3)], 2023));
  assert.match(now, shown);
  assert.doesNotMatch(now, /presumption falls/, "nothing waives it today");
});

test("[RP12] Russian and Tajik say it too", () => {
  const data = reportDataOf([source, ...allData.slice(1), ...both]);
  assert.match(reportWords(data, "ru"), /Полное соблюдение здесь не даёт «уровень 1»/);
  assert.match(reportWords(data, "tg"), /Риояи пурра дар ин ҷо ба/);
});
