// Whether a statement of the demonstration's accounts stands in a report: in its data by its source, and in each language in its front, beside the very
// rows on which it rests.
import assert from "node:assert/strict";
import type { Statement } from "../../src/record/statement.ts";
import { composeReport } from "../../src/reports/compose.ts";
import { refId } from "../../src/reports/data/record-places.ts";
import { anchorsOf, recordRuns } from "../../src/reports/data/record-runs.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import type { Inlines } from "../../src/reports/inlines.ts";
import { plain } from "../../src/reports/say.ts";
import type { SeedStatement } from "../journeys/stated-sentences.ts";
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
  assert.ok(isInData(data, statement), statement.seed);
  for (const language of spelledLanguages)
    assert.ok(stands(data, language, statement, rows), `${language}: ${statement.seed}`);
}

function rowNamed(statements: readonly Statement[], name: string, source: string): Statement {
  const [register, key] = name.split(" ");
  return (
    statements.find((one) => one.register === register && one.key === key && one.source === source) ?? assert.fail(name)
  );
}

/** A number is that of its source, a tier and its ground follow, and a recommendation rests on its fact. What rows say is in their fields. */
function isInData({ facts, assessment, recommendations, period }: ReportData, statement: SeedStatement): boolean {
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
  if ("recommendation" in statement)
    return recommendations.some(
      ({ key, facts: of }) => key === statement.recommendation && of.includes(statement.because),
    );
  return true;
}

/** True when a paragraph or a list of the front of the report says it: a number that leads to its fact, or words beside marks that lead to the rows. */
function stands(
  data: ReportData,
  language: SpelledLanguage,
  statement: SeedStatement,
  rows: readonly Statement[],
): boolean {
  const text = reportTexts[language];
  const anchors = anchorsOf(recordRuns(data.records));
  const says = (run: Inlines, words: string) =>
    plain(run).replaceAll("\u00a0", " ").includes(words.replaceAll("\u00a0", " "));
  return frontOf(data, language).some((run) => {
    if ("fact" in statement) {
      const isTerm = statement.fact.startsWith("sentence-");
      const number = isTerm ? text.span(Number(statement.value)) : text.number(Number(statement.value));
      const words = new RegExp(`(^|[^\\d])${number.replaceAll("\u00a0", ".")}([^\\d]|$)`);
      return run.some((one) => one.kind === "figure" && one.fact === statement.fact && words.test(one.text));
    }
    if ("tier" in statement) {
      const { ground } = statement;
      return says(
        run,
        ground === undefined
          ? text.name("rating", "tier", "2WL")
          : text.word(`report.tier.ground-names.${ground}`, "?"),
      );
    }
    if ("recommendation" in statement)
      return says(run, text.word(`report.recommendations.named.${statement.recommendation}`, "?"));
    // One mark stands for all rows of a source, and leads to the first of them.
    const led = new Set(run.flatMap((one) => (one.kind === "link" ? [one.to] : [])));
    return says(run, statement.said(text)) && rows.some(({ ref }) => led.has(anchors.get(refId(ref)) ?? ""));
  });
}

/** The runs of words of the front of a report: paragraphs and the items of lists. */
function frontOf(data: ReportData, language: SpelledLanguage): readonly Inlines[] {
  const { sections } = composeReport(data, wordsIn[language], "00");
  const front = sections.slice(
    0,
    sections.findIndex(({ id }) => id === "contradictions"),
  );
  return front
    .flatMap(({ blocks }) => blocks)
    .flatMap((block) => (block.kind === "paragraph" ? [block.content] : block.kind === "list" ? block.items : []));
}
