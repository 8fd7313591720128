// The referral of the world of the tests.
import type { BodyOf, Compartment } from "../../src/core/entry-kind.ts";
import type { Answers } from "../../src/core/form/form.ts";
import type { FirstForm, ReferralDraft } from "../../src/core/referral-draft.ts";
import type { WorldOrganisation } from "./world.ts";

/** The same draft with these answers of one form in the place of its own. */
export function answering(draft: ReferralDraft, form: FirstForm, set: Answers["set"]): ReferralDraft {
  const { set: before, gone } = draft.sheets?.[form] ?? { set: {}, gone: {} };
  const left = Object.fromEntries(Object.entries(gone).filter(([field]) => !Object.hasOwn(set, field)));
  return { ...draft, sheets: { ...draft.sheets, [form]: { set: { ...before, ...set }, gone: left } } };
}

/** What is begun of a draft: its story alone. */
export function begunDraft(words: string): ReferralDraft {
  return { sheets: { story: { set: { words }, gone: {} } } };
}

/** A whole draft of an unmistakably invented referral to these organisations. */
export function exampleDraft(
  choices: readonly WorldOrganisation[],
  words: Partial<Record<"name" | "safe" | "narrative", string>> = {},
): ReferralDraft {
  return {
    sheets: {
      "first-line": {
        set: {
          danger: "not-now",
          age: "adult",
          language: "tg",
          place: "XT-KT-15",
          "debt-and-pay": ["debt-bondage"],
          decision: "presumed",
          wants: ["shelter-emergency"],
        },
        gone: { sex: "not-asked" },
      },
      person: {
        set: { given: words.name ?? "Test Person 1", "name-is": "pseudonym" },
        gone: {},
      },
      reach: { set: { way: "phone", value: words.safe ?? "call the example number at noon" }, gone: {} },
      story: { set: { words: words.narrative ?? "The papers were kept by the example employer." }, gone: {} },
    },
    consent: {
      manner: "spoken",
      interpreter: "none",
      basis: "consent",
      language: "tg",
      purposes: ["referral"],
      compartments: ["referral", "identity", "contact", "narrative"],
    },
    choices: choices.map(({ id }) => ({
      organisation: id,
      compartments: ["referral", "identity", "contact", "narrative"],
    })),
    escort: false,
  };
}

/** What a person agrees to in these tests: that an organisation helps, and reads these compartments. */
export function consentFor(organisation: string, compartments: readonly Compartment[]): BodyOf<"consent.give"> {
  return {
    organisation,
    purposes: ["referral", "support"],
    compartments,
    language: "tg",
    manner: "spoken",
    interpreter: "none",
    basis: "consent",
  };
}
