// One device, two windows: the draft that one of them sent or threw away is not brought back by the other (SL7).
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { fetchNetwork, quickStretch, teapotDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { randomBytes } from "../../crypto/random.ts";
import { Member } from "../member.ts";
import { ComposeProblem } from "./composer.ts";

async function twoWindows(t: TestContext) {
  const world = await World.found({ witnesses: 1 });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Border of the Teapots");
  const shelter = await world.organisation("shelter", "Spoon Shelter");
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const store = openSqliteMemberStore(":memory:");
  const first = await world.member(border.devices[0] ?? assert.fail(), { store });
  const draft = teapotDraft([shelter]);
  await first.saveDraft(draft);
  const { clock } = world;
  const second = await Member.open({ store, network: fetchNetwork, clock, randomBytes, stretch: quickStretch });
  assert.equal(await second.unlock(testPassphrase), "open");
  await second.sync();
  return { world, worker, first, second, draft };
}

const isGone = (error: unknown) => error instanceof ComposeProblem && error.code === "draft-gone";

test("[SL7] a draft that another window sent is sent by nobody again, and is never at rest again", async (t) => {
  const { world, worker, first, second, draft } = await twoWindows(t);
  const shown = (await second.loadDraft()) ?? assert.fail();
  await first.refer(draft);
  await first.sync();
  await assert.rejects(second.refer(shown), isGone);
  await assert.rejects(second.saveDraft(shown), isGone);
  await world.settle(second, worker);
  assert.equal(worker.inbox.length, 1);
  assert.equal(await first.loadDraft(), null);
  // Whoever looks again begins anew.
  assert.equal(await second.loadDraft(), null);
  await second.saveDraft({ narrative: "another teapot" });
  assert.deepEqual(await second.loadDraft(), { narrative: "another teapot" });
});

test("[SL7] a draft that another window discarded, or replaced by a new one, stays as that window left it", async (t) => {
  const { first, second, draft } = await twoWindows(t);
  await first.discardDraft();
  await assert.rejects(second.saveDraft(draft), isGone);
  await first.saveDraft({ narrative: "a new teapot" });
  await assert.rejects(second.saveDraft(draft), isGone);
  await assert.rejects(second.refer(draft), isGone);
  assert.deepEqual(await first.loadDraft(), { narrative: "a new teapot" });
});

test("[SL7] a draft that both windows know can be kept and sent by either", async (t) => {
  const { world, worker, first, second, draft } = await twoWindows(t);
  await second.saveDraft(draft);
  await first.saveDraft(draft);
  await second.refer(draft);
  await world.settle(second, worker);
  assert.equal(worker.inbox.length, 1);
});
