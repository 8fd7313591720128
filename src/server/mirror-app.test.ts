// A mirror's routes: the host's static ones, and submissions that pass through without a change in either direction.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { placeParts } from "../../test/support/place.ts";
import { hostProblems } from "../core/problem.ts";
import { routes } from "../protocol/routes.ts";
import { encodeSubmission, maxSubmissionBytes, parseSubmissionAnswer } from "../protocol/submission.ts";
import type { LogLine } from "./app.ts";
import { LogCopy } from "./log-copy.ts";
import { type HostAnswer, mirrorApp, type Relay } from "./mirror-app.ts";
import { openSqliteHostStore } from "./store/sqlite-host-store.ts";

async function mirrorOf(t: TestContext, relayTo: (at: TestHost) => Relay = throughTo) {
  const at = await TestHost.start(t);
  const store = openSqliteHostStore(":memory:");
  t.after(() => store.close());
  const copy = (await LogCopy.open(at.country.founding, store)) ?? assert.fail();
  const passed: Uint8Array[] = [];
  const relay = relayTo(at);
  const lines: LogLine[] = [];
  const app = mirrorApp({
    copy,
    relay: (body) => {
      passed.push(new Uint8Array(body));
      return relay(body);
    },
    reachesHost: () => true,
    ...placeParts,
    log: (line) => lines.push(line),
    clock: () => 0,
  });
  const post = (body: Uint8Array) =>
    app.request(routes.submit, {
      method: "POST",
      body: new Uint8Array(body),
      headers: { cookie: "example", "x-forwarded-for": "192.0.2.7" },
    });
  return { at, copy, store, app, passed, lines, post };
}

const throughTo =
  (at: TestHost): Relay =>
  async (body) => {
    const response = await at.app.request(routes.submit, { method: "POST", body: new Uint8Array(body) });
    return { status: response.status, body: new Uint8Array(await response.arrayBuffer()) };
  };

async function sealedItem(at: TestHost) {
  const [bytes] = await sealedCases(1);
  const [token] = await at.draw(1);
  return { token: token ?? null, bytes: bytes ?? assert.fail() };
}

test("[LG6] a mirror passes a submission on as it came, and answers with the host's proof", async (t) => {
  const { at, copy, store, passed, post } = await mirrorOf(t);
  const item = await sealedItem(at);
  const bad = { token: null, bytes: Uint8Array.of(1) };
  const body = encodeSubmission([item, bad]);
  const response = await post(body);
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json");
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  const [proven, refused] = parseSubmissionAnswer(await response.text(), 2) ?? assert.fail();
  assert.equal(at.verify(proven, item.bytes).index, 1);
  assert.deepEqual(refused, { problem: "unknown-shape" });
  assert.deepEqual(passed, [body]);
  assert.equal(copy.size, 0, "nothing of it is kept");
  assert.equal(await store.size(), 0);
  const again = parseSubmissionAnswer(await (await post(body)).text(), 2)?.[0];
  assert.equal(at.verify(again, item.bytes).index, 1, "the same bytes, the same leaf");
});

test("[LG6] a mirror that cannot reach the host says so with a problem and keeps nothing", async (t) => {
  const unanswered: readonly (HostAnswer | null)[] = [
    null,
    { status: 204, body: new Uint8Array(0) },
    { status: 301, body: new Uint8Array(0) },
  ];
  for (const answer of unanswered) {
    const { at, store, post } = await mirrorOf(t, () => async () => answer);
    const response = await post(encodeSubmission([await sealedItem(at)]));
    const [status, detail] = hostProblems["host-stopping"];
    assert.equal(response.status, status);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    const type = "urn:panoh:problem:host-stopping";
    assert.deepEqual(JSON.parse(await response.text()), { type, title: "host-stopping", status, detail });
    assert.equal(await store.size(), 0);
    assert.equal(at.host.tree.size, 1);
  }
});

test("[LG6] a problem of the host with a whole request stays the host's", async (t) => {
  const body = new TextEncoder().encode('{"type":"urn:panoh:problem:host-failed"}');
  const { at, post } = await mirrorOf(t, () => async () => ({ status: 500, body }));
  const response = await post(encodeSubmission([await sealedItem(at)]));
  assert.equal(response.status, 500);
  assert.deepEqual(new Uint8Array(await response.arrayBuffer()), body);
});

test("a mirror does not trouble the host with what is no submission", async (t) => {
  const { passed, post } = await mirrorOf(t);
  assert.equal((await post(new TextEncoder().encode("example"))).status, 400);
  assert.equal((await post(new Uint8Array(0))).status, 400);
  assert.equal((await post(new Uint8Array(maxSubmissionBytes + 1))).status, 413);
  assert.deepEqual(passed, []);
});

test("a mirror gives no tokens, and its log lines say what a host's say", async (t) => {
  const { at, app, lines, post } = await mirrorOf(t);
  assert.equal((await app.request(routes.challenge)).status, 404);
  assert.equal((await app.request(routes.tokens, { method: "POST", body: "example" })).status, 404);
  assert.equal((await app.request(routes.checkpoint)).status, 404, "there is no copy yet");
  assert.equal(await (await app.request(routes.founding)).text(), at.country.founding.note);
  await post(encodeSubmission([await sealedItem(at)]));
  assert.deepEqual(
    lines.map((line) => [line.route, line.method, line.status, Object.keys(line).length]),
    [
      ["/challenge", "GET", 404, 4],
      ["/tokens", "POST", 404, 4],
      ["/checkpoint", "GET", 404, 4],
      ["/founding", "GET", 200, 4],
      ["/submit", "POST", 200, 4],
    ],
  );
});
