// Figures that no fact reads stand aside of the facts that they are about.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure } from "../../test/support/statements.ts";
import { figureKeys } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";

const source = "yearly-report";
const year2003 = { year: 2003, kind: "calendar" } as const;
const asideOf = (statements: readonly Statement[], period: Parameters<typeof evaluateFacts>[1] = year2003) =>
  Object.fromEntries(
    evaluateFacts(statements, period).flatMap(({ definition, now }) =>
      now.aside === undefined ? [] : [[definition.key, now.aside.map(({ note }) => note.split("/")[1])]],
    ),
  );

test("[AS26] every figure has a fact of its name, so that each has its part of the report", () => {
  const named = new Set(catalogue.filter(({ key, figure: of }) => key === of).map(({ key }) => key));
  assert.deepEqual(
    figureKeys.filter((key) => !named.has(key)),
    [],
  );
});

test("[AS26] a figure in a unit of no fact stands aside of the fact of its name, and is no value of it", () => {
  const calls = figure(source, "prosecutions", "2003", 101, { unit: "calls" });
  assert.deepEqual(Object.keys(asideOf([calls])), ["prosecutions"]);
  assert.deepEqual(asideOf([figure(source, "prosecutions", "2003", 101)]), {});
  const [fact] = evaluateFacts([calls], year2003).filter(({ definition }) => definition.key === "prosecutions");
  assert.deepEqual([fact?.now.state, fact?.now.value, fact?.before.aside], ["not-counted", null, undefined]);
});

test("[AS6] a figure in another unit is the value of another fact, and stands aside of that one where it does not cover the period", () => {
  const persons = figure(source, "prosecutions", "2003", 101, { unit: "persons" });
  const values = evaluateFacts([persons], year2003).filter(({ now }) => now.state === "known");
  assert.deepEqual(
    values.map(({ now }) => [now.fact, now.value]),
    [["defendants", 101]],
  );
  assert.deepEqual(asideOf([persons]), {});
  const halfYear = figure(source, "prosecutions", "2003-01", 1, { unit: "groups", until: "2003-06" });
  const whole = figure("another", "prosecutions", "2003", 2, { unit: "groups" });
  assert.deepEqual(Object.keys(asideOf([halfYear, whole])), ["groups-prosecuted"]);
});

test("[AS26] a part without its whole stands aside of the whole, and not of another part; one that a fact reads does not", () => {
  assert.deepEqual(Object.keys(asideOf([figure(source, "victims-identified", "2003", 7, { part: "women" })])), [
    "victims-identified",
  ]);
  assert.deepEqual(asideOf([figure(source, "victims-identified", "2003", 7, { part: "foreigners" })]), {});
  const whole = figure(source, "victims-identified", "2003", 9);
  assert.deepEqual(asideOf([whole, figure(source, "victims-identified", "2003", 7, { part: "women" })]), {});
});

test("[AS26] figures for other days stand aside of a value of the year where they touch the period, and nowhere else", () => {
  const across = figure(source, "convictions", "2003-04", 80, { until: "2004-02" });
  const whole = (year: string) => figure("another", "convictions", year, 60);
  assert.ok("convictions" in asideOf([across, whole("2003")]));
  assert.ok("convictions" in asideOf([across, whole("2004")], { year: 2004, kind: "calendar" }));
  assert.deepEqual(asideOf([across, whole("2002")], { year: 2002, kind: "calendar" }), {});
  assert.deepEqual(asideOf([across]), {}, "where there is no such value they stand in its place");
  const halves = [
    figure(source, "convictions", "2003-01", 3, { until: "2003-06" }),
    figure(source, "convictions", "2003-07", 4, { until: "2003-12" }),
  ];
  assert.deepEqual(asideOf(halves), {}, "what is added up is read");
});
