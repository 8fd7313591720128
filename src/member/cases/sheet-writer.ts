// Writes sheets (FD10): what changed of one, part by part, each sealed to whom a consent covers for that part (FD11). A save waits on this device and is signed
// and sealed with others for the same readers (FM10), unless its form says `now`. Readers come from `readersOfPart` and from nowhere else, when it is sealed;
// a save that the fold of any reader would refuse is not kept, and not sealed.

import { outcomeHeard, placesToEnd } from "../../core/case/end-of-help.ts";
import type { CaseState } from "../../core/case/fold.ts";
import type { PlacedEntry } from "../../core/case/graph.ts";
import { asksOwnWord, bodiesOfSheet, isKeptByChoice, readersOfPart } from "../../core/case/readers.ts";
import { caseFactsOf } from "../../core/case/sheet-facts.ts";
import type { CaseContent, ContentOf } from "../../core/entry.ts";
import { type BodyOf, mostOver, wholeSheet } from "../../core/entry-kind.ts";
import { checkSheet, maySeal } from "../../core/form/check-sheet.ts";
import type { Answers, Form, FormBook } from "../../core/form/form.ts";
import { fieldOf, isMissingWord, keyOfRole, ofPart, partsOf } from "../../core/form/form.ts";
import type { Saying, Sheet } from "../../core/form/sheet.ts";
import { dayAt, momentOf } from "../../core/moment.ts";
import { bodiesIn, isOfBody, type OfficialBody } from "../../core/official-body.ts";
import type { Part } from "../../core/part-table.ts";
import { decisionSteps } from "../../core/person-codes.ts";
import { presentFields } from "../../core/present-fields.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import type { RandomBytes } from "../../crypto/random.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import type { Composer, EntryPlace, Sealing } from "../sending/composer.ts";
import type { Change, MemberStore } from "../store/store.ts";
import type { PublicLog } from "../trust/public-log.ts";
import type { WaitingSave } from "../views.ts";
import { type CaseWriter, mustCountIn, placed } from "./case-writer.ts";
import type { OpenCases } from "./open-case.ts";
import { isAt, type SheetPlace, saidTogether } from "./sheet-place.ts";
import { isDue, type UnsealedSave, type WaitingSaves, type WaitingSheet } from "./waiting-saves.ts";

type Save = BodyOf<"answers">;

/** The answers that a worker saves of a sheet: the changed ones, or all on the screen; those that say nothing new are left out. */
export interface SheetSave extends Partial<Answers>, Pick<Partial<Save>, "for" | "why" | "language" | "paper"> {
  /** The key of the form. */
  readonly form: string;
  /** A sheet that is there; none begins a new one. Of a form that a case has once it is never needed. */
  readonly sheet?: string;
  /** Sealed to the own organisation alone. A sheet that was kept so stays so unless it says false. */
  readonly onlyUs?: boolean;
  /** The saves of it that were seen: what others said since is not replaced, and stands beside it. All that are here, where it is left out. */
  readonly seen?: readonly string[];
}

/** The organisations that read one part of a sheet, the own one among them. */
export interface SheetReaders {
  readonly part: Part;
  readonly to: readonly string[];
}

/** The saves that the word that a sheet is of another case would erase. */
export interface Misplacing {
  /** The saves that were sealed; none where all of it still waits. */
  readonly saves: readonly string[];
  /** Their answers together, to begin with in the right case. */
  readonly answers: Answers & { readonly onlyUs?: true };
}

interface SheetWriterParts {
  readonly writer: CaseWriter;
  readonly store: MemberStore;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
  readonly waiting: WaitingSaves;
  readonly open: OpenCases;
  readonly log: PublicLog;
  readonly organisation: string;
  readonly device: string;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
}

/** Where an entry stands in its case, and for whom it is. */
type SavePlace = Required<Omit<EntryPlace, "at">>;

/** A save with its place among those that leave with it. */
interface Composed<T> {
  readonly of: WaitingSheet;
  readonly entry: T;
  readonly to: readonly string[];
}

export class SheetWriter {
  readonly #parts: SheetWriterParts;
  /** Sheets that the fold refused when they were to leave: they wait on, and a person is shown that. */
  #held: readonly SheetPlace[] = [];
  #turn: Promise<unknown> = Promise.resolve();
  #underWay = 0;

  constructor(parts: SheetWriterParts) {
    this.#parts = parts;
  }

  /** The entries that what waits in a case would become now. What waits has the name under which it waits, and no leaf. */
  unsealed(caseId: string): readonly PlacedEntry[] {
    const sheets = this.#parts.waiting.of(caseId);
    return this.#compose(sheets, (save, place, body) => this.#asExpected(save, place, body)).map(({ entry }) => entry);
  }

  /** The saves that wait, in all cases or in one. */
  waiting(caseId?: string): readonly WaitingSave[] {
    const { waiting } = this.#parts;
    return (caseId === undefined ? waiting.all : waiting.of(caseId)).map((each) => {
      const { caseId: of, form, sheet, since, leaves } = each;
      return { caseId: of, form, sheet, since, leaves, held: this.#held.some((other) => isAt(other, each)) };
    });
  }

  /** The parts of which something waits that is sealed to this organisation too, once a consent opens them to it (FD11e). */
  waitingParts(caseId: string, organisation: string): ReadonlySet<Part> {
    const { open, waiting, log } = this.#parts;
    const { state, sealedSheets } = open.of(caseId);
    return new Set(
      waiting.of(caseId).flatMap((of) => {
        const sheet = sheetIn(sealedSheets, of.form, of.sheet);
        if (isOfBody(log.directory, organisation, bodiesOfWaiting(of, sheet, log.forms))) return [];
        return of.saves.flatMap(({ onlyUs, body: { part, version } }) =>
          (onlyUs ?? isKept(state, part, log.forms.version(version), sheet, this.#parts)) ? [] : [part],
        );
      }),
    );
  }

  /** The saves that wait, as they are kept. */
  get saves(): WaitingSaves {
    return this.#parts.waiting;
  }

  /** Nothing waits, and nothing that would is being written. */
  get isDone(): boolean {
    return this.#underWay === 0 && this.#parts.waiting.all.length === 0;
  }

  /** One after another: nothing is sealed, taken back or purged while it is being written. */
  alone<T>(work: () => Promise<T>): Promise<T> {
    this.#underWay += 1;
    const turn = this.#turn.then(work).finally(() => {
      this.#underWay -= 1;
    });
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  /** The readers of each part of a sheet that is saved now. */
  readers(caseId: string, form: string, sheet: string | null, onlyUs?: boolean): readonly SheetReaders[] {
    const { log, open } = this.#parts;
    const { state } = open.of(caseId);
    const sheetNow = this.#sheet(caseId, form, sheet);
    const version = log.forms.newest(form);
    if (version === undefined) return [];
    return partsOf(version.form).map((part) => ({
      part,
      to: this.#readers(state, part, version.form, sheetNow, onlyUs).to,
    }));
  }

  /**
   * Saves what changed of a sheet, and gives the sheet. It waits, or is sealed at once when its form says so. Throws a Problem of the engine: `not-allowed` for a
   * form that is not here or that this organisation may not write here, `sheet-incomplete` for an answer that is none of the form and for gaps of a strict
   * form, `too-long`, and what the fold would refuse.
   */
  save(caseId: string, input: SheetSave, changes: readonly Change[] = []): Promise<string> {
    const save = { ...input, set: trimmed(input.set ?? {}) };
    return this.alone(async () => {
      const { log, randomBytes, store, waiting, clock } = this.#parts;
      const version = log.forms.newest(save.form);
      if (version === undefined) throw new Problem("engine", "not-allowed");
      const { form } = version;
      if (!this.#parts.open.of(caseId).mayFillIn(form)) throw new Problem("engine", "not-allowed");
      const sheet = form.many ? (save.sheet ?? encodeHex(randomBytes(16))) : "one";
      const sheetNow = this.#sheet(caseId, save.form, sheet);
      this.#mustFit(caseId, form, save, sheetNow);
      const news = newsOf(save, sheetNow);
      const { for: task, why, language, paper } = save;
      const more = presentFields({ for: task, why, language, paper });
      const isSeen = ({ entry, device }: Saying) =>
        save.seen?.includes(entry) !== false || device === this.#parts.device;
      const seenHeads = (keys: readonly string[]) => headsOf(keys, sheetNow, isSeen);
      const bodies = partsOf(form).flatMap((part): readonly Save[] => {
        const set = ofPart(news.set, form, part);
        const words = ofPart(news.gone, form, part);
        const over = seenHeads([...Object.keys(set), ...Object.keys(words)]);
        if (Object.keys(set).length + Object.keys(words).length === 0) return [];
        if (over.length > mostOver) throw new Problem("engine", "too-long");
        return [{ form: form.key, version: version.id, sheet, part, set, gone: words, over, ...more }];
      });
      if (bodies.length === 0) {
        await store.write(changes);
        return sheet;
      }
      const place = { caseId, form: form.key, sheet };
      const onlyUs = save.onlyUs ?? waiting.find(place)?.saves.at(-1)?.onlyUs ?? null;
      const how = { seal: form.seal, now: clock(), onlyUs, headsOf: (key: string) => seenHeads([key]) };
      const ends = sheetNow === undefined ? outcomeHeard(form, news) : null;
      await this.#keepOrSend(waiting.with(place, bodies, how), form.seal === "now" || ends !== null, changes, ends);
      return sheet;
    });
  }

  /**
   * Strikes out a whole sheet, for all who read it: it was never true, or is of another case. It stays in the history. That is sealed at once; what waits of
   * the sheet is forgotten, and never leaves.
   */
  strikeOut(caseId: string, form: string, sheet: string): Promise<void> {
    return this.alone(async () => {
      const { log, open, waiting, clock, randomBytes } = this.#parts;
      const version = log.forms.newest(form);
      const sheetNow = sheetIn(open.of(caseId).sealedSheets, form, sheet);
      const waits = waiting.find({ caseId, form, sheet });
      if (version === undefined || (sheetNow === undefined && waits === undefined))
        throw new Problem("engine", "not-allowed");
      if (sheetNow === undefined) return this.#forget([{ caseId, form, sheet }], []);
      const saves = sheetNow.parts.map((part): UnsealedSave => {
        const keys = [...sheetNow.answers.values()].filter((answer) => answer.part === part).map(({ key }) => key);
        const over = headsOf(keys, sheetNow).slice(-mostOver);
        const words = { [wholeSheet]: "mistake" } as const;
        const body: Save = { form, version: version.id, sheet, part, set: {}, gone: words, over, why: "mistake" };
        return { id: encodeHex(randomBytes(32)), at: clock(), onlyUs: null, body };
      });
      await this.#keepOrSend({ caseId, form, sheet, since: clock(), leaves: clock(), saves }, true, []);
    });
  }

  /** The saves of a sheet that `misplace` would erase now; null where nothing of it is ours. */
  misplacing(place: SheetPlace): Misplacing | null {
    const { open, waiting, organisation } = this.#parts;
    const waits = waiting.find(place);
    const { entries } = open.of(place.caseId).state;
    const ours = entries.flatMap(({ id, content, organisation: by }) => {
      const isOurs = by === organisation && isSave(content);
      return isOurs && isAt({ ...content.body, caseId: place.caseId }, place) ? [{ id, content }] : [];
    });
    const last = ours.at(-1)?.content;
    const isLast = ({ content: { at, device } }: (typeof ours)[number]) => at === last?.at && device === last.device;
    const sealedSaves = place.sheet !== "one" ? ours : waits === undefined ? ours.filter(isLast) : [];
    if (sealedSaves.length === 0 && waits === undefined) return null;
    const bodies = [...sealedSaves.map(({ content }) => content.body), ...(waits?.saves ?? []).map(({ body }) => body)];
    // A sheet that nobody else reads is not offered to others where it is begun again.
    const isOwn = waits?.saves.at(-1)?.onlyUs ?? sealedSaves.at(-1)?.content.to.length === 1;
    const answers = { ...this.#saidIn(bodies, place.form), ...(isOwn ? { onlyUs: true as const } : {}) };
    return { saves: sealedSaves.map(({ id }) => id), answers };
  }

  /**
   * Says of a sheet that it was written into the wrong case: what this organisation wrote of it is erased by everybody who holds it (FD13), and what waits of it
   * never leaves. A sheet that a case has once is one of every case: there it is what was saved last. `changes` are written in the same transaction; they get
   * what is erased, as something to begin in the right case. `agreedSaves` are those that a person agreed to erase: when they are others by now, a Problem of the
   * engine `changed-meanwhile` is thrown.
   */
  misplace(
    place: SheetPlace,
    agreedSaves: readonly string[] | null,
    changes: (answers: Misplacing["answers"]) => readonly Change[],
  ): Promise<void> {
    return this.alone(async () => {
      const { writer, waiting, open } = this.#parts;
      const now = this.misplacing(place);
      if (now === null) throw new Problem("engine", "not-allowed");
      const { saves, answers } = now;
      if (agreedSaves !== null && agreedSaves.join() !== saves.join()) throw new Problem("engine", "changed-meanwhile");
      const others = changes(answers);
      if (saves.length === 0) return this.#forget([place], others);
      const removal = waiting.removing([place]);
      const more = place.sheet === "one" ? {} : { sheet: place.sheet };
      await writer.misplaced(place.caseId, { saves, ...more }, [...removal.changes, ...others]);
      removal.apply();
      this.#held = this.#held.filter((other) => !isAt(other, place));
      open.forget(place.caseId);
    });
  }

  /** The answers of saves together, the last word of each field. Other sheets that they name are of their case, and are left out. */
  #saidIn(bodies: readonly Save[], formKey: string): Answers {
    const form = this.#parts.log.forms.newest(formKey)?.form;
    const { set, gone: words } = saidTogether(bodies);
    const isTaken = ([key]: readonly [string, unknown]) => {
      const field = form === undefined ? undefined : fieldOf(form, key);
      return field !== undefined && field.type !== "sheet";
    };
    return {
      set: Object.fromEntries(Object.entries(set).filter(isTaken)),
      gone: Object.fromEntries(Object.entries(words).filter((each) => isTaken(each) && isMissingWord(each[1]))),
    };
  }

  /**
   * Takes back all that waits of a sheet: it never leaves. `changes` of what it said are written with it. Throws a Problem of the engine `not-allowed` when
   * nothing of it waits (any more).
   */
  takeBack(place: SheetPlace, changes: (waits: WaitingSheet) => readonly Change[]): Promise<void> {
    return this.alone(async () => {
      const waits = this.#parts.waiting.find(place);
      if (waits === undefined) throw new Problem("engine", "not-allowed");
      await this.#forget([waits], changes(waits));
    });
  }

  /** Seals what waits: all of it, of one case, or only what is due. Gives how many sheets left. */
  sealWaiting(which: { readonly caseId?: string; readonly onlyDue?: boolean } = {}): Promise<number> {
    return this.alone(async () => {
      const { waiting, composer, clock } = this.#parts;
      const sheets = waiting.all.filter(
        (each) =>
          (which.caseId === undefined || each.caseId === which.caseId) &&
          (which.onlyDue !== true || isDue(each, clock())),
      );
      return sheets.length === 0 ? 0 : this.#send(sheets, composer(), []);
    });
  }

  // Tried on the same fold that all readers run, with what waits in the case, before it is kept: nothing waits that could not leave now.
  async #keepOrSend(
    sheet: WaitingSheet,
    isNow: boolean,
    changes: readonly Change[],
    ends: ReturnType<typeof outcomeHeard> = null,
  ): Promise<void> {
    const { store, waiting, open, writer, organisation } = this.#parts;
    const { caseId } = sheet;
    const composer = this.#parts.composer();
    const saves = this.#compose(waiting.ofWith(sheet), unsigned(composer));
    const before = open.of(caseId);
    const places = ends === null ? [] : placesToEnd(before.state, organisation);
    const along = ends === null || places.length === 0 ? null : await writer.ending(caseId, places, ends, composer);
    const state = before.stateWith([...saves.map(({ entry }) => entry), ...(along?.entries ?? []).map(placed)]);
    const own = saves.filter(({ of }) => of === sheet).map(({ entry }) => entry);
    mustCountIn(state, [...own, ...(along?.entries ?? [])]);
    if (isNow) {
      await this.#send([sheet], composer, changes, along);
      return;
    }
    await composer.mustFit(own.map(({ content }) => content));
    const keeping = waiting.keeping(sheet);
    await store.write([...keeping.changes, ...changes]);
    keeping.apply();
    // The state that was tried is the state of the case now.
    open.waitsAnew(before, state);
  }

  /** Signs and seals sheets by their readers, and ends that they wait, in one transaction. What the fold refuses now waits on. */
  async #send(
    sheets: readonly WaitingSheet[],
    composer: Composer,
    changes: readonly Change[],
    along: Awaited<ReturnType<CaseWriter["ending"]>> | null = null,
  ): Promise<number> {
    const { writer, waiting, open } = this.#parts;
    let going = sheets;
    let saves = this.#compose(going, signing(composer));
    for (let refusals = this.#refusedOf(saves); refusals.size > 0; refusals = this.#refusedOf(saves)) {
      going = going.filter((each) => !refusals.has(each));
      saves = this.#compose(going, signing(composer));
    }
    const isTried = (place: SheetPlace) => sheets.some((each) => isAt(each, place));
    this.#held = [...this.#held.filter((each) => !isTried(each)), ...sheets.filter((each) => !going.includes(each))];
    if (going.length === 0) return 0;
    const groups = Map.groupBy(saves, ({ to }) => to.join()).values();
    const sealings: Sealing[] = [];
    for (const group of groups) sealings.push(...(await composer.sealInParts(group.map(({ entry }) => entry))));
    for (const entry of this.#decisionSteps(going, composer))
      sealings.push({ entries: [entry], sealed: await composer.seal([entry]) });
    if (along !== null) sealings.push({ entries: along.entries, sealed: await composer.seal(along.entries) });
    const removal = waiting.removing(going);
    await writer.send(sealings, [...removal.changes, ...changes], along?.packs);
    removal.apply();
    for (const { caseId } of going) open.forget(caseId);
    return going.length;
  }

  /** FD15c: a decision that is sealed is sealed with its step of status. */
  #decisionSteps(sheets: readonly WaitingSheet[], composer: Composer): readonly EntryNote[] {
    const { writer, log } = this.#parts;
    return sheets.flatMap(({ caseId, saves }) => {
      const last = saves
        .map(({ body }) => body.set[keyOfRole(log.forms.version(body.version), "identified") ?? ""])
        .findLast((result) => result !== undefined);
      const status = typeof last === "string" ? decisionSteps[last] : undefined;
      const step = status === undefined ? null : writer.decisionStep(caseId, status, composer);
      return step === null ? [] : [step];
    });
  }

  #refusedOf(saves: readonly Composed<EntryNote>[]): ReadonlySet<WaitingSheet> {
    const counting = new Set<string>();
    for (const [caseId, ofCase] of Map.groupBy(saves, ({ of }) => of.caseId)) {
      const { entries } = this.#parts.open.of(caseId).stateWith(ofCase.map(({ entry }) => placed(entry)));
      for (const { id, verdict } of entries) if (verdict.is === "effective") counting.add(id);
    }
    return new Set(saves.filter(({ entry }) => !counting.has(entry.id)).map(({ of }) => of));
  }

  async #forget(places: readonly SheetPlace[], changes: readonly Change[]): Promise<void> {
    const { store, waiting, open } = this.#parts;
    const removal = waiting.removing(places);
    await store.write([...removal.changes, ...changes]);
    removal.apply();
    this.#held = this.#held.filter((other) => !places.some((place) => isAt(place, other)));
    for (const { caseId } of places) open.waitsAnew(open.of(caseId));
  }

  /**
   * Makes an entry of each save: its readers and consents as they are now, its parents, and in place of what waited before it the entry which that has become.
   */
  #compose<T extends { readonly id: string }>(
    sheets: readonly WaitingSheet[],
    make: (save: UnsealedSave, place: SavePlace, body: Save) => T,
  ): readonly Composed<T>[] {
    const { writer, open } = this.#parts;
    const { forms } = this.#parts.log;
    const became = new Map<string, string>();
    const last = new Map<string, string>();
    return sheets.flatMap((of) => {
      const { caseId } = of;
      const { state, sealedSheets } = open.of(caseId);
      const sheet = sheetIn(sealedSheets, of.form, of.sheet);
      const bodies = bodiesOfWaiting(of, sheet, forms);
      return of.saves.map((save): Composed<T> => {
        const { part, version } = save.body;
        const form = forms.version(version);
        const { to, consent } = this.#readers(state, part, form, sheet, save.onlyUs ?? undefined, bodies);
        const line = `${caseId} ${to.join()}`;
        const before = last.get(line);
        const parents = before === undefined ? writer.parentsFor(caseId, to) : [before];
        const over = [...new Set(save.body.over.map((id) => became.get(id) ?? id))].sort();
        const entry = make(save, { caseId, parents, to, consent }, { ...save.body, over });
        became.set(save.id, entry.id);
        last.set(line, entry.id);
        return { of, entry, to };
      });
    });
  }

  #asExpected({ id, at }: UnsealedSave, place: SavePlace, body: Save): PlacedEntry {
    const { caseId, parents, to, consent } = place;
    const content = {
      kind: "answers",
      case: caseId,
      device: this.#parts.device,
      salt: "",
      seen: { size: this.#parts.log.now, root: "", line: "" },
      at: momentOf(at),
      to,
      parents,
      ...(consent.length === 0 ? {} : { consent }),
      body,
    } satisfies CaseContent;
    return { id, content, leaf: null, position: 0 };
  }

  #readers(
    state: CaseState,
    part: Part,
    form: Form | undefined,
    sheet: Sheet | undefined,
    onlyUs: boolean | undefined,
    bodies: readonly OfficialBody[] = bodiesOfSheet(sheet, this.#parts.log.forms),
  ) {
    const { organisation, log } = this.#parts;
    if (onlyUs ?? isKept(state, part, form, sheet, this.#parts)) return { to: [organisation], consent: [] };
    return readersOfPart(state, { part, bodies }, organisation, log);
  }

  #mustFit(caseId: string, form: Form, save: SheetSave, sheet: Sheet | undefined): void {
    const { organisation, log, clock } = this.#parts;
    const { expected, sheets } = this.#parts.open.of(caseId);
    const facts = caseFactsOf(expected, sheets, organisation, log);
    const today = dayAt(clock());
    const check = checkSheet(form, answersWith(save, sheet), today, facts);
    if (!maySeal(form, check)) throw new Problem("engine", "sheet-incomplete");
  }

  #sheet(caseId: string, form: string, sheet: string | null): Sheet | undefined {
    const isMany = this.#parts.log.forms.newest(form)?.form.many === true;
    return sheetIn(this.#parts.open.of(caseId).sheets, form, isMany ? (sheet ?? "") : "one");
  }
}

function sheetIn(sheets: readonly Sheet[], form: string, sheet: string): Sheet | undefined {
  return sheets.find((each) => each.form === form && each.sheet === sheet);
}

/** The entry that a save would be if it left now, under the name under which it waits. */
function unsigned(composer: Composer) {
  return ({ id, at }: UnsealedSave, place: SavePlace, body: Save) => ({
    id,
    content: composer.content("answers", { ...place, at }, body),
    leaf: null,
    position: 0,
  });
}

/** Its time is the one at which it was saved. */
function signing(composer: Composer): (save: UnsealedSave, place: SavePlace, body: Save) => EntryNote {
  return ({ at }, place, body) => composer.entry("answers", { ...place, at }, body);
}

// R26: also where it was named in another part of the sheet, or is named only now.
function bodiesOfWaiting(of: WaitingSheet, sheet: Sheet | undefined, forms: FormBook): readonly OfficialBody[] {
  const bodies = of.saves.flatMap(({ body: { version, set } }) => {
    const form = forms.version(version);
    return form === undefined ? [] : bodiesIn(form, set);
  });
  return [...bodiesOfSheet(sheet, forms), ...bodies];
}

function isKept(
  state: CaseState,
  part: Part,
  form: Form | undefined,
  sheet: Sheet | undefined,
  { organisation, log }: Pick<SheetWriterParts, "organisation" | "log">,
): boolean {
  const last = state.entries.findLast(
    ({ id, content }) => sheet?.saves.includes(id) === true && isSave(content) && content.body.part === part,
  );
  if (last === undefined) return asksOwnWord(form);
  return last.organisation === organisation && isKeptByChoice(state, last, log.directory, log.forms);
}

/** Nobody means the space at the end of a line. */
function trimmed(set: Answers["set"]): Answers["set"] {
  return Object.fromEntries(
    Object.entries(set).map(([key, value]) => [key, typeof value === "string" ? value.trim() : value]),
  );
}

/** The answers that hold in a sheet, with those of this save. */
function answersWith(save: SheetSave, sheet: Sheet | undefined): Answers {
  const { set = {}, gone: words = {} } = save;
  const others = [...(sheet?.answers.values() ?? [])].filter(
    ({ key }) => !Object.hasOwn(set, key) && !Object.hasOwn(words, key),
  );
  return {
    set: { ...Object.fromEntries(others.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))), ...set },
    gone: {
      ...Object.fromEntries(others.flatMap(({ key, missing }) => (missing === null ? [] : [[key, missing]]))),
      ...words,
    },
  };
}

function isSave(content: CaseState["entries"][number]["content"]): content is ContentOf<"answers"> {
  return content.kind === "answers" && !("newer" in content);
}

/** The answers of a save that differ from those that hold, or settle two. */
function newsOf(save: SheetSave, sheet: Sheet | undefined): Answers {
  const isNew = (key: string, value: unknown, word: string | null) => {
    const answer = sheet?.answers.get(key);
    const isMissing = word !== null && isMissingWord(word);
    if (answer === undefined) return word === null || isMissing;
    const isOther = JSON.stringify(answer.value) !== JSON.stringify(value);
    return answer.differs || isOther || answer.missing !== (isMissing ? word : null);
  };
  return {
    set: Object.fromEntries(Object.entries(save.set ?? {}).filter(([key, value]) => isNew(key, value, null))),
    gone: Object.fromEntries(Object.entries(save.gone ?? {}).filter(([key, word]) => isNew(key, null, word))),
  };
}

/** The saves whose answers of these fields hold now. */
function headsOf(
  keys: readonly string[],
  sheet: Sheet | undefined,
  isSeen: (saying: Saying) => boolean = () => true,
): readonly string[] {
  const heads = keys.flatMap(
    (key) =>
      sheet?.answers
        .get(key)
        ?.heads.filter(isSeen)
        .map(({ entry }) => entry) ?? [],
  );
  return [...new Set(heads)].sort();
}
