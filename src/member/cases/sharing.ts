// The parts of a case that a consent would let an organisation read (FD11e), before anything is sealed: from the functions that choose what a grant carries and
// who reads a save, so that no screen says anything else than what happens.
import { entriesCarried, type GrantTo, isKeptFromSigns } from "../../core/case/readers.ts";
import { partOf } from "../../core/entry-kind.ts";
import { helps, parts, partsOpened } from "../../core/part-table.ts";
import type { Sharing } from "../views.ts";
import type { OpenGround } from "./open-case.ts";
import type { SheetSealing } from "./sheet-sealing.ts";

export function sharingOf(
  { open, sealing, log }: Pick<OpenGround, "open" | "log"> & { readonly sealing: SheetSealing },
  caseId: string,
  consent: GrantTo,
): Sharing {
  const { organisation, purposes } = consent;
  const { state, source } = open.of(caseId).folded;
  const waiting = sealing.waitingParts(caseId, organisation);
  const readable = log.directory.readableParts(organisation);
  const { now, later } = partsOpened(consent, readable);
  const carriedParts = new Set(
    entriesCarried(state, source.replaced, log, consent).flatMap(({ content }) =>
      "newer" in content ? [] : [partOf(content)],
    ),
  );
  const opens = now.map((part) => ({
    part,
    isHeld: carriedParts.has(part) || (later.includes(part) && waiting.has(part)),
  }));
  const others = parts.filter((part) => !now.includes(part));
  const before = others.filter((part) =>
    state.consents.some(
      (each) =>
        each.organisation === organisation &&
        each.held &&
        // A part that was read is not unread by a withdrawal, but by the erasure that follows its confirmation (FD7l).
        !each.purge &&
        partsOpened(each, readable).now.includes(part),
    ),
  );
  return {
    opens,
    before,
    closed: others.filter((part) => !before.includes(part)),
    later: helps(purposes),
    withoutSigns: isKeptFromSigns(state, consent),
  };
}
