// The mark by which people speak of a case.
import assert from "node:assert/strict";
import { test } from "node:test";
import { caseMark, findsMark, holdsMark } from "./mark.ts";

test("the mark of a case is two letters and three digits, the same wherever its id is the same", () => {
  const id = "ab".repeat(32);
  assert.equal(caseMark(id), caseMark(id));
  for (let n = 0; n < 2000; n++)
    assert.match(caseMark((n * 7919).toString(16).padStart(64, "0")), /^[FKLMVX]{2}-[0-9]{3}$/);
});

test("marks are spread: of 200 cases at most a few share one", () => {
  const marks = new Set<string>();
  let seed = 1;
  for (let n = 0; n < 200; n++) {
    seed = (seed * 48271) % 2147483647;
    marks.add(
      caseMark(
        seed
          .toString(16)
          .padStart(10, "0")
          .padStart(64, String(n % 10)),
      ),
    );
  }
  assert.ok(marks.size >= 196, `${marks.size}`);
});

test("a mark is found as it was heard: small, without the stroke, in Cyrillic letters, in Persian digits, by its beginning", () => {
  const id = (9_470).toString(16).padStart(64, "0");
  assert.equal(caseMark(id), "KM-470");
  for (const typed of ["KM-470", "km470", "КМ-470", "км 470", "km ۴۷۰", "470", "km"])
    assert.ok(findsMark(typed)(id), typed);
  for (const typed of ["", "4", "KM-471", "example", "0470"]) assert.ok(!findsMark(typed)(id), typed);
});

test("[FM22g] a mark is found in a text however it is written, and nothing else is", () => {
  const id = (9_470).toString(16).padStart(64, "0");
  for (const text of ["Example: KM-470", "example km470?", "Пример КМ 470", "km ۴۷۰"])
    assert.ok(holdsMark(text, id), text);
  for (const text of ["", "Example: for the second one", "KM-471", "470", "KM"]) assert.ok(!holdsMark(text, id), text);
});
