// A case of half a year in a real browser, against the real host, with log time simulated: the page of one worker on a phone is looked at on a few days, and a
// colleague's device writes what lies between. Beside it a child of uncertain age; and in the end the person takes everything back.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Page } from "playwright-core";
import { caseMark } from "../../src/core/case/mark.ts";
import { addDays } from "../../src/core/form/calendar-day.ts";
import { must } from "../../src/member/verb.ts";
import { findTraces } from "../hostile/support/traces.ts";
import { chromiumPath, launchChromium, ownProfile } from "../support/chromium.ts";
import { filesIn } from "../support/files-in.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { exampleDraft, World } from "../support/world.ts";
import { answering } from "../support/world-draft.ts";
import { kept } from "./canary.ts";
import { Hand, lookForNews, openPage, picture, setUpAndUnlock, unlock } from "./walk.ts";

const begin = Date.UTC(2026, 0, 15, 9, 10);
const dayOf = (n: number) => addDays("2026-01-15", n);
const words = {
  name: "Canaryname",
  note: "Canarynote",
  risk: "Canaryrisk",
  goal: "Canarygoal",
  task: "Canarytask",
  typed: "Canarytyped",
};

test("[CN6] [CN6a] [SL10] [FM9] [FD6] [FD7] [FD9] [R11] on a worker's phone: a referral is taken, half a year of help is read and done, the case moves to another worker, ends and goes on; a child of uncertain age stays a child until somebody who knows better says so; what the person takes back is gone from screen and disk", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: begin });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const url = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter North");
  const woman = (name: string) => {
    const draft = answering(exampleDraft([shelter], { name, narrative: "Example words." }), "first-line", {
      sex: "women",
    });
    return { ...draft, consent: { ...draft.consent, purposes: ["referral", "statistics"] } as const };
  };
  await world.goOn(60_000, officer, colleague);
  await must(officer.drafts.send(woman(words.name)));
  const child = exampleDraft([shelter], { name: "Test Person 2" });
  const inDoubt = answering(child, "first-line", { age: "in-doubt" });
  await must(
    officer.drafts.send({
      ...inDoubt,
      consent: { ...inDoubt.consent, guardian: "not-reached", assent: "not-able", basis: "best-interest-of-child" },
    }),
  );
  await world.settle(officer, colleague);
  const caseOf = (isChild: boolean) =>
    colleague.cases.inbox.find(({ treatAsChild }) => (treatAsChild === true) === isChild) ?? assert.fail();
  const { caseId } = caseOf(false);
  const other = caseOf(true);

  const profile = ownProfile(t);
  const page = await openPage(await launchChromium(profile, [], "allow", chromiumPath), { width: 360, height: 740 });

  await page.clock.setFixedTime(world.now);
  await setUpAndUnlock(page, url);
  const row = (of: string) => page.locator(`.pane-inbox .row[data-case="${of}"]`);
  const openCase = async (of: string) => {
    await row(of).click();
    await page.getByRole("heading", { name: /^Today: / }).waitFor();
  };
  const toList = () => page.getByRole("button", { name: "Cases", exact: true }).first().click();
  const tab = (name: RegExp) => page.locator(".case-tabs").getByRole("button", { name }).click();
  /** Goes on to a later day: the program is opened anew, as it is every morning. */
  const morning = async (n: number) => {
    world.wait(begin + n * 86_400_000 - world.now);
    await world.settle(colleague);
    await page.clock.setFixedTime(world.now);
    await page.reload();
    await unlock(page);
    await page.locator(".pane-inbox .row").first().waitFor();
  };

  // Day 0: first contact. What is due is there with the acceptance, and the risk is entered from it.
  await openCase(caseId);
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await world.witness();
  await page.getByText(words.name).first().waitFor();
  await page.getByRole("button", { name: "Mark as met" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Mark as met" }).click();
  await page.getByRole("heading", { name: /^Today: Person met/ }).waitFor();
  await page.locator(".task", { hasText: "Look at the risk" }).click();
  await page.locator("#answer-from").getByText("The trafficker", { exact: true }).click();
  await throughPages(page, "#answer-level");
  await page.locator("#answer-level").getByText("High", { exact: true }).click();
  await page.locator("#answer-reasons").fill(words.risk);
  await throughPages(page, ".summary");
  await throughPages(page, "text=Save without these answers");
  await page.getByRole("button", { name: "Save without these answers" }).click();
  await page.locator(".task", { hasText: "Make a safety plan" }).waitFor();
  await picture(page, "months-first-day", "whole");
  await toList();

  // R21: doubt means child, before and after acceptance, on the list and in the case.
  await row(other.caseId).getByText("Child").waitFor();
  await openCase(other.caseId);
  await page.getByText("The age is in doubt: treat the person as a child.", { exact: false }).waitFor();
  await page.getByRole("button", { name: "Accept", exact: true }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Accept" }).click();
  await world.witness();
  await page.getByText("Test Person 2").first().waitFor();
  await page.getByText("The age is in doubt: treat the person as a child.", { exact: false }).waitFor();

  // Weeks of help, written by the colleague.
  await world.settle(colleague);
  const save = (form: string, set: NonNullable<Parameters<typeof colleague.cases.saveSheet>[1]["set"]>, more = {}) =>
    must(colleague.cases.saveSheet(caseId, { form, set, ...more }));
  await save("safety-plan", { reviewed: dayOf(0), "goes-where": "Example place", "review-on": dayOf(170) });
  await save("stay", { kind: "emergency", from: dayOf(0), "review-on": dayOf(170) });
  await save("assign", { worker: "Test Worker 1", on: dayOf(0) });
  world.wait(7 * 86_400_000);
  await save("needs", { on: dayOf(7), legal: "urgent", "matters-most": "Example: a school", "review-on": dayOf(100) });
  const goal = { area: "Education", goal: words.goal, who: "person", until: dayOf(160) };
  const goalSheet = await save("goal", goal);
  await save("service", { kind: "legal-advice", on: dayOf(7), result: "given", unit: "hours", number: 2 });
  const meeting = await save("appointment", { with: "lawyer", on: dayOf(40), at: "09:30", "person-agrees": true });
  await save("note", { kind: "visit", on: dayOf(7), words: words.note });
  const task = await save("task", { what: words.task, until: dayOf(41), state: "open" });
  const exploited = { forms: ["forced-labour"], means: ["debt-bondage"], countries: ["AE"] };
  await save("exploitation", exploited);
  const known = {
    danger: "not-now",
    age: "adult",
    decision: "presumed",
    wants: ["legal-advice"],
    language: "tg",
    place: "XT-KT",
  };
  await must(colleague.cases.saveSheet(other.caseId, { form: "first-line", set: known, gone: { sex: "not-asked" } }));
  // Another woman, whom the colleague alone has met until now.
  await must(officer.drafts.send(woman("Test Person 3")));
  await world.settle(officer, colleague);
  const third = colleague.cases.inbox.find((item) => ![caseId, other.caseId].includes(item.caseId)) ?? assert.fail();
  await must(colleague.cases.steps.answer(third.caseId, third.referral ?? "", { verb: "accept" }));
  await world.settle(colleague);
  await must(colleague.cases.saveSheet(third.caseId, { form: "exploitation", set: exploited }));
  world.wait(21 * 86_400_000);
  await save("risk", { on: dayOf(28), level: "medium", "own-view": "unsure", again: dayOf(170) });
  await save("safety-plan", { reviewed: dayOf(28) }, { why: "changed" });
  await save("follow-up", { on: dayOf(28), way: "met", "safe-now": "safe" });
  await save("own-word", { on: dayOf(28), heard: "in-person", "got-help": "yes", "felt-safe": "yes", asks: "nothing" });

  // Day 40: what stands in the plan, what is due, whose it is; and the case moves to another worker.
  await morning(40);
  await row(other.caseId).getByText("Child").waitFor({ state: "detached" });
  await row(caseId).getByText("Appointment").waitFor();
  assert.doesNotMatch((await page.locator("main").textContent()) ?? "", /Canary/, "the list names nobody");

  // CN6, CN6a: how many women with labour exploitation were helped last month, what help, how many new, how many ended? Three taps. A number shows its cases.
  const openings = () =>
    (colleague.cases.view(third.caseId)?.state.entries ?? []).filter(({ content }) => content.kind === "opened").length;
  assert.equal(openings(), 0);
  const hand = new Hand();
  await hand.tap(page.getByRole("button", { name: "Our numbers" }));
  await page.locator(".of-sex").waitFor();
  await hand.tap(page.locator(".of-sex").getByRole("button", { name: "Woman or girl", exact: true }));
  await hand.tap(page.locator(".of-form").getByRole("button", { name: "Forced labour", exact: true }));
  await page.getByText("Only: Woman or girl and Forced labour").waitFor();
  const said = async (table: string) =>
    (await page.locator(`.of-${table} tbody`).innerText()).replaceAll(/\s+/g, " ").trim();
  assert.equal(hand.taps, 3);
  assert.equal(await page.locator(".numbers-period").innerText(), "January 2026");
  assert.equal(await said("course"), "Persons helped 2 0 New 2 0 Going on from before 0 0 Help ended 0 0");
  assert.match(await said("help"), /A place to stay 1 0 .*Legal advice 1 0/);
  await picture(page, "months-numbers", "whole");
  await page.locator(".of-course .row-new .number button").first().click();
  assert.doesNotMatch((await page.locator("main").textContent()) ?? "", /Canary|Test Person/, "cases by their marks");
  await page.locator(".numbers-cases").getByText(caseMark(third.caseId)).click();
  await page.getByText("Test Person 3").first().waitFor();
  await lookForNews(page);
  await toList();
  await page.getByText("Only: Woman or girl and Forced labour").waitFor();
  await page.getByRole("button", { name: "Back" }).click();
  await until(async () => {
    await world.settle(colleague);
    return openings() === 1;
  });

  await openCase(caseId);
  await page.locator(".task", { hasText: words.task }).waitFor();
  await tab(/^Plan and help/);
  for (const part of [words.goal, "Legal advice", "Lawyer"])
    await page.locator(".sheets").getByText(part, { exact: false }).first().waitFor();
  await picture(page, "months-plan", "whole");
  await tab(/^Safety/);
  for (const level of ["High", "Medium"])
    await page.locator(".sheet dd").getByText(level, { exact: true }).first().waitFor();
  await tab(/^Today/);
  await page.locator(".case-worker").getByText("Test Worker 1").waitFor();
  await toList();
  await page.getByRole("button", { name: "Hand over all cases of a worker" }).click();
  await page.getByLabel("From").selectOption("Test Worker 1");
  await page.getByLabel("To", { exact: true }).fill("Test Worker 2");
  await page.getByRole("dialog").getByRole("button", { name: "Hand over" }).click();
  await row(caseId).getByText("Test Worker 2").waitFor();
  await page.getByRole("button", { name: "Send now" }).click();
  await until(async () => (await page.getByText("Saved here, not sent yet").count()) === 0);
  await until(async () => {
    await world.settle(colleague);
    return colleague.cases.list.caseload.find((item) => item.caseId === caseId)?.worker === "Test Worker 2";
  });

  // Months later the plan is done and help ends; the goal that nobody looked at would be overdue.
  await save("appointment", { kept: "yes" }, { sheet: meeting, why: "changed" });
  await save("task", { state: "done" }, { sheet: task, why: "changed" });
  world.wait(120 * 86_400_000);
  await save("goal", { state: "reached", ended: dayOf(160) }, { sheet: goalSheet, why: "changed" });
  await morning(180);
  await openCase(caseId);
  await page.getByRole("button", { name: "End the help" }).click();
  await page.getByLabel("Goal reached").check();
  await page.locator("#answer-goals").getByLabel("All").check();
  await page.locator(".sheet-form [type=submit]").click();
  // FM20b: the stay has no last day.
  await page.locator(".summary").getByText("Why does our help end now?").waitFor();
  await page.getByLabel("Others go on helping, and know of it").check();
  await page.locator(".sheet-form [type=submit]").click();
  await page.getByRole("button", { name: "Save without these answers" }).click();
  await page.locator(".case-news", { hasText: "Ended." }).waitFor();
  await page.getByRole("button", { name: "End the help" }).waitFor({ state: "detached" });

  // A month after the end the follow-up is overdue; the person is in need again, and the help goes on.
  await morning(215);
  await row(caseId).getByText("Follow-up after help ended").waitFor();
  await openCase(caseId);
  await page.getByRole("button", { name: "The help goes on" }).click();
  await page.getByRole("dialog").locator("#why input").first().check();
  await page.getByRole("dialog").getByRole("button", { name: "The help goes on" }).click();
  await page.getByRole("heading", { name: /^Today: Person met/ }).waitFor();
  await page.locator(".task", { hasText: "Look at the stay again" }).waitFor();
  assert.equal(await page.locator(".task", { hasText: "Follow-up after help ended" }).count(), 0);

  // The person takes the consent back while a form is half written here.
  await page.getByRole("button", { name: "Risk", exact: true }).click();
  await throughPages(page, "#answer-reasons");
  await page.locator("#answer-reasons").fill(words.typed);
  await world.settle(colleague);
  const consent = colleague.cases.view(caseId)?.state.consents[0]?.id ?? assert.fail();
  await must(colleague.cases.consents.withdrawConsent(caseId, consent));
  await world.settle(colleague);
  await must(colleague.cases.consents.confirmWithdrawal(caseId, consent));
  await world.settle(colleague);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByRole("heading", { name: /Data erased/ }).waitFor();
  await picture(page, "months-erased", "whole");
  const screen = await page.locator("html").evaluate(({ ownerDocument: { body } }) => {
    const typed = [...body.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
    return [body.textContent, ...typed].join("\n");
  });
  assert.doesNotMatch(screen, /Canary/, "nothing of it is on the screen");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.locator("#passphrase").waitFor();
  const rows = await kept(page);
  // Closed: a browser that runs writes and removes files while they are read.
  await page.context().close();
  const disk = Buffer.concat([rows, ...filesIn(profile)]);
  assert.ok(disk.includes("Example Shelter North") || disk.length > 100_000, "something is kept");
  assert.deepEqual(findTraces(disk, Object.values(words), 0), []);
});

/** On a phone a form has pages: goes on until this is there. */
async function throughPages(page: Page, to: string): Promise<void> {
  for (let n = 0; n < 8 && (await page.locator(to).count()) === 0; n++) {
    const before = await page.locator(".sheet-form .answer").first().innerText();
    await page.locator(".sheet-form [type=submit]").click();
    const isOn = (was: string) =>
      document.querySelector<HTMLElement>(".sheet-form .answer")?.innerText !== was ||
      document.activeElement?.matches(".summary") === true;
    await page.waitForFunction(isOn, before);
  }
  await page.locator(to).waitFor();
}
