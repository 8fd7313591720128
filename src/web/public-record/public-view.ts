// The open record as the public page shows it: plain data that crosses from the worker to the page. What a source says stands beside what
// others say; nothing is chosen between them.

import type { Period } from "../../assessment/fact-value.ts";
import { type RegisterName, type RowValues, registerNames, registerOf } from "../../core/registers/register-table.ts";
import type { CheckedCases, CheckedRelease } from "../../record/checked-cases.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { Statement } from "../../record/statement.ts";
import type { PublishedEdition } from "../../reports/edition/edition.ts";
import type { ReleasedTally } from "../../reports/released-proceedings.ts";
import type { Words } from "../../words/words.ts";

/** What one source says, and what is known of the source; null for own files and for a source that nobody entered. */
export type ShownRow<R extends RegisterName = RegisterName> = Statement<R> & {
  readonly from: RowValues<"source"> | null;
};

/** A report that a person wrote, as it was published. */
export interface PublicEdition {
  readonly edition: PublishedEdition;
  /** Its organisation published a newer one. */
  readonly isOlder: boolean;
}

/** The newest release of a year, and what this browser found of it (YC14, TA12). No rows where some row does not hold. */
export interface ShownProceedings extends CheckedRelease, Period {
  readonly rows: readonly ReleasedTally[];
}

export interface PublicView {
  readonly origin: string;
  readonly log: {
    readonly size: number;
    /** Milliseconds since 1970: the cosignatures' median. */
    readonly at: number;
    readonly witnesses: readonly string[];
    /** The newest cosigned state is older than a day. */
    readonly stale: boolean;
  };
  readonly organisationNames: RecordRead["organisationNames"];
  /** The newest year first, and how many rows about cases belong to no release. */
  readonly cases: { readonly years: readonly CheckedCases[]; readonly stray: number };
  /** The same of proceedings and requests. */
  readonly proceedings: { readonly years: readonly ShownProceedings[]; readonly stray: number };
  /** Reports that a person wrote, the newest first. */
  readonly editions: readonly PublicEdition[];
  /** What stands in the registers that the page shows. */
  readonly rows: readonly ShownRow[];
  /** The rows of measures that are overdue, by the rule of the assessment. */
  readonly overdue: ReadonlySet<string>;
  /** How many notes, rows and imports do not count, because they break the rules or are not whole. */
  readonly notCounted: number;
}

/** What is done, what sources say in their words, what the country was asked for, and the reports that programs of before made. Nothing sealed is on the page. */
export const shownRegisters = registerNames.filter((name) => {
  const { open, about } = registerOf(name);
  const isOfDeeds = about !== "says" && about !== "control";
  return open && (isOfDeeds || ["said", "data-request", "publication"].includes(name));
});

/** The rows of one register. */
export function rowsOf<R extends RegisterName>(rows: readonly ShownRow[], register: R): readonly ShownRow<R>[] {
  return rows.filter((row) => row.register === register) as readonly unknown[] as readonly ShownRow<R>[];
}

/** Gives the name of an organisation in the language of the words. */
export function namesIn(words: Words, { organisationNames }: PublicView): (id: string) => string {
  return (id) => words.language.pick(organisationNames.get(id) ?? {});
}

/** Why nothing is shown. */
export type PageRefusal =
  | "no-network"
  | "no-founding"
  | "other-version"
  | "fork"
  | "host-lies"
  | "bytes-missing"
  | "no-quorum"
  | "oversized";

/** What the worker sends to the page. */
export type WorkerMessage =
  | { readonly is: "progress"; readonly come: number; readonly of: number }
  | { readonly is: "shown"; readonly view: PublicView }
  | { readonly is: "record"; readonly size: number; readonly record: RecordRead | null }
  | { readonly is: "refused"; readonly why: PageRefusal; readonly leaf: number | null };
