// Pictures of every screen in the sizes, languages and themes that matter, into .cache/screens/pictures. To be looked at:
// node test/screens/shoot.ts [parts of the names of pictures]
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import type { Scene } from "./scene.ts";
import { scenes } from "./scenes.ts";
import { serveSite } from "./site.ts";

const folder = fileURLToPath(new URL("../../.cache/screens/pictures/", import.meta.url));

interface Look {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  readonly language: string;
  readonly dark?: boolean;
  readonly large?: boolean;
}

const looks: readonly Look[] = [
  { name: "phone-en", width: 360, height: 740, language: "en" },
  { name: "phone-tg", width: 360, height: 740, language: "tg" },
  { name: "phone-fa", width: 360, height: 740, language: "fa" },
  { name: "phone-dark-ru", width: 360, height: 740, language: "ru", dark: true },
  { name: "narrow-uz-200", width: 320, height: 640, language: "uz", large: true },
  { name: "desk-en", width: 1280, height: 800, language: "en" },
  { name: "desk-fa-dark", width: 1280, height: 800, language: "fa", dark: true },
];

const wanted = process.argv.slice(2);
const site = await serveSite();
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const plain = await openBrowser(16);
const large = await openBrowser(32);
for (const scene of scenes) {
  for (const look of looks) {
    const name = `${scene.name}-${look.name}.png`;
    if (wanted.length === 0 || wanted.some((part) => name.includes(part)))
      await shoot(look.large === true ? large : plain, scene, look, join(folder, name));
  }
}
await plain.close();
await large.close();
site.close();

async function shoot(browser: BrowserContext, scene: Scene, look: Look, file: string): Promise<void> {
  const page = await browser.newPage();
  await page.setViewportSize({ width: look.width, height: look.height });
  await page.emulateMedia({ colorScheme: look.dark === true ? "dark" : "light", reducedMotion: "reduce" });
  await page.addInitScript((language) => localStorage.setItem("language", language), look.language);
  page.on("pageerror", (error) => console.error(file, error));
  page.on("console", (message) => message.type() === "error" && console.error(file, message.text()));
  await page.goto(`${site.url}${scene.path(look.language)}`);
  await scene.play(page);
  if (scene.media !== undefined) await page.emulateMedia({ media: scene.media });
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  if (sideways > 0) console.error(file, `is ${sideways} px too wide`);
  await page.screenshot({ path: file, fullPage: look.width < 1000 });
  await page.close();
}

// 200 % text is a setting of the browser: letters of 32 px instead of 16.
async function openBrowser(letterPixels: number): Promise<BrowserContext> {
  const profile = mkdtempSync(join(tmpdir(), "panoh-shoot-"));
  mkdirSync(join(profile, "Default"));
  const preferences = { webkit: { webprefs: { default_font_size: letterPixels } } };
  writeFileSync(join(profile, "Default/Preferences"), JSON.stringify(preferences));
  const context = await launchChromium(profile);
  context.on("close", () => rmSync(profile, { recursive: true, force: true, maxRetries: 10 }));
  return context;
}
