// What a row says, field by field.
import assert from "node:assert/strict";
import { test } from "node:test";
import { wordsIn } from "../../../test/support/report-words.ts";
import { fieldsInWords } from "./value-words.ts";

test("a currency stands at its amount, and by itself only where no amount is said", () => {
  const said = (budget: number | "not-reported") => fieldsInWords(wordsIn.en, "measure", { budget, currency: "XTS" });
  assert.match(said(4000), /4,000\u00a0/);
  assert.doesNotMatch(said(4000), /Currency/);
  assert.match(said("not-reported"), /Currency/);
});
