// A newer version of the app comes to a phone: it says so where nothing is being written, changes over by one tap, and the phone has all that it had.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import { buildWebApp } from "../../src/operate/app/web-app.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { keptForOffline, setUpAndUnlock, unlock } from "./walk.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));

test("[EN4] a newer version takes over by one tap when no draft is open, not before, with all that the role needs without a network", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  await buildWebApp(() => undefined);
  const older = join(root, "dist/web");
  const newer = join(temporaryFolder(t), "web");
  await buildAnotherVersion(newer);
  let served = older;

  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const [device] = (await world.organisation("border-post", "Example Border Post")).devices;
  assert.ok(device !== undefined);
  const url = await serveRole(t, device, "Example Border Post", () => served);
  const page = await (await openChromium(t, chromiumPath)).newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  page.on("pageerror", (error) => assert.fail(`the page threw: ${error.message}`));

  await setUpAndUnlock(page, url);
  await keptForOffline(page, "officer");
  const before = await versionInSettings(page);
  const notice = page.getByText("A newer version of this app is here.");
  await page.getByRole("button", { name: "New referral" }).click();
  await page.locator("main h1").waitFor();

  served = newer;
  // Asked again until it is here: an installation that a busy machine breaks off is begun anew by the next question, as on a phone.
  await until(() =>
    page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      if (registration.waiting === null && registration.installing === null)
        await registration.update().catch(() => undefined);
      return registration.waiting !== null;
    }),
  );
  await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 0)));
  assert.equal(await notice.count(), 0, "a referral is being written");
  await page.locator(".bar-name").click();
  await notice.waitFor();
  assert.equal(
    await page.locator("html").getAttribute("data-newer"),
    null,
    "the older one goes on until somebody says so",
  );

  await page.getByRole("button", { name: "Change over now" }).click();
  await page.locator("html[data-newer]").waitFor();
  await unlock(page);
  assert.equal(await notice.count(), 0);
  const after = await versionInSettings(page);
  assert.notEqual(after, before);
  assert.equal((await page.evaluate(() => caches.keys())).length, 1, "the older version's files are gone");
  assert.equal(
    await page.evaluate(async () => (await caches.match("/kept/officer"))?.text()),
    "whole",
    "it had the officer's files before it took over",
  );
  await page.context().setOffline(true);
  await page.reload();
  await page.locator("html[data-newer]").waitFor();
  await unlock(page);
  await page.getByRole("button", { name: "New referral" }).click();
  await page.getByLabel("Safe for now").waitFor();
});

async function versionInSettings(page: Page): Promise<string> {
  await page.getByRole("button", { name: "Settings" }).click();
  const line = page.getByText(/^Version /);
  await line.waitFor();
  const version = await line.innerText();
  assert.match(version, /^Version \d+\.\d+\.\d+ [0-9a-f]{4} [0-9a-f]{4}$/);
  await page.locator(".bar-name").click();
  await page.getByRole("button", { name: "New referral" }).waitFor();
  return version;
}

/** The same program, but for one line of its first script, by which it is known. */
async function buildAnotherVersion(outDir: string): Promise<void> {
  const { build } = await import("vite");
  await build({
    configFile: join(root, "vite.config.ts"),
    logLevel: "error",
    build: { outDir, emptyOutDir: true },
    plugins: [
      {
        name: "another-version",
        transform: (code, id) =>
          id.endsWith("/web/main.tsx") ? `${code}\ndocument.documentElement.dataset["newer"] = "";\n` : null,
      },
    ],
  });
}
