// What a device remembers of rows that it may not read itself (R26): all of it, however many there are.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Row } from "../../core/registers/row.ts";
import { randomBytes } from "../../crypto/random.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Shelf } from "../store/shelf.ts";
import { HiddenRows } from "./hidden-rows.ts";

const row = (n: number): Row<"proceeding"> => ({
  key: `sample-town-${n}-${"k".repeat(40)}`,
  source: "own",
  values: { case: `Sample town ${n} ${"ring ".repeat(8)}`, event: "charge", on: "2003-05", official_body: "police" },
});

test("[R26] a few thousand hidden rows are all remembered, in the order in which they came, and none twice", async () => {
  const store = openSqliteMemberStore(":memory:");
  const shelf = new Shelf(store, randomBytes(32), randomBytes);
  const rows = Array.from({ length: 2_050 }, (_, n) => row(n));
  const remembered = await HiddenRows.load(shelf);
  for (const part of [rows.slice(0, 1), rows.slice(0, 399), rows.slice(399, 401), rows.slice(300)]) {
    const { changes, apply } = remembered.adding("proceeding", part);
    await store.write(changes);
    apply();
  }
  assert.deepEqual(remembered.adding("proceeding", rows.slice(7, 9)).changes, []);
  const again = await HiddenRows.load(shelf);
  const keysOf = (hidden: HiddenRows) => hidden.statements("seconds").map(({ key }) => key);
  assert.deepEqual(
    keysOf(again),
    rows.map(({ key }) => key),
  );
  assert.deepEqual(keysOf(again), keysOf(remembered));
  assert.ok(rows.every(({ key }) => again.has("proceeding", key, "own")));
});
