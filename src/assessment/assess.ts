// Reads a scheme over a year's facts, judgements and published tiers: criteria with their evidence, the tier that follows and why, which
// judgements are still asked, and what follows with which answers. It reads rules; it decides nothing and invents no judgement.
import { presentFields } from "../core/present-fields.ts";
import type { JudgementQuestion } from "../core/registers/register-table.ts";
import type {
  Assessment,
  Criterion,
  CriterionReading,
  Need,
  Path,
  Presumption,
  Rule,
  RuleReading,
  Scheme,
  Truth,
} from "./assessment.ts";
import type { FactValue, FactYear } from "./fact-value.ts";
import { reportYearOf } from "./period.ts";
import {
  type AtomicRule,
  atomsOf,
  type BesideFacts,
  differingRatings,
  type Evidence,
  evidenceOf,
  factsOfNeed,
  isGiven,
  isOnList,
  readRule,
  requestsWithholding,
} from "./read-rule.ts";
import { rulesOfYear } from "./schemes.ts";

/**
 * The assessment by the rules of this scheme for the period to which the facts belong. The tier is null when a step that comes first is undecided. Throws
 * RangeError without any fact, since then there is no period.
 */
export function assess(
  given: Scheme,
  facts: readonly FactYear[],
  { judgements = [], ratings = [], requests = [] }: BesideFacts = {},
): Assessment {
  const [first] = facts;
  if (first === undefined) throw new RangeError("an assessment needs facts");
  const scheme = rulesOfYear(given, reportYearOf(first.now.period));
  const asked = judgements.filter(({ question }) => scheme.judgements.includes(question));
  const ofCriteria = judgements.filter(({ question }) => question === "criterion-met");
  const evidence = evidenceOf(scheme, facts, { judgements: asked, ratings, requests });
  const outcome = tierOf(scheme, evidence);
  return {
    scheme: scheme.id,
    period: first.now.period,
    tier: outcome.step?.tier ?? null,
    step: outcome.step?.key ?? null,
    why: outcome.why,
    grounds: scheme.watchList.map((ground) => {
      const reading = readRule(ground.when, evidence);
      const beside = reading.truth === "yes" ? holding(ground.beside ?? [], evidence) : [];
      return { ground, reading, beside };
    }),
    criteria: scheme.criteria.map((criterion) => ({
      ...readCriterion(criterion, evidence),
      judged: ofCriteria.filter((one) => one.criterion === criterion.key),
    })),
    judgements: asked,
    asks: asksOf(outcome),
    differing: outcome.step === null ? outcome.why.flatMap((reading) => differingIn(reading, evidence)) : [],
    paths: outcome.step === null && asksOf(outcome).length > 0 ? pathsOf(scheme, evidence) : [],
    presumptions: presumptionsOf(scheme, evidence),
    published: ratings.filter((one) => one.year === evidence.reportYear && isOnList(one.scheme, scheme)),
  };
}

/** More answers than these one after the other are not followed: with each there may be twice as many ways. */
const longestPath = 5;

/** What follows with each answer to the judgement that is missing first, and where another one is missing then, with each answer to that one. */
function pathsOf(scheme: Scheme, evidence: Evidence, answers: Path["answers"] = []): readonly Path[] {
  const assume = (asked: AtomicRule) =>
    answers.map(({ question, is }) => assumed(asked, question, is)).find((truth) => truth !== null) ?? null;
  const outcome = tierOf(scheme, { ...evidence, assume });
  const [question] = asksOf(outcome);
  if (question === undefined || answers.length === longestPath) return [{ answers, tier: outcome.step?.tier ?? null }];
  return [true, false].flatMap((is) => pathsOf(scheme, evidence, [...answers, { question, is }]));
}

/** The judgements without which no tier follows; none where one does. */
function asksOf({ step, why }: Outcome): readonly JudgementQuestion[] {
  return step === null ? [...new Set(why.flatMap(undecided))] : [];
}

interface Outcome {
  readonly step: Scheme["tiers"][number] | null;
  /** The step that gave the tier; or, when none did, those that are undecided. */
  readonly why: readonly RuleReading[];
}

/** The first step that holds. One that is undecided stops the search: a later one must not win for want of an answer. */
function tierOf(scheme: Scheme, evidence: Evidence): Outcome {
  const readings = scheme.tiers.map((step) => ({ step, reading: readRule(step.when, evidence) }));
  const settled = readings.find(({ reading }) => reading.truth !== "no");
  if (settled?.reading.truth === "yes") return { step: settled.step, why: [settled.reading] };
  return { step: null, why: readings.map(({ reading }) => reading).filter(({ truth }) => truth === "unknown") };
}

/** The years whose published tiers differ, in those parts of a reading that they leave undecided. */
function differingIn({ rule, truth, parts }: RuleReading, evidence: Evidence): Assessment["differing"] {
  if (truth !== "unknown") return [];
  return "rating" in rule ? differingRatings(rule, evidence) : parts.flatMap((part) => differingIn(part, evidence));
}

function readCriterion(criterion: Criterion, evidence: Evidence): Omit<CriterionReading, "judged"> {
  return {
    criterion,
    for: holding(criterion.for, evidence),
    against: holding(criterion.against, evidence),
    missing: criterion.needs.flatMap((need) => missingOf(need, evidence)),
    presumedNotMet: isPresumed(criterion, evidence),
  };
}

/**
 * Nothing when any one of the facts is known. Else the one of which most can be said: that it was asked for and withheld, that a source does not report
 * it, that it is dated too vaguely, that nobody counted it, that there are figures which it does not read; of facts about which there is nothing the first.
 */
function missingOf(need: Need, evidence: Evidence): CriterionReading["missing"] {
  const facts = factsOfNeed(need);
  const [first] = facts;
  const factThat = (is: (now: FactValue) => boolean) =>
    facts.find((fact) => {
      const now = evidence.facts.get(fact)?.now;
      return now !== undefined && is(now);
    });
  if (first === undefined || factThat(isGiven) !== undefined) return [];
  if (requestsWithholding(need, evidence).length > 0) return [{ fact: first, why: "withheld" }];
  const silent = factThat(({ state }) => state === "not-reported");
  if (silent !== undefined) return [{ fact: silent, why: "not-reported" }];
  const vague = factThat(({ unplaced }) => unplaced.length > 0) ?? factThat(({ state }) => state === "not-counted");
  const besides = factThat(({ state, aside }) => state === "other-period" || aside !== undefined);
  return [{ fact: vague ?? besides ?? first, why: "no-data" }];
}

function holding(rules: readonly Rule[], evidence: Evidence): readonly RuleReading[] {
  return rules.map((rule) => readRule(rule, evidence)).filter(({ truth }) => truth === "yes");
}

/** Data that were withheld presume the criterion not met, until a judgement waives it. Want of data is no refusal of them. */
function isPresumed({ presumption }: Criterion, evidence: Evidence): boolean {
  if (presumption === undefined) return false;
  const { facts, unless } = presumption;
  const holds = (rule: Rule) => readRule(rule, evidence).truth === "yes";
  return holds({ withheld: facts }) && (unless === undefined || !holds({ judgement: unless, is: true }));
}

const compliance = { judgement: "complies-fully", is: true } as const satisfies Rule;

/** The presumptions of criteria by which the step of full compliance fails though full compliance is judged; none where it is denied. */
function presumptionsOf(scheme: Scheme, evidence: Evidence): readonly Presumption[] {
  const isCompliance = (atom: AtomicRule) => JSON.stringify(atom) === JSON.stringify(compliance);
  const step = scheme.tiers.find(({ when }) => atomsOf(when).some(isCompliance));
  if (step === undefined || readRule(compliance, evidence).truth === "no") return [];
  const complying = { ...evidence, assume: (asked: AtomicRule) => assumed(asked, compliance.judgement, true) };
  if (readRule(step.when, complying).truth !== "no") return [];
  const looksAt = new Set(
    atomsOf(step.when).flatMap((rule) => ("withheld" in rule ? rule.withheld.flatMap(factsOfNeed) : [])),
  );
  return scheme.criteria.flatMap(({ key, presumption }): readonly Presumption[] => {
    if (presumption === undefined) return [];
    const { facts, unless } = presumption;
    const missing = facts
      .filter((need) => requestsWithholding(need, evidence).length > 0)
      .flatMap((need) => factsOfNeed(need).slice(0, 1))
      .map((fact) => ({ fact, why: "withheld" as const }));
    const decides = facts.flatMap(factsOfNeed).every((fact) => looksAt.has(fact));
    if (missing.length === 0 || !decides) return [];
    return [{ criterion: key, missing, ...presentFields({ unless }), tier: step.tier }];
  });
}

/** Judgements that nobody signed, that are stale, or on which offices differ, in those parts of a reading that they leave undecided. */
function undecided({ rule, truth, parts }: RuleReading): readonly JudgementQuestion[] {
  if (truth !== "unknown") return [];
  return "judgement" in rule ? [rule.judgement] : parts.flatMap(undecided);
}

/** How a condition comes out when this question is answered so; null when that says nothing about it. */
function assumed(asked: AtomicRule, question: JudgementQuestion, is: boolean): Truth | null {
  return "judgement" in asked && asked.judgement === question ? (asked.is === is ? "yes" : "no") : null;
}
