// The screens in a real browser, as they are shipped, under the host's content security policy; only the engine is in memory. The
// journeys with real cryptography and a real host have tests of their own.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { scenes, walkTo } from "./scenes.ts";
import { buildSite, type Site, serveSite } from "./site.ts";

const skip = chromiumPath === null ? "needs Chromium" : false;

describe("screens", { skip }, () => {
  let site: Site;
  let browser: BrowserContext;
  const closings: (() => Promise<void>)[] = [];

  before(async () => {
    await buildSite();
    site = await serveSite();
    browser = await openBrowser(16);
  });
  after(async () => {
    for (const close of closings) await close();
    site.close();
  });

  async function openBrowser(letterPixels: number): Promise<BrowserContext> {
    const profile = mkdtempSync(join(tmpdir(), "panoh-screens-"));
    mkdirSync(join(profile, "Default"));
    const preferences = { webkit: { webprefs: { default_font_size: letterPixels } } };
    writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
    const context = await launchChromium(profile);
    closings.push(async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    });
    return context;
  }

  async function open(path: string, options: { language?: string; width?: number; height?: number } = {}) {
    const { language = "en", width = 360, height = 740 } = options;
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("404")) faults.push(message.text());
    });
    await page.setViewportSize({ width, height });
    await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
    await page.goto(`${site.url}${path}`);
    return { page, faults };
  }

  test("every page of the path draws without a fault, fits a phone, and everything that is pressed is at least 48 px high", async () => {
    const { page, faults } = await open("/?as=officer&unlocked");
    const check = async (step: string) => {
      assert.equal(await sideways(page), 0, step);
      assert.deepEqual(await smallTargets(page), [], step);
    };
    await walkTo(page, "check", check);
    await check("check");
    assert.deepEqual(faults, []);
    await page.close();
  });

  for (const scene of scenes.filter(({ name }) => !isPage(name))) {
    test(`${scene.name}: draws without a fault, fits a phone, and everything that is pressed is at least 48 px high`, async () => {
      const { page, faults } = await open(scene.path("en"));
      await scene.play(page);
      assert.deepEqual(faults, []);
      assert.equal(await sideways(page), 0);
      assert.deepEqual(await smallTargets(page), []);
      await page.close();
    });
  }

  test("every screen fits 320 px with letters of twice the size, in the longest language and right to left", async () => {
    const large = await openBrowser(32);
    for (const language of ["uz", "ru", "fa"]) {
      const page = await large.newPage();
      await page.setViewportSize({ width: 320, height: 640 });
      await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
      for (const scene of scenes.filter(({ name }) => !isPage(name))) {
        await page.goto(`${site.url}${scene.path(language)}`);
        await scene.play(page);
        assert.equal(await sideways(page), 0, `${scene.name} in ${language}`);
      }
      await page.goto(`${site.url}/?as=officer&unlocked`);
      await walkTo(page, "check", async (step) => assert.equal(await sideways(page), 0, `${step} in ${language}`));
      assert.equal(await sideways(page), 0, `check in ${language}`);
      await page.close();
    }
  });

  test("the first screen needs at most 45 kB of compressed script in every language", async (t) => {
    for (const language of ["en", "ru", "tg", "uz", "fa"]) {
      const page = await browser.newPage();
      const sizes: number[] = [];
      page.on("response", async (response) => {
        const url = response.url();
        if (!url.endsWith(".js") || url.includes("fake-engine")) return;
        sizes.push(gzipSync(await response.body(), { level: 9 }).length);
      });
      await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
      await page.goto(`${site.url}/?as=officer`, { waitUntil: "networkidle" });
      await page.locator("#passphrase").waitFor();
      const total = sizes.reduce((sum, size) => sum + size, 0);
      t.diagnostic(`${language}: ${total} bytes in ${sizes.length} files`);
      assert.ok(total > 5_000 && total <= 45 * 1024, `${total} bytes`);
      await page.close();
    }
  });

  test("the browser refuses markup from strings, foreign policies and foreign scripts", async () => {
    const { page } = await open("/?as=officer");
    const refused = await page.evaluate(() => {
      const attempts: (() => unknown)[] = [
        () => {
          document.body.innerHTML = "<b>x</b>";
        },
        () => new Worker("/service-worker.js"),
        () =>
          (
            globalThis as unknown as { trustedTypes: { createPolicy(name: string, rules: object): unknown } }
          ).trustedTypes.createPolicy("other", {}),
        () => {
          document.createElement("script").src = "/assets/x.js";
        },
      ];
      return attempts.map((attempt) => {
        try {
          attempt();
          return "allowed";
        } catch (error) {
          return error instanceof Error ? error.name : "?";
        }
      });
    });
    assert.deepEqual(refused, ["TypeError", "TypeError", "TypeError", "TypeError"]);
    await page.close();
  });

  test("an officer sends a referral with the keyboard alone", async () => {
    const { page, faults } = await open("/?as=officer");
    await keyTo(page, "#passphrase");
    await page.keyboard.type("tea cup spoon");
    await page.keyboard.press("Enter");
    await page.locator(".hero").waitFor();
    await pressKey(page, ".hero");
    await pressKey(page, "#danger-now", " ");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "#age-adult", " ");
    await keyTo(page, "#person-language");
    await page.keyboard.press("ArrowDown");
    await keyTo(page, "#region");
    await page.keyboard.press("ArrowDown");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "#group-violence-violence", " ");
    await pressKey(page, "#decision-presumed", " ");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "#wants-medical", " ");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "form .hero");
    await pressKey(page, ".hand-over .primary");
    await keyTo(page, ".hold");
    await page.keyboard.down(" ");
    await page.waitForSelector(".hold", { state: "detached" });
    await page.keyboard.up(" ");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "#basis-consent", " ");
    await pressKey(page, "#manner-spoken", " ");
    await pressKey(page, "#interpreter-none", " ");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "#where .card button");
    await pressKey(page, "form [type=submit]");
    await pressKey(page, "form .hero");
    await page.locator(".seal-mark").waitFor();
    assert.match(
      await page.locator(".lead").innerText(),
      /Sealed and logged at .* You cannot open it again; Shelter North can\./,
    );
    assert.deepEqual(faults, []);
    await page.close();
  });

  test("while the screen is turned to the person, nothing but her own answer and the held return is reachable", async () => {
    const { page } = await open("/?as=officer&unlocked");
    await walkTo(page, "rights");
    await page.locator("form .hero").click();
    await page.locator(".hand-over ol").waitFor();
    assert.equal(await page.locator(".hand-over").getAttribute("lang"), "uz");
    const reachable = await page
      .locator("button, a, input, select, textarea, [tabindex]")
      .evaluateAll((all) => all.length);
    assert.equal(reachable, 3);
    await page.goBack().catch(() => null);
    assert.equal(await page.locator(".hand-over").count(), 1, "back leads nowhere");
    await page.locator(".hold").click();
    assert.equal(await page.locator(".hand-over").count(), 1, "a short press leads nowhere");
    await page.locator(".hand-over .plain").click();
    await page.locator(".thanks").waitFor();
    await page.locator(".hold").dispatchEvent("pointerdown");
    await page.locator(".path-top").waitFor();
    assert.match(await page.locator("form .notice").innerText(), /I want to stop/);
    await page.close();
  });

  test("back, stop and lock lose nothing of a referral, and erasing leaves nothing", async () => {
    const { page } = await open("/?as=officer&unlocked");
    await walkTo(page, "wants");
    await page.locator(".back").click();
    await page.locator("#decision").waitFor();
    assert.equal(await page.locator("#decision-presumed").isChecked(), true);
    await page.goBack();
    assert.equal(await page.locator("#region").inputValue(), "TJ-KT");
    await page.locator(".stop").click();
    await page.locator("dialog .primary").click();
    await page.locator(".hero").click();
    assert.equal(await page.locator("#basis, #wants, form .hero, #danger").count(), 1);
    await page.locator(".stop").click();
    await page.locator("dialog .grave").click();
    await page.locator(".hero").click();
    assert.equal(await page.locator("#danger :checked").count(), 0);
    await page.close();
  });

  test("a page that misses something says so at the top, and each line leads to its field", async () => {
    const { page } = await open("/?as=officer&unlocked");
    await walkTo(page, "person");
    await page.locator("form [type=submit]").click();
    const summary = page.locator(".summary");
    await summary.waitFor();
    assert.equal(await summary.evaluate((box) => box === document.activeElement), true);
    assert.equal(await summary.locator("button").count(), 3);
    await summary.locator("button").nth(1).click();
    assert.equal(await page.evaluate(() => document.activeElement?.id), "person-language");
    await page.close();
  });

  test("the address never tells what was looked at", async () => {
    const { page } = await open("/?as=officer&unlocked");
    const before = page.url();
    await walkTo(page, "check");
    assert.equal(page.url(), before);
    await page.close();
  });

  test("the desk shows ten lines or more, and is worked by keys: j, k, Enter, a, ?, /", async () => {
    const { page, faults } = await open("/?as=reader&unlocked&scene=many", { width: 1280, height: 800 });
    await page.locator(".pane-inbox .row").first().waitFor();
    const visible = await page
      .locator(".pane-inbox .row")
      .evaluateAll((rows) => rows.filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length);
    assert.ok(visible >= 10, `${visible} lines`);
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.locator(".story").waitFor();
    assert.equal(await page.locator(".pane-inbox .row").first().getAttribute("aria-current"), "true");
    await page.keyboard.press("?");
    await page.locator("dialog .keys").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("a");
    assert.match(await page.locator("dialog h2").innerText(), /Accept/);
    assert.equal(await page.getByText("Ms Teapot").count(), 0, "the name is closed before acceptance");
    await page.locator("dialog .primary").press("Enter");
    await page.getByText("Ms Teapot").waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("no such line");
    await page.locator(".pane-inbox .empty").waitFor();
    assert.deepEqual(faults, []);
    await page.close();
  });

  test("an arrival raises the count in the title, which holds no name", async () => {
    const { page } = await open("/?as=reader&unlocked", { width: 1280, height: 800 });
    await page.locator(".pane-inbox .row").first().waitFor();
    assert.equal(await page.title(), "(6) Panoh");
    await page.evaluate(() => (globalThis as unknown as { arrive(): void }).arrive());
    await page.locator(".pane-inbox .row").nth(14).waitFor();
    await page.evaluate(() => (globalThis as unknown as { arrive(): void }).arrive());
    await page.locator(".pane-inbox .row").nth(15).waitFor();
    assert.match(await page.title(), /^\(\d+\) Panoh$/);
    await page.close();
  });

  test("a neutral name hides the program's own in title and icon", async () => {
    const { page } = await open("/?as=officer&unlocked");
    await page.locator(".bar-button").first().click();
    await page.locator("main .choice input").check();
    assert.equal(await page.title(), "Notes");
    assert.equal(await page.locator("link[rel=icon]").getAttribute("href"), "/notes.svg");
    assert.equal(await page.locator(".bar").getByText("Panoh").count(), 0);
    await page.evaluate(() => localStorage.clear());
    await page.close();
  });

  test("the leaflet is read whole without scripts, and the quick exit is there", async () => {
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setScriptExecutionDisabled", { value: true });
    await page.goto(`${site.url}/public.tg.html`);
    assert.equal(await page.locator(".question li").count(), 10);
    assert.equal(await page.locator("#log-figures").isVisible(), false);
    assert.equal(await page.locator("a.exit").isVisible(), true);
    await page.close();
  });

  test("once visited, the program opens without a network, and the log is never answered from the cache", async () => {
    const { page } = await open("/index.html");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.context().setOffline(true);
    await page.goto(`${site.url}/`);
    await page.locator("#passphrase").waitFor();
    const log = await page.evaluate(() =>
      fetch("/checkpoint").then(
        () => "answered",
        () => "no network",
      ),
    );
    assert.equal(log, "no network");
    await page.context().setOffline(false);
    await page.close();
  });
});

// Pages of the path are seen on one walk.
function isPage(scene: string): boolean {
  return scene.startsWith("path-") && scene !== "path-gap" && scene !== "path-stop";
}

function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** What can be pressed and is lower than 48 px: the words of it, to be found by a reader of the failure. */
function smallTargets(page: Page): Promise<readonly string[]> {
  return page
    .locator("button, select, input:not([type=radio], [type=checkbox]), textarea, label.choice, nav a")
    .evaluateAll((targets) =>
      targets
        .filter((target) => target.checkVisibility() && !target.matches(".skip"))
        .filter((target) => target.getBoundingClientRect().height < 47.5)
        .map((target) => `${target.className}: ${target.textContent}`),
    );
}

/** Moves the focus with Tab alone until it is on the target. */
async function keyTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  for (let presses = 0; presses < 120; presses++) {
    const there = await page.evaluate((wanted) => document.activeElement === document.querySelector(wanted), selector);
    if (there) return;
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

async function pressKey(page: Page, selector: string, key = "Enter"): Promise<void> {
  await keyTo(page, selector);
  await page.keyboard.press(key);
}
