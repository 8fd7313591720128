// A consul in the Gulf refers somebody who wants to go home, in a real browser against the real host: to an organisation on the spot and to one at
// home, of one draft. Both answer, and the phone distinguishes the two.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { desk, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

const gulfName = "Example Aid Organisation Gulf";
const northName = "Example Shelter North";

test("[FD2] [R22] a consul in the Gulf refers to an organisation there and to one at home, and both answer", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, browser, consulUrl, gulfUrl, northUrl } = await country(t);
  const consul = await openPage(browser, phone);
  await setUpAndUnlock(consul, consulUrl);
  await writeUpToWhere(consul);

  await consul.getByRole("heading", { level: 2, name: "Where the person is: United Arab Emirates" }).waitFor();
  const cards = consul.locator("#where li.card");
  assert.match(await cards.first().innerText(), new RegExp(gulfName), "[DR5] what is on the spot comes first");
  await choose(consul, gulfName);
  await choose(consul, northName);
  await consul.getByRole("button", { name: "Continue" }).click();
  assert.match(await consul.locator(".summary").innerText(), /another country whether the person agrees to that too/);
  for (const box of await consul
    .getByLabel("The person agrees that this is read in this country", { exact: false })
    .all())
    await box.check();
  await picture(consul, "abroad-where", "whole");
  await consul.getByRole("button", { name: "Continue" }).click();
  await consul.getByRole("heading", { level: 1, name: "Check and send" }).waitFor();
  const rows = await consul.locator(".check").innerText();
  assert.match(rows, new RegExp(`1\\. ${gulfName}[\\s\\S]*At home: ${northName}`));
  assert.match(rows, /18 to 29\s+Woman or girl\s+[\s\S]*United Arab Emirates/);
  await picture(consul, "abroad-check", "whole");
  await consul.getByRole("button", { name: /^Send to / }).click();
  await consul.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await world.witness();

  const gulf = await openPage(browser, desk);
  const north = await openPage(browser, desk);
  for (const [worker, url] of [
    [gulf, gulfUrl],
    [north, northUrl],
  ] as const) {
    await setUpAndUnlock(worker, url);
    await worker.locator(".pane-inbox ul.rows button").first().click();
    for (const known of ["Woman or girl", "18 to 29"]) await worker.getByText(known).first().waitFor();
    await picture(worker, url === gulfUrl ? "gulf-waiting" : "north-waiting");
    await accept(worker);
    await world.witness();
    await worker.getByText("Test Person 1").first().waitFor();
  }
  await gulf.locator('[data-tab="referral"]').click();
  await gulf.getByText("for a transfer abroad", { exact: false }).first().waitFor();

  await world.witness();
  await consul.getByRole("button", { name: "To the start page" }).click();
  const items = consul.locator("li.card.sent");
  for (const part of ["To organisations where the person is", "To an organisation at home"]) {
    const item = items.filter({ hasText: part });
    await consul.waitForFunction(
      ([selector, words]) => {
        dispatchEvent(new Event("online"));
        return [...document.querySelectorAll(selector ?? "")].some(
          (each) => each.textContent?.includes(words ?? "") && each.querySelector(".answer.good") !== null,
        );
      },
      ["li.card.sent", part],
      { polling: 500 },
    );
    assert.equal(await item.count(), 1);
  }
  await picture(consul, "abroad-answered", "whole");
  const shown = await consul.locator("body").innerText();
  for (const name of [gulfName, northName, "Test Person 1"]) assert.ok(!shown.includes(name), `[SL7] ${name}`);
});

/** Everything before "where to", in English. Nothing of the place is chosen: a consulate starts at its own country. */
async function writeUpToWhere(page: Page): Promise<void> {
  const next = async (title: string) => {
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
  };
  await page.getByRole("button", { name: "New referral" }).click();
  await page.getByLabel("Safe for now").check();
  await next("About the person");
  await page.getByLabel("18 or older").check();
  await page.getByLabel("18 to 29").check();
  await page.getByLabel("Woman or girl").check();
  await page.getByLabel("Language the person speaks best").selectOption("tg");
  assert.equal(await page.getByLabel("Country", { exact: true }).inputValue(), "AE");
  assert.equal(await page.locator("#first-line-place-region").count(), 0, "of this country no region is known");
  await next("What have you seen or heard?");
  await page.locator("fieldset#first-line-decision input").first().check();
  await next("What does the person want?");
  await page.getByLabel("A safe place tonight").check();
  await page.getByLabel("To go home safely").check();
  await next("Explain the person’s rights");
  await page.getByLabel("I have explained the rights to the person in another way").check();
  await next("Does the person agree?");
  for (const group of ["basis", "manner", "interpreter"]) await page.locator(`fieldset#${group} input`).first().check();
  await page.locator("fieldset#compartments input[value=who]").check();
  await next("Name and contact");
  await page.getByLabel("Given name").fill("Test Person 1");
  await page.locator("fieldset#person-name-is input").first().check();
  await next("Where to?");
}

async function choose(page: Page, name: string): Promise<void> {
  await page.locator("#where li.card").filter({ hasText: name }).getByRole("button", { name: "Choose" }).click();
  await page.getByLabel(`The person agrees that ${name} gets this`).check();
}

async function accept(page: Page): Promise<void> {
  await page.keyboard.press("a");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
}

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
  const gulf = await world.organisation("shelter", gulfName, "AE");
  const north = await world.organisation("shelter", northName);
  await world.service(gulf, ["shelter-emergency", "return"], {
    country: "AE",
    service_area: ["AE"],
    eligibility: ["women"],
  });
  await world.service(north, ["shelter-emergency", "vocational"]);
  const urls = [];
  for (const [organisation, name] of [
    [consulate, "Example Consulate Gulf"],
    [gulf, gulfName],
    [north, northName],
  ] as const)
    urls.push(await serveRole(t, organisation.devices[0] ?? assert.fail(), name));
  const [consulUrl = "", gulfUrl = "", northUrl = ""] = urls;
  return { world, consulUrl, gulfUrl, northUrl, browser: await openChromium(t) };
}
