// The parts of what is known of a person (FD7), and the table of parts: who may write one, which other organisations may ever read it, whether it may hold
// free text, and when it is shown. It is compiled, as the policy table is (FD4): no consent and no form widens it, and of a country's notes the founding note alone, for the authority (FD11a).
// docs/spec/entry.md is checked against it.
import type { Party } from "./party.ts";

/** What consent may cover, part by part; in consents they are called compartments. `referral` is the coded path of the case, and part of every yes. */
export const parts = [
  "referral",
  "identity",
  "contact",
  "narrative",
  "health",
  "legal",
  "support",
  "safety",
  "notes",
] as const;
export type Part = (typeof parts)[number];

interface PartRow {
  /** Parties whose devices may write it; a form only narrows them (FD11). */
  readonly authors: readonly Party[];
  /** Parties of other organisations that may ever read it, with the person's consent; the author's own always may. */
  readonly readers: readonly Party[];
  readonly freeText: boolean;
  /** Honest programs show it once they accepted, and that is logged (FD8). */
  readonly waits: boolean;
  /** Who opens it on a device is logged for the own organisation (SL10). */
  readonly journal: boolean;
}

const everyReader = ["provider", "authority", "justice"] as const;

export const partTable = {
  referral: {
    authors: ["referrer", "provider", "authority"],
    readers: everyReader,
    freeText: false,
    waits: false,
    journal: false,
  },
  identity: {
    authors: ["referrer", "provider", "authority"],
    readers: everyReader,
    freeText: true,
    waits: true,
    journal: true,
  },
  contact: { authors: ["referrer", "provider"], readers: ["provider"], freeText: true, waits: true, journal: true },
  // The competent authority is often a police body: it reads who the person is and what is asked of it, and no story (R06).
  narrative: {
    authors: ["referrer", "provider", "authority"],
    readers: ["provider", "justice"],
    freeText: true,
    waits: true,
    journal: true,
  },
  health: { authors: ["provider"], readers: ["provider"], freeText: true, waits: true, journal: true },
  legal: {
    authors: ["referrer", "provider", "authority", "justice"],
    readers: everyReader,
    freeText: true,
    waits: true,
    journal: true,
  },
  support: { authors: ["provider"], readers: ["provider"], freeText: true, waits: true, journal: false },
  safety: { authors: ["provider"], readers: ["provider"], freeText: true, waits: true, journal: true },
  notes: {
    authors: ["provider", "authority", "justice"],
    readers: ["provider"],
    freeText: true,
    waits: true,
    journal: true,
  },
} as const satisfies { readonly [P in Part]: PartRow };

/** The row of a part. */
export function partRow(part: Part): PartRow {
  return partTable[part];
}

/** Questions of consent that the founding note of a country may open to the competent authority: where it is no police body, and shelters people (FD11a). */
export const openable = ["help", "health"] as const satisfies readonly ConsentQuestion[];
export type OpenedToAuthority = readonly (typeof openable)[number][];

/** True for a party whose organisations may read a part that another organisation wrote (R06), in a country that has opened so much to the authority. */
export function mayReadPart(party: Party | undefined, part: Part, opened: OpenedToAuthority): boolean {
  if (party === undefined) return false;
  const isOpened = opened.some((question) => (consentQuestions[question] as readonly Part[]).includes(part));
  return partRow(part).readers.includes(party) || (party === "authority" && isOpened);
}

/** The parts that organisations of a party may ever read of what others write. */
export function readableParts(party: Party | undefined, opened: OpenedToAuthority): readonly Part[] {
  return parts.filter((part) => mayReadPart(party, part, opened));
}

/** A consent, as far as it says what its organisation reads. */
interface Agreed {
  readonly compartments: readonly Part[];
  readonly purposes: readonly string[];
}

/**
 * The parts that a consent opens to an organisation whose party may read `readable` (FD11e): `now` is what a grant carries of the case as it is, `later` what is
 * written afterwards. What seals and what screens list are both this.
 */
export function partsOpened(
  { compartments, purposes }: Agreed,
  readable: readonly Part[],
): { readonly now: readonly Part[]; readonly later: readonly Part[] } {
  const now = readable.filter((part) => compartments.includes(part));
  return { now, later: helps(purposes) ? now : [] };
}

/** R01: a purpose is a purpose. Consent to statistics alone carries nothing. */
export function helps(purposes: readonly string[]): boolean {
  return purposes.includes("referral") || purposes.includes("support");
}

/** What a person is asked, in plain words; what is agreed to is whole parts. */
export const consentQuestions = {
  /** Who you are, and how to reach you. */
  who: ["identity", "contact"],
  /** What happened. */
  happened: ["narrative", "legal"],
  /** The help that you get. */
  help: ["support", "safety"],
  /** Your health: asked when a health organisation or a health sheet is at hand (R14). */
  health: ["health"],
} as const satisfies Readonly<Record<string, readonly Part[]>>;
export type ConsentQuestion = keyof typeof consentQuestions;

/** The parts that these answers open to who may read `readable`: `referral` is in every yes, `notes` in none. */
export function partsOfYes(yes: readonly ConsentQuestion[], readable: readonly Part[]): readonly Part[] {
  return ["referral", ...readable.filter((part) => yes.some((question) => askedIn(question).includes(part)))];
}

/** The parts of which a question asks who may read `readable`. */
export function partsAsked(question: ConsentQuestion, readable: readonly Part[]): readonly Part[] {
  return readable.filter((part) => askedIn(question).includes(part));
}

/** The questions to which a consent says yes: all is in it of which they ask. Half of one is no yes to it. */
export function questionsOf(agreed: readonly Part[], readable: readonly Part[]): readonly ConsentQuestion[] {
  return questionsFor(readable, true).filter((question) =>
    partsAsked(question, readable).every((part) => agreed.includes(part)),
  );
}

/** The questions that are asked of a yes to an organisation that may read `readable`: those of which it may ever read a part. */
export function questionsFor(readable: readonly Part[], healthAtHand: boolean): readonly ConsentQuestion[] {
  return (Object.keys(consentQuestions) as readonly ConsentQuestion[]).filter(
    (question) => (question !== "health" || healthAtHand) && partsAsked(question, readable).length > 0,
  );
}

function askedIn(question: ConsentQuestion): readonly Part[] {
  return consentQuestions[question];
}
