// The one decoder of foreign JSON: one spelling, bounded, and nothing that JavaScript would quietly change.
import assert from "node:assert/strict";
import { test } from "node:test";
import { anyCharacter } from "../../test/support/any-character.ts";
import { fc, tries } from "../../test/support/tries.ts";
import { decodeJson, encodeJson, type Json, maxJsonDepth, maxJsonLength } from "./json.ts";

function refuses(rule: string, texts: readonly string[]): void {
  test(`[SG4] JSON: ${rule}`, () => {
    for (const text of texts) assert.equal(decodeJson(text), undefined, text.slice(0, 60));
  });
}

test("[SG4] JSON: what encodes decodes to the same value", () => {
  const value = fc.jsonValue({ maxDepth: 6, stringUnit: anyCharacter }) as fc.Arbitrary<Json>;
  fc.assert(
    fc.property(value, (any) => {
      const text = encodeJson(any);
      if (text.isWellFormed() && !text.includes("\\ud")) assert.deepEqual(decodeJson(text), JSON.parse(text));
    }),
    { numRuns: tries(100) },
  );
});

refuses("duplicate keys, at the top, nested, escaped or equal", [
  '{"a":1,"a":2}',
  '{"a":1,"a":1}',
  '{"a":{"b":1,"b":2}}',
  '{"a":1,"\\u0061":2}',
  '{"__proto__":1,"__proto__":2}',
]);

test("[SG4] JSON: a key named __proto__ is a plain key and changes nobody's prototype", () => {
  const value = decodeJson('{"__proto__":{"admin":true}}');
  assert.ok(typeof value === "object" && value !== null);
  assert.equal(Object.getPrototypeOf(value), Object.prototype);
  assert.deepEqual(Object.keys(value), ["__proto__"]);
  assert.equal(Reflect.get({}, "admin"), undefined);
});

refuses("white space and text around the value", [
  " 1",
  "1 ",
  "1\n",
  "\ufeff1",
  '{"a": 1}',
  "[1, 2]",
  '{ "a":1}',
  "\t1",
  "1 2",
  "[1],",
  "",
  "//\n1",
]);

refuses("second spellings of numbers, and numbers that do not survive", [
  "1.0",
  "1e2",
  "1E2",
  "-0",
  "0.0",
  "1.50",
  "100e-2",
  "+1",
  "01",
  ".5",
  "5.",
  "1e400",
  "-1e400",
  "9007199254740993",
  "12345678901234567890",
  "0.10000000000000000001",
  "1e21",
  "0x10",
  "NaN",
  "Infinity",
  "1_000",
]);

refuses("second spellings of strings", [
  '"\\u0041"',
  '"\\/"',
  '"\\u000a"',
  '"\\u000A"',
  '"\\u001F"',
  '"\\u00e9"',
  '"\\ud83d\\ude00"',
  "'a'",
  '"a\nb"',
  '"a\u0000b"',
]);

refuses("lone surrogates, plain or escaped, in values and keys", [
  '"\ud800"',
  '"\udc00"',
  '"\\ud800"',
  '"\\udfff"',
  '{"\\ud800":1}',
  '[["a\\udc00"]]',
  '{"a":{"\udead":1}}',
]);

refuses("keys in an order that the program would not write", ['{"b":1,"1":2}', '{"2":1,"1":2}']);

refuses("nesting beyond the bound, without exhausting the stack", [
  "[".repeat(maxJsonDepth + 1) + "]".repeat(maxJsonDepth + 1),
  "[".repeat(5000) + "]".repeat(5000),
  `${'{"a":'.repeat(5000)}1${"}".repeat(5000)}`,
  "[".repeat(maxJsonLength),
]);

test("[SG4] JSON: nesting up to the bound is read, and brackets inside strings do not count", () => {
  assert.notEqual(decodeJson("[".repeat(maxJsonDepth) + "]".repeat(maxJsonDepth)), undefined);
  assert.equal(decodeJson(`"${"[".repeat(100)}"`), "[".repeat(100));
  assert.equal(decodeJson(`"\\"${"{".repeat(100)}"`), `"${"{".repeat(100)}`);
  assert.equal(decodeJson(`["\\\\",${"[".repeat(maxJsonDepth)}1${"]".repeat(maxJsonDepth)}]`), undefined);
});

test("[SG4] JSON: a text as long as the bound is read, a longer one is not", () => {
  assert.equal(decodeJson(`"${"a".repeat(maxJsonLength - 2)}"`), "a".repeat(maxJsonLength - 2));
  assert.equal(decodeJson(`"${"a".repeat(maxJsonLength - 1)}"`), undefined);
});

refuses("what is not JSON at all", ["undefined", "{a:1}", "[1,]", '{"a":1,}', "nul", "[", '"', "{]"]);

test("[SG4] JSON: any text either is the one spelling of its value or is refused", () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom(...'[]{}",:01.-e \\u\n'), maxLength: 12 }), (text) => {
      const value = decodeJson(text);
      if (value !== undefined) assert.equal(encodeJson(value), text);
    }),
    { numRuns: tries(5000) },
  );
});
