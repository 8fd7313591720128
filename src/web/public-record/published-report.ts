// A published report, made again from the open rows as the log held them then: so that everybody reads what was published, and sees whether the
// open rows alone give the very data whose hash is in the log. What rests on sealed rows is not in it, and the report says so.
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
  /** True when these are the data whose hash was published: then nothing sealed is behind it. */
  readonly isWhole: boolean;
}

/** The report of the record as it stood at that size; null for a scheme that came as a file. */
export function publishedReport(
  record: RecordRead,
  { year, scheme: id, data: hash }: ReportAsked,
  words: Words,
): ReportMade | null {
  const scheme = schemeFor(id);
  if (scheme === null) return null;
  // A publication does not say how its report counts years, nor that its maker held all of what is sealed though there is nothing: the one whose
  // hash it has, else that of the calendar year by whoever holds the open rows.
  const made = (["none", "all"] as const).flatMap((holds) =>
    yearKinds.map((kind) => {
      const report = reportOfYear({ ...record, holds }, { period: { year, kind }, scheme });
      const own = hashOfText(reportText(report));
      return { report, isWhole: own === hash, own };
    }),
  );
  const shown = made.find(({ isWhole }) => isWhole) ?? made[0];
  if (shown === undefined) return null;
  return { document: composeReport(shown.report, words, shown.own), isWhole: shown.isWhole };
}
