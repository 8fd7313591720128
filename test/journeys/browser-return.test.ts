// A return between two organisations, in a real browser against the real host: asked in the coded part alone, each half of the risk, the plan, and an arrival that
// nobody saw in time. Both desks show it until one of them says that the person was met.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Locator, Page } from "playwright-core";
import { caseMark } from "../../src/core/case/mark.ts";
import type { Compartment } from "../../src/core/entry-kind.ts";
import { addDays } from "../../src/core/form/calendar-day.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft, World } from "../support/world.ts";
import { consentFor } from "../support/world-draft.ts";
import { desk, openPage, phone, picture, setUpAndUnlock, unlock } from "./walk.ts";

const begin = Date.UTC(2026, 0, 15, 9, 10);
const dayOf = (n: number) => addDays("2026-01-15", n);

test("[FM22] [FM22c] [FM22d] [R22] two organisations plan a return; nobody meets the person in time, and both desks show it until one says that they were met", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: begin });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const home = await world.organisation("reintegration", "Example Reintegration South");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const sender = await world.member(shelter.devices[1] ?? assert.fail());
  const receiver = await world.member(home.devices[1] ?? assert.fail());
  const { consent, choices, ...draft } = exampleDraft([shelter], { name: "Test Person 1" });
  const withSafety = <T extends { readonly compartments?: readonly Compartment[] }>(of: T) => ({
    ...of,
    compartments: [...(of.compartments ?? []), "safety" as const],
  });
  await must(
    officer.drafts.send({ ...draft, consent: withSafety(consent ?? {}), choices: (choices ?? []).map(withSafety) }),
  );
  await world.settle(officer, sender);
  const { caseId, referral } = sender.cases.inbox[0] ?? assert.fail();
  for (const verb of ["accept", "meet"] as const)
    await must(sender.cases.steps.answer(caseId, referral ?? "", { verb }));
  await world.settle(sender);
  const save = (who: Device, form: string, set: { readonly [key: string]: unknown }) =>
    must(who.cases.saveSheet(caseId, { form, set: set as never }));

  // The receiver is asked without a name, and answers before it knows one (FD16).
  const agreed = (...parts: readonly Compartment[]) => consentFor(home.id, ["referral", ...parts]);
  const { organisation, ...yes } = agreed();
  await must(sender.cases.steps.referOn(caseId, [{ organisation, need: "return", agreed: yes }]));
  await world.settle(sender, receiver);
  await must(receiver.cases.steps.answer(caseId, receiver.cases.inbox[0]?.referral ?? "", { verb: "accept" }));
  await world.settle(receiver, sender, receiver);
  const seen = JSON.stringify([...(receiver.cases.view(caseId)?.contents.values() ?? [])]);
  assert.doesNotMatch(seen, /Test Person/, "no name is there");
  const conditions = {
    can: "with-conditions",
    conditions: ["days-notice"],
    from: dayOf(10),
    first: ["met-at-arrival"],
  };
  await save(receiver, "reception", { on: dayOf(0), ...conditions });
  assert.equal(
    (await receiver.cases.saveSheet(caseId, { form: "return", set: {} })).is,
    "failed",
    "safety was not agreed to",
  );

  // What the person decided, part by part, and each half of the risk.
  const parts = agreed("identity", "safety");
  await must(sender.cases.consents.grant(caseId, parts));
  await world.settle(sender, receiver);
  assert.match(JSON.stringify([...(receiver.cases.view(caseId)?.contents.values() ?? [])]), /Test Person 1/);
  const half = { sought: "no", level: "acceptable", on: dayOf(0), until: dayOf(60) };
  await save(sender, "return-risk", { half: "leaving", ...half });
  await save(receiver, "return-risk", { half: "arriving", ...half });
  await world.settle(sender, receiver);
  for (const who of [sender, receiver])
    assert.equal(who.cases.sheets(caseId)?.sheets.filter(({ form }) => form === "return-risk").length, 2);
  const plan = { travel: dayOf(20), "meet-on": dayOf(20), "meet-at": "14:05", "met-by": home.id };
  const decision = { wish: "yes", "freely-on": dayOf(0), country: "TJ", receiver: home.id, crosses: ["name", "risk"] };
  const risk = { risk: "acceptable", "risk-on": dayOf(0), "risk-until": dayOf(60) };
  const told = { "told-asylum": true, "told-state": true, consul: "yes" };
  const words = {
    "meet-where": "Example: the first desk after the gate",
    "receiver-says": "Example: Are you here for the course?",
    "person-answers": "Example: For the second one.",
  };
  await save(sender, "return", { ...told, ...decision, ...risk, ...plan, ...words });
  await world.settle(sender, receiver);
  const due = (who: Device) =>
    (who.cases.sheets(caseId)?.tasks ?? []).flatMap(({ form, rule, state, due: day }) =>
      state === "open" && (form === "return" || form === "arrival") ? [`${rule} ${day}`] : [],
    );
  const over = `over ${dayOf(61)}`;
  for (const who of [sender, receiver]) {
    assert.deepEqual(due(who), [`risk ${dayOf(6)}`, `ready ${dayOf(13)}`, `met ${dayOf(20)}`, over]);
    assert.equal(
      who.cases.sheets(caseId)?.returnMisfit,
      null,
      "what crosses is shared, and the halves are as was agreed",
    );
  }
  const early = receiver.cases
    .sheets(caseId)
    ?.tasks.filter(({ state }) => state === "open")
    .map(({ does }) => does);
  assert.deepEqual(new Set(early), new Set(["return", "arrival"]), "nothing else before the departure");
  // Both agreed on the risk anew, and confirmed the plan, when that was due.
  world.wait(13 * 86_400_000);
  await world.settle(sender, receiver);
  for (const rule of ["risk", "ready"]) {
    const task = sender.cases.sheets(caseId)?.tasks.find(({ form, rule: of }) => form === "return" && of === rule);
    if (rule === "ready") {
      await save(sender, "return", { "confirmed-on": dayOf(13) });
      continue;
    }
    await must(
      sender.cases.saveSheet(caseId, {
        form: "return",
        set: { "risk-on": dayOf(13) },
        why: "changed",
        ...(task === undefined ? {} : { for: task.id }),
      }),
    );
  }
  await world.settle(sender, receiver);
  for (const who of [sender, receiver]) assert.deepEqual(due(who), [`met ${dayOf(20)}`, over]);

  // The day after the planned arrival has passed, and nobody has said anything.
  world.wait(9 * 86_400_000);
  await world.settle(sender, receiver);
  const browser = await openChromium(t);
  const open = async (role: typeof shelter, name: string, size: typeof desk) => {
    const page = await openPage(browser, size);
    await page.clock.setFixedTime(world.now);
    await setUpAndUnlock(page, await serveRole(t, role.devices[0] ?? assert.fail(), name));
    await seesDue(page, "Was the person met?");
    return page;
  };
  const north = await open(shelter, "Example Shelter North", desk);
  const south = await open(home, "Example Reintegration South", phone);
  await picture(north, "return-north-overdue", "whole");
  await picture(south, "return-south-overdue", "whole");

  // The shelter looks up the other organisation at the step, and what a consulate gets holds neither the mark nor a word of the case.
  await openReturn(north);
  const partner = north.locator(".return-partner");
  assert.match(
    await partner.innerText(),
    /Example Reintegration South[\s\S]*A week of notice[\s\S]*meet the person on arrival/,
  );
  await picture(north, "return-north-form", "whole");
  await north.getByRole("button", { name: "Request for a consulate" }).click();
  await north.getByText("this name is made up", { exact: false }).waitFor();
  await picture(north, "return-consul-made-up");
  const request = await north.locator(".consul-request").innerText();
  assert.match(request, /Tajikistan[\s\S]*Test Person 1[\s\S]*Example Shelter North/);
  assert.ok(
    !request.includes(caseMark(caseId)) && !/traffick|victim|Reintegration|gate|course/i.test(request),
    request,
  );
  await picture(north, "return-consul-request");
  // The browser's own dialog would wait for a person.
  await north.evaluate(() => Object.assign(globalThis, { print: () => undefined }));
  await north.getByRole("button", { name: "Print the request" }).click();
  await north.emulateMedia({ media: "print" });
  assert.equal(
    (await north.locator("body").innerText()).replaceAll(/\s+/g, " ").trim(),
    request.replaceAll(/\s+/g, " ").trim(),
    "nothing of the case is on the paper",
  );
  await north.emulateMedia({ media: "screen" });
  await north.keyboard.press("Escape");
  await north.locator(".on-paper").waitFor({ state: "detached" });

  // A save that is refused says why where the reader looks.
  await north.locator("#answer-person-answers").fill(`Example: ${caseMark(caseId)}`);
  await north.locator("#why input[value=changed]").check();
  await north.locator(".sheet-form [type=submit]").focus();
  await north.evaluate(() => document.querySelector("#sheet-title")?.scrollIntoView());
  await north.keyboard.press("Enter");
  const refusal = north.locator(".sheet-form .error:focus", { hasText: "The mark of the case stands in the words" });
  await refusal.waitFor();
  assert.ok(await isInView(refusal), "the reason is in view");
  await picture(north, "return-north-refused");
  await save(sender, "person", { "name-is": "legal" });
  await world.settle(sender);
  await north.reload();
  await unlock(north);
  await north.locator(".pane-inbox .row").first().click();
  await openReturn(north);
  await north.getByRole("button", { name: "Request for a consulate" }).click();
  await north.locator(".consul-request").waitFor();
  // Once it has heard of the other name.
  await north.getByText("this name is made up", { exact: false }).waitFor({ state: "detached" });
  await north.keyboard.press("Escape");

  // The receiver says that nobody saw them: it stays overdue at both, and both look for the person at once.
  await south.locator(".task", { hasText: "Was the person met?" }).click();
  await south.locator("#answer-met input[value=no]").check();
  await picture(south, "return-south-arrival", "whole");
  await south.locator(".sheet-form [type=submit]").click();
  await south.locator(".case-news").waitFor();
  await south.locator(".today p", { hasText: /Was the person met\? · 2 days overdue/ }).waitFor();
  await picture(south, "return-south-nobody", "whole");
  world.wait(2 * 86_400_000);
  for (const page of [south, north]) {
    await page.clock.setFixedTime(world.now);
    await world.settle(sender, receiver);
    await page.reload();
    await unlock(page);
    await seesDue(page, "Look for the person");
    await page.locator(".today p", { hasText: /Was the person met\? · 4 days overdue/ }).waitFor();
  }
  await picture(south, "return-south-looked-for", "whole");
  await picture(north, "return-north-looked-for", "whole");
  assert.ok(
    due(sender).some((task) => task.startsWith("again")) && due(receiver).some((task) => task.startsWith("again")),
  );

  // Once the shelter hears that they were met, nothing is due at either.
  await save(sender, "arrival", { on: dayOf(24), met: "yes", "met-on": dayOf(23), "safe-now": "safe" });
  await world.settle(sender, receiver);
  for (const who of [sender, receiver]) {
    assert.deepEqual(due(who), []);
    assert.equal(who.cases.sheets(caseId)?.facts.returned, dayOf(23));
  }
  await south.reload();
  await unlock(south);
  await south.locator(".pane-inbox .row").first().click();
  await south.locator(".today p", { hasText: "A form says that the person was met on" }).waitFor();
  await picture(south, "return-south-met", "whole");
});

function isInView(line: Locator): Promise<boolean> {
  return line.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

async function openReturn(page: Page): Promise<void> {
  await page.locator('.case-tabs [data-tab="safety"]').click();
  const section = page.locator(".sheets section", { has: page.getByRole("heading", { name: "Return", exact: true }) });
  await section.getByRole("button", { name: "Change: Return" }).click();
  await page.locator(".return-partner").waitFor();
}

/** The list says that something is overdue in the one case, and the case names it. */
async function seesDue(page: Page, task: string): Promise<void> {
  const row = page.locator(".pane-inbox .row").first();
  await row.getByText("overdue", { exact: false }).waitFor();
  await row.click();
  await page.getByRole("heading", { name: /^Today: / }).waitFor();
  await page
    .locator(".task", { hasText: task })
    .getByText(/overdue|today/)
    .waitFor();
}
