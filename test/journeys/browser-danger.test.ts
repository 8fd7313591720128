// Somebody in danger now, in a real browser against the real host: the officer asks two shelters at the same time, the second accepts at once, and
// the first sees that it is taken. Beside it what is for the telephone: whom to ring, the number of the post, and the mark.
import assert from "node:assert/strict";
import { test } from "node:test";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { World } from "../support/world.ts";
import { desk, lookForNews, openPage, phone, picture, setUpAndUnlock, writeReferral } from "./walk.ts";

const numbers = ["+992000000001", "+992000000002"];

test("[FD8][FD2][SL7] in danger now: the second choice accepts at once, the first one sees that it is taken; who was asked can be rung, and rings back", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { world, officerUrl, firstUrl, secondUrl, browser } = await country(t);
  const officer = await openPage(browser, phone);
  await setUpAndUnlock(officer, officerUrl);
  await officer.getByRole("button", { name: "Enter the number of this post" }).click();
  await officer.getByLabel("Telephone number of this post").fill("+992 (000) 000-000");
  await officer.getByRole("button", { name: "Save the number" }).click();
  await officer.getByText("Saved on this phone.").waitFor();
  await officer.getByRole("button", { name: "Back" }).click();
  await writeReferral(officer, {
    name: "Test Person 1",
    safe: "ask for the officer on duty",
    danger: true,
    receiver: "Example Shelter North",
    further: ["Example Shelter South"],
  });
  await officer.getByText("All may accept at once", { exact: false }).waitFor();
  await picture(officer, "danger-check");
  await officer.getByRole("button", { name: /^Send to Example Shelter North/ }).click();
  await officer.getByRole("heading", { level: 1, name: "Sealed" }).waitFor();
  for (const number of numbers) await officer.getByRole("link", { name: number }).waitFor();
  await world.witness();

  const first = await openPage(browser, desk);
  await setUpAndUnlock(first, firstUrl);
  await first.locator(".pane-inbox ul.rows button").first().click();
  await first.getByText("All were asked at the same time", { exact: false }).waitFor();
  await first.getByText(/call this number/).waitFor();
  await first.getByRole("link", { name: "+992000000000" }).waitFor();
  const mark = await first.locator("#case-title .case-mark").innerText();
  await picture(first, "danger-first");

  const second = await openPage(browser, desk);
  await setUpAndUnlock(second, secondUrl);
  await second.locator(".pane-inbox ul.rows button").first().click();
  await second.getByText("All were asked at the same time", { exact: false }).waitFor();
  await second.keyboard.press("a");
  await second
    .getByRole("dialog")
    .getByRole("button", { name: /accept/i })
    .click();
  await world.witness();
  await second.getByText("Test Person 1").first().waitFor();

  await lookForNews(first);
  await first.getByText("Another organisation has accepted. Nothing waits for your answer.").first().waitFor();
  await picture(first, "danger-taken");
  assert.equal(await first.getByText("Test Person 1").count(), 0, "[FD8] no name without an acceptance that counts");
  assert.equal(await first.getByRole("button", { name: /^Accept/ }).count(), 0);

  await world.witness();
  await officer.getByRole("button", { name: "To the start page" }).click();
  await officer.getByRole("heading", { name: mark }).waitFor();
  await lookForNews(officer);
  await officer.getByText("Accepted. They expect the person.").waitFor();
});

async function country(t: Parameters<typeof openChromium>[0]) {
  const world = await World.foundFor(t, {
    witnesses: 2,
    now: Date.now(),
    terms: { waits: { admission: 0, reader: 0, soloReader: 0, answer: 24, forms: 0 } },
  });
  const border = await world.organisation("border-post", "Example Border Post");
  const north = await world.organisation("shelter", "Example Shelter North");
  const south = await world.organisation("shelter", "Example Shelter South");
  const last_checked = new Date(world.now).toISOString().slice(0, 10);
  for (const [i, shelter] of [north, south].entries())
    await world.service(shelter, ["shelter-emergency"], {
      phones: [{ number: numbers[i] ?? "", last_checked, last_check: "answered" }],
    });
  const urls: string[] = [];
  for (const [{ devices }, name] of [
    [border, "Example Border Post"],
    [north, "Example Shelter North"],
    [south, "Example Shelter South"],
  ] as const)
    urls.push(await serveRole(t, devices[0] ?? assert.fail(), name));
  const [officerUrl = "", firstUrl = "", secondUrl = ""] = urls;
  return { world, officerUrl, firstUrl, secondUrl, browser: await openChromium(t) };
}
