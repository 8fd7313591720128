// The automatic lock in a real browser, under a clock that the test moves (EN7): not a moment too early, not a moment too late.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { isWriteOnly } from "../../src/core/party.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { makeUuid } from "../../src/crypto/uuid.ts";
import type { Secrets } from "../../src/member/vault.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { setUpAndUnlock } from "./walk.ts";

const minute = 60_000;

test("[EN3] an officer's phone locks itself after 2 minutes without use, and shows that it is locked", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const border = await world.organisation("border-post", "Border of the Teapots");
  await locksAfter(t, border.devices[0], 2 * minute, (page) => page.getByRole("button", { name: "New referral" }));
});

test("[EN3] a reader's desk locks itself after 10 minutes without use, and shows that it is locked", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const shelter = await world.organisation("shelter", "Spoon Shelter");
  await locksAfter(t, shelter.devices[0], 10 * minute, (page) => page.locator(".pane-inbox"));
});

test("[EN3] a device that waits for its enrolment locks itself after 2 minutes too", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const { secrets } = await world.registrar.newDevice(makeUuid(randomBytes), isWriteOnly("border-post"), "en");
  await locksAfter(t, secrets, 2 * minute, (page) => page.getByRole("heading", { name: "Not ready yet" }));
});

async function locksAfter(
  t: TestContext,
  secrets: Secrets | undefined,
  milliseconds: number,
  inside: (page: Page) => ReturnType<Page["locator"]>,
): Promise<void> {
  const url = await serveRole(t, secrets ?? assert.fail(), "Teapots");
  const page = await (await openChromium(t)).newPage();
  page.setDefaultTimeout(20_000);
  await page.clock.install({ time: Date.now() });
  await setUpAndUnlock(page, url);
  await inside(page).waitFor();
  // From here on time stands still but for what the test moves.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 1_000);
  const touch = () => page.evaluate(() => dispatchEvent(new PointerEvent("pointerdown")));
  const isOpen = async () => (await inside(page).isVisible()) && !(await page.locator("#passphrase").isVisible());
  await touch();
  await page.clock.runFor(milliseconds - 1_000);
  assert.equal(await isOpen(), true, "just before");
  await touch();
  await page.clock.runFor(milliseconds - 1_000);
  assert.equal(await isOpen(), true, "it counts from the last touch");
  await page.clock.runFor(3_000);
  await page.locator("#passphrase").waitFor();
  assert.equal(await inside(page).count(), 0, "nothing of the inside is left on the screen");
}

async function newWorld(t: TestContext): Promise<World> {
  const world = await World.found({ witnesses: 1, now: Date.now(), terms: { suite: "x25519" } });
  t.after(() => world.close());
  return world;
}
