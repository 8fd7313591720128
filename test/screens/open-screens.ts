// What tests of screens begin with: the program on the platform of the scenes, served, and a browser to open it in. Also what every screen must be.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import type { BrowserContext, Page } from "playwright-core";
import type { LanguageTag } from "../../src/words/languages.ts";
import { chromiumPath, launchChromium } from "../support/chromium.ts";
import type { Scene } from "./scene.ts";
import { scenesApart, walks } from "./scenes.ts";
import { type Site, serveSite } from "./site.ts";
import { passphrase } from "./stores/store-file.ts";

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
  readonly #opened = new Map<Page, { readonly language: string; readonly faults: string[] }>();
  readonly #left: Page[] = [];

  constructor() {
    before(async () => {
      this.#site = await serveSite();
      this.#browser = await this.openBrowser();
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
   * A browser on a profile of its own. Without a service worker: Chromium may stop one while it answers, and a test of screens is no test of that.
   */
  async openBrowser(serviceWorkers: "allow" | "block" = "block"): Promise<BrowserContext> {
    const profile = mkdtempSync(join(tmpdir(), "panoh-screens-"));
    const context = await launchChromium(profile, [], serviceWorkers);
    this.#closings.push(async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
    });
    return context;
  }

  /** A page that speaks a language; nothing is on it yet. */
  async blank({ language = "en", width = 360, height = 740 }: Look = {}): Promise<Opened> {
    const at = this.#left.findIndex((left) => this.#opened.get(left)?.language === language);
    const [page = await this.#newPage(language)] = at === -1 ? [] : this.#left.splice(at, 1);
    const faults = this.#opened.get(page)?.faults ?? [];
    faults.length = 0;
    // The browser draws only the page in front.
    await page.bringToFront();
    await page.setViewportSize({ width, height });
    return { page, faults };
  }

  async #newPage(language: string): Promise<Page> {
    const page = await this.browser.newPage();
    const faults: string[] = [];
    this.#opened.set(page, { language, faults });
    page.on("pageerror", (error) => faults.push(String(error)));
    page.on("console", (message) => {
      if (message.type() === "error" && !message.text().includes("404")) faults.push(message.text());
    });
    // A colour that is still changing would be measured half way.
    await page.emulateMedia({ reducedMotion: "reduce" });
    await page.addInitScript((tag) => localStorage.setItem("language", tag), language);
    return page;
  }

  /**
   * What a test does with a page in the end: the next one that speaks its language has it, empty. It finds the program compiled there and the signatures
   * verified (remembered-signatures.ts), which is half of what a screen costs. Whoever changed the page itself, as by a route, closes it instead.
   */
  async leave(page: Page): Promise<void> {
    await page.goto("about:blank");
    // What was looked at on paper is a screen again.
    await page.emulateMedia({ media: null });
    // Or back would lead to what this test looked at.
    const session = await page.context().newCDPSession(page);
    await session.send("Page.resetNavigationHistory");
    await session.detach();
    this.#left.push(page);
  }

  async open(path: string, look: Look = {}): Promise<Opened> {
    const opened = await this.blank(look);
    await opened.page.goto(`${this.url}${path}`);
    return opened;
  }
}

/** Of the scenes that go on, by the name of the one that is seen on the way: to which one. Where several do, it is seen on the way to the first. */
const onwardBy = new Map(
  scenesApart.toReversed().flatMap((scene) => (scene.after === undefined ? [] : [[scene.after.scene.name, scene]])),
);

/** Every screen, by its name: how to show it on a page in a language, looking at those on the way. */
export const everyScreen: readonly ShownScreen[] = [
  ...scenesApart
    .filter(({ name }) => !onwardBy.has(name))
    .map((last) => {
      const { name, path, media } = last;
      const way = wayTo(last);
      const [first = last] = way;
      return {
        name: way.length > 1 ? `${name} and what comes before it` : name,
        sees: way.map((scene) => scene.name),
        path,
        show: async (page: Page, start: string, look: (scene: string, goesOn?: boolean) => Promise<void>) => {
          await page.goto(start);
          await first.play(page);
          for (const [at, scene] of way.entries()) {
            if (at > 0) await scene.after?.goOn(page);
            if (media !== undefined) await page.emulateMedia({ media });
            await look(scene.name, scene !== last);
            if (media !== undefined) await page.emulateMedia({ media: null });
          }
        },
      };
    }),
  ...walks.map(({ name, path, passes, walk }) => ({
    name: `${name} and what comes before it`,
    sees: [...passes, name],
    path,
    show: async (page: Page, start: string, look: (scene: string, goesOn?: boolean) => Promise<void>) => {
      const seen: string[] = [];
      await page.goto(start);
      await walk(page, async (scene) => {
        seen.push(scene);
        await look(scene, true);
      });
      await look(name);
      assert.deepEqual(seen, passes);
    },
  })),
];

/** A scene, and before it those that are seen on the way to it. */
function wayTo(last: Scene): readonly Scene[] {
  const before = last.after?.scene;
  return before !== undefined && onwardBy.get(before.name) === last ? [...wayTo(before), last] : [last];
}

export interface ShownScreen {
  readonly name: string;
  /** The scenes that are looked at, in their order. */
  readonly sees: readonly string[];
  readonly path: (language: LanguageTag) => string;
  /** `look` is called for each scene, and told when the way goes on from it. */
  readonly show: (page: Page, start: string, look: (scene: string, goesOn?: boolean) => Promise<void>) => Promise<void>;
}

/** The verbs of the engine that the screen called, of these: in their order, with what they were given (scene-engine.ts). */
export async function asked(page: Page, ...verbs: readonly string[]): Promise<readonly (readonly unknown[])[]> {
  const all = await page.evaluate(() => (globalThis as unknown as { asked: unknown[][] }).asked);
  return all.filter(([verb]) => verbs.includes(String(verb)));
}

/** What a person types to open the device of a scene. */
export async function unlock(page: Page): Promise<void> {
  await page.locator("#passphrase").fill(passphrase);
  await page.locator("button[type=submit]").click();
}

/** By how many pixels the page is wider than its window. */
export function sideways(page: Page): Promise<number> {
  return page.evaluate(inPage.sideways);
}

/** What can be pressed and is lower or narrower than 48 px: the words of it, to be found by a reader of the failure. */
export function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(inPage.smallTargets);
}

/** What a screen is like, in one language. */
export interface Measured {
  /** As the page names it. */
  readonly language: string;
  readonly banner: string;
  readonly sideways: number;
  readonly smallTargets: readonly string[];
  readonly squeezed: readonly string[];
  /** Persian words of two letters or more on a page that speaks another language; a list of languages names each in itself. */
  readonly persian: readonly string[];
  /** Choices of one question that are called as another one of it. */
  readonly doubled: readonly string[];
  /** What no word was put into. */
  readonly unfilled: readonly string[];
  /** What it says of what was done or is missing: how each is called, in order. None goes or comes when the language changes. */
  readonly said: readonly string[];
}

// What runs in the page: each needs nothing from here.
const inPage = {
  banner: () => document.querySelector<HTMLElement>(".banner")?.innerText ?? "",
  // What a row of the list does not hold is cut off there, and makes the page no wider.
  sideways: () =>
    Math.max(
      0,
      document.documentElement.scrollWidth - innerWidth,
      ...[...document.querySelectorAll(".row-item")].map(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth),
    ),
  smallTargets: () => {
    const pressed =
      "button, select, input:not([type=radio], [type=checkbox]), textarea, label.choice, nav a, a.link, body > main > section > p > a:only-child";
    return [...document.querySelectorAll<HTMLElement>(pressed)]
      .filter((target) => target.checkVisibility() && !target.matches(".skip"))
      .filter((target) => {
        const { height, width } = target.getBoundingClientRect();
        // A report's links stand in running text and in its list of contents.
        return height < 47.5 || (width < 47.5 && target.closest(".report") === null);
      })
      .map((target) => `${target.className}: ${target.textContent}`);
  },
  /** Marks and tasks that are so narrow that their letters stand one below the other. */
  squeezed: () =>
    [...document.querySelectorAll<HTMLElement>(".mark-word, .task-what")]
      .filter((mark) => mark.checkVisibility({ visibilityProperty: true }))
      .filter((mark) => mark.offsetHeight > 2 * mark.offsetWidth)
      .map((mark) => mark.textContent ?? ""),
  persian: () => {
    const { documentElement: page, body } = document;
    const words = document.createTreeWalker(body, NodeFilter.SHOW_TEXT);
    const found: string[] = [];
    while (page.lang !== "fa" && words.nextNode()) {
      const { data, parentElement } = words.currentNode as Text;
      const isOwn = parentElement?.closest("[lang]") === page && parentElement.closest("option") === null;
      if (isOwn && /[\u0621-\u06cc]{2}/.test(data)) found.push(data);
    }
    return found;
  },
  doubled: () =>
    [...document.querySelectorAll(".choices")].flatMap((choices) => {
      const named = [...choices.querySelectorAll(":scope > .choice")].map(({ textContent }) => textContent ?? "");
      return named.filter((name, at) => named.indexOf(name) < at);
    }),
  // Rows that are out of sight are not painted: what they say is in them all the same.
  unfilled: () =>
    [document.body.innerText, ...[...document.querySelectorAll(".row")].map(({ textContent }) => textContent)]
      .join("\n")
      .match(/\{\{.*\}\}|\bundefined\b|\bNaN\b|\[object /g) ?? [],
  said: () =>
    [...document.querySelectorAll("[role=alert], [role=status], .error, .summary li")]
      .filter(({ textContent }) => textContent !== "")
      .map(({ localName, className }) => `${localName}.${className}`),
} as const;

/**
 * Measures the page as it is and then, drawn anew where it stands, in other languages; it stays in the last. One call, since a page is drawn and measured
 * faster than it is asked.
 */
export function measure(page: Page, others: readonly LanguageTag[] = []): Promise<readonly Measured[]> {
  const fields = Object.entries(inPage).map(([name, of]) => `${name}: (${of})()`);
  return page.evaluate(`(async () => {
    const measured = () => ({ language: document.documentElement.lang, ${fields.join(", ")} });
    const all = [measured()];
    for (const language of ${JSON.stringify(others)}) {
      await speak(language);
      all.push(measured());
    }
    return all;
  })()`);
}

/** Redraws the page in a language. */
export function speak(page: Page, language: LanguageTag): Promise<void> {
  return page.evaluate(
    (tag) => (globalThis as unknown as { speak(language: string): Promise<void> }).speak(tag),
    language,
  );
}

/** The size of letters that the browser's user wishes, on this page alone. */
export async function letters(page: Page): Promise<(pixels: number) => Promise<void>> {
  const session = await page.context().newCDPSession(page);
  return async (pixels) => void (await session.send("Page.setFontSizes", { fontSizes: { standard: pixels } }));
}
