// The pages of a referral in their order.

export const steps = ["danger", "person", "signs", "wants", "rights", "consent", "details", "where", "check"] as const;
export type Step = (typeof steps)[number];

export function stepAfter(step: Step): Step {
  return steps[steps.indexOf(step) + 1] ?? "check";
}
