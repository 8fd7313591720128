// The entries that this reader holds, by case, and what the fold makes of them. Rests encrypted in the store; while locked
// there is no case book at all.

import type { CaseState } from "../core/case-fold.ts";
import { foldCase } from "../core/case-fold.ts";
import type { PlacedEntry } from "../core/case-graph.ts";
import type { Directory } from "../core/directory.ts";
import type { CaseContent, EntryContent, NewerContent } from "../core/entry.ts";
import type { Json } from "../core/json.ts";
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

export class CaseBook {
  readonly #shelf: Shelf;
  readonly #origin: string;
  readonly #held = new Map<string, HeldEntry>();
  readonly #idsByCase = new Map<string, Set<string>>();

  private constructor(shelf: Shelf, origin: string) {
    this.#shelf = shelf;
    this.#origin = origin;
  }

  static async load(shelf: Shelf, origin: string): Promise<CaseBook> {
    const book = new CaseBook(shelf, origin);
    for (const { value } of await shelf.list("entry")) {
      const row = value as unknown as Row;
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

  /** Takes entries of one envelope: the changes for the caller's transaction. A logged copy replaces an unlogged one. */
  add(entries: readonly OpenedEntry[], leaf: number | null): readonly Change[] {
    const changes: Change[] = [];
    for (const { entry, position, verified } of entries) {
      const known = this.#held.get(entry.id);
      if (known !== undefined && (leaf === null || (known.leaf !== null && known.leaf <= leaf))) continue;
      this.#hold({ entry, leaf, position, verified });
      changes.push(this.#shelf.put("entry", entry.id, { note: entry.note, leaf, position, verified }));
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
      const { entry, leaf, position } = held;
      const verdict = verifyAuthor(entry, directory) ?? (leaf !== null && leaf < trustedSize ? false : null);
      if (verdict === null) continue;
      if (verdict) {
        this.#hold({ ...held, verified: true });
        changes.push(
          this.#shelf.put("entry", entry.id, { note: entry.note, leaf, position, verified: true } satisfies Json),
        );
      } else {
        this.#drop(entry);
        changes.push({ table: "entry", key: entry.id, value: null });
        if (leaf !== null) refused.push(leaf);
      }
    }
    return { changes, refused };
  }

  /** The verified entries of a case with their places, including those that grants carry (SL8). */
  placed(caseId: string, directory: Directory): readonly PlacedEntry[] {
    const placed: PlacedEntry[] = [];
    for (const id of this.#idsByCase.get(caseId) ?? []) {
      const held = this.#held.get(id);
      if (held === undefined || !held.verified || !isOfCase(held.entry.content)) continue;
      placed.push({ id, content: held.entry.content, leaf: held.leaf, position: held.position });
      if (held.entry.content.kind === "grant" && !("newer" in held.entry.content)) {
        placed.push(...this.#carried(caseId, id, held.entry.content.body.notes, directory));
      }
    }
    return placed;
  }

  /** The state of a case. What a grant carries counts only while the grant itself does. */
  fold(caseId: string, directory: Directory, now: number): CaseState {
    const entries = this.placed(caseId, directory);
    const state = foldCase(caseId, entries, directory, now);
    const valid = new Set(state.entries.filter((entry) => entry.verdict.is === "effective").map((entry) => entry.id));
    const kept = entries.filter((entry) => entry.grantedBy === undefined || valid.has(entry.grantedBy));
    return kept.length === entries.length ? state : foldCase(caseId, kept, directory, now);
  }

  #carried(
    caseId: string,
    grantedBy: string,
    notes: readonly { readonly note: string; readonly leaf: number }[],
    directory: Directory,
  ): readonly PlacedEntry[] {
    return notes.flatMap(({ note, leaf }, position) => {
      const entry = parseEntryNote(note, this.#origin);
      if (entry === null || verifyAuthor(entry, directory) !== true || !isOfCase(entry.content)) return [];
      if (caseOf(entry) !== caseId) return [];
      return [{ id: entry.id, content: entry.content, leaf, position, grantedBy }];
    });
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

/** The case that an entry belongs to: its own id for an opening. */
export function caseOf(entry: EntryNote): string | null {
  if (entry.content.kind === "case.open") return entry.id;
  return "case" in entry.content ? (entry.content.case ?? null) : null;
}

function isOfCase(content: EntryContent | NewerContent): content is CaseContent | NewerContent {
  return "parents" in content;
}
