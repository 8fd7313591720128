// Entries that come into the held cases: of an envelope (envelopes.ts), and those that this device wrote itself. Later the directory may know an author, or a history turn
// out false. Each gives the changes for its caller's transaction; whatever changes a case ends its kept line in the same write (`touching` in case-index.ts).
import type { Directory } from "../../core/directory.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Change } from "../store/store.ts";
import { caseOf } from "./carried-notes.ts";
import type { HeldCases } from "./held-cases.ts";
import { type OpenedEntry, verifyAuthor } from "./opening.ts";

/** Takes entries of one envelope, once what is here of their cases was read, which decides what becomes of them: one that is let go meanwhile is read again. */
export async function takeEntries(
  cases: HeldCases,
  entries: readonly OpenedEntry[],
  leaf: number | null,
): Promise<readonly Change[]> {
  const caseIds = entries.map(({ entry }) => caseOf(entry)).filter((caseId) => caseId !== null);
  for (let rest = caseIds; rest.length > 0; rest = caseIds.filter((caseId) => !cases.isRead(caseId)))
    for (const caseId of rest) await cases.bring(caseId);
  return add(cases, entries, leaf);
}

/**
 * Holds copies of what this device wrote at once, until the log brings them back, and gives the changes that keep them. Its case has another revision then, and no kept line:
 * until it is at rest again, its row comes from the open case.
 */
export function keepOwn(cases: HeldCases, entries: readonly EntryNote[]): readonly Change[] {
  for (const { id, content } of entries) if (content.kind === "case.open") cases.begin(id);
  const copies = entries.map((entry, position) => ({ entry, position, verified: true }));
  return add(cases, copies, null);
}

/** A logged copy replaces an unlogged one. */
function add(cases: HeldCases, entries: readonly OpenedEntry[], leaf: number | null): readonly Change[] {
  const changes: Change[] = [];
  for (const { entry, position, verified } of entries) {
    const caseId = caseOf(entry);
    if (caseId !== null) cases.mustBeRead(caseId);
    const row = cases.row(entry.id);
    // Erased at the person's wish: the same bytes may come again, and stay erased. As one of another case it was only named.
    if (row !== undefined && "purged" in row && row.purged === caseId && row.claimed !== true) continue;
    const copy = { entry, leaf, position, verified };
    const before = cases.entry(entry.id);
    const isProved = before?.claimed === true && leaf !== null && leaf < cases.pastEnd;
    if (isProved && before.leaf === leaf && before.position === position) {
      // Nothing of its case changes by it.
      changes.push(...cases.holdNow(entry.id, copy));
      continue;
    }
    if (before !== null && !isProved && (leaf === null || (before.leaf !== null && before.leaf <= leaf))) continue;
    changes.push(...cases.holdNow(entry.id, copy), ...cases.index.touching(caseId));
  }
  return changes;
}

/**
 * Looks again at entries whose author the directory did not know. Bad signatures are dropped, and so is whoever is still unknown
 * once the trusted directory reaches beyond the leaf: `badLeaves` are their leaves.
 */
export function reverify(cases: HeldCases, directory: Directory, trustedSize: number) {
  const changes: Change[] = [];
  const badLeaves: number[] = [];
  for (const copy of cases.entries) {
    if (copy.verified) continue;
    const { entry, leaf } = copy;
    const verdict = verifyAuthor(entry, directory) ?? (leaf !== null && leaf < trustedSize ? false : null);
    if (verdict === null) continue;
    const caseId = caseOf(entry);
    if (verdict) changes.push(...cases.holdNow(entry.id, { ...copy, verified: true }), ...cases.index.touching(caseId));
    else {
      changes.push(...cases.dropNow(entry.id, caseId));
      if (leaf !== null) badLeaves.push(leaf);
    }
  }
  return { changes, badLeaves };
}

/**
 * The changes that take entries from this leaf on out of the log: a false history held them (LG10). Their authors are verified again, for the
 * directory may have been its too.
 */
export async function goingBack(cases: HeldCases, from: number): Promise<readonly Change[]> {
  for (const caseId of cases.caseIds) await cases.bring(caseId);
  for (const name of cases.unread) await cases.bringNamed(name, null);
  return cases.entries
    .filter(({ leaf }) => leaf !== null && leaf >= from)
    .flatMap((copy) => [
      cases.putting(copy.entry.id, { ...copy, leaf: null, verified: copy.id !== undefined }),
      ...cases.index.touching(caseOf(copy.entry)),
    ]);
}
