// The class of age, from the date of birth as far as it is known.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ageClassOf } from "./age-class.ts";

const day = "2031-06-15";

test("[FM15e] the age class follows from the date of birth: it changes on the birthday, and a year alone gives none where two are left", () => {
  assert.equal(ageClassOf("2022-06-16", "child", day), "0-8", "nine tomorrow");
  assert.equal(ageClassOf("2022-06-15", "child", day), "9-17", "nine today");
  assert.equal(ageClassOf("2013-06-16", "child", day), "9-17", "eighteen tomorrow");
  assert.equal(ageClassOf("2013-06-15", "adult", day), "18-29");
  assert.equal(ageClassOf("2001-06-16", "adult", day), "18-29");
  assert.equal(ageClassOf("2001-06-15", "adult", day), "30-");
  assert.equal(ageClassOf("2018", "child", day), "9-17");
  assert.equal(ageClassOf("2022", "child", day), null, "eight or nine");
  assert.equal(ageClassOf("2022-05", "child", day), "9-17");
  assert.equal(ageClassOf("2022-06", "child", day), null);
  assert.equal(ageClassOf("2031-06-15", "child", day), "0-8");
  assert.equal(ageClassOf("2032", "child", day), null, "not born yet");
});

test("[FM15e] a date of birth makes nobody an adult who is treated as a child, and no child of an adult", () => {
  assert.equal(ageClassOf("2001", "in-doubt", day), null);
  assert.equal(ageClassOf("2001", "child", day), null);
  assert.equal(ageClassOf("2018", "adult", day), null);
  assert.equal(ageClassOf("2018", "in-doubt", day), "9-17");
});
