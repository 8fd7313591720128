// From statements to facts: for each definition of the catalogue what every source says in a period, whose word counts, and whether
// they differ. A value is never without its records, and the want of data is never a zero (R17).
import type { Statement } from "../core/record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { countRecords } from "./count-records.ts";
import type { FactDefinition, FactStatement, FactValue, FactYear, Period } from "./fact-value.ts";
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
  return definitions.map((definition) => ({
    definition,
    now: evaluateFact(index, definition, period),
    before: evaluateFact(index, definition, periodBefore(period)),
  }));
}

/** One fact in one period. */
export function evaluateFact(index: StatementIndex, definition: FactDefinition, period: Period): FactValue {
  const days = daysOf(period);
  const figures = readFigures(index, definition, days);
  const counted =
    definition.formula === undefined ? { statements: [], unplaced: [] } : countRecords(index, definition.formula, days);
  const statements = [...figures.statements, ...counted.statements].sort((a, b) => compareStatements(index, a, b));
  const [first] = statements;
  return {
    fact: definition.key,
    period,
    state: first === undefined ? "no-data" : isKnown(first) ? "known" : "not-reported",
    value: first?.value ?? null,
    statements,
    contradicted: definition.unit !== "rows" && statements.some((a) => statements.some((b) => contradict(a, b))),
    unplaced: [...figures.unplaced, ...counted.unplaced],
  };
}

/** True when the statement says a value and not that it is not reported. */
export function isKnown({ value }: FactStatement): boolean {
  return value !== "not-reported";
}

/** True when both cannot be right: `a` and `b` come from different sources, or from one source as two organisations read it. */
export function contradict(a: FactStatement, b: FactStatement): boolean {
  if (!isKnown(a) || !isKnown(b) || a.value === b.value || a.currency !== b.currency) return false;
  if (a.source === b.source && (a.organisation === b.organisation || a.from !== b.from)) return false;
  const atLeast = (one: FactStatement, other: FactStatement) =>
    one.incomplete === true || (one.articles.length > 0 && other.articles.length === 0);
  if (typeof a.value === "number" && typeof b.value === "number") {
    if (atLeast(a, b)) return a.value > b.value && !atLeast(b, a);
    if (atLeast(b, a)) return b.value > a.value;
  }
  return a.articles.join(" ") === b.articles.join(" ");
}

/**
 * Whose word counts first. A value counts before the word that there is none; then the source (AS5); of one source the word of the
 * organisation that described it before that of others who name it; its own figure before the count of its rows, which may be fewer than it
 * knows; the figure of all articles before that of some; at last what was logged first.
 */
function compareStatements(index: StatementIndex, a: FactStatement, b: FactStatement): number {
  if (isKnown(a) !== isKnown(b)) return isKnown(a) ? -1 : 1;
  const source = compareSources(index, a, b);
  if (source !== 0) return source;
  const isBorrowed = (one: FactStatement) =>
    (sourceOf(index.sources, one)?.organisation ?? one.organisation) !== one.organisation;
  if (isBorrowed(a) !== isBorrowed(b)) return isBorrowed(a) ? 1 : -1;
  if (a.from !== b.from) return a.from === "records" ? 1 : -1;
  if (a.articles.length !== b.articles.length) return a.articles.length - b.articles.length;
  return placeOfFirst(index, a.records) - placeOfFirst(index, b.records);
}
