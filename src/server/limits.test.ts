// Who gets a place when there are too few (LG9), and what wrong notes cost.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Problem } from "../core/problem.ts";
import { Allowance, Limits, limitFigures, onAllowance, Pool } from "./limits.ts";

const { patienceMilliseconds } = limitFigures;

function poolOf(capacity: number) {
  const clock = { now: 1_000 };
  const pool = new Pool(capacity, () => clock.now);
  const cut: string[] = [];
  const enter = (who: string, name: string, size = 1, always = false) =>
    pool.enter(who, size, () => cut.push(name), always);
  return { clock, pool, cut, enter };
}

test("[LG9] while there is room one address may hold all of it: a carrier's phones are one address", () => {
  const { pool, cut, enter } = poolOf(100);
  for (let i = 0; i < 100; i++) assert.ok(enter("carrier", `${i}`));
  assert.deepEqual(cut, []);
  assert.equal(pool.count, 100);
});

test("[LG9] when it is full, whoever holds most loses what has not moved for longest", () => {
  const { clock, cut, enter } = poolOf(4);
  enter("phone", "phone");
  clock.now += 1;
  const first = enter("many", "first");
  enter("many", "second");
  clock.now += 1;
  enter("many", "third");
  first?.moved();
  assert.ok(enter("other", "other"));
  assert.deepEqual(cut, ["second"]);
});

test("[LG9] what still moves is not cut off for one who holds as much, and who holds most waits", () => {
  const { clock, cut, enter } = poolOf(2);
  const a = enter("a", "a");
  enter("b", "b");
  assert.equal(enter("c", "c"), null);
  assert.equal(enter("a", "second of a"), null);
  clock.now += patienceMilliseconds;
  a?.moved();
  assert.ok(enter("c", "c"));
  assert.deepEqual(cut, ["b"]);
});

test("[LG9] who shares an address with sockets that do not move takes the place of one of them", () => {
  const { clock, cut, enter } = poolOf(3);
  for (const name of ["first", "second", "third"]) enter("carrier", name);
  clock.now += patienceMilliseconds;
  for (const name of ["phone", "another phone"]) assert.ok(enter("carrier", name));
  assert.deepEqual(cut, ["first", "second"]);
});

test("[LG9] what is all here is not cut off, and whoever must be let in is", () => {
  const { clock, pool, cut, enter } = poolOf(10);
  const held = enter("many", "held", 10);
  held?.stay();
  clock.now += patienceMilliseconds;
  assert.equal(enter("phone", "phone", 5), null);
  const always = enter("device", "device", 5, true);
  assert.ok(always);
  assert.deepEqual(cut, []);
  always.leave();
  held?.leave();
  held?.leave();
  assert.equal(pool.count, 0);
  assert.ok(enter("phone", "phone", 10));
});

test("[LG9] shares are counted in size: small bodies of many outweigh nobody", () => {
  const { cut, enter } = poolOf(100);
  enter("flood", "large", 60);
  for (let i = 0; i < 4; i++) enter("carrier", `small ${i}`, 10);
  assert.ok(enter("phone", "phone", 20));
  assert.deepEqual(cut, ["large"]);
});

test("[LG9] a body counts for the device whose token it bears, not for its address", () => {
  const { cut, enter } = poolOf(3);
  enter("carrier", "with token")?.isOf("device");
  enter("carrier", "first");
  enter("carrier", "second");
  assert.ok(enter("other", "other"));
  assert.deepEqual(cut, ["first"]);
});

test("[LG9] an allowance comes back with time, is of each address alone, and what held costs nothing", async () => {
  const clock = { now: 1_000 };
  const checks = new Allowance(10, 2, () => clock.now);
  assert.ok(checks.take("a", 10));
  assert.ok(!checks.take("a", 1));
  assert.ok(checks.take("b", 10));
  clock.now += 500;
  assert.ok(checks.take("a", 1));
  assert.ok(!checks.take("a", 1));
  const limits = new Limits(() => clock.now, { ...limitFigures, checks: 3 });
  for (let i = 0; i < 20; i++) assert.equal(await onAllowance(limits, "good", 3, async () => i), i);
  const wrong = () => onAllowance(limits, "bad", 3, () => Promise.reject(new Problem("host", "malformed-note")));
  await assert.rejects(wrong(), { code: "malformed-note" });
  await assert.rejects(wrong(), { code: "slow-down" });
});

test("[LG9] however many addresses send wrong notes, what is remembered of them stays short", () => {
  const checks = new Allowance(10, 1, () => 0);
  for (let i = 0; i < 50_000; i++) checks.take(`address ${i}`, 10);
  assert.ok(!checks.take("address 49999", 1));
  assert.ok(checks.take("address 1", 1), "long forgotten");
});

test("the figures of the limits in the guide for hosts are those of the program", () => {
  const guide = readFileSync(new URL("../../docs/guide/host.md", import.meta.url), "utf8");
  const rows = guide.split("\n### What a host takes at once\n")[1]?.split("\n\n")[1]?.split("\n").slice(2) ?? [];
  const figures = rows.map((row) => Number(row.split("|")[2]?.replaceAll(",", "").trim().split(" ")[0]));
  const { connections, answers, bodyBytes, checks, checksPerSecond } = limitFigures;
  assert.deepEqual(figures, [connections, answers, bodyBytes / 1024 / 1024, checks, checksPerSecond]);
});
