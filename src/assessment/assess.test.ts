// The assessment of a year under the schemes that there are and under an invented one (AS14–AS19).
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  corrected,
  figure,
  finding,
  judgement,
  proceeding,
  reportOf2003,
  stated,
  tallied,
} from "../../test/support/statements.ts";
import { fc, triesAll } from "../../test/support/tries.ts";
import {
  type FindingTopic,
  figureKeys,
  findingTopics,
  type RowValues,
  unitsOf,
} from "../core/registers/register-table.ts";
import { refId, type Statement } from "../record/statement.ts";
import { assess } from "./assess.ts";
import type { Assessment, RuleReading, RulesOfYear } from "./assessment.ts";
import { findDefinition } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { Period } from "./fact-value.ts";
import { besideFacts } from "./judgements.ts";
import { atomsOf } from "./read-rule.ts";
import { schemeOfReport, schemes } from "./schemes.ts";
import { rulesOfYear } from "./tvpa.ts";
import standards from "./tvpa-minimum-standards.json" with { type: "json" };
import years from "./tvpa-years.json" with { type: "json" };

const period: Period = { year: 2003, kind: "calendar" };
/** The first rules of each scheme, and the last ones. */
const [tvpa2004, tvpa2006, tvpaNow] = [rulesOfYear(2004), rulesOfYear(2006), rulesOfYear(2019)];
const all = [tvpa2004, tvpa2006, tvpaNow];
const lastOfEach = [2005, 2018, 2030].map(rulesOfYear);
const fallsShort = judgement("complies-fully", false, "2003");
const significant = judgement("significant-efforts", true, "2003");
const notIncreasing = judgement("increasing-efforts", false, "2003");
const seed = [...reportOf2003(), fallsShort, significant, notIncreasing];
const rising = [...reportOf2003(), fallsShort, significant, judgement("increasing-efforts", true, "2003")];
const isOfMore = ({ settling }: RuleReading) => settling.some(({ rule }) => "fact" in rule && rule.is === "more");
/** Data of the year that somebody asked for. */
const request = (
  answer: "given" | "refused" | "unanswered" | undefined,
  ...facts: RowValues<"data-request">["facts"]
): Statement =>
  stated("data-request", `asked ${facts.join("-")} ${answer}`, {
    ...{ facts, year: "2003", office: "Example office", whom: "Example ministry", on: "2004-01" },
    ...(answer === undefined ? {} : { answer, due: "2004-03" }),
  });

/** Without any datum on investigations. */
const withoutGroups = reportOf2003().filter(({ key }) => !key.startsWith("groups-under-investigation"));

function assessed(rules: RulesOfYear, statements: readonly Statement[]): Assessment {
  return assess(evaluateFacts(tallied(statements), period), besideFacts(statements, period), rules);
}

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
  const notes = new Set(
    result.why.flatMap(({ settling }) => settling.flatMap(({ records }) => records.map(({ note }) => note))),
  );
  for (const wanted of ["judgement/significant-efforts", "judgement/increasing-efforts"]) {
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

test("[AS15e] what the record has of increasing efforts stands beside the judgement on them, and settles nothing", () => {
  const groundOf = (more: readonly Statement[], base = seed) => {
    const { grounds } = assessed(tvpa2004, [...base, ...more]);
    const ground = grounds.find((one) => one.ground.key === "no-increasing-efforts") ?? assert.fail();
    return [ground.reading.truth, ground.beside.some(isOfMore)];
  };
  const doubled = [figure("s", "investigations", "2002", 3), figure("s", "investigations", "2003", 6)];
  assert.deepEqual(groundOf([]), ["yes", true]);
  assert.deepEqual(groundOf(doubled), ["yes", false], "judged as it was, without that evidence beside it");
  assert.deepEqual(groundOf(doubled, rising), ["no", false]);
  assert.deepEqual(groundOf([], [...reportOf2003(), fallsShort, significant]), ["unknown", false], "nobody judged");
});

const assisted = figure("s", "victims-assisted", "2003", 12);
const restingOn = (...rows: readonly Statement[]) => ({ evidence: rows.map(({ ref }) => refId(ref)) });

test("[AS13a] a judgement is stale once a row on which it rests was corrected or withdrawn: no tier follows, and it is asked again", () => {
  const others = [...reportOf2003(), fallsShort, notIncreasing];
  const judged = judgement("significant-efforts", true, "2003", "Example office", restingOn(assisted));
  const outcome = (...more: readonly Statement[]) => {
    const { tier, asks, judgements } = assessed(tvpa2004, [...others, judged, ...more]);
    const one = judgements.find(({ question }) => question === "significant-efforts") ?? assert.fail();
    return { tier, asks, stale: one.stale ?? null, evidence: one.evidence };
  };
  assert.deepEqual(outcome(assisted), { tier: "2WL", asks: [], stale: null, evidence: [assisted.ref] });
  const anew = corrected(assisted);
  assert.deepEqual(outcome(anew), {
    tier: null,
    asks: ["significant-efforts"],
    stale: { corrected: [anew.ref], gone: 0 },
    evidence: [],
  });
  assert.deepEqual(outcome().stale, { corrected: [], gone: 1 });
  assert.deepEqual([outcome().tier, outcome().asks], [null, ["significant-efforts"]]);
  assert.deepEqual(
    outcome({ ...assisted, sealed: true }).stale,
    { corrected: [], gone: 1 },
    "a sealed row is none, for anybody",
  );
  const newer = figure("t", "victims-assisted", "2003", 90);
  assert.equal(outcome(assisted, newer).tier, "2WL", "what somebody else enters silences nobody");
  const again = judgement("significant-efforts", true, "2003", "Example office", restingOn(anew));
  assert.equal(assessed(tvpa2004, [...others, again, anew]).tier, "2WL", "signed again");
});

test("[AS13b] a stale answer does not stand by itself, and still keeps the question open against a different one", () => {
  const others = [...reportOf2003(), fallsShort, notIncreasing, corrected(assisted)];
  const stale = (answer: boolean) => judgement("significant-efforts", answer, "2003", "Office A", restingOn(assisted));
  const fresh = judgement("significant-efforts", true, "2003", "Office B");
  assert.equal(assessed(tvpa2004, [...others, stale(true), fresh]).tier, "2WL");
  const open = assessed(tvpa2004, [...others, stale(false), fresh]);
  assert.deepEqual([open.tier, open.asks], [null, ["significant-efforts"]]);
});

test("[AS13c] a stale or disputed answer leaves a step open that nobody needs to answer", () => {
  const special = (answer: boolean, office: string, more = {}) =>
    judgement("special-case", answer, "2003", office, more);
  assert.equal(assessed(tvpa2004, seed).tier, "2WL");
  const stale = assessed(tvpa2004, [...seed, corrected(assisted), special(true, "A", restingOn(assisted))]);
  assert.deepEqual([stale.tier, stale.asks.includes("special-case")], [null, true]);
  const disputed = assessed(tvpa2004, [...seed, special(true, "A"), special(false, "B")]);
  assert.deepEqual([disputed.tier, disputed.asks.includes("special-case")], [null, true]);
  assert.equal(assessed(tvpa2004, [...seed, special(false, "A")]).tier, "2WL");
});

test("[AS15k] what is judged of one criterion stands with it and is in no step", () => {
  const met = (criterion: "extradition" | "progress", answer: boolean, office: string) =>
    judgement("criterion-met", answer, "2003", office, { criterion });
  const given = [met("extradition", true, "A"), met("extradition", false, "B"), met("progress", true, "A")];
  for (const rules of all) {
    const [bare, full] = [assessed(rules, seed), assessed(rules, [...seed, ...given])];
    assert.deepEqual(
      [full.tier, full.step, full.asks, full.judgements],
      [bare.tier, bare.step, bare.asks, bare.judgements],
    );
    const judgedOf = (key: string) => full.criteria.find(({ criterion }) => criterion.key === key)?.judged;
    assert.deepEqual(
      judgedOf("extradition")?.map(({ office, answer }) => [office, answer]),
      [
        ["A", true],
        ["B", false],
      ],
    );
    assert.deepEqual([judgedOf("progress")?.length, judgedOf("prevention")?.length], [1, 0]);
  }
});

test("[AS14] without judgements no tier follows, and those that are missing are asked", () => {
  for (const rules of all) {
    const none = assessed(rules, reportOf2003());
    assert.deepEqual([none.tier, none.step], [null, null]);
    for (const question of ["complies-fully", "significant-efforts", "increasing-efforts"] as const)
      assert.ok(none.asks.includes(question), `${rules.scheme.id} ${question}`);
    assert.ok(!assessed(rules, [...reportOf2003(), fallsShort]).asks.includes("complies-fully"));
    assert.equal(assessed(rules, [...reportOf2003(), significant]).tier, null);
    assert.deepEqual(assessed(rules, [...reportOf2003(), judgement("complies-fully", true, "2003")]).tier, "1");
  }
});

test("[AS14] an open ground stops the search: tier 2 does not win for want of an answer", () => {
  const open = assessed(tvpa2004, rising);
  assert.deepEqual(
    [open.tier, open.asks],
    [null, ["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"]],
  );
  const answers = (["victims-very-significant", "victims-increasing", "efforts-rest-on-commitments"] as const).map(
    (question) => judgement(question, false, "2003"),
  );
  assert.equal(assessed(tvpa2004, [...rising, ...answers]).tier, "2");
});

test("commitments are a ground under the rules of 2004 and not under the present ones", () => {
  const statements = [
    ...rising,
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
  const statements = [...rising, judgement("victims-very-significant", true, "2003")];
  assert.equal(assessed(tvpa2004, statements).tier, "2WL");
  assert.deepEqual(
    [assessed(tvpaNow, statements).tier, assessed(tvpaNow, statements).asks],
    [null, ["actions-proportional"]],
  );
  assert.equal(assessed(tvpaNow, [...statements, judgement("actions-proportional", true, "2003")]).tier, "2");
  assert.equal(assessed(tvpaNow, [...statements, judgement("actions-proportional", false, "2003")]).tier, "2WL");
});

test("no significant efforts: tier 3; a special case is none of the tiers", () => {
  for (const rules of all) {
    const none = [...reportOf2003(), fallsShort, judgement("significant-efforts", false, "2003")];
    assert.deepEqual([assessed(rules, none).tier, assessed(rules, none).step], ["3", "no-significant-efforts"]);
    assert.equal(assessed(rules, [...seed, judgement("special-case", true, "2003")]).tier, "SC");
  }
});

test("[AS19] tier 1 is judged: silence does not stand against it, data that were withheld do, unless good faith was judged under the rules of 2004", () => {
  const judged = [...withoutGroups, judgement("complies-fully", true, "2003"), significant, notIncreasing];
  assert.deepEqual([assessed(tvpa2004, judged).tier, assessed(tvpaNow, judged).tier], ["1", "1"]);
  const withheld = [...judged, request("refused", "investigations")];
  assert.deepEqual([assessed(tvpa2004, withheld).tier, assessed(tvpaNow, withheld).tier], ["2WL", "2WL"]);
  const faith = [...withheld, judgement("good-faith-on-data", true, "2003")];
  assert.deepEqual([assessed(tvpa2004, faith).tier, assessed(tvpaNow, faith).tier], ["1", "2WL"]);
  const later = [...withheld, figure("s", "investigations", "2003", 5)];
  assert.equal(assessed(tvpaNow, later).tier, "2WL", "a figure turns nothing: whoever asked says that it was given");
  assert.equal(assessed(tvpaNow, [...later, request("given", "investigations")]).tier, "1");
});

test("[AS15c] only data that were asked for and withheld presume the criterion not met: not silence, nor a request that waits; data that were given end it, and in 2004 good faith", () => {
  const presumed = (rules: RulesOfYear, ...statements: readonly Statement[]) =>
    assessed(rules, [...withoutGroups, fallsShort, significant, ...statements])
      .criteria.filter(({ presumedNotMet }) => presumedNotMet)
      .map(({ criterion }) => criterion.key);
  assert.deepEqual([presumed(tvpa2004), presumed(tvpaNow)], [[], []], "silence");
  assert.deepEqual(presumed(tvpaNow, request(undefined, "convictions")), [], "a request that waits");
  for (const answer of ["refused", "unanswered"] as const) {
    const withheld = request(answer, "convictions", "officials-convicted");
    assert.deepEqual(presumed(tvpaNow, withheld), ["prosecution", "official-complicity"], answer);
    assert.deepEqual(presumed(tvpaNow, withheld, request("given", "convictions")), ["official-complicity"]);
    const faith = judgement("good-faith-on-data", true, "2003");
    assert.deepEqual([presumed(tvpa2004, withheld, faith), presumed(tvpaNow, withheld, faith).length], [[], 2]);
  }
  assert.deepEqual(presumed(tvpaNow, request("refused", "victims-assisted")), [], "no datum of these criteria");
  const byOther = { ...request("given", "convictions"), organisation: "another-office" } as Statement;
  assert.deepEqual(
    presumed(tvpaNow, request("refused", "convictions"), byOther),
    ["prosecution"],
    "what another office was given answers nobody else's question",
  );
});

test("[AS14a] no figure, finding or row of proceedings turns a tier: steps hold judgements, ratings and what was withheld", () => {
  const questions = ["complies-fully", "significant-efforts", "increasing-efforts", "victims-increasing"] as const;
  const inYears = ["2002", "2003"].flatMap((year) => [
    ...figureKeys
      .filter((key) => unitsOf(key)[0] !== "amount")
      .map((fact) => (n: number) => figure("s", fact, year, n === 9 ? "not-reported" : n)),
    ...(Object.keys(findingTopics) as FindingTopic[]).map((topic) => (n: number) => {
      const answers = findingTopics[topic];
      return finding("s", topic, answers[n % answers.length] ?? assert.fail(), year);
    }),
    ...(["investigation", "charge", "verdict"] as const).map((event) => (n: number) => {
      const verdict = event === "verdict" ? { verdict: "convicted" as const } : {};
      return proceeding(`${event} ${year}`, { case: "A", event, on: year, suspects: n + 1, ...verdict });
    }),
  ]);
  const rows = fc
    .tuple(fc.shuffledSubarray(inYears), fc.array(fc.nat(9), { minLength: 1 }))
    .map(([some, numbers]) => some.map((rowOf, i) => rowOf(numbers[i % numbers.length] ?? 0)));
  fc.assert(
    fc.property(
      fc.constantFrom(...all),
      fc.array(fc.record({ question: fc.constantFrom(...questions), answer: fc.boolean() }), { maxLength: 5 }),
      rows,
      fc.boolean(),
      (rules, answers, more, hasReport) => {
        const judged = answers.map(({ question, answer }) => judgement(question, answer, "2003"));
        const bare = assessed(rules, judged);
        const full = assessed(rules, [...judged, ...more, ...(hasReport ? reportOf2003() : [])]);
        assert.deepEqual([full.tier, full.step, full.asks], [bare.tier, bare.step, bare.asks]);
      },
    ),
    { numRuns: triesAll ? 10_000 : 300 },
  );
});

test("[AS15] what is one datum of the law may be counted in several ways: any is enough, and without any the first is missing", () => {
  const read = (...given: readonly Statement[]) => {
    const one = assessed(tvpaNow, given).criteria.find(({ criterion }) => criterion.key === "prosecution");
    assert.ok(one);
    const missing = one.missing.map(({ fact, why }) => `${fact} ${why}`);
    return missing.filter((shown) => !/law|penalty/.test(shown));
  };
  const inWays = [
    figure("s", "groups-under-investigation", "2003", 16),
    figure("s", "defendants", "2003", 2),
    figure("s", "convictions", "2003", 1),
    proceeding("v", { case: "A", event: "verdict", on: "2003", verdict: "convicted", suspended: true }),
  ];
  assert.deepEqual(read(...inWays), []);
  const without = (place: number) => read(...inWays.filter((_, i) => i !== place));
  assert.deepEqual(without(0), ["investigations no-data"]);
  assert.deepEqual(without(1), ["prosecutions no-data"]);
  assert.deepEqual(without(3), ["sentence-highest no-data"]);
  const silent = figure("s", "groups-under-investigation", "2003", "not-reported");
  assert.deepEqual(read(...inWays.slice(1), silent), ["groups-under-investigation not-reported"]);
  assert.deepEqual(read(...inWays.slice(1), silent, request("refused", "investigations")), ["investigations withheld"]);
  // The law names each of these apart: a number of charges does not say how many officials were investigated.
  const officials = assessed(tvpaNow, seed).criteria.find(({ criterion }) => criterion.key === "official-complicity");
  assert.deepEqual(
    officials?.missing.map(({ fact }) => fact),
    ["officials-investigated", "officials-convicted"],
  );
});

test("[AS15] each criterion has its evidence for and against, and what is missing with the reason", () => {
  const silent = figure("s", "victims-assisted", "2003", "not-reported");
  const { criteria } = assessed(tvpa2004, [...seed, silent]);
  const protection = criteria.find(({ criterion }) => criterion.key === "victim-protection") ?? assert.fail();
  const factsOf = (readings: typeof protection.for) =>
    readings.flatMap(({ settling }) =>
      settling.map(({ rule, truth }) => `${"fact" in rule ? rule.fact : ""} ${truth}`),
    );
  assert.deepEqual(factsOf(protection.for), [
    "finding-victims-encouraged-to-cooperate yes",
    "finding-victims-punished yes",
    "victims-punished no",
  ]);
  assert.deepEqual(factsOf(protection.against), [
    "finding-victim-protection yes",
    "finding-reintegration-programme yes",
    "finding-witness-protection yes",
    "finding-referral-system yes",
    "finding-consular-tools yes",
  ]);
  assert.deepEqual(protection.missing, [
    { fact: "victims-identified", why: "no-data" },
    { fact: "victims-referred", why: "no-data" },
    { fact: "victims-assisted", why: "not-reported" },
  ]);
  for (const { for: evidence } of criteria)
    for (const { settling } of evidence) assert.ok(settling.every(({ records }) => records.length > 0));
});

test("[AS15] of the share of victims who are no citizens both numbers are evidence, and each is needed", () => {
  const identified = figure("example report", "victims-identified", "2003", 47);
  const foreigners = (value: number) =>
    figure("example report", "victims-identified", "2003", value, { part: "foreigners" });
  for (const rules of all) {
    const read = (...given: readonly Statement[]) => {
      const one = assessed(rules, given).criteria.find(({ criterion }) => criterion.key === "non-citizen-share");
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
  const lacking = (rules: RulesOfYear) =>
    assessed(rules, seed)
      .criteria.find(({ criterion }) => criterion.key === "victim-protection")
      ?.against.some(({ settling }) =>
        settling.some(({ rule }) => "fact" in rule && rule.fact === "finding-law-enforcement-training"),
      );
  assert.deepEqual([lacking(tvpa2004), lacking(tvpaNow)], [false, true]);
});

test("[AS16] where a tier waits, what follows is told with each answer to what is missing, and where one follows nothing is", () => {
  const without = (...questions: readonly string[]) =>
    assessed(
      tvpa2004,
      seed.filter(({ values }) => !("question" in values) || !questions.includes(String(values.question))),
    );
  assert.deepEqual(without().paths, []);
  const efforts = (is: boolean) => [{ question: "significant-efforts", is }];
  assert.deepEqual(without("significant-efforts").paths, [
    { answers: efforts(true), tier: "2WL" },
    { answers: efforts(false), tier: "3" },
  ]);
  const [first, ...others] = without("complies-fully", "significant-efforts").paths;
  assert.deepEqual(first, { answers: [{ question: "complies-fully", is: true }], tier: "1" });
  const denied = { question: "complies-fully", is: false };
  assert.deepEqual(others, [
    { answers: [denied, ...efforts(true)], tier: "2WL" },
    { answers: [denied, ...efforts(false)], tier: "3" },
  ]);
});

test("[AS17] two years on the list lead to tier 3 under the present rules, unless a waiver is granted; in 2004 nothing follows", () => {
  const rated = (year: string) => stated("rating", year, { scheme: "tvpa", year, tier: "2WL" });
  const listed = [...seed, rated("2002"), rated("2003")];
  assert.deepEqual([assessed(tvpaNow, listed).tier, assessed(tvpaNow, listed).step], ["3", "two-years-on-the-list"]);
  assert.equal(assessed(tvpa2004, listed).tier, "2WL");
  assert.equal(assessed(tvpaNow, [...seed, rated("2003")]).tier, "2WL");
  assert.equal(assessed(tvpaNow, [...listed, judgement("waiver-granted", true, "2003")]).tier, "2WL");
});

test("[AS17a] several tiers published for one year leave the step open, where it hangs on which of them is right", () => {
  const rated = (year: string, tier: "2WL" | "2", key = tier) =>
    stated("rating", `${year} ${key}`, { scheme: "tvpa", year, tier });
  const read = (...ratings: readonly Statement[]) => {
    const { tier, asks, differing } = assessed(tvpaNow, [...seed, ...ratings]);
    return [tier, asks, differing.map(({ year }) => year)];
  };
  const two = [rated("2003", "2WL"), rated("2003", "2")];
  assert.deepEqual(read(...two, rated("2002", "2WL")), [null, [], [2003]]);
  assert.deepEqual(read(...two, rated("2002", "2WL"), rated("2002", "2")), [null, [], [2003, 2002]]);
  assert.deepEqual(read(...two, rated("2002", "2")), ["2WL", [], []], "of the year before another one was published");
  assert.deepEqual(read(...two), ["2WL", [], []], "nobody published one for the year before");
  assert.deepEqual(read(rated("2003", "2WL"), rated("2003", "2WL", "2"), rated("2002", "2WL")), ["3", [], []]);
});

test("[AS10] the order of statements makes no difference to an assessment", () => {
  for (const rules of all) assert.deepEqual(assessed(rules, [...seed].reverse()), assessed(rules, seed));
});

test("a year without data: everything is missing, nothing is evidence, no tier follows", () => {
  const result = assessed(tvpaNow, []);
  assert.equal(result.tier, null);
  for (const { criterion, for: evidence, against, missing } of result.criteria) {
    assert.deepEqual([evidence, against, missing.length], [[], [], criterion.needs.length]);
  }
  assert.throws(() => assess([]), RangeError);
});

test("[AS18] the schemes fit the catalogue: 10 criteria in 2004, 12 now", () => {
  for (const {
    scheme: { id },
    criteria,
    grounds,
    steps,
    questions,
  } of lastOfEach) {
    const rules = [
      ...criteria.flatMap((criterion) => [...criterion.for, ...criterion.against]),
      ...grounds.flatMap(({ when, beside = [] }) => [when, ...beside]),
      ...steps.map(({ when }) => when),
    ].flatMap(atomsOf);
    const facts = [
      ...rules.flatMap((rule) => ("fact" in rule ? [rule.fact] : [])),
      ...criteria.flatMap(({ needs, presumption }) => [...needs, ...(presumption?.facts ?? [])].flat()),
    ];
    for (const fact of facts) assert.ok(findDefinition(fact), `${id} ${fact}`);
    for (const rule of rules) {
      if (!("fact" in rule) || typeof rule.is === "string") continue;
      const formula = findDefinition(rule.fact)?.formula;
      const answers: readonly string[] = formula?.kind === "finding" ? findingTopics[formula.topic] : [];
      for (const answer of rule.is) assert.ok(answers.includes(answer), `${id} ${rule.fact} ${answer}`);
    }
    for (const rule of rules)
      if ("judgement" in rule) assert.ok(questions.includes(rule.judgement), `${id} ${rule.judgement}`);
    for (const keys of [criteria, grounds, steps].map((list) => list.map(({ key }) => key)))
      assert.equal(new Set(keys).size, keys.length, id);
  }
  const numbers = (year: number) => rulesOfYear(year).criteria.map(({ number }) => number);
  assert.deepEqual(
    numbers(2004),
    Array.from({ length: 10 }, (_, i) => i + 1),
  );
  assert.deepEqual(
    numbers(2024),
    Array.from({ length: 12 }, (_, i) => i + 1),
  );
});

test("[AS18a] each rule of a scheme says for which reports it holds, and where the facts on the standards say so", () => {
  const at = (source: string) =>
    source
      .split("/")
      .slice(1)
      .reduce((value, name) => (value as Readonly<Record<string, unknown>> | undefined)?.[name], standards as unknown);
  const { grounds, steps, waiver } = years;
  for (const { first, last, source } of [...Object.values(grounds), ...Object.values(steps), waiver]) {
    assert.ok(at(source) !== undefined, source);
    assert.ok(last === null || last >= first, source);
  }
  for (const { criteria } of lastOfEach)
    for (const { key, since: its } of criteria) {
      const { in2004, since = 2004 } = standards.criteria.find((one) => one.key === key) ?? assert.fail(key);
      assert.equal(its, since, key);
      if (since === 2004) assert.equal(in2004, true, key);
    }
  // A step looks at the grounds of its scheme, so none of them may come or go between two of its reports, nor what waives a presumption.
  const changes = [...Object.values(grounds), waiver].flatMap(({ first, last }) => [first, (last ?? 9998) + 1]);
  for (const [i, { id, first }] of schemes.entries())
    for (const year of changes) assert.ok(year <= first || year >= (schemes[i + 1]?.first ?? 9999), `${id} ${year}`);
});

test("[AS18b] a report is assessed by the rules that held in its year", () => {
  const criteriaOf = (year: number) => rulesOfYear(year).criteria.map(({ key }) => key);
  const stepsOf = (year: number) => rulesOfYear(year).steps.map(({ key }) => key);
  const since = (key: string) =>
    [2004, 2005, 2006, 2010, 2011, 2012, 2013, 2018, 2019, 2025].find((year) => criteriaOf(year).includes(key));
  assert.deepEqual(["prosecution", "demand-reduction", "partnerships"].map(since), [2004, 2005, 2013]);
  const step = (key: string) => [2004, 2010, 2011, 2018, 2019].filter((year) => stepsOf(year).includes(key));
  assert.deepEqual(step("two-years-on-the-list"), [2011, 2018, 2019]);
  assert.deepEqual(step("policy-or-pattern"), [2019]);
  assert.ok(tvpa2006.grounds.some(({ key }) => key === "efforts-rest-on-commitments"));
  assert.equal(tvpa2006.criteria[0]?.presumption?.unless, undefined, "nothing waived it after 2005");
  assert.deepEqual(rulesOfYear(1990), tvpa2004, "a year before all of them is read as the first one");
  const period2009: Period = { year: 2009, kind: "calendar" };
  const judged = (["complies-fully", "significant-efforts", "increasing-efforts"] as const).map((question) =>
    judgement(question, question === "significant-efforts", "2009"),
  );
  const listed = ["2008", "2009"].map((year) => stated("rating", year, { scheme: "tvpa", year, tier: "2WL" }));
  const outcome = assess(evaluateFacts(judged, period2009), besideFacts([...judged, ...listed], period2009));
  assert.equal(outcome.tier, "2WL", "two years on the list before 2009 lead to nothing");
});

test("[AS18c] between two lists a criterion has a number only where both give the same", () => {
  const numbers = rulesOfYear(2018).criteria.map(({ key, number }) => [key, number]);
  assert.deepEqual(
    numbers.slice(0, 8).map(([, number]) => number),
    [1, 2, 3, 4, 5, 6, 7, 8],
  );
  assert.deepEqual(
    numbers.slice(8).map(([, number]) => number),
    [null, null, null, null],
  );
});

test("[AS18] which scheme applied to a report, and the first where none is known", () => {
  assert.deepEqual(
    [2003, 2004, 2005, 2012, 2019, 2024].map((year) => schemeOfReport(year).id),
    ["tvpa-2004", "tvpa-2004", "tvpa-2004", "tvpa-2006", "tvpa-now", "tvpa-now"],
  );
});
