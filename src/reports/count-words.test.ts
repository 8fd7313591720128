// What a released number of cases is called.
import assert from "node:assert/strict";
import { test } from "node:test";
import { formWordParts } from "../words/form-words.ts";
import { readWords } from "../words/read-words.ts";
import { talliedSentence } from "./count-words.ts";

test("[YC7] a number is called by its split and class; under a heading that names the split, by its class alone", async () => {
  const words = await readWords("en", ["count", ...formWordParts]);
  const whole = { fact: "victims-identified", year: "2025", value: 20, least: 18, most: 22 } as const;
  const part = { ...whole, by: "sex", cell: "women" } as const;
  const said = (...given: Parameters<typeof talliedSentence>) =>
    talliedSentence(...given).replace(/[\u2066-\u2069]/g, "");
  const bounds = "about 20 (at least 18, at most 22)";
  assert.equal(said(part, words), `Recognised, by sex, Woman or girl: ${bounds}`);
  assert.equal(said(part, words, true), `Woman or girl: ${bounds}`);
  assert.equal(said(whole, words, true), `Recognised as victims for the first time, presumed or formally: ${bounds}`);
});
