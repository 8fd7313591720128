// The notes that a grant carries, read and verified once (SL8). A grant with one note that is not a verified entry of its case, or that repeats
// one, carries nothing: either it was made by mistake, or somebody wants readers to work in vain.
import type { EntryVerdict } from "../../core/case/fold.ts";
import type { CarriedEntry, PlacedEntry } from "../../core/case/graph.ts";
import type { Directory } from "../../core/directory.ts";
import type { AnyContent, CaseContent, ContentOf, NewerContent } from "../../core/entry.ts";
import { presentFields } from "../../core/present-fields.ts";
import { type EntryNote, parseEntryNote, withContent } from "../../note/entry-note.ts";
import { verifyAuthor } from "./opening.ts";

interface CarriedNote {
  readonly entry: EntryNote & { readonly content: CaseContent };
  /** Where the granter says that it is in the log. */
  readonly leaf: number;
  readonly position: number;
}

export class CarriedNotes {
  readonly #origin: string;
  readonly #known = new Map<string, readonly CarriedNote[] | null>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** The notes that a grant carries; null when it is not sound. None for entries of other kinds. */
  of(grant: EntryNote, directory: Directory): readonly CarriedNote[] | null {
    const before = this.#known.get(grant.id);
    if (before !== undefined) return before;
    const notes = this.#read(grant, directory);
    // Whose author the directory does not know yet, may be known later.
    if (notes !== "unknown-author") this.#known.set(grant.id, notes);
    return notes === "unknown-author" ? null : notes;
  }

  /** A grant without the notes that are erased, which it then names as left out with these links (FD7, FD13); null when it carries none of them. */
  without(
    grant: EntryNote,
    isErased: (note: EntryNote) => boolean,
    linksOf: (content: CaseContent) => { readonly needs: readonly string[]; readonly over?: readonly string[] },
  ): EntryNote | null {
    const content = grantIn(grant.content);
    if (content === null) return null;
    const { body } = content;
    const erasedNotes = new Map<string, EntryNote & { readonly content: CaseContent }>();
    for (const { note } of body.notes) {
      const entry = parseEntryNote(note, this.#origin);
      if (entry === null || !isErased(entry) || !isKnownOfCase(entry.content)) continue;
      erasedNotes.set(note, { ...entry, content: entry.content });
    }
    if (erasedNotes.size === 0) return null;
    this.#known.delete(grant.id);
    const left = [...erasedNotes.values()].map(({ id, content: words }) => {
      const { needs, over } = linksOf(words);
      return { entry: id, needs, ...presentFields({ over }) };
    });
    const notes = body.notes.filter(({ note }) => !erasedNotes.has(note));
    return withContent(
      grant,
      { ...content, body: { ...body, notes, left_out: [...body.left_out, ...left] } },
      this.#origin,
    );
  }

  #read(grant: EntryNote, directory: Directory): readonly CarriedNote[] | null | "unknown-author" {
    const body = grantIn(grant.content)?.body;
    if (body === undefined) return [];
    const leftOut = new Set(body.left_out.map(({ entry }) => entry));
    if (leftOut.size < body.left_out.length) return null;
    const result: CarriedNote[] = [];
    const ids = new Set<string>();
    for (const [position, { note, leaf }] of body.notes.entries()) {
      const entry = parseEntryNote(note, this.#origin);
      if (entry === null || ids.has(entry.id) || leftOut.has(entry.id)) return null;
      const { content } = entry;
      if (!isKnownOfCase(content) || content.kind === "grant" || caseOf(entry) !== caseOf(grant)) return null;
      const verdict = verifyAuthor(entry, directory);
      if (verdict === null) return "unknown-author";
      if (!verdict) return null;
      ids.add(entry.id);
      result.push({ entry: { ...entry, content }, leaf, position });
    }
    return result;
  }
}

/** The carried notes as the fold wants them beside their grant. */
export function carriedEntries(notes: readonly CarriedNote[] | null): readonly CarriedEntry[] | null {
  return notes === null ? null : notes.map(({ entry }) => ({ id: entry.id, content: entry.content }));
}

/** The carried notes as entries of the case. */
export function placedByGrant(notes: readonly CarriedNote[], grantedBy: string): readonly PlacedEntry[] {
  return notes.map(({ entry, leaf, position }) => ({
    id: entry.id,
    content: entry.content,
    leaf,
    position,
    grantedBy,
  }));
}

/** The grant that an entry is; null for other kinds. */
export function grantIn(content: AnyContent): ContentOf<"grant"> | null {
  return content.kind === "grant" && !("newer" in content) ? content : null;
}

/** The case that an entry belongs to: its own id for an opening; null for entries of no case. */
export function caseOf(entry: EntryNote): string | null {
  if (entry.content.kind === "case.open") return entry.id;
  return "case" in entry.content ? (entry.content.case ?? null) : null;
}

export function isOfCase(content: AnyContent): content is CaseContent | NewerContent {
  return "parents" in content;
}

function isKnownOfCase(content: AnyContent): content is CaseContent {
  return isOfCase(content) && !("newer" in content);
}

/** A grant that was good until the consent was withdrawn keeps what it gave, until that is purged (FD7). */
export function isCounted(verdict: EntryVerdict): boolean {
  return verdict.is === "effective" || (verdict.is === "refused" && verdict.reason === "consent-withdrawn");
}
