// What a yearly report says, without any language: the year's facts with everything behind them, what follows under a scheme, the rows that it shows, and
// what was released of proceedings. All of it follows from open rows.
import type { Assessment } from "../../assessment/assessment.ts";
import type { Contradiction, FactValue, FactYear, Period } from "../../assessment/fact-value.ts";
import type { ReleasedSplit } from "../../assessment/tally.ts";
import type { RegisterName } from "../../core/registers/register-table.ts";
import type { RecordRead } from "../../record/record-read.ts";
import type { Statement } from "../../record/statement.ts";
import type { SourceUsed } from "./report-sources.ts";

/** An open row, as its newest version says it, who entered it and who vouches for it. */
export type ReportRow<R extends RegisterName = RegisterName> = Pick<
  Statement<R>,
  "register" | "key" | "source" | "values" | "ref" | "leaf" | "organisation" | "signedOff"
>;

export interface ReportData extends Pick<RecordRead, "origin" | "trial" | "country" | "title" | "log"> {
  /** Facts of sealed registers are read from tallies of the year. */
  readonly isReleased: boolean;
  readonly period: Period;
  readonly facts: readonly ReportFact[];
  readonly contradictions: readonly Contradiction[];
  readonly assessment: Assessment;
  /** The rows of the year, and every other one on which something rests. */
  readonly rows: readonly ReportRow[];
  /** What was released of proceedings beyond the facts. */
  readonly splits: readonly ReleasedSplit[];
  readonly sources: readonly SourceUsed[];
  /** Names of the organisations that entered or vouched, by id and language. */
  readonly organisations: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** A fact of the year and of the one before, each with everything behind it. */
export interface ReportFact extends FactYear {
  /** The years before the last one, newest first; only of facts that are followed over the years (`followedFacts`). */
  readonly earlier?: readonly FactValue[];
}

/** Every year of the fact, newest first. */
export function yearsOf({ now, before, earlier = [] }: ReportFact): readonly FactValue[] {
  return [now, before, ...earlier];
}
