// A real Chromium for tests: found on this machine, started without a window, with everything off that would reach for the network. Pages
// come from a small server on loopback, which is a secure context.
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, type TestContext } from "node:test";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { bundleModules } from "./bundle.ts";
import { serveOnLoopback } from "./loopback.ts";

const places = [
  process.env["PANOH_CHROMIUM"] ?? "",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser's program, or null: then a test says `t.skip("needs Chromium")`. `PANOH_CHROMIUM` names another one. */
export const chromiumPath: string | null = places.find((path) => path !== "" && existsSync(path)) ?? null;

const shell = "/usr/bin/chromium-headless-shell";

/**
 * The same Chromium without the windows, tabs and menus around a page: a walk through pages costs a seventh less in it. Where it is not, the browser itself.
 * What a browser does of its own accord (files of a profile, a start without a network, a newer version) is seen in the whole one.
 */
export const shellPath: string | null =
  process.env["PANOH_CHROMIUM"] === undefined && existsSync(shell) ? shell : chromiumPath;

const quiet = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * In tests V8 optimizes later than elsewhere: a page is loaded anew for every screen and would optimize the same functions each time, on threads of its own. That was a tenth
 * of what a test of screens cost. As in Node's tests there is more room for what is soon forgotten, and it is cleared by the page's own thread: a seventh of what was left.
 * Programs that measure have Chromium as it is.
 */
const v8OfTests =
  process.env["NODE_TEST_CONTEXT"] === undefined
    ? []
    : [
        "--js-flags=--invocation-count-for-maglev=6400,--invocation-count-for-turbofan=48000,--min-semi-space-size=32,--single-threaded-gc",
      ];

/** The browsers on each profile that a test made, so that they are closed before it is removed. */
const contextsByProfile = new Map<string, BrowserContext[]>();

/** Starts the browser on a profile directory; everything that pages store lives there and is found again at the next start. */
export async function launchChromium(
  profile: string,
  args: readonly string[] = [],
  serviceWorkers: "allow" | "block" = "allow",
  executablePath = shellPath,
): Promise<BrowserContext> {
  if (executablePath === null) throw new Error("needs Chromium");
  const context = await chromium.launchPersistentContext(profile, {
    executablePath,
    headless: true,
    args: [...quiet, ...v8OfTests, ...args],
    serviceWorkers,
  });
  // Longer than anything takes beside another load: only what never comes waits so long.
  context.setDefaultTimeout(90_000);
  contextsByProfile.get(profile)?.push(context);
  return context;
}

/**
 * A browser that stored nothing yet, gone at the end of the test. The whole one, `chromiumPath`, has a profile of its own and a service worker. Otherwise it is a private
 * window of the one shell of this process, without a service worker: to start a browser, and to keep the program for a day without a network, is a third of what a
 * journey cost, and what becomes of a service worker is seen in the whole one, or in a shell with a profile of its own (`launchChromium`).
 */
export function openChromium(t: Pick<TestContext, "after">, executablePath = shellPath): Promise<BrowserContext> {
  return executablePath === chromiumPath ? launchChromium(ownProfile(t), [], "allow", executablePath) : ofShell(t);
}

let shellHere: Promise<Browser> | null = null;
const isTest = process.env["NODE_TEST_CONTEXT"] !== undefined;
if (isTest) after(async () => (await shellHere)?.close());

async function ofShell(t: Pick<TestContext, "after">): Promise<BrowserContext> {
  if (shellPath === null) throw new Error("needs Chromium");
  // Nobody would close it, and a program that measures wants a profile on the disk.
  if (!isTest) throw new Error("outside of tests a browser has a profile of its own: launchChromium");
  shellHere ??= chromium.launch({ executablePath: shellPath, headless: true, args: [...quiet, ...v8OfTests] });
  const context = await (await shellHere).newContext({ serviceWorkers: "block" });
  t.after(() => context.close());
  context.setDefaultTimeout(90_000);
  return context;
}

/** A private window: what pages store is in memory alone, and gone with the browser. */
export async function openPrivately(
  t: Pick<TestContext, "after">,
  executablePath = chromiumPath,
): Promise<BrowserContext> {
  if (executablePath === null) throw new Error("needs Chromium");
  const browser = await chromium.launch({ executablePath, headless: true, args: [...quiet, ...v8OfTests] });
  t.after(() => browser.close());
  const context = await browser.newContext();
  context.setDefaultTimeout(90_000);
  return context;
}

/** A directory for a browser's profile. At the end of the test the browsers on it are closed and it is removed. */
export function ownProfile(t: Pick<TestContext, "after">): string {
  const profile = mkdtempSync(join(tmpdir(), "panoh-chromium-"));
  const contexts: BrowserContext[] = [];
  contextsByProfile.set(profile, contexts);
  t.after(async () => {
    await Promise.all(contexts.map((context) => context.close()));
    // The browser may still be writing when its window is gone.
    rmSync(profile, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  });
  return profile;
}

export interface Served {
  readonly type: "text/html" | "text/javascript";
  readonly body: string;
}

/** Serves a few resources by path on loopback, until the end of the test; gives the address without a trailing slash. */
export async function serve(t: Pick<TestContext, "after">, files: Readonly<Record<string, Served>>): Promise<string> {
  return serveOnLoopback(t, (request, response) => {
    const file = files[request.url ?? ""];
    response.writeHead(file === undefined ? 404 : 200, file === undefined ? {} : { "content-type": file.type });
    response.end(file?.body);
  });
}

/** Serves an empty page that has modules of the project on `globalThis.panoh`; see `bundleModules`. */
export async function serveModules(
  t: Pick<TestContext, "after">,
  modules: Readonly<Record<string, string>>,
): Promise<string> {
  const script = await bundleModules(modules);
  return serve(t, {
    "/": {
      type: "text/html",
      body: '<!doctype html><title>Panoh</title><script type="module" src="/page.js"></script>',
    },
    "/page.js": { type: "text/javascript", body: script },
  });
}

/** Opens a page that `serveModules` serves, ready to use. Whatever goes wrong in the page is an error here. */
export async function openModules(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.goto(url);
  if (errors.length > 0) throw new AggregateError(errors, "the page did not start");
  return page;
}
