// Two values of plain data are the same when their spelling is.
import assert from "node:assert/strict";
import { test } from "node:test";
import { fc } from "../../../test/support/tries.ts";
import { canonicalJson, isSameJson } from "./canonical-json.ts";

const parsed = (text: string): unknown => JSON.parse(text);

test("[RP1] data are compared as they would be spelled", () => {
  const values = [
    ...[
      "null",
      "true",
      "0",
      "-0",
      '""',
      '"0"',
      "[]",
      "{}",
      "[[]]",
      "[{}]",
      "[0]",
      '{"0":0}',
      '{"a":null}',
      '{"a":{}}',
    ].map(parsed),
    ...[
      '{"a":1,"b":2}',
      '{"b":2,"a":1}',
      '{"a":1}',
      '{"10":1,"9":2}',
      '{"9":2,"10":1}',
      "[1,2]",
      "[2,1]",
      '{"length":0}',
    ].map(parsed),
    ...['{"__proto__":{}}', '{"__proto__":null}', '{"__proto__":{"a":1}}', '{"constructor":1}', '{"toString":1}'].map(
      parsed,
    ),
    { a: 1, b: undefined },
    { a: undefined },
    { b: 1, a: undefined },
  ];
  for (const a of values)
    for (const b of values)
      assert.equal(isSameJson(a, b), canonicalJson(a) === canonicalJson(b), `${canonicalJson(a)} ${canonicalJson(b)}`);
});

test("[RP1] any data are the same as what their spelling is read as, and not as data with one change", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), fc.jsonValue({ maxDepth: 3 }), (a, b) => {
      assert.ok(isSameJson(a, parsed(canonicalJson(a))));
      assert.equal(isSameJson(a, b), canonicalJson(a) === canonicalJson(b));
      assert.ok(!isSameJson([a, 1], [a, 2]) && !isSameJson({ a, b: 1 }, { a, c: 1 }) && !isSameJson({ a }, { a, b }));
    }),
    { numRuns: 200 },
  );
});
