// The country's numbers of a year, from what organisations counted (YC7): each case once, exact from five on where nobody who sent a count can take their own away and
// read a small number, and splits that are rounded. What comes out is printed by release.ts alone.
import type { Bounds } from "../core/bounds.ts";
import { notSaid, recognisers } from "../core/counted-case.ts";
import { answerCodes } from "../core/entry-kind.ts";
import { classesOfFact } from "../core/form/counted-facts.ts";
import {
  type CountFact,
  type CountSplit,
  countFacts,
  countSplitNames,
  countSplits,
  wholeOfFact,
} from "../core/registers/count-facts.ts";
import { several, type YearCount } from "../core/year-count.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import {
  type DrawFor,
  fewestSplit,
  hidesOthers,
  isSaid,
  type KnownLine,
  keeps,
  keepsValues,
  lineKeepsValues,
  type ReleasedRow,
  rounded,
  total,
  tried,
} from "./small-numbers.ts";

/** The count of one organisation. */
export type SentCount = Pick<YearCount, "tokens" | "cells" | "days">;

export interface CountryTable {
  readonly of: "totals" | CountSplit;
  readonly rows: readonly ReleasedRow[];
}

/** An edition before: what each sender of now had sent for it, in the same order, what was printed of it, and the facts whose numbers stand as they were printed (YC8a). */
export interface EditionBefore {
  readonly sent: readonly (SentCount | null)[];
  readonly tables: readonly CountryTable[];
  readonly kept: readonly CountFact[];
}

interface CountryTables {
  readonly tables: readonly CountryTable[];
  readonly leftOut: readonly { readonly of: string; readonly why: "few" | "follows" }[];
}

/** The average of the days to a formal identification, a row of the totals. */
export const daysFact = "identification-days";

/** Of fewer identifications no average is said, and of fewer persons not who was taken from where to where. */
const [fewestDays, fewestFlow] = [10, 60];

/** All cases with a fact, each once, whoever counted it. */
export function tokensOf(sent: readonly SentCount[], fact: CountFact): readonly string[] {
  return [...new Set(sent.flatMap(({ tokens }) => tokens[fact]))].sort();
}

export function countryTables(
  sent: readonly SentCount[],
  year: number,
  drawFor: DrawFor,
  before?: EditionBefore,
): CountryTables {
  const leftOut: CountryTables["leftOut"][number][] = [];
  const totals = new Map<string, ReleasedRow>();
  for (const fact of countFacts) if (wholeOfFact[fact] === undefined) totals.set(fact, totalOf(sent, fact));
  const parts = countFacts.flatMap((fact) =>
    wholeOfFact[fact] === undefined ? [] : [{ fact, of: wholeOfFact[fact] }],
  );
  for (const [of, all] of Map.groupBy(parts, (part) => part.of)) {
    const facts = all.map(({ fact }) => fact);
    const whole = totals.get(of);
    // What stands decides: that there are enough now would say how many came.
    const [standing = whole] = keptRowsOf(before, of);
    const isExact = isSaid(whole) && standing !== undefined && isSaid(standing);
    const rows = isExact && standing.least >= fewestSplit ? roundedParts(sent, of, facts, year, drawFor, before) : null;
    for (const row of rows ?? []) totals.set(row.key, row);
    const why = isExact && standing.least >= fewestSplit ? "follows" : "few";
    if (rows === null && whole?.shown !== 0) leftOut.push(...facts.map((fact) => ({ of: fact, why }) as const));
  }
  const days = averageOf(sent);
  if (days === null) leftOut.push({ of: daysFact, why: "few" });
  const rows = [...countFacts.flatMap((fact) => totals.get(fact) ?? []), ...(days === null ? [] : [days])];
  const splits = countSplitNames.flatMap((by): readonly CountryTable[] => {
    const whole = totals.get(countSplits[by]);
    const n = tokensOf(sent, countSplits[by]).length;
    if (whole === undefined || !isSaid(whole) || n < (by === "citizenship-country" ? fewestFlow : fewestSplit)) {
      if (n > 0) leftOut.push({ of: by, why: whole !== undefined && (isSaid(whole) || n < base) ? "few" : "follows" });
      return [];
    }
    const ofSplit = splitOf(by, sent, String(year), drawFor, before);
    if (ofSplit === null) leftOut.push({ of: by, why: "follows" });
    return ofSplit === null ? [] : [{ of: by, rows: ofSplit }];
  });
  return { tables: [{ of: "totals", rows }, ...splits], leftOut };
}

/** No chance is in it: of every rest from one to four that somebody may look for the same row is printed. */
export function totalOf(sent: readonly SentCount[], fact: CountFact): ReleasedRow {
  const n = tokensOf(sent, fact).length;
  const exact = total(fact, n);
  if (n < base) return exact;
  const most = Math.max(...sent.map((one) => ownOf(one, fact)));
  if (!isSmall(n - most)) return exact;
  // Of an organisation that has eight of it at most nobody reads how many.
  const block = Math.floor((Math.max(most, base - 1) + 1) / base) * base;
  return { key: fact, least: block, most: block + 7, shown: block + base };
}

/** The row of a total as an edition before printed it, where it stands in the next one. */
function keptRowsOf(before: EditionBefore | undefined, fact: CountFact): readonly ReleasedRow[] {
  const rows = before?.tables.find(({ of }) => of === "totals")?.rows ?? [];
  return before?.kept.includes(fact) ? rows.filter(({ key }) => key === fact) : [];
}

function ownOf(sent: SentCount | null, fact: CountFact): number {
  return new Set(sent?.tokens[fact]).size;
}

function spelled(sent: SentCount | null, fact: CountFact): string {
  return (sent?.tokens[fact] ?? []).toSorted().join();
}

/**
 * The parts of a whole that is printed exactly, rounded. Drawn again, and left out in the end, where somebody would be left with too few values for a small part, for
 * what is not in it, or for who is in two: whoever has all rows, or a sender who takes their own away, by both editions where no other changed their count.
 */
function roundedParts(
  sent: readonly SentCount[],
  whole: CountFact,
  parts: readonly CountFact[],
  year: number,
  drawFor: DrawFor,
  before?: EditionBefore,
): readonly ReleasedRow[] | null {
  const n = tokensOf(sent, whole).length;
  const printed = before?.tables.find(({ of }) => of === "totals")?.rows ?? [];
  const [wholeKept] = keptRowsOf(before, whole);
  const wasOf = (at: number, fact: CountFact) => ownOf(before?.sent[at] ?? null, fact);
  const othersChanged = (fact: CountFact, at: number) =>
    sent.some((one, other) => other !== at && spelled(one, fact) !== spelled(before?.sent[other] ?? null, fact));
  /** What is left of others, for the sender at a place; at none of them, for whoever has all rows. */
  const leftOf = (row: ReleasedRow, fact: CountFact, at: number): Bounds => {
    const was = printed.find(({ key }) => key === fact);
    const then = was === undefined || othersChanged(fact, at) ? [] : [{ row: was, own: wasOf(at, fact) }];
    const now = { row, own: before?.kept.includes(fact) ? wasOf(at, fact) : ownOf(sent[at] ?? null, fact) };
    const lines = [now, ...then];
    const least = Math.max(0, ...lines.map((line) => line.row.least - line.own));
    return { least, most: Math.min(...lines.map((line) => line.row.most - line.own)) };
  };
  return tried((attempt) => {
    const rows = parts.flatMap((fact) => {
      if (before?.kept.includes(fact)) return keptRowsOf(before, fact).map((row) => ({ fact, row }));
      const tokens = tokensOf(sent, fact);
      const [shown = 0] = roundLine([tokens.length], drawFor(`${year} ${fact}`, [...tokens, String(n)], attempt));
      return [{ fact, row: rounded(fact, shown) }];
    });
    const isOpen = (at: number) =>
      partsKeepValues(
        rows.map(({ fact, row }) => leftOf(row, fact, at)),
        wholeKept === undefined ? n - ownOf(sent[at] ?? null, whole) : wholeKept.least - wasOf(at, whole),
      );
    return rows.length > 0 && [-1, ...sent.keys()].every(isOpen) ? rows.map(({ row }) => row) : null;
  });
}

/** True where parts of an exact whole keep enough values, and what is not in them; of two, which have everybody of the whole between them, who is in both too. */
function partsKeepValues(all: readonly Bounds[], whole: number): boolean {
  // What is above the whole is no part of it alone: in some cases the other thing happened in another year.
  const parts = all.map(({ least, most }) => ({ least, most: least > whole ? most : Math.min(most, whole) }));
  const [one, two] = parts;
  const found =
    one === undefined || two === undefined
      ? parts
      : [
          { ...one, least: Math.max(one.least, whole - two.most) },
          { ...two, least: Math.max(two.least, whole - one.most) },
        ];
  const both =
    one === undefined || two === undefined
      ? []
      : [{ least: Math.max(0, one.least + two.least - whole), most: one.most + two.most - whole }];
  const rests = found.map(({ least, most }) => ({ least: whole - most, most: whole - least }));
  return [...found, ...both, ...rests].every(keeps);
}

function isSmall(n: number): boolean {
  return n > 0 && n < base;
}

/** Ten years; of a sender that says more of its cases no days are counted. */
const mostDays = 3653;

function averageOf(sent: readonly SentCount[]): ReleasedRow | null {
  const timed = sent.flatMap(({ tokens, days }) => {
    const n = tokens["formal-identifications"].length;
    return days === null || n === 0 || days > n * mostDays ? [] : [{ days, n }];
  });
  const n = timed.reduce((all, one) => all + one.n, 0);
  if (n < fewestDays || timed.some((one) => isSmall(n - one.n))) return null;
  const average = Math.round(timed.reduce((all, { days }) => all + days, 0) / n);
  return { key: daysFact, least: average, most: average, shown: average };
}

function cellsOf(sent: readonly SentCount[], by: CountSplit): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const { cells } of sent)
    for (const one of cells) if (one.by === by) sums.set(one.cell, (sums.get(one.cell) ?? 0) + one.value);
  return sums;
}

/**
 * The ways of which five persons at least are others than those of whoever sent most. All other persons are in what is not said: the name of a way alone would say that
 * somebody was taken it, and where a sender has five of it, or says so, no name that others have one to four.
 */
function namedWays(sent: readonly SentCount[]): ReadonlyMap<string, number> {
  const by = "citizenship-country";
  const sums = [...cellsOf(sent, by)];
  const mostOf = (way: string) => Math.max(...sent.map((one) => cellsOf([one], by).get(way) ?? 0));
  const named = sums.filter(([way, n]) => way !== notSaid && n - mostOf(way) >= base);
  const ofNamed = named.reduce((sum, [, n]) => sum + n, 0);
  return new Map([...named, [notSaid, sums.reduce((sum, [, n]) => sum + n, 0) - ofNamed]]);
}

/** The parts of all cases of these counts; null where a case that two organisations counted would be in two classes, or a small number would follow. */
export function splitOf(
  by: CountSplit,
  sent: readonly SentCount[],
  years: string,
  drawFor: DrawFor,
  before?: EditionBefore,
): readonly ReleasedRow[] | null {
  const ids = tokensOf(sent, countSplits[by]);
  const n = ids.length;
  const cells = by === "citizenship-country" ? namedWays(sent) : cellsOf(sent, by);
  if (sumOf([...cells.values()]) !== n) return null;
  const keys = classesOfSplit(by) ?? [...cells.keys()].sort();
  const values = keys.map((key) => cells.get(key) ?? 0);
  const own = sent.map((one) => cellsIn(one, by, keys));
  const printed = before?.tables.find(({ of }) => of === by)?.rows ?? [];
  const isSame = printed.map(({ key }) => key).join() === keys.join();
  const then = isSame ? before?.sent.map((one) => cellsIn(one, by, keys)) : undefined;
  /** What a sender knows of others by their own line, and by that of an edition before where no other changed. */
  const knownLines = (shown: readonly number[], at: number): readonly KnownLine[] => {
    const [now = [], was] = [own[at], then?.[at]];
    const changed = own.some((cellsNow, other) => other !== at && String(cellsNow) !== String(then?.[other]));
    const line = { shown, own: now };
    if (was === undefined || changed) return [line];
    return [line, { shown: printed.map((row) => row.shown ?? 0), own: was }];
  };
  // Other numbers of the same cases are another draw.
  const drawnFrom = [...ids, ...keys.map((key, at) => `${key} ${values[at]}`)];
  return tried((attempt) => {
    const shown = roundLine(values, drawFor(`${years} ${by}`, drawnFrom, attempt));
    const rows = keys.map((key, at) => rounded(key, shown[at] ?? 0, n));
    const isOpen =
      keepsValues(rows, { least: n, most: n }) &&
      lineKeepsValues(
        shown.map((one) => [one]),
        sumOf(shown),
        n,
      ) &&
      own.every((one, at) => hidesOthers(knownLines(shown, at), n - sumOf(one)));
    return isOpen ? rows : null;
  });
}

/** What a sender has in each cell; all else of it is in what is not said. */
function cellsIn(one: SentCount | null, by: CountSplit, keys: readonly string[]): readonly number[] {
  const cells = one === null ? new Map<string, number>() : cellsOf([one], by);
  const named = keys.map((key) => (key === notSaid ? 0 : (cells.get(key) ?? 0)));
  const rest = sumOf([...cells.values()]) - sumOf(named);
  return keys.map((key, at) => (key === notSaid ? rest : (named[at] ?? 0)));
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, each) => sum + each, 0);
}

/** The classes of a split, what was not said at the end; null where there are as many as pairs of countries. */
function classesOfSplit(by: CountSplit): readonly string[] | null {
  switch (by) {
    case "sex":
      return [...classesOfFact("sex"), notSaid];
    case "age":
      return [...classesOfFact("age-band"), notSaid];
    case "form":
      return [...classesOfFact("exploitation"), several, notSaid];
    case "body":
      return [...recognisers, notSaid];
    case "reason":
      return [...answerCodes.reason, notSaid];
    case "citizenship-country":
      return null;
  }
}

/** True for a cell that a split has. */
export function isCellOf(by: CountSplit, cell: string): boolean {
  return classesOfSplit(by)?.includes(cell) ?? (cell === notSaid || /^[A-Z]{2}\/[A-Z]{2}$/.test(cell));
}
