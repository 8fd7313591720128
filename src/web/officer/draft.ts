// Changes to the referral that is being written. Each is kept at once by the engine, so that back, stop and lock lose nothing.
import { standingOf } from "../../core/eligibility.ts";
import type { Compartment } from "../../core/entry-kind.ts";
import { type DraftChoice, forWhom, goesHome, isTransfer, type ReferralDraft } from "../../core/referral-draft.ts";
import { ageGroupsOf, isTreatedAsChild } from "../../core/screening.ts";
import type { Service } from "../../core/service.ts";
import type { Engine } from "../engine.ts";

type Screening = NonNullable<ReferralDraft["screening"]>;
/** A change of the screening; an undefined age group takes the old one away. */
type ScreeningChange = Omit<Screening, "age_group"> & { readonly age_group?: Screening["age_group"] | undefined };
type Consent = NonNullable<ReferralDraft["consent"]>;

export function draftOf(engine: Engine): ReferralDraft {
  return engine.drafts.draft.value ?? {};
}

export function amend(engine: Engine, change: ReferralDraft): void {
  void engine.drafts.save({ ...draftOf(engine), ...change });
}

/** Where the person is, as far as it is said: until then the country of the organisation that refers. */
export function personsPlace(engine: Engine): string | undefined {
  return draftOf(engine).screening?.place ?? engine.view.value?.self?.organisation.country;
}

/** The country of the log; null before it is known. */
export function homeOf(engine: Engine): string | null {
  return engine.view.value?.country.country ?? null;
}

/** True for who is abroad and wants to go home: one more organisation is asked there. */
export function isGoingHome(engine: Engine): boolean {
  const home = homeOf(engine);
  const { wants = [] } = draftOf(engine).screening ?? {};
  const place = personsPlace(engine);
  return home !== null && place !== undefined && goesHome({ wants, place }, home);
}

/** The country in which a chosen organisation reads what it gets, when the person must agree to that too (R22); else null. */
export function transferTo(engine: Engine, { organisation, service }: DraftChoice): string | null {
  const home = homeOf(engine);
  const place = personsPlace(engine);
  const countries = [
    engine.directory.service(service ?? "")?.country,
    engine.directory.organisation(organisation)?.country,
  ];
  // A provider that opens a case of its own hands it to nobody.
  if (organisation === engine.view.value?.self?.organisation.id) return null;
  if (home === null || place === undefined) return null;
  return countries.find((country) => country !== undefined && isTransfer(country, place, home)) ?? null;
}

/** For whom a chosen service says that it is, when that is others than the person; else null. */
export function meantForOthers(engine: Engine, { service }: DraftChoice): Service["eligibility"] | null {
  const known = engine.directory.service(service ?? "");
  const who = forWhom(draftOf(engine).screening ?? {});
  return known !== null && standingOf(known, who) === "others" ? known.eligibility : null;
}

export function amendScreening(engine: Engine, change: ScreeningChange): void {
  const { consent, ...before } = draftOf(engine);
  // Whoever says something of the person has seen the country that stands there.
  const isOfPerson = change.age !== undefined || change.sex !== undefined || change.language !== undefined;
  const place = isOfPerson ? personsPlace(engine) : undefined;
  const { age_group, ...amended } = { ...(place === undefined ? {} : { place }), ...before.screening, ...change };
  // A group that the age now contradicts was said of another age.
  const isGroup = age_group !== undefined && amended.age !== undefined && ageGroupsOf(amended.age).includes(age_group);
  const screening: Screening = isGroup ? { ...amended, age_group } : amended;
  const draft = { ...before, screening, ...choicesAfter(engine, before.choices, screening, change) };
  if (consent === undefined) {
    void engine.drafts.save(draft);
    return;
  }
  // The consent is in the person's language; a change of one changes the other.
  const inLanguage = change.language === undefined ? consent : { ...consent, language: change.language };
  const outgrown =
    consent.basis === "best-interest-of-child" && screening.age !== undefined && !isTreatedAsChild(screening.age);
  const changed = { ...draft, consent: inLanguage };
  void engine.drafts.save(outgrown ? withoutBasis(changed) : changed);
}

// Who does not go home any more needs nobody there, and a second yes was about another person.
function choicesAfter(
  engine: Engine,
  choices: readonly DraftChoice[] | undefined,
  { wants = [], place = "" }: Screening,
  change: ScreeningChange,
): Pick<ReferralDraft, "choices"> {
  if (choices === undefined) return {};
  const home = homeOf(engine);
  const goes = home !== null && goesHome({ wants, place }, home);
  const left = choices.filter((choice) => choice.home !== true || goes);
  const isOther = change.sex !== undefined || change.age !== undefined;
  return { choices: isOther ? left.map(({ anyway: _anyway, ...choice }) => choice) : left };
}

/** Amends the consent. Parts of the draft that it no longer covers are erased, and what rested on another basis is not agreed to any more. */
export function amendConsent(engine: Engine, change: Consent): void {
  const { identity, contact, narrative, consent: old, choices, ...rest } = draftOf(engine);
  const language = rest.screening?.language;
  const compartments: readonly Compartment[] = change.compartments ?? old?.compartments ?? ["referral"];
  const consent: Consent = {
    purposes: ["referral"],
    ...old,
    ...(language === undefined ? {} : { language }),
    ...change,
    compartments,
  };
  const isOtherBasis = change.basis !== undefined && change.basis !== old?.basis;
  void engine.drafts.save({
    ...rest,
    consent,
    ...(choices === undefined ? {} : { choices: isOtherBasis ? withoutYes(choices) : narrowed(choices, compartments) }),
    ...(identity !== undefined && compartments.includes("identity") ? { identity } : {}),
    ...(contact !== undefined && compartments.includes("contact") ? { contact } : {}),
    ...(narrative !== undefined && compartments.includes("narrative") ? { narrative } : {}),
  });
}

/** How the person was informed of their rights; null when it was not done after all. */
export function amendRights(engine: Engine, how: NonNullable<ReferralDraft["rights"]> | null): void {
  const { rights: _old, ...rest } = draftOf(engine);
  void engine.drafts.save(how === null ? rest : { ...rest, rights: how });
}

/** Whether the case may be counted: a yes of its own, for each organisation that is asked. */
export function amendStatistics(engine: Engine, isYes: boolean): void {
  const purposes = (draftOf(engine).consent?.purposes ?? ["referral"]).filter((purpose) => purpose !== "statistics");
  amendConsent(engine, { purposes: isYes ? [...purposes, "statistics"] : purposes });
}

/** The last day of the consent; null for none. */
export function amendLastDay(engine: Engine, lastDay: string | null): void {
  const { consent, ...rest } = draftOf(engine);
  const { expires: _old, ...kept } = consent ?? {};
  void engine.drafts.save({ ...rest, consent: lastDay === null ? kept : { ...kept, expires: lastDay } });
}

/** Health is asked for where the person wishes a doctor, or a health organisation is chosen (R14). */
export function isHealthAtHand(engine: Engine): boolean {
  const { screening, choices = [], consent } = draftOf(engine);
  return (
    screening?.wants?.some((want) => want === "medical" || want === "psychological") === true ||
    choices.some(({ organisation }) => engine.directory.organisation(organisation)?.kind === "health") ||
    consent?.compartments?.includes("health") === true
  );
}

/** The person says no, or not yet. */
export function takeBackBasis(engine: Engine): void {
  void engine.drafts.save(withoutBasis(draftOf(engine)));
}

/** What the person agreed that one organisation learns; null when they did not agree that it gets anything. */
export function amendChoice(engine: Engine, organisation: string, compartments: readonly Compartment[] | null): void {
  const { choices = [] } = draftOf(engine);
  const amended = choices.map((choice) => {
    if (choice.organisation !== organisation) return choice;
    const { compartments: _old, ...kept } = choice;
    if (compartments !== null) return { ...kept, compartments };
    const { abroad: _abroad, ...bare } = kept;
    return bare;
  });
  amend(engine, { choices: amended });
}

/** Amends what else was said of one choice: that it may be read in another country, or that it is meant although it is for others. */
export function amendSaid(engine: Engine, organisation: string, what: "abroad" | "anyway", isSaid: boolean): void {
  const { choices = [] } = draftOf(engine);
  const amended = choices.map((choice) => {
    if (choice.organisation !== organisation) return choice;
    const { [what]: _old, ...bare } = choice;
    return isSaid ? { ...bare, [what]: true as const } : bare;
  });
  amend(engine, { choices: amended });
}

function withoutBasis({ consent, choices, ...rest }: ReferralDraft): ReferralDraft {
  const { basis: _basis, ...kept } = consent ?? {};
  return {
    ...rest,
    ...(consent === undefined ? {} : { consent: kept }),
    ...(choices === undefined ? {} : { choices: withoutYes(choices) }),
  };
}

function withoutYes(choices: readonly DraftChoice[]): readonly DraftChoice[] {
  return choices.map(({ compartments: _compartments, abroad: _abroad, ...choice }) => choice);
}

function narrowed(choices: readonly DraftChoice[], most: readonly Compartment[]): readonly DraftChoice[] {
  return choices.map((choice) =>
    choice.compartments === undefined
      ? choice
      : { ...choice, compartments: choice.compartments.filter((compartment) => most.includes(compartment)) },
  );
}

/** Amends who it is; without a name nothing is kept, and what is emptied leaves no trace. */
export function amendIdentity(engine: Engine, change: NonNullable<ReferralDraft["identity"]>): void {
  const { identity: old, ...rest } = draftOf(engine);
  const { born, citizenship, ...named } = { ...old, ...change };
  const identity = {
    ...named,
    ...(born === undefined || born === "" ? {} : { born }),
    ...(citizenship === undefined || citizenship === "" ? {} : { citizenship }),
  };
  void engine.drafts.save(identity.name === undefined || identity.name === "" ? rest : { ...rest, identity });
}

/** Amends the contact; null takes it away. */
export function amendContact(engine: Engine, change: NonNullable<ReferralDraft["contact"]> | null): void {
  const { contact: old, ...rest } = draftOf(engine);
  void engine.drafts.save(change === null ? rest : { ...rest, contact: { ...old, ...change } });
}

export function amendNarrative(engine: Engine, text: string): void {
  const { narrative: _old, ...rest } = draftOf(engine);
  void engine.drafts.save(text === "" ? rest : { ...rest, narrative: text });
}
