// What may go wrong with whole devices around a recovery (KR): keys that are dealt anew, old archives, thieves beside the new laptop.
import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "../../src/core/moment.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { signDirectoryNote } from "../../src/note/directory-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { enrolReader, savedBy } from "../support/archives.ts";
import { askFor, deal, hour, newLaptopOf, passWait, say, withCustodians } from "../support/recovery.ts";
import { exampleDraft, type World } from "../support/world.ts";
import { consentFor } from "../support/world-draft.ts";
import { device } from "./support/nation.ts";
import { entriesOf } from "./support/participants.ts";

const seatOf = (world: World) => world.keys.seats[0] ?? assert.fail();

async function give(world: World, id: string, ...custodians: readonly Device[]): Promise<void> {
  for (const custodian of custodians) await must(custodian.recovery.giveShare(id));
  await world.settle(...custodians);
}

const alarms = (member: Device) => (member.view?.alarms ?? []).map(({ code }) => code).toSorted();

const isBehind = async (member: Device) => (await member.archive.view()).isBehind;

test("[KR6] [KR6b] a new key is dealt on Monday, the house burns before a new archive was saved: whenever they ask, the organisation has its cases back", async (t) => {
  const { world, shelter, worker, custodians, organisations, files } = await withCustodians(t);
  await passWait(world, worker, ...custodians);
  await deal(world, worker, shelter, organisations);
  await world.settle(worker, ...custodians);
  assert.equal(await isBehind(worker), true, "[KR6b] the newest archive does not open with the key that was dealt");
  // AR6: what is saved now is sealed to the key in force, the first one. Then everything burns.
  const saved = await savedBy(worker);
  assert.equal(await isBehind(worker), false);
  await passWait(world, ...custodians);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians);
  await laptop.sync();
  const outcomes = [await must(laptop.recovery.restore(files, null)), await must(laptop.recovery.restore(saved, null))];
  assert.ok(outcomes.includes("said"), `all three custodians gave, both archives are there: ${outcomes.join(", ")}`);
});

test("[KR7b] a thief who revokes the new device as the next leaf does not keep it from its archive", async (t) => {
  const { world, shelter, custodians, files } = await withCustodians(t);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians.slice(0, 2));
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "said");
  await laptop.sync();
  const thief = deviceSigner(device(shelter));
  await assert.rejects(
    world.registrar.directory("device.revoke", { device: laptop.directory.self.signer.name, reason: "stolen" }, [
      thief,
    ]),
    /not-authorised/,
    "it is no administrator any more",
  );
  await world.settle(laptop);
  const restored = await laptop.recovery.restore(files, null).catch((error: unknown) => ({ is: "threw", error }));
  const second = await newLaptopOf(world, shelter);
  const asks = await second.recovery.askingNote();
  assert.ok(restored.is === "done" || asks.is === "done", JSON.stringify({ restored, asks: asks.is }));
});

test("[KR7] an archive that a device without the newest epoch wrote: either its cases are taken or nothing was said to the log", async (t) => {
  const { world, shelter, worker, custodians } = await withCustodians(t);
  // A new epoch: made by the second administrator, opened by a third device. The first one has not got it yet, and saves.
  const [first, second] = [device(shelter), device(shelter, 1)];
  const epoch = await generateIdentity(world.suite);
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: second.device };
  const third = await enrolReader(world, shelter);
  await world.registrar.directory("epoch.new", body, [deviceSigner(second), deviceSigner(first)]);
  await world.registrar.directory("epoch.confirm", { organisation: shelter.id, epoch: 2 }, [deviceSigner(third)]);
  await world.settle(worker, ...custodians);
  const files = await savedBy(worker);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians.slice(0, 2));
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "archive-older");
  const said = await must(laptop.recovery.restore(files, null, true));
  assert.equal(said, "said");
  await world.settle(laptop);
  const restored = await must(laptop.recovery.restore(files, null, true));
  assert.equal(typeof restored, "object", `KR7 says that it was checked before it was said: ${String(restored)}`);
});

test("[KR6a] [KR6b] it is said when a restored device holds no key of an epoch, so that what came under it, purges too, is not read", async (t) => {
  const { world, shelter, officer, worker, custodians, files } = await withCustodians(t);
  const [first, second] = [device(shelter), device(shelter, 1)];
  const epoch = await generateIdentity(world.suite);
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: second.device };
  await world.registrar.directory("epoch.new", body, [deviceSigner(second), deviceSigner(first)]);
  assert.equal(await isBehind(worker), false);
  await must(worker.keys.keep(2, epoch.reveal()));
  assert.equal(await isBehind(worker), true, "[KR6b] the newest archive lacks the key");
  await world.registrar.directory("epoch.confirm", { organisation: shelter.id, epoch: 2 }, [deviceSigner(first)]);
  await world.settle(worker, officer);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  assert.equal(worker.cases.inbox.length, 2);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians.slice(0, 2));
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "archive-older");
  assert.equal(await must(laptop.recovery.restore(files, null, true)), "said");
  await world.settle(laptop);
  const restored = await must(laptop.recovery.restore(files, null, true));
  assert.equal(typeof restored, "object");
  await world.settle(laptop);
  const held = await laptop.keys.secretOf(2);
  assert.equal(held, null, "the archive is older than the epoch");
  assert.ok(
    laptop.cases.inbox.length === 2 ||
      alarms(laptop).some((code) => code !== "archive-restored") ||
      JSON.stringify(restored).includes("epoch"),
    `one of two cases, and no word of it: ${JSON.stringify(restored)} ${alarms(laptop).join()}`,
  );
});

test("[KR6c] what a person took back while an older key was sealed to is said once more, by itself, to who came back from an archive of before", async (t) => {
  const { world, shelter, worker, custodians, organisations } = await withCustodians(t);
  const [lawyer = assert.fail()] = custodians;
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, lawyer);
  await must(worker.cases.consents.grant(caseId, consentFor(organisations[0]?.id ?? "", ["referral", "identity"])));
  await world.settle(worker, lawyer);
  const files = await savedBy(worker);
  const [first, second] = [device(shelter), device(shelter, 1)];
  const epoch = await generateIdentity(world.suite);
  const body = { organisation: shelter.id, epoch: 2, recipient: await recipientOf(epoch), maker: second.device };
  await world.registrar.directory("epoch.new", body, [deviceSigner(second), deviceSigner(first)]);
  await must(worker.keys.keep(2, epoch.reveal()));
  await world.registrar.directory("epoch.confirm", { organisation: shelter.id, epoch: 2 }, [deviceSigner(first)]);
  await world.settle(worker, lawyer);
  const ours =
    worker.cases.view(caseId)?.state.consents.filter(({ organisation }) => organisation === shelter.id) ?? [];
  assert.ok(ours.length > 0);
  for (const { id } of ours) {
    await must(worker.cases.consents.withdrawConsent(caseId, id));
    await must(worker.cases.consents.confirmWithdrawal(caseId, id));
  }
  for (let i = 0; i < 2; i++) await world.settle(worker, lawyer);
  assert.equal(worker.cases.inbox[0]?.state, "erased");

  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians.slice(0, 2));
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null, true)), "said");
  await world.settle(laptop);
  assert.equal(typeof (await must(laptop.recovery.restore(files, null, true))), "object");
  const isTakenBack = () =>
    laptop.cases
      .view(caseId)
      ?.state.consents.some(({ organisation, withdrawn }) => organisation === shelter.id && withdrawn);
  assert.equal(isTakenBack(), false, "what it cannot open it does not know");
  for (let i = 0; i < 2; i++) await world.settle(lawyer, laptop);
  assert.equal(isTakenBack(), true);
  const sayings = entriesOf(laptop, caseId).filter(({ content }) => content.kind === "consent.withdraw");
  for (let i = 0; i < 2; i++) await world.settle(lawyer, laptop);
  assert.equal(sayings.length, 1, "once");
  assert.deepEqual([lawyer, laptop].map(alarms), [[], ["archive-restored", "device-new", "withdrawn-by-other"]]);
});

test("[KR9] one suspended organisation's question does not keep a custodian from answering all others", async (t) => {
  const { world, shelter, legal, worker, custodians, organisations } = await withCustodians(t);
  const [lawyer = assert.fail(), nurse = assert.fail()] = custodians;
  // Legal aid has a key too, of which the clinic holds a share; it asks, and is suspended before the clinic's program looked.
  await deal(world, lawyer, legal, [shelter, ...organisations.slice(1)]);
  await world.settle(lawyer, worker);
  await must(lawyer.recovery.drill());
  await must(worker.recovery.drill());
  for (const member of [lawyer, worker]) {
    await member.cases.saves.sendNow();
    await member.sync();
  }
  await world.registrar.council("organisation.suspend", { organisation: legal.id });
  await world.witness();
  await world.settle(nurse, worker);
  await world.settle(nurse, worker);
  const clinic = organisations[1]?.id;
  const said = worker.recovery.dealing?.custodians.find(({ organisation }) => organisation === clinic);
  assert.notEqual(said?.heldAt ?? null, null, "the clinic has the shelter's share, and its program never says so");
});

test("[KR8] the restored device says that a device is there which the thieves enrolled before the restore", async (t) => {
  const { world, shelter, custodians, files } = await withCustodians(t);
  await passWait(world, ...custodians);
  const laptop = await newLaptopOf(world, shelter);
  // Two stolen laptops enrol a third device; the council revokes the two that the organisation lost.
  const third = await enrolReader(world, shelter);
  for (const { device: stolen } of shelter.devices)
    await world.registrar.council("device.revoke", { device: stolen, reason: "stolen" });
  await world.goOn(hour, laptop);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  await give(world, id, ...custodians.slice(0, 2));
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "said");
  await world.settle(laptop);
  assert.equal(typeof (await must(laptop.recovery.restore(files, null))), "object");
  await world.settle(laptop);
  assert.equal(world.host.directory.isActiveDevice(third.device.id, world.host.tree.size), true);
  assert.ok(
    alarms(laptop).includes("device-new"),
    `an administrator nobody here knows, and no alarm: ${alarms(laptop).join()}`,
  );
});

test("[KR7a] with enough good shares the key is found, also where the one who dealt made one of three wrong", async (t) => {
  const { world, shelter, worker, custodians, organisations } = await withCustodians(t);
  const { hashOfShare, parseShare, sealShare, shareText, splitRecoveryKey, recoverySeed } = await import(
    "../../src/sealing/recovery-key.ts"
  );
  const { encodeBase64 } = await import("../../src/crypto/base64.ts");
  const { ed25519PublicKey } = await import("../../src/crypto/ed25519.ts");
  await passWait(world, worker, ...custodians);
  const { origin } = world.founding;
  const identity = await generateIdentity(world.suite);
  const salt = encodeHex(randomBytes(16));
  const before = worker.directory.log.directory.recoveries.newestDealingOf(shelter.id)?.id ?? assert.fail();
  const texts = [
    ...(await splitRecoveryKey(
      origin,
      identity,
      { organisation: shelter.id, dealing: salt },
      { count: 3, threshold: 2 },
    )),
  ];
  const one = parseShare(texts[0] ?? "", origin) ?? assert.fail();
  texts[0] = shareText(origin, { ...one, share: encodeBase64(randomBytes(60)) });
  const content = {
    kind: "recovery.deal",
    salt,
    at: momentOf(world.now),
    body: {
      organisation: shelter.id,
      recipient: await recipientOf(identity),
      key: encodeBase64(ed25519PublicKey(recoverySeed(identity))),
      threshold: 2,
      shares: texts.map((text, at) => ({ custodian: organisations[at]?.id ?? "", hash: hashOfShare(text) })),
      replaces: before,
    },
  } as const;
  await say(world, signDirectoryNote(origin, content, shelter.devices.map(deviceSigner)));
  await passWait(world, worker, ...custodians);
  const files = await savedBy(worker);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, seatOf(world));
  await passWait(world, laptop, ...custodians);
  const recipient = laptop.directory.log.directory.recoveries.request(id)?.device.recipient ?? "";
  for (const [at, text] of texts.entries()) {
    const body = { request: id, sealed: await sealShare(text, recipient) };
    const release = {
      kind: "recovery.release",
      salt: encodeHex(randomBytes(16)),
      at: momentOf(world.now),
      body,
    } as const;
    await say(world, signDirectoryNote(origin, release, [deviceSigner(device(organisations[at] ?? assert.fail()))]));
  }
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "said", "shares 2 and 3 are good, and two are enough");
});
