// Rows at rest: encrypted, and bound to their table and key.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Shelf } from "./shelf.ts";

async function shelved() {
  const store = openSqliteMemberStore(":memory:");
  const key = randomBytes(32);
  const shelf = new Shelf(store, key, randomBytes);
  await store.write([
    shelf.put("sent", "a", { example: 1 }),
    shelf.put("sent", "b", { example: 2 }),
    shelf.put("draft", "a", { example: 3 }),
  ]);
  return { store, key, shelf };
}

test("[EN3] a row is ciphertext at rest, and opens under its key alone", async () => {
  const { store, shelf } = await shelved();
  for (const { value } of await store.list("sent")) assert.ok(!Buffer.from(value).includes("example"));
  assert.deepEqual(await shelf.get("sent", "a"), { example: 1 });
  assert.deepEqual(await shelf.list("sent"), [
    { key: "a", value: { example: 1 } },
    { key: "b", value: { example: 2 } },
  ]);
  const other = new Shelf(store, randomBytes(32), randomBytes);
  assert.equal(await other.get("sent", "a"), undefined);
  assert.deepEqual(await other.list("sent"), []);
});

test("[EN3] rows cannot be swapped: neither between keys nor between tables", async () => {
  const { store, shelf } = await shelved();
  const [a, b] = [await store.get("sent", "a"), await store.get("sent", "b")];
  assert.ok(a && b);
  await store.write([
    { table: "sent", key: "b", value: a },
    { table: "sent", key: "c", value: b },
    { table: "draft", key: "a", value: a },
  ]);
  for (const [table, key] of [
    ["sent", "b"],
    ["sent", "c"],
    ["draft", "a"],
  ] as const) {
    assert.equal(await shelf.get(table, key), undefined, `${table} ${key}`);
  }
  assert.deepEqual(await shelf.list("sent"), [{ key: "a", value: { example: 1 } }]);
});

test("a table name and a key that join to the same text are still two places", async () => {
  const { store, shelf } = await shelved();
  const change = shelf.put("sent", "x\ny", { example: 4 });
  await store.write([{ ...change, key: "x" }]);
  assert.equal(await shelf.get("sent", "x"), undefined);
});

test("[EN3] a changed row does not open, whichever byte is changed", async () => {
  const { store, shelf } = await shelved();
  const box = await store.get("sent", "a");
  assert.ok(box);
  for (let at = 0; at < box.length; at++) {
    const changed = new Uint8Array(box);
    changed[at] = (changed[at] ?? 0) ^ 1;
    await store.write([{ table: "sent", key: "a", value: changed }]);
    assert.equal(await shelf.get("sent", "a"), undefined, `byte ${at}`);
  }
  for (const length of [0, 10, 39, box.length - 1]) {
    await store.write([{ table: "sent", key: "a", value: box.slice(0, length) }]);
    assert.equal(await shelf.get("sent", "a"), undefined);
  }
  await store.write([{ table: "sent", key: "a", value: encodeUtf8('{"example":1}') }]);
  assert.equal(await shelf.get("sent", "a"), undefined, "a row in clear is no row");
});

test("the same value twice is two ciphertexts", async () => {
  const { shelf } = await shelved();
  assert.notDeepEqual(shelf.put("sent", "a", { example: 1 }).value, shelf.put("sent", "a", { example: 1 }).value);
});

test("[EN3] what would not be read back is not kept and then missed: it is refused at once", async () => {
  const { shelf } = await shelved();
  assert.throws(() => shelf.put("meta", "a", "x".repeat(200_000)), RangeError);
  assert.throws(() => shelf.put("meta", "a", "half a letter \ud83e"), RangeError);
  assert.ok(shelf.put("meta", "a", "x".repeat(199_000)).value);
});
