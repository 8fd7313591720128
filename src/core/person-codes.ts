// Codes about a person that entries and forms share. Those marked HTCDS are from the Human Trafficking Case Data Standard 2.0 (IOM, CC BY 4.0).

/** HTCDS prs_Gender. */
export const genders = [
  "Feminine",
  "Masculine",
  "TransgenderFeminine",
  "TransgenderMasculine",
  "NonConforming",
  "NonSpecifiedUnknown",
] as const;

/** Steps of status (FD6): a history, help starts at `presumed`. */
export const statuses = ["contact", "presumed", "formally-identified", "not-identified", "exited"] as const;
export type Status = (typeof statuses)[number];

/** The step of status that goes with a formal decision, by what its sheet says in the role `identified` (FD15c). */
export const decisionSteps: { readonly [identified: string]: Status } = {
  victim: "formally-identified",
  "not-victim": "not-identified",
};

/** True for a step that is half of a formal decision: it holds no grounds, and no program takes it alone. */
export function isDecision(status: Status): boolean {
  return Object.values(decisionSteps).includes(status);
}

export const ages = ["adult", "child", "in-doubt"] as const;
export type Age = (typeof ages)[number];

/** Doubt about age means child. */
export function isTreatedAsChild(age: Age): boolean {
  return age !== "adult";
}
