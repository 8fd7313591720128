// What is done in an invented case, as data: by whom, how many days before today, and what. Days in sheets count from the day of their step.

import type { BodyOf, Compartment, DeclineReason, Outcome, ReopenReason } from "../../core/entry-kind.ts";
import type { Answers } from "../../core/form/form.ts";
import { presentFields } from "../../core/present-fields.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";

export interface InventedCase {
  /** Who refers, or the provider itself for a case of its own. */
  readonly from: string;
  /** Slugs of the receivers, in the order of choice. */
  readonly to: readonly string[];
  /** The slug of the organisation at home, for who wants to go home. */
  readonly home?: string;
  /** How many days ago it began. */
  readonly ago: number;
  readonly draft: Omit<ReferralDraft, "choices">;
  /** In the order in which they are taken; none is earlier than the one before it. */
  readonly steps: readonly CaseStep[];
}

export interface CaseStep {
  /** How many days ago. */
  readonly ago: number;
  readonly does: CaseAct;
  /** The slug of the organisation; the first receiver by default. */
  readonly by?: string;
  /** On its first device; without this on the second one. */
  readonly isColleague?: true;
}

type CaseAct =
  | { readonly answer: "accept" | "waitlist" | "meet" }
  | { readonly decline: DeclineReason }
  | { readonly close: Outcome }
  | { readonly reopen: ReopenReason }
  | {
      readonly form: string;
      readonly answers: (day: DayAfter) => Partial<Answers>;
      /** The name of the sheet among the steps of its case: a second step of this name writes into the same sheet. */
      readonly sheet?: string;
      readonly why?: NonNullable<BodyOf<"answers">["why"]>;
    }
  | { readonly strikeOut: string; readonly form: string }
  | { readonly grantTo: string; readonly compartments: readonly Compartment[] }
  /** The person takes back what they agreed to for this organisation, and confirms it. */
  | { readonly takeBackFrom: string };

/** What a sheet says. */
export function answers(set: Answers["set"], gone: Answers["gone"] = {}): Answers {
  return { set, gone };
}

/** The day so many days after the step's, as sheets write it. */
export type DayAfter = (after: number) => string;

export const accept = (ago: number, by?: string) => step(ago, { answer: "accept" }, by);
export const waitlist = (ago: number) => step(ago, { answer: "waitlist" });
export const meet = (ago: number) => step(ago, { answer: "meet" });
export const reopen = (ago: number, why: ReopenReason) => step(ago, { reopen: why });
export const decline = (ago: number, reason: DeclineReason) => step(ago, { decline: reason });
export const close = (ago: number, outcome: Outcome) => step(ago, { close: outcome });
export const strikeOut = (ago: number, form: string, sheet: string) => step(ago, { strikeOut: sheet, form });
export const grantTo = (ago: number, organisation: string, compartments: readonly Compartment[]) =>
  step(ago, { grantTo: organisation, compartments });
export const takeBackFrom = (ago: number, organisation: string) => step(ago, { takeBackFrom: organisation });

/** A sheet; `by` names the organisation where it is not the first receiver. */
export function sheet(
  ago: number,
  form: string,
  set: (day: DayAfter) => NonNullable<Partial<Answers>["set"]>,
  more: {
    readonly sheet?: string;
    readonly gone?: Answers["gone"];
    readonly by?: string;
    readonly isColleague?: true;
    readonly why?: "mistake" | "changed";
  } = {},
): CaseStep {
  const { gone, sheet: name, why, by, isColleague } = more;
  const answers = (day: DayAfter) => ({ set: set(day), ...presentFields({ gone }) });
  return {
    ...step(ago, { form, answers, ...presentFields({ sheet: name, why }) }, by),
    ...presentFields({ isColleague }),
  };
}

export const service = (ago: number, kind: string, result = "given", by?: string) =>
  sheet(ago, "service", (day) => ({ kind, on: day(0), result }), presentFields({ by }));

export const note = (ago: number, kind: string, words: string, by?: string) =>
  sheet(ago, "note", (day) => ({ kind, on: day(0), words: `Example: ${words}` }), presentFields({ by }));

/** A look at the risk; the next one is due so many days later. */
export const risk = (ago: number, level: string, next: number, name?: string) =>
  sheet(
    ago,
    "risk",
    (day) => ({
      on: day(0),
      from: ["trafficker"],
      threats: level === "high" || level === "extreme",
      "knows-where": level === "low" ? "no" : "perhaps",
      "own-view": level === "low" ? "safe" : "unsure",
      level,
      again: day(next),
    }),
    presentFields({ sheet: name }),
  );

export const reach = (ago: number, value: string) =>
  sheet(ago, "reach", (day) => ({
    way: "through-us",
    "who-hears": "only-the-person",
    "say-we-are": "nothing",
    use: "yes",
    when: `Example: ${value}`,
    checked: day(0),
  }));

export const safetyPlan = (ago: number, next: number) =>
  sheet(ago, "safety-plan", (day) => ({
    "goes-where": "Example: to the person on duty",
    "phone-rule": ["off-location"],
    "papers-are": "with-person",
    "agreed-with-person": "yes",
    reviewed: day(0),
    "review-on": day(next),
  }));

/** The person is accepted and met, and it is written down how they are called. */
export const begin = (ago: number, given: string, gender: string): readonly CaseStep[] => [
  accept(ago),
  meet(ago),
  person(ago, given, gender),
];

export const person = (ago: number, given: string, gender: string) =>
  sheet(ago, "person", () => ({ given, "name-is": "pseudonym", gender }));

/** What is needed; the next look is due so many days later. */
export const needs = (ago: number, levels: Readonly<Record<string, string>>, most: string, next: number) =>
  sheet(ago, "needs", (day) => ({ on: day(0), ...levels, "matters-most": `Example: ${most}`, "review-on": day(next) }));

/** What the person says of the help, asked by a colleague. */
export const ownWord = (ago: number, help: string) =>
  sheet(ago, "own-word", (day) => ({
    on: day(0),
    heard: "in-person",
    "got-help": help,
    "felt-safe": "yes",
    asks: "nothing",
  }));

/** Who of the organisation has the case. */
export const assign = (ago: number, worker: string, why: string) =>
  sheet(ago, "assign", (day) => ({ worker, on: day(0), why }));

function step(ago: number, does: CaseAct, by?: string): CaseStep {
  return { ago, does, ...presentFields({ by }) };
}
