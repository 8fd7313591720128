// What was released of proceedings beyond the facts, by article, of officials and of the flow: whose word counts, and what of sealed rows never leaves them (TA7, RP6).

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportMarkdown } from "../../../test/support/report-markdown.ts";
import { reportDataOf } from "../../../test/support/report-of-rows.ts";
import { type SpelledLanguage, wordsIn } from "../../../test/support/report-words.ts";
import { proceeding, type Said, sourceStated, stated } from "../../../test/support/statements.ts";
import type { RowValues } from "../../core/registers/register-table.ts";
import type { Statement } from "../../record/statement.ts";
import { composeReport } from "../compose.ts";

const laws = ["130-1", "167"].map((article) =>
  stated("law", article, { act: "Example code", article, subject: "trafficking", stage: "in-force", on: "2001" }),
);

function event(
  name: string,
  articles: readonly string[],
  more: Partial<RowValues<"proceeding">> = {},
  said: Said = {},
) {
  const values = { case: name, event: "prosecution", on: "2003-05", articles: [...articles], ...more } as const;
  return proceeding(`${name} ${values.event} ${more.suspect ?? ""}`, values, said);
}

const pageOf = (given: readonly Statement[]) =>
  reportDataOf([...laws, ...given])
    .splits.filter(({ by }) => by === "article")
    .map(({ cell, fact, value }) => [cell, fact, value] as const);

test("[TA7b] each fact counts under each article of its rows, as it counts itself: cases, and persons who were convicted", () => {
  const convicted = { event: "verdict", verdict: "convicted" } as const;
  assert.deepEqual(
    pageOf([
      event("A", ["130-1"]),
      event("A", ["130-1", "167"], { suspect: "b" }),
      event("B", ["167"]),
      event("C", [], {}),
      event("A", ["130-1"], { ...convicted, suspect: "a" }),
      event("A", ["130-1"], { ...convicted, suspect: "b" }),
      event("D", ["167"], { ...convicted, on: "2002" }),
      event("E", ["167"], { ...convicted, offence: "bribery" }),
    ]),
    [
      ["130-1", "convictions", 2],
      ["130-1", "prosecutions", 1],
      ["167", "prosecutions", 2],
    ],
  );
});

test("[TA7b] one source counts: the one whose word counts first among those whose rows name articles", () => {
  const statistics = sourceStated("s", "official-statistics");
  const silent = event("A", [], {}, { source: "s" });
  assert.deepEqual(pageOf([statistics, silent, event("A", ["167"])]), [["167", "prosecutions", 1]]);
  const other = event("A", ["130-1"], {}, { source: "s" });
  assert.deepEqual(pageOf([statistics, other, event("A", ["167"])]), [["130-1", "prosecutions", 1]]);
});

test("[TA7, TA7b] no shielded case is under an article, and no key is shown that no open row gives", () => {
  const hidden = event("A", ["167"], {}, { shielded: true });
  assert.deepEqual(pageOf([hidden, event("B", ["130-1"])]), [["130-1", "prosecutions", 1]]);
  assert.deepEqual(pageOf([hidden]), []);
  const data = reportDataOf([...laws, event("A", ["secret-of-the-changing-room", "167"])]);
  assert.equal(data.splits.filter(({ by }) => by === "article").length, 1);
  assert.ok(!JSON.stringify(data).includes("secret-of"));
});

test("[RP6, RP12] the table has each number with its records, in each language; without articles there is none", () => {
  const shown = (given: readonly Statement[], language: SpelledLanguage) =>
    reportMarkdown(composeReport(reportDataOf(given), wordsIn[language])).replace(/\[([^[\]]*)\]\(#[\w-]+\)/g, "$1");
  const given = [...laws, event("A", ["130-1"]), event("B", ["130-1"], { event: "investigation" })];
  for (const [language, caption, row] of [
    ["en", "**By article of law**", /\| “Example code”, article 130-1 \| Prosecutions \| 1 \|[^|]*\| \w{8}:0 \|/],
    ["ru", "**По статьям закона**", /\| «Example code», статья 130-1 \| [^|]+ \| 1 \|[^|]*\| \w{8}:0 \|/],
    ["tg", "**Аз рӯи моддаҳои қонун**", /\| «Example code», моддаи 130-1 \| [^|]+ \| 1 \|[^|]*\| \w{8}:0 \|/],
  ] as const) {
    const text = shown(given, language);
    assert.ok(text.includes(caption), language);
    assert.match(text, row);
    assert.ok(!shown([...laws, event("A", [])], language).includes(caption), language);
  }
  assert.match(shown(given, "en"), /\| Article \| Fact \| Value \| Source \| Records \|/);
});

test("[RP3b, TA10a] the flow stands step by step along the way of cases, and officials by level and offence", () => {
  const bribe = { official_body: "municipal", office_level: "low", offence: "bribery" } as const;
  const given = [
    ...laws,
    event("A", [], { event: "investigation" }),
    event("A", []),
    event("B", [], { event: "verdict", verdict: "acquitted" }),
    event("M", [], { ...bribe, event: "charge", suspect: "1" }),
    event("M", [], { ...bribe, event: "charge", suspect: "2" }),
    event("M", [], { ...bribe, event: "fled", suspect: "1" }),
  ];
  const markdown = reportMarkdown(composeReport(reportDataOf(given), wordsIn.en)).replace(
    /\[([^[\]]*)\]\(#[\w-]+\)/g,
    "$1",
  );
  const rowsOf = (caption: string) =>
    (markdown.split(`**${caption}**`)[1] ?? "")
      .split("\n")
      .filter((line) => line.startsWith("| "))
      .slice(2)
      .map((line) => line.split(" | ").slice(0, 3).join(" | "));
  assert.deepEqual(rowsOf("From investigation to sentence").slice(0, 6), [
    "| Investigation | Cases | 1",
    "| Investigation → Prosecution | Cases | 1",
    "| Prosecution | Cases | 1",
    "| Prosecution → pending | Cases | 1",
    "| Verdict | Cases | 1",
    "| Verdict → acquitted | Cases | 1",
  ]);
  assert.deepEqual(rowsOf("Officials prosecuted").slice(0, 2), [
    "| Low, bribery | Officials who fled | 1",
    "| Low, bribery | Officials prosecuted | 2",
  ]);
});
