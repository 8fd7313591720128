// The letter of a request: what it says, that it prints alike each time, and that nobody's words become markup.

import assert from "node:assert/strict";
import { test } from "node:test";
import { reportTexts, spelledLanguages, wordsIn } from "../../test/support/report-words.ts";
import { type RequestLetter, requestLetter } from "./request-letter.ts";

const letter: RequestLetter = {
  request: {
    direction: "sent",
    kind: "extradition",
    country: "FJ",
    on: "2004-03-01",
    stage: "drafted",
    case: "sample-1",
  },
  reference: "request-7",
  country: "TO",
  office: "Example Prosecutor",
  substance: "A sample <b>was</b> taken.\n\nPlease give it back & say so.",
  trial: true,
};

test("[RP18] a letter names both countries, the reference, the case and the date, in each language, and is the same each time", () => {
  for (const language of spelledLanguages) {
    const page = requestLetter(letter, wordsIn[language]);
    assert.equal(requestLetter(letter, wordsIn[language]), page);
    for (const word of ["request-7", "sample-1", "Example Prosecutor", "2004"]) assert.ok(page.includes(word), word);
    assert.match(page, new RegExp(`<html lang="${language}"`));
    assert.ok(page.includes(reportTexts[language].t("report.letter.warning")));
  }
  assert.match(requestLetter(letter, wordsIn.en), /Request for extradition[\s\S]*Fiji[\s\S]*Tonga[\s\S]*1 March 2004/);
  assert.doesNotMatch(requestLetter({ ...letter, trial: false }, wordsIn.en), /Demonstration or trial/);
});

test("[RP18] the writer's words are text, whatever they hold", () => {
  const page = requestLetter(letter, wordsIn.en);
  assert.match(page, /A sample &#60;b&#62;was&#60;\/b&#62; taken\./);
  assert.match(page, /<p>Please give it back &#38; say so\.<\/p>/);
});
