// A legal aid worker's day in a real browser, in a case that a shelter shared with her: what is due, a hearing, a note, a claim, her part of the list, the search, her
// cases to a colleague, and the person's own file. What she wrote is at the shelter, and of her working notes nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { caseMark } from "../../src/core/case/mark.ts";
import type { Compartment } from "../../src/core/entry-kind.ts";
import { addDays } from "../../src/core/form/calendar-day.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft, World } from "../support/world.ts";
import { consentFor } from "../support/world-draft.ts";
import { desk, openPage, picture, setUpAndUnlock } from "./walk.ts";

const begin = Date.UTC(2026, 0, 15, 9, 10);
const dayOf = (n: number) => addDays("2026-01-15", n);

test("[FD11g] [FM9h] [EN13c] [R13] a legal aid worker's day in a case that was shared: tasks, hearing, note, claim, own part of the list, search, handing over, the person's file", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: begin });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const lawyers = await world.organisation("legal-aid", "Example Legal Aid");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const worker = await world.member(shelter.devices[0] ?? assert.fail());
  const colleague = await world.member(lawyers.devices[1] ?? assert.fail());

  // A shelter shares one case, and another one is the lawyers' own referral, of a colleague.
  const { consent = {}, choices = [], ...draft } = exampleDraft([shelter], { narrative: "Example: the pay was kept." });
  const withLegal = <T extends { readonly compartments?: readonly Compartment[] }>(of: T) => ({
    ...of,
    compartments: [...(of.compartments ?? []), "legal" as const],
  });
  await must(officer.drafts.send({ ...draft, consent: withLegal(consent), choices: choices.map(withLegal) }));
  await world.settle(officer, worker);
  const shared = worker.cases.inbox[0] ?? assert.fail();
  const { caseId } = shared;
  for (const verb of ["accept", "meet"] as const)
    await must(worker.cases.steps.answer(caseId, shared.referral ?? "", { verb }));
  await must(
    worker.cases.saveSheet(caseId, {
      form: "note",
      set: { on: dayOf(0), kind: "visit", words: "Example: shelter note" },
    }),
  );
  await must(
    worker.cases.saveSheet(caseId, {
      form: "reflection",
      set: { on: dayOf(-28), grounds: "yes", until: dayOf(2), "paper-given": true },
    }),
  );
  await must(worker.cases.consents.grant(caseId, consentFor(lawyers.id, ["referral", "identity", "contact", "legal"])));
  await world.settle(worker, colleague);
  await must(officer.drafts.send(exampleDraft([lawyers], { name: "Test Person 2" })));
  await world.settle(officer, colleague);
  const own = colleague.cases.inbox.find((item) => item.caseId !== caseId) ?? assert.fail();
  await must(colleague.cases.steps.answer(own.caseId, own.referral ?? "", { verb: "accept" }));
  await must(colleague.cases.saveSheet(own.caseId, { form: "assign", set: { on: dayOf(0), worker: "Desk 2" } }));
  await world.settle(colleague);

  const browser = await openChromium(t);
  const page = await openPage(browser, desk);
  await page.clock.setFixedTime(world.now);
  await setUpAndUnlock(page, await serveRole(t, lawyers.devices[0] ?? assert.fail(), "Example Legal Aid"));
  const mark = caseMark(caseId);
  const row = page.locator(".pane-inbox ul.rows .row", { hasText: mark });
  await row.getByText("Shared with us").waitFor();

  // What is due, in all cases by day; a line opens its form.
  await page.getByRole("button", { name: "Tasks" }).click();
  const due = page.locator(".pane-inbox .task", { hasText: mark });
  await due.filter({ hasText: "The reflection period ends" }).waitFor();
  assert.equal(await due.filter({ hasText: "Meet the person" }).count(), 0, "who accepted meets the person");
  await picture(page, "lawyer-tasks");
  await page.getByRole("button", { name: "Cases" }).click();

  // The case, by who has it.
  await row.click();
  await page.getByRole("heading", { name: /^Today: Shared with us/ }).waitFor();
  await page.getByText("Test Person 1").first().waitFor();
  const shown = await page.locator("main").innerText();
  assert.doesNotMatch(shown, /pay was kept|shelter note/);
  await page.locator(".case-worker").getByRole("button").click();
  await page.locator("#answer-worker").fill("Desk 1");
  await save(page, "Who has the case");

  // A hearing, at one press from the case, and then due.
  const often = page.locator(".add-sheet > ul.forms");
  assert.deepEqual((await often.getByRole("button").allInnerTexts()).slice(0, 2), [
    "Proceedings and protection",
    "Compensation",
  ]);
  await often.getByRole("button", { name: "Proceedings and protection" }).click();
  await page.locator("#answer-wish input[value=yes]").check();
  await page.locator(".answer:has(#answer-next-hearing)").getByRole("button", { name: "In 7 days" }).click();
  await save(page, "Proceedings and protection");
  // The reminder opens what was recorded; the day of the hearing is moved there, and the reminder with it.
  const hearing = page.locator(".pane-case .task", { hasText: "Hearing" });
  await hearing.click();
  assert.ok(await page.locator("#answer-wish input[value=yes]").isChecked());
  await picture(page, "lawyer-hearing", "whole");
  await page.locator(".answer:has(#answer-next-hearing)").getByRole("button", { name: "In 30 days" }).click();
  await page.locator("#why input[value=changed]").check();
  await save(page, "Proceedings and protection");
  await page.locator(".pane-case details summary", { hasText: "later" }).click();
  await hearing.getByText("14 February 2026", { exact: false }).waitFor();
  await hearing.click();
  await page.locator("#answer-prepared input[value=yes]").check();
  await save(page, "Proceedings and protection");

  // A working note, and a claim.
  await page.locator("#note").fill("Example: lawyer note");
  await page.getByRole("button", { name: "Visit", exact: true }).click();
  await page.getByRole("button", { name: "Save the note" }).click();
  await page.locator(".case-news", { hasText: "Saved." }).waitFor();
  await often.getByRole("button", { name: "Compensation" }).click();
  await page.locator("#answer-pays").getByText("Employer", { exact: true }).click();
  await page.locator("#answer-state").getByText("Asked for", { exact: true }).click();
  await save(page, "Compensation");
  await sendNow(page);
  await picture(page, "lawyer-case");

  // Her part of the list, and the search by mark, and by name in what was shared. A row that the browser has not painted yet has no inner text.
  const marks = async () => (await page.locator(".pane-inbox ul.rows .row .case-mark").allTextContents()).toSorted();
  const both = [mark, caseMark(own.caseId)].toSorted();
  assert.deepEqual(await marks(), both);
  const mine = page.getByRole("combobox", { name: "Worker" });
  await mine.selectOption("of Desk 1");
  assert.deepEqual(await marks(), [mark]);
  await mine.selectOption("all");
  await page.locator("#find").fill(mark.toLowerCase());
  assert.deepEqual(await marks(), [mark]);
  await page.locator("#find").fill("Test Person 1");
  await page.locator("#find").press("Enter");
  await page.getByText("Cases with this name: 1.", { exact: false }).waitFor();
  assert.deepEqual(await marks(), [mark]);
  await picture(page, "lawyer-search");
  await page.locator("#find").fill("");

  // Her cases to the colleague.
  await page.getByRole("button", { name: "Hand over all cases of a worker" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.locator("#handover-from").selectOption("Desk 1");
  await dialog.getByRole("button", { name: "Desk 2" }).click();
  await dialog.getByRole("button", { name: "Hand over", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await mine.selectOption("of Desk 2");
  assert.deepEqual(await marks(), both);
  await mine.selectOption("all");

  // The person's own file, of what the lawyer wrote.
  await row.click();
  await page.getByRole("button", { name: "The person’s own file" }).click();
  await dialog.getByLabel("Language of the file").selectOption("en");
  await dialog.getByLabel("The whole").check();
  await goOn(page);
  if ((await dialog.locator(".own-preview").count()) === 0) {
    const hasRead = dialog.getByLabel("I have read all of it");
    if ((await hasRead.count()) > 0) await hasRead.check();
    await goOn(page);
  }
  await dialog.locator(".own-preview .own-page").waitFor();
  const file = await dialog.locator(".own-preview").innerText();
  for (const words of ["Compensation", "Employer", "Example Legal Aid", "A place to sleep"])
    assert.ok(file.includes(words), words);
  // OF2: the shelter is where the person sleeps.
  assert.doesNotMatch(file, /Example Shelter North|lawyer note|shelter note|pay was kept|Desk [12]/);
  await picture(page, "lawyer-file");
  await page.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await dialog.getByRole("button", { name: "Record it and print" }).click();
  await dialog.getByText("Recorded: the person’s own file was given.").waitFor();
  await dialog.getByRole("button", { name: "Close" }).click();
  await sendNow(page);

  // What is at each desk.
  await world.witness();
  await world.settle(colleague, worker);
  const forms = (who: Device) =>
    [...new Set((who.cases.sheets(caseId)?.sheets ?? []).map(({ form }) => form))]
      .filter((form) => ["note", "justice", "compensation", "assign", "own-file"].includes(form))
      .toSorted();
  assert.deepEqual(forms(colleague), ["assign", "compensation", "justice", "note", "own-file"]);
  assert.deepEqual(forms(worker), ["compensation", "justice", "note"]);
  const words = (who: Device) => JSON.stringify([...(who.cases.view(caseId)?.contents.values() ?? [])]);
  assert.match(words(worker), /shelter note/);
  assert.doesNotMatch(words(worker), /lawyer note|Desk [12]/);
  assert.doesNotMatch(words(colleague), /shelter note/);
  assert.equal(colleague.cases.sheets(caseId)?.worker, "Desk 2");
  const looks = worker.cases
    .view(caseId)
    ?.state.entries.filter(({ content }) => "kind" in content && content.kind === "opened");
  assert.ok(
    looks?.every(({ organisation }) => organisation === shelter.id),
    "who looked stays in its organisation",
  );
});

/** What is saved leaves by the hour, or at a press (FM10). */
async function sendNow(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Send now" }).click();
  await page.locator(".waiting-saves").waitFor({ state: "detached" });
  await page.locator(".bar-outbox").waitFor({ state: "detached" });
}

const goOn = (page: Page): Promise<void> => page.getByRole("dialog").getByRole("button", { name: "Continue" }).click();

async function save(page: Page, form: string): Promise<void> {
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Saved: ${form}` })
    .first()
    .waitFor({ state: "attached" });
}
