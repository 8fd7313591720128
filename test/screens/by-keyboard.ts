// What a person does without a pointer.
import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/** Moves the focus with Tab alone until it is on the target. */
export async function keyTo(page: Page, selector: string): Promise<void> {
  await page.locator(selector).first().waitFor();
  const isThere = () => page.evaluate((wanted) => document.activeElement === document.querySelector(wanted), selector);
  for (let presses = 0; presses < 120; presses++) {
    if (await isThere()) {
      // A page that was just drawn moves the focus to its heading, perhaps only now.
      await framesPass(page);
      if (await isThere()) return;
    }
    await page.keyboard.press("Tab");
  }
  assert.fail(`Tab does not lead to ${selector}`);
}

export async function pressKey(page: Page, selector: string, key = "Enter"): Promise<void> {
  await keyTo(page, selector);
  await page.keyboard.press(key);
}

export async function framesPass(page: Page): Promise<void> {
  await page.evaluate(
    () => new Promise<void>((pass) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(pass)))),
  );
}
