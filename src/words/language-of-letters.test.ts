// The voice for a text whose author named no language.
import assert from "node:assert/strict";
import { test } from "node:test";
import { languageOfLetters } from "./language-of-letters.ts";

test("[OF5] a text is read in the voice of its letters, and in none where they do not say", () => {
  for (const [text, language] of [
    ["با آقای کریمی آمد", "fa"],
    ["Ҳамроҳи хоҳараш омад", "tg"],
    ["Пришла с сестрой", "ru"],
    ["Oʻzi keldi", "uz"],
    ["Came alone, 9:00", ""],
    ["", ""],
  ] as const)
    assert.equal(languageOfLetters(text), language, text);
});
