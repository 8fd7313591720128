// A competent authority's day in a real browser, on a phone, against the real host: it answers a referral, says that there are reasonable grounds, and decides.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { exampleDraft, World } from "../support/world.ts";
import { Hand, lookForNews, openPage, phone, picture, setUpAndUnlock, unlock } from "./walk.ts";

test("[FD15] an authority answers, says reasonable grounds, and identifies in 15 taps at most on a phone; only what it may do is shown", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now() });
  const police = await world.organisation("police", "Example Police Post");
  const board = await world.organisation("competent-authority", "Example Authority");
  const officer = await world.member(police.devices[0] ?? assert.fail());
  const colleague = await world.member(board.devices[1] ?? assert.fail());
  const draft = exampleDraft([board]);
  const { reach: _reach, story: _story, ...sheets } = draft.sheets ?? {};
  const { consent = assert.fail() } = draft;
  const compartments = ["referral", "identity"] as const;
  const choices = [{ organisation: board.id, compartments }];
  await must(officer.drafts.send({ ...draft, sheets, consent: { ...consent, compartments }, choices }));
  await world.settle(officer);
  const page = await openPage(await openChromium(t), phone);
  await setUpAndUnlock(page, await serveRole(t, board.devices[0] ?? assert.fail(), "Example Authority"));

  await page.locator(".pane-inbox ul.rows button").first().click();
  await page.getByText("Answer whether you will decide about this person.", { exact: false }).first().waitFor();
  assert.equal(await page.getByRole("button", { name: "Put on the waiting list" }).count(), 0);
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("You promise a decision.", { exact: false }).waitFor();
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await world.witness();
  await page.getByText("Decide about reasonable grounds first", { exact: false }).first().waitFor();
  for (const name of ["Person met", "Mark as met", "Bring in another organisation", "Help given", "Risk"])
    assert.equal(await page.getByRole("button", { name, exact: true }).count(), 0, name);
  await picture(page, "phone-authority-case", "whole");
  assert.deepEqual(await againstWcag(page), []);

  const grounds = new Hand();
  await grounds.tap(page.getByRole("button", { name: "Reasonable grounds and reflection period", exact: true }));
  await grounds.tap(page.locator("#answer-grounds").getByText("Yes", { exact: true }));
  await page.locator("#answer-until").waitFor();
  await picture(page, "phone-authority-grounds", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await grounds.tap(page.getByRole("button", { name: "In 30 days", exact: true }));
  for (let pages = 0; pages < 2 && (await saveIn(page).count()) === 0; pages++)
    await grounds.tap(page.getByRole("button", { name: "Continue" }));
  await grounds.tap(page.getByRole("button", { name: "Save", exact: true }));
  await saved(page, "Reasonable grounds and reflection period");
  assert.ok(grounds.taps <= 6, `grounds: ${grounds.taps} taps`);

  const identify = new Hand();
  await identify.tap(page.getByRole("button", { name: "Formal identification", exact: true }));
  await identify.tap(page.locator("#answer-act").getByText("Recruitment", { exact: true }));
  await identify.tap(page.locator("#answer-act").getByText("Harbouring", { exact: true }));
  await identify.tap(page.locator("#answer-means").getByText("Deception", { exact: true }));
  await identify.tap(page.locator("#answer-purpose").getByText("Forced labour or services", { exact: true }));
  await picture(page, "phone-authority-elements", "whole");
  for (let pages = 0; pages < 3 && (await page.locator("#answer-result").count()) === 0; pages++)
    await identify.tap(page.getByRole("button", { name: "Continue" }));
  await identify.tap(page.locator("#answer-result").getByText("A victim of trafficking", { exact: true }));
  await identify.type(page.locator("#answer-grounds"), "Example grounds.");
  await picture(page, "phone-authority-decision", "whole");
  assert.deepEqual(await againstWcag(page), []);
  for (let pages = 0; pages < 3 && (await saveIn(page).count()) === 0; pages++)
    await identify.tap(page.getByRole("button", { name: "Continue" }));
  await identify.tap(saveIn(page));
  await saved(page, "Formal identification");
  assert.ok(identify.taps <= 15, `identification: ${identify.taps} taps`);

  await until(async () => {
    await world.settle(colleague);
    return (
      colleague.cases.view(colleague.cases.inbox[0]?.caseId ?? "")?.state.statuses.at(-1)?.status ===
      "formally-identified"
    );
  });
  const caseId = colleague.cases.inbox[0]?.caseId ?? assert.fail();
  assert.deepEqual(
    colleague.cases
      .sheets(caseId)
      ?.sheets.map(({ form }) => form)
      .filter((form) => form === "reflection" || form === "identification"),
    ["reflection", "identification"],
  );
  assert.deepEqual(colleague.cases.sheets(caseId)?.incompleteDecisions, []);

  // FD15d: a half alone is said above the case, in the language of whoever reads it.
  const decision =
    colleague.cases.sheets(caseId)?.sheets.find(({ form }) => form === "identification") ?? assert.fail();
  await must(colleague.cases.saves.strikeOutSheet(caseId, decision.form, decision.sheet));
  await world.settle(colleague);
  await lookForNews(page);
  await page.getByText("Decision incomplete", { exact: false }).waitFor();
  await picture(page, "phone-authority-half", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await page.evaluate(() => localStorage.setItem("language", "fa"));
  await page.reload();
  await unlock(page);
  await page.locator(".pane-inbox ul.rows button").first().click();
  await page.getByText("تصمیم ناقص است", { exact: false }).waitFor();
  await picture(page, "phone-authority-half-fa", "whole");
  assert.deepEqual(await againstWcag(page), []);
});

const saveIn = (page: Page) => page.getByRole("button", { name: "Save", exact: true });

async function saved(page: Page, form: string): Promise<void> {
  await page
    .getByRole("status")
    .filter({ hasText: `Saved: ${form}` })
    .first()
    .waitFor({ state: "attached" });
}
