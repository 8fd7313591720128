// Sheets that were begun and not saved, by case, form and sheet: encrypted, so that a lock does not lose them. Keys of rows are in clear, so that not even
// they say of which case or form one is. Each dies 14 days after its last word by the log's time, when it is saved, and with what a confirmed withdrawal
// ends (FD7).
import type { Answers } from "../../core/form/form.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { ageing, forgettingDrafts, keepingDraft } from "../store/labels.ts";
import { atOf, type Shelf, type TableOf } from "../store/shelf.ts";
import { type Change, type MemberStore, sheetPrefix } from "../store/store.ts";
import type { SheetSave } from "./save-sheet.ts";
import { type AnyPlace, saidTogether } from "./sheet-place.ts";
import type { WaitingSheet } from "./waiting-saves.ts";

/** A reader's draft lives so long (EN3). */
export const sheetDraftMilliseconds = 14 * 24 * 3_600_000;

/** The answers that were typed so far of one sheet. */
export type SheetDraft = Answers & Pick<SheetSave, "for" | "why" | "language" | "paper" | "onlyUs" | "seen">;

export interface KeptSheetDraft extends AnyPlace {
  /** The key of its row. */
  readonly key: string;
  /** When its last word was written, in milliseconds since 1970. */
  readonly since: number;
  readonly draft: SheetDraft;
}

type Row = Omit<KeptSheetDraft, "key">;

/** So many rows of one sheet may stand beside one that cannot be read. */
const mostBeside = 2;
const sheetTable = "draft" as TableOf<Row>;

/** True for the key of a sheet's draft. */
function isSheetDraft(key: string): boolean {
  return key.startsWith(sheetPrefix);
}

/** A save that is taken back, as a draft again. */
export function sheetDraftOf({ saves }: WaitingSheet): SheetDraft {
  const last = saves.at(-1);
  const { for: task, why, language, paper } = last?.body ?? {};
  return {
    ...saidTogether(saves.map(({ body }) => body)),
    ...presentFields({ for: task, why, language, paper, onlyUs: last?.onlyUs ?? undefined }),
  };
}

/** When something is written: by the device's clock, and the log's time as far as it is known. */
interface Moment {
  readonly now: number;
  readonly logTime: number | null;
}

/** The changes that keep what was typed so far; a draft that says nothing forgets it. */
export function keepingSheetDraft(
  shelf: Shelf,
  { caseId, form, sheet }: AnyPlace,
  draft: SheetDraft,
  { now, logTime }: Moment,
): readonly Change[] {
  const { set, gone: words, for: task, why, language, paper, onlyUs, seen: saves } = draft;
  const place = { caseId, form, sheet };
  if (Object.keys(set).length + Object.keys(words).length === 0) return forgettingSheetDraft(shelf, place);
  const options = presentFields({ for: task, why, language, paper, onlyUs, seen: saves && [...saves] });
  const answers = { set: { ...set }, gone: { ...words }, ...options };
  const [key, ...others] = readableKeys(shelf, place);
  if (key === undefined) throw new Problem("store", "unavailable");
  const label = { since: now, heard: logTime, sheet: place };
  return [
    ...keepingDraft<Row>(shelf, key, { ...place, since: now, draft: answers }, label),
    ...forgettingDrafts(others),
  ];
}

/** The changes that forget one. What of it cannot be read stays until it can, or a person erases it. */
export function forgettingSheetDraft(shelf: Shelf, place: AnyPlace): readonly Change[] {
  return forgettingDrafts(readableKeys(shelf, place));
}

/** The changes that forget all of a case, also what cannot be read. */
export async function forgettingSheetDraftsOf(
  shelf: Shelf,
  store: MemberStore,
  caseId: string,
): Promise<readonly Change[]> {
  const own = keyOfCase(shelf, caseId);
  return forgettingDrafts((await store.keys("draft", own)).filter((key) => key.startsWith(own)));
}

/** The sheets that were begun in the last 14 days of the log's time, one a place. Older ones are erased. */
export async function readSheetDrafts(
  shelf: Shelf,
  store: MemberStore,
  logTime: number | null,
): Promise<readonly KeptSheetDraft[]> {
  const rows = (await shelf.list(sheetTable)).filter(({ key }) => isSheetDraft(key));
  const { overdue, changes } = await ageing(shelf, rows, sheetDraftMilliseconds, logTime);
  if (changes.length > 0) await store.write(changes);
  const drafts = rows.flatMap(({ key, value }) => (overdue.has(key) ? [] : [{ ...value, key }]));
  const byPlace = new Map<string, KeptSheetDraft>();
  for (const each of drafts.sort((a, b) => a.since - b.since)) {
    const at = placeWords(each);
    byPlace.set(at, both(byPlace.get(at), each));
  }
  return [...byPlace.values()];
}

// A row that could not be read for a while may be of a sheet that was begun again since: what was typed last of each question holds.
function both(first: KeptSheetDraft | undefined, then: KeptSheetDraft): KeptSheetDraft {
  if (first === undefined) return then;
  const keys = new Set([...Object.keys(then.draft.set), ...Object.keys(then.draft.gone)]);
  const unsaid = <T>(answers: { readonly [key: string]: T }) =>
    Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.has(key)));
  const set = { ...unsaid(first.draft.set), ...then.draft.set };
  const words = { ...unsaid(first.draft.gone), ...then.draft.gone };
  return { ...then, draft: { ...then.draft, set, gone: words } };
}

/** Nothing is written over a row that cannot be read: beside it there is a second place for the same sheet, and a third. */
function readableKeys(shelf: Shelf, place: AnyPlace): readonly string[] {
  const first = keyOf(shelf, place);
  const keys = [first, ...Array.from({ length: mostBeside }, (_, i) => `${first}-${i + 2}`)];
  return keys.filter((key) => !shelf.unread.has(atOf("draft", key)));
}

function keyOf(shelf: Shelf, place: AnyPlace): string {
  return `${keyOfCase(shelf, place.caseId)}${shelf.nameOf(placeWords(place))}`;
}

function placeWords({ caseId, form, sheet }: AnyPlace): string {
  return `${caseId}/${form}/${sheet ?? "new"}`;
}

function keyOfCase(shelf: Shelf, caseId: string): string {
  return `${sheetPrefix}${shelf.nameOf(caseId)}-`;
}
