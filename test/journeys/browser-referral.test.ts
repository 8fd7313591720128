// The whole referral in a real browser, against the real host: an officer on a phone, a case worker at a desk.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath, launchChromium, ownProfile } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { World } from "../support/world.ts";
import { desk, keptForOffline, openPage, phone, picture, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

test("[EN1] an officer refers on a phone, a shelter accepts at a desk, and the officer sees that it was answered", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, officerUrl, workerUrl, browser } = await country(t);
  const officer = await openPage(browser, phone);
  await setUpAndUnlock(officer, officerUrl);
  await writeReferral(officer, { name: "Test Person 2", safe: "ring twice", receiver: "Example Shelter South" });
  await picture(officer, "officer-check");
  await officer.getByRole("button", { name: /^Send to Example Shelter South/ }).click();
  await officer.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  await officer.getByText("You cannot open it again; Example Shelter South can.").waitFor();
  await world.witness();
  await picture(officer, "officer-sealed");

  const worker = await openPage(browser, desk);
  await setUpAndUnlock(worker, workerUrl);
  await worker.locator(".pane-inbox ul.rows button").first().click();
  await worker.getByText(/debt/i).first().waitFor();
  assert.equal(await worker.getByText("Test Person 2").count(), 0, "[FD8] no name before acceptance");
  await picture(worker, "worker-waiting");
  await worker.keyboard.press("a");
  await picture(worker, "worker-confirm");
  await worker
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await world.witness();
  await worker.getByText("Test Person 2").first().waitFor();
  await picture(worker, "worker-accepted");
  assert.ok(!(await worker.title()).includes("Example"), "a title never says a name");

  await worker.getByRole("button", { name: "Referral and consent" }).click();
  await worker.getByRole("button", { name: "Withdraw consent" }).click();
  await worker.getByRole("dialog").getByRole("button", { name: "Record the withdrawal" }).click();
  await worker.getByText("Consent was withdrawn. Share nothing more.").first().waitFor();

  await world.witness();
  await officer.getByRole("button", { name: "To the start page" }).click();
  await officer.evaluate(() => dispatchEvent(new Event("online")));
  await officer.getByText("Accepted. They expect the person.", { exact: false }).first().waitFor();
  await picture(officer, "officer-answered");
  const shown = await officer.locator("body").innerText();
  assert.ok(
    !shown.includes("Example Shelter South") && !shown.includes("Test Person 2"),
    "[SL7] no organisation, no name",
  );
});

test("[LG4] without a network the officer's app opens, composes and keeps; it sends by itself when the network is back, also while locked", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, officerUrl, browser } = await country(t);
  const officer = await openPage(browser, phone);
  await setUpAndUnlock(officer, officerUrl);
  // The first sync is over: the directory is here, and tokens for sending while locked are drawn (LG4).
  await until(() => officer.evaluate(keepsTokens));
  await officer.getByRole("button", { name: "New referral" }).waitFor();
  await keptForOffline(officer, "officer");
  await browser.setOffline(true);
  await officer.reload();
  await unlock(officer);
  const size = world.host.tree.size;
  await writeReferral(officer, { name: "Test Person 3", safe: "knock", receiver: "Example Shelter South" });
  await officer.getByRole("button", { name: /^Send to Example Shelter South/ }).click();
  await officer.getByText("It stays sealed on this phone and will be sent by itself.", { exact: false }).waitFor();
  await picture(officer, "officer-offline");
  assert.equal(world.host.tree.size, size, "nothing left the device");
  await officer.getByRole("button", { name: "To the start page" }).click();
  await officer.getByRole("button", { name: "Lock" }).click();
  await officer.locator("#passphrase").waitFor();
  await browser.setOffline(false);
  await officer.evaluate(() => dispatchEvent(new Event("online")));
  await until(() => world.host.tree.size > size + 1);
});

/** True once the page's store holds what a locked device sends with. */
async function keepsTokens(): Promise<boolean> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const request = indexedDB.open("panoh");
    request.onsuccess = () => resolve(request.result);
  });
  const range = IDBKeyRange.bound(["token", ""], ["token", []]);
  const request = database.transaction("item").objectStore("item").count(range);
  await new Promise((resolve) => {
    request.onsuccess = resolve;
  });
  database.close();
  return request.result > 0;
}

async function country(t: Parameters<typeof ownProfile>[0]) {
  const world = await World.foundFor(t, { witnesses: 2, now: Date.now(), terms: { suite: "hybrid" } });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency", "legal-advice"]);
  const [officerDevice] = border.devices;
  const [workerDevice] = shelter.devices;
  assert.ok(officerDevice && workerDevice);
  const officerUrl = await serveRole(t, officerDevice, "Example Border Post");
  const workerUrl = await serveRole(t, workerDevice, "Example Shelter South");
  return { world, officerUrl, workerUrl, browser: await launchChromium(ownProfile(t)) };
}
