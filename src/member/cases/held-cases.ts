// The entries that this reader holds, by case. They rest encrypted in the store, and those of a case with a line stay there until somebody asks for the case (EN12): here
// they are read into memory, and let go. Entries come in by take-entries.ts and go by erasing.ts; what they mean is said elsewhere (open-case.ts).
import { dependenciesOf, replacedBy } from "../../core/case/graph.ts";
import type { CaseContent, NewerContent } from "../../core/entry.ts";
import { type EntryNote, parseKeptEntryNote } from "../../note/entry-note.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import { type Change, pieces, type StoreRow, unlessStore } from "../store/store.ts";
import { CarriedNotes, caseOf } from "./carried-notes.ts";
import { CaseIndex, unmarkingProgress } from "./case-index.ts";
import { digestOf } from "./kept-line.ts";
import type { OpenedEntry } from "./opening.ts";

/** An entry as it is kept: where it came from, and whether its signature is verified. */
export interface HeldEntry extends OpenedEntry {
  readonly leaf: number | null;
  /** Of a grant that is kept without what was erased since (FD13): its id, which no longer follows from its note. Its signature was verified while it was whole. */
  readonly id?: string;
  /** Its leaf is the word of an archive, until the bytes of that leaf were read here (AR9). */
  readonly claimed?: true;
}

/** The links of an entry, which stay known without its content. */
export interface Links {
  /** The entries on which it builds. */
  readonly needs: readonly string[];
  /** The saves that it replaced (FD10). */
  readonly over?: readonly string[];
  /** It was written into the wrong case, and is kept from nobody (FD13). */
  readonly misplaced?: true;
}

/** The rest of an entry that was erased (FD7): its links, and of which case it was. */
export interface ErasedRow extends Links {
  readonly purged: string;
  /** An archive says so, until the log was read (AR9): bytes that come are taken, and erased again by whatever erased them. */
  readonly claimed?: true;
}

/** All that is here of an entry: it, or the rest of it. */
export type HeldRow = HeldEntry | ErasedRow;

/** The same in the store. */
interface StoredEntry extends Omit<HeldEntry, "entry"> {
  readonly note: string;
}

const entryTable = "entry" as TableOf<StoredEntry | ErasedRow>;
/** So many rows are kept in one write when all are made anew. */
const rowsInAWrite = 2_000;

export class HeldCases {
  readonly index: CaseIndex;
  readonly carried: CarriedNotes;
  /** By entry the case of which it says what that is to the one in which it stands (FD12), also where it is not read. */
  readonly links = new Map<string, { readonly other: string; readonly home: string }>();
  readonly #shelf: Shelf;
  readonly #origin: string;
  /** Names of the cases of which all entries are in memory. */
  readonly #read = new Set<string>();
  /** By id of the entry, in memory. */
  readonly #rows = new Map<string, HeldRow>();
  readonly #idsByCase = new Map<string, Set<string>>();
  readonly #revisions = new Map<string, number>();
  /** All leaves below it are still to be read once more: what an archive claims of them gives way to what they hold (AR9). */
  pastEnd = 0;
  /** False where the index could not be written whole: nobody may vouch for it then (EN12d). */
  isIndexed = true;
  #isLookedAt = false;

  private constructor(shelf: Shelf, origin: string) {
    this.#shelf = shelf;
    this.#origin = origin;
    this.index = new CaseIndex(shelf);
    this.carried = new CarriedNotes(origin);
  }

  /** `lines` are the rows of lines, where they were read before. */
  static async load(shelf: Shelf, origin: string, lines?: readonly StoreRow[]): Promise<HeldCases> {
    const cases = new HeldCases(shelf, origin);
    const { index } = cases;
    if (!(await index.load(lines))) await cases.#readAll();
    await cases.bringNamed(index.nameOf(null), null);
    for (const { item, linking } of index.lines.values())
      for (const [entry, other] of linking) cases.links.set(entry, { other, home: item.caseId });
    return cases;
  }

  // A device that has no index yet, or of which a program that knows none moved the entries.
  async #readAll(): Promise<void> {
    const { store } = this.#shelf;
    const ids = new Map<string | null, Set<string>>();
    for (const [from, to] of pieces)
      for (const { key, value } of await store.list("entry", from, to)) {
        // An entry that nobody can read here is of no case.
        const caseId = this.#open(key, value);
        ids.set(caseId, (ids.get(caseId) ?? new Set()).add(key));
      }
    const changes = await this.index.rebuilding(ids);
    for (const caseId of [null, ...ids.keys()]) this.#read.add(this.index.nameOf(caseId));
    // A store without room keeps none of it: the next start reads all again.
    try {
      for (let at = 0; at < changes.length; at += rowsInAWrite) await store.write(changes.slice(at, at + rowsInAWrite));
    } catch (error) {
      unlessStore(error);
      this.isIndexed = false;
    }
  }

  /** Looks once whether the index leads to every entry here: what it leads past stands in no list, and no purge erases it (EN12e). */
  async isWhole(): Promise<boolean> {
    if (this.#isLookedAt || !this.isIndexed) return true;
    this.#isLookedAt = true;
    const isWhole = await this.index.isWhole();
    const { table, key } = unmarkingProgress;
    if (!isWhole)
      this.#shelf.damage.found(table, key, [{ ...unmarkingProgress, was: await this.#shelf.store.get(table, key) }]);
    return isWhole;
  }

  /** Reads the entries of a case from the store, unless they are here. */
  async bring(caseId: string): Promise<void> {
    await this.bringNamed(this.index.nameOf(caseId), caseId);
  }

  /** The same of a case of which only the name is known. Gives its id; null where nothing of it is there. */
  async bringNamed(name: string, caseId: string | null): Promise<string | null> {
    if (this.#read.has(name)) return caseId;
    const rows = await this.#shelf.store.getAll("entry", await this.index.entriesOf(name));
    if (this.#read.has(name)) return caseId;
    const [foundId = null] = this.#take(name, caseId, rows);
    // Nothing of it opens: the vault is another one, or the rows are damaged. What the log brings back is put down anew.
    if (foundId === null && name !== this.index.nameOf(null))
      await this.#shelf.store.write(await this.index.forgetting(name)).catch(unlessStore);
    return foundId;
  }

  /** Reads them for what cannot wait. Throws where the store cannot be read at once, as a browser's. */
  mustBeRead(caseId: string): void {
    const name = this.index.nameOf(caseId);
    if (this.#read.has(name)) return;
    const rows = this.#shelf.store.now?.getAll("entry", this.index.entriesNow(name));
    if (rows === undefined) throw new Error("the entries of a case were asked for before they were read");
    this.#take(name, caseId, rows);
  }

  /** Opens what rests under a name, and gives of which case it is. */
  #take(name: string, caseId: string | null, rows: readonly StoreRow[]): ReadonlySet<string> {
    this.#read.add(name);
    const ids = rows.map(({ key, value }) => this.#open(key, value));
    const cases = new Set([caseId, ...ids].filter((id) => id !== null));
    // EN12a: a line that leaves out or adds something says something else than the entries do. Its tag goes too: else the next start would believe it anew.
    const lineOf = (id: string) => this.index.lines.get(id);
    const untrue = [...cases].filter((id) => lineOf(id) && lineOf(id)?.entries !== digestOf(this.#idsOf(id)));
    const changes = untrue.flatMap((id) => this.index.touching(id));
    if (changes.length > 0) void this.#shelf.store.write(changes).catch(unlessStore);
    return cases;
  }

  /** True when the entries of a case are in memory. */
  isRead(caseId: string): boolean {
    return this.#read.has(this.index.nameOf(caseId));
  }

  /** The same, or they can be had without waiting. */
  isAtHand(caseId: string): boolean {
    return this.#shelf.store.now !== null || this.isRead(caseId);
  }

  /** Lets go what was read of a case with a line. It is read again when somebody asks. */
  release(caseId: string): void {
    if (!this.index.lines.has(caseId)) return;
    for (const id of this.#idsOf(caseId)) this.#rows.delete(id);
    this.#idsByCase.delete(caseId);
    this.#read.delete(this.index.nameOf(caseId));
  }

  /** The names of the cases without a line of which nothing was read yet. */
  get unread(): readonly string[] {
    return this.index.namesWithoutLine.filter((name) => !this.#read.has(name));
  }

  /** The cases that were read and have no line. */
  get withoutLine(): readonly string[] {
    return [...this.#idsByCase.keys()].filter((caseId) => !this.index.lines.has(caseId) && this.#holds(caseId));
  }

  get caseIds(): readonly string[] {
    return [...this.index.lines.keys(), ...this.withoutLine];
  }

  has(caseId: string): boolean {
    return this.index.lines.has(caseId) || this.#holds(caseId);
  }

  /** More than rests of it is in memory. */
  #holds(caseId: string): boolean {
    return [...this.#idsOf(caseId)].some((id) => this.entry(id) !== null);
  }

  #idsOf(caseId: string): Iterable<string> {
    return this.#idsByCase.get(caseId) ?? [];
  }

  /** The entries of a case that are here, and the links of those that were erased. */
  of(caseId: string): { readonly entries: readonly HeldEntry[]; readonly erased: ReadonlyMap<string, Links> } {
    this.mustBeRead(caseId);
    const entries: HeldEntry[] = [];
    const rests = new Map<string, Links>();
    for (const id of this.#idsOf(caseId)) {
      const row = this.#rows.get(id);
      if (row === undefined) continue;
      if ("purged" in row) rests.set(id, row);
      else entries.push(row);
    }
    return { entries, erased: rests };
  }

  /** Another one whenever other entries or links of a case are here: what was made of it with another one is made anew, and nobody has to say so. */
  revision(caseId: string): number {
    this.mustBeRead(caseId);
    return this.#revisions.get(caseId) ?? 0;
  }

  /** All entries in memory. */
  get entries(): readonly HeldEntry[] {
    return [...this.#rows.values()].flatMap((row) => ("purged" in row ? [] : [row]));
  }

  /** Verified entries of no case: rows of the country's record, keys. */
  get ofNoCase(): readonly HeldEntry[] {
    return this.entries.filter(({ entry, verified }) => verified && caseOf(entry) === null);
  }

  /** An entry in memory, or the rest of it. */
  row(id: string): HeldRow | undefined {
    return this.#rows.get(id);
  }

  /** The same; null also where only the rest of it is there. */
  entry(id: string): HeldEntry | null {
    const row = this.#rows.get(id);
    return row === undefined || "purged" in row ? null : row;
  }

  /** An entry that is here. Of a case that was not read it is found only where the store can be read at once. */
  note(id: string): HeldEntry | null {
    const [row] = this.#rows.has(id) ? [] : (this.#shelf.store.now?.getAll("entry", [id]) ?? []);
    const caseId = row === undefined ? null : this.#open(id, row.value);
    if (caseId !== null) this.mustBeRead(caseId);
    return this.entry(id);
  }

  /** The case to which such an entry belongs; null for one of none. */
  caseOf(id: string): string | null {
    const copy = this.note(id);
    return copy === null ? null : caseOf(copy.entry);
  }

  /** Ids of entries that say what this case is to another one, and in which case each stands (FD12). */
  linksTo(caseId: string): ReadonlyMap<string, string> {
    const links = [...this.links].filter(([, { other }]) => other === caseId);
    return new Map(links.map(([entry, { home }]) => [entry, home]));
  }

  /** All that is kept, piece by piece: nothing of it stays in memory. */
  async *keptRows(): AsyncGenerator<{ readonly id: string; readonly row: HeldRow }> {
    for (const [from, to] of pieces)
      for (const { key: id, value } of await this.#shelf.store.list("entry", from, to)) {
        const row = this.#parse(id, value);
        if (row !== null) yield { id, row };
      }
  }

  /** Those of these ids under which anything is kept, of whatever case. */
  async keptAmong(ids: readonly string[]): Promise<ReadonlySet<string>> {
    const rows = await this.#shelf.store.getAll("entry", ids);
    return new Set([...rows.map(({ key }) => key), ...ids.filter((id) => this.#rows.has(id))]);
  }

  /** Holds a row at once, and gives the changes that keep it. Those that touch its case are the caller's. */
  holdNow(id: string, row: HeldRow): readonly Change[] {
    this.hold(id, row);
    return [this.putting(id, row), this.index.placing(id, caseOfRow(row))];
  }

  /** Lets go a row at once, and gives the changes that remove it. */
  dropNow(id: string, caseId: string | null): readonly Change[] {
    this.#drop(id);
    const { index } = this;
    return [{ table: "entry", key: id, value: null }, index.placing(id, caseId, true), ...index.touching(caseId)];
  }

  /** Holds what rests in a row, and gives of which case it is; null for one of none. */
  #open(id: string, box: Uint8Array): string | null {
    const row = this.#parse(id, box);
    if (row === null) return null;
    this.hold(id, row);
    return caseOfRow(row);
  }

  // EN10d: a damaged row is let go, and comes again from the log.
  #parse(id: string, box: Uint8Array): HeldRow | null {
    const row = this.#shelf.open(entryTable, id, box);
    if (row === undefined || "purged" in row) return row ?? null;
    const { note, ...rest } = row;
    const entry = parseKeptEntryNote(note, this.#origin, id);
    return entry === null ? null : { ...rest, entry };
  }

  /** The change that keeps a row as it is. */
  putting(id: string, row: HeldRow): Change {
    if ("purged" in row) return this.#shelf.put(entryTable, id, row);
    const { entry, ...rest } = row;
    return this.#shelf.put(entryTable, id, { ...rest, note: entry.note });
  }

  /** A case begins on this device: nothing of it rests. */
  begin(caseId: string): void {
    this.#read.add(this.index.nameOf(caseId));
  }

  /** Holds a row that is kept. */
  hold(id: string, row: HeldRow): void {
    const caseId = caseOfRow(row);
    const before = this.#rows.get(id);
    // One of another case was only named there, as left out of a grant.
    if (before !== undefined && ("purged" in row || caseOfRow(before) !== caseId)) this.#drop(id);
    this.#rows.set(id, row);
    if (caseId === null) return;
    this.#isOther(caseId);
    this.#idsByCase.set(caseId, (this.#idsByCase.get(caseId) ?? new Set()).add(id));
    const other = "purged" in row ? null : linkedBy(row.entry);
    if (other !== null) this.links.set(id, { other, home: caseId });
  }

  #drop(id: string): void {
    const row = this.#rows.get(id);
    const caseId = row === undefined ? null : caseOfRow(row);
    this.#rows.delete(id);
    this.links.delete(id);
    if (caseId === null) return;
    this.#isOther(caseId);
    const ids = this.#idsByCase.get(caseId);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsByCase.delete(caseId);
  }

  #isOther(caseId: string): void {
    this.#revisions.set(caseId, (this.#revisions.get(caseId) ?? 0) + 1);
  }
}

/** The case of a row; null for one of none. */
export function caseOfRow(row: HeldRow): string | null {
  return "purged" in row ? row.purged : caseOf(row.entry);
}

/** The links of an entry, which stay known without its content. */
export function linksOf(content: CaseContent | NewerContent): Links {
  const over = replacedBy(content);
  return { needs: [...dependenciesOf(content)].sort(), ...(over.length === 0 ? {} : { over }) };
}

/** The other case of which an entry says something. */
export function linkedBy({ content }: EntryNote): string | null {
  return content.kind === "case.link" && !("newer" in content) ? content.body.other : null;
}
