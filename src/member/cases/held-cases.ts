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
import { digestOf } from "./kept-line.ts";
import { type OpenedEntry, verifyAuthor } from "./opening.ts";

/** An entry as it is kept: where it came from, and whether its signature is verified. */
export interface HeldEntry extends OpenedEntry {
  readonly leaf: number | null;
  /** Of a grant that is kept without what was erased since (FD13): its id, which no longer follows from its note. Its signature was verified while it was whole. */
  readonly id?: string;
  /** Its leaf is the word of an archive, until the bytes of that leaf were read here (AR9). */
  readonly claimed?: true;
}

interface Row extends Omit<HeldEntry, "entry"> {
  readonly note: string;
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
  readonly #erased = new Map<string, Map<string, ErasedRow>>();
  readonly #revisions = new Map<string, number>();
  /** By entry the case of which it says what that is to the one in which it stands (FD12). */
  readonly #links = new Map<string, { readonly other: string; readonly home: string }>();
  /** All leaves below it are still to be read once more: what an archive claims of them gives way to what they hold (AR9). */
  pastEnd = 0;
  #isIndexed = true;
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

  /** Another one whenever other entries or links of a case are here: what was made of it with another one is made anew, and nobody has to say so. */
  revision(caseId: string): number {
    this.#mustBeRead(caseId);
    return this.#revisions.get(caseId) ?? 0;
  }

  /** Verified entries of no case: rows of the country's record, keys. */
  get ofNoCase(): readonly HeldEntry[] {
    return [...this.#held.values()].filter(({ entry, verified }) => verified && caseOf(entry) === null);
  }

  /** An entry that is here. Of a case that was not read it is found only where the store can be read at once. */
  note(id: string): HeldEntry | null {
    const [row] = this.#held.has(id) ? [] : (this.#shelf.store.now?.getAll("entry", [id]) ?? []);
    const caseId = row === undefined ? null : this.#open(id, row.value);
    if (caseId !== null) this.#mustBeRead(caseId);
    return this.#held.get(id) ?? null;
  }

  /** The case to which an entry that is held here belongs; null for one of none. */
  caseOf(id: string): string | null {
    const copy = this.note(id);
    return copy === null ? null : caseOf(copy.entry);
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
      const rest = this.#erased.get(caseId ?? "")?.get(entry.id);
      if (rest !== undefined && rest.claimed !== true) continue;
      const copy = { entry, leaf, position, verified };
      const before = this.#held.get(entry.id);
      const isProved = before?.claimed === true && leaf !== null && leaf < this.pastEnd;
      if (isProved && before.leaf === leaf && before.position === position) {
        // Nothing of its case changes by it.
        this.#hold(copy);
        changes.push(this.#put(copy));
        continue;
      }
      if (before !== undefined && !isProved && (leaf === null || (before.leaf !== null && before.leaf <= leaf)))
        continue;
      if (rest !== undefined) this.#restore(entry.id, rest);
      changes.push(...this.#putting(copy), this.index.placing(entry.id, caseId));
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

  /** The rows of all that is kept, piece by piece: nothing of it stays in memory. */
  async *keptRows(): AsyncGenerator<{ readonly id: string; readonly row: Row | ErasedRow }> {
    for (const [from, to] of pieces)
      for (const { key: id, value } of await this.#shelf.store.list("entry", from, to)) {
        const row = this.#shelf.open(entryTable, id, value);
        if (row !== undefined) yield { id, row };
      }
  }

  /** Takes what an archive has (AR8): the changes to keep. What is here already stays as it is. */
  async addClaims(entries: readonly OpenedEntry[], leaves: readonly number[], rests: ReadonlyMap<string, ErasedRow>) {
    const changes: Change[] = [];
    const caseIds = new Set<string>();
    for (const caseId of new Set(entries.map(({ entry }) => caseOf(entry))))
      if (caseId !== null) await this.bring(caseId);
    for (const [at, { entry, position, verified }] of entries.entries()) {
      const caseId = caseOf(entry);
      if (this.#held.has(entry.id) || rests.has(entry.id) || this.#erased.get(caseId ?? "")?.has(entry.id) === true)
        continue;
      const copy: HeldEntry = { entry, leaf: leaves[at] ?? null, position, verified, claimed: true };
      this.#hold(copy);
      changes.push(this.#put(copy), this.index.placing(entry.id, caseId));
      if (caseId !== null) caseIds.add(caseId);
    }
    for (const [id, rest] of rests) {
      await this.bring(rest.purged);
      if (this.#held.has(id) || this.#erased.get(rest.purged)?.has(id) === true) continue;
      const claim = { ...rest, claimed: true as const };
      this.#erase(id, claim);
      changes.push(this.#shelf.put(entryTable, id, claim), this.index.placing(id, rest.purged));
      caseIds.add(rest.purged);
    }
    return [...changes, ...[...caseIds].flatMap((caseId) => this.index.touching(caseId))];
  }

  /** The changes that drop what an archive claimed and no leaf held (AR9), and the leaves that were claimed. To be called once all of them were read. */
  async droppingClaims(): Promise<{ readonly changes: readonly Change[]; readonly leaves: readonly number[] }> {
    const changes: Change[] = [];
    const leaves: number[] = [];
    const claims: { readonly id: string; readonly row: Row | ErasedRow }[] = [];
    for await (const each of this.keptRows()) if (each.row.claimed === true) claims.push(each);
    for (const { id, row } of claims) {
      if ("purged" in row) {
        await this.bring(row.purged);
        this.#restore(id, row);
        changes.push(...this.#removing(id, row.purged));
        continue;
      }
      const entry = parseKeptEntryNote(row.note, this.#origin, id);
      if (entry === null) continue;
      const caseId = caseOf(entry);
      if (caseId !== null) await this.bring(caseId);
      this.#drop(entry);
      changes.push(...this.#removing(id, caseId));
      if (row.leaf !== null) leaves.push(row.leaf);
    }
    return { changes, leaves: leaves.toSorted((a, b) => a - b) };
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
        changes.push(...this.#removing(entry.id, caseOf(entry)));
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
        this.#put({ ...copy, leaf: null, verified: copy.id !== undefined }),
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
      for (const [id, row] of erasedRows) {
        const copy = this.#held.get(id);
        if (copy !== undefined) this.#drop(copy.entry);
        this.#erase(id, row);
      }
    };
    return { changes, apply };
  }

  // EN10d: a damaged row is let go, and comes again from the log. Gives the case of the entry, null for one of none.
  #open(id: string, box: Uint8Array): string | null {
    const row = this.#shelf.open(entryTable, id, box);
    if (row === undefined) return null;
    if ("purged" in row) {
      this.#erase(id, row);
      return row.purged;
    }
    const { note, ...rest } = row;
    const entry = parseKeptEntryNote(note, this.#origin, id);
    if (entry === null) return null;
    this.#hold({ ...rest, entry });
    return caseOf(entry);
  }

  #put({ entry, ...rest }: HeldEntry): Change {
    return this.#shelf.put(entryTable, entry.id, { ...rest, note: entry.note });
  }

  #removing(id: string, caseId: string | null): readonly Change[] {
    const changes: readonly Change[] = [{ table: "entry", key: id, value: null }, this.index.placing(id, caseId, true)];
    return caseId === null ? changes : [...changes, ...this.index.touching(caseId)];
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
    this.#isOther(caseId);
    this.#idsByCase.set(caseId, (this.#idsByCase.get(caseId) ?? new Set()).add(copy.entry.id));
    const other = linkedBy(copy.entry);
    if (other !== null) this.#links.set(copy.entry.id, { other, home: caseId });
  }

  #drop(entry: EntryNote): void {
    this.#held.delete(entry.id);
    const caseId = caseOf(entry) ?? "";
    this.#isOther(caseId);
    const ids = this.#idsByCase.get(caseId);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.#idsByCase.delete(caseId);
    this.#links.delete(entry.id);
  }

  #erase(id: string, row: ErasedRow): void {
    this.#erased.set(row.purged, (this.#erased.get(row.purged) ?? new Map()).set(id, row));
    this.#isOther(row.purged);
  }

  #restore(id: string, row: ErasedRow): void {
    this.#erased.get(row.purged)?.delete(id);
    this.#isOther(row.purged);
  }

  #isOther(caseId: string): void {
    this.#revisions.set(caseId, (this.#revisions.get(caseId) ?? 0) + 1);
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
