// The referral of the world of the tests.
import type { ReferralDraft } from "../../src/core/referral-draft.ts";
import type { WorldOrganisation } from "./world.ts";

/** A whole draft of an unmistakably invented referral to these organisations. */
export function teapotDraft(
  choices: readonly WorldOrganisation[],
  words: Partial<Record<"name" | "safe" | "narrative", string>> = {},
): ReferralDraft {
  return {
    screening: {
      danger: "not-now",
      age: "adult",
      signs: ["debt-bondage"],
      decision: "presumed",
      wants: ["shelter-emergency"],
      language: "tg",
      place: "XT-KT-15",
    },
    identity: { name: words.name ?? "Teapot the First", name_is: "pseudonym", gender: "NonSpecifiedUnknown" },
    contact: { how: "phone", safe: words.safe ?? "whistle like a kettle" },
    narrative: words.narrative ?? "The teapot was kept on a shelf.",
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
