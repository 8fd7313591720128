// A host that would like to decide who is who: it logs directory notes of its own making. Each is refused by every client at its next
// sync, changes nothing, and the rest of the log goes on.

import assert from "node:assert/strict";
import { test } from "node:test";
import { ed25519PublicKey } from "../../src/crypto/ed25519.ts";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { must } from "../../src/member/verb.ts";
import { signPublicNote } from "../../src/note/directory-note.ts";
import { encodeVerifierKey, signatureType, verifierKey } from "../../src/note/signed-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { open } from "../../src/sealing/envelope.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { exampleDraft } from "../support/world.ts";
import type { Nation } from "./support/nation.ts";
import {
  alarms,
  device,
  directoryNote,
  found,
  impostor,
  join,
  moment,
  newId,
  opening,
  sealTo,
  strangerDevice,
} from "./support/nation.ts";

test("[DR1] swapped organisation key: a new epoch that its administrators did not sign is refused and nobody seals to it", async (t) => {
  const nation = await found(t);
  const { world, host, shelter } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, shelter);
  const evil = await generateIdentity(nation.world.suite);
  const body = {
    organisation: shelter.id,
    epoch: 2,
    recipient: await recipientOf(evil),
    maker: device(shelter).device,
  };
  const [a, b] = shelter.devices.map(deviceSigner);
  assert.ok(a && b);
  const logKey = { name: world.founding.origin, seed: world.keys.logSeed };
  const forged = [
    [impostor(a.name), impostor(b.name)],
    [{ name: a.name, seed: world.keys.logSeed }, b],
    [logKey],
    // One stolen administrator's key is not two.
    [a],
    // Two administrators, of another organisation.
    nation.legal.devices.map(deviceSigner),
    // The whole council, without an administrator.
    world.keys.seats,
  ];
  const leaves = forged.map((signers) => host.append("directory", directoryNote(nation, "epoch.new", body, signers)));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.deepEqual(
    officer.view?.alarms.map((alarm) => alarm.leaf),
    leaves,
    "each forged note is named",
  );
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  const envelopes = host.bytesOf("case");
  assert.equal(envelopes.length, 2);
  for (const envelope of envelopes) assert.equal(await open(envelope, [evil]), null);
  await worker.sync();
  assert.equal(worker.cases.inbox.length, 1, "the shelter itself still opens what is sealed to it");
});

test("[DR2] ghost organisation: an admission that too few or other seats signed is refused", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const worker = await join(nation, nation.shelter);
  const [seat] = world.keys.seats;
  assert.ok(seat);
  const evil = await generateIdentity(nation.world.suite);
  const ghosts = [
    [seat],
    [seat, impostor("council-2")],
    [impostor("council-4"), impostor("council-5")],
    [{ name: world.founding.origin, seed: world.keys.logSeed }],
    nation.legal.devices.map(deviceSigner),
  ];
  const ids: string[] = [];
  for (const signers of ghosts) {
    const stranger = strangerDevice(await recipientOf(evil));
    const organisation = { id: newId(), kind: "shelter", name: { en: `Ghost Shelter ${ids.length}` }, country: "XT" };
    host.append(
      "directory",
      directoryNote(nation, "organisation.admit", { organisation, devices: [stranger.device] }, signers),
    );
    ids.push(organisation.id);
  }
  // The council itself may not admit a twin of a name that is taken.
  const twin = { id: newId(), kind: "shelter", name: { en: "Examp1e  Shelter S0uth" }, country: "XT" };
  const devices = [strangerDevice(await recipientOf(evil)).device];
  host.append(
    "directory",
    directoryNote(nation, "organisation.admit", { organisation: twin, devices }, world.keys.seats),
  );
  await officer.sync();
  await worker.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.equal(officer.view?.alarms.length, ghosts.length + 1);
  for (const id of [...ids, twin.id]) assert.equal(officer.directory.organisation(id), null);
  await assert.rejects(must(officer.drafts.send(exampleDraft([{ id: twin.id, devices: [] }]))), {
    code: "receiver-without-keys",
  });
});

test("[DR3] added device: one administrator or the council alone enrols no reader, and what the device says is refused", async (t) => {
  const nation = await found(t);
  const { world, host, shelter } = nation;
  const worker = await join(nation, shelter);
  const recipient = await recipientOf(await generateIdentity(nation.world.suite));
  const strangers = [[deviceSigner(device(shelter))], world.keys.seats, [impostor(device(shelter).device)]].map(
    (signers) => {
      const stranger = strangerDevice(recipient);
      const body = { organisation: shelter.id, device: stranger.device };
      host.append("directory", directoryNote(nation, "device.enrol", body, signers));
      return stranger;
    },
  );
  const [first] = strangers;
  assert.ok(first);
  const author = device(shelter).with({ device: first.signer.name });
  const entry = opening(nation, author, [shelter.id], { signer: first.signer });
  const leaf = host.append("case", await sealTo(nation, [entry], [shelter.id]));
  await worker.sync();
  assert.deepEqual(alarms(worker), ["directory-refused", "entry-refused"]);
  assert.equal(worker.view?.alarms.find((alarm) => alarm.code === "entry-refused")?.leaf, leaf);
  const { directory } = worker.room.open().log;
  for (const stranger of strangers) assert.equal(directory.device(stranger.signer.name), null);
  assert.equal(directory.devicesOf(shelter.id).length, 2);
  assert.deepEqual(worker.cases.inbox, []);
  assert.equal(worker.cases.view(entry.id), null);
});

test("[DR1] notes that their signers may not say are refused, whoever they are", async (t) => {
  const nation = await found(t);
  const { world, host, shelter, legal } = nation;
  await world.service(shelter, ["shelter-emergency"]);
  await host.catchUp();
  const officer = await join(nation, nation.border);
  const wish = { wants: ["shelter-emergency"], treatAsChild: false };
  const [before] = officer.directory.services(wish);
  assert.ok(before);
  const lawyer = deviceSigner(device(legal));
  const { capacity: _capacity, ...service } = before.service;
  host.append(
    "directory",
    directoryNote(nation, "service.set", { service: { ...service, name: { en: "Trap" } } }, [lawyer]),
  );
  host.append("directory", directoryNote(nation, "organisation.suspend", { organisation: shelter.id }, [lawyer]));
  host.append(
    "directory",
    directoryNote(nation, "organisation.suspend", { organisation: shelter.id }, [deviceSigner(device(shelter))]),
  );
  host.append(
    "directory",
    directoryNote(nation, "device.revoke", { device: device(shelter).device, reason: "lost" }, [lawyer]),
  );
  host.append("directory", directoryNote(nation, "council.waits", { waits: world.founding.founding.waits }, [lawyer]));
  const figures = { service_id: service.id, unit: "place", available: 999, maximum: 999 } as const;
  const capacity = {
    kind: "capacity",
    salt: encodeHex(randomBytes(16)),
    at: moment(world.now),
    body: { capacity: figures },
  } as const;
  host.append("update", signPublicNote(world.founding.origin, capacity, lawyer));
  host.append(
    "update",
    signPublicNote(world.founding.origin, capacity, { name: world.founding.origin, seed: world.keys.logSeed }),
  );
  // An old note again: it counts once.
  host.append("directory", host.leaf(1).bytes);
  host.append("directory", "panoh.org/directory/v1\nnot a note at all\n");
  await officer.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.equal(officer.view?.alarms.length, 9);
  assert.deepEqual(officer.directory.services(wish), [before], "nothing of it acts");
});

test("[SG3] a directory note of another country is refused, even by the same keys", async (t) => {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  const elsewhere = {
    world: {
      ...nation.world,
      now: nation.world.now,
      founding: { ...nation.world.founding, origin: `refuge.example.tj/${"0".repeat(32)}` },
    },
  };
  const organisation = { id: newId(), kind: "shelter", name: { en: "Foreign Example Shelter East" }, country: "XT" };
  const devices = [strangerDevice(await recipientOf(await generateIdentity(nation.world.suite))).device];
  const note = directoryNote(
    elsewhere as unknown as Nation,
    "organisation.admit",
    { organisation, devices },
    nation.world.keys.seats,
  );
  nation.host.append("directory", note);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.equal(officer.directory.organisation(organisation.id), null);
});

test("[LG5] the host cannot change who must cosign: a policy that the council did not sign is refused, and so is what it would allow", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const own = impostor("own-witness.example");
  const key = encodeVerifierKey(verifierKey(own.name, ed25519PublicKey(own.seed), signatureType.cosignature));
  const body = { policy: `witness own ${key}\nquorum own\n` };
  const [seat] = world.keys.seats;
  assert.ok(seat);
  host.append("directory", directoryNote(nation, "council.policy", body, [seat]));
  host.append(
    "directory",
    directoryNote(nation, "council.policy", body, [{ name: world.founding.origin, seed: world.keys.logSeed }]),
  );
  host.witnesses = [own];
  const before = officer.view?.log.trusted?.size;
  await officer.sync();
  assert.deepEqual(alarms(officer), ["no-quorum"]);
  assert.equal(
    officer.view?.log.trusted?.size,
    before,
    "a head that only the host's own witness cosigned is not trusted",
  );
  host.witnesses = world.witnesses.map((witness) => witness.signer);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.equal(officer.room.open().log.directory.policyAt(host.size), world.founding.founding.policy);
});

test("[LG8] the host cannot move time: a time note counts with a witnessed checkpoint of its past, and never backwards", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const hour = 3_600_000;
  // The council makes newcomers wait for an hour, and admits one.
  const waits = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };
  host.append("directory", directoryNote(nation, "council.waits", { waits }, world.keys.seats));
  const organisation = { id: newId(), kind: "shelter", name: { en: "Example Shelter West" }, country: "XT" };
  const devices = [strangerDevice(await recipientOf(await generateIdentity(nation.world.suite))).device];
  host.append("directory", directoryNote(nation, "organisation.admit", { organisation, devices }, world.keys.seats));
  const isActive = () => officer.room.open().log.directory.isActiveOrganisation(organisation.id, host.size);
  const logKey = { name: world.founding.origin, seed: world.keys.logSeed };
  const time = (checkpoint: string, signer = logKey, at = world.now) =>
    signPublicNote(
      world.founding.origin,
      { kind: "time", salt: encodeHex(randomBytes(16)), at: moment(at), body: { checkpoint } },
      signer,
    );
  host.append("update", time(host.cosign(host.signHead())));
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.equal(isActive(), false, "the notice period runs");
  // Later by the host's word alone: no cosignature, one too few, witnesses that nobody knows, a head beyond the note's own leaf.
  const later = world.now + 2 * hour;
  const [witness] = host.witnesses;
  assert.ok(witness);
  const refused = [
    time(host.signHead(), logKey, later),
    time(host.cosign(host.signHead(), [witness], later), logKey, later),
    time(host.cosign(host.signHead(), [impostor("x.example"), impostor("y.example")], later), logKey, later),
    time(host.cosign(host.signHead(999, new Uint8Array(32)), host.witnesses, later), logKey, later),
    time(host.cosign(host.signHead(), host.witnesses, later), impostor(world.founding.origin), later),
    time(host.cosign(host.signHead(), host.witnesses, later), deviceSigner(device(nation.border)), later),
  ].map((note) => host.append("update", note));
  // An older time is harmless: it is ignored.
  host.append("update", time(host.cosign(host.signHead(), host.witnesses, world.now - 40 * hour)));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["directory-refused"]);
  assert.deepEqual(
    officer.view?.alarms.map((alarm) => alarm.leaf),
    refused,
  );
  assert.equal(isActive(), false);
  world.wait(hour);
  host.append("update", time(host.cosign(host.signHead())));
  await officer.sync();
  assert.equal(isActive(), true, "a true hour later the wait is over");
});

test("[LG8] a checkpoint that was kept back from before a wait does not let the wait end early", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const day = 24 * 3_600_000;
  // A head that witnesses cosigned, and that the host keeps to itself for a week in which it logs no time.
  const kept = host.cosign(host.signHead());
  world.wait(7 * day);
  const waits = { admission: 168, reader: 168, soloReader: 168, answer: 168, forms: 168 };
  host.append("directory", directoryNote(nation, "council.waits", { waits }, world.keys.seats));
  const organisation = { id: newId(), kind: "shelter", name: { en: "Example Shelter West" }, country: "XT" };
  const devices = [strangerDevice(await recipientOf(await generateIdentity(nation.world.suite))).device];
  host.append("directory", directoryNote(nation, "organisation.admit", { organisation, devices }, world.keys.seats));
  const logKey = { name: world.founding.origin, seed: world.keys.logSeed };
  for (const checkpoint of [kept, host.cosign(host.signHead())]) {
    const content = {
      kind: "time",
      salt: encodeHex(randomBytes(16)),
      at: moment(world.now),
      body: { checkpoint },
    } as const;
    host.append("update", signPublicNote(world.founding.origin, content, logKey));
  }
  await officer.sync();
  const isActive = () => officer.room.open().log.directory.isActiveOrganisation(organisation.id, host.size);
  assert.equal(isActive(), false, "a week between two time notes, but not a week of notice");
  world.wait(7 * day);
  const content = {
    kind: "time",
    salt: encodeHex(randomBytes(16)),
    at: moment(world.now),
    body: { checkpoint: host.cosign(host.signHead()) },
  } as const;
  host.append("update", signPublicNote(world.founding.origin, content, logKey));
  await officer.sync();
  assert.equal(isActive(), true);
  assert.deepEqual(alarms(officer), []);
});
