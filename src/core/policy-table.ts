// The policy table (FD4): which kind may follow which state, who may write it, to whom it may be sealed. One table, checked by
// the compiler, read by the fold, by the composing screens and by the documentation (docs/spec/entry.md is checked against it).
import { type AnswerCode, type AnswerField, answerCodes, type CaseKind, type Status } from "./entry-kind.ts";
import type { Party } from "./party.ts";

/** Where one organisation may stand in one referral, and what that is to the case: it was asked and may still accept, helps, has helped, or is out of it. */
export const referralStates = {
  sent: "asked",
  received: "asked",
  waitlisted: "asked",
  accepted: "helps",
  met: "helps",
  closed: "helped",
  declined: "out",
  recalled: "out",
} as const;
export type ReferralState = keyof typeof referralStates;

/** True for a place that is one of these to the case. */
export function standsAs(
  { state }: { readonly state: ReferralState },
  ...as: readonly (typeof referralStates)[ReferralState][]
): boolean {
  return as.includes(referralStates[state]);
}

export interface PolicyRow {
  /** Parties whose devices may write it. */
  readonly authors: readonly Party[];
  /**
   * What must be the case: `start` begins a case; `case` needs an open one; a list of states is about the author's own place in
   * the referral that the body names.
   */
  readonly follows: "start" | "case" | readonly ReferralState[];
  /** The state to which the author's own place in the referral moves; `before`: to where it was before it closed. */
  readonly leadsTo?: ReferralState | "before";
  /**
   * Who may read it besides the author's own organisation. `helpers`: any provider or authority, since it has no personal content.
   * `consented`: only those whom a consent named in the entry covers. `participants`: only those who already read this
   * case. `anyone`: whoever hears of an ending, which brings nobody into the case (FD1d). `named`: the organisation in the body, and those who already read this case. `own`: nobody. Whatever the row, only parties that may read
   * cases are readers (`mayReadCases`).
   */
  readonly readers: "helpers" | "consented" | "participants" | "anyone" | "named" | "own";
  /** A provider may adopt it when it was refused (FD5): what must not be lost to a formality. Answers and endings are said by who took them. */
  readonly adopted?: true;
}

const introducing = ["referrer", "provider"] as const;
const holding = ["provider", "authority"] as const;

export const policyTable = {
  "case.open": { authors: introducing, follows: "start", readers: "helpers", adopted: true },
  "case.lead": { authors: ["provider"], follows: "case", readers: "participants" },
  "consent.give": { authors: introducing, follows: "case", readers: "named", adopted: true },
  "consent.withdraw": {
    authors: ["referrer", "provider", "authority", "justice"],
    follows: "case",
    readers: "anyone",
    adopted: true,
  },
  "withdraw.confirmed": { authors: ["provider"], follows: "case", readers: "anyone" },
  "purge.done": { authors: ["provider", "authority", "justice"], follows: "case", readers: "anyone" },
  opened: { authors: ["provider", "authority", "justice"], follows: "case", readers: "participants" },
  "referral.send": { authors: introducing, follows: "case", readers: "consented", adopted: true },
  // An authority is asked and answers (FD15). All else of a referral is about help.
  "referral.receive": { authors: holding, follows: ["sent"], leadsTo: "received", readers: "participants" },
  "referral.accept": {
    authors: holding,
    follows: ["sent", "received", "waitlisted"],
    leadsTo: "accepted",
    readers: "participants",
  },
  "referral.decline": {
    authors: holding,
    follows: ["sent", "received", "waitlisted"],
    leadsTo: "declined",
    readers: "participants",
  },
  "referral.waitlist": {
    authors: ["provider"],
    follows: ["sent", "received"],
    leadsTo: "waitlisted",
    readers: "participants",
  },
  "referral.meet": { authors: ["provider"], follows: ["accepted"], leadsTo: "met", readers: "participants" },
  "referral.close": { authors: ["provider"], follows: ["accepted", "met"], leadsTo: "closed", readers: "participants" },
  // Help may also have ended by a sheet alone, which moves no state.
  "referral.reopen": {
    authors: ["provider"],
    follows: ["accepted", "met", "closed"],
    leadsTo: "before",
    readers: "participants",
  },
  // Not of its author's own place: who asked says it.
  "referral.recall": { authors: ["provider"], follows: "case", readers: "participants" },
  status: { authors: ["referrer", "provider", "authority"], follows: "case", readers: "participants", adopted: true },
  // Who of them writes which part is in the table of parts, and a form narrows it (FD11).
  answers: {
    authors: ["referrer", "provider", "authority", "justice"],
    follows: "case",
    readers: "consented",
    adopted: true,
  },
  // Who wrote it says so, and whoever was ever in the case must hear of it.
  "answers.misplaced": { authors: ["provider", "authority", "justice"], follows: "case", readers: "anyone" },
  grant: { authors: ["provider"], follows: "case", readers: "named" },
  adopt: { authors: ["provider"], follows: "case", readers: "participants" },
  "case.link": { authors: holding, follows: "case", readers: "own" },
} as const satisfies { readonly [K in CaseKind]: PolicyRow };

/** Who may take which step of status (FD6): formal identification is the competent authority's alone. */
export const statusAuthors: { readonly [S in Status]: readonly Party[] } = {
  contact: ["referrer", "provider", "authority"],
  presumed: ["referrer", "provider", "authority"],
  "formally-identified": ["authority"],
  "not-identified": ["authority"],
  exited: ["provider", "authority"],
};

/** True for a kind that a provider may adopt (FD5). */
export function isAdopted(kind: CaseKind): boolean {
  return policyRow(kind).adopted === true;
}

/** True for a party that may say that the person withdraws a consent for another organisation than its own (FD7d). */
export function withdrawsForOthers(party: Party): boolean {
  return party === "referrer" || party === "provider";
}

/** The row of a kind. */
export function policyRow(kind: CaseKind): PolicyRow {
  return policyTable[kind];
}

/**
 * How a provider answers a referral: the kind of entry, and the field in which the answer says a code. Engine, screens, commands and the demonstration read this
 * table; the words of a verb are `act.<verb>`, `<verb>.title`, `.body` and `.done`, with a code `<verb>.<field>`, `.gap` and `<field>.<code>`.
 */
export const answerTable = {
  accept: { kind: "referral.accept" },
  decline: { kind: "referral.decline", says: "reason" },
  waitlist: { kind: "referral.waitlist" },
  meet: { kind: "referral.meet" },
  close: { kind: "referral.close", says: "outcome" },
  reopen: { kind: "referral.reopen", says: "why" },
} as const satisfies Readonly<Record<string, { readonly kind: CaseKind; readonly says?: AnswerField }>>;
export type AnswerVerb = keyof typeof answerTable;
export const answerVerbs = Object.keys(answerTable) as readonly AnswerVerb[];

type SaidBy<V extends AnswerVerb> = (typeof answerTable)[V] extends { readonly says: infer F extends AnswerField }
  ? { readonly [K in F]: AnswerCode<F> }
  : unknown;
/** A verb with what it says. */
export type GivenAnswer = { [V in AnswerVerb]: { readonly verb: V } & SaidBy<V> }[AnswerVerb];

/** The field in which an answer says a code; null where it says none. */
export function fieldOfAnswer(verb: AnswerVerb): AnswerField | null {
  const row = answerTable[verb];
  return "says" in row ? row.says : null;
}

/** The answer with this code; null for a code that the verb does not take, or where it takes one and there is none. */
export function answerOf(verb: AnswerVerb, code?: string): GivenAnswer | null {
  const field = fieldOfAnswer(verb);
  if (field === null) return code === undefined ? ({ verb } as GivenAnswer) : null;
  if (code === undefined || !(answerCodes[field] as readonly string[]).includes(code)) return null;
  const answer: Readonly<Record<string, string>> = { verb, [field]: code };
  return answer as GivenAnswer;
}
