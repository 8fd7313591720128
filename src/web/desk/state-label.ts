// Where one organisation stands in one referral or case, in words.
import { type ReferralState, referralStates } from "../../core/policy-table.ts";
import { t } from "../text/translate.ts";

/** Where else a row of the list may stand. */
const others = [
  "granted",
  "withdrawn",
  "refused",
  "erased",
  "elsewhere",
  "too-late",
  "suspended",
  "not-yet",
  "own",
  "asked",
  "asked-waitlisted",
  "asked-accepted",
  "asked-met",
  "asked-closed",
  "asked-declined",
] as const;
const labelled: ReadonlySet<string> = new Set([...Object.keys(referralStates), ...others]);

export function stateLabel(state: string): string {
  return isLabelled(state) ? t(`state.${state}`) : state;
}

function isLabelled(state: string): state is ReferralState | (typeof others)[number] {
  return labelled.has(state);
}
