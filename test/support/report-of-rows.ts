// The report of an invented country's year from given rows, as data and in words. Statements get ids as notes have them.

import assert from "node:assert/strict";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Statement } from "../../src/record/statement.ts";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { reportMarkdown } from "../../src/reports/print/markdown.ts";
import { reportOfYear, schemeOfYear } from "../../src/reports/report-of-year.ts";
import { type SpelledLanguage, wordsIn } from "./report-words.ts";

/** The data of a year's report, 2003 unless another is named, by whoever holds all that is sealed. */
export function reportDataOf(
  given: readonly Statement[],
  year = 2003,
  kind: "calendar" | "april-march" = "calendar",
): ReportData {
  const statements = given.map((one) => {
    const ref = { ...one.ref, note: encodeHex(sha256(encodeUtf8(one.ref.note))) };
    return { ...one, ref, first: { ...one.first, ref } };
  });
  const period = { year, kind };
  const record = {
    origin: "refuge.nation.example/55a4352f7f70c0870b257dc76aad9b48",
    trial: true,
    country: "XQ",
    title: { en: "Example Republic" },
    log: { size: 40, root: "ab".repeat(32) },
    statements,
    holds: "all",
    organisationNames: new Map(),
  } as const;
  return reportOfYear(record, { period, scheme: schemeOfYear(period) ?? assert.fail() });
}

/** A report in words, without where its links lead, and with plain spaces. */
export function reportWords(data: ReportData, language: SpelledLanguage = "en"): string {
  return reportMarkdown(composeReport(data, wordsIn[language], "00"))
    .replace(/\[([^[\]]*|\\\[\d+\\\])\]\(#[\w-]+\)/g, "$1")
    .replaceAll("\u00a0", " ");
}
