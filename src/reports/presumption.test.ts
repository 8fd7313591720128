// "Fully complies" and "significant efforts" that lead to the watch list: the report names the presumption that does it.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportDataOf, reportWords } from "../../test/support/report-of-rows.ts";
import { wordsIn } from "../../test/support/report-words.ts";
import { figure, judgement, sourceStated, stated } from "../../test/support/statements.ts";
import { assess } from "../assessment/assess.ts";
import { evaluateFacts } from "../assessment/evaluate-facts.ts";
import { besideFacts } from "../assessment/judgements.ts";
import { rulesOfYear } from "../assessment/tvpa.ts";
import type { Statement } from "../record/statement.ts";
import { factTable } from "./fact-table.ts";

const period = { year: 2003, kind: "calendar" } as const;
const source = sourceStated("yearly-report", "report", "2004-06");
const shown = /Full compliance does not lead to Tier 1 here: data were asked for and withheld/;
const figures = ["investigations", "prosecutions", "convictions", "sentence-highest"] as const;
const allData = figures.map((fact) => figure("yearly-report", fact, "2003", 3));
const both = [
  judgement("complies-fully", true, "2003"),
  judgement("significant-efforts", true, "2003"),
  judgement("increasing-efforts", false, "2003"),
];
const refused = (year = "2003") =>
  stated("data-request", "asked", {
    ...{ facts: ["investigations"], year, office: "Example office", whom: "Example ministry", on: "2004-01" },
    answer: "refused",
  });
const assessed = (reportYear: number, rows: readonly Statement[]) =>
  assess(evaluateFacts(rows, period), besideFacts(rows, period), rulesOfYear(reportYear));

test("[AS19] a presumption that stands against full compliance is named with what was withheld, and only there", () => {
  const { tier, presumptions } = assessed(2004, [...allData, refused(), ...both]);
  assert.equal(tier, "2WL");
  const missing = [{ fact: "investigations", why: "withheld" }];
  assert.deepEqual(presumptions, [{ criterion: "prosecution", missing, unless: "good-faith-on-data" }]);
  assert.deepEqual(assessed(2019, [refused(), ...both]).presumptions, [{ criterion: "prosecution", missing }]);
  assert.equal(assessed(2004, [refused()]).presumptions.length, 1, "also while it is still to be judged");
  assert.deepEqual(assessed(2004, both).presumptions, [], "not of silence");
  assert.deepEqual(assessed(2004, [refused("2002"), ...both]).presumptions, [], "not of another year");
  const denied = [refused(), judgement("complies-fully", false, "2003")];
  assert.deepEqual(assessed(2004, denied).presumptions, [], "not where compliance is denied");
  const waived = assessed(2004, [refused(), ...both, judgement("good-faith-on-data", true, "2003")]);
  assert.deepEqual([waived.tier, waived.presumptions], ["1", []]);
});

test("[RP9] the report says by which rule full compliance leads to the watch list: judged, and still to be judged", () => {
  const judged = reportWords(reportDataOf([source, ...allData, refused(), ...both]));
  assert.match(judged, /\*\*Tier 2 watch list\*\* follows/);
  assert.match(judged, shown);
  assert.match(
    judged,
    /is not met: Investigations \(withheld\)\. So a country .* the watch list where a ground for it holds/,
  );
  assert.match(judged, /The presumption falls where this is judged: “The government made a good-faith effort/);
  assert.match(judged, /Data were withheld: the criterion is presumed not met\./);
  assert.match(reportWords(reportDataOf([source, ...allData, refused()])), shown);
  assert.doesNotMatch(reportWords(reportDataOf([source, ...both])), shown);
  const now = reportWords(
    reportDataOf([source, figure("yearly-report", "prosecutions", "2023", 3), refused("2023")], 2023),
  );
  assert.match(now, shown);
  assert.doesNotMatch(now, /presumption falls/, "nothing waives it today");
});

test("[RP5a] [RP16b] data that were withheld are that among what is not known, and in CSV: they are no silence, and all that gives the same is withheld", () => {
  const states = (...rows: readonly Statement[]) => {
    const data = reportDataOf([source, figure("yearly-report", "convictions", "2003", 3), ...rows]);
    const [, gaps = ""] = reportWords(data).split("Facts without a value");
    const cells = factTable(data, wordsIn.en).filter(([year]) => year === "2003");
    const ofFact = (fact: string) => cells.find(([, , , key]) => key === fact)?.[6];
    return [/\| Withheld \| Investigations;/.test(gaps), ofFact("investigations"), ofFact("suspects")];
  };
  assert.deepEqual(states(refused()), [true, "withheld", "withheld"]);
  assert.deepEqual(states(refused("2002")), [false, "no-data", "no-data"], "not of another year");
  assert.deepEqual(states(), [false, "no-data", "no-data"]);
  const investigated = figure("yearly-report", "investigations", "2003", 3);
  assert.deepEqual(
    states(refused(), investigated).slice(1),
    ["known", "withheld"],
    "who gives a number withholds none",
  );
  const silent = figure("yearly-report", "investigations", "2003", "not-reported");
  assert.equal(states(refused(), silent)[0], true, "that somebody refused says more than a source without it");
});

test("[RP12] Russian and Tajik say it too", () => {
  const data = reportDataOf([source, ...allData, refused(), ...both]);
  assert.match(reportWords(data, "ru"), /Полное соблюдение здесь не даёт «уровень 1»: данные были запрошены/);
  assert.match(reportWords(data, "tg"), /Риояи пурра дар ин ҷо ба/);
});
