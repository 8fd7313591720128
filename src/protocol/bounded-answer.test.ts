// The bounded reader, against real sockets that flood, redirect, drip, break off and hang.
import assert from "node:assert/strict";
import type { IncomingMessage } from "node:http";
import { test } from "node:test";
import { serveOnLoopback } from "../../test/support/loopback.ts";
import { askBounded, type BoundedRequest, type Fetch } from "./bounded-answer.ts";

const askWithin = (silence: number) => (url: string, request: BoundedRequest) =>
  askBounded(fetch as unknown as Fetch, url, request, silence);
const network = askWithin(10_000);
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

test("an answer is read up to its bound, exactly", async (t) => {
  const url = await serveOnLoopback(t, (_, response) => response.end("0123456789"));
  const exact = await network(url, { method: "GET", maxBytes: 10 });
  assert.deepEqual([exact?.status, text(exact?.body), exact?.flaw], [200, "0123456789", null]);
  const beyond = await network(url, { method: "GET", maxBytes: 9 });
  assert.deepEqual([beyond?.status, beyond?.body.length, beyond?.flaw], [200, 0, "too-large"]);
});

test("a body in pieces is put together in order", async (t) => {
  const url = await serveOnLoopback(t, (_, response) => {
    response.write("one ");
    setTimeout(() => response.end("two"), 10);
  });
  assert.equal(text((await network(url, { method: "GET", maxBytes: 100 }))?.body), "one two");
});

test("the request carries its range and body, and no cookie, content type or address it came from", async (t) => {
  const seen: IncomingMessage[] = [];
  const bodies: string[] = [];
  const url = await serveOnLoopback(t, async (request, response) => {
    seen.push(request);
    let body = "";
    for await (const chunk of request) body += chunk;
    bodies.push(body);
    response.end();
  });
  await network(url, { method: "GET", range: 42, maxBytes: 10 });
  await network(url, { method: "POST", body: new TextEncoder().encode("sealed"), maxBytes: 10 });
  assert.equal(seen[0]?.headers.range, "bytes=42-");
  assert.deepEqual(bodies, ["", "sealed"]);
  for (const { headers } of seen) {
    for (const name of ["cookie", "referer", "authorization", "content-type", "origin"])
      assert.equal(headers[name], undefined);
  }
});

test("a redirect, a dead line and a host that never begins are no answer", async (t) => {
  const elsewhere: string[] = [];
  const target = await serveOnLoopback(t, (request, response) => {
    elsewhere.push(request.url ?? "");
    response.end();
  });
  const url = await serveOnLoopback(t, (request, response) => {
    if (request.url === "/redirect") response.writeHead(307, { location: target }).end();
    else if (request.url !== "/hang") response.destroy();
  });
  const quick = askWithin(300);
  for (const path of ["/redirect", "/hang", "/dead"]) {
    assert.equal(await quick(url + path, { method: "POST", body: new Uint8Array(), maxBytes: 1_000 }), null, path);
  }
  assert.deepEqual(elsewhere, [], "nobody is sent on to another host");
  assert.equal(await quick("http://127.0.0.1:1/", { method: "GET", maxBytes: 10 }), null);
});

test("what came of an answer that breaks off or falls silent is kept, and marked", async (t) => {
  const url = await serveOnLoopback(t, (request, response) => {
    response.writeHead(200, { "content-length": "100" });
    response.write("half");
    if (request.url === "/cut") setTimeout(() => response.destroy(), 50);
  });
  for (const path of ["/cut", "/silent"]) {
    const answer = await onceBegun(() => askWithin(500)(url + path, { method: "GET", maxBytes: 1_000 }));
    assert.deepEqual([answer?.status, text(answer?.body), answer?.flaw], [200, "half", "cut-off"], path);
  }
});

test("an answer may take many times the silence that is allowed, while it goes on", async (t) => {
  const url = await serveOnLoopback(t, async (_, response) => {
    for (let i = 0; i < 20; i++) {
      response.write(Buffer.alloc(4_096));
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    response.end();
  });
  const begun = performance.now();
  const answer = await askWithin(1_000)(url, { method: "GET", maxBytes: 100_000 });
  assert.deepEqual([answer?.body.length, answer?.flaw], [81_920, null]);
  assert.ok(performance.now() - begun > 1_500);
});

test("single bytes do not end a silence", async (t) => {
  let dripped = 0;
  const url = await serveOnLoopback(t, (_, response) => {
    const drip = setInterval(() => {
      response.write(".");
      dripped++;
    }, 20);
    response.on("close", () => clearInterval(drip));
  });
  const answer = await onceBegun(() => askWithin(500)(url, { method: "GET", maxBytes: 100_000 }));
  assert.equal(answer.flaw, "cut-off");
  assert.ok(dripped > 5);
});

/** On a busy machine an answer may not have begun before it is waited for no more: then it is asked for again. */
async function onceBegun<T>(ask: () => Promise<T | null>): Promise<T> {
  for (let tries = 0; tries < 20; tries++) {
    const answer = await ask();
    if (answer !== null) return answer;
  }
  return assert.fail("no answer begins");
}

test("a kept connection that the other side closes as it is used again is no failure", async (t) => {
  const used = new WeakSet<object>();
  let closed = 0;
  const url = await serveOnLoopback(t, (request, response) => {
    if (used.has(request.socket)) {
      closed++;
      request.socket.destroy();
    } else response.end("here");
    used.add(request.socket);
  });
  for (let i = 0; i < 3; i++) assert.equal(text((await network(url, { method: "GET", maxBytes: 10 }))?.body), "here");
  assert.ok(closed > 0);
});
