// The automatic lock in a real browser, under a clock that the test moves (EN7): not a moment too early, not a moment too late.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { Page } from "playwright-core";
import { isWriteOnly } from "../../src/core/party.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { makeUuid } from "../../src/crypto/uuid.ts";
import type { Secrets } from "../../src/member/store/vault.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { exampleDraft, testPassphrase, World } from "../support/world.ts";
import { setUpAndUnlock, unlock } from "./walk.ts";

const minute = 60_000;

test("[EN3] [R23] an officer's phone locks itself after 2 minutes without use, and shows that it is locked", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const border = await world.organisation("border-post", "Example Border Post");
  await locksAfter(t, border.devices[0], 2 * minute, (page) => page.getByRole("button", { name: "New referral" }));
});

test("[EN3] a reader's desk locks itself after 10 minutes without use, and shows that it is locked", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await locksAfter(t, shelter.devices[0], 10 * minute, (page) => page.locator(".pane-inbox"));
});

test("[EN3] a device that waits for its enrolment locks itself after 2 minutes too", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const { secrets } = await world.registrar.newDevice(makeUuid(randomBytes), isWriteOnly("border-post"), "en");
  await locksAfter(t, secrets, 2 * minute, (page) => page.getByRole("heading", { name: "Not ready yet" }));
});

test("[EN4f] on a new phone the words are typed while the engine is still coming; a phone that may hold a device waits for the engine", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const [device] = (await world.organisation("border-post", "Example Border Post")).devices;
  const url = await serveRole(t, device ?? assert.fail(), "Example Border Post");
  const browser = await openChromium(t);
  const page = await browser.newPage();
  const session = await browser.newCDPSession(page);
  const asked = new Set<string>();
  page.on("request", (request) => asked.add(new URL(request.url()).pathname));
  /** A new phone, which the engine does not reach before it is released. */
  const visit = async (path = "/") => {
    await page.goto("about:blank");
    await session.send("Storage.clearDataForOrigin", { origin: url, storageTypes: "all" });
    asked.clear();
    const engine = Promise.withResolvers<void>();
    const comes = Promise.withResolvers<void>();
    await page.unrouteAll();
    await page.route("**/assets/engine-*.js", async (route) => {
      comes.resolve();
      await engine.promise;
      await route.continue();
    });
    await page.goto(url + path);
    return { release: () => engine.resolve(), comes: comes.promise };
  };
  const role = page.locator("ul.rows button");

  const failing = await visit();
  await page.route("**/demo/vaults/device", (route) => route.fulfill({ status: 404 }));
  await role.click();
  await page.locator("#passphrase").fill("typed for nothing");
  failing.release();
  await page.getByRole("alert").waitFor();
  assert.equal(await role.count(), 1, "the page before says why");

  const phone = await visit();
  await page.locator(".banner").waitFor();
  await role.click();
  await page.locator("#passphrase").fill(testPassphrase);
  await page.locator("form button[type=submit]").click();
  await phone.comes;
  assert.ok(!asked.has("/demo/vaults/device") && (await page.locator("#passphrase").count()) === 1);
  phone.release();
  await page.getByRole("button", { name: "New referral" }).waitFor();

  await visit("/public.html");
  await page.evaluate(
    () =>
      new Promise(
        (resolve) =>
          (indexedDB.open("panoh", 1).onsuccess = ({ target }) => resolve((target as IDBOpenDBRequest).result.close())),
      ),
  );
  asked.clear();
  await page.goto(url);
  await page.locator("main [role=status]").waitFor();
  await until(() => [...asked].some((path) => path.startsWith("/assets/engine-")));
  assert.ok(!asked.has("/demo/vaults.json") && (await role.count()) === 0, "it may hold a device");
});

test("[LG3] a locked desk counts what is sealed into the log and rings, but does not say for whom; unlocking ends the count", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const url = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South");
  const page = await (await openChromium(t)).newPage();
  const { rings, rang } = await countRings(page);
  await setUpAndUnlock(page, url);
  await page.locator(".pane-inbox").waitFor();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.getByText("Online").waitFor();
  await page.getByRole("button", { name: "Lock" }).click();
  await page.locator("#passphrase").waitFor();
  assert.equal(await page.getByText("new sealed item").count(), 0);

  const officer = await world.member(border.devices[0] ?? assert.fail());
  const before = world.host.tree.size;
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await world.witness();
  await page.evaluate(() => dispatchEvent(new Event("online")));
  const came = world.host.tree.size - before;
  const words = `${came} new sealed items in the log since this device was locked. They may or may not be for you.`;
  await page.getByText(words).waitFor();
  assert.equal(await page.title(), "Panoh", "[EN3j]");
  await rang(1);
  assert.doesNotMatch((await page.locator("main").textContent()) ?? "", /Example|Second/);
  await page.reload();
  await page.getByText(words).waitFor();
  assert.equal(await rings(), 0, "what was known does not ring again");
  await unlock(page);
  await page.locator(".pane-inbox ul.rows button").first().waitFor();
  assert.equal(await page.title(), "(1) Panoh");
  await page.getByRole("button", { name: "Lock" }).click();
  await page.locator("#passphrase").waitFor();
  await page.waitForTimeout(300);
  assert.equal(await page.getByText("new sealed item").count(), 0);
});

test("[EN3j] after a lock or a reload the browser's history says neither how many places were looked at nor what waited there, and back shows none", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await world.witness();
  const url = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South");
  const page = await (await openChromium(t)).newPage();
  const shown = await page.context().newCDPSession(page);
  /** What a long press on the browser's back button shows. */
  const entries = async () => {
    const { entries: all, currentIndex } = await shown.send("Page.getNavigationHistory");
    return {
      at: currentIndex,
      titles: all.filter((one) => one.url !== "about:blank").map((one) => one.title),
      urls: all.map((one) => one.url),
    };
  };
  const say = async (titles: readonly string[]) => {
    await until(async () => JSON.stringify((await entries()).titles) === JSON.stringify(titles)).catch(async () =>
      assert.deepEqual((await entries()).titles, titles),
    );
    for (const one of (await entries()).urls) assert.ok(["about:blank", `${url}/`].includes(one), one);
  };
  await setUpAndUnlock(page, url);
  const look = async () => {
    await page.locator(".pane-inbox ul.rows button").first().click();
    await page.locator("#case-title").waitFor();
    await page.getByRole("button", { name: "Settings" }).click();
    await page.getByText(/^Version /).waitFor();
    // While it is open the title counts. The browser hears of titles and entries a moment later than the page is drawn.
    await until(async () => {
      const { titles } = await entries();
      return titles.length >= 3 && titles.join().includes("(1) Panoh");
    });
  };
  for (const leave of ["lock", "lock again", "reload"]) {
    await look();
    if (leave === "reload") await page.reload();
    else await page.getByRole("button", { name: "Lock", exact: true }).click();
    await page.locator("#passphrase").waitFor();
    await say(["Panoh", "Panoh"]);
    await page.goBack();
    await page.locator("#passphrase").waitFor();
    await say(["Panoh", "Panoh"]);
    await page.goForward();
    await unlock(page);
    await page.locator(".pane-inbox ul.rows button").first().waitFor();
    assert.equal(await page.locator("#case-title").count(), 0, "what was open stays shut");
  }
  await look();
  await page.goBack();
  await page.locator(".pane-inbox ul.rows button").first().waitFor();
});

test("an open desk rings once for each referral that arrives, unless its sound is off, and says so without a name", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await newWorld(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  await world.service(shelter, ["shelter-emergency"]);
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const url = await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South");
  const page = await (await openChromium(t)).newPage();
  const { rings, rang } = await countRings(page);
  const rows = page.locator(".pane-inbox ul.rows button");
  const arrive = async (known: number) => {
    await must(officer.drafts.send(exampleDraft([shelter])));
    await officer.sync();
    await world.witness();
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await rows.nth(known).waitFor();
  };
  await must(officer.drafts.send(exampleDraft([shelter])));
  await officer.sync();
  await world.witness();
  await setUpAndUnlock(page, url);
  await rows.first().waitFor();
  assert.equal(await rings(), 0, "what is there at the beginning does not ring");

  await arrive(1);
  await rang(1);
  const news = page.getByRole("status").filter({ hasText: "A new referral has arrived." });
  await news.waitFor({ state: "attached" });
  assert.doesNotMatch(await page.title(), /Example|Second/);
  await arrive(2);
  await rang(2);
  await page.getByLabel("Ring when a referral arrives").uncheck();
  await arrive(3);
  await page.waitForTimeout(300);
  assert.equal(await rings(), 2, "its sound is off");
});

test("[EN12] a case at rest is read while the finger is on its line, and not before; a finger that goes elsewhere opens nothing, and nothing is logged (SL10)", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const world = await World.foundFor(t, { witnesses: 1, now: Date.UTC(2026, 0, 15, 9, 10) });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, colleague);
  const [{ caseId, referral } = assert.fail()] = colleague.cases.inbox;
  await must(colleague.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(colleague);
  const entries = colleague.cases.view(caseId)?.state.entries.length ?? assert.fail();
  world.wait(86_400_000);
  await world.timekeeping.writeTime();
  await world.witness();

  const page = await (await openChromium(t)).newPage();
  await page.clock.setFixedTime(world.now);
  await setUpAndUnlock(page, await serveRole(t, shelter.devices[0] ?? assert.fail(), "Example Shelter South"));
  const row = page.locator(".pane-inbox .row");
  await row.waitFor();
  await page.getByText("Online").waitFor();
  await page.getByRole("button", { name: "Lock" }).click();
  // A program that begins anew holds nothing.
  await page.reload();
  await countReads(page);
  await unlock(page);
  await row.waitFor();
  assert.equal(await entriesRead(page), 0);
  const size = await world.store.size();
  await row.hover({ position: { x: 9, y: 9 } });
  await page.mouse.down();
  await until(async () => (await entriesRead(page)) >= entries);
  await page.mouse.move(0, 0);
  await page.mouse.up();
  const title = page.locator("#case-title");
  assert.equal(await title.count(), 0);
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await page.waitForTimeout(300);
  assert.equal(await world.store.size(), size, "nothing is logged");
  await row.click();
  await title.waitFor();
  assert.equal(await entriesRead(page), entries, "it was read once");
  await until(async () => (await world.store.size()) > size);
});

/** From now on counts how many entries the page asks its database for. */
async function countReads(page: Page): Promise<void> {
  await page.evaluate(() => {
    const counting = globalThis as { entriesRead?: number };
    counting.entriesRead = 0;
    const { get } = IDBObjectStore.prototype;
    IDBObjectStore.prototype.get = function (key) {
      if (Array.isArray(key) && key[0] === "entry") counting.entriesRead = (counting.entriesRead ?? 0) + 1;
      return get.call(this, key);
    };
  });
}

function entriesRead(page: Page): Promise<number> {
  return page.evaluate(() => (globalThis as { entriesRead?: number }).entriesRead ?? 0);
}

/** Counts how often the page makes a sound. */
async function countRings(page: Page) {
  await page.addInitScript(() => {
    const scope = globalThis as unknown as { rings: number; AudioContext: typeof AudioContext };
    scope.rings = 0;
    scope.AudioContext = class extends AudioContext {
      constructor() {
        super();
        scope.rings++;
      }
    };
  });
  return {
    rings: () => page.evaluate(() => (globalThis as unknown as { rings: number }).rings),
    rang: (times: number) =>
      page.waitForFunction((wanted) => (globalThis as unknown as { rings: number }).rings === wanted, times),
  };
}

async function locksAfter(
  t: TestContext,
  secrets: Secrets | undefined,
  milliseconds: number,
  inside: (page: Page) => ReturnType<Page["locator"]>,
): Promise<void> {
  const url = await serveRole(t, secrets ?? assert.fail(), "Examples");
  const page = await (await openChromium(t)).newPage();
  await page.clock.install({ time: Date.now() });
  await setUpAndUnlock(page, url);
  await inside(page).waitFor();
  // From here on time stands still but for what the test moves.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + minute / 2);
  const touch = () => page.evaluate(() => dispatchEvent(new PointerEvent("pointerdown")));
  const isOpen = async () => (await inside(page).isVisible()) && !(await page.locator("#passphrase").isVisible());
  await touch();
  await page.clock.runFor(milliseconds - 1_000);
  assert.equal(await isOpen(), true, "just before");
  await touch();
  await page.clock.runFor(milliseconds - 1_000);
  assert.equal(await isOpen(), true, "it counts from the last touch");
  await page.clock.runFor(3_000);
  await page.locator("#passphrase").waitFor();
  assert.equal(await inside(page).count(), 0, "nothing of the inside is left on the screen");
}

async function newWorld(t: TestContext): Promise<World> {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  return world;
}
