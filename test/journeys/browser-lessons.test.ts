// The short lessons in a real browser, against the real host: an officer does them without a network, and nothing of them leaves the phone.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { lessons } from "../../src/core/lessons.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { chromiumPath, launchChromium, ownProfile } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { keptForOffline, setUpAndUnlock, unlock } from "./walk.ts";

test("[LS1, LS1a] an officer does the lessons without a network; what was done stays on the phone, home says so, and nothing of it is sent", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  await world.organisation("training-institute", "Example Training Institute");
  await world.organisation("ombudsman", "Example Ombudsman");
  const [device] = border.devices;
  assert.ok(device);
  await world.timekeeping.writeTime();
  await world.witness();
  const url = await serveRole(t, device, "Example Border Post");
  const browser = await launchChromium(ownProfile(t));
  const page = await browser.newPage();
  await page.setViewportSize({ width: 360, height: 740 });
  page.on("pageerror", (error) => assert.fail(`the page threw: ${error.message}`));

  await setUpAndUnlock(page, url);
  await until(() => world.logLines.some(({ route, status }) => route === "/tokens" && status === 200));
  await keptForOffline(page, "officer");
  const size = world.host.tree.size;
  await browser.setOffline(true);
  await page.reload();
  await unlock(page);
  await page.locator(".lessons-row").click();
  await page.locator(".lesson-row").first().click();
  for (const lesson of lessons.slice(0, 3)) await finish(page, questions[lesson].right);

  await page.getByRole("button", { name: "Lock" }).click();
  await unlock(page);
  await page.getByText("3 of 6 done").waitFor();
  await page.locator(".lessons-row").click();
  await page.locator(".lesson-row").nth(3).click();
  for (const lesson of lessons.slice(3)) await finish(page, questions[lesson].right);
  await page.getByText("All six are done").waitFor();

  await browser.setOffline(false);
  const asked = world.logLines.length;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until(() => world.logLines.slice(asked).some(({ route }) => route === "/checkpoint"));
  await page.reload();
  await unlock(page);
  await page.locator(".lessons-row", { hasText: /Done on/ }).waitFor();
  assert.ok(!world.logLines.some(({ route }) => route === "/submit"), "nothing was posted");
  assert.equal(world.host.tree.size, size, "the log has nothing of it");
});

async function finish(page: Page, right: string): Promise<void> {
  await page.locator(`#answer-${right}`).check();
  await page.getByRole("button", { name: "Check answer" }).click();
  await page.getByRole("button", { name: /^(Next lesson|All lessons)$/ }).click();
  await page.locator(`#answer-${right}`).waitFor({ state: "detached" });
}
