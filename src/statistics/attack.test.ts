// Somebody puts together what organisations hand out of their own cases and what the country says of the same persons, and reckons exactly: how many values are left of
// each number of one to four. `bench/attack.ts` tries as many countries as one has time for.
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  add,
  attackCountries,
  attackEditions,
  attackParts,
  attackQuarters,
  attackSplits,
  attackTotals,
  attackTwice,
  attackWindows,
  helpedCase,
  type Left,
  today,
  year,
} from "../../test/support/attacked-country.ts";
import {
  attackBetween,
  attackGrown,
  attackGrownParts,
  attackSums,
  attackWays,
  everyChange,
} from "../../test/support/attacked-editions.ts";
import { chanceOf } from "../member/cases/release-chance.ts";
import { base, roundLine } from "./controlled-rounding.ts";
import { release } from "./release.ts";
import { fewestSplit, lineKeepsValues } from "./small-numbers.ts";

/** Nobody is left one value, and hardly ever two. */
function holds({ asked, one, two }: Left, fewest: number, mostOfTwo: number): void {
  const found = `${one} and ${two} of ${asked}`;
  assert.ok(asked >= fewest && one === 0 && two / asked <= mostOfTwo, found);
}

test("[CN8, YC7a, R16] from the years of two shelters and their country, by three splits of each, no small number of persons, of a class or of a kind of help follows, not for a third shelter either", () => {
  const { everybody, third, splits } = attackCountries(60, 1);
  for (const left of [everybody.classes, everybody.help]) holds(left, 50, 0.01);
  for (const left of [third.classes, third.help]) holds(left, 50, 0.02);
  assert.ok(splits.said / splits.all > 0.7, `${splits.said} of ${splits.all} have a split`);
});

test("[CN8, YC7, R16] whoever takes all that shelters hand out, of years and of their quarters, from the country's exact sum reads no small number of another one", () => {
  const { everybody, sender } = attackTotals(100, 5);
  holds(everybody, 50, 0.01);
  holds(sender, 50, 0.03);
});

test("[CN8, R16] four quarters and the country's exact number of the year leave three values of each small number of a quarter", () => {
  holds(attackQuarters(400, 5), 400, 0.01);
});

test("[CN8, R16] a year and its quarters, handed out twice with three splits, leave two values at least to who knows how many came in between", () => {
  const { quarters, classes, came } = attackTwice(30, 5);
  holds(quarters, 25, 0.05);
  holds(classes, 50, 0.03);
  holds(came, 150, 0.06);
});

test("[CN8, YC8, R16] two editions of the country and what a shelter hands out at each time, of the year and its quarters, pin few small numbers of one that did not change", () => {
  // Two tables of one period that were made at different times (SECURITY.md, R16).
  for (const [isOfOneClass, mostOfOne, mostOfTwo] of [
    [false, 0.05, 0.15],
    [true, 0.08, 0.25],
  ] as const) {
    const { asked, one, two } = attackEditions(40, 5, isOfOneClass);
    const found = `${one} and ${two} of ${asked}`;
    assert.ok(asked === 40 && one / asked <= mostOfOne && two / asked <= mostOfTwo, found);
  }
});

test("[YC7d, YC8a, R16] two editions leave everybody, and whoever takes their own away, values of who else was presumed, formally identified, or both, whoever changed", () => {
  const { everybody, sender } = attackGrownParts(250, 5);
  holds(everybody, 150, 0);
  holds(sender, 500, 0);
});

test("[YC8a, R16] a split in two editions between which others came leaves values of who was there, who is, and who came", () => {
  const { everybody, sender } = attackGrown(100, 5);
  for (const left of Object.values(everybody)) holds(left, 10, 0);
  for (const left of Object.values(sender)) holds(left, 80, 0.02);
});

test("[YC7a, YC8a, R16] a sender that alone changed is left values of who else is in no way that is named, whichever ways its own persons name", () => {
  holds(attackWays(100, 5), 20, 0.1);
});

test("[CN8, YC8a, R16] two editions, and what one that grew handed out before and after, leave everybody values of each class of a shelter of few, and a sender two at least", () => {
  for (const [isOfAll, mostOfTwo] of [
    [true, 0.02],
    [false, 0.1],
  ] as const) {
    const { few, came } = attackBetween(20, 5, isOfAll);
    holds(few, 15, mostOfTwo);
    holds(came, 10, mostOfTwo);
  }
});

test("[YC7, YC8a, R16] of all pairs of editions that a sum can have hardly one says a number of one to four, to everybody or to who takes their own part away", () => {
  const [every, few] = [everyChange(10, 14), everyChange(3, 6)];
  // Of whom nobody went, and who changed nothing.
  const grown = every.filter(({ gone }) => gone === 0);
  const same = (most: number) => everyChange(most, 0).filter(({ gone }) => gone === 0);
  const own = [
    null,
    { stayed: 3, gone: 0, came: 6 },
    { stayed: 0, gone: 12, came: 0 },
    { stayed: 0, gone: 0, came: 12 },
  ];
  const attacks = own.flatMap((each) => [
    attackSums(each, [every]),
    attackSums(each, [grown]),
    attackSums(each, [same(14), same(6)]),
  ]);
  attacks.push(attackSums(null, [few, few]));
  for (const { asked, one, two } of attacks)
    assert.ok(asked > 100 && one / asked < 0.03 && two / asked < 0.2, `${one} and ${two} of ${asked}`);
});

test("[YC7d, YC8a, R16] a sender that alone changed its count between two editions is left three values of each small number of others, presumed, formally identified or both", () => {
  holds(attackParts(1500, 5), 1000, 0);
});

test("[YC7a, YC8a, R16] a sender that takes its own away from a split is left three values of each small number of others, also by a second edition for which it alone changed its count", () => {
  const { one, two, late, splits } = attackSplits(150, 9);
  for (const left of [one, two, late]) holds(left, 100, 0);
  const [exact = 0, first = 0, second = 0] = splits;
  assert.ok(exact > 100 && first / exact > 0.95 && second / exact > 0.95, splits.join());
});

test("[YC11, R16] joined years leave everybody three values of each small class, and a sender of all of these years two at least", () => {
  const { everybody, sender } = attackWindows(200, 5);
  holds(everybody, 100, 0);
  holds(sender, 100, 0.03);
});

test("[CN8, YC11, R16] beside joined years the split of one that helped 25 and more says nothing of a small class: each class may be nine, and the others may be all whom the country recognised that year", () => {
  let tables = 0;
  for (const sexes of [["woman"], ["woman", "man"], ["woman", "man", "other", "not-said"]])
    for (let persons = 21; persons <= 60; persons++) {
      const cases = Array.from({ length: persons }, (_, i) =>
        helpedCase(`case ${persons} ${i}`, { sex: sexes[i % sexes.length] ?? "woman" }, `${year}-02-01`),
      );
      for (const table of release(cases, String(year), today, chanceOf("example"))?.tables ?? []) {
        if (table.of === "totals" || table.of === "help") continue;
        tables++;
        const mosts = table.rows.map(({ most }) => most);
        // Joined years leave a class that may be below five at most nine, and of the years of which they are the country recognised less than twenty.
        assert.ok(Math.min(...mosts) >= 2 * base - 1, `${table.of} of ${persons}`);
        const others = mosts.map((most) => mosts.reduce((sum, each) => sum + each, -most));
        assert.ok(Math.min(...others) >= fewestSplit - 1, `${table.of} of ${persons}`);
      }
    }
  assert.ok(tables > 100, `${tables}`);
});

/** How a line of so many persons is printed from a start; null where the program would not print it. */
function printedLine(cells: readonly number[], start: number): string | null {
  const n = cells.reduce((sum, cell) => sum + cell, 0);
  const shown = roundLine(cells, () => start);
  const may = shown.map((one) => (one < 2 * base ? [0, base] : [one]));
  const all = shown.reduce((sum, one) => sum + one, 0);
  if (!lineKeepsValues(may, all, n)) return null;
  return shown.map((one) => (one < 2 * base ? "-" : one)).join();
}

test("[CN8c, CN8d, R16] all splits of a release together say no more of a class than its own: one start rounds them all", () => {
  // All worlds of a year that is printed as 25: how many persons, by which start, and the classes of two splits of which nobody knows how they are joined.
  interface World {
    readonly way: string;
    readonly cells: readonly number[];
  }
  const worldsOf = (classes: number) => {
    const behind = new Map<string, World[]>();
    for (let n = 21; n <= 29; n++)
      for (let start = 0; start < base; start++) {
        if (Math.floor((start + n) / base) * base !== 25) continue;
        for (const cells of compositions(n, classes)) {
          const line = printedLine(cells, start);
          if (line !== null) behind.set(line, [...(behind.get(line) ?? []), { way: `${n} ${start}`, cells }]);
        }
      }
    return behind;
  };
  const [one, two] = [worldsOf(3), worldsOf(2)];
  const left: Left = { asked: 0, one: 0, two: 0 };
  for (const worlds of one.values())
    for (const others of two.values()) {
      const ways = new Set(others.map(({ way }) => way));
      // Who knows how many persons there are, and who does not.
      const all = worlds.filter(({ way }) => ways.has(way));
      for (const known of [all, ...Map.groupBy(all, ({ way }) => way.split(" ")[0]).values()])
        for (let at = 0; at < 3; at++) {
          const values = new Set(known.map(({ cells }) => cells[at] ?? 0));
          for (const value of values) add(left, value, values);
        }
    }
  holds(left, 1000, 0);
});

function compositions(n: number, classes: number): readonly (readonly number[])[] {
  if (classes === 1) return [[n]];
  return Array.from({ length: n + 1 }, (_, first) => first).flatMap((first) =>
    compositions(n - first, classes - 1).map((rest) => [first, ...rest]),
  );
}
