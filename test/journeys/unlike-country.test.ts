// A country that is not like the demonstration: persons instead of cases, counts as of a later month, published totals, a code that replaced a code, no prosecutions,
// a waiver. Every figure that was entered stands in the annex to its report.

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { registerGiven, tableOfFile } from "../../src/cli/record-file.ts";
import { registerOf } from "../../src/core/registers/register-table.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { sha256 } from "../../src/crypto/sha256.ts";
import { encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Statement } from "../../src/record/statement.ts";
import { readRows } from "../../src/record/table/row-table.ts";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { factTable } from "../../src/reports/fact-table.ts";
import { reportOfYear } from "../../src/reports/report-of-year.ts";
import { reportMarkdown } from "../support/report-markdown.ts";
import { type SpelledLanguage, spelledLanguages, wordsIn } from "../support/report-words.ts";
import { stated, tallied } from "../support/statements.ts";

const folder = fileURLToPath(new URL("unlike-country", import.meta.url));
const period = { year: 2022, kind: "calendar" } as const;

/** The rows of every file, each as the statement that it makes. None of them is refused. */
const statements: readonly Statement[] = readdirSync(folder)
  .filter((file) => file.endsWith(".csv"))
  .sort()
  .flatMap((file, leaf) => {
    const register = registerGiven(file.slice(3, -4));
    const { rows, flaws } = readRows(register, tableOfFile(`${folder}/${file}`));
    assert.deepEqual(flaws, [], file);
    return rows.map((row, place) => {
      const ref = { note: encodeHex(sha256(encodeUtf8(file))), row: place };
      const said = { source: row.source, organisation: "example-office", sealed: !registerOf(register).open, leaf };
      const statement = stated(register, row.key, "values" in row ? row.values : assert.fail(), said);
      return { ...statement, ref, first: { ref, leaf } } as Statement;
    });
  });

const data: ReportData = reportOfYear(
  {
    origin: `example.test/${"a".repeat(32)}`,
    trial: true,
    country: "XE",
    title: { en: "Republic of Example" },
    log: { size: 40, root: "ab".repeat(32) },
    statements: tallied(statements),
    organisationNames: new Map(),
  },
  period,
);

/** The report in words, without where its links lead. */
function words(language: SpelledLanguage): string {
  return reportMarkdown(composeReport(data, wordsIn[language]))
    .replace(/<a id="[^"]*"><\/a>/g, "")
    .replace(/\[((?:[^[\]]|\\\[|\\\])*)\]\(#[^)]*\)/g, "$1")
    .replace(/(\s|\u00a0)*\\?\[\d+\\?\]/g, "")
    .replace(/[*_\\]/g, "")
    .replaceAll("\u00a0", " ");
}

test("every figure that was entered stands in its report, in each language and in the table", () => {
  const numbers = new Set(factTable(data, wordsIn.en).map((cells) => cells[9]));
  for (const { register, values } of statements) {
    if (register !== "figure") continue;
    const { value, fact } = values as { readonly value: number | "not-reported"; readonly fact: string };
    if (value === "not-reported") continue;
    assert.ok(numbers.has(String(value)), `CSV ${fact} ${value}`);
    const isTerm = fact.startsWith("sentence-");
    for (const language of spelledLanguages) {
      const spelled = isTerm ? String(value / 12) : String(value).replace(/(\d)(\d{3})$/, "$1.?$2");
      assert.match(words(language), new RegExp(`(^|[^\\d])${spelled}([^\\d]|$)`), `${language} ${fact} ${value}`);
    }
  }
});
