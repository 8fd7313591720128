// Rot on a host's disk is found in the background, and reported to its operator (LG4).
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { test } from "node:test";
import { sealedCases, shelterId, TestHost } from "../../test/support/host.ts";
import { tag } from "../core/tags.ts";
import { encodeBase64 } from "../crypto/base64.ts";
import { ed25519PublicKey } from "../crypto/ed25519.ts";
import { encodeHex } from "../crypto/hex.ts";
import { randomBytes } from "../crypto/random.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import type { SubmissionItem } from "../protocol/submission.ts";
import { generateIdentity, recipientOf } from "../sealing/suite.ts";
import { Integrity } from "./integrity.ts";

const never = new AbortController().signal;

test("[LG4] a bit that flipped on the disk is found and reported once, and what is whole is counted", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(40);
  for (const bytes of items) at.verify(await at.post(bytes), bytes);
  await at.close();
  flipBit(at.file, (items[17] ?? assert.fail()).subarray(-32));

  const again = await at.reopen(t);
  const reported: number[] = [];
  const integrity = new Integrity(again.host, (leaf) => reported.push(leaf));
  assert.deepEqual(integrity.report, { checkedAt: null, rows: 0, flaws: 0 });
  await integrity.look(never);
  await integrity.look(never);
  assert.deepEqual(integrity.report, { checkedAt: again.clock.now, rows: 41, flaws: 1 });
  assert.deepEqual(reported, [18], "the founding note is leaf 0; reported once though it was found twice");
});

test("[LG4] what rotted is taken from a mirror again, where it matches its leaf and nothing else does", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(5);
  for (const bytes of items) at.verify(await at.post(bytes), bytes);
  await at.close();
  for (const i of [1, 3]) flipBit(at.file, (items[i] ?? assert.fail()).subarray(-32));
  const again = await at.reopen(t);
  const reported: string[] = [];
  let offered: readonly Uint8Array[] = [];
  const asked: string[] = [];
  const integrity = new Integrity(
    again.host,
    (leaf, isMended) => reported.push(`${leaf} ${isMended}`),
    async (pack) => {
      asked.push(`${pack.class} ${pack.index}`);
      return offered;
    },
  );
  offered = [items[0] ?? assert.fail(), items[3] ?? assert.fail()];
  await integrity.look(never);
  assert.deepEqual(reported, ["2 false", "4 true"]);
  assert.deepEqual(asked, ["case 0", "case 0"]);
  assert.equal(integrity.report.flaws, 1);
  const cached = async () => (await again.app.request("/pack/case/000")).headers.get("cache-control");
  assert.equal(await cached(), "no-store", "nobody keeps a pack with rot in it");
  offered = items;
  await integrity.look(never);
  assert.deepEqual(reported.slice(2), ["2 true"]);
  assert.equal(integrity.report.flaws, 0);
  assert.equal(await cached(), "no-cache");
  const stored = await again.store.stored(1, 6);
  assert.ok(stored.every(({ bytes }, i) => Buffer.from(bytes).equals(items[i] ?? assert.fail())));
});

test("[LG4] while the look goes on requests are answered, and a look that is stopped reports nothing", async (t) => {
  const at = await TestHost.start(t);
  const items = await sealedCases(60);
  for (const bytes of items) await at.post(bytes);
  const integrity = new Integrity(at.host, () => assert.fail("nothing is rotten"));
  const stopping = new AbortController();
  const looking = integrity.look(stopping.signal);
  // Answered in the middle: the first step is over, the others are not.
  assert.equal((await at.app.request("/health")).status, 200);
  assert.equal(integrity.report.checkedAt, null);
  stopping.abort();
  await looking;
  assert.equal(integrity.report.checkedAt, null);
  await integrity.look(never);
  assert.equal(integrity.report.rows, 61);
});

test("[LG4] a note of the directory that rotted does not keep a host from starting: it reads, takes nothing, names the leaf, and goes on with the bytes of a mirror", async (t) => {
  const at = await TestHost.start(t);
  const revocation = at.note("device.revoke", { device: at.country.shelter[1].name, reason: "lost" }, [
    at.country.shelter[0],
  ]);
  const [first, second] = await sealedCases(2);
  at.verify(await at.host.submit(revocation), revocation.bytes, "directory");
  at.verify(await at.post(first ?? assert.fail()), first ?? assert.fail());
  const tokens = await at.draw(1);
  await at.close();
  flipBit(at.file, revocation.bytes.subarray(-40));

  const again = await at.reopen(t);
  assert.deepEqual([again.host.holds, again.host.unread], [["note-rotten"], [1]]);
  const submit = () => again.host.submit({ token: tokens[0] ?? null, bytes: second ?? assert.fail() });
  assert.deepEqual(await submit(), { problem: "host-stopping" });
  assert.equal((await again.app.request("/pack/case/000")).status, 200, "reads go on");
  const reported: string[] = [];
  let offered: readonly Uint8Array[] = [];
  const integrity = new Integrity(
    again.host,
    (leaf, isMended) => reported.push(`${leaf} ${isMended}`),
    async () => offered,
  );
  await integrity.look(never);
  assert.deepEqual(reported, ["1 false"]);
  offered = [revocation.bytes];
  await integrity.look(never);
  assert.deepEqual(reported, ["1 false", "1 true"]);
  assert.deepEqual([again.host.holds, again.host.unread, integrity.report.flaws], [[], [], 0]);
  const revoked = at.country.shelter[1].name;
  assert.equal(
    again.host.directory.isActiveDevice(revoked, again.host.tree.size),
    false,
    "the directory is whole again",
  );
  again.verify(await submit(), second ?? assert.fail());
});

test("[LG4] while a note of another class is rotten, its like waits and all else is taken, the log's time too", async (t) => {
  const at = await TestHost.start(t);
  await at.timekeeping.tick();
  const [bytes] = await at.store.bytesOf("update", 1, 2);
  const tokens = await at.draw(2);
  await at.close();
  flipBit(at.file, (bytes ?? assert.fail()).subarray(-40));

  const again = await at.reopen(t);
  assert.deepEqual([again.host.holds, again.host.unread], [[], [1]]);
  const { origin } = at.country.founding;
  const capacity = encodeUtf8(
    `${tag.update}\n${origin}\n{"kind":"capacity"}\n\n— x ${Buffer.alloc(68).toString("base64")}\n`,
  );
  assert.deepEqual(await again.host.submit({ token: tokens[0] ?? null, bytes: capacity }), {
    problem: "host-stopping",
  });
  const [sealed] = await sealedCases(1);
  again.verify(
    await again.host.submit({ token: tokens[1] ?? null, bytes: sealed ?? assert.fail() }),
    sealed ?? assert.fail(),
  );
  await again.timekeeping.tick();
  assert.equal(again.host.directory.times.length, 1);
});

test("[LG4] while a time note is rotten nobody is enrolled by too few because an administrator seems to wait still; a revocation is taken", async (t) => {
  const at = await TestHost.start(t);
  const { shelter, seats } = at.country;
  const [one, two] = shelter;
  const [seat] = seats;
  const say = async (item: SubmissionItem) => at.verify(await at.host.submit(item), item.bytes, "directory");
  const waits = { admission: 24, reader: 24, soloReader: 24, answer: 24, forms: 24 };
  const recipient = await recipientOf(await generateIdentity("x25519"));
  const enrol = () => {
    const id = encodeHex(randomBytes(16));
    const seed = randomBytes(32);
    const key = encodeBase64(ed25519PublicKey(seed));
    const device = { id, role: "reader", admin: true, key, recipient } as const;
    return {
      id,
      signer: { name: id, seed },
      note: at.note("device.enrol", { organisation: shelterId, device }, [one, seat ?? assert.fail()]),
    };
  };
  await say(at.note("council.waits", { waits }, seats));
  await say(at.note("device.revoke", { device: two.name, reason: "lost" }, [one]));
  const third = enrol();
  await say(third.note);
  await at.timekeeping.tick();
  const rotten = at.host.tree.size - 1;
  const [time] = await at.store.bytesOf("update", rotten, rotten + 1);
  at.clock.now += 25 * 3_600_000;
  await at.timekeeping.tick();
  assert.ok(at.host.directory.isActiveDevice(third.id, at.host.tree.size), "the shelter has two administrators");
  await at.close();
  flipBit(at.file, (time ?? assert.fail()).subarray(-40));

  const again = await at.reopen(t);
  assert.deepEqual([again.host.holds, again.host.unread], [[], [rotten]]);
  const fourth = enrol();
  assert.deepEqual(await again.host.submit(fourth.note), { problem: "host-stopping" });
  const byThird = at.note("device.revoke", { device: one.name, reason: "lost" }, [third.signer]);
  assert.deepEqual(await again.host.submit(byThird), { problem: "host-stopping" }, "not that they may not");
  const revocation = at.note("device.revoke", { device: third.id, reason: "lost" }, [one]);
  again.verify(await again.host.submit(revocation), revocation.bytes, "directory");
  const integrity = new Integrity(
    again.host,
    () => undefined,
    async () => [time ?? assert.fail()],
  );
  await integrity.look(never);
  assert.deepEqual([again.host.holds, again.host.unread], [[], []]);
  again.verify(await again.host.submit(fourth.note), fourth.note.bytes, "directory");
});

test("[LG4] a rotten time note of which no bytes are left holds up enrolments only until those who might have waited for it have waited anyway", async (t) => {
  const at = await TestHost.start(t);
  const { shelter, seats } = at.country;
  const waits = { admission: 24, reader: 24, soloReader: 24, answer: 24, forms: 24 };
  const waiting = at.note("council.waits", { waits }, seats);
  at.verify(await at.host.submit(waiting), waiting.bytes, "directory");
  await at.timekeeping.tick();
  const [time] = await at.store.bytesOf("update", 2, 3);
  await at.close();
  flipBit(at.file, (time ?? assert.fail()).subarray(-40));
  const again = await at.reopen(t);
  const recipient = await recipientOf(await generateIdentity("x25519"));
  const enrol = () => {
    const key = encodeBase64(ed25519PublicKey(randomBytes(32)));
    const device = { id: encodeHex(randomBytes(16)), role: "reader", admin: false, key, recipient } as const;
    return again.host.submit(at.note("device.enrol", { organisation: shelterId, device }, shelter));
  };
  assert.deepEqual(await enrol(), { problem: "host-stopping" });
  await again.timekeeping.tick();
  assert.deepEqual(await enrol(), { problem: "host-stopping" });
  at.clock.now += 25 * 3_600_000;
  await again.timekeeping.tick();
  assert.ok("proof" in (await enrol()));
});

/** Flips one bit of these bytes where they rest in the file. */
function flipBit(file: string, bytes: Uint8Array): void {
  const stored = readFileSync(file);
  const found = stored.indexOf(bytes);
  assert.ok(found > 0 && stored.indexOf(bytes, found + 1) === -1);
  stored[found] = (stored[found] ?? 0) ^ 1;
  writeFileSync(file, stored);
}
