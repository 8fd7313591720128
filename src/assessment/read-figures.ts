// What sources give as a number for a year. A figure counts for a period when it covers that period exactly, or when several cover it
// without gap or overlap; what the source itself marks as not trafficking is taken out of its total and stays to be seen.

import { addDays } from "../core/form/calendar-day.ts";
import { presentFields } from "../core/present-fields.ts";
import { type DayRange, overlapOf, rangeOf } from "../core/registers/partial-date.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { compareTexts } from "../record/statement.ts";
import type { FactDefinition, FactStatement } from "./fact-value.ts";
import { span } from "./period.ts";
import { statementOf, sumOf } from "./source-statement.ts";
import { articlesOf, datesOf, factOfRow, type IndexedRow, type StatementIndex, textOf } from "./statement-index.ts";

type Several = FactDefinition["several"];

/** What figures say of a fact in a year: those that are the year's, and by whoever gives none for it, those for other days. */
interface FiguresRead {
  readonly statements: readonly FactStatement[];
  readonly otherPeriods: readonly FactStatement[];
}

/** The figures that sources give for the fact in these days. Parts without a total give no value of the whole. */
export function readFigures(index: StatementIndex, definition: FactDefinition, days: DayRange): FiguresRead {
  const { figure, part, several } = definition;
  if (figure === undefined) return { statements: [], otherPeriods: [] };
  const rows = (index.figures.get(figure) ?? []).filter((row) => factOfRow(row) === figure);
  const [statements, otherPeriods]: [FactStatement[], FactStatement[]] = [[], []];
  for (const ofAuthor of Map.groupBy(rows.filter(isOfCountry), authorOf).values()) {
    const isTotal = (row: IndexedRow) =>
      textOf(row, "part") === (part ?? null) && (part !== undefined || textOf(row, "of") === null);
    const parts = part === undefined ? ofAuthor.filter((row) => textOf(row, "part") !== null) : [];
    const groups = Map.groupBy(ofAuthor.filter(isTotal), scopeOf);
    for (const [scope, group] of groups) {
      // Where a source has one total, its parts are that total's though they do not repeat its articles.
      const limits = ["", ...group.slice(0, 1).map(limitOf)];
      const near = parts.filter((row) => (groups.size === 1 ? limits.includes(limitOf(row)) : scopeOf(row) === scope));
      const read = (totals: readonly IndexedRow[], of: DayRange | null) => {
        const spans = new Set(totals.map(spanOf));
        const own = near.filter((row) => spans.has(spanOf(row)));
        return figureStatement(totals, own, several, of);
      };
      const { values, others } = placeFigures(group, days, several);
      statements.push(...values.flatMap((totals) => read(totals, days)));
      if (values.length === 0) otherPeriods.push(...others.flatMap((row) => read([row], null)));
    }
  }
  const summed = sumsOfParts(rows, definition, days).filter(
    (sum) => !statements.some((one) => one.source === sum.source && one.organisation === sum.organisation),
  );
  return { statements: [...statements, ...summed], otherPeriods };
}

/** False for the number of one body or place, of one nationality, of victims in one state of recognition, and for a share: none is the country’s (AS31). */
function isOfCountry(row: IndexedRow): boolean {
  const scope = textOf(row, "scope");
  const isLess = ["nationality", "status"].some((field) => textOf(row, field) !== null);
  return (scope === null || scope === "country") && !isLess && textOf(row, "approx") !== "share";
}

/**
 * What numbers of bodies or places of exactly these days add up to, where one source says that they are inside one figure and share nobody. There
 * are at least so many: nobody says that these are all.
 */
function sumsOfParts(
  rows: readonly IndexedRow[],
  { part, several }: FactDefinition,
  days: DayRange,
): readonly FactStatement[] {
  if (several !== undefined) return [];
  const parts = rows.filter(
    (row) =>
      ["body", "place"].includes(textOf(row, "scope") ?? "") &&
      row.fields["disjoint"] === true &&
      textOf(row, "part") === (part ?? null) &&
      ["nationality", "status"].every((field) => textOf(row, field) === null) &&
      typeof row.fields["value"] === "number" &&
      sameDays(daysOfFigure(row), days),
  );
  const groups = Map.groupBy(parts, (row) =>
    JSON.stringify([authorOf(row), scopeOf(row), textOf(row, "of"), textOf(row, "scope")]),
  );
  return [...groups.values()].flatMap((group) => {
    const each = new Set(group.map((row) => textOf(row, "whose")));
    const [first] = group;
    const total = sumOf(group, "value");
    // Two numbers of one body are one of them wrong, and add up to nothing.
    if (first === undefined || total === null || group.length < 2 || each.size < group.length) return [];
    const currency = textOf(first, "currency") ?? undefined;
    const articles = articlesOf(first).toSorted();
    return statementOf(group, total.value, { from: "figure", articles, isOpen: true, currency });
  });
}

/** Total and parts of one source for these days; with null for days of its own. */
function figureStatement(
  totals: readonly IndexedRow[],
  parts: readonly IndexedRow[],
  several: Several,
  days: DayRange | null,
): readonly FactStatement[] {
  const isEnd = several === "lowest" || several === "highest";
  const isAgain = new Set(totals.map(spanOf)).size === 1;
  const total = isEnd ? endOf(totals, several) : sumOf(isAgain ? totals.slice(0, 1) : totals, "value");
  const [first] = totals;
  if (total === null || first === undefined) return [];
  const said = ({ statement }: IndexedRow) => statement.values as RowValues<"figure">;
  const { from, currency } = said(first);
  const asOf = totals.map((row) => said(row).as_of ?? "").sort()[0] || undefined;
  const until = totals.flatMap((row) => said(row).until ?? [])[0];
  const isLimited = (approx: "roughly" | "at-least") => totals.some((row) => said(row).approx === approx);
  // What happens in a year is counted whole only once it is over.
  const isEarly = asOf !== undefined && days !== null && several === undefined && rangeOf(asOf).last < days.last;
  const outside = parts.filter((row) => said(row).part === "not-trafficking");
  const taken = sumOf(outside, "value")?.value;
  const more = {
    from: "figure" as const,
    isOpen: total.incomplete || isEarly || isLimited("at-least"),
    articles: [...new Set(totals.flatMap(articlesOf))].sort(),
    parts: parts.map((row) => ({ part: said(row).part ?? "", value: said(row).value, ref: row.statement.ref })),
    currency,
    asOf,
    days: days === null ? { from, ...presentFields({ until }) } : undefined,
  };
  // Of a number that is about right nobody says how far from it the true one may be: only that it is not 0.
  const made = (rows: readonly IndexedRow[], value: number | "not-reported", published?: number) => {
    const bounds = { least: Math.min(Number(value) - 1, 1), most: Number.POSITIVE_INFINITY };
    const isAbout = isLimited("roughly") && typeof value === "number";
    return [statementOf(rows, value, { ...more, published, bounds: isAbout ? bounds : undefined })];
  };
  // A part that is greater than its whole is a slip of the source: nothing is taken out then, and the part is shown. Of terms and averages
  // nothing can be taken out.
  const isSum = several === undefined || several === "last";
  if (!isSum || typeof total.value !== "number" || typeof taken !== "number" || taken > total.value) {
    return made(totals, total.value);
  }
  return made([...totals, ...outside], total.value - taken, total.value);
}

/** The lowest or the highest of parts of a period is that of all of it only where each of them is known. */
function endOf(rows: readonly IndexedRow[], several: "lowest" | "highest") {
  const numbers = rows.map(({ fields }) => fields["value"]).filter((value) => typeof value === "number");
  if (numbers.length < rows.length) return { value: "not-reported", incomplete: false } as const;
  return { value: several === "lowest" ? Math.min(...numbers) : Math.max(...numbers), incomplete: false } as const;
}

interface Placed {
  /** The rows of each number that is the period's. Several numbers of one source contradict each other (AS28). */
  readonly values: readonly (readonly IndexedRow[])[];
  /** Where there is none, the rows for other days that touch the period. */
  readonly others: readonly IndexedRow[];
}

function placeFigures(rows: readonly IndexedRow[], days: DayRange, several: Several): Placed {
  const exact = lastCounted(rows.filter((row) => sameDays(daysOfFigure(row), days)));
  if (exact.length > 0) return { values: byValue(exact), others: [] };
  const touching = rows.filter((row) => overlapOf(daysOfFigure(row), days) !== "outside");
  const inside = touching
    .filter((row) => overlapOf(daysOfFigure(row), days) === "inside")
    .sort((a, b) => compareTexts(daysOfFigure(a).last, daysOfFigure(b).last));
  const newest = inside.at(-1);
  // Of a state, such as places in shelters, the last number of the year is the year's.
  if (several === "last" && newest !== undefined) {
    return { values: byValue(inside.filter((row) => spanOf(row) === spanOf(newest))), others: [] };
  }
  return several !== "none" && tile(inside.map(daysOfFigure), days)
    ? { values: [inside], others: [] }
    : { values: [], others: touching };
}

/** Of figures of one source for the same days those without a day at which they were counted, else those that were counted last. */
function lastCounted(rows: readonly IndexedRow[]): readonly IndexedRow[] {
  const asOf = (row: IndexedRow) => datesOf(row, "as_of")?.last ?? "9999";
  const last = rows.map(asOf).sort().at(-1);
  return rows.filter((row) => asOf(row) === last);
}

/** Those that say one number together. The word that there is none gives way to a number. */
function byValue(rows: readonly IndexedRow[]): readonly (readonly IndexedRow[])[] {
  const groups = [...Map.groupBy(rows, ({ fields }) => fields["value"])];
  const numbers = groups.filter(([value]) => typeof value === "number");
  return (numbers.length > 0 ? numbers : groups).map(([, group]) => group);
}

/** True when the ranges, ordered by their last days, cover these days without gap and without overlap. */
function tile(ranges: readonly DayRange[], days: DayRange): boolean {
  let next = days.first;
  for (const { first, last } of ranges) {
    if (first !== next) return false;
    next = addDays(last, 1);
  }
  return ranges.at(-1)?.last === days.last;
}

export function daysOfFigure(row: IndexedRow): DayRange {
  const from = datesOf(row, "from");
  if (from === null) throw new RangeError("a figure without a date");
  return span(from, datesOf(row, "until"));
}

function sameDays(a: DayRange, b: DayRange): boolean {
  return a.first === b.first && a.last === b.last;
}

/** What a figure is limited to: articles and a currency. */
function scopeOf(row: IndexedRow): string {
  return `${limitOf(row)} ${textOf(row, "currency") ?? ""}`;
}

function spanOf(row: IndexedRow): string {
  const { first, last } = daysOfFigure(row);
  return `${first} ${last}`;
}

function authorOf({ statement: { source, organisation } }: IndexedRow): string {
  return JSON.stringify([source, organisation]);
}

function limitOf(row: IndexedRow): string {
  return articlesOf(row).toSorted().join(" ");
}
