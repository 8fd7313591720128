// The list of cases (EN12): a row for each, from the line that is kept of it or from the open case, in order. It keeps the lines of cases at rest and reads what has
// none yet, some at a time.
import { byDay, type Task } from "../../core/form/tasks.ts";
import { dayAt } from "../../core/moment.ts";
import { unlessStore } from "../store/store.ts";
import type { CaseloadItem, InboxItem } from "../views.ts";
import { personsOf } from "./case-links.ts";
import { rankOf } from "./case-view.ts";
import { type CaseLine, caseloadRank, linesOn, taskOfLine } from "./caseload.ts";
import { type KeptLine, type RuleOf, rulesBy } from "./kept-line.ts";
import { lineToKeep } from "./line-at-rest.ts";
import type { OpenCase, OpenGround } from "./open-case.ts";

/** So many cases are read, folded and let go again together. */
export const casesTogether = 32;

/** All cases, for whoever looks through them. */
export interface AllCases extends Pick<OpenGround, "cases" | "open" | "log" | "organisation" | "clock"> {
  readonly list: CaseList;
}

/** The lines that count on a day, and the cases whose line does not. */
interface Standing {
  readonly today: string;
  readonly version: number;
  readonly log: string;
  readonly lines: ReadonlyMap<string, KeptLine>;
  readonly stale: readonly string[];
  readonly ruleOf: RuleOf;
}

/** An item with its place in a list. */
interface Placed<Item> {
  readonly item: Item;
  readonly rank: number;
}

/** A row on a day: the same for the same line. */
interface Row extends Placed<CaseloadItem> {
  readonly today: string;
}

export class CaseList {
  readonly #parts: OpenGround;
  /** Cases that somebody looked at: what was read of them is not let go. */
  readonly asked = new Set<string>();
  #standing: Standing | null = null;
  readonly #rowOf = new WeakMap<CaseLine, Row>();
  #rows: readonly Row[] = [];
  #caseload: readonly CaseloadItem[] = [];

  constructor(parts: OpenGround) {
    this.#parts = parts;
  }

  /** The cases that wait for an answer or go on. */
  get inbox(): readonly InboxItem[] {
    const items = [...this.#stand().lines.values()].map(({ item }) => item);
    const others = this.changed.flatMap((caseId) => this.#openAtHand(caseId)?.item ?? []);
    const placedItems = [...items, ...others].map((item) => ({ item, rank: rankOf(item) }));
    return placedItems.sort(byPlace).map(({ item }) => item);
  }

  /** The same cases as a case worker's list orders them, with what their sheets say. */
  get caseload(): readonly CaseloadItem[] {
    const { today, lines } = this.#stand();
    const [itemOf, rankOf] = [linesOn(today, this.#parts.organisation), caseloadRank(today)];
    const persons = personsOf(this.links);
    const rowOf = (line: CaseLine) => {
      const person = persons.get(line.item.caseId) ?? line.item.caseId;
      const before = this.#rowOf.get(line);
      if (before?.today === today && before.item.person === person) return before;
      const item = { ...itemOf(line), person };
      const row = { item, rank: rankOf(item), today };
      this.#rowOf.set(line, row);
      return row;
    };
    const apart = this.#parts.waiting.caseIds;
    const others = [...new Set([...this.changed, ...apart])].flatMap((id) => this.#openAtHand(id)?.line ?? []);
    const newRows = new Set(others.map(rowOf));
    for (const line of lines.values()) if (!apart.has(line.item.caseId)) newRows.add(rowOf(line));
    // In the order of before nearly all of them stand already where they belong.
    const rowsThatStay = this.#rows.filter((row) => newRows.delete(row));
    if (newRows.size === 0 && rowsThatStay.length === this.#rows.length) return this.#caseload;
    this.#rows = [...rowsThatStay, ...newRows].sort(byPlace);
    this.#caseload = this.#rows.map(({ item }) => item);
    return this.#caseload;
  }

  /** The open tasks of all cases, each with its case, by day and hour. */
  get openTasks(): readonly (Task & { readonly caseId: string })[] {
    const { organisation } = this.#parts;
    return this.inbox
      .flatMap(({ caseId }) => {
        const { tasks = [] } = this.keptLine(caseId) ?? this.#openAtHand(caseId)?.line ?? {};
        return tasks.map((task) => ({ ...taskOfLine(task, organisation), caseId }));
      })
      .sort(byDay);
  }

  /** How many cases stand in no list yet, because they are still to be read (EN12c). */
  get toRead(): number {
    return this.#parts.cases.unread.length + this.#unreadStale.length;
  }

  /** Reads all of them, as long as this holds. Gives the list then: another one where a line of it is. */
  async readAll(goesOn: () => boolean): Promise<readonly CaseloadItem[]> {
    while (this.toRead > 0 && goesOn() && (await this.readMore()));
    return this.caseload;
  }

  /** Reads some of them, keeps their lines, and lets go what they leave at rest. False when none is left. */
  async readMore(): Promise<boolean> {
    const { cases } = this.#parts;
    const names = cases.unread.slice(0, casesTogether);
    const stale = this.#unreadStale.slice(0, casesTogether - names.length);
    const ids = await Promise.all(names.map((name) => cases.bringNamed(name, null)));
    for (const caseId of stale) await cases.bring(caseId);
    const caseIds = [...ids.filter((caseId) => caseId !== null), ...stale];
    await this.keepLines(caseIds);
    for (const caseId of caseIds) this.release(caseId);
    return names.length + stale.length > 0;
  }

  /** Opens what is counted of the cases with a line, before somebody asks for our numbers, as long as this holds. */
  readAhead(goesOn: () => boolean): Promise<void> {
    return this.#parts.cases.index.readCounted(casesTogether, goesOn);
  }

  /** Keeps the lines of these cases, as far as they are at rest. A store without room keeps none, and nothing else waits for it. */
  async keepLines(caseIds: readonly string[]): Promise<void> {
    const { cases, open, store, waiting } = this.#parts;
    const apart = waiting.caseIds;
    const lines = caseIds.flatMap((caseId) => {
      if (apart.has(caseId) || !cases.isAtHand(caseId)) return [];
      return lineToKeep(open.of(caseId), this.#parts, this.#stand().ruleOf) ?? [];
    });
    if (lines.length === 0) return;
    const { changes, apply } = cases.index.keeping(lines);
    await store.write(changes).then(apply, unlessStore);
  }

  /** Looks into a case that may rest, and lets go what was read for that alone. */
  async lookInto<T>(caseId: string, look: (openCase: OpenCase) => T): Promise<T> {
    const { cases, open } = this.#parts;
    const isRead = cases.isRead(caseId);
    await cases.bring(caseId);
    const result = look(open.of(caseId));
    if (!isRead) this.release(caseId);
    return result;
  }

  /** Lets go what was read of a case, unless somebody looked at it, or it has no line. */
  release(caseId: string): void {
    if (this.asked.has(caseId) || this.keptLine(caseId) === null) return;
    this.#parts.cases.release(caseId);
    this.#parts.open.release(caseId);
  }

  /** The lines that are kept and count today, by case; none of a case in which saves wait. To look at many of them is to ask for this once. */
  get keptLines(): ReadonlyMap<string, KeptLine> {
    const { lines } = this.#stand();
    const apart = this.#parts.waiting.caseIds;
    return apart.size === 0 ? lines : new Map([...lines].filter(([caseId]) => !apart.has(caseId)));
  }

  /** The same of one case. */
  keptLine(caseId: string): KeptLine | null {
    return this.#parts.waiting.caseIds.has(caseId) ? null : (this.#stand().lines.get(caseId) ?? null);
  }

  /** The cases of which no line counts: in them something may be to do. */
  get changed(): readonly string[] {
    return [...this.#stand().stale, ...this.#parts.cases.withoutLine];
  }

  /** For what is said of cases among each other (FD12). */
  get links() {
    const { cases, organisation } = this.#parts;
    return {
      cases,
      organisation,
      linksIn: (caseId: string) => this.keptLine(caseId)?.links ?? this.#openAtHand(caseId)?.state.links ?? [],
      isShown: (caseId: string) => {
        const { state } = this.keptLine(caseId)?.item ?? this.#openAtHand(caseId)?.item ?? {};
        return state !== undefined && state !== "erased" && state !== "refused" && state !== "declined";
      },
    };
  }

  get #unreadStale(): readonly string[] {
    return this.#stand().stale.filter((caseId) => !this.#parts.cases.isRead(caseId));
  }

  #openAtHand(caseId: string): OpenCase | null {
    const { cases, open } = this.#parts;
    return cases.has(caseId) && cases.isAtHand(caseId) ? open.of(caseId) : null;
  }

  #stand(): Standing {
    const { cases, clock, log, organisation } = this.#parts;
    const now = { today: dayAt(clock()), version: cases.index.version, log: log.revision };
    const before = this.#standing;
    if (before?.today === now.today && before.version === now.version && before.log === now.log) return before;
    const { today } = now;
    const forms = log.forms.forms.map(({ id }) => id);
    const ruleOf = before?.log === now.log ? before.ruleOf : rulesBy(organisation, forms, log.directory);
    const counts = ({ from, until, by, involved }: KeptLine) =>
      today >= from && today <= until && by === ruleOf(involved);
    const lines = new Map([...cases.index.lines].filter(([, line]) => counts(line)));
    const stale = [...cases.index.lines.keys()].filter((caseId) => !lines.has(caseId));
    this.#standing = { ...now, lines, stale, ruleOf };
    return this.#standing;
  }
}

/** By rank, then by who waits longest. No two cases have the same place. */
export function byPlace(a: Placed<InboxItem>, b: Placed<InboxItem>): number {
  return a.rank - b.rank || a.item.since - b.item.since || (a.item.caseId < b.item.caseId ? -1 : 1);
}
