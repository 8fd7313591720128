// Whether the person of a case is in danger now, the same for everybody who reads it: it asks nothing of where the reader stands.
import type { CaseState } from "./fold.ts";
import type { Place } from "./referrals.ts";

/** Said anew so, or seen so when the person was referred, as long as nobody has met them since (FD2j). */
export function isInDangerNow(state: Pick<CaseState, "danger" | "dangerSaid" | "referrals" | "own">): boolean {
  if (state.danger !== "now") return false;
  return state.dangerSaid?.isRenewed === true || !isMet(state);
}

function isMet({ referrals, own }: Pick<CaseState, "referrals" | "own">): boolean {
  const places = [...referrals.flatMap((referral) => referral.places), ...(own === null ? [] : [own])];
  return places.some(hasMet);
}

/** Also where the help that met the person has ended since. */
function hasMet({ state, before }: Place): boolean {
  return state === "met" || before === "met";
}
