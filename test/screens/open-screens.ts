// What tests of screens begin with: the program with the engine in memory, served, and a browser to open it in. Also what every screen must be.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import { scenesApart, walks } from "./scenes.ts";
import { type Site, serveSite } from "./site.ts";

/** Why tests of screens are left out. */
export const skip = chromiumPath === null ? "needs Chromium" : false;

export interface Look {
  readonly language?: string;
  readonly width?: number;
  readonly height?: number;
}

export interface Opened {
  readonly page: Page;
  /** What went wrong in the page, up to now. */
  readonly faults: string[];
}

/** Site and browsers for the tests of one `describe`. Called in it, before the tests. */
export class Screens {
  #site: Site | null = null;
  #browser: BrowserContext | null = null;
  readonly #closings: (() => Promise<void>)[] = [];

  constructor(letterPixels = 16) {
    before(async () => {
      this.#site = await serveSite();
      this.#browser = await this.openBrowser(letterPixels);
    });
    after(async () => {
      for (const close of this.#closings) await close();
      this.#site?.close();
    });
  }

  get url(): string {
    return this.#site?.url ?? "";
  }

  get browser(): BrowserContext {
    if (this.#browser === null) throw new Error("the browser is opened before the first test");
    return this.#browser;
  }

  /**
   * A browser on a profile of its own, with letters of this size as its user's wish. Without a service worker: Chromium may stop one while it
   * answers, and a test of screens is no test of that.
   */
  async openBrowser(letterPixels = 16, serviceWorkers: "allow" | "block" = "block"): Promise<BrowserContext> {
    const profile = mkdtempSync(join(tmpdir(), "panoh-screens-"));
    mkdirSync(join(profile, "Default"));
    const preferences = { webkit: { webprefs: { default_font_size: letterPixels } } };
    writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
    const context = await launchChromium(profile, [], serviceWorkers);
    this.#closings.push(async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    });
    return context;
  }

  /** A page that speaks a language; nothing is on it yet. */
  async blank({ language = "en", width = 360, height = 740 }: Look = {}): Promise<Opened> {
    const page = await this.browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("404")) faults.push(message.text());
    });
    await page.setViewportSize({ width, height });
    await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
    return { page, faults };
  }

  async open(path: string, look: Look = {}): Promise<Opened> {
    const opened = await this.blank(look);
    await opened.page.goto(`${this.url}${path}`);
    return opened;
  }
}

/** Every screen, by its name: how to show it on a page, looking at those on the way. */
export function everyScreen(url: () => string, language: string): readonly ShownScreen[] {
  const apart = scenesApart.map(({ name, path, play }) => ({
    name,
    path: path(language),
    show: async (page: Page, look: (scene: string) => Promise<void>) => {
      await page.goto(`${url()}${path(language)}`);
      await play(page);
      await look(name);
    },
  }));
  const onTheWay = walks.map(({ name, path, passes, walk }) => ({
    name: `${name} and what comes before it`,
    path: path(language),
    show: async (page: Page, look: (scene: string) => Promise<void>) => {
      const seen: string[] = [];
      await page.goto(`${url()}${path(language)}`);
      await walk(page, async (scene) => {
        seen.push(scene);
        await look(scene);
      });
      await look(name);
      assert.deepEqual(seen, passes);
    },
  }));
  return [...apart, ...onTheWay];
}

export interface ShownScreen {
  readonly name: string;
  readonly path: string;
  readonly show: (page: Page, look: (scene: string) => Promise<void>) => Promise<void>;
}

/** By how many pixels the page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

/** What can be pressed and is lower or narrower than 48 px: the words of it, to be found by a reader of the failure. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page
    .locator(
      "button, select, input:not([type=radio], [type=checkbox]), textarea, label.choice, nav a, a.link, body > main > section > p > a:only-child",
    )
    .evaluateAll((targets) =>
      targets
        .filter((target) => target.checkVisibility() && !target.matches(".skip"))
        .filter((target) => {
          const { height, width } = target.getBoundingClientRect();
          // A report's links stand in running text and in its list of contents.
          return height < 47.5 || (width < 47.5 && target.closest(".report") === null);
        })
        .map((target) => `${target.className}: ${target.textContent}`),
    );
}
