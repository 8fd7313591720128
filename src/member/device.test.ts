// One referral through the real engine, server, log and store: the journey that everything else is built on.
import assert from "node:assert/strict";
import { test } from "node:test";
import { labelOf } from "../../test/support/entry-label.ts";
import { noted } from "../../test/support/noted.ts";
import { atTheBorder, exampleDraft, World } from "../../test/support/world.ts";
import { fetchNetwork, quickStretch, testPassphrase } from "../../test/support/world-device.ts";
import { isProblem } from "../core/problem.ts";
import { randomBytes } from "../crypto/random.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { routes } from "../protocol/routes.ts";
import { Device } from "./device.ts";
import { sealVault } from "./store/vault.ts";
import type { Network } from "./trust/host-client.ts";
import { must } from "./verb.ts";

test("an officer's device says who it is as soon as it has its country's log, before tokens are drawn", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const said: string[] = [];
  const network: Network = (url, request) => {
    if (url.endsWith(routes.tokens)) said.push("tokens");
    return fetchNetwork(url, request);
  };
  const store = openSqliteMemberStore(":memory:");
  t.after(() => store.close());
  const officer = await Device.open({ store, network, clock: world.clock, randomBytes, stretch: quickStretch });
  const secrets = border.devices[0] ?? assert.fail();
  await officer.install(await sealVault(secrets, testPassphrase, randomBytes, quickStretch));
  await officer.unlock(testPassphrase);
  assert.equal(officer.view?.self, null);
  assert.equal(officer.view?.network, "unknown", "the first round is not over");
  officer.room.onChange(() => {
    if (officer.view?.self !== null) said.push(`known, ${officer.view?.network}`);
  });
  await officer.sync();
  assert.deepEqual(said.slice(0, 2), ["known, online", "tokens"]);
});

test("[EN1] a referral goes from an officer to a shelter and its answers come back as receipts", async (t) => {
  const { world, shelter, legal, officer, worker: workerA } = await atTheBorder(t, { witnesses: 2 });
  const workerB = await world.member(shelter.devices[1] ?? assert.fail());
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());

  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  assert.equal(officer.drafts.sent[0]?.loggedAt, null, "sealed is not logged");
  await world.settle(officer);
  const [sent] = officer.drafts.sent;
  assert.ok(sent?.loggedAt !== null && sent?.witnessedAt !== null, "[LG6] logged and witnessed from proofs");
  assert.equal(officer.view?.outbox, 0);

  await world.settle(workerA);
  const [item] = workerA.cases.inbox;
  assert.ok(item?.referral);
  assert.equal(item.state, "received");
  await world.settle(officer);
  const [reached] = officer.drafts.sent;
  assert.ok(reached !== undefined && reached.receivedAt !== null);
  assert.equal(reached.answer, null, "[LG6] that it reached their device is no answer");
  const before = workerA.cases.view(item.caseId);
  assert.equal(before?.sealedUntilAccepted.length, 3, "[FD8] identity, contact and narrative wait for our acceptance");
  assert.ok(![...(before?.contents.values() ?? [])].some((content) => labelOf(content) === "identity"));

  await must(workerA.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  assert.equal(
    workerA.cases.view(item.caseId)?.sealedUntilAccepted.length,
    3,
    "[FD8] an acceptance that is not logged opens nothing",
  );
  await world.settle(workerA, lawyer);
  const after = workerA.cases.view(item.caseId);
  assert.equal(after?.sealedUntilAccepted.length, 0);
  assert.ok([...(after?.contents.values() ?? [])].some((content) => labelOf(content) === "identity"));
  assert.ok(!after?.state.entries.some((judged) => judged.content.kind === "opened"), "[SL10] nobody has looked yet");
  assert.ok(await must(workerA.cases.reading.recordOpening(item.caseId)));
  assert.ok(
    workerA.cases.view(item.caseId)?.state.entries.some((judged) => judged.content.kind === "opened"),
    "opening is itself an entry",
  );
  await assert.rejects(
    must(lawyer.cases.steps.answer(item.caseId, item.referral, { verb: "accept" })),
    (error) => isProblem(error, "engine", "already-accepted"),
    "[FD2] a second acceptance is refused",
  );

  await world.settle(workerB);
  await must(workerB.cases.steps.answer(item.caseId, item.referral, { verb: "meet" }));
  await noted(workerB, item.caseId, "The example has arrived.");
  await must(workerB.cases.steps.answer(item.caseId, item.referral, { verb: "close", outcome: "goal-reached" }));
  await world.settle(workerB, workerA, officer);
  assert.deepEqual(
    officer.drafts.sent[0]?.answers.map((answer) => answer.state),
    ["received", "accepted", "met", "closed"],
    "[SL7] receipts say state and time",
  );
  assert.equal(officer.drafts.sent[0]?.answer?.state, "closed", "[LG6] the furthest answer speaks");
  assert.equal(workerA.cases.inbox[0]?.state, "closed", "[SL10] every reader of the organisation sees it");
  for (const member of [officer, workerA, workerB, lawyer]) assert.deepEqual(member.view?.alarms, []);
});

test("[SL7] the decline of each organisation that was asked counts, also within one second", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t);
  const workers = [worker, await world.member(legal.devices[0] ?? assert.fail())];
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer, ...workers);
  for (const worker of workers) {
    const [item] = worker.cases.inbox;
    assert.ok(item?.referral);
    await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "decline", reason: "no-place" }));
  }
  await world.settle(...workers, officer);
  const [sent] = officer.drafts.sent;
  assert.equal(sent?.asked, 2);
  assert.equal(sent?.answers.filter(({ state }) => state === "declined").length, 2);
});

test("[FD7] a consent that is taken back stops the next organisation too", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer);
  const lawyer = await world.member(legal.devices[0] ?? assert.fail());
  await world.settle(worker, lawyer);
  const [item] = worker.cases.inbox;
  assert.ok(item?.referral);
  const consents = () => lawyer.cases.view(item.caseId)?.state.consents ?? [];
  const given = consents().find((consent) => consent.organisation === legal.id);
  assert.ok(given !== undefined && !given.withdrawn);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "decline", reason: "no-place" }));
  // Whoever hears it records it, also an organisation that could not help.
  await must(worker.cases.consents.withdrawConsent(item.caseId, given.id));
  await world.settle(worker, lawyer);
  assert.ok(consents().find((consent) => consent.id === given.id)?.withdrawn);
  await assert.rejects(must(lawyer.cases.steps.answer(item.caseId, item.referral, { verb: "accept" })), (error) =>
    isProblem(error, "engine"),
  );
});

test("[LG6] a carried file is opened and acted on before it is logged, marked so, and posted by whoever took it", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t);
  const file = officer.drafts.sealedFile((await must(officer.drafts.send(exampleDraft([shelter]))))[0]);
  assert.ok(file !== null);
  const size = world.host.tree.size;
  assert.equal(await must(worker.drafts.takeCarried(file.slice(0, -1))), null, "half a file is none");
  assert.equal(await must(worker.drafts.takeCarried(file)), 2);
  assert.equal(await must(worker.drafts.takeCarried(file)), 2, "taking it twice does no harm");
  const [item] = worker.cases.inbox;
  assert.ok(item?.unlogged && item.referral !== null);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  assert.equal(world.host.tree.size, size, "nothing is logged yet");
  await world.settle(worker);
  assert.equal(worker.cases.inbox[0]?.unlogged, false);
  assert.equal(worker.cases.inbox[0]?.state, "accepted");
  const logged = world.host.tree.size;
  await world.settle(officer);
  assert.equal(world.host.tree.size, logged, "same bytes, same leaf: the sender's own posting adds nothing");
  assert.ok(officer.drafts.sent[0]?.witnessedAt !== null);
  assert.deepEqual(worker.view?.alarms, []);
});

test("[EN3] a locked device shows nothing, and still sends what it sealed", async (t) => {
  const { shelter, officer } = await atTheBorder(t);
  await must(officer.drafts.send(exampleDraft([shelter])));
  officer.lock();
  assert.deepEqual(officer.drafts.sent, []);
  assert.equal(officer.view?.self, null);
  assert.equal(await officer.flush(), 2, "both envelopes of the referral are logged from a locked device");
});
