// Years below twenty, joined: an attacker who has every yearly total and every window, knows how both were made and reckons exactly, finds no number of one to four.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, tries } from "../../test/support/tries.ts";
import type { Bounds } from "../core/bounds.ts";
import { ofEachFact } from "../core/year-count.ts";
import { chanceOf } from "../member/cases/release-chance.ts";
import { base } from "./controlled-rounding.ts";
import { countryTables, type SentCount } from "./country.ts";
import type { DrawFor, ReleasedRow } from "./small-numbers.ts";
import { windowOf, windowTables, type YearOfFact } from "./windows.ts";

/** Chance as an organisation's and the country's own is. */
const drawFor = chanceOf("test");

const fact = "victims-identified";
/** Years from 2026 on; null for one that is not joined. */
const yearsOf = (...of: readonly (number | null)[]): readonly YearOfFact[] =>
  of.map((n, at) => ({ year: 2026 + at, n }));
const closing = (...of: readonly (number | null)[]) => windowOf(yearsOf(...of));

test("[YC11] a window closes as soon as its years come to twenty, and not before", () => {
  assert.equal(closing(19), null);
  assert.equal(closing(8, 11), null);
  assert.deepEqual(closing(8, 12), [2026, 2027]);
  assert.deepEqual(closing(8, 0, 12), [2026, 2027, 2028]);
  assert.deepEqual(closing(5, 5, 5, 0, 5), [2026, 2027, 2028, 2029, 2030]);
});

test("[YC11] a year that is not said exactly is left out, and none closes a window", () => {
  assert.deepEqual(closing(8, null, 12), [2026, 2028]);
  assert.equal(closing(8, 11, null), null);
  assert.equal(closing(19, 19, null), null);
});

test("[YC11] after five years without twenty a window closes without parts, and the next one begins with somebody", () => {
  assert.equal(closing(5, 0, 0, 0, 0, 15), null);
  assert.deepEqual(closing(5, 0, 0, 0, 0, 15, 5), [2031, 2032]);
  assert.deepEqual(
    closing(0, null, 8, 0, 0, 0, 12),
    [2028, 2029, 2030, 2031, 2032],
    "years without anybody begin none",
  );
});

test("[YC11] in any country windows never overlap, are of five years at most, and of years below twenty that come to twenty", () => {
  const numbers = fc.array(fc.option(fc.integer({ min: 0, max: 19 }), { freq: 5 }), { maxLength: 30 });
  fc.assert(
    fc.property(numbers, (all) => {
      const joined: number[] = [];
      let begin = 0;
      for (let end = 1; end <= all.length; end++) {
        const years = windowOf(yearsOf(...all).slice(begin, end));
        if (years === null) continue;
        begin = end;
        assert.equal(years.at(-1), 2025 + end);
        assert.ok((years.at(-1) ?? 0) - (years[0] ?? 0) < 5);
        const sum = years.reduce((so, year) => so + (all[year - 2026] ?? 0), 0);
        assert.ok(sum >= 20 && sum - (all[end - 1] ?? 0) < 20, `${sum}`);
        joined.push(...years);
      }
      assert.equal(new Set(joined).size, joined.length);
    }),
    { numRuns: tries(500) },
  );
});

type Cells = Readonly<Record<string, number>>;

/** What an organisation sends of a year: how many are in each class of sex. */
function sent(sender: string, year: number, cells: Cells): SentCount {
  const n = Object.values(cells).reduce((sum, each) => sum + each, 0);
  const tokens = ofEachFact((of) =>
    Array.from({ length: of === fact ? n : 0 }, (_, at) => `${sender}/${year}/${of}/${at}`),
  );
  return { tokens, cells: Object.entries(cells).map(([cell, value]) => ({ by: "sex", cell, value })), days: null };
}

const classes = ["women", "men", "other", "not-said"] as const;
const sexOf = (years: Parameters<typeof windowTables>[0], draw = drawFor) =>
  windowTables(years, fact, draw).find(({ of }) => of === "sex")?.rows;

/** Each value that a part may have while all parts come to the whole: by trying, not by the program's own reckoning. */
function valuesOf(rows: readonly Bounds[], whole: number): readonly (readonly number[])[] {
  return rows.map((part, at) => {
    let rests = new Set([0]);
    for (const [i, { least, most }] of rows.entries()) {
      if (i === at) continue;
      const next = new Set<number>();
      for (const sum of rests) for (let value = least; value <= most; value++) next.add(sum + value);
      rests = next;
    }
    return Array.from({ length: part.most - part.least + 1 }, (_, n) => part.least + n).filter((value) =>
      rests.has(whole - value),
    );
  });
}

const someCells = fc.record({ women: fc.nat(9), men: fc.nat(5), other: fc.nat(2), "not-said": fc.nat(3) });

test("[YC11b, R16] in any world the parts of a window hold the truth and keep three values each for whoever has all totals, and so do those of each of its years", () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(someCells, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 5 }),
      (all) => {
        const years = all.map((senders, at) => {
          return { year: 2026 + at, sent: senders.map((cells, n) => sent(`sender ${n}`, 2026 + at, cells)) };
        });
        const totals = years.map(({ sent: each }) => each.reduce((sum, { tokens }) => sum + tokens[fact].length, 0));
        const whole = totals.reduce((sum, n) => sum + n, 0);
        const rows = sexOf(years);
        if (rows === undefined) return;
        const found = valuesOf(rows, whole);
        for (const [at, cell] of classes.entries()) {
          const { least, most, shown }: ReleasedRow = rows[at] ?? assert.fail();
          const inYears = all.map((senders) => senders.reduce((sum, cells) => sum + cells[cell], 0));
          const truth = inYears.reduce((sum, n) => sum + n, 0);
          const values = found[at] ?? assert.fail();
          assert.ok(least <= truth && truth <= most && (shown ?? 1) % base === 0, `${cell} ${truth}: ${shown}`);
          assert.ok(values.length >= 3 || Math.min(...values) >= base, `${cell}: ${values.join()}`);
          // Of one year: whatever is in the others.
          for (const [year, n] of inYears.entries()) {
            const total = totals[year] ?? 0;
            if (n === 0 || n >= base || total < base || total > 19) continue;
            const [from, to] = [
              Math.max(0, Math.min(...values) - (whole - total)),
              Math.min(total, Math.max(...values)),
            ];
            assert.ok(from <= n && n <= to && to - from >= 2, `${cell} of ${2026 + year}: ${from} to ${to}`);
          }
        }
      },
    ),
    { numRuns: tries(1000) },
  );
});

test("[YC11b, R16] whoever knows how a window is rounded, and what chance may draw, finds three values at least of each number below five", () => {
  const behind = new Map<string, (readonly number[])[]>();
  const whole = 21;
  for (let women = 0; women <= whole; women++)
    for (let men = 0; women + men <= whole; men++) {
      const cells = [women, men, 0, whole - women - men];
      const [a = 0, b = 0, , d = 0] = cells;
      // Eleven persons of one year and ten of the next: which of them are in which class makes no difference.
      const [w, m] = [Math.min(a, 11), Math.min(b, 11 - Math.min(a, 11))];
      const years = [
        { year: 2026, sent: [sent("one", 2026, { women: w, men: m, "not-said": 11 - w - m })] },
        { year: 2027, sent: [sent("one", 2027, { women: a - w, men: b - m, "not-said": d - (11 - w - m) })] },
      ];
      for (let start = 0; start < base; start++) {
        const rows = sexOf(years, (_table, _ids, attempt) => () => (start + attempt) % base);
        const printed = JSON.stringify(rows?.map(({ shown }) => shown) ?? null);
        behind.set(printed, [...(behind.get(printed) ?? []), cells]);
      }
    }
  let asked = 0;
  for (const [printed, worlds] of behind)
    for (const at of classes.keys()) {
      const values = new Set(worlds.map((cells) => cells[at] ?? 0));
      // Of the third class there is nobody in any world.
      if (at === 2 || Math.min(...values) >= base) continue;
      asked++;
      assert.ok(values.size >= 3, `${printed}, ${classes[at]}: ${[...values].join()}`);
    }
  assert.ok(asked > 20, String(asked));
});

test("[YC11b, R16] a sender that takes its own away from every year and window is never left with one value for one to four others, and with two hardly ever", () => {
  let state = 7;
  const chance = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const shares = [0.55, 0.85, 0.93, 1];
  let [asked, two] = [0, 0];
  for (let country = 0; country < 400; country++) {
    const own = [0, 0, 0, 0];
    const all = [0, 0, 0, 0];
    const years = [2026, 2027, 2028].map((year) => {
      const ofSender = (name: string, n: number) => {
        const cells = [0, 0, 0, 0];
        for (let one = 0; one < n; one++) {
          const drawn = chance();
          const at = shares.findIndex((share) => drawn < share);
          cells[at] = (cells[at] ?? 0) + 1;
          all[at] = (all[at] ?? 0) + 1;
          if (name === "own") own[at] = (own[at] ?? 0) + 1;
        }
        return sent(`${name} ${country}`, year, Object.fromEntries(classes.map((cell, i) => [cell, cells[i] ?? 0])));
      };
      return { year, sent: [ofSender("own", 3), ofSender("other", 6)] };
    });
    const rows = sexOf(years);
    if (rows === undefined) continue;
    for (const [at, values] of valuesOf(rows, 27).entries()) {
      const rest = (all[at] ?? 0) - (own[at] ?? 0);
      if (rest === 0 || rest >= base) continue;
      const left = values.filter((value) => value >= (own[at] ?? 0)).length;
      assert.ok(left > 1, `${rest} of ${classes[at]}`);
      asked++;
      if (left === 2) two++;
    }
  }
  assert.ok(asked > 300 && two / asked <= 0.02, `${two} of ${asked}`);
});

test("[YC11b] a window has no ways from country to country, and none where a case was counted twice", () => {
  const one = sent("one", 2026, { women: 12 });
  const two = sent("two", 2027, { women: 12 });
  const years = [
    { year: 2026, sent: [one] },
    { year: 2027, sent: [two] },
  ];
  assert.deepEqual(
    windowTables(years, fact, drawFor).map(({ of }) => of),
    ["sex"],
    "of each split that adds up",
  );
  assert.equal(
    sexOf([
      { year: 2026, sent: [one, one] },
      { year: 2027, sent: [two] },
    ]),
    undefined,
  );
});

test("[YC11b] the chance of a window follows from its years, all their tokens and all cells", () => {
  const years = [2026, 2027].map((year) => ({ year, sent: [sent("one", year, { women: 11, men: 1 })] }));
  const seen: string[] = [];
  const hearing: DrawFor = (table, ids, attempt) => {
    seen.push(`${table}: ${ids.join()}`);
    return drawFor(table, ids, attempt);
  };
  windowTables(years, fact, hearing);
  countryTables(
    years.flatMap((one) => one.sent),
    2027,
    hearing,
  );
  const [drawn = ""] = seen;
  assert.ok(drawn.startsWith("2026+2027 sex: one/2026/victims-identified/0"), drawn);
  assert.ok(drawn.includes("one/2027/victims-identified/9,women 22,men 2"), drawn);
  assert.notEqual(
    seen[0],
    seen.find((one) => one.startsWith("2027 sex")),
  );
});
