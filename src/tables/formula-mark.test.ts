// Marks against formulas: none is left for any separator, and nothing is lost by them.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../test/support/tries.ts";
import { markFormulas, unmarkFormulas } from "./formula-mark.ts";

test("[RC8] a formula sign at the start of a cell or where another program may begin one is marked", () => {
  assert.equal(markFormulas("=1+1"), "'=1+1");
  assert.equal(markFormulas("a;=1+1;b"), "a;'=1+1;b");
  assert.equal(markFormulas("a\t@x\n-y\r+z"), "a\t'@x\n'-y\r'+z");
  for (const sign of "＝＋－＠")
    assert.equal(markFormulas(`${sign}1;${sign}2`), `'${sign}1;'${sign}2`, "in full width");
  assert.equal(markFormulas("1-2; a=b"), "1-2; a=b", "signs within are none");
  assert.equal(markFormulas(";;=1;+2"), ";;'=1;'+2");
});

test("[RC8] taking the marks away gives what was marked, whatever it was, and leaves no formula in any cell of any separator", () => {
  const cells = fc.string({
    unit: fc.constantFrom("'", "=", "+", "-", "@", "＝", "－", ";", "\t", "\n", "\r", "a", " ", "1"),
  });
  fc.assert(
    fc.property(cells, (cell) => {
      const marked = markFormulas(cell);
      assert.equal(unmarkFormulas(marked), cell);
      for (const part of marked.split(/[;\t\r\n]/)) assert.doesNotMatch(part, /^[=+\-@＝＋－＠]/);
    }),
    { numRuns: 2000 },
  );
});
