// A sheet: one filled form in a case, as its saves make it (FD10). `../case/fold-sheets.ts` makes it from the entries of a case.
import type { Part } from "../part-table.ts";
import type { AnswerValue, FormId, GoneWord, MissingWord } from "./form.ts";

/** Why an answer is another one than before: it was never true, it is true since then, or the person says it differently. */
export const correctionReasons = ["mistake", "changed", "said-anew"] as const;
export type CorrectionReason = (typeof correctionReasons)[number];

/** What one save says of one field. */
export interface Saying {
  readonly entry: string;
  /** The organisation that signed it; null when the directory does not know the device. */
  readonly by: string | null;
  readonly device: string;
  /** The author's own clock. */
  readonly at: string;
  /** Null while it is not logged. */
  readonly leaf: number | null;
  readonly version: FormId;
  /** The answer; null where `gone` says why there is none. */
  readonly value: AnswerValue | null;
  readonly gone: GoneWord | null;
  /** Why it is another one than before, as its author said. */
  readonly why: CorrectionReason | null;
  /** The day of the paper from which it was entered. */
  readonly paper: string | null;
}

export interface SheetAnswer {
  readonly key: string;
  readonly part: Part;
  /** What holds now; null where it is missing or was cleared. */
  readonly value: AnswerValue | null;
  /** Why it is missing; null where there is an answer, and where it was cleared. */
  readonly missing: MissingWord | null;
  /** Those that say something and that nobody replaced, the first in the log first. A correction names all of them. */
  readonly heads: readonly Saying[];
  /** Two or more were written without seeing each other, and differ. */
  readonly differs: boolean;
  /** All that was ever said of it, the first in the log first. */
  readonly history: readonly Saying[];
}

/** When something was written: by its author's clock, and where it is in the log; null while it is not. */
export interface SheetMoment {
  readonly at: string;
  readonly leaf: number | null;
}

export interface Sheet {
  /** The key of its form. */
  readonly form: string;
  readonly sheet: string;
  /** The version under which it was written last. */
  readonly version: FormId;
  /** The organisation that began it. */
  readonly by: string | null;
  readonly begun: SheetMoment;
  readonly changed: SheetMoment;
  /** The parts of it that are held here. */
  readonly parts: readonly Part[];
  readonly answers: ReadonlyMap<string, SheetAnswer>;
  /** It was struck out as a whole, and nothing was said in it since. */
  readonly struckOut: boolean;
  /** The tasks that its saves name as done. */
  readonly tasks: readonly string[];
  /** The saves of it that hold something now: what a newcomer needs (SL8). */
  readonly heads: readonly string[];
  readonly saves: readonly string[];
}
