// A case worker's day in a real browser, against the real host: help given, an appointment and a note on a phone, an answer that is changed, a sheet
// that is struck out, and what a colleague's device makes of it.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { sheetsSince } from "../support/since-referral.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { desk, Hand, openPage, phone, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

test("a worker enters help given in 12 taps and 3 texts at most, an appointment in 8, a note in 4, on a phone", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, colleague, caseId } = await ownCase(t, phone);
  const done = (form: string) =>
    page
      .getByRole("status")
      .filter({ hasText: `Saved: ${form}` })
      .first()
      .waitFor({ state: "attached" });
  await page.getByRole("button", { name: "Help given", exact: true }).waitFor();
  // Nothing of how to reach the person stands there as a bare word.
  await page.getByText("Who may notice: Only the person", { exact: false }).waitFor();
  await picture(page, "phone-case", "whole");

  const service = new Hand();
  await service.tap(page.getByRole("button", { name: "Help given", exact: true }));
  await page.getByRole("heading", { name: "Help given" }).waitFor();
  await service.choose(page.locator("#answer-kind"), "medical");
  await service.tap(page.locator("#answer-result").getByText("Given", { exact: true }));
  await picture(page, "phone-service", "whole");
  for (
    let pages = 0;
    pages < 3 && (await page.getByRole("button", { name: "Save", exact: true }).count()) === 0;
    pages++
  )
    await service.tap(page.getByRole("button", { name: "Continue" }));
  await service.tap(page.getByRole("button", { name: "Save", exact: true }));
  await done("Help given");
  assert.ok(service.taps <= 12 && service.texts <= 3, `help given: ${service.taps} taps, ${service.texts} texts`);

  const appointment = new Hand();
  await appointment.tap(page.getByRole("button", { name: "Appointment", exact: true }));
  await appointment.tap(page.locator("#answer-with").getByText("Doctor", { exact: true }));
  await appointment.tap(page.getByRole("button", { name: "Tomorrow", exact: true }));
  await picture(page, "phone-appointment", "whole");
  for (let pages = 0; pages < 3 && (await page.locator("#answer-person-agrees").count()) === 0; pages++)
    await appointment.tap(page.getByRole("button", { name: "Continue" }));
  await appointment.tap(page.locator("#answer-person-agrees").getByText("Yes", { exact: true }));
  for (
    let pages = 0;
    pages < 3 && (await page.getByRole("button", { name: "Save", exact: true }).count()) === 0;
    pages++
  )
    await appointment.tap(page.getByRole("button", { name: "Continue" }));
  await appointment.tap(page.getByRole("button", { name: "Save", exact: true }));
  await done("Appointment");
  assert.ok(appointment.taps <= 8 && appointment.texts <= 3, `appointment: ${appointment.taps} taps`);

  const note = new Hand();
  await note.type(page.locator("#note"), "Example note");
  await note.tap(page.getByRole("button", { name: "Visit", exact: true }));
  await note.tap(page.getByRole("button", { name: "Save the note" }));
  await until(async () => (await page.locator("#note").inputValue()) === "");
  assert.ok(note.taps <= 4, `note: ${note.taps} taps`);

  // FM10: they leave by the hour; who does not want to wait says so.
  await page.getByText("Saved here, not sent yet: 3").waitFor();
  await picture(page, "phone-waiting", "whole");
  await page.getByRole("button", { name: "Send now" }).click();
  await page.getByText("Saved here, not sent yet").waitFor({ state: "detached" });
  await until(async () => {
    await colleague.sync();
    return sheetsSince(colleague, caseId).length === 3;
  });
  const sheets = sheetsSince(colleague, caseId);
  assert.deepEqual(
    sheets.map(({ form, answers }) => [form, answers.get("kind")?.value ?? answers.get("with")?.value]),
    [
      ["service", "medical"],
      ["appointment", "doctor"],
      ["note", "visit"],
    ],
  );
});

test("[FM1] [FM1d] [FD10] at a desk what has no answer is named before it is saved, a draft survives a lock, a change says why, and a struck-out sheet stays in sight", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, colleague, caseId } = await ownCase(t, desk);
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  await page.locator("#answer-from").getByText("The trafficker", { exact: true }).click();
  await page.getByRole("button", { name: "Later: keep as a draft" }).click();
  await page.getByRole("button", { name: "Lock" }).click();
  await unlock(page);
  await page.locator(".pane-inbox .row").first().click();
  await page.getByRole("button", { name: /^Risk/ }).getByText("begun").waitFor();
  await page.getByRole("button", { name: /^Risk/ }).click();
  assert.ok(await page.locator("#answer-from input[value=trafficker]").isChecked(), "the draft is as it was left");
  await page.locator("#answer-level").getByText("Medium", { exact: true }).click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").getByText("No answer yet", { exact: false }).first().waitFor();
  await picture(page, "desk-risk-gaps", "whole");
  await page.getByRole("button", { name: "Save without these answers" }).click();
  await page.getByText("Saved: Risk").first().waitFor({ state: "attached" });

  await page
    .locator(".case-tabs")
    .getByRole("button", { name: /^Safety/ })
    .click();
  await page.locator(".sheet").getByText("Medium", { exact: true }).waitFor();
  await picture(page, "desk-safety", "whole");
  await page.getByRole("button", { name: "Change: Risk" }).click();
  await page.locator("#answer-level").getByText("High", { exact: true }).click();
  const below = await page
    .locator("#answer-level, #answer-reasons, #why")
    .evaluateAll((all) => all.map((each) => each.id));
  assert.deepEqual(below, ["answer-level", "why", "answer-reasons"], "[FM1d] it is asked where something was changed");
  await picture(page, "desk-why", "whole");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByRole("alert").getByText("Say why you change it.").waitFor();
  await page.getByLabel("It is different now").check();
  await page.getByRole("button", { name: "Save without these answers" }).click();
  await page.locator(".sheet dd > span").getByText("High", { exact: true }).waitFor();
  await page.getByText("Written 2 times").click();
  await page.locator(".history").getByText("It is different now", { exact: false }).waitFor();
  await picture(page, "desk-history", "whole");
  await until(async () => {
    await colleague.sync();
    const answer = sheetsSince(colleague, caseId)[0]?.answers.get("level");
    return answer?.value === "high" && answer.history.length === 2;
  });

  await page.getByRole("button", { name: "Change: Risk" }).click();
  await page.getByRole("button", { name: "Strike out", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Strike out for everybody" }).click();
  await page.getByText("Struck out. It does not count.").waitFor();
  await until(async () => {
    await colleague.sync();
    return sheetsSince(colleague, caseId)[0]?.struckOut === true;
  });
});

test("[FD10] two workers without a network answer differently, each in a browser: both see both answers, the safer one holds, and one press settles it for both", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { page, world, hotline } = await atHotline(t, desk);
  const other = await openPage(await openChromium(t), phone);
  await setUpAndUnlock(other, await serveRole(t, hotline.devices[1] ?? assert.fail(), "Example Hotline"));
  const workers = [page, other];
  const sync = (worker: Page) => worker.evaluate(() => dispatchEvent(new Event("online")));
  await world.witness();
  await sync(other);
  await other.locator(".pane-inbox .row").first().click();
  for (const worker of workers) {
    await worker
      .locator(".case-tabs")
      .getByRole("button", { name: /^Person/ })
      .click();
    await worker.getByRole("button", { name: "Change: Safe contact" }).click();
    await worker.context().setOffline(true);
  }
  for (const [worker, answer] of [
    [page, "Only if urgent"],
    [other, "Not any more"],
  ] as const) {
    await worker.locator("#answer-use").getByText(answer, { exact: true }).click();
    await worker.getByLabel("It is different now").check();
    await worker.getByRole("button", { name: "Save", exact: true }).click();
    await worker.getByText("Saved: Safe contact").first().waitFor({ state: "attached" });
  }
  for (const worker of workers) await worker.context().setOffline(false);
  await until(async () => {
    for (const worker of workers) await sync(worker);
    await world.witness();
    const seen = await Promise.all(workers.map((worker) => worker.getByText("two answers").count()));
    return seen.every((count) => count > 0);
  });
  for (const worker of workers) await worker.getByText("Not any more", { exact: true }).first().waitFor();
  await picture(page, "desk-two-answers", "whole");
  await page.getByRole("button", { name: "Change: Safe contact" }).click();
  await page.getByText("until one is chosen, the safer one counts", { exact: false }).waitFor();
  await picture(page, "desk-two-answers-form", "whole");
  await page.getByRole("button", { name: "Take this one" }).first().click();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await page.getByText("two answers").first().waitFor({ state: "detached" });
  await until(async () => {
    for (const worker of workers) await sync(worker);
    await world.witness();
    return (await other.getByText("two answers").count()) === 0;
  });
});

/** A hotline's own case, met, on the page. */
async function atHotline(t: TestContext, viewport: { width: number; height: number }) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const hotline = await world.organisation("hotline", "Example Hotline");
  const url = await serveRole(t, hotline.devices[0] ?? assert.fail(), "Example Hotline");
  const page = await openPage(await openChromium(t), viewport);
  await setUpAndUnlock(page, url);
  await writeReferral(page, { name: "Test Person 1", safe: "only after 18:00", receiver: "own" });
  await page.getByRole("button", { name: "Open the case" }).click();
  await page.getByRole("heading", { name: /Today: Own case/ }).waitFor();
  return { world, hotline, page };
}

/** The same, and a colleague's device that reads it too. */
async function ownCase(t: TestContext, viewport: { width: number; height: number }) {
  const { world, hotline, page } = await atHotline(t, viewport);
  const colleague = await world.member(hotline.devices[1] ?? assert.fail());
  await world.witness();
  await until(async () => {
    await world.settle(colleague);
    return colleague.cases.inbox.length === 1;
  });
  return { world, page, colleague, caseId: colleague.cases.inbox[0]?.caseId ?? assert.fail() };
}
