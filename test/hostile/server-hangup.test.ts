// Clients that hang up in the middle, send half of what they announced, or send nonsense: the others' submissions go through, and the
// host holds nothing for those who are gone.
import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { test } from "node:test";
import { encodeSubmission, parseSubmissionAnswer } from "../../src/protocol/submission.ts";
import { type Listener, listen } from "../../src/server/listen.ts";
import { sealedCases, TestHost } from "../support/host.ts";
import { until } from "../support/until.ts";

test("clients that hang up at any byte of a submission harm nobody", async (t) => {
  const { at, listener } = await start(t);
  const items = await sealedCases(60);
  const tokens = await at.draw(60);
  const good: Promise<void>[] = [];
  for (let i = 0; i < 40; i++) {
    const body = encodeSubmission([{ token: tokens[i] ?? null, bytes: items[i] ?? assert.fail() }]);
    const whole = Buffer.concat([head("/submit", body.length), body]);
    const cut = Math.floor((whole.length * i) / 40);
    hangUp(listener.port, whole.subarray(0, cut), i % 2 === 0);
    if (i % 2 === 1) good.push(submit(at, listener, tokens[40 + (i >> 1)], items[40 + (i >> 1)]));
  }
  await Promise.all(good);
  assert.equal(at.host.tree.size, 1 + 20, "nothing of the others was logged");
  for (let i = 0; i < 40; i++)
    assert.notEqual(await at.store.tokenDevice(await tokenHash(tokens[i])), null, "no token is spent");
});

test("a client that hangs up after its whole submission is logged, and may ask again", async (t) => {
  const { at, listener } = await start(t);
  const items = await sealedCases(20);
  const tokens = await at.draw(20);
  for (const [i, bytes] of items.entries()) {
    const body = encodeSubmission([{ token: tokens[i] ?? null, bytes }]);
    const socket = connect(listener.port, "127.0.0.1");
    socket.on("error", () => undefined);
    await new Promise<void>((resolve) =>
      socket.write(Buffer.concat([head("/submit", body.length), body]), () => resolve()),
    );
    socket.destroy();
  }
  await until(async () => {
    await at.host.settle();
    return at.host.tree.size === 21;
  });
  for (const [i, bytes] of items.entries()) await submit(at, listener, tokens[i], bytes);
  assert.equal(at.host.tree.size, 21, "the same bytes are the same leaves");
});

test("clients that stop in the middle and wait do not make others wait", async (t) => {
  const { at, listener } = await start(t);
  const body = encodeSubmission([{ token: null, bytes: new Uint8Array(4_096) }]);
  const held: Socket[] = [];
  for (let i = 0; i < 200; i++) {
    const socket = connect(listener.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(Buffer.concat([head(i % 2 === 0 ? "/submit" : "/tokens", body.length), body.subarray(0, i)]));
    held.push(socket);
  }
  const items = await sealedCases(30);
  const tokens = await at.draw(30);
  await Promise.all(items.map((bytes, i) => submit(at, listener, tokens[i], bytes)));
  for (const socket of held) socket.destroy();
  assert.equal(at.host.tree.size, 31);
});

test("readers that hang up in the middle of a pack or tile harm nobody", async (t) => {
  const { at, listener } = await start(t);
  const items = await sealedCases(250);
  const tokens = await at.draw(250);
  await Promise.all(items.map((bytes, i) => at.host.submit({ token: tokens[i] ?? null, bytes })));
  for (let i = 0; i < 60; i++) {
    const path = ["/pack/case/000", "/tile/0/000.p/200", "/tile/entries/000.p/200"][i % 3] ?? "";
    const socket = connect(listener.port, "127.0.0.1");
    socket.on("error", () => undefined);
    socket.write(`GET ${path} HTTP/1.1\r\nhost: host.example\r\n\r\n`);
    if (i % 2 === 0) socket.once("data", () => socket.destroy());
    else setImmediate(() => socket.destroy());
  }
  const [last] = (await sealedCases(251)).slice(250);
  const [token] = await at.draw(1);
  await submit(at, listener, token, last);
  const pack = await (await fetch(`http://127.0.0.1:${listener.port}/pack/case/000`)).arrayBuffer();
  assert.equal(pack.byteLength, 251 * 4_100);
});

test("what is no HTTP, or lies about its length, is turned away, and the host goes on", async (t) => {
  const { at, listener } = await start(t);
  const nonsense = [
    "nonsense\r\n\r\n",
    "POST /submit HTTP/1.1\r\nhost: x\r\ncontent-length: -1\r\n\r\n",
    "POST /submit HTTP/1.1\r\nhost: x\r\ncontent-length: 5\r\ncontent-length: 6\r\n\r\nabcdef",
    "POST /submit HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n",
    "POST /submit HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
    `GET /${"x".repeat(100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nhost: x\r\n${"a: b\r\n".repeat(10_000)}\r\n`,
    Buffer.alloc(100_000, 0xff),
    // Ten bytes are the body; what follows them is no request.
    Buffer.concat([head("/submit", 10), Buffer.alloc(1_000_000)]),
  ];
  for (const bytes of nonsense) {
    const answer = await exchange(listener.port, bytes);
    assert.match(answer, /^(HTTP\/1\.1 4\d\d |$)/);
  }
  const [bytes] = await sealedCases(1);
  const [token] = await at.draw(1);
  await submit(at, listener, token, bytes);
});

async function start(t: { after(end: () => Promise<void>): void }) {
  const at = await TestHost.start(t);
  const listener = await listen(at.app, 0);
  t.after(() => listener.close());
  return { at, listener };
}

function head(path: string, length: number): Buffer {
  return Buffer.from(`POST ${path} HTTP/1.1\r\nhost: host.example\r\ncontent-length: ${length}\r\n\r\n`);
}

/** Sends some bytes and goes: politely, or with a reset. */
function hangUp(port: number, bytes: Uint8Array, politely: boolean): void {
  const socket = connect(port, "127.0.0.1");
  socket.on("error", () => undefined);
  socket.write(bytes, () => (politely ? socket.end() : socket.resetAndDestroy()));
}

/** What comes back for these bytes until the host closes the connection. */
function exchange(port: number, bytes: string | Uint8Array): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, "127.0.0.1");
    let answer = "";
    socket.on("data", (chunk) => {
      answer += chunk.toString("latin1");
    });
    socket.on("error", () => undefined);
    socket.on("close", () => resolve(answer));
    socket.end(bytes);
  });
}

async function submit(at: TestHost, listener: Listener, token: Uint8Array | undefined, bytes: Uint8Array | undefined) {
  const item = bytes ?? assert.fail();
  const body = new Uint8Array(encodeSubmission([{ token: token ?? null, bytes: item }]));
  const response = await fetch(`http://127.0.0.1:${listener.port}/submit`, { method: "POST", body });
  const [result] = parseSubmissionAnswer(await response.text(), 1) ?? assert.fail("not an answer");
  at.verify(result, item);
}

async function tokenHash(token: Uint8Array | undefined): Promise<Uint8Array> {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new Uint8Array(token ?? assert.fail())));
}
