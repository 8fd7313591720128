// The index of a reader's cases in the store (EN12). `place` names the entries of each case, under a name made with the vault's key. `roster` has a tag of each case,
// made by chance: whatever changes a case gives it another one in the same write. `line` has the line of each case at rest, under the vault's key, with the tag over
// which it was made: it counts while that is the only tag of its case. So two programs over one store can lose a line to each other, and never a case. `counted` has
// beside it what is counted of the case (CN2), with the same tag: the list never reads it.
import type { CountedCase } from "../../core/counted-case.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { sha256 } from "../../crypto/sha256.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { Shelf } from "../store/shelf.ts";
import { type Change, pieces, type StoreRow, smallPieces } from "../store/store.ts";
import type { KeptLine } from "./kept-line.ts";

/** Raised when rows are laid out in another way: those of before are made anew. */
const layout = 4;
const tagBytes = 8;
const markBytes = 8;
/** Rows of lines and of what is counted have lengths in such steps, so that a length says little of how much is due in a case. */
const step = 512;

/** A line to be kept, and what is counted of its case. */
export interface LineToKeep {
  readonly line: KeptLine;
  readonly counted: CountedCase;
}

/** The keys of more cases are looked at in smaller pieces. */
const manyCases = 200;
const progressKey = "progress";
const nothing = new Uint8Array(0);

/** The tables with a row of each case at rest. */
const rowTables = ["line", "counted"] as const;
type RowTable = (typeof rowTables)[number];

/** A row of one of them, with the tag over which it was made. */
interface Tagged<Kept> {
  readonly tag: string;
  readonly kept: Kept;
}

export class CaseIndex {
  readonly #shelf: Shelf;
  readonly #tags = new Map<string, readonly string[]>();
  readonly #lines = new Map<string, KeptLine>();
  /** The counted cases beside these lines, once they were read: each goes with its line. */
  readonly #counted = new WeakMap<KeptLine, CountedCase>();
  /** The names of the cases without a line. */
  readonly #namesWithoutLine = new Set<string>();
  /** Names of the cases of which a row of `line` rests, as far as this program knows, whether it counts or not. */
  readonly #resting = new Set<string>();
  #version = 0;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  /** Opens the lines; those that were read some time ago do as well, since no tag of before counts. False where these rows are none, damaged, or were left behind by a program that knows none: then they are to be made anew. */
  async load(lines?: readonly StoreRow[]): Promise<boolean> {
    const { store } = this.#shelf;
    const mark = await store.get("place", progressKey);
    if (mark === null || encodeHex(mark) !== encodeHex(progressMark(await store.get("meta", progressKey))))
      return false;
    // The lines first: what comes into a case meanwhile has its tag in the roster by then.
    const rows = lines ?? (await store.list("line"));
    for (const key of await store.keys("roster"))
      this.#tags.set(nameIn(key), [...this.#tagsOf(nameIn(key)), restOf(key)]);
    for (const name of this.#tags.keys()) this.#namesWithoutLine.add(name);
    let isWhole = true;
    for (const { key: name, value } of rows) {
      this.#resting.add(name);
      const row = this.#open<KeptLine>("line", name, value);
      if (row === null) continue;
      const tags = this.#tagsOf(name);
      if (tags.length === 1 && tags[0] === row.tag) this.#list(name, row.kept);
      else if (tags.length === 0) {
        this.#shelf.damage.found("roster", name);
        isWhole = false;
      }
    }
    return isWhole;
  }

  /** The lines that count, by case. */
  get lines(): ReadonlyMap<string, KeptLine> {
    return this.#lines;
  }

  /** Another one whenever other lines count. */
  get version(): number {
    return this.#version;
  }

  /** The names of the cases without a line. */
  get namesWithoutLine(): readonly string[] {
    return [...this.#namesWithoutLine];
  }

  /** The words under which rows of a case are kept: keys are in clear, and which entry opens a case is nobody's business. Entries of no case have one name together. */
  nameOf(caseId: string | null): string {
    return this.#shelf.nameOf(wordsOf(caseId));
  }

  /** The change that says that an entry is of a case, or of none; `isGone` takes it back. */
  placing(entry: string, caseId: string | null, isGone = false): Change {
    return { table: "place", key: `${this.nameOf(caseId)}-${entry}`, value: isGone ? null : nothing };
  }

  /**
   * The changes that go with whatever changes the entries of a case: its line counts no more, and what is counted of it goes. Tags that another program put there
   * meanwhile stay. Entries of no case change none.
   */
  touching(caseId: string | null): readonly Change[] {
    if (caseId === null) return [];
    const name = this.nameOf(caseId);
    const hadLine = this.#lines.delete(caseId);
    if (hadLine) this.#version += 1;
    const before = this.#tagsOf(name);
    const tag = encodeHex(this.#shelf.chance(tagBytes));
    this.#tags.set(name, [tag]);
    this.#namesWithoutLine.add(name);
    return [
      ...before.map((each): Change => ({ table: "roster", key: `${name}-${each}`, value: null })),
      { table: "roster", key: `${name}-${tag}`, value: nothing },
      ...(hadLine ? [{ table: "counted", key: name, value: null } as const] : []),
    ];
  }

  /** The same where nothing of the line may rest any longer (FD7, FD13). */
  erasing(caseId: string): readonly Change[] {
    const name = this.nameOf(caseId);
    this.#resting.delete(name);
    const removals = rowTables.map((table): Change => ({ table, key: name, value: null }));
    return [...removals, ...this.touching(caseId)];
  }

  /** The changes that take away a line that another program put back after its case was erased (FD7). */
  erasingLeft(caseId: string): readonly Change[] {
    return this.#resting.has(this.nameOf(caseId)) ? this.erasing(caseId) : [];
  }

  /** The changes that forget a name of which nothing is there. */
  async forgetting(name: string): Promise<readonly Change[]> {
    const tags = this.#tagsOf(name);
    this.#tags.delete(name);
    this.#namesWithoutLine.delete(name);
    return [
      ...tags.map((tag): Change => ({ table: "roster", key: `${name}-${tag}`, value: null })),
      ...(await this.entriesOf(name)).map((id): Change => ({ table: "place", key: `${name}-${id}`, value: null })),
    ];
  }

  /** The ids of the entries under a name. */
  async entriesOf(name: string): Promise<readonly string[]> {
    return (await this.#shelf.store.keys("place", `${name}-`, `${name}.`)).map(restOf);
  }

  /** The same at once; none where the store cannot. */
  entriesNow(name: string): readonly string[] {
    return (this.#shelf.store.now?.list("place", `${name}-`, `${name}.`) ?? []).map(({ key }) => restOf(key));
  }

  /**
   * The changes that keep lines, and what is to be called once they are written. A case into which something was put meanwhile keeps none: it has another tag
   * then, here or in the store.
   */
  keeping(lines: readonly LineToKeep[]): { readonly changes: readonly Change[]; readonly apply: () => Promise<void> } {
    const { store } = this.#shelf;
    const changes: Change[] = [];
    const rows = lines.map(({ line, counted }) => {
      const { caseId } = line.item;
      const name = this.nameOf(caseId);
      if (this.#tagsOf(name).length !== 1) changes.push(...this.touching(caseId));
      const tags = this.#tagsOf(name);
      const [tag = ""] = tags;
      changes.push(this.#put("line", name, { tag, kept: line }), this.#put("counted", name, { tag, kept: counted }));
      return { name, tags, line };
    });
    const apply = async () => {
      for (const { name, tags, line } of rows) {
        this.#resting.add(name);
        const there = await store.keys("roster", `${name}-`, `${name}.`);
        if (this.#tagsOf(name) === tags && there.map(restOf).join() === tags.join()) this.#list(name, line);
      }
    };
    return { changes, apply };
  }

  /** Opens what is counted of the cases with a line, as far as nobody did: so many rows at a time, so that what others ask of the store comes between, while this holds. */
  async readCounted(together: number, goesOn: () => boolean): Promise<void> {
    const isUnread = (line: KeptLine) => !this.#counted.has(line);
    const lines = [...this.#lines.values()].filter(isUnread);
    const places = lines.map((line) => ({ name: this.nameOf(line.item.caseId), line }));
    places.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (let at = 0; at < places.length && goesOn(); at += together) {
      // Somebody who waits for them may have read them meanwhile.
      const part = places.slice(at, at + together).filter(({ line }) => isUnread(line));
      const [first, last] = [part[0], part.at(-1)];
      if (first === undefined || last === undefined) continue;
      const rows = await this.#shelf.store.list("counted", first.name, `${last.name}\0`);
      const boxes = new Map(rows.map(({ key, value }) => [key, value]));
      for (const { name, line } of part) {
        const box = boxes.get(name);
        const row = box === undefined ? null : this.#open<CountedCase>("counted", name, box);
        if (row !== null && row.tag === this.#tagsOf(name)[0]) this.#counted.set(line, row.kept);
      }
    }
  }

  /** The counted case beside a line; null where none rests there, and where it was not read. */
  countedBeside(line: KeptLine): CountedCase | null {
    return this.#counted.get(line) ?? null;
  }

  /** True where each entry has its place and each case its tag (EN12e). Looks at keys alone, piece by piece, so that what others ask of the store comes between. */
  async isWhole(): Promise<boolean> {
    const { store } = this.#shelf;
    const through = this.#tags.size > manyCases ? smallPieces() : pieces;
    // Entries first: what comes meanwhile has its place in the same write.
    const idsLeft = new Set<string>();
    for (const [from, to] of through) for (const id of await store.keys("entry", from, to)) idsLeft.add(id);
    const namesLeft = new Set<string>();
    for (const [from, to] of through)
      for (const key of await store.keys("place", from, to)) {
        if (key === progressKey) continue;
        idsLeft.delete(restOf(key));
        namesLeft.add(nameIn(key));
      }
    for (const name of [this.nameOf(null), ...(await store.keys("roster")).map(nameIn)]) namesLeft.delete(name);
    // An entry that somebody removed meanwhile is missed by nobody.
    return namesLeft.size === 0 && (await store.getAll("entry", [...idsLeft])).length === 0;
  }

  /** The changes that write the index anew: the entries of each case, and nothing of what was written before. */
  async rebuilding(cases: ReadonlyMap<string | null, Iterable<string>>): Promise<readonly Change[]> {
    const { store } = this.#shelf;
    const removals: Change[] = [];
    for (const table of ["roster", "place", ...rowTables] as const)
      for (const key of await store.keys(table)) removals.push({ table, key, value: null });
    this.#tags.clear();
    this.#namesWithoutLine.clear();
    this.#lines.clear();
    this.#resting.clear();
    this.#version += 1;
    const changes = [...cases].flatMap(([caseId, entries]) => [
      ...(caseId === null ? [] : this.touching(caseId)),
      ...[...entries].map((entry) => this.placing(entry, caseId)),
    ]);
    // The mark goes before everything else, and comes back after it.
    return [unmarkingProgress, ...removals, ...changes, markingProgress(await store.get("meta", progressKey))];
  }

  /** With spaces at the end, which JSON passes over. */
  #put<Kept>(table: RowTable, name: string, row: Tagged<Kept>): Change {
    const bytes = encodeUtf8(JSON.stringify(row));
    const box = new Uint8Array(Math.ceil(bytes.length / step) * step).fill(0x20);
    box.set(bytes);
    return this.#shelf.putBytes(table, name, box);
  }

  #open<Kept>(table: RowTable, name: string, box: Uint8Array): Tagged<Kept> | null {
    const text = this.#shelf.openText(table, name, box);
    return text === null ? null : (JSON.parse(text) as Tagged<Kept>);
  }

  #list(name: string, line: KeptLine): void {
    this.#shelf.rememberName(wordsOf(line.item.caseId), name);
    this.#lines.set(line.item.caseId, line);
    this.#namesWithoutLine.delete(name);
    this.#version += 1;
  }

  #tagsOf(name: string): readonly string[] {
    return this.#tags.get(name) ?? [];
  }
}

/** The row that says with which progress of reading these rows go: a program that knows none moves the one without the other. */
export function markingProgress(progress: Uint8Array | null): Change {
  return { table: "place", key: progressKey, value: progressMark(progress) };
}

/** The same where nobody can vouch for them: the next start makes them anew. */
export const unmarkingProgress: Change = { table: "place", key: progressKey, value: null };

function progressMark(progress: Uint8Array | null): Uint8Array {
  const preface = encodeUtf8(`panoh.org/case-rows/${layout}\n`);
  return sha256(new Uint8Array([...preface, ...(progress ?? nothing)])).slice(0, markBytes);
}

function wordsOf(caseId: string | null): string {
  return `case ${caseId ?? ""}`;
}

/** Of a key of `place` or `roster`. */
function nameIn(key: string): string {
  return key.slice(0, key.indexOf("-"));
}

/** The rest of a key after the name: an entry's id, or a tag. */
function restOf(key: string): string {
  return key.slice(key.indexOf("-") + 1);
}
