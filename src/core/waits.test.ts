// Time as the log states it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { hasWaited, holdsZero, isOver, noWaits } from "./waits.ts";

const hour = 3600;
const times = [
  { index: 10, size: 10, seconds: 0 },
  { index: 20, size: 20, seconds: 24 * hour },
  { index: 30, size: 30, seconds: 48 * hour },
];

test("[LG8] a wait begins with the first time note after its leaf and ends with one that lies before the entry", () => {
  assert.equal(hasWaited(times, 5, 24, 21), true);
  assert.equal(hasWaited(times, 5, 24, 20), false);
  assert.equal(hasWaited(times, 10, 24, 30), false);
  assert.equal(hasWaited(times, 10, 24, 31), true);
  assert.equal(hasWaited(times, 5, 25, 21), false);
  assert.equal(hasWaited(times, 5, 48, 31), true);
  assert.equal(hasWaited(times, 5, 49, 1000), false);
});

test("[LG8] an old checkpoint that was logged late does not begin a wait", () => {
  const keptBack = [
    { index: 60, size: 4, seconds: 0 },
    { index: 61, size: 61, seconds: 48 * hour },
    { index: 70, size: 70, seconds: 72 * hour },
  ];
  assert.equal(hasWaited(keptBack, 50, 24, 62), false, "the first note that holds leaf 50 is the one at 61");
  assert.equal(hasWaited(keptBack, 50, 24, 71), true);
});

test("[LG8] without time notes only a wait of zero has passed", () => {
  assert.equal(hasWaited([], 5, 1, 1_000_000), false);
  assert.equal(hasWaited(times, 30, 1, 1_000_000), false);
  assert.equal(hasWaited([], 5, 0, 6), true);
});

test("[LG8] a day of validity is over when a time note before the entry says midnight", () => {
  const midnight = Date.parse("2030-02-01T00:00:00Z") / 1000;
  const around = [
    { index: 10, size: 10, seconds: midnight - 1 },
    { index: 20, size: 20, seconds: midnight },
  ];
  assert.equal(isOver(around, "2030-01-31", 20), false);
  assert.equal(isOver(around, "2030-01-31", 21), true);
  assert.equal(isOver([], "2030-01-31", 1_000_000), false);
});

test("[DR6] a single zero among the waits is found", () => {
  const real = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };
  assert.equal(holdsZero(real), false);
  for (const name of Object.keys(real)) assert.equal(holdsZero({ ...real, [name]: 0 }), true, name);
  assert.equal(holdsZero(noWaits), true);
});
