// The desk of a case worker: the inbox, a case as it may be seen, and every step in it. A look at it gives nothing while the device is locked, and a verb is refused.
import { answersOfEnd, placesToEnd } from "../core/case/end-of-help.ts";
import type { GrantTo } from "../core/case/readers.ts";
import type { AnswerCode, LinkWord } from "../core/entry-kind.ts";
import type { Danger } from "../core/form/roles.ts";
import { byDay } from "../core/form/tasks.ts";
import { dayAt } from "../core/moment.ts";
import { presentFields } from "../core/present-fields.ts";
import { Problem } from "../core/problem.ts";
import type { OwnCase } from "../statistics/own-numbers.ts";
import { release } from "../statistics/release.ts";
import { BegunSheets } from "./begun-sheets.ts";
import { linkedCases, sayLink } from "./cases/case-links.ts";
import { answerHours, countOwn } from "./cases/case-numbers.ts";
import type { CaseSteps } from "./cases/case-steps.ts";
import { isWorkedOn } from "./cases/caseload.ts";
import { findNamed } from "./cases/find-named.ts";
import type { Giving, GrantConsent } from "./cases/giving.ts";
import { misplace, misplacing } from "./cases/misplacing.ts";
import { chooseNewcomers } from "./cases/newcomer-choice.ts";
import { forgetView, keepView, type NumbersView, readViews } from "./cases/number-views.ts";
import type { OpenCase } from "./cases/open-case.ts";
import { perhapsSame } from "./cases/perhaps-same.ts";
import { chanceOf } from "./cases/release-chance.ts";
import { sharingOf } from "./cases/sharing.ts";
import { sheetDraftOf } from "./cases/sheet-drafts.ts";
import { type AnyPlace, isAt, type SheetPlace, sheetIn } from "./cases/sheet-place.ts";
import type { SheetSave, SheetWriter } from "./cases/sheet-writer.ts";
import type { Reader } from "./reader.ts";
import type { Room } from "./room.ts";
import type { Verdict } from "./verb.ts";
import type { HandedOver, SheetsView } from "./views.ts";

type Steps<V extends "answer" | "adopt" | "takeStatusStep"> = Parameters<CaseSteps[V]>;
type ConsentArgs = [caseId: string, consent: GrantConsent];
/** A case, and something in it by its id. */
type InCase = [caseId: string, id: string];

export class CaseDesk {
  readonly #room: Room;
  readonly #sync: () => Promise<void>;
  /** Sheets that were begun and not saved. */
  readonly begun: BegunSheets;

  constructor(room: Room, sync: () => Promise<void>) {
    this.#room = room;
    this.#sync = sync;
    this.begun = new BegunSheets(room);
  }

  /** The cases that wait or go on: a person in danger first, then by the longest wait. */
  get inbox() {
    return this.#look(({ list }) => list.inbox, []);
  }

  /** The same cases as a case worker's list orders them, with what their sheets say. The same list until one of them is another. */
  get caseload() {
    return this.#look(({ list }) => list.caseload, []);
  }

  /** How many cases stand in no list yet, because they are still to be read (EN12c). */
  get toRead() {
    return this.#look(({ list }) => list.toRead, 0);
  }

  /** The open tasks of all cases, each with its case, by day and hour. */
  get openTasks() {
    return this.#look(({ list }) => list.openTasks, []);
  }

  /** The tasks of all cases, done and dropped ones too, each with its case: the first day first. */
  get tasks() {
    return this.inbox
      .filter(isWorkedOn)
      .flatMap(({ caseId }) => (this.sheets(caseId)?.tasks ?? []).map((task) => ({ ...task, caseId })))
      .sort(byDay);
  }

  /** The forms of the country; null while locked. Their words are in the language folders. */
  get forms() {
    return this.#look(({ log }) => log.forms, null);
  }

  /** Their changes, those to come and those of not long ago (FM13f). */
  get formNews() {
    return this.#look(({ log }) => log.directory.forms.newsAt(this.#room.now), []);
  }

  /** In how many hours this organisation answered lately, as its capacity note may state it; null when that would reveal too much (DR5). */
  get answerHours() {
    return this.#look(answerHours, null);
  }

  /** The saves of all cases that are not sealed yet, the oldest first. */
  get waiting() {
    return this.#look(({ waiting }) => waiting.shown(), []);
  }

  /** Reads what is kept of a case: to be awaited before it is looked at, on a device that cannot read at once, as a browser cannot. */
  read = async (caseId: string) => this.#room.reader?.bring(caseId);

  /** True when a case can be looked at now. */
  isAtHand = (caseId: string) => this.#look(({ cases }) => cases.isAtHand(caseId), false);

  /** A case as it may be seen; null for one that is not held. The same until something changes in it. */
  view = (caseId: string) => this.#lookAt(caseId, ({ view }) => view);

  /** The sheets of a case as they may be seen, and what is due in it; null for a case that is not held. */
  sheets = (caseId: string): SheetsView | null =>
    this.#lookAt(caseId, ({ work }, { waiting }) => ({ ...work, waiting: waiting.shown(caseId) }));

  /** The case to which an entry of ours belongs; null for one that is not held, as all of a referrer's. */
  caseOf = (entry: string) => this.#look(({ cases }) => cases.caseOf(entry), null);

  /** Whom we may bring into a case (SL8). */
  newcomers = (caseId: string) =>
    this.#look(({ open, log, organisation }) => chooseNewcomers(log, open.of(caseId).state, organisation), []);

  /** The parts of a case that a consent would let an organisation read, before anything is sealed (FD11e); null while locked. */
  sharing = (caseId: string, consent: GrantTo) => this.#look((reader) => sharingOf(reader, caseId, consent), null);

  /** The content of the person's own file (OF1); null for a case that is not held, and once it was erased. */
  ownFile = (caseId: string) => this.#lookAt(caseId, ({ ownFile }) => ownFile);

  /** The cases of this organisation that are linked to one (FD12). */
  linksOf = (caseId: string) => this.#look(({ list }) => linkedCases(caseId, list.links), []);

  /** Cases that are perhaps of the same person (FD12d), looked for step by step on this device alone. */
  perhapsSame = (caseId: string) => this.#look((reader) => perhapsSame(reader, caseId), null);

  /** The counted case of each case of this organisation (CN1), for its own numbers. Null while locked. */
  counted = async () => this.#look((reader) => countOwn(reader, this.#isOpen), null);

  /** The release of a quarter or a year that is over (CN8), from counted cases. Null while locked, and for any other period. */
  release = (cases: readonly OwnCase[], period: string) =>
    this.#look(({ organisation }) => release(cases, period, this.#loggedDay, chanceOf(organisation)), null);

  /** The views of our own numbers that are kept on this device (CN6c). */
  numbersViews = async () => (this.#room.session === null ? [] : readViews(this.#room.session.shelf));
  keepNumbersView = (view: NumbersView) => this.#room.verb(({ session }) => keepView(session.shelf, view));
  forgetNumbersView = (name: string) => this.#room.verb(({ session }) => forgetView(session.shelf, name));

  /** The readers of each part of a sheet that is saved now; `onlyUs` as it would be saved. */
  sheetReaders = (caseId: string, form: string, sheet: string | null, onlyUs?: boolean) =>
    this.#look(({ sealing }) => sealing.readers(caseId, form, sheet, onlyUs), []);

  /** The saves that `misplaceSheet` would erase now: their ids, none where the sheet only waits, and their answers; null where nothing of it is ours. */
  misplacing = (place: SheetPlace) => this.#look((reader) => misplacing(reader, place), null);

  /** True where `recordOpening` has something to log. */
  hasOpeningToRecord = (caseId: string) =>
    this.isAtHand(caseId) && this.#lookAt(caseId, (_, { journal }) => journal.unopenedIn(caseId).length > 0) === true;

  /** Cases of which we may read the name and whose name holds these words (FD8). They are logged as opened before they are named (SL10). */
  findNamed = (words: string) => this.#room.verb(({ session }) => findNamed(session.reader, words, this.#isOpen));

  /** To be called when a person opens a case on this device, and again when more of it may be shown (SL10). Gives whether there was anything to log. */
  recordOpening = this.#verb(
    async ({ cases, journal }, caseId: string) => cases.has(caseId) && (await journal.recordOpening(caseId)),
  );

  // The verbs in one case. What each of them does, and why it may be refused, stands where it is written: case-steps.ts, giving.ts and sheet-writer.ts.

  /** That the help of this organisation ends is said by its form, too (FM20). */
  answer = (...args: Steps<"answer">): Promise<Verdict<unknown>> => {
    const [caseId, referral, answer] = args;
    // One that names no place where this organisation helps ends none of them.
    const isPlace = this.#lookAt(caseId, ({ state }, { organisation }) =>
      placesToEnd(state, organisation).includes(referral),
    );
    const end = answer.verb === "close" && isPlace === true ? this.#sheetOfEnd(caseId, answer.outcome) : null;
    return end === null ? this.#answer(...args) : this.saveSheet(caseId, end);
  };

  #answer = this.#verb(({ steps }, ...args: Steps<"answer">) => steps.answer(...args));

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

  withdrawConsent = this.#verb(({ giving }, ...args: InCase) => giving.withdrawConsent(...args));
  confirmWithdrawal = this.#verb(({ giving }, ...args: InCase) => giving.confirmWithdrawal(...args));
  /** The person agrees to less: the consent takes the place of all earlier ones for its organisation (FD7o). */
  narrowConsent = this.#verb(({ giving }, ...args: ConsentArgs) => giving.consentAgain(...args, true));
  /** The person agrees again, after a consent was withdrawn or is over (FD7p). */
  renewConsent = this.#verb(({ giving }, ...args: ConsentArgs) => giving.consentAgain(...args, false));
  giveToken = this.#verb(({ giving }, ...args: Parameters<Giving["giveToken"]>) => giving.giveToken(...args));
  adopt = this.#verb(({ steps }, ...args: Steps<"adopt">) => steps.adopt(...args));
  takeStatusStep = this.#verb(({ steps }, ...args: Steps<"takeStatusStep">) => steps.takeStatusStep(...args));
  strikeOutSheet = this.#verb(({ sheets }, ...args: Parameters<SheetWriter["strikeOut"]>) => sheets.strikeOut(...args));

  /** Says what the person of another case is to the person of this one, for the own organisation alone; `none` undoes it. Both cases stay. */
  link = this.#verb(async (reader, caseId: string, other: string, as: LinkWord) => {
    await reader.bring(other);
    await sayLink({ ...reader.list.links, writer: reader.writer }, caseId, other, as);
  });

  grant = this.#onceLogged(({ giving }, ...args: ConsentArgs) => giving.grant(...args));
  /** Asks organisations for help in a running case, each by itself (FD16). What the person agreed to for it follows by itself, once one accepts. */
  referOn = this.#onceLogged(({ giving }, ...args: Parameters<Giving["ask"]>) => giving.ask(...args));
  /** Gives by hand what follows upon an acceptance, where it did not follow by itself. */
  giveAgreed = this.#verb(({ giving }, ...args: InCase) => giving.giveAgreed(...args));
  /** Takes a question back that nobody received yet (FD16f). What was sent stays where it is. */
  recallReferral = this.#verb(({ giving }, ...args: InCase) => giving.recall(...args));
  /** Hands over the lead of the case, and contact with the person, to a provider that helps (FD16g). */
  handOverLead = this.#verb(({ giving }, ...args: InCase) => giving.handOverLead(...args));

  /** Says anew whether the person is in danger: a sheet of its own, of today. */
  sayDanger = (caseId: string, danger: Danger) =>
    this.saveSheet(caseId, { form: "danger", set: { danger, on: this.#today } });

  /** Saves what changed of a sheet, and forgets its draft. Gives the sheet. It is shown at once, and is sealed when it is due (FM10). */
  saveSheet = (caseId: string, save: SheetSave): Promise<Verdict<string>> =>
    this.#in([caseId], async ({ session }) => {
      const place = { caseId, form: save.form, sheet: save.sheet ?? null };
      const forgetting = this.begun.forgetting(session.shelf, place);
      const sheetId = await session.reader.sheets.save(caseId, save, forgetting.changes);
      forgetting.apply();
      return sheetId;
    });

  /** Takes back what waits of a sheet: it never leaves. What it said is a draft again, unless something else was begun there since. */
  takeBack = (place: SheetPlace) =>
    this.#in([place.caseId], async ({ session }) => {
      const { caseId, form, sheet } = place;
      const { open, sheets } = session.reader;
      const draftsThere = await this.begun.stored(session.shelf);
      const applies: (() => void)[] = [];
      await sheets.takeBack(place, (waits) => {
        const isSealed = sheetIn(open.of(caseId).sealedSheets, form, sheet) !== undefined;
        const at = { caseId, form, sheet: isSealed ? sheet : null };
        if (draftsThere.some((draft) => isAt(draft, at))) return [];
        const { changes, apply } = this.begun.beginning(session.shelf, at, sheetDraftOf(waits));
        applies.push(apply);
        return changes;
      });
      for (const apply of applies) apply();
    });

  /** Seals what waits now: all of it, or of one case. Gives how many sheets left. */
  sendNow = (caseId?: string) =>
    this.#room.verb(async ({ session }) => (await session.reads?.sealing.sealWaiting(presentFields({ caseId }))) ?? 0);

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
   * Says of a sheet that it was written into the wrong case (FD13). With the right case, what it said is begun there, in the same transaction. Refused as `not-allowed`
   * also where something of this form is begun in the right case already.
   */
  misplaceSheet = (
    place: SheetPlace,
    rightCase: string | null,
    agreedSaves: readonly string[] | null = null,
  ): Promise<Verdict> =>
    this.#in([place.caseId, rightCase], async ({ session: { shelf, reader } }) => {
      const right = rightCase === null ? null : placeToBegin(reader, rightCase, place.form);
      const draftsThere = await this.begun.stored(shelf);
      const isTaken = draftsThere.some((draft) => right !== null && isAt(draft, right));
      if (isTaken || rightCase === place.caseId) throw new Problem("engine", "not-allowed");
      const exchanges = [this.begun.forgetting(shelf, place)];
      await misplace(reader, place, agreedSaves, (draft) => {
        if (right !== null) exchanges.push(this.begun.beginning(shelf, right, draft));
        return exchanges.flatMap(({ changes }) => changes);
      });
      for (const { apply } of exchanges) apply();
    });

  get #today(): string {
    return dayAt(this.#room.parts.clock());
  }

  /** Today, and no day to which the log's time has not come: a clock that runs ahead ends no period (CN5). */
  get #loggedDay(): string {
    const now = this.#room.parts.clock();
    return dayAt(Math.min(now, this.#room.logTime ?? now));
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

  #verb<A extends readonly [caseId: string, ...unknown[]], T>(
    work: (reader: Reader, ...args: A) => Promise<T>,
  ): (...args: A) => Promise<Verdict<T>> {
    return (...args) => this.#in([args[0]], ({ session }) => work(session.reader, ...args));
  }

  /** Where something that this device wrote a moment ago is not in the log yet, that is sent first: nobody has to press twice. */
  #onceLogged<A extends readonly [caseId: string, ...unknown[]]>(work: (reader: Reader, ...args: A) => Promise<void>) {
    const verb = this.#verb(work);
    return async (...args: A): Promise<Verdict> => {
      const verdict = await verb(...args);
      if (verdict.is === "done" || verdict.reason !== "not-logged") return verdict;
      await this.#sync();
      return verb(...args);
    };
  }

  /** A verb about cases: their entries are read before it begins. */
  #in<T>(cases: readonly (string | null)[], work: (open: ReturnType<Room["open"]>) => Promise<T>): Promise<Verdict<T>> {
    return this.#room.verb(async (open) => {
      for (const caseId of cases) if (caseId !== null) await open.session.reads?.bring(caseId);
      return work(open);
    });
  }
}

/** Where a sheet of a form is begun in a case: a new one, or the one that the case has. Throws a Problem of the engine `not-allowed` where none may be. */
function placeToBegin(reader: Reader, caseId: string, form: string): AnyPlace {
  const work = reader.openHeld(caseId)?.work;
  if (work?.writable.includes(form) !== true) throw new Problem("engine", "not-allowed");
  const isOne = reader.log.forms.newest(form)?.form.many === false && work.sheets.some((each) => each.form === form);
  return { caseId, form, sheet: isOne ? "one" : null };
}
