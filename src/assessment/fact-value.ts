// What a yearly fact is and what one looks like once it is evaluated: its value, the statements behind it side by side, last year's
// value, and what is missing. A value never stands without the records from which it comes.
import type { Bounds } from "../core/bounds.ts";
import type { Count } from "../core/registers/field.ts";
import type { FindingTopic, RegisterName } from "../core/registers/register-table.ts";
import type { RecordRef } from "../record/statement.ts";

export const pillars = ["prosecution", "protection", "prevention", "partnership", "context"] as const;
export type Pillar = (typeof pillars)[number];

/** A year as a scheme counts it: the calendar year, or from April of it to March of the next. */
export interface Period {
  readonly year: number;
  readonly kind: "calendar" | "april-march";
}

/** That one of these fields of a row has one of these values, or that it is `said` or `unsaid`. All conditions of a list must hold. */
export interface Condition {
  readonly fields: readonly string[];
  readonly is: readonly unknown[];
}

/** How a fact follows from records. */
export type Formula =
  | RowFormula
  /** The newest answer of a finding on a topic that holds in the period. */
  | { readonly kind: "finding"; readonly topic: FindingTopic }
  /** Measures of a plan in force whose time ended by the end of the period, and which were neither done nor dropped by then. */
  | { readonly kind: "overdue" };

/** Which rows of a register are the period's, and what they come to. */
export interface RowFormula {
  /**
   * What the rows come to. `count`: how many they are. `sum`, `lowest`, `highest`: of a number field. `persons`: persons in rows of proceedings, case by case. A
   * suspect with a key counts once, however many rows name them; rows without one add `suspects` (else one) within one kind of event; the kind of event with the
   * highest number counts, since the next one counts the same persons again. `newest`: what the newest row says in a code field, the stage of a law that is under
   * way; of several things the one that is furthest on its course, the plan in force and not the draft of the next one.
   */
  readonly kind: "count" | "persons" | "sum" | "lowest" | "highest" | "newest";
  readonly register: RegisterName;
  readonly where: readonly Condition[];
  /**
   * Which rows. `dated`: what happened in the period. `of-year`: the row names the year as the period is named, and no day. `standing`: had begun by the end of the
   * period and had not ended then, as laws, plans, shelters, agreements do. `holding`: holds in the period as it is, as routes do. `open-before`, `open-after`: cases
   * that were open when the period began, or was over: a row that meets `where` began them before that, and none that meets `ended` ended them before it. A row about
   * one suspect ends nothing for another one, and what ended before such a beginning does not end it.
   */
  readonly rows: "dated" | "of-year" | "standing" | "holding" | "open-before" | "open-after";
  /** The field that dates them. */
  readonly on: string;
  readonly ended?: readonly Condition[];
  /** The field of a sum, an end or a code. */
  readonly field?: string;
  /**
   * The fields that name a thing, which counts once however many rows name it: a case and not its events, an act with its article. Of what stands its newest row
   * alone is tested: a plan that was a draft and is in force. Of a list all that are in it.
   */
  readonly thing?: readonly string[];
  /** The thing is a word that each organisation gives for each of its sources: the same word elsewhere is another one. */
  readonly ofSource?: true;
  /** Only persons in rows with articles none of which was among those of the charge. */
  readonly notAsCharged?: true;
  /** Only rows of plans that had come into force by the end of the period: a draft has no money. */
  readonly inForce?: true;
  /** As what a row without the field counts in a sum. */
  readonly otherwise?: number;
}

export interface FactDefinition {
  readonly key: string;
  readonly pillar: Pillar;
  /** In what it is counted: `cases`, `persons`, `months`, `amount` of money; `answer` for a code, `rows` where there is no number. */
  readonly unit: string;
  /** Missing when only figures, or the release of the country's cases, give it. */
  readonly formula?: Formula;
  /** The fact whose figures it reads beside what the records give: itself, as `figureUnits` gives it; of a part the whole. */
  readonly figure?: string;
  /** It is this part of that fact, not the whole. */
  readonly part?: string;
  /** How figures of parts of the period make one of all of it (AS6), where that is not their sum: an average follows from none of them. */
  readonly several?: "last" | "lowest" | "highest" | "none";
  /** The fact of which this one is a detail. Where a detail and its whole have no value, the report names the whole (RP5). */
  readonly detailOf?: string;
  /** Where a larger value means more effort: investigations, prosecutions; absent where neither is better. */
  readonly better?: "more" | "less";
}

/** What one source says about a fact in a period. */
export interface FactStatement {
  /** Key of the source, or `own`. */
  readonly source: string;
  /** How it was found: a figure that the source gives, or counted from its records. */
  readonly from: "figure" | "records" | "finding";
  readonly value: Count | string;
  /** As published, when parts that are not trafficking were taken out. */
  readonly published?: number;
  readonly parts: readonly { readonly part: string; readonly value: Count; readonly ref: RecordRef }[];
  readonly records: readonly RecordRef[];
  /** Articles to which the source limits it. */
  readonly articles: readonly string[];
  /** Of an amount: its currency. Amounts in two currencies are two statements. */
  readonly currency?: string;
  /**
   * What the number may be, where it is not exact: some rows say no number, it was counted before the year was over, its register is not complete, its source
   * calls it about right, or a release rounds it or does not say it.
   */
  readonly bounds?: Bounds;
  /** Up to when it was counted, as a date of the record. */
  readonly asOf?: string;
  /** Set on a tally of own files of a year for which nobody says that the register holds all of it. */
  readonly partial?: true;
  /** Of a figure for other days than the year: these, as dates of the record. */
  readonly days?: { readonly from: string; readonly until?: string };
  readonly organisation: string;
  /** The organisations whose rows it counts, where these are several. */
  readonly organisations?: readonly string[];
  readonly signedOff: boolean;
}

/** True when the statement says a value and not that it is not reported. */
export function isKnown({ value }: FactStatement): boolean {
  return value !== "not-reported";
}

/** All organisations that entered rows behind the statement. */
export function organisationsOf({ organisation, organisations }: FactStatement): readonly string[] {
  return organisations ?? [organisation];
}

export interface FactValue {
  readonly fact: string;
  readonly period: Period;
  /**
   * `known`: there is a value. `two-figures`: the source that counts gives two of them, and one is wrong. `not-reported`: a source says that it
   * does not report it. `other-period`: sources give figures for other days alone. `not-counted`: its register is sealed, and the year is not released.
   * `no-data`: nobody says anything. None of them is zero (R17).
   */
  readonly state: "known" | "two-figures" | "not-reported" | "other-period" | "not-counted" | "no-data";
  readonly value: Count | string | null;
  /** All statements, the one whose value counts first: official statistics before own files before reports before press, newer before older. */
  readonly statements: readonly FactStatement[];
  /** True when statements of different sources differ. */
  readonly contradicted: boolean;
  /** Rows dated too vaguely to be placed in this period or outside it. */
  readonly unplaced: readonly RecordRef[];
  /** In the state `other-period`: the figures for days that touch the period, the one whose word counts first in front. */
  readonly otherPeriods?: readonly FactStatement[];
  /** Which of its statements is compared with which of the year before (AS27); missing where none are of one series. */
  readonly compared?: readonly [now: number, before: number];
  /** Figures of the period about its matter that no fact reads (AS26); missing where there are none. */
  readonly aside?: readonly RecordRef[];
}

/** True when it has no value and may have one: nobody counted it, or rows that are dated too vaguely may be of the period. */
export function mayHaveValue({ state, unplaced }: Pick<FactValue, "state" | "unplaced">): boolean {
  return state === "not-counted" || ((state === "no-data" || state === "not-reported") && unplaced.length > 0);
}

/** True when nothing is said of it in the year. */
export function isSilent({ state }: Pick<FactValue, "state">): boolean {
  return state === "no-data" || state === "not-counted";
}

/** What the number of a statement may be; null for what is no number. */
export function boundsOf({ value, bounds }: FactStatement): Bounds | null {
  return typeof value === "number" ? (bounds ?? { least: value, most: value }) : null;
}

/** How exact a statement is: there may be more than it says, or more or fewer. */
export function limitOf({ value, bounds }: FactStatement): "exactly" | "at-least" | "roughly" {
  if (bounds === undefined) return "exactly";
  return Number(value) > bounds.least ? "roughly" : "at-least";
}

/** A year's fact beside the one before. */
export interface FactYear {
  readonly definition: FactDefinition;
  readonly now: FactValue;
  readonly before: FactValue;
}

/** Two sources that say different things about one thing or one fact. */
export interface Contradiction {
  /** A fact of the year, or of the `before` it; or a field of one thing in a register. */
  readonly about:
    | { readonly fact: string; readonly before?: true }
    | { readonly register: RegisterName; readonly key: string; readonly field: string };
  readonly sides: readonly {
    readonly source: string;
    readonly value: string;
    readonly records: readonly RecordRef[];
    /** Of a body that is said to be the first, and of those before it: the name; of a judgement: the office that signed it. */
    readonly name?: string;
  }[];
  /**
   * Set when it is another thing than two values of one field: `not-trafficking`: a source's number as published beside what is left of it without
   * what the definition leaves out; `first-of-its-kind`: a thing that is said to be the first, and others before it.
   */
  readonly reason?: "not-trafficking" | "first-of-its-kind";
}
