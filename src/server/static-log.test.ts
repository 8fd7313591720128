// The log as static files (LG1, LG2): every tile of every width, packs in whole and in parts, and no other path. The tiles are checked
// against a tree that is computed here from the leaves alone, in the slow obvious way.
import assert from "node:assert/strict";
import { request } from "node:http";
import { before, test } from "node:test";
import { sealedCases, sealedReceipt, TestHost } from "../../test/support/host.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { leafMatches, parseLeaf } from "../log/leaf.ts";
import { leafHash, nodeHash, sameHash } from "../log/merkle.ts";
import { parsePackChunk } from "../log/pack.ts";
import { parseEntryBundle } from "../log/tile.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { hostApp } from "./app.ts";
import { Limits, limitFigures } from "./limits.ts";
import { listen } from "./listen.ts";

const size = 520;
const ends: (() => Promise<void>)[] = [];
let at: TestHost;

before(async () => {
  at = await TestHost.start({ after: (end) => ends.push(end) });
  const receipts = await Promise.all([1, 2, 3].map(() => sealedReceipt()));
  const items = [...receipts, ...(await sealedCases(size - 1 - receipts.length))];
  const tokens = [...(await at.draw(400)), ...(await at.draw(items.length - 400, at.country.shelter[0]))];
  await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  assert.equal(at.host.tree.size, size);
  return async () => {
    for (const end of ends) await end();
  };
});

/** A hash tile is its hashes, one behind the other. */
const tileOf = (hashes: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(hashes));

test("[LG1] entry bundles of every width hold exactly the leaves in order", async () => {
  const leaves = await allLeaves();
  for (const [index, full] of [256, 256, size - 512].entries()) {
    for (let width = 1; width <= full; width++) {
      const suffix = width === 256 ? "" : `.p/${width}`;
      const bundle = parseEntryBundle(await bytesAt(`/tile/entries/00${index}${suffix}`), width);
      assert.deepEqual(bundle, leaves.slice(index * 256, index * 256 + width), `${index} of width ${width}`);
    }
  }
});

test("[LG1] hash tiles of every width and level come from those leaves, and give the root that is signed", async () => {
  const hashes = (await allLeaves()).map(leafHash);
  for (const [index, full] of [256, 256, size - 512].entries()) {
    for (let width = 1; width <= full; width++) {
      const suffix = width === 256 ? "" : `.p/${width}`;
      const tile = tileOf(hashes.slice(index * 256, index * 256 + width));
      assert.deepEqual(await bytesAt(`/tile/0/00${index}${suffix}`), tile, `${index} of width ${width}`);
    }
  }
  const above = [slowRoot(hashes.slice(0, 256)), slowRoot(hashes.slice(256, 512))];
  assert.deepEqual(await bytesAt("/tile/1/000.p/1"), tileOf(above.slice(0, 1)));
  assert.deepEqual(await bytesAt("/tile/1/000.p/2"), tileOf(above));
  const checkpoint = verifyCheckpoint(at.host.head.note, logKeyOf(at.country.founding));
  assert.ok(checkpoint !== null && sameHash(checkpoint.root, slowRoot(hashes)));
});

test("[LG2] what is complete may be kept for ever, what grows may not", async () => {
  const cacheOf = async (path: string) => (await at.app.request(path)).headers.get("cache-control") ?? "";
  for (const path of ["/tile/0/000", "/tile/entries/002.p/8", "/tile/1/000.p/2", "/pack/case/000"]) {
    assert.match(await cacheOf(path), /immutable/, path);
  }
  for (const path of ["/pack/case/002", "/checkpoint", "/founding"])
    assert.match(await cacheOf(path), /no-cache/, path);
});

test("[LG1] a pack holds, in index order, the bytes of one class in one tile", async () => {
  const leaves = (await allLeaves()).map((leaf) => parseLeaf(leaf) ?? assert.fail());
  for (const leafClass of ["directory", "public", "receipt", "case", "update"] as const) {
    for (const index of [0, 1, 2]) {
      const bytes = await bytesAt(`/pack/${leafClass}/00${index}`);
      const chunk = parsePackChunk(bytes) ?? assert.fail();
      assert.equal(chunk.consumed, bytes.length);
      const expected = leaves.slice(index * 256, index * 256 + 256).filter((leaf) => leaf.class === leafClass);
      assert.equal(chunk.records.length, expected.length, `${leafClass} ${index}`);
      assert.ok(expected.every((leaf, i) => leafMatches(leaf, chunk.records[i] ?? new Uint8Array(0))));
    }
  }
});

test("[LG1] a pack is read from where the reader stopped, and 416 says that there is no more", async () => {
  const whole = await bytesAt("/pack/case/002");
  for (const start of [0, 1, 4, 4_099, 4_100, 4_101, whole.length - 1]) {
    const response = await at.app.request("/pack/case/002", { headers: { range: `bytes=${start}-` } });
    assert.equal(response.status, 206);
    assert.equal(response.headers.get("content-range"), `bytes ${start}-${whole.length - 1}/${whole.length}`);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), whole.subarray(start));
  }
  for (const start of [whole.length, whole.length + 1, 999_999_999_999]) {
    const response = await at.app.request("/pack/case/002", { headers: { range: `bytes=${start}-` } });
    assert.equal(response.status, 416);
    assert.equal(response.headers.get("content-range"), `bytes */${whole.length}`);
    assert.equal((await response.arrayBuffer()).byteLength, 0);
  }
  const empty = await at.app.request("/pack/public/000", { headers: { range: "bytes=0-" } });
  assert.equal(empty.status, 416);
  assert.equal(empty.headers.get("content-range"), "bytes */0");
});

test("[LG9] of a pack no more is read from the store than its reader takes, from a Range on too", async () => {
  const whole = await bytesAt("/pack/case/001");
  for (const start of [0, 100_000, whole.length - 5]) {
    let read = 0;
    const store = {
      ...at.store,
      bytesOf: async (...asked: Parameters<typeof at.store.bytesOf>) => {
        const bytes = await at.store.bytesOf(...asked);
        read += bytes.reduce((sum, one) => sum + one.length, 0);
        return bytes;
      },
    };
    const host = new Proxy(at.host, {
      get: (target, name) => (name === "store" ? store : Reflect.get(target, name, target)),
    });
    const limits = new Limits(Date.now);
    const app = hostApp({ host, log: () => undefined, clock: Date.now, limits });
    const response = await app.request("/pack/case/001", { headers: { range: `bytes=${start}-` } });
    const reader = response.body?.getReader() ?? assert.fail();
    const { value } = await reader.read();
    assert.deepEqual(new Uint8Array(value ?? []), whole.subarray(start, start + (value?.length ?? 0)));
    assert.ok(read <= 65_536, `${read} bytes were read for the first part from ${start}`);
    assert.equal(limits.answers.count, 1);
    await reader.cancel();
    assert.equal(limits.answers.count, 0, "whoever is gone holds nothing");
    const rest = await app.request("/pack/case/001", { headers: { range: `bytes=${start}-` } });
    assert.equal(rest.headers.get("content-length"), `${whole.length - start}`);
    assert.deepEqual(new Uint8Array(await rest.arrayBuffer()), whole.subarray(start));
    assert.equal(limits.answers.count, 0);
    assert.equal(
      (await app.request("/pack/case/001", { method: "HEAD" })).headers.get("content-length"),
      `${whole.length}`,
    );
    assert.equal(limits.answers.count, 0, "a HEAD holds nothing");
  }
});

test("[LG9] a pack that is not read gives way to the next reader, and while nobody gives way the next one is answered so", async () => {
  const clock = { now: 0 };
  const limits = new Limits(() => clock.now, { ...limitFigures, answers: 2 });
  const app = hostApp({ host: at.host, log: () => undefined, clock: Date.now, limits });
  const [first, second] = [await app.request("/pack/case/000"), await app.request("/pack/case/000")];
  const refused = await app.request("/pack/case/000");
  assert.equal(refused.status, 503);
  assert.equal(JSON.parse(await refused.text()).title, "busy");
  assert.equal(refused.headers.get("retry-after"), "5");
  clock.now = limitFigures.patienceMilliseconds;
  const reader = second.body?.getReader() ?? assert.fail();
  await reader.read();
  assert.equal(
    (await (await app.request("/pack/case/000")).arrayBuffer()).byteLength,
    (await bytesAt("/pack/case/000")).length,
  );
  await assert.rejects(first.arrayBuffer(), /cut off/);
  await reader.read();
});

test("a Range in another form is answered with the whole pack", async () => {
  const whole = await bytesAt("/pack/receipt/000");
  for (const range of ["bytes=0-5", "bytes=-5", "bytes=1-,3-", "bytes=x-", "lines=1-", "bytes=1234567890123-", ""]) {
    const response = await at.app.request("/pack/receipt/000", { headers: { range } });
    assert.equal(response.status, 200, range);
    assert.deepEqual(new Uint8Array(await response.arrayBuffer()), whole, range);
  }
});

const hostilePaths = [
  "/tile/0/000.p/0",
  "/tile/0/000.p/256",
  "/tile/0/000.p/257",
  "/tile/0/000.p/08",
  "/tile/0/000.p/-1",
  "/tile/0/000.p/1e1",
  "/tile/0/000.p/",
  "/tile/0/000.p",
  "/tile/0/002",
  "/tile/0/002.p/9",
  "/tile/0/003.p/1",
  "/tile/0/0",
  "/tile/0/0000",
  "/tile/0/x000/000",
  "/tile/0/x001/000",
  "/tile/00/000",
  "/tile/+0/000",
  "/tile/1/000",
  "/tile/1/000.p/3",
  "/tile/2/000.p/1",
  "/tile/63/000.p/1",
  "/tile/64/000.p/1",
  "/tile/-1/000",
  "/tile/9999999999999999999999/000",
  "/tile/entries/003",
  "/tile/entries/999",
  `/tile/0/${"x999/".repeat(200)}999`,
  "/tile/0/../../../../etc/passwd",
  "/tile/0/..%2f..%2f..%2fetc%2fpasswd",
  "/tile/0/000%00",
  "/tile/0/000/",
  "/tile//0/000",
  "/tile",
  "/tile/",
  "/TILE/0/000",
  "/pack/case/003",
  "/pack/case/000.p/8",
  "/pack/case/",
  "/pack/CASE/000",
  "/pack/secret/000",
  "/pack/__proto__/000",
  "/pack/case/000;DROP TABLE leaf",
  "/pack/case/../../host.sqlite",
  "/host.sqlite",
  "/entry/1",
  "/case/1",
  "/search?q=case",
  "/founding?x",
  "/founding?",
  "/%66ounding",
  "/./founding",
  "/x/../founding",
  "/checkpoint?x=1",
  "/tile/0/000?x",
  "/tile/0/00%30",
  "/pack/case/000?x",
  "/challenge?x",
  "/health?x",
  "/",
];

test("[LG2] no other spelling of a path is answered, and the host has no query about a case", async (t) => {
  const listener = await listen(at.app, 0);
  t.after(() => listener.close());
  for (const path of hostilePaths) assert.equal(await rawStatus(listener.port, path), 404, path);
  assert.equal(await rawStatus(listener.port, "/tile/0/000"), 200);
});

test("tiles and packs cannot be posted to, and a HEAD is a GET without its body", async () => {
  for (const method of ["POST", "PUT", "DELETE", "PATCH"]) {
    assert.equal((await at.app.request("/tile/0/000", { method })).status, 404, method);
  }
  const head = await at.app.request("/tile/0/000", { method: "HEAD" });
  assert.equal(head.status, 200);
  assert.equal((await head.arrayBuffer()).byteLength, 0);
});

/** The status of a path that no client library has put in order before. */
function rawStatus(port: number, path: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: "127.0.0.1", port, path: encodeSpaces(path) }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    sent.on("error", reject).end();
  });
}

function encodeSpaces(path: string): string {
  return path.replaceAll(" ", "%20");
}

async function bytesAt(path: string): Promise<Uint8Array> {
  const response = await at.app.request(path);
  assert.equal(response.status, 200, path);
  return new Uint8Array(await response.arrayBuffer());
}

/** The 33 bytes of every leaf, from the store. */
async function allLeaves(): Promise<readonly Uint8Array[]> {
  const order = ["directory", "public", "receipt", "case", "update"];
  return (await at.store.leaves(0, size)).map((leaf) => Uint8Array.of(order.indexOf(leaf.class) + 1, ...leaf.hash));
}

/** RFC 6962, section 2.1, as it stands there. */
function slowRoot(hashes: readonly Uint8Array[]): Uint8Array {
  const [only] = hashes;
  if (hashes.length === 1 && only !== undefined) return only;
  let half = 1;
  while (half * 2 < hashes.length) half *= 2;
  return nodeHash(slowRoot(hashes.slice(0, half)), slowRoot(hashes.slice(half)));
}
