// What the record says: one statement is what one source, as one organisation entered it, says about one thing. Two sources that
// differ are two statements, side by side.
import type { RegisterName, RowValues } from "../core/registers/register-table.ts";
import type { SaidRow } from "../core/registers/row.ts";

/** Where a row is: the note that carries it (its entry id) and its index in it, from 0 on. */
export interface RecordRef {
  readonly note: string;
  readonly row: number;
}

/** A version of a row as rows of the record spell it: the id of its note, a colon, its index in the note. */
export function refId({ note, row }: RecordRef): string {
  return `${note}:${row}`;
}

export function refOfId(id: string): RecordRef {
  const colon = id.lastIndexOf(":");
  return { note: id.slice(0, colon), row: Number(id.slice(colon + 1)) };
}

/** Who vouches for an import besides the device that entered it. */
export interface SignOff {
  readonly organisation: string;
  readonly device: string;
  readonly office: string;
  readonly at: string;
  readonly ref: RecordRef;
}

/** An earlier version of a statement. */
export interface Version<R extends RegisterName = RegisterName> {
  readonly ref: RecordRef;
  readonly at: string;
  readonly device: string;
  /** Null where it was withdrawn. */
  readonly values: RowValues<R> | null;
}

/** The newest version of what one source says about one thing, with where it came from. */
export interface Statement<R extends RegisterName = RegisterName> {
  readonly register: R;
  readonly key: string;
  readonly source: string;
  readonly values: RowValues<R>;
  /** The organisation that entered it; corrections are its own. */
  readonly organisation: string;
  readonly device: string;
  readonly at: string;
  readonly leaf: number | null;
  readonly sealed: boolean;
  /** True when it is about a case of which some row was ever hidden from a body (R26), as far as this reader has such rows. */
  readonly shielded: boolean;
  readonly ref: RecordRef;
  /** Where it stands in the order of the log: its oldest version since it was last withdrawn. A correction keeps its leaf. */
  readonly first: { readonly ref: RecordRef; readonly leaf: number | null };
  readonly import: string;
  readonly signedOff: readonly SignOff[];
  /** Newest first, without the version in force. */
  readonly history: readonly Version<R>[];
}

/** Those of one register. */
export function ofRegister<R extends RegisterName>(
  statements: readonly Statement[],
  register: R,
): readonly Statement<R>[] {
  return statements.filter((one): one is Statement<R> => one.register === register);
}

/** A statement as the row that would enter it again. */
export function rowOfStatement<R extends RegisterName>({
  key,
  source,
  values,
}: Pick<Statement<R>, "key" | "source" | "values">): SaidRow<R> {
  return { key, source, values } as SaidRow<R>;
}

/** Values in one spelling, whatever the order in which they were entered; empty for none. */
export function spelled(values: object | null): string {
  return values === null ? "" : JSON.stringify(Object.entries(values).toSorted(([a], [b]) => compareTexts(a, b)));
}

/** The order of texts, by their letters alone: the same on every platform. */
export function compareTexts(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
