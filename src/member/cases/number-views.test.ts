// Views of our own numbers that a device keeps for its people: encrypted, under their names, without a number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../crypto/random.ts";
import { openMemoryMemberStore } from "../store/memory-member-store.ts";
import { Shelf } from "../store/shelf.ts";
import { forgetView, keepView, type NumbersView, readViews } from "./number-views.ts";

const view: NumbersView = {
  name: "Example Donor",
  kind: "quarter",
  chosen: { sex: "women", form: "forced-labour" },
  shown: ["course", "help"],
};

test("[CN6c] a view is kept encrypted under the name that its people give it, in the place of one of that name, and holds which tables, of whom and what kind of period", async () => {
  const store = openMemoryMemberStore();
  const shelf = new Shelf(store, randomBytes(32), randomBytes);
  await keepView(shelf, { ...view, shown: ["course"] });
  await keepView(shelf, { ...view, name: " Example Donor " });
  await keepView(shelf, { ...view, name: "  " });
  assert.deepEqual(await readViews(shelf), [view]);
  assert.deepEqual(Object.keys(view).toSorted(), ["chosen", "kind", "name", "shown"], "no number");
  const row = (await store.get("meta", "numbers-views")) ?? assert.fail();
  assert.doesNotMatch(Buffer.from(row).toString("latin1"), /Donor|women|labour|quarter/);
  await forgetView(shelf, "Somebody else");
  assert.equal((await readViews(shelf)).length, 1);
  await forgetView(shelf, view.name);
  assert.deepEqual(await readViews(shelf), []);
});

test("[CN6c] twenty views are kept at most, and a name is as long as a field: the oldest goes", async () => {
  const shelf = new Shelf(openMemoryMemberStore(), randomBytes(32), randomBytes);
  for (let n = 0; n <= 20; n++) await keepView(shelf, { ...view, name: `${n} ${"x".repeat(100)}` });
  const names = (await readViews(shelf)).map(({ name }) => name);
  assert.deepEqual([names.length, names[0]?.slice(0, 2), names[0]?.length], [20, "1 ", 60]);
});
