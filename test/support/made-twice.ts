// Somebody who has what an organisation handed out of a year at two times: its quarters and its year, with splits of it. Between the two times a number of persons came in that
// they know, and nothing else changed. They reckon exactly, by trying every world.
import { base } from "../../src/statistics/controlled-rounding.ts";
import type { ReleasedRow } from "../../src/statistics/small-numbers.ts";

/** What is printed of the cells of a line; null for fewer than ten, or none. */
type Line = readonly (number | null)[];

/** What was handed out of a year, and how many persons it may have by each start that may have rounded it. */
export interface HandedOut {
  /** Of new persons, in order. */
  readonly quarters: readonly ReleasedRow[];
  readonly splits: ReadonlyMap<string, readonly ReleasedRow[]>;
  readonly numbersBy: (start: number) => readonly number[];
}

/** Every value that a cell may have at the first time, and at the second one, and how many may have come into it. */
export interface LeftOfCell {
  readonly first: ReadonlySet<number>;
  readonly second: ReadonlySet<number>;
  readonly came: ReadonlySet<number>;
}

export interface LeftTwice {
  /** How many persons there may be at the first time. */
  readonly all: ReadonlySet<number>;
  readonly quarters: readonly LeftOfCell[];
  readonly splits: ReadonlyMap<string, readonly LeftOfCell[]>;
}

const starts = Array.from({ length: base }, (_, start) => start);
const shownOf = (start: number, from: number, to: number) =>
  (Math.floor((start + to) / base) - Math.floor((start + from) / base)) * base;
const isPrinted = (shown: number, as: number | null) => (as === null ? shown < 2 * base : shown === as);
const lineOf = (rows: readonly ReleasedRow[] | undefined): Line => rows?.map(({ shown }) => shown) ?? [];

/** `isKnown` says of a number of persons at the first time whether it may be by all that is known beside these tables. */
export function leftTwice(
  [one, two]: readonly [HandedOut, HandedOut],
  came: number,
  isKnown: (all: number) => boolean,
): LeftTwice {
  // Each quarter has starts of its own.
  const byQuarters = walk(
    one.quarters.length,
    came,
    quartersFit(lineOf(one.quarters)),
    quartersFit(lineOf(two.quarters)),
  );
  const names = [...one.splits.keys()].filter((name) => two.splits.has(name));
  const all = new Set<number>();
  const splits = new Map(names.map((name) => [name, emptyCells(one.splits.get(name)?.length ?? 0)]));
  for (const first of starts)
    for (const second of starts) {
      const later = new Set(two.numbersBy(second));
      let ends = one.numbersBy(first).filter((n) => later.has(n + came) && isKnown(n) && byQuarters.ends.has(n));
      const walks = names.flatMap((name) => {
        if (ends.length === 0) return [];
        const [then, now] = [lineOf(one.splits.get(name)), lineOf(two.splits.get(name))];
        const walked = walk(then.length, came, lineFits(then, first), lineFits(now, second), Math.max(...ends));
        ends = ends.filter((n) => walked.ends.has(n));
        return [{ name, walked }];
      });
      for (const n of ends) all.add(n);
      for (const { name, walked } of walks) addCells(splits.get(name) ?? [], walked, new Set(ends));
    }
  const quarters = emptyCells(one.quarters.length);
  addCells(quarters, byQuarters, all);
  return { all, quarters, splits };
}

type Cells = readonly { readonly first: Set<number>; readonly second: Set<number>; readonly came: Set<number> }[];
const emptyCells = (cells: number): Cells =>
  Array.from({ length: cells }, () => ({ first: new Set(), second: new Set(), came: new Set() }));

/** Whether so many persons until a cell, and so many with it, are printed as they are. */
type Fits = (at: number, from: number, to: number) => boolean;
const lineFits =
  (line: Line, start: number): Fits =>
  (at, from, to) =>
    isPrinted(shownOf(start, from, to), line[at] ?? null);
const quartersFit =
  (line: Line): Fits =>
  (at, from, to) =>
    starts.some((start) => isPrinted(shownOf(start, 0, to - from), line[at] ?? null));

/** So many persons at the first time, and so many who came until the second one. */
type State = readonly [first: number, came: number];
interface Walked {
  readonly came: number;
  /** Of each cell, how one may come from one state to another. */
  readonly steps: readonly (readonly (readonly [from: State, to: State])[])[];
  readonly ends: ReadonlySet<number>;
}

const [mostPersons, wide] = [80, 1000];
const nameOf = ([first, came]: State) => first * wide + came;

function walk(cells: number, came: number, first: Fits, second: Fits, most = mostPersons): Walked {
  const steps: (readonly [State, State])[][] = [];
  let states: readonly State[] = [[0, 0]];
  for (let at = 0; at < cells; at++) {
    const reached = new Map<number, State>();
    const here: (readonly [State, State])[] = [];
    for (const from of states) {
      const [n, more] = from;
      for (let m = n; m <= most; m++) {
        if (!first(at, n, m)) continue;
        for (let c = more; c <= came; c++) {
          if (!second(at, n + more, m + c)) continue;
          const to: State = [m, c];
          here.push([from, to]);
          reached.set(nameOf(to), to);
        }
      }
    }
    steps.push(here);
    states = [...reached.values()];
  }
  return { came, steps, ends: new Set(states.flatMap(([n, c]) => (c === came ? [n] : []))) };
}

/** Back from the ends: only ways that lead to one say a value. */
function addCells(found: Cells, { steps, came }: Walked, ends: ReadonlySet<number>): void {
  let here: ReadonlySet<number> = new Set([...ends].map((n) => nameOf([n, came])));
  for (let at = steps.length - 1; at >= 0; at--) {
    const before = new Set<number>();
    for (const [from, to] of steps[at] ?? []) {
      if (!here.has(nameOf(to))) continue;
      before.add(nameOf(from));
      const [n, c] = [to[0] - from[0], to[1] - from[1]];
      found[at]?.first.add(n);
      found[at]?.second.add(n + c);
      found[at]?.came.add(c);
    }
    here = before;
  }
}
