// The entries that this reader holds, by case, and what the fold makes of them. Rests encrypted in the store; while locked
// there is no case book at all.

import type { CaseState, JudgedEntry } from "../../core/case/fold.ts";
import { foldCase } from "../../core/case/fold.ts";
import type { AbsentEntries, PlacedEntry } from "../../core/case/graph.ts";
import { dependenciesOf, replacedBy } from "../../core/case/graph.ts";
import type { NamedMisplaced } from "../../core/case/misplaced.ts";
import type { Directory } from "../../core/directory.ts";
import type { CaseContent, NewerContent } from "../../core/entry.ts";
import { partOf } from "../../core/entry-kind.ts";
import { formsInForce } from "../../core/forms-in-force.ts";
import type { ExportEntry } from "../../core/key-export.ts";
import type { Part } from "../../core/part-table.ts";
import type { RecordNote } from "../../core/registers/row.ts";
import type { EntryNote } from "../../note/entry-note.ts";
import { parseKeptEntryNote } from "../../note/entry-note.ts";
import type { Shelf, TableOf } from "../store/shelf.ts";
import type { Change, StoreRow } from "../store/store.ts";
import { pieces, unlessStore } from "../store/store.ts";
import { CarriedNotes, carriedEntries, caseOf, grantIn, isCounted, isOfCase, placedByGrant } from "./carried-notes.ts";
import { CaseIndex, type LineToKeep } from "./case-index.ts";
import { type CaseNames, type CaseTraits, digestOf, type KeptLine } from "./case-line.ts";
import type { OpenedEntry } from "./opening.ts";
import { verifyAuthor } from "./opening.ts";
import { type RestingIndex, unmarkingProgress } from "./resting-index.ts";

/** An entry as it is kept: where it came from, and whether its signature is verified. */
interface HeldEntry {
  readonly entry: EntryNote;
  readonly leaf: number | null;
  readonly position: number;
  readonly verified: boolean;
  /** It is a grant that is kept without what was erased since (FD13): its signature was verified while it was whole. */
  readonly isCut?: true;
}

interface Row {
  readonly note: string;
  readonly leaf: number | null;
  readonly position: number;
  readonly verified: boolean;
  /** Of a grant that is kept without what was erased since: its id, which no longer follows from its note (FD13). */
  readonly id?: string;
}

/** What stays of an entry that was erased (FD7): its links in the graph of its case. */
interface PurgedRow extends Links {
  readonly purged: string;
}

interface Links {
  /** What the entry builds on. */
  readonly needs: readonly string[];
  /** The saves that it replaced (FD10). */
  readonly over?: readonly string[];
  /** It was written into the wrong case, and is kept from nobody (FD13). */
  readonly misplaced?: true;
}

/** What stays known of an entry without its content. */
export function linksOf(content: CaseContent | NewerContent): Links {
  const over = replacedBy(content);
  return { needs: [...dependenciesOf(content)].sort(), ...(over.length === 0 ? {} : { over }) };
}

/** Of what was erased here only its links are kept, without what it had replaced: that counts again (FD13). */
function linksOfMisplaced(content: EntryNote["content"]): Links {
  return { needs: isOfCase(content) ? linksOf(content).needs : [], misplaced: true };
}

/** A sheet of which saves were erased, and who had written them. */
interface ErasedSheet {
  readonly form: string;
  readonly sheet: string;
  readonly by: string;
}

const entryTable = "entry" as TableOf<Row | PurgedRow>;

/** Grants of each organisation that are tried, grants of one case that count, and entries without content that they may add. */
export const mostGrants = 16;
const mostCounting = 32;
/** So many rows are kept in one write when the index is made. */
const rowsInAWrite = 2_000;
const maxAbsent = 2_000;

/** The entries of a case, and those of which only the links are known. */
export interface HeldCase {
  readonly entries: readonly PlacedEntry[];
  readonly absent: AbsentEntries;
  /** What is known of the absent ones, and of those that a grant gave again. */
  readonly links: ReadonlyMap<string, Links>;
  /** Saves whose answers were replaced by absent ones (FD10). */
  readonly replaced: ReadonlySet<string>;
}

export interface FoldedCase {
  readonly state: CaseState;
  readonly held: HeldCase;
}

export class CaseBook {
  readonly #shelf: Shelf;
  readonly #origin: string;
  readonly #carried: CarriedNotes;
  readonly #index: CaseIndex;
  /** Names of the cases of which all entries are in memory. The others' rest in the store until somebody asks for the case. */
  readonly #read = new Set<string>();
  /** Names of the cases without a line that were not read yet: not even their ids are known. */
  readonly #unread = new Set<string>();
  readonly #held = new Map<string, HeldEntry>();
  readonly #idsByCase = new Map<string, Set<string>>();
  readonly #linksTo = new Map<string, ReadonlyMap<string, string>>();
  readonly #purged = new Map<string, Map<string, Links>>();
  #isIndexed = true;
  #isLookedAt = false;

  private constructor(shelf: Shelf, origin: string) {
    this.#shelf = shelf;
    this.#origin = origin;
    this.#carried = new CarriedNotes(origin);
    this.#index = new CaseIndex(shelf, (caseId) => this.#lost(caseId));
  }

  static async load(shelf: Shelf, origin: string, resting?: Promise<RestingIndex>): Promise<CaseBook> {
    const book = new CaseBook(shelf, origin);
    const index = book.#index;
    if (!(await index.load(resting))) await book.#readAll();
    await book.#bring(index.nameOf(null), null);
    for (const { kept } of index.lines.values())
      for (const [entry, other] of kept.linking) book.#link(entry, other, kept.case);
    for (const name of index.withoutLine) if (!book.#read.has(name)) book.#unread.add(name);
    return book;
  }

  // A device that knows no index yet, or of which a program that knows none moved the entries.
  async #readAll(): Promise<void> {
    const { store } = this.#shelf;
    const ids = new Map<string | null, Set<string>>();
    for (const [from, to] of pieces) {
      for (const { key, value } of await store.list("entry", from, to)) {
        // What nobody can read here is of no case.
        const caseId = this.#open(key, value) ?? null;
        ids.set(caseId, (ids.get(caseId) ?? new Set()).add(key));
      }
    }
    const changes = await this.#index.rebuilding(ids);
    for (const caseId of [null, ...ids.keys()]) this.#read.add(this.#index.nameOf(caseId));
    // A store without room keeps no index: the next start reads all of it again.
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
    const isWhole = await this.#index.isWhole();
    const { table, key } = unmarkingProgress;
    if (!isWhole)
      this.#shelf.damage.found(table, key, [{ ...unmarkingProgress, was: await this.#shelf.store.get(table, key) }]);
    return isWhole;
  }

  /** Reads the entries of a case from the store, unless they are here. */
  async bring(caseId: string): Promise<void> {
    await this.#bring(this.#index.nameOf(caseId), caseId);
  }

  async #bring(name: string, caseId: string | null): Promise<ReadonlySet<string>> {
    if (this.#read.has(name)) return noIds;
    const rows = await this.#shelf.store.getAll("entry", await this.#index.entriesOf(name));
    return this.#read.has(name) ? noIds : this.#take(name, caseId, rows);
  }

  #mustBeRead(caseId: string): void {
    const name = this.#index.nameOf(caseId);
    if (this.#read.has(name)) return;
    const rows = this.#shelf.store.now?.getAll("entry", this.#index.entriesNow(name) ?? []);
    if (rows === undefined) throw new Error("the entries of a case were asked for before they were read");
    this.#take(name, caseId, rows);
  }

  /** Opens what rests of a case, and gives of which case it is. */
  #take(name: string, caseId: string | null, rows: readonly StoreRow[]): ReadonlySet<string> {
    this.#read.add(name);
    this.#unread.delete(name);
    const cases = new Set(caseId === null ? [] : [caseId]);
    for (const { key, value } of rows) {
      const of = this.#open(key, value);
      if (typeof of === "string") cases.add(of);
    }
    // EN12a: a line that leaves out or adds something says something else than the entries do.
    // The row of the roster too: else an old page would be believed anew at each start.
    const untrue = [...cases].filter(
      (id) => this.#index.lines.has(id) && this.#index.traitsOf(id)?.entries !== digestOf(this.#idsOf(id)),
    );
    const changes = untrue.flatMap((id) => this.#index.touching(id));
    if (changes.length > 0) void this.#shelf.store.write(changes).catch(unlessStore);
    return cases;
  }

  // Its line is no good: it is read as one that never had one.
  #lost(caseId: string): void {
    if (this.#shelf.store.now !== null) this.#mustBeRead(caseId);
    else if (!this.isRead(caseId)) this.#unread.add(this.#index.nameOf(caseId));
  }

  #idsOf(caseId: string): readonly string[] {
    return [...(this.#idsByCase.get(caseId) ?? []), ...(this.#purged.get(caseId)?.keys() ?? [])];
  }

  /** The names of the cases without a line of which nothing was read yet. */
  get unread(): ReadonlySet<string> {
    return this.#unread;
  }

  /** Reads a case of which only the name is known. Gives its id; null where nothing of it is there. */
  async bringUnread(name: string): Promise<string | null> {
    const [caseId = null] = await this.#bring(name, null);
    this.#unread.delete(name);
    // Nothing of it opens: the vault is another one, or the rows are damaged. What the log brings back is put down anew.
    if (caseId === null && !this.#isNamed(name))
      await this.#shelf.store.write(await this.#index.forgetting(name)).catch(unlessStore);
    return caseId;
  }

  #isNamed(name: string): boolean {
    return [...this.#idsByCase.keys(), ...this.#purged.keys()].some((caseId) => this.#index.nameOf(caseId) === name);
  }

  /** True when the entries of a case are in memory, or can be had without waiting. */
  isAtHand(caseId: string): boolean {
    return this.#shelf.store.now !== null || this.#read.has(this.#index.nameOf(caseId));
  }

  /** True when the entries of a case are in memory. */
  isRead(caseId: string): boolean {
    return this.#read.has(this.#index.nameOf(caseId));
  }

  /** Lets go what was read of a case whose line is kept. It is read again when somebody asks. */
  release(caseId: string): void {
    if (!this.#index.lines.has(caseId)) return;
    for (const id of this.#idsByCase.get(caseId) ?? []) this.#held.delete(id);
    this.#idsByCase.delete(caseId);
    this.#purged.delete(caseId);
    this.#read.delete(this.#index.nameOf(caseId));
  }

  // EN10d: a damaged row is let go, and comes again from the log. Gives the case of the entry, null for one of none.
  #open(id: string, box: Uint8Array): string | null | undefined {
    const row = this.#shelf.open(entryTable, id, box);
    if (row === undefined) return undefined;
    if ("purged" in row) {
      this.#purge(row.purged, id, row);
      return row.purged;
    }
    const { leaf, position, verified } = row;
    const entry = parseKeptEntryNote(row.note, this.#origin, row.id ?? id);
    if (entry === null) return undefined;
    const held = { entry, leaf, position, verified };
    this.#hold(row.id === undefined ? held : { ...held, isCut: true });
    return caseOf(entry);
  }

  #forget(id: string, caseId: string): void {
    const ids = this.#idsByCase.get(caseId);
    ids?.delete(id);
    if (ids?.size === 0) this.#idsByCase.delete(caseId);
  }

  get caseIds(): readonly string[] {
    return [...this.#index.lines.keys(), ...this.withoutLine];
  }

  /** The lines that are kept, and which they are: another number once they are others. */
  get lines(): CaseIndex["lines"] {
    return this.#index.lines;
  }

  get linesVersion(): number {
    return this.#index.version;
  }

  /** The cases that were read and have no line. */
  get withoutLine(): readonly string[] {
    const { lines } = this.#index;
    return [...this.#idsByCase.keys()].filter((caseId) => !lines.has(caseId));
  }

  holdsCase(caseId: string): boolean {
    return this.#idsByCase.has(caseId) || this.#index.lines.has(caseId);
  }

  /** The line that is kept of a case; undefined where none is, or something came into the case since. */
  line(caseId: string): KeptLine | undefined {
    return this.#index.lines.get(caseId)?.kept;
  }

  /** What else is kept of a case with a line. */
  namesOf(caseId: string): CaseNames | undefined {
    return this.#index.namesOf(caseId);
  }

  traitsOf(caseId: string): CaseTraits | undefined {
    return this.#index.traitsOf(caseId);
  }

  /** Makes ready what a search and the list of tasks ask for. */
  openAsides(isOpen: () => boolean): Promise<void> {
    return this.#index.openAsides(isOpen);
  }

  openNamesNow(): void {
    this.#index.openNamesNow();
  }

  /** The cases with a line in which one name is wanted; `isWanted` must want whatever text holds a wanted one. */
  named(isWanted: (names: string) => boolean): readonly string[] {
    return this.#index.named(isWanted);
  }

  /** What a line says of the entries of a case: null while an author in it is not verified, and where something was erased. */
  entriesAtRest(caseId: string): { readonly digest: string; readonly linking: KeptLine["linking"] } | null {
    const ids = [...(this.#idsByCase.get(caseId) ?? [])];
    if (!ids.every((id) => this.#held.get(id)?.verified === true) || this.#purged.has(caseId)) return null;
    const linking = ids.flatMap((id): KeptLine["linking"] => {
      const held = this.#held.get(id);
      const other = held === undefined ? null : linkedBy(held.entry);
      return other === null ? [] : [[id, other]];
    });
    return { digest: digestOf(ids), linking };
  }

  /** The changes that keep lines, and what is to be called once they are written. */
  keepingLines(lines: readonly LineToKeep[]): ReturnType<CaseIndex["keeping"]> {
    return this.#index.keeping(lines);
  }

  /** Ids of held entries that say what this case is to another one, and in which case each stands (FD12). */
  linksTo(caseId: string): ReadonlyMap<string, string> {
    return this.#linksTo.get(caseId) ?? noLinks;
  }

  /** The cases in which such entries stand. */
  get linking(): ReadonlySet<string> {
    return new Set([...this.#linksTo.values()].flatMap((links) => [...links.values()]));
  }

  note(entryId: string): { readonly entry: EntryNote; readonly leaf: number | null } | null {
    return this.#held.get(entryId) ?? this.#noteNow(entryId);
  }

  // Of a case that was not read.
  #noteNow(entryId: string): HeldEntry | null {
    const [row] = this.#shelf.store.now?.getAll("entry", [entryId]) ?? [];
    const value = row === undefined ? undefined : this.#shelf.open(entryTable, entryId, row.value);
    const entry =
      value === undefined || "purged" in value ? null : parseKeptEntryNote(value.note, this.#origin, entryId);
    const caseId = entry === null ? null : caseOf(entry);
    if (caseId !== null) this.#mustBeRead(caseId);
    return this.#held.get(entryId) ?? null;
  }

  /** The whole note of an entry, held or carried by a grant in the case; null when it is neither. */
  textOf(entryId: string, directory: Directory): string | null {
    const held = this.#held.get(entryId);
    if (held !== undefined) return held.entry.note;
    for (const { entry } of this.#held.values()) {
      const carried = this.#carried.of(entry, directory)?.find((each) => each.entry.id === entryId);
      if (carried !== undefined) return carried.entry.note;
    }
    return null;
  }

  /** What takes a line from its page that another program put back there after its case was erased (FD7). */
  erasingLine(caseId: string): readonly Change[] {
    return this.#index.mayRest(caseId) ? this.#index.erasing(caseId) : [];
  }

  /** Takes entries of one envelope: the changes for the caller's transaction. A logged copy replaces an unlogged one. */
  add(entries: readonly OpenedEntry[], leaf: number | null): readonly Change[] {
    const changes: Change[] = [];
    for (const { entry, position, verified } of entries) {
      const caseId = caseOf(entry);
      if (caseId !== null) this.#mustBeRead(caseId);
      // Erased at the person's wish: the same bytes may come again, and stay erased.
      if (this.#purged.get(caseId ?? "")?.has(entry.id) === true) continue;
      const known = this.#held.get(entry.id);
      if (known !== undefined && (leaf === null || (known.leaf !== null && known.leaf <= leaf))) continue;
      const held = { entry, leaf, position, verified };
      this.#hold(held);
      changes.push(this.#put(held), this.#index.placing(entry.id, caseId), ...this.#touching(caseId));
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

  /** The line of a case says what its entries said before: it is believed no more from the write on that changes them. */
  #touching(caseId: string | null): readonly Change[] {
    return caseId === null ? [] : this.#index.touching(caseId);
  }

  /**
   * Looks again at entries whose author the directory did not know. Bad signatures are dropped, and so is whoever is still unknown
   * once the trusted directory reaches beyond the leaf: `refused` names their leaves.
   */
  reverify(
    directory: Directory,
    trustedSize: number,
  ): { readonly changes: readonly Change[]; readonly refused: readonly number[] } {
    const changes: Change[] = [];
    const refused: number[] = [];
    for (const held of [...this.#held.values()]) {
      if (held.verified) continue;
      const { entry, leaf } = held;
      const verdict = verifyAuthor(entry, directory) ?? (leaf !== null && leaf < trustedSize ? false : null);
      if (verdict === null) continue;
      if (verdict) {
        this.#hold({ ...held, verified: true });
        changes.push(this.#put({ ...held, verified: true }), ...this.#touching(caseOf(entry)));
      } else {
        this.#drop(entry);
        const caseId = caseOf(entry);
        changes.push({ table: "entry", key: entry.id, value: null }, this.#index.displacing(entry.id, caseId));
        changes.push(...this.#touching(caseId));
        if (leaf !== null) refused.push(leaf);
      }
    }
    return { changes, refused };
  }

  /**
   * The changes that take entries from this leaf on out of the log: a false history held them (LG10). Their authors are verified again, for the
   * directory may have been its too.
   */
  async goingBack(from: number): Promise<readonly Change[]> {
    for (const caseId of this.caseIds) await this.bring(caseId);
    for (const name of [...this.#unread]) await this.bringUnread(name);
    return [...this.#held.values()]
      .filter(({ leaf }) => leaf !== null && leaf >= from)
      .flatMap((held) => [
        this.#put({ ...held, leaf: null, verified: held.isCut === true }),
        ...this.#touching(caseOf(held.entry)),
      ]);
  }

  /** Verified notes of the country's record that were sealed to this organisation. */
  recordNotes(): readonly RecordNote[] {
    return [...this.#held.values()].flatMap(({ entry, leaf, position, verified }) => {
      const { id, content } = entry;
      if (!verified || content.kind !== "record" || "newer" in content) return [];
      const { device, at, to, body: batch } = content;
      return [{ id, leaf, position, device, at, sealed: true, to, batch }];
    });
  }

  /** Verified entries of the log about files with the organisation's key (SL11). */
  exportEntries(): readonly ExportEntry[] {
    return [...this.#held.values()].flatMap(({ entry: { id, content }, leaf, verified }) => {
      if (!verified || leaf === null || content.kind !== "epoch.export" || "newer" in content) return [];
      const { device, at, body } = content;
      return [{ id, leaf, device, at, body }];
    });
  }

  /** Keeps copies of what this device wrote, until the log brings them back. */
  keepOwn(entries: readonly EntryNote[]): readonly Change[] {
    // Of a case that begins here nothing rests.
    for (const { id, content } of entries) if (content.kind === "case.open") this.#read.add(this.#index.nameOf(id));
    return this.add(
      entries.map((entry, position) => ({ entry, position, verified: true })),
      null,
    );
  }

  /**
   * Purges these entries of a folded case: of each only its links in the graph stay (FD7). What a grant among them carried and is not
   * itself among them is kept as an entry of its own, so that the path of the case holds; what a refused grant carried is not. The
   * changes are to be written; `apply` then changes the book.
   */
  purging(
    entries: readonly JudgedEntry[],
    directory: Directory,
  ): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const gone = new Map<string, PurgedRow>();
    const kept = new Map<string, HeldEntry>();
    for (const { id, content } of entries) gone.set(id, { purged: placeOf(id, content), ...linksOf(content) });
    for (const judged of entries) {
      const grant = this.#held.get(judged.id)?.entry;
      if (grant === undefined || !isCounted(judged.verdict)) continue;
      for (const { entry, leaf, position } of this.#carried.of(grant, directory) ?? []) {
        if (gone.has(entry.id) || this.#held.has(entry.id)) continue;
        kept.set(entry.id, { entry, leaf, position, verified: true });
      }
      for (const { entry, ...links } of grantIn(grant.content)?.body.left_out ?? [])
        if (!gone.has(entry) && !this.#held.has(entry))
          gone.set(entry, { purged: placeOf(judged.id, judged.content), ...links });
    }
    const cases = new Set(entries.map(({ id, content }) => placeOf(id, content)));
    const changes = [
      // Whatever is known of its line: nothing of the person is left in a row that nobody reads.
      ...[...cases].flatMap((caseId) => this.#index.erasing(caseId)),
      // Removed first: a store that leaves nothing behind when it removes does not promise it when it overwrites.
      ...[...gone.keys()].map((key): Change => ({ table: "entry", key, value: null })),
      ...[...gone].map(([id, row]) => this.#shelf.put(entryTable, id, row)),
      ...[...kept.values()].map((held) => this.#put(held)),
      ...[...gone].map(([id, { purged }]) => this.#index.placing(id, purged)),
      ...[...kept.values()].map(({ entry }) => this.#index.placing(entry.id, caseOf(entry))),
    ];
    const apply = () => {
      for (const held of kept.values()) this.#hold(held);
      for (const [id, { purged, ...links }] of gone) {
        const held = this.#held.get(id);
        if (held !== undefined) this.#drop(held.entry);
        this.#purge(purged, id, links);
      }
    };
    return { changes, apply };
  }

  /**
   * Erases the saves that were written into the wrong case, each on the word of the organisation whose device signed it (FD13), wherever they lie here: of
   * each only what it builds on stays, and a grant that carries one is kept without it. `sheets` are those to which they belonged.
   */
  erasing(
    caseId: string,
    misplaced: Pick<NamedMisplaced, "has">,
    directory: Directory,
  ): { readonly changes: readonly Change[]; readonly apply: () => void; readonly sheets: readonly ErasedSheet[] } {
    const isGone = ({ id, content }: EntryNote, by: string | undefined) =>
      isOfCase(content) && misplaced.has(id, content, by);
    return this.#erasing(caseId, directory, linksOfMisplaced, isGone);
  }

  /**
   * Erases what others than this organisation wrote in parts that it may not keep (FD7o), wherever it lies here: of each only its links stay, and a grant that
   * carries one is kept without it.
   */
  narrowing(
    caseId: string,
    organisation: string,
    kept: ReadonlySet<Part>,
    directory: Directory,
  ): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const links = (content: EntryNote["content"]) => (isOfCase(content) ? linksOf(content) : { needs: [] });
    return this.#erasing(
      caseId,
      directory,
      links,
      ({ content }, by) =>
        by !== organisation &&
        isOfCase(content) &&
        !("newer" in content) &&
        isPersonal(content) &&
        !kept.has(partOf(content)),
    );
  }

  #erasing(
    caseId: string,
    directory: Directory,
    linksFor: (content: EntryNote["content"]) => Links,
    isGone: (entry: EntryNote, by: string | undefined) => boolean,
  ): { readonly changes: readonly Change[]; readonly apply: () => void; readonly sheets: readonly ErasedSheet[] } {
    const isErased = (entry: EntryNote) => isGone(entry, directory.device(entry.content.device)?.organisation);
    const gone: EntryNote[] = [];
    const cut: HeldEntry[] = [];
    this.#mustBeRead(caseId);
    for (const id of this.#idsByCase.get(caseId) ?? []) {
      const held = this.#held.get(id);
      if (held?.verified !== true) continue;
      const without = this.#carried.without(held.entry, isErased, linksFor);
      if (isErased(held.entry)) gone.push(held.entry);
      else if (without !== null) cut.push({ ...held, entry: without, isCut: true });
    }
    const changes = [
      ...(gone.length + cut.length > 0 ? this.#index.erasing(caseId) : []),
      // Removed first, as a purge does.
      ...[...gone, ...cut.map(({ entry }) => entry)].map(
        ({ id }): Change => ({ table: "entry", key: id, value: null }),
      ),
      ...gone.map(({ id, content }) => this.#shelf.put(entryTable, id, { purged: caseId, ...linksFor(content) })),
      ...cut.map((held) => this.#put(held)),
    ];
    const apply = () => {
      for (const held of cut) this.#hold(held);
      for (const entry of gone) {
        this.#drop(entry);
        this.#purge(caseId, entry.id, linksFor(entry.content));
      }
    };
    const sheets = gone.flatMap(({ content }) =>
      content.kind === "answers" && !("newer" in content)
        ? [
            {
              form: content.body.form,
              sheet: content.body.sheet,
              by: directory.device(content.device)?.organisation ?? "",
            },
          ]
        : [],
    );
    return { changes, apply, sheets };
  }

  /** What a grant carries beside its own entry, for whoever tries it on the fold. */
  carriedBy(entry: EntryNote, directory: Directory): Pick<PlacedEntry, "carried"> {
    return grantIn(entry.content) === null ? {} : { carried: carriedEntries(this.#carried.of(entry, directory)) };
  }

  /**
   * A case: its state, and the entries and links that make it. What a grant carries and leaves out counts only if the grant does, or did
   * until the consent was withdrawn: so grants are looked at one after another, in the order of the log, each on what those before it gave.
   */
  fold(caseId: string, directory: Directory, now: number): FoldedCase {
    this.#mustBeRead(caseId);
    const own = this.#verified(caseId, directory);
    const forms = formsInForce(directory, now);
    const foldWith = (grants: readonly PlacedEntry[]): FoldedCase => {
      const held = this.#withGrants(caseId, own, grants, directory);
      return { state: foldCase(caseId, held.entries, directory, now, held.absent, forms), held };
    };
    let grants: readonly PlacedEntry[] = [];
    let folded = foldWith(grants);
    for (const candidate of candidatesAmong(own, directory)) {
      if (grants.length === mostCounting) break;
      const tried = foldWith([...grants, candidate]);
      const verdict = tried.state.entries.find(({ id }) => id === candidate.id)?.verdict;
      if (verdict === undefined || !isCounted(verdict) || tried.held.absent.size > maxAbsent) continue;
      grants = [...grants, candidate];
      folded = tried;
    }
    return folded;
  }

  /** The verified entries of a case that were sealed to us. */
  #verified(caseId: string, directory: Directory): readonly PlacedEntry[] {
    return [...(this.#idsByCase.get(caseId) ?? [])].flatMap((id): readonly PlacedEntry[] => {
      const held = this.#held.get(id);
      if (held === undefined || !held.verified || !isOfCase(held.entry.content)) return [];
      const { entry, leaf, position } = held;
      return [{ id, content: held.entry.content, leaf, position, ...this.carriedBy(entry, directory) }];
    });
  }

  #withGrants(
    caseId: string,
    own: readonly PlacedEntry[],
    grants: readonly PlacedEntry[],
    directory: Directory,
  ): HeldCase {
    const purged = this.#purged.get(caseId) ?? new Map<string, Links>();
    const entries = [...own];
    const links = new Map(purged);
    for (const { id } of grants) {
      const grant = this.#held.get(id)?.entry;
      if (grant === undefined) continue;
      const carried = this.#carried.of(grant, directory) ?? [];
      // Also what was purged: a grant that came before the purge was purged itself, so the person consented to this one anew.
      entries.push(...placedByGrant(carried, id));
      // The first word on a left-out entry holds: a later grant cannot move it.
      for (const { entry, ...left } of grantIn(grant.content)?.body.left_out ?? [])
        if (!links.has(entry) && !this.#held.has(entry)) links.set(entry, left);
    }
    const here = new Set(entries.map(({ id }) => id));
    const gone = [...links].filter(([id]) => !here.has(id)).map(([, { over }]) => over ?? []);
    return {
      entries,
      links,
      absent: new Map([...links].map(([id, { needs }]) => [id, needs])),
      replaced: new Set(gone.flat()),
    };
  }

  #purge(caseId: string, id: string, { needs, over, misplaced }: Links): void {
    const links = {
      needs,
      ...(over === undefined ? {} : { over }),
      ...(misplaced === undefined ? {} : { misplaced }),
    };
    this.#purged.set(caseId, new Map(this.#purged.get(caseId)).set(id, links));
  }

  #put({ entry, leaf, position, verified, isCut }: HeldEntry): Change {
    const id = isCut === true ? { id: entry.id } : {};
    return this.#shelf.put(entryTable, entry.id, { note: entry.note, leaf, position, verified, ...id });
  }

  #drop(entry: EntryNote): void {
    this.#held.delete(entry.id);
    this.#forget(entry.id, caseOf(entry) ?? "");
    const other = linkedBy(entry);
    if (other !== null) this.#linksTo.set(other, new Map([...this.linksTo(other)].filter(([id]) => id !== entry.id)));
  }

  #hold(held: HeldEntry): void {
    this.#held.set(held.entry.id, held);
    const caseId = caseOf(held.entry);
    if (caseId === null) return;
    const ids = this.#idsByCase.get(caseId) ?? new Set();
    ids.add(held.entry.id);
    this.#idsByCase.set(caseId, ids);
    const other = linkedBy(held.entry);
    if (other !== null) this.#link(held.entry.id, other, caseId);
  }

  #link(entry: string, other: string, home: string): void {
    this.#linksTo.set(other, new Map(this.linksTo(other)).set(entry, home));
  }
}

/** Grants that may count, in the order of the log: some of each provider, so that nobody keeps the grants of another one out. */
function candidatesAmong(entries: readonly PlacedEntry[], directory: Directory): readonly PlacedEntry[] {
  const granterOf = ({ content }: PlacedEntry) => directory.device(content.device)?.organisation ?? "";
  const tried = new Map<string, number>();
  return entries
    .filter((entry) => entry.carried !== undefined && entry.carried !== null)
    .filter((entry) => directory.organisation(granterOf(entry))?.party === "provider")
    .sort((a, b) => (a.leaf ?? Infinity) - (b.leaf ?? Infinity) || a.position - b.position || (a.id < b.id ? -1 : 1))
    .filter((entry) => {
      const count = (tried.get(granterOf(entry)) ?? 0) + 1;
      tried.set(granterOf(entry), count);
      return count <= mostGrants;
    });
}

const noIds: ReadonlySet<string> = new Set();
const noLinks: ReadonlyMap<string, string> = new Map();

/** The other case of which an entry says something. */
function linkedBy({ content }: EntryNote): string | null {
  return content.kind === "case.link" && !("newer" in content) ? content.body.other : null;
}

/** What is about the person, and not the path of the case alone (FD7l). */
function isPersonal(content: CaseContent): boolean {
  return content.kind === "answers" || (content.kind === "status" && content.body.grounds !== undefined);
}

function placeOf(id: string, content: CaseContent | NewerContent): string {
  return content.case ?? id;
}
