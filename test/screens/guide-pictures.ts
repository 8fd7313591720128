// The pictures of the guide for case workers: scenes on a phone, in English, as small as they can be read. Made anew when a screen of them changed:
// node test/screens/guide-pictures.ts
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { launchChromium } from "../support/chromium.ts";
import { scenes } from "./scenes.ts";
import { serveSite } from "./site.ts";

/** A scene, and what of it stands at the top of the picture where that is not the top of the screen. */
interface GuidePicture {
  readonly scene: string;
  readonly from?: string;
}

export const guidePictures: readonly GuidePicture[] = [
  { scene: "desk-two-workers", from: ".pane-inbox" },
  { scene: "desk-tasks", from: ".pane-inbox" },
  { scene: "desk-handover-cases" },
  { scene: "desk-saves-wait", from: ".pane-case .waiting-saves" },
  { scene: "desk-sheets-due", from: "#due-title" },
  { scene: "desk-sheet-risk" },
  { scene: "desk-sheet-risk-gaps" },
  { scene: "desk-sheets-safety", from: ".sheets" },
];

export const guideFolder = fileURLToPath(new URL("../../docs/pictures/guide/", import.meta.url));

async function shootAll(): Promise<void> {
  const site = await serveSite();
  const profile = mkdtempSync(join(tmpdir(), "panoh-guide-"));
  const browser = await launchChromium(profile);
  rmSync(guideFolder, { recursive: true, force: true });
  mkdirSync(guideFolder, { recursive: true });
  for (const { scene: name, from } of guidePictures) {
    const scene = scenes.find((each) => each.name === name);
    if (scene === undefined) throw new Error(`no scene ${name}`);
    const page = await browser.newPage();
    await page.setViewportSize({ width: 360, height: 640 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.addInitScript(() => localStorage.setItem("language", "en"));
    await page.goto(`${site.url}${scene.path("en")}`);
    await scene.play(page);
    if (from !== undefined) await scrollTo(page, from);
    writeFileSync(join(guideFolder, `${name}.webp`), await webp(page));
    await page.close();
  }
  await browser.close();
  site.close();
  rmSync(profile, { recursive: true, force: true, maxRetries: 10 });
}

/** Below the bar and the parts of a case, which stay in view. */
async function scrollTo(page: Page, selector: string): Promise<void> {
  await page
    .locator(selector)
    .first()
    .evaluate((target) => {
      const heights = [".bar", ".case-tabs"].map(
        (each) => document.querySelector(each)?.getBoundingClientRect().height ?? 0,
      );
      scrollBy(0, target.getBoundingClientRect().top - heights.reduce((all, height) => all + height) - 12);
    });
}

async function webp(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "webp", quality: 60 });
  return Buffer.from(data, "base64");
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) await shootAll();
