// Contradictions: both sides with their sources, nothing decided (AS7–AS10). The cases are those that national figures really show.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, finding, judgement, proceeding, sourceStated, stated } from "../../test/support/statements.ts";
import { fc } from "../../test/support/tries.ts";
import { rangeOf } from "../core/registers/partial-date.ts";
import type { Statement } from "../record/statement.ts";
import { findContradictions } from "./contradictions.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Period } from "./fact-value.ts";
import { indexStatements } from "./statement-index.ts";

const sources = [
  sourceStated("report-2004", "report", "2004-06"),
  sourceStated("report-2005", "report", "2005-06"),
  sourceStated("report-2007", "report", "2007-06"),
  sourceStated("report-2018", "report", "2018-06"),
];

/** What is contradicted, and what each side says: `source: value`. */
function contradictionsIn(statements: readonly Statement[], year: number | null) {
  const index = indexStatements([...sources, ...statements]);
  const period: Period | null = year === null ? null : { year, kind: "calendar" };
  const facts = period === null ? [] : evaluateFacts(index, period);
  return findContradictions(index, facts, period).map(({ about, sides, reason }) => ({
    about: "fact" in about ? about.fact : `${about.register}/${about.key}/${about.field}`,
    sides: sides.map(({ source, value }) => `${source}: ${value}`),
    ...(reason === undefined ? {} : { reason }),
  }));
}

const penalty = (source: string, maximum: number) =>
  stated(
    "law",
    "130-1",
    {
      act: "Example code",
      article: "130-1",
      subject: "trafficking",
      stage: "in-force",
      on: "2003-08",
      minimum_months: 60,
      maximum_months: maximum,
    },
    { source },
  );

test("[AS9] the penalty of one article in three reports: all three stand side by side, newest report first", () => {
  const laws = [penalty("report-2005", 180), penalty("report-2007", 240), penalty("report-2018", 180)];
  assert.deepEqual(contradictionsIn(laws, null), [
    {
      about: "law/130-1/maximum_months",
      sides: ["report-2018: 180", "report-2007: 240", "report-2005: 180"],
    },
  ]);
  assert.deepEqual(contradictionsIn(laws.slice(0, 1), null), []);
  assert.equal(contradictionsIn(laws, 2002).length, 0);
  assert.ok(contradictionsIn(laws, 2010).some(({ about }) => about === "law/130-1/maximum_months"));
});

test("[AS9] one verdict of 14 years that two reports date differently", () => {
  const verdict = (source: string, on: string, confiscation?: boolean) =>
    proceeding(
      "first-verdict",
      {
        case: "A",
        event: "verdict",
        on,
        verdict: "convicted",
        prison_months: 168,
        ...(confiscation === undefined ? {} : { confiscation }),
      },
      { source },
    );
  const both = [verdict("report-2004", "2003"), verdict("report-2005", "2004-11", true)];
  const wanted = [{ about: "proceeding/first-verdict/on", sides: ["report-2005: 2004-11", "report-2004: 2003"] }];
  assert.deepEqual(contradictionsIn(both, 2003), wanted);
  assert.deepEqual(contradictionsIn(both, 2004), wanted);
  assert.deepEqual(contradictionsIn(both, 2007), []);
});

test("[AS9] a date is not contradicted by the same date known more closely, nor a title by another wording", () => {
  const law = (source: string, on: string, text: string) =>
    stated("law", "x", { act: "Example code", subject: "trafficking", stage: "in-force", on, text }, { source });
  assert.deepEqual(
    contradictionsIn([law("report-2004", "2003", "a"), law("report-2005", "2003-08-01", "b")], null),
    [],
  );
  assert.equal(
    contradictionsIn([law("report-2004", "2003-07", "a"), law("report-2005", "2003-08-01", "b")], null).length,
    1,
  );
});

test("[AS9] one source that two organisations read differently is shown; equal keys in the own files of two are chance", () => {
  const campaign = (organisation: string, on: string, source: string) =>
    stated("prevention", "1", { what: "campaign", on, by: "Example Agency" }, { source, organisation });
  const of = (source: string) =>
    contradictionsIn([campaign("a", "2003-05", source), campaign("b", "2003-06", source)], 2003);
  assert.deepEqual(of("report-2004"), [
    { about: "prevention/1/on", sides: ["report-2004: 2003-05", "report-2004: 2003-06"] },
  ]);
  assert.deepEqual(of("own"), []);
});

test("[AS9] a police unit that is said to be the first, and one that was formed before it", () => {
  const unit = (key: string, source: string, on: string, first = true) =>
    stated(
      "body",
      key,
      { body: key, name: `Unit of ${on}`, kind: "police-unit", purpose: "investigation", event: "formed", on, first },
      { source },
    );
  const wanted = [
    { about: "body/a/first", sides: ["report-2005: 2004-05", "report-2018: 2017"], reason: "first-of-its-kind" },
  ];
  assert.deepEqual(
    contradictionsIn([unit("b", "report-2018", "2017"), unit("a", "report-2005", "2004-05")], 2004),
    wanted,
  );
  assert.deepEqual(
    contradictionsIn([unit("b", "report-2018", "2017"), unit("a", "report-2005", "2004-05", false)], 2004),
    wanted,
    "a first one after another one is no first, whatever the earlier one is called",
  );
  for (const isFirst of [true, false])
    assert.deepEqual(
      contradictionsIn([unit("a", "report-2005", "2004-05", isFirst), unit("b", "report-2018", "2017", false)], null),
      [],
    );
  assert.deepEqual(contradictionsIn([unit("a", "report-2005", "2004-05"), unit("b", "report-2018", "2004")], null), []);
});

const someDate = fc.constantFrom("2003", "2004", "2003-05", "2003-06", "2003-05-03", "2003-05-04", "2004-02-29");

/** The slow twin: two dates without a common day. */
function areApart(a: string, b: string): boolean {
  const [left, right] = [rangeOf(a), rangeOf(b)];
  return left.last < right.first || right.last < left.first;
}

test("[AS9] whatever is said of one thing, those who differ are found as a slow twin finds them", () => {
  const anyRow = fc.record({
    source: fc.constantFrom("own", "report-2004", "report-2005"),
    organisation: fc.constantFrom("court", "shelter", "assessors"),
    on: someDate,
    by: fc.constantFrom("campaign" as const, "research" as const, "brochures" as const),
  });
  const byName = {
    selector: ({ source, organisation }: { source: string; organisation: string }) => `${source} ${organisation}`,
  };
  fc.assert(
    fc.property(fc.uniqueArray(anyRow, byName), (rows) => {
      const statements = rows.map(({ source, organisation, on, by: what }) =>
        stated("prevention", "tour", { what, on, by: "Example Agency" }, { source, organisation }),
      );
      const found = findContradictions(indexStatements([...sources, ...statements]), [], null);
      const sidesOf = (field: string) =>
        found
          .flatMap(({ about, sides }) => ("field" in about && about.field === field ? sides : []))
          .map(({ records }) => records[0]?.note)
          .sort();
      const differing = (differ: (a: (typeof rows)[number], b: (typeof rows)[number]) => boolean) =>
        rows
          .flatMap((row, i) =>
            rows.some((other) => (row.source !== "own" || other.source !== "own") && differ(row, other))
              ? (statements[i]?.ref.note ?? "")
              : [],
          )
          .sort();
      assert.deepEqual(
        sidesOf("on"),
        differing((a, b) => areApart(a.on, b.on)),
      );
      assert.deepEqual(
        sidesOf("what"),
        differing((a, b) => a.by !== b.by),
      );
    }),
    { numRuns: 1000 },
  );
});

/** The slow twin: the first is said to be the first and has no day that is not after the second. */
function isAfter(one: { readonly on: string; readonly first: boolean | undefined }, other: { readonly on: string }) {
  return one.first === true && rangeOf(other.on).last < rangeOf(one.on).first;
}

test("[AS9] whatever bodies are said to be the first, those apart from another one are found as a slow twin finds them", () => {
  const anyBody = fc.record({
    key: fc.constantFrom("a", "b", "c"),
    source: fc.constantFrom("report-2004", "report-2005"),
    on: someDate,
    first: fc.option(fc.boolean(), { nil: undefined }),
  });
  const byName = { selector: ({ key, source }: { key: string; source: string }) => `${key} ${source}` };
  fc.assert(
    fc.property(fc.uniqueArray(anyBody, byName), (bodies) => {
      const values = { name: "Assessors", kind: "committee", purpose: "plan", event: "formed" } as const;
      const statements = bodies.map(({ key, source, on, first }) =>
        stated("body", key, { ...values, body: key, on, ...(first === undefined ? {} : { first }) }, { source }),
      );
      const found = findContradictions(indexStatements([...sources, ...statements]), [], null)
        .filter(({ reason }) => reason === "first-of-its-kind")
        .flatMap(({ sides }) => sides.map(({ records }) => records[0]?.note))
        .sort();
      const wanted = bodies.flatMap((one, i) =>
        bodies.some((other) => one.key !== other.key && (isAfter(one, other) || isAfter(other, one)))
          ? (statements[i]?.ref.note ?? "")
          : [],
      );
      assert.deepEqual(found, wanted.sort());
    }),
    { numRuns: 1000 },
  );
});

test("[AS8] sources that differ on a fact stand side by side, and a source's rows do not contradict its own figure", () => {
  const statements = [
    figure("report-2004", "persons-trained", "2003", 1),
    figure("report-2005", "persons-trained", "2003", 0),
    stated(
      "training",
      "t",
      { on: "2003", topic: "recognition", profession: "police", participants: 1 },
      { source: "report-2004" },
    ),
    finding("report-2004", "corruption", "endemic", "2003"),
    finding("report-2005", "corruption", "endemic", "2003"),
  ];
  assert.deepEqual(
    contradictionsIn(statements, 2003).filter(({ about }) => about === "persons-trained"),
    [{ about: "persons-trained", sides: ["report-2005: 0", "report-2004: 1", "report-2004: 1"] }],
  );
  const alone = [figure("report-2004", "persons-trained", "2003", 5), ...statements.slice(2)];
  assert.deepEqual(contradictionsIn(alone, 2003), []);
});

test("[AS8] amounts in two currencies do not contradict each other, nor a figure the rows that another organisation read in its source", () => {
  const money = (source: string, value: number, currency: string) =>
    figure(source, "government-funding", "2003", value, { currency });
  const ofMoney = (currency: string) =>
    contradictionsIn([money("report-2004", 5, "XTS"), money("report-2005", 7, currency)], 2003).length;
  assert.deepEqual([ofMoney("XXX"), ofMoney("XTS")], [0, 1]);
  const row = proceeding(
    "v",
    { case: "A", event: "verdict", on: "2003", verdict: "convicted" },
    { source: "report-2004", organisation: "court" },
  );
  assert.deepEqual(contradictionsIn([row, figure("report-2004", "convictions", "2003", 5)], 2003), []);
});

test("[AS7] 86 crimes of which 53 are not trafficking: the published number stands beside the counted one", () => {
  const statements = [
    figure("press", "investigations", "2022", 86),
    figure("press", "investigations", "2022", 53, { part: "not-trafficking" }),
  ];
  assert.deepEqual(contradictionsIn(statements, 2022), [
    { about: "investigations", sides: ["press: 86", "press: 33"], reason: "not-trafficking" },
  ]);
});

test("[AS10] contradictions are the same in whichever order statements arrive", () => {
  const laws = [penalty("report-2005", 180), penalty("report-2007", 240), figure("a", "convictions", "2007", 1)];
  const more = [...laws, figure("b", "convictions", "2007", 2), figure("c", "convictions", "2007", 1)];
  assert.deepEqual(contradictionsIn([...more].reverse(), 2007), contradictionsIn(more, 2007));
});

test("[AS13] offices that answer one question about one year differently contradict each other; other years and questions do not", () => {
  const signed = (answer: boolean, office: string, year = "2003") =>
    judgement("significant-efforts", answer, year, office);
  const [yes, no] = [signed(true, "Lists"), signed(false, "Nets")];
  const sides = ["own: yes", "own: no"];
  const found = { about: "judgement/significant-efforts/answer", sides };
  assert.deepEqual(contradictionsIn([yes, no], 2003), [found]);
  assert.deepEqual(contradictionsIn([yes, no], null), [found]);
  assert.deepEqual(contradictionsIn([yes, no], 2004), []);
  assert.deepEqual(contradictionsIn([yes, signed(false, "Nets", "2004"), signed(true, "Second")], null), []);
  assert.deepEqual(contradictionsIn([yes, judgement("special-case", false, "2003", "Nets")], null), []);
  const [{ sides: named } = { sides: [] }] = findContradictions(indexStatements([yes, no]), [], null);
  assert.deepEqual(
    named.map(({ name }) => name),
    ["Lists", "Nets"],
  );
});

test("[AS9] two tiers that were published for one year on one list contradict each other, whatever their keys", () => {
  const rating = (key: string, scheme: string, year: string, tier: "2" | "2WL", more = {}) =>
    stated("rating", key, { scheme, year, tier, ...more });
  const two = [rating("a", "tvpa-2004", "2004", "2"), rating("b", "tvpa", "2004", "2WL")];
  const found = { about: "rating/tvpa 2004/tier", sides: ["own: 2", "own: 2WL"] };
  assert.deepEqual(contradictionsIn(two, 2003), [found]);
  assert.deepEqual(contradictionsIn(two, 2005), [found], "a year of which a scheme asks");
  assert.deepEqual(contradictionsIn(two, 2006), []);
  assert.deepEqual(contradictionsIn([two[0] as Statement, rating("b", "tvpa", "2004", "2")], 2003), []);
  assert.deepEqual(contradictionsIn([two[0] as Statement, rating("b", "other-list", "2004", "2WL")], 2003), []);
  assert.deepEqual(
    contradictionsIn([two[0] as Statement, rating("b", "tvpa", "2004", "2WL", { inferred: true })], 2003),
    [],
  );
});
