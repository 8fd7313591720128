// The automatic checker of WCAG 2.2, levels A and AA (axe-core), on a page as it stands. It comes into the page once for each document that is looked at: from the
// site of the scenes, so that the browser keeps it compiled, or from outside, past the content security policy.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** The checker as a script. */
export const axeFile: string = createRequire(import.meta.url).resolve("axe-core/axe.min.js");
/** Where the site of the scenes has it. */
export const axePath = "/assets/axe.js";

const options: RunOptions = {
  runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
  // Who goes from landmark to landmark: each has a name of its own, and all that is read lies in one.
  rules: Object.fromEntries(
    ["landmark-unique", "region", "landmark-one-main", "landmark-banner-is-top-level", "landmark-main-is-top-level"]
      .concat("landmark-contentinfo-is-top-level", "landmark-no-duplicate-banner", "landmark-no-duplicate-main")
      .map((rule) => [rule, { enabled: true }]),
  ),
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

/** What the checker finds against the page: rule, place, markup and what would mend it, for a reader of the failure. The page's site may have the checker. */
export async function againstWcag(page: Page, path?: typeof axePath): Promise<readonly string[]> {
  if (!(await page.evaluate(() => "axe" in globalThis)))
    await page.evaluate(path === undefined ? `${readFileSync(axeFile, "utf8")};0` : `import("${path}").then(() => 0)`);
  return page.evaluate<string[]>(run);
}
