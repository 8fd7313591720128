// Hostile uses of the verbs of a recovery (KR): thieves, seats, custodians and a host that knows what is not logged yet. Each was tried against the rules before they
// were mended.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, type Role, recipientOfSuite, type TestDevice } from "../../test/support/country.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { signDirectoryNote } from "../note/directory-note.ts";
import type { SignerKey } from "../note/signed-note.ts";
import { recoveryHours, recoverySignerName } from "./recovery.ts";

const three = ["legal", "clinic", "ombudsman"] as const satisfies readonly Role[];
const sealed = "A".repeat(80);
const admin = (country: Country, role: Role, at = 0) => country.admins(role)[at] ?? assert.fail();

function dealBody(country: Country, custodians: readonly Role[] = three, threshold = 2, role: Role = "shelter") {
  const seed = country.random(32);
  const organisation = country.by[role].id;
  const before = country.directory.recoveries.newestDealingOf(organisation);
  const body = {
    organisation,
    key: encodeBase64(ed25519PublicKey(seed)),
    recipient: recipientOfSuite("x25519", encodeHex(country.random(8))),
    threshold,
    shares: custodians.map((each) => ({ custodian: country.by[each].id, hash: encodeHex(country.random(32)) })),
    ...(before === null ? {} : { replaces: before.id }),
  };
  return { seed, body };
}

function dealt(country = new Country(), by = country.admins("shelter")) {
  const { seed, body } = dealBody(country);
  country.must("recovery.deal", body, ...by);
  const id = country.directory.recoveries.newestDealingOf(body.organisation)?.id ?? assert.fail();
  return { country, seed, id, organisation: body.organisation, recoveries: country.directory.recoveries };
}

const newDevice = (country: Country): TestDevice => country.device(country.by.shelter.id, "shelter", true);

function ask(country: Country, device: TestDevice, ...others: readonly SignerKey[]) {
  const body = { organisation: country.by.shelter.id, device: device.device };
  const refusal = country.say("recovery.request", body, device.signer, ...others);
  return { refusal, id: country.directory.recoveries.request(device.signer.name)?.id ?? "" };
}

const seat = (country: Country) => country.seats[0] ?? assert.fail();
const council = (country: Country) => country.seats.slice(0, 2);
const stateOf = ({ directory, size }: Country, id: string) =>
  directory.recoveries.stateOf(directory.recoveries.request(id) ?? assert.fail(), size);

function restore(country: Country, id: string, device: TestDevice, dealing: string, seed: Uint8Array) {
  const epoch = country.directory.epochsOf(country.by.shelter.id).length + 1;
  const recipient = recipientOfSuite("x25519", encodeHex(country.random(8)));
  const own = { name: recoverySignerName(dealing), seed };
  return { recipient, refusal: country.say("recovery.restore", { request: id, epoch, recipient }, device.signer, own) };
}

test("[KR7b] a silent stolen laptop does not end a recovery: the lost device revokes the new one in vain", () => {
  const { country, seed, id: dealing } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, seat(country));
  country.passHours(recoveryHours);
  assert.equal(restore(country, id, device, dealing, seed).refusal, null);
  const thief = admin(country, "shelter");
  country.say("device.revoke", { device: device.signer.name, reason: "stolen" }, thief);
  const isBack = country.directory.isActiveDevice(device.signer.name, country.size);
  const again = ask(country, newDevice(country), seat(country));
  assert.ok(
    isBack || again.refusal === null,
    `restored device revoked by the thief, and a new request: ${again.refusal}`,
  );
});

test("[KR2] both laptops are stolen the day after the first dealing, the council revokes them: the organisation can still be brought back", () => {
  const { country } = dealt();
  country.passHours(24);
  for (const { name } of country.admins("shelter"))
    country.must("device.revoke", { device: name, reason: "stolen" }, ...council(country));
  assert.equal(ask(country, newDevice(country), seat(country)).refusal, null);
});

test("[KR2] two stolen laptops take nobody's recovery away: the first dealing is not undone by a thief's revocation", () => {
  const { country, id, organisation, recoveries } = dealt();
  country.passHours(24);
  const thief = admin(country, "shelter", 1);
  country.must("device.revoke", { device: admin(country, "shelter").name, reason: "stolen" }, thief);
  country.logTime();
  assert.equal(recoveries.dealingOf(organisation, country.size)?.id, id);
});

test("[KR2] a later dealing waits 72 hours also where the one before it is made void meanwhile", () => {
  const country = new Country();
  const third = newDevice(country);
  country.must(
    "device.enrol",
    { organisation: country.by.shelter.id, device: third.device },
    ...country.admins("shelter"),
  );
  country.passHours(48);
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const { organisation, recoveries } = dealt(country, [one, two]);
  country.passHours(1);
  // Laptops two and three are stolen.
  country.must("recovery.deal", dealBody(country, ["authority", "unit"]).body, two, third.signer);
  const stolen = recoveries.newestDealingOf(organisation)?.id;
  country.must("device.revoke", { device: one.name, reason: "lost" }, third.signer);
  country.logTime();
  assert.notEqual(recoveries.dealingOf(organisation, country.size)?.id, stolen, "the thieves' key is in force at once");
});

test("[KR4] a reader has 72 hours to say no: hours in which its organisation was suspended, and it could say nothing, do not count", () => {
  const { country, seed, id: dealing } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, admin(country, "legal"), admin(country, "clinic"));
  country.must("organisation.suspend", { organisation: country.by.shelter.id }, ...council(country));
  assert.equal(
    country.say("recovery.veto", { request: id, reason: "Not us." }, admin(country, "shelter")),
    "not-signed-for-recovery",
    "while suspended a reader says nothing",
  );
  country.passHours(recoveryHours + 1);
  country.must("organisation.resume", { organisation: country.by.shelter.id, number: 1 }, ...council(country));
  assert.notEqual(stateOf(country, id), "ready");
  assert.equal(restore(country, id, device, dealing, seed).refusal, "recovery-waits");
});

test("[KR7b] once the device of a hostile restore is revoked, senders seal to it no more", () => {
  const other = new Country();
  const first = dealt(other);
  other.passHours(recoveryHours);
  other.must("device.revoke", { device: admin(other, "shelter", 1).name, reason: "lost" }, admin(other, "shelter"));
  const device = newDevice(other);
  const { id } = ask(other, device, admin(other, "legal"), admin(other, "clinic"));
  other.passHours(recoveryHours);
  const hostile = restore(other, id, device, first.id, first.seed);
  assert.equal(hostile.refusal, null, "the one reader was on holiday");
  // Back from holiday: it is no administrator until the council revokes the stranger; then it begins an epoch of its own with a seat.
  const honest = admin(other, "shelter");
  const misused = { device: device.signer.name, reason: "misused" as const };
  assert.equal(other.say("device.revoke", misused, honest), "not-signed-by-admins");
  other.must("device.revoke", misused, ...council(other));
  assert.notEqual(other.directory.epochForSending(first.organisation, other.size)?.recipient, hostile.recipient);
  const recipient = recipientOfSuite("x25519", encodeHex(other.random(8)));
  other.must(
    "epoch.new",
    { organisation: first.organisation, epoch: 3, recipient, maker: honest.name },
    honest,
    seat(other),
  );
  assert.notEqual(other.directory.epochForSending(first.organisation, other.size)?.recipient, hostile.recipient);
});

test("[KR3] nobody gets the key of a device that asks: no seat of the council, no recovery key", () => {
  const { country, seed, id: dealing } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, seat(country));
  const key = device.device.key;
  const asDealing = country.say("recovery.deal", { ...dealBody(country).body, key }, ...country.admins("shelter"));
  const other = newDevice(country);
  ask(country, other, seat(country));
  const asSeat = country.say(
    "council.seat",
    { seat: "council-3", key: other.device.key, number: 1 },
    ...council(country),
  );
  country.passHours(recoveryHours);
  restore(country, id, device, dealing, seed);
  assert.deepEqual([asSeat, asDealing], ["key-taken", "key-taken"], "DR4, KR3");
});

test("[KR3a] one seat that lies cannot make an organisation stop a thousand requests", () => {
  const { country } = dealt();
  const asked = Array.from({ length: 40 }, () => ask(country, newDevice(country), seat(country)).refusal);
  assert.ok(
    asked.includes("recovery-refused"),
    "all forty of one seat wait at once, and each has to be stopped by itself",
  );
});

test("[KR7b] an organisation that was brought back once, and whose new laptop breaks the same day, can be brought back again", () => {
  const { country, seed, id: dealing } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, seat(country));
  country.passHours(recoveryHours);
  assert.equal(restore(country, id, device, dealing, seed).refusal, null);
  // The disk breaks before the archive was taken: all shares and the archive are where they were.
  assert.equal(ask(country, newDevice(country), seat(country)).refusal, null);
});

test("[KR4b] whoever sees a note before it is logged does not use up its number: a veto holds though a note with its salt came before", () => {
  const { country } = dealt();
  country.passHours(recoveryHours);
  const { id } = ask(country, newDevice(country), seat(country));
  const veto = country.content("recovery.veto", { request: id, reason: "We lost nothing." });
  // An accomplice of the host, an administrator of anybody, logs a harmless note of its own under that salt first.
  const accomplice = country.device(country.by.legal.id, "legal-aid");
  const harmless = {
    ...country.content("device.enrol", { organisation: country.by.legal.id, device: accomplice.device }),
    salt: veto.salt,
  };
  assert.equal(
    country.log(signDirectoryNote(country.founding.origin, harmless as never, country.admins("legal"))),
    null,
  );
  country.log(signDirectoryNote(country.founding.origin, veto as never, [admin(country, "shelter")]));
  assert.equal(stateOf(country, id), "vetoed");
});

test("[KR5] a custodian whose stolen laptop gave rubbish gives the right share after the laptop was revoked", () => {
  const { country } = dealt();
  country.passHours(recoveryHours);
  const { id } = ask(country, newDevice(country), seat(country));
  country.passHours(recoveryHours);
  const [stolen, honest] = country.admins("legal");
  assert.ok(stolen && honest);
  country.must("recovery.release", { request: id, sealed }, stolen);
  country.must("device.revoke", { device: stolen.name, reason: "stolen" }, honest);
  assert.equal(country.say("recovery.release", { request: id, sealed: "B".repeat(80) }, honest), null);
});

test("[KR4] a host with a rotten time note is not sure of a directory that misses a restore for want of it", () => {
  const quick = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };
  const build = (lacks: boolean) => {
    const country = new Country({ founding: { waits: quick } });
    const { seed, id: dealing } = dealt(country);
    country.passHours(recoveryHours);
    const device = newDevice(country);
    const { id } = ask(country, device, seat(country));
    country.logTime();
    country.seconds += 71 * 3600;
    country.logTime();
    country.seconds += 3600;
    const rotten = country.size;
    if (lacks) country.size++;
    else country.logTime();
    restore(country, id, device, dealing, seed);
    for (let hour = 0; hour < 3; hour++) country.passHours(1);
    const known = country.directory.isActiveDevice(device.signer.name, country.size);
    return { known, isSure: country.directory.isSureWithoutTime(rotten) };
  };
  assert.equal(build(false).known, true);
  const lacking = build(true);
  assert.ok(lacking.known || !lacking.isSure, "the restored device is nobody there, and the host is sure");
});

test("[KR4] the council's threshold stops a request for as long as it repeats its veto: there is no moment between two of them", () => {
  const { country, seed, id: dealing } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, seat(country));
  const veto = () => country.say("recovery.veto", { request: id, reason: "Nobody rang." }, ...council(country));
  assert.equal(veto(), null);
  country.passHours(29 * 24);
  const again = veto();
  country.passHours(25);
  // The host puts the restore behind the time note that ends it, before anything of the council.
  const { refusal } = restore(country, id, device, dealing, seed);
  assert.notEqual(refusal, null, `renewed a day before the end: ${again}; and restored in the moment of the end`);
});

test("[KR2] a key that was replaced, since its custodians are not trusted any more, restores nothing once the new one is in force", () => {
  const { country, seed, id: dealing, organisation, recoveries } = dealt();
  country.passHours(recoveryHours);
  country.must(
    "recovery.deal",
    dealBody(country, ["authority", "unit", "secretariat"]).body,
    ...country.admins("shelter"),
  );
  country.passHours(recoveryHours - 1);
  const device = newDevice(country);
  const { id, refusal } = ask(country, device, admin(country, "legal"), admin(country, "clinic"));
  assert.equal(refusal, null);
  country.passHours(recoveryHours);
  for (const role of ["legal", "clinic"] as const)
    country.must("organisation.suspend", { organisation: country.by[role].id }, ...council(country));
  assert.notEqual(
    recoveries.dealingOf(organisation, country.size)?.id,
    dealing,
    "the new key is in force for two days",
  );
  assert.notEqual(
    restore(country, id, device, dealing, seed).refusal,
    null,
    "by the old key, vouched for by two that are suspended",
  );
});

test("[KR7b] stolen laptops that are not revoked yet take no sender back from a restored organisation by an epoch of theirs", () => {
  const { country, seed, id: dealing, organisation } = dealt();
  country.passHours(recoveryHours);
  const device = newDevice(country);
  const { id } = ask(country, device, seat(country));
  country.passHours(recoveryHours);
  const restored = restore(country, id, device, dealing, seed);
  assert.equal(restored.refusal, null);
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const recipient = recipientOfSuite("x25519", encodeHex(country.random(8)));
  country.say("epoch.new", { organisation, epoch: 3, recipient, maker: one.name }, one, two);
  country.say("epoch.confirm", { organisation, epoch: 3 }, two);
  assert.equal(country.directory.epochForSending(organisation, country.size)?.recipient, restored.recipient);
});
