// The pages of a referral: those of the first form, by its groups, and the program's own after them.

export const ownSteps = ["rights", "consent", "details", "where", "check"] as const;
export type OwnStep = (typeof ownSteps)[number];
/** A group of the country's first form. */
export type StepOfForm = `form-${string}`;
export type Step = OwnStep | StepOfForm;

export function formStep(group: string): StepOfForm {
  return `form-${group}`;
}

export function isFormStep(step: Step): step is StepOfForm {
  return step.startsWith("form-");
}
