// Reads a rule over facts, judgements and ratings. Truth is three-valued (Kleene): what nobody says is unknown, and it stays unknown through
// `all`, `any` and `not` unless the other parts settle the matter. Only `shown` turns unknown into no.
import { rangeOf } from "../core/registers/partial-date.ts";
import { type FindingTopic, findingTopics } from "../core/registers/register-table.ts";
import type { RecordRef } from "../record/statement.ts";
import type {
  Assessment,
  JudgementGiven,
  Need,
  RatingGiven,
  RequestGiven,
  Rule,
  RuleReading,
  Scheme,
  Truth,
} from "./assessment.ts";
import { isOneOfTwo } from "./contradicting.ts";
import type { Bounds, FactStatement, FactValue, FactYear } from "./fact-value.ts";
import { boundsOf, isKnown, mayHaveValue } from "./fact-value.ts";
import { daysOf, reportYearOf } from "./period.ts";

export type AtomicRule = Exclude<Rule, { all: unknown } | { any: unknown } | { not: unknown } | { shown: unknown }>;

/** What rules are read over. `assume` answers an atom before anything else, to try what would follow. */
export interface Evidence {
  readonly scheme: Pick<Scheme, "id" | "list">;
  readonly facts: ReadonlyMap<string, FactYear>;
  readonly judgements: readonly JudgementGiven[];
  readonly ratings: readonly RatingGiven[];
  readonly requests: readonly RequestGiven[];
  /** Year of the report for which it is read. */
  readonly reportYear: number;
  readonly assume?: (rule: AtomicRule) => Truth | null;
}

/** What rules read of a year beside its facts: what was judged, published and asked for. */
export type BesideFacts = Partial<Pick<Evidence, "judgements" | "ratings" | "requests">>;

/** Facts, judgements and ratings put together for reading. All facts are of one period; without facts the year is that of no report. */
export function evidenceOf(
  scheme: Pick<Scheme, "id" | "list">,
  facts: readonly FactYear[],
  { judgements = [], ratings = [], requests = [] }: BesideFacts = {},
): Evidence {
  const [first] = facts;
  return {
    scheme,
    facts: new Map(facts.map((fact) => [fact.definition.key, fact])),
    judgements,
    ratings,
    requests,
    reportYear: first === undefined ? 0 : reportYearOf(first.now.period),
  };
}

/** How the rule comes out, on which records, part by part. A fact that is not among the evidence is unknown. */
export function readRule(rule: Rule, evidence: Evidence): RuleReading {
  if ("all" in rule) return combine(rule, rule.all, evidence, allOf);
  if ("any" in rule) return combine(rule, rule.any, evidence, anyOf);
  if ("not" in rule) return combine(rule, [rule.not], evidence, ([truth]) => opposite(truth ?? "unknown"));
  if ("shown" in rule)
    return combine(rule, [rule.shown], evidence, ([truth]) => ifShown(rule.shown, truth ?? "unknown", evidence));
  const atom = readAtom(rule, evidence);
  const assumed = evidence.assume?.(rule) ?? null;
  return { rule, truth: assumed ?? atom.truth, records: atom.records, parts: [] };
}

/** The conditions of which a rule is made, in order. */
export function atomsOf(rule: Rule): readonly AtomicRule[] {
  if ("all" in rule) return rule.all.flatMap(atomsOf);
  if ("any" in rule) return rule.any.flatMap(atomsOf);
  if ("not" in rule) return atomsOf(rule.not);
  return "shown" in rule ? atomsOf(rule.shown) : [rule];
}

/** The facts of which any one is what is asked for. */
export function factsOfNeed(need: Need): readonly string[] {
  return [need].flat();
}

/** No when one is no; else unknown when one is unknown; else yes, also of nothing. */
export function allOf(truths: readonly Truth[]): Truth {
  if (truths.includes("no")) return "no";
  return truths.includes("unknown") ? "unknown" : "yes";
}

/** Yes when one is yes; else unknown when one is unknown; else no, also of nothing. */
export function anyOf(truths: readonly Truth[]): Truth {
  if (truths.includes("yes")) return "yes";
  return truths.includes("unknown") ? "unknown" : "no";
}

/** The other way round; unknown stays unknown. */
export function opposite(truth: Truth): Truth {
  if (truth === "unknown") return "unknown";
  return truth === "yes" ? "no" : "yes";
}

/** Evidence that is lacking is lacking. What is stale, what differs, what is dated too vaguely or not counted stays unknown. */
function ifShown(rule: Rule, truth: Truth, evidence: Evidence): Truth {
  if (truth !== "unknown") return truth;
  return atomsOf(rule).some((atom) => isOpen(atom, evidence)) ? "unknown" : "no";
}

/** What somebody gave is open where it is stale or answers differ; a fact, where there may be one. */
function isOpen(atom: AtomicRule, evidence: Evidence): boolean {
  const mayBeThere =
    "fact" in atom
      ? mayBeValue(atom, evidence.facts)
      : "judgement" in atom
        ? evidence.judgements.some(({ question }) => question === atom.judgement)
        : "rating" in atom && differingRatings(atom, evidence).length > 0;
  return mayBeThere && readRule(atom, evidence).truth === "unknown";
}

/** True when a year for which the condition asks has no value and may have one. */
function mayBeValue(rule: Extract<Rule, { readonly fact: string }>, facts: Evidence["facts"]): boolean {
  const fact = facts.get(rule.fact);
  return fact !== undefined && (mayHaveValue(fact.now) || ("than" in rule && mayHaveValue(fact.before)));
}

type Found = Pick<RuleReading, "truth" | "records">;

function combine(
  rule: Rule,
  parts: readonly Rule[],
  evidence: Evidence,
  join: (truths: readonly Truth[]) => Truth,
): RuleReading {
  const readings = parts.map((part) => readRule(part, evidence));
  const records = readings.flatMap((reading) => reading.records);
  return { rule, truth: join(readings.map(({ truth }) => truth)), records: withoutRepeats(records), parts: readings };
}

function readAtom(rule: AtomicRule, evidence: Evidence): Found {
  if ("judgement" in rule) return readJudgement(rule, evidence);
  if ("rating" in rule) return readRating(rule, evidence);
  if ("withheld" in rule) {
    const records = rule.withheld.flatMap((need) => requestsWithholding(need, evidence)).map(({ ref }) => ref);
    return { truth: of(records.length > 0), records: withoutRepeats(records) };
  }
  const fact = evidence.facts.get(rule.fact) ?? null;
  const records = fact === null ? [] : recordsOf(fact.now);
  if ("known" in rule) {
    const hasValue = fact !== null && isGiven(fact.now);
    const mayHave = !hasValue && mayBeValue(rule, evidence.facts);
    return { truth: mayHave ? "unknown" : of(hasValue === rule.known), records };
  }
  if (fact === null) return { truth: "unknown", records };
  if ("than" in rule) return readChange(rule.than, fact);
  if ("is" in rule)
    return { truth: fact.now.state === "known" ? of(rule.is.includes(String(fact.now.value))) : "unknown", records };
  const bounds = boundsOfValue(fact.now);
  if (bounds === null) return { truth: "unknown", records };
  if (bounds.least >= rule.atLeast) return { truth: "yes", records };
  return { truth: bounds.most !== null && bounds.most < rule.atLeast ? "no" : "unknown", records };
}

/** True when a number or an answer was given for the year: also two numbers of which one is wrong, or one for most of its days. */
export function isGiven(value: FactValue): boolean {
  return value.state === "known" || value.state === "two-figures" || mostlyOfYear(value) !== null;
}

/**
 * What the number of a year may be: of two figures of one source what lies between them, and of a figure for other days, of which more than half
 * lie in the year, at least that. Null where nobody can say.
 */
export function boundsOfValue(value: FactValue): Bounds | null {
  const [first] = value.statements;
  if (value.state === "known") return first === undefined ? null : boundsOf(first);
  if (value.state === "two-figures") {
    const isDoubled = isOneOfTwo(value.statements);
    const given = value.statements.filter((one) => isDoubled(one) && one.source === first?.source);
    const bounds = given.flatMap((one) => boundsOf(one) ?? []);
    const most = bounds.map((one) => one.most);
    return {
      least: Math.min(...bounds.map(({ least }) => least)),
      most: most.includes(null) ? null : Math.max(...most.map(Number)),
    };
  }
  const mostly = mostlyOfYear(value);
  return mostly === null || typeof mostly.value !== "number" ? null : { least: mostly.value, most: null };
}

/** The first figure for other days of which more than half lie in the year; null for a fact without such. */
function mostlyOfYear({ period, otherPeriods = [] }: FactValue): FactStatement | null {
  const year = daysOf(period);
  return (
    otherPeriods.find((one) => {
      if (one.days === undefined || !isKnown(one)) return false;
      const { from, until = from } = one.days;
      const [first, last] = [rangeOf(from).first, rangeOf(until).last];
      const [, begins = first] = [first, year.first].sort();
      const [ends = last] = [last, year.last].sort();
      return daysBetween(begins, ends) * 2 > daysBetween(first, last);
    }) ?? null
  );
}

function daysBetween(first: string, last: string): number {
  return (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;
}

/**
 * The requests by which what is needed was withheld: they were refused or never answered, and none of the same organisation for it was answered with data.
 * What is silent in the record was withheld by nobody.
 */
export function requestsWithholding(need: Need, { requests }: Pick<Evidence, "requests">): readonly RequestGiven[] {
  const asked = requests.filter(({ facts }) => factsOfNeed(need).some((fact) => facts.includes(fact)));
  const served = new Set(asked.flatMap(({ answer, organisation }) => (answer === "given" ? [organisation] : [])));
  return asked.filter(
    ({ answer, organisation }) => (answer === "refused" || answer === "unanswered") && !served.has(organisation),
  );
}

function recordsOf({ statements: [counts], otherPeriods: [other] = [] }: FactValue): readonly RecordRef[] {
  return (counts ?? other)?.records ?? [];
}

/**
 * Offices that answer one question differently leave it open, also where one of the answers is stale: else whoever corrects a row could silence the
 * office that rests on it. An answer that is stale does not stand by itself.
 */
function readJudgement(rule: Extract<Rule, { readonly judgement: unknown }>, { judgements }: Evidence): Found {
  const given = judgements.filter(({ question }) => question === rule.judgement);
  const answers = new Set(given.map(({ answer }) => answer));
  const stands = answers.size === 1 && given.some(({ stale }) => stale === undefined);
  return { truth: stands ? of(answers.has(rule.is)) : "unknown", records: given.map(({ ref }) => ref) };
}

type RatingRule = Extract<Rule, { readonly rating: unknown }>;

function readRating(rule: RatingRule, evidence: Evidence): Found {
  const years = ratedYears(rule, evidence);
  const truth = allOf(years.map(({ tiers }) => (tiers.size === 1 ? of(tiers.has(rule.rating)) : "unknown")));
  return { truth, records: years.flatMap(({ records }) => records) };
}

/** The years of which several tiers were published, where it hangs on which of them is right. */
export function differingRatings(rule: RatingRule, evidence: Evidence): Assessment["differing"] {
  const years = ratedYears(rule, evidence);
  if (!years.every(({ tiers }) => tiers.has(rule.rating))) return [];
  return years.flatMap(({ year, tiers, records }) => (tiers.size > 1 ? [{ year, records }] : []));
}

/** The tiers that were published on the scheme's list in each of the years for which the rule asks. */
function ratedYears({ years }: RatingRule, { scheme, ratings, reportYear }: Evidence) {
  const ofList = ratings.filter((rating) => isOnList(rating.scheme, scheme));
  return Array.from({ length: years }, (_, i) => {
    const year = reportYear - 1 - i;
    const given = ofList.filter((rating) => rating.year === year);
    return { year, tiers: new Set(given.map(({ tier }) => tier)), records: given.map(({ ref }) => ref) };
  });
}

/** True when tiers that are published under this name count as the scheme's own. */
export function isOnList(name: string, { id, list }: Evidence["scheme"]): boolean {
  return name === id || (list !== undefined && (name === list || name.startsWith(`${list}-`)));
}

/**
 * The two years are compared within one series (AS27), by what the numbers may be: at least 5 are more than 3, and whether they are more than 8
 * nobody knows.
 */
function readChange(than: "more" | "less", { definition, now, before }: FactYear): Found {
  const [i, j] = now.compared ?? [0, 0];
  const [one, other] = [now.statements[i], before.statements[j]];
  const records = withoutRepeats([...(one?.records ?? []), ...(other?.records ?? [])]);
  const topic = definition.formula?.kind === "finding" ? definition.formula.topic : null;
  const [a, b] = [one, other].map((said) => (said === undefined ? null : orderOf(said, topic)));
  if (now.compared === undefined || !a || !b) return { truth: "unknown", records };
  return { truth: than === "more" ? isMore(a, b) : isMore(b, a), records };
}

function isMore(a: Bounds, b: Bounds): Truth {
  if (b.most !== null && a.least > b.most) return "yes";
  return a.most !== null && a.most <= b.least ? "no" : "unknown";
}

/** What a number may be, or the place of an answer in its topic from worst to best. */
function orderOf(said: FactStatement, topic: FindingTopic | null): Bounds | null {
  if (topic === null) return boundsOf(said);
  const place = (findingTopics[topic] as readonly string[]).indexOf(String(said.value));
  return place < 0 ? null : { least: place, most: place };
}

function of(holds: boolean): Truth {
  return holds ? "yes" : "no";
}

/** Each record once. A statement's reference is one object wherever it turns up, so that thousands of them cost little. */
function withoutRepeats(records: readonly RecordRef[]): readonly RecordRef[] {
  return [...new Set(records)];
}
