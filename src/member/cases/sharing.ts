// What a consent would let an organisation read of a case (FD11e), part by part, before anything is sealed: from the functions that choose what a grant carries and
// who reads a save, so that no screen says anything else than what happens.
import type { CaseState } from "../../core/case/fold.ts";
import { entriesCarried, type GrantTo } from "../../core/case/readers.ts";
import type { Directory } from "../../core/directory.ts";
import { partOf } from "../../core/entry-kind.ts";
import type { FormBook } from "../../core/form/form.ts";
import { helps, type Part, parts, partsOpened } from "../../core/part-table.ts";
import type { Sharing } from "../views.ts";

/** `replaced` and `waiting` as the writers of cases and of sheets know them: saves replaced by some that are gone, and parts of which something waits. */
export function sharingOf(
  state: CaseState,
  replaced: ReadonlySet<string>,
  waiting: ReadonlySet<Part>,
  directory: Directory,
  forms: FormBook,
  consent: GrantTo,
): Sharing {
  const { organisation, purposes } = consent;
  const readable = directory.readableParts(organisation);
  const { now, later } = partsOpened(consent, readable);
  const carried = new Set(
    entriesCarried(state, replaced, directory, forms, consent).flatMap(({ content }) =>
      "newer" in content ? [] : [partOf(content)],
    ),
  );
  const opens = now.map((part) => ({
    part,
    isHeld: carried.has(part) || (later.includes(part) && waiting.has(part)),
  }));
  const others = parts.filter((part) => !now.includes(part));
  const before = others.filter((part) =>
    state.consents.some(
      (given) =>
        given.organisation === organisation &&
        given.held &&
        // What was read is not unread by a withdrawal, but by the erasure that follows its confirmation (FD7l).
        !given.purge &&
        partsOpened(given, readable).now.includes(part),
    ),
  );
  return { opens, before, closed: others.filter((part) => !before.includes(part)), later: helps(purposes) };
}
