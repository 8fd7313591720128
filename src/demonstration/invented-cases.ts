// The invented cases of the demonstration (cases.json): they are on the desks of a case worker, a legal aid and an organisation abroad, months old and in every
// state. The people in them are numbered test persons, so that nobody takes them for anybody; what is said of them is called an example and is nobody's story.
import type { BodyOf, Compartment } from "../core/entry-kind.ts";
import type { Answers, AnswerValue } from "../core/form/form.ts";
import { type AnswerVerb, answerOf, type GivenAnswer } from "../core/policy-table.ts";
import type { FirstForm } from "../core/referral-draft.ts";
import type { ServiceType } from "../core/service.ts";
import cases from "./cases.json" with { type: "json" };

export interface InventedCase {
  /** The slug of the organisation that refers, or of the provider itself for a case of its own. */
  readonly from: string;
  /** Slugs of the receivers, in the order of choice. */
  readonly to: readonly string[];
  /** The slug of the organisation at home, for who wants to go home. */
  readonly home?: string;
  /** How many days ago it began. */
  readonly ago: number;
  readonly sheets: Readonly<Partial<Record<FirstForm, InventedSheet>>>;
  readonly consent?: Partial<AgreedTo>;
  readonly escort?: true;
  /** In the order in which they are taken; none is earlier than the one before it. */
  readonly steps: readonly CaseStep[];
}

type AgreedTo = Omit<BodyOf<"consent.give">, "organisation">;

export type CaseStep = CaseAct & {
  /** How many days ago. */
  readonly ago: number;
  /** The slug of the organisation; the first receiver by default. */
  readonly by?: string;
  /** On its first device; without this on the second one. */
  readonly isColleague?: true;
};

type CaseAct =
  /** With the code that the verb says, where it says one. */
  | { readonly answer: AnswerVerb; readonly code?: string }
  | (InventedSheet & {
      readonly form: string;
      /** The name of the sheet among the steps of its case: a second step of this name writes into the same sheet. */
      readonly sheet?: string;
      readonly why?: NonNullable<BodyOf<"answers">["why"]>;
    })
  | { readonly strikeOut: string; readonly form: string }
  | ConsentFor
  /** Asks services for one help each, without a name (FD16); `compartments` follow once one accepts. Whoever was asked answers that question from then on. */
  | { readonly ask: readonly AskedService[] }
  /** The person takes back what they agreed to for this organisation, and confirms it. */
  | { readonly takeBackFrom: string };

/** Brings an organisation in; `abroad` where the person agreed that it goes to another country (R22). */
export interface ConsentFor {
  readonly grantTo: string;
  readonly compartments: readonly Compartment[];
  readonly abroad?: true;
}

export interface AskedService {
  /** The slug of the organisation. */
  readonly of: string;
  readonly need: ServiceType;
  readonly compartments: readonly Compartment[];
}

/** Answers by the key of the field. */
interface InventedSheet {
  readonly set: Readonly<Record<string, AnswerValue | Reckoned>>;
  readonly gone?: Answers["gone"];
}

/** The day so many days after the one on which the sheet is written, or the month of that day; the id of an organisation, by its slug. */
type Reckoned = { readonly day: number } | { readonly month: number } | { readonly organisation: string };

interface CasesFile {
  /** Said of every case where it says nothing else: by sheets when they are begun, by the form, and by the consent. */
  readonly usual: { readonly sheets: Readonly<Record<string, InventedSheet["set"]>>; readonly consent: AgreedTo };
  readonly cases: readonly InventedCase[];
}

export const { usual, cases: inventedCases } = cases as CasesFile;

export function answerIn({ answer, code }: { readonly answer: AnswerVerb; readonly code?: string }): GivenAnswer {
  const whole = answerOf(answer, code);
  if (whole === null) throw new Error(`an invented case answers ${answer} with another code than its verb takes`);
  return whole;
}

interface Reckoning {
  /** The day so many days after the one on which the sheet is written. */
  readonly day: (after: number) => string;
  readonly organisation: (slug: string) => string;
}

/** The answers of a sheet that is begun, or written into again, on a day. */
export function answersToForm(
  form: string,
  { set, gone = {} }: InventedSheet,
  reckoning: Reckoning,
  isBegun: boolean,
): Answers {
  const answers = Object.entries({ ...(isBegun ? usual.sheets[form] : {}), ...set });
  return { set: Object.fromEntries(answers.map(([field, value]) => [field, reckon(value, reckoning)])), gone };
}

function reckon(value: AnswerValue | Reckoned, { day, organisation }: Reckoning): AnswerValue {
  if (typeof value !== "object") return value;
  if ("organisation" in value) return organisation(value.organisation);
  if ("month" in value) return day(value.month).slice(0, "2026-01".length);
  return "day" in value ? day(value.day) : value;
}
