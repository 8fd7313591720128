// The entries that this reader holds, by case. They rest encrypted in the store, and those of a case with a line stay there until somebody asks for the case
// (EN12). Each change here gives the changes of the store that go with it. What the entries mean is said elsewhere (open-case.ts).
import { dependenciesOf, replacedBy } from "../../core/case/graph.ts";
import type { Directory } from "../../core/directory.ts";
import type { CaseContent, NewerContent } from "../../core/entry.ts";
import { type EntryNote, parseKeptEntryNote } from "../../note/entry-note.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import { type Change, pieces, type StoreRow, unlessStore } from "../store/store.ts";
import { CarriedNotes, caseOf } from "./carried-notes.ts";
import { CaseIndex, unmarkingProgress } from "./case-index.ts";
import { digestOf } from "./case-line.ts";
import { type OpenedEntry, verifyAuthor } from "./opening.ts";

/** An entry as it is kept: where it came from, and whether its signature is verified. */
export interface HeldEntry extends OpenedEntry {
  readonly leaf: number | null;
  /** It is a grant that is kept without what was erased since (FD13): its signature was verified while it was whole. */
  readonly isCut?: true;
}

interface Row extends Pick<HeldEntry, "leaf" | "position" | "verified"> {
  readonly note: string;
  /** Of a grant that is kept without what was erased since: its id, which no longer follows from its note (FD13). */
  readonly id?: string;
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
}

const entryTable = "entry" as TableOf<Row | ErasedRow>;
/** So many rows are kept in one write when all are made anew. */
const rowsInAWrite = 2_000;

export class HeldCases {
  readonly index: CaseIndex;
  readonly carried: CarriedNotes;
  readonly #shelf: Shelf;
  readonly #origin: string;
  /** Names of the cases of which all entries are in memory. */
  readonly #read = new Set<string>();
  readonly #held = new Map<string, HeldEntry>();
  readonly #idsByCase = new Map<string, Set<string>>();
  readonly #erased = new Map<string, Map<string, Links>>();
  /** By entry the case of which it says what that is to the one in which it stands (FD12). */
  readonly #links = new Map<string, { readonly other: string; readonly home: string }>();
  #isIndexed = true;
  #isLookedAt = false;

  private constructor(shelf: Shelf, origin: string) {
    this.#shelf = shelf;
    this.#origin = origin;
    this.index = new CaseIndex(shelf);
    this.carried = new CarriedNotes(origin);
  }

  static async load(shelf: Shelf, origin: string): Promise<HeldCases> {
    const cases = new HeldCases(shelf, origin);
    const { index } = cases;
    if (!(await index.load())) await cases.#readAll();
    await cases.bringNamed(index.nameOf(null), null);
    for (const { item, linking } of index.lines.values())
      for (const [entry, other] of linking) cases.#links.set(entry, { other, home: item.caseId });
    return cases;
  }

  // A device that has no index yet, or of which a program that knows none moved the entries.
  async #readAll(): Promise<void> {
    const { store } = this.#shelf;
    const ids = new Map<string | null, Set<string>>();
    for (const [from, to] of pieces)
      for (const { key, value } of await store.list("entry", from, to)) {
        // An entry that nobody can read here is of no case.
        const caseId = this.#open(key, value) ?? null;
        ids.set(caseId, (ids.get(caseId) ?? new Set()).add(key));
      }
    const changes = await this.index.rebuilding(ids);
    for (const caseId of [null, ...ids.keys()]) this.#read.add(this.index.nameOf(caseId));
    // A store without room keeps none of it: the next start reads all again.
    try {
      for (let at = 0; at < changes.length; at += rowsInAWrite) await store.write(changes.slice(at, at + rowsInAWrite));
    } catch (error) {
      unlessStore(error);
      this.#isIndexed = false;
    }
  }

  /** False where the index could not be written whole: nobody may vouch for it then (EN12d). */
  get isIndexed(): boolean {
    return this.#isIndexed;
  }

  /** Looks once whether the index leads to every entry here: what it leads past stands in no list, and no purge erases it (EN12e). */
  async isWhole(): Promise<boolean> {
    if (this.#isLookedAt || !this.#isIndexed) return true;
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

  /** For what cannot wait. Throws where the store cannot be read at once, as a browser's. */
  #mustBeRead(caseId: string): void {
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
    const untrue = [...cases].filter(
      (id) => (this.index.lines.get(id)?.entries ?? this.#digest(id)) !== this.#digest(id),
    );
    const changes = untrue.flatMap((id) => this.index.touching(id));
    if (changes.length > 0) void this.#shelf.store.write(changes).catch(unlessStore);
    return cases;
  }

  /** Which entries of a case are here, in a few characters. */
  #digest(caseId: string): string {
    return digestOf([...(this.#idsByCase.get(caseId) ?? []), ...(this.#erased.get(caseId)?.keys() ?? [])]);
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
    for (const id of this.#idsByCase.get(caseId) ?? []) this.#held.delete(id);
    this.#idsByCase.delete(caseId);
    this.#erased.delete(caseId);
    this.#read.delete(this.index.nameOf(caseId));
  }

  /** The names of the cases without a line of which nothing was read yet. */
  get unread(): readonly string[] {
    return this.index.namesWithoutLine.filter((name) => !this.#read.has(name));
  }

  /** The cases that were read and have no line. */
  get withoutLine(): readonly string[] {
    return [...this.#idsByCase.keys()].filter((caseId) => !this.index.lines.has(caseId));
  }

  get caseIds(): readonly string[] {
    return [...this.index.lines.keys(), ...this.withoutLine];
  }

  has(caseId: string): boolean {
    return this.#idsByCase.has(caseId) || this.index.lines.has(caseId);
  }

  /** The entries of a case that are here, and the links of those that were erased. */
  of(caseId: string): { readonly entries: readonly HeldEntry[]; readonly erased: ReadonlyMap<string, Links> } {
    this.#mustBeRead(caseId);
    const entries = [...(this.#idsByCase.get(caseId) ?? [])].flatMap((id) => this.#held.get(id) ?? []);
    return { entries, erased: this.#erased.get(caseId) ?? new Map() };
  }

  /** Verified entries of no case: rows of the country's record, keys. */
  get ofNoCase(): readonly HeldEntry[] {
    return [...this.#held.values()].filter(({ entry, verified }) => verified && caseOf(entry) === null);
  }

  /** An entry that is here. Of a case that was not read it is found only where the store can be read at once. */
  note(id: string): HeldEntry | null {
    return this.#held.get(id) ?? this.#noteNow(id);
  }

  /** The case to which an entry that is held here belongs; null for one of none. */
  caseOf(id: string): string | null {
    const copy = this.note(id);
    return copy === null ? null : caseOf(copy.entry);
  }

  #noteNow(id: string): HeldEntry | null {
    const [row] = this.#shelf.store.now?.getAll("entry", [id]) ?? [];
    const value = row === undefined ? undefined : this.#shelf.open(entryTable, id, row.value);
    const entry = value === undefined || "purged" in value ? null : parseKeptEntryNote(value.note, this.#origin, id);
    const caseId = entry === null ? null : caseOf(entry);
    if (caseId !== null) this.#mustBeRead(caseId);
    return this.#held.get(id) ?? null;
  }

  /** Ids of held entries that say what this case is to another one, and in which case each stands (FD12). */
  linksTo(caseId: string): ReadonlyMap<string, string> {
    const links = [...this.#links].filter(([, { other }]) => other === caseId);
    return new Map(links.map(([entry, { home }]) => [entry, home]));
  }

  /** The cases in which such entries stand. */
  get linking(): ReadonlySet<string> {
    return new Set([...this.#links.values()].map(({ home }) => home));
  }

  /** Takes entries of one envelope: the changes for the caller's transaction. A logged copy replaces an unlogged one. */
  add(entries: readonly OpenedEntry[], leaf: number | null): readonly Change[] {
    const changes: Change[] = [];
    for (const { entry, position, verified } of entries) {
      const caseId = caseOf(entry);
      if (caseId !== null) this.#mustBeRead(caseId);
      // Erased at the person's wish: the same bytes may come again, and stay erased.
      if (this.#erased.get(caseId ?? "")?.has(entry.id) === true) continue;
      const before = this.#held.get(entry.id);
      if (before !== undefined && (leaf === null || (before.leaf !== null && before.leaf <= leaf))) continue;
      changes.push(...this.#putting({ entry, leaf, position, verified }), this.index.placing(entry.id, caseId));
    }
    return changes;
  }

  /** The same, once what is here of their cases was read, which decides what becomes of them: one that is let go meanwhile is read again. */
  async take(entries: readonly OpenedEntry[], leaf: number | null): Promise<readonly Change[]> {
    const cases = entries.map(({ entry }) => caseOf(entry)).filter((caseId) => caseId !== null);
    for (let rest = cases; rest.length > 0; rest = cases.filter((caseId) => !this.isRead(caseId)))
      for (const caseId of rest) await this.bring(caseId);
    return this.add(entries, leaf);
  }

  /**
   * Keeps copies of what this device wrote, until the log brings them back. The kept line of its case ends with it: until the case is at rest again, its row comes
   * from the open case.
   */
  keepOwn(entries: readonly EntryNote[]): readonly Change[] {
    // Of a case that begins here nothing rests.
    for (const { id, content } of entries) if (content.kind === "case.open") this.#read.add(this.index.nameOf(id));
    return this.add(
      entries.map((entry, position) => ({ entry, position, verified: true })),
      null,
    );
  }

  /**
   * Looks again at entries whose author the directory did not know. Bad signatures are dropped, and so is whoever is still unknown
   * once the trusted directory reaches beyond the leaf: `badLeaves` are their leaves.
   */
  reverify(directory: Directory, trustedSize: number) {
    const changes: Change[] = [];
    const badLeaves: number[] = [];
    for (const copy of [...this.#held.values()]) {
      if (copy.verified) continue;
      const { entry, leaf } = copy;
      const verdict = verifyAuthor(entry, directory) ?? (leaf !== null && leaf < trustedSize ? false : null);
      if (verdict === null) continue;
      if (verdict) changes.push(...this.#putting({ ...copy, verified: true }));
      else {
        this.#drop(entry);
        const removal: Change = { table: "entry", key: entry.id, value: null };
        changes.push(removal, this.index.placing(entry.id, caseOf(entry), true), ...this.#touchingOf(entry));
        if (leaf !== null) badLeaves.push(leaf);
      }
    }
    return { changes, badLeaves };
  }

  /**
   * The changes that take entries from this leaf on out of the log: a false history held them (LG10). Their authors are verified again, for the
   * directory may have been its too.
   */
  async goingBack(from: number): Promise<readonly Change[]> {
    for (const caseId of this.caseIds) await this.bring(caseId);
    for (const name of this.unread) await this.bringNamed(name, null);
    return [...this.#held.values()]
      .filter(({ leaf }) => leaf !== null && leaf >= from)
      .flatMap((copy) => [
        this.#put({ ...copy, leaf: null, verified: copy.isCut === true }),
        ...this.#touchingOf(copy.entry),
      ]);
  }

  /**
   * The changes that erase entries but for their links, and keep others instead; `apply`, to be called once they are written, changes what is held. Nothing of the
   * lines of their cases stays: of the person nothing is left in a row that nobody reads.
   */
  exchanging(erasedRows: ReadonlyMap<string, ErasedRow>, copies: readonly HeldEntry[]) {
    const rows = [
      ...[...erasedRows].map(([id, row]) => ({ id, caseId: row.purged, put: this.#shelf.put(entryTable, id, row) })),
      ...copies.map((copy) => ({ id: copy.entry.id, caseId: caseOf(copy.entry), put: this.#put(copy) })),
    ];
    const changes: readonly Change[] = [
      ...[...new Set(rows.map(({ caseId }) => caseId ?? ""))].flatMap((caseId) => this.index.erasing(caseId)),
      // Removed first: a store that leaves nothing behind when it removes does not promise it when it overwrites.
      ...rows.map(({ id }): Change => ({ table: "entry", key: id, value: null })),
      ...rows.flatMap(({ id, caseId, put }) => [put, this.index.placing(id, caseId)]),
    ];
    const apply = () => {
      for (const copy of copies) this.#hold(copy);
      for (const [id, { purged, ...links }] of erasedRows) {
        const copy = this.#held.get(id);
        if (copy !== undefined) this.#drop(copy.entry);
        this.#erase(purged, id, links);
      }
    };
    return { changes, apply };
  }

  // EN10d: a damaged row is let go, and comes again from the log. Gives the case of the entry, null for one of none.
  #open(id: string, box: Uint8Array): string | null {
    const row = this.#shelf.open(entryTable, id, box);
    if (row === undefined) return null;
    if ("purged" in row) {
      const { purged, ...links } = row;
      this.#erase(purged, id, links);
      return purged;
    }
    const { leaf, position, verified } = row;
    const entry = parseKeptEntryNote(row.note, this.#origin, row.id ?? id);
    if (entry === null) return null;
    this.#hold({ entry, leaf, position, verified, ...(row.id === undefined ? {} : { isCut: true as const }) });
    return caseOf(entry);
  }

  #put({ entry, leaf, position, verified, isCut }: HeldEntry): Change {
    const id = isCut === true ? { id: entry.id } : {};
    return this.#shelf.put(entryTable, entry.id, { note: entry.note, leaf, position, verified, ...id });
  }

  #putting(copy: HeldEntry): readonly Change[] {
    this.#hold(copy);
    return [this.#put(copy), ...this.#touchingOf(copy.entry)];
  }

  #touchingOf(entry: EntryNote): readonly Change[] {
    const caseId = caseOf(entry);
    return caseId === null ? [] : this.index.touching(caseId);
  }

  #hold(copy: HeldEntry): void {
    this.#held.set(copy.entry.id, copy);
    const caseId = caseOf(copy.entry);
    if (caseId === null) return;
    this.#idsByCase.set(caseId, (this.#idsByCase.get(caseId) ?? new Set()).add(copy.entry.id));
    const other = linkedBy(copy.entry);
    if (other !== null) this.#links.set(copy.entry.id, { other, home: caseId });
  }

  #drop(entry: EntryNote): void {
    this.#held.delete(entry.id);
    const caseId = caseOf(entry) ?? "";
    const ids = this.#idsByCase.get(caseId);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.#idsByCase.delete(caseId);
    this.#links.delete(entry.id);
  }

  #erase(caseId: string, id: string, links: Links): void {
    this.#erased.set(caseId, (this.#erased.get(caseId) ?? new Map()).set(id, links));
  }
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
