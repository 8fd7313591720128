// What keeps small numbers from being said: none below five, none that follows from others. Shared by the release of an organisation and that of the country, which
// alone print what these make.
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
export const fewestValues = 3;
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

/** Fewer persons helped are said to be fewer: whoever reads a rounded number knows that it is of five at least. */
export function fromFive(row: ReleasedRow): ReleasedRow {
  return { ...row, least: Math.max(base, row.least) };
}

export interface Bounds {
  readonly least: number;
  readonly most: number;
}

/** What somebody who reckons exactly finds of each part that adds up to a whole, from the bounds of all. */
export function boundsOf(all: readonly Bounds[], whole: Bounds): readonly Bounds[] {
  const sum = (which: keyof Bounds) => all.reduce((so, one) => so + one[which], 0);
  const [leastOfAll, mostOfAll] = [sum("least"), sum("most")];
  return all.map(({ least, most }) => ({
    least: Math.max(least, whole.least - (mostOfAll - most)),
    most: Math.min(most, whole.most - (leastOfAll - least)),
  }));
}

/** True where each part that may be below five keeps enough values. It asks for printed numbers alone, so that a further try says nothing. */
export function keepsValues(all: readonly Bounds[], whole: Bounds): boolean {
  return boundsOf(all, whole).every(
    ({ least, most }, at) => least >= base || isSaid(all[at]) || most - least + 1 >= fewestValues,
  );
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
