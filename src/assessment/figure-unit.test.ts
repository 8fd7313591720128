// The unit beside a number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figureKeys } from "../core/registers/register-table.ts";
import { unitOf, unitsOfFigure } from "./figure-unit.ts";

test("[AS6] a figure without a unit is in that of the fact of its name, and a term of prison in months", () => {
  assert.equal(unitOf("figure", "value", { fact: "prosecutions" }), "cases");
  assert.equal(unitOf("figure", "value", { fact: "prosecutions", unit: "" }), "cases");
  assert.equal(unitOf("figure", "value", { fact: "prosecutions", unit: "persons" }), "persons");
  assert.equal(unitOf("figure", "value", { fact: "sentence-highest" }), "months");
  assert.equal(unitOf("figure", "value", { fact: "government-funding" }), null, "its currency tells");
  assert.equal(unitOf("figure", "value", { fact: "teapots" }), null);
  assert.equal(unitOf("figure", "from", { fact: "prosecutions" }), null);
  for (const field of ["prison_months", "minimum_months"]) assert.equal(unitOf("law", field, {}), "months");
  assert.equal(unitOf("training", "participants", {}), null);
});

test("[AS26] each figure has a unit in which a fact reads it", () => {
  assert.deepEqual(unitsOfFigure("prosecutions"), ["cases", "groups"]);
  for (const key of figureKeys) assert.ok(unitsOfFigure(key).length > 0, key);
});
