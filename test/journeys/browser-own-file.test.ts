// A case worker gives a person their own file in a real browser: what is of other people is taken out, it is printed and nothing of the screen is, and it is sealed
// under words that open it on a page which makes no request. What was taken out is nowhere afterwards.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { findTraces } from "../hostile/support/traces.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { exampleDraft, World } from "../support/world.ts";
import { kept } from "./canary.ts";
import { desk, keptForOffline, openPage, phone, picture, setUpAndUnlock, unlock } from "./walk.ts";

const narrative = "Later Zarinamarker came with آقای کریمی to the example place.";

test("[OF3] [OF7] [OF7a] [OF8] [OF8a] [OF9] a person gets their own file on paper and sealed, which opens without a network, and the names that were taken out are nowhere", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const [deviceOfWorker, another] = shelter.devices;
  const colleague = await world.member(another ?? assert.fail());
  await must(colleague.drafts.send(exampleDraft([shelter], { narrative })));
  await world.settle(colleague);
  const browser = await openChromium(t, chromiumPath);
  const url = await serveRole(t, deviceOfWorker ?? assert.fail(), "Example Shelter South");
  const worker = await openPage(browser, desk);
  await setUpAndUnlock(worker, url);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByText("Test Person 1").first().waitFor();
  const dialog = worker.getByRole("dialog");
  const goOn = () => dialog.getByRole("button", { name: "Continue" }).click();

  // Before a file was given, the end of the help does not say that the person has one. Whoever prints the screen gets no screen.
  await worker.getByRole("button", { name: "End the help" }).click();
  await worker.locator("#answer-copy-given").waitFor();
  assert.equal(await worker.locator("#answer-copy-given input:checked").count(), 0);
  await worker.locator(".sheet-form .actions .link").click();
  await worker.locator("#sheet-title").waitFor({ state: "detached" });
  assert.deepEqual(await onPaper(worker), [
    "An open case is not printed from its screen. Print the person’s own file: on the screen of the case, “The person’s own file”.",
  ]);

  const beginAt = async (size: string) => {
    await worker.getByRole("button", { name: "The person’s own file" }).click();
    await dialog.getByLabel("Language of the file").selectOption("fa");
    await dialog.getByLabel(size).check();
    await goOn();
    await dialog.getByRole("heading", { name: "Take out what is of other people" }).waitFor();
  };
  await beginAt("The whole");
  assert.deepEqual(await againstWcag(worker), []);
  // The common words of Persian come a moment later, and with them its marks.
  const marks = dialog.locator("li:has-text('Zarinamarker') mark");
  await marks.getByText("کریمی", { exact: true }).waitFor();
  assert.deepEqual(await marks.allInnerTexts(), ["Later", "Zarinamarker", "کریمی"]);
  await goOn();
  await dialog.getByText("Read the texts and say so.").first().waitFor();
  await dialog.getByLabel("Zarinamarker", { exact: true }).check();
  await dialog.getByLabel("Another word").fill("Canarymarker کریمی");
  await dialog.getByRole("button", { name: "Take it out" }).click();
  // A lock that falls meanwhile shows nothing of it, keeps nothing, and records nothing; the case is as it was.
  await worker.getByRole("button", { name: "Lock", exact: true }).dispatchEvent("click");
  await worker.locator("#passphrase").waitFor();
  assert.doesNotMatch(await worker.locator("body").innerText(), /Zarinamarker|Canarymarker|example place/);
  assert.equal(await dialog.count(), 0);
  assert.deepEqual(findTraces(await kept(worker), ["Zarinamarker", "Canarymarker"]), []);
  await unlock(worker);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.locator(".tab[data-tab=team]").click();
  await worker.locator(".tab[data-tab=team][aria-current]").waitFor();
  assert.equal(await worker.getByText("Own file given").count(), 0, "nothing was given");
  await worker.locator(".tab[data-tab=today]").click();
  await beginAt("The whole");
  await dialog.getByLabel("Zarinamarker", { exact: true }).check();
  // Who leaves has taken nothing out, and nothing is kept of it.
  await dialog.getByRole("button", { name: "Cancel" }).click();
  assert.deepEqual(findTraces(await kept(worker), ["Zarinamarker", "Canarymarker"]), []);
  await beginAt("The whole");
  assert.equal(await dialog.getByLabel("Zarinamarker", { exact: true }).isChecked(), false);
  await dialog.getByLabel("Zarinamarker", { exact: true }).check();
  await dialog.getByLabel("کریمی", { exact: true }).check();
  await dialog.getByLabel("I have read all of it").check();
  await picture(worker, "own-file-read");
  await goOn();
  await dialog.locator(".own-preview .own-page[dir=rtl]").waitFor();
  const preview = await dialog.locator(".own-preview").innerText();
  assert.ok(preview.includes("Later […] came with آقای […] to the example place."));
  assert.ok(preview.includes("Test Person 1"));
  // A voice reads the page in its language, and each text in that of its letters, or in none of ours.
  const voices = await dialog
    .locator(".own-preview [lang]")
    .evaluateAll((all) => all.map((each) => `${each.localName} ${each.getAttribute("lang")}`));
  assert.equal(voices[0], "article fa");
  assert.ok(voices.includes("bdi fa") && voices.includes("bdi "), voices.join());
  assert.deepEqual(await againstWcag(worker), []);
  await picture(worker, "own-file-give");

  // The browser's own dialog would wait for a person.
  await worker.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await dialog.getByRole("button", { name: "Record it and print" }).click();
  await dialog.getByText("Recorded: the person’s own file was given.").waitFor();
  const [paper = "", ...more] = await onPaper(worker);
  assert.equal(more.length, 0);
  assert.equal(plain(paper), plain(preview), "paper and preview are one page");
  assert.match(await worker.title(), /^Example|^Panoh|^\(/, "the title is the program's again");
  await dialog.getByRole("button", { name: "Close" }).click();
  await worker.locator(".on-paper").waitFor({ state: "detached" });
  await worker.locator(".tab[data-tab=team]").click();
  await worker.getByText("Own file given").first().waitFor();
  await worker.locator(".tab[data-tab=today]").click();

  // Sealed, as a card: what is on it stands nowhere in the file, nor in its name.
  await worker.getByRole("button", { name: "The person’s own file" }).click();
  await dialog.getByLabel("A card").check();
  await goOn();
  await goOn();
  const coming = worker.waitForEvent("download");
  await dialog.getByRole("button", { name: "Record it and make a sealed file" }).click();
  const download = await coming;
  assert.match(download.suggestedFilename(), /^notes-\d{4}-\d\d-\d\d\.age$/);
  const file = join(temporaryFolder(t), download.suggestedFilename());
  await download.saveAs(file);
  assert.doesNotMatch(readFileSync(file, "utf8"), /example|traffick|panoh\.org/i);
  const words = (await dialog.locator(".words").innerText()).trim();
  await picture(worker, "own-file-words");
  assert.deepEqual(await againstWcag(worker), []);
  await dialog.getByRole("button", { name: "Close" }).click();
  assert.deepEqual(findTraces(await kept(worker), [words, "Zarinamarker"]), [], "neither words nor names rest here");
  await keptForOffline(worker, "desk");

  await opensWithoutNetwork(await openPage(browser, phone), url, file, words);

  // A wish for a correction is begun, and is a task once it is saved.
  await worker.getByRole("button", { name: "The person’s own file" }).click();
  await dialog.getByLabel("A card").check();
  await goOn();
  await goOn();
  await dialog.getByRole("button", { name: "Record it and print" }).click();
  await dialog.getByRole("button", { name: "The person wants something corrected" }).click();
  await worker.locator("#sheet-title", { hasText: "What the person says of the help" }).waitFor();
  for (const key of ["got-help", "felt-safe"]) await worker.locator(`#answer-${key} input[value=yes]`).check();
  await worker.locator(".sheet-form [type=submit]").click();
  await worker.locator("#sheet-title").waitFor({ state: "detached" });
  await worker.locator("details:has(.task) > summary").click();
  await worker.locator(".task", { hasText: "Answer what the person asks for" }).waitFor();
  await picture(worker, "own-file-correction");

  // The end of the help knows that the person has a copy.
  await worker.getByRole("button", { name: "End the help" }).click();
  assert.ok(await worker.locator("#answer-copy-given input[value=yes]").isChecked());
});

/** The page of the file, on a device that has the program: with the network cut, it opens what its words open, and nothing else. */
async function opensWithoutNetwork(page: Page, url: string, file: string, words: string): Promise<void> {
  await page.context().setOffline(true);
  const asked: string[] = [];
  await page.goto(`${url}/open.html`);
  assert.doesNotMatch(`${await page.title()} ${await page.locator("body").innerText()}`, /panoh|traffick|victim|case/i);
  assert.deepEqual(await againstWcag(page), []);
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("Choose a file first.").waitFor();
  const other = `${file}.txt`;
  writeFileSync(other, "a letter");
  await page.getByLabel("The file").setInputFiles(other);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("This file was not made for this page.").waitFor();
  await page.getByLabel("The file").setInputFiles(file);
  await page.getByLabel("The words").fill(`x${words.slice(1)}`);
  await page.getByRole("button", { name: "Open" }).click();
  await page.getByText("These words do not open this file.", { exact: false }).waitFor();
  assert.equal(await page.getByLabel("The words").inputValue(), `x${words.slice(1)}`, "nothing is lost");
  await page.getByLabel("The words").fill(` ${words.toUpperCase()}  `);
  await page.getByRole("button", { name: "Open" }).click();
  await page.locator(".own-page.card").waitFor();
  assert.deepEqual(await againstWcag(page), []);
  await picture(page, "own-file-opened");
  assert.deepEqual(asked, [], "it asks nobody for anything");
  // Who leaves the page and goes back finds nothing of it (OF8a).
  await page.evaluate(() => dispatchEvent(new Event("pagehide")));
  assert.equal(await page.locator(".own-page").count(), 0);
  assert.equal(await page.getByLabel("The words").inputValue(), "");
  await page.getByLabel("The file").setInputFiles(file);
  await page.getByLabel("The words").fill(words);
  await page.getByRole("button", { name: "Open" }).click();
  await page.locator(".own-page.card").waitFor();
  await page.getByRole("button", { name: "Close and forget" }).click();
  await page.getByLabel("The words").waitFor();
  assert.equal(await page.locator(".own-page").count(), 0);
  await page.context().setOffline(false);
  await page.close();
}

/** What would come out of a printer. */
async function onPaper(page: Page): Promise<readonly string[]> {
  await page.emulateMedia({ media: "print" });
  const text = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("body *")]
      .filter(
        (each) => each.checkVisibility() && each.matches(".on-paper, .printed-instead, .print-today, button, nav, h2"),
      )
      .filter((each) => each.closest(".on-paper") === null || each.matches(".on-paper"))
      .map((each) => each.innerText),
  );
  await page.emulateMedia({ media: "screen" });
  return text;
}

function plain(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
