// Submission tokens: each is given out once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { World } from "../../../test/support/world.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Tokens } from "./tokens.ts";

const token = (n: number) => ({ key: encodeHex(new Uint8Array(16).fill(n)), bytes: new Uint8Array(16).fill(n) });

test("[LG4] a token is taken once, and its row goes with the transaction that keeps the parcel", async () => {
  const store = openSqliteMemberStore(":memory:");
  const tokens = await Tokens.load(store);
  assert.equal(tokens.take(), null);
  await store.write(tokens.add([token(1), token(2)]));
  assert.equal(tokens.count, 2);
  const first = tokens.take();
  assert.ok(first);
  assert.equal((await Tokens.load(store)).count, 2, "not spent before the transaction");
  await store.write([first.spend]);
  const again = await Tokens.load(store);
  assert.equal(again.count, 1);
  assert.notDeepEqual(again.take()?.bytes, first.bytes);
  assert.equal(again.take(), null);
});

test("[LG4] a note that the host took is taken, though the store cannot say any more that its token is spent", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store });
  await world.settle(worker);
  const write = store.write.bind(store);
  let asked = 0;
  const full = async () => {
    asked += 1;
    throw new Problem("store", "full");
  };
  store.write = full;
  assert.equal(await worker.directory.withToken(async () => "leaf 7"), "leaf 7");
  const unknown = new Problem("host", "token-unknown");
  await assert.rejects(
    worker.directory.withToken(async () => {
      throw unknown;
    }),
    (error) => error === unknown,
  );
  assert.equal(asked, 2);
  store.write = write;
});
