// Both laptops of a shelter are burnt, and its cases are back on a new one, by screens alone: a key that is dealt, an archive, a request that two custodians sign, three days, two
// shares. Before the fire somebody asks who should not: every screen is red, and a reader says no.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { chromiumPath } from "../support/chromium.ts";
import { askFor, hour, newLaptopOf } from "../support/recovery.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
import { exampleDraft, World } from "../support/world.ts";
import { goRound, makeDevice, numberOn, openDesk, openOurs, press, signSecond } from "./organisation-walk.ts";
import { picture } from "./walk.ts";

test("[KR1] [KR3] [KR7] [KR8b] [KR8c] both laptops burn and the cases are back on a new one, and a reader stops who asked before, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  // The pages have this machine's clock: the log goes on to its present while three days pass.
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() - 75 * hour });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const border = await world.organisation("border-post", "Example Border Post");
  const custodians = [
    await world.organisation("legal-aid", "Example Legal Aid"),
    await world.organisation("health", "Example Clinic"),
  ];
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const folder = temporaryFolder(t);
  // The first one builds the program.
  const director = await openDesk(t, shelter.devices[0]);
  const [colleague, legal, clinic] = await Promise.all([
    openDesk(t, shelter.devices[1]),
    openDesk(t, custodians[0]?.devices[0], "Example Legal Aid"),
    openDesk(t, custodians[1]?.devices[0], "Example Clinic"),
  ]);

  // From the first page to a key in two shares.
  await director.page.getByText("No other organisation holds a share", { exact: false }).waitFor();
  await press(director.page, "Deal a recovery key");
  await press(director.page, "Make the key and sign");
  await director.page.getByText("Choose who keeps it", { exact: false }).waitFor();
  await director.page.getByLabel("Other organisations, each a share").check();
  await director.page.getByLabel("Example Legal Aid").check();
  await director.page.getByLabel("Example Clinic").check();
  await picture(director.page, "recovery-deal", "whole");
  await press(director.page, "Make the key and sign");
  await director.page.getByRole("heading", { name: "You have signed this.", exact: false }).waitFor();
  await signSecond(director.page, colleague.page);
  await goRound(world, director.page, colleague.page, legal.page, clinic.page);
  await director.page.locator(".bar-name").click();
  await press(director.page, "Ask the custodians");
  await goRound(world, director.page, legal.page, clinic.page, director.page);
  await director.page.getByText("2 of 2 custodians said this quarter", { exact: false }).waitFor();
  const saving = director.page.waitForEvent("download");
  await press(director.page, "Save the archive");
  const archive = join(folder, "archive.age");
  await (await saving).saveAs(archive);

  // Somebody asks who lost nothing: red on every screen, named on a locked one, and one press stops it.
  await press(colleague.page, "Lock");
  await askFor(world, await newLaptopOf(world, shelter), world.keys.seats[0] ?? assert.fail());
  await goRound(world, director.page);
  await colleague.page.evaluate(() => dispatchEvent(new Event("online")));
  await colleague.page.getByText("somebody asks for all cases of: Example Shelter North", { exact: false }).waitFor();
  await picture(colleague.page, "recovery-locked");
  await openOurs(director.page);
  await director.page.locator(".alarms .danger").waitFor();
  await picture(director.page, "recovery-red");
  await press(director.page, "Say no");
  await director.page.locator("dialog").getByRole("button", { name: "Say no" }).click();
  await goRound(world, director.page);
  await director.page.getByText("Somebody said no: nothing is given.", { exact: false }).waitFor();

  // The night of the fire, and the morning after.
  await director.page.context().close();
  await colleague.page.context().close();
  await openOurs(legal.page);
  await press(legal.page, "They lost all their devices");
  const invitation = await legal.page.getByLabel("Or as text, to copy").inputValue();
  const { page: laptop } = await makeDevice(t, legal.url, invitation, folder);
  await laptop.getByText("No device of our organisation is left").click();
  const asking = laptop.waitForEvent("download");
  await press(laptop, "Make the request");
  const request = join(folder, "asking.note");
  await (await asking).saveAs(request);
  const number = /(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/.exec(
    await laptop.getByText("The request is in your downloads.", { exact: false }).innerText(),
  )?.[0];
  await laptop.locator("#recover-signed").setInputFiles(request);
  await press(laptop, "Send the request");
  await laptop.getByText("Signatures are missing", { exact: false }).waitFor();
  await press(legal.page, "Open a request or a file to sign");
  await legal.page.locator("#given-file").setInputFiles(request);
  await press(legal.page, "Look at it");
  await picture(legal.page, "recovery-vouch", "whole");
  assert.equal(await numberOn(legal.page), number, "the custodian and the new laptop see one number");
  await legal.page.locator("#compared").check();
  await press(legal.page, "Sign");
  await legal.page.getByText("Signed. More signatures are needed", { exact: false }).waitFor();
  await signSecond(legal.page, clinic.page);
  await goRound(world, legal.page, clinic.page);
  await online(laptop);
  await laptop.getByRole("heading", { name: "Your organisation’s cases are asked for on this device" }).waitFor();

  // Three days later each custodian gives its share, after a question with the number; of the request that was stopped nobody gives any.
  await world.goOn(72 * hour);
  await world.goOn(hour);
  for (const { page } of [legal, clinic]) {
    await goRound(world, page);
    await page.locator(".bar-name").click();
    await page.getByText("Somebody said no: nothing is given.", { exact: false }).waitFor();
    assert.equal(await page.getByRole("button", { name: "Give the share" }).count(), 1);
    await press(page, "Give the share");
    await page
      .locator("dialog")
      .getByText(number ?? assert.fail(), { exact: false })
      .waitFor();
    await page.locator("dialog").getByRole("button", { name: "Give the share" }).click();
  }
  await goRound(world, legal.page, clinic.page);
  await online(laptop);
  await laptop.getByText("2 of 2 shares were given", { exact: false }).waitFor();
  assert.equal(await numberOn(laptop), number);
  await laptop.locator("#recover-files").setInputFiles(archive);
  await press(laptop, "Bring the cases back");
  await until(async () => {
    await world.witness();
    return (await laptop.locator(".pane-inbox .row").count()) === 1;
  });
  await laptop.getByText("Deal a new recovery key", { exact: false }).waitFor();
  await picture(laptop, "recovery-back");
});

async function online(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event("online")));
}
