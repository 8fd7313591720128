// Prints a page to PDF with the Chromium or Chrome of this computer. Nothing is downloaded; without a browser the person prints the page
// from any other one.
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { isProblem } from "../core/problem.ts";
import { commandProblem } from "./command.ts";

const run = promisify(execFile);
const printMilliseconds = 120_000;

const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The bytes of the page as PDF. Throws a problem of the command `no-browser` or `print-failed`. */
export async function printPdf(html: string): Promise<Buffer> {
  const browser = process.env["PANOH_BROWSER"] ?? browsers.find((path) => existsSync(path));
  if (browser === undefined)
    throw commandProblem(
      "no-browser",
      "no Chromium or Chrome was found: install one, name it in PANOH_BROWSER, or print the HTML from any browser",
    );
  const folder = mkdtempSync(join(tmpdir(), "panoh-print-"));
  try {
    const page = join(folder, "report.html");
    const pdf = join(folder, "report.pdf");
    writeFileSync(page, html);
    const options = ["--headless", "--disable-gpu", "--no-pdf-header-footer", `--user-data-dir=${folder}`];
    // A browser that runs as root, as on a server, has no sandbox to lose; the page has no script and loads nothing.
    if (process.getuid?.() === 0) options.push("--no-sandbox");
    await run(browser, [...options, `--print-to-pdf=${pdf}`, pathToFileURL(page).href], { timeout: printMilliseconds });
    const bytes = readFileSync(pdf);
    // A browser that ran out of room ends as if all were well.
    if (!bytes.subarray(-1024).includes("%%EOF"))
      throw commandProblem("print-failed", "the browser could not print the whole page");
    return bytes;
  } catch (error) {
    if (isProblem(error, "command")) throw error;
    throw commandProblem("print-failed", "the browser could not print the page", error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
