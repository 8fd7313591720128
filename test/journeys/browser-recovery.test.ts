// Both laptops of a shelter are burnt, and its cases are back on a new one, by screens alone: a key that is dealt, an archive, a request that two custodians sign, three days, two
// shares. In the same house burns a small shelter whose key is on a printed sheet. Before the fire somebody asks who should not: every screen is red, a custodian takes a no by hand,
// and a reader says no.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import jsqr from "jsqr";
import type { Page } from "playwright-core";
import { momentOf } from "../../src/core/moment.ts";
import { must } from "../../src/member/verb.ts";
import { signDirectoryNote } from "../../src/note/directory-note.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { chromiumPath } from "../support/chromium.ts";
import { askFor, cosigned, hour, newLaptopOf, say } from "../support/recovery.ts";
import { runPanoh } from "../support/run-panoh.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { until } from "../support/until.ts";
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

test("[KR1] [KR3] [KR4c] [KR7] [KR8b] [KR8c] both laptops burn and the cases are back on a new one by shares, or by a printed sheet, and a reader stops who asked before, by screens alone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  // The pages have this machine's clock: the log goes on to its present while three days pass.
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() - 75 * hour });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const border = await world.organisation("border-post", "Example Border Post");
  const custodians = [
    await world.organisation("legal-aid", "Example Legal Aid"),
    await world.organisation("health", "Example Clinic"),
  ];
  const small = await world.organisation("shelter", "Example Shelter South");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  for (const each of [shelter, small]) await must(officer.drafts.send(exampleDraft([each])));
  await world.settle(officer);
  const folder = temporaryFolder(t);
  const [seat = assert.fail()] = world.keys.seats;
  // The first one builds the program.
  const director = await openDesk(t, shelter.devices[0]);
  const [colleague, legal, clinic, south] = await Promise.all([
    openDesk(t, shelter.devices[1]),
    openDesk(t, custodians[0]?.devices[0], "Example Legal Aid"),
    openDesk(t, custodians[1]?.devices[0], "Example Clinic"),
    openDesk(t, small.devices[0], "Example Shelter South"),
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
  const archive = await saved(director.page, "Save the archive", join(folder, "archive.age"));

  // The small one has it on paper.
  await press(south.page, "Deal a recovery key");
  await south.page.getByLabel("A printed sheet with a passphrase").check();
  await press(south.page, "Make the sheet");
  await south.page.getByRole("heading", { name: "Recovery sheet" }).waitFor();
  const sheet = await south.page.locator(".sheet-key").innerText();
  const passphrase = await numberOn(south.page);
  await south.page.getByRole("img", { name: "The sheet as a code for a camera" }).waitFor();
  assert.equal((await readAsPrinted(south.page))?.trim(), sheet.trim(), "[KR1] the code on paper is the sheet");
  await picture(south.page, "recovery-sheet", "whole");
  await press(south.page, "Make the key and sign");
  await south.page.getByText("Print the sheet and write the passphrase down first.").waitFor();
  await south.page.locator("#deal-kept").check();
  await press(south.page, "Make the key and sign");
  const dealt = await south.page.getByLabel("Or as text, to copy").inputValue();
  await say(world, cosigned(dealt, deviceSigner(small.devices[1] ?? assert.fail())));
  await goRound(world, south.page);
  await south.page.locator(".bar-name").click();
  await south.page.getByText("The recovery key is on a printed sheet.", { exact: false }).waitFor();
  const southArchive = await saved(south.page, "Save the archive", join(folder, "south.age"));

  // Somebody asks who lost nothing: red on every screen, named on a locked one, stopped by hand at a custodian, and by one press for everybody.
  await press(colleague.page, "Lock");
  const hostile = await askFor(world, await newLaptopOf(world, shelter), seat);
  const veto = { request: hostile, reason: "We lost nothing." };
  const content = { kind: "recovery.veto", salt: "5a".repeat(16), at: momentOf(world.now), body: veto } as const;
  const shelters = shelter.devices.map(deviceSigner);
  await goRound(world, director.page, legal.page);
  // The host takes no veto yet.
  await legal.page.context().route("**/submit", (route) => route.abort());
  await legal.page.locator(".bar-name").click();
  await press(legal.page, "Somebody brought a no as a file");
  for (const [signer, answer] of [
    [seat, "This is no file of a no that holds"],
    [shelters[1] ?? assert.fail(), "A no that came by hand stops it here"],
  ] as const) {
    const no = join(folder, `${signer.name.slice(0, 7)}.note`);
    writeFileSync(no, signDirectoryNote(world.founding.origin, content, [signer]));
    await legal.page.locator("#veto-file").setInputFiles(no);
    await press(legal.page, "Take it");
    await legal.page.getByText(answer, { exact: false }).waitFor();
    await picture(legal.page, `recovery-no-${signer === seat ? "refused" : "taken"}`);
  }
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
  await legal.page.context().unroute("**/submit");

  // The night of the fire, and the morning after.
  for (const { page } of [director, colleague, south]) await page.context().close();
  await openOurs(legal.page);
  await press(legal.page, "They lost all their devices");
  const invitation = await legal.page.getByLabel("Or as text, to copy").inputValue();
  const { page: laptop } = await makeDevice(t, legal.url, invitation, folder);
  await laptop.getByText("No device of our organisation is left").click();
  const request = await saved(laptop, "Make the request", join(folder, "asking.note"));
  const number = /(?:[0-9a-f]{4} ){7}[0-9a-f]{4}/.exec(
    await laptop.getByText("The request is in your downloads.", { exact: false }).innerText(),
  )?.[0];
  await laptop.locator("#recover-signed").setInputFiles(request);
  await press(laptop, "Send the request");
  await laptop.getByText("Signatures are missing", { exact: false }).waitFor();
  await press(legal.page, "Open a request or a file to sign");
  await chooseText(legal.page, "#given-file", request, "#given");
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

  // Nobody holds a share of the small one: the council invites its new laptop, and a seat signs.
  const invited = join(folder, "south.invitation");
  const country = ["--founding", join(folder, "founding.note"), "--host", world.url];
  writeFileSync(country[1] ?? "", world.founding.note);
  const device = ["--organisation", small.id, "--role", "reader", "--admin", "--out", invited];
  assert.equal((await runPanoh(["enrol", "invite", ...country, ...device])).exit, 0);
  const other = (await makeDevice(t, legal.url, readFileSync(invited, "utf8"), folder)).page;
  await other.getByText("No device of our organisation is left").click();
  const unsigned = await saved(other, "Make the request", join(folder, "south-asking.note"));
  writeFileSync(unsigned, cosigned(readFileSync(unsigned, "utf8"), seat));
  await other.locator("#recover-signed").setInputFiles(unsigned);
  await press(other, "Send the request");
  await world.witness();
  await online(other);
  await other.getByRole("heading", { name: "Your organisation’s cases are asked for on this device" }).waitFor();

  // Three days later each custodian gives its share, after a question with the number; of the request that was stopped nobody gives any.
  await world.goOn(72 * hour);
  await world.goOn(hour);
  for (const { page } of [legal, clinic]) {
    await goRound(world, page);
    await page.locator(".bar-name").click();
    await page.getByText("Somebody said no: nothing is given.", { exact: false }).waitFor();
    // Once it has heard that the three days are over: one, and of the other request none.
    await page.getByRole("button", { name: "Give the share" }).first().waitFor();
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

  // The small one types what stands on paper: with another passphrase nothing happens.
  await online(other);
  await other.getByText("The three days are over.").waitFor();
  await other.locator("#recover-sheet").fill(sheet);
  await other.locator("#recover-files").setInputFiles(southArchive);
  await other.locator("#recover-words").fill(`${passphrase}s`);
  await press(other, "Bring the cases back");
  await other.getByText("The passphrase does not open this sheet.", { exact: false }).waitFor();
  await picture(other, "recovery-paper", "whole");
  await other.locator("#recover-words").fill(passphrase);
  await press(other, "Bring the cases back");
  await until(async () => {
    await world.witness();
    return (await other.locator(".pane-inbox .row").count()) === 1;
  });
});

/** Presses a button that saves a file; gives where it lies. */
async function saved(page: Page, button: string, path: string): Promise<string> {
  const saving = page.waitForEvent("download");
  await press(page, button);
  await (await saving).saveAs(path);
  return path;
}

async function online(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event("online")));
}

/** What is read of the code as it comes out of a printer. */
async function readAsPrinted(page: Page): Promise<string | null> {
  await page.emulateMedia({ media: "print" });
  const picture = (await page.locator(".qr").screenshot()).toString("base64");
  await page.emulateMedia({ media: null });
  const { grey, width, height } = await page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const { width, height } = image;
    const canvas = new OffscreenCanvas(width, height).getContext("2d");
    canvas?.drawImage(image, 0, 0);
    const pixels = canvas?.getImageData(0, 0, width, height).data ?? [];
    return { grey: Array.from(pixels).filter((_, at) => at % 4 === 0), width, height };
  }, picture);
  const pixels = new Uint8ClampedArray(grey.flatMap((one) => [one, one, one, 255]));
  return jsqr.default(pixels, width, height)?.data ?? null;
}
