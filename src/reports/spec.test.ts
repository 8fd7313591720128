// docs/spec/report.md is real: each of its rules is quoted by a test, and its example is what comes out.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { canonicalJson } from "./data/canonical-json.ts";

const page = readFileSync(new URL("../../docs/spec/report.md", import.meta.url), "utf8");

test("every rule of the page is quoted by a test of this layer, and no test quotes a rule that is not there", () => {
  const folder = new URL(".", import.meta.url);
  const tests = readdirSync(folder).filter((name) => name.endsWith(".test.ts"));
  const quoted = new Set(
    tests.flatMap((name) =>
      [...readFileSync(new URL(name, folder), "utf8").matchAll(/\[(RP\d+)\]/g)].map(([, rule]) => rule),
    ),
  );
  const rules = new Set([...page.matchAll(/\*\*(RP\d+)\*\*/g)].map(([, rule]) => rule));
  assert.deepEqual([...quoted].sort(), [...rules].sort());
});

test("[RP1] the start of the data on the page is in the one spelling", () => {
  const [, example = ""] = page.match(/```data\n(.*)\n```/) ?? [];
  const value = { assessment: { asks: ["complies-fully", "significant-efforts"], why: [] } };
  assert.ok(canonicalJson(value).startsWith(example));
});

test("[RP1] keys are sorted at every depth, absent values are left out, and nothing in it ends a script", () => {
  const value = { b: 1, a: { d: undefined, c: ["</script>", "\u2028&"] } };
  assert.equal(canonicalJson(value), '{"a":{"c":["\\u003c/script\\u003e","\\u2028\\u0026"]},"b":1}');
  assert.deepEqual(JSON.parse(canonicalJson(value)), { b: 1, a: { c: ["</script>", "\u2028&"] } });
  assert.throws(() => canonicalJson({ a: Number.NaN }), TypeError);
  assert.throws(() => canonicalJson({ a: () => 1 }), TypeError);
});
