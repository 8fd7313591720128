// Whether something arrived since a list was looked at before.
import { changeOf } from "../../member/cases/list-change.ts";
import type { CaseloadItem } from "../../member/views.ts";

/**
 * Looks at one list after another, and says of each whether it has a referral that none before it had. What is there at the beginning, until the first list of which
 * nothing is still to be read, has not arrived. `referralOf` gives none for what does not ring.
 */
export function arrivals(
  referralOf: (item: CaseloadItem) => readonly string[],
): (items: readonly CaseloadItem[], isReading: boolean) => boolean {
  let known: ReadonlySet<string> = new Set();
  // The list that was looked at last, where nothing of it was still to be read.
  let whole: readonly CaseloadItem[] | null = null;
  let hasBegun = false;
  return (items, isReading) => {
    const change = changeOf(items);
    const isSaidOtherwise =
      change !== undefined &&
      change.before === whole &&
      isSameSet(change.gone.flatMap(referralOf), change.came.flatMap(referralOf));
    const isSame = !isReading && (items === whole || isSaidOtherwise);
    const mayArrive = hasBegun;
    hasBegun ||= !isReading;
    whole = isReading ? null : items;
    if (isSame) return false;
    const referrals = items.flatMap(referralOf);
    const hasArrived = mayArrive && referrals.some((referral) => !known.has(referral));
    // A case that is read anew stands in no list meanwhile.
    known = new Set(isReading ? [...known, ...referrals] : referrals);
    return hasArrived;
  };
}

function isSameSet(some: readonly string[], others: readonly string[]): boolean {
  return some.length === others.length && some.every((one) => others.includes(one));
}
