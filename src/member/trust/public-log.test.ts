// What is trusted: policy, quorum, directory and freshness (LG5).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { device, directoryNote, found, impostor } from "../../../test/hostile/support/nation.ts";
import { ed25519PublicKey } from "../../crypto/ed25519.ts";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import { encodeVerifierKey, type SignerKey, signatureType, verifierKey } from "../../note/signed-note.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { PublicLog } from "./public-log.ts";

async function publicLog(t: TestContext) {
  const nation = await found(t);
  const store = openSqliteMemberStore(":memory:");
  const { world, host } = nation;
  const load = () =>
    PublicLog.load({
      store,
      network: host.network,
      clock: world.clock,
      founding: world.founding,
      host: "https://host.example",
      mirrors: [],
    });
  return { nation, world, host, store, load };
}

function policyOf(witnesses: readonly SignerKey[], threshold: number): string {
  const lines = witnesses.map(({ name, seed }, i) => {
    const key = verifierKey(name, ed25519PublicKey(seed), signatureType.cosignature);
    return `witness n${i} ${encodeVerifierKey(key)}\n`;
  });
  return `${lines.join("")}group all ${threshold} ${witnesses.map((_, i) => `n${i}`).join(" ")}\nquorum all\n`;
}

test("[LG5] a checkpoint is trusted under the policy in force at its own size: new witnesses count from the note on, not before", async (t) => {
  const { nation, world, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  const newcomers = [impostor("new-1.example"), impostor("new-2.example")];
  const before = host.size;
  host.append(
    "directory",
    directoryNote(nation, "council.policy", { policy: policyOf(newcomers, 2) }, world.keys.seats),
  );
  // At the size before the note the old policy is in force: the newcomers do not count there.
  host.script = ({ path }) =>
    path === "/checkpoint" ? new Response(host.cosign(host.signHead(before), newcomers)) : null;
  await log.sync();
  assert.ok(log.alarms.has("no-quorum"));
  // At the size with the note the new one is: the old witnesses no longer do.
  host.script = () => null;
  await log.sync();
  assert.ok(log.alarms.has("no-quorum"));
  assert.equal(log.follower.trusted?.size, before);
  host.witnesses = newcomers;
  await log.sync();
  assert.deepEqual(log.alarms.list, []);
  assert.equal(log.follower.trusted?.size, before + 1);
  assert.deepEqual(log.view.trusted?.witnesses, ["n0", "n1"]);
  assert.equal(log.view.lyingWitnessesForFork, 2);
});

test("[LG5] what is seen and not trusted waits: its directory notes act only once a trusted head covers them", async (t) => {
  const { nation, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  const lost = device(nation.legal).device;
  const witnesses = host.witnesses;
  host.append(
    "directory",
    directoryNote(nation, "device.revoke", { device: lost, reason: "lost" }, nation.world.keys.seats),
  );
  host.witnesses = [];
  await log.sync();
  assert.equal(log.follower.seen?.size, host.size);
  assert.equal(log.directory.device(lost)?.revoked, null);
  assert.equal((await load()).directory.device(lost)?.revoked, null, "nor after a restart");
  host.witnesses = witnesses;
  await log.sync();
  assert.equal(log.directory.device(lost)?.revoked, host.size - 1);
  assert.equal((await load()).directory.device(lost)?.revoked, host.size - 1);
});

test("[LG5] a restart knows the trusted head, its time and its directory without asking anybody", async (t) => {
  const { world, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  host.script = () => "silence";
  const again = await load();
  assert.deepEqual(again.view, log.view);
  assert.equal(again.view.trusted?.at, world.now);
  assert.deepEqual(again.directory.organisations(), log.directory.organisations());
});

test("[LG5] news is stale from 24 hours on, not a moment before", async (t) => {
  const { world, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  const start = world.now;
  const head = host.cosign(host.signHead(), host.witnesses, start);
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(head) : null);
  const isStaleAfter = async (milliseconds: number) => {
    world.wait(start + milliseconds - world.now);
    await log.sync();
    assert.equal(log.view.trusted?.at, start);
    return log.alarms.has("stale");
  };
  assert.equal(await isStaleAfter(24 * 3_600_000 - 1000), false);
  assert.equal(await isStaleAfter(24 * 3_600_000 + 1000), true);
});

test("[LG11a] a host that states a version that is not spoken here answers all the same: what waits becomes late, and the news stale", async (t) => {
  const { nation, world, host, store } = await publicLog(t);
  let versions: string | null = null;
  const log = await PublicLog.load({
    store,
    network: async (url, request) => {
      const answer = await host.network(url, request);
      return answer === null ? null : { ...answer, versions };
    },
    clock: world.clock,
    founding: world.founding,
    host: "https://host.example",
    mirrors: [],
  });
  const codes = () => log.alarms.list.map(({ code }) => code).toSorted();
  await log.sync();
  versions = "2";
  const lost = { device: device(nation.legal).device, reason: "lost" } as const;
  const note = encodeUtf8(directoryNote(nation, "device.revoke", lost, world.keys.seats));
  assert.equal(await log.takeRevocation(note), true);
  await log.sync();
  assert.deepEqual(codes(), ["program-older"], "nobody is accused in the first minutes of an upgrade");
  world.wait(30 * 60_000);
  await log.flush();
  assert.deepEqual(codes(), ["not-logged", "program-older"]);
  world.wait(24 * 3_600_000);
  await log.sync();
  assert.deepEqual(codes(), ["not-logged", "program-older", "stale"]);
  versions = "1, 2";
  await log.sync();
  assert.deepEqual([log.alarms.has("program-older"), log.alarms.has("stale")], [false, false], "it ends by itself");
});

test("[LG5] the time of a head is the median of its cosignatures: one witness with a fast clock does not make old news fresh", async (t) => {
  const { world, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  const start = world.now;
  const [a, b, c] = host.witnesses;
  assert.ok(a && b && c);
  world.wait(25 * 3_600_000);
  const head = host.cosign(host.cosign(host.signHead(), [a, b], start), [c], world.now + 3_600_000);
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(head) : null);
  await log.sync();
  assert.equal(log.view.trusted?.at, start);
  assert.ok(log.alarms.has("stale"));
});

test("[DR1] a refused directory note raises its alarm once, not at every sync", async (t) => {
  const { nation, host, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  host.append(
    "directory",
    directoryNote(nation, "organisation.suspend", { organisation: nation.shelter.id }, [impostor("council-1")]),
  );
  await log.sync();
  const [alarm] = log.alarms.list;
  assert.equal(alarm?.code, "directory-refused");
  await log.alarms.dismiss(alarm);
  await log.sync();
  await (await load()).sync();
  assert.deepEqual(log.alarms.list, []);
});

test("[LG3] notes in clear are fetched once and kept", async (t) => {
  const { host, load } = await publicLog(t);
  await (await load()).sync();
  host.requests.splice(0);
  await (await load()).sync();
  assert.deepEqual(
    host.requests.map(({ path }) => path),
    ["/founding", "/checkpoint"],
  );
});

test("[LG3] the directory does not wait for the country's record, and who does not follow the record never asks for it", async (t) => {
  const { nation, host, load } = await publicLog(t);
  const log = await load();
  const row = host.append("public", "no note at all");
  const lost = device(nation.legal).device;
  const revocation = { device: lost, reason: "lost" };
  host.append("directory", directoryNote(nation, "device.revoke", revocation, nation.world.keys.seats));
  host.script = ({ path }) => (path.startsWith("/pack/public") ? new Response(null, { status: 404 }) : null);
  await log.sync();
  assert.equal(log.directory.device(lost)?.revoked, host.size - 1);
  const alarms = () => log.alarms.list.map(({ code, leaf }) => [code, leaf]);
  assert.deepEqual(alarms(), []);
  assert.ok(!host.requests.some(({ path }) => path.startsWith("/pack/public")));
  await log.followRecord();
  assert.deepEqual(alarms(), [["bytes-missing", row]]);
  assert.equal(log.recordSize, row, "what is shown of the record ends where it is whole");
  host.script = () => null;
  await log.sync();
  await log.followRecord();
  assert.equal(log.recordSize, host.size);
  assert.deepEqual(alarms(), [["directory-refused", row]], "it is no note");
});

test("[LG3] after a restart a pack is asked for from behind what is kept", async (t) => {
  const { nation, host, load } = await publicLog(t);
  await (await load()).sync();
  const revocation = { device: device(nation.legal).device, reason: "lost" };
  host.append("directory", directoryNote(nation, "device.revoke", revocation, nation.world.keys.seats));
  host.requests.splice(0);
  await (await load()).sync();
  const packs = host.requests.filter(({ path }) => path.startsWith("/pack/"));
  assert.equal(packs.length, 1);
  assert.match(packs[0]?.range ?? "", /^bytes=[1-9][0-9]+-$/);
});

test("[LG1] a note that the host logged under another class than its own is none: readers and officers see the same directory", async (t) => {
  const { nation, host, load } = await publicLog(t);
  const [reader, officer] = [await load(), await load()];
  const lost = device(nation.legal).device;
  const revocation = { device: lost, reason: "lost" };
  const leaf = host.append("public", directoryNote(nation, "device.revoke", revocation, nation.world.keys.seats));
  await reader.sync();
  await reader.followRecord();
  assert.equal(reader.directory.device(lost)?.revoked, null);
  assert.deepEqual(
    reader.alarms.list.map((alarm) => [alarm.code, alarm.leaf]),
    [["directory-refused", leaf]],
  );
  assert.equal((await load()).directory.device(lost)?.revoked, null, "nor after a restart");
  await officer.sync();
  assert.equal(officer.directory.device(lost)?.revoked, null);
});

test("[EN10] while its leaves are damaged a device knows whom it may refer to, by the notes that it keeps", async (t) => {
  const { nation, store, load } = await publicLog(t);
  await (await load()).sync();
  const [row] = await store.list("leaves");
  assert.ok(row !== undefined);
  const flipped = row.value.map((byte, i) => (i === 40 ? byte ^ 1 : byte));
  await store.write([{ table: "leaves", key: row.key, value: flipped }]);
  const log = await load();
  assert.equal(log.isWhole, false);
  assert.ok(log.directory.organisation(nation.shelter.id) !== null);
});

test("[LG10] a fork does not end because one of its two heads is damaged where they are kept", async (t) => {
  const { host, store, load } = await publicLog(t);
  const log = await load();
  await log.sync();
  host.truncate(host.size - 1);
  host.append("receipt", "another history");
  host.append("receipt", "and more of it");
  await log.sync();
  assert.ok(log.alarms.has("fork"));
  const evidence = (await store.get("meta", "fork")) ?? assert.fail();
  for (const at of [5, 60, evidence.length - 10]) {
    await store.write([{ table: "meta", key: "fork", value: evidence.map((b, i) => (i === at ? b ^ 1 : b)) }]);
    assert.ok((await load()).alarms.has("fork"), `byte ${at}`);
  }
});
