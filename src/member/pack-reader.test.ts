// Packs: bytes are matched to leaves by hash, missing ones are named, mirrors are tried.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import type { HostileRequest } from "../../test/hostile/support/hostile-host.ts";
import { HostileHost } from "../../test/hostile/support/hostile-host.ts";
import { World } from "../../test/support/world.ts";
import { openSqliteMemberStore } from "../cli/sqlite-member-store.ts";
import { decodeUtf8 } from "../crypto/utf8.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { Alarms } from "./alarms.ts";
import { HostClient } from "./host-client.ts";
import { LogFollower } from "./log-follower.ts";
import type { PackOffsets } from "./pack-reader.ts";
import { readPacks } from "./pack-reader.ts";

async function reading(t: TestContext) {
  const world = await World.found({ witnesses: 0 });
  t.after(() => world.close());
  const host = await HostileHost.copyOf(world);
  const store = openSqliteMemberStore(":memory:");
  const follower = await LogFollower.load(store, logKeyOf(world.founding), await Alarms.load(store, world.clock));
  const clients = ["https://host.example", "https://mirror.example"].map(
    (url) => new HostClient(host.network, url, async () => undefined),
  );
  const [client] = clients;
  assert.ok(client);
  const offsets: PackOffsets = new Map();
  const grow = async (...texts: readonly (readonly ["case" | "receipt", string])[]) => {
    for (const [leafClass, text] of texts) host.append(leafClass, text);
    await follower.follow(client);
  };
  const read = async (from: number, hosts: readonly HostClient[] = clients) => {
    host.requests.splice(0);
    const { found, missing } = await readPacks("case", from, follower, hosts, offsets);
    return { found: found.map(({ index, bytes }) => [index, decodeUtf8(bytes)] as const), missing };
  };
  return { host, grow, read, offsets };
}

const asked = (requests: readonly HostileRequest[]) => requests.map(({ origin, path }) => `${origin}${path}`);

test("[LG3] bytes come with the index of their leaf, in log order, of the wanted class only", async (t) => {
  const { grow, read } = await reading(t);
  await grow(["case", "one"], ["receipt", "no"], ["case", "two"]);
  assert.deepEqual(await read(0), {
    found: [
      [1, "one"],
      [3, "two"],
    ],
    missing: [],
  });
  assert.deepEqual(await read(3), { found: [[3, "two"]], missing: [] });
  assert.deepEqual(await read(4), { found: [], missing: [] });
});

test("[LG1] reading goes on where it stopped, and asks for nothing when there is nothing new", async (t) => {
  const { host, grow, read, offsets } = await reading(t);
  await grow(["case", "one"]);
  await read(1);
  assert.equal(offsets.get("case/0"), 4 + 3);
  await grow(["case", "two"]);
  assert.deepEqual((await read(2)).found, [[2, "two"]]);
  assert.equal(host.requests.length, 1);
  await read(3);
  assert.equal(host.requests.length, 0);
});

test("[LG3] what the host does not give is asked of it once more whole, then of each mirror, and else is missing", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(["case", "one"], ["case", "two"]);
  host.script = ({ origin, path }) =>
    path.startsWith("/pack/") && !origin.includes("mirror") ? new Response(null, { status: 404 }) : null;
  assert.deepEqual(await read(1), {
    found: [
      [1, "one"],
      [2, "two"],
    ],
    missing: [],
  });
  assert.deepEqual(asked(host.requests), [
    "https://host.example/pack/case/000",
    "https://host.example/pack/case/000",
    "https://mirror.example/pack/case/000",
  ]);
  host.script = ({ path }) => (path.startsWith("/pack/") ? new Response(null, { status: 404 }) : null);
  assert.deepEqual(await read(1), { found: [], missing: [1, 2] });
});

test("[LG3] an offset that a lying host has moved on loses nothing", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(["case", "one"]);
  host.script = ({ path }) => (path.startsWith("/pack/") ? new Response(new Uint8Array([0, 0, 0, 3, 1, 2, 3])) : null);
  assert.deepEqual((await read(1)).missing, [1]);
  host.script = () => null;
  assert.deepEqual((await read(1)).found, [[1, "one"]]);
});

test("the same bytes at several leaves are given to each", async (t) => {
  const { grow, read } = await reading(t);
  await grow(["case", "one"], ["case", "two"], ["case", "one"]);
  assert.deepEqual((await read(0)).found, [
    [1, "one"],
    [2, "two"],
    [3, "one"],
  ]);
});

test("leaves over several tiles come from several packs", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(...Array.from({ length: 600 }, (_, i) => ["case", `teapot ${i}`] as const));
  const { found, missing } = await read(200);
  assert.deepEqual(missing, []);
  assert.deepEqual(
    found.map(([index]) => index),
    Array.from({ length: 401 }, (_, i) => 200 + i),
  );
  assert.deepEqual(
    asked(host.requests).map((url) => url.slice(-3)),
    ["000", "001", "002"],
  );
});
