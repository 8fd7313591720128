// One case as this organisation holds it: its fold, its sheets, and what may be seen of it. All of it is made once from the same entries, log, directory, waiting
// saves and day; when one of these is another, it is another open case.
import { type CaseState, foldCase } from "../../core/case/fold.ts";
import { foldSheets } from "../../core/case/fold-sheets.ts";
import { type PlacedEntry, parentsFor } from "../../core/case/graph.ts";
import { misplacedIn } from "../../core/case/misplaced.ts";
import { missedIn } from "../../core/case/missed.ts";
import { type OwnFile, ownFileOf } from "../../core/case/own-file.ts";
import { riskSaidOn } from "../../core/case/sheet-facts.ts";
import { type CodedCase, codedCase } from "../../core/coded-case.ts";
import { type CountedCase, countCase } from "../../core/counted-case.ts";
import type { Sheet } from "../../core/form/sheet.ts";
import { dayAt } from "../../core/moment.ts";
import { Problem } from "../../core/problem.ts";
import { isOver } from "../../core/waits.ts";
import type { CaseView, InboxItem, SheetsView } from "../views.ts";
import { inboxItem, type ReadingParty, viewCase } from "./case-view.ts";
import { workOf } from "./case-work.ts";
import { type CaseLine, caseLine } from "./caseload.ts";
import { type FoldedCase, foldHeld } from "./fold-held.ts";
import type { Ground } from "./ground.ts";
import { namesSaid, personMarks } from "./same-person.ts";
import { type EntryOfSave, unsealedEntries } from "./sheet-entries.ts";
import { sheetIn } from "./sheet-place.ts";
import type { WaitingSheet } from "./waiting-saves.ts";

/** The ground, and the open cases on it. */
export interface OpenGround extends Ground {
  readonly open: OpenCases;
}

export class OpenCases {
  readonly #parts: Ground;
  readonly #open = new Map<string, OpenCase>();

  constructor(parts: Ground) {
    this.#parts = parts;
  }

  /** A case whose entries were read. The same until it stands on something else, at which it looks by itself: whoever writes has nothing to say here. */
  of(caseId: string): OpenCase {
    const { cases, log, waiting, clock } = this.#parts;
    const today = dayAt(clock());
    const on = { today, entries: cases.revision(caseId), log: log.revision, waits: waiting.of(caseId) };
    const before = this.#open.get(caseId);
    if (before?.standsOn(on) === true) return before;
    const openCase = new OpenCase(this.#parts, caseId, on, before?.sharesFold(on) === true ? before.ofFold : {});
    this.#open.set(caseId, openCase);
    return openCase;
  }

  /** Lets go what was made of a case, for the memory that it takes. */
  release(caseId: string): void {
    this.#open.delete(caseId);
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

/** All that was made of the entries and the log, as far as it was asked for. */
interface MadeOfFold {
  folded?: FoldedCase;
  sealedSheets?: readonly Sheet[];
  /** The state with what waits, or is to wait. */
  expected?: { readonly waits: readonly WaitingSheet[]; readonly state: CaseState };
}

export class OpenCase {
  readonly id: string;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly on: Footing;
  readonly #parts: Ground;
  /** The same object for each open case of one fold. */
  readonly ofFold: MadeOfFold;
  /** All that was made of it besides, each once. */
  readonly #made = new Map<string, unknown>();

  constructor(parts: Ground, id: string, on: Footing, ofFold: MadeOfFold) {
    this.id = id;
    this.today = on.today;
    this.on = on;
    this.#parts = parts;
    this.ofFold = ofFold;
  }

  standsOn(on: Footing): boolean {
    return this.today === on.today && this.sharesFold(on) && isSame(on.waits, this.on.waits);
  }

  /** True where the entries and the log are the same: only other saves wait, or it is another day. */
  sharesFold({ entries, log }: Footing): boolean {
    return this.on.entries === entries && this.on.log === log;
  }

  #once<T>(what: string, make: () => T): T {
    if (!this.#made.has(what)) this.#made.set(what, make());
    return this.#made.get(what) as T;
  }

  get folded(): FoldedCase {
    const { cases, log } = this.#parts;
    this.ofFold.folded ??= foldHeld(cases, this.id, log);
    return this.ofFold.folded;
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
    const { waits } = this.on;
    if (this.ofFold.expected === undefined || !isSame(this.ofFold.expected.waits, waits)) {
      const entries = unsealedEntries(this, waits, this.#parts).map(({ entry }) => entry);
      this.ofFold.expected = { waits, state: entries.length === 0 ? this.state : this.stateWith(entries) };
    }
    return this.ofFold.expected.state;
  }

  /**
   * Tries what is to wait here, a sheet that is saved among it, on the fold that all readers run: nothing waits that could not leave now. Gives the entries that the
   * sheet would become. Throws as `stateTaking` does.
   */
  trying(waits: readonly WaitingSheet[], sheet: WaitingSheet): readonly EntryOfSave<PlacedEntry>[] {
    const saves = unsealedEntries(this, waits, this.#parts);
    const own = saves.filter(({ of }) => of === sheet);
    const entryOf = ({ entry }: EntryOfSave<PlacedEntry>) => entry;
    this.ofFold.expected = { waits, state: this.stateTaking(saves.map(entryOf), own.map(entryOf)) };
    return own;
  }

  /** All sheets that were sealed. */
  get sealedSheets(): readonly Sheet[] {
    this.ofFold.sealedSheets ??= this.#sheetsIn(this.state);
    return this.ofFold.sealedSheets;
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

  /** Its item in the inbox, of what is sealed alone, unlike its work; null where it has none. */
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
    return this.#once("work", () =>
      workOf(this.expected, {
        ...this.#parts,
        ...{ today: this.today, reading: this.#readingParty, isErased: this.isErased },
        sheetsOf: (state, verdicts) => (state === this.expected ? this.sheets : this.#sheetsIn(state, verdicts)),
      }),
    );
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
      return item === null ? null : caseLine({ item, state: this.expected, work }, organisation, riskOn);
    });
  }

  /** FD8: the names that may be shown, as they sound, each with the saves that hold its parts now. */
  get names() {
    return namesSaid(this.work.sheets, this.#parts.log.forms);
  }

  get marks() {
    return personMarks(this.work.sheets, this.#parts.log.forms);
  }

  /** Its counted case (CN1). Of what may be seen alone: nothing before the own acceptance, nothing that was erased. */
  get counted(): CountedCase {
    const { log, organisation } = this.#parts;
    return this.#once("counted", () => countCase(this.expected, this.work.sheets, organisation, log));
  }

  /** Its coded case, and to whom that may go (CN9b). */
  get coded(): CodedCase {
    const { log, organisation } = this.#parts;
    const { expected: state, counted, work } = this;
    return codedCase({ state, counted, sheets: work.sheets }, organisation, log);
  }

  get #readingParty(): ReadingParty {
    const { log, organisation } = this.#parts;
    const party = log.directory.organisation(organisation)?.party ?? null;
    return { party, openedToAuthority: log.founding.founding.openedToAuthority ?? [] };
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
}

function isSame(waits: readonly WaitingSheet[], others: readonly WaitingSheet[]): boolean {
  return waits.length === others.length && waits.every((each, at) => each === others[at]);
}
