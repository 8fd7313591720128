// The desk of a case worker: the inbox, a case as it may be seen, and every step in it. A look at it gives nothing while the device is locked, and a verb is refused.
import { answersOfEnd } from "../core/case/end-of-help.ts";
import type { HelpGiven } from "../core/case/help-given.ts";
import type { GrantTo } from "../core/case/readers.ts";
import type { AnswerCode, LinkWord, Status } from "../core/entry-kind.ts";
import type { FormNews } from "../core/form/country-forms.ts";
import type { FormBook } from "../core/form/form.ts";
import type { Danger } from "../core/form/roles.ts";
import { byDay, type Task } from "../core/form/tasks.ts";
import { dayAt } from "../core/moment.ts";
import type { GivenAnswer } from "../core/policy-table.ts";
import { presentFields } from "../core/present-fields.ts";
import { Problem } from "../core/problem.ts";
import { linkedCases } from "./cases/case-links.ts";
import { answerHours, countHelp } from "./cases/case-numbers.ts";
import type { GrantConsent, TokenConsent } from "./cases/case-writer.ts";
import { isWorkedOn } from "./cases/caseload.ts";
import { findNamed } from "./cases/find-named.ts";
import { chooseNewcomers } from "./cases/newcomer-choice.ts";
import type { OpenCase } from "./cases/open-case.ts";
import { perhapsSame } from "./cases/perhaps-same.ts";
import { sharingOf } from "./cases/sharing.ts";
import type { KeptSheetDraft, SheetDraft } from "./cases/sheet-drafts.ts";
import { forgettingSheetDraft, keepingSheetDraft, readSheetDrafts, sheetDraftOf } from "./cases/sheet-drafts.ts";
import { type AnyPlace, isAt, type SheetPlace } from "./cases/sheet-place.ts";
import type { SheetReaders, SheetSave } from "./cases/sheet-writer.ts";
import type { Reader } from "./reader.ts";
import type { Room } from "./room.ts";
import { atOf, type Shelf } from "./store/shelf.ts";
import { type Verdict, verdictOf } from "./verb.ts";
import type {
  CaseloadItem,
  CaseView,
  HandedOver,
  InboxItem,
  LinkedCase,
  NamedCases,
  Newcomer,
  PerhapsSame,
  Sharing,
  SheetsView,
  WaitingSave,
} from "./views.ts";

export class CaseDesk {
  readonly #room: Room;
  readonly #sync: () => Promise<void>;
  #sheetDrafts: readonly KeptSheetDraft[] = [];

  constructor(room: Room, sync: () => Promise<void>) {
    this.#room = room;
    this.#sync = sync;
  }

  /** The cases that wait or go on: a person in danger first, then by the longest wait. */
  get inbox(): readonly InboxItem[] {
    return this.#look(({ list }) => list.inbox, []);
  }

  /** The same cases as a case worker's list orders them, with what their sheets say. The same list until one of them is another. */
  get caseload(): readonly CaseloadItem[] {
    return this.#look(({ list }) => list.caseload, []);
  }

  /** How many cases stand in no list yet, because they are still to be read (EN12c). */
  get toRead(): number {
    return this.#look(({ list }) => list.toRead, 0);
  }

  /** The open tasks of all cases, each with its case, by day and hour. */
  get openTasks(): readonly (Task & { readonly caseId: string })[] {
    return this.#look(({ list }) => list.openTasks, []);
  }

  /** The tasks of all cases, done and dropped ones too, each with its case: the first day first. */
  get tasks(): readonly (Task & { readonly caseId: string })[] {
    return this.inbox
      .filter(isWorkedOn)
      .flatMap(({ caseId }) => (this.sheets(caseId)?.tasks ?? []).map((task) => ({ ...task, caseId })))
      .sort(byDay);
  }

  /** The forms of the country; null while locked. Their words are in the language folders. */
  get forms(): FormBook | null {
    return this.#look(({ log }) => log.forms, null);
  }

  /** Their changes, those to come and those of not long ago (FM13f). */
  get formNews(): readonly FormNews[] {
    return this.#look(({ log }) => log.directory.forms.newsAt(this.#room.now), []);
  }

  /** In how many hours this organisation answered lately, as its capacity note may state it; null when that would reveal too much (DR5). */
  get answerHours(): number | null {
    return this.#look(answerHours, null);
  }

  /** The saves of all cases that are not sealed yet, the oldest first. */
  get waiting(): readonly WaitingSave[] {
    return this.#look(({ sheets }) => sheets.waiting(), []);
  }

  /** Reads what is kept of a case: to be awaited before it is looked at, on a device that cannot read at once, as a browser cannot. */
  read = async (caseId: string): Promise<void> => this.#room.reader?.bring(caseId);

  /** True when a case can be looked at now. */
  isAtHand = (caseId: string): boolean => this.#look(({ cases }) => cases.isAtHand(caseId), false);

  /** A case as it may be seen; null for one that is not held. The same until something changes in it. */
  view = (caseId: string): CaseView | null => this.#lookAt(caseId, ({ view }) => view);

  /** The sheets of a case as they may be seen, and what is due in it; null for a case that is not held. */
  sheets = (caseId: string): SheetsView | null =>
    this.#lookAt(caseId, ({ work }, { sheets }) => ({ ...work, waiting: sheets.waiting(caseId) }));

  /** The case to which an entry of ours belongs; null for one that is not held, as all of a referrer's. */
  caseOf = (entry: string): string | null => this.#look(({ cases }) => cases.caseOf(entry), null);

  /** Whom we may bring into a case (SL8). */
  newcomers = (caseId: string): readonly Newcomer[] =>
    this.#look(
      ({ open, log, organisation }) =>
        chooseNewcomers(log.directory, open.of(caseId).state, organisation, this.#room.now),
      [],
    );

  /** The parts of a case that a consent would let an organisation read, before anything is sealed (FD11e); null while locked. */
  sharing = (caseId: string, consent: GrantTo): Sharing | null =>
    this.#look(({ open, sheets, log }) => {
      const waiting = sheets.waitingParts(caseId, consent.organisation);
      return sharingOf(open.of(caseId).folded, waiting, log, consent);
    }, null);

  /** The cases of this organisation that are linked to one (FD12). */
  linksOf = (caseId: string): readonly LinkedCase[] => this.#look(({ list }) => linkedCases(caseId, list.links), []);

  /** Cases that are perhaps of the same person (FD12d), looked for step by step on this device alone. */
  perhapsSame = (caseId: string): Generator<undefined, readonly PerhapsSame[]> | null =>
    this.#look((reader) => perhapsSame(reader, caseId), null);

  /** The help that this organisation gave in a quarter or a year that is over, without persons (FM14); `isExact` for itself alone. Null while locked. */
  helpGiven = async (period: string, isExact: boolean): Promise<HelpGiven | null> =>
    this.#look((reader) => countHelp(reader, period, isExact, this.#isOpen), null);

  /** The readers of each part of a sheet that is saved now; `onlyUs` as it would be saved. */
  sheetReaders = (caseId: string, form: string, sheet: string | null, onlyUs?: boolean): readonly SheetReaders[] =>
    this.#look(({ sheets }) => sheets.readers(caseId, form, sheet, onlyUs), []);

  /** The saves that `misplaceSheet` would erase now: their ids, none where the sheet only waits, and their answers; null where nothing of it is ours. */
  misplacing = (place: SheetPlace) => this.#look(({ sheets }) => sheets.misplacing(place), null);

  /** True where `recordOpening` has something to log. */
  hasOpeningToRecord = (caseId: string): boolean =>
    this.isAtHand(caseId) && this.#lookAt(caseId, (_, { writer }) => writer.unopenedIn(caseId).length > 0) === true;

  /**
   * Looks for the cases of which we may read the name and whose name holds these words, in whatever script either is written (FD8). At most
   * five are named, and each of them is first logged as opened on this device (SL10); of more only the number is said.
   */
  findNamed = (words: string): Promise<Verdict<NamedCases>> =>
    this.#room.verb(({ session }) => findNamed(session.reader, words, this.#isOpen));

  /**
   * To be called when a person opens a case on this device, and again when more of it may be shown: it is logged what was opened (SL10). Gives
   * whether there was anything to log.
   */
  recordOpening = (caseId: string): Promise<Verdict<boolean>> =>
    this.#room.verb(async ({ session }) => {
      const reader = session.reads;
      if (reader === null || !reader.cases.has(caseId)) return false;
      await reader.bring(caseId);
      return reader.writer.recordOpening(caseId);
    });

  /** Says where this organisation stands in a referral, or in its own case (FD4, FD9). That its help ends is said by its form, too (FM20). */
  answer = (caseId: string, referral: string, answer: GivenAnswer): Promise<Verdict<unknown>> => {
    const end = answer.verb === "close" ? this.#sheetOfEnd(caseId, answer.outcome) : null;
    return end === null ? this.#answer(caseId, referral, answer) : this.saveSheet(caseId, end);
  };

  #answer = this.#verb(({ writer }, caseId, referral: string, answer: GivenAnswer) =>
    writer.answer(caseId, referral, answer),
  );

  /** The sheet by which this organisation says that its help ends today (FM20); null where it may write none, or has said it in one. */
  #sheetOfEnd(caseId: string, outcome: AnswerCode<"outcome">): SheetSave | null {
    const { writable = [], facts } = this.sheets(caseId) ?? {};
    if (facts?.closed !== undefined) return null;
    for (const { form } of this.forms?.forms ?? []) {
      const set = writable.includes(form.key) ? answersOfEnd(form, this.#today, outcome) : null;
      if (set !== null) return { form: form.key, set };
    }
    return null;
  }

  /** The person takes a consent back: sharing stops at once. It cannot be undone; a new consent can be given (FD7). */
  withdrawConsent = this.#verb(({ writer }, caseId, consentId: string) => writer.withdrawConsent(caseId, consentId));

  /** The person confirmed to this organisation itself that they take a consent back: its holder erases what rests on it (FD7). */
  confirmWithdrawal = this.#verb(({ writer }, caseId, consentId: string) =>
    writer.confirmWithdrawal(caseId, consentId),
  );

  /**
   * The person agrees to less for an organisation that is in the case (FD7o): this consent takes the place of all earlier ones for it, which are withdrawn and, by
   * the person's own word to us, confirmed; one transaction. Its programs then erase what *others* wrote in the parts that no consent covers any more, never what
   * the organisation wrote itself, and go on with the rest. It cannot be undone; the person can agree to more again. Refused as `not-in-contact` unless we are in
   * contact (or it is our own consent), `not-allowed` where there is nothing to narrow, `transfer-not-agreed` for one abroad without that purpose, `basis-unfit` where who decides does not fit the age. The parts that
   * stay are `consent.compartments`.
   */
  narrowConsent = this.#verb(({ writer }, caseId, consent: GrantConsent) => writer.consentAgain(caseId, consent, true));

  /**
   * The person agrees again for an organisation that is in the case, after a consent was withdrawn or is over (FD7p). Nothing is sent to it by that; who is to read
   * what was there before is brought in again. Refused as `not-in-contact` for who never opened the case, accepted the person or was brought in.
   */
  renewConsent = this.#verb(({ writer }, caseId, consent: GrantConsent) => writer.consentAgain(caseId, consent, false));

  /** The person agrees that an organisation of justice gets the token of the case (RC9). */
  giveToken = this.#verb(({ writer }, caseId, yes: TokenConsent) => writer.giveToken(caseId, yes));

  /** Takes refused entries under the own name, these or all (FD5). */
  adopt = this.#verb(({ writer }, caseId, entries?: readonly string[]) => writer.adopt(caseId, entries));

  /** Records a step of status that this organisation took (FD6). Every participant reads the grounds; null for none. */
  takeStatusStep = this.#verb(({ writer }, caseId, status: Status, grounds: string | null) =>
    writer.takeStatusStep(caseId, status, grounds),
  );

  /** Strikes out a sheet for all who read it; it stays in the history. */
  strikeOutSheet = this.#verb(({ sheets }, caseId, form: string, sheet: string) =>
    sheets.strikeOut(caseId, form, sheet),
  );

  /** Says what the person of another case is to the person of this one, for the own organisation alone; `none` undoes it. Both cases stay. */
  link = this.#verb(async (reader, caseId, other: string, as: LinkWord) => {
    await reader.bring(other);
    await reader.link(caseId, other, as);
  });

  /**
   * Seals the case, as far as this consent covers it, for an organisation (SL8). It cannot be taken back. What this device itself wrote a moment ago may
   * not be in the log yet: it is sent first, so that nobody has to press twice.
   */
  async grant(caseId: string, consent: GrantConsent): Promise<Verdict> {
    const verdict = await this.#grant(caseId, consent);
    if (verdict.is === "done" || verdict.reason !== "not-logged") return verdict;
    await this.#sync();
    return this.#grant(caseId, consent);
  }

  #grant = this.#verb(({ writer }, caseId, consent: GrantConsent) => writer.grant(caseId, consent));

  /** Says anew whether the person is in danger: a sheet of its own, of today. */
  sayDanger = (caseId: string, danger: Danger): Promise<Verdict<string>> =>
    this.saveSheet(caseId, { form: "danger", set: { danger, on: this.#today } });

  /**
   * Saves what changed of a sheet, and forgets its draft. Gives the sheet. It is shown at once, waits on this device, and is sealed with others by the hour, or
   * when the device is locked, each part to whom a consent covers for it then; what the form says to seal now is sealed now (FM10).
   */
  saveSheet = (caseId: string, save: SheetSave): Promise<Verdict<string>> =>
    this.#in([caseId], async ({ session }) => {
      const place = { caseId, form: save.form, sheet: save.sheet ?? null };
      const sheetId = await session.reader.sheets.save(caseId, save, forgettingSheetDraft(session.shelf, place));
      this.#forgetSheetDraft(place);
      return sheetId;
    });

  /**
   * Takes back what waits of a sheet: it never leaves. What it said is a draft again, unless something else was begun there since. Refused as `not-allowed`
   * once it left.
   */
  takeBack = (place: SheetPlace): Promise<Verdict> =>
    this.#in([place.caseId], async ({ session }) => {
      const { caseId, form, sheet } = place;
      const { open, sheets } = session.reader;
      const began = await readSheetDrafts(session.shelf, this.#room.parts.store, this.#room.logTime);
      let row: KeptSheetDraft | null = null;
      await sheets.takeBack(place, (waits) => {
        const isSealed = open.of(caseId).sealedSheets.some((each) => each.form === form && each.sheet === sheet);
        const at = { caseId, form, sheet: isSealed ? sheet : null };
        if (began.some((draft) => isAt(draft, at))) return [];
        const beginning = this.#beginning(session.shelf, at, sheetDraftOf(waits));
        row = beginning.row;
        return beginning.changes;
      });
      if (row !== null) this.#sheetDrafts = [...this.#sheetDrafts, row];
    });

  /** Seals what waits now: all of it, or of one case. Gives how many sheets left. */
  sendNow = (caseId?: string): Promise<Verdict<number>> =>
    this.#room.verb(async ({ session }) => (await session.reads?.sheets.sealWaiting(presentFields({ caseId }))) ?? 0);

  /**
   * Hands all cases of one worker to another: a sheet `assign` in each, of today. One that refuses it stops none of the others. Gives in how many it was
   * done, and in which it was not.
   */
  async handOver(from: string, to: string): Promise<Verdict<HandedOver>> {
    const cases = this.caseload.filter(({ worker }) => worker === from).map(({ caseId }) => caseId);
    const failures: string[] = [];
    for (const caseId of cases) {
      const verdict = await this.saveSheet(caseId, { form: "assign", set: { worker: to, on: this.#today } });
      if (verdict.is === "failed") failures.push(caseId);
    }
    return { is: "done", value: { done: cases.length - failures.length, failed: failures } };
  }

  /**
   * Says of a sheet that it was written into the wrong case: what this organisation wrote of it is erased here and, by their programs, at everybody who holds
   * it; the case says who and when, not what (FD13). Of a sheet that a case has once it is what was saved last. With the right case, what it said is begun there, in the same transaction. Refused as `not-allowed` where
   * nothing of it is ours, and where something of this form is begun in the right case already; as `changed-meanwhile` when `agreedSaves` are not the saves that it would erase.
   */
  misplaceSheet = (
    place: SheetPlace,
    rightCase: string | null,
    agreedSaves: readonly string[] | null = null,
  ): Promise<Verdict> =>
    this.#in([place.caseId, rightCase], async ({ session }) => {
      const { store } = this.#room.parts;
      const { shelf, reader } = session;
      const right = rightCase === null ? null : this.placeToBegin(rightCase, place.form);
      const began = await readSheetDrafts(shelf, store, this.#room.logTime);
      const isTaken = right !== null && (right.caseId === place.caseId || began.some((draft) => isAt(draft, right)));
      const isClosed = right !== null && this.sheets(right.caseId)?.writable.includes(right.form) !== true;
      if (isTaken || isClosed) throw new Problem("engine", "not-allowed");
      let row: KeptSheetDraft | null = null;
      await reader.sheets.misplace(place, agreedSaves, (draft) => {
        const forgetting = forgettingSheetDraft(shelf, place);
        if (right === null) return forgetting;
        const beginning = this.#beginning(shelf, right, draft);
        row = beginning.row;
        return [...forgetting, ...beginning.changes];
      });
      this.#forgetSheetDraft(place);
      if (row !== null) this.#sheetDrafts = [...this.#sheetDrafts, row];
    });

  /** Where a sheet of a form is begun in a case: a new one, or the one that the case has. */
  placeToBegin = (caseId: string, form: string): AnyPlace => {
    const isThere = this.sheets(caseId)?.sheets.some((each) => each.form === form) === true;
    return { caseId, form, sheet: isThere && this.forms?.newest(form)?.form.many === false ? "one" : null };
  };

  /** Sheets that were begun and not saved in the last 14 days. Older ones are erased; what the store cannot give any more, and is in memory, is written again. */
  async readSheetDrafts(): Promise<readonly KeptSheetDraft[]> {
    const { store } = this.#room.parts;
    const { session } = this.#room.open();
    const { shelf } = session;
    const rows = await readSheetDrafts(shelf, store, this.#room.logTime);
    const here = this.#sheetDrafts.filter(({ key }) => shelf.unread.has(atOf("draft", key)));
    for (const { key } of here) shelf.letGo("draft", key);
    const again = here.map((row) => this.#beginning(shelf, row, row.draft));
    if (again.length > 0) await store.write(again.flatMap(({ changes }) => changes));
    this.#sheetDrafts = [...rows, ...again.map(({ row }) => row)];
    for (const { caseId } of this.#sheetDrafts) await session.reads?.bring(caseId);
    return this.#sheetDrafts;
  }

  #beginning(shelf: Shelf, { caseId, form, sheet }: AnyPlace, draft: SheetDraft) {
    const now = this.#room.parts.clock();
    const place = { caseId, form, sheet };
    const changes = keepingSheetDraft(shelf, place, draft, { now, logTime: this.#room.logTime });
    const row: KeptSheetDraft = { ...place, key: changes[0]?.key ?? "", since: now, draft };
    return { changes, row };
  }

  /** The sheets that were begun and not saved, as far as they were read. */
  get sheetDrafts(): readonly KeptSheetDraft[] {
    // A draft that a purge took from the store stands in no list either (FD7).
    return this.#sheetDrafts.filter(
      (row) => this.#lookAt(row.caseId, ({ isErased }) => isErased) === false && this.#isOfSheetThatIsThere(row),
    );
  }

  // FD13: the draft of an erased sheet is gone from the store, and stands in no list.
  #isOfSheetThatIsThere({ caseId, form, sheet }: KeptSheetDraft): boolean {
    if (sheet === null || sheet === "one") return true;
    return this.sheets(caseId)?.sheets.some((each) => each.form === form && each.sheet === sheet) === true;
  }

  /** The draft of one sheet, null for a new one; null when there is none, and while locked. */
  sheetDraft = (caseId: string, form: string, sheet: string | null) =>
    this.sheetDrafts.find((row) => isAt(row, { caseId, form, sheet }))?.draft ?? null;

  /**
   * Keeps what was typed so far of a sheet, encrypted before this returns, so that a lock may follow at once; one that says nothing forgets it. Nothing is
   * kept about a case that was erased (FD7).
   */
  keepSheetDraft = (caseId: string, form: string, sheet: string | null, draft: SheetDraft) =>
    verdictOf(async () => {
      const { session } = this.#room.open();
      const isErased = session.reader.openHeld(caseId)?.isErased === true;
      const beginning = this.#beginning(
        session.shelf,
        { caseId, form, sheet },
        isErased ? { set: {}, gone: {} } : draft,
      );
      this.#forgetSheetDraft(beginning.row);
      if (Object.keys(beginning.row.draft.set).length + Object.keys(beginning.row.draft.gone).length > 0)
        this.#sheetDrafts = [...this.#sheetDrafts, beginning.row];
      await this.#room.parts.store.write(beginning.changes);
    });

  get #today(): string {
    return dayAt(this.#room.parts.clock());
  }

  #forgetSheetDraft(place: AnyPlace): void {
    this.#sheetDrafts = this.#sheetDrafts.filter((row) => !isAt(row, place));
  }

  /** To be called when the device locks. */
  forget(): void {
    this.#sheetDrafts = [];
  }

  /** Whether the device is still unlocked, for what is read step by step. A session that is read anew is no lock. */
  readonly #isOpen = () => this.#room.session !== null;

  #look<T>(look: (reader: Reader) => T, nothing: T): T {
    const { reader } = this.#room;
    return reader === null ? nothing : look(reader);
  }

  /** Null for a case that is not held. */
  #lookAt<T>(caseId: string, look: (openCase: OpenCase, reader: Reader) => T): T | null {
    return this.#look((reader) => {
      const openCase = reader.openHeld(caseId);
      return openCase === null ? null : look(openCase, reader);
    }, null);
  }

  #verb<A extends readonly unknown[], T>(
    work: (reader: Reader, caseId: string, ...args: A) => Promise<T>,
  ): (caseId: string, ...args: A) => Promise<Verdict<T>> {
    return (caseId, ...args) => this.#in([caseId], ({ session }) => work(session.reader, caseId, ...args));
  }

  /** A verb about cases: their entries are read before it begins. */
  #in<T>(cases: readonly (string | null)[], work: (open: ReturnType<Room["open"]>) => Promise<T>): Promise<Verdict<T>> {
    return this.#room.verb(async (open) => {
      for (const caseId of cases) if (caseId !== null) await open.session.reads?.bring(caseId);
      return work(open);
    });
  }
}
