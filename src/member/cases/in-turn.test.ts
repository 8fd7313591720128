// Numbers of all cases while the cases come: one count at a time, and none that nobody needs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn } from "./in-turn.ts";

/** A list that grows, and what counts it: how often, and how many at once. Each count ends with `end`. */
function growing() {
  const world = { seen: 0, runs: 0, atOnce: 0, most: 0 };
  let waiting = Promise.withResolvers<void>();
  const counted = inTurn(
    async () => world.seen,
    async () => {
      const { seen } = world;
      world.runs++;
      world.most = Math.max(world.most, ++world.atOnce);
      await waiting.promise;
      world.atOnce--;
      return seen;
    },
  );
  const end = async () => {
    const { resolve } = waiting;
    waiting = Promise.withResolvers<void>();
    resolve();
    await new Promise(setImmediate);
  };
  return { world, counted, end };
}

test("whoever asks at each of fifty pieces gets two counts, one after the other, and the last of them has all", async () => {
  const { world, counted, end } = growing();
  const asked = [counted()];
  await new Promise(setImmediate);
  for (; world.seen < 50; world.seen++) asked.push(counted());
  await end();
  await end();
  const made = await Promise.all(asked);
  assert.deepEqual([world.runs, world.most], [2, 1]);
  assert.deepEqual([made[0], new Set(made.slice(1))], [0, new Set([50])]);
});

test("where nothing else is seen, what was made stands, and afterwards it is let go", async () => {
  const { world, counted, end } = growing();
  const [one, two] = [counted(), counted()];
  await new Promise(setImmediate);
  await end();
  assert.deepEqual([await one, await two, world.runs], [0, 0, 1]);
  const later = counted();
  await new Promise(setImmediate);
  await end();
  assert.deepEqual([await later, world.runs], [0, 2], "who asks anew has it counted anew");
});

test("one that fails keeps no other back", async () => {
  let runs = 0;
  const counted = inTurn(
    async () => null,
    async () => {
      if (runs++ === 0) throw new Error("the store is full");
      return "counted";
    },
  );
  const [one, two] = [counted(), counted()];
  await assert.rejects(one, /full/);
  assert.equal(await two, "counted");
});
