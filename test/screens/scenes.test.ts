// Every screen, as it is shipped, under the host's content security policy, on a real device over a store in memory. The way to most is gone once, on the narrowest
// phone with letters of twice the size and from right to left, which is the hardest; there the screen is drawn anew for every other look at it.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { againstWcag, axePath } from "./axe.ts";
import {
  everyScreen,
  letters,
  type Measured,
  measure,
  type Opened,
  Screens,
  sideways,
  skip,
  speak,
} from "./open-screens.ts";
import { scenes, walks } from "./scenes.ts";

/** What every screen of the country in memory says: a demonstration without waits. */
const demonstration = /^Demonstration: .* There are no waiting times\.$/;
const bannersByScene: Readonly<Record<string, RegExp>> = {
  "settings-council": /^Demonstration: .* Some waiting times are zero\.$/,
  "desk-resumed": /^Demonstration: .* Some waiting times are zero\.$/,
  "desk-missed-shelter": /^Demonstration: .* Some waiting times are zero\.$/,
  "desk-missed-legal": /^Demonstration: .* Some waiting times are zero\.$/,
  "hand-over": /^Namoyish: .* Kutish muddati yoʻq\.$/,
  "desk-refer-sends": /^Namoyish: .* Kutish muddati yoʻq\.$/,
  "desk-hand-over": /^Namoyish: .* Kutish muddati yoʻq\.$/,
};

/** What was typed stays in the language in which it was typed: the way to them is gone in each. The test finds who is missing here. */
const typedOnce = new Set(["record-sign-off", "desk-consul-request-paper"]);

/** Pages of one form or dialog, which is looked at on a desk where it ends; a form of a case is whole there. */
const pagesOfAWalk = new Set(walks.flatMap(({ passes }) => passes).filter((scene) => !scene.startsWith("desk-form-")));

const large = ["fa", "ru", "uz"] as const;
const phone = { width: 360, height: 740, letters: 16 };
const desk = { width: 1280, height: 800, letters: 16 };
const narrow = { width: 320, height: 640, letters: 32 };

/** Tables of many columns that scroll sideways: on a phone their cells stand below one another. */
const scrollingTables = () =>
  [...document.querySelectorAll("table")]
    .filter(({ tHead }) => (tHead?.rows[0]?.cells.length ?? 0) >= 4)
    .filter(({ parentElement }) => parentElement !== null && parentElement.scrollWidth > parentElement.clientWidth)
    .map(({ caption }) => caption?.textContent);

interface Device extends Opened {
  readonly setLetters: (pixels: number) => Promise<void>;
}

describe("screens on a phone", { skip }, () => {
  const screens = new Screens();
  const devices = new Map<string, Device>();

  before(async () => {
    for (const language of [...large, "en"] as const) {
      const opened = await screens.blank({ language });
      devices.set(language, { ...opened, setLetters: await letters(opened.page) });
    }
  });

  const deviceOf = (language: string) => devices.get(language) ?? assert.fail(language);
  const hold = async ({ page, setLetters }: Device, as: typeof phone) => {
    // The browser draws only the page in front.
    await page.bringToFront();
    await page.setViewportSize(as);
    await setLetters(as.letters);
  };

  for (const { name, path, show } of everyScreen) {
    test(`${name}: draws without a fault in Persian, Russian, Uzbek and English, fits 320 px with letters of twice the size and a phone, where everything that is pressed is at least 48 px high and wide and WCAG 2.2 AA is kept`, async () => {
      const isApp = path("en").startsWith("/?");
      const isOfDesk = /^(desk|record|report)/.test(name);
      const fits = (scene: string, all: readonly Measured[], languages: readonly string[]) => {
        for (const { language, sideways, squeezed, persian, doubled, unfilled } of all) {
          assert.equal(sideways, 0, `${scene} in ${language}`);
          assert.deepEqual(squeezed, [], `${scene} in ${language}`);
          assert.deepEqual(doubled, [], `${scene} in ${language}`);
          assert.deepEqual(unfilled, [], `${scene} in ${language}`);
          assert.deepEqual(persian, [], `${scene} in ${language} is not all in this language: see typedOnce`);
        }
        for (const { language, said } of all)
          assert.deepEqual(said, all[0]?.said, `${scene} in ${language} says all that it says in another`);
        const measured = all.map(({ language }) => language);
        assert.deepEqual(measured, languages, scene);
      };
      const fitsPhone = async (scene: string, { page }: Device) => {
        const all = await measure(page);
        fits(scene, all, ["en"]);
        const [{ smallTargets, banner }] = all as [Measured];
        assert.deepEqual(smallTargets, [], scene);
        assert.deepEqual(await page.evaluate(scrollingTables), [], scene);
        assert.deepEqual(await againstWcag(page, axePath), [], scene);
        const says = bannersByScene[scene] ?? demonstration;
        if (isApp) assert.match(banner, says, `[DR6] every screen says what it is: ${scene}`);
      };
      // Where the way ends: a form that is paged on a phone is whole here.
      const keepsWcagAtDesk = async (scene: string, device: Device) => {
        await hold(device, desk);
        assert.equal(await sideways(device.page), 0, `${scene} at a desk`);
        assert.deepEqual(await againstWcag(device.page, axePath), [], `${scene} at a desk`);
      };
      if (isApp && !typedOnce.has(name)) {
        const device = deviceOf("fa");
        const { page, faults } = device;
        faults.length = 0;
        await hold(device, narrow);
        await show(page, `${screens.url}${path("fa")}`, async (scene, goesOn) => {
          fits(scene, await measure(page, ["ru", "uz", "en"]), ["fa", "ru", "uz", "en"]);
          await hold(device, phone);
          await fitsPhone(scene, device);
          assert.deepEqual(faults, [], scene);
          if (isOfDesk && !pagesOfAWalk.has(scene)) await keepsWcagAtDesk(scene, device);
          if (goesOn !== true) return;
          await hold(device, narrow);
          await speak(page, "fa");
        });
        return;
      }
      for (const language of [...large, "en"] as const) {
        const device = deviceOf(language);
        const { page, faults } = device;
        faults.length = 0;
        await hold(device, language === "en" ? phone : narrow);
        await show(page, `${screens.url}${path(language)}`, async (scene) => {
          if (language === "en") await fitsPhone(scene, device);
          else fits(scene, await measure(page), [language]);
          assert.deepEqual(faults, [], scene);
          if (language === "en" && isOfDesk) await keepsWcagAtDesk(scene, device);
        });
      }
    });
  }

  test("letters of twice the size are the browser's own, which the style sheets ask for too", async () => {
    const { page, setLetters } = deviceOf("en");
    await page.goto(`${screens.url}/?as=officer`);
    for (const { letters, width, height } of [phone, narrow]) {
      await setLetters(letters);
      await page.setViewportSize({ width, height });
      const seen = await page.evaluate(() => [
        getComputedStyle(document.documentElement).fontSize,
        matchMedia("(max-width: 12em)").matches,
      ]);
      assert.deepEqual(seen, [`${letters}px`, letters === 32]);
    }
  });

  test("every scene is looked at, and once", () => {
    assert.deepEqual(everyScreen.flatMap(({ sees }) => sees).sort(), scenes.map(({ name }) => name).sort());
  });

  test("a scene that is walked to in each language exists", () => {
    const names = new Set(everyScreen.map(({ name }) => name));
    assert.deepEqual(
      [...typedOnce].filter((name) => !names.has(name)),
      [],
    );
  });
});
