// The report of an invented country's year from given rows, as data and in words. Statements get ids as notes have them.
import type { RecordRef, Statement } from "../../src/record/statement.ts";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { reportOfYear } from "../../src/reports/report-of-year.ts";
import { hashOfText } from "./record-notes.ts";
import { recordRead } from "./record-read.ts";
import { reportMarkdown } from "./report-markdown.ts";
import { type SpelledLanguage, wordsIn } from "./report-words.ts";
import { tallied } from "./statements.ts";

/** The data of a year's report, 2003 unless another is named, of a record of which every year was released. */
export function reportDataOf(
  given: readonly Statement[],
  year = 2003,
  kind: "calendar" | "april-march" = "calendar",
): ReportData {
  const statements = tallied(given, kind).map((one) => {
    const hashed = (ref: RecordRef) => ({ ...ref, note: hashOfText(ref.note) });
    const ref = hashed(one.ref);
    const history = one.history.map((version) => ({ ...version, ref: hashed(version.ref) }));
    return { ...one, ref, first: { ...one.first, ref }, history } as Statement;
  });
  return reportOfYear(recordRead(statements), { year, kind });
}

/** A report in words, without where its links lead and the places in its tables, and with plain spaces. */
export function reportWords(data: ReportData, language: SpelledLanguage = "en"): string {
  return reportMarkdown(composeReport(data, wordsIn[language]))
    .replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1")
    .replace(/\| <a id="[^"]*"><\/a>/g, "| ")
    .replaceAll("\u00a0", " ");
}
