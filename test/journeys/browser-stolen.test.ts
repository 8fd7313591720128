// A laptop is stolen: from the telephone call to the safe state by screens alone, on three laptops of one shelter. The third one is invited, compared and enrolled by screens
// too, and how much is free is published from the first page.
import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { must } from "../../src/member/verb.ts";
import { chromiumPath } from "../support/chromium.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exampleDraft, World } from "../support/world.ts";
import {
  chooseText,
  goRound,
  makeDevice,
  numberOn,
  openDesk,
  openOurs,
  press,
  signSecond,
} from "./organisation-walk.ts";
import { picture } from "./walk.ts";

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
  await chooseText(director.page, "#given-file", request, "#given");
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
  // The host takes no revocation yet: it is carried by hand.
  await director.page.context().route("**/submit", (route) => route.abort());
  await director.page.getByRole("button", { name: "Revoke it now" }).click();
  await director.page.getByText("Choose what happened.").waitFor();
  await director.page.getByLabel("It was stolen").check();
  await director.page.getByRole("button", { name: "Revoke it now" }).click();
  await director.page.getByText("“Laptop of the night shift” is revoked", { exact: false }).waitFor();
  await director.page.getByText("A new key is due", { exact: false }).waitFor();
  await picture(director.page, "stolen-key-due");
  const saving = director.page.waitForEvent("download");
  await press(director.page, "Save the revocation as a file");
  const revocation = join(folder, "revocation.note");
  await (await saving).saveAs(revocation);
  await colleague.page.locator(".bar-name").click();
  await press(colleague.page, "Open a carried file");
  await colleague.page.locator("#carried-file").setInputFiles(revocation);
  await press(colleague.page, "Open and pass on");
  await colleague.page.getByText("The revocation holds here from now on", { exact: false }).waitFor();
  await director.page.context().unroute("**/submit");
  await director.page.locator(".bar-name").click();
  await director.page.getByText("A new key is due", { exact: false }).waitFor();
  await picture(director.page, "stolen-first-page");
  await press(director.page, "Our organisation");
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
  await laptop.getByText("This device was revoked", { exact: false }).waitFor();
});
