// The desk of the own organisation, on real devices of an invented country: who is enrolled, revoked and given keys, and what is published.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { exampleService } from "../../test/support/example-service.ts";
import { exampleDraft, fetchNetwork, quickStretch, World, type WorldOptions } from "../../test/support/world.ts";
import { randomBytes } from "../crypto/random.ts";
import { makeUuid } from "../crypto/uuid.ts";
import { cosignDirectoryNote } from "../note/directory-note.ts";
import type { Device } from "./device.ts";
import { makeEnrolment } from "./enrolment/enrolment.ts";
import { parseInvitation, parseInvitationLink } from "./enrolment/invitation.ts";
import type { Secrets } from "./store/vault.ts";
import { openVault } from "./store/vault.ts";
import { must } from "./verb.ts";
import type { Given } from "./views.ts";

async function shelter(t: TestContext, options: WorldOptions = {}) {
  const world = await World.foundFor(t, { witnesses: 1, ...options });
  const organisation = await world.organisation("shelter", "Example Shelter North");
  const [one, two] = organisation.devices;
  assert.ok(one && two);
  const devices = [await world.member(one), await world.member(two)] as const;
  await world.settle(...devices);
  return { world, organisation, devices };
}

/** A new device follows an invitation of this one: its secrets, its request, and the number that it shows. */
async function asking(inviter: Device, admin = true) {
  const { text } = inviter.organisation.invitation(admin, "https://app.example");
  const read = parseInvitation(text) ?? assert.fail("no invitation");
  const parts = { ...read, language: "en", clock: Date.now, randomBytes, stretch: quickStretch };
  const made = await makeEnrolment(parts);
  const vault = (await openVault(made.vault, made.passphrase, quickStretch)) ?? assert.fail();
  return { secrets: vault.secrets, request: made.request, id: made.requestId, device: made.device };
}

function read(device: Device, text: string): Given {
  return device.organisation.read(text) ?? assert.fail("not read");
}

async function signed(device: Device, given: Given) {
  const said = await device.organisation.sign(given);
  return said.is === "done" ? said.value : assert.fail(said.reason);
}

/** A third administrator's device, enrolled by both on their screens. */
async function third(
  world: World,
  [one, two]: readonly [Device, Device],
): Promise<{ device: Device; secrets: Secrets }> {
  const { request, secrets } = await asking(one);
  const half = await signed(one, read(one, request));
  await signed(two, read(two, half.given.note));
  await world.settle(one, two);
  const device = await world.member(secrets);
  await must(one.organisation.handOver());
  await world.settle(one, two, device);
  return { device, secrets };
}

test("[EN14b] [EN14c] [DR3] a reader's request is signed by two administrators who compare one number, and goes out with the second signature", async (t) => {
  const { world, devices } = await shelter(t);
  const [one, two] = devices;
  const { request, id, device } = await asking(one);
  const asked = read(one, request);
  assert.equal(asked.what, "request");
  assert.equal(asked.shown.replaceAll(" ", ""), id.slice(0, 32), "the new device shows the same");
  const half = await signed(one, asked);
  assert.deepEqual([half.leaf, half.given.missing, half.given.isMine], [null, "administrator", true]);
  await world.settle(one, two);
  assert.equal(two.organisation.view?.devices.length, 2, "one signature enrols nobody");
  const second = read(two, half.given.note);
  assert.deepEqual([second.what, second.missing, second.isMine], ["enrol", null, false]);
  assert.equal(second.shown, half.given.shown, "both administrators see one number");
  const whole = await signed(two, second);
  assert.notEqual(whole.leaf, null);
  assert.equal(whole.given.shown, second.shown, "more signatures do not change it");
  await world.settle(one, two);
  const row = one.organisation.view?.devices.find((each) => each.id === device);
  assert.deepEqual([row?.role, row?.admin, row?.state], ["reader", true, "active"]);
  assert.equal(one.organisation.read(request), null, "it is enrolled already");
});

test("[EN14c] a request that was exchanged, of another organisation, or a note that nobody may say so is read as nothing", async (t) => {
  const { world, devices } = await shelter(t);
  const [one, two] = devices;
  const other = await world.organisation("legal-aid", "Example Legal Aid");
  const stranger = await world.member(other.devices[0] ?? assert.fail());
  await world.settle(one, two, stranger);
  const { request } = await asking(one);
  const foreign = await asking(stranger);
  assert.equal(one.organisation.read(foreign.request), null);
  assert.equal(one.organisation.read(request.replace('"admin":true', '"admin":false')), null);
  const half = (await signed(one, read(one, request))).given.note;
  assert.equal(two.organisation.read(half.replace('"admin":true', '"admin":false')), null);
  assert.equal(stranger.organisation.read(half), null);
  for (const text of ["", "example", half.slice(0, -20)]) assert.equal(two.organisation.read(text), null);
  assert.notEqual(two.organisation.read(half.replaceAll("\n", "\r\n")), null, "what came through a mail is read");
});

test("[EN14d] [SL4] after a stolen laptop was revoked a new key is due, and it is in use once two hold it", async (t) => {
  const { world, organisation, devices } = await shelter(t);
  const [one, two] = devices;
  const stolen = await third(world, devices);
  assert.deepEqual(one.organisation.view?.key?.isDue, false);
  await must(one.organisation.revoke(stolen.device.directory.self.device, "stolen"));
  const row = () => one.organisation.view?.devices.find(({ id }) => id === stolen.device.directory.self.device);
  assert.equal(row()?.state, "revoked", "here at once");
  assert.equal(one.organisation.view?.key?.isDue, true);
  await world.settle(one, two, stolen.device);
  assert.equal(two.organisation.view?.key?.isDue, true, "the log says so to the others");

  const begun = await must(one.organisation.beginEpoch());
  assert.equal(begun.missing, "administrator");
  const second = read(two, begun.note);
  assert.equal(second.shown, begun.shown);
  await signed(two, second);
  await world.settle(one, two);
  const key = () => one.organisation.view?.key;
  assert.deepEqual([key()?.epoch, key()?.inUse, key()?.isDue], [2, 1, false]);
  assert.deepEqual(key()?.lacking, [two.directory.self.device], "who is revoked lacks nothing");
  assert.equal((await two.organisation.confirmEpoch(2)).is, "failed", "nobody confirms what they do not hold");
  await must(one.organisation.handOver());
  await world.settle(one, two, stolen.device);
  assert.equal((await two.organisation.confirmEpoch(2)).is, "done");
  await world.settle(one, two, stolen.device);
  assert.deepEqual([key()?.inUse, key()?.lacking], [2, []]);

  const border = await world.organisation("border-post", "Example Border Post");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([organisation])));
  await world.settle(officer, one, stolen.device);
  assert.equal(one.cases.inbox.length, 1);
  assert.equal(stolen.device.cases.inbox.length, 0, "the stolen laptop opens nothing of it");
});

test("[EN14d] [DR3b] a lost device is revoked without a network, and the note goes out with the next one", async (t) => {
  const { world, devices } = await shelter(t);
  const [one, two] = devices;
  const lost = two.directory.self.device;
  let isCut = false;
  const offline = await world.member(one.room.open().session.secrets, {
    network: async (url, request) => (isCut ? null : fetchNetwork(url, request)),
  });
  await world.settle(offline);
  isCut = true;
  await must(offline.organisation.revoke(lost, "lost"));
  await offline.sync();
  assert.equal(offline.organisation.view?.devices.find(({ id }) => id === lost)?.state, "revoked");
  assert.equal(offline.organisation.view?.devices.find(({ id }) => id === lost)?.revokedAt, null);
  isCut = false;
  await world.settle(offline, one);
  assert.notEqual(one.directory.log.directory.device(lost)?.revoked, null);
});

test("[EN14c] [DR3] where one administrator is left, the council is named as who signs too", async (t) => {
  const { world, devices } = await shelter(t);
  const [one, two] = devices;
  await must(one.organisation.revoke(two.directory.self.device, "stolen"));
  await world.settle(one);
  const begun = await must(one.organisation.beginEpoch());
  assert.equal(begun.missing, "council");
  const alone = await one.organisation.sign(begun);
  assert.equal(alone.is === "done" && alone.value.leaf, null, "it is not sent");
  const [seat] = world.keys.seats;
  const cosigned = cosignDirectoryNote(begun.note, seat ?? assert.fail()) ?? assert.fail();
  const whole = read(one, cosigned);
  assert.deepEqual([whole.shown, whole.isMine, whole.missing], [begun.shown, true, null]);
  assert.notEqual((await signed(one, whole)).leaf, null);
  await world.settle(one);
  assert.equal(one.organisation.view?.key?.epoch, 2);
});

test("[EN14c] an officer's device is enrolled by one administrator", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const admin = await world.member(border.devices[0] ?? assert.fail());
  const { request, device } = await asking(admin, false);
  const { leaf } = await signed(admin, read(admin, request));
  assert.notEqual(leaf, null);
  await world.settle(admin);
  assert.equal(admin.organisation.view?.devices.find(({ id }) => id === device)?.state, "active");
  assert.equal(admin.organisation.view?.key, null);
  const link = admin.organisation.invitation(false, "https://app.example").link;
  assert.equal(parseInvitationLink(link ?? "")?.role, "referrer");
});

test("[EN14] [LG8a] a waiting device is shown its day, and only once the log counts", async (t) => {
  const waits = { admission: 0, reader: 24, soloReader: 72, answer: 0, forms: 0 };
  const { world, devices } = await shelter(t, { terms: { waits } });
  const [one, two] = devices;
  const { request, device } = await asking(one);
  await signed(two, read(two, (await signed(one, read(one, request))).given.note));
  await world.settle(one, two);
  const row = () => one.organisation.view?.devices.find(({ id }) => id === device);
  assert.deepEqual([row()?.state, row()?.activeFrom], ["waiting", null]);
  await world.goOn(3_600_000, one);
  await world.goOn(3_600_000, one);
  const { since, activeFrom } = row() ?? assert.fail();
  assert.ok(since !== null && activeFrom === since + 24 * 3_600_000);
  await world.goOn(25 * 3_600_000, one);
  await world.goOn(3_600_000, one);
  assert.equal(row()?.state, "active");
});

test("[EN14e] [DR5] a figure and a checked number are published by the device, and a host that takes nothing changes nothing", async (t) => {
  const { world, organisation, devices } = await shelter(t);
  const [one, two] = devices;
  const service = exampleService(makeUuid(randomBytes), organisation.id);
  assert.equal((await one.organisation.setService(service)).is, "done");
  await world.settle(one, two);
  const free = { service_id: service.id, unit: "bed", available: 2, maximum: 5 } as const;
  assert.equal((await two.organisation.sayFree(free)).is, "done");
  await world.settle(one, two);
  assert.equal(one.organisation.view?.services[0]?.capacity?.available, 2);
  const cut = await world.member(one.room.open().session.secrets, { network: async () => null });
  const silent = await cut.organisation.confirmEpoch(1);
  assert.equal(silent.is, "failed");
  assert.equal(cut.view?.outbox, 0, "nothing of it waits");
});

test("[EN14a] the name of a device stands under the vault of this device alone", async (t) => {
  const { world, devices } = await shelter(t);
  const [one, two] = devices;
  const other = two.directory.self.device;
  await must(one.organisation.nameDevice(other, "  Laptop of the night shift  "));
  const nameAt = (device: Device) => device.organisation.view?.devices.find(({ id }) => id === other)?.name;
  assert.equal(nameAt(one), "Laptop of the night shift");
  await world.settle(one, two);
  assert.equal(nameAt(two), null);
  const rows = await one.room.parts.store.list("meta");
  assert.ok(!rows.some(({ value }) => Buffer.from(value).includes("night shift")));
  await must(one.organisation.nameDevice(other, ""));
  assert.equal(nameAt(one), null);
});
