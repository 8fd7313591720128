// A witness answers the host: one that floods, sends it on to another address, drips or hangs costs the host its cosignature and nothing else.
import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { type TestContext, test } from "node:test";
import { askWitnessOverHttp } from "../../src/server/witnessing.ts";
import { serveOnLoopback } from "../support/loopback.ts";

async function serve(t: TestContext, answer: (response: ServerResponse) => void): Promise<string> {
  return serveOnLoopback(t, (_, response) => answer(response));
}

test("[LG5] a witness that floods is cut off after a few kilobytes", async (t) => {
  let written = 0;
  let closed = () => {};
  const gaveUp = new Promise<void>((resolve) => {
    closed = resolve;
  });
  const url = await serve(t, (response) => {
    const chunk = Buffer.alloc(65_536, "— ");
    const pour = () => {
      do written += chunk.length;
      while (response.write(chunk) && !response.destroyed);
    };
    response.on("drain", pour).on("close", closed);
    pour();
  });
  assert.equal(await askWitnessOverHttp(url, "0\n\n"), null);
  await gaveUp;
  assert.ok(written < 16 * 1_048_576, `${written} bytes went out`);
});

test("[LG5] a witness cannot make the host ask another address", async (t) => {
  let asked = 0;
  const canary = await serve(t, (response) => {
    asked++;
    response.end("1\n");
  });
  for (const status of [301, 302, 303, 307, 308]) {
    const url = await serve(t, (response) => response.writeHead(status, { location: `${canary}/internal` }).end());
    assert.equal(await askWitnessOverHttp(url, "0\n\n"), null, String(status));
  }
  assert.equal(asked, 0);
});

test("[LG5] a witness that hangs or drips holds up a round for seconds", async (t) => {
  const hangs = await serve(t, () => undefined);
  const drips = await serve(t, (response) => {
    const drip = setInterval(() => response.write("."), 50);
    response.on("close", () => clearInterval(drip));
  });
  assert.deepEqual(await Promise.all([hangs, drips].map((url) => askWitnessOverHttp(url, "0\n\n", 600))), [null, null]);
});
