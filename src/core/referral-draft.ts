// What an officer has gathered before a referral is sealed. It exists on the device only, under the vault, until then.
import { birthDateForm, isBirthDate } from "./birth-date.ts";
import type { ForWhom } from "./eligibility.ts";
import type { BodyOf, Compartment } from "./entry-kind.ts";
import { genders } from "./person-codes.ts";
import { countryOf, placeCode } from "./place.ts";
import type { Of } from "./schema.ts";
import { code, languageTag, line, object, pattern, set } from "./schema.ts";
import { ageGroups, ageGroupsOf, ages, isTreatedAsChild, sexes, signs } from "./screening.ts";
import { serviceTypes } from "./service.ts";

/** How many a device keeps: two people at one border need two, and among more than five one is forgotten. */
export const mostDrafts = 5;

/** What the officer's pages gather of the person, whole; each goes into a sheet of a form. */
export const draftParts = {
  screening: object(
    {
      danger: code(["now", "not-now", "unclear"]),
      age: code(ages),
      signs: set(code(signs), 60),
      decision: code(["presumed", "unclear", "not"]),
      wants: set(code(serviceTypes), 12),
      language: languageTag,
      place: placeCode,
    },
    // What is left out was not stated.
    { sex: code(sexes), age_group: code(ageGroups) },
  ),
  identity: object(
    { name: line(120), name_is: code(["legal", "used", "pseudonym"]), gender: code(genders) },
    { born: pattern(birthDateForm), citizenship: pattern(/^[A-Z]{2}$/) },
  ),
  contact: object(
    { how: code(["phone", "through-officer", "through-other", "waits-here"]), safe: line(300) },
    { when: line(120) },
  ),
} as const;
type PartOfDraft<K extends keyof typeof draftParts> = Partial<Of<(typeof draftParts)[K]>>;

/** A referral that is being written. Everything is optional until `send` checks that it is whole. */
export interface ReferralDraft {
  readonly screening?: PartOfDraft<"screening">;
  readonly identity?: PartOfDraft<"identity">;
  readonly contact?: PartOfDraft<"contact">;
  readonly narrative?: string;
  /** How consent was given, and the most that it covers. */
  readonly consent?: Partial<Omit<BodyOf<"consent.give">, "organisation">>;
  /** In the order of choice: up to three near the person, and one more at home (FD2). */
  readonly choices?: readonly DraftChoice[];
  readonly escort?: boolean;
  /** The telephone number of the post that refers; a device that knows its own puts it in. */
  readonly ring_back?: string;
  /** How the person was informed of their rights. It stays on the device. */
  readonly rights?: "understood" | "stop" | "explained";
}

/** An organisation that is asked, and what the person agreed that it learns: one consent entry is made from it (FD7). */
export interface DraftChoice {
  readonly organisation: string;
  readonly service?: string;
  /** Missing while it is not agreed that this organisation gets anything. Never more than `consent` covers. */
  readonly compartments?: readonly Compartment[];
  /** For the way home: asked by a second referral of the same case, so that its acceptance and one near the person both count (FD2). */
  readonly home?: true;
  /** The person agreed that this goes to another country (R22): its consent bears the purpose `transfer-abroad` too. */
  readonly abroad?: true;
  /** The officer said a second time that this is meant, though the service says that it is for others. */
  readonly anyway?: true;
}

/** So many organisations are asked near the person, and so many at home. */
export const mostChoices = 3;
export const mostAtHome = 1;

/** What of a screening speaks for a service or against it. */
export function forWhom({ age, sex, age_group }: NonNullable<ReferralDraft["screening"]>): ForWhom {
  return {
    treatAsChild: age !== undefined && isTreatedAsChild(age),
    ...(sex === undefined ? {} : { sex }),
    ...(age_group === undefined ? {} : { ageGroup: age_group }),
  };
}

/** True for who is abroad and wants to go home, which is the country of the log. */
export function goesHome(
  screening: { readonly wants: readonly string[]; readonly place: string },
  home: string,
): boolean {
  return screening.wants.includes("return") && countryOf(screening.place) !== home;
}

/**
 * True when what is sealed for an organisation in this country needs the consent to a transfer abroad (R22): it leaves the country of the log,
 * or the one where the person is. Only where all three are one it stays at home.
 */
export function isTransfer(country: string, place: string, home: string): boolean {
  return country !== home || country !== countryOf(place);
}

/** The choices by referral: those near the person, then those at home. None is empty. */
export function choicesByReferral(choices: readonly DraftChoice[]): readonly (readonly DraftChoice[])[] {
  const near = choices.filter(({ home }) => home !== true);
  const atHome = choices.filter(({ home }) => home === true);
  return [near, atHome].filter((group) => group.length > 0);
}

/** What is missing from a draft before it can be sent, as codes in the order of the pages. Empty when it is whole. */
export type DraftGap = "danger" | "age" | "signs" | "wants" | "consent" | "identity" | "contact" | "choice" | "agreed";

/** The gaps of a draft. */
export function draftGaps(draft: ReferralDraft): readonly DraftGap[] {
  const { screening, consent, identity, contact, choices } = draft;
  const gaps: DraftGap[] = [];
  if (screening?.danger === undefined) gaps.push("danger");
  const { age, age_group } = screening ?? {};
  const contradicts = age !== undefined && age_group !== undefined && !ageGroupsOf(age).includes(age_group);
  if (age === undefined || contradicts || screening?.language === undefined || screening.place === undefined)
    gaps.push("age");
  if (screening?.signs === undefined || screening.decision === undefined) gaps.push("signs");
  if (screening?.wants === undefined || screening.wants.length === 0) gaps.push("wants");
  const { manner, interpreter, basis, language, purposes, compartments } = consent ?? {};
  const consented = [manner, interpreter, basis, language].every((part) => part !== undefined);
  const covered = compartmentsOf(draft).every((compartment) => compartments?.includes(compartment) === true);
  // FD7: nobody decides for adults what is best for them.
  const forAdult = age !== undefined && !isTreatedAsChild(age);
  const outgrown = basis === "best-interest-of-child" && forAdult;
  if (!consented || outgrown || purposes?.includes("referral") !== true || !covered) gaps.push("consent");
  if (identity !== undefined && [identity.name, identity.name_is, identity.gender].some((part) => part === undefined)) {
    gaps.push("identity");
  } else if (identity?.born !== undefined && !isBirthDate(identity.born)) gaps.push("identity");
  if (contact !== undefined && [contact.how, contact.safe].some((part) => part === undefined)) gaps.push("contact");
  if (!areSound(choices ?? [])) gaps.push("choice");
  if (!gaps.includes("consent") && choices?.every((choice) => isAgreed(choice, compartments ?? [])) === false)
    gaps.push("agreed");
  return gaps;
}

function areSound(choices: readonly DraftChoice[]): boolean {
  const distinct = new Set(choices.map((choice) => choice.organisation));
  const atHome = choices.filter(({ home }) => home === true).length;
  const near = choices.length - atHome;
  return choices.length > 0 && distinct.size === choices.length && near <= mostChoices && atHome <= mostAtHome;
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
