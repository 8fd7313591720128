// The positive control of browser-canary.test.ts: the same journey and the same search, with the cipher broken on purpose in the app and in this
// program, which makes its vaults. All words are found where they are kept.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { breakCipher, buildBrokenWebApp } from "../support/broken-cipher.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

breakCipher();
// Loaded afterwards, so that all of it has the broken cipher.
const { chromiumPath } = await import("../support/chromium.ts");
const { playBrowserCanary } = await import("./canary.ts");

test("positive control: with the cipher broken on purpose, the same search finds every word in the locked browser", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const built = join(temporaryFolder(t), "web");
  await buildBrokenWebApp(built);
  const looks = await playBrowserCanary(t, built);
  assert.deepEqual(
    looks.map(({ of, found }) => ({ of, found })),
    [
      { of: "officer", found: [] },
      { of: "officer", found: ["safe", "narrative", "unsent"] },
      { of: "worker", found: ["name", "safe", "narrative", "note", "grounds", "begun"] },
    ],
  );
});
