// Connections that are silent, ask many things at once, or are too many (LG9).
import assert from "node:assert/strict";
import { connect } from "node:net";
import { test } from "node:test";
import { Hono } from "hono";
import { readBody } from "./bounded-body.ts";
import { Pool } from "./limits.ts";
import { type ListenOptions, listen } from "./listen.ts";

const silences = { asking: 200, reading: 60_000 };
const get = "GET / HTTP/1.1\r\nhost: host.example\r\n\r\n";
const begun = "POST / HTTP/1.1\r\nhost: host.example\r\ncontent-length: 1000\r\n\r\n";

for (const [what, words] of [
  ["nothing at all", ""],
  ["half a head", "GET / HTTP/1.1\r\nhost:"],
  ["a head and no body", begun],
  ["a head and half a body", `${begun}${"x".repeat(500)}`],
] as const) {
  test(`[LG9] who sends ${what} and falls silent is cut off`, async (t) => {
    const { port } = await start(t, { silences });
    const { closed } = open(port, words);
    await closed;
  });
}

test("[LG9] a body that comes slowly but comes is not cut off", async (t) => {
  const { port } = await start(t, { silences: { asking: 2_000, reading: 60_000 } });
  const { socket, text } = open(port, begun);
  let sent = 0;
  // Longer in all than one silence may be.
  const timer = setInterval(() => {
    socket.write("x".repeat(100));
    sent += 100;
    if (sent === 1_000) clearInterval(timer);
  }, 250);
  t.after(() => clearInterval(timer));
  assert.match(await text(/bytes/), /1000 bytes/);
});

test("[LG9] a connection answers one thing after another, and is cut off when it asks many at once", async (t) => {
  const { port, begunCount } = await start(t);
  const two = open(port, get + get);
  assert.match(await two.text(/hello[\s\S]*hello/), /hello/);
  const many = open(port, get.repeat(500));
  await many.closed;
  assert.ok(begunCount() < 10, `${begunCount()} were begun`);
});

test("[LG9] when there are too many connections the oldest of whoever has most is closed", async (t) => {
  const clock = { now: 0 };
  const { port } = await start(t, { connections: new Pool(3, () => clock.now) });
  const first = open(port, get);
  await first.text(/hello/);
  clock.now += 10_000;
  const others = [open(port, get), open(port, get)];
  for (const other of others) await other.text(/hello/);
  const last = open(port, get);
  await first.closed;
  await last.text(/hello/);
});

async function start(t: { after(end: () => Promise<void>): void }, options: ListenOptions = {}) {
  let count = 0;
  const app = new Hono();
  app.get("/", async (context) => {
    count += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return context.text("hello");
  });
  app.post("/", async (context) => context.text(`${(await readBody(context, 10_000)).length} bytes`));
  app.onError(() => new Response(null, { status: 400 }));
  const listener = await listen(app, 0, "127.0.0.1", options);
  t.after(() => listener.close());
  return { port: listener.port, begunCount: () => count };
}

/** A connection that says something; `text` waits until what came matches. */
function open(port: number, words: string) {
  const socket = connect(port, "127.0.0.1");
  let came = "";
  socket.on("data", (chunk) => {
    came += chunk.toString();
  });
  socket.on("error", () => undefined);
  socket.write(words);
  const closed = new Promise<void>((resolve) => socket.on("close", () => resolve()));
  const text = (until: RegExp) =>
    new Promise<string>((resolve, reject) => {
      const look = () => {
        if (until.test(came)) resolve(came);
      };
      look();
      socket.on("data", look);
      socket.on("close", () => reject(new Error(`closed after ${came}`)));
    });
  return { socket, closed, text };
}
