// A case worker brings a legal aid into a case in a real browser, against the real host: the lawyer reads what the person agreed to and
// nothing else, and when the person withdraws it and says so themselves, what the lawyer held is erased and everyone sees it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft, World } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

test("[SL8][FD7] [FD7o] a legal aid is brought in, reads only what the person shares, erases the part that they take back, and all of it when they withdraw the consent", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, workerUrl, lawyerUrl, browser } = await referred(t);
  const worker = await openPage(browser, desk);
  await setUpAndUnlock(worker, workerUrl);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByRole("heading", { name: /Today/ }).waitFor();
  assert.equal(await worker.getByRole("button", { name: "Bring in another organisation" }).count(), 0);
  await worker.keyboard.press("a");
  await worker
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await world.witness();
  await worker.getByText("Test Person 1").first().waitFor();

  await worker.getByRole("button", { name: "Referral and consent" }).click();
  await worker.getByRole("button", { name: "Bring in another organisation" }).click();
  const dialog = worker.getByRole("dialog");
  const goOn = () => dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.getByLabel("Example Legal Aid").check();
  await goOn();
  await dialog.getByLabel("Language in which you talk with the person").selectOption("tg");
  // The rights are read on the screen that is turned to the person, who presses that they want to stop.
  await dialog.getByRole("button", { name: "Show the rights" }).click();
  await worker.locator('.hand-over[lang="tg"] .plain.hero').click();
  await worker.locator(".hold").dispatchEvent("pointerdown");
  await dialog.getByText("The person pressed “I want to stop”.", { exact: false }).waitFor();
  await goOn();
  await dialog.getByLabel("Who the person is · How to reach the person").check();
  await dialog.getByLabel("To help the person").check();
  await goOn();
  await dialog.getByLabel("The person agrees").check();
  await dialog.getByLabel("Spoken").check();
  await dialog.getByLabel("Not needed").check();
  await goOn();
  await dialog.getByRole("heading", { name: "Example Legal Aid will be able to read" }).waitFor();
  assert.deepEqual(await partsIn(dialog.locator(".can")), ["referral", "identity", "contact"]);
  assert.deepEqual(await partsIn(dialog.locator(".cannot")), [
    "narrative",
    "health",
    "legal",
    "support",
    "safety",
    "notes",
  ]);
  await dialog.getByText("The person pressed “I want to stop”.", { exact: false }).waitFor();
  await picture(worker, "grant-check");
  // It asks once more before anything is sealed, and seals nothing for who goes back.
  const stop = worker.getByRole("dialog", { name: "The person wanted to stop" });
  const seal = dialog.getByRole("button", { name: "Seal it for Example Legal Aid" });
  await seal.click();
  await picture(worker, "grant-stop");
  await stop.getByRole("button", { name: "Back" }).click();
  await stop.waitFor({ state: "detached" });
  assert.equal(await worker.locator(".consents > li").filter({ hasText: "Example Legal Aid" }).count(), 0);
  await seal.click();
  await stop.getByRole("button", { name: "The person now wants this: send" }).click();
  await dialog.getByText("You cannot undo this; the person can withdraw consent.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await world.witness();

  const lawyer = await openPage(browser, phone);
  await setUpAndUnlock(lawyer, lawyerUrl);
  await lawyer.getByRole("button", { name: /Shared with us/ }).click();
  await lawyer.getByText("Example Shelter South brought us into this case", { exact: false }).waitFor();
  await lawyer.getByText("Test Person 1").first().waitFor();
  await picture(lawyer, "grant-lawyer");
  const shown = await lawyer.locator("main").innerText();
  assert.match(shown, /The person shares with us: The referral · Who the person is · How to reach the person\./);
  assert.match(shown, /stays closed to us: What happened · .* · Working notes\./);
  assert.ok(!shown.includes("kept by the example employer"), "no story");

  // FD11g: the lawyer works in the case as far as the person agreed, and has what is due; contact with the person is not asked for.
  const add = lawyer.locator(".add-sheet");
  await add.locator("summary").click();
  const offered = await add.getByRole("button").allInnerTexts();
  for (const form of ["Safe contact", "Person", "Note", "To do"]) assert.ok(offered.includes(form), form);
  for (const form of ["Risk", "A stay", "Help given", "Health"]) assert.ok(!offered.includes(form), form);
  await lawyer.getByRole("button", { name: "Who has the case" }).click();
  await lawyer.locator("#answer-worker").fill("Desk 1");
  await lawyer.getByRole("button", { name: "Save", exact: true }).click();
  await lawyer.locator(".case-worker").getByText("Desk 1").waitFor();
  await lawyer.locator(".tab[data-tab=person]").click();
  await lawyer.locator(".sheet-foot .link").first().waitFor();
  await picture(lawyer, "grant-lawyer-person", "whole");
  await lawyer.locator(".tab[data-tab=today]").click();

  // What is meant for the shelter alone stays so when it was said last, and the form is left.
  await worker.locator(".tab[data-tab=person]").click();
  const onlyUs = worker.getByLabel("Keep it within our organisation");
  for (const isSaid of [false, true]) {
    await worker.locator(".sheet-foot .link").first().click();
    await worker.locator("#sheet-title:focus").waitFor();
    assert.equal(await onlyUs.isChecked(), isSaid);
    if (!isSaid) {
      await worker.locator("#answer-given").fill("Test Person One");
      await onlyUs.check();
    }
    await worker.locator(".sheet-form .actions .link").click();
    await worker.locator("#sheet-title").waitFor({ state: "detached" });
  }
  await worker.locator(".tab[data-tab=referral]").click();

  // The person shares less: how to reach them goes at the lawyer's, who they are stays.
  const consent = worker.locator(".consents > li").filter({ hasText: "Example Legal Aid" }).last();
  assert.match(await lawyer.locator("main").innerText(), /example number/);
  await consent.getByRole("button", { name: "Share less" }).click();
  /** Held until it is done, however long the machine takes to count two seconds. */
  const hold = async (isDone: Promise<void>) => {
    await dialog.getByRole("button", { name: /^Hold for 2 seconds/ }).hover();
    await worker.mouse.down();
    await isDone;
    await worker.mouse.up();
  };
  await hold(dialog.getByText("Take at least one part out.", { exact: false }).first().waitFor());
  await dialog.getByLabel("How to reach the person").uncheck();
  await dialog.getByLabel("Spoken").check();
  await dialog.getByLabel("Not needed").check();
  const erases = dialog.getByText("erases what others wrote of this: How to reach the person.", { exact: false });
  await erases.waitFor();
  await picture(worker, "grant-narrow");
  await hold(dialog.waitFor({ state: "detached" }));
  await worker
    .getByText("Example Legal Aid has not confirmed yet that it erased what the person", { exact: false })
    .waitFor();
  await world.witness();
  await lookForNews(lawyer);
  await lawyer.getByText("We erased what others wrote", { exact: false }).waitFor();
  const left = await lawyer.locator("main").innerText();
  assert.ok(left.includes("Test Person 1") && !left.includes("example number"), "the rest stays");
  assert.match(left, /The person shares with us: The referral · Who the person is\./);
  await picture(lawyer, "grant-narrowed");
  await world.witness();
  await lookForNews(worker);
  await worker.getByText("confirms that it erased what the person does not share with it", { exact: false }).waitFor();

  await consent.getByRole("button", { name: "Withdraw consent" }).click();
  await dialog.getByRole("button", { name: "Record the withdrawal" }).click();
  await consent.getByText("Example Legal Aid can read what it has until", { exact: false }).waitFor();
  await world.witness();
  await lookForNews(lawyer);
  await lawyer.getByText("Sharing with us has stopped.").waitFor();
  assert.equal(await lawyer.getByText("You can work on this case", { exact: false }).count(), 0);
  await lawyer.getByText("We can read what we have until the withdrawal is confirmed", { exact: false }).waitFor();
  await lawyer.getByText("Test Person 1").first().waitFor();
  await picture(lawyer, "grant-stopped");
  await consent.getByRole("button", { name: "Confirm the withdrawal" }).click();
  await dialog.getByText("Then the program of Example Legal Aid erases", { exact: false }).waitFor();
  await hold(dialog.waitFor({ state: "detached" }));
  await worker.getByText("Example Legal Aid has not confirmed yet that it erased", { exact: false }).waitFor();
  await world.witness();

  await lookForNews(lawyer);
  await lawyer.getByText("We erased our data about the person at their wish", { exact: false }).waitFor();
  await picture(lawyer, "grant-erased");
  assert.equal(await lawyer.getByText("Test Person 1").count(), 0);
  await world.witness();
  await lookForNews(worker);
  await worker.getByText("Example Legal Aid confirms that it erased its data", { exact: false }).waitFor();
  await worker.getByText("Test Person 1").first().waitFor();
  await picture(worker, "grant-said");
});

async function referred(t: Parameters<typeof openChromium>[0]) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const [a, b, c] = [border.devices[0], shelter.devices[0], legal.devices[0]];
  assert.ok(a && b && c);
  const officer = await world.member(a);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer);
  const workerUrl = await serveRole(t, b, "Example Shelter South");
  const lawyerUrl = await serveRole(t, c, "Example Legal Aid");
  return { world, workerUrl, lawyerUrl, browser: await openChromium(t) };
}

const partsIn = (list: Locator) =>
  list.locator("[data-part]").evaluateAll((lines) => lines.map((line) => line.getAttribute("data-part")));
