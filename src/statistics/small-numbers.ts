// What keeps small numbers from being said: none below five, none that follows from others. Shared by the release of an organisation and that of the country, which
// alone print what these make.
import type { Bounds } from "../core/bounds.ts";
import { base, type Draw } from "./controlled-rounding.ts";

export interface ReleasedRow {
  readonly key: string;
  /** The number is none smaller, and none greater. */
  readonly least: number;
  readonly most: number;
  /** As it is printed: exact, or rounded; null for fewer than five. */
  readonly shown: number | null;
}

/** Splits of fewer persons are not said. */
export const fewestSplit = 20;
/** A number that may be below five must keep so many values that it may have. */
const fewestValues = 3;
const mostTries = 32;

/** Chance for one table: the same for the same table of the same cases on every device, and for nobody else to guess. */
export type DrawFor = (table: string, caseIds: readonly string[], attempt: number) => Draw;

/** Exact from five on. */
export function total(key: string, n: number): ReleasedRow {
  if (n > 0 && n < base) return { key, least: 1, most: base - 1, shown: null };
  return { key, least: n, most: n, shown: n };
}

/** A multiple of five near a number; `mostOfAll` is printed too. */
export function rounded(key: string, shown: number, mostOfAll = Infinity): ReleasedRow {
  return { key, least: Math.max(0, shown - base + 1), most: Math.min(shown + base - 1, mostOfAll), shown };
}

/** Less than ten is fewer than ten, or none: of a small number nothing is said that the country's numbers could be taken away from. */
export function roundedFromTen(key: string, shown: number, mostOfAll = Infinity): ReleasedRow {
  const row = rounded(key, shown, mostOfAll);
  return shown < 2 * base ? { ...row, least: 0, most: Math.min(2 * base - 1, mostOfAll), shown: null } : row;
}

/** What somebody who reckons exactly finds of each part that adds up to a whole, from the bounds of all. */
export function boundsOfParts(all: readonly Bounds[], whole: Bounds): readonly Bounds[] {
  const sum = (which: keyof Bounds) => all.reduce((so, one) => so + one[which], 0);
  const [leastOfAll, mostOfAll] = [sum("least"), sum("most")];
  return all.map(({ least, most }) => ({
    least: Math.max(least, whole.least - (mostOfAll - most)),
    most: Math.min(most, whole.most - (leastOfAll - least)),
  }));
}

/** True where each part that may be below five keeps enough values. It asks for printed numbers alone, so that a further try says nothing. */
export function keepsValues(all: readonly Bounds[], whole: Bounds): boolean {
  return boundsOfParts(all, whole).every(
    ({ least, most }, at) => least >= base || isSaid(all[at]) || most - least + 1 >= fewestValues,
  );
}

/**
 * True where each cell of a rounded line keeps enough values for who knows its exact sum, and how it was rounded: one start for the whole line (controlled-rounding.ts),
 * of which the sum that is shown says something. It asks for what is printed alone, so that a further try says nothing: of each cell for whatever may stand behind it.
 */
export function lineKeepsValues(printed: readonly (readonly number[])[], sum: number, n: number): boolean {
  const starts = Array.from({ length: base }, (_, start) => start).filter(
    (start) => Math.floor((start + n) / base) * base === sum,
  );
  const last = printed.length;
  return waysOf(printed, sum).every((ways, i) => {
    const values = new Set<number>();
    for (const start of starts) {
      // What the cells and the start may come to at the end of each cell: they never fall.
      const least = (end: number, at: number) => (at === last ? start + n : Math.max(end, start));
      const most = (end: number, at: number) => (at === 0 ? start : Math.min(end + base - 1, start + n));
      for (const [before, until] of ways) {
        const top = most(until, i + 1) - least(before, i);
        for (let value = Math.max(0, least(until, i + 1) - most(before, i)); value <= top; value++) values.add(value);
      }
    }
    return values.size >= fewestValues || Math.min(...values) >= base;
  });
}

/** Of each cell the sums before and after it that may stand behind a printed line. */
function waysOf(printed: readonly (readonly number[])[], sum: number): readonly (readonly Way[])[] {
  const before = [new Set([0])];
  for (const cell of printed)
    before.push(new Set([...(before.at(-1) ?? [])].flatMap((end) => cell.map((one) => end + one))));
  let ends = new Set([sum]);
  const ways = printed.map((_, fromEnd): readonly Way[] => {
    const at = printed.length - 1 - fromEnd;
    const all = [...(before[at] ?? [])].flatMap((end) => (printed[at] ?? []).map((one): Way => [end, end + one]));
    const here = all.filter(([, until]) => ends.has(until));
    ends = new Set(here.map(([end]) => end));
    return here;
  });
  return ways.toReversed();
}

type Way = readonly [before: number, until: number];

/** A rounded line, and how many of each cell somebody knows for themselves. */
export interface KnownLine {
  readonly shown: readonly number[];
  readonly own: readonly number[];
}

/**
 * True where who knows a part of each cell is left enough values of how many others are in it, unless they are none: by lines that were printed at several times, each with
 * a start of its own, of the same others.
 */
export function hidesOthers(lines: readonly KnownLine[], others: number): boolean {
  const values = lines[0]?.shown.map(() => new Set<number>()) ?? [];
  const reckon = (rest: readonly KnownLine[], least: readonly number[], most: readonly number[]) => {
    const [line, ...left] = rest;
    if (line === undefined) return addValues(values, least, most);
    const [ends, own] = [runningSums(line.shown), runningSums(line.own)];
    for (let start = 0; start < base; start++) {
      const lowest = (i: number) => (ends[i] ?? 0) - start - (own[i] ?? 0);
      reckon(
        left,
        least.map((at, i) => Math.max(at, i === 0 ? 0 : lowest(i))),
        most.map((at, i) => Math.min(at, i === 0 ? 0 : lowest(i) + base - 1)),
      );
    }
  };
  const last = values.length;
  const ends = Array.from({ length: last + 1 }, (_, i) => i);
  reckon(
    lines,
    ends.map((i) => (i === last ? others : 0)),
    ends.map((i) => (i === 0 ? 0 : others)),
  );
  return values.every((of) => of.size >= fewestValues || Math.min(...of) >= base || Math.max(...of) === 0);
}

/** All values between ends of cells that never fall; none where they cannot be so. */
function addValues(values: readonly Set<number>[], least: readonly number[], most: readonly number[]): void {
  const [from, to] = [[...least], [...most]];
  for (let i = 1; i < from.length; i++) from[i] = Math.max(from[i] ?? 0, from[i - 1] ?? 0);
  for (let i = to.length - 2; i >= 0; i--) to[i] = Math.min(to[i] ?? 0, to[i + 1] ?? 0);
  if (from.some((at, i) => at > (to[i] ?? 0))) return;
  values.forEach((of, i) => {
    const top = (to[i + 1] ?? 0) - (from[i] ?? 0);
    for (let value = Math.max(0, (from[i + 1] ?? 0) - (to[i] ?? 0)); value <= top; value++) of.add(value);
  });
}

function runningSums(cells: readonly number[]): readonly number[] {
  const sums = [0];
  for (const cell of cells) sums.push((sums.at(-1) ?? 0) + cell);
  return sums;
}

/** True for a number that keeps enough values, is five at least, or none. */
export function keeps({ least, most }: Bounds): boolean {
  return least >= base || most <= 0 || most - least + 1 >= fewestValues;
}

/** An exact zero, or an exact number from five on. */
export function isSaid(bounds: Bounds | undefined): boolean {
  return bounds !== undefined && bounds.least === bounds.most;
}

export function tried<T>(attempt: (n: number) => T | null): T | null {
  for (let n = 0; n < mostTries; n++) {
    const found = attempt(n);
    if (found !== null) return found;
  }
  return null;
}
