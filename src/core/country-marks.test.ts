// What is said of a country that is not wholly a real one: one mark for each fact, and none for a real one.
import assert from "node:assert/strict";
import { test } from "node:test";
import { asksForNoWitness, type MarkedCountry, marksOf } from "./country-marks.ts";

const real: MarkedCountry = {
  trial: false,
  demonstration: false,
  waits: { admission: 48, reader: 24, soloReader: 72, answer: 24, forms: 72 },
  unwatched: false,
  lyingWitnessesForFork: 1,
};
const zero = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };
const marks = (change: Partial<MarkedCountry>) => marksOf({ ...real, ...change });

test("[LG5] [DR6] a real country has no mark; a trial and a demonstration say that they are one", () => {
  assert.deepEqual(marks({}), []);
  assert.deepEqual(marks({ lyingWitnessesForFork: null }), [], "nested groups have no simple number");
  assert.deepEqual(marks({ trial: true }), ["trial"]);
  assert.deepEqual(marks({ demonstration: true }), ["demonstration"]);
  assert.deepEqual(marks({ trial: true, demonstration: true }), ["demonstration"]);
});

test("[LG5] nobody watches is said of a log without witnesses only; a fork that needs no liar is another thing", () => {
  assert.deepEqual(marks({ unwatched: true, lyingWitnessesForFork: 0 }), ["unwatched"]);
  assert.deepEqual(marks({ lyingWitnessesForFork: 0 }), ["no-liar-needed"], "1 of 2");
});

test("[DR6] waits of zero are said, all of them or some", () => {
  assert.deepEqual(marks({ waits: zero }), ["no-waits"]);
  assert.deepEqual(marks({ waits: { ...zero, answer: 1 } }), ["some-waits"]);
  assert.deepEqual(marks({ waits: { ...real.waits, answer: 0 } }), ["some-waits"]);
  assert.deepEqual(marks({ trial: true, unwatched: true, waits: zero }), ["trial", "unwatched", "no-waits"]);
});

test("[LG5] a policy that asks for no witness is found however it is spelled", () => {
  assert.equal(asksForNoWitness("# nation\n  quorum\tnone \n"), true);
  assert.equal(asksForNoWitness("# quorum none is not said here\nquorum witnesses\n"), false);
});
