// The desk of a case worker: all its calls, in rooms. What each of them does, and why it may be refused, stands where it is written.
import type { GrantTo } from "../core/case/readers.ts";
import type { LinkWord } from "../core/entry-kind.ts";
import type { Danger } from "../core/form/roles.ts";
import { byDay } from "../core/form/tasks.ts";
import { presentFields } from "../core/present-fields.ts";
import type { OwnCase } from "../statistics/own-numbers.ts";
import { release } from "../statistics/release.ts";
import { moveSheet, takeBack } from "./begun-again.ts";
import { BegunSheets } from "./begun-sheets.ts";
import { Door } from "./case-door.ts";
import { linkedCases, sayLink } from "./cases/case-links.ts";
import { answerHours, countOwn } from "./cases/case-numbers.ts";
import { isWorkedOn } from "./cases/caseload.ts";
import { findNamed } from "./cases/find-named.ts";
import { inTurn } from "./cases/in-turn.ts";
import { misplacing } from "./cases/misplacing.ts";
import { chooseNewcomers } from "./cases/newcomer-choice.ts";
import { forgetView, keepView, type NumbersView, readViews } from "./cases/number-views.ts";
import { perhapsSame } from "./cases/perhaps-same.ts";
import { chanceOf } from "./cases/release-chance.ts";
import type { SheetSave } from "./cases/save-sheet.ts";
import { sharingOf } from "./cases/sharing.ts";
import { sheetReaders } from "./cases/sheet-entries.ts";
import type { SheetPlace } from "./cases/sheet-place.ts";
import type { Room } from "./room.ts";
import type { Verdict } from "./verb.ts";
import type { HandedOver, SheetsView } from "./views.ts";

/** Whether the device opens cases is asked at the door; each room behind it has at most ten calls. What nearly every screen asks of a case stands at the door itself. */
export class CaseDesk {
  readonly #door: Door;
  /** All cases, in their order and among each other. */
  readonly list: ReturnType<typeof listRoom>;
  /** Reading one case, and the journal of that. */
  readonly reading: ReturnType<typeof readingRoom>;
  /** Sheets that are begun, wait, leave, and are taken back. */
  readonly saves: ReturnType<typeof savesRoom>;
  /** Words of the person: they agree, and take it back. */
  readonly consents: ReturnType<typeof consentsRoom>;
  /** The other steps in one case. */
  readonly steps: ReturnType<typeof stepsRoom>;
  /** Counts of our own cases. */
  readonly numbers: ReturnType<typeof numbersRoom>;

  constructor(room: Room, sync: () => Promise<void>) {
    const door = new Door(room, sync);
    this.#door = door;
    this.list = listRoom(door, this);
    this.reading = readingRoom(door);
    this.saves = savesRoom(door, this);
    this.consents = consentsRoom(door);
    this.steps = stepsRoom(door, this);
    this.numbers = numbersRoom(door);
  }

  /** The cases that wait or go on: a person in danger first, then by the longest wait. */
  get inbox() {
    return this.#door.look(({ list }) => list.inbox, []);
  }

  /** A case as it may be seen; null for one that is not held. The same until something changes in it. */
  view = (caseId: string) => this.#door.lookAt(caseId, ({ view }) => view);

  /** The sheets of a case as they may be seen, and what is due in it; null for a case that is not held. */
  sheets = (caseId: string): SheetsView | null =>
    this.#door.lookAt(caseId, ({ work }, { waiting }) => ({ ...work, waiting: waiting.shown(caseId) }));

  /** Saves what changed of a sheet, and forgets its draft. Gives the sheet. It is shown at once, and is sealed when it is due (FM10): cases/save-sheet.ts. */
  saveSheet = (caseId: string, save: SheetSave): Promise<Verdict<string>> =>
    this.#door.about([caseId], async (reader) => {
      const place = { caseId, form: save.form, sheet: save.sheet ?? null };
      const forgetting = this.saves.begun.forgetting(reader.shelf, place);
      const sheetId = await reader.saveSheet(caseId, save, forgetting.changes);
      forgetting.apply();
      return sheetId;
    });
}

const listRoom = (door: Door, desk: CaseDesk) => ({
  /** The cases of the inbox as a case worker's list orders them, with what their sheets say. The same list until one of them is another. */
  get caseload() {
    return door.look(({ list }) => list.caseload, []);
  },

  /** How many cases stand in no list yet, because they are still to be read (EN12c). */
  get toRead() {
    return door.look(({ list }) => list.toRead, 0);
  },

  /** The open tasks of all cases, each with its case, by day and hour. */
  get openTasks() {
    return door.look(({ list }) => list.openTasks, []);
  },

  /** The tasks of all cases, done and dropped ones too, each with its case: the first day first. */
  get tasks() {
    return desk.inbox
      .filter(isWorkedOn)
      .flatMap(({ caseId }) => (desk.sheets(caseId)?.tasks ?? []).map((task) => ({ ...task, caseId })))
      .sort(byDay);
  },

  /** Cases of which we may read the name and whose name holds these words (FD8). They are logged as opened before they are named (SL10). */
  findNamed: (words: string) => door.room.verb(({ session }) => findNamed(session.reader, words, door.isOpen)),

  /** The case to which an entry of ours belongs; null for one that is not held, as all of a referrer's. */
  caseOf: (entry: string) => door.look(({ cases }) => cases.caseOf(entry), null),

  /** The cases of this organisation that are linked to one (FD12). */
  linksOf: (caseId: string) => door.look(({ list }) => linkedCases(caseId, list.links), []),

  /** Cases that are perhaps of the same person (FD12d), looked for step by step on this device alone. */
  perhapsSame: (caseId: string) => door.look((reader) => perhapsSame(reader, caseId), null),

  /**
   * Hands all cases of one worker to another: a sheet `assign` in each, of today. One that refuses it stops none of the others. Gives in how many it was
   * done, and in which it was not.
   */
  async handOver(from: string, to: string): Promise<Verdict<HandedOver>> {
    const cases = this.caseload.filter(({ worker }) => worker === from).map(({ caseId }) => caseId);
    const failures: string[] = [];
    for (const caseId of cases) {
      const verdict = await desk.saveSheet(caseId, { form: "assign", set: { worker: to, on: door.today } });
      if (verdict.is === "failed") failures.push(caseId);
    }
    return { is: "done", value: { done: cases.length - failures.length, failed: failures } };
  },
});

const readingRoom = (door: Door) => ({
  /** Reads what is kept of a case: to be awaited before it is looked at, on a device that cannot read at once, as a browser cannot. */
  read: async (caseId: string) => door.room.reader?.bring(caseId),

  /** True when a case can be looked at now. */
  isAtHand: (caseId: string) => door.look(({ cases }) => cases.isAtHand(caseId), false),

  /** The content of the person's own file (OF1); null for a case that is not held, and once it was erased. */
  ownFile: (caseId: string) => door.lookAt(caseId, ({ ownFile }) => ownFile),

  /** True where `recordOpening` has something to log. */
  hasOpeningToRecord: (caseId: string) =>
    door.look(({ cases }) => cases.isAtHand(caseId), false) &&
    door.lookAt(caseId, (_, { journal }) => journal.unopenedIn(caseId).length > 0) === true,

  /** To be called when a person opens a case on this device, and again when more of it may be shown (SL10). Gives whether there was anything to log. */
  recordOpening: door.verb(
    async ({ cases, journal }, caseId: string) => cases.has(caseId) && (await journal.recordOpening(caseId)),
  ),
});

const savesRoom = (door: Door, desk: CaseDesk) => {
  const drafts = new BegunSheets(door.room);
  return {
    /** Sheets that were begun and not saved. */
    begun: drafts,

    /** The saves of all cases that are not sealed yet, the oldest first. */
    get waiting() {
      return door.look(({ waiting }) => waiting.shown(), []);
    },

    /** The readers of each part of a sheet that is saved now; `onlyUs` as it would be saved. */
    sheetReaders: (caseId: string, form: string, sheet: string | null, onlyUs: boolean | null = null) =>
      door.look((reader) => sheetReaders(reader.open.of(caseId), { key: form, name: sheet, onlyUs }, reader), []),

    /** Says anew whether the person is in danger: a sheet of its own, of today. */
    sayDanger: (caseId: string, danger: Danger) =>
      desk.saveSheet(caseId, { form: "danger", set: { danger, on: door.today } }),

    /** Seals what waits now: all of it, or of one case. Gives how many sheets left. */
    sendNow: (caseId?: string) =>
      door.room.verb(async ({ session }) => (await session.reads?.sealWaiting(presentFields({ caseId }))) ?? 0),

    /** Takes back what waits of a sheet: it never leaves. What it said is a draft again, unless something else was begun there since. */
    takeBack: (place: SheetPlace) => door.about([place.caseId], (reader) => takeBack(reader, drafts, place)),

    strikeOutSheet: door.verb((reader, ...sheet: [caseId: string, form: string, sheet: string]) =>
      reader.strikeOutSheet(...sheet),
    ),

    /** The saves that `misplaceSheet` would erase now: their ids, none where the sheet only waits, and their answers; null where nothing of it is ours. */
    misplacing: (place: SheetPlace) => door.look((reader) => misplacing(reader, place), null),

    /**
     * Says of a sheet that it was written into the wrong case (FD13). With the right case, what it said is begun there, in the same transaction. Refused as `not-allowed`
     * also where something of this form is begun in the right case already.
     */
    misplaceSheet: (place: SheetPlace, rightCase: string | null, agreedSaves: readonly string[] | null = null) =>
      door.about([place.caseId, rightCase], (reader) => moveSheet(reader, drafts, place, { rightCase, agreedSaves })),
  };
};

const consentsRoom = (door: Door) => {
  const { grant, ...verbs } = door.verbs(
    "giving",
    "grant",
    "withdrawConsent",
    "confirmWithdrawal",
    "narrowConsent",
    "renewConsent",
    "giveToken",
  );
  return {
    ...verbs,
    grant: door.onceLogged(grant),

    /** Whom we may bring into a case (SL8). */
    newcomers: (caseId: string) =>
      door.look(({ open, log, organisation }) => chooseNewcomers(log, open.of(caseId).state, organisation), []),

    /** The parts of a case that a consent would let an organisation read, before anything is sealed (FD11e); null while locked. */
    sharing: (caseId: string, consent: GrantTo) => door.look((reader) => sharingOf(reader, caseId, consent), null),
  };
};

const stepsRoom = (door: Door, desk: CaseDesk) => {
  const { answer, ...steps } = door.verbs("steps", "answer", "adopt", "takeStatusStep");
  const { referOn, ...giving } = door.verbs("giving", "referOn", "giveAgreed", "recallReferral", "handOverLead");
  return {
    ...steps,
    ...giving,
    referOn: door.onceLogged(referOn),

    /** That the help of this organisation ends is said by its form, too (FM20). */
    answer: (...args: Parameters<typeof answer>): Promise<Verdict<unknown>> => {
      const [caseId, referral, end] = args;
      const sheet = door.lookAt(caseId, (_, { steps }) => steps.sheetOfEnd(caseId, referral, end));
      return sheet === null ? answer(...args) : desk.saveSheet(caseId, sheet);
    },

    /** Says what the person of another case is to the person of this one, for the own organisation alone; `none` undoes it. Both cases stay. */
    link: door.verb(async (reader, caseId: string, other: string, as: LinkWord) => {
      await reader.bring(other);
      await sayLink({ ...reader.list.links, writer: reader.writer }, caseId, other, as);
    }),
  };
};

const numbersRoom = (door: Door) => ({
  /** The counted case of each case of this organisation (CN1), for its own numbers, in turn. Null while locked. */
  counted: inTurn(
    async () => door.look(({ list }) => list.readAll(door.isOpen), null),
    async () => door.look((reader) => countOwn(reader, door.isOpen), null),
  ),

  /** The release of a quarter or a year that is over (CN8), from counted cases. Null while locked, and for any other period. */
  release: (cases: readonly OwnCase[], period: string) =>
    door.look(({ log }) => release(cases, period, door.loggedDay, chanceOf(log.founding.origin)), null),

  /** In how many hours this organisation answered lately, as its capacity note may state it; null when that would reveal too much (DR5). */
  get answerHours() {
    return door.look(answerHours, null);
  },

  /** The views of our own numbers that are kept on this device (CN6c). */
  views: async () => (door.room.session === null ? [] : readViews(door.room.session.shelf)),
  keepView: (view: NumbersView) => door.room.verb(({ session }) => keepView(session.shelf, view)),
  forgetView: (name: string) => door.room.verb(({ session }) => forgetView(session.shelf, name)),
});
