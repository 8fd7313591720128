// Recommendations follow from gaps and from nothing else (AS20).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, finding, reportOf2003, stated } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";
import { findDefinition } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import { recommend, recommendationTable } from "./recommendations.ts";
import { atomsOf } from "./rule-atoms.ts";

const recommended = (statements: readonly Statement[]) =>
  recommend(evaluateFacts(statements, { year: 2003, kind: "calendar" }));
const keysOf = (statements: readonly Statement[]) => recommended(statements).map(({ key }) => key);

test("[AS20] the account of 2003: set up a plan, refer victims to organisations that help, and close the other gaps", () => {
  assert.deepEqual(keysOf(reportOf2003()), [
    "establish-plan",
    "refer-to-ngos",
    "protect-victims",
    "offer-reintegration",
    "protect-witnesses",
    "equip-consulates",
    "train-law-enforcement",
    "prosecute-more",
    "adopt-comprehensive-law",
    "act-against-complicity",
    "cooperate-on-investigations",
    "strengthen-borders",
    "record-data",
  ]);
});

test("[AS20] each recommendation names the facts and the records from which it follows", () => {
  for (const { key, facts, records } of recommended(reportOf2003())) {
    assert.ok(facts.length > 0, key);
    assert.equal(records.length > 0, key !== "record-data", "silence has no records");
    for (const fact of facts) assert.notEqual(findDefinition(fact), null, fact);
  }
  const [plan] = recommended(reportOf2003());
  assert.deepEqual(plan?.facts, ["finding-national-plan", "plans-in-force"]);
  const more = recommended(reportOf2003()).find(({ key }) => key === "prosecute-more");
  assert.deepEqual(more?.facts, ["prosecutions"]);
});

test("[AS20] a year without data gives none", () => {
  assert.deepEqual(recommended([]), []);
});

test("[AS20] a plan in force is not recommended again, whatever an older finding says", () => {
  const none = finding("report", "national-plan", "none", "2003");
  const plan = stated("plan", "p", { title: "Plan", stage: "in-force", on: "2003-11" });
  assert.deepEqual([keysOf([none]), keysOf([none, plan])], [["establish-plan", "record-data"], ["record-data"]]);
});

test("[AS20] an assessment that is published is not asked for, and victims who were punished are a gap though nobody says how many", () => {
  const none = finding("report", "public-assessment", "none", "2003");
  const values = {
    report: "assessment",
    year: "2003",
    scheme: "example-rules",
    data: "0".repeat(64),
    size: 9,
  } as const;
  const published = stated("publication", "of 2003", values);
  assert.deepEqual(
    [keysOf([none]), keysOf([none, published])],
    [["publish-assessment", "record-data"], ["record-data"]],
  );
  const breach = (persons: number | "not-reported") =>
    stated("breach", "b", { on: "2003-03", what: "fined", persons, remedy: "none" });
  for (const persons of [3, "not-reported"] as const)
    assert.deepEqual(keysOf([breach(persons)]), ["end-punishment-of-victims", "record-data"], String(persons));
});

test("[AS20] what a source says that it does not report is to be reported; what nobody says is to be recorded, once the year has any data", () => {
  const silent = figure("s", "convictions", "2003", "not-reported");
  const [report, ...others] = recommended([silent]);
  assert.deepEqual([report?.key, report?.facts, report?.records.length], ["report-data", ["convictions"], 1]);
  assert.deepEqual(others, [], "nothing else is known of the year");
  const known = [silent, figure("s", "prosecutions", "2003", 4)];
  const { facts } = recommended(known).find(({ key }) => key === "record-data") ?? assert.fail();
  assert.ok(facts.includes("investigations") && facts.includes("victims-assisted"));
  for (const fact of ["convictions", "prosecutions"]) assert.ok(!facts.includes(fact), fact);
});

test("[AS20] what whoever reads could not look at, or is dated too vaguely, is no gap", () => {
  const facts = evaluateFacts(
    [figure("s", "prosecutions", "2003", 4), figure("s", "investigations", "2003-04", 4, { until: "2004-03" })],
    { year: 2003, kind: "calendar" },
  );
  const [record] = recommend(facts, new Set(["convictions"]));
  assert.equal(record?.key, "record-data");
  for (const fact of ["investigations", "convictions"]) assert.ok(!record.facts.includes(fact), fact);
  assert.ok(record.facts.includes("officials-investigated"));
});

test("[AS20] the table knows only facts of the catalogue", () => {
  for (const when of Object.values(recommendationTable)) {
    for (const atom of atomsOf(when)) assert.ok("fact" in atom && findDefinition(atom.fact) !== null);
  }
});

test("[AS20] a number of none and one that fell are gaps, and so is what a source says without a number; silence and two figures are none", () => {
  const of = (fact: "convictions" | "victims-identified" | "victims-assisted", year: string, value: number) =>
    figure("s", fact, year, value);
  assert.ok(keysOf([of("convictions", "2003", 0)]).includes("prosecute-more"));
  assert.ok(
    keysOf([of("victims-identified", "2003", 38), of("victims-identified", "2002", 41)]).includes("identify-victims"),
  );
  assert.ok(keysOf([of("victims-assisted", "2003", 0)]).includes("help-victims"));
  assert.ok(keysOf([finding("s", "protection-trend", "less", "2003")]).includes("help-victims"));
  assert.ok(keysOf([finding("s", "prosecution-trend", "less", "2003")]).includes("prosecute-more"));
  const more = [
    of("victims-identified", "2003", 41),
    of("victims-identified", "2002", 38),
    of("convictions", "2003", 1),
  ];
  for (const key of ["prosecute-more", "identify-victims", "help-victims"]) assert.ok(!keysOf(more).includes(key), key);
  const [fell] = recommended([of("convictions", "2003", 0)]).filter(({ key }) => key === "prosecute-more");
  assert.deepEqual(fell?.facts, ["convictions"]);
});
