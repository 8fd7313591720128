// Somebody who has two editions of a split of the country, knows how they are made, and reckons exactly: by trying every start of both and every world.
import { base } from "../../src/statistics/controlled-rounding.ts";

/** A line as it was printed, and how many of each cell somebody knows for themselves. */
export interface PrintedLine {
  readonly shown: readonly number[];
  readonly own: readonly number[];
}

/** Of each cell every number of others that there may have been, that there may be now, and that may have come. */
interface LeftOfGrown {
  readonly before: readonly ReadonlySet<number>[];
  readonly now: readonly ReadonlySet<number>[];
  readonly came: readonly ReadonlySet<number>[];
}

/** How many others there may be up to a cell, and how many came. */
type State = readonly [others: number, came: number];

const starts = Array.from({ length: base }, (_, start) => start);
const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, n) => sum + n, 0);
const upTo = (cells: readonly number[], at: number) => sumOf(cells.slice(0, at));
const isLater = ([n, c]: State, [m, d]: State) => m >= n && d >= c;

/** How many others there are up to a cell, least and most, by a start. */
function boundsAt({ shown, own }: PrintedLine, start: number, at: number): readonly [number, number] {
  const least = upTo(shown, at) - start - upTo(own, at);
  return at === 0 ? [0, 0] : [Math.max(0, least), least + base - 1];
}

/** What two printings of a split leave of others: so many were there before, so many came, and nobody went. */
export function grownLeft(first: PrintedLine, second: PrintedLine, before: number, came: number): LeftOfGrown {
  const cells = first.shown.length;
  const sets = () => Array.from({ length: cells }, () => new Set<number>());
  const found = { before: sets(), now: sets(), came: sets() };
  for (const one of starts)
    for (const two of starts) {
      const statesAt = (at: number): readonly State[] => {
        const [[least, most], [leastNow, mostNow]] = [boundsAt(first, one, at), boundsAt(second, two, at)];
        const states: State[] = [];
        for (let n = least; n <= Math.min(most, before); n++)
          for (let m = Math.max(n, leastNow); m <= Math.min(mostNow, n + came); m++) states.push([n, m - n]);
        return at < cells ? states : states.filter(([n, c]) => n === before && c === came);
      };
      const reached = [statesAt(0)];
      for (let at = 1; at <= cells; at++)
        reached.push(statesAt(at).filter((to) => reached[at - 1]?.some((from) => isLater(from, to)) === true));
      // Back from the end: only ways that lead to it say a value.
      let here = reached[cells] ?? [];
      for (let at = cells - 1; at >= 0; at--) {
        const steps = (reached[at] ?? []).flatMap((from) =>
          here.flatMap((to) => (isLater(from, to) ? [[from, to] as const] : [])),
        );
        for (const [[n, c], [m, d]] of steps) {
          found.before[at]?.add(m - n);
          found.now[at]?.add(m + d - n - c);
          found.came[at]?.add(d - c);
        }
        here = [...new Set(steps.map(([from]) => from))];
      }
    }
  return found;
}

/** A split by ways as it was printed, what is not said at the end, and how many of each way somebody knows for themselves. */
export interface PrintedWays {
  readonly cells: readonly { readonly cell: string; readonly shown: number }[];
  readonly own: ReadonlyMap<string, number>;
}

/** What two printings of the same others leave of how many of them are in no way that is named, in each of both: so many others in all, of so many senders. */
export function unnamedLeft(
  printings: readonly PrintedWays[],
  others: number,
  senders: number,
): readonly ReadonlySet<number>[] {
  const shownIn = printings.map(({ cells }) => new Map(cells.slice(0, -1).map(({ cell, shown }) => [cell, shown])));
  const named = [...new Set(shownIn.flatMap((shown) => [...shown.keys()]))].sort();
  const ownOf = (each: number, way: string) => printings[each]?.own.get(way) ?? 0;
  const found = printings.map(() => new Set<number>());
  const values = Array.from({ length: others + 1 }, (_, n) => n);
  // A way is named or not by what whoever has most of it has: that may be any of the others (YC7a).
  const mayBe = (way: string, n: number) =>
    Array.from({ length: n + 1 }, (_, most) => most).some(
      (most) =>
        most * senders >= n &&
        shownIn.every((shown, each) => {
          const own = ownOf(each, way);
          return own + n - Math.max(own, most) >= base === shown.has(way);
        }),
    );
  const may = new Map(named.map((way) => [way, values.filter((n) => mayBe(way, n))]));
  const all = printings.map(({ own }) => others + sumOf([...own.values()]));
  const walk = (chosen: readonly number[]): void => {
    if (chosen.length < printings.length) {
      for (const start of starts) walk([...chosen, start]);
      return;
    }
    let ends: readonly number[] = printings.map(() => 0);
    const isPrinted = (each: number, n: number) =>
      Math.floor(((chosen[each] ?? 0) + n) / base) * base === (ends[each] ?? 0);
    // How many are in the ways of each printing up to here, and how many others in all of these ways.
    let states: readonly (readonly number[])[] = [[...ends, 0]];
    for (const way of named) {
      ends = shownIn.map((shown, each) => (ends[each] ?? 0) + (shown.get(way) ?? 0));
      const next = new Map<string, readonly number[]>();
      for (const state of states)
        for (const n of may.get(way) ?? []) {
          const to = shownIn.map((shown, each) => (state[each] ?? 0) + (shown.has(way) ? n + ownOf(each, way) : 0));
          if (n + (state.at(-1) ?? 0) > others || !to.every((sum, each) => isPrinted(each, sum))) continue;
          const after = [...to, (state.at(-1) ?? 0) + n];
          next.set(after.join(), after);
        }
      states = [...next.values()];
    }
    ends = printings.map(({ cells }, each) => (ends[each] ?? 0) + (cells.at(-1)?.shown ?? 0));
    if (!all.every((n, each) => isPrinted(each, n))) return;
    for (const state of states)
      shownIn.forEach((shown, each) => {
        const own = sumOf([...shown.keys()].map((way) => ownOf(each, way)));
        found[each]?.add(others + own - (state[each] ?? 0));
      });
  };
  walk([]);
  return found;
}
