// Packs: bytes are matched to leaves by hash, missing ones are named, mirrors are tried.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { HostileHost, type HostileRequest } from "../../../test/hostile/support/hostile-host.ts";
import { World } from "../../../test/support/world.ts";
import { decodeUtf8, encodeUtf8 } from "../../crypto/utf8.ts";
import { encodePackRecord } from "../../log/pack.ts";
import { openSqliteMemberStore } from "../../operate/files/sqlite-member-store.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { Alarms } from "./alarms.ts";
import { HostClient } from "./host-client.ts";
import { LogFollower } from "./log-follower.ts";
import { PackReader } from "./pack-reader.ts";

async function reading(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 0 });
  const host = await HostileHost.copyOf(world);
  const store = openSqliteMemberStore(":memory:");
  const follower = await LogFollower.load({
    store,
    logKey: logKeyOf(world.founding),
    alarms: await Alarms.load(store, world.clock),
  });
  const clients = ["https://host.example", "https://mirror.example"].map(
    (url) => new HostClient(host.network, url, async () => undefined),
  );
  const [client] = clients;
  assert.ok(client);
  const packs = new PackReader(clients);
  const grow = async (...texts: readonly (readonly ["case" | "receipt", string])[]) => {
    for (const [leafClass, text] of texts) host.append(leafClass, text);
    await follower.follow(client);
  };
  const read = async (from: number) => {
    host.requests.splice(0);
    const { found, missing, awaited } = await packs.read("case", from, follower);
    const texts = found.map(({ index, bytes }) => [index, decodeUtf8(bytes)] as const);
    return { found: texts, missing, ...(awaited.length === 0 ? {} : { awaited }) };
  };
  return { host, grow, read };
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
  const { host, grow, read } = await reading(t);
  await grow(["case", "one"]);
  await read(1);
  await grow(["case", "two"]);
  assert.deepEqual((await read(2)).found, [[2, "two"]]);
  assert.deepEqual(
    host.requests.map(({ range }) => range),
    [`bytes=${4 + 3}-`],
  );
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

test("[LG3] of a full pack in which one record rotted the 255 others are taken, and the one leaf is named", async (t) => {
  const { host, grow, read } = await reading(t);
  const texts = Array.from({ length: 511 }, (_, i) => `case ${i + 1}`);
  await grow(...texts.map((text) => ["case", text] as const));
  const rotten = 300;
  const records = texts.slice(255).map((text, i) => {
    const bytes = encodeUtf8(text);
    if (256 + i === rotten) bytes[2] = (bytes[2] ?? 0) ^ 1;
    return encodePackRecord(bytes);
  });
  host.script = ({ path }) => (path === "/pack/case/001" ? new Response(Buffer.concat(records)) : null);
  const { found, missing } = await read(256);
  assert.deepEqual(missing, [rotten]);
  const others = texts.map((text, i) => [i + 1, text] as const).filter(([index]) => index >= 256 && index !== rotten);
  assert.equal(others.length, 255);
  assert.deepEqual(found, others);
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
  await grow(...Array.from({ length: 600 }, (_, i) => ["case", `example ${i}`] as const));
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

/** An answer that breaks off after so many bytes of what the host would have said. */
async function brokenAfter(bytes: number, response: Response): Promise<Response> {
  const body = new Uint8Array(await response.arrayBuffer());
  const stream = new ReadableStream({
    start: (controller) => controller.enqueue(body.slice(0, bytes)),
    pull: (controller) => controller.error(new Error("the line broke")),
  });
  return new Response(stream, { status: response.status });
}

test("[LG3] a line that breaks again and again: whole records are kept, reading goes on behind them, and nothing is missing", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(...Array.from({ length: 20 }, (_, i) => ["case", `record ${i}`.padEnd(100)] as const));
  host.script = (request) =>
    request.path.startsWith("/pack/") ? brokenAfter(350, host.behave(request, request.range)) : null;
  const { found, missing } = await read(1);
  assert.deepEqual([found.length, missing], [20, []]);
  const ranges = host.requests.map(({ range }) => range);
  assert.deepEqual(ranges.slice(0, 3), [null, "bytes=312-", "bytes=624-"]);
  assert.equal(ranges.length, 7, "nothing is asked for twice");
});

test("[LG3] a line that gives nothing blames nobody, until it broke in three rounds in which the host answered otherwise", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(["case", "one".padEnd(500)]);
  let isDead = false;
  host.script = (request) => {
    if (isDead) return "silence";
    return request.path.startsWith("/pack/") ? brokenAfter(40, host.behave(request, request.range)) : null;
  };
  assert.deepEqual(await read(1), { found: [], missing: [], awaited: [1] });
  isDead = true;
  for (let round = 0; round < 5; round++) assert.deepEqual((await read(1)).missing, [], "offline");
  isDead = false;
  await grow(["receipt", "two"]);
  assert.deepEqual((await read(1)).missing, []);
  await grow(["receipt", "three"]);
  assert.deepEqual((await read(1)).missing, [1], "it hands out everything but this");
  host.script = () => null;
  assert.equal((await read(1)).found.length, 1);
});

test("[LG9] a host that has too much to do is asked again and blamed for nothing, until it is busy with this alone", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(["case", "one"]);
  host.script = (request) => (request.path.startsWith("/pack/") ? new Response("busy", { status: 503 }) : null);
  for (const text of ["two", "three"]) {
    assert.deepEqual(await read(1), { found: [], missing: [], awaited: [1] });
    await grow(["receipt", text]);
  }
  assert.deepEqual((await read(1)).missing, [1], "it answers everything but this");
  host.script = () => null;
  assert.equal((await read(1)).found.length, 1);
});

test("[LG3] a record that the line breaks before is missed after three rounds, though the host gives others out of their order meanwhile", async (t) => {
  const { host, grow, read } = await reading(t);
  await grow(["case", "withheld"]);
  let newest = "";
  // Each round brings a new record, and then the line breaks.
  host.script = ({ path }) => (path.startsWith("/pack/") ? cutBehind(newest) : null);
  const missing: number[] = [];
  for (let round = 0; round < 6 && missing.length === 0; round++) {
    newest = `given ${round}`;
    await grow(["case", newest]);
    missing.push(...(await read(1)).missing);
  }
  assert.equal(missing[0], 1);
});

/** One whole record, and a line that breaks behind it. */
function cutBehind(text: string): Response {
  const record = encodePackRecord(encodeUtf8(text));
  let isGiven = false;
  return new Response(
    new ReadableStream({
      pull: (controller) => {
        if (isGiven) return controller.error(new Error("cut"));
        isGiven = true;
        controller.enqueue(record);
      },
    }),
  );
}
