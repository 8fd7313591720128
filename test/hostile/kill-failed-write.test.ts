// The store refuses one write (a full disk) at points of sending and of answering, and works again. The program goes on without a
// restart: whoever tries again loses nothing and doubles nothing, and what the program shows is what a restart shows.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { isProblem, Problem } from "../../src/core/problem.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { labelOf } from "../support/entry-label.ts";
import { fetchNetwork, quickStretch, testPassphrase, World, type WorldOrganisation } from "../support/world.ts";
import { killDraft } from "./kill-draft.ts";
import { envelopesIn, firstKill, killStep } from "./kill-run.ts";

/** A store whose n-th write from now is refused, as a full disk would; nothing of it is kept. */
class FillingStore implements MemberStore {
  readonly #store = openSqliteMemberStore(":memory:");
  #refuseAt = 0;
  refused = false;

  /** The write with this number, counted from 1, is refused. */
  refuse(number: number): void {
    this.#refuseAt = number;
    this.refused = false;
  }

  readonly now = this.#store.now;
  get: MemberStore["get"] = (table, key) => this.#store.get(table, key);
  getAll: MemberStore["getAll"] = (table, keys) => this.#store.getAll(table, keys);
  list: MemberStore["list"] = (table, from, to) => this.#store.list(table, from, to);
  keys: MemberStore["keys"] = (table, from, to) => this.#store.keys(table, from, to);
  close: MemberStore["close"] = () => this.#store.close();
  write: MemberStore["write"] = async (changes) => {
    this.#refuseAt -= changes.length === 0 ? 0 : 1;
    if (this.#refuseAt === 0 && changes.length > 0) {
      this.refused = true;
      throw new Problem("store", "full");
    }
    await this.#store.write(changes);
  };
}

interface Held {
  readonly member: Device;
  readonly store: FillingStore;
}

test("[LG6] a write that the store refuses while sending costs nothing but another try", async (t) => {
  const { world, officer, worker, shelter } = await found(t);
  for (let refuseAt = firstKill, goesOn = true; goesOn; refuseAt += killStep) {
    world.wait(2 * 3_600_000);
    await world.witness();
    const where = `write ${refuseAt} refused`;
    const [before, sent, cases] = [
      (await envelopesIn(world)).length,
      officer.member.drafts.sent.length,
      worker.member.cases.inbox.length,
    ];
    officer.store.refuse(refuseAt);
    const draft = killDraft(shelter.id);
    await untilDone(() => must(officer.member.drafts.save(draft)));
    await untilDone(() => must(officer.member.drafts.send(draft)));
    await untilSynced(officer.member);
    await world.witness();
    await untilSynced(officer.member);
    await worker.member.sync();
    await world.witness();
    await untilSynced(officer.member);
    goesOn = officer.store.refused;

    assert.equal(officer.member.drafts.sent.length, sent + 1, where);
    assert.equal(worker.member.cases.inbox.length, cases + 1, where);
    // Two of the referral, and one with which the receiver says that it arrived.
    assert.equal((await envelopesIn(world)).length, before + 3, where);
    for (const member of [officer.member, await startAgain(world, officer.store)]) {
      const [row] = member.drafts.sent;
      assert.ok(row?.loggedAt && row.witnessedAt && row.leaf, where);
      assert.deepEqual(
        row.answers.map(({ state }) => state),
        ["received"],
        where,
      );
      assert.deepEqual(member.room.open().log.outbox.parcels, [], where);
      assert.deepEqual(member.view?.alarms, [], where);
      assert.equal(await member.drafts.load(), null, where);
    }
  }
});

test("[LG6] a write that the store refuses while receiving and answering costs nothing but another try", async (t) => {
  const { world, officer, worker, shelter } = await found(t);
  for (let refuseAt = firstKill, goesOn = true; goesOn; refuseAt += killStep) {
    world.wait(2 * 3_600_000);
    const where = `write ${refuseAt} refused`;
    const [referral] = await must(officer.member.drafts.send(killDraft(shelter.id)));
    await officer.member.sync();
    await world.witness();
    worker.store.refuse(refuseAt);
    await untilSynced(worker.member);
    const item = worker.member.cases.inbox.find((one) => one.referral === referral);
    assert.ok(item, where);
    await untilDone(() => must(worker.member.cases.steps.answer(item.caseId, referral, { verb: "accept" })));
    await untilSynced(worker.member);
    await world.witness();
    await untilSynced(worker.member);
    await world.witness();
    await untilSynced(worker.member);
    await untilDone(() => must(worker.member.cases.reading.recordOpening(item.caseId)));
    await untilSynced(worker.member);
    await world.witness();
    await untilSynced(worker.member);
    await officer.member.sync();
    goesOn = worker.store.refused;

    for (const member of [worker.member, await startAgain(world, worker.store)]) {
      const view = member.cases.view(item.caseId);
      assert.equal(member.cases.inbox.find((one) => one.referral === referral)?.state, "accepted", where);
      assert.deepEqual(view?.sealedUntilAccepted, [], where);
      const kinds = view?.state.entries.map(({ content }) => labelOf(content)) ?? [];
      for (const kind of ["case.open", "referral.send", "referral.receive", "referral.accept", "identity", "opened"]) {
        assert.equal(kinds.filter((one) => one === kind).length, 1, `${where}: ${kind}`);
      }
      assert.deepEqual(member.room.open().log.outbox.parcels, [], where);
      assert.deepEqual(member.view?.alarms, [], where);
    }
    assert.deepEqual(
      officer.member.drafts.sent[0]?.answers.map(({ state }) => state),
      ["received", "accepted"],
      where,
    );
  }
});

async function found(t: TestContext): Promise<{
  readonly world: World;
  readonly officer: Held;
  readonly worker: Held;
  readonly shelter: WorldOrganisation;
}> {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  return {
    world,
    officer: await device(world, border.devices[0]),
    worker: await device(world, shelter.devices[0]),
    shelter,
  };
}

async function device(world: World, secrets: Secrets | undefined): Promise<Held> {
  assert.ok(secrets);
  const store = new FillingStore();
  return { store, member: await world.member(secrets, { store }) };
}

/** The same device, started once more on the same store. */
async function startAgain(world: World, store: MemberStore): Promise<Device> {
  const member = await Device.open({
    store,
    network: fetchNetwork,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  assert.equal(await member.unlock(testPassphrase), "open");
  return member;
}

/** Syncs again when the store refused something of a round: that is an alarm, and no failure of what was done before (EN11). */
async function untilSynced(member: Device): Promise<void> {
  await member.sync();
  if (member.view?.alarms.some(({ code }) => code === "store-failing") === true) await member.sync();
}

/** Does it again when the store refused; any other failure is one. */
async function untilDone(work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!isProblem(error, "store")) throw error;
    await work();
  }
}
