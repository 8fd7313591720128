// A host that bends the log itself: forks, freezes, rollbacks, false tiles, missing or foreign witnesses. Every client notices at its next
// sync; what is passing passes when the host is honest again, and a fork stops everything.
import assert from "node:assert/strict";
import { test } from "node:test";
import { randomBytes } from "../../src/crypto/random.ts";
import { decodeUtf8 } from "../../src/crypto/utf8.ts";
import { Device } from "../../src/member/device.ts";
import { sealVault } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { until } from "../support/until.ts";
import { exampleDraft, quickStretch, testPassphrase, World } from "../support/world.ts";
import { alarms, device, directoryNote, found, impostor, join, opening, sealTo, start } from "./support/nation.ts";

const hour = 3_600_000;
const zeroes = new Uint8Array(32);

test("[LG5] fork: a second head of the same size stops everything, and both heads are kept", async (t) => {
  const nation = await found(t);
  const { host } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await nation.world.member(device(nation.border), { network: host.network, store });
  const other = host.cosign(host.signHead(host.size, zeroes));
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(other) : null);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["fork"]);
  const evidence = decodeUtf8((await store.get("meta", "fork")) ?? new Uint8Array(0)) ?? "";
  for (const head of [other, host.signHead()]) {
    assert.ok(evidence.includes(head.split("\n")[2] ?? "-"), "the root of each head is in the evidence");
  }
  // Honest again or not: nothing more is sent, followed or opened.
  host.script = () => null;
  const [alarm] = officer.view?.alarms ?? [];
  assert.ok(alarm);
  await must(officer.dismissAlarm(alarm));
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  const before = host.requests.length;
  await officer.sync();
  assert.equal(await officer.flush(), 0);
  assert.equal(host.requests.length, before, "not a single request after a fork");
  assert.deepEqual(alarms(officer), ["fork"]);
  assert.equal(officer.view?.outbox, 2, "the sealed bytes are kept");
});

test("[LG5] fork: a larger log that rewrites what a client holds, with honest tiles for its own branch", async (t) => {
  const nation = await found(t);
  const { host } = nation;
  const worker = await join(nation, nation.shelter);
  const before = worker.view?.log.trusted?.size;
  const last = host.size - 1;
  host.truncate(last);
  for (let i = 0; i < 3; i++) {
    host.append(
      "case",
      await sealTo(nation, [opening(nation, device(nation.legal), [nation.shelter.id])], [nation.shelter.id]),
    );
  }
  await worker.sync();
  assert.deepEqual(alarms(worker), ["fork"]);
  assert.deepEqual(worker.cases.inbox, []);
  assert.equal(worker.view?.log.trusted?.size, before);
});

test("[LG5] a fork outlives a restart of the program", async (t) => {
  const nation = await found(t);
  const { host, world } = nation;
  const store = openSqliteMemberStore(":memory:");
  const officer = await world.member(device(nation.border), { network: host.network, store });
  host.script = ({ path }) =>
    path === "/checkpoint" ? new Response(host.cosign(host.signHead(host.size, zeroes))) : null;
  await officer.sync();
  host.script = () => null;
  const again = await start(world, store, host.network);
  await again.sync();
  assert.deepEqual(alarms(again), ["fork"]);
});

test("[LG5] freeze: a head whose cosignatures are older than a day raises an alarm, and an old directory with it ends", async (t) => {
  const nation = await found(t);
  const { world, host, shelter } = nation;
  const officer = await join(nation, nation.border);
  const frozen = host.cosign(host.signHead());
  const size = host.size;
  const [a] = shelter.devices.map(deviceSigner);
  assert.ok(a);
  const lost = device(shelter, 1).device;
  host.append("directory", directoryNote(nation, "device.revoke", { device: lost, reason: "stolen" }, [a]));
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(frozen) : null);
  world.wait(23 * hour);
  await officer.sync();
  assert.deepEqual(alarms(officer), [], "an hour is left");
  world.wait(2 * hour);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["stale"]);
  assert.equal(officer.view?.log.seen?.size, size);
  host.script = () => null;
  await officer.sync();
  assert.deepEqual(alarms(officer), [], "news ends the alarm");
  assert.notEqual(officer.room.open().log.directory.device(lost)?.revoked, null);
});

test("[LG5] freeze by silence: a host that answers anything but the log is online, and found out after a day", async (t) => {
  for (const cut of [/^\/checkpoint/, /^\/tile/, /^\/pack/]) {
    const nation = await found(t);
    const { world, host } = nation;
    const officer = await join(nation, nation.border);
    host.append(
      "directory",
      directoryNote(
        nation,
        "device.revoke",
        { device: device(nation.shelter).device, reason: "lost" },
        world.keys.seats,
      ),
    );
    await must(officer.drafts.send(exampleDraft([nation.shelter])));
    host.script = ({ path }) => (cut.test(path) ? "silence" : null);
    world.wait(25 * hour);
    await officer.sync();
    assert.ok(alarms(officer).includes("stale"), `${cut}: ${alarms(officer)}`);
    host.script = () => null;
    await officer.sync();
    assert.deepEqual(alarms(officer), [], `${cut} passes`);
  }
});

test("a device without any network has nothing to accuse the host of", async (t) => {
  const nation = await found(t);
  const officer = await join(nation, nation.border);
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  nation.host.script = () => "silence";
  nation.world.wait(48 * hour);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.equal(officer.view?.network, "offline");
});

test("[LG5] rollback after a restore: the shorter log is an alarm and changes nothing; growing another way is a fork", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const worker = await join(nation, nation.shelter);
  const envelope = await sealTo(
    nation,
    [opening(nation, device(nation.legal), [nation.shelter.id])],
    [nation.shelter.id],
  );
  host.append("case", envelope);
  await worker.sync();
  const size = host.size;
  host.truncate(size - 1);
  await worker.sync();
  assert.deepEqual(alarms(worker), ["host-rolled-back"]);
  assert.equal(worker.view?.log.seen?.size, size, "what was seen stays seen");
  // The lost part is restored from a mirror: work goes on, the evidence stays until somebody has read it.
  host.append("case", envelope);
  host.append(
    "directory",
    directoryNote(nation, "device.revoke", { device: device(nation.legal).device, reason: "left" }, world.keys.seats),
  );
  await worker.sync();
  assert.equal(worker.view?.log.trusted?.size, host.size);
  assert.deepEqual(alarms(worker), ["host-rolled-back"]);
  const [alarm] = worker.view?.alarms ?? [];
  assert.ok(alarm);
  await must(worker.dismissAlarm(alarm));
  host.truncate(size - 1);
  host.append(
    "case",
    await sealTo(nation, [opening(nation, device(nation.legal), [nation.shelter.id])], [nation.shelter.id]),
  );
  await worker.sync();
  assert.ok(alarms(worker).includes("fork"));
});

test("[LG5] too few cosignatures: the log is read, but its directory does not act and nothing counts as witnessed", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const [witness] = host.witnesses;
  assert.ok(witness);
  const before = officer.view?.log.trusted?.size;
  const late = await world.organisation("shelter", "Example Shelter East");
  await host.catchUp();
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  host.witnesses = [witness];
  await officer.sync();
  assert.deepEqual(alarms(officer), ["no-quorum"]);
  assert.equal(officer.directory.organisation(late.id), null, "an admission that is not trusted does not act");
  assert.equal(officer.view?.log.trusted?.size, before);
  assert.notEqual(officer.drafts.sent[0]?.loggedAt, null);
  assert.equal(officer.drafts.sent[0]?.witnessedAt, null);
  assert.equal(officer.view?.log.lyingWitnessesForFork, 1, "2k - n");
  // One witness twice is not two.
  host.script = ({ path }) =>
    path === "/checkpoint"
      ? new Response(host.cosign(host.cosign(host.signHead(), [witness]), [witness], world.now - hour))
      : null;
  await officer.sync();
  assert.deepEqual(alarms(officer), ["no-quorum"]);
  host.script = () => null;
  host.witnesses = world.witnesses.map(({ signer }) => signer);
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.notEqual(officer.directory.organisation(late.id), null);
  assert.notEqual(officer.drafts.sent[0]?.witnessedAt, null);
});

test("[LG5] wrong witnesses: unknown ones do not count, and one bad line of a known one spoils the whole head", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const before = officer.view?.log.trusted?.size;
  host.append(
    "directory",
    directoryNote(nation, "device.revoke", { device: device(nation.legal).device, reason: "lost" }, world.keys.seats),
  );
  const known = world.witnesses.map(({ signer }) => signer);
  const cosigned = host.cosign(host.signHead(), known);
  // The blob of the third witness's line under its own name and key id: one character of the signature is another.
  const broken = cosigned.replace(/.(?=.{40}\n$)/, (letter) => (letter === "A" ? "B" : "A"));
  const heads = [
    host.cosign(host.signHead(), [impostor("a.example"), impostor("b.example"), impostor("c.example")]),
    // Known names over unknown keys.
    host.cosign(
      host.signHead(),
      known.map(({ name }) => impostor(name)),
    ),
    // True cosignatures of another head.
    `${host.signHead()}${host
      .cosign(host.signHead(host.size - 1), known)
      .split("\n")
      .slice(5)
      .join("\n")}`,
    broken,
  ];
  for (const head of heads) {
    host.script = ({ path }) => (path === "/checkpoint" ? new Response(head) : null);
    await officer.sync();
    assert.deepEqual(alarms(officer), ["no-quorum"]);
    assert.equal(officer.view?.log.trusted?.size, before);
  }
  host.script = () => null;
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
  assert.equal(officer.view?.log.trusted?.size, host.size);
});

test("a checkpoint that the log did not sign is a lie of the host, whatever is wrong with it", async (t) => {
  const nation = await found(t);
  const { world, host } = nation;
  const officer = await join(nation, nation.border);
  const good = host.cosign(host.signHead());
  const other = await World.foundFor(t, { witnesses: 0 });
  for (const head of [
    good.replace(world.founding.origin, other.founding.origin),
    good.replace(/\n\d+\n/, "\n1000\n"),
    (await other.store.publishedHead())?.note ?? "",
    "",
    "hello",
    good.trimEnd(),
  ]) {
    host.script = ({ path }) => (path === "/checkpoint" ? new Response(head) : null);
    await officer.sync();
    assert.deepEqual(alarms(officer), ["host-lies"], head.slice(0, 40));
  }
  host.script = () => null;
  await officer.sync();
  assert.deepEqual(alarms(officer), []);
});

test("[LG1] leaf tiles that do not fit the signed head are a lie, and none of their leaves is taken", async (t) => {
  const nation = await found(t);
  const { host } = nation;
  const worker = await join(nation, nation.shelter);
  const size = host.size;
  host.append(
    "case",
    await sealTo(nation, [opening(nation, device(nation.legal), [nation.shelter.id])], [nation.shelter.id]),
  );
  const spoilers: ((bytes: Uint8Array) => Uint8Array<ArrayBuffer>)[] = [
    (bytes) => new Uint8Array(bytes).fill(7, bytes.length - 5),
    (bytes) => new Uint8Array(bytes.subarray(35)),
    (bytes) => new Uint8Array([...bytes, 0]),
    () => new Uint8Array(0),
    // A true leaf under another class.
    (bytes) => new Uint8Array(bytes).fill(2, bytes.length - 33, bytes.length - 32),
    (bytes) => new Uint8Array(bytes).fill(9, bytes.length - 33, bytes.length - 32),
  ];
  for (const spoil of spoilers) {
    host.script = async (request) =>
      request.path.startsWith("/tile/")
        ? new Response(spoil(new Uint8Array(await host.behave(request).arrayBuffer())))
        : null;
    await worker.sync();
    assert.deepEqual(alarms(worker), ["host-lies"]);
    assert.equal(worker.view?.log.seen?.size, size);
  }
  host.script = () => null;
  await worker.sync();
  assert.deepEqual(alarms(worker), []);
  assert.equal(worker.view?.log.seen?.size, host.size);
});

test("a head that claims more leaves than the world has costs the host one request, not the client its memory", async (t) => {
  const nation = await found(t);
  const { host } = nation;
  const officer = await join(nation, nation.border);
  const endless = host.cosign(host.signHead(Number.MAX_SAFE_INTEGER, zeroes));
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(endless) : null);
  host.requests.splice(0);
  await officer.sync();
  assert.deepEqual(alarms(officer), ["host-lies"]);
  assert.equal(host.requests.filter(({ path }) => path.startsWith("/tile/")).length, 1);
});

test("[EN6] a foreign founding note refuses: nothing is sent to such a host and nothing taken from it", async (t) => {
  const nation = await found(t);
  const { host, world } = nation;
  const other = await World.foundFor(t, { witnesses: 0 });
  const officer = await join(nation, nation.border);
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  const store = openSqliteMemberStore(":memory:");
  host.script = ({ path }) => (path === "/founding" ? new Response(other.founding.note) : null);
  host.requests.splice(0);
  const fresh = await world.member(device(nation.border), { network: host.network, store });
  assert.deepEqual(alarms(fresh), ["foreign-founding"]);
  assert.deepEqual([...new Set(host.requests.map(({ path }) => path))], ["/founding"]);
  assert.equal(fresh.view?.log.seen, null);
  host.script = () => null;
  await fresh.sync();
  assert.equal(fresh.view?.log.trusted?.size, host.size, "with the true note the country works again");
  const [alarm] = fresh.view?.alarms ?? [];
  assert.ok(alarm !== undefined && (await must(fresh.dismissAlarm(alarm))), "then it may be put away");
  assert.deepEqual([fresh.view?.alarms, fresh.view?.putAway.map(({ code }) => code)], [[], ["foreign-founding"]]);
});

test("[EN6] a page that a network shows before it lets anybody through is nobody's answer: no alarm, and nothing is sent", async (t) => {
  const nation = await found(t);
  const { host, world } = nation;
  const sealed = await join(nation, nation.border);
  await must(sealed.drafts.send(exampleDraft([nation.shelter])));
  for (const type of ["text/html; charset=utf-8", "application/xhtml+xml", "text/plain"]) {
    const page = "<!doctype html><title>Sign in to the network</title>";
    host.script = () => new Response(page, { headers: { "content-type": type } });
    host.requests.splice(0);
    const fresh = await world.member(device(nation.border), { network: host.network });
    await fresh.flush();
    assert.deepEqual(alarms(fresh), [], type);
    assert.deepEqual([...new Set(host.requests.map(({ path }) => path))], ["/founding"]);
    assert.equal(fresh.view?.network, "offline");
    if (type === "text/plain") continue;
    // In the middle of a program's life, too.
    await sealed.sync();
    assert.deepEqual([alarms(sealed), sealed.view?.network], [[], "offline"]);
  }
  host.script = () => null;
  await sealed.sync();
  assert.equal(sealed.view?.outbox, 0);
});

test("[EN6] who shows no founding note gets no parcel, no token request and no head, and is found out", async (t) => {
  const nation = await found(t);
  const { host, world } = nation;
  const store = openSqliteMemberStore(":memory:");
  const secrets = device(nation.border);
  const officer = await world.member(secrets, { network: host.network, store });
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  host.script = ({ path }) => (path === "/founding" ? new Response(null, { status: 404 }) : null);
  host.requests.splice(0);
  const again = await Device.open({
    store,
    network: host.network,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  await again.flush();
  await again.unlock(testPassphrase);
  await again.sync();
  assert.ok(host.requests.every(({ method, path }) => method === "GET" && path === "/founding"));
  assert.equal(again.view?.outbox, 2);
  world.wait(31 * 60_000);
  await again.sync();
  assert.ok(alarms(again).includes("not-logged"));
  host.script = () => null;
  await again.sync();
  assert.equal(again.view?.outbox, 0);
});

test("[EN6] a vault file whose clear part names another host, mirror or country does not open", async (t) => {
  const nation = await found(t);
  const { world } = nation;
  const other = await World.foundFor(t, { witnesses: 0 });
  const secrets = device(nation.border).with({ mirrors: ["https://mirror.example"] });
  const file = await sealVault(secrets, testPassphrase, randomBytes, quickStretch);
  const { pinned } = JSON.parse(file);
  const unlockWith = async (change: object) => {
    const member = await start(world, openSqliteMemberStore(":memory:"), nation.host.network);
    assert.ok(await member.install(JSON.stringify({ ...JSON.parse(file), pinned: { ...pinned, ...change } })));
    return member.unlock(testPassphrase);
  };
  assert.equal(await unlockWith({}), "open");
  for (const change of [
    { host: "https://evil.example" },
    { mirrors: ["https://evil.example"] },
    { mirrors: [] },
    { founding: other.founding.note },
  ]) {
    assert.equal(await unlockWith(change), "foreign-founding");
  }
});

test("[LG3] a host that draws out one answer keeps nothing else from being sent, and puts off no alarm", async (t) => {
  const nation = await found(t);
  const { host, world } = nation;
  const officer = await join(nation, nation.border);
  const revocation = { device: device(nation.legal).device, reason: "lost" };
  host.append("directory", directoryNote(nation, "device.revoke", revocation, world.keys.seats));
  let end: () => void = () => undefined;
  host.script = ({ path }) => {
    if (!path.startsWith("/pack/")) return null;
    const start = (stream: ReadableStreamDefaultController) => {
      end = () => stream.close();
    };
    return new Response(new ReadableStream({ start }));
  };
  const round = officer.sync();
  await until(() => host.requests.some(({ path }) => path.startsWith("/pack/")));
  await must(officer.drafts.send(exampleDraft([nation.shelter])));
  world.wait(25 * 3_600_000);
  const again = officer.sync();
  await until(() => alarms(officer).includes("stale"));
  assert.notEqual(officer.drafts.sent[0]?.loggedAt, null, "what was sealed meanwhile went out");
  host.script = () => null;
  end();
  await Promise.all([round, again]);
});
