// The country's place names as they are kept: what is no place name is not shown.
import assert from "node:assert/strict";
import { test } from "node:test";
import { clearRow } from "../member/store/clear-row.ts";
import { openMemoryMemberStore } from "../member/store/memory-member-store.ts";
import { readPlaces } from "./places.ts";

test("without a network the place names that were kept are there, and what is none is not taken for one", async () => {
  const store = openMemoryMemberStore();
  assert.deepEqual(await readPlaces(store), []);
  const places = [{ code: "XX-01", name: { en: "Example District" }, since: 2003 }];
  await store.write([clearRow("meta", "places", places)]);
  assert.deepEqual(await readPlaces(store), places);
  await store.write([clearRow("meta", "places", [{ code: "XX-01", name: "Example District" }])]);
  assert.deepEqual(await readPlaces(store), []);
});
