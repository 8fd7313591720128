// Whether a statement of the demonstration's accounts stands in an annex: in its data by its source, and in each language on its page.
import assert from "node:assert/strict";
import { refId, type Statement } from "../../src/record/statement.ts";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { factAnchor, plain } from "../../src/reports/print/say.ts";
import { recordAnchor } from "../../src/reports/sections/report.ts";
import type { SeedStatement } from "../journeys/stated-sentences.ts";
import { elementsIn, rowsIn } from "./report-markdown.ts";
import { reportTexts, type SpelledLanguage, spelledLanguages, wordsIn } from "./report-words.ts";

/** The year of the report in which it stands: what the account says of 2002 stands in that of 2003. */
export function reportYearOf({ year }: SeedStatement): number {
  return Math.max(year, 2003);
}

export function assertStated(data: ReportData, statement: SeedStatement, statements: readonly Statement[]): void {
  const rows: readonly Statement[] =
    "rows" in statement ? statement.rows.map((name) => rowNamed(statements, name, statement.source)) : [];
  if ("values" in statement)
    for (const one of rows)
      for (const [field, value] of Object.entries(statement.values))
        assert.deepEqual((one.values as Readonly<Record<string, unknown>>)[field], value, `${one.key} ${field}`);
  assert.ok(isInData(data, statement, rows), statement.seed);
  for (const language of spelledLanguages)
    assert.ok(stands(data, language, statement, rows), `${language}: ${statement.seed}`);
}

function rowNamed(statements: readonly Statement[], name: string, source: string): Statement {
  const [register, key] = name.split(" ");
  return (
    statements.find((one) => one.register === register && one.key === key && one.source === source) ?? assert.fail(name)
  );
}

/** A number is that of its source, a tier and its ground follow, and a row is shown. */
function isInData(
  { facts, assessment, rows, period }: ReportData,
  statement: SeedStatement,
  said: readonly Statement[],
) {
  if ("fact" in statement) {
    const fact = facts.find(({ definition }) => definition.key === statement.fact);
    const value = statement.year === period.year ? fact?.now : fact?.before;
    return value?.value === statement.value && value.statements[0]?.source === statement.source;
  }
  if ("tier" in statement) {
    const holding = assessment.grounds.filter(({ reading }) => reading.truth === "yes");
    const isGround = statement.ground === undefined || holding.some(({ ground }) => ground.key === statement.ground);
    const published = assessment.published.some(({ tier }) => tier === statement.tier);
    return published && assessment.tier === statement.tier && isGround;
  }
  const shown = new Set(rows.map(({ ref }) => refId(ref)));
  return said.length > 0 && said.every(({ ref }) => shown.has(refId(ref)));
}

/** True when the page has it: a number in the row of its fact, a tier or its ground in the words of the tier, or the rows themselves. */
function stands(
  data: ReportData,
  language: SpelledLanguage,
  statement: SeedStatement,
  rows: readonly Statement[],
): boolean {
  const text = reportTexts[language];
  const { sections } = composeReport(data, wordsIn[language]);
  const blocks = sections.flatMap((section) => section.blocks);
  const tableRows = rowsIn(blocks);
  if ("fact" in statement) {
    const isTerm = statement.fact.startsWith("sentence-");
    const number = isTerm ? text.span(Number(statement.value)) : text.number(Number(statement.value));
    const row = tableRows.find(({ id }) => id === factAnchor(statement.fact));
    const [, now = "", before = ""] = row?.cells ?? [];
    return (statement.year === data.period.year ? now : before).split(" (")[0] === number;
  }
  if ("tier" in statement) {
    const { ground, tier } = statement;
    const name =
      ground === undefined ? text.name("rating", "tier", tier) : text.word(`report.tier.ground-names.${ground}`, "?");
    return sections
      .filter(({ id }) => id === "tier")
      .flatMap((section) => section.blocks)
      .flatMap((block) => (block.tag === "p" ? [block] : elementsIn(block, "li")))
      .some(({ children }) => plain(children).includes(name));
  }
  const ids = new Set(tableRows.map(({ id }) => id));
  return rows.every(({ ref }) => ids.has(recordAnchor(ref)));
}
