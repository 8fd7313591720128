// Two honest organisations find the same refused referral (FD5): the one that adopts it informs the other, so that the person is taken once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { entriesOf, refusedCountry } from "../../../test/hostile/support/participants.ts";
import { must } from "../verb.ts";

test("[FD5] an adopted opening goes to all to whom it was sealed: one organisation takes the person", async (t) => {
  const { world, shelter, clinic, worker, nurse, caseId } = await refusedCountry(t);
  await must(nurse.cases.steps.adopt(caseId));
  await world.settle(nurse, worker);
  const adoption = entriesOf(worker, caseId).find(({ content }) => content.kind === "adopt");
  assert.deepEqual(adoption?.content.to, [clinic.id, shelter.id].sort());
  assert.equal(worker.cases.view(caseId)?.state.openedBy, clinic.id);
  await must(worker.cases.steps.answer(caseId, worker.cases.inbox[0]?.referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, nurse);
  for (const member of [worker, nurse])
    assert.deepEqual(
      member.cases.view(caseId)?.state.referrals[0]?.places.map(({ state }) => state),
      ["accepted", "received"],
    );
  await assert.rejects(
    must(nurse.cases.steps.answer(caseId, nurse.cases.inbox[0]?.referral ?? assert.fail(), { verb: "accept" })),
  );
  await assert.rejects(must(worker.cases.steps.adopt(caseId)), "nothing is left to adopt, least of all an answer");
});

test("[FD5] of two who adopt at the same time the first in the log opens the case, and the acceptances are two of one referral", async (t) => {
  const { world, worker, nurse, caseId } = await refusedCountry(t);
  await must(nurse.cases.steps.adopt(caseId));
  await must(worker.cases.steps.adopt(caseId));
  await world.settle(nurse, worker);
  const states = [worker, nurse].map((member) => member.cases.view(caseId)?.state);
  assert.equal(states[0]?.openedBy, states[1]?.openedBy);
  await must(worker.cases.steps.answer(caseId, worker.cases.inbox[0]?.referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, nurse);
  assert.equal(nurse.cases.view(caseId)?.state.referrals[0]?.places[0]?.state, "accepted");
});
