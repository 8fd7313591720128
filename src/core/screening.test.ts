// What the signs suggest.
import assert from "node:assert/strict";
import { test } from "node:test";
import { isTreatedAsChild, signs, strongSigns, suggest } from "./screening.ts";

const weak = signs.filter((sign) => !strongSigns.has(sign));

test("every sign has its own code, and strong ones are on the list", () => {
  assert.equal(new Set(signs).size, signs.length);
  for (const sign of strongSigns) assert.ok(signs.includes(sign));
});

test("no sign suggests nothing; any weak sign suggests the possibility, for every age", () => {
  for (const age of ["adult", "child", "in-doubt"] as const) {
    assert.equal(suggest([], age), "no-sign");
    for (const sign of weak) assert.equal(suggest([sign], age), "possible");
  }
});

test("one strong sign alone suggests a presumed victim, for every age", () => {
  for (const age of ["adult", "child", "in-doubt"] as const) {
    for (const sign of strongSigns) assert.equal(suggest([sign], age), "presumed");
  }
});

test("three weak signs are enough for an adult, two for a child or in doubt; repeating a sign adds nothing", () => {
  const [a, b, c] = weak;
  assert.ok(a && b && c);
  assert.equal(suggest([a, b], "adult"), "possible");
  assert.equal(suggest([a, b, c], "adult"), "presumed");
  assert.equal(suggest([a, b], "child"), "presumed");
  assert.equal(suggest([a, b], "in-doubt"), "presumed");
  assert.equal(suggest([a, a, a], "adult"), "possible");
  assert.equal(suggest([a, a], "child"), "possible");
});

test("[FD2] doubt about age means child", () => {
  assert.equal(isTreatedAsChild("adult"), false);
  assert.equal(isTreatedAsChild("child"), true);
  assert.equal(isTreatedAsChild("in-doubt"), true);
});
