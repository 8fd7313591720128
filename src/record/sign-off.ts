// Sign-offs (RC5): a second device confirms a whole import by the hash of its notes, so that no note of it can be exchanged.
import { isNoStatement, type RegisterName } from "../core/registers/register-table.ts";
import type { RecordNote } from "../core/registers/row.ts";
import type { RecordBook, Refused } from "./book.ts";
import { importName, type WholeImport } from "./import.ts";
import { compareTexts, type SignOff, type Statement } from "./statement.ts";

interface SignOffs {
  /** By `importName`. */
  readonly byImport: ReadonlyMap<string, readonly SignOff[]>;
  readonly refused: readonly (Refused & { readonly row: number })[];
}

/** What a sign-off hashes: the ids of the import's notes in the order of its parts, joined by newlines. */
export function signOffText(noteIds: readonly string[]): string {
  return noteIds.join("\n");
}

/** What a release or a signed count commits to: the ids of notes in the order of their letters, joined by newlines. */
export function notesText(notes: readonly Pick<RecordNote, "id">[]): string {
  const ids = notes.map(({ id }) => id);
  return ids.sort().join("\n");
}

/**
 * Reads the statements of the register `signoff` against the imports that are whole; others are passed over. Of imports of several
 * organisations under one id the hash says which is meant. One device counts once.
 */
export function readSignOffs(
  statements: readonly Statement[],
  whole: readonly WholeImport[],
  hash: (text: string) => string,
): SignOffs {
  const byImport = new Map<string, SignOff[]>();
  const refused: (Refused & { readonly row: number })[] = [];
  const hashed = new Map<WholeImport, string>();
  const hashOf = (each: WholeImport) => {
    const known = hashed.get(each) ?? hash(signOffText(each.notes.map(({ id }) => id)));
    hashed.set(each, known);
    return known;
  };
  const byId = Map.groupBy(whole, ({ id }) => id);
  for (const statement of statements) {
    if (statement.register !== "signoff") continue;
    const { values, ref, device, organisation, at } = statement as Statement<"signoff">;
    // An import that is not here, or not whole, may be sealed to others: nothing of it is vouched for yet.
    const candidates = byId.get(values.import) ?? [];
    const signed = candidates.find((each) => hashOf(each) === values.notes);
    const refusal = (reason: "signoff-by-author" | "signoff-of-other-notes", field: string) =>
      refused.push({ ...ref, import: statement.import, reason, field });
    if (signed === undefined) {
      if (candidates.length > 0) refusal("signoff-of-other-notes", "notes");
    } else if (signed.notes.some((note) => note.device === device)) refusal("signoff-by-author", "import");
    else {
      const name = importName(signed.organisation, signed.id);
      const others = byImport.get(name) ?? [];
      const signOff = { organisation, device, office: values.office, at, ref };
      if (!others.some((other) => other.device === device)) byImport.set(name, [...others, signOff]);
    }
  }
  return { byImport, refused };
}

/** Registers of which no import waits for a sign-off: itself, and the release, which is signed off with its tallies (TA5). Drafts and counts are signed in their own way. */
const signedElsewhere: ReadonlySet<RegisterName> = new Set(["signoff", "release"]);

/** Imports of which no row in force is signed off, oldest first; each with one of its rows, which says of what it is and whose. */
export function unsignedImports(book: Pick<RecordBook, "all">) {
  const unsignedRows = book.all.filter(
    ({ register, signedOff }) => !signedElsewhere.has(register) && !isNoStatement(register) && signedOff.length === 0,
  );
  return [...Map.groupBy(unsignedRows, ({ organisation, import: id }) => `${organisation} ${id}`).values()]
    .flatMap((rows) => rows.slice(0, 1).map((first) => ({ first, rows })))
    .sort((a, b) => compareTexts(a.first.at, b.first.at));
}
