// The automatic checker of WCAG 2.2, levels A and AA (axe-core), on a page as it stands. It is put into the page from outside, past the content security
// policy, once for each document that is looked at.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const options: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  resultTypes: ["violations"],
  // Asks for style sheets anew, which one rule about the turned phone needs: turning is tested by widths.
  preload: false,
};

// A bar that stays in view half covers what is scrolled below it, which would be measured as a target that is too small: while it is looked at, none stays.
const run = `(async () => {
  const bars = [...document.querySelectorAll("body *")].filter((each) => getComputedStyle(each).position === "sticky");
  for (const { style } of bars) Object.assign(style, { position: "relative", inset: "auto" });
  const { violations } = await axe.run(document, ${JSON.stringify(options)});
  for (const bar of bars) bar.removeAttribute("style");
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target, html, failureSummary }) =>
    [id, target.join(" "), html.slice(0, 200), failureSummary].join("\\n")));
})()`;

/** What the checker finds against the page: rule, place, markup and what would mend it, for a reader of the failure. */
export async function againstWcag(page: Page): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(`${source};0`);
  return page.evaluate<string[]>(run);
}
