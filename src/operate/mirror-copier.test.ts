// A mirror's copy: what is copied is what the log signed, what is served is never older and never of a second history.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { HostileHost } from "../../test/hostile/support/hostile-host.ts";
import { placeParts } from "../../test/support/place.ts";
import { World } from "../../test/support/world.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { packPath } from "../log/pack.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { LogCopy } from "../server/log-copy.ts";
import { mirrorApp } from "../server/mirror-app.ts";
import { openSqliteHostStore } from "../server/store/sqlite-host-store.ts";
import { openSqliteMemberStore } from "./files/sqlite-member-store.ts";
import { MirrorCopier } from "./mirror-copier.ts";

/** A hostile host and a mirror of it whose files outlive a restart. */
async function mirroring(t: TestContext) {
  const dir = mkdtempSync(join(tmpdir(), "panoh-mirror-"));
  const world = await World.found({ witnesses: 1 });
  const host = await HostileHost.copyOf(world);
  const ends: (() => Promise<void>)[] = [];
  const closeAll = async () => {
    for (const end of ends.splice(0)) await end();
  };
  t.after(async () => {
    await closeAll();
    await world.close();
    rmSync(dir, { recursive: true, force: true });
  });
  const open = async () => {
    await closeAll();
    const store = openSqliteMemberStore(join(dir, "followed.db"));
    const copyStore = openSqliteHostStore(join(dir, "copy.db"));
    ends.push(
      () => store.close(),
      () => copyStore.close(),
    );
    const copy = (await LogCopy.open(world.founding, copyStore)) ?? assert.fail("the copy is damaged");
    const parts = { founding: world.founding, url: "https://host.example", network: host.network, clock: world.clock };
    const copier = await MirrorCopier.load({ ...parts, copy, store });
    const surroundings = { log: () => undefined, clock: world.clock, ...placeParts };
    const app = mirrorApp({ copy, relay: async () => null, reachesHost: () => copier.reachesHost, ...surroundings });
    const get = async (path: string) => {
      const response = await app.request(path);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    return { copy, copyStore, copier, get };
  };
  const grow = (count: number) => {
    for (let i = 0; i < count; i++)
      host.append((["case", "receipt", "public"] as const)[i % 3] ?? "case", `example ${host.size}`);
  };
  return { world, host, open, grow };
}

/** Every resource of the hostile host that a client asks for. */
function pathsOf(size: number): readonly string[] {
  const paths = ["/founding"];
  for (let index = 0; index * 256 < size; index++) {
    const width = Math.min(256, size - index * 256);
    paths.push(`/tile/entries/00${index}${width === 256 ? "" : `.p/${width}`}`);
    for (const name of ["directory", "public", "receipt", "case", "update"] as const)
      paths.push(`/${packPath({ class: name, index })}`);
  }
  return paths;
}

test("[LG2] a mirror has, after every round, exactly the resources of the host, over tile borders and restarts", async (t) => {
  const { host, open, grow } = await mirroring(t);
  let mirror = await open();
  assert.equal((await mirror.get("/checkpoint")).status, 404, "nothing before the first round");
  for (const step of [3, 250, 1, 1, 1, 600]) {
    grow(step);
    assert.equal(await mirror.copier.round(), "current");
    for (const path of pathsOf(host.size)) {
      const wanted = await host.app.request(`https://host.example${path}`);
      const { status, bytes } = await mirror.get(path);
      assert.equal(status, 200, path);
      assert.ok(bytes.equals(Buffer.from(await wanted.arrayBuffer())), path);
    }
    assert.match((await mirror.get("/checkpoint")).bytes.toString(), new RegExp(`\n${host.size}\n`));
    if (step === 1) mirror = await open();
  }
  assert.equal(mirror.copy.head.size, host.size);
});

test("[ST3] a mirror serves its copy while the host is silent, and after a restart", async (t) => {
  const { host, open, grow } = await mirroring(t);
  grow(5);
  await (await open()).copier.round();
  const size = host.size;
  host.script = () => "silence";
  const { copier, get } = await open();
  assert.equal(await copier.round(), "unreachable");
  assert.match((await get("/checkpoint")).bytes.toString(), new RegExp(`\n${size}\n`));
  for (const path of pathsOf(size)) assert.equal((await get(path)).status, 200, path);
  const { status, bytes } = await get("/health");
  assert.deepEqual([status, JSON.parse(bytes.toString())], [503, { ok: false, size }]);
});

test("[LG3] bytes that do not match their leaf are not copied: the older head is served until they come", async (t) => {
  const { host, open, grow } = await mirroring(t);
  const { copy, copier, get } = await open();
  grow(4);
  await copier.round();
  const before = copy.head.size;
  grow(300);
  for (const spoilt of [new Response(null, { status: 404 }), new Response(new Uint8Array([0, 0, 0, 1, 7]))]) {
    host.script = ({ path }) => (path === "/pack/receipt/000" ? spoilt.clone() : null);
    assert.equal(await copier.round(), "bytes-missing");
    assert.equal(copy.head.size, before);
    assert.equal((await get(`/tile/entries/000.p/${before + 1}`)).status, 404, "no leaf beyond the head");
  }
  // The first tile comes and the second does not: what was copied stays unserved, also after a restart.
  host.script = ({ path }) => (path === "/pack/case/001" ? new Response(null, { status: 404 }) : null);
  assert.equal(await copier.round(), "bytes-missing");
  assert.equal(copy.size, 256);
  const again = await open();
  assert.equal(again.copy.head.size, before);
  assert.equal(again.copy.size, 256);
  host.script = () => null;
  assert.equal(await again.copier.round(), "current");
  assert.equal(again.copy.head.size, host.size);
});

test("[LG5] a leaf that the signed head does not cover is a lie, an older head is passed over, and both change nothing", async (t) => {
  const { host, open, grow } = await mirroring(t);
  const { copy, copier, get } = await open();
  grow(9);
  await copier.round();
  const size = host.size;
  const served = (await get("/checkpoint")).bytes.toString();
  host.script = ({ path }) => (path === "/checkpoint" ? new Response(host.cosign(host.signHead(size - 2))) : null);
  assert.equal(await copier.round(), "older");
  grow(2);
  host.script = ({ path }) =>
    path === "/checkpoint" ? new Response(host.signHead(host.size, new Uint8Array(32).fill(9))) : null;
  assert.equal(await copier.round(), "lie");
  host.script = ({ path }) => (path === "/checkpoint" ? new Response("an example\n") : null);
  assert.equal(await copier.round(), "lie");
  assert.equal(copy.head.size, size);
  assert.equal((await get("/checkpoint")).bytes.toString(), served);
});

test("[LG5] a second history ends the copying for ever, with both heads kept; what was copied stays what it was", async (t) => {
  const { host, open, grow } = await mirroring(t);
  const { copy, copier, get } = await open();
  grow(9);
  await copier.round();
  const size = host.size;
  const old = (await get("/checkpoint")).bytes.toString();
  host.truncate(size - 3);
  for (let i = 0; i < 5; i++) host.append("case", encodeUtf8(`sample ${i}`));
  assert.equal(await copier.forkedHeads(), null);
  assert.equal(await copier.round(), "fork");
  const evidence = (await copier.forkedHeads()) ?? "";
  assert.ok(evidence.includes(old), "the head that was served");
  assert.match(evidence, new RegExp(`\n${size + 2}\n`));
  const again = await open();
  assert.equal(again.copy.head.size, size);
  host.requests.splice(0);
  assert.equal(await again.copier.round(), "fork");
  assert.deepEqual(host.requests, [], "nothing is asked any more");
  assert.equal(copy.head.size, size);
});

test("[SP4] a host that publishes another history than it had its mirror keep is found out, whichever of the two is longer", async (t) => {
  for (const others of [1, 2, 5]) {
    const { world, host, open, grow } = await mirroring(t);
    const { copy, copier } = await open();
    grow(4);
    await copier.round();
    const size = host.size;
    grow(2);
    const head = verifyCheckpoint(host.signHead(), logKeyOf(world.founding)) ?? assert.fail();
    assert.equal(await copy.keep(head, size, [host.leaf(size), host.leaf(size + 1)]), "kept");
    host.truncate(size);
    for (let i = 0; i < others; i++) host.append("case", encodeUtf8(`sample ${i}`));
    const again = await open();
    assert.equal(await again.copier.round(), "fork", `${others} others`);
    assert.match((await again.copier.forkedHeads()) ?? "", new RegExp(`\n${size + 2}\n`));
    assert.equal(again.copy.size, size + 2, "no leaf of the other one");
  }
});

test("[SP4] a host that has its mirror keep another history than the one that is being copied is found out, whichever of the two is longer", async (t) => {
  // The copy goes on over a border of tiles, so that leaves come after those that are passed over.
  for (const others of [1, 8, 300, 320]) {
    const { world, host, open, grow } = await mirroring(t);
    const { copy, copier } = await open();
    grow(4);
    await copier.round();
    const size = host.size;
    for (let i = 0; i < others; i++) host.append("case", encodeUtf8(`sample ${i}`));
    const head = verifyCheckpoint(host.signHead(), logKeyOf(world.founding)) ?? assert.fail();
    const leaves = Array.from({ length: others }, (_, i) => host.leaf(size + i));
    host.truncate(size);
    grow(310);
    let keeping = null as Promise<unknown> | null;
    host.script = ({ path }) => {
      if (path.startsWith("/pack/")) keeping ??= copy.keep(head, size, leaves);
      return null;
    };
    assert.equal(await copier.round(), "fork", `${others} others`);
    assert.equal(await keeping, "kept");
    assert.deepEqual([copy.size, copy.held?.size, copy.head.size], [size + others, size + others, size]);
    const again = await open();
    assert.equal(await again.copier.round(), "fork");
    const evidence = (await again.copier.forkedHeads()) ?? "";
    assert.match(evidence, new RegExp(`\n${size + others}\n`));
    assert.match(evidence, new RegExp(`\n${size + 310}\n`));
    const kept = await again.copyStore.leaves(size, size + others);
    assert.deepEqual(kept, await again.copyStore.leaves(size, again.copy.size));
    assert.ok(
      kept.every(({ class: leafClass }) => leafClass === "case"),
      "no leaf of the other one",
    );
  }
});

test("[SP1] what the host has a mirror keep is served once it is published, and is not fetched again", async (t) => {
  const { world, host, open, grow } = await mirroring(t);
  const { copy, copier, get } = await open();
  grow(4);
  await copier.round();
  const size = host.size;
  grow(300);
  const head = verifyCheckpoint(host.signHead(), logKeyOf(world.founding)) ?? assert.fail();
  const leaves = Array.from({ length: 300 }, (_, i) => host.leaf(size + i));
  assert.equal(await copy.keep(head, size, leaves), "kept");
  assert.equal((await get(`/tile/entries/000.p/${size + 1}`)).status, 404, "not before");
  host.requests.splice(0);
  assert.equal(await copier.round(), "current");
  assert.equal(copy.head.size, size + 300);
  assert.deepEqual(
    host.requests.filter(({ path }) => path.startsWith("/pack/")),
    [],
  );
  assert.equal((await get(`/tile/entries/000`)).status, 200);
});

test("[EN6] a mirror copies nothing of a host that shows another founding note", async (t) => {
  const { host, open } = await mirroring(t);
  const { copy, copier } = await open();
  const other = await World.foundFor(t, { witnesses: 0 });
  const showing = (note: string) => {
    host.script = ({ path }) => (path === "/founding" ? new Response(note) : null);
  };
  showing(other.founding.note);
  assert.equal(await copier.round(), "foreign-founding");
  host.requests.splice(0);
  showing("Sign in to the network\n");
  assert.equal(await copier.round(), "unreachable", "that is nobody's founding note");
  assert.equal(copy.size, 0);
  assert.deepEqual(
    host.requests.map(({ path }) => path),
    ["/founding"],
  );
});

test("[LG5] a copy does not open when its store does not give the root of the head that it published", async (t) => {
  const { world, host, open, grow } = await mirroring(t);
  const { copier, copyStore } = await open();
  grow(3);
  await copier.round();
  const head = host.cosign(host.signHead(host.size, new Uint8Array(32).fill(9)));
  for (const published of [
    { size: host.size, note: head },
    { size: host.size - 1, note: host.cosign(host.signHead()) },
    { size: host.size, note: "an example\n" },
  ]) {
    await copyStore.publish(published);
    assert.equal(await LogCopy.open(world.founding, copyStore), null);
  }
});

test("[LG5] a copy publishes no head that is older than the served one, nor one of other leaves", async (t) => {
  const { world, host, open, grow } = await mirroring(t);
  const { copy, copier } = await open();
  grow(6);
  await copier.round();
  const headOf = (note: string) => verifyCheckpoint(note, logKeyOf(world.founding)) ?? assert.fail();
  assert.equal(await copy.publish(headOf(host.signHead(host.size - 1))), false);
  assert.equal(await copy.publish(headOf(host.signHead(host.size, new Uint8Array(32)))), false);
  assert.equal(await copy.publish(headOf(host.signHead(host.size))), true);
  grow(1);
  assert.equal(await copy.publish(headOf(host.signHead(host.size))), false, "its leaves are not here yet");
});
