// Notes that were begun and not saved, by case: encrypted, so that a lock does not lose them. Each is erased 12 hours after its last word, when it
// is saved, and with what a confirmed withdrawal ends (FD7).
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change, MemberStore } from "../store/store.ts";

/** What is begun and not sent or saved dies after this long (EN3). */
export const draftMilliseconds = 12 * 3_600_000;

interface NoteDraft {
  readonly since: number;
  readonly text: string;
}

const prefix = "note-";
const noteTable = "draft" as TableOf<NoteDraft>;

/** True for the key of a note's draft; the other rows of the table are referrals. */
export function isNoteDraft(key: string): boolean {
  return key.startsWith(prefix);
}

/** The change that keeps what was typed so far; no text forgets it. */
export function keepingNoteDraft(shelf: Shelf, caseId: string, text: string, now: number): Change {
  const draft: NoteDraft = { since: now, text };
  return text === "" ? forgettingNoteDraft(caseId) : shelf.put(noteTable, prefix + caseId, draft);
}

/** The change that forgets the note that was begun in a case, if there is one. */
export function forgettingNoteDraft(caseId: string): Change {
  return { table: "draft", key: prefix + caseId, value: null };
}

/** The notes begun in the last 12 hours, by case. Older ones are erased. */
export async function readNoteDrafts(
  shelf: Shelf,
  store: MemberStore,
  now: number,
): Promise<ReadonlyMap<string, string>> {
  const kept = (await shelf.list(noteTable))
    .filter(({ key }) => isNoteDraft(key))
    .map(({ key, value }) => ({ caseId: key.slice(prefix.length), ...value }));
  const overdue = kept.filter(({ since }) => now - since >= draftMilliseconds);
  if (overdue.length > 0) await store.write(overdue.map(({ caseId }) => forgettingNoteDraft(caseId)));
  return new Map(kept.filter((draft) => !overdue.includes(draft)).map(({ caseId, text }) => [caseId, text]));
}
