// A handful of invented cases in different states. The people in them are numbered test persons, so that nobody takes them for anybody.
import type { ReferralDraft } from "../../core/referral-draft.ts";

export interface InventedCase {
  readonly from: string;
  /** Slugs of the receivers, in the order of choice. */
  readonly to: readonly string[];
  /** The slug of the organisation at home, for who wants to go home. */
  readonly home?: string;
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
    to: ["shelter-north", "legal-aid"],
    after: "close",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        sex: "women",
        age_group: "30-",
        signs: ["wages-withheld", "excessive-hours", "documents-held-by-other"],
        decision: "presumed",
        wants: ["shelter-emergency", "documents"],
        language: "tg",
        place: "TJ-SU-02",
      },
      identity: { name: "Test Person 1", name_is: "pseudonym", gender: "Feminine", citizenship: "TJ" },
      contact: { how: "waits-here", safe: "Example: ask at the front office" },
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
      identity: { name: "Test Person 2", name_is: "used", gender: "NonSpecifiedUnknown" },
      contact: { how: "through-officer", safe: "Example: the officer comes along at four" },
      consent: { ...consent, basis: "best-interest-of-child", interpreter: "present", language: "uz" },
      escort: true,
    },
  },
  {
    from: "consulate-yekaterinburg",
    to: ["aid-russia"],
    home: "shelter-centre",
    after: "accept",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        sex: "men",
        age_group: "18-29",
        signs: ["debt-bondage", "not-free-to-leave", "lives-at-workplace"],
        decision: "presumed",
        wants: ["return", "interpretation"],
        language: "tg",
        place: "RU",
      },
      identity: { name: "Test Person 3", name_is: "pseudonym", gender: "Masculine", citizenship: "TJ" },
      contact: { how: "phone", safe: "Example: evenings only", when: "after eight" },
      narrative: "Example note: the work was not what was promised.",
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
  {
    from: "police-khatlon",
    to: ["shelter-centre", "legal-aid"],
    after: "decline",
    draft: {
      screening: {
        danger: "not-now",
        age: "adult",
        sex: "men",
        age_group: "30-",
        signs: ["deceived-about-work", "earnings-taken"],
        decision: "unclear",
        wants: ["shelter-transition", "documents"],
        language: "ru",
        place: "TJ-KT-02",
      },
      identity: { name: "Test Person 4", name_is: "pseudonym", gender: "Masculine" },
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
        sex: "women",
        age_group: "18-29",
        signs: ["threats", "family-threatened"],
        decision: "presumed",
        wants: ["shelter-emergency", "psychological"],
        language: "tg",
        place: "TJ-RA-02",
      },
      identity: { name: "Test Person 5", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "through-other", safe: "Example: through a person of trust" },
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
  {
    from: "police-dushanbe",
    to: ["shelter-north", "legal-aid"],
    after: "waits",
    draft: {
      screening: {
        danger: "now",
        age: "adult",
        sex: "women",
        age_group: "18-29",
        signs: ["violence", "not-free-to-leave", "injuries-seen"],
        decision: "presumed",
        wants: ["shelter-emergency", "medical", "legal-advice"],
        language: "tg",
        place: "TJ-DU-01",
      },
      identity: { name: "Test Person 6", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "waits-here", safe: "Example: waits in the office of the officer" },
      narrative: "Example note: the person asks not to be sent back.",
      consent: { ...consent, language: "tg" },
      escort: true,
    },
  },
  {
    from: "consulate-dubai",
    to: ["aid-gulf"],
    home: "shelter-north",
    after: "waits",
    draft: {
      screening: {
        danger: "unclear",
        age: "adult",
        sex: "women",
        age_group: "18-29",
        signs: ["documents-held-by-other", "never-leaves-house"],
        decision: "presumed",
        wants: ["shelter-emergency", "return", "documents"],
        language: "tg",
        place: "AE",
      },
      identity: { name: "Test Person 7", name_is: "pseudonym", gender: "Feminine" },
      contact: { how: "phone", safe: "Example: let it ring once, then wait" },
      consent: { ...consent, language: "tg" },
      escort: false,
    },
  },
];
