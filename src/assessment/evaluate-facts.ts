// From statements to facts: for each definition of the catalogue what every source says in a period, whose word counts, and whether
// they differ. A value is never without its records, and the want of data is never a zero (R17).

import { ownFiles } from "../core/registers/row.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { contradicting } from "./contradicting.ts";
import { countRecords } from "./count-records.ts";
import type { FactDefinition, FactStatement, FactValue, FactYear, Period } from "./fact-value.ts";
import { isKnown, organisationsOf } from "./fact-value.ts";
import { type FiguresAside, figuresAside } from "./figures-aside.ts";
import { daysOf, periodBefore } from "./period.ts";
import { readFigures } from "./read-figures.ts";
import type { StatementIndex } from "./statement-index.ts";
import { compareSources, indexStatements, placeOfFirst, sourceOf } from "./statement-index.ts";

/** Every fact of the catalogue in the period, each with the period before it. The order of statements makes no difference. */
export function evaluateFacts(
  statements: readonly Statement[] | StatementIndex,
  period: Period,
  definitions: readonly FactDefinition[] = catalogue,
): readonly FactYear[] {
  const index = "rows" in statements ? statements : indexStatements(statements);
  const evaluate = (asked: Period) => {
    const aside = figuresAside(index, asked, definitions);
    return (definition: FactDefinition) => withAside(evaluateFact(index, definition, asked), aside);
  };
  const [now, before] = [evaluate(period), evaluate(periodBefore(period))];
  return definitions.map((definition) => ({ definition, now: now(definition), before: before(definition) }));
}

/** One fact in one period, without the figures that no fact reads. */
export function evaluateFact(index: StatementIndex, definition: FactDefinition, period: Period): FactValue {
  const days = daysOf(period);
  const figures = readFigures(index, definition, days);
  const counted =
    definition.formula === undefined ? { statements: [], unplaced: [] } : countRecords(index, definition.formula, days);
  const statements = inOrderOfWord(index, [...figures.statements, ...counted.statements]);
  const [first] = statements;
  return {
    fact: definition.key,
    period,
    state: first === undefined ? "no-data" : isKnown(first) ? "known" : "not-reported",
    value: first?.value ?? null,
    statements,
    contradicted: definition.unit !== "rows" && contradicting(statements).length > 0,
    unplaced: [...figures.unplaced, ...counted.unplaced],
  };
}

/** The value with the figures about its matter that no fact reads. */
export function withAside(value: FactValue, figures: FiguresAside): FactValue {
  const aside = figures.get(value.fact);
  return aside === undefined ? value : { ...value, aside };
}

/**
 * Statements in the order in which their words count (AS5). A value counts before the word that there is none; then the source; of one source
 * as its rank says; then the figure of all articles before that of some; at last what was logged first.
 */
export function inOrderOfWord<S extends FactStatement>(index: StatementIndex, statements: readonly S[]): readonly S[] {
  const counted = countedAmong(statements);
  const rankOf = (one: FactStatement) =>
    one.source === ownFiles ? rankAmongOwn(counted, one) : rankAmongReaders(index, one);
  return [...statements].sort((a, b) => {
    if (isKnown(a) !== isKnown(b)) return isKnown(a) ? -1 : 1;
    const source = compareSources(index, a, b);
    if (source !== 0) return source;
    const rank = rankOf(a) - rankOf(b);
    if (rank !== 0) return rank;
    if (a.articles.length !== b.articles.length) return a.articles.length - b.articles.length;
    return placeOfFirst(index, a.records) - placeOfFirst(index, b.records);
  });
}

/** The organisations of whose own files rows are counted among these statements. */
function countedAmong(statements: readonly FactStatement[]): ReadonlySet<string> {
  const counts = statements.filter(({ source, from }) => source === ownFiles && from === "records");
  return new Set(counts.flatMap(organisationsOf));
}

/**
 * The smaller, the more a word of own files counts. A figure of whoever has rows in the count comes before it, since he may know more than his
 * rows tell. Any other figure comes after: who may write a figure need not know a thing of what is counted, or may not enter it at all.
 */
function rankAmongOwn(counted: ReadonlySet<string>, { from, organisation }: FactStatement): number {
  if (from === "records") return 1;
  return counted.has(organisation) ? 0 : 2;
}

/** The word of the organisation that described the source before that of others who name it; a figure before the count of rows. */
function rankAmongReaders(index: StatementIndex, one: FactStatement): number {
  const describer = sourceOf(index.sources, one)?.organisation ?? one.organisation;
  return (describer === one.organisation ? 0 : 2) + (one.from === "records" ? 1 : 0);
}
