// One list of help: the types of services in the directory. A need and the area of a goal are named by the kinds of help that meet them, in one table that desk,
// directory, and the referral to several services go by (FM17). From general knowledge; practitioners have not tried it.
import type { ServiceType } from "./service.ts";

/** What meets each need of the form `needs`, the likeliest first. */
export const helpForNeed = {
  shelter: ["shelter-emergency", "shelter-transition"],
  "food-clothes": ["cash", "shelter-emergency"],
  medical: ["medical"],
  psychological: ["psychological"],
  legal: ["legal-advice", "legal-representation"],
  documents: ["documents"],
  interpreter: ["interpretation"],
  schooling: ["schooling", "vocational"],
  work: ["job", "vocational", "micro-grant"],
  money: ["cash", "micro-grant"],
  "child-care": ["child-care"],
  "family-contact": ["family-tracing"],
  disability: ["medical", "escort"],
} as const satisfies Readonly<Record<string, readonly ServiceType[]>>;
export type PersonNeed = keyof typeof helpForNeed;
export const needs = Object.keys(helpForNeed) as readonly PersonNeed[];

/** What leads to a goal of each area of the form `goal` (HTCDS `spl_Type`), the likeliest first. */
export const helpForArea = {
  Education: ["schooling", "vocational"],
  Financial: ["cash", "micro-grant"],
  Health: ["medical", "psychological"],
  LabourExploitationRehabilitation: ["psychological", "medical", "vocational"],
  Legal: ["legal-advice", "legal-representation", "documents"],
  Livelihood: ["job", "vocational", "micro-grant"],
  RightsBasedTraining: ["legal-advice"],
  SexualExploitationRehabilitation: ["psychological", "medical", "vocational"],
  SocialCare: ["shelter-emergency", "shelter-transition", "child-care", "family-tracing", "interpretation", "escort"],
} as const satisfies Readonly<Record<string, readonly ServiceType[]>>;

/** What the person asks for without an assessment: no need of the form stands for it. */
export const helpWithoutNeed: readonly ServiceType[] = ["return", "hotline"];

/** The kinds of help that meet any of these needs, each once, in the order of the needs. A key that is no need meets nothing: a country may ask for more. */
export function helpFor(wanted: readonly string[]): readonly ServiceType[] {
  return [...new Set(wanted.flatMap((need): readonly ServiceType[] => (isNeed(need) ? helpForNeed[need] : [])))];
}

function isNeed(key: string): key is PersonNeed {
  return Object.hasOwn(helpForNeed, key);
}
