// What several journeys do on the page "Our organisation": open it, compare a number, sign second, and set up a new laptop from an invitation.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TestContext } from "node:test";
import type { Page } from "playwright-core";
import type { Secrets } from "../../src/member/store/vault.ts";
import { openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import type { World } from "../support/world.ts";
import { desk, openPage, setUpAndUnlock } from "./walk.ts";

export async function openDesk(
  t: TestContext,
  secrets: Secrets | undefined,
  name = "Example Shelter North",
): Promise<{ page: Page; url: string }> {
  const url = await serveRole(t, secrets ?? assert.fail(), name);
  const page = await openPage(await openChromium(t), desk);
  await setUpAndUnlock(page, url);
  await page.locator(".pane-inbox").waitFor();
  return { page, url };
}

export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole("button", { name, exact: true }).click();
}

/** Chooses a file of which the page shows the text: it can be pressed once the text is there. */
export async function chooseText(page: Page, field: string, file: string, shown: string): Promise<void> {
  await page.locator(field).setInputFiles(file);
  await until(async () => (await page.locator(shown).inputValue()) !== "");
}

export async function openOurs(page: Page): Promise<void> {
  await press(page, "Settings");
  await press(page, "Our organisation");
  await page.getByRole("heading", { name: "Our organisation" }).waitFor();
}

export async function numberOn(page: Page): Promise<string> {
  return (await page.locator(".words").innerText()).trim();
}

/** The second administrator opens what the first one's screen shows as text, compares the number, and sends it. */
export async function signSecond(first: Page, second: Page): Promise<void> {
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
export async function goRound(world: World, ...pages: readonly Page[]): Promise<void> {
  for (let round = 0; round < 2; round++)
    for (const page of pages) {
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await until(async () => (await page.locator(".bar-outbox").count()) === 0);
      await world.witness();
    }
  for (const page of pages) await page.evaluate(() => dispatchEvent(new Event("online")));
}

/** A new laptop follows an invitation up to its request, as a person does. */
export async function makeDevice(t: TestContext, url: string, invitation: string, folder: string) {
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
