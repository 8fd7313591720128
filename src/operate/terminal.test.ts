// What commands print: nothing that others entered makes a line of its own or moves the cursor.
import assert from "node:assert/strict";
import { test } from "node:test";
import { lineByLine, oneLine, plainJson } from "./terminal.ts";

test("text of others is one line, without marks that move the cursor or turn the direction of reading", () => {
  assert.equal(oneLine("sample\n  signed off by the assessors"), "sample   signed off by the assessors");
  for (const mark of ["\r\n", "\r", "\v", "\f", "\u0085", "\u2028", "\u2029"])
    assert.equal(oneLine(`a${mark}b`), "a b");
  assert.equal(oneLine("a\u001b[2Kb\u009b"), "a<001b>[2Kb<009b>");
  assert.equal(oneLine("\u202ea\u2066b\u200bc\u00ad\u{e0041}\u0000"), "<202e>a<2066>b<200b>c<00ad><e0041><0000>");
  assert.equal(oneLine("می\u200cشود"), "می\u200cشود", "Persian keeps its joiners");
  assert.equal(oneLine("Ҳуқуқи «намуна», ӯ"), "Ҳуқуқи «намуна», ӯ");
});

test("JSON for programs says the same, and a terminal obeys nothing in it", () => {
  const value = { a: "\u202e\u009b2K\u{e0041}\u2028\n", b: ["намуна"] };
  const text = plainJson(value);
  assert.doesNotMatch(text, /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
  assert.deepEqual(JSON.parse(text), value);
  assert.ok(text.includes("намуна"));
});

test("whatever a command says, as its answer or beside it, is one line each", () => {
  const printed: string[] = [];
  const print = (line: string) => void printed.push(line);
  const terminal = lineByLine({
    say: print,
    inform: print,
    askSecret: async () => "",
    untilStopped: async () => undefined,
  });
  terminal.say("a\nb");
  terminal.inform("c\u001b[2K\nd");
  assert.deepEqual(printed, ["a b", "c<001b>[2K d"]);
});
