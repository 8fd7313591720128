// One device, two windows: the draft that one of them sent or threw away is not brought back by the other (SL7).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import {
  begunDraft,
  exampleDraft,
  fetchNetwork,
  quickStretch,
  testPassphrase,
  World,
} from "../../../test/support/world.ts";
import { isProblem } from "../../core/problem.ts";
import { randomBytes } from "../../crypto/random.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Device } from "../device.ts";
import { must } from "../verb.ts";

async function twoWindows(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const store = openSqliteMemberStore(":memory:");
  const first = await world.member(border.devices[0] ?? assert.fail(), { store });
  const draft = exampleDraft([shelter]);
  await must(first.drafts.save(draft));
  const { clock } = world;
  const second = await Device.open({ store, network: fetchNetwork, clock, randomBytes, stretch: quickStretch });
  assert.equal(await second.unlock(testPassphrase), "open");
  await second.sync();
  return { world, worker, first, second, draft };
}

const isGone = (error: unknown) => isProblem(error, "engine", "draft-gone");

test("[SL7] a draft that another window sent is sent by nobody again, and is never at rest again", async (t) => {
  const { world, worker, first, second, draft } = await twoWindows(t);
  const shown = (await second.drafts.load()) ?? assert.fail();
  await must(first.drafts.send(draft));
  await first.sync();
  await assert.rejects(must(second.drafts.send(shown)), isGone);
  await assert.rejects(must(second.drafts.save(shown)), isGone);
  await world.settle(second, worker);
  assert.equal(worker.cases.inbox.length, 1);
  assert.equal(await first.drafts.load(), null);
  // Whoever looks again begins anew.
  assert.equal(await second.drafts.load(), null);
  await must(second.drafts.save(begunDraft("another example")));
  assert.deepEqual(await second.drafts.load(), begunDraft("another example"));
});

test("[SL7] a draft that another window discarded, or replaced by a new one, stays as that window left it", async (t) => {
  const { first, second, draft } = await twoWindows(t);
  await must(first.drafts.discard());
  await assert.rejects(must(second.drafts.save(draft)), isGone);
  await must(first.drafts.save(begunDraft("a new example")));
  await assert.rejects(must(second.drafts.save(draft)), isGone);
  await assert.rejects(must(second.drafts.send(draft)), isGone);
  assert.deepEqual(await first.drafts.load(), begunDraft("a new example"));
});

test("[SL7] a draft that both windows know can be kept and sent by either", async (t) => {
  const { world, worker, first, second, draft } = await twoWindows(t);
  await must(second.drafts.save(draft));
  await must(first.drafts.save(draft));
  await must(second.drafts.send(draft));
  await world.settle(second, worker);
  assert.equal(worker.cases.inbox.length, 1);
});
