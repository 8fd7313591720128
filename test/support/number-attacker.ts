// Somebody who has every table of two organisations and of their country, knows how all of them are made, and reckons exactly: by trying every world, not by the program's
// own reckoning. Taken is the worst case: all persons of an organisation are new, recognised and helped in the same year, so that each table is about the same ones.
import { base } from "../../src/statistics/controlled-rounding.ts";
import { lineKeepsValues, type ReleasedRow } from "../../src/statistics/small-numbers.ts";

/** What an organisation hands out of its year: persons helped, the new ones, and one split of them. */
export interface OwnTables {
  readonly rows: readonly ReleasedRow[];
  readonly split: readonly ReleasedRow[] | null;
}

/** What the country says of the same persons; the number is left out where nothing is said of it. */
export interface CountryTables {
  readonly whole: ReleasedRow;
  readonly split: readonly ReleasedRow[] | null;
}

/** For each of two organisations: every number that each class of it may have, and at the end every number of all. */
export type ValuesLeft = readonly (readonly ReadonlySet<number>[])[];

const starts = Array.from({ length: base }, (_, start) => start);
const shownOf = (start: number, before: number, until: number) =>
  (Math.floor((start + until) / base) - Math.floor((start + before) / base)) * base;
/** How a release prints a rounded number: less than ten is one word. */
const printed = (shown: number) => (shown < 2 * base ? null : shown);

/** `known` is what the attacker has in each class: one who sent a count takes it away. */
export function valuesLeft(
  [one, two]: readonly [OwnTables, OwnTables],
  country: CountryTables,
  known: readonly number[],
): ValuesLeft {
  const classes = known.length;
  const found = [one, two].map(() => Array.from({ length: classes + 1 }, () => new Set<number>()));
  const ownUntil = known.map((_, i) => known.slice(0, i + 1).reduce((sum, each) => sum + each, 0));
  const own = ownUntil.at(-1) ?? 0;
  const isOfClasses = [one, two, country].some(({ split }) => split !== null);
  for (const [startOfOne, mayOne] of ways(one, country))
    for (const [startOfTwo, mayTwo] of ways(two, country)) {
      const ends = new Set(
        mayOne.flatMap((a) => mayTwo.flatMap((b) => (isWithin(a + b + own, country.whole) ? [pair(a, b)] : []))),
      );
      if (ends.size === 0) continue;
      if (!isOfClasses) for (const end of ends) unpair(end).forEach((n, who) => void found[who]?.[classes]?.add(n));
      if (!isOfClasses) continue;
      const [mostOfOne, mostOfTwo] = [Math.max(...mayOne), Math.max(...mayTwo)];
      for (const startOfCountry of country.split === null ? [0] : starts) {
        /** Who may be in the classes up to here, of each organisation, and from where. */
        const reached: ReadonlyMap<number, readonly number[]>[] = [];
        let froms: readonly number[] = [0];
        for (let i = 0; i < classes; i++) {
          const next = new Map<number, number[]>();
          for (const from of froms) {
            const [a, b] = unpair(from);
            const [toOne, toTwo] = [
              stepsOf(one, startOfOne, a, mostOfOne, i),
              stepsOf(two, startOfTwo, b, mostOfTwo, i),
            ];
            for (const toA of toOne)
              for (const toB of toTwo) {
                const before = a + b + (ownUntil[i - 1] ?? 0);
                const shown = shownOf(startOfCountry, before, toA + toB + (ownUntil[i] ?? 0));
                if (country.split !== null && country.split[i]?.shown !== shown) continue;
                const to = pair(toA, toB);
                if (i < classes - 1 || ends.has(to)) next.set(to, [...(next.get(to) ?? []), from]);
              }
          }
          reached.push(next);
          froms = [...next.keys()];
        }
        // Back from the ends: only ways that lead to one say a value.
        let here: ReadonlySet<number> = new Set(froms);
        for (const end of here) unpair(end).forEach((n, who) => void found[who]?.[classes]?.add(n));
        for (let i = classes - 1; i >= 0; i--) {
          const before = new Set<number>();
          for (const to of here)
            for (const from of reached[i]?.get(to) ?? []) {
              before.add(from);
              const [a, b] = unpair(from);
              unpair(to).forEach((n, who) => void found[who]?.[i]?.add(n - (who === 0 ? a : b)));
            }
          here = before;
        }
      }
    }
  return found;
}

const [mostPersons, wide] = [80, 1000];
const pair = (a: number, b: number) => a * wide + b;
const unpair = (both: number): readonly [number, number] => [Math.floor(both / wide), both % wide];
const isWithin = (n: number, { least, most }: ReleasedRow) => n >= least && n <= most;

/** Each start of an organisation, and how many persons it may have by it. Where there is no split it matters for nothing else. */
function ways(tables: OwnTables, country: CountryTables): readonly (readonly [number, readonly number[]])[] {
  const all = starts.map((start) => [start, numbersOf(tables, start, country)] as const);
  return tables.split === null ? [[0, [...new Set(all.flatMap(([, may]) => may))]]] : all;
}

/** How many persons an organisation may have, by a start that may have rounded them: the program prints no split of so many that would not keep its values. */
function numbersOf({ rows, split }: OwnTables, start: number, { whole }: CountryTables): readonly number[] {
  return Array.from({ length: Math.min(mostPersons, whole.most) + 1 }, (_, n) => n).filter((n) => {
    const all = shownOf(start, 0, n);
    if (!rows.every((row) => printed(all) === row.shown && isWithin(n, row)) || !hidesOthers(all, n)) return false;
    return split === null || linesBehind(split, all).some((line) => lineKeepsValues(line, n));
  });
}

/** A year is drawn again where whoever knows its new persons would be left too few numbers of who went on; none went on here. */
function hidesOthers(all: number, fresh: number): boolean {
  const others = new Set<number>();
  for (const start of starts)
    for (let n = 0; printed(shownOf(start, 0, fresh)) === printed(all) && n < 2 * base; n++)
      if (printed(shownOf(start, 0, fresh + n)) === printed(all)) others.add(n);
  return others.size === 1 || others.size >= 3;
}

/** Each line that may stand behind what is printed of it. */
function linesBehind(split: readonly ReleasedRow[], sum: number): readonly (readonly number[])[] {
  const lines = split.reduce<readonly (readonly number[])[]>(
    (all, { shown }) => all.flatMap((line) => (shown === null ? [0, base] : [shown]).map((one) => [...line, one])),
    [[]],
  );
  return lines.filter((line) => line.reduce((so, one) => so + one, 0) === sum);
}

/** How many may be in the classes up to one, where so many are in those before. */
function stepsOf({ split }: OwnTables, start: number, before: number, most: number, at: number): readonly number[] {
  return Array.from({ length: most - before + 1 }, (_, n) => before + n).filter(
    (until) => split === null || printed(shownOf(start, before, until)) === split[at]?.shown,
  );
}

/** What a sender knows by one printing of a split: the line, and their own part of each class. */
export interface SentLine {
  readonly line: readonly number[];
  readonly own: readonly number[];
}

/** Every number of others that each class may have for a sender who has these printings of the same others, so many in all: by trying each start and each way. */
export function othersLeft(printings: readonly SentLine[], others: number): readonly ReadonlySet<number>[] {
  const [{ line } = { line: [] }] = printings;
  const found = line.map(() => new Set<number>());
  const tryStarts = (chosen: readonly number[]): void => {
    if (chosen.length < printings.length) {
      for (const start of starts) tryStarts([...chosen, start]);
      return;
    }
    let reached: ReadonlyMap<number, readonly number[]>[] = [];
    let froms = [0];
    line.forEach((_, i) => {
      const next = new Map<number, number[]>();
      for (const from of froms)
        for (let to = from; to <= others; to++) {
          const isPrinted = printings.every(({ line: shown, own }, each) => {
            const ownUntil = own.slice(0, i + 1).reduce((sum, n) => sum + n, 0);
            return shownOf(chosen[each] ?? 0, from + ownUntil - (own[i] ?? 0), to + ownUntil) === shown[i];
          });
          if (isPrinted && (i < line.length - 1 || to === others)) next.set(to, [...(next.get(to) ?? []), from]);
        }
      reached = [...reached, next];
      froms = [...next.keys()];
    });
    let here = new Set(froms);
    for (let i = line.length - 1; i >= 0; i--) {
      const before = new Set<number>();
      for (const to of here)
        for (const from of reached[i]?.get(to) ?? []) {
          before.add(from);
          found[i]?.add(to - from);
        }
      here = before;
    }
  };
  tryStarts([]);
  return found;
}
