// Forged answers: an officer must not believe that somebody was met because a host, a colleague or another country says so. Only who holds the
// referral holds its receipt key.

import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeJson } from "../../src/core/json.ts";
import { encodeSignedText, tag } from "../../src/core/tags.ts";
import { decodeBase64 } from "../../src/crypto/base64.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Shelf } from "../../src/member/store/shelf.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import type { EntryNote } from "../../src/note/entry-note.ts";
import { encodeNote, signText } from "../../src/note/signed-note.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { exampleDraft, testPassphrase } from "../support/world.ts";
import {
  alarms,
  device,
  found,
  impostor,
  join,
  newId,
  opening,
  receipt,
  receiptKeyOf,
  sealReceiptTo,
  seenIn,
  start,
} from "./support/nation.ts";

test("[SL7] forged receipts change nothing: by any device, with another referral's key, changed, for another device", async (t) => {
  const nation = await found(t);
  const { host, world, border, shelter, legal } = nation;
  const post = await world.organisation("border-post", "Second Example Border Post");
  await host.catchUp();
  const officer = await join(nation, border);
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  const [other] = await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  const me = device(border).device;
  const key = await receiptKeyOf(nation, shelter, entry);
  const body = { entry, state: "met" };
  const good = receipt(nation, key, body);
  const seedOf = (secrets: Secrets) => decodeBase64(secrets.signingSeed) ?? assert.fail();
  const changed = (from: string, to: string) => {
    assert.ok(good.note.includes(from));
    return [{ note: good.note.replace(from, to) }];
  };
  const forgeries: readonly (readonly Pick<EntryNote, "note">[])[] = [
    // Signed by a device: the asked shelter's, one that was not asked, another post's, the officer's own.
    ...[shelter, legal, post, border].map((by) => [receipt(nation, { name: me, seed: seedOf(device(by)) }, body)]),
    [receipt(nation, deviceSigner(device(shelter)), body)],
    [receipt(nation, impostor(me), body)],
    // With the key of another referral of the same officer to the same shelter.
    [receipt(nation, await receiptKeyOf(nation, shelter, other), body)],
    // A true one under another text, or for another device.
    changed('"state":"met"', '"state":"accepted"'),
    changed(entry, other),
    changed(good.content.salt, "0".repeat(32)),
    changed(good.signature.line, receipt(nation, key, body).signature.line),
    [receipt(nation, { ...key, name: device(post).device, seed: key.seed }, body)],
    // What is no receipt.
    [opening(nation, device(shelter), [shelter.id])],
  ];
  const leaves: number[] = [];
  for (const forgery of forgeries) leaves.push(host.append("receipt", await sealReceiptTo(nation, forgery, me)));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["receipt-forged"]);
  assert.deepEqual(
    officer.view?.alarms.map((alarm) => alarm.leaf),
    leaves,
  );
  assert.deepEqual(
    officer.drafts.sent.map(({ answers }) => answers),
    [[], []],
  );
  // About what this device does not remember, as after setting it up anew, there is no key to judge by: it says nothing and alarms nobody.
  const unknown = receipt(nation, key, { ...body, entry: "0".repeat(64) });
  host.append("receipt", await sealReceiptTo(nation, [unknown], me));
  // A receipt to somebody else's device is not ours to judge; a true one still counts.
  host.append("receipt", await sealReceiptTo(nation, [good], device(post).device));
  host.append("receipt", await sealReceiptTo(nation, [good], me));
  await officer.sync();
  assert.equal(officer.view?.alarms.length, forgeries.length);
  assert.deepEqual(
    [entry, other].map((id) =>
      officer.drafts.sent.find((sent) => sent.entry === id)?.answers.map(({ state }) => state),
    ),
    [["met"], []],
  );
});

test("[SL7] the same decline logged twice is one; a holder that signs two is two, so that a decline by all is the word of those who were asked", async (t) => {
  const nation = await found(t);
  const { host, border, shelter, legal } = nation;
  const officer = await join(nation, border);
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await officer.sync();
  const me = device(border).device;
  const key = await receiptKeyOf(nation, legal, entry);
  const decline = () => receipt(nation, key, { entry, state: "declined" });
  const first = decline();
  for (let i = 0; i < 2; i++) host.append("receipt", await sealReceiptTo(nation, [first], me));
  await officer.sync();
  const states = () => officer.drafts.sent[0]?.answers.map(({ state }) => state);
  assert.deepEqual(states(), ["declined"]);
  host.append("receipt", await sealReceiptTo(nation, [decline()], me));
  await officer.sync();
  assert.deepEqual(states(), ["declined", "declined"]);
  assert.deepEqual(alarms(officer), []);
});

test("[SL7] a receipt that is not alone, or of the form before receipt keys, is broken and not believed", async (t) => {
  const nation = await found(t);
  const { host, world, border, shelter } = nation;
  const officer = await join(nation, border);
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  const me = device(border).device;
  const signer = deviceSigner(device(shelter));
  const salt = "0".repeat(32);
  const at = "2030-01-01T12:00:00Z";
  const seen = seenIn(host.signHead());
  const old = {
    kind: "receipt",
    device: signer.name,
    salt,
    seen,
    at,
    to: [],
    body: { entry, device: me, state: "met", at },
  };
  const text = encodeSignedText(tag.entry, world.founding.origin, encodeJson(old));
  const good = receipt(nation, await receiptKeyOf(nation, shelter, entry), { entry, state: "met" });
  for (const notes of [[good, good], [{ note: encodeNote(text, [signText(text, signer)]) }]])
    host.append("receipt", await sealReceiptTo(nation, notes, me));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["envelope-broken"]);
  assert.equal(officer.view?.alarms.length, 1, "once a day");
  assert.deepEqual(officer.drafts.sent[0]?.answers, []);
});

test("[SL6] garbage under the class of receipts is counted once a day, not called a forgery", async (t) => {
  const nation = await found(t);
  const { host, border } = nation;
  const officer = await join(nation, border);
  for (let i = 0; i < 5; i++) host.append("receipt", new Uint8Array(1024).fill(i));
  host.append("receipt", new TextEncoder().encode(`panoh ${newId()}`));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["envelope-broken"]);
  assert.equal(officer.view?.alarms.length, 1);
});

test("[SL7] who repeats an answer fills nothing: of each state one is kept, and of declines as many as were asked", async (t) => {
  const nation = await found(t);
  const { host, border, shelter, legal } = nation;
  const officer = await join(nation, border);
  const [entry] = await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await officer.sync();
  const key = await receiptKeyOf(nation, legal, entry);
  for (const state of ["declined", "received", "declined", "waitlisted", "received", "declined", "declined"] as const)
    host.append("receipt", await sealReceiptTo(nation, [receipt(nation, key, { entry, state })], key.name));
  await officer.sync();
  assert.deepEqual(
    officer.drafts.sent[0]?.answers.map(({ state }) => state),
    ["declined", "received", "declined", "waitlisted"],
  );
  assert.equal(officer.drafts.sent[0]?.answer?.state, "declined");
  assert.deepEqual(alarms(officer), []);
});

test("[SL7] a row of before, which has no receipt key, is kept, and a receipt about it is passed over", async (t) => {
  const nation = await found(t);
  const store = openSqliteMemberStore(":memory:");
  const officer = await nation.world.member(device(nation.border), { network: nation.host.network, store });
  const [entry] = await must(officer.drafts.send(exampleDraft([nation.shelter])));
  await officer.sync();
  const storageKey = decodeBase64(officer.room.open().session.secrets.storageKey) ?? assert.fail();
  const shelf = new Shelf(store, storageKey, randomBytes);
  const { receiptKey, ...row } = (await shelf.get("sent", entry)) as { readonly receiptKey: string };
  assert.ok(receiptKey);
  await store.write([shelf.put("sent", entry, row)]);
  const again = await start(nation.world, store, nation.host.network);
  assert.equal(await again.unlock(testPassphrase), "open");
  const key = await receiptKeyOf(nation, nation.shelter, entry);
  nation.host.append("receipt", await sealReceiptTo(nation, [receipt(nation, key, { entry, state: "met" })], key.name));
  await again.sync();
  assert.deepEqual(
    again.drafts.sent.map(({ answers }) => answers),
    [[]],
  );
});
