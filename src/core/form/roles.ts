// The contract between the program and forms: what the program looks for in them by a role, by a fact of the case, or by a fact for statistics.
// Each list is closed. A form may lack a role; it may not bend one.

import type { Part } from "../part-table.ts";
import { genders, type Status, statuses } from "../person-codes.ts";
import { officialBodies } from "../registers/official-bodies.ts";
import { serviceTypes } from "../service.ts";
import type { FieldType, Merge } from "./form.ts";

interface Role {
  readonly type: FieldType;
  /** In which parts its field may lie; without it in any. */
  readonly parts?: readonly Part[];
  /** The codes of its list, all of them and in this order; a country adds none. */
  readonly codes?: readonly string[];
  /** What must hold while two workers differ. */
  readonly merge?: Merge;
  /** Of which forms alone: in a sheet that others write into, one organisation would end the help of another. */
  readonly own?: "author";
}

const day = (...parts: readonly Part[]): Role => ({ type: "day", parts });
const name: Role = { type: "line", parts: ["identity"] };

const riskLevels = ["extreme", "high", "medium", "low"] as const;
const dangers = ["now", "unclear", "not-now"] as const;

/** What the program looks for. */
export const roles = {
  // These decide in the fold: whose consent counts, what is shown first.
  danger: { type: "code", parts: ["referral"], codes: dangers, merge: "safer" },
  /** Doubt about age means child, whatever a country writes. */
  age: { type: "code", parts: ["referral"], codes: ["child", "in-doubt", "adult"], merge: "safer" },
  decision: { type: "code", parts: ["referral"], codes: ["presumed", "unclear", "not"] },
  wants: { type: "codes", parts: ["referral"], codes: serviceTypes },
  language: { type: "language", parts: ["referral"] },
  place: { type: "place", parts: ["referral"] },
  // Searched for in the own inbox.
  given: name,
  patronymic: name,
  family: name,
  born: { type: "date", parts: ["identity"] },
  gender: { type: "code", parts: ["identity"], codes: genders },
  /** The day of which a sheet speaks. */
  happened: { type: "day" },
  /** When on the day of a sheet, and where: an appointment says both wherever it is named. */
  hour: { type: "time" },
  where: { type: "line", parts: ["support"] },
  /** Whether a way to reach the person may be used. */
  "safe-way": { type: "code", parts: ["contact"], codes: ["not-any-more", "only-urgent", "yes"], merge: "safer" },
  "risk-level": { type: "code", parts: ["safety"], codes: riskLevels, merge: "safer" },
  "risk-next": day("safety"),
  "review-on": { type: "day" },
  assisted: {
    type: "code",
    parts: ["support"],
    codes: ["given", "declined-by-person", "not-available", "did-not-come"],
  },
  "stay-from": day("safety"),
  "stay-until": day("safety"),
  "reflection-until": day("legal"),
  "permit-until": day("legal"),
  "returned-on": day("safety"),
  identified: { type: "code", parts: ["legal"], codes: ["victim", "not-victim", "more-needed"] },
  /** Whether the person wants proceedings. */
  "wants-justice": { type: "code", parts: ["legal"], codes: ["no", "undecided", "yes"], merge: "safer" },
  "closed-on": { ...day("support"), own: "author" },
  /** Why the own help ends although the person is not safe (FM20b): without it no sheet is sealed that asks for it. */
  "ended-although": { type: "code", parts: ["support"] },
  "own-word": { type: "code", parts: ["support"], codes: ["no", "partly", "yes"] },
  /** Who asks what came of the help: somebody who did not help, or who helped and why (FM23). Without it no sheet is sealed that asks for it. */
  "asked-by": { type: "code", parts: ["support"], codes: ["not-helped", "nobody-else", "person-wants"] },
  "told-again": { type: "yes-no", parts: ["narrative"] },
  /** The body of an official who is suspected: the sheet is sealed to no organisation of it (R26). */
  official: { type: "code", codes: ["none", ...officialBodies] },
  /** Who of the own organisation does it, by its own list of names. */
  worker: { type: "line", parts: ["notes"] },
  /** To whom coded data of the case may be given, by the name that an agreement has, and whether the person says so (CN9b). */
  "data-to": { type: "line", parts: ["notes"], own: "author" },
  "data-yes": { type: "code", parts: ["notes"], codes: ["no", "yes"], merge: "safer", own: "author" },
  "task-what": { type: "line", parts: ["notes"] },
  "task-state": { type: "code", parts: ["notes"], codes: ["open", "done", "not-done"] },
} as const satisfies { readonly [role: string]: Role };
export type RoleName = keyof typeof roles;

/** What the program needs of the form `first-line`, whatever a country asks in it (FM15b). */
export const firstRoles: readonly RoleName[] = ["danger", "age", "decision", "wants", "language", "place"];

export type RiskLevel = (typeof riskLevels)[number];
export type Danger = (typeof dangers)[number];

export function roleOf(name: string): Role | undefined {
  return Object.hasOwn(roles, name) ? roles[name as RoleName] : undefined;
}

/** What statistics read of a case (R17): facts and roles, never labels. */
export const statisticalFacts = [
  "sex",
  "age-band",
  "citizenship",
  "exploitation",
  "recruitment",
  "control",
  "country",
  "found-by",
  "service",
  "nights",
  "reflection",
  "permit",
  "returned",
  "compensated",
  "punished",
  "outcome",
  "housing",
] as const;

interface CaseFact {
  readonly type: "yes-no" | "day" | "code";
  readonly codes?: readonly string[];
  /** The part from which it is known: who reads an expression with it must be able to read that part (FM11). */
  readonly part: Part;
}

/** What an expression may ask of the case itself. */
export const caseFacts = {
  /** The person is a child, or it is in doubt. */
  "case.child": { type: "yes-no", part: "referral" },
  "case.danger": { type: "code", codes: dangers, part: "referral" },
  "case.risk": { type: "code", codes: riskLevels, part: "safety" },
  /** Two answers stand in a sheet of the part safety, and nobody settled them. */
  "case.unsettled": { type: "yes-no", part: "safety" },
  /** A stay with the reader's own organisation has no last day. */
  "case.staying": { type: "yes-no", part: "safety" },
  "case.status": { type: "code", codes: statuses, part: "referral" },
  /** Days of the reader's own organisation: when it accepted and met the person. */
  "case.accepted": { type: "day", part: "referral" },
  "case.met": { type: "day", part: "referral" },
  /** Of a competent authority alone: the day of the log on which the case reached it. Its decisions are due from then on. */
  "case.received": { type: "day", part: "referral" },
  "case.returned": { type: "day", part: "safety" },
  "case.closed": { type: "day", part: "support" },
  /** The person wants proceedings, as was said last. */
  "case.proceedings": { type: "yes-no", part: "legal" },
  /** The device on which this is asked wrote of the help, or met the person. */
  "case.helped": { type: "yes-no", part: "support" },
  /** The place at first contact lies in another country than this one. */
  "case.abroad": { type: "yes-no", part: "referral" },
} as const satisfies { readonly [name: `case.${string}`]: CaseFact };
type CaseFactName = keyof typeof caseFacts;

export function caseFactOf(name: string): CaseFact | undefined {
  return Object.hasOwn(caseFacts, name) ? caseFacts[name as CaseFactName] : undefined;
}

/** The facts of one case as one reader knows them; what is not known is left out. */
export interface CaseFacts {
  readonly child?: boolean;
  readonly danger?: Danger;
  readonly risk?: RiskLevel;
  readonly unsettled?: true;
  readonly staying?: true;
  readonly status?: Status;
  readonly accepted?: string;
  readonly met?: string;
  readonly received?: string;
  readonly returned?: string;
  readonly closed?: string;
  readonly proceedings?: boolean;
  readonly helped?: boolean;
  readonly abroad?: boolean;
  /** Others helped before the own organisation came into the case: it was brought in, or asked for one help. For the program alone. */
  readonly othersBefore?: true;
  /** A safety plan was written. For the program alone, as is the next one. */
  readonly hasPlan?: true;
  /** Which half of the risk of a return is the own one. For the program alone. */
  readonly half?: "leaving" | "arriving";
  /** Since when the person is accepted by the own organisation and not met. For the program alone: no expression asks for it. */
  readonly toMeet?: { readonly since: string; readonly isInDanger: boolean };
  /** Referrals in a running case upon which something is to be given, or decided, here (FM9i). For the program alone. */
  readonly toGive?: readonly AskedOfReferral[];
  readonly toDecide?: readonly AskedOfReferral[];
}

/** A referral, and since which day something is asked because of it. */
export interface AskedOfReferral {
  readonly referral: string;
  readonly since: string;
}

/** The value of a fact in an expression; empty where it is not known. */
export function factValue(facts: CaseFacts, name: string): string | boolean {
  const fact = caseFactOf(name);
  return fact === undefined
    ? ""
    : (facts[
        name.slice("case.".length) as Exclude<
          keyof CaseFacts,
          "toMeet" | "toGive" | "toDecide" | "hasPlan" | "othersBefore" | "half"
        >
      ] ?? "");
}
