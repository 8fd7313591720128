// The network over fetch: bounded answers, and every failure a plain null.
import assert from "node:assert/strict";
import type { IncomingMessage, ServerResponse } from "node:http";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestContext } from "node:test";
import { test } from "node:test";
import type { Fetch } from "./fetch-network.ts";
import { networkOver } from "./fetch-network.ts";

async function serve(
  t: TestContext,
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const network = networkOver(fetch as unknown as Fetch, () => AbortSignal.timeout(2_000));
const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

test("an answer is read up to its bound, exactly", async (t) => {
  const url = await serve(t, (_, response) => response.end("0123456789"));
  const exact = await network(url, { method: "GET", maxBytes: 10 });
  assert.deepEqual([exact?.status, text(exact?.body), exact?.oversized], [200, "0123456789", false]);
  const beyond = await network(url, { method: "GET", maxBytes: 9 });
  assert.deepEqual([beyond?.status, beyond?.body.length, beyond?.oversized], [200, 0, true]);
});

test("a body in pieces is put together in order", async (t) => {
  const url = await serve(t, (_, response) => {
    response.write("one ");
    setTimeout(() => response.end("two"), 10);
  });
  assert.equal(text((await network(url, { method: "GET", maxBytes: 100 }))?.body), "one two");
});

test("the request carries its range and body, and no cookie, content type or address it came from", async (t) => {
  const seen: IncomingMessage[] = [];
  const bodies: string[] = [];
  const url = await serve(t, async (request, response) => {
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

test("a redirect, a dead line, a cut body and a slow host are all no answer", async (t) => {
  const elsewhere: string[] = [];
  const target = await serve(t, (request, response) => {
    elsewhere.push(request.url ?? "");
    response.end();
  });
  const url = await serve(t, (request, response) => {
    if (request.url === "/redirect") response.writeHead(302, { location: target }).end();
    else if (request.url === "/cut") {
      response.writeHead(200, { "content-length": "100" });
      response.write("half");
      setTimeout(() => response.destroy(), 10);
    } else if (request.url !== "/slow") response.destroy();
  });
  const quick = networkOver(fetch as unknown as Fetch, () => AbortSignal.timeout(300));
  for (const path of ["/redirect", "/cut", "/slow", "/dead"]) {
    assert.equal(await quick(url + path, { method: "GET", maxBytes: 1_000 }), null, path);
  }
  assert.deepEqual(elsewhere, [], "nobody is sent on to another host");
  assert.equal(await quick("http://127.0.0.1:1/", { method: "GET", maxBytes: 10 }), null);
});
