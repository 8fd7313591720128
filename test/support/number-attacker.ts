// Somebody who has every table of two organisations and of their country, knows how all of them are made, and reckons exactly: by trying every world, not by the program's
// own reckoning. Taken is the worst case: all persons of an organisation are new, recognised and helped in the same year, so that each table is about the same ones.
import { base } from "../../src/statistics/controlled-rounding.ts";
import { lineKeepsValues, type ReleasedRow } from "../../src/statistics/small-numbers.ts";

/** What an organisation hands out of its year: persons helped, the new ones, splits of them, and for each kind of help who had it. */
export interface OwnTables {
  readonly rows: readonly ReleasedRow[];
  /** By their names; none where the year has none. */
  readonly splits: ReadonlyMap<string, readonly ReleasedRow[]>;
  readonly help: readonly ReleasedRow[];
}

/** What the country says of the same persons; the number is left out where nothing is said of it. */
export interface CountryTables {
  readonly whole: ReleasedRow;
  readonly splits: ReadonlyMap<string, readonly ReleasedRow[]>;
}

/** Every number that an organisation may have: in all, in each class of each split, with each kind of help, and without it. */
export interface ValuesLeft {
  readonly all: ReadonlySet<number>;
  readonly splits: ReadonlyMap<string, readonly ReadonlySet<number>[]>;
  readonly help: readonly { readonly having: ReadonlySet<number>; readonly rest: ReadonlySet<number> }[];
}

const starts = Array.from({ length: base }, (_, start) => start);
const shownOf = (start: number, before: number, until: number) =>
  (Math.floor((start + until) / base) - Math.floor((start + before) / base)) * base;
/** How a release prints a rounded number: less than ten is one word. */
const printed = (shown: number) => (shown < 2 * base ? null : shown);

/** `known` is what the attacker has in each class of each split: one who sent a count takes it away. */
export function valuesLeft(
  [one, two]: readonly [OwnTables, OwnTables],
  country: CountryTables,
  known: ReadonlyMap<string, readonly number[]>,
): readonly [ValuesLeft, ValuesLeft] {
  const own = Math.max(0, ...[...known.values()].map(sumOf));
  const [ofOne, ofTwo] = [emptyOf(one, known), emptyOf(two, known)];
  for (const [startOfOne, mayOne] of ways(one, country))
    for (const [startOfTwo, mayTwo] of ways(two, country)) {
      const [lineOne, lineTwo] = [lineOf(one, startOfOne, mayOne), lineOf(two, startOfTwo, mayTwo)];
      const isLast = ([a, b]: Both) => isWithin(a + b + own, country.whole);
      let ends: ReadonlySet<number> = new Set(
        mayOne.flatMap((a) => mayTwo.flatMap((b) => (isLast([a, b]) ? [pair(a, b)] : []))),
      );
      // Each split of the country has a start of its own; who is left must fit all of them.
      const walks = [...country.splits].map(([name, line]) => {
        const each = starts.map((start) =>
          walkOf(lineOne(name), lineTwo(name), { start, line, own: known.get(name) ?? [] }),
        );
        const reached = new Set(each.flatMap(({ states }) => [...(states.at(-1) ?? [])]));
        ends = common(ends, reached);
        return { name, each };
      });
      for (const end of ends) {
        const [a, b] = unpair(end);
        addNumbers(ofOne, one, startOfOne, a);
        addNumbers(ofTwo, two, startOfTwo, b);
      }
      for (const { name, each } of walks)
        for (const walk of each) addWays(walk, ends, ofOne.splits.get(name), ofTwo.splits.get(name));
      // Of a split that the country does not say each is left to its own line.
      const nobody = { start: 0, line: null, own: [] };
      for (const name of known.keys()) {
        if (country.splits.has(name)) continue;
        const [endsOfOne, endsOfTwo] = [0, 1].map((who) => new Set([...ends].map((end) => unpair(end)[who] ?? 0)));
        const none = { cells: known.get(name)?.map(() => 0) ?? [], start: 0, most: 0 };
        if (one.splits.has(name))
          addWays(walkOf(lineOne(name), none, nobody), pairs(endsOfOne), ofOne.splits.get(name));
        if (two.splits.has(name))
          addWays(walkOf(lineTwo(name), none, nobody), pairs(endsOfTwo), ofTwo.splits.get(name));
      }
    }
  return [ofOne, ofTwo];
}

const [mostPersons, wide] = [80, 1000];
type Both = readonly [number, number];
const pair = (a: number, b: number) => a * wide + b;
const unpair = (both: number): Both => [Math.floor(both / wide), both % wide];
const pairs = (all: ReadonlySet<number> | undefined) => new Set([...(all ?? [])].map((a) => pair(a, 0)));
const isWithin = (n: number, { least, most }: ReleasedRow) => n >= least && n <= most;
const sumOf = (cells: readonly number[]) => cells.reduce((sum, n) => sum + n, 0);

const common = (some: Iterable<number>, others: ReadonlySet<number>) =>
  new Set([...some].filter((one) => others.has(one)));

type Found = ReturnType<typeof emptyOf>;

function emptyOf({ help }: OwnTables, known: ReadonlyMap<string, readonly number[]>) {
  const splits = new Map([...known].map(([name, cells]) => [name, cells.map(() => new Set<number>())]));
  const kinds = help.map(() => ({ having: new Set<number>(), rest: new Set<number>() }));
  return { all: new Set<number>(), splits, help: kinds };
}

/** So many persons by such a start: all of them, and who had each kind of help, which is a line of two by itself. */
function addNumbers(found: Found, { help }: OwnTables, start: number, n: number): void {
  found.all.add(n);
  help.forEach(({ shown }, kind) => {
    const [least, most] = stepOf({ cells: [shown], start, most: n }, 0, 0);
    for (let having = least; having <= most; having++) {
      found.help[kind]?.having.add(having);
      found.help[kind]?.rest.add(n - having);
    }
  });
}

/** A line by one start: what is printed of each cell, or nothing of it at all. */
interface Line {
  readonly cells: readonly (number | null | undefined)[];
  readonly start: number;
  readonly most: number;
}

function lineOf({ splits }: OwnTables, start: number, may: readonly number[]) {
  const most = Math.max(0, ...may);
  return (name: string): Line => ({ cells: splits.get(name)?.map(({ shown }) => shown) ?? [], start, most });
}

/** How many there may be up to a cell, by what is printed of it and how many there were before it. */
function stepOf({ cells, start, most }: Line, at: number, before: number): Both {
  const shown = cells[at];
  if (shown === undefined) return [before, most];
  const from = Math.floor((start + before) / base) * base - start;
  const [least, end] = shown === null ? [before, from + base] : [from + shown, from + shown];
  return [Math.max(before, least), Math.min(most, end + base - 1)];
}

/** The country's line, by one of its starts; null where it says none. */
interface CountryLine {
  readonly start: number;
  readonly line: readonly ReleasedRow[] | null;
  readonly own: readonly number[];
}

/** How many both may have up to each cell. */
interface Walk {
  readonly states: readonly ReadonlySet<number>[];
  readonly next: (from: number, at: number) => readonly number[];
}

function walkOf(one: Line, two: Line, { start, line, own }: CountryLine): Walk {
  const cells = line ?? (one.cells.length > 0 ? one.cells : two.cells);
  const ownUntil = cells.map((_, i) => sumOf(own.slice(0, i + 1)));
  const next = (from: number, at: number): readonly number[] => {
    const [a, b] = unpair(from);
    const [[leastA, mostA], [leastB, mostB]] = [stepOf(one, at, a), stepOf(two, at, b)];
    const before = start + a + b + (ownUntil[at - 1] ?? 0);
    const least = line === null ? 0 : Math.floor(before / base) * base + (line[at]?.shown ?? 0) - start;
    const most = line === null ? Infinity : least + base - 1;
    const to: number[] = [];
    for (let n = leastA; n <= mostA; n++) {
      const rest = n + (ownUntil[at] ?? 0);
      for (let m = Math.max(leastB, least - rest); m <= Math.min(mostB, most - rest); m++) to.push(pair(n, m));
    }
    return to;
  };
  const states: ReadonlySet<number>[] = [new Set([0])];
  for (const at of cells.keys()) states.push(new Set([...(states[at] ?? [])].flatMap((from) => next(from, at))));
  return { states, next };
}

/** Back from the ends: only ways that lead to one say a value. */
function addWays(
  { states, next }: Walk,
  ends: ReadonlySet<number>,
  ...found: (readonly Set<number>[] | undefined)[]
): void {
  let here = common(states.at(-1) ?? [], ends);
  for (let at = states.length - 2; at >= 0; at--) {
    const before = new Set<number>();
    for (const from of states[at] ?? [])
      for (const to of next(from, at)) {
        if (!here.has(to)) continue;
        before.add(from);
        const start = unpair(from);
        unpair(to).forEach((n, who) => void found[who]?.[at]?.add(n - (start[who] ?? 0)));
      }
    here = before;
  }
}

/** Each start of an organisation, and how many persons it may have by it. Where there is no split it matters for nothing else. */
function ways(tables: OwnTables, country: CountryTables): readonly (readonly [number, readonly number[]])[] {
  const all = starts.map((start) => [start, numbersOf(tables, start, country)] as const);
  return tables.splits.size === 0 ? [[0, [...new Set(all.flatMap(([, may]) => may))]]] : all;
}

/** How many persons an organisation may have, by a start that may have rounded them: the program prints no split of so many that would not keep its values. */
function numbersOf({ rows, splits, help }: OwnTables, start: number, { whole }: CountryTables): readonly number[] {
  return Array.from({ length: Math.min(mostPersons, whole.most) + 1 }, (_, n) => n).filter((n) => {
    const all = shownOf(start, 0, n);
    if (!rows.every((row) => printed(all) === row.shown && isWithin(n, row)) || !hidesOthers(all, n)) return false;
    const lines = [...splits.values()].map((split) => split.map(behind));
    const kinds = help.map((row) => [behind(row), behind(row).map((having) => all - having)]);
    return [...lines, ...kinds].every((line) => lineKeepsValues(line, all, n));
  });
}

/** What may stand behind a number as it is printed. */
function behind({ shown }: ReleasedRow): readonly number[] {
  return shown === null ? [0, base] : [shown];
}

/** How many persons an organisation may have by its own tables alone, by a start that may have rounded them. */
export function numbersBy(tables: OwnTables, start: number): readonly number[] {
  const whole = { key: "", least: 0, most: mostPersons, shown: null };
  return numbersOf(tables, start, { whole, splits: new Map() });
}

export function numbersLeft(tables: OwnTables): ReadonlySet<number> {
  return new Set(starts.flatMap((start) => numbersBy(tables, start)));
}

/** A year is drawn again where whoever knows its new persons would be left too few numbers of who went on; none went on here. */
function hidesOthers(all: number, fresh: number): boolean {
  const others = new Set<number>();
  for (const start of starts)
    for (let n = 0; printed(shownOf(start, 0, fresh)) === printed(all) && n < 2 * base; n++)
      if (printed(shownOf(start, 0, fresh + n)) === printed(all)) others.add(n);
  return others.size === 1 || others.size >= 3;
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
