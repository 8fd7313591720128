// Which place lies in which.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countryOf, isWithin } from "./place.ts";

test("a district lies in its region and its country, and in no other that begins alike", () => {
  for (const area of ["XT-KT-15", "XT-KT", "XT"]) assert.ok(isWithin("XT-KT-15", area), area);
  for (const area of ["XT-K", "XT-KT-1", "XT-GB", "AE"]) assert.ok(!isWithin("XT-KT-15", area), area);
  assert.ok(!isWithin("XT", "XT-KT"), "of a country nobody knows the region");
  assert.equal(countryOf("XT-KT-15"), "XT");
  assert.equal(countryOf("XT"), "XT");
});
