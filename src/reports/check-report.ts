// Checks a report that somebody shows against the record: is it the one that was published, does what it says follow from the records, and
// which of it rests on records that the checker cannot open. Whoever holds all keys can recompute all of it.
import type { FactValue } from "../assessment/fact-value.ts";
import { canonicalJson } from "./canonical-json.ts";
import { composeReport } from "./compose.ts";
import { dataInHtml, reportHtml } from "./html.ts";
import { refId } from "./record-places.ts";
import type { RecordUsed, ReportData } from "./report-data.ts";
import { readReportText } from "./report-data.ts";
import type { ReportLanguage } from "./text/texts.ts";
import { reportTexts } from "./text/texts.ts";

/** What a shown page holds: its data, the exact text of them, and the page's language. */
export interface ShownReport {
  readonly data: ReportData;
  readonly text: string;
  readonly language: ReportLanguage;
}

/** Reads a report page; null for what is not one. Nothing in it is believed. */
export function readShownReport(html: string): ShownReport | null {
  const text = dataInHtml(html);
  const tag = /<html lang="([a-z]{2})"/.exec(html)?.[1];
  const language = (Object.keys(reportTexts) as ReportLanguage[]).find((known) => known === tag);
  if (text === null || language === undefined) return null;
  const data = readReportText(text);
  return data !== null && Array.isArray(data.facts) ? { data, text, language } : null;
}

/** True when the page is exactly what the program makes of its data: no word was added, changed or left out. */
export function isPageOfItsData(html: string, { data, text, language }: ShownReport, hash: string): boolean {
  try {
    return reportHtml(composeReport(data, language, hash), text) === html;
  } catch {
    // Data of another shape than the program's own: no page of it.
    return false;
  }
}

export type FactVerdict =
  | "same"
  | "differs"
  /** Rests on sealed records that the checker does not hold. */
  | "sealed";

export interface ReportCheck {
  /** Every fact of the shown report. */
  readonly facts: readonly { readonly fact: string; readonly verdict: FactVerdict }[];
  /** Sealed records that the report names and the checker does not hold. */
  readonly sealed: readonly RecordUsed[];
  /** Open records that the report names and that are not in the record. */
  readonly missing: readonly RecordUsed[];
  /** True when all of it was recomputed, word for word; null when sealed records stand in the way. */
  readonly whole: boolean | null;
}

/** Compares a shown report with the one that was recomputed from the record as the checker has it. */
export function checkReport(
  shown: ReportData,
  recomputed: ReportData,
  isHeld: (ref: RecordUsed) => boolean,
): ReportCheck {
  const unheld = shown.records.filter((record) => !isHeld(record));
  const sealed = unheld.filter((record) => record.sealed);
  const sealedIds = new Set(sealed.map(refId));
  const own = new Map(recomputed.facts.map((fact) => [fact.definition.key, fact]));
  const facts = shown.facts.map((fact) => {
    const key = fact.definition.key;
    if (restsOn(fact.now, sealedIds) || restsOn(fact.before, sealedIds))
      return { fact: key, verdict: "sealed" as const };
    const same = canonicalJson(own.get(key) ?? null) === canonicalJson(fact);
    return { fact: key, verdict: same ? ("same" as const) : ("differs" as const) };
  });
  return {
    facts,
    sealed,
    missing: unheld.filter((record) => !record.sealed),
    whole: sealed.length > 0 ? null : canonicalJson(shown) === canonicalJson(recomputed),
  };
}

function restsOn(value: FactValue, ids: ReadonlySet<string>): boolean {
  return (
    value.unplaced.some((ref) => ids.has(refId(ref))) ||
    value.statements.some((statement) => statement.records.some((ref) => ids.has(refId(ref))))
  );
}
