// What turns or hides text of others is shown as a mark, and nothing else is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { marksOnScreen, visibleMarks } from "./visible-marks.ts";

test("what turns the direction of reading or is not seen stands as a mark; joiners and lines stay", () => {
  assert.equal(visibleMarks("call 12\u202e34"), "call 12<202e>34");
  for (const mark of [
    "\u202a",
    "\u202b",
    "\u202d",
    "\u202e",
    "\u2066",
    "\u2067",
    "\u2068",
    "\u2069",
    "\u200b",
    "\u200e",
    "\u2060",
    "\ufeff",
    "\u00ad",
    "\u0007",
    "\u2028",
    "\u{e0041}",
  ])
    assert.equal(visibleMarks(`a${mark}b`), `a<${mark.codePointAt(0)?.toString(16).padStart(4, "0")}>b`);
  for (const plain of ["two\nlines", "می\u200cروم", "क्\u200dष", "Шахси санҷишӣ 1", "a < b"])
    assert.equal(visibleMarks(plain), plain);
});

test("on a screen each mark keeps its brackets whatever is written beside it, and text without marks is as it was", () => {
  assert.equal(marksOnScreen("شخص\u2066abc"), "شخص\u2066<2066>\u2069abc");
  assert.equal(marksOnScreen("کتاب\u200cها\nабв"), "کتاب\u200cها\nабв");
});
