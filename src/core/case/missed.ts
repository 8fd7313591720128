// What an organisation missed in a case while it was suspended (DR8a): nothing was sealed to it, and nothing of that comes by itself. Whoever wrote it sees for whom, and
// who missed it sees from whom, until it was given.
import { partOf } from "../entry-kind.ts";
import type { ReadersLog } from "../readers-log.ts";
import { hasWaited } from "../waits.ts";
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
    from: state.inContact.filter((id) => id !== own && mayLack(state, own, id, log)),
  };
}

function hasMissed(state: CaseState, own: string, other: string, log: CaseLog): boolean {
  return log.directory.suspensionsOf(other).some(({ from, to }) => {
    if (to === null) return false;
    const grants = state.entries.filter(({ content, organisation, verdict }) => {
      return organisation === own && verdict.is !== "refused" && content.seen.size > to && content.to.includes(other);
    });
    return state.entries.some(
      (entry) =>
        isBetween(entry, from, to) &&
        isUnread(entry, other, { state, own, log }) &&
        !grants.some(({ content }) => settles(state, content, entry)),
    );
  });
}

/** True for a grant that carries an entry, or leaves it out although its consent opens the part: another save took its place, or it is not for that reader. */
function settles(state: CaseState, content: JudgedEntry["content"], missed: JudgedEntry): boolean {
  if ("newer" in content || "newer" in missed.content || content.kind !== "grant") return false;
  const { notes, left_out, consent } = content.body;
  if (notes.some(({ leaf }) => leaf === missed.leaf)) return true;
  const opens = state.consents.find(({ id }) => id === consent)?.compartments ?? [];
  return opens.includes(partOf(missed.content)) && left_out.some(({ entry }) => entry === missed.id);
}

/** Written by us, and sealed without the one who reads such a thing now. */
function isUnread(
  entry: JudgedEntry,
  other: string,
  { state, own, log }: { readonly state: CaseState; readonly own: string; readonly log: CaseLog },
): boolean {
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

/** Who wrote nothing for so many hours since perhaps wrote nothing meanwhile either. */
const askedHours = 30 * 24;

/**
 * True until they wrote something after the suspension of which nothing is missing here: an entry names what its author knew, so one that is judged says that all
 * before it came.
 */
function mayLack(state: CaseState, own: string, other: string, { directory, now }: CaseLog): boolean {
  const lifted = directory.suspensionsOf(own).findLast(({ to }) => to !== null);
  if (lifted === undefined || lifted.to === null) return false;
  const { from, to } = lifted;
  const wasIn = state.entries.some(({ content, leaf }) => content.to.includes(own) && leaf !== null && leaf < from);
  const since = state.entries.filter(({ organisation, leaf }) => organisation === other && leaf !== null && leaf > to);
  const isLongAgo = hasWaited(directory.times, to, askedHours, now);
  return wasIn && ((since.length === 0 && !isLongAgo) || since.some(({ verdict }) => verdict.is === "waiting"));
}

/** Its author knew of the suspension, and not that it was lifted. */
function isBetween({ content }: JudgedEntry, from: number, to: number): boolean {
  return content.seen.size > from && content.seen.size <= to;
}
