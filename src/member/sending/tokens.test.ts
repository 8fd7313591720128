// Submission tokens: each is given out once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { encodeHex } from "../../crypto/hex.ts";
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
