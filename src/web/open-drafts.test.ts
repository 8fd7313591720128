// The drafts that screens hold, over a real device.
import assert from "node:assert/strict";
import { test } from "node:test";
import { teapotDraft, World } from "../../test/support/world.ts";
import { openSqliteMemberStore } from "../cli/sqlite-member-store.ts";
import { Problem } from "../core/problem.ts";
import { OpenDrafts } from "./open-drafts.ts";

test("[SL7] a draft that the store does not erase is still shown, since it is still there", async (t) => {
  const world = await World.found({ witnesses: 0 });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Example Border Post");
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(border.devices[0] ?? assert.fail(), { store });
  const drafts = new OpenDrafts(officer.drafts);
  await drafts.save(teapotDraft([]));
  const write = store.write.bind(store);
  store.write = async () => {
    throw new Problem("store", "full");
  };
  await drafts.discard();
  assert.equal((await store.list("draft")).length, 1);
  assert.equal(drafts.list.value.length, 1, "it is not shown as erased");
  assert.equal(drafts.draft.value, null, "but it is not the one that is being written");
  store.write = write;
  drafts.open(drafts.list.value[0]?.id ?? assert.fail());
  await drafts.discard();
  assert.deepEqual([(await store.list("draft")).length, drafts.list.value.length], [0, 0]);
});
