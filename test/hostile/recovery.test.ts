// Whoever would like to have an organisation's cases by way of its recovery, or to keep it from them (KR). The attackers hold what the rules say they hold: host and
// mirrors all bytes of the log, custodians their devices, a thief a laptop, a seat its key.
import assert from "node:assert/strict";
import { test } from "node:test";
import { momentOf } from "../../src/core/moment.ts";
import { recoverySignerName } from "../../src/core/recovery.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { decodeUtf8, encodeUtf8 } from "../../src/crypto/utf8.ts";
import type { Device } from "../../src/member/device.ts";
import { heldShares, shareEntries } from "../../src/member/recovery/shares.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { signDirectoryNote } from "../../src/note/directory-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { applyClearNote } from "../../src/protocol/clear-note.ts";
import { openArchive } from "../../src/sealing/archive-file.ts";
import { open } from "../../src/sealing/envelope.ts";
import {
  hashOfShare,
  joinRecoveryKey,
  openShare,
  parseShare,
  recoverySeed,
  sealShare,
  shareText,
} from "../../src/sealing/recovery-key.ts";
import { SecretIdentity } from "../../src/sealing/secret-identity.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { enrolReader } from "../support/archives.ts";
import { askFor, deal, hour, newLaptopOf, passWait, say, withCustodians } from "../support/recovery.ts";
import { exampleDraft, type World } from "../support/world.ts";
import { alarms, device } from "./support/nation.ts";

const identitiesOf = (secrets: Secrets) =>
  [...secrets.epochs.map(({ identity }) => identity), secrets.identity].map(
    (text) => SecretIdentity.parse(text) ?? assert.fail(),
  );

/** The texts of the shares that these devices hold: what a custodian could give to anybody. */
function sharesOf(custodians: readonly Device[], organisation: string): readonly string[] {
  return custodians.flatMap((custodian) => {
    const { session, log } = custodian.room.open();
    const entries = shareEntries(custodian.room.reader?.cases.ofNoCase ?? [], log);
    return heldShares(entries, session.organisation)
      .filter(({ dealing }) => dealing.organisation === organisation)
      .map(({ text }) => text);
  });
}

async function keyFrom(texts: readonly string[], world: World): Promise<SecretIdentity> {
  const shares = texts.map((text) => parseShare(text, world.founding.origin) ?? assert.fail());
  return (await joinRecoveryKey(shares)) ?? assert.fail();
}

const stateOf = (member: Device, id: string) => {
  const { recoveries } = member.directory.log.directory;
  return recoveries.stateOf(recoveries.request(id) ?? assert.fail(), member.directory.log.now);
};

test("[KR1a] host, mirrors and all custodians together, with the recovery key, read nothing that was sent to the organisation", async (t) => {
  const { world, shelter, custodians, organisations, files } = await withCustodians(t);
  const texts = sharesOf(custodians, shelter.id);
  assert.equal(texts.length, 3);
  const key = await keyFrom(texts.slice(0, 2), world);
  const log = custodians[0]?.directory.log ?? assert.fail();
  const dealing = log.directory.recoveries.dealingOf(shelter.id, log.now) ?? assert.fail();
  assert.equal(await recipientOf(key), dealing.recipient, "they have it");
  const envelopes = await world.store.bytesOf("case", 0, world.host.tree.size);
  assert.ok(envelopes.length > 4);
  const all = [key, ...organisations.flatMap(({ devices }) => devices.flatMap(identitiesOf))];
  const opened: string[] = [];
  for (const bytes of envelopes) {
    const content = await open(bytes, all);
    if (content !== null) opened.push(decodeUtf8(content) ?? assert.fail());
  }
  assert.ok(opened.length > 0, "what was sealed to the custodians they do read");
  for (const content of opened) assert.match(content, /"kind":"recovery\.share"/);
  // No secret of an epoch is anywhere but in the archive.
  assert.ok(opened.every((content) => !content.includes("AGE-SECRET-KEY")));
  // [KR6] and the archive opens with it, which none of them has.
  for (const file of files) assert.notEqual(await openArchive(file, [key]), null);
  for (const file of files) assert.equal(await openArchive(file, all.slice(1)), null);
});

test("[KR7] fewer custodians than the threshold and a seat that lies bring nothing, whatever they log", async (t) => {
  const { world, shelter, worker, custodians, files, organisations } = await withCustodians(t);
  const [seat = assert.fail()] = world.keys.seats;
  const attacker = await newLaptopOf(world, shelter);
  const id = await askFor(world, attacker, seat);
  await passWait(world, worker, attacker, ...custodians);
  const [accomplice = assert.fail()] = custodians;
  await must(accomplice.recovery.giveShare(id));
  await world.settle(accomplice, attacker);
  assert.equal(stateOf(attacker, id), "ready", "nobody stopped it");
  assert.equal(await must(attacker.recovery.restore(files, null)), "shares-missing");

  const { origin } = world.founding;
  const dealing = attacker.directory.log.directory.recoveries.dealingOf(shelter.id, attacker.directory.log.now);
  assert.ok(dealing);
  const evil = await generateIdentity(world.suite);
  const restore = (signers: Parameters<typeof signDirectoryNote>[2]) =>
    signDirectoryNote(
      origin,
      {
        kind: "recovery.restore",
        salt: encodeHex(randomBytes(16)),
        at: momentOf(world.now),
        body: { request: id, epoch: 2, recipient: evilRecipient },
      },
      signers,
    );
  const evilRecipient = await recipientOf(evil);
  const own = attacker.directory.self.signer;
  const name = recoverySignerName(dealing.id);
  const tries = [
    restore([own]),
    restore([own, seat]),
    restore([own, { name, seed: recoverySeed(evil) }]),
    restore([own, { name, seed: deviceSigner(device(organisations[0] ?? assert.fail())).seed }]),
  ];
  for (const note of tries) {
    await assert.rejects(say(world, note), "the host refuses it");
    // Of one that logs it all the same every client takes nothing.
    const { directory, now } = worker.directory.log;
    assert.equal(applyClearNote(directory, encodeUtf8(note), now).is, "refused");
  }
  assert.equal(worker.directory.log.directory.device(own.name), null);
  assert.deepEqual(alarms(worker), ["recovery-asked"]);
  assert.notEqual(
    worker.directory.log.directory.epochForSending(shelter.id, worker.directory.log.now)?.recipient,
    evilRecipient,
  );
  // A made-up second share, given by the accomplice's own hand, is found false.
  const [text = assert.fail()] = sharesOf([accomplice], shelter.id);
  const share = parseShare(text, origin) ?? assert.fail();
  const madeUp = { ...share, number: 2 };
  assert.ok(!dealing.shares.some(({ hash }) => hash === hashOfShare(shareText(origin, madeUp))));
});

test("[KR7a] wrong, old and mixed shares are named, and good ones beside them open the archive", async (t) => {
  const { world, shelter, legal, worker, custodians, organisations, files } = await withCustodians(t);
  const old = sharesOf(custodians, shelter.id);
  await world.goOn(hour, worker);
  await deal(world, worker, shelter, organisations);
  await world.settle(worker, ...custodians);
  await passWait(world, worker, ...custodians);
  const lawyer = custodians[0] ?? assert.fail();
  await deal(world, lawyer, legal, [shelter, ...organisations.slice(1)]);
  await world.settle(lawyer, worker, ...custodians);
  const fresh = sharesOf(custodians, shelter.id).filter((text) => !old.includes(text));
  assert.equal(fresh.length, 3);
  const ofLegal = sharesOf(custodians.slice(1), legal.id);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, world.keys.seats[0] ?? assert.fail());
  await passWait(world, laptop, ...custodians);
  const recipient = laptop.directory.log.directory.recoveries.request(id)?.device.recipient ?? "";
  const refusals: string[] = [];
  const give = async (at: number, text: string, to = recipient) => {
    const { devices } = organisations[at] ?? assert.fail();
    const body = { request: id, sealed: await sealShare(text, to) };
    const content = {
      kind: "recovery.release",
      salt: encodeHex(randomBytes(16)),
      at: momentOf(world.now),
      body,
    } as const;
    await say(world, signDirectoryNote(world.founding.origin, content, [deviceSigner(devices[0] ?? assert.fail())]));
    await laptop.sync();
    refusals.push(String(await must(laptop.recovery.restore(files, null))));
  };
  await give(0, old[0] ?? "");
  await give(1, ofLegal[0] ?? "");
  await give(2, fresh[0] ?? "");
  assert.deepEqual(refusals, ["share-old", "share-of-another", "share-false"]);
});

test("[KR5] a share that is sealed to somebody else, or is none, is named too", async (t) => {
  const { world, shelter, custodians, organisations, files } = await withCustodians(t);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, world.keys.seats[0] ?? assert.fail());
  await passWait(world, laptop, ...custodians);
  const stranger = await generateIdentity(world.suite);
  const [text = assert.fail()] = sharesOf(custodians, shelter.id);
  const body = { request: id, sealed: await sealShare(text, await recipientOf(stranger)) };
  const content = {
    kind: "recovery.release",
    salt: encodeHex(randomBytes(16)),
    at: momentOf(world.now),
    body,
  } as const;
  await say(
    world,
    signDirectoryNote(world.founding.origin, content, [deviceSigner(device(organisations[0] ?? assert.fail()))]),
  );
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "share-unreadable");
  const logged = laptop.directory.log.directory.recoveries.request(id)?.releases[0]?.sealed ?? "";
  assert.equal(await openShare(logged, stranger), text, "the host and all others see bytes");
  for (const { devices } of organisations)
    for (const identity of devices.flatMap(identitiesOf)) assert.equal(await openShare(logged, identity), null);
});

test("[KR1] a share that another organisation gives, or that is not the one in the log, takes no custodian's share away", async (t) => {
  const { world, shelter, legal, worker, custodians } = await withCustodians(t);
  const [lawyer = assert.fail(), nurse = assert.fail()] = custodians;
  const before = sharesOf([lawyer], shelter.id);
  const [text = assert.fail()] = sharesOf([nurse], shelter.id);
  const share = parseShare(text, world.founding.origin) ?? assert.fail();
  const falseShare = { to: legal.id, body: { ...share, step: "given" as const } };
  for (const author of [nurse, worker]) await author.room.open().session.sayShares([falseShare]);
  // Its own share, whole, but from whom it is not.
  const own = parseShare(before[0] ?? "", world.founding.origin) ?? assert.fail();
  await nurse.room.open().session.sayShares([{ to: shelter.id, body: { ...own, step: "given" as const } }]);
  await world.settle(nurse, worker, lawyer);
  assert.deepEqual(sharesOf([lawyer], shelter.id), before);
  assert.deepEqual(sharesOf([worker], shelter.id), [], "nobody is its own custodian");
  await must(worker.recovery.drill());
  await world.settle(worker, lawyer, worker);
  const said = worker.recovery.dealing?.custodians.find(({ organisation }) => organisation === legal.id);
  assert.notEqual(said?.heldAt, null);
});

test("[KR4] a reader stops a hostile request by one word, before and after shares were given, and no other council note shortens the wait", async (t) => {
  const { world, shelter, worker, custodians, files } = await withCustodians(t);
  const [seat = assert.fail()] = world.keys.seats;
  const attacker = await newLaptopOf(world, shelter);
  const id = await askFor(world, attacker, seat);
  await world.goOn(hour, worker, attacker, ...custodians);
  for (const custodian of custodians) assert.equal((await custodian.recovery.giveShare(id)).is, "failed");
  await passWait(world, worker, attacker, ...custodians);
  for (const custodian of custodians.slice(0, 2)) await must(custodian.recovery.giveShare(id));
  await world.settle(...custodians, worker);
  await must(worker.recovery.veto(id, "We lost nothing."));
  await world.settle(worker, attacker);
  assert.equal(stateOf(attacker, id), "vetoed");
  assert.equal((await attacker.recovery.restore(files, null)).is, "failed");
  await passWait(world, worker, attacker, ...custodians);
  assert.equal(stateOf(attacker, id), "vetoed", "it holds");
  assert.equal((await (custodians[2] ?? assert.fail()).recovery.giveShare(id)).is, "failed");
});

test("[KR4] a stolen laptop's veto ends with its revocation, and the honest organisation is back 72 hours later", async (t) => {
  const { world, shelter, officer, worker: thief, custodians, files } = await withCustodians(t);
  const honest = await newLaptopOf(world, shelter);
  const id = await askFor(world, honest, world.keys.seats[0] ?? assert.fail());
  await world.goOn(hour, thief, honest);
  await must(thief.recovery.veto(id, "Stop."));
  await world.settle(thief);
  await passWait(world, honest, ...custodians);
  assert.equal(stateOf(honest, id), "vetoed");
  const stolen = shelter.devices[0] ?? assert.fail();
  await world.registrar.directory("device.revoke", { device: stolen.device, reason: "stolen" }, world.keys.seats);
  await world.goOn(hour, honest, ...custodians);
  assert.equal(stateOf(honest, id), "waiting", "who was revoked without reason has time to speak");
  await passWait(world, honest, ...custodians);
  for (const custodian of custodians.slice(0, 2)) await must(custodian.recovery.giveShare(id));
  await world.settle(...custodians, honest);
  assert.equal(await must(honest.recovery.restore(files, null)), "said");
  await world.settle(honest);
  assert.equal(typeof (await must(honest.recovery.restore(files, null))), "object");
  assert.equal(honest.cases.inbox.length, 1);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, honest);
  assert.equal(honest.cases.inbox.length, 2);
});

test("[KR8a] a stolen administrator's laptop cannot revoke the device that asks, nor enrol one under its name", async (t) => {
  const { world, shelter } = await withCustodians(t);
  const honest = await newLaptopOf(world, shelter);
  const id = await askFor(world, honest, world.keys.seats[0] ?? assert.fail());
  await honest.sync();
  const asked = honest.directory.log.directory.recoveries.request(id)?.device ?? assert.fail();
  const thief = deviceSigner(shelter.devices[0] ?? assert.fail());
  const note = (kind: "device.revoke" | "device.enrol", body: object, signers = [thief]) =>
    signDirectoryNote(
      world.founding.origin,
      { kind, salt: encodeHex(randomBytes(16)), at: momentOf(world.now), body } as never,
      signers,
    );
  await assert.rejects(say(world, note("device.revoke", { device: asked.id, reason: "stolen" })));
  const both = shelter.devices.map(deviceSigner);
  await assert.rejects(say(world, note("device.enrol", { organisation: shelter.id, device: asked }, both)));
});

test("[KR8] a reader hears that another recovery key was dealt, before archives are sealed to it; who dealt it does not", async (t) => {
  const { world, shelter, worker, custodians } = await withCustodians(t);
  await passWait(world, worker, ...custodians);
  const third = await world.member((await enrolReader(world, shelter)).secrets);
  await world.settle(third);
  assert.ok(!alarms(third).includes("recovery-dealt"), "the key of before it was there");
  const others = [
    await world.organisation("ombudsman", "Example Hill House"),
    await world.organisation("health", "Example River Ward"),
  ];
  await worker.sync();
  await deal(world, worker, shelter, others);
  await world.settle(third, worker);
  assert.ok(alarms(third).includes("recovery-dealt"));
  assert.ok(!alarms(worker).includes("recovery-dealt"));
});

test("[KR7b] the restored device hands the key of the new epoch to no lost device", async (t) => {
  const { world, shelter, worker: lost, custodians, files } = await withCustodians(t);
  const laptop = await newLaptopOf(world, shelter);
  const id = await askFor(world, laptop, world.keys.seats[0] ?? assert.fail());
  await passWait(world, laptop, ...custodians);
  for (const custodian of custodians.slice(0, 2)) await must(custodian.recovery.giveShare(id));
  await world.settle(...custodians);
  await laptop.sync();
  assert.equal(await must(laptop.recovery.restore(files, null)), "said");
  await world.settle(laptop);
  assert.equal(typeof (await must(laptop.recovery.restore(files, null))), "object");
  await laptop.keys.handOver(2);
  await world.settle(laptop, lost);
  assert.equal(await lost.keys.secretOf(2), null);
});
