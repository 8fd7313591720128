// Whether the person of a case is in danger now, the same for everybody who reads it: it asks nothing of where the reader stands.
import type { CaseState } from "./fold.ts";
import type { Place } from "./referrals.ts";

/** Said anew so, or seen so when the person was referred, as long as nobody has met them since (FD2j). */
export function isInDangerNow(state: DangerState): boolean {
  if (state.danger !== "now") return false;
  return state.dangerSaid?.isRenewed === true || !isMet(state);
}

/** True once somebody who is with the person has met them. FD16: who helps with one thing has not said that they are out of danger. */
export function isMet({ referrals, own, inContact }: Pick<CaseState, "referrals" | "own" | "inContact">): boolean {
  const places = referrals.flatMap(({ contact, places: all }) =>
    all.filter(({ organisation }) => contact || inContact.includes(organisation)),
  );
  return [...places, ...(own === null ? [] : [own])].some(hasMet);
}

type DangerState = Pick<CaseState, "danger" | "dangerSaid" | "referrals" | "own" | "inContact">;

/** Also where the help that met the person has ended since. */
function hasMet({ state, before }: Place): boolean {
  return state === "met" || before === "met";
}
