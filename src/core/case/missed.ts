// What an organisation missed in a case while it was suspended (DR8a): nothing was sealed to it, and nothing of that comes by itself. Whoever wrote it sees for whom, and
// who missed it sees from whom, until it was given.
import type { Directory } from "../directory.ts";
import { partOf } from "../entry-kind.ts";
import type { ReadersLog } from "../readers-log.ts";
import type { CaseState, JudgedEntry } from "./fold.ts";
import { isKeptByChoice, readersOfPart } from "./readers.ts";

export interface Missed {
  /** Who was suspended when we wrote something that they would read, and was given nothing by us since. */
  readonly by: readonly string[];
  /** Of whom we may lack words of the time in which we were suspended. */
  readonly from: readonly string[];
}

type CaseLog = Pick<ReadersLog, "directory" | "now" | "forms">;

export function missedIn(state: CaseState, own: string, log: CaseLog): Missed {
  const others = [...new Set(state.consents.map(({ organisation }) => organisation))].filter((id) => id !== own);
  return {
    by: others.filter((id) => hasMissed(state, own, id, log)),
    from: state.inContact.filter((id) => id !== own && mayLack(state, own, id, log.directory)),
  };
}

function hasMissed(state: CaseState, own: string, other: string, log: CaseLog): boolean {
  return log.directory.suspensionsOf(other).some(({ from, to }) => {
    if (to === null) return false;
    const isGiven = state.entries.some(
      ({ content, organisation, leaf, verdict }) =>
        content.kind === "grant" &&
        organisation === own &&
        content.to.includes(other) &&
        verdict.is !== "refused" &&
        (leaf === null || leaf > to),
    );
    return (
      !isGiven && state.entries.some((entry) => isBetween(entry, from, to) && isUnread(state, own, other, entry, log))
    );
  });
}

/** Written by us, and sealed without the one who reads such a thing now. */
function isUnread(state: CaseState, own: string, other: string, entry: JudgedEntry, log: CaseLog): boolean {
  const { content, organisation, verdict } = entry;
  if (organisation !== own || verdict.is !== "effective" || "newer" in content) return false;
  if (content.to.includes(other) || saidOtherwise.has(content.kind)) return false;
  if (isKeptByChoice(state, entry, log.directory, log.forms)) return false;
  return readersOfPart(state, { part: partOf(content) }, own, log).to.includes(other);
}

/** Consents, what takes them back and grants are each for one organisation, or said once more by themselves (SL8). */
const saidOtherwise: ReadonlySet<string> = new Set([
  "grant",
  "opened",
  "consent.give",
  "consent.withdraw",
  "purge.done",
  "case.link",
]);

/**
 * True until they wrote something after the suspension of which nothing is missing here: an entry names what its author knew, so one that is judged says that all
 * before it came.
 */
function mayLack(state: CaseState, own: string, other: string, directory: Directory): boolean {
  const lifted = directory.suspensionsOf(own).findLast(({ to }) => to !== null);
  if (lifted === undefined || lifted.to === null) return false;
  const { from, to } = lifted;
  const wasIn = state.entries.some(({ content, leaf }) => content.to.includes(own) && leaf !== null && leaf < from);
  const since = state.entries.filter(({ organisation, leaf }) => organisation === other && leaf !== null && leaf > to);
  return wasIn && (since.length === 0 || since.some(({ verdict }) => verdict.is === "waiting"));
}

/** Its author knew of the suspension, and not that it was lifted. */
function isBetween({ content }: JudgedEntry, from: number, to: number): boolean {
  return content.seen.size > from && content.seen.size <= to;
}
