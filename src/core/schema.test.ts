// Schemas: exactly the fields named, within bounds, and nothing that a screen would show as something else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";
import type { Schema } from "./schema.ts";
import {
  code,
  countryCode,
  day,
  hexOf,
  integer,
  languageTag,
  line,
  list,
  moment,
  object,
  record,
  set,
  text,
  truth,
  uuid,
} from "./schema.ts";

function table(rule: string, schema: Schema<unknown>, good: readonly unknown[], bad: readonly unknown[]): void {
  test(`[SG4] schema: ${rule}`, () => {
    for (const value of good) assert.equal(schema(value), true, `good: ${JSON.stringify(value)}`);
    for (const value of [...bad, undefined, Symbol("x")]) assert.equal(schema(value), false, `bad: ${inspect(value)}`);
  });
}

table(
  "an object has exactly its fields; optional ones may be absent but never null",
  object({ a: truth }, { b: integer(0, 9) }),
  [{ a: true }, { a: false, b: 9 }],
  [
    {},
    { b: 1 },
    { a: true, b: null },
    { a: true, b: undefined },
    { a: true, c: 1 },
    { a: true, toString: 1 },
    JSON.parse('{"a":true,"__proto__":{}}'),
    JSON.parse('{"__proto__":{"a":true}}'),
    Object.create({ a: true }),
    { a: true, constructor: 1 },
    [true],
    [],
    null,
    "a",
    1,
  ],
);
table(
  "text has a length and no control characters but the newline",
  text(5),
  ["a", "a\nb", "Паноҳ", "😀😀", "پناه"],
  ["", "abcdef", "😀😀😀", "a\tb", "a\rb", "\u0000", "a\u007f", "a\u0085b", "a\u009fb", 1, null, ["a"]],
);
table(
  "a line has no break of any alphabet and no mark that turns the direction of reading",
  line(20),
  ["a b", "Паноҳ", "می\u200cروم", "a\u200eb"],
  ["a\nb", "a\u2028b", "a\u2029b", "a\u0085b", "\u202eretlehS", "\u2066a\u2069", "\u202aa\u202c", ""],
);
table(
  "a code is one of the list, not a property of every object",
  code(["a", "b"]),
  ["a", "b"],
  ["c", "A", "toString", "length", "0", 0, null, ["a"]],
);
table(
  "an integer is whole, safe and within both bounds",
  integer(1, 10),
  [1, 10],
  [0, 11, 1.5, "1", Number.NaN, Number.POSITIVE_INFINITY, null, true, 1n],
);
table("a truth is a boolean", truth, [true, false], [0, 1, "true", null]);
table(
  "a list has bounds and one shape",
  list(truth, 2, 1),
  [[true], [true, false]],
  [[], [true, true, true], [1], "a", { 0: true, length: 1 }],
);
table("a set has no value twice", set(code(["a", "b"]), 3), [[], ["a", "b"]], [["a", "a"], ["a", "c"], null]);
table(
  "a record has keys of one shape and values of another",
  record(languageTag, truth, 2, 1),
  [{ en: true }, { en: true, tg: false }],
  [{}, { EN: true }, { en: 1 }, { en: true, tg: true, ru: true }, JSON.parse('{"__proto__":true}'), ["en"], null],
);
table("hexadecimal is lower case and whole", hexOf(2), ["00ff"], ["00FF", "00f", "00fff", "00ff\n", " 00ff", 255]);
table(
  "a uuid is of version 4 in lower case",
  uuid,
  ["2a592f12-9fc4-491f-86af-dccb8f013292"],
  [
    "2A592F12-9fc4-491f-86af-dccb8f013292",
    "2a592f12-9fc4-391f-86af-dccb8f013292",
    "2a592f12-9fc4-491f-c6af-dccb8f013292",
    "2a592f129fc4491f86afdccb8f013292",
    "2a592f12-9fc4-491f-86af-dccb8f013292\n",
  ],
);
table(
  "a moment is UTC to the second in one spelling, and exists",
  moment,
  ["2030-01-31T14:05:00Z", "2028-02-29T23:59:59Z"],
  [
    "2030-02-29T00:00:00Z",
    "2030-13-01T00:00:00Z",
    "2030-01-31T24:00:00Z",
    "2030-01-31T14:05:60Z",
    "2030-01-31T14:05:00.000Z",
    "2030-01-31T14:05:00+00:00",
    "2030-01-31t14:05:00z",
    "2030-01-31T14:05Z",
    "+002030-01-31T14:05:00Z",
    " 2030-01-31T14:05:00Z",
    1893456000,
  ],
);
table("a day exists", day, ["2030-01-31"], ["2030-02-30", "2030-1-1", "30-01-01", "2030-01-31T00:00:00Z"]);
table(
  "a language tag is lower case with an optional script",
  languageTag,
  ["en", "tg", "sgh", "uz-Latn"],
  ["EN", "e", "en-US", "uz-latn"],
);
table("a country is two capitals", countryCode, ["TJ", "ZZ"], ["tj", "T", "TJK"]);
