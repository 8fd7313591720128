// Who may say what of a recovery, and when (KR1–KR8): by the notes of an invented country.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, type Role, recipientOfSuite, type TestDevice } from "../../test/support/country.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { councilVetoHours, recoveryHours, recoverySignerName, requestHours } from "./recovery.ts";

const five = ["legal", "clinic", "authority", "secretariat", "ombudsman"] as const satisfies readonly Role[];

/** A recovery key of the shelter, and the seed with which it signs. */
function keyOf(country: Country) {
  const seed = country.random(32);
  return {
    seed,
    key: encodeBase64(ed25519PublicKey(seed)),
    recipient: recipientOfSuite("x25519", encodeHex(country.random(8))),
  };
}

function bodyOf(country: Country, custodians: readonly Role[] = five, threshold = 3, role: Role = "shelter") {
  const { seed, ...keys } = keyOf(country);
  const shares = custodians.map((each) => ({ custodian: country.by[each].id, hash: encodeHex(country.random(32)) }));
  const organisation = country.by[role].id;
  const before = country.directory.recoveries.newestDealingOf(organisation);
  const replaces = before === null ? {} : { replaces: before.id };
  return { seed, body: { organisation, ...keys, threshold, shares, ...replaces } };
}

/** The shelter's key is dealt. */
function dealt(options: { readonly custodians?: readonly Role[]; readonly threshold?: number } = {}) {
  const country = new Country();
  const { seed, body } = bodyOf(country, options.custodians, options.threshold);
  country.must("recovery.deal", body, ...country.admins("shelter"));
  return { country, seed, recoveries: country.directory.recoveries, organisation: country.by.shelter.id };
}

function newDevice(country: Country): TestDevice {
  return country.device(country.by.shelter.id, "shelter", true);
}

/** A request that a seat signs too, unless others are named. Gives its id. */
function ask(country: Country, device: TestDevice, ...others: readonly SignerKey[]) {
  const body = { organisation: country.by.shelter.id, device: device.device };
  const refusal = country.say("recovery.request", body, device.signer, ...others);
  const request = country.directory.recoveries.request(device.signer.name);
  return { refusal, id: request?.id ?? "" };
}

function asked() {
  const all = dealt();
  const [seat] = all.country.seats;
  const device = newDevice(all.country);
  const { refusal, id } = ask(all.country, device, seat ?? assert.fail());
  assert.equal(refusal, null);
  const state = () => {
    const request = all.recoveries.request(id) ?? assert.fail();
    return all.recoveries.stateOf(request, all.country.size);
  };
  return { ...all, device, id, state, seat: seat ?? assert.fail() };
}

const sealed = "A".repeat(80);
const admin = (country: Country, role: Role, at = 0) => country.admins(role)[at] ?? assert.fail();
const restoring = (country: Country, request: string) => ({
  request,
  epoch: 2,
  recipient: recipientOfSuite("x25519", encodeHex(country.random(8))),
});

test("[KR1] [KR10] a key is dealt by two administrators, to other organisations that can hold a share, each once, and by none that only refers", () => {
  const country = new Country();
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const say = (custodians: readonly Role[], threshold: number, ...by: readonly SignerKey[]) =>
    country.say("recovery.deal", bodyOf(country, custodians, threshold).body, ...by);
  assert.equal(say(five, 3, one), "not-signed-by-admins");
  assert.equal(say(five, 3, one, country.seats[0] ?? assert.fail()), "not-signed-by-admins", "a second one is there");
  assert.equal(say(five, 3, one, admin(country, "legal")), "not-signed-by-admins");
  assert.equal(say(["legal", "border"], 2, one, two), "recovery-refused", "who only refers holds no share");
  assert.equal(say(["legal", "shelter"], 2, one, two), "recovery-refused", "nobody is its own custodian");
  assert.equal(say(["legal", "legal"], 2, one, two), "recovery-refused");
  assert.equal(say(["legal", "clinic"], 3, one, two), "recovery-refused");
  assert.equal(say(five, 1, one, two), "recovery-refused", "one alone opens nothing");
  assert.equal(say(five, 0, one, two), "recovery-refused");
  assert.equal(say([], 2, one, two), "recovery-refused");
  assert.equal(country.directory.recoveries.dealingOf(country.by.shelter.id, country.size), null);
  assert.equal(say(five, 3, one, two), null);
  const { body } = bodyOf(country, five, 3, "border");
  assert.equal(country.say("recovery.deal", body, ...country.admins("border")), "recovery-refused");
});

test("[KR1] a recovery key is no key of anything else, and is dealt once", () => {
  const { country, recoveries, organisation } = dealt();
  const by = country.admins("shelter");
  const {
    id: _,
    index: __,
    signers: ___,
    ...known
  } = recoveries.dealingOf(organisation, country.size) ?? assert.fail();
  assert.equal(country.say("recovery.deal", known, ...by), "key-taken");
  const fresh = bodyOf(country).body;
  assert.equal(country.say("recovery.deal", { ...fresh, recipient: known.recipient }, ...by), "recovery-refused");
  assert.equal(
    country.say("recovery.deal", { ...fresh, recipient: country.by.shelter.recipient }, ...by),
    "wrong-epoch",
  );
  const { device } = country.deviceOf("legal");
  assert.equal(country.say("recovery.deal", { ...fresh, key: device.key }, ...by), "key-taken");
});

test("[KR2] a later key is in force after 72 hours, and one of stolen devices never", () => {
  const { country, recoveries, organisation } = dealt();
  const inForce = () => recoveries.dealingOf(organisation, country.size)?.id;
  const first = inForce();
  country.passHours(recoveryHours);
  country.must("recovery.deal", bodyOf(country).body, ...country.admins("shelter"));
  const stolen = recoveries.nextDealingOf(organisation, country.size)?.id;
  country.passHours(recoveryHours - 1);
  assert.equal(inForce(), first);
  country.must(
    "device.revoke",
    { device: country.deviceOf("shelter").signer.name, reason: "stolen" },
    ...country.seats.slice(0, 2),
  );
  country.passHours(2);
  assert.equal(inForce(), first);
  assert.notEqual(stolen, undefined);
  assert.equal(recoveries.nextDealingOf(organisation, country.size), null);

  const again = dealt();
  again.country.must("recovery.deal", bodyOf(again.country).body, ...again.country.admins("shelter"));
  const next = again.recoveries.nextDealingOf(again.organisation, again.country.size)?.id;
  again.country.passHours(recoveryHours);
  assert.equal(again.recoveries.dealingOf(again.organisation, again.country.size)?.id, next);
});

test("[KR2b] a dealing that was kept back counts no more once another one was logged", () => {
  const country = new Country();
  const by = country.admins("shelter");
  const keptBack = bodyOf(country, ["prosecutor", "unit"], 2).body;
  country.must("recovery.deal", bodyOf(country).body, ...by);
  assert.equal(country.say("recovery.deal", keptBack, ...by), "recovery-refused");
  const second = bodyOf(country).body;
  assert.equal(country.say("recovery.deal", { ...second, replaces: "0".repeat(32) }, ...by), "recovery-refused");
  assert.equal(country.say("recovery.deal", second, ...by), null);
});

test("[KR3] a request is signed by its own device and a seat, or by as many custodians as give the key", () => {
  const { country } = dealt();
  const [seat] = country.seats;
  assert.ok(seat);
  const body = (device: TestDevice) => ({ organisation: country.by.shelter.id, device: device.device });
  const alone = newDevice(country);
  assert.equal(country.say("recovery.request", body(alone), seat), "not-signed-for-recovery");
  assert.equal(ask(country, alone).refusal, "not-signed-for-recovery");
  const custodians = five.map((role) => admin(country, role));
  assert.equal(ask(country, newDevice(country), ...custodians.slice(0, 2)).refusal, "not-signed-for-recovery");
  const twice = [admin(country, "legal"), admin(country, "legal", 1), admin(country, "clinic")];
  assert.equal(ask(country, newDevice(country), ...twice).refusal, "not-signed-for-recovery");
  assert.equal(ask(country, newDevice(country), seat, admin(country, "prosecutor")).refusal, "not-signed-for-recovery");
  const impostor = { name: alone.signer.name, seed: country.random(32) };
  assert.equal(country.say("recovery.request", body(alone), impostor, seat), "malformed");
  assert.equal(ask(country, newDevice(country), ...custodians.slice(0, 3)).refusal, null);
  assert.equal(ask(country, newDevice(country), seat).refusal, null);
});

test("[KR3] only a new administrator's device asks, for an organisation with a key, and nobody is enrolled under its name", () => {
  const { country, device, seat } = asked();
  const known = country.deviceOf("shelter");
  const body = { organisation: country.by.shelter.id, device: known.device };
  assert.equal(country.say("recovery.request", body, known.signer, seat), "id-taken");
  assert.equal(ask(country, device, seat).refusal, "id-taken");
  const humble = country.device(country.by.shelter.id, "shelter", false);
  assert.equal(ask(country, humble, seat).refusal, "recovery-refused");
  const other = country.device(country.by.legal.id, "legal-aid", true);
  const without = { organisation: country.by.legal.id, device: other.device };
  assert.equal(country.say("recovery.request", without, other.signer, seat), "recovery-refused");
  const enrolment = { organisation: country.by.shelter.id, device: device.device };
  assert.equal(country.say("device.enrol", enrolment, ...country.admins("shelter")), "id-taken");
});

test("[KR4] the wait is 72 hours whatever the council's waits are, also in a demonstration", () => {
  const { country, id, state } = asked();
  const zero = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };
  country.must("council.waits", { waits: zero }, ...country.seats.slice(0, 2));
  country.passHours(recoveryHours - 1);
  assert.equal(state(), "waiting");
  const give = () => country.say("recovery.release", { request: id, sealed }, admin(country, "legal"));
  assert.equal(give(), "recovery-waits");
  country.passHours(1);
  assert.equal(state(), "ready");
  assert.equal(give(), null);
});

test("[KR4] a reader's veto stops a request; with the revocation of a stolen device 72 hours begin again", () => {
  const { country, id, state, device, seed } = asked();
  const [thief] = country.admins("shelter");
  assert.ok(thief);
  const veto = (...by: readonly SignerKey[]) => country.say("recovery.veto", { request: id, reason: "Not us." }, ...by);
  assert.equal(veto(admin(country, "legal")), "not-signed-for-recovery");
  assert.equal(veto(country.seats[0] ?? assert.fail()), "not-signed-for-recovery", "one seat");
  assert.equal(veto(device.signer), "not-signed-for-recovery", "the device that asks is no reader");
  assert.equal(veto(thief), null);
  assert.equal(veto(thief), "repeated");
  country.passHours(recoveryHours * 2);
  assert.equal(state(), "vetoed");
  assert.equal(country.say("recovery.release", { request: id, sealed }, admin(country, "legal")), "recovery-waits");
  const own = { name: recoverySignerName(dealingId(country)), seed };
  assert.equal(country.say("recovery.restore", restoring(country, id), device.signer, own), "recovery-waits");
  country.must("device.revoke", { device: thief.name, reason: "stolen" }, ...country.seats.slice(0, 2));
  assert.equal(state(), "waiting");
  country.passHours(recoveryHours);
  assert.equal(state(), "ready");
  assert.equal(veto(thief), "not-signed-for-recovery", "a revoked device stops nothing");
  assert.equal(state(), "ready");
});

test("[KR4] the council's veto needs its threshold and holds 30 days", () => {
  const { country, id, state } = asked();
  country.must("recovery.veto", { request: id, reason: "Nobody rang." }, ...country.seats.slice(0, 2));
  country.passHours(councilVetoHours - 1);
  assert.equal(state(), "vetoed");
  country.passHours(1);
  assert.equal(state(), "ready");
});

test("[KR4] a request is over after 90 days, and then nobody restores by it", () => {
  const { country, id, state, device, seed } = asked();
  country.passHours(requestHours);
  assert.equal(state(), "over");
  const own = { name: recoverySignerName(dealingId(country)), seed };
  assert.equal(country.say("recovery.restore", restoring(country, id), device.signer, own), "recovery-refused");
  assert.equal(country.say("recovery.release", { request: id, sealed }, admin(country, "legal")), "recovery-refused");
});

test("[KR5] a custodian gives its share once, and nobody else gives one", () => {
  const { country, id, recoveries } = asked();
  country.passHours(recoveryHours);
  const give = (...by: readonly SignerKey[]) => country.say("recovery.release", { request: id, sealed }, ...by);
  assert.equal(give(admin(country, "prosecutor")), "not-signed-for-recovery");
  assert.equal(give(admin(country, "shelter")), "not-signed-for-recovery");
  assert.equal(give(admin(country, "legal"), admin(country, "clinic")), "not-signed-for-recovery");
  assert.equal(give(admin(country, "legal")), null);
  assert.equal(give(admin(country, "legal", 1)), "repeated");
  assert.deepEqual(
    recoveries.request(id)?.releases.map(({ custodian }) => custodian),
    [country.by.legal.id],
  );
});

test("[KR7] who has the recovery key goes on under the same id, with a new epoch that senders use at once", () => {
  const { country, id, device, seed, organisation, recoveries, state } = asked();
  const own = { name: recoverySignerName(dealingId(country)), seed };
  const body = restoring(country, id);
  const say = (...by: readonly SignerKey[]) => country.say("recovery.restore", body, ...by);
  assert.equal(say(device.signer, own), "recovery-waits", "before the wait is over");
  country.passHours(recoveryHours);
  assert.equal(say(device.signer), "not-signed-for-recovery");
  assert.equal(say(own), "not-signed-for-recovery");
  assert.equal(say(device.signer, { ...own, seed: country.random(32) }), "malformed", "a guessed key");
  assert.equal(say(device.signer, ...country.seats), "not-signed-for-recovery", "the whole council");
  assert.equal(country.say("recovery.restore", { ...body, epoch: 3 }, device.signer, own), "wrong-epoch");
  const dealtTo = recoveries.dealingOf(organisation, country.size)?.recipient ?? "";
  assert.equal(country.say("recovery.restore", { ...body, recipient: dealtTo }, device.signer, own), "wrong-epoch");
  assert.equal(country.directory.isActiveDevice(device.signer.name, country.size), false);
  assert.equal(say(device.signer, own), null);
  const { directory } = country;
  assert.equal(directory.isActiveDevice(device.signer.name, country.size), true);
  assert.equal(directory.device(device.signer.name)?.organisation, organisation);
  assert.equal(directory.epochForSending(organisation, country.size)?.recipient, body.recipient);
  assert.equal(state(), "restored");
  assert.equal(say(device.signer, own), "recovery-refused", "once");
  const still = recoveries.dealingOf(organisation, country.size) ?? assert.fail();
  assert.ok(recoveries.isUsed(still, country.size), "[KR7b] the key was on a device: a new one is to be dealt");
});

test("[KR7] a restore ends every other request for the organisation", () => {
  const { country, id, device, seed, seat, recoveries } = asked();
  const other = newDevice(country);
  const { id: second } = ask(country, other, seat);
  country.passHours(recoveryHours);
  const own = { name: recoverySignerName(dealingId(country)), seed };
  country.must("recovery.restore", restoring(country, id), device.signer, own);
  assert.equal(recoveries.stateOf(recoveries.request(second) ?? assert.fail(), country.size), "over");
  const body = { ...restoring(country, second), epoch: 3 };
  assert.equal(country.say("recovery.restore", body, other.signer, own), "recovery-refused");
});

test("[KR7] a suspended organisation is not brought back", () => {
  const { country, id, device, seed } = asked();
  country.passHours(recoveryHours);
  const own = { name: recoverySignerName(dealingId(country)), seed };
  country.must("organisation.suspend", { organisation: country.by.shelter.id }, ...country.seats.slice(0, 2));
  assert.equal(country.say("recovery.release", { request: id, sealed }, admin(country, "legal")), "recovery-waits");
  assert.equal(country.say("recovery.restore", restoring(country, id), device.signer, own), "recovery-waits");
});

test("[KR8] a device of the organisation that is revoked cannot end a request, nor a single administrator's", () => {
  const { country, device } = asked();
  const body = { device: device.signer.name, reason: "stolen" as const };
  assert.equal(country.say("device.revoke", body, admin(country, "shelter")), "unknown-device");
});

test("[KR1] a printed sheet needs a seat, and no custodian speaks for it", () => {
  const { country, seed } = dealt({ custodians: [], threshold: 0 });
  const device = newDevice(country);
  assert.equal(
    ask(country, device, admin(country, "legal"), admin(country, "clinic")).refusal,
    "not-signed-for-recovery",
  );
  const { refusal, id } = ask(country, device, country.seats[0] ?? assert.fail());
  assert.equal(refusal, null);
  country.passHours(recoveryHours);
  assert.equal(
    country.say("recovery.release", { request: id, sealed }, admin(country, "legal")),
    "not-signed-for-recovery",
  );
  const own = { name: recoverySignerName(dealingId(country)), seed };
  country.must("recovery.restore", restoring(country, id), device.signer, own);
});

function dealingId(country: Country): string {
  return country.directory.recoveries.dealingOf(country.by.shelter.id, country.size)?.id ?? assert.fail();
}
