// A host that starts again comes to the same directory, tree and checkpoint as before, and does not open on a store that holds
// something else than what was signed.
import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { test } from "node:test";
import {
  foundExampleCountry,
  postId,
  sealedCases,
  sealedReceipt,
  shelterId,
  TestHost,
} from "../../test/support/host.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeCheckpointBody } from "../log/checkpoint.ts";
import { signCheckpoint } from "../log/sign.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import { Host } from "./host.ts";
import { openSqliteHostStore } from "./store/sqlite-host-store.ts";
import { Tree } from "./tree.ts";

test("a restart replays to the same directory, tree and checkpoint, and keeps tokens and quotas", async (t) => {
  const at = await TestHost.start(t, { witnesses: ["north"] });
  await fill(at);
  const [token] = await at.draw(1);
  await at.witnessing.run();
  await at.timekeeping.writeTime();
  await at.witnessing.run();
  const before = await picture(at);
  assert.ok(at.host.directory.times.length === 1 && at.host.tree.size === 9);

  const again = await at.reopen(t);
  assert.deepEqual(await picture(again), before);
  const [fresh] = await sealedCases(1);
  again.verify(
    await again.host.submit({ token: token ?? null, bytes: fresh ?? assert.fail() }),
    fresh ?? assert.fail(),
  );
  const third = await again.reopen(t);
  assert.equal(third.host.tree.size, 10);
  await third.draw(400 - 1, third.country.shelter[0]);
  await assert.rejects(third.draw(4, third.country.shelter[0]));
});

test("an empty restart changes nothing: the founding note is logged once", async (t) => {
  const at = await TestHost.start(t);
  const again = await at.reopen(t);
  assert.deepEqual(again.host.head, at.host.head);
  assert.equal(again.host.tree.size, 1);
});

test("[LG4] a store that does not hold what was signed does not open, and one that lacks a note of the directory opens for reading", async (t) => {
  const at = await TestHost.start(t);
  await fill(at);
  const { head } = at.host;
  await at.close();
  const forged = signCheckpoint(head.note.slice(0, head.note.indexOf("\n\n") + 1), randomBytes(32));
  const damages: Readonly<Record<string, string>> = {
    "the last leaf is gone": "DELETE FROM leaf WHERE position = (SELECT max(position) FROM leaf)",
    "a leaf in the middle is gone": "DELETE FROM leaf WHERE position = 3",
    "all leaves are gone": "DELETE FROM leaf",
    "two leaves have changed places":
      "UPDATE leaf SET position = -1 WHERE position = 3; UPDATE leaf SET position = 3 WHERE position = 4; UPDATE leaf SET position = 4 WHERE position = -1",
    "a hash is another": "UPDATE leaf SET hash = zeroblob(32) WHERE position = 4",
    "a class is another": "UPDATE leaf SET class = 3 WHERE class = 4",
    "a leaf was added": "INSERT INTO leaf SELECT max(position) + 1, 4, zeroblob(32) FROM leaf",
    "the checkpoint is gone": "DELETE FROM head",
    "the checkpoint is of an older size":
      "UPDATE head SET note = replace(note, char(10) || '8' || char(10), char(10) || '7' || char(10))",
    "the checkpoint is signed by another": `UPDATE head SET note = '${forged}' WHERE what = 'signed'`,
  };
  const damaged = (sql: string) => {
    const copy = `${at.file}.copy`;
    copyFileSync(at.file, copy);
    const database = new DatabaseSync(copy);
    database.exec(sql);
    database.close();
    return copy;
  };
  for (const [name, sql] of Object.entries(damages))
    await assert.rejects(at.reopen(t, damaged(sql)), /the store holds|the stored leaves/, name);
  const damagedNotes: Readonly<Record<string, string>> = {
    "the bytes of a note are other bytes":
      "UPDATE body SET bytes = zeroblob(100) WHERE position IN (SELECT position FROM leaf WHERE class = 1 AND position > 0)",
    "the bytes of a note are gone":
      "DELETE FROM body WHERE position = (SELECT max(position) FROM leaf WHERE class = 1)",
    "a bit of a note is another":
      "UPDATE body SET bytes = CAST(replace(CAST(bytes AS TEXT), 'lost', 'left') AS BLOB) WHERE position IN (SELECT position FROM leaf WHERE class = 1 AND position > 0)",
  };
  for (const [name, sql] of Object.entries(damagedNotes)) {
    const reading = await at.reopen(t, damaged(sql));
    assert.deepEqual([reading.host.holds, reading.host.head], [["note-rotten"], head], `${name}: for reading only`);
    await reading.close();
  }
  // A note that would hold, but is not the one that was logged: its signature lines stand in another order.
  const copy = `${at.file}.copy`;
  copyFileSync(at.file, copy);
  const database = new DatabaseSync(copy);
  const [row] = database
    .prepare("SELECT position, bytes FROM leaf JOIN body USING (position) WHERE class = 1 ORDER BY position DESC")
    .all();
  const lines = Buffer.from((row?.["bytes"] as Uint8Array | undefined) ?? assert.fail())
    .toString()
    .split("\n");
  const turned = [...lines.slice(0, -3), lines.at(-2), lines.at(-3), ""].join("\n");
  database.prepare("UPDATE body SET bytes = ? WHERE position = ?").run(Buffer.from(turned), row?.["position"] ?? null);
  database.close();
  assert.deepEqual((await at.reopen(t, copy)).host.holds, ["note-rotten"]);

  const whole = await at.reopen(t);
  assert.deepEqual(whole.host.head, head);
});

test("[LG4w] a start takes signatures below the signed root as verified, and judges anew who may say what", async (t) => {
  const start = async (by: "shelter" | "post", spoils: boolean) => {
    const at = await TestHost.start(t);
    const { shelter, post, founding, logSeed } = at.country;
    const signer = by === "shelter" ? shelter[0] : post;
    const note = at.note("device.revoke", { device: shelter[1].name, reason: "lost" }, [signer]).bytes.slice();
    const place = note.length - 40;
    if (spoils) note[place] = note[place] === 65 ? 66 : 65;
    assert.ok(!spoils || "problem" in (await at.host.submit({ token: null, bytes: note })), "nobody can send it");
    // As only who has the log's key can write it.
    const leaf = { class: "directory", hash: sha256(note), bytes: note } as const;
    const tree = new Tree();
    tree.append([...(await at.store.leaves(0, 1)), leaf]);
    const head = signCheckpoint(encodeCheckpointBody(founding.origin, 2, tree.root(2)), logSeed);
    await at.store.commit({ leaves: [leaf], spent: [], checkpoint: { size: 2, note: head } });
    const { host } = await at.reopen(t);
    assert.deepEqual(host.unread, []);
    return host.directory.isActiveDevice(shelter[1].name, 2);
  };
  assert.equal(await start("shelter", false), false);
  assert.equal(await start("shelter", true), false);
  await assert.rejects(start("post", false), /the note of leaf 1 does not hold/);
});

test("a store of one country does not open for another", async (t) => {
  const at = await TestHost.start(t);
  await at.close();
  const { founding, logSeed } = await foundExampleCountry();
  const store = openSqliteHostStore(at.file);
  t.after(() => store.close());
  await assert.rejects(Host.open({ founding, logSeed, store, clock: () => 0, randomBytes }), /do not fit/);
});

/** Directory notes that change a lot, and sealed bytes among them: 7 leaves. */
async function fill(at: TestHost): Promise<void> {
  const { shelter, seats, post } = at.country;
  const [a, b] = await sealedCases(2);
  const recipient = await recipientOf(await generateIdentity("x25519"));
  const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
  const device = { id: encodeHex(randomBytes(16)), role: "reader" as const, admin: false, key, recipient };
  const notes = [
    at.note("device.enrol", { organisation: shelterId, device }, shelter),
    at.note("epoch.new", { organisation: shelterId, epoch: 1, recipient, maker: shelter[0].name }, shelter),
    at.note("epoch.confirm", { organisation: shelterId, epoch: 1 }, [shelter[1]]),
  ];
  for (const item of notes) at.verify(await at.host.submit(item), item.bytes, "directory");
  at.verify(await at.post(a ?? assert.fail()), a ?? assert.fail());
  const receipt = await sealedReceipt();
  at.verify(await at.post(receipt), receipt, "receipt");
  at.verify(await at.post(b ?? assert.fail()), b ?? assert.fail());
  await at.draw(1, shelter[0]);
  const revoke = at.note("device.revoke", { device: device.id, reason: "lost" }, seats.slice(0, 2));
  at.verify(await at.host.submit(revoke), revoke.bytes, "directory");
  assert.ok(at.host.directory.isActiveDevice(post.name, 8) && at.host.directory.organisation(postId) !== null);
}

/** Everything that a restart must bring back. */
async function picture(at: TestHost): Promise<unknown> {
  const { directory, head, tree } = at.host;
  return {
    organisations: directory.organisations(),
    devices: [shelterId, postId].map((id) => directory.devicesOf(id)),
    epochs: directory.epochsOf(shelterId),
    services: directory.services(),
    times: directory.times,
    policy: directory.policyAt(head.size),
    head,
    root: tree.root(tree.size),
    proofs: Array.from({ length: tree.size }, (_, index) => tree.inclusion(index, tree.size)),
    published: await (await at.app.request("/checkpoint")).text(),
  };
}
