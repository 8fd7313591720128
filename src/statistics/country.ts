// The country's numbers of a year, from what organisations counted (YC7): each case once, exact from five on where nobody who sent a count can take their own away and
// read a small number, and splits that are rounded. What comes out is printed by release.ts alone.
import { notSaid, recognisers } from "../core/counted-case.ts";
import { answerCodes } from "../core/entry-kind.ts";
import { classesOfFact } from "../core/form/counted-facts.ts";
import {
  type CountFact,
  type CountSplit,
  countFacts,
  countSplitNames,
  countSplits,
  partOf,
} from "../core/registers/count-facts.ts";
import { several, type YearCount } from "../core/year-count.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import {
  type DrawFor,
  fewestSplit,
  isSaid,
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

interface CountryTables {
  readonly tables: readonly CountryTable[];
  readonly leftOut: readonly { readonly of: string; readonly why: "few" | "follows" }[];
}

/** The average of the days to a formal identification, a row of the totals. */
export const daysFact = "identification-days";

/** Of fewer identifications no average is said, and of fewer persons not who was taken from where to where. */
const [fewestDays, fewestFlow] = [10, 60];

/** A whole comes before its part. */
const inOrder = countFacts.toSorted((a, b) => Number(partOf[a] !== undefined) - Number(partOf[b] !== undefined));

/** All cases with a fact, each once, whoever counted it. */
export function tokensOf(sent: readonly SentCount[], fact: CountFact): readonly string[] {
  return [...new Set(sent.flatMap(({ tokens }) => tokens[fact]))].sort();
}

export function countryTables(sent: readonly SentCount[], year: number, drawFor: DrawFor): CountryTables {
  const leftOut: CountryTables["leftOut"][number][] = [];
  const totals = new Map<string, ReleasedRow>();
  for (const fact of inOrder) {
    const row = totalOf(sent, fact, totals);
    if (row === null) leftOut.push({ of: fact, why: "follows" });
    else totals.set(fact, row);
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
    const cells = by === "citizenship-country" ? namedWays(sent) : cellsOf(sent, by);
    const sum = [...cells.values()].reduce((all, each) => all + each, 0);
    // A case that two organisations counted would be in two classes.
    const ofSplit = sum === n ? splitOf(by, cells, n, tokensOf(sent, countSplits[by]), year, drawFor) : null;
    if (ofSplit === null) leftOut.push({ of: by, why: "follows" });
    return ofSplit === null ? [] : [{ of: by, rows: ofSplit }];
  });
  return { tables: [{ of: "totals", rows }, ...splits], leftOut };
}

/** No chance is in it: of every rest from one to four that somebody may look for the same row is printed. */
function totalOf(
  sent: readonly SentCount[],
  fact: CountFact,
  before: ReadonlyMap<string, ReleasedRow>,
): ReleasedRow | null {
  const n = tokensOf(sent, fact).length;
  const exact = total(fact, n);
  const whole = before.get(partOf[fact] ?? "");
  // Of so few one to four less is fewer than five too: each part but none and all is the same row.
  if (
    whole !== undefined &&
    isSaid(whole) &&
    whole.least > base &&
    whole.least < 2 * base - 1 &&
    n > 0 &&
    n < whole.least
  )
    return { key: fact, least: 1, most: whole.least - 1, shown: whole.least - 2 };
  if (n < base) return exact;
  const most = Math.max(...sent.map(({ tokens }) => new Set(tokens[fact]).size));
  const isPart = whole !== undefined && isSaid(whole) && isSmall(whole.least - n);
  if (!isSmall(n - most))
    return isPart ? { key: fact, least: whole.least - 4, most: whole.least - 1, shown: whole.least - 2 } : exact;
  if (isPart) return null;
  // Of an organisation that has eight of it at most nobody reads how many.
  const block = Math.floor((Math.max(most, base - 1) + 1) / base) * base;
  return { key: fact, least: block, most: block + 7, shown: block + base };
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
 * The ways of five persons at least, of whom whoever sent most knows none of one to four others. All other persons are in what is not said: the name of a way alone would
 * say that somebody was taken it.
 */
function namedWays(sent: readonly SentCount[]): ReadonlyMap<string, number> {
  const by = "citizenship-country";
  const sums = [...cellsOf(sent, by)];
  const mostOf = (way: string) => Math.max(...sent.map((one) => cellsOf([one], by).get(way) ?? 0));
  const named = sums.filter(([way, n]) => way !== notSaid && n >= base && !isSmall(n - mostOf(way)));
  const ofNamed = named.reduce((sum, [, n]) => sum + n, 0);
  return new Map([...named, [notSaid, sums.reduce((sum, [, n]) => sum + n, 0) - ofNamed]]);
}

function splitOf(
  by: CountSplit,
  cells: ReadonlyMap<string, number>,
  n: number,
  ids: readonly string[],
  year: number,
  drawFor: DrawFor,
): readonly ReleasedRow[] | null {
  const keys = classesOfSplit(by) ?? [...cells.keys()].sort();
  const values = keys.map((key) => cells.get(key) ?? 0);
  // Other numbers of the same cases are another draw.
  const drawnFrom = [...ids, ...keys.map((key, at) => `${key} ${values[at]}`)];
  return tried((attempt) => {
    const shown = roundLine(values, drawFor(`${year} ${by}`, drawnFrom, attempt));
    const rows = keys.map((key, at) => rounded(key, shown[at] ?? 0, n));
    return keepsValues(rows, { least: n, most: n }) && lineKeepsValues(shown, n) ? rows : null;
  });
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
