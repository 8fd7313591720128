// The positive control of all hostile tests: unscripted, the hostile host is a host, and no member has anything to complain about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { must } from "../../src/member/verb.ts";
import { listen } from "../../src/server/listen.ts";
import { exampleDraft, fetchNetwork } from "../support/world.ts";
import { alarms, device, found, join } from "./support/nation.ts";

test("an unscripted hostile host carries a whole referral without an alarm", async (t) => {
  const nation = await found(t, { terms: { suite: "hybrid" } });
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  await worker.sync();
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await worker.sync();
  await worker.sync();
  await officer.sync();
  assert.deepEqual(
    officer.drafts.sent[0]?.answers.map((answer) => answer.state),
    ["received", "accepted"],
  );
  assert.notEqual(officer.drafts.sent[0]?.witnessedAt, null);
  assert.equal(worker.cases.view(item.caseId)?.sealedUntilAccepted.length, 0);
  for (const member of [officer, worker]) assert.deepEqual(alarms(member), []);
});

test("the same over real HTTP", async (t) => {
  const nation = await found(t);
  const listener = await listen(nation.host.app, 0);
  t.after(() => listener.close());
  const secrets = device(nation.border).with({ host: `http://127.0.0.1:${listener.port}` });
  const officer = await nation.world.member(secrets, { network: fetchNetwork });
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  assert.notEqual(officer.drafts.sent[0]?.loggedAt, null);
  assert.deepEqual(alarms(officer), []);
});
