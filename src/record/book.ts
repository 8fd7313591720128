// What the fold of the record gives: the statements in force with their history, and what does not count, each with its reason.

import type { AuthorRefusal } from "../core/registers/author.ts";
import type { RegisterName } from "../core/registers/register-table.ts";
import type { AuthorFlaw } from "./author.ts";
import type { Sourced } from "./named-source.ts";
import type { RowRuleCode } from "./row-rules.ts";
import type { RecordRef, Statement } from "./statement.ts";

/** Why a whole note does not count. */
export type NoteRefusal =
  | AuthorRefusal
  /** A row of an open register in a sealed note, or the reverse (RC4). */
  | "open-in-sealed"
  | "sealed-in-open"
  /** A sealed note that goes to no rapporteur who was active at its leaf: nobody independent reads it (RC4). */
  | "unreviewed"
  /** A draft that goes to anybody but its author's own organisation (ED3). */
  | "draft-for-others"
  /** It names another register or another number of parts than the import's first note. */
  | "part-unlike-others"
  | "part-repeated"
  /** Some row of its import is refused, so none of the import counts (RC2). */
  | "import-spoiled";

/** Why a row does not count. Those of the first three lines spoil its import, the others do not. */
export type RowRefusal =
  | RowRuleCode
  | AuthorFlaw
  | "key-repeated"
  | "nothing-to-withdraw"
  /** Another device of its organisation entered what it corrects or withdraws, and hid it from that organisation (R26). */
  | "not-by-its-device"
  | "signoff-by-author"
  | "signoff-of-other-notes";

export type Refused =
  | { readonly note: string; readonly row: null; readonly import: string; readonly reason: NoteRefusal }
  | {
      readonly note: string;
      readonly row: number;
      readonly import: string;
      readonly reason: RowRefusal;
      readonly field: string | null;
    };

/** An import of which parts are missing: nothing of it counts yet (RC2). */
export interface Incomplete {
  readonly import: string;
  readonly register: RegisterName;
  readonly organisation: string;
  readonly of: number;
  /** The parts that are here, in order. */
  readonly here: readonly number[];
}

/** A statement that was taken back. */
export interface Withdrawn
  extends Pick<Statement, "register" | "key" | "source" | "organisation" | "device" | "at" | "ref" | "history"> {
  readonly reason: string;
}

/** A statement that counts although it names a key that nobody entered. */
export interface Flagged {
  readonly ref: RecordRef;
  readonly code: "source-unknown" | "reference-unknown";
  readonly field: string;
  readonly key: string;
}

export interface RecordBook {
  /** Statements in force, ordered by register, key, source and organisation. */
  readonly all: readonly Statement[];
  statements<R extends RegisterName>(register: R): readonly Statement<R>[];
  /** The statement of which this row is a version; null when it does not count or is withdrawn. */
  statement(ref: RecordRef): Statement | null;
  /** The row of the register `source` that a statement names: its own organisation's, else the one that was entered first. */
  sourceOf(statement: Sourced): Statement<"source"> | null;
  readonly incomplete: readonly Incomplete[];
  readonly refused: readonly Refused[];
  readonly withdrawn: readonly Withdrawn[];
  readonly flagged: readonly Flagged[];
}
