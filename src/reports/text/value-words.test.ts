// What a row says, field by field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../../test/support/report-words.ts";
import { fieldsInWords, valueInWords } from "./value-words.ts";

test("a currency stands at its amount, and by itself only where no amount is said", () => {
  const said = (budget: number | "not-reported") => fieldsInWords(wordsIn.en, "measure", { budget, currency: "XTS" });
  assert.match(said(4000), /4,000\u00a0/);
  assert.doesNotMatch(said(4000), /Currency/);
  assert.match(said("not-reported"), /Currency/);
});

test("a part of a tally of proceedings is said in words: officials by level and offence, the way of cases by its steps, an article by its key", () => {
  const said = (by: string, cell: string, language: "en" | "fa" = "en") =>
    valueInWords(wordsIn[language], "tally", "cell", cell, { by });
  assert.equal(said("official", "low/bribery"), "Low, bribery");
  assert.equal(said("official", "any/bribery"), "Bribery");
  assert.equal(said("case-flow", "stage/prison"), "Sentenced to prison");
  assert.equal(said("case-flow", "prosecution/verdict"), "Prosecution → Verdict");
  assert.equal(said("case-flow", "verdict/acquitted"), "Verdict → acquitted");
  assert.equal(said("case-flow", "prosecution/verdict", "fa"), "پیگرد ← رأی");
  assert.equal(said("article", "code/130-1"), "code/130-1");
});
