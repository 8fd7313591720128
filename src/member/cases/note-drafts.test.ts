// What was begun of a note: it outlives a lock, and dies at saving, after 12 hours, and with what a confirmed withdrawal ends.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { teapotDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { ComposeProblem } from "../sending/composer.ts";

const hour = 3_600_000;
const begun = "The teapot asks for a lid.";

async function withCase(t: TestContext) {
  const world = await World.found({ witnesses: 1 });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Border of the Teapots");
  const shelter = await world.organisation("shelter", "Spoon Shelter");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const store = openSqliteMemberStore(":memory:");
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store });
  await officer.refer(teapotDraft([shelter]));
  await world.settle(officer, worker);
  const { caseId } = worker.inbox[0] ?? assert.fail();
  return { world, worker, store, caseId };
}

test("[EN3] what was begun of a note is there after a lock, and lies there as ciphertext", async (t) => {
  const { worker, store, caseId } = await withCase(t);
  const kept = worker.keepNoteDraft(caseId, begun);
  worker.lock();
  await kept;
  const rows = await store.list("draft");
  assert.equal(rows.length, 1);
  for (const { value } of rows) assert.ok(!Buffer.from(value).includes(encodeUtf8("teapot")));
  await assert.rejects(worker.noteDrafts(), (error) => error instanceof ComposeProblem && error.code === "locked");
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.deepEqual([...(await worker.noteDrafts())], [[caseId, begun]]);
  assert.deepEqual(await worker.drafts(), [], "it is no referral");
  await worker.keepNoteDraft(caseId, "half a letter \ud83e");
  assert.deepEqual([...(await worker.noteDrafts()).values()], ["half a letter \ufffd"]);
  await worker.keepNoteDraft(caseId, "");
  assert.equal((await worker.noteDrafts()).size, 0);
});

test("[EN3] it dies with its saving, and 12 hours after its last word", async (t) => {
  const { world, worker, store, caseId } = await withCase(t);
  await worker.keepNoteDraft(caseId, begun);
  await worker.addNote(caseId, begun);
  assert.equal((await store.list("draft")).length, 0);
  await worker.keepNoteDraft(caseId, "The");
  world.wait(11 * hour);
  await worker.keepNoteDraft(caseId, begun);
  world.wait(11 * hour);
  assert.equal((await worker.noteDrafts()).get(caseId), begun);
  worker.lock();
  world.wait(hour);
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.equal((await store.list("draft")).length, 0, "an overdue one is erased at the next unlock");
  assert.equal((await worker.noteDrafts()).size, 0);
});

test("[FD7] it goes with what a confirmed withdrawal ends", async (t) => {
  const { world, worker, store, caseId } = await withCase(t);
  const { referral } = worker.inbox[0] ?? assert.fail();
  await worker.accept(caseId, referral ?? assert.fail());
  await worker.keepNoteDraft(caseId, begun);
  const consent = worker.case(caseId)?.state.consents[0]?.id ?? assert.fail();
  await worker.withdrawConsent(caseId, consent);
  await world.settle(worker);
  assert.equal((await store.list("draft")).length, 1, "nobody confirmed it yet");
  await worker.confirmWithdrawal(caseId, consent);
  await world.settle(worker);
  assert.equal((await store.list("draft")).length, 0);
  // One more key in the form of a window that still shows the case.
  await worker.keepNoteDraft(caseId, `${begun}!`);
  assert.equal((await store.list("draft")).length, 0, "nothing is kept about a case that was erased");
});
