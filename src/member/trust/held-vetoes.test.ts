// A veto of a recovery that came by hand while the host logs none (KR4c): whose it may be, how long it holds, and that the log decides once it shows it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, type Role, recipientOfSuite } from "../../../test/support/country.ts";
import { councilVetoHours, recoveryHours } from "../../core/recovery.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { openMemoryMemberStore } from "../store/memory-member-store.ts";
import { HeldVetoes } from "./held-vetoes.ts";

/** A request for an organisation whose key two others keep. */
function askFor(country: Country, role: Role, custodians: readonly Role[]) {
  const organisation = country.by[role].id;
  const shares = custodians.map((custodian) => ({
    custodian: country.by[custodian].id,
    hash: encodeHex(country.random(32)),
  }));
  const recipient = recipientOfSuite("x25519", encodeHex(country.random(8)));
  const key = encodeBase64(ed25519PublicKey(country.random(32)));
  const dealing = { organisation, key, recipient, threshold: 2, shares };
  country.must("recovery.deal", dealing, ...country.admins(role));
  const { device, signer } = country.device(organisation, country.by[role].kind, true);
  country.must("recovery.request", { organisation, device }, signer, country.seats[0] ?? assert.fail());
  return device;
}

/** Somebody asks for the shelter. */
async function asked() {
  const country = new Country();
  const device = askFor(country, "shelter", ["legal", "clinic"]);
  const [one = assert.fail(), two = assert.fail()] = country.seats;
  const store = openMemoryMemberStore();
  const held = await HeldVetoes.load(store);
  const note = (...signers: readonly SignerKey[]) =>
    country.sign("recovery.veto", { request: device.id, reason: "We lost nothing." }, signers);
  const take = async (text: string) => {
    const change = held.take(encodeUtf8(text), country.size, country.directory);
    if (change !== null) await store.write([change]);
    return change !== null;
  };
  const stops = (vetoes = held) => vetoes.stops(device.id, country.directory, country.size);
  const [worker = assert.fail(), colleague = assert.fail()] = country.admins("shelter");
  return { country, store, note, take, stops, one, two, worker, colleague, lawyer: country.admins("legal")[0] };
}

test("[KR4c] a reader's veto is taken by hand, outlives a restart, and ends with the revocation of its device", async () => {
  const { country, store, note, take, stops, worker, colleague } = await asked();
  assert.equal(await take(note(worker)), true);
  country.passHours(recoveryHours);
  assert.equal(stops(), true);
  assert.equal(stops(await HeldVetoes.load(store)), true);
  country.must("device.revoke", { device: worker.name, reason: "stolen" }, colleague);
  country.passHours(1);
  assert.equal(stops(), false);
});

test("[KR4c] nobody else's is taken: of another organisation, of one seat, of a device that was revoked, of another request, or with a byte changed", async () => {
  const { country, note, take, stops, one, worker, colleague, lawyer } = await asked();
  country.must("device.revoke", { device: worker.name, reason: "lost" }, colleague);
  const sound = note(colleague);
  const ofAnother = country.sign("recovery.veto", { request: "0".repeat(32), reason: "No." }, [colleague]);
  const confirm = country.sign("epoch.confirm", { organisation: country.by.shelter.id, epoch: 1 }, [colleague]);
  const changed = sound.replace("We lost nothing.", "We lost nothing!");
  for (const text of [
    note(lawyer ?? assert.fail()),
    note(one),
    note(worker),
    ofAnother,
    confirm,
    changed,
    "",
    "example\n",
  ])
    assert.equal(await take(text), false, text.slice(0, 120));
  assert.equal(stops(), false);
  assert.equal(await take(sound), true);
});

test("[KR4c] the council's holds 30 days, and once the log showed it nobody brings it back by hand", async () => {
  const { country, note, take, stops, one, two } = await asked();
  const byHand = note(one, two);
  assert.equal(await take(byHand), true);
  country.passHours(1);
  country.passHours(councilVetoHours - 2);
  assert.equal(stops(), true);
  country.passHours(4);
  assert.equal(stops(), false);
  assert.equal(await take(byHand), false, "by hand it does not begin anew");
  assert.equal(stops(), false);
  assert.equal(country.log(byHand), null);
  assert.equal(await take(byHand), false, "the log has it");
  country.passHours(councilVetoHours);
  assert.equal(await take(byHand), false, "and it is over there");
});

test("[KR4c] neither a reader who signs a hundred vetoes nor a council that does takes the place of another organisation's, and none of them ends one that is held", async () => {
  const { country, note, take, stops, one, two, worker, colleague } = await asked();
  const other = askFor(country, "legal", ["shelter", "clinic"]);
  const held = await HeldVetoes.load(openMemoryMemberStore());
  const gives = (text: string) => held.take(encodeUtf8(text), country.size, country.directory) !== null;
  for (let salt = 0; salt < 100; salt++) assert.equal(await take(note(worker)), true, "what holds already is taken");
  assert.equal(await take(note(colleague)), true);
  country.must("device.revoke", { device: worker.name, reason: "stolen" }, colleague);
  country.passHours(1);
  assert.equal(stops(), true, "the other reader's is held beside it");

  const places = Array.from({ length: 100 }, () => gives(note(one, two))).filter(Boolean);
  assert.equal(places.length, 64);
  const [lawyer = assert.fail()] = country.admins("legal");
  const honest = country.sign("recovery.veto", { request: other.id, reason: "We lost nothing." }, [lawyer]);
  assert.equal(gives(honest), true);
  assert.equal(held.stops(other.id, country.directory, country.size), true);
  assert.equal(stops(held), true);
  assert.equal(gives(note(one, two)), false);
  assert.equal(held.stops(other.id, country.directory, country.size), true, "nor does a later one take it");
});
