// Rot on a host's disk is found in the background, and its operator is told of it (LG4).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { Integrity } from "./integrity.ts";

const never = new AbortController().signal;

test("[LG4] a bit that flipped on the disk is found and told once, and what is whole is counted", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(40);
  for (const bytes of items) at.verify(await at.post(bytes), bytes);
  await at.close();
  flipBit(at.file, (items[17] ?? assert.fail()).subarray(-32));

  const again = await at.reopen(t);
  const told: number[] = [];
  const integrity = new Integrity(again.host, (leaf) => told.push(leaf));
  assert.deepEqual(integrity.report, { checkedAt: null, rows: 0, flaws: 0 });
  await integrity.look(never);
  await integrity.look(never);
  assert.deepEqual(integrity.report, { checkedAt: again.clock.now, rows: 41, flaws: 1 });
  assert.deepEqual(told, [18], "the founding note is leaf 0; told once though it was found twice");
});

test("[LG4] what rotted is taken from a mirror again, where it matches its leaf and nothing else does", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(5);
  for (const bytes of items) at.verify(await at.post(bytes), bytes);
  await at.close();
  for (const i of [1, 3]) flipBit(at.file, (items[i] ?? assert.fail()).subarray(-32));
  const again = await at.reopen(t);
  const told: string[] = [];
  let offered: readonly Uint8Array[] = [];
  const asked: string[] = [];
  const integrity = new Integrity(
    again.host,
    (leaf, isMended) => told.push(`${leaf} ${isMended}`),
    async (pack) => {
      asked.push(`${pack.class} ${pack.index}`);
      return offered;
    },
  );
  offered = [items[0] ?? assert.fail(), items[3] ?? assert.fail()];
  await integrity.look(never);
  assert.deepEqual(told, ["2 false", "4 true"]);
  assert.deepEqual(asked, ["case 0", "case 0"]);
  assert.equal(integrity.report.flaws, 1);
  const cached = async () => (await again.app.request("/pack/case/000")).headers.get("cache-control");
  assert.equal(await cached(), "no-store", "nobody keeps a pack with rot in it");
  offered = items;
  await integrity.look(never);
  assert.deepEqual(told.slice(2), ["2 true"]);
  assert.equal(integrity.report.flaws, 0);
  assert.equal(await cached(), "no-cache");
  const stored = await again.store.stored(1, 6);
  assert.ok(stored.every(({ bytes }, i) => Buffer.from(bytes).equals(items[i] ?? assert.fail())));
});

test("[LG4] while the look goes on requests are answered, and a look that is stopped reports nothing", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(60);
  for (const bytes of items) await at.post(bytes);
  const integrity = new Integrity(at.host, () => assert.fail("nothing is rotten"));
  const stopping = new AbortController();
  const looking = integrity.look(stopping.signal);
  // Answered in the middle: the first step is over, the others are not.
  assert.equal((await at.app.request("/health")).status, 200);
  assert.equal(integrity.report.checkedAt, null);
  stopping.abort();
  await looking;
  assert.equal(integrity.report.checkedAt, null);
  await integrity.look(never);
  assert.equal(integrity.report.rows, 61);
});

/** Flips one bit of these bytes where they rest in the file. */
function flipBit(file: string, bytes: Uint8Array): void {
  const stored = readFileSync(file);
  const found = stored.indexOf(bytes);
  assert.ok(found > 0 && stored.indexOf(bytes, found + 1) === -1);
  stored[found] = (stored[found] ?? 0) ^ 1;
  writeFileSync(file, stored);
}
