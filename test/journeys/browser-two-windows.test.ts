// One device, two windows of a real browser: only one of them has the engine, so that no draft is sent twice or kept after it was sealed.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock } from "./walk.ts";

const elsewhere = "The program is open in another window of this device.";

for (const hasLocks of [true, false])
  test(`[EN3f] [SL7] a second window says that the program is open elsewhere, shows nothing else, and opens when the first one is closed (a browser ${hasLocks ? "with" : "without"} locks)`, async (t) => {
    if (chromiumPath === null) return t.skip("needs Chromium");
    const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
    const border = await world.organisation("border-post", "Example Border Post");
    const url = await serveRole(t, border.devices[0] ?? assert.fail(), "Example Border Post");
    const browser = await openChromium(t);
    if (!hasLocks)
      await browser.addInitScript(() => {
        Object.defineProperty(Navigator.prototype, "locks", { value: undefined });
      });
    const first = await browser.newPage();
    await setUpAndUnlock(first, url);
    await first.getByRole("button", { name: "New referral" }).waitFor();

    const second = await browser.newPage();
    await second.goto(url);
    await second.getByText(elsewhere, { exact: false }).waitFor();
    assert.equal(await second.locator("#passphrase").count(), 0);

    await first.reload();
    await second.locator("#passphrase").waitFor();
    assert.equal(await second.getByText(elsewhere, { exact: false }).count(), 0, "whose turn it is asks for the words");
    await first.getByText(elsewhere, { exact: false }).waitFor();
    await second.close();
    await first.locator("#passphrase").waitFor();
  });
