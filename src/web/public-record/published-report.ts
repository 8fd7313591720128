// A published report, made again from the open rows as the log held them then: so that everybody reads what was published, and sees whether these are the very
// data whose hash is in the log. Those of an older program, which counted sealed rows too, are others.
import { schemeFor } from "../../assessment/schemes.ts";
import { yearKinds } from "../../core/registers/partial-date.ts";
import { hashOfText } from "../../member/record/record-keeper.ts";
import type { RecordRead } from "../../record/record-read.ts";
import { composeReport } from "../../reports/compose.ts";
import { reportText } from "../../reports/data/report-data.ts";
import type { ReportDocument } from "../../reports/document.ts";
import { reportOfYear } from "../../reports/report-of-year.ts";
import type { Words } from "../../words/words.ts";

/** What a publication says of the report. */
export interface ReportAsked {
  readonly year: number;
  readonly scheme: string;
  /** The size of the log from which it was made. */
  readonly size: number;
  /** The hash of its data. */
  readonly data: string;
}

interface ReportMade {
  readonly document: ReportDocument;
  /** True when these are the data whose hash was published. */
  readonly isWhole: boolean;
}

/** The report of the record as it stood at that size; null for a scheme that this program does not know. */
export function publishedReport(
  record: RecordRead,
  { year, scheme: id, data: hash }: ReportAsked,
  words: Words,
): ReportMade | null {
  const scheme = schemeFor(id);
  if (scheme === null) return null;
  // A publication does not say how its report counts years: the one whose hash it has, else that of the calendar year.
  const made = yearKinds.map((kind) => {
    const report = reportOfYear(record, { period: { year, kind }, scheme });
    const own = hashOfText(reportText(report));
    return { report, isWhole: own === hash, own };
  });
  const shown = made.find(({ isWhole }) => isWhole) ?? made[0];
  if (shown === undefined) return null;
  return { document: composeReport(shown.report, words, shown.own), isWhole: shown.isWhole };
}
