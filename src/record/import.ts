// Imports: which notes count, and which of them make whole imports (RC2). An import is all of its parts or nothing.
import type { Directory } from "../core/directory.ts";
import { authorRefusal } from "../core/registers/author.ts";
import { isOwnAlone, registerOf, reviewers } from "../core/registers/register-table.ts";
import type { RecordNote } from "../core/registers/row.ts";
import { authorFlaws, loggedTime } from "./author.ts";
import type { Incomplete, NoteRefusal, Refused } from "./book.ts";
import { officesAt } from "./readers.ts";
import { rowFlaws } from "./row-rules.ts";
import { compareTexts } from "./statement.ts";

/** An import of which all parts are here and every row holds. */
export interface WholeImport {
  readonly id: string;
  readonly organisation: string;
  /** In the order of the parts. */
  readonly notes: readonly RecordNote[];
}

interface Imports {
  readonly whole: readonly WholeImport[];
  readonly incomplete: readonly Incomplete[];
  readonly refused: readonly Refused[];
}

/** The name of an import among all: ids are each organisation's own, so that nobody takes another's (RC2). */
export function importName(organisation: string, id: string): string {
  return `${organisation} ${id}`;
}

/** Sorts notes into imports. They must be different and in the order of `notesInOrder`. */
export function gatherImports(notes: readonly RecordNote[], directory: Directory, now: number): Imports {
  const refused: Refused[] = [];
  const gathered = new Map<string, WholeImport & { readonly notes: RecordNote[] }>();
  for (const note of notes) {
    const { import: id } = note.batch;
    const organisation = directory.device(note.device)?.organisation ?? "";
    const name = importName(organisation, id);
    const begun = gathered.get(name) ?? { id, organisation, notes: [] };
    const reason = refusalOf(note, organisation, directory, note.leaf ?? now) ?? unlikeOthers(note, begun.notes);
    if (reason !== null) {
      refused.push({ note: note.id, row: null, import: id, reason });
      continue;
    }
    begun.notes.push(note);
    gathered.set(name, begun);
  }
  const whole: WholeImport[] = [];
  const incomplete: Incomplete[] = [];
  for (const { id, organisation, notes: counted } of gathered.values()) {
    const parts = counted.toSorted((a, b) => a.batch.part - b.batch.part);
    const [{ batch }] = parts as [RecordNote];
    const { register, of } = batch;
    if (parts.length < of) {
      incomplete.push({ import: id, register, organisation, of, here: parts.map((one) => one.batch.part) });
      continue;
    }
    const candidate = { id, organisation, notes: parts };
    const spoiled = spoilt(candidate, directory, now);
    if (spoiled.length === 0) whole.push(candidate);
    refused.push(...spoiled);
  }
  return { whole, incomplete, refused };
}

/** Every note once, in the order in which it counts: by leaf, index in its envelope and id; what is not logged last, by its author's clock. */
export function notesInOrder(notes: readonly RecordNote[]): readonly RecordNote[] {
  const known = new Map<string, RecordNote>();
  for (const note of notes) {
    const other = known.get(note.id);
    if (other === undefined || compareNotes(note, other) < 0) known.set(note.id, note);
  }
  return [...known.values()].sort(compareNotes);
}

function compareNotes(a: RecordNote, b: RecordNote): number {
  const leafOf = ({ leaf }: RecordNote) => leaf ?? Number.MAX_SAFE_INTEGER;
  return (
    leafOf(a) - leafOf(b) ||
    (a.leaf === null ? compareTexts(a.at, b.at) : 0) ||
    (a.position ?? 0) - (b.position ?? 0) ||
    compareTexts(a.id, b.id)
  );
}

/** Why a note does not count, whatever else is of its import. */
function refusalOf(
  { device, sealed, to = [], batch: { register, rows } }: RecordNote,
  organisation: string,
  directory: Directory,
  index: number,
): NoteRefusal | null {
  const byAuthor = authorRefusal(register, device, directory, index);
  if (byAuthor !== null) return byAuthor;
  if (registerOf(register).open === sealed) return sealed ? "open-in-sealed" : "sealed-in-open";
  // The country's cases are released by one of the offices that count them (YC8).
  const isOfCases = rows.some((row) => "values" in row && "what" in row.values && row.values.what === "cases");
  const offices = register === "release" && isOfCases ? officesAt(directory, index) : [];
  if (offices.length > 0 && !offices.includes(organisation)) return "author-may-not";
  // A draft is read by nobody else at all, so that no two organisations speak unseen by it.
  if (isOwnAlone(register)) return to.length === 1 && to[0] === organisation ? null : "draft-for-others";
  // Somebody independent reads what is sealed.
  const isReviewer = (id: string) => {
    const party = directory.organisation(id)?.party;
    return party !== undefined && reviewers.includes(party) && directory.isActiveOrganisation(id, index);
  };
  return !sealed || to.some(isReviewer) ? null : "unreviewed";
}

function unlikeOthers({ batch }: RecordNote, before: readonly RecordNote[]): NoteRefusal | null {
  const begun = before[0]?.batch ?? batch;
  if (begun.register !== batch.register || begun.of !== batch.of) return "part-unlike-others";
  return before.some((note) => note.batch.part === batch.part) ? "part-repeated" : null;
}

/** What spoils a complete import: rows that break a rule, and with them all of its notes. Empty when nothing does. */
function spoilt({ id, organisation, notes }: WholeImport, directory: Directory, now: number): readonly Refused[] {
  const rows: Refused[] = [];
  const seen = new Set<string>();
  const party = directory.organisation(organisation)?.party;
  for (const note of notes) {
    const logged = loggedTime(directory.times, note.leaf ?? now);
    for (const [i, row] of note.batch.rows.entries()) {
      const at = { note: note.id, row: i, import: id };
      const thing = `${row.key} ${row.source}`;
      if (seen.has(thing)) rows.push({ ...at, reason: "key-repeated", field: "key" });
      seen.add(thing);
      const flaws = party === undefined ? [] : authorFlaws(note.batch.register, row, { party, at: note.at, logged });
      for (const { code, field } of [...rowFlaws(note.batch.register, row), ...flaws])
        rows.push({ ...at, reason: code, field });
    }
  }
  const whole = notes.map((note) => ({ note: note.id, row: null, import: id, reason: "import-spoiled" }) as const);
  return rows.length === 0 ? [] : [...rows, ...whole];
}
