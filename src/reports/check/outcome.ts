// What the check of a shown report is given, and what it says. No text of the shown report is in what it says: codes, numbers, and keys of the
// program's own catalogue.
import type { Scheme } from "../../assessment/assessment.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { Statement } from "../../record/statement.ts";
import type { RecordUsed } from "../data/record-places.ts";
import type { ReportData } from "../data/report-data.ts";

/** What the checker has. */
export interface Sight {
  /** The record at the size from which the report says that it was made. Nothing is excused for whoever holds all that is sealed. */
  readonly record: RecordRead;
  /** The newest record that is trusted. */
  readonly newest: RecordRead;
  readonly scheme: Scheme;
  /** The statement of which a row is a version, in the record at the report's size; null when the checker does not have it. */
  readonly statement: (ref: RecordUsed) => Statement | null;
  /** True when the log holds something sealed at this leaf. */
  readonly isSealedLeaf: (leaf: number) => boolean;
  /** True when a record that this organisation sealed at this leaf went to the checker's organisation too (RC4). */
  readonly mustHold: (organisation: string, leaf: number) => boolean;
}

export type FactVerdict =
  | "same"
  | "differs"
  /** Rests on sealed records that the checker does not hold, and is so far in order. */
  | "sealed";

/** Parts of the data that are compared as a whole. `facts` are all of them: which there are, and how each is defined. */
export type ReportPart = keyof ReportData;

export type ReportFlaw =
  | { readonly code: "other-root" | "not-its-data" }
  /** It rests on sealed records that the checker does not hold, and nobody who may publishes it. */
  | { readonly code: "not-published" }
  /** This part of it is not what the records give. */
  | { readonly code: "not-the-records"; readonly part: ReportPart }
  /** Open records that it names and that are not in the record as what it says; sealed ones that cannot be; those that the checker would hold. */
  | { readonly code: "records-missing" | "not-in-log" | "not-held"; readonly n: number }
  /** A fact of the catalogue. */
  | { readonly code: "fact-differs"; readonly fact: string };

export interface ReportCheck {
  /**
   * `whole`: every word was recomputed. `open-part`: what rests on no sealed record was, and the rest follows from what it claims to have
   * counted, which the checker cannot open, and somebody published it. `refused`: it has flaws.
   */
  readonly verdict: "whole" | "open-part" | "refused";
  /** Every fact of the shown report that the program knows, as the checker's catalogue names it; none where it was refused at once. */
  readonly facts: readonly { readonly fact: string; readonly verdict: FactVerdict }[];
  readonly flaws: readonly ReportFlaw[];
  /** Organisations whose row in the log publishes these very data. */
  readonly publishedBy: readonly string[];
  /** Figures that rest on sealed records and were compared with nothing: facts, flows, counts and years of a plot. */
  readonly unchecked: number;
  /**
   * What the newest record gives for the same year otherwise than the record at the report's size: as far as the checker can read both. Null
   * where it was refused at once, before anything was compared.
   */
  readonly later: { readonly figures: number; readonly tier: boolean } | null;
}
