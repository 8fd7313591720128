// How people walk through the screens, in their own words: what an officer and a case worker press, found by labels as a screen reader
// finds them.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BrowserContext, Locator, Page } from "playwright-core";
import { testPassphrase } from "../support/world.ts";

export const phone = { width: 360, height: 740 };
export const desk = { width: 1280, height: 800 };

/** A new page of this size. A script of it that throws fails the test. */
export async function openPage(
  browser: BrowserContext,
  viewport: { readonly width: number; readonly height: number },
): Promise<Page> {
  const page = await browser.newPage();
  await page.setViewportSize(viewport);
  page.on("pageerror", (error) => assert.fail(`the page threw: ${error.message}`));
  return page;
}

/** Takes a picture of what is seen, or of the whole page, when a folder for pictures is named, to be looked at. */
export async function picture(page: Page, name: string, size: "seen" | "whole" = "seen"): Promise<void> {
  const folder = process.env["PANOH_PICTURES"];
  if (folder === undefined) return;
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: join(folder, `${name}.png`), fullPage: size === "whole" });
}

/** Sets a fresh device up with the vault that its address offers, and unlocks it. */
export async function setUpAndUnlock(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.locator("ul.rows button").first().click();
  await unlock(page);
}

/** Types the passphrase, as a tired person does: with a capital letter and a space too many. */
export async function unlock(page: Page): Promise<void> {
  await page.locator("#passphrase").fill(` ${testPassphrase.replace("t", "T")} `);
  await page.locator("form button[type=submit]").click();
  await page.locator("#passphrase").waitFor({ state: "detached" });
}

/** Waits until the device holds all that its role needs without a network. */
export async function keptForOffline(page: Page, ...parts: readonly ("officer" | "desk" | "record")[]): Promise<void> {
  for (const part of parts)
    await page.evaluate(async (mark) => {
      const isWhole = async () => (await (await caches.match(mark))?.text()) === "whole";
      while (!(await isWhole())) await new Promise((resolve) => setTimeout(resolve, 50));
    }, `/kept/${part}`);
}

/** Walks the whole path of a referral, or of a provider's new case, up to the last page, `check`, in English. */
export async function writeReferral(
  page: Page,
  words: {
    readonly name: string;
    readonly safe: string;
    readonly narrative?: string;
    /** Who is asked, by a word of the card; `own` where a provider opens a case of its own. */
    readonly receiver: string;
    /** Who is asked after it. */
    readonly further?: readonly string[];
    /** The person is in a country without regions in this app, and each who is asked is in another one. */
    readonly abroad?: boolean;
    /** The person is in danger now. */
    readonly danger?: boolean;
    /** What else is done on a page, by its title. */
    readonly on?: { readonly [title: string]: () => Promise<void> };
  },
): Promise<void> {
  const next = async (title: string) => {
    await page.getByRole("button", { name: "Continue" }).click();
    await page.getByRole("heading", { level: 1, name: title }).waitFor();
    await words.on?.[title]?.();
  };
  await page.getByRole("button", { name: /^New (referral|case)$/ }).click();
  await page.getByLabel(words.danger === true ? "In danger now" : "Safe for now").check();
  await next("About the person");
  await page.getByLabel("18 or older").check();
  await page.getByLabel("Woman or girl").check();
  await page.getByLabel("Language the person speaks best").selectOption("tg");
  // The demonstration and the invented country of the tests have the same regions under letters of their own.
  const region = page.getByLabel("Region", { exact: true });
  if (words.abroad !== true)
    await region.selectOption((await region.locator("option[value$='-KT']").getAttribute("value")) ?? "");
  await next("What have you seen or heard?");
  await page.locator("details#fold-first-line-debt-and-pay > summary").click();
  await page.locator("fieldset#first-line-debt-and-pay input").first().check();
  await page.locator("fieldset#first-line-decision input").first().check();
  await next("What does the person want?");
  await page.locator("fieldset#first-line-wants input").first().check();
  await next("Explain the person’s rights");
  await page.getByLabel("I have explained the rights to the person in another way").check();
  await next("Does the person agree?");
  for (const group of ["basis", "manner", "interpreter"]) await page.locator(`fieldset#${group} input`).first().check();
  for (const box of await page.locator("fieldset#compartments input[type=checkbox]").all()) await box.check();
  await next("Name and contact");
  await page.getByLabel("Given name").fill(words.name);
  await page.locator("fieldset#person-name-is input").first().check();
  await page.locator("fieldset#reach-way input[value=phone]").check();
  await page.getByLabel("Number, account, or whom to ask for").fill(words.safe);
  for (const field of ["who-hears", "say-we-are"]) await page.locator(`fieldset#reach-${field} input`).first().check();
  await page.locator("fieldset#reach-use input[value=yes]").check();
  if (words.narrative !== undefined) {
    await page.getByLabel("What the person says").fill(words.narrative);
    await page.locator("fieldset#story-told-again input[value=no]").check();
  }
  await next("Where to?");
  if (words.receiver === "own") {
    const own = page.locator(".own-choice");
    await own.getByRole("button", { name: "Choose" }).click();
    await own.getByRole("checkbox").first().check();
  }
  for (const receiver of words.receiver === "own" ? [] : [words.receiver, ...(words.further ?? [])]) {
    await page.locator("#where li.card").filter({ hasText: receiver }).getByRole("button", { name: "Choose" }).click();
    await page.getByLabel(`The person agrees that ${receiver} gets this`).check();
    if (words.abroad === true) await page.getByLabel("The person agrees that this is read in this country").check();
  }
  await next("Check and send");
}

/** As when the network comes back: the app asks the log at once. */
export async function lookForNews(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event("online")));
}

/** Presses and typed texts, counted as a person makes them: a list that opens is two presses. */
export class Hand {
  taps = 0;
  texts = 0;

  async tap(target: Locator): Promise<void> {
    this.taps += 1;
    await target.click();
  }

  async choose(list: Locator, value: string): Promise<void> {
    this.taps += 2;
    await list.selectOption(value);
  }

  async type(field: Locator, words: string): Promise<void> {
    this.texts += 1;
    this.taps += 1;
    await field.fill(words);
  }
}
