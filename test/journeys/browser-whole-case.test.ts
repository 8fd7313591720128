// A woman's case from a consulate to her own file, in a real browser against the real host, each organisation at its own screens: referred by a consul, sheltered, a lawyer,
// a clinic and a job office asked of which one cannot, reasonable grounds, identified, reflection, compensation, her life after three months, her file.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import type { Device } from "../../src/member/device.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World, type WorldOrganisation } from "../support/world.ts";
import { desk, Hand, lookForNews, openPage, phone, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const begin = Date.UTC(2026, 0, 15, 9, 10);
const name = "Test Person 1";

test("[FD2] [FD15] [FD16] [R13] a consul refers a woman; a shelter, a lawyer, a clinic and an authority each do their part at their screens; she gets her file", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: begin });
  const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const lawyers = await world.organisation("legal-aid", "Example Legal Aid");
  const clinic = await world.organisation("health", "Example Clinic");
  const work = await world.organisation("reintegration", "Example Job Office");
  const board = await world.organisation("competent-authority", "Example Authority");
  await world.service(shelter, ["shelter-emergency", "medical"]);
  // A second device of each provider hears what the first wrote: the other desk of the same organisation.
  const held = async ({ devices }: WorldOrganisation): Promise<Device> => world.member(devices[1] ?? assert.fail());
  const ofShelter = await held(shelter);
  const ofLawyers = await held(lawyers);
  const ofClinic = await held(clinic);
  const ofWork = await held(work);
  const ofBoard = await held(board);
  const browser = await openChromium(t);
  const open = async (role: WorldOrganisation, title: string, size = desk): Promise<Page> => {
    const page = await openPage(browser, size);
    await page.clock.setFixedTime(world.now);
    await setUpAndUnlock(page, await serveRole(t, role.devices[0] ?? assert.fail(), title));
    return page;
  };

  // The consul, on a phone.
  const consul = await open(consulate, "Example Consulate Gulf", phone);
  await writeReferral(consul, {
    name,
    safe: "Example: ask the consul on duty",
    narrative: "Example: the pay was kept.",
    receiver: "Example Shelter North",
    abroad: true,
  });
  await consul.getByRole("button", { name: "Send to Example Shelter North" }).click();
  await consul.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await world.witness();

  // The shelter accepts, meets, shelters.
  const north = await open(shelter, "Example Shelter North");
  const dialog = north.getByRole("dialog");
  await openCase(north);
  assert.equal(await north.getByText(name).count(), 0, "no name before the acceptance");
  await answer(north, "Accept");
  await world.witness();
  await north.getByText(name).first().waitFor();
  await answer(north, "Mark as met");
  await world.witness();
  await press(north, "A stay");
  await north.locator("#answer-kind input").first().check();
  await north.locator(".answer:has(#answer-from)").getByRole("button", { name: "Today", exact: true }).click();
  await save(north, "A stay");
  await seen(north, "Saved: A stay");
  await sendNow(north);

  // Three services are asked without a name.
  await north.locator(".tab[data-tab=referral]").click();
  await press(north, "Ask other services");
  for (const each of ["Example Clinic", "Example Job Office", "Example Legal Aid"])
    await dialog.getByLabel(each).check();
  const goOn = () => dialog.getByRole("button", { name: "Continue" }).click();
  await goOn();
  for (const [each, need] of [
    ["Example Clinic", "medical"],
    ["Example Job Office", "job"],
    ["Example Legal Aid", "legal-advice"],
  ]) {
    await dialog.getByText(`Which help is ${each} asked for?`).first().waitFor();
    await dialog.locator("#refer-need").selectOption(need ?? "");
    if (need === "legal-advice") await dialog.getByLabel("Who the person is · How to reach the person").check();
    await goOn();
  }
  await dialog.locator("#refer-language").selectOption("tg");
  await dialog.getByLabel("I have explained the rights", { exact: false }).check();
  await goOn();
  for (const label of ["The person agrees", "Spoken", "Not needed"])
    await dialog.getByLabel(label, { exact: false }).first().check();
  await goOn();
  await dialog.getByRole("button", { name: "Ask now" }).click();
  await north.locator(".services > li").nth(2).waitFor();
  assert.equal(await north.locator(".services").getByText("Not received yet", { exact: false }).count(), 3);
  await world.witness();

  // Each reads which help, and answers; the job office cannot.
  const doctor = await open(clinic, "Example Clinic", phone);
  const lawyer = await open(lawyers, "Example Legal Aid");
  const office = await open(work, "Example Job Office", phone);
  for (const [page, help] of [
    [doctor, "A doctor"],
    [lawyer, "Legal advice"],
    [office, "Work"],
  ] as const) {
    await openCase(page);
    await page.getByText(`You are asked for: ${help}.`, { exact: false }).waitFor();
    const asked = await page.locator("main").innerText();
    assert.match(asked, /What is asked[\s\S]*Which help[\s\S]*Age\s+18 or older[\s\S]*Тоҷикӣ/);
    assert.doesNotMatch(asked, /Test Person|pay was kept|officer|debt/i);
    if (page === office) await picture(page, "whole-asked", "whole");
  }
  await answer(doctor, "Accept", /You promise this help: A doctor\..*Example Shelter North sees “accepted”/);
  await answer(lawyer, "Accept", /You promise this help: Legal advice\./);
  await answer(
    office,
    "Decline",
    /Example Shelter North sees that it is not possible, and your reason/,
    "No place free",
  );
  await lawyer.getByText("What the person agreed to for you follows by itself.", { exact: false }).waitFor();
  await world.witness();
  await lookForNews(north);
  await north.getByText("Not possible: No place free.", { exact: false }).waitFor();
  await until(async () => (await north.getByRole("button", { name: "Hand over the lead" }).count()) === 2);
  await picture(north, "whole-services");
  await world.witness();
  await lookForNews(lawyer);
  await lawyer.getByText(name).first().waitFor();
  // The clinic, which may not read how to reach her, hears with whom to agree, and takes no consent back but its own.
  await lookForNews(doctor);
  await doctor.getByText("To meet the person, agree with Example Shelter North").waitFor();
  await doctor.locator(".tab[data-tab=referral]").click();
  const withdrawable = doctor.locator(".consents > li", { hasText: "Withdraw consent" });
  assert.deepEqual(new Set(await withdrawable.locator("strong").allInnerTexts()), new Set(["Example Clinic"]));
  await doctor.locator(".tab[data-tab=today]").click();
  // Others' questions are not read as our own.
  assert.equal(await lawyer.locator("dd", { hasText: /^Work$/ }).count(), 0);
  await world.settle(ofShelter, ofClinic, ofLawyers, ofWork);
  const caseId = ofShelter.cases.inbox[0]?.caseId ?? assert.fail();
  const saysName = (who: Device) =>
    /Test Person 1/.test(JSON.stringify([...(who.cases.view(caseId)?.contents.values() ?? [])]));
  assert.deepEqual([ofShelter, ofLawyers, ofClinic, ofWork].map(saysName), [true, true, false, false]);

  // The authority is brought in: grounds, then the decision.
  await press(north, "Bring in another organisation");
  await dialog.getByLabel("Example Authority").check();
  await goOn();
  await dialog.getByLabel("Language in which you talk with the person").selectOption("tg");
  await dialog.getByLabel("I have explained the rights").check();
  await goOn();
  for (const part of ["Who the person is", "Legal matters", "To help the person"])
    await dialog.getByLabel(part, { exact: false }).first().check();
  await goOn();
  for (const label of ["The person agrees", "Spoken", "Not needed"])
    await dialog.getByLabel(label, { exact: false }).first().check();
  await goOn();
  await dialog.getByRole("button", { name: "Seal it for Example Authority" }).click();
  await dialog.getByText("You cannot undo this", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await world.witness();
  const official = await open(board, "Example Authority");
  await openCase(official);
  await official.getByText("Decide about reasonable grounds first", { exact: false }).first().waitFor();
  assert.doesNotMatch(await official.locator("main").innerText(), /pay was kept|Shelter for the first days|on duty/);
  await press(official, "Reasonable grounds and reflection period");
  await official.locator("#answer-grounds").getByText("Yes", { exact: true }).click();
  const until30 = official.locator(".answer:has(#answer-until)");
  assert.equal(
    await until30.getByRole("button", { name: "Tomorrow" }).count(),
    0,
    "no day is offered that is too early",
  );
  await until30.getByRole("button", { name: "In 30 days" }).click();
  await save(official, "Reasonable grounds and reflection period");
  await official.getByText("Decide about formal identification.", { exact: false }).first().waitFor();
  const hand = new Hand();
  await hand.tap(official.getByRole("button", { name: "Formal identification", exact: true }));
  for (const [field, words] of [
    ["act", "Recruitment"],
    ["means", "Deception"],
    ["purpose", "Forced labour or services"],
    ["result", "A victim of trafficking"],
  ] as const)
    await hand.tap(official.locator(`#answer-${field}`).getByText(words, { exact: true }));
  await hand.type(official.locator("#answer-grounds"), "Example grounds.");
  await hand.tap(saveButton(official));
  await seen(official, "Saved: Formal identification");
  assert.ok(hand.taps <= 15, `${hand.taps} taps`);
  await world.witness();

  // The lawyer claims compensation.
  await lookForNews(lawyer);
  await press(lawyer, "Compensation");
  // Saved once it has heard that the authority reads along.
  await lawyer.locator(".pane-next").getByText("Example Authority", { exact: false }).waitFor();
  await lawyer.locator("#answer-pays").getByText("Employer", { exact: false }).first().click();
  await lawyer.locator("#answer-state").getByText("Asked for", { exact: true }).first().click();
  await save(lawyer, "Compensation");
  await sendNow(lawyer);
  await world.witness();

  // The shelter reads all of it, and others hold what they may.
  await lookForNews(north);
  await north.locator(".tab[data-tab=legal]").click();
  for (const words of ["A victim of trafficking", "Example grounds.", "14 February 2026", "Compensation"])
    await north.locator(".pane-case").getByText(words, { exact: true }).first().waitFor();
  await picture(north, "whole-legal");
  await world.settle(ofShelter, ofLawyers, ofClinic, ofBoard);
  const forms = (who: Device) =>
    (who.cases.sheets(caseId)?.sheets ?? [])
      .map(({ form }) => form)
      .filter((form) => ["reflection", "identification", "compensation", "stay"].includes(form))
      .sort();
  const legal = ["compensation", "identification", "reflection"];
  assert.deepEqual(forms(ofShelter), [...legal, "stay"].sort());
  assert.deepEqual(forms(ofLawyers), legal);
  assert.deepEqual(forms(ofBoard), legal);
  assert.deepEqual(forms(ofClinic), []);
  for (const who of [ofShelter, ofClinic])
    assert.equal(who.cases.view(caseId)?.state.statuses.at(-1)?.status, "formally-identified");
  assert.doesNotMatch(JSON.stringify(ofClinic.cases.view(caseId)?.state.statuses), /grounds/);

  // After three months her life is asked about, by the task that says so.
  await world.goOn(91 * 86_400_000, ofShelter);
  await north.clock.setFixedTime(world.now);
  await north.reload();
  await unlock(north);
  await openCase(north);
  await north.locator("header.today", { hasText: "Look at the risk · 90 days overdue" }).waitFor();
  await north.locator(".task", { hasText: "Ask how the person’s life is" }).first().click();
  await north.locator("#answer-way input[value=met]").check();
  await north.locator("#answer-safe-now input[value=safe]").check();
  await north.locator("#answer-exploited-again input[value=no]").check();
  await north.locator("#answer-outcomes-ask input[value=yes]").check();
  await north.locator("#answer-asked-by input[value=nobody-else]").check();
  await north.locator("#answer-home-suits input[value=yes]").check();
  await north.locator("#answer-doctor input").first().check();
  await picture(north, "whole-outcomes");
  await save(north, "Follow-up");
  await sendNow(north);

  // Her file, of what the shelter wrote.
  await press(north, "The person’s own file");
  await dialog.getByLabel("The whole").check();
  await goOn();
  await dialog.getByLabel("I have read all of it").check();
  await goOn();
  await dialog.locator(".own-preview .own-page").waitFor();
  const file = await dialog.locator(".own-preview").innerText();
  // In her language: the decision with its reason, and who could not help; not where she sleeps, nor what the lawyer wrote.
  assert.match(file, /Ҷой нест[\s\S]*Расман эътироф шуд[\s\S]*Test Person 1[\s\S]*Example grounds\./);
  assert.doesNotMatch(file, /Паноҳгоҳ барои рӯзҳои аввал|Корфармо/);
  await picture(north, "whole-file");
  await north.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await dialog.getByRole("button", { name: "Record it and print" }).click();
  await dialog.getByText("Recorded: the person’s own file was given.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await sendNow(north);
  await world.witness();
  await world.settle(ofShelter, ofLawyers, ofClinic, ofBoard);
  const has = (who: Device, form: string) => who.cases.sheets(caseId)?.sheets.some((sheet) => sheet.form === form);
  for (const form of ["follow-up", "own-file"])
    assert.deepEqual(
      [ofShelter, ofLawyers, ofClinic, ofBoard].map((who) => has(who, form)),
      [true, false, false, false],
    );
});

async function openCase(page: Page): Promise<void> {
  await page.locator(".pane-inbox ul.rows button").first().click();
  await page.getByRole("heading", { name: /^Today: / }).waitFor();
}

const press = (page: Page, button: string): Promise<void> =>
  page.getByRole("button", { name: button, exact: true }).first().click();

/** An answer of one press and one confirmation, which says what it promises. */
async function answer(page: Page, verb: string, says?: RegExp, reason?: string): Promise<void> {
  await press(page, verb);
  const dialog = page.getByRole("dialog");
  if (says !== undefined) assert.match(await dialog.innerText(), says);
  if (reason !== undefined) await dialog.getByLabel(reason).check();
  await dialog.getByRole("button", { name: verb, exact: true }).click();
  await dialog.waitFor({ state: "detached" });
}

/** What is saved leaves by the hour, or at a press (FM10). */
async function sendNow(page: Page): Promise<void> {
  await press(page, "Send now");
  await page.locator(".waiting-saves").waitFor({ state: "detached" });
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
}

const saveButton = (page: Page): Locator => page.getByRole("button", { name: "Save", exact: true });

async function save(page: Page, form: string): Promise<void> {
  await saveButton(page).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Saved: ${form}` })
    .first()
    .waitFor({ state: "attached" });
}

/** What is said beside the case stands where it is seen. */
async function seen(page: Page, words: string): Promise<void> {
  const line = page.locator(".case-news", { hasText: words });
  await line.waitFor();
  // It comes into view after it was drawn.
  await until(async () => {
    const [box, pane] = await Promise.all([line.boundingBox(), page.locator(".pane-next").boundingBox()]);
    return box !== null && pane !== null && box.y >= pane.y - 1;
  });
}
