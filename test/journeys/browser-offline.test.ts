// After its first visit a device opens and works without a network, with the files of its own role and no more.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type TestContext, test } from "node:test";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { chromiumPath, openChromium } from "../support/chromium.ts";
import { serveRole } from "../support/role-site.ts";
import { until } from "../support/until.ts";
import { exampleDraft, fetchNetwork, World } from "../support/world.ts";
import { desk, keptForOffline, phone, setUpAndUnlock, unlock, writeReferral } from "./walk.ts";

const assets = fileURLToPath(new URL("../../dist/web/assets", import.meta.url));

test("[EN4] after the first visit an officer's phone, a desk and a secretariat's desk have each page of theirs without a network", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { urls, browser, carried } = await country(t);

  await t.test(
    "an officer's phone: the referral, the rights in another language, lessons, settings, the leaflet",
    async () => {
      const page = await firstVisit(browser, phone, urls.border, "officer");
      const kept = await namesKept(page);
      for (const name of ["path", "lesson-screens", "settings", "lexicon-lessons-fa"]) assert.ok(has(kept, name), name);
      for (const name of ["desk", "reader", "record-screens", "report-page", "lexicon-record-en", "lexicon-desk-en"])
        assert.ok(!has(kept, name), name);
      assert.ok(kept.every((path) => !/\.(br|gz)$/.test(path) && !path.includes("record")));
      assert.equal(kept.filter((path) => path.includes("public")).length, 5, "the leaflet in each language");

      await page.context().setOffline(true);
      await page.reload();
      await hasLoaded(page, "path");
      await unlock(page);
      await writeReferral(page, { name: "Test Person 1", safe: "Monday morning", receiver: "Example Shelter North" });
      await page.getByRole("button", { name: "Settings" }).click();
      for (const language of ["fa", "uz", "tg", "ru", "en"]) {
        await page.locator("select#language").selectOption(language);
        await page.waitForFunction((chosen) => document.documentElement.lang === chosen, language);
      }
      await page.getByRole("heading", { level: 1, name: "Settings" }).waitFor();
      await page.locator(".bar-name").click();
      await page.locator(".lessons-row").click();
      await page.locator(".lesson-row").first().click();
      await page.locator("main h1").first().waitFor();
      for (const name of ["desk", "reader", "record-screens"]) assert.ok(!has(await namesLoaded(page), name), name);
      await page.goto(`${urls.border}/public.fa.html`);
      await page.locator("section.question.now li").first().waitFor();
      assert.ok(await page.evaluate(() => [...document.styleSheets].some(({ cssRules }) => cssRules.length > 0)));
      await page.context().setOffline(false);
      await page.close();
    },
  );

  await t.test(
    "a shelter's desk opens what somebody carried; the record comes with its first use, and is then there too",
    async () => {
      const page = await firstVisit(browser, desk, urls.shelter, "desk");
      const kept = await namesKept(page);
      for (const name of ["desk", "path", "reader"]) assert.ok(has(kept, name), name);
      for (const name of ["lesson-screens", "record-screens", "report-page"]) assert.ok(!has(kept, name), name);
      await page.context().setOffline(true);
      await page.reload();
      for (const name of ["desk", "reader"]) await hasLoaded(page, name);
      assert.ok(!has(await namesLoaded(page), "record-screens"));
      await unlock(page);
      await page.locator(".pane-inbox").waitFor();
      // [LG6] Somebody brought it on a stick; neither side has a network.
      const take = async (buffer: Buffer) => {
        await page.locator("#carried-file").setInputFiles({ name: "sealed.age", mimeType: "", buffer });
        await page.getByRole("button", { name: "Open and pass on" }).click();
      };
      await page.getByRole("button", { name: "Open a carried file" }).click();
      await take(carried.subarray(1));
      await page.getByText("This is no carried referral", { exact: false }).waitFor();
      assert.equal(await page.locator(".pane-inbox .row").count(), 0);
      await take(carried);
      await page.locator(".pane-inbox .row").first().waitFor();
      await page.getByText("It is for you", { exact: false }).first().waitFor();
      await page.context().setOffline(false);
      await page.getByRole("button", { name: "The country’s record and reports" }).click();
      await page.getByRole("heading", { level: 1, name: "The country’s record" }).waitFor();
      await keptForOffline(page, "record");
      await page.context().setOffline(true);
      await page.reload();
      await unlock(page);
      await page.getByRole("button", { name: "The country’s record and reports" }).click();
      await page.getByRole("heading", { level: 1, name: "The country’s record" }).waitFor();
      await page.context().setOffline(false);
      await page.close();
    },
  );

  await t.test("a secretariat's desk: the record, the year's report, and the cases", async () => {
    const page = await firstVisit(browser, desk, urls.secretariat, "record", "desk");
    await page.context().setOffline(true);
    await page.reload();
    await unlock(page);
    await page.getByRole("button", { name: "Make its annex: facts with their sources" }).click();
    await page.getByLabel("Year", { exact: true }).waitFor();
    await page.context().setOffline(false);
    await page.close();
  });
});

test("[EN4] what a device keeps of a part is all that the part's scripts name, so that no page is missing without a network", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const { urls, browser } = await country(t);
  const page = await firstVisit(browser, phone, urls.border, "officer");
  const kept = await namesKept(page);
  const roots = [...kept].filter((path) => /\/(path|lesson-screens|open-engine|settings)-[^/]+\.js$/.test(path));
  assert.equal(roots.length, 4);
  for (const path of named(roots.map((root) => root.slice("/assets/".length))))
    assert.ok(kept.includes(`/assets/${path}`), path);
});

/** Scripts with all that they name, as the files themselves say it; the program's first script names every page, and the engine what only a reader needs. */
function named(names: readonly string[], known: Set<string> = new Set()): ReadonlySet<string> {
  for (const name of names) {
    if (known.has(name) || /^(first|reader)-/.test(name)) continue;
    known.add(name);
    if (!name.endsWith(".js")) continue;
    const script = readFileSync(join(assets, name), "utf8");
    const others = readdirSync(assets).filter((other) => !/\.(br|gz)$/.test(other) && script.includes(`./${other}`));
    named(others, known);
  }
  return known;
}

function has(kept: readonly string[], name: string): boolean {
  return kept.some((path) => new RegExp(`^/assets/${name}-[^/]{8}\\.js$`).test(path));
}

/** Paths of all that this origin keeps for use without a network. */
async function namesKept(page: Page): Promise<readonly string[]> {
  return page.evaluate(async () => {
    const caught = await Promise.all(
      (await caches.keys()).map(async (name) => (await (await caches.open(name)).keys()).map(({ url }) => url)),
    );
    return caught.flat().map((url) => new URL(url).pathname);
  });
}

/** The locked page has fetched a script of this name, so that nobody waits for it once the device is open (EN4e). */
async function hasLoaded(page: Page, name: string): Promise<void> {
  await page.locator("#passphrase").waitFor();
  await until(async () => has(await namesLoaded(page), name));
}

/** Paths of all that this page has fetched. */
function namesLoaded(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => performance.getEntriesByType("resource").map((entry) => new URL(entry.name).pathname));
}

async function firstVisit(
  browser: BrowserContext,
  viewport: { readonly width: number; readonly height: number },
  url: string,
  ...parts: readonly ("officer" | "desk" | "record")[]
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewportSize(viewport);
  page.on("pageerror", (error) => assert.fail(`the page threw: ${error.message}`));
  await setUpAndUnlock(page, url);
  // The first sync is over: the directory is here.
  await page.locator(".bar-state", { hasText: "Online" }).waitFor();
  await keptForOffline(page, ...parts);
  return page;
}

async function country(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const secretariat = await world.organisation("secretariat", "Example Secretariat");
  await world.service(shelter, ["shelter-emergency", "legal-advice"]);
  await world.witness();
  const url = (name: string, [device]: (typeof border)["devices"]) => {
    assert.ok(device !== undefined);
    return serveRole(t, device, name);
  };
  // A post without a network has sealed a referral, which stays in its outbox.
  const network: Network = async (address, request) =>
    address.endsWith("/submit") ? null : fetchNetwork(address, request);
  const officer = await world.member(border.devices[0] ?? assert.fail(), { network });
  await must(officer.drafts.send(exampleDraft([shelter])));
  const carried = Buffer.from(officer.drafts.sealedFile(officer.drafts.sent[0]?.entry ?? "") ?? assert.fail());
  return {
    carried,
    urls: {
      border: await url("Example Border Post", border.devices),
      shelter: await url("Example Shelter North", shelter.devices),
      secretariat: await url("Example Secretariat", secretariat.devices),
    },
    browser: await openChromium(t, chromiumPath),
  };
}
