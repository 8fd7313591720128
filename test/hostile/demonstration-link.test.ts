// The demonstration opens by a link and without words. That an attacker could use: so nothing of it works on a device of any other country, even
// when the address that serves the program offers everything, the true words included.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath, launchChromium, ownProfile } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { testPassphrase, World, type WorldOptions } from "../support/world.ts";

const withoutWords = "Open without words (demonstration only)";
const notDemonstration = {
  demonstration: false,
  trial: false,
  waits: { admission: 168, reader: 24, soloReader: 72, answer: 24, forms: 72 },
};

test("[EN8] no link sets up or opens a device of a country that is no demonstration, though its address offers the vault and the true words", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  for (const terms of [notDemonstration, { ...notDemonstration, trial: true }]) {
    const { page, url } = await deviceOf(t, { terms });
    await page.goto(`${url}/#demonstration`);
    await page.getByRole("button", { name: "I have an invitation" }).waitFor();
    assert.equal(await page.locator("#passphrase").count(), 0, "nothing was set up");

    await page.locator("ul.rows button").first().click();
    await page.locator("#passphrase").waitFor();
    await page.goto("about:blank");
    await page.goto(`${url}/#demonstration`);
    // The fragment goes away before anything is decided; only once the engine is here can the door open.
    await page.waitForFunction(() => location.hash === "");
    await page.locator("#passphrase").fill("not the words");
    await page.locator("form button[type=submit]").click();
    await page.locator("#passphrase-error").waitFor();
    assert.equal(await page.getByRole("button", { name: withoutWords }).count(), 0);
    assert.equal(await page.getByRole("button", { name: "Lock", exact: true }).count(), 0, "it is locked");
    assert.equal(await page.title(), "Panoh", "the title names nobody");

    await page.locator("#passphrase").fill(testPassphrase);
    await page.locator("form button[type=submit]").click();
    await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
  }
});

test("[EN8] in a demonstration the link opens the role once: what was locked afterwards does not open by itself", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, url } = await deviceOf(t, {});
  await page.goto(`${url}/#demonstration`);
  await page.getByRole("button", { name: "Lock", exact: true }).click();
  await page.locator("#passphrase").waitFor();
  assert.equal(await page.title(), "Example Border Post · Panoh", "the tab says who is played");
  assert.equal(page.url(), `${url}/`, "the wish is gone from the address");
  await page.reload();
  await page.getByRole("button", { name: withoutWords }).waitFor();
  assert.equal(await page.getByRole("button", { name: "Lock", exact: true }).count(), 0);
  await page.getByRole("button", { name: withoutWords }).click();
  await page.getByRole("button", { name: "Lock", exact: true }).waitFor();
});

test("[EN8] a demonstration that was founded anew at the same address replaces the device of the old one, and of no other country", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const browser = await launchChromium(ownProfile(t));
  const old = await deviceOf(t, {}, browser);
  await old.page.goto(`${old.url}/#demonstration`);
  await old.page.getByRole("button", { name: "Lock", exact: true }).waitFor();
  const real = await deviceOf(t, { terms: notDemonstration }, browser);
  await real.page.goto(real.url);
  await real.page.locator("ul.rows button").first().click();
  await real.page.locator("#passphrase").waitFor();
  const anew = await deviceOf(t, {}, browser);
  // A browser keeps what it stores by address: what the new country's address offers is played in under the addresses of the others.
  for (const { url, page } of [old, real]) {
    await page.route(`${url}/demo/**`, async (route) => {
      const answer = await fetch(route.request().url().replace(url, anew.url));
      await route.fulfill({ status: answer.status, body: await answer.text() });
    });
    await page.goto("about:blank");
    await page.goto(`${url}/#demonstration`);
  }
  await old.page.getByRole("button", { name: "Lock", exact: true }).waitFor();
  await real.page.waitForFunction(() => location.hash === "");
  await real.page.locator("#passphrase").fill(testPassphrase);
  await real.page.locator("form button[type=submit]").click();
  await real.page.getByRole("button", { name: "Lock", exact: true }).waitFor();
  assert.match(await real.page.title(), /^Panoh$/);
});

/** The app of an officer's device of such a country, whose address offers all that the demonstration's does, in a browser that knows nothing. */
async function deviceOf(
  t: TestContext,
  options: WorldOptions,
  browser?: BrowserContext,
): Promise<{ readonly page: Page; readonly url: string }> {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now(), ...options });
  const { devices } = await world.organisation("border-post", "Example Border Post");
  const url = await serveRole(t, devices[0] ?? assert.fail(), "Example Border Post", undefined, true);
  const page = await (browser ?? (await launchChromium(ownProfile(t)))).newPage();
  return { page, url };
}
