// The organisations that a case worker may bring into a case (SL8): active, of a party that may read cases, and not the case worker's own. Each is
// shown with what speaks for caution; none is left out because of it.
import type { CaseState } from "../../core/case/fold.ts";
import { mayReadCases } from "../../core/party.ts";
import type { ReadersLog } from "../../core/readers-log.ts";
import { isNewIn } from "../sending/service-choice.ts";
import type { Newcomer } from "../views.ts";

/** All that may be chosen, in the order of the directory. */
export function chooseNewcomers(
  { directory, now }: Pick<ReadersLog, "directory" | "now">,
  state: CaseState,
  self: string,
): readonly Newcomer[] {
  return directory
    .organisations()
    .filter(({ id, party }) => id !== self && mayReadCases(party) && directory.isActiveOrganisation(id, now))
    .map((organisation) => ({
      organisation,
      inCase: state.participants.includes(organisation.id),
      canReceive: directory.epochForSending(organisation.id, now) !== null,
      isNew: isNewIn(directory, organisation, now),
      oneDevice: directory.activeReaders(organisation.id, now) < 2,
    }));
}
