// Every screen on the narrowest phone with letters of twice the size. One file for each language, since files run side by side.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { Page } from "playwright-core";
import type { LanguageTag } from "../../src/words/languages.ts";
import { everyScreen, Screens, sideways, skip } from "./open-screens.ts";

export function testLargeLetters(language: LanguageTag): void {
  describe(`${language}: screens with large letters`, { skip }, () => {
    const screens = new Screens(32);

    test(`${language}: every screen fits 320 px with letters of twice the size`, async () => {
      const { page, faults } = await screens.blank({ language, width: 320, height: 640 });
      for (const { show } of everyScreen(() => screens.url, language)) {
        await show(page, async (scene) => {
          assert.equal(await sideways(page), 0, scene);
          assert.deepEqual(await squeezed(page), [], scene);
          assert.deepEqual(faults, [], scene);
        });
      }
      await page.close();
    });
  });
}

/** Marks that are so narrow that their letters stand one below the other. */
function squeezed(page: Page): Promise<readonly string[]> {
  return page
    .locator(".mark-word:visible")
    .evaluateAll((marks) =>
      marks.filter((mark) => mark.clientHeight > 2 * mark.clientWidth).map((mark) => mark.textContent ?? ""),
    );
}
