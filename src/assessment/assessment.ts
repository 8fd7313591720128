// What comes out when a scheme's rules are read over a year's facts and judgements: criteria with evidence for and against, the tier
// that follows and why, and what would change it. It is a reading of rules, not a decision.
import type { JudgementQuestion, RowValues, Tier } from "../core/registers/register-table.ts";
import type { RecordRef } from "../record/statement.ts";
import type { Period } from "./fact-value.ts";

/**
 * A condition on a fact of the year: evidence, and never a step. That there is one at least, that it is known, that it is more or less than in the year
 * before (unknown unless both years are known), or that it is one of these answers.
 */
export interface FactAtom {
  readonly fact: string;
  readonly is: "some" | "known" | "more" | "less" | readonly string[];
}

/** What an office signed: a judgement, a tier that was published, or that data were asked for and not given. */
type SignedAtom =
  | { readonly judgement: JudgementQuestion; readonly is: boolean }
  /** The country was published with this tier in each of the last n years. */
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

export type Atom = FactAtom | SignedAtom;

/** A rule of evidence: over facts, and over what offices signed. */
export type Rule = Combined<Atom>;

/** A rule of a step or a ground: it holds no fact, so that no figure turns a tier (AS14a). */
export type StepRule = Combined<SignedAtom>;

/** A fact that is asked for; or several, of which any one is the datum that is asked for. The first gives it its name. */
export type Need = readonly string[];

export type Truth = "yes" | "no" | "unknown";

export interface Criterion {
  readonly key: string;
  /** Its number in the scheme; null where no source that was read gives one. */
  readonly number: number | null;
  /** The first report that knows it; from general knowledge. */
  readonly since: number;
  /** Each rule that holds is evidence. */
  readonly for: readonly Rule[];
  readonly against: readonly Rule[];
  /** What the criterion asks for. */
  readonly needs: readonly Need[];
  /** Data which, asked for and withheld, let it be presumed not met, and the judgement that waives it. */
  readonly presumption?: { readonly facts: readonly Need[]; readonly unless?: JudgementQuestion };
  /** Where it asks for more than it did first: since when that is read. */
  readonly added?: number;
}

export interface TierGround {
  readonly key: string;
  readonly when: StepRule;
  /** What else in the record speaks for the ground, where it holds; it settles nothing. */
  readonly beside?: readonly Rule[];
}

/** A step on the way to a tier. */
export interface TierStep {
  readonly tier: Tier;
  readonly key: string;
  readonly when: StepRule;
}

/** A name for the rules that held for the reports of some years. */
export interface Scheme {
  readonly id: string;
  /** The first year of reports to which it applies. */
  readonly first: number;
  /** How sure the wording of its parts is (as in the design's facts): verified, or partly from general knowledge. */
  readonly checked: "verified" | "partly-general-knowledge";
}

/** The rules that hold for the reports of one year. */
export interface RulesOfYear {
  readonly scheme: Scheme;
  readonly criteria: readonly Criterion[];
  readonly grounds: readonly TierGround[];
  /** Tried in order; the first whose rule is true gives its tier. */
  readonly steps: readonly TierStep[];
  /** What is judged for them. */
  readonly questions: readonly JudgementQuestion[];
}

/** How a rule came out, and the conditions that settled it so, or leave it open. */
export interface RuleReading {
  readonly truth: Truth;
  readonly settling: readonly AtomReading[];
}

/** How a condition came out and on what. */
export interface AtomReading {
  readonly rule: Atom;
  readonly truth: Truth;
  readonly records: readonly RecordRef[];
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
interface Presumption {
  readonly criterion: string;
  readonly missing: CriterionReading["missing"];
  /** The judgement that would waive it. */
  readonly unless?: JudgementQuestion;
}

export interface Assessment {
  readonly scheme: Scheme;
  readonly period: Period;
  /** Null when it does not follow: a judgement is missing. `asks` says which. */
  readonly tier: Tier | null;
  /** The step of the scheme that gave the tier. */
  readonly step: string | null;
  /** How the step came out that gave the tier; or, when none did, those that are undecided. */
  readonly why: readonly RuleReading[];
  /** `beside`: those of a ground's further rules that hold, where the ground does. */
  readonly grounds: readonly {
    readonly ground: TierGround;
    readonly reading: RuleReading;
    readonly beside: readonly RuleReading[];
  }[];
  readonly criteria: readonly CriterionReading[];
  readonly judgements: readonly JudgementGiven[];
  /** The judgements without which no tier follows: nobody signed them, they are stale, or offices differ on them. None where one does. */
  readonly asks: readonly JudgementQuestion[];
  /** Where no tier follows: the years whose published tiers differ, on which a step waits. */
  readonly differing: readonly { readonly year: number; readonly records: readonly RecordRef[] }[];
  /** Where judgements are missing: what follows with which answers, as far as the steps ask for them. */
  readonly paths: readonly Path[];
  /** What makes a judgement of full compliance lead to another tier, where one is signed or may still be. */
  readonly presumptions: readonly Presumption[];
  /** The facts that were asked for and withheld, and those that give the same information. */
  readonly withheld: readonly string[];
  /** The tiers that were published on the scheme's list in the report about this period: they settle nothing here. */
  readonly published: readonly RatingGiven[];
}
