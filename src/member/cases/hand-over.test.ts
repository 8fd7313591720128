// All cases of a worker handed over in one act, through the real engine and host.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { must } from "../verb.ts";

test("all cases of one worker are handed over at once, also twice on one day; those of others stay, and a colleague sees it", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  for (let n = 0; n < 3; n++) await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const on = new Date(Date.UTC(2026, 0, 15, 12)).toISOString().slice(0, 10);
  const names = ["Test Worker 1", "Test Worker 1", "Test Worker 2"];
  const ids = worker.cases.inbox.map(({ caseId }) => caseId);
  for (const { caseId, referral } of worker.cases.inbox)
    await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  for (const [at, caseId] of ids.entries())
    await must(worker.cases.saveSheet(caseId, { form: "assign", set: { worker: names[at] ?? "", on } }));
  const workers = (member: typeof worker) =>
    ids.map((id) => member.cases.list.caseload.find(({ caseId }) => caseId === id)?.worker);
  assert.deepEqual(workers(worker), names);
  assert.deepEqual(await must(worker.cases.list.handOver("Test Worker 1", "Test Worker 3")), { done: 2, failed: [] });
  assert.deepEqual(workers(worker), ["Test Worker 3", "Test Worker 3", "Test Worker 2"]);
  assert.deepEqual(await must(worker.cases.list.handOver("Test Worker 3", "Test Worker 4")), { done: 2, failed: [] });
  assert.deepEqual(workers(worker), ["Test Worker 4", "Test Worker 4", "Test Worker 2"]);
  assert.deepEqual(await must(worker.cases.list.handOver("Test Worker 1", "Test Worker 3")), { done: 0, failed: [] });
  await must(worker.cases.saves.sendNow());
  await world.settle(worker, colleague);
  assert.deepEqual(workers(colleague), ["Test Worker 4", "Test Worker 4", "Test Worker 2"]);
});
