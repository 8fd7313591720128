// The assessment of a year under the schemes that there are and under an invented one (AS14–AS19).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, finding, judgement, proceeding, reportOf2003, stated } from "../../test/support/statements.ts";
import type { Statement } from "../record/statement.ts";
import { assess } from "./assess.ts";
import type { Assessment, Rule, Scheme } from "./assessment.ts";
import { findDefinition } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Period } from "./fact-value.ts";
import { judgementsOf, ratingsOf } from "./judgements.ts";
import { atomsOf, differencesOf, factsOfNeed, schemeFor, schemeOfReport, schemes } from "./schemes.ts";
import { tvpa2004 } from "./tvpa-2004.ts";
import { tvpaNow } from "./tvpa-now.ts";

const period: Period = { year: 2003, kind: "calendar" };
const fallsShort = judgement("complies-fully", false, "2003");
const significant = judgement("significant-efforts", true, "2003");
const seed = [...reportOf2003(), fallsShort, significant];

/** Without any datum on investigations. */
const withoutGroups = reportOf2003().filter(({ key }) => !key.startsWith("groups-under-investigation"));

function assessed(scheme: Scheme, statements: readonly Statement[]): Assessment {
  return assess(scheme, evaluateFacts(statements, period), {
    judgements: judgementsOf(statements, period),
    ratings: ratingsOf(statements),
  });
}

const changeOf = ({ wouldChange }: Assessment, rule: Rule) =>
  wouldChange.find((change) => JSON.stringify(change.rule) === JSON.stringify(rule)) ?? null;

test("[AS14] the account of 2003 under the rules of 2004: watch list, for want of evidence of increasing efforts", () => {
  const result = assessed(tvpa2004, seed);
  assert.deepEqual([result.tier, result.step, result.asks], ["2WL", "watch-list", []]);
  assert.deepEqual(
    result.grounds.map(({ ground, reading }) => [ground.key, reading.truth]),
    [
      ["victims-very-significant", "unknown"],
      ["no-increasing-efforts", "yes"],
      ["efforts-rest-on-commitments", "unknown"],
    ],
  );
  assert.deepEqual(
    result.why.map(({ truth }) => truth),
    ["yes"],
  );
  const notes = new Set(result.why.flatMap(({ records }) => records.map(({ note }) => note)));
  for (const wanted of ["figure/prosecutions 2003", "figure/prosecutions 2002", "judgement/significant-efforts"]) {
    assert.ok(
      [...notes].some((note) => note.startsWith(wanted)),
      wanted,
    );
  }
});

test("[AS14] the same account under the present rules: the same ground holds, and commitments are none", () => {
  const result = assessed(tvpaNow, seed);
  assert.deepEqual([result.tier, result.step], ["2WL", "watch-list"]);
  assert.deepEqual(
    result.grounds.map(({ ground }) => ground.key),
    ["victims-without-proportional-actions", "no-increasing-efforts"],
  );
});

test("evidence of increasing efforts has three parts, and any of them lifts the ground", () => {
  const lifted = (more: readonly Statement[]) =>
    assessed(tvpa2004, [...seed, ...more]).grounds.find(({ ground }) => ground.key === "no-increasing-efforts")?.reading
      .truth;
  assert.equal(lifted([figure("s", "investigations", "2002", 3), figure("s", "investigations", "2003", 5)]), "no");
  assert.equal(lifted([figure("s", "victims-assisted", "2002", 3), figure("s", "victims-assisted", "2003", 5)]), "no");
  assert.equal(lifted([figure("s", "victims-assisted", "2002", 5), figure("s", "victims-assisted", "2003", 5)]), "yes");
  assert.equal(lifted([figure("s", "victims-assisted", "2003", 5)]), "yes");
  const better = [
    ...reportOf2003().filter(({ key }) => key !== "corruption 2003"),
    finding("s", "corruption", "endemic", "2002"),
    finding("s", "corruption", "widespread", "2003"),
  ];
  const { grounds } = assessed(tvpa2004, better);
  assert.equal(grounds.find(({ ground }) => ground.key === "no-increasing-efforts")?.reading.truth, "no");
});

test("[AS14] without judgements no tier follows, and those that are missing are asked", () => {
  for (const scheme of schemes) {
    const none = assessed(scheme, reportOf2003());
    assert.deepEqual([none.tier, none.step, none.asks], [null, null, ["complies-fully", "significant-efforts"]]);
    assert.deepEqual(assessed(scheme, [...reportOf2003(), fallsShort]).asks, ["significant-efforts"]);
    assert.equal(assessed(scheme, [...reportOf2003(), significant]).tier, null);
  }
});

test("[AS14] an open ground stops the search: tier 2 does not win for want of an answer", () => {
  const effort = [figure("s", "investigations", "2002", 3), figure("s", "investigations", "2003", 5)];
  const open = assessed(tvpa2004, [...seed, ...effort]);
  assert.deepEqual(
    [open.tier, open.asks],
    [null, ["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"]],
  );
  const answers = (["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"] as const).map(
    (question) => judgement(question, false, "2003"),
  );
  assert.equal(assessed(tvpa2004, [...seed, ...effort, ...answers]).tier, "2");
});

test("commitments are a ground under the rules of 2004 and not under the present ones", () => {
  const statements = [
    ...seed,
    figure("s", "investigations", "2002", 3),
    figure("s", "investigations", "2003", 5),
    judgement("victims-very-significant", false, "2003"),
    judgement("victims-increasing", false, "2003"),
    judgement("efforts-rest-on-commitments", true, "2003"),
  ];
  assert.equal(assessed(tvpa2004, statements).tier, "2WL");
  const now = assessed(tvpaNow, statements);
  assert.equal(now.tier, "2");
  assert.ok(now.judgements.every(({ question }) => question !== "efforts-rest-on-commitments"));
});

test("many victims put a country on the present list only when its actions are not in proportion", () => {
  const statements = [
    ...seed,
    figure("s", "investigations", "2002", 3),
    figure("s", "investigations", "2003", 5),
    judgement("victims-very-significant", true, "2003"),
  ];
  assert.equal(assessed(tvpa2004, statements).tier, "2WL");
  assert.deepEqual(
    [assessed(tvpaNow, statements).tier, assessed(tvpaNow, statements).asks],
    [null, ["actions-proportional"]],
  );
  assert.equal(assessed(tvpaNow, [...statements, judgement("actions-proportional", true, "2003")]).tier, "2");
  assert.equal(assessed(tvpaNow, [...statements, judgement("actions-proportional", false, "2003")]).tier, "2WL");
});

test("no significant efforts: tier 3; a special case is none of the tiers", () => {
  for (const scheme of schemes) {
    const none = [...reportOf2003(), fallsShort, judgement("significant-efforts", false, "2003")];
    assert.deepEqual([assessed(scheme, none).tier, assessed(scheme, none).step], ["3", "no-significant-efforts"]);
    assert.equal(assessed(scheme, [...seed, judgement("special-case", true, "2003")]).tier, "SC");
  }
});

test("[AS19] tier 1 is judged, and missing data stand against it unless good faith was judged under the rules of 2004", () => {
  const judged = [...withoutGroups, judgement("complies-fully", true, "2003"), significant];
  assert.equal(assessed(tvpaNow, judged).tier, "2WL");
  assert.equal(assessed(tvpa2004, judged).tier, "2WL");
  assert.equal(changeOf(assessed(tvpa2004, judged), { judgement: "good-faith-on-data", is: true })?.tier, "1");
  const faith = [...judged, judgement("good-faith-on-data", true, "2003")];
  assert.deepEqual([assessed(tvpa2004, faith).tier, assessed(tvpaNow, faith).tier], ["1", "2WL"]);
  for (const fact of ["investigations", "groups-under-investigation"] as const) {
    const whole = [...judged, figure("s", fact, "2003", 5)];
    assert.deepEqual([assessed(tvpa2004, whole).tier, assessed(tvpaNow, whole).tier], ["1", "1"], fact);
  }
});

test("[AS15] missing data presume the criterion not met; good faith lifts that in 2004 only, and only with some data", () => {
  const presumed = (scheme: Scheme, statements: readonly Statement[]) =>
    assessed(scheme, statements)
      .criteria.filter(({ presumedNotMet }) => presumedNotMet)
      .map(({ criterion }) => criterion.key);
  const bare = [...withoutGroups, fallsShort, significant];
  assert.deepEqual(presumed(tvpa2004, bare), ["prosecution", "official-complicity"]);
  const faith = [...bare, judgement("good-faith-on-data", true, "2003")];
  assert.deepEqual(presumed(tvpa2004, faith), []);
  assert.deepEqual(presumed(tvpaNow, faith), ["prosecution", "official-complicity"]);
  assert.deepEqual(presumed(tvpa2004, [judgement("good-faith-on-data", true, "2003")]), [
    "prosecution",
    "official-complicity",
  ]);
  assert.deepEqual(presumed(tvpaNow, [...bare, figure("s", "investigations", "2003", 5)]), ["official-complicity"]);
});

test("[AS15] what is one datum of the law may be counted in several ways: any is enough, and without any the first is missing", () => {
  const read = (...given: readonly Statement[]) => {
    const one = assessed(tvpaNow, given).criteria.find(({ criterion }) => criterion.key === "prosecution");
    assert.ok(one);
    const missing = one.missing.map(({ fact, why }) => `${fact} ${why}`);
    return { presumed: one.presumedNotMet, missing: missing.filter((shown) => !/law|penalty/.test(shown)) };
  };
  const inWays = [
    figure("s", "groups-under-investigation", "2003", 16),
    figure("s", "defendants", "2003", 2),
    figure("s", "convictions", "2003", 1),
    proceeding("v", { case: "A", event: "verdict", on: "2003", verdict: "convicted", suspended: true }),
  ];
  assert.deepEqual(read(...inWays), { presumed: false, missing: [] });
  const without = (place: number) => read(...inWays.filter((_, i) => i !== place));
  assert.deepEqual(without(0), { presumed: true, missing: ["investigations no-data"] });
  assert.deepEqual(without(1), { presumed: true, missing: ["prosecutions no-data"] });
  assert.deepEqual(without(3), { presumed: true, missing: ["sentence-highest no-data"] });
  const silent = figure("s", "groups-under-investigation", "2003", "not-reported");
  assert.deepEqual(read(...inWays.slice(1), silent).missing, ["groups-under-investigation not-reported"]);
  // The law names each of these apart: a number of charges does not say how many officials were investigated.
  const officials = assessed(tvpaNow, seed).criteria.find(({ criterion }) => criterion.key === "official-complicity");
  assert.deepEqual(
    officials?.missing.map(({ fact }) => fact),
    ["officials-investigated", "officials-convicted"],
  );
});

test("[AS15] what is dated too vaguely is not missing: nothing is presumed from it, no ground holds by it, and no tier follows", () => {
  const april = { year: 2003, kind: "april-march" } as const;
  const of = (scheme: Scheme, statements: readonly Statement[]) =>
    assess(scheme, evaluateFacts(statements, april), { judgements: judgementsOf(statements, april) });
  const officials = (["officials-investigated", "officials-convicted"] as const).map((fact) =>
    figure("s", fact, "2003", 1),
  );
  const vague = [...seed, ...officials, figure("s", "investigations", "2003", 5)];
  for (const scheme of schemes) {
    const { tier, grounds, criteria } = of(scheme, vague);
    assert.equal(tier, null);
    assert.deepEqual(
      grounds.filter(({ reading }) => reading.truth === "yes").map(({ ground }) => ground.key),
      [],
    );
    const judged = criteria.filter(({ criterion }) => criterion.presumption !== undefined);
    assert.deepEqual(
      judged.map(({ presumedNotMet, notJudged }) => [presumedNotMet, notJudged]),
      judged.map(() => [false, true]),
    );
  }
  // What is not there at all is missing as ever, though other facts are vague.
  const without = of(tvpa2004, [...withoutGroups, fallsShort, significant]).criteria.filter(
    ({ presumedNotMet }) => presumedNotMet,
  );
  assert.deepEqual(
    without.map(({ criterion }) => criterion.key),
    ["prosecution", "official-complicity"],
  );
  assert.equal(of(tvpa2004, [fallsShort, significant]).tier, "2WL", "of silence the ground holds");
});

test("[AS15] each criterion has its evidence for and against, and what is missing with the reason", () => {
  const silent = figure("s", "victims-assisted", "2003", "not-reported");
  const { criteria } = assessed(tvpa2004, [...seed, silent]);
  const protection = criteria.find(({ criterion }) => criterion.key === "victim-protection") ?? assert.fail();
  const factsOf = (readings: typeof protection.for) =>
    readings.map(({ rule }) => ("fact" in rule ? rule.fact : JSON.stringify(rule)));
  assert.deepEqual(factsOf(protection.for), [
    "finding-victims-encouraged-to-cooperate",
    "finding-victims-punished",
    '{"not":{"fact":"victims-punished","atLeast":1}}',
  ]);
  assert.deepEqual(factsOf(protection.against), [
    "finding-victim-protection",
    "finding-reintegration-programme",
    "finding-witness-protection",
    "finding-referral-system",
    "finding-consular-tools",
  ]);
  assert.deepEqual(protection.missing, [
    { fact: "victims-identified", why: "no-data" },
    { fact: "victims-referred", why: "no-data" },
    { fact: "victims-assisted", why: "not-reported" },
  ]);
  for (const { for: evidence } of criteria) for (const { records } of evidence) assert.ok(records.length > 0);
});

test("[AS15] of the share of victims who are no citizens both numbers are evidence, and each is needed", () => {
  const identified = figure("example report", "victims-identified", "2003", 47);
  const foreigners = (value: number) =>
    figure("example report", "victims-identified", "2003", value, { part: "foreigners" });
  for (const scheme of schemes) {
    const read = (...given: readonly Statement[]) => {
      const one = assessed(scheme, given).criteria.find(({ criterion }) => criterion.key === "non-citizen-share");
      assert.ok(one);
      return [one.for.length, one.against.length, one.missing.map(({ fact }) => fact)];
    };
    assert.deepEqual(read(), [0, 0, ["victims-identified", "victims-foreign"]]);
    assert.deepEqual(read(identified), [0, 0, ["victims-foreign"]]);
    assert.deepEqual(read(identified, foreigners(0)), [1, 0, []]);
    assert.deepEqual(read(identified, foreigners(3)), [0, 1, []]);
    assert.deepEqual(read(foreigners(0)), [0, 0, ["victims-identified"]], "nobody says of how many");
  }
});

test("training of officials is evidence on victim protection under the present rules only", () => {
  const lacking = (scheme: Scheme) =>
    assessed(scheme, seed)
      .criteria.find(({ criterion }) => criterion.key === "victim-protection")
      ?.against.some(({ rule }) => "fact" in rule && rule.fact === "finding-law-enforcement-training");
  assert.deepEqual([lacking(tvpa2004), lacking(tvpaNow)], [false, true]);
});

test("[AS16] what would change the tier: each condition alone, and nothing that would leave it as it is", () => {
  const answered = [
    ...seed,
    ...(["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"] as const).map((question) =>
      judgement(question, false, "2003"),
    ),
  ];
  const result = assessed(tvpa2004, answered);
  const more = changeOf(result, { fact: "prosecutions", than: "more" });
  assert.deepEqual([more?.from, more?.to, more?.tier], ["no", "yes", "2"]);
  const helped = changeOf(result, { fact: "victims-assisted", than: "more" });
  assert.deepEqual([helped?.from, helped?.to, helped?.tier], ["unknown", "yes", "2"]);
  const effort = changeOf(result, { judgement: "significant-efforts", is: true });
  assert.deepEqual([effort?.from, effort?.to, effort?.tier], ["yes", "no", "3"]);
  assert.equal(changeOf(result, { judgement: "victims-increasing", is: true }), null);
  assert.ok(result.wouldChange.every(({ tier }) => tier !== "2WL"));
  const open = changeOf(assessed(tvpa2004, seed), { fact: "prosecutions", than: "more" });
  assert.deepEqual([open?.to, open?.tier], ["yes", null]);
});

test("[AS17] two years on the list lead to tier 3 under the present rules, unless a waiver is granted; in 2004 nothing follows", () => {
  const rated = (year: string) => stated("rating", year, { scheme: "tvpa", year, tier: "2WL" });
  const listed = [...seed, rated("2002"), rated("2003")];
  assert.deepEqual([assessed(tvpaNow, listed).tier, assessed(tvpaNow, listed).step], ["3", "two-years-on-the-list"]);
  assert.equal(assessed(tvpa2004, listed).tier, "2WL");
  assert.equal(assessed(tvpaNow, [...seed, rated("2003")]).tier, "2WL");
  assert.equal(assessed(tvpaNow, [...listed, judgement("waiver-granted", true, "2003")]).tier, "2WL");
  assert.equal(changeOf(assessed(tvpaNow, listed), { judgement: "waiver-granted", is: true })?.tier, "2WL");
});

test("[AS10] the order of statements makes no difference to an assessment", () => {
  for (const scheme of schemes) assert.deepEqual(assessed(scheme, [...seed].reverse()), assessed(scheme, seed));
});

test("a year without data: everything is missing, nothing is evidence, no tier follows", () => {
  const result = assessed(tvpaNow, []);
  assert.equal(result.tier, null);
  for (const { criterion, for: evidence, against, missing } of result.criteria) {
    assert.deepEqual([evidence, against, missing.length], [[], [], criterion.needs.length]);
  }
  assert.throws(() => assess(tvpaNow, []), RangeError);
});

test("[AS18] a scheme of another country is data: an invented one gives its own criteria and its own tier", () => {
  const examples: Scheme = {
    id: "examples-other",
    reports: [1990, null],
    period: "calendar",
    checked: "verified",
    standards: ["play-fair"],
    criteria: [
      {
        key: "verdicts",
        number: 1,
        pillar: "prosecution",
        for: [{ fact: "convictions", atLeast: 1 }],
        against: [],
        needs: ["convictions"],
      },
    ],
    watchList: [],
    judgements: [],
    tiers: [
      { tier: "1", key: "many-verdicts", when: { fact: "convictions", atLeast: 3 } },
      { tier: "3", key: "few-verdicts", when: { fact: "convictions", atLeast: 1 } },
    ],
  };
  assert.equal(schemeFor("examples-other", [...schemes, examples]), examples);
  const one = assessed(examples, seed);
  assert.deepEqual([one.tier, one.step, one.criteria.map((reading) => reading.for.length)], ["3", "few-verdicts", [1]]);
  assert.deepEqual(
    one.wouldChange.map(({ rule, tier }) => [rule, tier]),
    [
      [{ fact: "convictions", atLeast: 3 }, "1"],
      [{ fact: "convictions", atLeast: 1 }, null],
    ],
  );
  const verdicts = ["A", "B", "C"].map((name) =>
    proceeding(name, { case: name, event: "verdict", on: "2003", verdict: "convicted" }),
  );
  assert.equal(assessed(examples, verdicts).tier, "1");
});

test("[AS18] the schemes fit the catalogue: 10 criteria in 2004, 12 now, and what differs follows from their data", () => {
  for (const { id, criteria, watchList, tiers, judgements } of schemes) {
    const rules = [
      ...criteria.flatMap((criterion) => [...criterion.for, ...criterion.against]),
      ...watchList.flatMap(({ when, beside = [] }) => [when, ...beside]),
      ...tiers.map(({ when }) => when),
    ].flatMap(atomsOf);
    const facts = [
      ...rules.flatMap((rule) => ("fact" in rule ? [rule.fact] : [])),
      ...criteria.flatMap(({ needs, presumption }) => [...needs, ...(presumption?.facts ?? [])].flatMap(factsOfNeed)),
    ];
    for (const fact of facts) assert.ok(findDefinition(fact), `${id} ${fact}`);
    for (const rule of rules)
      if ("judgement" in rule) assert.ok(judgements.includes(rule.judgement), `${id} ${rule.judgement}`);
    for (const keys of [criteria, watchList, tiers].map((list) => list.map(({ key }) => key)))
      assert.equal(new Set(keys).size, keys.length, id);
  }
  const numbers = (scheme: Scheme) => scheme.criteria.map(({ number }) => number);
  assert.deepEqual(
    numbers(tvpa2004),
    Array.from({ length: 10 }, (_, i) => i + 1),
  );
  assert.deepEqual(
    numbers(tvpaNow),
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
  const differences = differencesOf(tvpa2004, tvpaNow);
  assert.deepEqual(differences.criteria, { added: ["partnerships", "demand-reduction"], removed: [] });
  assert.ok(differences.grounds.removed.includes("efforts-rest-on-commitments"));
  assert.deepEqual(differences.steps, { added: ["two-years-on-the-list"], removed: [] });
  const changed = new Map(differences.changedCriteria.map((change) => [change.key, change]));
  assert.equal(changed.get("prosecution")?.waiver, "removed");
  assert.deepEqual(changed.get("self-monitoring")?.numbers, [9, 10]);
  assert.ok(changed.get("victim-protection")?.facts.added.includes("finding-law-enforcement-training"));
  assert.equal(changed.has("extradition"), false);
});

test("[AS18] which scheme applied to a report, and none where none is known", () => {
  assert.deepEqual(
    [2003, 2004, 2005, 2012, 2019, 2024].map((year) => schemeOfReport(year)?.id ?? null),
    [null, "tvpa-2004", "tvpa-2004", null, "tvpa-now", "tvpa-now"],
  );
  assert.equal(schemeFor("tvpa-now"), tvpaNow);
  assert.equal(schemeFor("nobody's"), null);
});
