// Forged answers: an officer must not believe that somebody was met because a host, a colleague or another country says so.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signerOf } from "../../src/cli/new-country.ts";
import { generateIdentity, recipientOf } from "../../src/sealing/suite.ts";
import { teapotDraft } from "../support/world.ts";
import {
  alarms,
  device,
  directoryNote,
  found,
  impostor,
  join,
  newId,
  receipt,
  sealReceiptTo,
  seenIn,
  strangerDevice,
} from "./support/nation.ts";

test("[SL7] forged receipts change nothing: by a non-provider, a stranger, a revoked device, for another device", async (t) => {
  const nation = await found(t);
  const { host, world, border, shelter, legal } = nation;
  const court = await world.organisation("prosecutor", "Court of Kettles");
  const post = await world.organisation("border-post", "Second Border of the Teapots");
  await host.catchUp();
  const officer = await join(nation, border);
  const entry = await officer.refer(teapotDraft([shelter]));
  await officer.sync();
  const me = device(border).device;
  const body = { entry, device: me, state: "met" } as const;
  const good = device(shelter);
  const revoked = device(legal, 1);
  const revocation = directoryNote(nation, "device.revoke", { device: revoked.device, reason: "stolen" }, [
    signerOf(device(legal)),
  ]);
  host.append("directory", revocation);
  const stranger = strangerDevice(await recipientOf(await generateIdentity("hybrid")));
  const forgeries = [
    // Signed by whoever is no provider: the officer's own device, another post, a prosecutor.
    receipt(nation, device(border), body),
    receipt(nation, device(post), body),
    receipt(nation, device(court), body),
    // Under a provider's name with another key, and by a device that nobody enrolled.
    receipt(nation, good, body, { signer: impostor(good.device) }),
    receipt(nation, good.with({ device: stranger.signer.name }), body, { signer: stranger.signer }),
    receipt(nation, revoked, body),
    // A provider, but about another device.
    receipt(nation, good, { ...body, device: device(post).device }),
  ];
  const leaves: number[] = [];
  for (const forgery of forgeries) leaves.push(host.append("receipt", await sealReceiptTo(nation, forgery, me)));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["receipt-forged"]);
  assert.deepEqual(
    officer.view?.alarms.map((alarm) => alarm.leaf),
    leaves,
  );
  assert.deepEqual(officer.sent[0]?.answers, []);
  // A provider's receipt about nothing that this device remembers, as after setting it up anew, tells nothing and alarms nobody.
  host.append("receipt", await sealReceiptTo(nation, receipt(nation, good, { ...body, entry: "0".repeat(64) }), me));
  // A receipt to somebody else's device is not ours to judge; a true one still counts.
  host.append("receipt", await sealReceiptTo(nation, receipt(nation, good, body), device(post).device));
  host.append("receipt", await sealReceiptTo(nation, receipt(nation, good, body), me));
  await officer.sync();
  assert.equal(officer.view?.alarms.length, forgeries.length);
  assert.deepEqual(
    officer.sent[0]?.answers.map(({ state }) => state),
    ["met"],
  );
});

test("[LG7] a receipt with a false checkpoint does not count, and one of another branch is a fork", async (t) => {
  const nation = await found(t);
  const { host, border, shelter } = nation;
  const officer = await join(nation, border);
  const entry = await officer.refer(teapotDraft([shelter]));
  await officer.sync();
  const me = device(border).device;
  const body = { entry, device: me, state: "accepted" } as const;
  const honest = seenIn(host.signHead());
  const lie = receipt(nation, device(shelter), body, { seen: { ...honest, size: honest.size - 1 } });
  host.append("receipt", await sealReceiptTo(nation, lie, me));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["false-seen"]);
  const other = seenIn(host.signHead(host.size - 1, new Uint8Array(32)));
  host.append("receipt", await sealReceiptTo(nation, receipt(nation, device(shelter), body, { seen: other }), me));
  await officer.sync();
  assert.deepEqual(alarms(officer), ["false-seen", "fork"]);
  assert.deepEqual(officer.sent[0]?.answers, []);
});

test("[LG5] a receipt by a device that only the untrusted part of the log enrols is neither believed nor called forged: it waits", async (t) => {
  const nation = await found(t);
  const { host, world, border, shelter } = nation;
  const officer = await join(nation, border);
  const entry = await officer.refer(teapotDraft([shelter]));
  await officer.sync();
  await officer.sync();
  const stranger = strangerDevice(await recipientOf(await generateIdentity("hybrid")));
  const enrolment = { organisation: shelter.id, device: { ...stranger.device, admin: false } };
  host.append("directory", directoryNote(nation, "device.enrol", enrolment, shelter.devices.map(signerOf)));
  const me = device(border).device;
  const body = { entry, device: me, state: "received" } as const;
  const author = device(shelter).with({ device: stranger.signer.name });
  host.append("receipt", await sealReceiptTo(nation, receipt(nation, author, body, { signer: stranger.signer }), me));
  host.witnesses = [];
  await officer.sync();
  assert.deepEqual(alarms(officer), ["no-quorum"]);
  assert.deepEqual(officer.sent[0]?.answers, []);
  host.witnesses = world.witnesses.map(({ signer }) => signer);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.deepEqual(
    officer.sent[0]?.answers.map(({ state }) => state),
    ["received"],
  );
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
