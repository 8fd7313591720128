// What a report page that somebody shows is worth: compared with what this device makes of the same record. Nothing in the file is believed.
import { schemeFor } from "../../../assessment/schemes.ts";
import { hashOfText } from "../../../member/record/record-keeper.ts";
import { checkReport, maxReportBytes, type ReportCheck, readShownReport } from "../../../reports/check-report.ts";
import {
  checkEditionPage,
  type EditionCheck,
  readShownEdition,
  type ShownEdition,
} from "../../../reports/edition/edition-page.ts";
import { unansweredIn } from "../../../reports/edition/unanswered.ts";
import { reportParts } from "../../../reports/text/report-words.ts";
import type { Engine } from "../../engine.ts";
import { loadWords } from "../../text/load-words.ts";

export type ReportVerdict =
  /** The report that a person wrote; and how many things the checks find in its text that nobody answered. */
  | { readonly is: "edition"; readonly check: EditionCheck; readonly unanswered: number }
  | { readonly is: "too-large" | "no-report" | "foreign" | "not-trusted" | "unknown-scheme" }
  | {
      readonly is: "checked";
      readonly year: number;
      /** The size of the log from which it was made. */
      readonly size: number;
      readonly check: ReportCheck;
    };

/** A file that is larger than any report is not even read. What was published a minute ago is asked for first. */
export async function verdictOfFile(engine: Engine, file: File): Promise<ReportVerdict> {
  if (file.size > maxReportBytes) return { is: "too-large" };
  await engine.sync();
  return verdictOf(engine, await file.text());
}

async function verdictOf(engine: Engine, html: string): Promise<ReportVerdict> {
  const edition = readShownEdition(html);
  if (edition !== null) return verdictOfEdition(engine, html, edition);
  const shown = readShownReport(html);
  if (shown === null) return { is: "no-report" };
  if (shown.origin !== engine.view.peek()?.country.origin) return { is: "foreign" };
  const [record, newest] = [engine.record.at(shown.size), engine.record.at()];
  if (record === null || newest === null) return { is: "not-trusted" };
  const scheme = schemeFor(shown.scheme);
  if (scheme === null) return { is: "unknown-scheme" };
  const words = await loadWords(shown.language, reportParts);
  const check = checkReport(html, shown, { record, newest, scheme, words });
  return { is: "checked", year: shown.period.year, size: shown.size, check };
}

async function verdictOfEdition(engine: Engine, html: string, shown: ShownEdition): Promise<ReportVerdict> {
  if (shown.origin !== engine.view.peek()?.country.origin) return { is: "foreign" };
  const [then, newest] = [engine.record.at(shown.size), engine.record.at()];
  if (then === null || newest === null) return { is: "not-trusted" };
  const words = await loadWords(shown.language, reportParts);
  const check = checkEditionPage(html, shown, { newest, then, words, hash: hashOfText });
  return { is: "edition", check, unanswered: check.edition === null ? 0 : unansweredIn(check.edition, then).length };
}
