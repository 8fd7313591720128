// The client of a host: it takes no answer larger than an honest one, and guesses nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { encodeUtf8 } from "../../crypto/utf8.ts";
import type { BoundedAnswer } from "../../protocol/bounded-answer.ts";
import { HostClient, type Network } from "./host-client.ts";

interface Asked {
  readonly url: string;
  readonly maxBytes: number;
  readonly range: number | undefined;
}

function clientFor(answer: Partial<BoundedAnswer> | null | ((url: string) => Partial<BoundedAnswer> | null)) {
  const asked: Asked[] = [];
  let oversized = 0;
  const network: Network = async (url, { maxBytes, range }) => {
    asked.push({ url, maxBytes, range });
    const given = typeof answer === "function" ? answer(url) : answer;
    return given === null ? null : { status: 200, contentType: "", body: new Uint8Array(0), flaw: null, ...given };
  };
  const client = new HostClient(network, "https://host.example/", async () => {
    oversized++;
  });
  return { client, asked, oversized: () => oversized };
}

const all = (client: HostClient): Promise<readonly unknown[]> =>
  Promise.all([
    client.founding(),
    client.checkpoint(),
    client.challenge(),
    client.tile({ level: "entries", index: 0, width: 3 }),
    client.pack({ class: "case", index: 0 }, 0),
    client.submit([{ token: null, bytes: new Uint8Array(3) }]),
    client.tokens("request"),
  ]);

test("every request names a bound for its answer, and a larger answer is none", async () => {
  const { client, asked, oversized } = clientFor({ flaw: "too-large" });
  assert.deepEqual(await all(client), Array(7).fill(null));
  assert.equal(oversized(), 7);
  for (const { url, maxBytes } of asked) {
    assert.ok(url.startsWith("https://host.example/"), "one slash");
    assert.ok(maxBytes <= (url.includes("/pack/") ? 17_000_000 : 262_144), url);
  }
});

test("an error, whatever its body, and no answer at all are null", async () => {
  for (const status of [201, 204, 302, 400, 404, 500]) {
    const { client } = clientFor({ status, body: encodeUtf8("{}") });
    assert.deepEqual(await all(client), Array(7).fill(null), String(status));
    assert.equal(client.reachable, true);
    assert.equal(client.answers, 7);
  }
  const { client } = clientFor(null);
  assert.equal(client.reachable, null);
  assert.deepEqual(await all(client), Array(7).fill(null));
  assert.equal(client.reachable, false);
  assert.equal(client.answers, 0);
});

test("a pack is asked for from where reading stopped; a host that ignores the range gives the same bytes", async () => {
  const whole = Uint8Array.of(1, 2, 3, 4, 5);
  const ranged = clientFor({ status: 206, body: whole.subarray(3) });
  const pack = { class: "case", index: 0 } as const;
  assert.deepEqual(await ranged.client.pack(pack, 3), { bytes: Uint8Array.of(4, 5), isWhole: true });
  assert.equal(ranged.asked[0]?.range, 3);
  const ignorant = clientFor({ status: 200, body: whole });
  assert.deepEqual(await ignorant.client.pack(pack, 3), { bytes: Uint8Array.of(4, 5), isWhole: true });
  const shrunken = clientFor({ status: 200, body: whole.subarray(0, 1) });
  assert.deepEqual(await shrunken.client.pack(pack, 3), { bytes: new Uint8Array(0), isWhole: true });
  const end = clientFor({ status: 416 });
  assert.deepEqual(await end.client.pack(pack, 3), { bytes: new Uint8Array(0), isWhole: true });
  const first = clientFor({ body: whole });
  await first.client.pack(pack, 0);
  assert.equal(first.asked[0]?.range, undefined);
});

test("what came of a pack before the line broke is given as a part; of anything else it is no answer, and nobody was reached", async () => {
  const { client } = clientFor({ body: Uint8Array.of(1, 2), flaw: "cut-off" });
  const part = await client.pack({ class: "case", index: 0 }, 0);
  assert.deepEqual(part, { bytes: Uint8Array.of(1, 2), isWhole: false });
  assert.equal(client.reachable, false);
  assert.equal(await client.checkpoint(), null);
  assert.equal(client.answers, 0);
});

test("a challenge has one spelling", async () => {
  const good = "0123456789abcdef".repeat(2);
  assert.equal(await clientFor({ body: encodeUtf8(`${good}\n`) }).client.challenge(), good);
  for (const text of [good, `${good}\r\n`, `${good.toUpperCase()}\n`, `${good}0\n`, `\n${good}\n`, "\n"]) {
    assert.equal(await clientFor({ body: encodeUtf8(text) }).client.challenge(), null);
  }
});

test("texts that are not UTF-8 are none", async () => {
  const { client } = clientFor({ body: Uint8Array.of(0xff, 0xfe) });
  assert.equal(await client.checkpoint(), null);
  assert.equal(await client.tokens("request"), null);
});
