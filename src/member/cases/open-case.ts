// One case as this organisation holds it: its fold, its sheets, and what may be seen of it. All of it is made once from the same entries, log, directory, waiting
// saves and day; when one of these is another, it is another open case.
import { incompleteDecisions } from "../../core/case/decision.ts";
import { type CaseState, foldCase } from "../../core/case/fold.ts";
import { foldSheets } from "../../core/case/fold-sheets.ts";
import { type PlacedEntry, parentsFor } from "../../core/case/graph.ts";
import { misplacedIn } from "../../core/case/misplaced.ts";
import { missedIn } from "../../core/case/missed.ts";
import { type OwnFile, ownFileOf } from "../../core/case/own-file.ts";
import { partsToFillIn } from "../../core/case/readers.ts";
import { askForm } from "../../core/case/referrals.ts";
import { returnMisfit } from "../../core/case/return-plan.ts";
import { ageClassOn, caseFactsOf, hasHelped, riskSaidOn, said, sheetsForTasks } from "../../core/case/sheet-facts.ts";
import { type CountedCase, countCase } from "../../core/counted-case.ts";
import { isOffered } from "../../core/form/check-sheet.ts";
import { type Form, keyOfRole, partsOf } from "../../core/form/form.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { asksOfReferral, isDueAt, isMeeting, type Task, tasksOf, workerOfCase } from "../../core/form/tasks.ts";
import { dayAt } from "../../core/moment.ts";
import { type Part, partRow } from "../../core/part-table.ts";
import type { Party } from "../../core/party.ts";
import { soundsOf } from "../../core/person-name.ts";
import { Problem } from "../../core/problem.ts";
import { isOver } from "../../core/waits.ts";
import type { CaseView, InboxItem, SheetsView } from "../views.ts";
import { contentsFor, inboxItem, viewCase } from "./case-view.ts";
import { type CaseLine, caseLine } from "./caseload.ts";
import { type FoldedCase, foldHeld } from "./fold-held.ts";
import type { Ground } from "./ground.ts";
import { personMarks } from "./same-person.ts";
import { sheetIn } from "./sheet-place.ts";
import type { WaitingSheet } from "./waiting-saves.ts";

interface OpenCaseParts extends Ground {
  /** The entries that what waits in a case would become now (sheet-sealing.ts). */
  readonly unsealed: (caseId: string) => readonly PlacedEntry[];
}

/** The ground, and the open cases on it. */
export interface OpenGround extends Ground {
  readonly open: OpenCases;
}

/** The roles that make a name, in their order. */
const nameRoles = ["given", "patronymic", "family"] as const;

export class OpenCases {
  readonly #parts: OpenCaseParts;
  readonly #open = new Map<string, OpenCase>();

  constructor(parts: OpenCaseParts) {
    this.#parts = parts;
  }

  /** A case whose entries were read. The same until it stands on something else, at which it looks by itself: whoever writes has nothing to say here. */
  of(caseId: string): OpenCase {
    const { cases, log, waiting, clock } = this.#parts;
    const today = dayAt(clock());
    const on = { today, entries: cases.revision(caseId), log: log.revision, waits: waiting.of(caseId) };
    const before = this.#open.get(caseId);
    if (before?.standsOn(on) === true) return before;
    const openCase = new OpenCase(this.#parts, caseId, on, before?.lastingOn(on));
    this.#open.set(caseId, openCase);
    return openCase;
  }

  /** Lets go what was made of a case, for the memory that it takes. */
  release(caseId: string): void {
    this.#open.delete(caseId);
  }

  /** The state with what now waits in a case, as it was tried on the open case of before. */
  expect(before: OpenCase, state: CaseState): void {
    const openCase = this.of(before.id);
    if (openCase.sharesFold(before.on)) openCase.expect(state);
  }
}

/** On what an open case stands. */
interface Footing {
  /** YYYY-MM-DD. */
  readonly today: string;
  /** The revision of its entries, and that of the log. */
  readonly entries: number;
  readonly log: string;
  readonly waits: readonly WaitingSheet[];
}

export class OpenCase {
  readonly id: string;
  readonly on: Footing;
  readonly #parts: OpenCaseParts;
  /** All that was made of the case, each once. */
  readonly #made: Map<string, unknown>;

  constructor(parts: OpenCaseParts, id: string, on: Footing, memo: Map<string, unknown> = new Map()) {
    this.id = id;
    this.on = on;
    this.#parts = parts;
    this.#made = memo;
  }

  /** YYYY-MM-DD. */
  get today(): string {
    return this.on.today;
  }

  standsOn(on: Footing): boolean {
    return this.today === on.today && this.sharesFold(on) && this.#hasWaiting(on);
  }

  /** True where the entries and the log are the same: only other saves wait, or it is another day. */
  sharesFold({ entries, log }: Footing): boolean {
    return this.on.entries === entries && this.on.log === log;
  }

  #hasWaiting({ waits }: Footing): boolean {
    return waits.length === this.on.waits.length && waits.every((each, at) => each === this.on.waits[at]);
  }

  /** All that stays true on something else, as far as it was made. */
  lastingOn(on: Footing): Map<string, unknown> {
    const lasting = ["folded", "sealedSheets", "item", ...(this.#hasWaiting(on) ? ["expected"] : [])];
    return new Map([...this.#made].filter(([what]) => this.sharesFold(on) && lasting.includes(what)));
  }

  expect(state: CaseState): void {
    this.#made.set("expected", state);
  }

  #once<T>(what: string, make: () => T): T {
    if (!this.#made.has(what)) this.#made.set(what, make());
    return this.#made.get(what) as T;
  }

  get folded(): FoldedCase {
    const { cases, log } = this.#parts;
    return this.#once("folded", () => foldHeld(cases, this.id, log));
  }

  /** The state that the entries make. */
  get state(): CaseState {
    return this.folded.state;
  }

  /** The state with entries that are not sealed yet. */
  stateWith(entries: readonly PlacedEntry[]): CaseState {
    const { source } = this.folded;
    const additions = entries.map((entry, position) => ({ ...entry, position }));
    return foldCase(this.id, [...source.entries, ...additions], this.#parts.log, source.absent);
  }

  /**
   * The same, once these of them were tried: the fold that every reader runs must accept what is written, else nothing is. Throws a Problem of the engine with its
   * reason, so that whoever is refused reads why.
   */
  stateTaking(entries: readonly PlacedEntry[], own: readonly { readonly id: string }[] = entries): CaseState {
    const state = this.stateWith(entries);
    const ids = new Set(own.map(({ id }) => id));
    for (const { id, verdict } of state.entries)
      if (ids.has(id) && verdict.is !== "effective")
        throw new Problem("engine", verdict.is === "refused" ? verdict.reason : "not-allowed");
    return state;
  }

  /** The entries on which one for these readers builds. Nothing counts in a case whose opening was refused: there the opening is the parent. */
  parentsFor(readers: readonly string[], isKnown: (id: string) => boolean = () => true): readonly string[] {
    const { source, state } = this.folded;
    const counting = state.entries.filter(({ verdict }) => verdict.is === "effective" || verdict.is === "newer");
    const countingIds = new Set(counting.map(({ id }) => id));
    const parents = parentsFor(source.graph, readers, (id) => countingIds.has(id) && isKnown(id));
    return parents.length === 0 ? [this.id] : parents;
  }

  /** The state as it will be once what waits is sealed. What waits has the name under which it waits, and no leaf. */
  get expected(): CaseState {
    return this.#once("expected", () => {
      const entries = this.#parts.unsealed(this.id);
      return entries.length === 0 ? this.state : this.stateWith(entries);
    });
  }

  /** All sheets that were sealed. */
  get sealedSheets(): readonly Sheet[] {
    return this.#once("sealedSheets", () => this.#sheetsIn(this.state));
  }

  /** All sheets, with what waits. */
  get sheets(): readonly Sheet[] {
    if (this.expected === this.state) return this.sealedSheets;
    return this.#once("sheets", () => this.#sheetsIn(this.expected));
  }

  /** One of them; of a form that a case has once, that one. */
  sheet(form: string, sheet: string | null): Sheet | undefined {
    const isMany = this.#parts.log.forms.newest(form)?.form.many === true;
    return sheetIn(this.sheets, form, isMany ? sheet : "one");
  }

  /** Its item in the inbox; null where it has none. */
  get item(): InboxItem | null {
    return this.#once("item", () => inboxItem(this.state, this.#parts.organisation));
  }

  get isErased(): boolean {
    return this.item?.state === "erased";
  }

  /** The case as it may be seen. */
  get view(): CaseView {
    const { log, organisation } = this.#parts;
    return this.#once("view", () =>
      viewCase(this.state, organisation, {
        ...this.#readingParty,
        origin: log.founding.origin,
        leftOut: this.#leftOut(),
        isJustice: (id) => log.directory.organisation(id)?.party === "justice",
        isOver: (lastDay) => isOver(log.directory.times, lastDay, log.now),
        isEndedBySheet: this.work.facts.closed !== undefined,
        missed: missedIn(this.state, organisation, log),
      }),
    );
  }

  /** The sheets as they may be seen, and what is due. */
  get work(): Omit<SheetsView, "waiting"> {
    return this.#once("work", () => this.#workOf());
  }

  /** The content of the person's own file; null once all was erased. */
  get ownFile(): OwnFile | null {
    if (this.isErased) return null;
    const { log, organisation } = this.#parts;
    const { sheets, tasks, language } = this.work;
    return ownFileOf({
      ...{ sheets, tasks, language, organisation, today: this.today },
      ...{ state: this.expected, contents: this.view.contents, forms: log.forms, directory: log.directory },
    });
  }

  /** Its line in the list; null where it stands in no list. */
  get line(): CaseLine | null {
    return this.#once("line", () => {
      const { item, work } = this;
      const { log, organisation } = this.#parts;
      const riskOn = riskSaidOn(work.sheets, log.forms, log.directory);
      return item === null ? null : caseLine(item, this.expected, work, organisation, riskOn);
    });
  }

  /** FD8: the names that may be shown, as they sound, each with the saves that hold its parts now. */
  get names(): readonly { readonly sounds: string; readonly entries: readonly string[] }[] {
    const { forms } = this.#parts.log;
    return this.work.sheets.flatMap(({ form, answers }) => {
      const keys = nameRoles.flatMap((role) => keyOfRole(forms.newest(form)?.form, role) ?? []);
      const parts = keys.flatMap((key) => answers.get(key) ?? []);
      const name = parts.flatMap(({ value }) => (typeof value === "string" ? [value] : [])).join(" ");
      const entries = parts.flatMap(({ heads }) => heads.map(({ entry }) => entry));
      return name === "" ? [] : [{ sounds: soundsOf(name), entries: [...new Set(entries)] }];
    });
  }

  get marks() {
    return personMarks(this.work.sheets, this.#parts.log.forms);
  }

  /** Its counted case (CN1). Of what may be seen alone: nothing before the own acceptance, nothing that was erased. */
  get counted(): CountedCase {
    const { log, organisation } = this.#parts;
    return this.#once("counted", () => countCase(this.expected, this.work.sheets, organisation, log));
  }

  get #party(): Party | null {
    const { log, organisation } = this.#parts;
    return log.directory.organisation(organisation)?.party ?? null;
  }

  get #readingParty() {
    return { party: this.#party, openedToAuthority: this.#parts.log.founding.founding.openedToAuthority ?? [] };
  }

  #sheetsIn(state: CaseState, verdicts?: Parameters<typeof foldSheets>[3]): readonly Sheet[] {
    return foldSheets(state, this.#parts.log.forms, this.folded.source.replaced, verdicts);
  }

  /** Of how many entries only the links are known: left out of a grant, or purged. */
  #leftOut(): number {
    const { source, state } = this.folded;
    const here = new Set(source.entries.map(({ id }) => id));
    const wrongSaves = misplacedIn(state);
    const isKnown = (id: string) =>
      here.has(id) || wrongSaves.isNamed(id) || source.links.get(id)?.misplaced !== undefined;
    return [...source.absent.keys()].filter((id) => !isKnown(id)).length;
  }

  #workOf(): Omit<SheetsView, "waiting"> {
    const { log, organisation, device } = this.#parts;
    const { forms } = log;
    const { expected } = this;
    const { contents } = contentsFor(expected, organisation, this.#readingParty);
    // FD8: what waits for acceptance is not shown before.
    const entries = expected.entries.filter(({ id }) => contents.has(id));
    const state = { ...expected, entries };
    // FD5: of a refused referral its words are shown, so that somebody can judge it.
    const isRefused = inboxItem(expected, organisation)?.state === "refused";
    const isAllShown = expected.entries.every(({ id, content }) => contents.has(id) || "newer" in content);
    const sheets =
      isAllShown && !isRefused ? this.sheets : this.#sheetsIn(state, isRefused ? ["effective", "refused"] : undefined);
    const language = said(sheets, forms, log.directory, "language") ?? null;
    const facts = {
      ...caseFactsOf(state, sheets, organisation, log),
      helped: hasHelped(state, device, forms),
    };
    const forTasks = sheetsForTasks(sheets, organisation, log.directory, forms);
    const writable = this.#formsToFillIn(expected);
    // FD7: of a case that was erased here nothing is to be done; nor what this organisation may not write.
    const tasks = this.isErased
      ? []
      : tasksOf(facts, forTasks, forms, this.today).filter((task) => this.#isToDo(task, writable));
    return {
      ...{ sheets, facts, language, tasks, writable },
      worker: workerOfCase(forTasks, forms) ?? null,
      ageClass: ageClassOn(this.today, state, sheets, log),
      incompleteDecisions: incompleteDecisions(expected, sheets, organisation, log),
      returnMisfit: returnMisfit(expected, sheets, log, facts.returned),
    };
  }

  #isToDo(task: Task, writable: readonly string[]): boolean {
    if (isMeeting(task) || asksOfReferral(task) !== null) return true;
    const { log } = this.#parts;
    const partyOf = (organisation: string) => log.directory.organisation(organisation)?.party;
    const party = this.#party;
    return party !== null && writable.includes(task.does) && isDueAt(task, log.forms, party, partyOf);
  }

  /** True for a form that this organisation may fill in now, and for its own working notes, which it may write before it has answered. */
  mayFillIn({ key, groups }: Form): boolean {
    return this.work.writable.includes(key) || groups.every(({ part }) => part === "notes");
  }

  /** FM8b: true for a form of which a sheet is begun in a case like this one. */
  isFor(form: Form): boolean {
    return isOffered(form, this.today, this.work.facts);
  }

  /** FD11g: none where it erased the case, or was only asked. */
  #formsToFillIn(state: CaseState): readonly string[] {
    const { log, organisation } = this.#parts;
    const party = this.#party;
    if (party === null || this.isErased || !state.participants.includes(organisation)) return [];
    const parts = partsToFillIn(state, organisation, log);
    const mayWrite = (part: Part) => partRow(part).authors.includes(party);
    return (
      log.forms.forms
        .filter(({ form }) => (form.writers as readonly Party[]).includes(party) && partsOf(form).some(mayWrite))
        // FD16c: a question leaves with its referral, and is not written again: others who were asked would read it.
        .filter(({ form }) => form.key !== askForm)
        .filter(({ form }) => partsOf(form).every((part) => parts.includes(part)))
        .map(({ form }) => form.key)
    );
  }
}
