// What the record says: one statement is what one source, as one organisation entered it, says about one thing. Two sources that
// differ are two statements, side by side.
import type { RegisterName, RowValues } from "./register-table.ts";

/** The source of rows that rest on the author's own files. */
export const ownFiles = "own";

/** Where a row is: the note that carries it (its entry id) and its place in it, from 0 on. */
export interface RecordRef {
  readonly note: string;
  readonly row: number;
}

/** How much of the sealed registers somebody holds: all that was ever sealed into them, some rows, or none. */
export type SealedHeld = "all" | "some" | "none";

/** A row as one note carries it. A withdrawn row takes the statement back; its history stays. */
export type Row<R extends RegisterName = RegisterName> = {
  [N in R]: { readonly key: string; readonly source: string } & (
    | { readonly values: RowValues<N> }
    | { readonly withdrawn: true; readonly reason: string }
  );
}[R];

/** What a note about the record holds: rows of one register. An import of many rows is several notes, and counts when all are here. */
export type RecordBatch = {
  [N in RegisterName]: {
    readonly register: N;
    readonly import: string;
    /** From 1 to `of`. */
    readonly part: number;
    readonly of: number;
    readonly rows: readonly Row<N>[];
  };
}[RegisterName];

/** A note about the record, its signature verified. */
export interface RecordNote {
  /** SHA-256 of the signed text, in hexadecimal. */
  readonly id: string;
  /** Null while it is not logged. */
  readonly leaf: number | null;
  /** Its place in the envelope that carries it, from 0 on; absent for an open note. */
  readonly position?: number;
  readonly device: string;
  readonly at: string;
  readonly sealed: boolean;
  /** The organisations to which a sealed note goes; absent for an open one. */
  readonly to?: readonly string[];
  readonly batch: RecordBatch;
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
  /** Where it stands in the order of the log: its oldest version since it was last withdrawn. A correction keeps its place. */
  readonly first: { readonly ref: RecordRef; readonly leaf: number | null };
  readonly import: string;
  readonly signedOff: readonly SignOff[];
  /** Newest first, without the version in force. */
  readonly history: readonly Version<R>[];
}
