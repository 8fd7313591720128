// Submission tokens: each is given out once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { Problem } from "../../core/problem.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { must } from "../verb.ts";
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
  assert.equal(await worker.room.open().session.withToken(async () => "leaf 7"), "leaf 7");
  const unknown = new Problem("host", "token-unknown");
  await assert.rejects(
    worker.room.open().session.withToken(async () => {
      throw unknown;
    }),
    (error) => error === unknown,
  );
  assert.ok(asked > 1);
  store.write = write;
});

test("[LG4y] after a host that was made anew did not know one token, all are drawn again, and what was refused goes in the same round", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const post = await world.organisation("border-post", "Example Border Post");
  const reader = await world.member(shelter.devices[0] ?? assert.fail());
  await world.settle(reader);
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(post.devices[0] ?? assert.fail(), { store });
  await world.settle(officer);
  const forget = async () => {
    const rows = await store.list("token");
    assert.ok(rows.length > 8);
    await officer.lock();
    const others = rows.map((_, i) => new Uint8Array(16).fill(i + 1));
    await store.write([
      ...rows.map(({ key }) => ({ table: "token" as const, key, value: null })),
      ...others.map((bytes) => ({ table: "token" as const, key: encodeHex(bytes), value: bytes })),
    ]);
    assert.equal(await officer.unlock(testPassphrase), "open");
    return others;
  };
  await forget();
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  assert.equal(officer.view?.outbox, 0, "one round is enough");

  const others = new Set((await forget()).map(encodeHex));
  const tried: string[] = [];
  const leaf = await officer.room.open().session.withToken(async (token) => {
    tried.push(encodeHex(token ?? assert.fail()));
    if (others.has(tried.at(-1) ?? "")) throw new Problem("host", "token-unknown");
    return 7;
  });
  assert.deepEqual([leaf, tried.length], [7, 2]);
});
