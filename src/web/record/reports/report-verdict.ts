// What a report page that somebody shows is worth: compared with what this device makes of the same record. Nothing in the file is believed.
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { checkPage, type PageVerdict } from "../../../reports/check-page.ts";
import { maxReportBytes } from "../../../reports/check-report.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import type { Engine } from "../../engine.ts";
import { loadWords } from "../../text/load-words.ts";

export type ReportVerdict = PageVerdict | { readonly is: "too-large" };

/** A file that is larger than any report is not even read. What was published a minute ago is asked for first. */
export async function verdictOfFile(engine: Engine, file: File): Promise<ReportVerdict> {
  if (file.size > maxReportBytes) return { is: "too-large" };
  await engine.sync();
  return checkPage(await file.text(), {
    origin: engine.view.peek()?.country.origin ?? "",
    recordAt: (size) => engine.record.at(size),
    wordsIn: (language) => loadWords(language, reportParts),
    hash: hashOfText,
  });
}
