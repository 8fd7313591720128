// What comes out when a scheme's rules are read over a year's facts and judgements: criteria with evidence for and against, the tier
// that follows and why, and what would change it. It is a reading of rules, not a decision.
import type { JudgementQuestion, RowValues, Tier } from "../core/registers/register-table.ts";
import type { RecordRef } from "../record/statement.ts";
import type { Period, Pillar } from "./fact-value.ts";

/** A condition on a fact of the year: evidence, and never a step. */
type FactAtom =
  | { readonly fact: string; readonly atLeast: number }
  | { readonly fact: string; readonly is: readonly string[] }
  | { readonly fact: string; readonly known: boolean }
  /** More, or less, than in the year before; unknown unless both years are known. */
  | { readonly fact: string; readonly than: "more" | "less" };

/** What an office signed: a judgement, a tier that was published, or that data were asked for and not given. */
type SignedAtom =
  | { readonly judgement: JudgementQuestion; readonly is: boolean }
  /** The country was on this scheme's list with this tier in each of the last n years. */
  | { readonly rating: Tier; readonly years: number }
  /** Some of these were asked for, and were refused or never answered. */
  | { readonly withheld: readonly Need[] };

/** Conditions put together. They are true, false, or unknown for want of data or of a judgement. */
type Combined<A> =
  | A
  | { readonly all: readonly Combined<A>[] }
  | { readonly any: readonly Combined<A>[] }
  | { readonly not: Combined<A> }
  /** True when the rule is true, false when it is false or unknown: evidence that is lacking is lacking. */
  | { readonly shown: Combined<A> };

/** A rule of evidence: over facts, and over what offices signed. */
export type Rule = Combined<FactAtom | SignedAtom>;

/** A rule of a step or a ground: it holds no fact, so that no figure turns a tier (AS14a). */
export type StepRule = Combined<SignedAtom>;

/** A fact that is asked for; or several, of which any one is the datum that is asked for. The first gives it its name. */
export type Need = string | readonly [string, ...string[]];

export type Truth = "yes" | "no" | "unknown";

/** The reports for which a rule of a scheme holds, and where that was read. */
export interface InForce {
  readonly first: number;
  /** Null while it holds. */
  readonly last: number | null;
  /** Where in `tvpa-minimum-standards.json` it stands, as the names and places on the way there. */
  readonly source: string;
  /** How sure the years are: read in a source; from general knowledge; or a time between that is not read here. */
  readonly checked: "verified" | "general-knowledge" | "not-read";
}

/** Data which, asked for and withheld, let a criterion be presumed not met; a waiver is a judgement. */
export interface DataPresumption {
  readonly facts: readonly Need[];
  readonly unless?: JudgementQuestion;
  readonly years: InForce;
}

export interface Criterion {
  readonly key: string;
  /** Its number in the scheme; null where no source that was read gives one. */
  readonly number: number | null;
  readonly years: InForce;
  readonly pillar: Pillar | null;
  /** Each rule that holds is evidence. */
  readonly for: readonly Rule[];
  readonly against: readonly Rule[];
  /** What the criterion asks for. */
  readonly needs: readonly Need[];
  readonly presumption?: DataPresumption;
  /** Where it asks for more than it did first: since when that is read. */
  readonly added?: InForce;
}

export interface Ground {
  readonly key: string;
  readonly years: InForce;
  readonly when: StepRule;
  /** What else in the record speaks for the ground, where it holds; it settles nothing. */
  readonly beside?: readonly Rule[];
}

/** A step on the way to a tier. `grounds` names the grounds that must be looked at. */
export interface Step {
  readonly tier: Tier;
  readonly key: string;
  readonly years: InForce;
  readonly when: StepRule;
  readonly grounds?: boolean;
}

/** A scheme as versioned data: whose rules, for which years, in which order its tiers are tried. */
export interface Scheme {
  readonly id: string;
  /** The list on which its tiers are published, when several versions share one: ratings on that list count as its own. */
  readonly list?: string;
  /** First and last year of reports to which it applies; the last is null while it is in force. */
  readonly reports: readonly [from: number, until: number | null];
  readonly period: Period["kind"];
  /** How sure the wording of its parts is (as in the design's facts): verified, or partly from general knowledge. */
  readonly checked: "verified" | "partly-general-knowledge";
  readonly standards: readonly string[];
  readonly criteria: readonly Criterion[];
  readonly watchList: readonly Ground[];
  readonly judgements: readonly JudgementQuestion[];
  /** Tried in order; the first whose rule is true is the tier. */
  readonly tiers: readonly Step[];
}

/** A rule with how it came out and on what. */
export interface RuleReading {
  readonly rule: Rule;
  readonly truth: Truth;
  readonly records: readonly RecordRef[];
  /** The readings of its parts, for `all`, `any`, `not` and `shown`. */
  readonly parts: readonly RuleReading[];
}

export interface CriterionReading {
  readonly criterion: Criterion;
  readonly for: readonly RuleReading[];
  readonly against: readonly RuleReading[];
  /** Facts that it asks for and nobody gives, that were withheld, or that a source says it does not report; where any of several would do, the first. */
  readonly missing: readonly { readonly fact: string; readonly why: "withheld" | "not-reported" | "no-data" }[];
  /** Set when data that were withheld have their own consequence. */
  readonly presumedNotMet: boolean;
  /** What offices judge of this criterion. It supports what is judged of the whole, and settles nothing. */
  readonly judged: readonly JudgementGiven[];
}

/** A judgement as it is signed in the record. */
export type JudgementGiven = Pick<
  RowValues<"judgement">,
  "question" | "answer" | "criterion" | "office" | "reasons"
> & {
  readonly ref: RecordRef;
  /** The rows on which it rests and which are as its office read them. */
  readonly evidence?: readonly RecordRef[];
  /** Set when others of these rows were corrected, with the versions in force, or are gone: it answers nothing until it is signed again. */
  readonly stale?: { readonly corrected: readonly RecordRef[]; readonly gone: number };
};

/** Data that an office asked for, and what came of it. */
export interface RequestGiven {
  readonly facts: readonly string[];
  /** Who asked: nobody else says that its question was answered. */
  readonly organisation: string;
  /** Null while the answer is awaited. */
  readonly answer: RowValues<"data-request">["answer"] | null;
  readonly ref: RecordRef;
}

/** A tier that the makers of a scheme published. */
export interface RatingGiven extends Pick<RowValues<"rating">, "scheme" | "tier"> {
  /** Year of the report, not of the facts in it. */
  readonly year: number;
  readonly ref: RecordRef;
}

/** What follows once missing judgements are given with these answers. */
export interface Path {
  readonly answers: readonly { readonly question: JudgementQuestion; readonly is: boolean }[];
  /** Null where it would still be open. */
  readonly tier: Tier | null;
}

/** A presumption from missing data that stands against a judgement of full compliance (AS19). */
export interface Presumption {
  readonly criterion: string;
  readonly missing: CriterionReading["missing"];
  /** The judgement that would waive it. */
  readonly unless?: JudgementQuestion;
  /** The tier that full compliance would give without it. */
  readonly tier: Tier;
}

export interface Assessment {
  readonly scheme: string;
  readonly period: Period;
  /** Null when it does not follow: a judgement is missing. `asks` says which. */
  readonly tier: Tier | null;
  /** The step of the scheme that gave the tier. */
  readonly step: string | null;
  readonly why: readonly RuleReading[];
  /** `beside`: those of a ground's further rules that hold, where the ground does. */
  readonly grounds: readonly {
    readonly ground: Ground;
    readonly reading: RuleReading;
    readonly beside: readonly RuleReading[];
  }[];
  readonly criteria: readonly CriterionReading[];
  readonly judgements: readonly JudgementGiven[];
  readonly asks: readonly JudgementQuestion[];
  /** Where no tier follows: the years whose published tiers differ, on which a step waits. */
  readonly differing: readonly { readonly year: number; readonly records: readonly RecordRef[] }[];
  /** Where judgements are missing: what follows with which answers, as far as the steps ask for them. */
  readonly paths: readonly Path[];
  /** What makes a judgement of full compliance lead to another tier, where one is signed or may still be. */
  readonly presumptions: readonly Presumption[];
  /** The tiers that were published on the scheme's list in the report about this period: they settle nothing here. */
  readonly published: readonly RatingGiven[];
}
