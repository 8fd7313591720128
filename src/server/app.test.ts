// The routes of a host as a stranger meets them: problems in one form that says nothing about the input, log lines that say nothing
// about anybody, bounds on what is read.
import assert from "node:assert/strict";
import { once } from "node:events";
import { connect } from "node:net";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { sealedCases, TestHost } from "../../test/support/host.ts";
import { hostProblems, type ProblemCode } from "../core/problem.ts";
import { encodeHex } from "../crypto/hex.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { routes } from "../protocol/routes.ts";
import type { SubmissionItem } from "../protocol/submission.ts";
import { encodeSubmission, maxSubmissionBytes, parseSubmissionAnswer } from "../protocol/submission.ts";
import { parseTokens } from "../protocol/token-request.ts";
import { hostApp } from "./app.ts";
import { Limits, limitFigures } from "./limits.ts";
import { listen } from "./listen.ts";

const marker = "example-in-the-request";

test("a device draws tokens and posts over HTTP, and gets a proof for each item in its order", async (t) => {
  const at = await TestHost.start(t);
  const listener = await listen(at.app, 0);
  t.after(() => listener.close());
  const url = `http://127.0.0.1:${listener.port}`;
  const challenge = (await (await fetch(url + routes.challenge)).text()).trim();
  const note = at.request(9, at.country.post, challenge);
  const tokens = parseTokens(await (await fetch(url + routes.tokens, { method: "POST", body: note })).text());
  assert.equal(tokens?.length, 9);
  const items = (await sealedCases(7)).map((bytes, i) => ({ token: tokens?.[i] ?? null, bytes }));
  const bad = { token: tokens?.[8] ?? null, bytes: Uint8Array.of(1) };
  const all = [...items.slice(0, 3), bad, ...items.slice(3)];
  const response = await fetch(url + routes.submit, { method: "POST", body: new Uint8Array(encodeSubmission(all)) });
  assert.equal(response.status, 200);
  assert.equal(response.headers.get("content-type"), "application/json");
  const results = parseSubmissionAnswer(await response.text(), 8) ?? assert.fail();
  assert.deepEqual(results[3], { problem: "unknown-shape" });
  const indexes = all.map((item, i) => (item === bad ? null : at.verify(results[i], item.bytes).index));
  assert.deepEqual(indexes, [1, 2, 3, null, 4, 5, 6, 7]);
});

test("problems are in the form of RFC 9457, from the catalogue, and hold nothing of the request", async (t) => {
  const at = await TestHost.start(t);
  const post = (path: string, body: BodyInit) => at.app.request(path, { method: "POST", body });
  const revoked = at.request(1, at.country.post);
  const stale = at.request(1, at.country.shelter[0], encodeHex(new Uint8Array(16)));
  await at.host.submit(
    at.note("device.revoke", { device: at.country.post.name, reason: "lost" }, at.country.seats.slice(0, 2)),
  );
  const asked: readonly (readonly [ProblemCode<"host">, Response | Promise<Response>])[] = [
    ["not-found", at.app.request(`/${marker}?${marker}=1`)],
    ["not-found", at.app.request(`/tile/0/${marker}`)],
    ["not-found", at.app.request(routes.checkpoint)],
    ["malformed-request", post(routes.submit, marker)],
    ["malformed-request", post(routes.submit, "")],
    ["malformed-request", post(routes.tokens, Uint8Array.of(0xff, 0xfe))],
    ["bad-signature", post(routes.tokens, `${marker}\n`)],
    ["challenge-stale", post(routes.tokens, stale)],
    ["device-revoked", post(routes.tokens, revoked)],
    ["too-large", post(routes.submit, new Uint8Array(maxSubmissionBytes + 1))],
    ["too-large", post(routes.tokens, marker.repeat(1_000))],
  ];
  for (const [code, answer] of asked) {
    const response = await answer;
    const [status, detail] = hostProblems[code];
    assert.equal(response.status, status, code);
    assert.equal(response.headers.get("content-type"), "application/problem+json");
    assert.equal(response.headers.get("cache-control"), "no-store");
    assert.deepEqual(JSON.parse(await response.text()), {
      type: `urn:panoh:problem:${code}`,
      title: code,
      status,
      detail,
    });
  }
});

test("an error of the host is a 500 without its message, which goes to the operator alone", async (t) => {
  const at = await TestHost.start(t);
  const failures: unknown[] = [];
  const store = { ...at.store, publishedHead: () => Promise.reject(new Error(marker)) };
  const host = new Proxy(at.host, {
    get: (target, name) => (name === "store" ? store : Reflect.get(target, name, target)),
  });
  const app = hostApp({ host, log: () => undefined, clock: () => 0, onFailure: (error) => failures.push(error) });
  const response = await app.request(routes.checkpoint);
  assert.equal(response.status, 500);
  assert.ok(!(await response.text()).includes(marker));
  assert.match(String(failures[0]), new RegExp(marker));
});

test("a log line says route, method, status and duration, and nothing else", async (t) => {
  const at = await TestHost.start(t);
  const [bytes] = await sealedCases(1);
  const [token] = await at.draw(1);
  const item = { token: token ?? null, bytes: bytes ?? assert.fail() };
  const request = at.request(1, at.country.post);
  const asks: readonly (readonly [string, RequestInit])[] = [
    [routes.founding, { headers: { cookie: marker, "user-agent": marker, "x-forwarded-for": marker } }],
    [`/tile/0/000.p/1?${marker}`, {}],
    [`/pack/case/000`, { headers: { range: "bytes=0-" } }],
    [routes.tokens, { method: "POST", body: request }],
    [routes.submit, { method: "POST", body: new Uint8Array(encodeSubmission([item])) }],
    [routes.submit, { method: "POST", body: marker }],
    [`/${marker}`, {}],
    [routes.health, {}],
  ];
  for (const [path, init] of asks) await at.app.request(path, init);
  assert.deepEqual(
    at.logLines.map(({ route, method, status }) => [route, method, status]),
    [
      ["/founding", "GET", 200],
      ["/tile/*", "GET", 404],
      ["/pack/*", "GET", 416],
      ["/tokens", "POST", 200],
      ["/submit", "POST", 200],
      ["/submit", "POST", 400],
      ["other", "GET", 404],
      ["/health", "GET", 200],
    ],
  );
  for (const line of at.logLines) {
    assert.deepEqual(Object.keys(line).sort(), ["method", "milliseconds", "route", "status"]);
    assert.equal(typeof line.milliseconds, "number");
  }
  const text = JSON.stringify(at.logLines);
  for (const secret of [marker, at.country.post.name, "nation"]) assert.ok(!text.includes(secret));
});

test("every origin may read and post: there are no cookies and no sessions", async (t) => {
  const at = await TestHost.start(t);
  const submit = { method: "POST", body: marker };
  for (const [path, init] of [
    [routes.founding, {}],
    ["/tile/0/000.p/1", {}],
    ["/pack/case/000", {}],
    [routes.submit, submit],
    ["/nowhere", {}],
  ] as const) {
    const response = await at.app.request(path, init);
    assert.equal(response.headers.get("access-control-allow-origin"), "*", path);
    assert.equal(response.headers.get("x-content-type-options"), "nosniff", path);
    assert.equal(response.headers.get("set-cookie"), null, path);
    assert.equal(response.headers.get("access-control-allow-credentials"), null, path);
  }
  const preflight = await at.app.request(routes.submit, {
    method: "OPTIONS",
    headers: { origin: "https://elsewhere.example", "access-control-request-method": "POST" },
  });
  assert.equal(preflight.status, 204);
  assert.equal(preflight.headers.get("access-control-allow-origin"), "*");
  assert.match(preflight.headers.get("access-control-allow-methods") ?? "", /POST/);
  assert.match(preflight.headers.get("access-control-allow-headers") ?? "", /range/);
});

test("a body beyond the bound is refused by its announced length, before a byte of it is read", async (t) => {
  const at = await TestHost.start(t);
  let pulled = 0;
  const body = new ReadableStream(
    {
      pull: (controller) => {
        pulled++;
        if (pulled > 1_000) return controller.close();
        controller.enqueue(new Uint8Array(1_024));
      },
    },
    { highWaterMark: 0 },
  );
  const headers = { "content-length": String(maxSubmissionBytes + 1) };
  assert.equal((await at.app.request(streamed(body, headers))).status, 413);
  assert.equal(pulled, 0);
});

test("a body that announces no length, or none that is one, is cut off at the bound", async (t) => {
  const at = await TestHost.start(t);
  for (const headers of [
    {},
    { "content-length": "-1" },
    { "content-length": "nonsense" },
    { "content-length": "1e1" },
    { "content-length": "10", "transfer-encoding": "chunked" },
  ]) {
    let sent = 0;
    const body = new ReadableStream({
      pull: (controller) => {
        sent += 65_536;
        if (sent > 4 * maxSubmissionBytes) controller.close();
        else controller.enqueue(new Uint8Array(65_536));
      },
    });
    assert.equal((await at.app.request(streamed(body, headers))).status, 413);
    assert.ok(sent < maxSubmissionBytes + 4 * 65_536, `${sent} bytes were read`);
  }
});

test("the largest submission goes through: eight items of the largest class", async (t) => {
  const at = await TestHost.start(t);
  const tokens = await at.draw(8);
  const [small] = await sealedCases(1);
  const items = tokens.map((token, i) => {
    const bytes = new Uint8Array(65_536).fill(i);
    bytes.set((small ?? assert.fail()).subarray(0, 462));
    return { token, bytes };
  });
  const body = new Uint8Array(encodeSubmission(items));
  assert.equal(body.length, maxSubmissionBytes);
  const response = await at.app.request(routes.submit, { method: "POST", body });
  const results = parseSubmissionAnswer(await response.text(), 8) ?? assert.fail();
  items.forEach(({ bytes }, i) => {
    at.verify(results[i], bytes);
  });
});

test("[LG9] a body waits for a place and gets an answer when there is none; one with an unspent token is always let in", async (t) => {
  const at = await TestHost.start(t);
  const limits = new Limits(Date.now, { ...limitFigures, bodyBytes: 10_000, patienceMilliseconds: 50 });
  const app = hostApp({ host: at.host, log: () => undefined, clock: Date.now, limits });
  limits.bodies.enter("unknown", 10_000, () => undefined)?.stay();
  const [sealed = assert.fail()] = await sealedCases(1);
  const [token = assert.fail()] = await at.draw(1);
  const post = (path: string, body: Uint8Array) => app.request(path, { method: "POST", body: new Uint8Array(body) });
  const without = encodeSubmission([{ token: new Uint8Array(16).fill(1), bytes: sealed }]);
  for (const refused of [
    await post(routes.submit, without),
    await post(routes.submit, Uint8Array.of(1, 2)),
    await post(routes.tokens, encodeUtf8(at.request(1, at.country.post))),
  ]) {
    assert.equal(refused.status, 503);
    assert.equal(JSON.parse(await refused.text()).title, "busy");
    assert.equal(refused.headers.get("retry-after"), "5");
  }
  const answer = await post(routes.submit, encodeSubmission([{ token, bytes: sealed }]));
  const [result] = parseSubmissionAnswer(await answer.text(), 1) ?? assert.fail();
  at.verify(result, sealed);
  const spent = await post(routes.submit, encodeSubmission([{ token, bytes: sealed }]));
  assert.equal(spent.status, 503, "a token vouches once");
  assert.equal(limits.bodies.count, 1, "nothing is held for what is answered");
});

test("[LG9] wrong notes are refused after some, notes that hold are not, and an unspent token vouches for its device", async (t) => {
  const at = await TestHost.start(t);
  const limits = new Limits(() => 0, { ...limitFigures, checks: 20 });
  const app = hostApp({ host: at.host, log: () => undefined, clock: Date.now, limits });
  const submit = async (item: SubmissionItem) => {
    const body = new Uint8Array(encodeSubmission([item]));
    const [result] =
      parseSubmissionAnswer(await (await app.request(routes.submit, { method: "POST", body })).text(), 1) ?? [];
    return result ?? assert.fail();
  };
  const waits = { admission: 0, reader: 0, soloReader: 0, answer: 0, forms: 0 };
  const good = () => at.note("council.waits", { waits }, at.country.seats.slice(0, 2));
  for (let i = 0; i < 30; i++) assert.ok("proof" in (await submit(good())), `${i}`);
  const bad = () => at.note("council.waits", { waits }, at.country.seats.slice(0, 1));
  const problems: string[] = [];
  while (problems.length < 30) {
    const result = await submit(bad());
    problems.push("problem" in result ? result.problem : "none");
  }
  assert.deepEqual([...new Set(problems)], ["not-authorised", "slow-down"]);
  assert.ok(problems.indexOf("slow-down") <= 20);
  assert.deepEqual(await submit(good()), { problem: "slow-down" });
  assert.equal((await app.request(routes.tokens, { method: "POST", body: "nonsense" })).status, 429);
  const [token = assert.fail()] = await at.draw(1);
  assert.ok("proof" in (await submit({ ...good(), token })), "the token of a device vouches for it");
  const [sealed = assert.fail()] = await sealedCases(1);
  assert.ok("proof" in (await submit({ token, bytes: sealed })), "what needs no check is taken");
});

test("[LG9] of those who do not read one gives way, and nothing is printed about it", async (t) => {
  const at = await TestHost.start(t);
  const [small = assert.fail()] = await sealedCases(1);
  const tokens = await at.draw(128);
  // More than a connection holds that nobody reads from.
  const large = tokens.map((token, i) => {
    const bytes = new Uint8Array(65_536).fill(i);
    bytes.set(small);
    return at.host.submit({ token, bytes });
  });
  await Promise.all(large);
  assert.equal(at.host.tree.size, 129);
  const clock = { now: 0 };
  const limits = new Limits(() => clock.now, { ...limitFigures, answers: 2 });
  const listener = await listen(hostApp({ host: at.host, log: () => undefined, clock: Date.now, limits }), 0);
  t.after(() => listener.close());
  const printed = t.mock.method(console, "error", () => undefined);
  const open = async () => {
    const socket = connect(listener.port, "127.0.0.1");
    t.after(() => socket.destroy());
    socket.on("error", () => undefined).write("GET /pack/case/000 HTTP/1.1\r\nhost: host.example\r\n\r\n");
    await once(socket, "readable");
    return String(socket.read(12));
  };
  await open();
  await open();
  // Until what lies between them is full, the first two still move.
  do {
    await sleep(20);
    clock.now += limitFigures.patienceMilliseconds;
  } while ((await open()) !== "HTTP/1.1 200");
  assert.ok(limits.answers.count <= 2);
  assert.equal(printed.mock.callCount(), 0);
});

test("the founding note, the checkpoint and the health of a host are there for anybody", async (t) => {
  const at = await TestHost.start(t);
  await at.witnessing.run();
  assert.equal(await (await at.app.request(routes.founding)).text(), at.country.founding.note);
  assert.equal(await (await at.app.request(routes.checkpoint)).text(), at.host.head.note);
  assert.deepEqual(await (await at.app.request(routes.health)).json(), { ok: true, size: 1 });
  const challenges = await Promise.all([1, 2].map(async () => (await at.app.request(routes.challenge)).text()));
  assert.ok(challenges.every((challenge) => /^[0-9a-f]{32}\n$/.test(challenge)));
  assert.notEqual(challenges[0], challenges[1]);
});

test("a listener that closes lets go of clients that keep their connections", async (t) => {
  const at = await TestHost.start(t);
  const listener = await listen(at.app, 0);
  await (await fetch(`http://127.0.0.1:${listener.port}${routes.founding}`)).text();
  await listener.close();
  await assert.rejects(fetch(`http://127.0.0.1:${listener.port}${routes.founding}`));
  const again = await listen(at.app, listener.port);
  t.after(() => again.close());
  await assert.rejects(listen(at.app, listener.port), /EADDRINUSE/);
});

function streamed(body: ReadableStream, headers: Readonly<Record<string, string>>): Request {
  const init = { method: "POST", body, headers, duplex: "half" };
  return new Request("http://host.example/submit", init);
}
