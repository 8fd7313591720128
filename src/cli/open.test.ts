// The app on loopback answers only who asked this address.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loopbackOnly } from "../operate/app/loopback.ts";
import { filesApp } from "../operate/app/web-app.ts";
import { portOf } from "./commands/open.ts";

const app = loopbackOnly(filesApp((path) => (path === "/" ? new Response("the app") : null)));
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

test("[EN8c] where the pages of other ports of this computer are let in, those of other computers are not", async () => {
  const served = loopbackOnly(
    filesApp(() => new Response("the log")),
    "let in",
  );
  const status = async (origin: string, host = "localhost:23456") =>
    (await served.request("http://localhost:23456/", { headers: { host, origin } })).status;
  for (const origin of ["http://localhost:23457", "http://127.0.0.1:23457", "http://localhost:23456"])
    assert.equal(await status(origin), 200, origin);
  for (const origin of [
    "https://examples.example",
    "http://localhost.examples.example",
    "https://localhost:23457",
    "null",
  ])
    assert.equal(await status(origin), 403, origin);
  assert.equal(await status("http://examples.example:23456", "examples.example:23456"), 421);
});
