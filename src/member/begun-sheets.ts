// The desk of sheets that were begun and not saved. What was typed is kept on this device for 14 days, and what was read of it is in memory until the lock.
import {
  forgettingSheetDraft,
  type KeptSheetDraft,
  keepingSheetDraft,
  readSheetDrafts,
  type SheetDraft,
} from "./cases/sheet-drafts.ts";
import { type AnyPlace, isAt, sheetIn } from "./cases/sheet-place.ts";
import type { Room } from "./room.ts";
import { atOf, type Shelf } from "./store/shelf.ts";
import { verdictOf } from "./verb.ts";

export class BegunSheets {
  readonly #room: Room;
  #rows: readonly KeptSheetDraft[] = [];

  constructor(room: Room) {
    this.#room = room;
  }

  /** Reads all of them. Older ones are erased; what the store cannot give any more, and is in memory, is written again. */
  async read(): Promise<readonly KeptSheetDraft[]> {
    const { shelf, reads } = this.#room.open().session;
    const rows = await this.stored(shelf);
    const here = this.#rows.filter(({ key }) => shelf.unread.has(atOf("draft", key)));
    for (const { key } of here) shelf.letGo("draft", key);
    const again = here.map((row) => this.beginning(shelf, row, row.draft));
    if (again.length > 0) await this.#room.parts.store.write(again.flatMap(({ changes }) => changes));
    this.#rows = [...rows, ...again.map(({ row }) => row)];
    for (const { caseId } of this.#rows) await reads?.bring(caseId);
    return this.#rows;
  }

  /** Those that the store has now. */
  stored(shelf: Shelf): Promise<readonly KeptSheetDraft[]> {
    return readSheetDrafts(shelf, this.#room.parts.store, this.#room.logTime);
  }

  /** Those that were read. What a purge took from the store stands in no list either (FD7), nor does what was begun in a sheet that was erased (FD13). */
  get all(): readonly KeptSheetDraft[] {
    const { reader } = this.#room;
    return this.#rows.filter(({ caseId, form, sheet }) => {
      const openCase = reader?.openHeld(caseId) ?? null;
      if (openCase === null || openCase.isErased) return false;
      return sheet === null || sheet === "one" || sheetIn(openCase.work.sheets, form, sheet) !== undefined;
    });
  }

  /** The draft of one sheet, null for a new one; null when there is none, and while locked. */
  of = (caseId: string, form: string, sheet: string | null) =>
    this.all.find((row) => isAt(row, { caseId, form, sheet }))?.draft ?? null;

  /**
   * Keeps what was typed so far of a sheet, encrypted before this returns, so that a lock may follow at once; one that says nothing forgets it. Nothing is
   * kept about a case that was erased (FD7).
   */
  keep = (caseId: string, form: string, sheet: string | null, draft: SheetDraft) =>
    verdictOf(async () => {
      const { shelf, reader } = this.#room.open().session;
      const kept = reader.openHeld(caseId)?.isErased === true ? { set: {}, gone: {} } : draft;
      const { changes, apply } = this.beginning(shelf, { caseId, form, sheet }, kept);
      apply();
      await this.#room.parts.store.write(changes);
    });

  /** The changes that keep a draft, and what is to be called with them. */
  beginning(shelf: Shelf, { caseId, form, sheet }: AnyPlace, draft: SheetDraft) {
    const now = this.#room.parts.clock();
    const place = { caseId, form, sheet };
    const changes = keepingSheetDraft(shelf, place, draft, { now, logTime: this.#room.logTime });
    const row: KeptSheetDraft = { ...place, key: changes[0]?.key ?? "", since: now, draft };
    const isEmpty = Object.keys(draft.set).length + Object.keys(draft.gone).length === 0;
    const apply = () => {
      this.#drop(place);
      if (!isEmpty) this.#rows = [...this.#rows, row];
    };
    return { changes, apply, row };
  }

  /** The same that forget one. */
  forgetting(shelf: Shelf, place: AnyPlace) {
    return { changes: forgettingSheetDraft(shelf, place), apply: () => this.#drop(place) };
  }

  /** To be called when the device locks. */
  forget(): void {
    this.#rows = [];
  }

  #drop(place: AnyPlace): void {
    this.#rows = this.#rows.filter((row) => !isAt(row, place));
  }
}
