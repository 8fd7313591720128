// The country's numbers: exact where nobody finds a small one, each case once, and nothing below five for whoever has all that is printed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, tries } from "../../test/support/tries.ts";
import type { CountFact } from "../core/registers/count-facts.ts";
import { ofEachFact } from "../core/year-count.ts";
import { chanceOf } from "../member/cases/release-chance.ts";
import { base } from "./controlled-rounding.ts";
import { countryTables, daysFact, isCellOf, type SentCount } from "./country.ts";
import { boundsOfParts, type DrawFor, type ReleasedRow } from "./small-numbers.ts";

/** Chance as an organisation's and the country's own is. */
const drawFor = chanceOf("test");

type Numbers = Partial<Record<CountFact, number>>;
let senders = 0;

/** What an organisation sends: so many of each fact, and the classes of whom it recognised. */
function sent(numbers: Numbers, cells: Readonly<Record<string, number>> = {}, days: number | null = null): SentCount {
  const name = `sender-${++senders}`;
  const tokens = ofEachFact((fact) => Array.from({ length: numbers[fact] ?? 0 }, (_, n) => `${name}/${fact}/${n}`));
  const n = numbers["victims-identified"] ?? 0;
  const said = Object.values(cells).reduce((sum, each) => sum + each, 0);
  const bySex = { ...cells, ...(said < n ? { "not-said": n - said } : {}) };
  return { tokens, cells: Object.entries(bySex).map(([cell, value]) => ({ by: "sex", cell, value })), days };
}

const made = (all: readonly SentCount[]) => countryTables(all, 2030, drawFor);
const rowIn = (all: readonly SentCount[], key: string, table = "totals"): ReleasedRow | undefined =>
  made(all)
    .tables.find(({ of }) => of === table)
    ?.rows.find((row) => row.key === key);
const identified = (...of: readonly number[]) => of.map((n) => sent({ "victims-identified": n }));

test("[YC7] a total is exact from five on, one to four are fewer than five, and none is none", () => {
  for (const [numbers, least, most, shown] of [
    [[0, 0], 0, 0, 0],
    [[1, 0], 1, 4, null],
    [[2, 2], 1, 4, null],
    [[5, 0], 5, 5, 5],
    [[30, 23], 53, 53, 53],
  ] as const)
    assert.deepEqual(rowIn(identified(...numbers), "victims-identified"), {
      key: "victims-identified",
      least,
      most,
      shown,
    });
});

test("[YC6a, R18] a case that two organisations send counts once, and takes the splits with it", () => {
  const one = sent({ "victims-identified": 30 }, { women: 30 });
  const both = [one, sent({ "victims-identified": 20 }, { men: 20 }), one];
  assert.equal(rowIn(both, "victims-identified")?.shown, 50);
  assert.equal(rowIn(both.slice(0, 2), "women", "sex")?.key, "women");
  assert.equal(rowIn(both, "women", "sex"), undefined);
  assert.deepEqual(made(both).leftOut.find(({ of }) => of === "sex")?.why, "follows");
});

const isSmall = (n: number) => n > 0 && n < base;

/** For each row that is printed of a fact in one of these worlds: which of them it may be. */
function worldsBehind(
  worlds: readonly (readonly SentCount[])[],
  fact: CountFact,
): ReadonlyMap<string, readonly number[]> {
  const printed = worlds.map((world, n) => [JSON.stringify(rowIn(world, fact) ?? null), n] as const);
  return new Map([...Map.groupBy(printed, ([row]) => row)].map(([row, all]) => [row, all.map(([, n]) => n)]));
}

test("[YC7, R16] who knows their own number and every row reads no rest of one to four: it may be three others too", () => {
  const rests = Array.from({ length: 30 }, (_, rest) => rest);
  for (let own = 1; own <= 60; own++)
    for (const [row, may] of worldsBehind(
      rests.map((rest) => identified(own, rest)),
      "victims-identified",
    ))
      if (may.some((rest) => rest > 0 && rest < 5))
        assert.ok(may.length >= (own < 5 ? 2 : 3), `${own}, ${row}: ${may.join()}`);
  // Nobody is looked for where they are none, or five.
  assert.equal(rowIn(identified(40, 7), "victims-identified")?.shown, 47);
  assert.equal(rowIn(identified(40, 0), "victims-identified")?.shown, 40);
  assert.deepEqual(rowIn(identified(53, 2), "victims-identified"), {
    key: "victims-identified",
    least: 50,
    most: 57,
    shown: 55,
  });
});

test("[YC7] the row of a total holds the truth, whoever has how many", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 5 }), (of) => {
      const n = of.reduce((sum, each) => sum + each, 0);
      const { least, most } = rowIn(identified(...of), "victims-identified") ?? assert.fail();
      assert.ok(least <= n && n <= most, `${of.join()}: ${least} to ${most}`);
    }),
    { numRuns: tries(500) },
  );
});

/** A sender by who was presumed alone, formally identified alone, and both. */
const recognised = (presumed: number, formal: number, both: number): SentCount =>
  sent({
    "victims-identified": presumed + formal + both,
    "victims-presumed": presumed + both,
    "formal-identifications": formal + both,
  });

/** All rows of recognised persons that chance may print of a world, by each start of both parts. */
function printedOf(all: readonly SentCount[]): ReadonlySet<string> {
  const starts = Array.from({ length: base ** 2 }, (_, n) => [n % base, Math.floor(n / base)] as const);
  return new Set(
    starts.map(([one, two]) => {
      const drawn: DrawFor = (table, _ids, attempt) => () =>
        (table.endsWith("presumed") ? one + attempt : two + Math.floor(attempt / base)) % base;
      const keys = ["victims-identified", "victims-presumed", "formal-identifications"];
      const rows = countryTables(all, 2030, drawn).tables.find(({ of }) => of === "totals")?.rows ?? [];
      return JSON.stringify(rows.filter(({ key }) => keys.includes(key)));
    }),
  );
}

type World = readonly [presumed: number, formal: number, both: number];
function worldsOf(n: number): readonly World[] {
  const upTo = Array.from({ length: n + 1 }, (_, i) => i);
  return upTo.flatMap((x) => upTo.slice(0, n - x + 1).map((y): World => [x, y, n - x - y]));
}

/** How many values each number of one to four has for who sees the rows and, of two senders, knows one. */
function valuesLeft(worlds: readonly World[], own: World | null): readonly number[] {
  const behind = new Map<string, World[]>();
  for (const world of worlds)
    for (const row of printedOf([recognised(...world), ...(own === null ? [] : [recognised(...own)])]))
      behind.set(row, [...(behind.get(row) ?? []), world]);
  const numbers: readonly ((world: World) => number)[] = [
    ([x]) => x,
    ([, y]) => y,
    ([, , z]) => z,
    ([x, , z]) => x + z,
  ];
  return [...behind.values()].flatMap((all) =>
    numbers.flatMap((numberOf) => {
      const values = new Set(all.map(numberOf));
      return [...values].some(isSmall) ? [values.size] : [];
    }),
  );
}

test("[YC7d, R16] presumed, formally identified and recognised together leave three values of each number of one to four, of who is in both too", () => {
  for (const n of [20, 21, 23]) {
    const left = valuesLeft(worldsOf(n), null);
    assert.ok(left.length > 20 && Math.min(...left) >= 3, `${n}: ${Math.min(...left)} of ${left.length}`);
  }
});

test("[YC7d, R16] a sender that takes its own away from all of them reads no number of others exactly, and hardly one of two", () => {
  const others = [5, 6, 7, 8, 9].flatMap(worldsOf);
  for (const own of [
    [10, 5, 7],
    [0, 10, 10],
    [17, 3, 0],
  ] as const) {
    const left = valuesLeft(others, own);
    const two = left.filter((size) => size < 3).length;
    assert.ok(Math.min(...left) >= 2 && two / left.length <= 0.05, `${own.join()}: ${two} of ${left.length}`);
  }
});

test("[YC7d] a part is never exact, holds the truth, and is left out of a whole below twenty or not exact", () => {
  fc.assert(
    fc.property(fc.nat(30), fc.nat(30), fc.nat(30), fc.nat(8), (...[x, y, z, other]) => {
      const all = [recognised(x, y, z), recognised(other, 0, 0)];
      const whole = rowIn(all, "victims-identified") ?? assert.fail();
      const isExact = whole.least === whole.most && whole.least >= 20;
      for (const [key, n] of [
        ["victims-presumed", x + z + other],
        ["formal-identifications", y + z],
      ] as const) {
        const row = rowIn(all, key);
        if (row === undefined) continue;
        assert.ok(isExact && row.most > row.least && row.least <= n && n <= row.most, `${key} ${n}`);
      }
      if (!isExact && x + y + z > 0) assert.ok(made(all).leftOut.some(({ of }) => of === "victims-presumed"));
    }),
    { numRuns: tries(300) },
  );
  // In a case that was presumed the year before it is more than those who were recognised in this one.
  const later = sent({ "victims-identified": 20, "victims-presumed": 20, "formal-identifications": 31 });
  assert.ok((rowIn([later], "formal-identifications")?.most ?? 0) >= 31);
  const refused = rowIn([sent({ "victims-assisted": 30, "victims-refused": 29 })], "victims-refused");
  assert.ok(refused !== undefined && refused.most - refused.least > 2);
});

test("[YC7d, YC8a] parts are printed of a whole alone that is exact as it stands and as it is now", () => {
  const grown = (first: number, second: number) => {
    const great = recognised(20, 5, 5);
    const editions = [first, second].map((others) => [great, recognised(others, 0, 0)]);
    const [was = [], now = []] = editions;
    const before = { sent: was, tables: made(was).tables, kept: ["victims-identified"] as const };
    const { tables, leftOut } = countryTables(now, 2030, drawFor, before);
    const parts = tables[0]?.rows.filter(({ key }) => ["victims-presumed", "formal-identifications"].includes(key));
    return [(parts ?? []).length > 0, leftOut.some(({ of, why }) => of === "victims-presumed" && why === "few")];
  };
  // Beside one to four others the whole is at least so many.
  assert.deepEqual(grown(8, 10), [true, false]);
  assert.deepEqual(grown(2, 10), [false, true]);
  assert.deepEqual(grown(10, 2), [false, true]);
});

const cells = fc.record({ women: fc.nat(30), men: fc.nat(12), other: fc.nat(3), "not-said": fc.nat(10) });

test("[YC7a, R16] in any world the cells of a split keep three values each for whoever reckons exactly, and hold the truth", () => {
  fc.assert(
    fc.property(fc.array(cells, { minLength: 1, maxLength: 5 }), (worlds) => {
      const all = worlds.map((one) => {
        const n = Object.values(one).reduce((sum, each) => sum + each, 0);
        return sent({ "victims-identified": n }, one);
      });
      const table = made(all).tables.find(({ of }) => of === "sex");
      const whole = rowIn(all, "victims-identified") ?? assert.fail();
      if (whole.shown === null || whole.least < 20 || whole.least !== whole.most) assert.equal(table, undefined);
      if (table === undefined) return;
      const found = boundsOfParts(table.rows, whole);
      for (const [at, { key, shown, least, most }] of table.rows.entries()) {
        const truth = worlds.reduce((sum, one) => sum + (one[key as keyof typeof one] ?? 0), 0);
        assert.ok((shown ?? 1) % 5 === 0 && least <= truth && truth <= most, `${key} ${truth}: ${shown}`);
        const { least: from, most: to } = found[at] ?? assert.fail();
        assert.ok(from >= 5 || to - from >= 2, `${key}: ${from} to ${to}`);
      }
    }),
    { numRuns: tries(1000) },
  );
});

test("[YC7a, R16] a line of which the printed sum says how it was rounded, and so a cell of it, is drawn again", () => {
  const shown = (first: number, later: number) =>
    countryTables(
      [sent({ "victims-identified": 21 }, { other: 1 })],
      2030,
      (_table, _ids, attempt) => () => (attempt === 0 ? first : later),
    )
      .tables.find(({ of }) => of === "sex")
      ?.rows.map((row) => row.shown);
  // From 4 on: 0, 0, 5 and 20. Their sum says that it was from 4 on, and so that nobody is in the first two classes.
  assert.deepEqual([shown(0, 0), shown(4, 0), shown(4, 4)], [[0, 0, 0, 20], [0, 0, 0, 20], undefined]);
});

test("[YC7a] below twenty there is no split", () => {
  assert.equal(rowIn([sent({ "victims-identified": 19 }, { women: 19 })], "women", "sex"), undefined);
});

/** What an organisation sends of who was taken from where to where; of the rest it is not said. */
const taken = (n: number, ways: Readonly<Record<string, number>>): SentCount => {
  const rest = n - Object.values(ways).reduce((sum, each) => sum + each, 0);
  return {
    ...sent({ "victims-identified": n }),
    cells: [
      { by: "sex", cell: "not-said", value: n },
      ...Object.entries({ ...ways, ...(rest > 0 ? { "not-said": rest } : {}) }).map(([cell, value]) => ({
        by: "citizenship-country" as const,
        cell,
        value,
      })),
    ],
  };
};
const waysIn = (all: readonly SentCount[]) => made(all).tables.find(({ of }) => of === "citizenship-country")?.rows;

test("[YC7a] of sixty persons a way is named that five others were taken than those of who sent most; all else is not said, and nobody is lost", () => {
  const ways = { "TJ/KZ": 20, "UZ/KZ": 7, "KG/AE": 1, "TJ/AE": 2 };
  assert.equal(waysIn([taken(30, ways), taken(29, ways)]), undefined);
  // Whatever the chance: of other cases it is another one.
  for (let more = 0; more < 30; more++) {
    const both = waysIn([taken(30, ways), taken(30 + more, ways)]) ?? assert.fail();
    assert.deepEqual(
      both.map(({ key }) => key),
      ["TJ/KZ", "UZ/KZ", "not-said"],
      "a person whose way nobody else was taken is not named as about five",
    );
    const [unsaid = assert.fail()] = both.slice(-1);
    assert.ok(unsaid.least <= 6 + more && 6 + more <= unsaid.most);
  }
  const shared = waysIn([taken(50, { "TJ/KZ": 40, "UZ/KZ": 4 }), taken(20, { "UZ/KZ": 3, "TJ/KZ": 9 })]);
  assert.deepEqual(
    shared?.map(({ key }) => key),
    ["TJ/KZ", "not-said"],
    "of seven who sent four knows three others",
  );
});

test("[YC7a, R16] hostile: who says to have five of a way does not read whether others have some: fewer than five and none look alike", () => {
  for (let others = 0; others <= 7; others++) {
    const ways = waysIn([taken(33, { "TJ/KZ": 25, "AF/TJ": 5 }), taken(32, { "TJ/KZ": 20, "AF/TJ": others })]);
    assert.deepEqual(
      ways?.map(({ key }) => key),
      [...(others < 5 ? [] : ["AF/TJ"]), "TJ/KZ", "not-said"],
      String(others),
    );
  }
});

test("[YC7b] the average of days needs ten, and a rest of one to four has none", () => {
  const timed = (n: number, days: number) => sent({ "formal-identifications": n, "victims-identified": n }, {}, days);
  assert.equal(rowIn([timed(9, 90)], daysFact), undefined);
  assert.equal(rowIn([timed(12, 120)], daysFact)?.shown, 10);
  assert.equal(rowIn([timed(12, 120), timed(4, 400)], daysFact), undefined);
  assert.equal(rowIn([timed(12, 120), timed(6, 240)], daysFact)?.shown, 20);
  assert.equal(rowIn([timed(12, 120), timed(6, 1e12)], daysFact)?.shown, 10, "nobody sets the country's average");
});

test("[YC7c] the same counts give the same numbers in whatever order they come, and another cell is another draw", () => {
  const [a, b] = [sent({ "victims-identified": 31 }, { women: 21 }), sent({ "victims-identified": 22 }, { men: 13 })];
  assert.deepEqual(made([a, b]), made([b, a]));
  const seeds: string[] = [];
  const hearing: DrawFor = (table, ids, attempt) => {
    if (attempt === 0 && table.endsWith(" sex")) seeds.push(ids.join());
    return drawFor(table, ids, attempt);
  };
  countryTables([a, b], 2030, hearing);
  const moved = {
    ...b,
    cells: [
      { by: "sex" as const, cell: "men", value: 12 },
      { by: "sex" as const, cell: "not-said", value: 10 },
    ],
  };
  countryTables([a, moved], 2030, hearing);
  assert.equal(new Set(seeds).size, seeds.length);
});

test("[YC5a] a cell is a class of its split, or a way from one country to another", () => {
  assert.ok(
    isCellOf("sex", "women") &&
      isCellOf("form", "several") &&
      isCellOf("citizenship-country", "TJ/KZ") &&
      isCellOf("reason", "no-place"),
  );
  assert.ok(!isCellOf("sex", "Test Person 1") && !isCellOf("citizenship-country", "TJ/KZ/1") && !isCellOf("age", ""));
});
