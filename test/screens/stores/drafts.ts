// The referrals of the scenes' stories. Nobody in them exists.
import type { Answers } from "../../../src/core/form/form.ts";
import type { DraftChoice, ReferralDraft } from "../../../src/core/referral-draft.ts";
import { answering } from "../../support/world-draft.ts";

const whole = ["referral", "identity", "contact", "narrative"] as const;

/** Whom a story asks: an organisation, and as what. */
export interface Asked extends Omit<DraftChoice, "organisation"> {
  readonly id: string;
}

/** A whole draft to these, in their order; `first` are answers of the first form in the place of its own. */
export function draftTo(asked: readonly Asked[], first: Answers["set"] = {}): ReferralDraft {
  const draft: ReferralDraft = {
    sheets: {
      "first-line": {
        set: {
          danger: "not-now",
          age: "adult",
          ...(first["age"] === undefined ? { "age-class": "18-29" } : {}),
          sex: "women",
          language: "uz",
          place: "TJ-KT-05",
          documents: ["documents-held-by-other"],
          "debt-and-pay": ["wages-withheld"],
          behaviour: ["scripted-answers"],
          decision: "presumed",
          wants: ["shelter-emergency", "medical", "legal-advice"],
        },
        gone: {},
      },
      person: { set: { given: "Test Person 1", "name-is": "pseudonym" }, gone: {} },
      reach: { set: { way: "waits-here", value: "Ask for the officer on duty; do not call the person." }, gone: {} },
      story: {
        set: {
          words:
            "Example note.\nA word that is too long for a phone: Examplenotewithaverylongwordthatnobodycanbreakinthemiddle.",
          "told-again": false,
        },
        gone: {},
      },
    },
    consent: {
      manner: "spoken",
      interpreter: "by-phone",
      basis: "consent",
      language: "uz",
      purposes: ["referral"],
      compartments: [...whole],
      ...(first === maybeChild ? childsYes : {}),
    },
    choices: asked.map(({ id, ...choice }) => ({ organisation: id, compartments: [...whole], ...choice })),
    escort: true,
  };
  return answering(draft, "first-line", first);
}

/** The first answers of somebody who may be a child. */
export const maybeChild: Answers["set"] = { danger: "now", age: "in-doubt" };

/** What is said of a child who agrees, and for whom an appointed guardian decides (FD14). */
export const childsYes = { guardian: "appointed", assent: "yes" } as const;
