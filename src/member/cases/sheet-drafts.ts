// Sheets that were begun and not saved, by case, form and sheet: encrypted, so that a lock does not lose them. Keys of rows are in clear, so that not even
// they say of which case or form one is. Each dies 14 days after its last word, when it is saved, and with what a confirmed withdrawal ends (FD7).
import type { Answers, AnswerValue, GoneWord } from "../../core/form/form.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change, MemberStore } from "../store/store.ts";
import { sheetPrefix } from "../store/store.ts";
import type { SheetSave } from "./sheet-writer.ts";
import type { WaitingSheet } from "./waiting-saves.ts";

/** A reader's draft lives so long (EN3). */
export const sheetDraftMilliseconds = 14 * 24 * 3_600_000;

/** What was typed so far of one sheet. */
export type SheetDraft = Answers & Pick<SheetSave, "for" | "why" | "language" | "paper" | "onlyUs" | "seen">;

interface Place {
  readonly caseId: string;
  readonly form: string;
  /** Null for a new one. */
  readonly sheet: string | null;
}

export interface KeptSheetDraft extends Place {
  /** When its last word was written, in milliseconds since 1970. */
  readonly since: number;
  readonly draft: SheetDraft;
}

interface Row extends Place {
  readonly since: number;
  readonly draft: SheetDraft;
}

const sheetTable = "draft" as TableOf<Row>;

/** True for the key of a sheet's draft. */
export function isSheetDraft(key: string): boolean {
  return key.startsWith(sheetPrefix);
}

/** What was saved and is taken back, as something that was begun. */
export function sheetDraftOf({ saves }: WaitingSheet): SheetDraft {
  const set: Record<string, AnswerValue> = {};
  const gone: Record<string, GoneWord> = {};
  for (const { body } of saves) {
    for (const [key, value] of Object.entries(body.set)) {
      set[key] = value;
      delete gone[key];
    }
    for (const [key, word] of Object.entries(body.gone)) {
      gone[key] = word;
      delete set[key];
    }
  }
  const last = saves.at(-1);
  const { for: task, why, language, paper } = last?.body ?? {};
  return {
    set,
    gone,
    ...(task === undefined ? {} : { for: task }),
    ...(why === undefined ? {} : { why }),
    ...(language === undefined ? {} : { language }),
    ...(paper === undefined ? {} : { paper }),
    ...(last === undefined || last.onlyUs === null ? {} : { onlyUs: last.onlyUs }),
  };
}

/** The change that keeps what was typed so far; a draft that says nothing forgets it. */
export function keepingSheetDraft(
  shelf: Shelf,
  { caseId, form, sheet }: Place,
  draft: SheetDraft,
  now: number,
): Change {
  const { set, gone, for: task, why, language, paper, onlyUs, seen } = draft;
  const place = { caseId, form, sheet };
  if (Object.keys(set).length + Object.keys(gone).length === 0) return forgettingSheetDraft(shelf, place);
  const options = {
    ...(task === undefined ? {} : { for: task }),
    ...(why === undefined ? {} : { why }),
    ...(language === undefined ? {} : { language }),
    ...(paper === undefined ? {} : { paper }),
    ...(onlyUs === undefined ? {} : { onlyUs }),
    ...(seen === undefined ? {} : { seen: [...seen] }),
  };
  const kept = { set: { ...set }, gone: { ...gone }, ...options };
  return shelf.put(sheetTable, keyOf(shelf, place), { ...place, since: now, draft: kept });
}

/** The change that forgets one. */
export function forgettingSheetDraft(shelf: Shelf, place: Place): Change {
  return { table: "draft", key: keyOf(shelf, place), value: null };
}

/** The changes that forget all of a case. */
export async function forgettingSheetDraftsOf(
  shelf: Shelf,
  store: MemberStore,
  caseId: string,
): Promise<readonly Change[]> {
  const own = keyOfCase(shelf, caseId);
  return (await store.list("draft"))
    .filter(({ key }) => key.startsWith(own))
    .map(({ key }): Change => ({ table: "draft", key, value: null }));
}

/** The sheets that were begun in the last 14 days, by their place. Older ones are erased. */
export async function readSheetDrafts(
  shelf: Shelf,
  store: MemberStore,
  now: number,
): Promise<readonly KeptSheetDraft[]> {
  const rows = (await shelf.list(sheetTable)).filter(({ key }) => isSheetDraft(key));
  const overdue = rows.filter(({ value }) => now - value.since >= sheetDraftMilliseconds);
  if (overdue.length > 0) await store.write(overdue.map(({ key }): Change => ({ table: "draft", key, value: null })));
  return rows.filter((row) => !overdue.includes(row)).map(({ value }) => value);
}

function keyOf(shelf: Shelf, { caseId, form, sheet }: Place): string {
  return `${keyOfCase(shelf, caseId)}${shelf.nameOf(`${caseId}/${form}/${sheet ?? "new"}`)}`;
}

function keyOfCase(shelf: Shelf, caseId: string): string {
  return `${sheetPrefix}${shelf.nameOf(caseId)}-`;
}
