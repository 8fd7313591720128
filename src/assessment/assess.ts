// Reads the rules of a year over a year's facts, judgements and published tiers: criteria with their evidence, the tier that follows and why, which
// judgements are still asked, and what follows with which answers. It reads rules; it decides nothing and invents no judgement.
import { presentFields } from "../core/present-fields.ts";
import type {
  Assessment,
  Criterion,
  CriterionReading,
  Need,
  Path,
  Rule,
  RuleReading,
  RulesOfYear,
  TierStep,
} from "./assessment.ts";
import type { FactValue, FactYear } from "./fact-value.ts";
import { reportYearOf } from "./period.ts";
import {
  type BesideFacts,
  differingRatings,
  type Evidence,
  evidenceOf,
  isGiven,
  readRule,
  requestsWithholding,
} from "./read-rule.ts";
import { isOnList } from "./schemes.ts";
import { rulesOfYear } from "./tvpa.ts";

/**
 * The assessment of the period to which the facts belong, by the rules of its report unless others are given. The tier is null when a step that comes first is
 * undecided. Throws RangeError without any fact, since then there is no period.
 */
export function assess(facts: readonly FactYear[], beside: Partial<BesideFacts> = {}, given?: RulesOfYear): Assessment {
  const [first] = facts;
  if (first === undefined) throw new RangeError("an assessment needs facts");
  const { period } = first.now;
  const rules = given ?? rulesOfYear(reportYearOf(period));
  const evidence = evidenceOf(facts, beside);
  const { step, why, asks } = tierOf(rules, evidence);
  return {
    scheme: rules.scheme,
    period,
    tier: step?.tier ?? null,
    step: step?.key ?? null,
    why,
    grounds: rules.grounds.map((ground) => {
      const reading = readRule(ground.when, evidence);
      const beside = reading.truth === "yes" ? holding(ground.beside ?? [], evidence) : [];
      return { ground, reading, beside };
    }),
    criteria: rules.criteria.map((criterion) => ({
      criterion,
      for: holding(criterion.for, evidence),
      against: holding(criterion.against, evidence),
      missing: criterion.needs.flatMap((need) => missingOf(need, evidence)),
      presumedNotMet: presumedBy(criterion, evidence).length > 0,
      judged: evidence.judgements.filter((one) => one.criterion === criterion.key),
    })),
    judgements: evidence.judgements.filter(({ question }) => rules.questions.includes(question)),
    asks,
    differing:
      step === null
        ? why.flatMap(({ settling }) =>
            settling.flatMap(({ rule }) => ("rating" in rule ? differingRatings(rule, evidence) : [])),
          )
        : [],
    paths: asks.length > 0 ? pathsOf(rules, evidence) : [],
    presumptions: presumptionsOf(rules, evidence),
    withheld: withheldFacts(rules, evidence),
    published: evidence.ratings.filter((one) => one.year === evidence.reportYear && isOnList(one.scheme)),
  };
}

/** More answers than these one after the other are not followed: with each there may be twice as many ways. */
const longestPath = 5;

/** What follows with each answer to the judgement that is missing first, and where another one is missing then, with each answer to that one. */
function pathsOf(rules: RulesOfYear, evidence: Evidence, answers: Path["answers"] = []): readonly Path[] {
  const { step, asks } = tierOf(rules, evidence);
  const [question] = asks;
  if (question === undefined || answers.length === longestPath) return [{ answers, tier: step?.tier ?? null }];
  return [true, false].flatMap((is) => {
    const answered = new Map(evidence.answers).set(question, is);
    return pathsOf(rules, { ...evidence, answers: answered }, [...answers, { question, is }]);
  });
}

/** The first step that holds. One that is undecided stops the search: a later one must not win for want of an answer. */
function tierOf(
  { steps }: RulesOfYear,
  evidence: Evidence,
): Pick<Assessment, "why" | "asks"> & { readonly step: TierStep | null } {
  const readings = steps.map((step) => ({ step, reading: readRule(step.when, evidence) }));
  const settled = readings.find(({ reading }) => reading.truth !== "no");
  if (settled?.reading.truth === "yes") return { step: settled.step, why: [settled.reading], asks: [] };
  const why = readings.map(({ reading }) => reading).filter(({ truth }) => truth === "unknown");
  const open = why.flatMap(({ settling }) => settling.map(({ rule }) => rule));
  return { step: null, why, asks: [...new Set(open.flatMap((rule) => ("judgement" in rule ? rule.judgement : [])))] };
}

/**
 * Nothing when any one of the facts is known. Else the one of which most can be said: that it was asked for and withheld, that a source does not report
 * it, that it is dated too vaguely, that nobody counted it, that there are figures which it does not read; of facts about which there is nothing the first.
 */
function missingOf(need: Need, evidence: Evidence): CriterionReading["missing"] {
  const [first] = need;
  const factThat = (is: (now: FactValue) => boolean) =>
    need.find((fact) => {
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

/** The data that were withheld and presume the criterion not met, until a judgement waives it. Want of data is no refusal of them. */
function presumedBy({ presumption }: Criterion, evidence: Evidence): CriterionReading["missing"] {
  if (presumption === undefined) return [];
  const { facts, unless } = presumption;
  if (unless !== undefined && evidence.answers.get(unless) === true) return [];
  return facts
    .filter((need) => requestsWithholding(need, evidence).length > 0)
    .map(([fact = ""]) => ({ fact, why: "withheld" }));
}

/** What was asked for and withheld, each fact with all that give the same information. */
function withheldFacts({ criteria }: RulesOfYear, evidence: Evidence): readonly string[] {
  const asked = evidence.requests.flatMap(({ values }) => values.facts.map((fact): Need => [fact]));
  const needs = [...asked, ...criteria.flatMap((criterion) => criterion.needs)];
  return [...new Set(needs.filter((need) => requestsWithholding(need, evidence).length > 0).flat())];
}

/** The presumption by which the step of full compliance fails though full compliance is judged; none where it is denied (AS19). */
function presumptionsOf({ criteria }: RulesOfYear, evidence: Evidence): Assessment["presumptions"] {
  if (evidence.answers.get("complies-fully") === false) return [];
  return criteria.flatMap((criterion) => {
    const missing = presumedBy(criterion, evidence);
    if (criterion.key !== "prosecution" || missing.length === 0) return [];
    return [{ criterion: criterion.key, missing, ...presentFields({ unless: criterion.presumption?.unless }) }];
  });
}
