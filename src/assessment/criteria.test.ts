// Criteria of the assessment over what the registers count: evidence beside what sources find, and what is missing only where neither says it (AS15).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, finding, reportOf2003, stated, tallied } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { assess } from "./assess.ts";
import type { RuleReading } from "./assessment.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import { besideFacts } from "./judgements.ts";
import { atomsOf } from "./read-rule.ts";
import { rulesOfYear } from "./tvpa.ts";

const period = { year: 2003, kind: "calendar" } as const;

/** Facts that are evidence in one criterion by these statements, and those that it misses. */
function read(key: string, statements: readonly Statement[]) {
  const { criteria } = assess(evaluateFacts(statements, period), {}, rulesOfYear(2019));
  const one = criteria.find(({ criterion }) => criterion.key === key) ?? assert.fail(key);
  const factsOf = (readings: readonly RuleReading[]) => [
    ...new Set(readings.flatMap(({ settling }) => settling.flatMap(({ rule }) => ("fact" in rule ? [rule.fact] : [])))),
  ];
  return { for: factsOf(one.for), against: factsOf(one.against), missing: one.missing.map(({ fact }) => fact) };
}

const plan = stated("plan", "p", { title: "Plan of examples", stage: "in-force", on: "2003-02" });
const breach = (persons: RowValues<"breach">["persons"]) =>
  stated("breach", `b ${persons}`, { on: "2003-03", what: "deported", persons, remedy: "none" });
const joint = [1, 2].map((n) =>
  stated(
    "request",
    `r${n}`,
    {
      direction: "sent",
      kind: "joint-investigation",
      country: "XT",
      on: "2003-03",
      answered: "2003-04",
      case: `case ${n}`,
      stage: "answered",
      answer: "granted",
    },
    { sealed: true },
  ),
);
const publication = stated("paragraph", "of 2003", {
  ...{ year: "2003", language: "en", place: 1, section: "lead", size: 9, text: "Doors were held." },
});
const shared = stated("prevention", "s", { what: "research", on: "2003-03", by: "ministry", partner: "ngo" });
const demand = stated("prevention", "d", { what: "demand-reduction", on: "2003-03", by: "ministry" });
const checks = stated("prevention", "c", { what: "border-check", on: "2003-03", by: "ministry", reach: 12 });
const training = (kind: RowValues<"training">["kind"], more: Partial<RowValues<"training">> = {}) =>
  stated("training", `t ${kind}`, {
    on: "2003-03",
    topic: "recognition",
    profession: "police",
    participants: 40,
    ...(kind === undefined ? {} : { kind }),
    ...more,
  });

test("[AS15] what a register counts is evidence, and the finding of the same matter is not missing then", () => {
  const cases: readonly (readonly [criterion: string, fact: string, topic: string, ...rows: Statement[]])[] = [
    ["prevention", "plans-in-force", "national-plan", plan],
    ["interstate-investigation", "joint-investigations", "cooperation-on-investigations", ...joint],
    ["self-monitoring", "assessments-published", "public-assessment", publication],
    ["partnerships", "shared-actions", "cooperation-with-ngos", shared],
    ["demand-reduction", "demand-actions", "demand-reduction", demand],
    ["migration-monitoring", "border-checks", "border-monitoring", checks],
    ["victim-protection", "law-enforcement-sessions", "law-enforcement-training", training("session")],
    ["victim-protection", "victims-punished", "victims-punished", figure("s", "victims-punished", "2003", 0)],
  ];
  for (const [criterion, fact, topic, ...rows] of cases) {
    const [without, with_] = [read(criterion, tallied([])), read(criterion, tallied(rows))];
    assert.ok(without.missing.includes(`finding-${topic}`) && !without.for.includes(fact), `${fact}, without`);
    assert.ok(with_.for.includes(fact), fact);
    for (const missing of [`finding-${topic}`, fact])
      assert.ok(!with_.missing.includes(missing), `${fact}: ${missing}`);
  }
});

test("[AS15] that victims were punished is evidence against protection, and that none was for it; silence is neither", () => {
  const of = (...rows: readonly Statement[]) => {
    const { for: good, against, missing } = read("victim-protection", rows);
    const shown = (facts: readonly string[]) => facts.filter((fact) => /punished|breaches/.test(fact));
    return [shown(good), shown(against), shown(missing)];
  };
  assert.deepEqual(of(), [[], [], ["finding-victims-punished"]]);
  assert.deepEqual(of(breach(3)), [[], ["victims-punished"], []]);
  assert.deepEqual(of(figure("s", "victims-punished", "2003", 0)), [["victims-punished"], [], []]);
  assert.deepEqual(of(figure("s", "victims-punished", "2003", 2)), [[], ["victims-punished"], []]);
  assert.deepEqual(of(breach("not-reported")), [[], ["breaches", "victims-punished"], []], "nobody says how many");
  const silent = figure("s", "victims-punished", "2003", "not-reported");
  assert.deepEqual(of(silent), [[], [], ["victims-punished"]], "a source says that these are not reported");
  assert.deepEqual(of(breach(0), breach("not-reported"))[0], [], "none and nobody knows how many are not none");
});

test("[AS15] where a finding and a register disagree, one stands for the criterion and the other against it", () => {
  const cases = [
    ["prevention", finding("s", "national-plan", "none", "2003"), plan, "plans-in-force"],
    ["self-monitoring", finding("s", "public-assessment", "none", "2003"), publication, "assessments-published"],
    ["partnerships", finding("s", "cooperation-with-ngos", "none", "2003"), shared, "shared-actions"],
    ["demand-reduction", finding("s", "demand-reduction", "none", "2003"), demand, "demand-actions"],
    ["migration-monitoring", finding("s", "border-monitoring", "no", "2003"), checks, "border-checks"],
    [
      "victim-protection",
      finding("s", "law-enforcement-training", "lacking", "2003"),
      training("session"),
      "law-enforcement-sessions",
    ],
  ] as const;
  for (const [criterion, found, row, fact] of cases) {
    const { for: good, against } = read(criterion, [found, row]);
    const topic = `finding-${found.key.split(" ")[0]}`;
    assert.deepEqual([good.includes(fact), against.includes(topic), good.includes(topic)], [true, true, false], fact);
  }
  const kind = [finding("s", "victims-punished", "no", "2003"), breach(3)];
  const { for: good, against } = read("victim-protection", kind);
  assert.deepEqual([good, against], [["finding-victims-punished"], ["victims-punished"]]);
});

test("[AS15] short lessons on devices alone are no evidence that law enforcement is trained", () => {
  const of = (...rows: readonly Statement[]) => {
    const { for: good, missing } = read("victim-protection", rows);
    return [good, missing.includes("finding-law-enforcement-training")];
  };
  assert.deepEqual(of(training("lessons")), [[], true]);
  assert.deepEqual(of(training("session")), [["law-enforcement-sessions", "law-enforcement-trained"], false]);
  assert.equal(of(training(undefined))[1], false, "a row that does not say is a session");
  assert.equal(of(training("session", { participants: "not-reported" }))[1], false, "nobody says how many");
  assert.deepEqual(of(training("session", { profession: "social-worker" }), training("lessons")), [[], true]);
});

test("[AS15] figures that sources give are evidence: referrals, measures against officials, and more victims identified", () => {
  assert.ok(read("victim-protection", [figure("s", "victims-referred", "2003", 10)]).for.includes("victims-referred"));
  const disciplined = figure("s", "officials-disciplined", "2003", 4);
  assert.deepEqual(read("official-complicity", [disciplined]).for, ["officials-disciplined"]);
  const identified = (before: number, now: number) =>
    read("progress", [
      figure("s", "victims-identified", "2002", before),
      figure("s", "victims-identified", "2003", now),
    ]);
  assert.deepEqual([identified(47, 272).for, identified(47, 272).against], [["victims-identified"], []]);
  assert.deepEqual([identified(272, 47).for, identified(272, 47).against], [[], ["victims-identified"]]);
});

test("[AS15] of facts that are one datum the one is named of which most can be said", () => {
  const missing = (rows: readonly Statement[]) => read("interstate-investigation", rows).missing[0];
  assert.equal(missing(tallied([])), "finding-cooperation-on-investigations");
  assert.equal(missing([]), "joint-investigations", "nobody counted it");
  assert.equal(missing([figure("s", "joint-investigations", "2003", "not-reported")]), "joint-investigations");
  const vague = figure("s", "joint-investigations", "2003", 2, { until: "2004" });
  assert.equal(missing([vague]), "joint-investigations");
});

test("[AS15] every fact that a criterion needs is evidence in it, but numbers that are only read beside others", () => {
  const readBeside = ["penalty-maximum", "sentence-highest", "victims-identified"];
  for (const year of [2005, 2018, 2030])
    for (const { key, needs, for: good, against } of rulesOfYear(year).criteria) {
      const asked = new Set(
        [...good, ...against].flatMap(atomsOf).flatMap((atom) => ("fact" in atom ? [atom.fact] : [])),
      );
      const unasked = needs.flat().filter((fact) => !asked.has(fact) && !readBeside.includes(fact));
      assert.deepEqual(unasked, [], key);
    }
});

test("[AS15] presumptions hang on the data that the law names, and on nothing else that was asked for", () => {
  const asked = {
    year: "2003",
    office: "Example office",
    whom: "Example ministry",
    on: "2004",
    answer: "refused",
  } as const;
  for (const year of [2004, 2006, 2019]) {
    const presumed = (facts: RowValues<"data-request">["facts"]) =>
      assess(
        evaluateFacts(tallied(reportOf2003()), period),
        besideFacts([stated("data-request", "asked", { ...asked, facts })], period),
        rulesOfYear(year),
      ).criteria.flatMap(({ criterion, presumedNotMet }) => (presumedNotMet ? [criterion.key] : []));
    assert.deepEqual(presumed(["convictions"]), ["prosecution"]);
    assert.deepEqual(presumed(["officials-convicted"]), ["official-complicity"]);
    assert.deepEqual(presumed(["victims-assisted", "victims-identified"]), []);
  }
});

test("[AS15i] that a source says efforts were greater, without a number, is evidence of increase; that they were the same is none", () => {
  const lacking = (answer: "less" | "same" | "more", topic: "prosecution-trend" | "protection-trend") =>
    assess(evaluateFacts([finding("s", topic, answer, "2003")], { year: 2003, kind: "calendar" })).criteria.find(
      ({ criterion }) => criterion.key === "progress",
    );
  for (const topic of ["prosecution-trend", "protection-trend"] as const)
    assert.deepEqual(
      (["more", "same", "less"] as const).map((answer) => {
        const progress = lacking(answer, topic);
        return [progress?.for.length, progress?.against.length];
      }),
      [
        [1, 0],
        [0, 0],
        [0, 1],
      ],
    );
});
