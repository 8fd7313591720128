// Controlled rounding: near, additive, without bias, and a multiple stays what it is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc, tries } from "../../test/support/tries.ts";
import { base, type Draw, roundLine } from "./controlled-rounding.ts";
import { lineKeepsValues } from "./small-numbers.ts";

/** Chance that a test can repeat. */
function drawsOf(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const sum = (cells: readonly number[]) => cells.reduce((all, cell) => all + cell, 0);
const near = (shown: number, cell: number) =>
  assert.ok(Math.abs(shown - cell) < base && shown % base === 0 && shown >= 0, `${shown} for ${cell}`);

const line = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
const seed = fc.integer({ min: 0, max: 2 ** 31 });

test("[CN8] the cells of a line are rounded near themselves, and so is their sum; a multiple of five stays", () => {
  fc.assert(
    fc.property(line, seed, (cells, one) => {
      const shown = roundLine(cells, drawsOf(one));
      for (const [i, cell] of cells.entries()) near(shown[i] ?? -1, cell);
      near(sum(shown), sum(cells));
      assert.deepEqual(
        roundLine(
          cells.map((cell) => cell * base),
          drawsOf(one),
        ),
        cells.map((cell) => cell * base),
      );
    }),
    { numRuns: tries(20_000) },
  );
});

test("[CN8] rounding moves no number on the whole: over many draws each cell is shown as what it is", () => {
  const cells = [1, 2, 13, 4, 0, 7, 3, 3, 3];
  const draw = drawsOf(7);
  const rounds = 40_000;
  const sums = cells.map(() => 0);
  for (let n = 0; n < rounds; n++)
    roundLine(cells, draw).forEach((shown, i) => {
      sums[i] = (sums[i] ?? 0) + shown;
    });
  for (const [i, cell] of cells.entries())
    assert.ok(Math.abs((sums[i] ?? 0) / rounds - cell) < 0.08, `${cell}: ${(sums[i] ?? 0) / rounds}`);
});

for (const [how, print] of [
  ["all of it is printed", (shown: number) => [shown]],
  ["less than ten is one word", (shown: number) => (shown < 2 * base ? [0, base] : [shown])],
] as const)
  test(`[CN8, R16] who knows the exact sum of a line, and that one start rounds all of it, is left three values for each cell below five: ${how}`, () => {
    let [passed, refused] = [0, 0];
    for (let n = 20; n <= 24; n++) {
      const worlds = new Map<string, { readonly may: (readonly number[])[]; readonly cells: (readonly number[])[] }>();
      for (let a = 0; a <= n; a++)
        for (let b = 0; a + b <= n; b++)
          for (let c = 0; a + b + c <= n; c++)
            for (let start = 0; start < 5; start++) {
              const cells = [a, b, c, n - a - b - c];
              const shown = roundLine(cells, () => start);
              const may = shown.map(print);
              const name = `${may.join(" ")} ${sum(shown)}`;
              const found = worlds.get(name) ?? { may, cells: [] };
              found.cells.push(cells);
              worlds.set(name, found);
            }
      for (const [name, { may, cells }] of worlds) {
        const isOpen = may.some((_, i) => {
          const values = new Set(cells.map((each) => each[i] ?? 0));
          return Math.min(...values) < 5 && values.size < 3;
        });
        assert.equal(lineKeepsValues(may, Number(name.split(" ").at(-1)), n), !isOpen, `${n}: ${name}`);
        if (isOpen) refused++;
        else passed++;
      }
    }
    assert.ok(passed > 50 && refused > 10, `${passed}, ${refused}`);
  });
