// The short lessons in a real browser, against the real host: an officer does them without a network, and the institute enters the number.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { lessons } from "../../src/core/lessons.ts";
import { reportOfYear, schemeOfYear } from "../../src/reports/report-of-year.ts";
import { questions } from "../../src/web/lessons/questions.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { keptForOffline, setUpAndUnlock, unlock } from "./walk.ts";

test("[LS2] an officer does the lessons without a network; what was done stays, one line is sealed for the institute and goes by itself, and home says so", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.found({ witnesses: 2, now: Date.now() });
  t.after(() => world.close());
  const border = await world.organisation("border-post", "Example Border Post");
  const institute = await world.organisation("training-institute", "Institute of Napkins");
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  const [[device], [teacher], [reviewer]] = [border.devices, institute.devices, ombudsman.devices];
  assert.ok(device && teacher && reviewer);
  await world.timekeeping.writeTime();
  await world.witness();
  const url = await serveRole(t, device, "Example Border Post");
  const browser = await openChromium(t);
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
  await page.getByText("That is sealed for Institute of Napkins. Nobody’s name is in it.").waitFor();
  await page
    .getByText("What was not sent yet stays sealed on this device and is sent by itself", { exact: false })
    .waitFor();
  assert.equal(world.host.tree.size, size, "nothing left the device");

  await browser.setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await until(() => world.host.tree.size === size + 1);
  await page.reload();
  await unlock(page);
  await page.locator(".lessons-row", { hasText: /Done on/ }).waitFor();
  assert.equal(world.host.tree.size, size + 1, "it is sealed once");

  await world.witness();
  const desk = await browser.newPage();
  await desk.setViewportSize({ width: 1280, height: 800 });
  await setUpAndUnlock(desk, await serveRole(t, teacher, "Institute of Napkins"));
  await desk.getByRole("button", { name: /number of lessons is not entered yet/ }).click();
  await desk.getByRole("button", { name: "Enter 1 number of lessons" }).click();
  await desk.getByRole("row", { name: /Border guards 1 Not entered/ }).waitFor();
  await desk.getByRole("button", { name: "Enter 1 number of lessons" }).click();
  await desk.getByRole("dialog").getByRole("button", { name: "Sign it and enter it" }).click();
  await desk.getByRole("heading", { name: "In the log" }).waitFor();
  await world.witness();

  // Whoever reviews has both, and the year's report counts it.
  const member = await world.member(reviewer);
  await world.settle(member);
  assert.deepEqual(
    member.lessons.counts.map(({ participants, entered }) => [participants, entered]),
    [[1, 1]],
  );
  const period = { year: new Date().getUTCFullYear(), kind: "calendar" } as const;
  const scheme = schemeOfYear(period) ?? assert.fail();
  const { facts } = reportOfYear(member.record.at() ?? assert.fail(), { period, scheme });
  const factValue = (key: string) => facts.find(({ definition }) => definition.key === key)?.now.value;
  assert.deepEqual(
    [factValue("persons-trained"), factValue("trained-by-lessons"), factValue("trainings")],
    [1, 1, null],
  );
});

async function finish(page: Page, right: string): Promise<void> {
  await page.locator(`#answer-${right}`).check();
  await page.getByRole("button", { name: "Check answer" }).click();
  await page.getByRole("button", { name: /^(Next lesson|All lessons)$/ }).click();
  await page.locator(`#answer-${right}`).waitFor({ state: "detached" });
}
