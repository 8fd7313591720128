// What an officer has gathered before a referral is sealed. It exists on the device only, under the vault, until then.

import { isBirthDate } from "./birth-date.ts";
import type { BodyOf, Compartment } from "./entry-kind.ts";
import { isTreatedAsChild } from "./screening.ts";

/** How many a device keeps: two people at one border need two, and among more than five one is forgotten. */
export const mostDrafts = 5;

/** A referral that is being written. Everything is optional until `send` checks that it is whole. */
export interface ReferralDraft {
  readonly screening?: Partial<Omit<BodyOf<"screening">, "list">>;
  readonly identity?: Partial<BodyOf<"identity">>;
  readonly contact?: Partial<BodyOf<"contact">>;
  readonly narrative?: string;
  /** How consent was given, and the most that it covers. */
  readonly consent?: Partial<Omit<BodyOf<"consent.give">, "organisation">>;
  /** In the order of choice, one to three. */
  readonly choices?: readonly DraftChoice[];
  readonly escort?: boolean;
  /** The telephone number of the post that refers; a device that knows its own puts it in. */
  readonly ring_back?: string;
  /** How the person was told her rights. It stays on the device. */
  readonly rights?: "understood" | "stop" | "told";
}

/** An organisation that is asked, and what the person agreed that it learns: one consent entry is made from it (FD7). */
export interface DraftChoice {
  readonly organisation: string;
  readonly service?: string;
  /** Missing while it is not agreed that this organisation gets anything. Never more than `consent` covers. */
  readonly compartments?: readonly Compartment[];
}

/** What is missing from a draft before it can be sent, as codes in the order of the pages. Empty when it is whole. */
export type DraftGap = "danger" | "age" | "signs" | "wants" | "consent" | "identity" | "contact" | "choice" | "agreed";

/** The gaps of a draft. */
export function draftGaps(draft: ReferralDraft): readonly DraftGap[] {
  const { screening, consent, identity, contact, choices } = draft;
  const gaps: DraftGap[] = [];
  if (screening?.danger === undefined) gaps.push("danger");
  if (screening?.age === undefined || screening.language === undefined || screening.place === undefined)
    gaps.push("age");
  if (screening?.signs === undefined || screening.decision === undefined) gaps.push("signs");
  if (screening?.wants === undefined || screening.wants.length === 0) gaps.push("wants");
  const { manner, interpreter, basis, language, purposes, compartments } = consent ?? {};
  const consented = [manner, interpreter, basis, language].every((part) => part !== undefined);
  const covered = compartmentsOf(draft).every((compartment) => compartments?.includes(compartment) === true);
  // FD7: nobody decides for an adult what is best for her.
  const forAdult = screening?.age !== undefined && !isTreatedAsChild(screening.age);
  const outgrown = basis === "best-interest-of-child" && forAdult;
  if (!consented || outgrown || purposes?.includes("referral") !== true || !covered) gaps.push("consent");
  if (identity !== undefined && [identity.name, identity.name_is, identity.gender].some((part) => part === undefined)) {
    gaps.push("identity");
  } else if (identity?.born !== undefined && !isBirthDate(identity.born)) gaps.push("identity");
  if (contact !== undefined && [contact.how, contact.safe].some((part) => part === undefined)) gaps.push("contact");
  const distinct = new Set(choices?.map((choice) => choice.organisation));
  if (choices === undefined || distinct.size < 1 || distinct.size > 3 || distinct.size < choices.length)
    gaps.push("choice");
  if (!gaps.includes("consent") && choices?.every((choice) => isAgreed(choice, compartments ?? [])) === false)
    gaps.push("agreed");
  return gaps;
}

// Consent is for one organisation: a yes to the first of three is none to the others.
function isAgreed({ compartments }: DraftChoice, most: readonly Compartment[]): boolean {
  if (compartments?.includes("referral") !== true) return false;
  return compartments.every((compartment) => most.includes(compartment));
}

// What the consent must cover: without it every reader would refuse the entry (FD4).
function compartmentsOf({ identity, contact, narrative }: ReferralDraft): readonly Compartment[] {
  const compartments: Compartment[] = ["referral"];
  if (identity !== undefined) compartments.push("identity");
  if (contact !== undefined) compartments.push("contact");
  if (narrative !== undefined && narrative !== "") compartments.push("narrative");
  return compartments;
}
