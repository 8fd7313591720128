// What a reader's device knows of its cases without opening an entry: which there are, which entries each has, and the lines that are kept of those at rest. Three
// tables. `place` names the entries of each case. `roster` names each case with a tag made by chance: whatever changes a case gives it another one in the same
// write. `line` has the lines, many in one row, under the vault's key; each names the tag over which it was made, and none is believed but the one whose tag is
// the only one of its case. So two programs over one store can lose a line to each other, and never a case.
import { encodeHex } from "../../crypto/hex.ts";
import type { Shelf } from "../store/shelf.ts";
import type { Change, StoreTable } from "../store/store.ts";
import { pieces, smallPieces, unlessStore } from "../store/store.ts";
import type { CaseNames, CaseTraits, KeptLine } from "./case-line.ts";
import { type PageLine, packLines, unpackLines } from "./line-page.ts";
import { pack, unpack } from "./packed.ts";
import type { Aside, RestingIndex } from "./resting-index.ts";
import {
  asideKey,
  asides,
  isIndexed,
  markingProgress,
  progressKey,
  readRestingIndex,
  unmarkingProgress,
} from "./resting-index.ts";
import { pageNameIn, Roster, rosterKey } from "./roster.ts";

/** Lines lie on so many pages: few rows to open, and little to write when one changes. */
const pageCount = 64;

const manyCases = 1_000;

/** Lines to keep, with what else is known of each case. */
export interface LineToKeep {
  readonly kept: KeptLine;
  readonly names: CaseNames;
  readonly traits: CaseTraits;
}

const tagBytes = 8;

/** Where programs of before kept a row for each line. */
const linesOfBefore = "case" as StoreTable;

export class CaseIndex {
  readonly #shelf: Shelf;
  readonly #names = new Map<string, string>();
  readonly #roster = new Roster();
  /** The lines that are believed, by case. */
  readonly #lines = new Map<string, PageLine>();
  readonly #byPage = new Map<string, Set<string>>();
  /** What lies apart, as it rests: opened when somebody asks. */
  readonly #resting = new Map<string, Uint8Array>();
  readonly #aside = { names: new Map<string, CaseNames>(), traits: new Map<string, CaseTraits>() };
  /** All names of a page in one text: most searches find nothing on it. */
  readonly #namesOnPage = new Map<string, string>();
  #version = 0;
  readonly #onLost: (caseId: string) => void;

  /** `onLost` is called for a case whose line turned out to be no good, because what belongs to it is gone. */
  constructor(shelf: Shelf, onLost: (caseId: string) => void) {
    this.#shelf = shelf;
    this.#onLost = onLost;
  }

  /** Opens what is kept. False where the index is none, or was left behind by a program that knows none. */
  async load(resting: Promise<RestingIndex> = readRestingIndex(this.#shelf.store)): Promise<boolean> {
    const { store } = this.#shelf;
    const index = await resting;
    if (!(await isIndexed(store))) return false;
    // The roster after the pages: what was put into both since they were read is in it. The store gets it while the pages are opened.
    const roster = store.keys("roster");
    const read = index.pages.map(({ key, value }) => ({ key, lines: this.#readPage(key, value) }));
    this.#roster.read(await roster);
    for (const { key, value } of index.asides) this.#resting.set(key, value);
    const lost = this.#believe(read.flatMap(({ lines }) => lines ?? []));
    const old = read.filter(({ lines }) => lines === null).flatMap(({ key }) => rowsOf(key));
    await store.write(old.map((key): Change => ({ table: "line", key, value: null }))).catch(unlessStore);
    for (const name of lost) this.#shelf.damage.found("roster", name);
    return lost.length === 0;
  }

  /** Null for a page of another version. */
  #readPage(key: string, box: Uint8Array): readonly PageLine[] | null {
    const page = this.#shelf.openBytes("line", key, box);
    const lines = page === null ? [] : unpackLines(page);
    if (lines !== null) this.#byPage.set(key, new Set(lines.map(({ kept }) => kept.case)));
    return lines;
  }

  /** Gives the names of which there is a line and nothing in the roster. */
  #believe(lines: readonly PageLine[]): readonly string[] {
    const isOnly = this.#roster.looking;
    const lost: string[] = [];
    for (const line of lines)
      if (isOnly(line.name, line.tag)) this.#lines.set(line.kept.case, line);
      else if (this.#roster.of(line.name).length === 0) lost.push(line.name);
    this.#version += 1;
    return lost;
  }

  /** True where it leads to every entry and names every case. Looks at keys alone: what is in the rows is not read. */
  async isWhole(): Promise<boolean> {
    const { store } = this.#shelf;
    // Entries first: what comes meanwhile has its place in the same write. Piece by piece, so that what somebody else asks of the store comes between; and of a
    // million keys none is held: that they are the same is seen by what they add up to.
    const entries = new Sum();
    for (const [from, to] of this.#pieces) entries.add(await store.keys("entry", from, to));
    const placed = new Sum();
    const names = new Set<string>();
    for (const [from, to] of this.#pieces) {
      const keys = (await store.keys("place", from, to)).filter((key) => key !== progressKey);
      placed.add(keys.map(entryIn));
      for (const key of keys) names.add(pageNameIn(key));
    }
    for (const name of [this.nameOf(null), ...(await store.keys("roster")).map(pageNameIn)]) names.delete(name);
    if (names.size > 0) return false;
    return entries.isSame(placed) || (await this.#leadsToAll());
  }

  /** Of a large desk so small that nobody waits for one of them. */
  get #pieces(): typeof pieces {
    return this.#roster.size > manyCases ? smallPieces() : pieces;
  }

  /** The same with each key in hand: places may lead to what somebody removed. */
  async #leadsToAll(): Promise<boolean> {
    const { store } = this.#shelf;
    const entries: string[] = [];
    for (const [from, to] of this.#pieces) entries.push(...(await store.keys("entry", from, to)));
    const placed = new Set<string>();
    for (const [from, to] of this.#pieces)
      for (const key of await store.keys("place", from, to)) placed.add(entryIn(key));
    const missed = entries.filter((id) => !placed.has(id));
    // What somebody removed meanwhile is missed by nobody.
    return missed.length === 0 || (await store.getAll("entry", missed)).length === 0;
  }

  #list(line: PageLine): void {
    this.#version += 1;
    this.#lines.set(line.kept.case, line);
    this.#onPage(line.kept.case, pageOf(line.name));
  }

  #onPage(caseId: string, page: string): void {
    const onPage = this.#byPage.get(page) ?? new Set();
    this.#byPage.set(page, onPage.add(caseId));
  }

  /** True while a line of this case may rest on its page, believed or not. */
  mayRest(caseId: string): boolean {
    return this.#byPage.get(pageOf(this.nameOf(caseId)))?.has(caseId) === true;
  }

  /** The cases whose line is believed. */
  get lines(): ReadonlyMap<string, { readonly kept: KeptLine }> {
    return this.#lines;
  }

  /** Another one whenever other lines are believed. */
  get version(): number {
    return this.#version;
  }

  /** The names of the cases without one. */
  get withoutLine(): readonly string[] {
    // Each line has one tag.
    if (this.#lines.size === this.#roster.size) return [];
    const known = new Set([...this.#lines.values()].map(({ name }) => name));
    return [...this.#roster.names].filter((name) => !known.has(name));
  }

  /** The words of which a row has its name: keys of rows are in clear, and which entry opens a case is nobody's business. Entries of no case have one name together. */
  nameOf(caseId: string | null): string {
    const known = this.#lines.get(caseId ?? "")?.name ?? this.#names.get(caseId ?? "");
    if (known !== undefined) return known;
    const name = this.#shelf.nameOf(`case ${caseId ?? ""}`);
    this.#names.set(caseId ?? "", name);
    return name;
  }

  /** What else is kept of a case with a line. */
  namesOf(caseId: string): CaseNames | undefined {
    return this.#asideOf("names", caseId);
  }

  traitsOf(caseId: string): CaseTraits | undefined {
    return this.#asideOf("traits", caseId);
  }

  #asideOf<A extends Aside>(aside: A, caseId: string): (A extends "names" ? CaseNames : CaseTraits) | undefined;
  #asideOf(aside: Aside, caseId: string): CaseNames | CaseTraits | undefined {
    const held = this.#aside[aside].get(caseId);
    const line = this.#lines.get(caseId);
    if (held !== undefined || line === undefined) return held;
    this.#open(aside, pageOf(line.name));
    return this.#aside[aside].get(caseId);
  }

  /** Opens what lies apart, names first, so that the first search and the first look at all tasks do not have to. Each time the store is asked others get their turn. */
  async openAsides(isOpen: () => boolean): Promise<void> {
    for (const aside of asides)
      for (const page of [...this.#byPage.keys()]) {
        if (!isOpen()) return;
        if (!this.#open(aside, page)) continue;
        if (aside === "names") this.#textOf(page);
        await this.#shelf.store.get("place", progressKey);
      }
  }

  /** The names at once. */
  openNamesNow(): void {
    for (const page of [...this.#byPage.keys()]) this.#open("names", page);
  }

  /** The cases with a line in which one name is wanted; `isWanted` must want whatever text holds a wanted one. */
  named(isWanted: (names: string) => boolean): readonly string[] {
    const { names } = this.#aside;
    return [...this.#byPage].flatMap(([page, cases]) => {
      this.#open("names", page);
      if (!isWanted(this.#textOf(page))) return [];
      return [...cases].filter((caseId) => names.get(caseId)?.names.some(isWanted) === true);
    });
  }

  /** All names on a page in one text, made once. */
  #textOf(page: string): string {
    const { names } = this.#aside;
    const known = this.#namesOnPage.get(page);
    const text = known ?? [...(this.#byPage.get(page) ?? [])].flatMap((id) => names.get(id)?.names ?? []).join("");
    this.#namesOnPage.set(page, text);
    return text;
  }

  /** False where it was open. */
  #open(aside: Aside, page: string): boolean {
    const key = asideKey(page, aside);
    const box = this.#resting.get(key);
    if (box === undefined) return false;
    this.#resting.delete(key);
    const text = this.#shelf.openText("line", key, box);
    const read = text === null ? [] : (unpack(text) as readonly (readonly [string, string, CaseNames & CaseTraits])[]);
    const held = this.#aside[aside] as Map<string, CaseNames | CaseTraits>;
    for (const [caseId, tag, what] of read) if (this.#lines.get(caseId)?.tag === tag) held.set(caseId, what);
    if (aside === "names") this.#namesOnPage.delete(page);
    for (const caseId of this.#byPage.get(page) ?? []) {
      if (!this.#lines.has(caseId) || held.has(caseId)) continue;
      this.disbelieve(caseId);
      this.#onLost(caseId);
    }
    return true;
  }

  /** Forgets a line that says something else than the entries that are here. */
  disbelieve(caseId: string): void {
    this.#version += 1;
    const name = this.nameOf(caseId);
    this.#names.set(caseId, name);
    this.#lines.delete(caseId);
    // No name of it stays.
    this.#namesOnPage.delete(pageOf(name));
    for (const aside of asides) this.#aside[aside].delete(caseId);
  }

  /** The changes that go with whatever changes the entries of a case: its line is believed no more. What another program put there meanwhile stays. */
  touching(caseId: string): readonly Change[] {
    this.disbelieve(caseId);
    const name = this.nameOf(caseId);
    const before = this.#roster.of(name);
    const tag = encodeHex(this.#shelf.chance(tagBytes));
    this.#roster.set(name, [tag]);
    return [
      ...before.map((each) => unlisting(name, each)),
      { table: "roster", key: rosterKey(name, tag), value: nothing },
    ];
  }

  /** The same where nothing of it may rest any longer: the pages on which the line is are written without it (FD7, FD13). */
  erasing(caseId: string): readonly Change[] {
    const touched = this.touching(caseId);
    const page = pageOf(this.nameOf(caseId));
    const written = this.#writing(page, []);
    this.#byPage.get(page)?.delete(caseId);
    // Removed first: a store that leaves nothing behind when it removes does not promise it when it overwrites.
    const removed = rowsOf(page).map((key): Change => ({ table: "line", key, value: null }));
    return [...removed, ...written, ...touched];
  }

  /** The change that says that an entry is of a case, or of none. */
  placing(entry: string, caseId: string | null): Change {
    return { table: "place", key: placeKey(this.nameOf(caseId), entry), value: nothing };
  }

  /** The change that takes that back. */
  displacing(entry: string, caseId: string | null): Change {
    return { table: "place", key: placeKey(this.nameOf(caseId), entry), value: null };
  }

  /** The changes that forget a name of which nothing is there. */
  async forgetting(name: string): Promise<readonly Change[]> {
    const entries = await this.entriesOf(name);
    const tags = this.#roster.of(name);
    this.#roster.delete(name);
    return [
      ...tags.map((tag) => unlisting(name, tag)),
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
   * The changes that keep lines, and what is to be called once they are written. A case into which something was put meanwhile keeps none: it has another tag
   * then, here, or in the store, where another program or an entry that is still to be written gave it one.
   */
  keeping(lines: readonly LineToKeep[]): { readonly changes: readonly Change[]; readonly apply: () => Promise<void> } {
    const roster: Change[] = [];
    const made = lines.map((each) => {
      const name = this.nameOf(each.kept.case);
      // More than one tag is none that a line could name.
      const { length, 0: only } = this.#roster.of(name);
      if (length !== 1 || only === "") roster.push(...this.touching(each.kept.case));
      return { ...each, name, tags: this.#roster.of(name), tag: this.#roster.of(name)[0] ?? "" };
    });
    const byPage = Map.groupBy(made, ({ name }) => pageOf(name));
    const written = [...byPage].flatMap(([page, some]) => this.#writing(page, some));
    const apply = async () => {
      for (const { name, tag, tags, kept, names, traits } of made) {
        const there = await this.#shelf.store.keys("roster", rosterKey(name, ""), `${name}.`);
        if (this.#roster.of(name) !== tags || there.join() !== rosterKey(name, tag)) continue;
        this.#list({ name, tag, kept });
        this.#namesOnPage.delete(pageOf(name));
        this.#aside.names.set(kept.case, names);
        this.#aside.traits.set(kept.case, traits);
      }
    };
    return { changes: [...written, ...roster], apply };
  }

  /** A page with the lines that are believed and these, in the order of their names, in which an unlock reads the roster. */
  #writing(page: string, added: readonly (LineToKeep & Pick<PageLine, "name" | "tag">)[]): readonly Change[] {
    for (const aside of asides) this.#open(aside, page);
    const isAdded = new Set(added.map(({ kept }) => kept.case));
    const listed = [...(this.#byPage.get(page) ?? [])].flatMap((caseId) => {
      const line = this.#lines.get(caseId);
      const [names, traits] = [this.#aside.names.get(caseId), this.#aside.traits.get(caseId)];
      if (line === undefined || names === undefined || traits === undefined || isAdded.has(caseId)) return [];
      return [{ ...line, names, traits }];
    });
    const all = [...listed, ...added];
    all.sort((a, b) => (a.name < b.name ? -1 : 1));
    if (all.length === 0) return rowsOf(page).map((key) => ({ table: "line", key, value: null }));
    const beside = (aside: Aside) =>
      this.#shelf.putText(
        "line",
        asideKey(page, aside),
        pack(all.map((each) => [each.kept.case, each.tag, each[aside]])),
      );
    return [this.#shelf.putBytes("line", page, packLines(all)), ...asides.map(beside)];
  }

  /** What there is, written anew: of each case its entries; and what was written before of none of them. */
  async rebuilding(cases: ReadonlyMap<string | null, Iterable<string>>): Promise<readonly Change[]> {
    const { store } = this.#shelf;
    const removed: Change[] = [];
    for (const table of ["roster", "place", "line", linesOfBefore] as const)
      for (const key of await store.keys(table)) removed.push({ table, key, value: null });
    this.#roster.read([]);
    this.#lines.clear();
    for (const aside of asides) this.#aside[aside].clear();
    this.#namesOnPage.clear();
    this.#version += 1;
    this.#resting.clear();
    const changes = [...cases].flatMap(([caseId, entries]) => [
      ...(caseId === null ? [] : this.touching(caseId)),
      ...[...entries].map((entry) => this.placing(entry, caseId)),
    ]);
    // The mark goes before everything else, and comes back after it.
    return [unmarkingProgress, ...removed, ...changes, markingProgress(await store.get("meta", progressKey))];
  }
}

/** What many keys add up to, in whatever order: that of others is another one, but for a chance of one in four thousand millions. */
class Sum {
  #count = 0;
  #sum = 0;

  add(keys: readonly string[]): void {
    this.#count += keys.length;
    for (const key of keys) {
      let sum = 0;
      for (let at = 0; at < key.length; at++) sum = Math.imul(sum ^ key.charCodeAt(at), 0x01000193);
      this.#sum = (this.#sum + sum) | 0;
    }
  }

  isSame(other: Sum): boolean {
    return this.#count === other.#count && this.#sum === other.#sum;
  }
}

function pageOf(name: string): string {
  return String(Math.floor((Number.parseInt(name.slice(0, 2), 16) * pageCount) / 256)).padStart(2, "0");
}

/** All rows of a page. */
function rowsOf(page: string): readonly string[] {
  return [page, ...asides.map((aside) => asideKey(page, aside))];
}

const nothing = new Uint8Array(0);

// A program of before gave a case a row without a tag.
function unlisting(name: string, tag: string): Change {
  return { table: "roster", key: tag === "" ? name : rosterKey(name, tag), value: null };
}

function placeKey(name: string, entry: string): string {
  return `${name}-${entry}`;
}

function entryIn(key: string): string {
  return key.slice(key.indexOf("-") + 1);
}
