// Eleven minutes in which nobody touches a private window, on the built app: a saved sheet, one that was begun and a referral that was begun are there after a
// reload. It takes its eleven minutes, so it is apart from `npm test`: npm run test:tries
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openPrivately } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { exampleDraft, World } from "../support/world.ts";
import { openPage, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const idleMilliseconds = 11 * 60_000;

test("[ST2b] [EN10d] after eleven idle minutes in a private window a saved sheet, a begun one and a begun referral are there", {
  timeout: idleMilliseconds + 5 * 60_000,
}, async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const sender = await world.member(border.devices[0] ?? assert.fail());
  await must(sender.drafts.send(exampleDraft([shelter])));
  await world.settle(sender);
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  await world.settle(colleague);
  const [item = assert.fail()] = colleague.cases.inbox;
  await must(colleague.cases.steps.answer(item.caseId, item.referral ?? "", { verb: "accept" }));
  await world.settle(colleague);
  const privately = await openPrivately(t);
  const desk = await openPage(privately, { width: 1280, height: 800 });
  await setUpAndUnlock(desk, await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South"));
  const openNotes = async () => {
    await desk.locator(".pane-inbox ul.rows button").first().click();
    await desk.locator("#note").waitFor();
  };
  await openNotes();
  await desk.locator("#note").fill("Example saved note.");
  await desk.getByRole("button", { name: "Visit", exact: true }).click();
  await desk.getByRole("button", { name: "Save the note" }).click();
  await desk.getByText("Saved here, not sent yet").first().waitFor();
  await desk.locator("#note").fill("Example begun note.");
  const phone = await openPage(await openPrivately(t), { width: 360, height: 740 });
  await setUpAndUnlock(phone, await serveRole(t, border.devices[0] ?? assert.fail(), "Example Border Post"));
  await writeReferral(phone, { name: "Test Person 1", safe: "ring twice", receiver: "Example Shelter South" });
  await sleep(2_000);
  // Locked, so that nothing is sealed and no file is asked for but by the program's own clock.
  for (const page of [desk, phone]) {
    await page.reload();
    await page.locator("#passphrase").waitFor();
  }
  await sleep(idleMilliseconds);
  for (const page of [desk, phone]) {
    await page.reload();
    await unlock(page);
  }
  await desk.getByText("Saved here, not sent yet").first().waitFor();
  await openNotes();
  assert.equal(await desk.locator("#note").inputValue(), "Example begun note.");
  await desk.locator('[data-tab="team"]').click();
  await desk.getByText("Example saved note.").first().waitFor();
  await phone.locator(".begun").first().click();
  await phone.getByText("Test Person 1").first().waitFor();
  for (const page of [desk, phone]) assert.equal(await page.locator(".alarms .notice").count(), 0);
});
