// A look that somebody draws out, or that is given too much, ends.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout } from "node:timers/promises";
import { Hono } from "hono";
import { listen } from "../../server/listen.ts";
import { Look } from "./look.ts";
import { LookBounds } from "./look-bounds.ts";

test("a look ends by its time though an answer comes for ever, and by its bytes, and says so; one that ends by itself says nothing", async (t) => {
  let isEnding = false;
  const drops = new Hono().get("/drops", () => {
    const pull = async (stream: ReadableStreamDefaultController) => {
      if (isEnding) return stream.close();
      stream.enqueue(new Uint8Array(4_096));
      await setTimeout(10);
    };
    return new Response(new ReadableStream({ pull }));
  });
  drops.get("/whole", (context) => context.text("Example"));
  const door = await listen(drops, 0);
  t.after(() => {
    isEnding = true;
    return door.close();
  });
  const url = `http://127.0.0.1:${door.port}`;
  const request = { method: "GET", maxBytes: 1e12 } as const;

  const short = new LookBounds(300);
  // On a slow machine it may be over before the answer began.
  const answer = await short.network(`${url}/drops`, request);
  assert.ok(answer === null || answer.flaw === "cut-off");
  assert.equal(await short.network(`${url}/whole`, request), null, "nobody is asked any more");
  await assert.rejects(short.fetch(`${url}/whole`));
  const codes = (bounds: LookBounds) => {
    const look = new Look(Date.now);
    look.good("Head", "it was seen");
    bounds.end(look);
    assert.equal(look.lines.pop()?.about, "Head", "that it ended comes first");
    return look.lines.map(({ code, is }) => [code, is]);
  };
  assert.deepEqual(codes(short), [["no-end", "alarm"]]);

  const small = new LookBounds(3_600_000, 10);
  assert.equal((await small.network(`${url}/whole`, request))?.body.length, 7);
  assert.equal((await small.network(`${url}/whole`, request))?.body.length, 7);
  assert.equal(await small.network(`${url}/whole`, request), null);
  assert.deepEqual(codes(small), [["no-end", "alarm"]]);

  const whole = new LookBounds(3_600_000);
  assert.equal((await whole.network(`${url}/whole`, request))?.body.length, 7);
  assert.deepEqual(codes(whole), []);
});
