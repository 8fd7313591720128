// Every screen on a phone, as it is shipped, under the host's content security policy; only the engine is in memory.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { everyScreen, type Opened, Screens, sideways, skip, smallTargets } from "./open-screens.ts";

/** What every screen of the country in memory says: a demonstration without waits. */
const demonstration = /^Demonstration: .* There are no waiting times\.$/;
const bannersByScene: Readonly<Record<string, RegExp>> = {
  "hand-over": /^Namoyish: .* Kutish muddati yoʻq\.$/,
  "desk-hand-over": /^Namoyish: .* Kutish muddati yoʻq\.$/,
};

describe("screens on a phone", { skip }, () => {
  const screens = new Screens();
  let opened: Opened;

  before(async () => {
    opened = await screens.blank();
  });

  for (const { name, path, show } of everyScreen(() => screens.url, "en")) {
    test(`${name}: draws without a fault, fits a phone, and everything that is pressed is at least 48 px high and wide`, async () => {
      const { page, faults } = opened;
      faults.length = 0;
      await show(page, async (scene) => {
        assert.deepEqual(faults, [], scene);
        if (path.startsWith("/?"))
          assert.match(
            await page.locator(".banner").innerText(),
            bannersByScene[scene] ?? demonstration,
            `[DR6] every screen says what it is: ${scene}`,
          );
        assert.equal(await sideways(page), 0, scene);
        assert.deepEqual(await smallTargets(page), [], scene);
      });
    });
  }
});
