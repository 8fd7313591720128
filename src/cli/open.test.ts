// The app on loopback answers only who asked this address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loopbackApp, portOf } from "./commands/open.ts";

const app = loopbackApp((path) => (path === "/" ? new Response("the app") : null));
const ask = async (headers: Readonly<Record<string, string>>, path = "/") =>
  (await app.request(`http://localhost:23456${path}`, { headers })).status;

test("[EN4] a request for another name is refused: a page elsewhere cannot reach the app under a name of its own", async () => {
  assert.equal(await ask({ host: "localhost:23456" }), 200);
  assert.equal(await ask({ host: "127.0.0.1:23456" }), 200);
  for (const host of [
    "examples.example",
    "examples.example:23456",
    "localhost.examples.example:23456",
    "127.0.0.1.example",
    "",
  ])
    assert.equal(await ask({ host }), 421, host);
});

test("[EN4] a request from another page is refused, from the app's own or from none it is not", async () => {
  assert.equal(await ask({ host: "localhost:23456", origin: "http://localhost:23456" }), 200);
  for (const origin of ["https://examples.example", "http://localhost:23457", "https://localhost:23456", "null"])
    assert.equal(await ask({ host: "localhost:23456", origin }), 403, origin);
  assert.equal(await ask({ host: "localhost:23456" }, "/sample"), 404);
});

test("the port follows from the country's origin and from nothing else", () => {
  const one = portOf(`refuge.example.tj/${"a".repeat(32)}`);
  assert.equal(one, portOf(`refuge.example.tj/${"a".repeat(32)}`));
  assert.notEqual(one, portOf(`refuge.example.tj/${"b".repeat(32)}`));
  for (let i = 0; i < 500; i++) {
    const port = portOf(`refuge.example.tj/${i}`);
    assert.ok(port >= 20_000 && port < 30_000);
  }
});
