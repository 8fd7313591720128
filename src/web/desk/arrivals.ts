// Whether something arrived since a list was looked at before.
import type { CaseloadItem } from "../../member/views.ts";

/**
 * Looks at one list after another, and says of each whether it has a referral that none before it had. What is there at the beginning, until the first list of which
 * nothing is still to be read, has not arrived. `referralOf` gives none for what does not ring.
 */
export function arrivals(
  referralOf: (item: CaseloadItem) => readonly string[],
): (items: readonly CaseloadItem[], isReading: boolean) => boolean {
  let known: ReadonlySet<string> = new Set();
  let hasBegun = false;
  return (items, isReading) => {
    const referrals = items.flatMap(referralOf);
    const hasArrived = hasBegun && referrals.some((referral) => !known.has(referral));
    hasBegun ||= !isReading;
    // A case that is read anew stands in no list meanwhile.
    known = new Set(isReading ? [...known, ...referrals] : referrals);
    return hasArrived;
  };
}
