// A device sends one referral after another and is killed in each before another one of its writes and posts. Whoever starts it again
// finds the draft whole, or the referral in the log once: it is neither lost nor doubled.
import assert from "node:assert/strict";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { World, type WorldOrganisation } from "../support/world.ts";
import { killDraft } from "./kill-draft.ts";
import { envelopesIn, firstKill, type Heard, killStep, reopen, runAndKill } from "./kill-run.ts";

interface Scene {
  readonly world: World;
  readonly shelter: WorldOrganisation;
  readonly worker: Device;
  /** The store of the device that is killed. */
  readonly file: string;
}

test("[LG6] killed at a write or post of sending, a referral is neither lost nor doubled", async (t) => {
  const scene = await found(t);
  const effects = await killEverywhere(scene, { tokens: true });
  assert.ok(effects >= 12, `only ${effects} effects were counted`);
});

test("[LG4] the same when no token was left at sealing", async (t) => {
  const scene = await found(t);
  const effects = await killEverywhere(scene, { tokens: false });
  assert.ok(effects >= 16, `only ${effects} effects were counted`);
});

async function found(t: TestContext): Promise<Scene> {
  const directory = temporaryFolder(t);
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [device] = border.devices;
  const [reader] = shelter.devices;
  assert.ok(device && reader);
  const file = join(directory, "officer.sqlite");
  const store = openSqliteMemberStore(file);
  await world.member(device, { store });
  await store.close();
  return { world, shelter, worker: await world.member(reader), file };
}

/** Sends one referral for each effect and kills before it; gives the number of effects that a whole run has. */
async function killEverywhere(scene: Scene, { tokens }: { readonly tokens: boolean }): Promise<number> {
  const { world, shelter, file } = scene;
  for (let killBefore = firstKill; ; killBefore += killStep) {
    // A day's quota of tokens would not do for so many starts.
    world.wait(2 * 3_600_000);
    await world.witness();
    if (!tokens) await dropTokens(file);
    const before = await lookAt(scene);
    const heard = await runAndKill(world, { task: "send", file, killBefore, now: world.now, shelter: shelter.id });
    await assertNeitherLostNorDoubled(scene, before, heard, `killed before effect ${killBefore}`);
    if (heard.done) return heard.effects;
  }
}

/** The device has been offline for long and has used up what it had. */
async function dropTokens(file: string): Promise<void> {
  const store = openSqliteMemberStore(file);
  const rows = await store.list("token");
  await store.write(rows.map(({ key }) => ({ table: "token", key, value: null })));
  await store.close();
}

interface Before {
  readonly envelopes: number;
  readonly sent: number;
  readonly cases: number;
}

async function lookAt({ world, worker, file }: Scene): Promise<Before> {
  const { member, store } = await reopen(world, file);
  const sent = member.drafts.sent.length;
  await store.close();
  return { envelopes: (await envelopesIn(world)).length, sent, cases: worker.cases.inbox.length };
}

async function assertNeitherLostNorDoubled(
  { world, shelter, worker, file }: Scene,
  before: Before,
  heard: Heard,
  where: string,
): Promise<void> {
  const logged = (await envelopesIn(world)).length - before.envelopes;
  const { member, store } = await reopen(world, file);
  const draft = await member.drafts.load();
  const isSent = member.drafts.sent.length === before.sent + 1;
  if (!isSent) assert.equal(member.drafts.sent.length, before.sent, where);
  if (draft === null) {
    assert.equal(isSent, heard.said.has("drafted"), `${where}: the draft is gone, so it is sent`);
  } else {
    assert.deepEqual(draft, killDraft(shelter.id), `${where}: the draft is whole`);
    assert.equal(isSent, false, `${where}: the draft is there, so nothing is sent`);
    assert.equal(member.view?.outbox, 0, where);
  }
  if (!isSent) assert.equal(logged, 0, where);
  if (heard.said.has("referred")) assert.equal(draft, null, `${where}: the draft was promised to be gone`);
  // Whoever sees a draft sends it; whoever sees none and nothing sent writes it again.
  if (!isSent) await must(member.drafts.send(draft ?? killDraft(shelter.id)));

  await member.sync();
  await world.witness();
  await member.sync();
  const envelopes = await envelopesIn(world);
  assert.equal(envelopes.length, before.envelopes + 2, `${where}: both envelopes are in the log once`);
  assert.equal(new Set(envelopes).size, envelopes.length, where);
  await worker.sync();
  await world.witness();
  await member.sync();

  assert.equal(worker.cases.inbox.length, before.cases + 1, `${where}: the receiver has one case more`);
  const item = worker.cases.inbox.find(({ referral }) => referral === member.drafts.sent[0]?.entry);
  const view = worker.cases.view(item?.caseId ?? "");
  assert.equal(view?.state.referrals.length, 1, `${where}: with exactly one referral`);
  assert.equal(view?.sealedUntilAccepted.length, 3, `${where}: and everything that was written`);
  assert.deepEqual(worker.view?.alarms, [], where);
  await assertConverged(member, before, where);
  await store.close();
  const again = await reopen(world, file);
  await assertConverged(again.member, before, `${where}, and started once more`);
  await again.store.close();
}

async function assertConverged(member: Device, before: Before, where: string): Promise<void> {
  assert.equal(member.drafts.sent.length, before.sent + 1, where);
  const [sent] = member.drafts.sent;
  assert.ok(sent, where);
  assert.ok(sent.loggedAt !== null && sent.witnessedAt !== null && sent.leaf !== null, `${where}: shown as witnessed`);
  assert.deepEqual(
    sent.answers.map(({ state }) => state),
    ["received"],
    where,
  );
  assert.deepEqual(member.room.open().log.outbox.parcels, [], `${where}: nothing is kept of it`);
  assert.deepEqual(member.view?.alarms, [], where);
  assert.equal(await member.drafts.load(), null, where);
}
