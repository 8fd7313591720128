// What a referral in a running case (FD16) asks for once it was answered: that what the person agreed to is given, and what comes next where the help is not
// possible. Whose task that is follows from who is in contact with the person.

import type { AskedOfReferral } from "../form/roles.ts";
import { standsAs } from "../policy-table.ts";
import { presentFields } from "../present-fields.ts";
import type { CaseState } from "./fold.ts";

/** The form in which a service that is not in the directory is asked by letter: its sheet is the row by hand (FM24). */
export const outsideForm = "outside";

type Referral = CaseState["referrals"][number];

/** The referrals of a running case whose acceptance is logged, and upon which what the person agreed to was not given yet (FD16e). */
export function toGive(state: CaseState): readonly Referral[] {
  const isLogged = (referral: string) =>
    state.entries.some(
      ({ content, verdict, leaf }) =>
        verdict.is === "effective" &&
        !("newer" in content) &&
        content.kind === "referral.accept" &&
        content.body.referral === referral &&
        leaf !== null,
    );
  const isTakenBack = (asked: string | undefined) =>
    state.consents.every((given) => given.organisation !== asked || !given.held || given.withdrawn);
  return state.referrals.filter(
    ({ id, agreed, given, places: [place] }) =>
      agreed !== undefined &&
      given === undefined &&
      place?.state !== "closed" &&
      !isTakenBack(place?.organisation) &&
      isLogged(id),
  );
}

/** True for who asked and is in contact still: its programs give by themselves (FD16e). */
export function givesByItself({ inContact }: CaseState, { sentBy }: Referral, organisation: string): boolean {
  return sentBy === organisation && inContact.includes(organisation);
}

/** What is to be done here about referrals of a running case, by hand (FM9i): as the tasks of an organisation have it. */
export function askedOfReferrals(
  state: CaseState,
  organisation: string,
): { readonly toGive?: readonly AskedOfReferral[]; readonly toDecide?: readonly AskedOfReferral[] } {
  const give = toGive(state).filter(
    (referral) => isTaskOf(state, referral, organisation) && !givesByItself(state, referral, organisation),
  );
  const decide = notPossible(state).filter((referral) => isTaskOf(state, referral, organisation));
  const listed = (referrals: typeof give) => (referrals.length === 0 ? undefined : referrals.map(asked));
  return presentFields({ toGive: listed(give), toDecide: listed(decide) });
}

/** Who asked, while it is in contact; else whoever is; where nobody is, who asked. */
function isTaskOf({ inContact }: CaseState, { sentBy }: Referral, organisation: string): boolean {
  if (inContact.length === 0 || inContact.includes(sentBy)) return organisation === sentBy;
  return inContact.includes(organisation);
}

/** Those that were declined, and for whose help nobody else was asked since, or may still give it. An authority is asked for no help: nobody else stands in for it. */
function notPossible({ referrals }: CaseState): readonly Referral[] {
  const asksForTheSame = (one: Referral, other: Referral) =>
    one.needs.join() === other.needs.join() &&
    (one.needs.length > 0 || one.places[0]?.organisation === other.places[0]?.organisation);
  return referrals.filter(
    (referral, at) =>
      isOfRunningCase(referral) &&
      referral.places[0]?.state === "declined" &&
      !referrals.some(
        (other, place) =>
          other !== referral &&
          asksForTheSame(referral, other) &&
          isOfRunningCase(other) &&
          (place > at || !isOver(other)),
      ),
  );
}

function isOver(referral: Referral): boolean {
  const [place] = referral.places;
  return isOfRunningCase(referral) && place !== undefined && standsAs(place, "helped", "out");
}

function isOfRunningCase({ contact }: Referral): boolean {
  return !contact;
}

function asked({ id, sentAt, places: [place] }: Referral): AskedOfReferral {
  return { referral: id, since: (place?.since ?? sentAt).slice(0, "2031-02-03".length) };
}
