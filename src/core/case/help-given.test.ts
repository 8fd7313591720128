// What an organisation gave, without persons (FM14): sums of a quarter or a year, of its own sheets alone, and nothing about few persons, also where
// somebody has all tables and reckons.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { tries, triesAll } from "../../../test/support/tries.ts";
import type { AnswerValue } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";
import {
  fewestPersons,
  type HelpedCase,
  type HelpGiven,
  helpGiven,
  isPeriodOver,
  periodsBefore,
  type Range,
} from "./help-given.ts";

const ours = "ours";
const today = "2032-01-10";
const year = "2031";
const quarters = ["2031-Q1", "2031-Q2", "2031-Q3", "2031-Q4"];

function sheet(form: string, set: Readonly<Record<string, AnswerValue>>, more: Partial<Sheet> = {}): Sheet {
  const moment = { at: "2031-03-01T12:00:00Z", leaf: 1 };
  const answers = Object.entries(set).map(([key, value]) => {
    const part = form === "stay" ? ("safety" as const) : ("support" as const);
    return [key, { key, part, value, missing: null, heads: [], differs: false, history: [] }] as const;
  });
  return {
    form,
    sheet: "a1".repeat(16),
    version: "",
    by: ours,
    begun: moment,
    changed: moment,
    parts: [],
    answers: new Map(answers),
    struckOut: false,
    tasks: [],
    heads: [],
    saves: [],
    ...more,
  };
}

const advice = { kind: "legal-advice", on: "2031-01-15", result: "given", unit: "hours", number: 2 };
const person = (name: string, ...sheets: readonly Sheet[]): HelpedCase => ({ person: name, sheets });
const written = ({ least, most }: Range) => (least === most ? least : `${least}–${most}`);
const rowsOf = (cases: readonly HelpedCase[], period = year, isExact = true) =>
  helpGiven(cases, ours, period, today, isExact).rows.map(({ kind, unit, currency, persons, sums }) => [
    ...[kind, unit, currency].filter((text) => text !== ""),
    ...(sums === null ? [null] : [written(sums.number), written(sums.times)]),
    written(persons),
  ]);

test("[FM14] help is summed by kind and unit in a quarter or a year; a person counts once in a row", () => {
  const cases = [
    person("a", sheet("service", advice), sheet("service", { ...advice, number: 3 })),
    person("a", sheet("service", { ...advice, number: 1 })),
    person("b", sheet("service", { ...advice, on: "2031-04-01" }), sheet("service", { ...advice, unit: "sessions" })),
  ];
  assert.deepEqual(rowsOf(cases, "2031-Q1"), [
    ["legal-advice", "hours", 6, 3, 1],
    ["legal-advice", "sessions", 2, 1, 1],
  ]);
  assert.deepEqual(rowsOf(cases, "2031-Q2"), [["legal-advice", "hours", 2, 1, 1]]);
  assert.deepEqual(rowsOf(cases), [
    ["legal-advice", "hours", 8, 4, 2],
    ["legal-advice", "sessions", 2, 1, 1],
  ]);
  assert.deepEqual(helpGiven(cases, ours, year, today, true).persons, { least: 2, most: 2 });
});

test("[FM14] sums of money are apart by currency, and exact for the organisation itself", () => {
  const money = (amount: string) => sheet("service", { ...advice, kind: "cash", unit: "amount", number: 9, amount });
  assert.deepEqual(rowsOf([person("a", money("0.10 TJS"), money("0.20 TJS"), money("7 USD"))]), [
    ["cash", "amount", "TJS", 0.3, 2, 1],
    ["cash", "amount", "USD", 7, 1, 1],
  ]);
  const five = Array.from({ length: 5 }, (_, i) => person(`p${i}`, money("7.50 TJS")));
  assert.deepEqual(rowsOf(five, year, false), [["cash", "amount", "TJS", "35–39.99", "5–9", "5–9"]]);
});

test("[FM14] only what was given, by this organisation, and was not struck out; what says no day is said to be left out", () => {
  const cases = [
    person("a", sheet("service", { ...advice, result: "did-not-come" })),
    person("a", sheet("service", advice, { by: "others" }), sheet("service", advice, { struckOut: true })),
    person("a", sheet("service", { kind: "legal-advice", result: "given" }), sheet("note", advice)),
    person("a", sheet("service", { ...advice, on: "2030-12-31" }), sheet("service", { ...advice, on: "2032-01-01" })),
  ];
  const given = helpGiven(cases, ours, year, today, true);
  assert.deepEqual([given.rows, given.persons, given.leftOut], [[], { least: 0, most: 0 }, 1]);
});

test("[FM14] the nights of a stay stand in their quarters; one that goes on counts until the end of the period", () => {
  const stay = (from: string, until?: string) =>
    sheet("stay", { kind: "emergency", from, ...(until === undefined ? {} : { until }) });
  const nights = (stays: Sheet, period: string) => rowsOf([person("a", stays)], period).map(([, , n]) => n);
  assert.deepEqual(nights(stay("2030-12-30", "2031-04-02"), "2031-Q1"), [90]);
  assert.deepEqual(nights(stay("2030-12-30", "2031-04-02"), "2031-Q2"), [1]);
  assert.deepEqual(nights(stay("2030-12-30", "2031-04-02"), year), [91]);
  assert.deepEqual(nights(stay("2031-12-30"), "2031-Q4"), [2]);
  assert.deepEqual(nights(stay("2031-02-05", "2031-02-05"), "2031-Q1"), [0]);
  assert.deepEqual(nights(stay("2031-03-31", "2031-04-01"), year), [1]);
  for (const none of [stay("2032-01-02"), stay("2031-02-05", "2031-02-01")]) assert.deepEqual(nights(none, year), []);
});

test("[FM14] a period is a quarter or a year that is over", () => {
  for (const over of ["2031", "2031-Q4", "2030-Q2"]) assert.ok(isPeriodOver(over, today), over);
  for (const none of ["2032", "2032-Q1", "2031-Q5", "2031-01", "2031-q1", "", "x", "0031"])
    assert.ok(!isPeriodOver(none, today), none);
  assert.ok(isPeriodOver("2031-Q1", "2031-04-01") && !isPeriodOver("2031-Q1", "2031-03-31"));
  assert.deepEqual(periodsBefore("2031-05-01"), [
    ...["2031-Q1", "2030", "2030-Q4", "2030-Q3", "2030-Q2", "2030-Q1"],
    ...["2029", "2029-Q4", "2029-Q3", "2029-Q2", "2029-Q1"],
  ]);
  const cases = [person("a", sheet("service", { ...advice, on: "2032-01-02" }))];
  assert.deepEqual(helpGiven(cases, ours, "2032-Q1", today, true).rows, []);
});

test("[FM14a] a row about few persons has no sums; numbers are ranges of five", () => {
  const of = (n: number) =>
    Array.from({ length: n }, (_, i) => person(`p${i}`, sheet("service", { ...advice, number: 41 })));
  assert.deepEqual(rowsOf(of(fewestPersons - 1), year, false), [["legal-advice", "hours", null, "1–4"]]);
  assert.deepEqual(rowsOf(of(fewestPersons), year, false), [["legal-advice", "hours", "205–209", "5–9", "5–9"]]);
  const oneOften = person("p0", ...Array.from({ length: 9 }, () => sheet("service", advice)));
  assert.deepEqual(rowsOf([oneOften], year, false), [["legal-advice", "hours", null, "1–4"]], "nine times one person");
});

test("[FM14d] a year has sums only where its silent quarters are together about five persons or none", () => {
  const of = (...counts: readonly number[]) =>
    counts.flatMap((n, at) =>
      Array.from({ length: n }, (_, i) => person(`${at} ${i}`, sheet("service", { ...advice, on: dayIn[at] ?? "" }))),
    );
  const says = (...counts: readonly number[]) => rowsOf(of(...counts), year, false)[0]?.slice(2);
  assert.deepEqual(says(6, 7), ["25–29", "10–14", "10–14"]);
  assert.deepEqual(says(6, 3), [null, "5–9"], "else the three had what the year has more than the first quarter");
  assert.deepEqual(says(3, 4), ["10–14", "5–9", "5–9"]);
  assert.deepEqual(says(6, 3, 2), ["20–24", "10–14", "10–14"]);
});

test("[FM14e] how many persons got any help is said of a year; its last range is wide, so that it does not say that each row is at its most", () => {
  const kinds = ["medical", "psychological", "documents", "escort", "schooling"];
  const each = (n: number) =>
    kinds.flatMap((kind) =>
      Array.from({ length: n }, (_, i) => person(`${kind} ${i}`, sheet("service", { ...advice, kind }))),
    );
  const all = (cases: readonly HelpedCase[], period = year) => helpGiven(cases, ours, period, today).persons;
  assert.deepEqual(all(each(2)), { least: 10, most: 14 });
  assert.deepEqual(all(each(3)), { least: 15, most: 20 });
  assert.deepEqual(all(each(4)), { least: 15, most: 20 }, "20–24 would be four in each of five rows");
  assert.equal(all(each(3), "2031-Q1"), null);
  assert.deepEqual(all([], "2031-Q1"), { least: 0, most: 0 });
});

const dayIn = ["2031-02-01", "2031-05-01", "2031-08-01", "2031-11-01"];

/** Which help a person got: a kind in a quarter, and how much of it. */
interface Got {
  readonly kind: string;
  readonly at: number;
  readonly number: number;
}

type InventedWorld = readonly (readonly Got[])[];

/** So many persons who got the same. */
function many(n: number, ...got: readonly Got[]): InventedWorld {
  return Array.from({ length: n }, () => got);
}

function tablesOf(world: InventedWorld, periods: readonly string[]): readonly HelpGiven[] {
  const cases = world.map((got, i) =>
    person(
      `p${i}`,
      ...got.map(({ kind, at, number }) => sheet("service", { ...advice, kind, number, on: dayIn[at] ?? "" })),
    ),
  );
  return periods.map((period) => helpGiven(cases, ours, period, today));
}

/** Whoever a number may be about: those who got a kind, or anything, in a quarter, or in the year. */
function groupsOf(world: InventedWorld): ReadonlyMap<string, ReadonlySet<number>> {
  const groups = new Map<string, Set<number>>();
  world.forEach((got, i) => {
    for (const { kind, at } of got)
      for (const name of [`${kind} ${at}`, `${kind} year`, `any ${at}`, "any year"])
        groups.set(name, (groups.get(name) ?? new Set()).add(i));
  });
  return groups;
}

/** How many are in each group. */
function sizesOf(world: InventedWorld): ReadonlyMap<string, number> {
  return new Map([...groupsOf(world)].map(([name, group]) => [name, group.size]));
}

/** How many are in each group, in one but not in another, and in both. */
function countsOf(world: InventedWorld): ReadonlyMap<string, number> {
  const groups = groupsOf(world);
  const counts = new Map<string, number>();
  for (const [a, inA] of groups) {
    counts.set(a, inA.size);
    for (const [b, inB] of groups) {
      if (a === b) continue;
      const inBoth = [...inA].filter((i) => inB.has(i)).length;
      counts.set(`${a} and not ${b}`, inA.size - inBoth);
      counts.set(`${a} and ${b}`, inBoth);
    }
  }
  return counts;
}

/**
 * The attacker has every table that can be made, knows the program, and considers every world that gives the same tables. A count below five is opened where
 * all of these agree on it. Only small worlds are judged: of the larger ones some that give the same tables are not among `worlds`.
 */
function opened(
  worlds: readonly InventedWorld[],
  isJudged: (world: InventedWorld) => boolean,
  periods: readonly string[],
  count = countsOf,
): string | null {
  const alike = Map.groupBy(worlds, (world) => JSON.stringify(tablesOf(world, periods)));
  for (const [tables, class_] of alike) {
    if (!class_.some(isJudged)) continue;
    const counts = class_.map(count);
    for (const name of new Set(counts.flatMap((all) => [...all.keys()]))) {
      const values = new Set(counts.map((all) => all.get(name) ?? 0));
      const [only = 0] = values;
      if (values.size === 1 && only > 0 && only < fewestPersons) return `${name}: ${only} in ${tables}`;
    }
  }
  return null;
}

const upTo = (n: number) => Array.from({ length: n + 1 }, (_, i) => i);
const isSmall = (most: number) => (world: InventedWorld) =>
  [...groupsOf(world).values()].every((group) => group.size <= most);
const at = (quarter: number, kind = "medical"): Got => ({ kind, at: quarter, number: 1 });

test("[FM14d] [R16] whoever has all tables of a year learns no number of persons below five: two quarters", () => {
  const worlds = upTo(9).flatMap((first) =>
    upTo(9).flatMap((second) =>
      upTo(9).map((both) => [...many(first, at(0)), ...many(second, at(1)), ...many(both, at(0), at(1))]),
    ),
  );
  assert.equal(opened(worlds, isSmall(9), [year, ...quarters]), null);
});

test("[FM14d] [R16] likewise three quarters", () => {
  const worlds = upTo(9).flatMap((a) =>
    upTo(9).flatMap((b) =>
      upTo(9).flatMap((c) =>
        upTo(2).map((all) => [
          ...many(a, at(0)),
          ...many(b, at(1)),
          ...many(c, at(2)),
          ...many(all, at(0), at(1), at(2)),
        ]),
      ),
    ),
  );
  assert.equal(opened(worlds, isSmall(19), [year, ...quarters]), null);
});

test("[FM14e] [R16] likewise the rows of one table and the persons of all", () => {
  const worlds = upTo(9).flatMap((a) =>
    upTo(9).flatMap((b) =>
      upTo(9).map((both) => [
        ...many(a, at(0)),
        ...many(b, at(0, "documents")),
        ...many(both, at(0), at(0, "documents")),
      ]),
    ),
  );
  assert.equal(opened(worlds, isSmall(9), [year, "2031-Q1"]), null);
});

/** Every world in which one to four persons got each of these. */
function worldsOfFew(cells: readonly Got[]): readonly InventedWorld[] {
  const sets = upTo(2 ** cells.length - 2).map((code) =>
    cells.filter((_, i) => Math.floor((code + 1) / 2 ** i) % 2 === 1),
  );
  const more = (worlds: readonly InventedWorld[], set: readonly Got[]) =>
    worlds.flatMap((world) => {
      const held = set.map((one) => world.filter((got) => got.includes(one)).length);
      return upTo(fewestPersons - 1 - Math.max(...held)).map((n) => [...world, ...many(n, ...set)]);
    });
  return sets
    .reduce(more, [[]] as readonly InventedWorld[])
    .filter((world) => cells.every((one) => world.some((got) => got.includes(one))));
}

test("[FM14d, FM14e] [R16] likewise where each row is about few persons: all worlds of three such rows, by quarter, kind and both", () => {
  const docs = "documents";
  for (const cells of [
    [at(0), at(1), at(2)],
    [at(0), at(0, docs), at(0, "escort")],
    [at(0), at(1), at(0, docs)],
    ...(triesAll
      ? [
          [at(0), at(1), at(2), at(3)],
          [at(0), at(1), at(0, docs), at(1, docs)],
        ]
      : []),
  ])
    assert.equal(
      opened(worldsOfFew(cells), () => true, [year, ...quarters]),
      null,
    );
});

test("[FM14d, FM14e] [R16] likewise four quarters and five kinds, each about few persons: none of them is known", () => {
  const kinds = ["medical", "psychological", "documents", "escort", "schooling"];
  const few = (cells: readonly Got[]) =>
    upTo(4 ** cells.length - 1).flatMap((code) =>
      upTo(1).map((all) => [
        ...cells.flatMap((cell, i) => many(1 + (Math.floor(code / 4 ** i) % 4) - all, cell)),
        ...many(all, ...cells),
      ]),
    );
  for (const cells of [dayIn.map((_, quarter) => at(quarter)), kinds.map((kind) => at(0, kind))])
    assert.equal(
      opened(few(cells), () => true, [year, ...quarters], sizesOf),
      null,
    );
});

test("[FM14d] [R16] no difference of sums, of any tables, is about fewer than five persons", () => {
  const got = fc.record({ kind: fc.constantFrom("medical", "documents"), at: fc.nat(3), number: fc.nat(500) });
  fc.assert(
    fc.property(fc.array(fc.array(got, { maxLength: 4 }), { maxLength: 14 }), (world) => {
      const [whole, ...parts] = tablesOf(world, [year, ...quarters]);
      for (const { kind, sums } of whole?.rows ?? []) {
        const sayTheirs = parts.flatMap(({ rows }, quarter) =>
          rows.some((row) => row.kind === kind && row.sums !== null) ? [quarter] : [],
        );
        const inQuarters = (chosen: readonly number[]) =>
          world.filter((all) => all.some((one) => one.kind === kind && chosen.includes(one.at))).length;
        for (const quarter of sayTheirs) assert.ok(inQuarters([quarter]) >= fewestPersons);
        if (sums === null) continue;
        for (const code of upTo(2 ** sayTheirs.length - 1)) {
          const taken = sayTheirs.filter((_, i) => Math.floor(code / 2 ** i) % 2 === 1);
          const left = inQuarters([0, 1, 2, 3].filter((quarter) => !taken.includes(quarter)));
          assert.ok(left === 0 || left >= fewestPersons, `${left} persons without ${taken}`);
        }
      }
    }),
    { numRuns: tries(5_000) },
  );
});
