// A veto of a recovery that came by hand while the host logs none (KR4c): whose it may be, how long it holds, and that the log decides once it shows it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Country, recipientOfSuite } from "../../../test/support/country.ts";
import { councilVetoHours, recoveryHours } from "../../core/recovery.ts";
import { encodeBase64 } from "../../crypto/base64.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeHex } from "../../crypto/hex.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { SignerKey } from "../../note/signed-note.ts";
import { openMemoryMemberStore } from "../store/memory-member-store.ts";
import { HeldVetoes } from "./held-vetoes.ts";

/** Somebody asks for the shelter. */
async function asked() {
  const country = new Country();
  const organisation = country.by.shelter.id;
  const shares = (["legal", "clinic"] as const).map((role) => ({
    custodian: country.by[role].id,
    hash: encodeHex(country.random(32)),
  }));
  const recipient = recipientOfSuite("x25519", encodeHex(country.random(8)));
  const key = encodeBase64(ed25519PublicKey(country.random(32)));
  const dealing = { organisation, key, recipient, threshold: 2, shares };
  country.must("recovery.deal", dealing, ...country.admins("shelter"));
  const { device, signer } = country.device(organisation, "shelter", true);
  const [one = assert.fail(), two = assert.fail()] = country.seats;
  country.must("recovery.request", { organisation, device }, signer, one);
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
