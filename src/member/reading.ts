// What a reader's device has besides what every unlocked one has: the cases and the record, opened from its class of the log, and a reader's
// duties. It is loaded by itself, so that an officer's phone, which never reads, never loads it.
import { answersIn, hoursOf } from "../core/answer-time.ts";
import type { CaseState } from "../core/case/fold.ts";
import { foldSheets } from "../core/case/fold-sheets.ts";
import { type HelpedCase, type HelpGiven, helpForms, helpGiven } from "../core/case/help-given.ts";
import { type GrantTo, readersPastTheTable } from "../core/case/readers.ts";
import { caseFactsOf, riskSaidOn, said, sheetsForTasks } from "../core/case/sheet-facts.ts";
import type { LinkWord } from "../core/entry-kind.ts";
import type { FormNews } from "../core/form/country-forms.ts";
import type { FormBook } from "../core/form/form.ts";
import { keyOfRole, partsOf } from "../core/form/form.ts";
import type { Sheet } from "../core/form/sheet.ts";
import type { Task } from "../core/form/tasks.ts";
import { byDay, tasksHoldUntil, tasksOf, workerOfCase } from "../core/form/tasks.ts";
import { formsInForce } from "../core/forms-in-force.ts";
import type { KeyExport } from "../core/key-export.ts";
import { keyExports } from "../core/key-export.ts";
import { dayAt } from "../core/moment.ts";
import { partRow } from "../core/part-table.ts";
import type { Party } from "../core/party.ts";
import { findsName, soundsOf } from "../core/person-name.ts";
import { isProblem, Problem } from "../core/problem.ts";
import type { ReferralDraft } from "../core/referral-draft.ts";
import { hasWaited, isOver } from "../core/waits.ts";
import type { RandomBytes } from "../crypto/random.ts";
import type { EntryNote } from "../note/entry-note.ts";
import { CaseBook } from "./cases/case-book.ts";
import type { LineToKeep } from "./cases/case-index.ts";
import type { CaseLine, CaseNames, CaseTraits, KeptLine } from "./cases/case-line.ts";
import { involvedIn, isAtRest, LineRules } from "./cases/case-line.ts";
import { linkedCases, personsOf, placeOfLink, saidOfLink } from "./cases/case-links.ts";
import { inboxItem, rankOf, viewCase } from "./cases/case-view.ts";
import { CaseWriter } from "./cases/case-writer.ts";
import { caseLine, caseloadRank, linesOn, openTasksIn } from "./cases/caseload.ts";
import { chooseNewcomers } from "./cases/newcomer-choice.ts";
import type { OpenedEntry } from "./cases/opening.ts";
import { openEnvelope } from "./cases/opening.ts";
import { OrderedList } from "./cases/ordered-list.ts";
import { composeOwnCase, isOwnCase } from "./cases/own-case.ts";
import { doDuties, doPurges } from "./cases/reader-duties.ts";
import type { RestingIndex } from "./cases/resting-index.ts";
import { isComparable, likenessTo, noMarks, type PersonMarks, personMarks } from "./cases/same-person.ts";
import { sharingOf } from "./cases/sharing.ts";
import { SheetWriter } from "./cases/sheet-writer.ts";
import { WaitingSaves } from "./cases/waiting-saves.ts";
import { withdrawnByOthers } from "./cases/withdrawals.ts";
import { HiddenRows } from "./record/hidden-rows.ts";
import { RecordKeeper } from "./record/record-keeper.ts";
import type { Composer } from "./sending/composer.ts";
import type { Dispatch } from "./sending/dispatch.ts";
import type { KeyRing } from "./store/key-ring.ts";
import { forgettingDrafts } from "./store/labels.ts";
import type { SetAside } from "./store/set-aside.ts";
import type { Shelf } from "./store/shelf.ts";
import type { Change, MemberStore } from "./store/store.ts";
import { unlessStore } from "./store/store.ts";
import type { PublicLog } from "./trust/public-log.ts";
import type {
  CaseloadItem,
  CaseView,
  InboxItem,
  LinkedCase,
  NamedCases,
  Newcomer,
  PerhapsSame,
  Sharing,
  SheetsView,
} from "./views.ts";

interface ReadingParts {
  readonly store: MemberStore;
  readonly log: PublicLog;
  readonly shelf: Shelf;
  readonly aside: SetAside;
  readonly dispatch: Dispatch;
  readonly keys: KeyRing;
  readonly clock: () => number;
  readonly randomBytes: RandomBytes;
  /** Throws a Problem of the engine while this device may not write. */
  readonly composer: () => Composer;
  /** What was wrong with leaves below this one was said already. */
  readonly said: () => number;
  /** From this leaf on a newly held epoch may open what nothing opened before. */
  readonly readAgain: (from: number) => void;
}

/** What became of a leaf; `later` while the trusted directory lags behind it, so that nothing can be said about an epoch in it. */
type Taken = readonly Change[] | "later";

/** The roles that make a name, in their order. */
const nameRoles = ["given", "patronymic", "family"] as const;

/** So many cases are read, folded and let go again together. */
const casesTogether = 32;

/** A search for a name names no more cases than these: more would be a list of names. */
const mostNamed = 5;

export class LogReading {
  readonly book: CaseBook;
  readonly cases: CaseWriter;
  readonly sheets: SheetWriter;
  readonly rows: RecordKeeper;
  readonly #parts: ReadingParts;
  readonly #personMarks = new WeakMap<readonly Sheet[], PersonMarks>();
  readonly #sheetViews = new Map<
    string,
    { state: CaseState; today: string; view: Omit<SheetsView, "waiting"> | null }
  >();
  readonly #views = new Map<string, { readonly isEnded: boolean; readonly view: CaseView }>();
  readonly #lines = new Map<string, { state: CaseState; today: string; line: CaseLine }>();
  /** Cases that somebody looked at: what was read of them is not let go. */
  readonly asked = new Set<string>();
  #standing: Standing | null = null;
  /** What each line says on the day of the last look. */
  #onDay: {
    readonly today: string;
    readonly itemOf: (line: CaseLine) => CaseloadItem;
    readonly items: WeakMap<CaseLine, CaseloadItem>;
  } | null = null;
  /** The same for all lines that stand, as long as the same cases are of one person. */
  #said: { readonly standing: Standing; readonly by: string; readonly items: readonly CaseloadItem[] } | null = null;
  readonly #caseload = new OrderedList<CaseloadItem>();
  readonly #inbox = new OrderedList<InboxItem>();
  readonly #itemByState = new WeakMap<CaseState, InboxItem | null>();
  #rules: LineRules | null = null;

  private constructor(parts: ReadingParts, book: CaseBook, hidden: HiddenRows, waiting: WaitingSaves) {
    const { log, dispatch, composer, store, clock, randomBytes, keys } = parts;
    const { organisation, device, signer } = keys;
    this.#parts = parts;
    this.book = book;
    const common = { log, book, dispatch, organisation, composer };
    this.cases = new CaseWriter({ ...common, store, device });
    const formsNow = () => this.forms;
    this.sheets = new SheetWriter({
      get forms() {
        return formsNow();
      },
      writer: this.cases,
      waiting,
      directory: () => log.directory,
      organisation,
      device,
      clock,
      randomBytes,
      now: () => this.#now,
    });
    this.rows = new RecordKeeper({ ...common, hidden, signer, clock, randomBytes });
  }

  /** `resting` are the pages of the index of cases, where they are read already; `before` is what waited in the reading that this one follows. */
  static async load(parts: ReadingParts, resting?: Promise<RestingIndex>, before?: WaitingSaves): Promise<LogReading> {
    const [book, waiting, hidden] = await Promise.all([
      CaseBook.load(parts.shelf, parts.log.founding.origin, resting),
      WaitingSaves.load(parts.shelf, parts.randomBytes, before),
      HiddenRows.load(parts.shelf),
    ]);
    const reading = new LogReading(parts, book, hidden, waiting);
    // What waits to be sealed counts in the list.
    for (const { caseId } of reading.sheets.waiting()) await book.bring(caseId);
    // A day's work is there at once; of more than that the list says how much is still to be read.
    for (const name of [...book.unread].slice(0, casesTogether)) await book.bringUnread(name);
    if (parts.store.now !== null) await reading.#readAll();
    return reading;
  }

  /** The book, the directory or the log changed: what was made of them is made anew. */
  forgetFolds(): void {
    this.cases.forgetFolds();
    this.#sheetViews.clear();
    this.#views.clear();
    this.#lines.clear();
    this.#rules = null;
  }

  /** The forms of the country. */
  get forms(): FormBook {
    return formsInForce(this.#parts.log.directory, this.#now);
  }

  /** What changes in the forms of the country, or has changed not long ago (FM13f). */
  get formNews(): readonly FormNews[] {
    return this.#parts.log.directory.forms.newsAt(this.#now);
  }

  get inbox(): readonly InboxItem[] {
    const { today, lines } = this.#stands();
    const items = lines.map(({ line }) => line.item);
    const others = this.#changed.map((caseId) => this.#itemOf(caseId, today)).filter((item) => item !== null);
    return this.#inbox.of(items, others, [], rankOf);
  }

  /** The lines that hold. Ten thousand are looked at once, and again when others are kept, on another day, and when the country says something else. */
  #stands(): Standing {
    const today = this.#today;
    const version = this.book.linesVersion;
    const rules = this.#lineRules;
    const known = this.#standing;
    if (known?.today === today && known.version === version && known.rules === rules) return known;
    const lines: KeptLine[] = [];
    const stale: string[] = [];
    for (const [caseId, { kept }] of this.book.lines)
      if (this.#holds(kept, today)) lines.push(kept);
      else stale.push(caseId);
    this.#standing = { today, version, rules, lines, stale };
    return this.#standing;
  }

  #itemOf(caseId: string, today = this.#today): InboxItem | null {
    if (!this.book.holdsCase(caseId)) return null;
    const kept = this.#keptLine(caseId, today);
    if (kept !== null) return kept.line.item;
    return this.book.isAtHand(caseId) ? this.#itemIn(this.fold(caseId)) : null;
  }

  #itemIn(state: CaseState): InboxItem | null {
    const known = this.#itemByState.get(state);
    const item = known === undefined ? inboxItem(state, this.#organisation) : known;
    this.#itemByState.set(state, item);
    return item;
  }

  /** How many cases stand in no list yet, because they are still to be read (EN12c). */
  get toRead(): number {
    return this.book.unread.size + this.#stale.length;
  }

  /** Cases whose line says nothing of today any more, and that were not read. */
  get #stale(): readonly string[] {
    return this.#changed.filter((caseId) => !this.book.isRead(caseId));
  }

  /**
   * Reads some of the cases that stand in no list yet, keeps their lines and lets go what they leave at rest (EN12c). False when none is left.
   */
  async readMore(): Promise<boolean> {
    const names = [...this.book.unread].slice(0, casesTogether);
    const found = await Promise.all(names.map((name) => this.book.bringUnread(name)));
    const stale = this.#stale.slice(0, casesTogether - names.length);
    for (const caseId of stale) await this.book.bring(caseId);
    const cases = [...found.filter((caseId) => caseId !== null), ...stale];
    if (cases.length === 0) return names.length > 0;
    await this.#keepLines(cases);
    for (const caseId of cases) this.#release(caseId);
    return true;
  }

  // Where the list is whole at once, what is at rest is let go again all the same: memory holds what goes on, and not all that ever was.
  async #readAll(): Promise<void> {
    while (this.book.unread.size > 0) await this.readMore();
  }

  #release(caseId: string): void {
    if (this.asked.has(caseId) || this.#keptLine(caseId, this.#today) === null) return;
    this.book.release(caseId);
    this.cases.forget(caseId);
    this.#sheetViews.delete(caseId);
    this.#views.delete(caseId);
    this.#lines.delete(caseId);
  }

  /** Reads the entries of a case, to be awaited before anything else is asked of it. */
  bring(caseId: string): Promise<void> {
    this.asked.add(caseId);
    return this.book.bring(caseId);
  }

  /** The line that is kept of a case, where it says what folding the case on this day would. */
  #keptLine(caseId: string, today: string): KeptLine | null {
    const kept = this.book.line(caseId);
    return kept !== undefined && this.#holds(kept, today) ? kept : null;
  }

  #holds(kept: KeptLine, today: string): boolean {
    return today >= kept.from && today <= kept.until && kept.by === this.#lineRules.of(kept.involved);
  }

  /** A case as it may be seen; null for one that is not held. The same until something changes in it. */
  view(caseId: string): CaseView | null {
    if (!this.#isHeld(caseId)) return null;
    const state = this.fold(caseId);
    const isEnded = this.sheetsOf(caseId)?.facts.closed !== undefined;
    const known = this.#views.get(caseId);
    if (known?.view.state === state && known.isEnded === isEnded) return known.view;
    const view = this.#viewOf(caseId, state, isEnded);
    this.#views.set(caseId, { isEnded, view });
    return view;
  }

  /** True for a case of which something is there: a line says so, and its entries once they were read. */
  #isHeld(caseId: string): boolean {
    if (!this.book.holdsCase(caseId)) return false;
    this.fold(caseId);
    return this.book.holdsCase(caseId);
  }

  #viewOf(caseId: string, state: CaseState, isEndedBySheet: boolean): CaseView {
    const { log } = this.#parts;
    return viewCase(state, this.#organisation, {
      origin: log.founding.origin,
      party: log.directory.organisation(this.#organisation)?.party ?? null,
      openedToAuthority: log.founding.founding.openedToAuthority ?? [],
      leftOut: this.cases.leftOut(caseId),
      isJustice: (id) => log.directory.organisation(id)?.party === "justice",
      isOver: (lastDay) => isOver(log.directory.times, lastDay, this.#now),
      isEndedBySheet,
    });
  }

  /** The cases as a case worker's list orders them: what is overdue first. The same list until one of them is another. */
  get caseload(): readonly CaseloadItem[] {
    const standing = this.#stands();
    const { today } = standing;
    if (this.#onDay?.today !== today) this.#onDay = { today, itemOf: linesOn(today), items: new WeakMap() };
    const { itemOf, items } = this.#onDay;
    const persons = personsOf(this.#links);
    const said = (line: CaseLine) => {
      const person = persons.get(line.item.caseId) ?? line.item.caseId;
      const known = items.get(line);
      const item = known?.person === person ? known : { ...itemOf(line), person };
      items.set(line, item);
      return item;
    };
    // What waits to be sealed is in no line.
    const apart = new Set(this.sheets.waiting().map(({ caseId }) => caseId));
    const by = [...persons].flat().join();
    if (this.#said?.standing !== standing || this.#said.by !== by)
      this.#said = { standing, by, items: standing.lines.map(({ line }) => said(line)) };
    const left = [...apart].flatMap((caseId) => this.#keptLine(caseId, today)?.line ?? []).map(said);
    const others = [...new Set([...this.#changed, ...apart])].flatMap((caseId) => {
      const item = this.#itemOf(caseId, today);
      return item === null ? [] : said(this.#lineOf(item, today));
    });
    return this.#caseload.of(this.#said.items, others, left, caseloadRank(today));
  }

  /** The cases of this organisation that are linked to one (FD12). */
  linksOf(caseId: string): readonly LinkedCase[] {
    return linkedCases(caseId, this.#links);
  }

  /** Says what another case is to this one, for the own organisation alone. Throws a Problem of the engine `not-allowed` for two cases that cannot be linked. */
  async link(caseId: string, other: string, as: LinkWord): Promise<void> {
    const { isShown } = this.#links;
    if (caseId === other || !isShown(caseId) || !isShown(other)) throw new Problem("engine", "not-allowed");
    const place = placeOfLink(caseId, other, as);
    await this.cases.write(place.home, "case.link", { other: place.other, as: place.as }, { to: [this.#organisation] });
  }

  /**
   * The cases that are perhaps of the same person as this one, and of which nobody said what they are to it (FD12d). Nothing leaves the device. It gives
   * way after each case that it looked at, so that whoever asks goes on when there is time.
   */
  *perhapsSame(caseId: string): Generator<undefined, readonly PerhapsSame[]> {
    const { isShown } = this.#links;
    const marks = isShown(caseId) ? this.#marksOf(caseId) : null;
    if (marks === null || !isComparable(marks)) return [];
    const said = saidOfLink(caseId, this.#links);
    const likeness = likenessTo(marks);
    const found: PerhapsSame[] = [];
    for (const other of this.book.caseIds) {
      if (other === caseId || said.has(other) || !isShown(other)) continue;
      const because = likeness(this.#marksOf(other));
      if (because.length > 0) found.push({ caseId: other, because });
      yield;
    }
    return found.slice(0, mostNamed);
  }

  #marksOf(caseId: string): PersonMarks {
    const kept = this.#keptNames(caseId);
    if (kept !== null) return kept.marks;
    if (!this.book.isAtHand(caseId)) return noMarks;
    const sheets = this.sheetsOf(caseId)?.sheets ?? [];
    const known = this.#personMarks.get(sheets) ?? personMarks(sheets, this.forms);
    this.#personMarks.set(sheets, known);
    return known;
  }

  get #links() {
    const linksIn = (caseId: string) => {
      const kept = this.#keptLine(caseId, this.#today);
      if (kept !== null) return kept.links;
      return this.book.isAtHand(caseId) ? this.fold(caseId).links : [];
    };
    const isShown = (caseId: string) => {
      const state = this.#itemOf(caseId)?.state;
      return state !== undefined && state !== "erased" && state !== "refused" && state !== "declined";
    };
    return { book: this.book, organisation: this.#organisation, linksIn, isShown };
  }

  /** What is open in all cases, with its case: the first day first. */
  get openTasks(): readonly (Task & { readonly caseId: string })[] {
    const waiting = new Set(this.sheets.waiting().map(({ caseId }) => caseId));
    return this.inbox
      .flatMap((item) => {
        const { caseId } = item;
        const kept = waiting.has(caseId) ? null : this.#keptTraits(caseId);
        const tasks = kept?.tasks ?? openTasksIn(item, this.sheetsOf(caseId));
        return tasks.map((task) => ({ ...task, caseId }));
      })
      .sort(byDay);
  }

  /** The line of a case, folded. */
  #lineOf(item: InboxItem, today: string): CaseLine {
    const { caseId } = item;
    const state = this.sheets.fold(caseId);
    const known = this.#lines.get(caseId);
    if (known?.state === state && known.today === today && known.line.item === item) return known.line;
    const view = this.sheetsOf(caseId);
    const riskOn = riskSaidOn(view?.sheets ?? [], this.forms, this.#parts.log.directory);
    const line = caseLine(item, state, view, this.#organisation, riskOn);
    this.#lines.set(caseId, { state, today, line });
    return line;
  }

  /** The cases of which no line is kept that holds: in them something may be to do. */
  get #changed(): readonly string[] {
    return [...this.#stands().stale, ...this.book.withoutLine];
  }

  // What changed is folded once and then kept, as far as it is at rest. A store without room keeps none, and nothing else waits for it.
  async #keepLines(cases: readonly string[]): Promise<void> {
    const today = this.#today;
    const waiting = new Set(this.sheets.waiting().map(({ caseId }) => caseId));
    const lines = cases.flatMap((caseId) => (waiting.has(caseId) ? [] : (this.#lineToKeep(caseId, today) ?? [])));
    if (lines.length === 0) return;
    const { changes, apply } = this.book.keepingLines(lines);
    const isKept = await this.#parts.store.write(changes).then(
      () => true,
      (error: unknown) => {
        unlessStore(error);
        return false;
      },
    );
    if (isKept) await apply();
  }

  #lineToKeep(caseId: string, today: string): LineToKeep | null {
    const { directory } = this.#parts.log;
    const { forms } = this;
    if (this.cases.isFolded(caseId)) {
      if (!isAtRest(this.fold(caseId), this.#organisation, directory)) return null;
      // What was folded before may lack what came since.
      this.cases.forget(caseId);
    }
    const state = this.fold(caseId);
    const entries = this.book.entriesAtRest(caseId);
    const item = this.#itemIn(state);
    const view = this.sheetsOf(caseId);
    if (entries === null || item === null || view === null || !isAtRest(state, this.#organisation, directory))
      return null;
    const involved = involvedIn(state);
    const named = this.#namesIn(caseId);
    return {
      kept: {
        case: caseId,
        involved,
        by: this.#lineRules.of(involved),
        from: today,
        until: tasksHoldUntil(
          view.facts,
          sheetsForTasks(view.sheets, this.#organisation, directory, forms),
          forms,
          today,
        ),
        line: this.#lineOf(item, today),
        linking: entries.linking,
        links: state.links,
      },
      names: { names: named.map(({ sounds }) => sounds), marks: personMarks(view.sheets, forms) },
      traits: {
        entries: entries.digest,
        tasks: openTasksIn(item, view),
        answers: answersIn(state, this.#organisation),
      },
    };
  }

  get #lineRules(): LineRules {
    this.#rules ??= new LineRules(
      this.#organisation,
      this.forms.forms.map(({ id }) => id),
      this.#parts.log.directory,
    );
    return this.#rules;
  }

  /** What else is kept of a case, where its line is. */
  #keptNames(caseId: string): CaseNames | null {
    return this.#keptLine(caseId, this.#today) === null ? null : (this.book.namesOf(caseId) ?? null);
  }

  #keptTraits(caseId: string): CaseTraits | null {
    return this.#keptLine(caseId, this.#today) === null ? null : (this.book.traitsOf(caseId) ?? null);
  }

  /** The sheets of a case as they may be seen, and what is due in it; null for a case that is not held. Kept until its fold or the day is another. */
  sheetsOf(caseId: string): SheetsView | null {
    if (!this.#isHeld(caseId)) return null;
    const state = this.sheets.fold(caseId);
    const known = this.#sheetViews.get(caseId);
    const today = this.#today;
    const view = known?.state === state && known.today === today ? known.view : this.#sheetsOf(caseId, state, today);
    this.#sheetViews.set(caseId, { state, today, view });
    // What waits may have been tried meanwhile.
    return view === null ? null : { ...view, waiting: this.sheets.waiting(caseId) };
  }

  #sheetsOf(caseId: string, folded: CaseState, today: string): Omit<SheetsView, "waiting"> | null {
    const opened = this.#viewOf(caseId, folded, false);
    const { log } = this.#parts;
    const { forms } = this;
    // FD8: what waits for acceptance is not shown before.
    const state = {
      ...opened.state,
      entries: opened.state.entries.filter(({ id }) => opened.contents.has(id)),
    };
    // FD5: of a refused referral its words are shown, so that somebody can judge it.
    const isRefused = inboxItem(folded, this.#organisation)?.state === "refused";
    const isAllShown = folded.entries.every(({ id, content }) => opened.contents.has(id) || "newer" in content);
    const sheets =
      isAllShown && !isRefused
        ? this.sheets.sheets(caseId)
        : foldSheets(state, forms, this.cases.replaced(caseId), isRefused ? ["effective", "refused"] : ["effective"]);
    const language = said(sheets, forms, log.directory, "language") ?? null;
    const facts = caseFactsOf(state, sheets, this.#organisation, log.directory, forms);
    const forTasks = sheetsForTasks(sheets, this.#organisation, log.directory, forms);
    // FD7: of a case that was erased here nothing is to be done.
    const tasks = this.isErased(caseId) ? [] : tasksOf(facts, forTasks, forms, today);
    const worker = workerOfCase(forTasks, forms) ?? null;
    const writable = this.#formsToWrite(caseId, opened.state);
    return { sheets, facts, language, tasks, worker, writable };
  }

  /**
   * What this organisation gave in a quarter or a year (FM14), as far as it is held here; null where the device was locked meanwhile. Case by case: what was read for
   * it is let go again.
   */
  async helpGiven(period: string, isExact: boolean, isOpen: () => boolean): Promise<HelpGiven | null> {
    for (let goesOn = this.toRead > 0; goesOn && isOpen(); ) goesOn = await this.readMore();
    const persons = personsOf(this.#links);
    const cases: HelpedCase[] = [];
    for (const caseId of this.book.caseIds) {
      if (!isOpen()) return null;
      const isRead = this.book.isRead(caseId);
      await this.book.bring(caseId);
      const sheets = (this.sheetsOf(caseId)?.sheets ?? []).filter(({ form }) => helpForms.has(form));
      cases.push({ person: persons.get(caseId) ?? caseId, sheets });
      if (!isRead) this.#release(caseId);
    }
    return isOpen() ? helpGiven(cases, this.#organisation, period, this.#today, isExact) : null;
  }

  /** The forms that this organisation may fill in now in a case: none where it erased it, or has lost every consent. */
  #formsToWrite(caseId: string, state: CaseState): readonly string[] {
    const party = this.#parts.log.directory.organisation(this.#organisation)?.party;
    if (party === undefined || this.isErased(caseId) || !state.participants.includes(this.#organisation)) return [];
    return this.forms.forms
      .filter(({ form }) => (form.writers as readonly Party[]).includes(party))
      .filter(({ form }) => partsOf(form).some((part) => partRow(part).authors.includes(party)))
      .map(({ form }) => form.key);
  }

  newcomers(caseId: string): readonly Newcomer[] {
    return chooseNewcomers(this.#parts.log.directory, this.fold(caseId), this.#organisation, this.#now);
  }

  /** What a consent would let an organisation read of a case; nothing is sealed (FD11e). */
  sharing(caseId: string, consent: GrantTo): Sharing {
    const { cases, sheets, forms } = this;
    const waiting = sheets.waitingParts(caseId, consent.organisation);
    return sharingOf(cases.fold(caseId), cases.replaced(caseId), waiting, this.#parts.log.directory, forms, consent);
  }

  get answerHours(): number | null {
    const { log, clock } = this.#parts;
    const answers = this.book.caseIds.flatMap((caseId) => {
      const kept = this.#keptTraits(caseId);
      if (kept !== null) return kept.answers;
      return this.book.isAtHand(caseId) ? answersIn(this.fold(caseId), this.#organisation) : [];
    });
    return hoursOf(answers, log.directory.times, clock());
  }

  /** Throws a Problem of the engine `locked` where the device was locked meanwhile: then nothing is read on, and nothing was found. */
  async findNamed(words: string, isOpen: () => boolean): Promise<NamedCases> {
    const today = this.#today;
    const isWanted = findsName(soundsOf(words));
    const stillOpen = () => {
      if (!isOpen()) throw new Problem("engine", "locked");
    };
    this.book.openNamesNow();
    for (let goesOn = this.toRead > 0; goesOn && isOpen(); ) goesOn = await this.readMore();
    stillOpen();
    // No line says the name in a save that waits.
    const apart = new Set(this.sheets.waiting().map(({ caseId }) => caseId));
    const found = [
      ...this.book.named(isWanted).filter((caseId) => !apart.has(caseId) && this.#keptLine(caseId, today) !== null),
      ...[...new Set([...this.#changed, ...apart])].filter((caseId) =>
        this.#namesIn(caseId).some(({ sounds }) => isWanted(sounds)),
      ),
    ];
    const unopened = this.#changed.filter((caseId) => this.#isAcceptedUnlogged(caseId)).length;
    if (found.length > mostNamed) return { count: found.length, caseIds: new Set(), unopened };
    for (const caseId of found) {
      await this.book.bring(caseId);
      stillOpen();
    }
    const caseIds = new Set<string>();
    for (const caseId of found) {
      stillOpen();
      // Again, from what was read: something may have come into the case since it was found, and what is logged is what is shown (SL10).
      const saying = this.#namesIn(caseId).filter(({ sounds }) => isWanted(sounds));
      if (saying.length === 0) continue;
      await unlessRefused(() =>
        this.cases.recordFinding(
          caseId,
          saying.flatMap(({ entries }) => entries),
          today,
        ),
      );
      caseIds.add(caseId);
    }
    return { count: caseIds.size, caseIds, unopened };
  }

  /** True where our acceptance waits to be logged, as without a network, or without a token: somebody else may have come first (FD8). */
  #isAcceptedUnlogged(caseId: string): boolean {
    return this.fold(caseId).entries.some(
      ({ content, organisation, leaf, verdict }) =>
        content.kind === "referral.accept" &&
        organisation === this.#organisation &&
        verdict.is === "effective" &&
        leaf === null,
    );
  }

  /** FD8: the names that may be shown, each with the saves that hold its parts now. */
  #namesIn(caseId: string): readonly { readonly sounds: string; readonly entries: readonly string[] }[] {
    const { forms } = this;
    return (this.sheetsOf(caseId)?.sheets ?? []).flatMap(({ form, answers }) => {
      const keys = nameRoles.flatMap((role) => keyOfRole(forms.newest(form)?.form, role) ?? []);
      const parts = keys.flatMap((key) => answers.get(key) ?? []);
      const name = parts.flatMap(({ value }) => (typeof value === "string" ? [value] : [])).join(" ");
      return name === ""
        ? []
        : [
            {
              sounds: soundsOf(name),
              entries: [...new Set(parts.flatMap(({ heads }) => heads.map(({ entry }) => entry)))],
            },
          ];
    });
  }

  hasOpeningToRecord(caseId: string): boolean {
    return this.book.holdsCase(caseId) && this.book.isAtHand(caseId) && this.cases.unopenedIn(caseId).length > 0;
  }

  async recordOpening(caseId: string): Promise<boolean> {
    if (!this.book.holdsCase(caseId)) return false;
    await this.book.bring(caseId);
    return this.cases.recordOpening(caseId);
  }

  isErased(caseId: string): boolean {
    return this.#itemOf(caseId)?.state === "erased";
  }

  fold(caseId: string): CaseState {
    return this.cases.fold(caseId);
  }

  /** The case to which an entry that is held here belongs. */
  caseOf(entry: string): string | null {
    const content = this.book.note(entry)?.entry.content;
    if (content === undefined) return null;
    return "case" in content ? (content.case ?? entry) : content.kind === "case.open" ? entry : null;
  }

  /** What was asked of the keys of the own organisation, the oldest first (SL11). */
  get keyExports(): readonly KeyExport[] {
    return keyExports(this.book.exportEntries(), this.#organisation, this.#parts.log.directory, this.#now);
  }

  /** Opens a case of the own organisation, which nobody else learns of (FD4), and gives its id; null for a draft that is no such case. */
  async openOwn(draft: ReferralDraft, draftKey: string | null): Promise<string | null> {
    if (!isOwnCase(draft, this.#organisation)) return null;
    const { dispatch } = this.#parts;
    const composer = this.#parts.composer();
    const entries = composeOwnCase(composer, draft, this.#organisation);
    const packed = (await composer.seal(entries)).map((bytes) => dispatch.pack(bytes, "case"));
    const forgotten = draftKey === null ? [] : forgettingDrafts([draftKey]);
    await dispatch.post(packed, [...this.book.keepOwn(entries), ...forgotten]);
    this.forgetFolds();
    return entries[0].id;
  }

  /** The changes that keep what a carried envelope holds; null when it is not for us. */
  async takeCarried(bytes: Uint8Array): Promise<readonly Change[] | null> {
    const opened = await this.#open(bytes, null);
    if (opened.is === "refused") await this.#parts.log.alarms.raise(opened.alarm);
    if (opened.is !== "open") return null;
    return this.book.take(opened.entries, null);
  }

  /** Takes an envelope of the log: the changes to keep. */
  async takeEnvelope(bytes: Uint8Array, index: number): Promise<Taken> {
    const { log } = this.#parts;
    const opened = await this.#open(bytes, index);
    if (opened.is === "fork") await log.follower.fork(opened.head);
    if (opened.is === "refused" && index >= this.#parts.said()) await log.alarms.raise(opened.alarm, index);
    if (opened.is !== "open") return [];
    const { entries } = opened;
    for (const { entry } of entries) if ((await this.#takeEpochKey(entry, index)) === "later") return "later";
    for (const each of entries) if ((await this.#noticeExport(each, index)) === "later") return "later";
    return this.book.take(entries, index);
  }

  /** Looks again at entries whose author the directory did not know. */
  async reverify(): Promise<void> {
    const { log, store } = this.#parts;
    const reverified = this.book.reverify(log.directory, log.follower.trusted?.size ?? 0);
    await store.write(reverified.changes);
    for (const leaf of reverified.refused) await log.alarms.raise("entry-refused", leaf);
    this.forgetFolds();
  }

  async doDuties(): Promise<void> {
    const { store, shelf, aside, log, dispatch, keys } = this.#parts;
    const { directory } = log;
    const { device, organisation } = keys;
    // Of what is at rest once it was read nothing is to be done.
    while (await this.readMore());
    const canReceive = (id: string) => directory.epochForSending(id, this.#now) !== null;
    const maySpend = () => dispatch.maySpendByItself;
    const { book, cases: writer } = this;
    const { sheets } = this;
    const common = { book, writer, sheets, store, shelf, aside, directory, canReceive, maySpend, device, organisation };
    const parts = { ...common, cases: this.#changed };
    await sheets.alone(() => doPurges(parts));
    if (directory.mayAuthor(device, this.#now)) {
      await doDuties(parts);
      await unlessRefused(() => sheets.sealWaiting({ onlyDue: true }));
    }
    await this.#watchWaiting();
    await this.#watchReaders();
    await this.#watchWithdrawals();
    await this.#keepLines(this.#changed);
  }

  get #organisation(): string {
    return this.#parts.keys.organisation;
  }

  get #today(): string {
    return dayAt(this.#parts.clock());
  }

  get #now(): number {
    return this.#parts.log.follower.seen?.size ?? 1;
  }

  #open(bytes: Uint8Array, index: number | null): ReturnType<typeof openEnvelope> {
    const { log, keys } = this.#parts;
    return openEnvelope(bytes, index, {
      directory: log.directory,
      logKey: log.logKey,
      identities: keys.identities,
      organisation: this.#organisation,
      rootAt: (size) => log.follower.rootAt(size),
      isFalse: log.corrections.isFalse,
    });
  }

  /**
   * A handed-over epoch of our own organisation (SL4): kept when it is the secret of the recipient that the directory names, whoever
   * sent it. Another one would keep the true one out.
   */
  async #takeEpochKey(entry: EntryNote, index: number): Promise<"later" | "done"> {
    const { content } = entry;
    const { keys, log, readAgain } = this.#parts;
    if (content.kind !== "epoch.key" || "newer" in content) return "done";
    const { organisation, epoch, identity } = content.body;
    if (organisation !== this.#organisation) return "done";
    const named = keys.epochNamed(epoch);
    if (named === null && this.#directoryLags(index)) return "later";
    if (named !== null && (await keys.isSecretOfEpoch(identity, epoch))) {
      // What was sealed to the epoch before this device had it is tried now.
      if ((await keys.epochIdentity(epoch)) === null) readAgain(named.begun);
      await keys.keepEpoch(epoch, identity);
    } else await log.alarms.raise("entry-refused", index);
    return "done";
  }

  /** SL11: every reader of the organisation is warned when a file with its key is asked for, and when one is written. */
  async #noticeExport({ entry: { id, content }, verified }: OpenedEntry, index: number): Promise<"later" | "done"> {
    if (content.kind !== "epoch.export" || "newer" in content) return "done";
    // What came by a carried file warned nobody yet; what was read in the log did.
    if ((this.book.note(id)?.leaf ?? null) !== null) return "done";
    if (!verified && this.#directoryLags(index)) return "later";
    const { organisation, step } = content.body;
    const { directory, alarms } = this.#parts.log;
    const isOwn =
      organisation === this.#organisation && directory.device(content.device)?.organisation === organisation;
    if (!isOwn || !verified) await alarms.raise("entry-refused", index);
    else if (step !== "agreed") await alarms.raise(step === "asked" ? "export-asked" : "export-made", index);
    return "done";
  }

  /** True while the trusted directory ends before this leaf: it cannot name every epoch that had begun by then. */
  #directoryLags(index: number): boolean {
    return index >= (this.#parts.log.follower.trusted?.size ?? 0);
  }

  // R06: what somebody sealed past the table of parts counts nowhere. Whoever else holds it is warned; who should not read it is shown nothing of it.
  async #watchReaders(): Promise<void> {
    const { alarms, directory } = this.#parts.log;
    for (const entry of this.#changed.flatMap((id) => this.fold(id).entries)) {
      const tooMany = readersPastTheTable(entry, directory);
      if (entry.leaf !== null && tooMany.length > 0 && !tooMany.includes(this.#organisation))
        await alarms.raiseOnce("shared-too-widely", entry.leaf);
    }
  }

  // FD7d: who may not say it, and who stops sharing with us, does not do so unseen.
  async #watchWithdrawals(): Promise<void> {
    const { alarms } = this.#parts.log;
    for (const caseId of this.#changed)
      for (const leaf of withdrawnByOthers(this.fold(caseId), this.#organisation))
        await alarms.raiseOnce("withdrawn-by-other", leaf);
  }

  // FD1: what builds on something that is not here waits; after a day by the log's time somebody should ask for it.
  async #watchWaiting(): Promise<void> {
    const { alarms, directory } = this.#parts.log;
    const isDayOld = (leaf: number) => hasWaited(directory.times, leaf, 24, this.#now);
    const overdue = this.#changed
      .flatMap((caseId) => this.fold(caseId).entries)
      .filter(({ verdict, leaf }) => verdict.is === "waiting" && leaf !== null && isDayOld(leaf));
    for (const { leaf } of overdue) await alarms.raise("waiting-long", leaf ?? undefined);
    if (overdue.length === 0) await alarms.clear("waiting-long");
  }
}

// A device that may not write (any more) shows what it holds all the same: the journal is a rule of honest programs, not a lock.
async function unlessRefused(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!isProblem(error, "engine")) throw error;
  }
}

/** The lines that hold on a day, and the cases whose line does not. */
interface Standing {
  readonly today: string;
  /** Of the lines that are kept, and of what they are made by: others make another one. */
  readonly version: number;
  readonly rules: LineRules;
  readonly lines: readonly KeptLine[];
  readonly stale: readonly string[];
}
