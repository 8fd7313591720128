// The open record as the public page shows it: plain data that crosses from the worker to the page. What a source says stands beside what
// others say; nothing is chosen between them.

import type { Period } from "../../assessment/fact-value.ts";
import type { RegisterName, RowValues } from "../../core/registers/register-table.ts";
import type { CheckedCases, ReleaseFlaw } from "../../record/checked-cases.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { PublishedEdition } from "../../reports/edition/edition.ts";
import type { ReleasedTally } from "../../reports/released-proceedings.ts";
import type { MeasureState } from "./plan-progress.ts";

export type NameByLanguage = Readonly<Record<string, string>>;

/** Where a row comes from. */
export interface Trace {
  /** Key of the source, and what is known of it; `title` is null for own files and for a source that nobody entered. */
  readonly source: { readonly key: string; readonly title: string | null; readonly publisher: string | null };
  readonly organisation: NameByLanguage;
  /** When its author signed it, by the author's clock. */
  readonly at: string;
  readonly signedOff: readonly { readonly office: string; readonly organisation: NameByLanguage }[];
  /** The id of the note that carries it, and its leaf in the log. */
  readonly note: string;
  readonly leaf: number | null;
}

/** One statement: its newest version, where it comes from, and its earlier versions, newest first. */
export interface ShownRow<R extends RegisterName = RegisterName> {
  readonly key: string;
  readonly values: RowValues<R>;
  readonly trace: Trace;
  readonly history: readonly { readonly at: string; readonly note: string; readonly values: RowValues<R> | null }[];
}

interface Money {
  readonly amount: number;
  readonly currency: string;
}

export interface ShownMeasure {
  readonly key: string;
  readonly state: MeasureState;
  /** What was last said of it, where that is one thing; null when nothing was said, or sources differ. */
  readonly said: RowValues<"progress">["state"] | null;
  /** One for each source that names it. */
  readonly versions: readonly ShownRow<"measure">[];
  /** Newest first. */
  readonly progress: readonly ShownRow<"progress">[];
}

export interface ShownPlan {
  readonly title: string;
  /** It lies behind: it ended or its time is over, and nothing of it is overdue. */
  readonly past: boolean;
  /** Its rows, the newest stage first. */
  readonly stages: readonly ShownRow<"plan">[];
  readonly measures: readonly ShownMeasure[];
  readonly counts: Readonly<Record<MeasureState, number>>;
  /** Sums of the budgets that sources state alike, by currency, and of how many measures nobody states one or sources differ. */
  readonly budget: { readonly sums: readonly Money[]; readonly without: number };
}

/** All that is said of one article, or of one act. */
export interface ShownLaw {
  readonly inForce: boolean;
  readonly rows: readonly ShownRow<"law">[];
}

/** A report that a person wrote, as it was published. */
export interface ShownEdition {
  readonly edition: PublishedEdition;
  readonly organisation: NameByLanguage;
  /** Its organisation published a newer one. */
  readonly isOlder: boolean;
}

/** The newest release of a year, and what this browser found of it (YC14, TA12). */
export interface ShownRelease {
  readonly year: number;
  readonly release: RowValues<"release">;
  readonly trace: Trace;
  /** Who made the same rows again; `alone` where nobody else in the country may. */
  readonly signed: Trace["signedOff"][number] | "not-yet" | "alone";
  readonly flaws: readonly ReleaseFlaw[];
}

export interface ShownCases extends ShownRelease {
  readonly joined: CheckedCases["joined"];
  /** None where some row does not hold. */
  readonly rows: readonly RowValues<"tally">[];
}

export interface ShownProceedings extends ShownRelease, Period {
  /** None where some row does not hold. */
  readonly rows: readonly ReleasedTally[];
}

export interface PublicView {
  readonly origin: string;
  readonly title: NameByLanguage;
  readonly country: string;
  readonly kind: "real" | "trial" | "demonstration";
  readonly log: {
    readonly size: number;
    /** Milliseconds since 1970: the cosignatures' median. */
    readonly at: number;
    readonly witnesses: readonly string[];
    /** The newest cosigned state is older than a day. */
    readonly stale: boolean;
  };
  /** The newest year first, and how many rows about cases belong to no release. */
  readonly cases: { readonly years: readonly ShownCases[]; readonly stray: number };
  /** The same of proceedings and requests. */
  readonly proceedings: { readonly years: readonly ShownProceedings[]; readonly stray: number };
  readonly plans: readonly ShownPlan[];
  /** Measures of plans that nobody entered. */
  readonly stray: readonly ShownMeasure[];
  readonly laws: readonly ShownLaw[];
  readonly publications: readonly ShownRow<"publication">[];
  /** Reports that a person wrote, the newest first. */
  readonly editions: readonly ShownEdition[];
  /** What else is done, one list for each register in the order of the table, the newest row first. */
  readonly lists: readonly { readonly register: RegisterName; readonly rows: readonly ShownRow[] }[];
  /** How many notes, rows and imports do not count, because they break the rules or are not whole. */
  readonly notCounted: number;
}

/** Why nothing is shown. */
const refusals = [
  "no-network",
  "no-founding",
  "other-version",
  "fork",
  "host-lies",
  "bytes-missing",
  "no-quorum",
  "oversized",
] as const;
export type PageRefusal = (typeof refusals)[number];

/** What the worker sends to the page. */
export type WorkerMessage =
  | { readonly is: "progress"; readonly come: number; readonly of: number }
  | { readonly is: "shown"; readonly view: PublicView }
  | { readonly is: "record"; readonly size: number; readonly record: RecordRead | null }
  | { readonly is: "refused"; readonly why: PageRefusal; readonly leaf: number | null };
