// From statements to facts: for each definition of the catalogue what every source says in a period, whose word counts, and whether
// they differ. A value is never without its records, and the want of data is never a zero (R17).

import { ownFiles } from "../core/registers/row.ts";
import { sourceOf } from "../record/named-source.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { contradicting, isOneOfTwo } from "./contradicting.ts";
import { countRecords } from "./count-records.ts";
import type { FactDefinition, FactStatement, FactValue, FactYear, Period } from "./fact-value.ts";
import { isKnown, organisationsOf } from "./fact-value.ts";
import { withAside } from "./figures-aside.ts";
import { daysOf, periodBefore } from "./period.ts";
import { readFigures } from "./read-figures.ts";
import { withComparison } from "./series.ts";
import type { Counted } from "./source-statement.ts";
import type { StatementIndex } from "./statement-index.ts";
import { compareSources, indexStatements, placeOfFirst } from "./statement-index.ts";
import { readCases, readTallies, sealedRegisterOf } from "./tally.ts";

/** Every fact of the catalogue in the period, each with the period before it. The order of statements makes no difference. */
export function evaluateFacts(
  statements: readonly Statement[] | StatementIndex,
  period: Period,
  definitions: readonly FactDefinition[] = catalogue,
): readonly FactYear[] {
  const index = "rows" in statements ? statements : indexStatements(statements);
  const [now = [], before = []] = evaluateYears(index, [period, periodBefore(period)], definitions);
  return definitions.flatMap((definition, i) => {
    const [value, last] = [now[i], before[i]];
    return value === undefined || last === undefined ? [] : [{ definition, now: value, before: last }];
  });
}

/** The facts of each of these years, the newest first: each with what it is compared with in the year that follows here, and with the figures aside. */
export function evaluateYears(
  index: StatementIndex,
  years: readonly Period[],
  definitions: readonly FactDefinition[],
): readonly (readonly FactValue[])[] {
  const values = years.map((year) => definitions.map((definition) => evaluateFact(index, definition, year)));
  return values.map((ofYear, year) => {
    const compared = ofYear.map((value, i) => {
      const before = values[year + 1]?.[i];
      return before === undefined ? value : withComparison(index, value, before);
    });
    const asked = years[year];
    return asked === undefined ? compared : withAside(index, asked, definitions, compared);
  });
}

/**
 * One fact in one period, compared with nothing and without the figures that no fact reads. Sealed rows are counted by the offices that release a year and nowhere
 * else (TA5): before that nobody counts them, whoever reads them.
 */
function evaluateFact(index: StatementIndex, definition: FactDefinition, period: Period): FactValue {
  const { formula } = definition;
  if (formula === undefined) return factFrom(index, definition, period, readCases(index, definition, period));
  if (sealedRegisterOf(definition) === null)
    return factFrom(index, definition, period, countRecords(index, formula, daysOf(period)));
  return factFrom(index, definition, period, readTallies(index, definition, period));
}

/** A fact from the figures of the period and what rows come to; null where nobody counted them. */
export function factFrom(
  index: StatementIndex,
  definition: FactDefinition,
  period: Period,
  counted: Counted | null,
): FactValue {
  const figures = readFigures(index, definition, daysOf(period));
  const said = [...figures.statements, ...(counted?.statements ?? [])];
  const isPublished = figures.statements.some((one) => one.source !== ownFiles && isKnown(one));
  const statements = inOrderOfWord(
    index,
    said.map((one) => besideOthers(definition, one, isPublished)),
  );
  const otherPeriods = statements.length === 0 ? inOrderOfWord(index, figures.otherPeriods) : [];
  const isUncounted = counted === null && statements.length === 0;
  const state = otherPeriods.length > 0 ? "other-period" : isUncounted ? "not-counted" : stateOf(statements);
  return {
    fact: definition.key,
    period,
    state,
    value: state === "two-figures" ? null : (statements[0]?.value ?? null),
    statements,
    contradicted: definition.unit !== "rows" && contradicting(statements).length > 0,
    unplaced: counted?.unplaced ?? [],
    ...(otherPeriods.length > 0 ? { otherPeriods } : {}),
  };
}

/** What statements in the order of their word come to. A source that gives two figures has given none that counts. */
function stateOf(statements: readonly FactStatement[]): FactValue["state"] {
  const [first] = statements;
  if (first === undefined) return "no-data";
  if (!isKnown(first)) return "not-reported";
  return isOneOfTwo(statements)(first) ? "two-figures" : "known";
}

/** A tally of own files of which nobody says that they are all: beside what others publish of the year there may be more; where nobody else says anything it is what there is. */
function besideOthers(
  { formula }: FactDefinition,
  { partial, ...one }: FactStatement,
  isPublished: boolean,
): FactStatement {
  if (partial !== true || !isPublished) return one;
  const isOpen = typeof one.value === "number" && formula?.kind !== "lowest";
  return {
    ...one,
    partial,
    ...(isOpen ? { bounds: { least: Number(one.value), most: Number.POSITIVE_INFINITY } } : {}),
  };
}

/**
 * Statements in the order in which their words count (AS5). A value counts before the word that there is none; then the source; of one source
 * as its rank says; then the figure of all articles before that of some; at last what was logged first.
 */
function inOrderOfWord<S extends FactStatement>(index: StatementIndex, statements: readonly S[]): readonly S[] {
  const counts = statements.filter(({ source, from }) => source === ownFiles && from === "records");
  // The organisations of whose own files rows are counted.
  const counted = new Set(counts.flatMap(organisationsOf));
  const isAnyPartial = statements.some((one) => one.partial === true);
  // A register of which nobody says that it holds all, and what others say of it, come after whoever publishes the year.
  const isOfPart = ({ source, from, organisation }: FactStatement) =>
    isAnyPartial && source === ownFiles && (from === "records" || !counted.has(organisation));
  const rankOf = (one: FactStatement) =>
    one.source === ownFiles ? rankAmongOwn(counted, one) : rankAmongReaders(index, one);
  return [...statements].sort(
    (a, b) =>
      Number(isKnown(b)) - Number(isKnown(a)) ||
      Number(isOfPart(a)) - Number(isOfPart(b)) ||
      compareSources(index, a, b) ||
      rankOf(a) - rankOf(b) ||
      a.articles.length - b.articles.length ||
      placeOfFirst(index, a.records) - placeOfFirst(index, b.records),
  );
}

/**
 * The smaller, the more a word of own files counts. A figure of an organisation that has rows in the count comes before it, since it may know more
 * than its rows say. Any other figure comes after: its author need not know anything of what is counted.
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
