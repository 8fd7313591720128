// The search for a name (FD8). It looks into the names that may be shown, finds in whatever script either is written, and logs what it finds before it gives it
// (SL10). Nothing leaves the device.
import type { CaseState } from "../../core/case/fold.ts";
import { findsName, soundsOf } from "../../core/person-name.ts";
import { Problem } from "../../core/problem.ts";
import { unlessRefused } from "../verb.ts";
import type { NamedCases } from "../views.ts";
import type { AllCases } from "./case-list.ts";
import type { ReadJournal } from "./read-journal.ts";

/** A search names no more cases than these: more would be a list of names. */
export const mostNamed = 5;

/** Throws a Problem of the engine `locked` where the device was locked meanwhile: then nothing is read on, and nothing was found. */
export async function findNamed(
  { cases, open, list, journal, organisation }: AllCases & { readonly journal: ReadJournal },
  words: string,
  isOpen: () => boolean,
): Promise<NamedCases> {
  const isWanted = findsName(soundsOf(words));
  const stillOpen = () => {
    if (!isOpen()) throw new Problem("engine", "locked");
  };
  await list.readAll(isOpen);
  stillOpen();
  const { keptLines } = list;
  const hits = cases.caseIds.filter((caseId) => {
    const names = keptLines.get(caseId)?.names ?? open.of(caseId).names.map(({ sounds }) => sounds);
    return names.some(isWanted);
  });
  const unloggedCount = list.changed.filter((caseId) => isAcceptedUnlogged(open.of(caseId).state, organisation)).length;
  if (hits.length > mostNamed) return { count: hits.length, caseIds: new Set(), unopened: unloggedCount };
  const caseIds = new Set<string>();
  for (const caseId of hits) {
    await cases.bring(caseId);
    stillOpen();
    // Again, from what was read: something may have come into the case since it was found, and what is logged is what is shown (SL10).
    const { names, today } = open.of(caseId);
    const entries = names.flatMap(({ sounds, entries: saves }) => (isWanted(sounds) ? saves : []));
    if (entries.length === 0) continue;
    // A device that may not write (any more) shows what it holds all the same: the journal is a rule of honest programs, not a lock.
    await unlessRefused(() => journal.recordFinding(caseId, entries, today));
    caseIds.add(caseId);
  }
  return { count: caseIds.size, caseIds, unopened: unloggedCount };
}

/** True where our acceptance waits to be logged, as without a network, or without a token: somebody else may have come first (FD8). */
function isAcceptedUnlogged({ entries }: CaseState, organisation: string): boolean {
  return entries.some(
    ({ content, organisation: by, leaf, verdict }) =>
      content.kind === "referral.accept" && by === organisation && verdict.is === "effective" && leaf === null,
  );
}
