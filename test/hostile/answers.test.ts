// Answers of any size and form: a client reads no more than it needs, keeps its memory, says what is wrong, and goes on when the host is
// honest again.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Device } from "../../src/member/device.ts";
import { networkOver } from "../../src/member/trust/fetch-network.ts";
import { must } from "../../src/member/verb.ts";
import type { Fetch } from "../../src/protocol/bounded-answer.ts";
import { listen } from "../../src/server/listen.ts";
import { exampleDraft } from "../support/world.ts";
import { alarms, device, found, join, type Nation, opening, sealTo } from "./support/nation.ts";

const routes = [
  "/founding",
  "/checkpoint",
  "/tile/",
  "/pack/directory/",
  "/pack/case/",
  "/challenge",
  "/tokens",
  "/submit",
];

/** News in every class and a parcel to send, so that each route is asked for; the device has few tokens left if it must draw some. */
async function news(nation: Nation, worker: Device, route = ""): Promise<void> {
  const { world, host, shelter, legal } = nation;
  await world.organisation("health", "Example Clinic East");
  await host.catchUp();
  host.append("case", await sealTo(nation, [opening(nation, device(legal), [shelter.id])], [shelter.id]));
  const { tokens } = worker.room.open().session;
  while (["/challenge", "/tokens"].includes(route) && tokens.count > 2) tokens.take();
  await must(worker.drafts.send(exampleDraft([legal])));
}

for (const route of routes) {
  test(`oversized answer to ${route}: reading stops at the bound, an alarm, and honest work afterwards`, async (t) => {
    const nation = await found(t);
    const { host, world, shelter } = nation;
    const listener = await listen(host.app, 0);
    t.after(() => listener.close());
    const reading = new CountedReading();
    const secrets = device(shelter).with({ host: `http://127.0.0.1:${listener.port}` });
    const worker = await world.member(secrets, { network: reading.network });
    await news(nation, worker, route);
    host.script = ({ path }) => (path.startsWith(route) ? endless() : null);
    // The founding note is asked for once in a program's life.
    const member = route === "/founding" ? await world.member(secrets, { network: reading.network }) : worker;
    await member.sync();
    assert.ok(alarms(member).includes("answer-oversized"));
    assert.ok(reading.cut > 0, "the connection is given up");
    // The bound of the route, and the one piece that went beyond it.
    const bound = route.startsWith("/pack/") ? 256 * (65_536 + 4) + 1_024 : 262_144;
    assert.ok(reading.longest <= bound + 1_048_576, `${reading.longest} bytes were read`);
    host.script = () => null;
    await member.sync();
    await member.sync();
    assert.deepEqual(alarms(member), []);
    assert.equal(member.view?.outbox, 0);
    assert.equal(member.view?.log.trusted?.size, host.size);
  });
}

/** The real network, and how much of its answers a client has read. */
class CountedReading {
  longest = 0;
  cut = 0;
  readonly network = networkOver((async (url, init) => {
    const response = await fetch(url, init as RequestInit);
    const reader = response.body?.getReader();
    if (reader === undefined) return { status: response.status, headers: response.headers, body: null };
    let length = 0;
    const read = async () => {
      const chunk = await reader.read();
      length += chunk.value?.length ?? 0;
      this.longest = Math.max(this.longest, length);
      return chunk;
    };
    const cancel = () => {
      this.cut++;
      return reader.cancel();
    };
    return { status: response.status, headers: response.headers, body: { getReader: () => ({ read, cancel }) } };
  }) as Fetch);
}

/** A body without an end. */
function endless(): Response {
  const chunk = new Uint8Array(65_536).fill(0x20);
  return new Response(new ReadableStream({ pull: (controller) => controller.enqueue(chunk) }));
}

test("answers that are none of ours leave a client as it was", async (t) => {
  const nation = await found(t);
  const { host, shelter } = nation;
  const worker = await join(nation, shelter);
  await news(nation, worker);
  const before = worker.view?.log.trusted?.size;
  const { cases } = worker.room.open().session.reader;
  const count = cases.caseIds.length;
  for (const body of [
    "",
    "\n",
    "{}",
    "[[[[[[[[[[[[",
    "\u0000",
    "﻿",
    "__proto__",
    JSON.stringify({ results: null, tokens: 7 }),
  ]) {
    for (const status of [200, 206, 302, 404, 416, 500]) {
      host.script = ({ path }) =>
        path === "/founding" ? null : new Response(body, { status, headers: status === 302 ? { location: "/" } : {} });
      await worker.sync();
      assert.equal(worker.view?.log.trusted?.size, before);
      assert.equal(cases.caseIds.length, count);
    }
  }
  assert.ok(
    alarms(worker).every((code) => ["host-lies", "bytes-missing", "not-logged"].includes(code)),
    String(alarms(worker)),
  );
  host.script = () => null;
  await worker.sync();
  await worker.sync();
  assert.deepEqual(alarms(worker), []);
  assert.equal(worker.view?.log.trusted?.size, host.size);
});
