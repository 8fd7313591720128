// The screens of the record in a real browser: what must not be lost, be misunderstood or lag. Only the engine is in memory.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { fillTraining, openRegister, registerAt } from "./record-scenes.ts";
import { buildSite, type Site, serveSite } from "./site.ts";

const skip = chromiumPath === null ? "needs Chromium" : false;

describe("screens of the record", { skip }, () => {
  let site: Site;
  let browser: BrowserContext;
  const profile = mkdtempSync(join(tmpdir(), "panoh-record-screens-"));

  before(async () => {
    await buildSite("record-site");
    site = await serveSite("record-site");
    browser = await launchChromium(profile);
  });
  after(async () => {
    await browser.close();
    site.close();
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });

  async function open(path: string, { language = "en", width = 1280, height = 800 } = {}): Promise<Page> {
    const page = await browser.newPage();
    await page.setViewportSize({ width, height });
    await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
    await page.goto(`${site.url}${path}`);
    return page;
  }

  // What the screen asked of the engine.
  const asked = (page: Page) => page.evaluate(() => (globalThis as unknown as { asked: unknown[] }).asked);

  async function enterProceeding(page: Page, official: string | null): Promise<void> {
    await page.locator("#field-case").waitFor();
    await page.locator("#field-source").selectOption("own");
    await page.locator("#field-case").fill("Kettle 99");
    await page.locator("#field-event").selectOption("trial");
    await page.locator("#field-on input").fill("2025");
    if (official !== null) await page.locator("#field-official_body").selectOption(official);
    await page.locator("form [type=submit]").click();
    await page.locator("dl.card").waitFor();
  }

  test("[R26] a row that its author will not see says so before it is sealed, and afterwards in one sentence; the next row has another short name", async () => {
    const page = await open("/?as=justice&unlocked");
    await openRegister(page, registerAt.proceeding);
    await page.locator(".actions .primary").click();
    await enterProceeding(page, "prosecutor");
    const before = await page.locator("main").innerText();
    assert.match(
      before,
      /goes to the reviewers alone: you will not see it here, and cannot correct it or take it back/,
    );
    assert.doesNotMatch(before, /sealed to your organisation/);
    await page.locator("main > .primary").click();
    await page.locator(".seal-mark").waitFor();
    const after = await page.locator("main").innerText();
    assert.match(after, /It went to the reviewers alone; you will not see it here/);
    assert.doesNotMatch(after, /Your organisation|It shows in the lists/);
    await page.locator(".actions .primary").click();
    await enterProceeding(page, null);
    assert.match(await page.locator("main").innerText(), /sealed to your organisation and the reviewers/);
    await page.locator("main > .primary").click();
    await page.locator(".seal-mark").waitFor();
    const keys = (await asked(page)).map((each) => (each as [string, string, { key: string }[]])[2][0]?.key ?? "");
    assert.equal(new Set(keys).size, 2);
    for (const key of keys) assert.match(key, /^proceeding-2026-[0-9a-z]{6}$/);
    await page.close();
  });

  test("[RC3] a short name that is taken is told before anything is signed: by a row in sight, and by one that went to the reviewers alone", async () => {
    const page = await open("/?as=secretariat&unlocked");
    await fillTraining(page);
    await page.locator("#field-source").selectOption("saucers-2004");
    await page.locator("#field-key").fill("training-1");
    await page.locator("form [type=submit]").click();
    await page.locator("dl.card").waitFor();
    assert.match(
      await page.locator("main").innerText(),
      /Something stands under this short name already: .*Recognising/,
    );
    await page.locator(".way-back button").click();
    await page.locator("#field-key").fill("unseen-1");
    await page.locator("form [type=submit]").click();
    await page.locator("dl.card").waitFor();
    assert.match(await page.locator("main").innerText(), /This row would take its place/);
    assert.deepEqual(await asked(page), []);
    await page.close();
  });

  test("[RC1] another source's word begins with what is the same, shows what was said, and leaves number and remark to the new source", async () => {
    const page = await open("/?as=secretariat&unlocked");
    await openRegister(page, registerAt.figure);
    await page.locator("tr", { hasText: "2003-prosecutions" }).first().locator(".thing").click();
    await page.locator(".apart .button").click();
    assert.equal(await page.locator("h1").innerText(), "What another source says");
    assert.match(await page.locator(".facts.card").innerText(), /Saucers of the World 2004/);
    assert.equal(await page.locator("#field-fact").inputValue(), "prosecutions");
    assert.equal(await page.locator("#field-from input").inputValue(), "2003");
    assert.equal(await page.locator("#field-source").inputValue(), "");
    assert.equal(await page.locator("#field-value :checked, #field-value-n").count(), 0);
    assert.equal(await page.locator("#field-remark").inputValue(), "");
    await page.close();
  });
});
