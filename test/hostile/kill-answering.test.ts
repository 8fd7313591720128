// A reader's device is killed before its writes and posts while it fetches a referral, says that it arrived, accepts it and
// opens what waited for that. Each entry and each receipt is in the log once.
import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import type { CaseView } from "../../src/member/views.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { labelOf } from "../support/entry-label.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { World, type WorldOrganisation } from "../support/world.ts";
import { killDraft } from "./kill-draft.ts";
import { envelopesIn, firstKill, type Heard, killStep, reopen, runAndKill } from "./kill-run.ts";

interface Scene {
  readonly world: World;
  readonly shelter: WorldOrganisation;
  readonly officer: Device;
  /** Another reader of the same organisation. */
  readonly colleague: Device;
  /** The store of the device that is killed. */
  readonly file: string;
}

test("[LG6] killed at a write or post of receiving and accepting, an answer is neither lost nor doubled", async (t) => {
  const scene = await found(t);
  for (let killBefore = firstKill; ; killBefore += killStep) {
    // A day's quota of tokens would not do for so many starts.
    scene.world.wait(2 * 3_600_000);
    const { world, officer, shelter, file } = scene;
    const [referral] = await must(officer.drafts.send(killDraft(shelter.id)));
    await officer.sync();
    await world.witness();
    const heard = await runAndKill(world, { task: "answer", file, killBefore, now: world.now });
    await assertAnsweredOnce(scene, referral, heard, `killed before effect ${killBefore}`);
    if (!heard.done) continue;
    assert.ok(heard.effects >= 25, `only ${heard.effects} effects were counted`);
    return;
  }
});

async function found(t: TestContext): Promise<Scene> {
  const directory = temporaryFolder(t);
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [officer] = border.devices;
  const [reader, other] = shelter.devices;
  assert.ok(officer && reader && other);
  const file = join(directory, "worker.sqlite");
  const store = openSqliteMemberStore(file);
  await world.member(reader, { store });
  await store.close();
  return { world, shelter, officer: await world.member(officer), colleague: await world.member(other), file };
}

async function assertAnsweredOnce(
  { world, officer, colleague, file }: Scene,
  referral: string,
  heard: Heard,
  where: string,
): Promise<void> {
  const { member, store } = await reopen(world, file);
  if (heard.said.has("accepted")) {
    assert.equal(itemOf(member, referral)?.state, "accepted", `${where}: the acceptance was promised to be kept`);
  }
  // Whoever sees the referral unanswered answers it, without waiting for the network.
  if (itemOf(member, referral)?.state !== "received") await member.sync();
  const item = itemOf(member, referral);
  assert.ok(item, `${where}: the referral is here`);
  if (item.state !== "accepted") await must(member.cases.steps.answer(item.caseId, referral, { verb: "accept" }));
  await member.sync();
  await world.witness();
  await member.sync();
  await must(member.cases.reading.recordOpening(item.caseId));
  await member.sync();
  await world.witness();
  await member.sync();
  await world.witness();
  await colleague.sync();
  await officer.sync();

  const envelopes = await envelopesIn(world);
  assert.equal(new Set(envelopes).size, envelopes.length, `${where}: no envelope is in the log twice`);
  for (const reader of [member, colleague]) {
    const view = reader.cases.view(item.caseId);
    assert.ok(view, where);
    assertEachStepOnce(view, where);
    assert.deepEqual(reader.view?.alarms, [], where);
  }
  assert.deepEqual(
    officer.drafts.sent.find(({ entry }) => entry === referral)?.answers.map(({ state }) => state),
    ["received", "accepted"],
    `${where}: the officer has each receipt once`,
  );
  assert.deepEqual(officer.view?.alarms, [], where);
  assert.deepEqual(member.room.open().log.outbox.parcels, [], `${where}: nothing waits any more`);
  await store.close();
}

function assertEachStepOnce(view: CaseView, where: string): void {
  const { state } = view;
  assert.ok(
    state.entries.every(({ leaf, verdict }) => leaf !== null && verdict.is === "effective"),
    `${where}: every entry is logged and counts`,
  );
  assert.deepEqual(
    state.referrals.map(({ places }) => places.map((place) => place.state)),
    [["accepted"]],
    where,
  );
  for (const kind of ["case.open", "referral.send", "referral.receive", "referral.accept", "identity"]) {
    const count = state.entries.filter(({ content }) => labelOf(content) === kind).length;
    assert.equal(count, 1, `${where}: ${kind}`);
  }
  assert.deepEqual(view.sealedUntilAccepted, [], where);
  const opened = state.entries.flatMap(({ content }) =>
    content.kind === "opened" && !("newer" in content) ? content.body.entries : [],
  );
  assert.equal(opened.length, 3, `${where}: identity, contact and narrative were opened`);
  assert.equal(new Set(opened).size, opened.length, `${where}: and each opening is logged once`);
}

function itemOf(member: Device, referral: string) {
  return member.cases.inbox.find((item) => item.referral === referral);
}
