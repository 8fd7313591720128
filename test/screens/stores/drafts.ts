// The referrals of the scenes' stories. Nobody in them exists.
import type { DraftChoice, ReferralDraft } from "../../../src/core/referral-draft.ts";

const whole = ["referral", "identity", "contact", "narrative"] as const;

/** Whom a story asks: an organisation, and as what. */
export interface Asked extends Omit<DraftChoice, "organisation"> {
  readonly id: string;
}

/** A whole draft to these, in their order; the parts of `change` in the place of its own. */
export function draftTo(asked: readonly Asked[], { screening, ...change }: Partial<ReferralDraft> = {}): ReferralDraft {
  return {
    screening: {
      danger: "not-now",
      age: "adult",
      ...(screening?.age === undefined ? { age_group: "18-29" as const } : {}),
      sex: "women",
      signs: ["documents-held-by-other", "wages-withheld", "scripted-answers"],
      decision: "presumed",
      wants: ["shelter-emergency", "medical", "legal-advice"],
      language: "uz",
      place: "TJ-KT-05",
      ...screening,
    },
    identity: { name: "Test Person 1", name_is: "pseudonym", gender: "Feminine" },
    contact: { how: "waits-here", safe: "Ask for the officer on duty; do not call the person." },
    narrative:
      "Example note.\nA word that is too long for a phone: Examplenotewithaverylongwordthatnobodycanbreakinthemiddle.",
    consent: {
      manner: "spoken",
      interpreter: "by-phone",
      basis: "consent",
      language: "uz",
      purposes: ["referral"],
      compartments: [...whole],
    },
    choices: asked.map(({ id, ...choice }) => ({ organisation: id, compartments: [...whole], ...choice })),
    escort: true,
    ...change,
  };
}

/** The same of somebody who may be a child. */
export const maybeChild: Partial<ReferralDraft> = {
  screening: { danger: "now", age: "in-doubt" },
};
