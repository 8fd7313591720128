// The entries that this reader holds, by case, and what the fold makes of them. Rests encrypted in the store; while locked
// there is no case book at all.

import type { CaseState } from "../core/case-fold.ts";
import { foldCase } from "../core/case-fold.ts";
import type { AbsentEntries, CarriedEntry, PlacedEntry } from "../core/case-graph.ts";
import { dependenciesOf } from "../core/case-graph.ts";
import type { Directory } from "../core/directory.ts";
import type { CaseContent, ContentOf, EntryContent, NewerContent } from "../core/entry.ts";
import type { Json } from "../core/json.ts";
import type { RecordNote } from "../core/record/statement.ts";
import type { EntryNote } from "../note/entry-note.ts";
import { parseEntryNote } from "../note/entry-note.ts";
import type { OpenedEntry } from "./opening.ts";
import { verifyAuthor } from "./opening.ts";
import type { Shelf } from "./shelf.ts";
import type { Change } from "./store.ts";

/** An entry as it is kept: where it came from, and whether its signature is verified. */
interface HeldEntry {
  readonly entry: EntryNote;
  readonly leaf: number | null;
  readonly position: number;
  readonly verified: boolean;
}

interface Row {
  readonly note: string;
  readonly leaf: number | null;
  readonly position: number;
  readonly verified: boolean;
}

/** What stays of an entry that was erased (FD7): its place in the graph of its case. */
interface PurgedRow {
  readonly purged: string;
  readonly needs: readonly string[];
}

/** The entries of a case, and those of which only the place is known. */
export interface HeldCase {
  readonly entries: readonly PlacedEntry[];
  readonly absent: AbsentEntries;
}

export class CaseBook {
  readonly #shelf: Shelf;
  readonly #origin: string;
  readonly #held = new Map<string, HeldEntry>();
  readonly #idsByCase = new Map<string, Set<string>>();
  readonly #purged = new Map<string, Map<string, readonly string[]>>();

  private constructor(shelf: Shelf, origin: string) {
    this.#shelf = shelf;
    this.#origin = origin;
  }

  static async load(shelf: Shelf, origin: string): Promise<CaseBook> {
    const book = new CaseBook(shelf, origin);
    for (const { key, value } of await shelf.list("entry")) {
      const row = value as unknown as Row | PurgedRow;
      if ("purged" in row) {
        book.#purge(row.purged, key, row.needs);
        continue;
      }
      const entry = parseEntryNote(row.note, origin);
      if (entry !== null) book.#hold({ entry, leaf: row.leaf, position: row.position, verified: row.verified });
    }
    return book;
  }

  get caseIds(): readonly string[] {
    return [...this.#idsByCase.keys()];
  }

  has(entryId: string): boolean {
    return this.#held.has(entryId);
  }

  note(entryId: string): { readonly entry: EntryNote; readonly leaf: number | null } | null {
    return this.#held.get(entryId) ?? null;
  }

  /** The whole note of an entry, held or carried by a grant; null when it is neither. */
  textOf(entryId: string): string | null {
    const held = this.#held.get(entryId);
    if (held !== undefined) return held.entry.note;
    for (const { entry } of this.#held.values()) {
      for (const note of notesIn(entry)) if (parseEntryNote(note.note, this.#origin)?.id === entryId) return note.note;
    }
    return null;
  }

  /** Takes entries of one envelope: the changes for the caller's transaction. A logged copy replaces an unlogged one. */
  add(entries: readonly OpenedEntry[], leaf: number | null): readonly Change[] {
    const changes: Change[] = [];
    for (const { entry, position, verified } of entries) {
      // Erased at her wish: the same bytes may come again, and stay erased.
      if (this.#purged.get(caseOf(entry) ?? "")?.has(entry.id) === true) continue;
      const known = this.#held.get(entry.id);
      if (known !== undefined && (leaf === null || (known.leaf !== null && known.leaf <= leaf))) continue;
      const held = { entry, leaf, position, verified };
      this.#hold(held);
      changes.push(this.#put(held));
    }
    return changes;
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
        changes.push(this.#put({ ...held, verified: true }));
      } else {
        this.#drop(entry);
        changes.push({ table: "entry", key: entry.id, value: null });
        if (leaf !== null) refused.push(leaf);
      }
    }
    return { changes, refused };
  }

  /** Verified notes of the country's record that were sealed to this organisation. */
  recordNotes(): readonly RecordNote[] {
    return [...this.#held.values()].flatMap(({ entry, leaf, verified }) => {
      const { id, content } = entry;
      if (!verified || content.kind !== "record" || "newer" in content) return [];
      return [{ id, leaf, device: content.device, at: content.at, sealed: true, batch: content.body }];
    });
  }

  /** Keeps copies of what this device wrote, until the log brings them back. */
  keepOwn(entries: readonly EntryNote[]): readonly Change[] {
    return this.add(
      entries.map((entry, position) => ({ entry, position, verified: true })),
      null,
    );
  }

  /**
   * Erases these entries: of each only its place in the graph stays (FD7). What an erased grant carried and is not itself among them is
   * kept as an entry of its own, so that the path of the case holds. The changes are to be written; `apply` then changes the book.
   */
  purging(entries: readonly PlacedEntry[]): { readonly changes: readonly Change[]; readonly apply: () => void } {
    const gone = new Map<string, PurgedRow>();
    const kept = new Map<string, HeldEntry>();
    for (const { id, content } of entries)
      gone.set(id, { purged: placeOf(id, content), needs: [...dependenciesOf(content)].sort() });
    for (const { id, content } of entries) {
      const grant = this.#held.get(id)?.entry;
      if (grant === undefined) continue;
      for (const [position, { note, leaf }] of notesIn(grant).entries()) {
        const entry = parseEntryNote(note, this.#origin);
        if (entry === null || gone.has(entry.id) || this.#held.has(entry.id)) continue;
        kept.set(entry.id, { entry, leaf, position, verified: true });
      }
      for (const { entry, needs } of leftOutOf(content))
        if (!gone.has(entry) && !this.#held.has(entry)) gone.set(entry, { purged: placeOf(id, content), needs });
    }
    const changes = [
      ...[...gone].map(([id, row]) => this.#shelf.put("entry", id, row as unknown as Json)),
      ...[...kept.values()].map((held) => this.#put(held)),
    ];
    const apply = () => {
      for (const held of kept.values()) this.#hold(held);
      for (const [id, { purged, needs }] of gone) {
        const held = this.#held.get(id);
        if (held !== undefined) this.#drop(held.entry);
        this.#purge(purged, id, needs);
      }
    };
    return { changes, apply };
  }

  /** The verified entries of a case with their places, including those that grants carry (SL8), and those that are absent. */
  placed(caseId: string, directory: Directory): HeldCase {
    const entries: PlacedEntry[] = [];
    const absent = new Map(this.#purged.get(caseId));
    for (const id of this.#idsByCase.get(caseId) ?? []) {
      const held = this.#held.get(id);
      if (held === undefined || !held.verified || !isOfCase(held.entry.content)) continue;
      const { entry, leaf, position } = held;
      entries.push({ id, content: held.entry.content, leaf, position, ...this.carriedBy(entry, directory) });
      if (entry.content.kind !== "grant" || "newer" in entry.content) continue;
      entries.push(...this.#carried(caseId, entry, directory));
      for (const { entry: left, needs } of entry.content.body.left_out) absent.set(left, needs);
    }
    return { entries, absent };
  }

  /** Entries of a case of which only the place is known. */
  absentOf(caseId: string): AbsentEntries {
    const absent = new Map(this.#purged.get(caseId));
    for (const id of this.#idsByCase.get(caseId) ?? []) {
      const content = this.#held.get(id)?.entry.content;
      if (content?.kind !== "grant" || "newer" in content) continue;
      for (const { entry, needs } of content.body.left_out) if (!this.has(entry)) absent.set(entry, needs);
    }
    return absent;
  }

  /** The state of a case. What a grant carries or leaves out counts only while the grant itself does. */
  fold(caseId: string, directory: Directory, now: number): CaseState {
    const { entries, absent } = this.placed(caseId, directory);
    const state = foldCase(caseId, entries, directory, now, absent);
    const valid = new Set(state.entries.filter((entry) => entry.verdict.is === "effective").map((entry) => entry.id));
    const refused = entries.filter(({ id, carried }) => carried !== undefined && !valid.has(id));
    if (refused.length === 0) return state;
    const kept = entries.filter((entry) => entry.grantedBy === undefined || valid.has(entry.grantedBy));
    const leftOut = new Set(refused.flatMap(({ content }) => leftOutOf(content).map(({ entry }) => entry)));
    const known = new Map([...absent].filter(([id]) => !leftOut.has(id) || this.#purged.get(caseId)?.has(id) === true));
    return foldCase(caseId, kept, directory, now, known);
  }

  /**
   * What a grant carries, as the fold wants it: null when a note in it is not a verified one of its case, or is itself a grant. Nothing
   * for other kinds, and for our own grants, whose notes we hold ourselves.
   */
  carriedBy(entry: EntryNote, directory: Directory): { readonly carried?: readonly CarriedEntry[] | null } {
    if (entry.content.kind !== "grant" || "newer" in entry.content) return {};
    const carried: CarriedEntry[] = [];
    for (const { note } of entry.content.body.notes) {
      const inner = parseEntryNote(note, this.#origin);
      if (inner === null || caseOf(inner) !== entry.content.case || verifyAuthor(inner, directory) !== true)
        return { carried: null };
      const { content } = inner;
      if (!isOfCase(content) || "newer" in content || content.kind === "grant") return { carried: null };
      carried.push({ id: inner.id, content });
    }
    return { carried };
  }

  #carried(caseId: string, grant: EntryNote, directory: Directory): readonly PlacedEntry[] {
    return notesIn(grant).flatMap(({ note, leaf }, position) => {
      const entry = parseEntryNote(note, this.#origin);
      if (entry === null || verifyAuthor(entry, directory) !== true || !isOfCase(entry.content)) return [];
      if (caseOf(entry) !== caseId || this.#purged.get(caseId)?.has(entry.id) === true) return [];
      return [{ id: entry.id, content: entry.content, leaf, position, grantedBy: grant.id }];
    });
  }

  #purge(caseId: string, id: string, needs: readonly string[]): void {
    this.#purged.set(caseId, new Map(this.#purged.get(caseId)).set(id, needs));
  }

  #put({ entry, leaf, position, verified }: HeldEntry): Change {
    return this.#shelf.put("entry", entry.id, { note: entry.note, leaf, position, verified } satisfies Json);
  }

  #drop(entry: EntryNote): void {
    this.#held.delete(entry.id);
    const caseId = caseOf(entry) ?? "";
    const ids = this.#idsByCase.get(caseId);
    ids?.delete(entry.id);
    if (ids?.size === 0) this.#idsByCase.delete(caseId);
  }

  #hold(held: HeldEntry): void {
    this.#held.set(held.entry.id, held);
    const caseId = caseOf(held.entry);
    if (caseId === null) return;
    const ids = this.#idsByCase.get(caseId) ?? new Set();
    ids.add(held.entry.id);
    this.#idsByCase.set(caseId, ids);
  }
}

function notesIn(entry: EntryNote): readonly { readonly note: string; readonly leaf: number }[] {
  return entry.content.kind === "grant" && !("newer" in entry.content) ? entry.content.body.notes : [];
}

function leftOutOf(content: CaseContent | NewerContent): ContentOf<"grant">["body"]["left_out"] {
  return content.kind === "grant" && !("newer" in content) ? content.body.left_out : [];
}

function placeOf(id: string, content: CaseContent | NewerContent): string {
  return content.case ?? id;
}

/** The case that an entry belongs to: its own id for an opening. */
export function caseOf(entry: EntryNote): string | null {
  if (entry.content.kind === "case.open") return entry.id;
  return "case" in entry.content ? (entry.content.case ?? null) : null;
}

function isOfCase(content: EntryContent | NewerContent): content is CaseContent | NewerContent {
  return "parents" in content;
}
