// Every sentence has the same bytes everywhere: in Node and in Chromium, and whatever language the system speaks. Browsers know no Tajik and no Uzbek, and
// write what their system speaks instead; a report made on one machine must be found right on another.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { composeReport } from "../../src/reports/compose.ts";
import { reportHtml } from "../../src/reports/print/html.ts";
import { languages, languageTags } from "../../src/words/languages.ts";
import { type Message, messageText } from "../../src/words/message.ts";
import { chromiumPath, openChromium, openModules, serveModules } from "../support/chromium.ts";
import { demonstrationStatements } from "../support/demonstration-statements.ts";
import { reportDataOf } from "../support/report-of-rows.ts";
import { wordsIn } from "../support/report-words.ts";
import { compiledOf, namesIn } from "../support/words/files.ts";

/** What is written with: numbers of every plural category, dates as far as they are known, names in other letters. */
const numbers = [0, 1, 2, 5, 11, 21, 1_234_567];
const dates = ["2003", "2003-08", "2003-08-01"];
const names = ["Қатар", "Oʻzbekiston", "Zambia", "Ирландия", "ایران", "Åland", "Chad"];

/** A page of a language: every message with several values, dates, numbers, lists, names in order. */
const pageOf = (tag: (typeof languageTags)[number]) => ({
  tag,
  messages: [...compiledOf(tag)].map(([key, { message }]) => [key, message, [...namesIn(message)].map(named)] as const),
  numbers,
  dates,
  names,
});

const wordModules = { words: "src/words/words.ts", all: "src/words/languages.ts" };
const messagesIn = (tag: (typeof languageTags)[number]) =>
  Object.fromEntries([...compiledOf(tag)].map(([key, { message }]) => [key, message]));

type Written = ReturnType<typeof pageOf>;

test("every sentence has the same bytes in Node and in Chromium, under a Russian and an English system", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const context = await openChromium(t);
  const url = await serveModules(t, { words: "src/words/message.ts", all: "src/words/languages.ts" });
  for (const locale of ["ru-RU", "en-US"]) {
    const page = await openModules(context, url);
    // As a system that speaks this language.
    const session = await context.newCDPSession(page);
    await session.send("Emulation.setLocaleOverride", { locale });
    assert.equal(await page.evaluate(() => new Intl.NumberFormat().resolvedOptions().locale), locale);
    for (const tag of languageTags) {
      const given = pageOf(tag);
      const there = await page.evaluate(
        `(${write.toString()})(panoh.all.languages, panoh.words.messageText, ${JSON.stringify(given)})`,
      );
      const here = write(languages, messageText, given);
      assert.ok(here.length > 30_000, tag);
      assert.equal(hashOf(String(there)), hashOf(here), `${tag} under ${locale}`);
    }
    await page.close();
  }
});

test("the demonstration's report of 2003 has the same bytes in Node and in Chromium, under a Russian and an English system", async (t) => {
  if (chromiumPath === null) return t.skip("needs Chromium");
  const data = reportDataOf(demonstrationStatements());
  const context = await openChromium(t);
  const url = await serveModules(t, {
    report: "src/reports/compose.ts",
    page: "src/reports/print/html.ts",
    ...wordModules,
  });
  for (const locale of ["ru-RU", "en-US"]) {
    const page = await openModules(context, url);
    await (await context.newCDPSession(page)).send("Emulation.setLocaleOverride", { locale });
    for (const language of languageTags) {
      const here = reportHtml(composeReport(data, wordsIn[language]), {});
      const there = await page.evaluate(
        `panoh.page.reportHtml(panoh.report.composeReport(${JSON.stringify(data)}, new panoh.words.Words(panoh.all.languages.${language}, ${JSON.stringify(messagesIn(language))})), {})`,
      );
      assert.ok(here.length > 100_000, language);
      assert.equal(hashOf(String(there)), hashOf(here), `${language} under ${locale}`);
    }
    await page.close();
  }
});

// Runs in both places; it names nothing from outside.
function write(all: typeof languages, say: typeof messageText, given: Written): string {
  const language = all[given.tag];
  const lines: string[] = [];
  for (const [key, message, slots] of given.messages)
    for (const n of slots.length === 0 ? [0] : given.numbers) {
      const date = given.dates[n % given.dates.length] ?? "";
      const values = Object.fromEntries(
        slots.map(([name, kind]) => [name, kind === "date" ? date : kind === "words" ? given.names[n % 7] : n]),
      );
      lines.push(`${key}: ${say(language, message as Message, values)}`);
    }
  const forms = ["bare", "plain", "in", "since"];
  lines.push(...forms.flatMap((form) => given.dates.map((date) => language.date(date, form))));
  lines.push(language.list(given.names), language.commas(given.names), language.apart(given.names));
  lines.push([...given.names].sort((a, b) => language.compare(a, b)).join());
  lines.push(...[0.5, 1_234.25, 1_000_000].map((n) => language.number(n)), ...language.months);
  return lines.join("\n");
}

function named([name, kinds]: readonly [string, ReadonlySet<string>]): readonly [string, "number" | "date" | "words"] {
  if (kinds.has("date")) return [name, "date"];
  return [name, kinds.has("plural") ? "number" : "words"];
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
