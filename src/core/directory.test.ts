// Who may say what in the directory (DR1–DR6, SL4), by the notes of an invented country.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, type Role, recipientOfSuite, roles, waits } from "../../test/support/country.ts";
import { exampleService } from "../../test/support/example-service.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { parseDirectoryNote } from "../note/directory-note.ts";
import { Directory } from "./directory.ts";
import type { DirectoryKind } from "./directory-note.ts";
import { registerNames, registerOf } from "./registers/register-table.ts";
import { noWaits } from "./waits.ts";

const policy = `witness witness-9 witness-9.example+5b0c8b4a+${"A".repeat(44)}\nquorum witness-9\n`;
const real = { demonstration: false };

/** A country in which the consulate and the clinic are not yet admitted. */
function youngCountry(): Country {
  return new Country({ founders: roles.filter((role) => role !== "consulate" && role !== "clinic") });
}

/** A new key for a seat, and what signs with it. */
function newSeat(country: Country, seat: string) {
  const signer = { name: seat, seed: country.random(32) };
  return { key: encodeBase64(ed25519PublicKey(signer.seed)), signer };
}

function newKey(country: Country, seat: string) {
  return { seat, key: newSeat(country, seat).key, number: 1 };
}

function admit(country: Country, role: Role): void {
  country.must("organisation.admit", country.admissionOf(country.by[role]), ...country.seats.slice(0, 2));
}

test("[DR6] organisations of the founding note are active at once, with their devices and epochs", () => {
  const country = new Country();
  for (const role of roles) {
    const { id, devices } = country.by[role];
    assert.equal(country.directory.isActiveOrganisation(id, 1), true);
    for (const { device } of devices) assert.equal(country.directory.isActiveDevice(device.id, 1), true);
    assert.equal(country.directory.organisation(id)?.founding, true);
  }
  assert.equal(country.directory.isActiveDevice("00".repeat(16), 1), false);
});

for (const kind of [
  "council.policy",
  "council.waits",
  "council.seat",
  "organisation.admit",
  "organisation.suspend",
] as const) {
  test(`[DR2] ${kind} needs as many different council seats as the threshold, and nobody else`, () => {
    const country = youngCountry();
    const [one, two, three] = country.seats;
    const [admin] = country.admins("shelter");
    assert.ok(one && two && three && admin);
    const bodies = {
      "council.policy": { policy },
      "council.waits": { waits },
      "council.seat": newKey(country, "council-3"),
      "organisation.admit": country.admissionOf(country.by.clinic),
      "organisation.suspend": { organisation: country.by.legal.id },
    };
    const say = (...signers: (typeof one)[]) => country.say<DirectoryKind>(kind, bodies[kind], ...signers);
    assert.equal(say(one), "not-signed-by-council");
    assert.equal(say(admin), "not-signed-by-council");
    assert.equal(say(one, admin), "not-signed-by-council");
    assert.equal(say(one, two, admin), "not-signed-by-council");
    assert.equal(say(one, one), "malformed");
    assert.equal(say(), "malformed");
    assert.equal(country.directory.policyAt(1000), country.founding.founding.policy);
    assert.equal(country.directory.organisation(country.by.clinic.id), null);
    assert.equal(country.directory.organisation(country.by.legal.id)?.suspensions.length, 0);
    assert.equal(say(three, two), null);
  });
}

test("[DR2] a seat's name repeated by a careless caller counts once", () => {
  const country = new Country();
  const content = country.content("organisation.suspend", { organisation: country.by.legal.id });
  const note = { content, signers: ["council-1", "council-1"] };
  assert.equal(country.directory.apply(note, country.size), "not-signed-by-council");
});

test("[DR2] an admitted organisation is active only after its notice period, by time leaves", () => {
  const country = youngCountry();
  admit(country, "clinic");
  const { id } = country.by.clinic;
  const device = country.deviceOf("clinic").device.id;
  assert.equal(country.directory.isActiveOrganisation(id, 10_000), false);
  country.passHours(47);
  assert.equal(country.directory.isActiveOrganisation(id, country.size), false);
  assert.equal(country.directory.isActiveDevice(device, country.size), false);
  country.seconds += 3600;
  const timeLeaf = country.size;
  country.logTime();
  assert.equal(country.directory.isActiveOrganisation(id, timeLeaf), false);
  assert.equal(country.directory.isActiveOrganisation(id, timeLeaf + 1), true);
  assert.equal(country.directory.isActiveDevice(device, timeLeaf + 1), true);
});

test("[DR3] during its notice period an organisation can neither enrol devices nor begin an epoch", () => {
  const country = youngCountry();
  admit(country, "clinic");
  const clinic = country.by.clinic;
  const { device } = country.device(clinic.id, "health");
  const body = { organisation: clinic.id, device };
  assert.equal(country.say("device.enrol", body, ...country.admins("clinic")), "not-signed-by-admins");
  const maker = country.admins("clinic")[0]?.name ?? "";
  const epoch = { organisation: clinic.id, epoch: 1, recipient: clinic.recipient, maker };
  assert.equal(country.say("epoch.new", epoch, ...country.admins("clinic")), "not-signed-by-admins");
  assert.equal(country.directory.epochForSending(clinic.id, country.size), null);
});

test("[DR2] names are unique after folding scripts and look-alikes, among all languages of all organisations", () => {
  const country = new Country();
  const ghost = country.organisation("clinic");
  const admission = country.admissionOf(ghost);
  const name = (names: Readonly<Record<string, string>>) =>
    country.say(
      "organisation.admit",
      { ...admission, organisation: { ...admission.organisation, name: names } },
      ...country.seats,
    );
  for (const taken of [
    "Example Shelter North",
    "example shelter north",
    "Eхample Shelter North",
    "Examp1e She1ter North",
    "Éxample Shelter North",
    "Ехампле Шелтер Нортҳ",
    "🏠",
  ]) {
    assert.equal(name({ en: taken }), "name-taken", taken);
    assert.equal(name({ en: "Example Hall West", tg: taken }), "name-taken", taken);
  }
  assert.equal(name({ en: "Example Hall West", tg: "Толори намунавӣ" }), null);
  const second = country.admissionOf(country.organisation("clinic"));
  const renamed = { ...second, organisation: { ...second.organisation, name: { ru: "Ехаmрle Hаll Wеst" } } };
  assert.equal(country.say("organisation.admit", renamed, ...country.seats), "name-taken");
});

test("[DR2] an admission repeats no id and no key, has an administrator, and fits roles and suite", () => {
  const country = new Country();
  const fresh = () => country.admissionOf(country.organisation("clinic", `Hall ${country.size}`));
  const say = (admission: ReturnType<typeof fresh>) => country.say("organisation.admit", admission, ...country.seats);
  const shelterDevice = country.deviceOf("shelter").device;
  const good = fresh();
  const [first, second] = good.devices;
  assert.ok(first && second);
  const withDevices = (...devices: (typeof first)[]) => say({ ...fresh(), devices });
  assert.equal(say({ ...good, organisation: { ...good.organisation, id: country.by.shelter.id } }), "id-taken");
  assert.equal(withDevices({ ...first, id: shelterDevice.id }), "id-taken");
  assert.equal(withDevices({ ...first, key: shelterDevice.key }), "key-taken");
  assert.equal(withDevices({ ...first, key: country.founding.founding.logKey }), "key-taken");
  assert.equal(withDevices({ ...first, key: country.founding.founding.council.seats[0]?.key ?? "" }), "key-taken");
  assert.equal(withDevices(first, { ...second, id: first.id }), "key-taken");
  assert.equal(withDevices(first, { ...second, key: first.key }), "key-taken");
  assert.equal(withDevices({ ...first, admin: false }), "wrong-role");
  assert.equal(withDevices({ ...first, role: "referrer" }), "wrong-role");
  assert.equal(withDevices({ ...first, recipient: recipientOfSuite("hybrid", "court") }), "wrong-suite");
  assert.equal(say(good), null);
});

test("[SL3] in a hybrid country organisations hold hybrid keys and referrers X25519 ones", () => {
  const organisations = new Country({ founders: ["border"] }).founding.founding.organisations;
  const country = new Country({ founders: [], founding: { suite: "hybrid", organisations } });
  const hybrid = recipientOfSuite("hybrid", "court");
  const admission = country.admissionOf(country.organisation("clinic"));
  const say = (devices: typeof admission.devices) =>
    country.say("organisation.admit", { ...admission, devices }, ...country.seats);
  assert.equal(say(admission.devices), "wrong-suite");
  assert.equal(say(admission.devices.map((device) => ({ ...device, recipient: hybrid }))), null);
  const border = country.founding.founding.organisations[0];
  assert.ok(border);
  const phone = country.device(border.organisation.id, "border-post");
  const body = { organisation: border.organisation.id, device: { ...phone.device, recipient: hybrid } };
  const signer = new Country({ founders: ["border"] }).admins("border")[0];
  assert.ok(signer);
  assert.equal(country.say("device.enrol", body, signer), "wrong-suite");
  assert.equal(country.say("device.enrol", { ...body, device: phone.device }, signer), null);
});

test("[DR3] a referrer's device needs one administrator of its own organisation and is active at once", () => {
  const country = new Country();
  const { border, shelter } = country.by;
  const phone = country.device(border.id, "border-post");
  const body = { organisation: border.id, device: phone.device };
  const [admin] = country.admins("border");
  const [foreign] = country.admins("consulate");
  const [seat] = country.seats;
  assert.ok(admin && foreign && seat);
  assert.equal(country.say("device.enrol", body, foreign), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, admin, foreign), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, ...country.seats), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", { ...body, organisation: shelter.id }, admin), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", { ...body, organisation: country.uuid() }, admin), "unknown-organisation");
  const wrong = { ...body, device: { ...phone.device, role: "reader" as const } };
  assert.equal(country.say("device.enrol", wrong, ...country.admins("border")), "wrong-role");
  const enrolled = country.size;
  assert.equal(country.say("device.enrol", body, admin), null);
  assert.equal(country.directory.isActiveDevice(phone.device.id, enrolled), false);
  assert.equal(country.directory.isActiveDevice(phone.device.id, enrolled + 1), true);
  assert.equal(country.say("device.enrol", body, admin), "id-taken");
});

test("[DR3] a device without the administrator's mark may not enrol", () => {
  const country = new Country();
  const { border } = country.by;
  const phone = country.device(border.id, "border-post");
  country.must("device.enrol", { organisation: border.id, device: phone.device }, ...country.admins("border"));
  const next = country.device(border.id, "border-post");
  const body = { organisation: border.id, device: next.device };
  assert.equal(country.say("device.enrol", body, phone.signer), "not-signed-by-admins");
});

test("[DR3] a reader needs two administrators and then waits, by time leaves", () => {
  const country = new Country();
  const { shelter } = country.by;
  const [one, two] = country.admins("shelter");
  const [seat] = country.seats;
  assert.ok(one && two && seat);
  const desk = country.device(shelter.id, "shelter");
  const body = { organisation: shelter.id, device: desk.device };
  assert.equal(country.say("device.enrol", body, one), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, one, one), "malformed");
  assert.equal(country.say("device.enrol", body, one, seat), "not-signed-by-admins");
  assert.equal(country.directory.activeReaders(shelter.id, country.size), 2);
  assert.equal(country.say("device.enrol", body, one, two), null);
  country.passHours(23);
  assert.equal(country.directory.isActiveDevice(desk.device.id, country.size), false);
  assert.equal(country.directory.activeReaders(shelter.id, country.size), 2);
  country.passHours(1);
  assert.equal(country.directory.isActiveDevice(desk.device.id, country.size), true);
  assert.equal(country.directory.activeReaders(shelter.id, country.size), 3);
});

test("[DR3] with one administrator left, its signature and one council seat enrol a reader after the longer wait", () => {
  const country = new Country();
  const { shelter } = country.by;
  const [one, two] = country.admins("shelter");
  const [seat] = country.seats;
  assert.ok(one && two && seat);
  country.must("device.revoke", { device: two.name, reason: "lost" }, one);
  const desk = country.device(shelter.id, "shelter");
  const body = { organisation: shelter.id, device: desk.device };
  assert.equal(country.say("device.enrol", body, one), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, seat), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, one, two), "not-signed-by-admins");
  assert.equal(country.say("device.enrol", body, one, seat), null);
  country.passHours(71);
  assert.equal(country.directory.isActiveDevice(desk.device.id, country.size), false);
  country.passHours(1);
  assert.equal(country.directory.isActiveDevice(desk.device.id, country.size), true);
});

test("[DR3] revocation is signed by administrators of the organisation or by the council, and holds from its leaf", () => {
  const country = new Country();
  const [one, two] = country.admins("shelter");
  const [foreign] = country.admins("legal");
  const [seat] = country.seats;
  assert.ok(one && two && foreign && seat);
  const body = { device: two.name, reason: "stolen" as const };
  assert.equal(country.say("device.revoke", body, foreign), "not-signed-by-admins");
  assert.equal(country.say("device.revoke", body, one, foreign), "not-signed-by-admins");
  assert.equal(country.say("device.revoke", body, seat), "not-signed-by-admins");
  assert.equal(country.say("device.revoke", { ...body, device: "00".repeat(16) }, one), "unknown-device");
  const leaf = country.size;
  assert.equal(country.say("device.revoke", body, one), null);
  assert.equal(country.directory.isActiveDevice(two.name, leaf), true);
  assert.equal(country.directory.isActiveDevice(two.name, leaf + 1), false);
  assert.equal(country.say("device.revoke", { device: one.name, reason: "lost" }, two), "not-signed-by-admins");
  assert.equal(country.say("device.revoke", { device: one.name, reason: "lost" }, ...country.seats.slice(1)), null);
  assert.equal(country.directory.isActiveDevice(one.name, country.size), false);
});

test("[DR3] a second revocation does not move the first one", () => {
  const country = new Country();
  const [one, two] = country.admins("shelter");
  assert.ok(one && two);
  const leaf = country.size;
  country.must("device.revoke", { device: two.name, reason: "lost" }, one);
  country.must("device.revoke", { device: two.name, reason: "stolen" }, one);
  assert.equal(country.directory.device(two.name)?.revoked, leaf);
});

test("[DR2] a suspended organisation has no active device, gets nothing sealed, and says nothing", () => {
  const country = new Country();
  const { legal } = country.by;
  const leaf = country.size;
  country.must("organisation.suspend", { organisation: legal.id }, ...country.seats);
  assert.equal(country.directory.isActiveOrganisation(legal.id, leaf), true);
  assert.equal(country.directory.isActiveOrganisation(legal.id, leaf + 1), false);
  assert.equal(country.directory.isActiveDevice(country.deviceOf("legal").device.id, leaf + 1), false);
  assert.equal(country.directory.activeReaders(legal.id, leaf + 1), 0);
  assert.equal(country.directory.epochForSending(legal.id, leaf + 1), null);
  const { device } = country.device(legal.id, "legal-aid");
  const body = { organisation: legal.id, device };
  assert.equal(country.say("device.enrol", body, ...country.admins("legal")), "not-signed-by-admins");
  assert.equal(
    country.say("organisation.suspend", { organisation: country.uuid() }, ...country.seats),
    "unknown-organisation",
  );
});

test("[DR8] a suspension is lifted from a leaf on: what was said before it stays refused, and what comes after counts", () => {
  const country = new Country();
  const { legal } = country.by;
  const { device } = country.deviceOf("legal");
  const { directory } = country;
  const suspended = country.size;
  country.must("organisation.suspend", { organisation: legal.id }, ...country.seats);
  const phone = country.device(legal.id, "legal-aid");
  const enrolment = country.sign(
    "device.enrol",
    { organisation: legal.id, device: phone.device },
    country.admins("legal"),
  );
  assert.equal(country.log(enrolment), "not-signed-by-admins");
  const meanwhile = country.size;
  const lifted = country.size;
  country.must("organisation.resume", { organisation: legal.id, number: 1 }, ...country.seats.slice(1));
  const after = country.size;
  const standing = [suspended, meanwhile, lifted, after].map((now) => [
    directory.isActiveOrganisation(legal.id, now),
    directory.isActiveDevice(device.id, now),
    directory.activeReaders(legal.id, now),
    directory.epochForSending(legal.id, now)?.epoch ?? null,
    directory.isSuspended(legal.id, now),
  ]);
  const open = [true, true, 2, 1, false];
  const shut = [false, false, 0, null, true];
  assert.deepEqual(standing, [open, shut, shut, open]);
  assert.equal(country.log(enrolment), null, "the same note counts now: it was refused before");
});

test("[DR8] a suspension is lifted by the council's threshold, and only where one holds; a second one is lifted alike", () => {
  const country = new Country();
  const { legal, clinic } = country.by;
  const [seat] = country.seats;
  assert.ok(seat);
  const lift = (organisation: string, ...signers: Country["seats"]) =>
    country.say("organisation.resume", { organisation, number: 1 }, ...signers);
  const body = { organisation: legal.id };
  assert.equal(lift(legal.id, ...country.seats), "not-suspended");
  country.must("organisation.suspend", body, ...country.seats);
  assert.equal(lift(legal.id, seat), "not-signed-by-council");
  assert.equal(lift(legal.id, ...country.admins("legal")), "not-signed-by-council");
  assert.equal(lift(legal.id, seat, ...country.admins("legal")), "not-signed-by-council");
  assert.equal(lift(clinic.id, ...country.seats), "not-suspended");
  assert.equal(lift(country.uuid(), ...country.seats), "unknown-organisation");
  const lifting = country.sign("organisation.resume", { ...body, number: 1 }, country.seats);
  const kept = country.sign("organisation.resume", { ...body, number: 1 }, country.seats);
  const suspending = country.sign("organisation.suspend", body, country.seats);
  assert.equal(country.log(lifting), null);
  assert.equal(country.log(suspending), "wrong-number", "a suspension that was kept back does not come again");
  assert.equal(lift(legal.id, ...country.seats), "not-suspended");
  const between = country.size;
  country.must("organisation.suspend", { ...body, number: 2 }, ...country.seats);
  assert.equal(country.log(lifting), "repeated", "an old note lifts no later suspension");
  assert.equal(country.log(kept), "wrong-number", "nor one that was signed and kept back");
  assert.equal(country.directory.isActiveOrganisation(legal.id, country.size), false);
  assert.equal(country.directory.isActiveOrganisation(legal.id, between), true, "what was said between counts on");
  country.must("organisation.resume", { ...body, number: 2 }, ...country.seats);
  assert.equal(country.directory.isActiveOrganisation(legal.id, country.size), true);
});

test("[DR7] a seat's new key signs after 168 hours of the log's time, and the one before signs until then and no longer", () => {
  const country = new Country({ founding: real });
  const [one, two, three] = country.seats;
  assert.ok(one && two && three);
  const { key, signer } = newSeat(country, "council-3");
  const suspend = (organisation: string, ...signers: (typeof one)[]) =>
    country.say("organisation.suspend", { organisation }, ...signers);
  country.must("council.seat", { seat: "council-3", key, number: 1 }, one, two);
  country.passHours(167);
  assert.equal(suspend(country.by.legal.id, one, signer), "malformed", "the new key waits");
  assert.equal(suspend(country.by.legal.id, one, three), null, "the old one signs meanwhile");
  country.seconds += 3600;
  country.logTime();
  assert.equal(suspend(country.by.clinic.id, one, three), "malformed", "the old one signs on");
  assert.equal(suspend(country.by.clinic.id, one, two, three), "malformed", "and spoils what the others signed");
  assert.equal(suspend(country.by.clinic.id, one, signer), null);
});

test("[DR7a] no later note shortens the wait of a seat's new key in a real country", () => {
  const country = new Country({ founding: real });
  const { key } = newSeat(country, "council-3");
  const short = { admission: 1, reader: 1, soloReader: 1, answer: 1, forms: 1 };
  country.must("council.waits", { waits: short }, ...country.seats);
  country.must("council.seat", { seat: "council-3", key, number: 1 }, ...country.seats);
  country.must("council.waits", { waits: short }, ...country.seats);
  country.passHours(167);
  assert.notEqual(country.directory.keyOf("council-3", country.size), key);
  country.passHours(1);
  assert.equal(country.directory.keyOf("council-3", country.size), key);
});

test("[DR7a] in a trial or a demonstration it is as long as an admission waits there", () => {
  for (const hours of [0, 48]) {
    const country = new Country({ founding: { waits: { ...waits, admission: hours } } });
    const { key } = newSeat(country, "council-3");
    country.must("council.seat", { seat: "council-3", key, number: 1 }, ...country.seats);
    country.passHours(Math.max(0, hours - 1));
    assert.equal(country.directory.keyOf("council-3", country.size) === key, hours === 0);
    country.passHours(1);
    assert.equal(country.directory.keyOf("council-3", country.size), key);
  }
});

test("[DR7b] a seat's new key is one that nobody has, had or waits for, and its seat one of the council's", () => {
  const country = new Country();
  const { key } = newSeat(country, "council-3");
  const say = (seat: string, wanted: string) =>
    country.say("council.seat", { seat, key: wanted, number: 1 }, ...country.seats);
  const { founding } = country.founding;
  const taken = [
    founding.logKey,
    ...founding.council.seats.map((seat) => seat.key),
    country.deviceOf("shelter").device.key,
  ];
  for (const other of taken) assert.equal(say("council-3", other), "key-taken");
  assert.equal(say("council-3", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="), "malformed", "a key of small order");
  assert.equal(say("council-4", key), "unknown-seat", "the council grows by nobody");
  assert.equal(say("council-3", key), null);
  assert.equal(say("council-2", key), "key-taken");
  const { device } = country.device(country.by.border.id, "border-post");
  const stolen = { organisation: country.by.border.id, device: { ...device, key } };
  assert.equal(country.say("device.enrol", stolen, ...country.admins("border").slice(0, 1)), "key-taken");
});

test("[DR7b] a replacement that was signed and kept back comes no more once another one was logged", () => {
  const country = new Country({ founding: real });
  const [first, second] = [newSeat(country, "council-3"), newSeat(country, "council-3")];
  const sign = ({ key }: typeof first, number: number) =>
    country.sign("council.seat", { seat: "council-3", key, number }, country.seats);
  const kept = sign(first, 1);
  assert.equal(country.log(sign(second, 2)), "wrong-number", "none is skipped");
  assert.equal(country.log(sign(second, 1)), null);
  country.passHours(167);
  assert.equal(country.log(kept), "wrong-number");
  country.passHours(1);
  assert.equal(country.directory.keyOf("council-3", country.size), second.key);
});

test("[DR7c] of two replacements of one seat the later one comes, and those of two seats both do", () => {
  const country = new Country({ founding: real });
  const first = newSeat(country, "council-3");
  const later = newSeat(country, "council-3");
  const other = newSeat(country, "council-2");
  country.must("council.seat", { seat: "council-3", key: first.key, number: 1 }, ...country.seats);
  country.passHours(100);
  country.must("council.seat", { seat: "council-3", key: later.key, number: 2 }, ...country.seats);
  country.must("council.seat", { seat: "council-2", key: other.key, number: 1 }, ...country.seats);
  country.passHours(167);
  assert.notEqual(country.directory.keyOf("council-3", country.size), first.key, "it was over with the later one");
  country.passHours(1);
  assert.equal(country.directory.keyOf("council-3", country.size), later.key);
  assert.equal(country.directory.keyOf("council-2", country.size), other.key);
  const seats = [country.seats[0], later.signer, other.signer].filter((seat) => seat !== undefined);
  country.must("organisation.suspend", { organisation: country.by.legal.id }, ...seats);
});

test("[DR7c] a replacement that waits ends by as many seats as could have kept it from being signed, and by no fewer", () => {
  for (const [threshold, count, needed] of [
    [2, 3, 2],
    [3, 5, 3],
    [4, 5, 2],
    [3, 3, 1],
  ] as const) {
    const seats = Array.from({ length: count }, (_, i) => ({
      name: `council-${i + 1}`,
      seed: sha256(encodeUtf8(`seat ${i}`)),
    }));
    const council = {
      threshold,
      seats: seats.map(({ name, seed }) => ({ seat: name, key: encodeBase64(ed25519PublicKey(seed)) })),
    };
    const country = new Country({ founding: { ...real, council }, seats });
    const { key } = newSeat(country, "council-1");
    country.must("council.seat", { seat: "council-1", key, number: 1 }, ...seats.slice(-threshold));
    const keep = (...signers: typeof seats) => country.say("council.keep", { seat: "council-1", key }, ...signers);
    if (needed > 1)
      assert.equal(keep(...seats.slice(0, needed - 1)), "not-signed-by-council", `${threshold} of ${count}`);
    assert.equal(keep(...seats.slice(0, needed)), null, `${threshold} of ${count}`);
    country.passHours(168);
    assert.equal(country.directory.keyOf("council-1", country.size), council.seats[0]?.key);
    assert.equal(keep(...seats), "nothing-waits");
    assert.equal(
      country.say("council.seat", { seat: "council-1", key, number: 2 }, ...seats),
      "key-taken",
      "it comes no more",
    );
  }
});

test("[DR7c] what came is not ended any more, nor what waits under another key", () => {
  const country = new Country({ founding: real });
  const { key, signer } = newSeat(country, "council-3");
  const [one, two] = country.seats;
  assert.ok(one && two);
  country.must("council.seat", { seat: "council-3", key, number: 1 }, one, two);
  const keep = (wanted: string) => country.say("council.keep", { seat: "council-3", key: wanted }, one, two);
  assert.equal(keep(newSeat(country, "council-3").key), "nothing-waits");
  assert.equal(country.say("council.keep", { seat: "council-2", key }, one, two), "nothing-waits");
  country.passHours(168);
  assert.equal(keep(key), "nothing-waits");
  assert.equal(country.say("organisation.suspend", { organisation: country.by.legal.id }, one, signer), null);
});

test("[DR7] a replacement that is logged again changes nothing, also after a later one", () => {
  const country = new Country({ founding: real });
  const first = newSeat(country, "council-3");
  const later = newSeat(country, "council-3");
  const note = country.sign("council.seat", { seat: "council-3", key: first.key, number: 1 }, country.seats);
  assert.equal(country.log(note), null);
  country.passHours(168);
  const seats = [...country.seats.slice(0, 2), first.signer];
  country.must("council.seat", { seat: "council-3", key: later.key, number: 2 }, ...seats);
  country.passHours(168);
  assert.equal(country.log(note), "malformed", "a line of it is of a key that signs no more");
  assert.equal(country.directory.keyOf("council-3", country.size), later.key);
});

test("[DR7] whoever lacks a time note is not sure who signs for a seat before its new key has surely come", () => {
  const country = new Country({ founding: real });
  const without = new Directory(country.founding.founding, country.founding.origin);
  const { key } = newSeat(country, "council-3");
  const index = country.size;
  const note = country.sign("council.seat", { seat: "council-3", key, number: 1 }, country.seats);
  assert.equal(country.log(note), null);
  without.apply(parseDirectoryNote(note, without) ?? assert.fail(), index);
  const missing = country.size;
  for (let hour = 0; hour <= 168; hour++) {
    const time = { index: country.size, size: country.size, seconds: country.seconds };
    country.logTime();
    if (hour > 0) without.addTime(time);
    country.seconds += 3600;
  }
  assert.equal(country.directory.keyOf("council-3", country.size), key);
  assert.equal(without.isSureWithoutTime(missing), false);
});

test("[DR7d] at a leaf those seats are in force whose wait a time note before it ended", () => {
  const country = new Country({ founding: real });
  const { key } = newSeat(country, "council-3");
  const before = country.directory.keyOf("council-3", country.size);
  const begun = country.size;
  country.must("council.seat", { seat: "council-3", key, number: 1 }, ...country.seats);
  country.passHours(168);
  const came = country.size;
  country.passHours(1000);
  assert.equal(country.directory.keyOf("council-3", came), key);
  assert.equal(country.directory.keyOf("council-3", came - 1), before, "also for a note that is read late");
  const keyAt = (leaf: number) => country.directory.seatsAt(leaf).find(({ seat }) => seat === "council-3")?.key;
  assert.deepEqual([begun, begun + 1, came - 1, came].map(keyAt), [before, before, before, key]);
  const [change] = country.directory.seatChanges();
  assert.deepEqual([change?.begun, change?.isThrough, change?.ended], [begun, true, null]);
});

test("[SL4] an epoch is signed by two administrators, counts on from the last one, and fits the suite", () => {
  const country = new Country();
  const { shelter, border, legal } = country.by;
  const [one, two] = country.admins("shelter");
  const [foreign] = country.admins("legal");
  const [seat] = country.seats;
  assert.ok(one && two && foreign && seat);
  const recipient = recipientOfSuite("x25519", "second epoch");
  const body = { organisation: shelter.id, epoch: 2, recipient, maker: one.name };
  assert.equal(country.say("epoch.new", body, one), "not-signed-by-admins");
  assert.equal(country.say("epoch.new", body, one, foreign), "not-signed-by-admins");
  assert.equal(country.say("epoch.new", body, one, seat), "not-signed-by-admins");
  assert.equal(country.say("epoch.new", body, one, two, foreign), "not-signed-by-admins");
  assert.equal(country.say("epoch.new", { ...body, epoch: 1 }, one, two), "wrong-epoch");
  assert.equal(country.say("epoch.new", { ...body, epoch: 3 }, one, two), "wrong-epoch");
  assert.equal(country.say("epoch.new", { ...body, recipient: shelter.recipient }, one, two), "wrong-epoch");
  assert.equal(
    country.say("epoch.new", { ...body, recipient: recipientOfSuite("hybrid", "x") }, one, two),
    "wrong-suite",
  );
  assert.equal(country.say("epoch.new", { ...body, organisation: legal.id }, one, two), "not-signed-by-admins");
  assert.equal(country.say("epoch.new", { ...body, organisation: country.uuid() }, one, two), "unknown-organisation");
  const phones = { organisation: border.id, epoch: 1, recipient, maker: country.admins("border")[0]?.name ?? "" };
  assert.equal(country.say("epoch.new", phones, ...country.admins("border")), "wrong-role");
  for (const maker of [foreign.name, "0".repeat(32)])
    assert.equal(country.say("epoch.new", { ...body, maker }, one, two), "not-signed-by-admins", "the maker signs");
  assert.equal(country.say("epoch.new", body, one, two), null);
});

test("[SL4] senders use a new epoch once a second reader device has logged that it opened it", () => {
  const country = new Country();
  const { shelter } = country.by;
  const [one, two] = country.admins("shelter");
  const [foreign] = country.admins("legal");
  assert.ok(one && two && foreign);
  const used = (now = country.size) => country.directory.epochForSending(shelter.id, now)?.epoch;
  assert.equal(used(), 1);
  const body = { organisation: shelter.id, epoch: 2 };
  country.must(
    "epoch.new",
    { ...body, recipient: recipientOfSuite("x25519", "second epoch"), maker: one.name },
    one,
    two,
  );
  assert.equal(used(), 1);
  assert.equal(country.say("epoch.confirm", body, one), "wrong-epoch");
  assert.equal(country.say("epoch.confirm", body, foreign), "not-signed-by-reader");
  assert.equal(country.say("epoch.confirm", body, one, two), "not-signed-by-reader");
  assert.equal(country.say("epoch.confirm", { ...body, epoch: 3 }, two), "wrong-epoch");
  const leaf = country.size;
  assert.equal(country.say("epoch.confirm", body, two), null);
  assert.equal(used(leaf), 1);
  assert.equal(used(leaf + 1), 2);
  assert.equal(country.say("epoch.confirm", body, two), "wrong-epoch");
});

test("[SL4] the first epoch may be used before a second reader confirms it; a revoked device confirms nothing", () => {
  const country = youngCountry();
  admit(country, "clinic");
  country.passHours(48);
  const { clinic } = country.by;
  const [one, two] = country.admins("clinic");
  assert.ok(one && two);
  assert.equal(country.directory.epochForSending(clinic.id, country.size), null);
  const body = { organisation: clinic.id, epoch: 1 };
  country.must("epoch.new", { ...body, recipient: clinic.recipient, maker: one.name }, one, two);
  assert.equal(country.directory.epochForSending(clinic.id, country.size)?.epoch, 1);
  country.must("device.revoke", { device: two.name, reason: "lost" }, one);
  assert.equal(country.say("epoch.confirm", body, two), "not-signed-by-reader");
});

test("[DR1] a note counts once: a host that logs an old one again brings nothing back", () => {
  const country = new Country();
  const weak = `# once upon a time\n${policy}`;
  const strong = country.founding.founding.policy;
  const old = country.sign("council.policy", { policy: weak }, country.seats);
  assert.equal(country.log(old), null);
  country.must("council.policy", { policy: strong }, ...country.seats);
  assert.equal(country.log(old), "repeated");
  assert.equal(country.directory.policyAt(country.size), strong);
});

test("[DR1] a refused note does not use up the salt of the real one", () => {
  const country = new Country();
  const content = country.content("organisation.suspend", { organisation: country.by.legal.id });
  const seats = country.seats.map(({ name }) => name);
  assert.equal(
    country.directory.apply({ content, signers: seats.slice(0, 1) }, country.size++),
    "not-signed-by-council",
  );
  assert.equal(country.directory.apply({ content, signers: seats }, country.size++), null);
});

test("[LG5] the policy in force for a checkpoint is the last one among its leaves", () => {
  const country = new Country();
  const leaf = country.size;
  country.must("council.policy", { policy }, ...country.seats);
  assert.equal(country.directory.policyAt(leaf), country.founding.founding.policy);
  assert.equal(country.directory.policyAt(leaf + 1), policy);
});

test("[LG5] no later note leaves a log without witnesses, not even a trial's", () => {
  const nobody = "quorum none\n";
  for (const founding of [
    real,
    { trial: false, demonstration: true },
    { trial: true },
    { trial: true, policy: nobody },
  ]) {
    const country = new Country({ founding });
    assert.equal(country.say("council.policy", { policy: nobody }, ...country.seats), "founding-only");
    assert.equal(country.directory.policyAt(country.size), country.founding.founding.policy);
    assert.equal(country.say("council.policy", { policy }, ...country.seats), null, "witnesses may be named");
    assert.equal(country.say("council.policy", { policy: nobody }, ...country.seats), "founding-only");
    assert.equal(country.directory.policyAt(country.size), policy);
  }
});

test("[DR6] a real country can never be talked into zero waits", () => {
  const country = new Country({ founding: real });
  assert.equal(country.say("council.waits", { waits: { ...waits, reader: 0 } }, ...country.seats), "trial-only");
  assert.deepEqual(country.directory.waits, waits);
  const demonstration = new Country();
  assert.equal(demonstration.say("council.waits", { waits: noWaits }, ...demonstration.seats), null);
});

test("[DR6] a wait keeps the length with which it began, so that later notes never change what already counted", () => {
  const country = youngCountry();
  admit(country, "clinic");
  country.passHours(48);
  const leaf = country.size;
  const { id } = country.by.clinic;
  assert.equal(country.directory.isActiveOrganisation(id, leaf), true);
  country.must("council.waits", { waits: { ...waits, admission: 1000 } }, ...country.seats);
  assert.equal(country.directory.isActiveOrganisation(id, leaf), true);
  assert.equal(country.directory.waits.admission, 1000);
  admit(country, "consulate");
  country.passHours(999);
  assert.equal(country.directory.isActiveOrganisation(country.by.consulate.id, country.size), false);
  country.passHours(1);
  assert.equal(country.directory.isActiveOrganisation(country.by.consulate.id, country.size), true);
});

test("[LG8] times that do not grow are ignored", () => {
  const { directory } = new Country();
  directory.addTime({ index: 100, size: 100, seconds: 1000 });
  directory.addTime({ index: 101, size: 101, seconds: 999 });
  directory.addTime({ index: 100, size: 100, seconds: 2000 });
  directory.addTime({ index: 102, size: 102, seconds: 1000 });
  assert.deepEqual(directory.times, [
    { index: 100, size: 100, seconds: 1000 },
    { index: 102, size: 102, seconds: 1000 },
  ]);
});

test("[DR5] a service is set by administrators of its own organisation only", () => {
  const country = new Country();
  const { shelter, legal } = country.by;
  const service = serviceOf(country, shelter.id);
  const [admin] = country.admins("shelter");
  const [foreign] = country.admins("legal");
  assert.ok(admin && foreign);
  assert.equal(country.say("service.set", { service }, foreign), "not-signed-by-admins");
  assert.equal(country.say("service.set", { service }, admin, foreign), "not-signed-by-admins");
  assert.equal(country.say("service.set", { service }, ...country.seats), "not-signed-by-admins");
  assert.equal(country.say("service.set", { service }, admin), null);
  const taken = { ...service, organization_id: legal.id };
  assert.equal(country.say("service.set", { service: taken }, foreign), "not-own-service");
  const nobody = serviceOf(country, country.uuid());
  assert.equal(country.say("service.set", { service: nobody }, admin), "unknown-organisation");
  assert.deepEqual(country.directory.services(), [{ ...service, capacity: null }]);
});

test("[DR5] capacity is said by active devices of the service's organisation, and an old figure logged again is ignored", () => {
  const country = new Country();
  const service = serviceOf(country, country.by.shelter.id);
  country.must("service.set", { service }, ...country.admins("shelter"));
  const device = country.deviceOf("shelter").device.id;
  const figure = (available: number) => ({ service_id: service.id, unit: "bed" as const, available, maximum: 9 });
  const say = (available: number, updated: string, signer = device) =>
    country.directory.addCapacity(figure(available), updated, signer, country.size);
  const capacity = () => country.directory.services()[0]?.capacity;
  assert.equal(say(1, "2030-01-01T12:00:00Z", country.deviceOf("legal").device.id), false);
  assert.equal(say(1, "2030-01-01T12:00:00Z", "council-1"), false);
  assert.equal(capacity(), null);
  assert.equal(say(5, "2030-01-01T12:00:00Z"), true);
  assert.equal(say(0, "2030-01-01T13:00:00Z"), true);
  assert.equal(say(5, "2030-01-01T12:00:00Z"), false);
  assert.deepEqual(capacity(), { ...figure(0), updated: "2030-01-01T13:00:00Z" });
  const unknown = { ...figure(1), service_id: country.uuid() };
  assert.equal(country.directory.addCapacity(unknown, "2030-01-01T14:00:00Z", device, country.size), false);
  country.must("device.revoke", { device, reason: "lost" }, ...country.admins("shelter").slice(1));
  assert.equal(say(7, "2030-01-01T15:00:00Z"), false);
});

test("[DR1] whoever replays the same notes in the order of the log reaches the same directory", () => {
  const country = youngCountry();
  admit(country, "clinic");
  country.must("organisation.suspend", { organisation: country.by.legal.id }, ...country.seats);
  country.say("council.policy", { policy }, ...country.seats.slice(1, 2));
  const { founding, origin } = country.founding;
  const twin = new Directory(founding, origin);
  for (const [index, note] of country.notes) {
    const verified = parseDirectoryNote(note, twin);
    if (verified !== null) twin.apply(verified, index);
  }
  assert.deepEqual(twin.organisations(), country.directory.organisations());
  for (const { id } of twin.organisations()) {
    assert.deepEqual(twin.devicesOf(id), country.directory.devicesOf(id));
    assert.deepEqual(twin.epochsOf(id), country.directory.epochsOf(id));
  }
  assert.equal(twin.policyAt(country.size), country.directory.policyAt(country.size));
});

test("[RC4] open rows are taken from active devices of the parties of the register, and sealed ones from nobody", () => {
  const country = new Country();
  for (const register of registerNames) {
    const { open, authors } = registerOf(register);
    for (const role of roles) {
      const { id } = country.deviceOf(role).device;
      const may = authors.includes(country.directory.organisation(country.by[role].id)?.party ?? "referrer");
      const salt = `${register} ${role}`;
      const expected = open ? (may ? null : "author-may-not") : "sealed-in-open";
      assert.equal(country.directory.addRecord(register, salt, id, country.size), expected, salt);
    }
    assert.notEqual(country.directory.addRecord(register, "a", "council-1", country.size), null);
    assert.notEqual(country.directory.addRecord(register, "a", country.founding.origin, country.size), null);
  }
});

test("[RC4] an open note of the record counts once per signer, and a refused one does not use up its salt", () => {
  const country = new Country();
  const [one, two] = [0, 1].map((n) => country.deviceOf("secretariat", n).device.id);
  assert.ok(one !== undefined && two !== undefined);
  const say = (salt: string, signer: string) => country.directory.addRecord("law", salt, signer, country.size);
  assert.deepEqual([say("a", one), say("a", one), say("b", one), say("a", two)], [null, "repeated", null, null]);
  assert.equal(country.directory.addRecord("proceeding", "c", one, country.size), "sealed-in-open");
  assert.equal(say("c", one), null);
  country.must("device.revoke", { device: two, reason: "lost" }, ...country.admins("secretariat").slice(0, 1));
  assert.equal(say("d", two), "author-inactive");
});

function serviceOf(country: Country, organization_id: string) {
  return exampleService(country.uuid(), organization_id, { service_area: ["ZZ"], country: "ZZ" });
}
