// The link of an invitation that led here (EN6c). Nothing is done about it before a person presses, and where this browser holds a device already nothing
// is done at all.
import { invitationFragment } from "../member/enrolment/invitation-fragment.ts";

let taken = "";

/** The link, from its fragment on; empty where none led here. */
export function takenInvitation(): string {
  return taken;
}

/** Takes the link out of the address, so that no history keeps it. Called once, before anything is drawn. */
export function takeInvitation(): void {
  if (!location.hash.startsWith(invitationFragment)) return;
  taken = location.hash;
  history.replaceState(history.state, "", location.pathname);
}
