// A worker asks three services for help in a running case on a phone (FD16): in few taps, without a name; one cannot, two accept, and what was agreed to follows.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator } from "playwright-core";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { exampleDraft, World } from "../support/world.ts";
import { lookForNews, openPage, picture, setUpAndUnlock } from "./walk.ts";

test("[FD16] a bundle of three services is asked in 24 taps at most on a phone, each answers by itself, and the rows say how far each is", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const services = [
    await world.organisation("legal-aid", "Example Legal Aid"),
    await world.organisation("health", "Example Clinic"),
    await world.organisation("reintegration", "Example Job Office"),
  ];
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const helpers: Device[] = [];
  for (const { devices } of services) helpers.push(await world.member(devices[0] ?? assert.fail()));
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, colleague);
  const { caseId, referral } = colleague.cases.inbox[0] ?? assert.fail();
  await must(colleague.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(colleague);
  const url = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South");
  const page = await openPage(await openChromium(t), { width: 360, height: 740 });
  await setUpAndUnlock(page, url);
  await page.locator(".pane-inbox ul.rows button").first().click();
  await page.locator(".tab[data-tab=referral]").click();

  let taps = 0;
  const tap = async (target: Locator) => {
    taps += 1;
    await target.click();
  };
  const dialog = page.getByRole("dialog");
  const goOn = () => tap(dialog.getByRole("button", { name: "Continue" }));
  await tap(page.getByRole("button", { name: "Ask other services" }));
  assert.equal(await dialog.locator("input:checked").count(), 0, "nothing is ticked before");
  for (const name of ["Example Clinic", "Example Job Office", "Example Legal Aid"]) await tap(dialog.getByLabel(name));
  await picture(page, "refer-whom", "whole");
  await goOn();
  for (const need of ["medical", "job", "legal-advice"]) {
    taps += 2;
    await dialog.locator("#refer-need").selectOption(need);
    if (need === "medical") {
      // Safety is a question of its own, and a yes to it takes nothing from the other yes.
      const safety = dialog.locator("#refer-safety").getByRole("checkbox");
      assert.equal(await safety.isChecked(), false);
      await safety.check();
      await picture(page, "refer-service", "whole");
    }
    await goOn();
  }
  // The person reads their rights on the screen that is turned to them, and everything is as it was afterwards.
  await dialog.locator("#refer-language").selectOption("tg");
  const turnBack = async () => {
    await page.locator(".hold").dispatchEvent("pointerdown");
    await dialog.getByText("The person pressed", { exact: false }).waitFor();
  };
  // That they want to stop stands on the last page too; not of the taps, since the screen is turned once more.
  await dialog.getByRole("button", { name: "Show the rights" }).click();
  await page.locator('.hand-over[lang="tg"]').waitFor();
  await page.locator(".hand-over .plain.hero").click();
  await turnBack();
  await dialog.getByRole("button", { name: "Continue" }).click();
  for (const label of ["The person agrees", "Spoken", "Not needed"])
    await dialog.getByLabel(label, { exact: false }).first().check();
  await dialog.getByRole("button", { name: "Continue" }).click();
  await dialog.locator(".refer-check").waitFor();
  await dialog.getByText("The person pressed “I want to stop”.", { exact: false }).waitFor();
  await picture(page, "refer-stop", "whole");
  await dialog.getByRole("button", { name: "Ask now" }).click();
  const stop = page.getByRole("dialog", { name: "The person wanted to stop" });
  await stop.getByRole("button", { name: "The person now wants this: send" }).waitFor();
  await stop.getByRole("button", { name: "Back" }).click();
  assert.equal(await page.locator(".services > li").count(), 0, "nobody was asked");
  // What will be sent, to the person alone: to whom which help, and what follows.
  await dialog.getByRole("button", { name: "Show what will be sent" }).click();
  const sends = page.locator('.hand-over[lang="tg"]');
  await sends.getByRole("heading", { level: 1, name: "Чӣ фиристода мешавад" }).waitFor();
  assert.deepEqual((await sends.locator(".sends strong").allInnerTexts()).toSorted(), [
    "Example Clinic",
    "Example Job Office",
    "Example Legal Aid",
  ]);
  assert.match(await sends.innerText(), /бе ном.*[\s\S]*саломатии шумо[\s\S]*шумо кистед/);
  assert.equal(await sends.locator("ol").count(), 0, "the rights were read before");
  await picture(page, "refer-sends", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await page.locator(".hand-over .plain.hero").click();
  await turnBack();
  for (const _page of ["how", "rights"]) await dialog.getByRole("button", { name: "Back" }).click();
  await tap(dialog.getByRole("button", { name: "Show the rights" }));
  await page.locator('.hand-over[lang="tg"]').waitFor();
  await tap(page.locator(".hand-over .primary"));
  taps += 1;
  await turnBack();
  await picture(page, "refer-rights", "whole");
  await goOn();
  for (const label of ["The person agrees", "Spoken", "Not needed"])
    await tap(dialog.getByLabel(label, { exact: false }).first());
  await picture(page, "refer-how", "whole");
  await goOn();
  await dialog
    .getByText(/Once it accepts it reads: .*Health.*Safety|Once it accepts it reads: .*Safety.*Health/)
    .waitFor();
  await picture(page, "refer-check", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await tap(dialog.getByRole("button", { name: "Ask now" }));
  await page.locator(".services > li").nth(2).waitFor();
  assert.ok(taps <= 24, `${taps} taps`);
  await picture(page, "refer-rows", "whole");

  // The rows stand there once the page keeps what it asked; the host has it after its next round.
  await until(async () => {
    await world.witness();
    await world.settle(...helpers);
    return helpers.every((helper) => helper.cases.inbox.length > 0);
  });
  for (const [place, helper] of helpers.entries()) {
    const item = helper.cases.inbox[0] ?? assert.fail();
    const answer = place === 1 ? ({ verb: "decline", reason: "no-place" } as const) : ({ verb: "accept" } as const);
    await must(helper.cases.steps.answer(item.caseId, item.referral ?? "", answer));
  }
  await world.settle(...helpers);
  await lookForNews(page);
  await page.locator(".services").getByText("Not possible:", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Hand over the lead" }).first().waitFor();
  // All were received.
  await until(async () => (await page.getByRole("button", { name: "Recall the question" }).count()) === 0);
  await picture(page, "refer-answered", "whole");
  // What is not possible asks what comes next, and each choice leads there: to wait becomes a task.
  const next = page.locator(".services .next-of");
  assert.equal(await next.getByRole("button").count(), 4);
  await next.getByRole("button", { name: "Ask another service for the same" }).click();
  await dialog.locator("#refer-who").waitFor();
  await page.keyboard.press("Escape");
  await next.getByRole("button", { name: "Wait, and ask again on a day" }).click();
  assert.equal(await page.locator("#answer-what").inputValue(), "Ask again: Example Clinic, A doctor");
  await picture(page, "refer-wait", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await page.getByRole("button", { name: "In 7 days" }).click();
  const save = page.locator(".sheet-form [type=submit]");
  await save.click();
  await page.locator(".services").waitFor();
  assert.equal(await next.count(), 0, "it is decided");

  // FM24: a service outside the directory has a row by hand, and a letter that says nothing of what happened.
  await page.locator(".ask-outside").click();
  await page.locator("#answer-name").fill("Example Office");
  await page.locator("#answer-need").selectOption("documents");
  await page.locator("#answer-asked + .toggles button").first().click();
  await page.locator("#answer-named").getByText("No", { exact: true }).click();
  await picture(page, "refer-outside", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await save.click();
  const row = page.locator(".services .outside");
  await row.getByText("asked today", { exact: false }).waitFor();
  await row.getByRole("button", { name: "Letter" }).click();
  await dialog.locator(".own-page").waitFor();
  await dialog.locator("#letter-language").selectOption("fa");
  await dialog.locator(".own-page[dir=rtl]").getByText("مدارک", { exact: false }).waitFor();
  assert.doesNotMatch(await dialog.locator(".own-page").innerText(), /Test Person/);
  await picture(page, "refer-letter", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await page.keyboard.press("Escape");
  // The job office may know who: the page seals it once it has heard of the acceptance.
  await until(async () => {
    await world.witness();
    await world.settle(...helpers);
    return /Test Person 1/.test(JSON.stringify(helpers[2]?.cases.view(caseId)?.state.entries));
  });
  assert.doesNotMatch(JSON.stringify(helpers[1]?.cases.view(caseId)?.state.entries ?? []), /Test Person 1/);

  // FD16a: who helps with one thing warns, and does not say that the person is in no danger.
  const office = await openPage(await openChromium(t), { width: 360, height: 740 });
  await setUpAndUnlock(office, await serveRole(t, services[2]?.devices[1] ?? assert.fail(), "Example Job Office"));
  await office.locator(".pane-inbox ul.rows button").first().click();
  await office.locator(".say-danger").click();
  await office.locator("#say-danger input").first().waitFor();
  const offered = await office
    .locator("#say-danger input")
    .evaluateAll((all) => all.map((one) => one.getAttribute("value")));
  assert.deepEqual(offered, ["now", "unclear"]);
  await picture(office, "refer-warns", "whole");
  assert.deepEqual(await againstWcag(office), []);
});
