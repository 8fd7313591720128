// A look's lines: of a part that fails, of several at once, and the kind that a code has.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Look } from "./look.ts";

test("of a part that fails a look says nothing but the failure, and keeps what was said before", async () => {
  const look = new Look(() => 0);
  look.good("Place", "it is good");
  const caught: unknown[] = [];
  const work = async () => {
    look.good("Store", "it was read");
    throw new Error("example");
  };
  await look.part(work, (error) => {
    caught.push(error);
    look.toDo("Store", "it cannot be read to its end");
  });
  assert.equal(caught.length, 1);
  assert.deepEqual(
    look.lines.map(({ about, is }) => [about, is]),
    [
      ["Place", "good"],
      ["Store", "to-do"],
    ],
  );
});

test("what is looked at together is said in its own order, and an alarm or a warning is what its code says", async () => {
  const look = new Look(() => 0);
  await look.each([20, 0, 10], async (each, milliseconds) => {
    await setTimeout(milliseconds);
    each.wrong(milliseconds === 0 ? "fork" : "plain-http", `After ${milliseconds}`, "example");
  });
  assert.deepEqual(
    look.lines.map(({ about, is, code }) => [about, is, code]),
    [
      ["After 20", "warning", "plain-http"],
      ["After 0", "alarm", "fork"],
      ["After 10", "warning", "plain-http"],
    ],
  );
});
