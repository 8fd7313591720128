// Changes to the referral that is being written. Each is kept at once by the engine, so that back, stop and lock lose nothing.
import type { Compartment } from "../../core/entry-kind.ts";
import type { ReferralDraft } from "../../core/referral-draft.ts";
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
  const screening = { ...draftOf(engine).screening, ...change };
  const { consent } = draftOf(engine);
  // The consent is in the person's language; a change of one changes the other.
  const inLanguage =
    consent === undefined || change.language === undefined
      ? {}
      : { consent: { ...consent, language: change.language } };
  amend(engine, { screening, ...inLanguage });
}

/** Amends the consent. Parts of the draft that it no longer covers are erased. */
export function amendConsent(engine: Engine, change: Consent): void {
  const { identity, contact, narrative, consent: old, ...rest } = draftOf(engine);
  const language = rest.screening?.language;
  const compartments: readonly Compartment[] = change.compartments ?? old?.compartments ?? ["referral"];
  const consent: Consent = {
    purposes: ["referral"],
    ...old,
    ...(language === undefined ? {} : { language }),
    ...change,
    compartments,
  };
  void engine.saveDraft({
    ...rest,
    consent,
    ...(identity !== undefined && compartments.includes("identity") ? { identity } : {}),
    ...(contact !== undefined && compartments.includes("contact") ? { contact } : {}),
    ...(narrative !== undefined && compartments.includes("narrative") ? { narrative } : {}),
  });
}

/** Amends the name; an emptied one leaves no trace. */
export function amendIdentity(engine: Engine, change: NonNullable<ReferralDraft["identity"]>): void {
  const { identity: old, ...rest } = draftOf(engine);
  const identity = { ...old, ...change };
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
