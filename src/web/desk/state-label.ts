// Where one organisation stands in one referral or case, in words.
import { t } from "../text/translate.ts";

export function stateLabel(state: string): string {
  switch (state) {
    case "sent":
    case "received":
    case "waitlisted":
    case "accepted":
    case "met":
    case "closed":
    case "declined":
    case "recalled":
    case "granted":
    case "withdrawn":
    case "refused":
    case "erased":
    case "elsewhere":
    case "too-late":
    case "suspended":
    case "not-yet":
    case "own":
    case "asked":
    case "asked-waitlisted":
    case "asked-accepted":
    case "asked-met":
    case "asked-closed":
    case "asked-declined":
      return t(`state.${state}`);
    default:
      return state;
  }
}
