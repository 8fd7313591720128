// A boy whose age is in doubt, in a real browser on a phone, against the real host: received as a presumed child, a guardian before an age assessment and an
// interview, what is best for him, and an age that only a person's own save says anew.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { must } from "../../src/member/verb.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { answering, exampleDraft, World } from "../support/world.ts";
import { openPage, phone, picture, setUpAndUnlock } from "./walk.ts";

test("[R21] [FM8b] [FM15e] a boy whose age is in doubt has a guardian before an assessment and before an interview, is never assessed by a medical examination alone, and his age is what a person says of it", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, page, colleague, caseId } = await received(t);
  const head = page.locator(".safety");
  const ageOf = () => colleague.cases.view(caseId)?.state.age;
  const seen = async (what: () => boolean) =>
    until(async () => {
      await world.settle(colleague);
      return what();
    });
  const child = () => colleague.cases.sheets(caseId)?.sheets.find(({ form }) => form === "child");
  const answer = (key: string) => child()?.answers.get(key)?.value;

  // A presumed child, with the class that the year of birth gives; who accepts hears of the guardian first.
  await head.getByText("9 to 17 · The age is in doubt: treat the person as a child.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "The child’s path: guardian" }).click();
  const form = page.locator(".sheet-form");
  const choose = (key: string, words: string) =>
    page.locator(`#answer-${key}`).getByText(words, { exact: true }).click();
  const turnTo = async (key: string) => {
    while ((await page.locator(`#answer-${key}`).count()) === 0)
      await form.getByRole("button", { name: "Continue" }).click();
  };
  await choose("guardian", "Asked for");
  await choose("assent", "Yes");
  await turnTo("best-interests");
  await choose("best-interests", "A first look");
  await turnTo("doubt");
  await choose("doubt", "Serious");
  await form.getByText("First a guardian: an age is assessed only once one is appointed.").waitFor();
  await picture(page, "boy-guardian-first", "whole");
  await turnTo("interview");
  assert.equal(await page.locator("#answer-agrees").count(), 0, "no assessment is asked about");
  await choose("interview", "Planned");
  await form.getByText("First a guardian: no interview before one is appointed").waitFor();
  await picture(page, "boy-interview-early", "whole");
  assert.deepEqual(await againstWcag(page), []);
  await choose("interview", "Not yet");
  await save(page, "The child’s path");
  await page.getByRole("button", { name: "See that a guardian is appointed" }).waitFor();
  await seen(() => answer("guardian") === "asked");

  // The guardian is there: then it is assessed, with his yes, and not by his body alone.
  await page.getByRole("button", { name: "See that a guardian is appointed" }).click();
  await choose("guardian", "Appointed");
  await form.getByLabel("It is different now").check();
  await choose("guardian-free", "Yes");
  await turnTo("agrees");
  await choose("agrees", "Yes");
  await choose("assessed-by", "A medical examination");
  await form.getByText("Never by a medical examination alone").waitFor();
  await page.locator("#answer-alone-why").waitFor();
  assert.equal(await page.locator("#answer-assessed").count(), 0, "what came of that is not asked");
  await picture(page, "boy-medical-alone", "whole");
  await choose("assessed-by", "A talk with the child");
  await page.locator("#answer-alone-why").waitFor({ state: "detached" });
  await choose("assessed", "Under 18");
  await turnTo("interview");
  await choose("interview", "Planned");
  await choose("guardian-there", "Yes");
  await save(page, "The child’s path");
  await head.getByText("A guardian is appointed: nothing without them.", { exact: false }).waitFor();
  await seen(() => answer("assessed") === "child");
  assert.equal(ageOf(), "in-doubt", "an assessment changes no age");

  // Only a person says it anew. The plan follows.
  await page.locator(".tab[data-tab=person]").click();
  await page.getByRole("button", { name: "Age", exact: true }).click();
  await choose("age", "Under 18");
  await choose("known-from", "An age assessment");
  await save(page, "Age");
  await seen(() => ageOf() === "child");
  assert.equal(colleague.cases.sheets(caseId)?.ageClass, "9-17");
  await must(
    colleague.cases.saveSheet(caseId, {
      form: "goal",
      set: { area: "Education", goal: "Example: to go to school.", until: "2031-03-01", state: "open" },
    }),
  );
  await must(colleague.cases.saves.sendNow());
  await world.settle(colleague);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.locator(".tab[data-tab=plan]").click();
  await page.getByText("Example: to go to school.").first().waitFor();
  await picture(page, "boy-plan", "whole");
  assert.deepEqual(await againstWcag(page), []);
  const begins = await page.locator(".sheets .forms").innerText();
  assert.ok(begins.includes("Follow-up"), begins);
  assert.ok(!begins.includes("Asked of an organisation"), "[FM8b] no form is begun that the engine would refuse");
  assert.ok(
    !colleague.cases.sheets(caseId)?.tasks.some(({ rule }) => rule === "outcomes"),
    "nobody asks a child the outcomes of adults",
  );
});

async function received(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const born = String(new Date(world.now).getUTCFullYear() - 14);
  const draft = answering(answering(exampleDraft([shelter]), "first-line", { age: "in-doubt", sex: "men" }), "person", {
    born,
  });
  const rests = { basis: "best-interest-of-child", guardian: "not-reached", assent: "yes" } as const;
  await must(officer.drafts.send({ ...draft, consent: { ...draft.consent, ...rests } }));
  await world.settle(officer, colleague);
  const { caseId } = colleague.cases.inbox[0] ?? assert.fail();
  assert.equal(colleague.cases.inbox[0]?.treatAsChild, true, "received as a presumed child");
  const page = await openPage(await openChromium(t), phone);
  await setUpAndUnlock(page, await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter North"));
  await page.locator(".pane-inbox .row .mark-word").getByText("Child", { exact: true }).waitFor();
  await page.locator(".pane-inbox .row").first().click();
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "Accept", exact: true }).click();
  await dialog.waitFor({ state: "detached" });
  await world.witness();
  await world.settle(colleague);
  return { world, page, colleague, caseId };
}

async function save(page: Page, form: string): Promise<void> {
  await page.locator(".sheet-form").getByRole("button", { name: "Save", exact: true }).click();
  await page
    .getByRole("status")
    .filter({ hasText: `Saved: ${form}` })
    .first()
    .waitFor({ state: "attached" });
}
