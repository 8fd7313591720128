// JSON in files that people write (SG4c): white space and the spelling of texts are free, everything else has one spelling, and each flaw is named with its path.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readJsonFile } from "./json-file.ts";

const flawsOf = (text: string, depth = 8) =>
  readJsonFile(text, depth).flaws.map(({ path, reason }) => `${path}: ${reason}`);

test("[SG4] a file with any white space between its parts is the value that it spells", () => {
  const value = { a: [1, "two  words", { b: null }], c: true, d: {}, e: '" {[,:]} \\' };
  for (const text of [JSON.stringify(value), JSON.stringify(value, null, 4), ` \r\n\t${JSON.stringify(value)}\n`])
    assert.deepEqual(readJsonFile(text, 8), { value, flaws: [] });
});

test("[SG4] white space joins nothing, and a file that is no JSON has no value", () => {
  for (const text of ["[1 2]", "tr ue", "", '{"a":1,}', '"a', "\ufeff{}", "[1]\u00a0", "{'a':1}", '["\n"]', "[01]"])
    assert.deepEqual(readJsonFile(text, 8), { value: undefined, flaws: [{ path: "", reason: "is not JSON" }] }, text);
});

test("[SG4] a key that stands twice is named with its path, however it is spelled", () => {
  assert.deepEqual(flawsOf('{"a":[{"b":1,"c":{},"b":2}],"a":0,"d":["a","a"]}'), [
    "a[0].b: stands twice",
    "a: stands twice",
  ]);
  assert.deepEqual(flawsOf('{"a":1,"\\u0061":2}'), ["a: stands twice"]);
});

test("[SG4c] a text may be spelled with escapes, as many programs write it; its value is the same", () => {
  const plain = readJsonFile('{"é":["Ҷон","a/b"]}', 8);
  assert.deepEqual(readJsonFile('{"\\u00e9":["\\u04b6\\u043e\\u043d","a\\/b"]}', 8), plain);
  assert.deepEqual(plain.flaws, []);
});

test("[SG4] numbers with a second spelling are named, and so is what no text can hold", () => {
  assert.deepEqual(flawsOf('{"a":[1.0,"\\u00e9"],"b":1e2}'), ["a[0]: must be spelled 1", "b: must be spelled 100"]);
  for (const text of ['["\\ud800"]', '{"b":1,"2":1,"1":1}']) assert.equal(flawsOf(text).length, 1, text);
});

test("[SG4] depth and length are bounded", () => {
  assert.deepEqual(flawsOf("[[[1]]]", 3), []);
  assert.deepEqual(readJsonFile("[[[1]]]", 2), {
    value: undefined,
    flaws: [{ path: "", reason: "nests deeper than 2 levels" }],
  });
  assert.deepEqual(
    flawsOf("[".repeat(100_000)),
    ["nests deeper than 8 levels"].map((reason) => `: ${reason}`),
  );
  assert.match(flawsOf(`["${"a".repeat(200_000)}"]`).join(), /longer than 200000/);
  assert.deepEqual(flawsOf(`[1]${" ".repeat(200_000)}`), []);
});
