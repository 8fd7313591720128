// A provider starts a case in a real browser, against the real host: a hotline its own, and one that it refers and follows; danger said anew, help
// that ends and goes on.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { desk, openPage, phone, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

test("[FD9] a hotline opens a case of its own at the desk: met, in danger, ended, and the help goes on; nobody else learns of it", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, shelter, hotlineUrl, browser } = await country(t);
  const page = await openPage(browser, desk);
  await setUpAndUnlock(page, hotlineUrl);
  await writeReferral(page, { name: "Test Person 1", safe: "only after 18:00", receiver: "own" });
  await page.getByText("No other organisation can read it.", { exact: false }).waitFor();
  await picture(page, "own-check", "whole");
  await page.getByRole("button", { name: "Open the case" }).click();
  await page.getByRole("heading", { name: /Today: Own case/ }).waitFor();
  await page.getByText("Test Person 1").first().waitFor();
  await picture(page, "own-opened", "whole");
  await world.witness();
  await page.getByRole("button", { name: "Mark as met" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as met" }).click();
  await page.getByRole("dialog").waitFor({ state: "detached" });

  await page.getByText("when the case was opened", { exact: false }).first().waitFor();
  await page.getByRole("button", { name: "Say how it is now" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("In danger now").check();
  await dialog.getByRole("button", { name: "Record it" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.getByText(/In danger now · said by Example Hotline/).waitFor();
  await page.locator(".pane-inbox .row .mark-word.danger").waitFor();
  await picture(page, "own-danger", "whole");

  const end = page.locator(".next-step").getByRole("button", { name: "End the help" });
  assert.ok(!(await end.evaluate((button) => button.classList.contains("primary"))), "not the one green button");
  await end.click();
  const form = page.locator(".sheet-form");
  await form.getByText("Everybody in the case sees that your help has ended", { exact: false }).waitFor();
  await form.getByLabel("Goal reached", { exact: false }).check();
  await form.getByRole("button", { name: "End the help" }).click();
  await picture(page, "own-end", "whole");
  await form.getByRole("button", { name: "Save without these answers" }).click();
  await page.locator(".next-step").getByRole("button", { name: "The help goes on" }).click();
  await dialog.getByLabel("The person came back").check();
  await dialog.getByRole("button", { name: "The help goes on" }).click();
  await dialog.waitFor({ state: "detached" });
  await page.locator(".next-step").getByRole("button", { name: "End the help" }).waitFor();
  await world.witness();
  const other = await world.member(shelter.devices[1] ?? assert.fail());
  await world.settle(other);
  assert.deepEqual(other.cases.inbox, []);
});

test("[FD9] a hotline refers a person to a shelter, keeps the case in its list, and reads there what the shelter answers", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, shelter, hotlineUrl, browser } = await country(t);
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const page = await openPage(browser, phone);
  await setUpAndUnlock(page, hotlineUrl);
  await writeReferral(page, { name: "Test Person 2", safe: "no message", receiver: "Example Shelter North" });
  await page.getByText("their answers come there", { exact: false }).waitFor();
  await page.getByRole("button", { name: /^Send to Example Shelter North/ }).click();
  await page.getByRole("heading", { name: /Today: Referred, no answer yet/ }).waitFor();
  await picture(page, "asked", "whole");
  await world.witness();
  await until(async () => {
    await world.settle(worker);
    return worker.cases.inbox.length === 1;
  });
  const [item] = worker.cases.inbox;
  await must(worker.cases.steps.answer(item?.caseId ?? "", item?.referral ?? "", { verb: "accept" }));
  await world.settle(worker);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByRole("heading", { name: /Today: Referred, accepted/ }).waitFor();
  await page.getByRole("button", { name: "Cases" }).first().click();
  await page.locator(".pane-inbox .row").filter({ hasText: "Referred, accepted" }).waitFor();
  await page.getByText("opened by us").waitFor();
  await picture(page, "asked-list", "whole");
});

test("[FD9][EN3] a case that was begun at the desk stays after a lock, can be taken up again, and is erased on wish", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { hotlineUrl, browser } = await country(t);
  const page = await openPage(browser, desk);
  await setUpAndUnlock(page, hotlineUrl);
  await page.getByRole("button", { name: "New case" }).click();
  await page.getByLabel("Safety unclear").check();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Keep for later" }).click();
  await page.getByRole("button", { name: "Lock" }).click();
  await unlock(page);
  await page.getByRole("button", { name: /^Continue the new case/ }).click();
  await page.getByRole("heading", { level: 1, name: "About the person" }).waitFor();
  await page.getByRole("button", { name: "Stop" }).click();
  await page.getByRole("button", { name: "Erase it" }).click();
  await page.getByRole("button", { name: "New case" }).waitFor();
  assert.equal(await page.getByRole("button", { name: /^Continue the new case/ }).count(), 0);
});

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const hotline = await world.organisation("hotline", "Example Hotline");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  await world.service(shelter, ["shelter-emergency"]);
  const hotlineUrl = await serveRole(t, hotline.devices[0] ?? assert.fail(), "Example Hotline");
  return { world, shelter, hotlineUrl, browser: await openChromium(t) };
}
