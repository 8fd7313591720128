// A report composed inside a real Chromium: byte for byte the page that a command makes in Node, in each language, so that the screen's check
// passes what a command made.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { composeReport } from "../../src/reports/compose.ts";
import type { ReportData } from "../../src/reports/data/report-data.ts";
import { reportArticle } from "../../src/reports/print/drawing.ts";
import { markupOf } from "../../src/reports/print/elements.ts";
import { reportHtml } from "../../src/reports/print/html.ts";
import { reportLook } from "../../src/reports/print/html-style.ts";
import { type LanguageTag, languageTags } from "../../src/words/languages.ts";
import type { Message } from "../../src/words/message.ts";
import { againstWcag } from "../screens/axe.ts";
import { chromiumPath, openChromium, openModules, serveModules } from "../support/chromium.ts";
import { demonstrationStatements } from "../support/demonstration-statements.ts";
import { reportDataOf } from "../support/report-of-rows.ts";
import { wordsIn } from "../support/report-words.ts";
import { finding, reportOf2003, stated } from "../support/statements.ts";
import { compiledOf } from "../support/words/files.ts";

interface InPage {
  readonly panoh: {
    readonly compose: typeof import("../../src/reports/compose.ts");
    readonly html: typeof import("../../src/reports/print/html.ts");
    readonly words: typeof import("../../src/words/words.ts");
    readonly languages: typeof import("../../src/words/languages.ts");
  };
}

const modules = {
  compose: "src/reports/compose.ts",
  html: "src/reports/print/html.ts",
  words: "src/words/words.ts",
  languages: "src/words/languages.ts",
};
/** Countries whose names platforms differ in, above all in Tajik. */
const countries = ["TJ", "UZ", "AE", "KG", "CI", "XK", "MK", "HK"];

const messagesIn = (tag: LanguageTag) =>
  Object.fromEntries([...compiledOf(tag)].map(([key, { message }]) => [key, message]));

test("[RP4a] the saved page keeps WCAG 2.2 AA on a phone and at a desk, and each landmark has a name of its own", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const data = reportDataOf(demonstrationStatements());
  const page = await (await openChromium(t)).newPage();
  // Its elements are the same in each language; Persian, from right to left, is looked at where it is narrow.
  for (const [language, width, height] of [
    ["fa", 360, 740],
    ["en", 1280, 800],
  ] as const) {
    await page.setContent(reportHtml(composeReport(data, wordsIn[language]), {}).replace(/<meta http-equiv[^>]*>/, ""));
    await page.setViewportSize({ width, height });
    assert.deepEqual(await againstWcag(page), [], `${language} ${width}`);
  }
});

// In the light the scenes look at the one (report-en), and browser-public-record.test.ts at the other.
test("[RP4a] so does the report in dark colours, on a screen of the record and on the public page", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const document = composeReport(reportDataOf(demonstrationStatements()), wordsIn.en);
  const page = await (await openChromium(t)).newPage();
  await page.setViewportSize({ width: 1280, height: 800 });
  for (const [styles, look] of [
    [["tokens", "base", "controls", "record/record"], { level: 3 }],
    [["tokens", "public-pages", "public-record/record-page"], { level: 4 }],
  ] as const) {
    const css = styles.map((name) => readFileSync(new URL(`../../src/web/${name}.css`, import.meta.url), "utf8"));
    const article = markupOf(reportArticle(document, { prefix: "report-", ...look }));
    await page.setContent(
      `<!doctype html><html lang="en"><title>Report</title><style>${css.join("\n").replace(/@import[^;]*;/g, "")}${reportLook(look.level - 2)}</style><main class="record"><h1>Record</h1>${look.level === 4 ? "<h2>Reports</h2>" : ""}${article}</main></html>`,
    );
    await page.emulateMedia({ colorScheme: "dark" });
    assert.deepEqual(await againstWcag(page), [], `${look.level}`);
  }
});

test("[RP4] [RP8] the browser composes the same page as a command, byte for byte, in each language", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const rows = [
    ...reportOf2003(),
    finding("yearly-report", "extradition", "possible", "2003"),
    stated("agreement", "all", { title: "Example treaty", kind: "police", on: "2003-05-07", with: countries }),
  ];
  const data: readonly ReportData[] = ["TJ", "XQ", "FJ"].map((country) => ({ ...reportDataOf(rows), country }));
  const page = await openModules(await openChromium(t), await serveModules(t, modules));
  for (const [i, one] of data.entries())
    for (const language of languageTags) {
      const made = reportHtml(composeReport(one, wordsIn[language]), {});
      const inBrowser = await page.evaluate(
        ([text, tag, messages]) => {
          const { compose, html, words, languages } = (globalThis as unknown as InPage).panoh;
          const inPage = new words.Words(languages.languages[tag], messages as Readonly<Record<string, Message>>);
          const given = JSON.parse(text) as ReportData;
          return html.reportHtml(compose.composeReport(given, inPage), {});
        },
        [JSON.stringify(one), language, messagesIn(language) as unknown] as const,
      );
      assert.equal(inBrowser, made, `${i} ${language}`);
      if (language === "tg") assert.ok(made.includes("Аморатҳои Муттаҳидаи Араб"), "in Tajik, not in English");
    }
});
