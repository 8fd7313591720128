// Recovery of an organisation (KR): shares at custodians, a request that waits, an archive, and a new laptop that has the cases.
import assert from "node:assert/strict";
import { test } from "node:test";
import { askFor, cosigned, hour, newLaptopOf, passWait, say, withCustodians } from "../../../test/support/recovery.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase } from "../../../test/support/world.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { randomBytes } from "../../crypto/random.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { contentOfDirectoryNote, signDirectoryNote } from "../../note/directory-note.ts";
import { parseNote } from "../../note/signed-note.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { Device } from "../device.ts";
import type { Network } from "../trust/host-client.ts";
import { must } from "../verb.ts";

const codes = (member: Device) => (member.view?.alarms ?? []).map(({ code }) => code).toSorted();

test("[KR7] both laptops are lost: a new one has the cases by shares, a wait and an archive, under the same id and a new key", async (t) => {
  const { world, shelter, officer, worker, custodians, files } = await withCustodians(t);
  const before = worker.cases.inbox.map(({ caseId }) => caseId);
  assert.equal(before.length, 1);
  // Sealed to the key of before, and in no archive.
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const laptop = await newLaptopOf(world, shelter);
  const [seat] = world.keys.seats;
  const id = await askFor(world, laptop, seat ?? assert.fail());
  await world.goOn(hour, worker, ...custodians);
  assert.deepEqual(codes(worker), ["recovery-asked"], "[KR8] each device of the organisation says it");
  assert.deepEqual(custodians.map(codes), [["share-asked"], ["share-asked"], ["share-asked"]]);
  const [first = assert.fail(), second = assert.fail()] = custodians;
  assert.equal((await first.recovery.giveShare(id)).is, "failed", "[KR5] before the wait is over");
  await passWait(world, laptop, ...custodians);
  assert.equal(await must(laptop.recovery.restore(files, null)), "shares-missing");
  await must(first.recovery.giveShare(id));
  await world.settle(first, laptop);
  assert.equal(await must(laptop.recovery.restore(files, null)), "shares-missing");
  await must(second.recovery.giveShare(id));
  await world.settle(second, laptop);
  assert.equal(await must(laptop.recovery.restore(files, null)), "said");
  await world.settle(laptop);
  const restored = await must(laptop.recovery.restore(files, null));
  assert.ok(typeof restored !== "string", String(restored));
  assert.equal(laptop.cases.inbox.length, 2, "the archived case, and what came since");
  assert.ok(laptop.cases.inbox.some(({ caseId }) => caseId === before[0]));
  await world.settle(laptop, officer);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, laptop);
  assert.equal(laptop.cases.inbox.length, 3, "[KR7] senders seal to the new key");
  await worker.sync();
  assert.equal(worker.cases.inbox.length, 2, "and the lost laptop does not open it");
  assert.deepEqual(codes(worker), ["device-new"]);
  await first.sync();
  assert.deepEqual(codes(first), []);
});

test("[KR9] a drill asks, and each custodian's program says by itself that its share is there", async (t) => {
  const { world, worker, custodians, organisations } = await withCustodians(t);
  const said = () => worker.recovery.dealing?.custodians.map(({ heldAt }) => heldAt !== null);
  assert.deepEqual(said(), [false, false, false]);
  assert.equal(await must(worker.recovery.drill()), 3);
  await world.settle(worker);
  const [first = assert.fail(), second = assert.fail()] = custodians;
  await world.settle(first, second, worker);
  assert.deepEqual(said(), [true, true, false]);
  assert.deepEqual(
    worker.recovery.dealing?.custodians.map(({ organisation }) => organisation),
    organisations.map(({ id }) => id),
  );
  assert.equal(
    (await worker.archive.view()).dealings[0],
    worker.recovery.dealing?.id,
    "[KR6] the archive opens with the key",
  );
});

test("[KR4c] a veto that the host logs for nobody is carried by hand: who takes it gives no share, also after a restart", async (t) => {
  const { world, shelter, worker, custodians, organisations } = await withCustodians(t);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, world.keys.seats[0] ?? assert.fail());
  await worker.sync();
  await must(worker.recovery.veto(id, "We lost nothing."));
  const note = encodeUtf8(worker.recovery.waitingVeto(id) ?? assert.fail());
  const store = openSqliteMemberStore(":memory:");
  const network: Network = async (url, request) => (url.endsWith("/submit") ? null : fetchNetwork(url, request));
  const custodian = await world.member(organisations[0]?.devices[0] ?? assert.fail(), { network, store });
  await custodian.sync();
  assert.equal(await must(custodian.recovery.takeVeto(note)), true);
  await passWait(world, custodian, ...custodians);
  const { clock } = world;
  const restarted = await Device.open({ store, network, clock, randomBytes, stretch: quickStretch });
  assert.equal(await restarted.unlock(testPassphrase), "open");
  for (const device of [custodian, restarted]) {
    const [request] = device.recovery.requests;
    assert.deepEqual([request?.state, request?.isStoppedByHand], ["ready", true]);
    assert.equal((await device.recovery.giveShare(id)).is, "failed");
    assert.equal(device.view?.outbox, 1, "it goes to the host from here too");
  }
  assert.equal((await custodians[1]?.recovery.giveShare(id))?.is, "done", "whoever did not take it");
});

test("[KR3b] the number of a request is of the key that asks: one that was exchanged on its way has another number, and the new laptop says so", async (t) => {
  const { world, shelter, custodians } = await withCustodians(t);
  const laptop = await newLaptopOf(world, shelter);
  const { note, number } = await must(laptop.recovery.askingNote());
  const text = parseNote(note)?.text ?? assert.fail();
  const content = contentOfDirectoryNote(text) ?? assert.fail();
  assert.ok(content.kind === "recovery.request");
  // Whoever carried the note put their own key under the laptop's id.
  const thief = { name: content.body.device.id, seed: randomBytes(32) };
  const key = encodeBase64(ed25519PublicKey(thief.seed));
  const body = { ...content.body, device: { ...content.body.device, key } };
  const exchanged = signDirectoryNote(world.founding.origin, { ...content, body }, [thief]);
  const [lawyer = assert.fail()] = custodians;
  const shown = (given: string) => lawyer.organisation.read(given)?.shown;
  assert.equal(shown(note), number);
  assert.notEqual(shown(exchanged), number);
  await say(world, cosigned(exchanged, world.keys.seats[0] ?? assert.fail()));
  await world.settle(laptop, lawyer);
  assert.notEqual(lawyer.recovery.requests[0]?.number, number);
  assert.deepEqual([laptop.recovery.asking?.number, laptop.recovery.asking?.isExchanged], [number, true]);
});

test("[KR1] [KR3] by screens: a second administrator sees whom a key is dealt to, and custodians sign a request one after another until they are enough", async (t) => {
  const { world, shelter, worker, custodians, organisations } = await withCustodians(t);
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  await colleague.sync();
  const who = organisations.map(({ id }) => id);
  const dealt = colleague.organisation.read(await must(worker.recovery.deal(who, 3)));
  assert.ok(dealt?.what === "deal");
  assert.deepEqual([dealt.custodians, dealt.threshold, dealt.isMine, dealt.missing], [who, 3, false, null]);
  assert.equal(worker.organisation.read(dealt.note)?.missing, "administrator");
  const [lawyer = assert.fail(), nurse = assert.fail()] = custodians;
  assert.equal(lawyer.organisation.read(dealt.note), null, "another organisation's");
  const laptop = await newLaptopOf(world, shelter);
  const { note } = await must(laptop.recovery.askingNote());
  assert.deepEqual(
    [laptop.organisation.read(note)?.isMine, laptop.organisation.read(note)?.missing],
    [true, "custodian"],
  );
  const first = await lawyer.organisation.sign(lawyer.organisation.read(note) ?? assert.fail());
  assert.ok(first.is === "done" && first.value.leaf === null);
  assert.equal(first.value.given.missing, "custodian");
  assert.equal(colleague.organisation.read(first.value.given.note), null, "who holds no share signs nothing");
  const second = await nurse.organisation.sign(nurse.organisation.read(first.value.given.note) ?? assert.fail());
  assert.ok(second.is === "done" && second.value.leaf !== null, "the last one sends it");
  await nurse.sync();
});
