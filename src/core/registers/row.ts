// What a note carries of the country's record: rows of one register (RC1). What becomes of them is in `src/record`.
import { orBefore } from "./partial-date.ts";
import type { RegisterName, RowValues } from "./register-table.ts";

/** The source of rows that rest on the author's own files. */
export const ownFiles = "own";

/** A row that says something. */
export type SaidRow<R extends RegisterName = RegisterName> = {
  [N in R]: { readonly key: string; readonly source: string; readonly values: RowValues<N> };
}[R];

/** A row as one note carries it. A withdrawn row takes the statement back; its history stays. */
export type Row<R extends RegisterName = RegisterName> =
  | SaidRow<R>
  | { readonly key: string; readonly source: string; readonly withdrawn: true; readonly reason: string };

/** The date that a row is about; null where it has none. */
export function dateOfRow(values: object): string | null {
  const { on, from, year, published } = values as Readonly<Record<string, unknown>>;
  const date = on ?? from ?? year ?? published;
  return typeof date === "string" ? date : null;
}

/** The year that this date names, also where something had only come by then. */
export function yearOfRow(values: object): number | null {
  const date = dateOfRow(values);
  return date === null ? null : Number(date.replace(orBefore, "").slice(0, "2003".length));
}

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
  /** Its index in the envelope that carries it, from 0 on; absent for an open note. */
  readonly position?: number;
  readonly device: string;
  readonly at: string;
  readonly sealed: boolean;
  /** The organisations to which a sealed note goes; absent for an open one. */
  readonly to?: readonly string[];
  readonly batch: RecordBatch;
}
