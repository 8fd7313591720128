// A laptop is stolen: from the telephone call to the safe state by screens alone, on three laptops of one shelter. The third one is invited, compared and enrolled by screens
// too, and how much is free is published from the first page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { exampleDraft, World } from "../support/world.ts";
import { desk, openPage, picture, setUpAndUnlock } from "./walk.ts";

test("[EN14] [EN14c] [EN14d] [SL4] a laptop is enrolled, stolen and revoked, and a new key is in use, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const border = await world.organisation("border-post", "Example Border Post");
  const service = await world.service(shelter, ["shelter-emergency"]);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const folder = temporaryFolder(t);
  const [director, colleague] = [await openDesk(t, shelter.devices[0]), await openDesk(t, shelter.devices[1])];

  // How much is free: two presses from the first page.
  await press(director.page, "One fewer: Chair and advice");
  await press(director.page, "Publish: 2 of 4 free");
  await director.page.getByText("Published.", { exact: false }).waitFor();
  await world.settle(officer);
  const listed = officer.directory
    .services({ wants: [], treatAsChild: false })
    .find((each) => each.service.id === service);
  assert.equal(listed?.service.capacity?.available, 2);

  // A third laptop is invited, makes its keys, and is enrolled by two administrators who compare one number.
  await openOurs(director.page);
  await press(director.page, "Invite a device");
  await director.page.getByLabel("It is for an administrator").check();
  const invitation = await director.page.getByLabel("Or as text, to copy").inputValue();
  const { page: laptop, shown, request } = await makeDevice(t, director.url, invitation, folder);
  await press(director.page, "Open a request or a file to sign");
  await director.page.locator("#given-file").setInputFiles(request);
  await press(director.page, "Look at it");
  await picture(director.page, "stolen-compare", "whole");
  assert.equal(await numberOn(director.page), shown, "the director and the new laptop see one number");
  await press(director.page, "Sign");
  await director.page.getByText("Compare the number first.").waitFor();
  await director.page.locator("#compared").check();
  await director.page.locator("#device-name").fill("Laptop of the night shift");
  await press(director.page, "Sign");
  await signSecond(director.page, colleague.page);
  await director.page.getByRole("button", { name: "To “Our organisation”" }).click();
  await goRound(world, director.page, colleague.page, laptop);
  await openOurs(director.page);
  await director.page.getByRole("heading", { name: "Laptop of the night shift" }).waitFor();
  await press(director.page, "Hand the keys over");
  await director.page.getByText("Handed over", { exact: false }).waitFor();
  await goRound(world, director.page, laptop);
  await laptop.locator(".pane-inbox").waitFor();

  // The telephone rings: that laptop is stolen.
  await director.page
    .getByRole("listitem")
    .filter({ hasText: "Laptop of the night shift" })
    .getByRole("button", { name: "Lost, stolen or given up" })
    .click();
  await picture(director.page, "stolen-question");
  await director.page.getByRole("button", { name: "Revoke it now" }).click();
  await director.page.getByText("Choose what happened.").waitFor();
  await director.page.getByLabel("It was stolen").check();
  await director.page.getByRole("button", { name: "Revoke it now" }).click();
  await director.page.getByText("“Laptop of the night shift” is revoked", { exact: false }).waitFor();
  await director.page.getByText("A new key is due", { exact: false }).waitFor();
  await picture(director.page, "stolen-key-due");
  await press(director.page, "Begin a new key");
  await director.page.locator("dialog").getByRole("button", { name: "Begin a new key" }).click();
  await director.page.getByRole("heading", { name: "Key 2 is made on this device." }).waitFor();
  await goRound(world, director.page, colleague.page);
  await signSecond(director.page, colleague.page);
  await press(director.page, "To “Our organisation”");
  await goRound(world, director.page, colleague.page);
  await openOurs(director.page);
  await press(director.page, "Hand the keys over");
  await director.page.getByText("Handed over", { exact: false }).waitFor();
  await goRound(world, director.page, colleague.page);
  await openOurs(colleague.page);
  await press(colleague.page, "Confirm the key");
  await colleague.page.getByText("Confirmed.").waitFor();
  await goRound(world, director.page, colleague.page, laptop);
  await director.page.getByText("Key 2 is in use.").waitFor();
  await picture(director.page, "stolen-safe", "whole");

  // What is sealed from now on the director reads, and the stolen laptop does not.
  await world.settle(officer);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  await goRound(world, director.page, laptop);
  await director.page.locator(".bar-name").click();
  await director.page.locator(".pane-inbox .row").first().waitFor();
  assert.equal(await laptop.locator(".pane-inbox .row").count(), 0);
});

async function openDesk(t: TestContext, secrets: Secrets | undefined): Promise<{ page: Page; url: string }> {
  const url = await serveRole(t, secrets ?? assert.fail(), "Example Shelter North");
  const page = await openPage(await openChromium(t), desk);
  await setUpAndUnlock(page, url);
  await page.locator(".pane-inbox").waitFor();
  return { page, url };
}

async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

async function openOurs(page: Page): Promise<void> {
  await press(page, "Settings");
  await press(page, "Our organisation");
  await page.getByRole("heading", { name: "Our organisation" }).waitFor();
}

async function numberOn(page: Page): Promise<string> {
  return (await page.locator(".words").innerText()).trim();
}

/** The second administrator opens what the first one's screen shows as text, compares the number, and sends it. */
async function signSecond(first: Page, second: Page): Promise<void> {
  const note = await first.getByLabel("Or as text, to copy").inputValue();
  const shown = await numberOn(first);
  await openOurs(second);
  await press(second, "Open a request or a file to sign");
  await second.locator("#given").fill(note);
  await press(second, "Look at it");
  assert.equal(await numberOn(second), shown, "both administrators see one number");
  await second.locator("#compared").check();
  await press(second, "Sign and send");
  await second.getByRole("heading", { name: "In the log.", exact: false }).waitFor();
  await press(second, "To “Our organisation”");
}

/** What these pages sent is in a witnessed log, and each of them has it. */
async function goRound(world: World, ...pages: readonly Page[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const page of pages) {
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await until(async () => (await page.locator(".bar-outbox").count()) === 0);
      await world.witness();
    }
  for (const page of pages) await page.evaluate(() => dispatchEvent(new Event("online")));
}

/** A new laptop follows an invitation up to its request, as a person does. */
async function makeDevice(t: TestContext, url: string, invitation: string, folder: string) {
  const page = await openPage(await openChromium(t), desk);
  await page.goto(url);
  await press(page, "I have an invitation");
  await page.locator("#invitation").fill(invitation);
  await press(page, "Read the invitation");
  await press(page, "Make the keys on this device");
  const words = (await numberOn(page)).replace(/\s+/g, " ");
  await press(page, "I have written them down");
  await page.locator("#confirm").fill(words);
  await page.locator("form [type=submit]").click();
  await page.getByRole("heading", { name: "Request of this device" }).waitFor();
  const download = page.waitForEvent("download");
  await press(page, "Save the request");
  const request = join(folder, "request");
  await (await download).saveAs(request);
  assert.ok(!readFileSync(request, "utf8").includes("SECRET"));
  return { page, shown: await numberOn(page), request };
}
