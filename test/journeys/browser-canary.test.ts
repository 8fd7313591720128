// Promise 1 in the browser: nothing that was typed can be found in what a locked client keeps. That the search finds it, shows
// browser-canary-broken.test.ts.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath } from "../support/chromium.ts";
import { playBrowserCanary } from "./canary.ts";

test("[EN3] [R23] a locked officer's and a locked case worker's browser hold no marker that was typed, sent or begun", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const looks = await playBrowserCanary(t);
  for (const { of, bytes } of looks) assert.ok(bytes.length > 5_000, `the ${of}'s browser keeps something`);
  assert.deepEqual(
    looks.map(({ of, found }) => ({ of, found })),
    [
      { of: "officer", found: [] },
      { of: "officer", found: [] },
      { of: "worker", found: [] },
    ],
  );
});
