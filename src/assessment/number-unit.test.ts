// The unit beside a number.
import assert from "node:assert/strict";
import { test } from "node:test";
import { factOfFigure, figureKeys, figureUnits, unitsOf } from "../core/registers/register-table.ts";
import { catalogue, findDefinition } from "./catalogue.ts";
import { unitOf } from "./number-unit.ts";

test("[AS6] a figure without a unit is in that of the fact of its name, and a term of prison in months", () => {
  assert.equal(unitOf("figure", "value", { fact: "prosecutions" }), "cases");
  assert.equal(unitOf("figure", "value", { fact: "prosecutions", unit: "" }), "cases");
  assert.equal(unitOf("figure", "value", { fact: "prosecutions", unit: "persons" }), "persons");
  assert.equal(unitOf("figure", "value", { fact: "sentence-highest" }), "months");
  assert.equal(unitOf("figure", "value", { fact: "government-funding" }), null, "its currency says it");
  assert.equal(unitOf("figure", "value", { fact: "examples" }), null);
  assert.equal(unitOf("figure", "from", { fact: "prosecutions" }), null);
  for (const field of ["prison_months", "minimum_months"]) assert.equal(unitOf("law", field, {}), "months");
  assert.equal(unitOf("training", "participants", {}), null);
});

test("[AS6] each unit of a figure gives a fact of the catalogue in that unit, and each fact that reads figures is given by one", () => {
  for (const key of figureKeys)
    for (const unit of unitsOf(key)) {
      const fact = findDefinition(factOfFigure(key, unit) ?? "");
      assert.ok(fact !== null && fact.figure === fact.key, `${key} ${unit}`);
      assert.ok(fact.unit === unit || ["persons", "suspects"].includes(unit), `${key} ${unit}`);
    }
  const given = new Set<string>([
    ...figureKeys,
    ...Object.values(figureUnits).flatMap((units) => Object.values(units)),
  ]);
  const read = new Set(catalogue.flatMap(({ figure }) => figure ?? []));
  assert.deepEqual([...read].sort(), [...given].sort());
});

test("[AS6] prosecutions in persons are defendants; without a unit a figure gives the fact of its name; a unit of no fact gives none", () => {
  assert.equal(factOfFigure("prosecutions", "persons"), "defendants");
  assert.equal(factOfFigure("prosecutions", undefined), "prosecutions");
  assert.equal(factOfFigure("prosecutions", "calls"), null);
  assert.equal(factOfFigure("recruiter-inspections", "cases"), null);
});
