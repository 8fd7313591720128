// The parts of a case that a consent would let an organisation read (FD11e), before anything is sealed: from the functions that choose what a grant carries and
// who reads a save, so that no screen says anything else than what happens.
import { entriesCarried, type GrantTo, isKeptFromSigns } from "../../core/case/readers.ts";
import { partOf } from "../../core/entry-kind.ts";
import { isOfBody } from "../../core/official-body.ts";
import { helps, type Part, parts, partsOpened } from "../../core/part-table.ts";
import type { Sharing } from "../views.ts";
import type { OpenCase, OpenGround } from "./open-case.ts";
import { bodiesOfWaiting, isKept } from "./sheet-entries.ts";
import { sheetIn } from "./sheet-place.ts";

export function sharingOf(
  ground: Pick<OpenGround, "open" | "log" | "waiting" | "organisation">,
  caseId: string,
  consent: GrantTo,
): Sharing {
  const { organisation, purposes } = consent;
  const { log } = ground;
  const openCase = ground.open.of(caseId);
  const { state, source } = openCase.folded;
  const waiting = waitingParts(openCase, ground, organisation);
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

/** The parts of which something waits that is sealed to this organisation too, once a consent opens them to it. */
function waitingParts(
  { id, state, sealedSheets }: OpenCase,
  ground: Pick<OpenGround, "log" | "waiting" | "organisation">,
  newcomer: string,
): ReadonlySet<Part> {
  const { waiting, log } = ground;
  return new Set(
    waiting.of(id).flatMap((of) => {
      const sheet = sheetIn(sealedSheets, of.form, of.sheet);
      if (isOfBody(log.directory, newcomer, bodiesOfWaiting(of, sheet, log.forms))) return [];
      return of.saves.flatMap(({ onlyUs, body: { part, version } }) =>
        (onlyUs ?? isKept(state, { part, form: log.forms.version(version), sheet }, ground)) ? [] : [part],
      );
    }),
  );
}
