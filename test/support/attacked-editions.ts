// Pairs of editions of the country's numbers that somebody puts together (YC8a): everybody, or a sender that takes its own part of both away. The program itself makes them.
import { notSaid } from "../../src/core/counted-case.ts";
import type { CountFact, CountSplit } from "../../src/core/registers/count-facts.ts";
import { ofEachFact, type YearCount } from "../../src/core/year-count.ts";
import { chanceOf } from "../../src/member/cases/release-chance.ts";
import { type CountryCount, madeOf, rowsAfter } from "../../src/member/record/country-count.ts";
import { base } from "../../src/statistics/controlled-rounding.ts";
import { classesOf } from "../../src/statistics/own-numbers.ts";
import { release } from "../../src/statistics/release.ts";
import { fewestSplit } from "../../src/statistics/small-numbers.ts";
import {
  add,
  type Chance,
  chanceFrom,
  helpedCase,
  type Left,
  none,
  someShelter,
  sumOf,
  tablesOf,
  today,
  year,
} from "./attacked-country.ts";
import { grownLeft, unnamedLeft } from "./editions-attacker.ts";
import { numbersBy, numbersLeft, type OwnTables } from "./number-attacker.ts";

type Senders = CountryCount["senders"];
type Rows = ReturnType<typeof rowsAfter>;

function sender(at: number, tokens: Partial<YearCount["tokens"]>, cells: YearCount["cells"] = []): Senders[number] {
  const all = { ...ofEachFact((): readonly string[] => []), ...tokens };
  return { organisation: String(at), count: { year, tokens: all, cells, days: null }, not: null };
}

const ids = (name: string, n: number) => Array.from({ length: n }, (_, i) => `${name}/${i}`);

/** What everybody reads of both editions, and which numbers stand in the second one. */
function printedTwice(before: Senders, now: Senders, name: string) {
  const first = madeOf(before, year, chanceOf(name));
  const second = madeOf(now, year, chanceOf(name), first);
  return { first: first.rows, now: rowsAfter(first, second), kept: second.kept };
}

const totalIn = (rows: Rows, fact: CountFact) =>
  rows.find(({ values }) => values.fact === fact && values.by === undefined)?.values;

/** The number of a total that is said exactly; null for any other. */
function exactIn(rows: Rows, fact: CountFact): number | null {
  const total = totalIn(rows, fact);
  return total === undefined || total.least !== undefined ? null : total.value;
}

/** The cells of a split in their order; none where there is no split. */
function cellsIn(rows: Rows, by: CountSplit): readonly { readonly cell: string; readonly shown: number }[] {
  const placeOf = ({ key }: Rows[number]) => Number(key.split("/").at(-1));
  const split = rows.filter(({ values }) => values.by === by).toSorted((a, b) => placeOf(a) - placeOf(b));
  return split.map(({ values }) => ({ cell: values.cell ?? "", shown: values.value }));
}

/** Between two editions, of a sender: cases that stayed, went and came. */
interface Change {
  readonly stayed: number;
  readonly gone: number;
  readonly came: number;
}

/** Every change of a sender of so many cases at most, of whom so many at most come. */
export function everyChange(most: number, come: number): readonly Change[] {
  const upTo = (n: number) => Array.from({ length: n + 1 }, (_, i) => i);
  return upTo(most).flatMap((n) =>
    upTo(n).flatMap((gone) => upTo(come).map((came): Change => ({ stayed: n - gone, gone, came }))),
  );
}

/** A fact without parts and splits: in its sum is no chance. */
const bareFact: CountFact = "victims-referred";

/**
 * Every pair of editions of a bare sum that other senders can come to beside one that knows its own part, null for nobody: of how many of them there were, are, went, came,
 * changed, and of how many there were and are beside the greatest of them, the values that the same print leaves.
 */
export function attackSums(own: Change | null, others: readonly (readonly Change[])[]): Left {
  const behind = new Map<string, (readonly number[])[]>();
  const most = Math.max(...others.flat().map(({ came }) => came));
  const look = (chosen: readonly Change[]): void => {
    const next = others[chosen.length];
    if (next !== undefined) {
      for (const one of next) look([...chosen, one]);
      return;
    }
    const all = own === null ? chosen : [own, ...chosen];
    const sentIn = (kind: "gone" | "came") =>
      all.map((one, at) =>
        sender(at, { [bareFact]: [...ids(`${at}`, one.stayed), ...ids(`${at}/${kind}`, one[kind])] }),
      );
    const { first: then, now, kept } = printedTwice(sentIn("gone"), sentIn("came"), "sums");
    const why = kept.get(bareFact);
    const numbersOf = (which: readonly Change[], kind: "gone" | "came") => which.map((one) => one.stayed + one[kind]);
    const total = totalIn(now, bareFact);
    if (why !== "few" && !isWithin(sumOf(numbersOf(all, "came")), total)) throw new Error("a sum that is not so");
    // Whoever sees that a number stands may know why.
    const print = JSON.stringify([totalIn(then, bareFact), why, total]);
    const [before, after] = [numbersOf(chosen, "gone"), numbersOf(chosen, "came")];
    const [gone, came] = [sumOf(chosen.map((one) => one.gone)), sumOf(chosen.map((one) => one.came))];
    const rests = [before, after].map((numbers) => sumOf(numbers) - Math.max(...numbers));
    const worlds = behind.get(print) ?? [];
    worlds.push([sumOf(before), sumOf(after), gone, came, gone + came, ...rests]);
    behind.set(print, worlds);
  };
  look([]);
  const left = none();
  // Of a world at the edge of those that were tried others that print the same were not.
  const isInside = ([before = 0, , , came = 0]: readonly number[]) => most === 0 || before + came <= most;
  for (const worlds of behind.values()) addWorlds(left, worlds.filter(isInside), worlds);
  return left;
}

/** Of each of these numbers in each world that is true, the values that it has in all that may be. */
function addWorlds(left: Left, truths: readonly (readonly number[])[], worlds: readonly (readonly number[])[]): void {
  const values = truths[0]?.map((_, at) => new Set(worlds.map((numbers) => numbers[at] ?? 0))) ?? [];
  for (const truth of truths) truth.forEach((n, at) => void add(left, n, values[at]));
}

const classes = classesOf("sex");
const sumOfCells = (all: readonly (readonly number[])[]) =>
  classes.map((_, at) => sumOf(all.map((cells) => cells[at] ?? 0)));

/** A sender's persons, all recognised for the first time in the year, by the classes of one split. */
function sentBy(by: CountSplit, keys: readonly string[], all: readonly (readonly number[])[]): Senders {
  return all.map((values, at) =>
    sender(
      at,
      { "victims-identified": values.flatMap((n, cell) => ids(`${at}/${cell}`, n)) },
      keys.flatMap((cell, i) => (values[i] === undefined || values[i] === 0 ? [] : [{ by, cell, value: values[i] }])),
    ),
  );
}

/** Of persons who were in the first edition, who are in the second one, and who came in between. */
interface LeftOfGrown {
  readonly before: Left;
  readonly now: Left;
  readonly came: Left;
}

/** Countries in which some came between two editions and nobody went: what both splits leave to everybody, and to a sender that takes its own away, whether it changed or not. */
export function attackGrown(
  countries: number,
  seed: number,
): { readonly everybody: LeftOfGrown; readonly sender: LeftOfGrown } {
  const chance = chanceFrom(seed);
  const left = (): LeftOfGrown => ({ before: none(), now: none(), came: none() });
  const found = { everybody: left(), sender: left() };
  for (let n = 0; n < countries; n++) {
    const before = Array.from({ length: 2 + chance(4) }, () => someShelter(chance));
    const now = before.map((cells) => (chance(3) === 0 ? cells : cells.map((cell) => cell + someMore(chance))));
    const printed = printedTwice(sentBy("sex", classes, before), sentBy("sex", classes, now), `${seed}/${n}`);
    const [first, second] = [printed.first, printed.now].map((rows) => cellsIn(rows, "sex").map(({ shown }) => shown));
    if (printed.kept.has("victims-identified") || !first?.length || !second?.length) continue;
    const attack = (of: LeftOfGrown, known: readonly number[]) => {
      const [[own, others], [ownNow, othersNow]] = [before, now].map((all) => [
        sumOfCells(all.filter((_, at) => known.includes(at))),
        sumOfCells(all.filter((_, at) => !known.includes(at))),
      ]) as [number[][], number[][]];
      const came = sumOf(othersNow ?? []) - sumOf(others ?? []);
      if (came === 0) return;
      const values = grownLeft(
        { shown: first, own: own ?? [] },
        { shown: second, own: ownNow ?? [] },
        sumOf(others ?? []),
        came,
      );
      classes.forEach((_, at) => {
        const [was, is] = [others?.[at] ?? 0, othersNow?.[at] ?? 0];
        add(of.before, was, values.before[at]);
        add(of.now, is, values.now[at]);
        add(of.came, is - was, values.came[at]);
      });
    };
    attack(found.everybody, []);
    for (const at of before.keys()) attack(found.sender, [at]);
  }
  return found;
}

/** Most classes of a shelter grow by nobody. */
function someMore(chance: Chance): number {
  return chance(3) > 0 ? 0 : chance(8);
}

const ways = ["AF/IR", "TJ/KZ", "TJ/RU", "UZ/KZ", "UZ/RU"];

/** Countries of which a sender alone changed its count between two editions: how many others are in no way that is named. */
export function attackWays(countries: number, seed: number): Left {
  const chance = chanceFrom(seed);
  const left = none();
  const keys = [...ways, notSaid];
  const some = () => keys.map((key) => chance(1 + (key === notSaid ? chance(3) : ([0, 3, 20, 20][chance(4)] ?? 0))));
  for (let n = 0; n < countries; n++) {
    const others = Array.from({ length: 2 + chance(2) }, some);
    const own = [some(), some()];
    const by = "citizenship-country";
    const [before = [], after = []] = own.map((cells) => sentBy(by, keys, [cells, ...others]));
    const { first: then, now, kept } = printedTwice(before, after, `${seed}/${n}`);
    const printings = [then, now].map((rows, each) => {
      return { cells: cellsIn(rows, by), own: new Map(keys.map((key, at) => [key, own[each]?.[at] ?? 0])) };
    });
    if (kept.has("victims-identified") || printings.some(({ cells }) => cells.length === 0)) continue;
    const ofOthers = keys.map((_, at) => sumOf(others.map((cells) => cells[at] ?? 0)));
    const unnamed = printings.map(({ cells }) => {
      const named = cells.slice(0, -1).map(({ cell }) => cell);
      return sumOf(ofOthers.filter((_, at) => !named.includes(keys[at] ?? "")));
    });
    if (!unnamed.some((one) => one > 0 && one < base)) continue;
    unnamedLeft(printings, sumOf(ofOthers), others.length).forEach(
      (values, each) => void add(left, unnamed[each] ?? 0, values),
    );
  }
  return left;
}

const parts = ["victims-presumed", "formal-identifications"] as const;
type Part = (typeof parts)[number];
/** Who was presumed, and who formally identified, by their names. */
type Persons = Readonly<Record<Part, readonly string[]>>;

/** Countries in which more were presumed, or formally identified, between two editions: what everybody reads of both parts, who is in both, and who is not in one, and a sender too. */
export function attackGrownParts(countries: number, seed: number): { readonly everybody: Left; readonly sender: Left } {
  const chance = chanceFrom(seed);
  const found = { everybody: none(), sender: none() };
  const persons = (presumed: readonly string[][], formal: readonly string[][]): Persons => ({
    "victims-presumed": presumed.flat(),
    "formal-identifications": formal.flat(),
  });
  const wholeOf = (one: Persons) => [...new Set(parts.flatMap((part) => one[part]))];
  for (let n = 0; n < countries; n++) {
    // Most are presumed. One sender has most of them, and often it alone changes.
    const isAlone = chance(2) === 0;
    const all = Array.from({ length: 2 + chance(3) }, (_, at): readonly [Persons, Persons] => {
      const [p = [], f = [], b = []] = [8, 2, 8].map((most, kind) =>
        ids(`${at}/${kind}`, chance(at === 0 && kind !== 1 ? 2 * most : most)),
      );
      const more = () => (chance(2) === 0 || (isAlone && at > 0) ? 0 : chance(12));
      const [late, soon] = [f.slice(0, more()), p.slice(0, more())];
      const now = persons([p, b, late, ids(`${at}/P`, more())], [f, b, soon, ids(`${at}/F`, more())]);
      return [persons([p, b], [f, b]), now];
    });
    const sentIn = (edition: 0 | 1) =>
      all.map((one, at) => sender(at, { ...one[edition], "victims-identified": wholeOf(one[edition]) }));
    const { first: then, now, kept } = printedTwice(sentIn(0), sentIn(1), `${seed}/${n}`);
    const wholes = [then, now].map((rows) => exactIn(rows, "victims-identified"));
    [then, now].forEach((rows, each) => {
      const isSmall = wholes[each] == null || wholes[each] < fewestSplit;
      if (isSmall && parts.some((part) => totalIn(rows, part) !== undefined))
        throw new Error("parts of a whole that is small, or not said exactly");
    });
    if (wholes.includes(null) || parts.every((part) => totalIn(then, part) === undefined)) continue;
    // A number that stands is of the first edition: nobody knows how many there are now.
    const isOld = kept.has("victims-identified");
    const isNow = (part: Part) => !isOld && !kept.has(part);
    const attack = (left: Left, known: readonly number[]) => {
      const own = all.filter((_, at) => known.includes(at));
      const others = all.filter((_, at) => !known.includes(at));
      const [before = 0, after = 0] = wholes.map((whole, each) => {
        const edition = isOld ? 0 : (each as 0 | 1);
        return (whole ?? 0) - sumOf(own.map((one) => wholeOf(one[edition]).length));
      });
      const numbersIn = (some: typeof all, part: Part) =>
        ([0, 1] as const).map((edition) => sumOf(some.map((one) => one[edition][part].length)));
      const mayBe = (part: Part): readonly (readonly number[])[] => {
        const [was = 0, is = 0] = numbersIn(own, part);
        const [first, second] = [totalIn(then, part), totalIn(now, part)];
        const values = Array.from({ length: Math.max(before, after) + 1 }, (_, n) => n);
        return values.flatMap((n) => {
          if (n > before || !isWithin(n + was, first)) return [];
          if (!isNow(part)) return [[n, n]];
          // Of one to four that changed the number would stand (YC8a).
          const mayFollow = (m: number) => (m === n || m >= n + base) && m <= after && isWithin(m + is, second);
          return values.flatMap((m) => (mayFollow(m) ? [[n, m]] : []));
        });
      };
      const numbersOf = (
        [presumed = 0, presumedNow = 0]: readonly number[],
        [formal = 0, formalNow = 0]: readonly number[],
      ) => [
        ...[presumed, formal, presumed + formal - before, before - presumed, before - formal],
        ...(isNow("victims-presumed") ? [presumedNow, after - presumedNow] : []),
        ...(isNow("formal-identifications") ? [formalNow, after - formalNow] : []),
        ...(parts.every(isNow) ? [presumedNow + formalNow - after] : []),
      ];
      const formal = mayBe("formal-identifications");
      const worlds = mayBe("victims-presumed")
        .flatMap((one) => formal.map((two) => numbersOf(one, two)))
        // Nobody is below none, and who was both is both.
        .filter(
          (world) => world.every((n) => n >= 0) && (!parts.every(isNow) || (world.at(-1) ?? 0) >= (world[2] ?? 0)),
        );
      const [presumed = [], identified = []] = parts.map((part) => numbersIn(others, part));
      addWorlds(left, [numbersOf(presumed, identified)], worlds);
    };
    attack(found.everybody, []);
    for (const at of all.keys()) attack(found.sender, [at]);
  }
  return found;
}

type Total = NonNullable<ReturnType<typeof totalIn>>;
/** True where a number may be behind a row: one that has no most is at least so many. */
const isWithin = (n: number, row: Total | undefined) =>
  row === undefined ||
  (n >= (row.least ?? row.value) &&
    n <= (row.most ?? (row.least === undefined ? n : Infinity)) &&
    (row.least !== undefined || n === row.value));

/**
 * Countries of a shelter with few persons and of one that grew between two editions and handed out its year at both times, by two classes: what a third one, that takes its own
 * away, reads of the few, and of who came. Nobody is the third one where `isOfAll`.
 */
export function attackBetween(
  countries: number,
  seed: number,
  isOfAll = false,
): { readonly few: Left; readonly came: Left } {
  const chance = chanceFrom(seed);
  const found = { few: none(), came: none() };
  const some = (least: number, most: number) => {
    const all = least + chance(most - least + 1);
    const women = chance(all + 1);
    return [women, all - women, 0, 0];
  };
  for (let n = 0, tried = 0; tried < countries; n++) {
    const [few, grew, more, own] = [some(1, 8), some(10, 40), some(5, 14), isOfAll ? [0, 0, 0, 0] : some(5, 20)];
    const [before, now] = [
      [own, few, grew],
      [own, few, sumOfCells([grew, more])],
    ].map((all) => sentBy("sex", classes, all));
    const printed = printedTwice(before ?? [], now ?? [], `${seed}/${n}`);
    const wholes = [printed.first, printed.now].map((rows) => exactIn(rows, "victims-identified"));
    const [first = [], second = []] = [printed.first, printed.now].map((rows) => cellsIn(rows, "sex"));
    const [whole, wholeNow] = wholes;
    if (whole == null || wholeNow == null || first.length === 0 || second.length === 0) continue;
    tried++;
    const [fits, fitsNow] = [[], more].map((late) => behindTables(handedOut(`${seed}/${n}`, [grew, late])));
    const rest = whole - sumOf(own);
    const came = wholeNow - whole;
    const worlds: (readonly number[])[] = [];
    for (const persons of numbersLeft(handedOut(`${seed}/${n}/few`, [few])))
      for (let women = 0; women <= Math.min(persons, rest); women++)
        for (let others = 0; others <= rest - persons; others++) {
          const all = (own[0] ?? 0) + women + others;
          if (!isLine(first, all, whole) || fits?.(others, rest - persons) !== true) continue;
          for (let d = 0; d <= came; d++)
            if (isLine(second, all + d, wholeNow) && fitsNow?.(others + d, rest - persons + came) === true)
              worlds.push([women, persons - women, d, came - d]);
        }
    addWorlds(found.few, [few.slice(0, 2)], worlds);
    addWorlds(
      found.came,
      [more.slice(0, 2)],
      worlds.map((world) => world.slice(2)),
    );
  }
  return found;
}

const starts = Array.from({ length: base }, (_, start) => start);
const shownOf = (start: number, from: number, to: number) =>
  (Math.floor((start + to) / base) - Math.floor((start + from) / base)) * base;
const isLine = (cells: ReturnType<typeof cellsIn>, women: number, all: number) =>
  starts.some(
    (start) => shownOf(start, 0, women) === cells[0]?.shown && shownOf(start, women, all) === cells[1]?.shown,
  );

/** Whether so many women of so many persons may be behind what a shelter handed out of its year. */
function behindTables(tables: OwnTables): (women: number, all: number) => boolean {
  const split = tables.splits.get("sex");
  const numbers = starts.map((start) => new Set(numbersBy(tables, start)));
  const isPrinted = (shown: number, at: number) => {
    const printed = split?.[at]?.shown ?? null;
    return split === undefined || (printed === null ? shown < 2 * base : shown === printed);
  };
  return (women, all) =>
    starts.some(
      (start) =>
        numbers[start]?.has(all) === true &&
        isPrinted(shownOf(start, 0, women), 0) &&
        isPrinted(shownOf(start, women, all), 1),
    );
}

/** What a shelter hands out of its year: of who was there, and of who came later. */
function handedOut(name: string, all: readonly (readonly number[])[]): OwnTables {
  const cases = all.flatMap((cells, late) =>
    cells.flatMap((n, at) =>
      ids(`${name}/${late}/${at}`, n).map((id) => helpedCase(id, { sex: classes[at] ?? notSaid }, `${year}-02-01`)),
    ),
  );
  return tablesOf(release(cases, String(year), today, chanceOf("a country")));
}
