// Sheets that were begun and not saved, by case, form and sheet: encrypted, so that a lock does not lose them. Each dies 14 days after its last word, when
// it is saved, and with what a confirmed withdrawal ends (FD7).
import type { Answers, AnswerValue, GoneWord } from "../../core/form/form.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { SheetSave } from "./sheet-writer.ts";
import type { WaitingSheet } from "./waiting-saves.ts";

/** A reader's draft lives so long (EN3). */
export const sheetDraftMilliseconds = 14 * 24 * 3_600_000;

/** What was typed so far of one sheet. */
export type SheetDraft = Answers & Pick<SheetSave, "for" | "why" | "language" | "paper" | "onlyUs">;

export interface KeptSheetDraft {
  readonly caseId: string;
  readonly form: string;
  /** Null for a new one. */
  readonly sheet: string | null;
  /** When its last word was written, in milliseconds since 1970. */
  readonly since: number;
  readonly draft: SheetDraft;
}

interface Row {
  readonly since: number;
  readonly draft: SheetDraft;
}

const prefix = "sheet-";
const sheetTable = "draft" as TableOf<Row>;

/** True for the key of a sheet's draft. */
export function isSheetDraft(key: string): boolean {
  return key.startsWith(prefix);
}

/** What was saved and is taken back, as something that was begun. */
export function draftOf({ saves }: WaitingSheet): SheetDraft {
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
  place: Pick<KeptSheetDraft, "caseId" | "form" | "sheet">,
  draft: SheetDraft,
  now: number,
): Change {
  const { set, gone, for: task, why, language, paper, onlyUs } = draft;
  if (Object.keys(set).length + Object.keys(gone).length === 0) return forgettingSheetDraft(place);
  const options = {
    ...(task === undefined ? {} : { for: task }),
    ...(why === undefined ? {} : { why }),
    ...(language === undefined ? {} : { language }),
    ...(paper === undefined ? {} : { paper }),
    ...(onlyUs === undefined ? {} : { onlyUs }),
  };
  return shelf.put(sheetTable, keyOf(place), { since: now, draft: { set: { ...set }, gone: { ...gone }, ...options } });
}

/** The change that forgets one. */
export function forgettingSheetDraft(place: Pick<KeptSheetDraft, "caseId" | "form" | "sheet">): Change {
  return { table: "draft", key: keyOf(place), value: null };
}

/** The changes that forget all of a case. */
export async function forgettingSheetDraftsOf(store: MemberStore, caseId: string): Promise<readonly Change[]> {
  return (await store.list("draft"))
    .filter(({ key }) => key.startsWith(`${prefix}${caseId}/`))
    .map(({ key }): Change => ({ table: "draft", key, value: null }));
}

/** The sheets that were begun in the last 14 days, by their place. Older ones are erased. */
export async function readSheetDrafts(
  shelf: Shelf,
  store: MemberStore,
  now: number,
): Promise<readonly KeptSheetDraft[]> {
  const kept = (await shelf.list(sheetTable))
    .filter(({ key }) => isSheetDraft(key))
    .map(({ key, value }): KeptSheetDraft => {
      const [caseId = "", form = "", sheet = ""] = key.slice(prefix.length).split("/");
      return { caseId, form, sheet: sheet === "new" ? null : sheet, ...value };
    });
  const overdue = kept.filter(({ since }) => now - since >= sheetDraftMilliseconds);
  if (overdue.length > 0) await store.write(overdue.map(forgettingSheetDraft));
  return kept.filter((draft) => !overdue.includes(draft));
}

function keyOf({ caseId, form, sheet }: Pick<KeptSheetDraft, "caseId" | "form" | "sheet">): string {
  return `${prefix}${caseId}/${form}/${sheet ?? "new"}`;
}
