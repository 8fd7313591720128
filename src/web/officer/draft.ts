// Changes to the referral that is being written. Each is kept at once by the engine, so that back, stop and lock lose nothing.
import type { Compartment } from "../../core/entry-kind.ts";
import type { DraftChoice, ReferralDraft } from "../../core/referral-draft.ts";
import { isTreatedAsChild } from "../../core/screening.ts";
import type { Engine } from "../engine.ts";

type Screening = NonNullable<ReferralDraft["screening"]>;
type Consent = NonNullable<ReferralDraft["consent"]>;

export function draftOf(engine: Engine): ReferralDraft {
  return engine.draft.value ?? {};
}

export function amend(engine: Engine, change: ReferralDraft): void {
  void engine.saveDraft({ ...draftOf(engine), ...change });
}

export function amendScreening(engine: Engine, change: Screening): void {
  const { consent, ...draft } = draftOf(engine);
  const screening = { ...draft.screening, ...change };
  if (consent === undefined) {
    amend(engine, { screening });
    return;
  }
  // The consent is in the person's language; a change of one changes the other.
  const inLanguage = change.language === undefined ? consent : { ...consent, language: change.language };
  const outgrown =
    consent.basis === "best-interest-of-child" && screening.age !== undefined && !isTreatedAsChild(screening.age);
  const changed = { ...draft, screening, consent: inLanguage };
  void engine.saveDraft(outgrown ? withoutBasis(changed) : changed);
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
  void engine.saveDraft({
    ...rest,
    consent,
    ...(choices === undefined ? {} : { choices: isOtherBasis ? withoutYes(choices) : narrowed(choices, compartments) }),
    ...(identity !== undefined && compartments.includes("identity") ? { identity } : {}),
    ...(contact !== undefined && compartments.includes("contact") ? { contact } : {}),
    ...(narrative !== undefined && compartments.includes("narrative") ? { narrative } : {}),
  });
}

/** How she was told her rights; null when it was not done after all. */
export function amendRights(engine: Engine, how: NonNullable<ReferralDraft["rights"]> | null): void {
  const { rights: _old, ...rest } = draftOf(engine);
  void engine.saveDraft(how === null ? rest : { ...rest, rights: how });
}

/** The person says no, or not yet. */
export function takeBackBasis(engine: Engine): void {
  void engine.saveDraft(withoutBasis(draftOf(engine)));
}

/** What the person agreed that one organisation learns; null when she did not agree that it gets anything. */
export function amendChoice(engine: Engine, organisation: string, compartments: readonly Compartment[] | null): void {
  const { choices = [] } = draftOf(engine);
  const amended = choices.map((choice) => {
    if (choice.organisation !== organisation) return choice;
    const { compartments: _old, ...bare } = choice;
    return compartments === null ? bare : { ...bare, compartments };
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
  return choices.map(({ compartments: _compartments, ...choice }) => choice);
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
  void engine.saveDraft(identity.name === undefined || identity.name === "" ? rest : { ...rest, identity });
}

/** Amends the contact; null takes it away. */
export function amendContact(engine: Engine, change: NonNullable<ReferralDraft["contact"]> | null): void {
  const { contact: old, ...rest } = draftOf(engine);
  void engine.saveDraft(change === null ? rest : { ...rest, contact: { ...old, ...change } });
}

export function amendNarrative(engine: Engine, text: string): void {
  const { narrative: _old, ...rest } = draftOf(engine);
  void engine.saveDraft(text === "" ? rest : { ...rest, narrative: text });
}
