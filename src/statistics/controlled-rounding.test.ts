// Controlled rounding: near, additive, without bias, and a multiple stays what it is; with a slow twin that has every answer there is.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { tries } from "../../test/support/tries.ts";
import { base, type Draw, roundLine, roundTable } from "./controlled-rounding.ts";

/** Chance that a test can repeat. */
function drawsOf(seed: number): Draw {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const sum = (cells: readonly number[]) => cells.reduce((all, cell) => all + cell, 0);
const column = (table: readonly (readonly number[])[], j: number) => table.map((row) => row[j] ?? 0);
const near = (shown: number, cell: number) =>
  assert.ok(Math.abs(shown - cell) < base && shown % base === 0 && shown >= 0, `${shown} for ${cell}`);

const line = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 12 });
const aTable = fc.tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 7 })).chain(([rows, columns]) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 23 }), { minLength: columns, maxLength: columns }), {
    minLength: rows,
    maxLength: rows,
  }),
);
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

test("[CN8] the cells of a table are rounded near themselves, and so are the sums of rows, of columns and of all", () => {
  fc.assert(
    fc.property(aTable, seed, (cells, one) => {
      const shown = roundTable(cells, drawsOf(one));
      cells.forEach((row, i) => {
        for (const [j, cell] of row.entries()) near(shown[i]?.[j] ?? -1, cell);
        near(sum(shown[i] ?? []), sum(row));
      });
      for (const j of cells[0]?.keys() ?? []) near(sum(column(shown, j)), sum(column(cells, j)));
      near(sum(shown.flat()), sum(cells.flat()));
    }),
    { numRuns: tries(20_000) },
  );
});

test("[CN8] rounding moves no number on the whole: over many draws each cell is shown as what it is", () => {
  const cells = [
    [1, 2, 13],
    [4, 0, 7],
    [3, 3, 3],
  ];
  const draw = drawsOf(7);
  const rounds = 40_000;
  const [inTable, inLine] = [cells.map((row) => row.map(() => 0)), cells.flat().map(() => 0)];
  for (let n = 0; n < rounds; n++) {
    roundTable(cells, draw).forEach((row, i) => {
      row.forEach((cell, j) => {
        const sums = inTable[i];
        if (sums !== undefined) sums[j] = (sums[j] ?? 0) + cell;
      });
    });
    roundLine(cells.flat(), draw).forEach((cell, i) => {
      inLine[i] = (inLine[i] ?? 0) + cell;
    });
  }
  cells.flat().forEach((cell, i) => {
    for (const sums of [inTable.flat(), inLine])
      assert.ok(Math.abs((sums[i] ?? 0) / rounds - cell) < 0.08, `${cell}: ${(sums[i] ?? 0) / rounds}`);
  });
});

test("[CN8] a slow twin that tries every rounding finds each answer that is given among its own", () => {
  const small = fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2, maxLength: 2 }), {
    minLength: 2,
    maxLength: 2,
  });
  fc.assert(
    fc.property(small, seed, (cells, one) => {
      const shown = JSON.stringify(roundTable(cells, drawsOf(one)));
      assert.ok(
        everyRounding(cells)
          .map((each) => JSON.stringify(each))
          .includes(shown),
      );
    }),
    { numRuns: tries(2_000) },
  );
});

/** All tables of multiples that are near a table of two rows and columns in each cell and sum. */
function everyRounding(cells: readonly (readonly number[])[]): readonly (readonly (readonly number[])[])[] {
  const flat = cells.flat();
  const isNear = (shown: number, cell: number) => Math.abs(shown - cell) < base;
  const found: (readonly (readonly number[])[])[] = [];
  for (let which = 0; which < 2 ** flat.length; which++) {
    const shown = flat.map((cell, i) => cell - (cell % base) + (((which >> i) & 1) === 1 ? base : 0));
    const [a = 0, b = 0, c = 0, d = 0] = shown;
    const [e = 0, f = 0, g = 0, h = 0] = flat;
    const pairs = [
      [a, e],
      [b, f],
      [c, g],
      [d, h],
      [a + b, e + f],
      [c + d, g + h],
      [a + c, e + g],
      [b + d, f + h],
      [a + b + c + d, e + f + g + h],
    ] as const;
    if (pairs.every(([one, other]) => isNear(one, other)))
      found.push([
        [a, b],
        [c, d],
      ]);
  }
  return found;
}
