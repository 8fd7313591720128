// Reads a rule over facts, judgements and ratings. Truth is three-valued (Kleene): what nobody says is unknown, and it stays unknown through
// `all`, `any` and `not` unless the other parts settle the matter. Only `shown` turns unknown into no.
import type { Bounds } from "../core/bounds.ts";
import { type DayRange, rangeOf } from "../core/registers/partial-date.ts";
import { type FindingTopic, findingTopics, type JudgementQuestion } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import type {
  Assessment,
  Atom,
  AtomReading,
  FactAtom,
  JudgementGiven,
  Need,
  RatingGiven,
  Rule,
  RuleReading,
  Truth,
} from "./assessment.ts";
import { twoFigures } from "./contradicting.ts";
import type { FactStatement, FactValue, FactYear } from "./fact-value.ts";
import { boundsOf, isKnown, mayHaveValue } from "./fact-value.ts";
import { daysOf, reportYearOf } from "./period.ts";
import { isOnList } from "./schemes.ts";

/** What rules are read over. */
export interface Evidence {
  readonly facts: ReadonlyMap<string, FactYear>;
  readonly judgements: readonly JudgementGiven[];
  /** What offices say of each question that was judged; null where it is open. */
  readonly answers: ReadonlyMap<JudgementQuestion, boolean | null>;
  readonly ratings: readonly RatingGiven[];
  readonly requests: readonly Statement<"data-request">[];
  /** Year of the report for which it is read. */
  readonly reportYear: number;
}

/** What rules read of a year beside its facts: what was judged, published and asked for. */
export type BesideFacts = Pick<Evidence, "judgements" | "ratings" | "requests">;

/** Facts, judgements and ratings put together for reading. All facts are of one period; without facts the year is that of no report. */
export function evidenceOf(
  facts: readonly FactYear[],
  { judgements = [], ratings = [], requests = [] }: Partial<BesideFacts> = {},
): Evidence {
  const [first] = facts;
  return {
    facts: new Map(facts.map((fact) => [fact.definition.key, fact])),
    judgements,
    answers: new Map(
      [...Map.groupBy(judgements, ({ question }) => question)].map(([key, given]) => [key, agreed(given)]),
    ),
    ratings,
    requests,
    reportYear: first === undefined ? 0 : reportYearOf(first.now.period),
  };
}

/**
 * Offices that answer one question differently leave it open, also where one of the answers is stale: else whoever corrects a row could silence the
 * office that rests on it. An answer that is stale does not stand by itself.
 */
function agreed(given: readonly JudgementGiven[]): boolean | null {
  const [answer = null, ...others] = new Set(given.map((one) => one.answer));
  return others.length === 0 && given.some(({ stale }) => stale === undefined) ? answer : null;
}

/** How the rule comes out, and by which of its conditions. A fact that is not among the evidence is unknown. */
export function readRule(rule: Rule, evidence: Evidence): RuleReading {
  if ("all" in rule) return combined(rule.all, evidence, "no");
  if ("any" in rule) return combined(rule.any, evidence, "yes");
  if ("not" in rule) {
    const { truth, settling } = readRule(rule.not, evidence);
    return { truth: opposite(truth), settling };
  }
  if ("shown" in rule) return shown(rule.shown, evidence);
  const atom = readAtom(rule, evidence);
  return { truth: atom.truth, settling: [atom] };
}

/** One part that is `decisive` settles it; else one that is unknown leaves it open; else, also of nothing, it is the opposite. */
function combined(parts: readonly Rule[], evidence: Evidence, decisive: "yes" | "no"): RuleReading {
  const readings = parts.map((part) => readRule(part, evidence));
  const is = (truth: Truth) => readings.some((reading) => reading.truth === truth);
  const truth = is(decisive) ? decisive : is("unknown") ? "unknown" : opposite(decisive);
  return { truth, settling: readings.flatMap((reading) => (reading.truth === truth ? reading.settling : [])) };
}

/** Evidence that is lacking is lacking. What is stale, what differs, what is dated too vaguely or not counted stays unknown. */
function shown(rule: Rule, evidence: Evidence): RuleReading {
  const reading = readRule(rule, evidence);
  if (reading.truth !== "unknown") return reading;
  const lacking = atomsOf(rule)
    .map((atom) => readAtom(atom, evidence))
    .filter(({ truth }) => truth !== "yes");
  return lacking.some((atom) => isOpen(atom, evidence)) ? reading : { truth: "no", settling: lacking };
}

/** The conditions of which a rule is made, in order. */
export function atomsOf(rule: Rule): readonly Atom[] {
  if ("all" in rule) return rule.all.flatMap(atomsOf);
  if ("any" in rule) return rule.any.flatMap(atomsOf);
  if ("not" in rule) return atomsOf(rule.not);
  return "shown" in rule ? atomsOf(rule.shown) : [rule];
}

/** The other way round; unknown stays unknown. */
function opposite(truth: Truth): Truth {
  if (truth === "unknown") return "unknown";
  return truth === "yes" ? "no" : "yes";
}

/** What somebody gave is open where it is stale or answers differ; a fact, where there may be one in a year for which the condition asks. */
function isOpen({ rule, truth }: AtomReading, evidence: Evidence): boolean {
  if (truth !== "unknown") return false;
  if ("judgement" in rule) return evidence.answers.has(rule.judgement);
  if ("rating" in rule) return differingRatings(rule, evidence).length > 0;
  const fact = "fact" in rule ? evidence.facts.get(rule.fact) : undefined;
  const isChange = "is" in rule && (rule.is === "more" || rule.is === "less");
  return fact !== undefined && (mayHaveValue(fact.now) || (isChange && mayHaveValue(fact.before)));
}

function readAtom(rule: Atom, evidence: Evidence): AtomReading {
  return { rule, ...("fact" in rule ? readFact(rule, evidence) : readSigned(rule, evidence)) };
}

type Found = Pick<AtomReading, "truth" | "records">;

function readSigned(rule: Exclude<Atom, FactAtom>, evidence: Evidence): Found {
  if ("rating" in rule) return readRating(rule, evidence);
  if ("judgement" in rule) {
    const given = evidence.judgements.filter(({ question }) => question === rule.judgement);
    const answer = evidence.answers.get(rule.judgement) ?? null;
    return { truth: answer === null ? "unknown" : of(answer === rule.is), records: given.map(({ ref }) => ref) };
  }
  const records = rule.withheld.flatMap((need) => requestsWithholding(need, evidence)).map(({ ref }) => ref);
  return { truth: of(records.length > 0), records: [...new Set(records)] };
}

function readFact({ fact: key, is }: FactAtom, { facts }: Evidence): Found {
  const fact = facts.get(key);
  if (fact === undefined) return { truth: "unknown", records: [] };
  if (is === "more" || is === "less") return readChange(is, fact);
  const { now } = fact;
  const { records = [] } = now.statements[0] ?? now.otherPeriods?.[0] ?? {};
  if (is === "known") return { truth: isGiven(now) ? "yes" : mayHaveValue(now) ? "unknown" : "no", records };
  if (is !== "some") return { truth: now.state === "known" ? of(is.includes(String(now.value))) : "unknown", records };
  const { least, most } = boundsOfValue(now) ?? anyNumber;
  return { truth: least > 0 ? "yes" : most > 0 ? "unknown" : "no", records };
}

const anyNumber: Bounds = { least: 0, most: Number.POSITIVE_INFINITY };

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
    const bounds = twoFigures(value).flatMap((one) => boundsOf(one) ?? []);
    return {
      least: Math.min(...bounds.map(({ least }) => least)),
      most: Math.max(...bounds.map(({ most }) => most)),
    };
  }
  const mostly = mostlyOfYear(value)?.value;
  return typeof mostly === "number" ? { ...anyNumber, least: mostly } : null;
}

/** The first figure for other days of which more than half lie in the year; null for a fact without such. */
function mostlyOfYear({ period, otherPeriods = [] }: FactValue): FactStatement | null {
  const timesOf = ({ first, last }: DayRange) => [Date.parse(first), Date.parse(last) + 86_400_000] as const;
  const [begin, end] = timesOf(daysOf(period));
  const isMostly = (one: FactStatement) => {
    if (one.days === undefined || !isKnown(one)) return false;
    const { from, until = from } = one.days;
    const [first, last] = timesOf({ first: rangeOf(from).first, last: rangeOf(until).last });
    return (Math.min(last, end) - Math.max(first, begin)) * 2 > last - first;
  };
  return otherPeriods.find(isMostly) ?? null;
}

/**
 * The requests by which what is needed was withheld: they were refused or never answered, and none of the same organisation for it was answered with data.
 * What is silent in the record was withheld by nobody.
 */
export function requestsWithholding(need: Need, { requests }: Pick<Evidence, "requests">): Evidence["requests"] {
  const asked = requests.filter(({ values }) => values.facts.some((fact) => need.includes(fact)));
  const given = asked.filter(({ values }) => values.answer === "given").map(({ organisation }) => organisation);
  return asked.filter(
    ({ values: { answer }, organisation }) =>
      (answer === "refused" || answer === "unanswered") && !given.includes(organisation),
  );
}

type RatingRule = Extract<Atom, { readonly rating: unknown }>;

/** In each of the years this tier alone was published: no where only others were, unknown where none or several were. */
function readRating(rule: RatingRule, evidence: Evidence): Found {
  const years = ratedYears(rule, evidence);
  const isOther = years.some(({ tiers }) => tiers.size === 1 && !tiers.has(rule.rating));
  const isThere = years.every(({ tiers }) => tiers.size === 1);
  return { truth: isOther ? "no" : isThere ? "yes" : "unknown", records: years.flatMap(({ records }) => records) };
}

/** The years of which several tiers were published, where it hangs on which of them is right. */
export function differingRatings(rule: RatingRule, evidence: Evidence): Assessment["differing"] {
  const years = ratedYears(rule, evidence);
  if (!years.every(({ tiers }) => tiers.has(rule.rating))) return [];
  return years.flatMap(({ year, tiers, records }) => (tiers.size > 1 ? [{ year, records }] : []));
}

/** The tiers that were published on the schemes' list in each of the years for which the rule asks. */
function ratedYears({ years }: RatingRule, { ratings, reportYear }: Evidence) {
  const ofList = ratings.filter(({ scheme }) => isOnList(scheme));
  return Array.from({ length: years }, (_, i) => {
    const year = reportYear - 1 - i;
    const given = ofList.filter((rating) => rating.year === year);
    return { year, tiers: new Set(given.map(({ tier }) => tier)), records: given.map(({ ref }) => ref) };
  });
}

/**
 * The two years are compared within one series (AS27), by what the numbers may be: at least 5 are more than 3, and whether they are more than 8
 * nobody knows.
 */
function readChange(is: "more" | "less", { definition: { formula }, now, before }: FactYear): Found {
  const [i, j] = now.compared ?? [0, 0];
  const pair = [now.statements[i], before.statements[j]];
  const records = [...new Set(pair.flatMap((one) => one?.records ?? []))];
  const topic = formula?.kind === "finding" ? formula.topic : null;
  const [a, b] = pair.map((said) => (said === undefined ? null : orderOf(said, topic)));
  if (now.compared === undefined || !a || !b) return { truth: "unknown", records };
  return { truth: is === "more" ? isMore(a, b) : isMore(b, a), records };
}

function isMore(a: Bounds, b: Bounds): Truth {
  return a.least > b.most ? "yes" : a.most <= b.least ? "no" : "unknown";
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
