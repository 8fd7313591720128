// What was begun of a note: it outlives a lock, and dies at saving, after 12 hours, and with what a confirmed withdrawal ends.

import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import { teapotDraft, testPassphrase, World } from "../../../test/support/world.ts";
import { openSqliteMemberStore } from "../../cli/sqlite-member-store.ts";
import { isProblem, Problem } from "../../core/problem.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { must } from "../verb.ts";

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
  await must(officer.drafts.send(teapotDraft([shelter])));
  await world.settle(officer, worker);
  const { caseId } = worker.cases.inbox[0] ?? assert.fail();
  return { world, worker, store, caseId };
}

test("[EN3] what was begun of a note is there after a lock, and lies there as ciphertext", async (t) => {
  const { worker, store, caseId } = await withCase(t);
  const kept = worker.cases.keepNoteDraft(caseId, begun);
  worker.lock();
  await kept;
  const rows = await store.list("draft");
  assert.equal(rows.length, 1);
  for (const { value } of rows) assert.ok(!Buffer.from(value).includes(encodeUtf8("teapot")));
  await assert.rejects(worker.cases.readNoteDrafts(), (error) => isProblem(error, "engine", "locked"));
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.deepEqual([...(await worker.cases.readNoteDrafts())], [[caseId, begun]]);
  assert.deepEqual(await worker.drafts.read(), [], "it is no referral");
  await worker.cases.keepNoteDraft(caseId, "half a letter \ud83e");
  assert.deepEqual([...(await worker.cases.readNoteDrafts()).values()], ["half a letter \ufffd"]);
  await worker.cases.keepNoteDraft(caseId, "");
  assert.equal((await worker.cases.readNoteDrafts()).size, 0);
});

test("[EN3] it dies with its saving, and 12 hours after its last word", async (t) => {
  const { world, worker, store, caseId } = await withCase(t);
  await worker.cases.keepNoteDraft(caseId, begun);
  await must(worker.cases.addNote(caseId, begun));
  assert.equal((await store.list("draft")).length, 0);
  await worker.cases.keepNoteDraft(caseId, "The");
  world.wait(11 * hour);
  await worker.cases.keepNoteDraft(caseId, begun);
  world.wait(11 * hour);
  assert.equal((await worker.cases.readNoteDrafts()).get(caseId), begun);
  worker.lock();
  world.wait(hour);
  assert.equal(await worker.unlock(testPassphrase), "open");
  assert.equal((await store.list("draft")).length, 0, "an overdue one is erased at the next unlock");
  assert.equal((await worker.cases.readNoteDrafts()).size, 0);
});

test("[FD7] it goes with what a confirmed withdrawal ends", async (t) => {
  const { world, worker, store, caseId } = await withCase(t);
  const { referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.accept(caseId, referral ?? assert.fail()));
  await worker.cases.keepNoteDraft(caseId, begun);
  const consent = worker.cases.view(caseId)?.state.consents[0]?.id ?? assert.fail();
  await must(worker.cases.withdrawConsent(caseId, consent));
  await world.settle(worker);
  assert.equal((await store.list("draft")).length, 1, "nobody confirmed it yet");
  await must(worker.cases.confirmWithdrawal(caseId, consent));
  await world.settle(worker);
  assert.equal((await store.list("draft")).length, 0);
  // One more key in the form of a window that still shows the case.
  await worker.cases.keepNoteDraft(caseId, `${begun}!`);
  assert.equal((await store.list("draft")).length, 0, "nothing is kept about a case that was erased");
});

test("[EN3] a note that the store refuses is still begun: whoever looks at another case meanwhile finds it again", async (t) => {
  const { worker, store, caseId } = await withCase(t);
  await must(worker.cases.keepNoteDraft(caseId, begun));
  const write = store.write.bind(store);
  store.write = async () => {
    throw new Problem("store", "full");
  };
  const verdict = await worker.cases.addNote(caseId, begun);
  assert.equal(verdict.is === "failed" && verdict.reason, "store-full");
  assert.equal(worker.cases.noteDraft(caseId), begun);
  store.write = write;
  await must(worker.cases.addNote(caseId, begun));
  assert.equal(worker.cases.noteDraft(caseId), "");
});
