// The parts of a case that a consent would let an organisation read (FD11e), before anything is sealed: from the functions that choose what a grant carries and
// who reads a save, so that no screen says anything else than what happens.
import { entriesCarried, type GrantTo } from "../../core/case/readers.ts";
import { partOf } from "../../core/entry-kind.ts";
import type { ReadersLog } from "../../core/forms-in-force.ts";
import { helps, type Part, parts, partsOpened } from "../../core/part-table.ts";
import type { Sharing } from "../views.ts";
import type { FoldedCase } from "./fold-held.ts";

/** `waiting` are the parts of which something waits, as the writer of sheets knows them. */
export function sharingOf(
  { state, source }: FoldedCase,
  waiting: ReadonlySet<Part>,
  log: Pick<ReadersLog, "directory" | "forms">,
  consent: GrantTo,
): Sharing {
  const { organisation, purposes } = consent;
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
  return { opens, before, closed: others.filter((part) => !before.includes(part)), later: helps(purposes) };
}
