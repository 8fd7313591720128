// What a reader's device knows of its cases without opening an entry: which there are, which entries each has, and the lines that are kept of those at rest. Three
// tables. `place` names the entries of each case. `roster` has a row for each case, which says whether something came into it since its line was made: whatever
// changes a case writes that row in the same write. `line` has the lines, many in one row, under the vault's key; none is believed but the one that the
// roster names. So two programs over one store can lose a line to each other, and never a case.
import type { Task } from "../../core/form/tasks.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import type { Shelf } from "../store/shelf.ts";
import type { Change, StoreRow, StoreTable } from "../store/store.ts";
import { isSameRow, pieces } from "../store/store.ts";
import type { CaseTraits, Involved, KeptLine } from "./case-line.ts";
import { pack, unpack } from "./packed.ts";

/** Lines lie on so many pages: few rows to open, and little to write when one changes. */
const pages = 64;

/** A line as it is kept: `who` is its place among the people of the page, `tag` what the roster says of it. */
interface PageLine extends Omit<KeptLine, "involved"> {
  readonly name: string;
  readonly tag: string;
  readonly who: number;
}

interface Page {
  readonly people: readonly Involved[];
  readonly lines: readonly PageLine[];
}

interface Listed {
  readonly kept: KeptLine;
  readonly tag: string;
}

/** Lines to keep, with what else is known of each case. */
export interface LineToKeep {
  readonly kept: KeptLine;
  readonly traits: CaseTraits;
}

/** The first byte of a row of the roster: something came into the case since, or its line is the one with the tag that follows. */
const changedSince = 0;
const hasLine = 1;
const tagBytes = 8;

/** Where programs of before kept a row for each line. */
const linesOfBefore = "case" as StoreTable;

/** Where it stands which progress of reading the index goes with. */
const progressKey = "progress";

/** The row that says with which progress the index goes: a program that knows no index moves the one without the other. */
export function markingProgress(progress: Uint8Array | null): Change {
  return { table: "place", key: progressKey, value: progressMark(progress) };
}

/** The same where nobody can vouch for the index: the next start makes it anew. */
export const unmarkingProgress: Change = { table: "place", key: progressKey, value: null };

function progressMark(progress: Uint8Array | null): Uint8Array {
  return progress === null ? new Uint8Array(tagBytes) : sha256(progress).slice(0, tagBytes);
}

export class CaseIndex {
  readonly #shelf: Shelf;
  readonly #names = new Map<string, string>();
  readonly #roster = new Map<string, Uint8Array>();
  /** The lines that are believed, by case. */
  readonly #lines = new Map<string, Listed>();
  readonly #byPage = new Map<string, Set<string>>();
  readonly #people = new Map<string, Involved>();
  /** Pages of traits as they rest: opened when somebody asks. */
  readonly #resting = new Map<string, Uint8Array>();
  readonly #traits = new Map<string, CaseTraits>();

  readonly #onLost: (caseId: string) => void;

  /** `onLost` is called for a case whose line turned out to be no good, because what belongs to it is gone. */
  constructor(shelf: Shelf, onLost: (caseId: string) => void) {
    this.#shelf = shelf;
    this.#onLost = onLost;
  }

  /** Reads what is kept. False where the index is none, or was left behind by a program that knows none. */
  async load(): Promise<boolean> {
    const { store } = this.#shelf;
    const mark = await store.get("place", progressKey);
    const progress = await store.get("meta", progressKey);
    if (mark === null || encodeHex(mark) !== encodeHex(progressMark(progress))) return false;
    // The roster after the pages: what another program puts into both meanwhile is in it.
    const rows = await store.list("line");
    for (const { key, value } of await store.list("roster")) this.#roster.set(key, value);
    for (const { key, value } of rows) if (isTraits(key)) this.#resting.set(key, value);
    // Of a line without its traits no name would be found.
    const isThere = ({ key }: StoreRow) => !isTraits(key) && this.#resting.has(traitsKey(key));
    const lost = rows.filter(isThere).flatMap(({ key, value }) => this.#readPage(key, value));
    for (const name of lost) this.#shelf.damage.found("roster", name);
    return lost.length === 0;
  }

  /** Gives the names of which there is a line and no row of the roster. */
  #readPage(key: string, box: Uint8Array): readonly string[] {
    const text = this.#shelf.openText("line", key, box);
    if (text === null) return [];
    const { people, lines } = unpack(text) as Page;
    const shared = people.map((involved) => this.#shared(involved));
    const lost: string[] = [];
    // Field by field: ten thousand lines are read so while somebody waits.
    for (const each of lines) {
      const { name, tag } = each;
      const involved = shared[each.who];
      if (!this.#roster.has(name)) lost.push(name);
      this.#onPage(each.case, key);
      if (involved === undefined || tagIn(this.#roster.get(name)) !== tag) continue;
      this.#names.set(each.case, name);
      const kept: KeptLine = {
        case: each.case,
        entries: each.entries,
        involved,
        by: each.by,
        from: each.from,
        until: each.until,
        line: { ...each.line, tasks: each.line.tasks.map(withSheet) },
        linking: each.linking,
        links: each.links,
      };
      this.#list({ tag, kept }, key);
    }
    return lost;
  }

  /** True where it leads to every entry and names every case. Looks at keys alone: what is in the rows is not read. */
  async isWhole(): Promise<boolean> {
    const { store } = this.#shelf;
    // Entries first: what comes meanwhile has its place in the same write.
    const entries: string[] = [];
    for (const [from, to] of pieces) for (const key of await store.keys("entry", from, to)) entries.push(key);
    const placed = new Set<string>();
    const names = new Set<string>();
    for (const [from, to] of pieces)
      for (const key of await store.keys("place", from, to)) {
        if (key === progressKey) continue;
        placed.add(entryIn(key));
        names.add(key.slice(0, key.indexOf("-")));
      }
    for (const name of [this.nameOf(null), ...(await store.keys("roster"))]) names.delete(name);
    const missed = entries.filter((id) => !placed.has(id));
    // What somebody removed meanwhile is missed by nobody.
    return names.size === 0 && (missed.length === 0 || (await store.getAll("entry", missed)).length === 0);
  }

  #list(listed: Listed, page: string): void {
    const { case: caseId } = listed.kept;
    this.#lines.set(caseId, listed);
    this.#onPage(caseId, page);
  }

  #onPage(caseId: string, page: string): void {
    const onPage = this.#byPage.get(page) ?? new Set();
    this.#byPage.set(page, onPage.add(caseId));
  }

  /** True while a line of this case may rest on its page, believed or not. */
  mayRest(caseId: string): boolean {
    return this.#byPage.get(pageOf(this.nameOf(caseId)))?.has(caseId) === true;
  }

  #shared(involved: Involved): Involved {
    const who = JSON.stringify([involved.devices, involved.organisations]);
    const known = this.#people.get(who) ?? involved;
    this.#people.set(who, known);
    return known;
  }

  /** The cases whose line is believed. */
  get lines(): ReadonlyMap<string, { readonly kept: KeptLine }> {
    return this.#lines;
  }

  /** The names of the cases without one. */
  get withoutLine(): readonly string[] {
    const known = new Set([...this.#lines.keys()].map((caseId) => this.nameOf(caseId)));
    return [...this.#roster.keys()].filter((name) => !known.has(name));
  }

  /** The words of which a row has its name: keys of rows are in clear, and which entry opens a case is nobody's business. Entries of no case have one name together. */
  nameOf(caseId: string | null): string {
    const known = this.#names.get(caseId ?? "");
    if (known !== undefined) return known;
    const name = this.#shelf.nameOf(`case ${caseId ?? ""}`);
    this.#names.set(caseId ?? "", name);
    return name;
  }

  traitsOf(caseId: string): CaseTraits | undefined {
    const listed = this.#lines.get(caseId);
    if (listed === undefined) return undefined;
    this.#openTraits(pageOf(this.nameOf(caseId)));
    return this.#traits.get(caseId);
  }

  /** Opens the pages of traits one after the other, so that the first search does not have to. Each time the store is asked others get their turn. */
  async openTraits(isOpen: () => boolean): Promise<void> {
    for (const key of [...this.#resting.keys()]) {
      if (!isOpen()) return;
      this.#openTraits(key.slice(0, -traitsEnd.length));
      await this.#shelf.store.get("place", progressKey);
    }
  }

  #openTraits(page: string): void {
    const key = traitsKey(page);
    const box = this.#resting.get(key);
    if (box === undefined) return;
    this.#resting.delete(key);
    const text = this.#shelf.openText("line", key, box);
    const read = text === null ? [] : (unpack(text) as readonly (readonly [string, string, CaseTraits])[]);
    for (const [caseId, tag, traits] of read)
      if (this.#lines.get(caseId)?.tag === tag) this.#traits.set(caseId, traits);
    for (const caseId of this.#byPage.get(page) ?? []) {
      if (!this.#lines.has(caseId) || this.#traits.has(caseId)) continue;
      this.disbelieve(caseId);
      this.#onLost(caseId);
    }
  }

  /** Forgets a line that says something else than the entries that are here. */
  disbelieve(caseId: string): void {
    this.#lines.delete(caseId);
    this.#traits.delete(caseId);
  }

  /** The change that goes with whatever changes the entries of a case: its line is believed no more. */
  touching(caseId: string): Change {
    this.disbelieve(caseId);
    const name = this.nameOf(caseId);
    const value = new Uint8Array([changedSince, ...this.#shelf.chance(tagBytes)]);
    this.#roster.set(name, value);
    return { table: "roster", key: name, value };
  }

  /** The same where nothing of it may rest any longer: the pages on which the line is are written without it (FD7, FD13). */
  erasing(caseId: string): readonly Change[] {
    const touched = this.touching(caseId);
    const page = pageOf(this.nameOf(caseId));
    this.#openTraits(page);
    this.#byPage.get(page)?.delete(caseId);
    // Removed first: a store that leaves nothing behind when it removes does not promise it when it overwrites.
    const removed = [page, traitsKey(page)].map((key): Change => ({ table: "line", key, value: null }));
    return [...removed, ...this.#writing(page, []), touched];
  }

  /** The change that says that an entry is of a case, or of none. */
  placing(entry: string, caseId: string | null): Change {
    return { table: "place", key: placeKey(this.nameOf(caseId), entry), value: new Uint8Array(0) };
  }

  /** The change that takes that back. */
  displacing(entry: string, caseId: string | null): Change {
    return { table: "place", key: placeKey(this.nameOf(caseId), entry), value: null };
  }

  /** The changes that forget a name of which nothing is there. */
  async forgetting(name: string): Promise<readonly Change[]> {
    const entries = await this.entriesOf(name);
    const row = this.#roster.get(name);
    this.#roster.delete(name);
    return [
      ...(row === undefined ? [] : [{ table: "roster", key: name, value: null, was: row } as const]),
      ...entries.map((entry): Change => ({ table: "place", key: placeKey(name, entry), value: null })),
    ];
  }

  /** The ids of the entries under a name, in the rows of `place`. */
  async entriesOf(name: string): Promise<readonly string[]> {
    return (await this.#shelf.store.keys("place", `${name}-`, `${name}.`)).map(entryIn);
  }

  /** The same at once; null where the store cannot. */
  entriesNow(name: string): readonly string[] | null {
    return this.#shelf.store.now?.list("place", `${name}-`, `${name}.`).map(({ key }) => entryIn(key)) ?? null;
  }

  /**
   * The changes that keep lines, and what is to be called once they are written. A case into which something was put meanwhile keeps none: its row of the
   * roster is another one then, here, or in the store, where another program or an entry that is still to be written has it.
   */
  keeping(lines: readonly LineToKeep[]): { readonly changes: readonly Change[]; readonly apply: () => Promise<void> } {
    const made = lines.map(({ kept, traits }) => {
      const name = this.nameOf(kept.case);
      const tag = this.#shelf.chance(tagBytes);
      const row = new Uint8Array([hasLine, ...tag]);
      return {
        name,
        tag,
        row,
        was: this.#roster.get(name),
        traits,
        kept: { ...kept, involved: this.#shared(kept.involved) },
      };
    });
    const byPage = Map.groupBy(made, ({ name }) => pageOf(name));
    const changes = [...byPage].flatMap(([page, some]) =>
      this.#writing(
        page,
        some.map(({ kept, tag, traits }) => ({ kept, tag: encodeHex(tag), traits })),
      ),
    );
    const roster = made.map(
      ({ name, row, was }): Change => ({ table: "roster", key: name, value: row, was: was ?? null }),
    );
    const apply = async () => {
      const names = made.map(({ name }) => name);
      const written = new Map((await this.#shelf.store.getAll("roster", names)).map(({ key, value }) => [key, value]));
      for (const { name, kept, tag, row, was, traits } of made) {
        if (this.#roster.get(name) !== was || !isSameRow(written.get(name) ?? null, row)) continue;
        this.#roster.set(name, row);
        this.#list({ kept, tag: encodeHex(tag) }, pageOf(this.nameOf(kept.case)));
        this.#traits.set(kept.case, traits);
      }
    };
    return { changes: [...changes, ...roster], apply };
  }

  /** A page with the lines that are believed and these. */
  #writing(page: string, added: readonly (Listed & Pick<LineToKeep, "traits">)[]): readonly Change[] {
    this.#openTraits(page);
    const isAdded = new Set(added.map(({ kept }) => kept.case));
    const listed = [...(this.#byPage.get(page) ?? [])].flatMap((caseId) => {
      const [each, traits] = [this.#lines.get(caseId), this.#traits.get(caseId)];
      return each === undefined || traits === undefined || isAdded.has(caseId) ? [] : [{ ...each, traits }];
    });
    const all = [...listed, ...added];
    const people = [...new Set(all.map(({ kept }) => kept.involved))];
    const lines = all.map(({ kept: { involved, ...kept }, tag }): PageLine => {
      const line = { ...kept.line, tasks: kept.line.tasks.map(withoutSheet) };
      return { name: this.nameOf(kept.case), tag, who: people.indexOf(involved), ...kept, line };
    });
    const traits = all.map(({ kept, tag, traits: of }) => [kept.case, tag, of] as const);
    const keys = [page, traitsKey(page)] as const;
    if (all.length === 0) return keys.map((key) => ({ table: "line", key, value: null }));
    return [
      this.#shelf.putText("line", keys[0], pack({ people, lines } satisfies Page)),
      this.#shelf.putText("line", keys[1], pack(traits)),
    ];
  }

  /** What there is, written anew: of each case its entries; and what was written before of none of them. */
  async rebuilding(cases: ReadonlyMap<string | null, Iterable<string>>): Promise<readonly Change[]> {
    const { store } = this.#shelf;
    const removed: Change[] = [];
    for (const table of ["roster", "place", "line", linesOfBefore] as const)
      for (const key of await store.keys(table)) removed.push({ table, key, value: null });
    this.#roster.clear();
    this.#lines.clear();
    this.#traits.clear();
    this.#resting.clear();
    const changes = [...cases].flatMap(([caseId, entries]) => [
      ...(caseId === null ? [] : [this.touching(caseId)]),
      ...[...entries].map((entry) => this.placing(entry, caseId)),
    ]);
    // The mark goes before everything else, and comes back after it.
    return [unmarkingProgress, ...removed, ...changes, markingProgress(await store.get("meta", progressKey))];
  }
}

function tagIn(row: Uint8Array | undefined): string | null {
  return row !== undefined && row[0] === hasLine ? encodeHex(row.subarray(1)) : null;
}

function pageOf(name: string): string {
  return String(Math.floor((Number.parseInt(name.slice(0, 2), 16) * pages) / 256)).padStart(2, "0");
}

const traitsEnd = "-traits";

function traitsKey(page: string): string {
  return `${page}${traitsEnd}`;
}

function isTraits(key: string): boolean {
  return key.endsWith(traitsEnd);
}

function placeKey(name: string, entry: string): string {
  return `${name}-${entry}`;
}

function entryIn(key: string): string {
  return key.slice(key.indexOf("-") + 1);
}

/** The id of a task names the sheet from which it follows: on a page it is the same for all sheets. */
function withoutSheet(task: Task): Task {
  return "sheet" in task.from ? { ...task, id: task.id.replace(`/${task.from.sheet}/`, "/*/") } : task;
}

function withSheet(task: Task): Task {
  const at = "sheet" in task.from ? task.id.indexOf("/*/") : -1;
  if (at < 0 || !("sheet" in task.from)) return task;
  return { ...task, id: `${task.id.slice(0, at + 1)}${task.from.sheet}${task.id.slice(at + 2)}` };
}
