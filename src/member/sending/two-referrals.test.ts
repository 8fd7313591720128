// A consul refers somebody who wants to go home: to an organisation where the person is, and to one at home, of one draft. Both answer.
import assert from "node:assert/strict";
import { test } from "node:test";
import { answering, exampleDraft, World } from "../../../test/support/world.ts";
import { must } from "../verb.ts";

test("[FD2] [SL7] both accept, each is answered for itself, and the consul's device distinguishes the two only by where they are", async (t) => {
  const world = await World.foundFor(t);
  const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
  const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
  const north = await world.organisation("shelter", "Example Shelter North");
  const devices = [consulate, gulf, north].map(({ devices: [first] }) => first ?? assert.fail());
  const [consul, there, home] = await Promise.all(devices.map((secrets) => world.member(secrets)));
  assert.ok(consul && there && home);
  const draft = exampleDraft([gulf, north]);
  const [near, atHome] = draft.choices ?? [];
  assert.ok(near && atHome);
  const entries = await must(
    consul.drafts.send({
      ...answering(draft, "first-line", { place: "AE", wants: ["return"] }),
      choices: [
        { ...near, abroad: true },
        { ...atHome, abroad: true, home: true },
      ],
    }),
  );
  await world.settle(consul, there, home);
  assert.equal(entries.length, 2);
  const [item] = there.cases.inbox;
  const [itemAtHome] = home.cases.inbox;
  assert.equal(item?.caseId, itemAtHome?.caseId, "one case");
  assert.deepEqual([item?.referral, itemAtHome?.referral], entries, "each is asked by its own referral");
  assert.deepEqual([item?.state, itemAtHome?.state], ["received", "received"]);

  await must(home.cases.steps.answer(itemAtHome?.caseId ?? "", entries[1] ?? "", { verb: "accept" }));
  await world.settle(home, there, consul);
  const answers = () =>
    entries.map((entry) => consul.drafts.sent.find((sent) => sent.entry === entry)?.answer?.state ?? null);
  assert.deepEqual(answers(), [null, "accepted"]);
  assert.equal(there.cases.inbox[0]?.state, "received", "an acceptance at home bars nobody near the person");

  await must(there.cases.steps.answer(item?.caseId ?? "", entries[0] ?? "", { verb: "accept" }));
  await world.settle(there, home, consul);
  assert.deepEqual(answers(), ["accepted", "accepted"]);
  for (const member of [there, home]) {
    assert.equal(
      member.cases.view(item?.caseId ?? "")?.sealedUntilAccepted.length,
      0,
      "[FD8] each reads the name after its own acceptance",
    );
    assert.deepEqual(member.view?.alarms, []);
  }
  assert.deepEqual(
    entries.map((entry) => consul.drafts.sent.find((sent) => sent.entry === entry)?.part),
    ["near", "home"],
  );
  const kept = JSON.stringify(consul.drafts.sent);
  for (const { id } of [gulf, north, consulate]) assert.ok(!kept.includes(id));
  assert.deepEqual(consul.view?.alarms, []);
});
