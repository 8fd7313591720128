// The outbox: proofs for exact bytes, nothing lost, nothing sent twice.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { HostileHost } from "../../test/hostile/support/hostile-host.ts";
import { World } from "../../test/support/world.ts";
import { openSqliteMemberStore } from "../cli/sqlite-member-store.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { Alarms } from "./alarms.ts";
import { HostClient } from "./host-client.ts";
import { lateMilliseconds, Outbox } from "./outbox.ts";

async function sending(t: TestContext) {
  const world = await World.found({ witnesses: 0 });
  t.after(() => world.close());
  const host = await HostileHost.copyOf(world);
  host.takeItem = ({ bytes }) => ({ proof: host.prove(host.append("case", bytes)) });
  const store = openSqliteMemberStore(":memory:");
  const alarms = await Alarms.load(store, world.clock);
  const load = () => Outbox.load({ store, logKey: logKeyOf(world.founding), clock: world.clock, alarms });
  const outbox = await load();
  const client = new HostClient(host.network, "https://host.example", async () => undefined);
  const add = async (text: string, token: Uint8Array | null = new Uint8Array(16).fill(1)) => {
    const { parcel, change } = outbox.pack(encodeUtf8(text), "case", token);
    await store.write([change]);
    outbox.added(parcel);
    world.wait(1);
    return parcel;
  };
  return { world, host, store, alarms, load, outbox, client, add };
}

test("[LG4] what waits outlives a restart, with its bytes, token and times", async (t) => {
  const { outbox, load, add } = await sending(t);
  await add("one");
  await add("two", null);
  const again = await load();
  assert.deepEqual(again.parcels, outbox.parcels);
  assert.equal(again.waiting, 2);
});

test("[LG4] parcels go oldest first, eight at a time; a proof that holds makes them logged, and they are not sent again", async (t) => {
  const { host, outbox, load, client, add } = await sending(t);
  for (let i = 0; i < 11; i++) await add(`parcel ${i}`);
  const size = host.size;
  assert.equal(await outbox.flush(client), 11);
  assert.equal(host.requests.length, 2);
  assert.deepEqual(
    outbox.parcels.map(({ leaf }) => leaf),
    Array.from({ length: 11 }, (_, i) => size + i),
  );
  assert.equal(outbox.waiting, 0);
  assert.equal(await outbox.flush(client), 0);
  assert.equal(host.requests.length, 2);
  assert.deepEqual((await load()).parcels, outbox.parcels);
});

test("[LG4] one flush runs at a time: who asks meanwhile joins it", async (t) => {
  const { host, outbox, client, add } = await sending(t);
  await add("one");
  const [a, b] = await Promise.all([outbox.flush(client), outbox.flush(client)]);
  assert.deepEqual([a, b], [1, 1]);
  assert.equal(host.requests.length, 1);
});

test("[LG4] a parcel without a token waits for one, and loses it when the host does not know it", async (t) => {
  const { host, store, outbox, client, add, load } = await sending(t);
  const parcel = await add("one", null);
  assert.equal(await outbox.flush(client), 0);
  assert.equal(host.requests.length, 0);
  await store.write([{ table: "token", key: "k", value: new Uint8Array(16) }]);
  await outbox.equip(parcel.hash, new Uint8Array(16).fill(2), { table: "token", key: "k", value: null });
  assert.deepEqual(await store.list("token"), [], "the token's row is spent in the same transaction");
  host.takeItem = () => ({ problem: "token-unknown" });
  await outbox.flush(client);
  assert.equal((await load()).parcels[0]?.token, null);
});

test("[LG6] late counts from the first moment online, not from sealing, and an offline device is never late", async (t) => {
  const { world, alarms, outbox, add, load } = await sending(t);
  await add("one");
  await outbox.watch(false);
  world.wait(10 * lateMilliseconds);
  await outbox.watch(false);
  assert.ok(!alarms.has("not-logged"));
  await outbox.watch(true);
  assert.ok(!alarms.has("not-logged"));
  world.wait(lateMilliseconds - 1);
  await outbox.watch(true);
  assert.ok(!alarms.has("not-logged"));
  world.wait(1);
  await (await load()).watch(true);
  assert.ok(alarms.has("not-logged"), "a restart does not reset the count");
});

test("[LG6] a parcel is done only when a trusted head covers it and the head of its proof is on our branch", async (t) => {
  const { host, outbox, client, add } = await sending(t);
  await add("one");
  await outbox.flush(client);
  assert.deepEqual(outbox.settled(host.size), [], "its head was not found on our branch yet");
  const [head] = outbox.unreconciled;
  assert.ok(head);
  assert.equal(head.checkpoint.size, host.size);
  outbox.reconcile(head.note);
  assert.deepEqual(outbox.unreconciled, []);
  assert.deepEqual(outbox.settled(host.size - 1), [], "no trusted head covers it");
  const done = outbox.settled(host.size);
  assert.equal(done.length, 1);
  await outbox.remove(done, []);
  assert.deepEqual(outbox.parcels, []);
});
