// What follows for whoever lacks keys: what could not be looked at is not missing, so nothing is presumed from it and nothing is called lacking.
import assert from "node:assert/strict";
import { test } from "node:test";
import { recordRead } from "../../../test/support/record-read.ts";
import { type SpelledLanguage, wordsIn } from "../../../test/support/report-words.ts";
import { figure, judgement } from "../../../test/support/statements.ts";
import { tvpaNow } from "../../assessment/tvpa.ts";
import type { SealedHeld, Statement } from "../../record/statement.ts";
import { composeReport } from "../compose.ts";
import { reportMarkdown } from "../print/markdown.ts";
import { reportOfYear } from "../report-of-year.ts";

const open = [
  judgement("complies-fully", true, "2024"),
  judgement("significant-efforts", true, "2024"),
  figure("gazette", "victims-assisted", "2024", 9),
];
function made(holds: SealedHeld, statements: readonly Statement[] = open, scheme = tvpaNow) {
  return reportOfYear(recordRead(statements, { holds }), { period: { year: 2024, kind: "calendar" }, scheme });
}

const textOf = (data: ReturnType<typeof made>, language: SpelledLanguage = "en") =>
  reportMarkdown(composeReport(data, wordsIn[language], "00")).replace(/<a id="[^"]*"><\/a>|\]\(#[^)]*\)|[*\\[]/g, "");

test("[RP9] what was not looked at is named so, by whoever lacks keys, and is no silence; no tier waits for it", () => {
  for (const holds of ["none", "some"] as const) {
    assert.ok(textOf(made(holds)).includes("Investigations (not looked at); Prosecutions (not looked at)"), holds);
    assert.equal(made(holds).assessment.tier, made("all").assessment.tier, "judgements are open");
  }
  assert.equal(made("all").assessment.tier, "1", "judged as full compliance, and nothing was withheld");
});
