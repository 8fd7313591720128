// A handful of invented cases in different states. The people in them are teapots and kettles, so that nobody takes them for anybody.
import type { ReferralDraft } from "../../core/referral-draft.ts";

export interface InventedCase {
  readonly from: string;
  /** Slugs of the receivers, in the order of choice. */
  readonly to: readonly string[];
  readonly draft: Omit<ReferralDraft, "choices">;
  /** What the first receiver has done with it. */
  readonly after: "waits" | "waitlist" | "accept" | "meet" | "close" | "decline";
}

const consent = {
  manner: "spoken",
  interpreter: "none",
  basis: "consent",
  purposes: ["referral"],
  compartments: ["referral", "identity", "contact", "narrative"],
} as const;

export const inventedCases: readonly InventedCase[] = [
  {
    from: "border-isfara",
    to: ["shelter-north", "legal-quince"],
    after: "close",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        signs: ["wages-withheld", "excessive-hours", "documents-held-by-other"],
        decision: "presumed",
        wants: ["shelter-emergency", "documents"],
        language: "tg",
        place: "TJ-SU-02",
      },
      identity: { name: "Copper Kettle", name_is: "pseudonym", gender: "Feminine", citizenship: "TJ" },
      contact: { how: "waits-here", safe: "Knock twice and say that the water boils" },
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
  {
    from: "police-sughd",
    to: ["shelter-north"],
    after: "meet",
    draft: {
      screening: {
        danger: "unclear",
        age: "in-doubt",
        signs: ["child-without-family", "afraid"],
        decision: "presumed",
        wants: ["shelter-emergency", "psychological"],
        language: "uz",
        place: "TJ-SU-01",
      },
      identity: { name: "Little Saucer", name_is: "used", gender: "NonSpecifiedUnknown" },
      contact: { how: "through-officer", safe: "The officer brings the saucer at four" },
      consent: { ...consent, basis: "best-interest-of-child", interpreter: "present", language: "uz" },
      escort: true,
    },
  },
  {
    from: "consulate-yekaterinburg",
    to: ["ngo-samovar", "shelter-north"],
    after: "accept",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        signs: ["debt-bondage", "not-free-to-leave", "lives-at-workplace"],
        decision: "presumed",
        wants: ["return", "interpretation"],
        language: "tg",
        place: "RU",
      },
      identity: { name: "Iron Ladle", name_is: "pseudonym", gender: "Masculine", citizenship: "TJ" },
      contact: { how: "phone", safe: "Evenings only; ask whether the soup is ready", when: "after eight" },
      narrative: "The ladle was promised a kitchen and got a cellar.",
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
  {
    from: "police-khatlon",
    to: ["shelter-apricot", "shelter-north"],
    after: "decline",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        signs: ["deceived-about-work", "earnings-taken"],
        decision: "unclear",
        wants: ["shelter-transition", "documents"],
        language: "ru",
        place: "TJ-KT-02",
      },
      identity: { name: "Wooden Spoon", name_is: "pseudonym", gender: "Masculine" },
      consent: { ...consent, language: "ru" },
      escort: false,
    },
  },
  {
    from: "border-tursunzoda",
    to: ["shelter-north"],
    after: "waitlist",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        signs: ["threats", "family-threatened"],
        decision: "presumed",
        wants: ["shelter-emergency", "psychological"],
        language: "tg",
        place: "TJ-RA-02",
      },
      identity: { name: "Blue Teacup", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "through-other", safe: "Through the sugar bowl next door" },
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
  {
    from: "police-dushanbe",
    to: ["shelter-north", "legal-quince"],
    after: "waits",
    draft: {
      screening: {
        danger: "now",
        age: "adult",
        signs: ["violence", "not-free-to-leave", "injuries-seen"],
        decision: "presumed",
        wants: ["shelter-emergency", "medical", "legal-advice"],
        language: "tg",
        place: "TJ-DU-01",
      },
      identity: { name: "Cracked Teapot", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "waits-here", safe: "Sits in the room behind the front desk" },
      narrative: "The teapot was thrown and asks not to be sent back to that shelf.",
      consent: { ...consent, language: "tg" },
      escort: true,
    },
  },
  {
    from: "consulate-dubai",
    to: ["ngo-lantern"],
    after: "waits",
    draft: {
      screening: {
        danger: "unclear",
        age: "adult",
        signs: ["documents-held-by-other", "never-leaves-house"],
        decision: "presumed",
        wants: ["shelter-emergency", "return", "documents"],
        language: "tg",
        place: "AE",
      },
      identity: { name: "Silver Tray", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "phone", safe: "Ring once, hang up, wait" },
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
];
