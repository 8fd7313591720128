// Imports: which notes count, and which of them make whole imports (RC2). An import is all of its parts or nothing.
import type { Directory } from "../directory.ts";
import { authorRefusal } from "./record-author.ts";
import type { Incomplete, NoteRefusal, Refused } from "./record-book.ts";
import { registerOf } from "./register-table.ts";
import { rowFlaws } from "./row-rules.ts";
import type { RecordNote } from "./statement.ts";

/** A note whose author may say it. */
export interface CountedNote {
  readonly note: RecordNote;
  readonly organisation: string;
}

/** An import of which all parts are here and every row holds. */
export interface WholeImport {
  readonly id: string;
  /** In the order of the parts. */
  readonly notes: readonly CountedNote[];
}

export interface Imports {
  readonly whole: ReadonlyMap<string, WholeImport>;
  readonly incomplete: readonly Incomplete[];
  readonly refused: readonly Refused[];
}

/** Sorts notes into imports. They must be different and in the order of `inOrder`. */
export function gatherImports(notes: readonly RecordNote[], directory: Directory, now: number): Imports {
  const refused: Refused[] = [];
  const gathered = new Map<string, Map<number, CountedNote>>();
  const firsts = new Map<string, CountedNote>();
  for (const note of notes) {
    const { import: id, part, register } = note.batch;
    const organisation = directory.device(note.device)?.organisation ?? "";
    const first = firsts.get(id);
    const parts = gathered.get(id) ?? new Map<number, CountedNote>();
    const reason =
      authorRefusal(register, note.device, directory, note.leaf ?? now) ??
      wrongSeal(note) ??
      (first === undefined ? null : unlikeFirst(note, organisation, first, parts));
    if (reason !== null) {
      refused.push({ note: note.id, row: null, import: id, reason });
      continue;
    }
    const counted = { note, organisation };
    if (first === undefined) firsts.set(id, counted);
    gathered.set(id, parts.set(part, counted));
  }
  const whole = new Map<string, WholeImport>();
  const incomplete: Incomplete[] = [];
  for (const [id, { note, organisation }] of firsts) {
    const parts = [...(gathered.get(id) ?? [])].sort(([a], [b]) => a - b);
    const { register, of } = note.batch;
    if (parts.length < of) {
      incomplete.push({ import: id, register, organisation, of, here: parts.map(([part]) => part) });
      continue;
    }
    const candidate = { id, notes: parts.map(([, counted]) => counted) };
    const spoiled = spoilt(candidate);
    if (spoiled.length === 0) whole.set(id, candidate);
    refused.push(...spoiled);
  }
  return { whole, incomplete, refused };
}

/** Every note once, in the order in which it counts: by leaf, place in its envelope and id; what is not logged last, by its author's clock. */
export function inOrder(notes: readonly RecordNote[]): readonly RecordNote[] {
  const known = new Map<string, RecordNote>();
  for (const note of notes) {
    const other = known.get(note.id);
    if (other === undefined || compareNotes(note, other) < 0) known.set(note.id, note);
  }
  return [...known.values()].sort(compareNotes);
}

function compareNotes(a: RecordNote, b: RecordNote): number {
  if (a.leaf !== b.leaf) return a.leaf === null ? 1 : b.leaf === null ? -1 : a.leaf - b.leaf;
  if (a.leaf === null && a.at !== b.at) return a.at < b.at ? -1 : 1;
  const byPosition = (a.position ?? 0) - (b.position ?? 0);
  return byPosition !== 0 ? byPosition : a.id === b.id ? 0 : a.id < b.id ? -1 : 1;
}

function wrongSeal({ sealed, batch }: RecordNote): NoteRefusal | null {
  const { open } = registerOf(batch.register);
  return open !== sealed ? null : open ? "open-in-sealed" : "sealed-in-open";
}

function unlikeFirst(
  { batch }: RecordNote,
  organisation: string,
  first: CountedNote,
  parts: ReadonlyMap<number, CountedNote>,
): NoteRefusal | null {
  const begun = first.note.batch;
  if (first.organisation !== organisation) return "import-of-other";
  if (begun.register !== batch.register || begun.of !== batch.of) return "part-unlike-others";
  return parts.has(batch.part) ? "part-repeated" : null;
}

/** What spoils a complete import: rows that break a rule, and with them all of its notes. Empty when nothing does. */
function spoilt({ id, notes }: WholeImport): readonly Refused[] {
  const rows: Refused[] = [];
  const seen = new Set<string>();
  for (const { note } of notes) {
    for (const [i, row] of note.batch.rows.entries()) {
      const at = { note: note.id, row: i, import: id };
      const thing = `${row.key} ${row.source}`;
      if (seen.has(thing)) rows.push({ ...at, reason: "key-repeated", field: "key" });
      seen.add(thing);
      rows.push(...rowFlaws(note.batch.register, row).map(({ code, field }) => ({ ...at, reason: code, field })));
    }
  }
  const whole = notes.map(({ note }) => ({ note: note.id, row: null, import: id, reason: "import-spoiled" }) as const);
  return rows.length === 0 ? [] : [...rows, ...whole];
}
