// The first-line list of signs, in groups. Marks: groups and signs are from general knowledge of
// UNODC and IOM lists [G]; `ilo11` names the ILO forced-labour indicator a sign belongs to [S]; the children's rule
// is the UN Trafficking Protocol's, article 3 [V]. Weights for sexual exploitation were not found, so there are none at all:
// the suggestion counts signs and never pretends to be the ILO's weighted rule. A score suggests, the officer decides.

/** Signs by group. `strong` signs alone suggest a presumed victim. */
export const signGroups = [
  {
    group: "recruitment",
    signs: ["deceived-about-work", "deceived-about-place-or-employer", "recruiter-arranged-travel"],
  },
  { group: "documents", signs: ["documents-held-by-other", "false-documents-given", "cannot-say-where-going"] },
  { group: "movement", signs: ["not-free-to-leave", "watched-or-escorted", "isolated"] },
  { group: "violence", signs: ["violence", "threats", "family-threatened", "injuries-seen"] },
  { group: "debt-and-pay", signs: ["debt-bondage", "wages-withheld", "earnings-taken"] },
  { group: "work", signs: ["excessive-hours", "dangerous-work", "made-to-work"] },
  { group: "living", signs: ["lives-at-workplace", "bad-living-conditions", "no-medical-care"] },
  { group: "family", signs: ["children-held-elsewhere", "family-depends-on-controller"] },
  { group: "sexual-exploitation", signs: ["made-to-give-sexual-services", "moved-between-places"] },
  { group: "domestic-servitude", signs: ["never-leaves-house", "no-private-space"] },
  { group: "begging-and-crime", signs: ["made-to-beg", "made-to-commit-crime"] },
  { group: "children", signs: ["child-without-family", "child-works", "child-with-unrelated-adults"] },
  { group: "behaviour", signs: ["scripted-answers", "afraid", "lets-other-speak"] },
] as const;

export type SignGroup = (typeof signGroups)[number]["group"];
export type Sign = (typeof signGroups)[number]["signs"][number];

export const signs: readonly Sign[] = signGroups.flatMap((group) => group.signs);

/** Signs that suggest a presumed victim by themselves. Ours, from general knowledge; to be reviewed by practitioners. */
export const strongSigns: ReadonlySet<Sign> = new Set<Sign>([
  "documents-held-by-other",
  "not-free-to-leave",
  "violence",
  "debt-bondage",
  "made-to-work",
  "made-to-give-sexual-services",
  "made-to-beg",
  "made-to-commit-crime",
]);

export const ages = ["adult", "child", "in-doubt"] as const;
export type Age = (typeof ages)[number];

/** Doubt about age means child. */
export function isTreatedAsChild(age: Age): boolean {
  return age !== "adult";
}

/** The person as services say whom they take. Not the gender that a person gives with a name. */
export const sexes = ["women", "men", "other", "not-told"] as const;
export type Sex = (typeof sexes)[number];

export const ageGroups = ["0-11", "12-17", "18-29", "30-"] as const;
export type AgeGroup = (typeof ageGroups)[number];

/** The groups that an age leaves open. In doubt there is none: a group would decide what the doubt leaves open. */
export function ageGroupsOf(age: Age): readonly AgeGroup[] {
  if (age === "in-doubt") return [];
  return age === "child" ? ["0-11", "12-17"] : ["18-29", "30-"];
}

type Suggestion = "presumed" | "possible" | "no-sign";

/**
 * What the signs suggest: `presumed` with one strong sign, or three signs, or for a child two signs; `possible` with any;
 * `no-sign` otherwise. Signs are never conclusive: the screen shows this as a suggestion beside the officer's own decision.
 */
export function suggest(seen: readonly Sign[], age: Age): Suggestion {
  const distinct = new Set(seen);
  const enough = isTreatedAsChild(age) ? 2 : 3;
  if (distinct.size >= enough || [...distinct].some((sign) => strongSigns.has(sign))) return "presumed";
  return distinct.size > 0 ? "possible" : "no-sign";
}
