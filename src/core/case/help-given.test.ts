// What an organisation gave, without persons (FM14): sums by month, of its own sheets alone, and nothing about few persons.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { AnswerValue } from "../form/form.ts";
import type { Sheet } from "../form/sheet.ts";
import { areMonths, fewestPersons, type HelpedCase, helpGiven } from "./help-given.ts";

const ours = "ours";
const today = "2031-03-20";
const quarter = { from: "2031-01", to: "2031-03" };

function sheet(form: string, set: Readonly<Record<string, AnswerValue>>, more: Partial<Sheet> = {}): Sheet {
  const moment = { at: "2031-03-01T12:00:00Z", leaf: 1 };
  const answers = Object.entries(set).map(([key, value]) => {
    const part = form === "stay" ? ("safety" as const) : ("support" as const);
    return [key, { key, part, value, missing: null, heads: [], differs: false, history: [] }] as const;
  });
  return {
    form,
    sheet: "a1".repeat(16),
    version: "",
    by: ours,
    begun: moment,
    changed: moment,
    parts: [],
    answers: new Map(answers),
    struckOut: false,
    tasks: [],
    heads: [],
    saves: [],
    ...more,
  };
}

const advice = { kind: "legal-advice", on: "2031-01-15", result: "given", unit: "hours", number: 2 };
const person = (name: string, ...sheets: readonly Sheet[]): HelpedCase => ({ person: name, sheets });
const rowsOf = (cases: readonly HelpedCase[], isExact = true) =>
  helpGiven(cases, ours, quarter, today, isExact).rows.map(({ month, kind, unit, currency, sums }) => [
    ...[month, kind, unit, currency].filter((text) => text !== ""),
    ...(sums === null ? [null] : [sums.number, sums.times, sums.persons]),
  ]);

test("[FM14] help is summed by month, kind and unit; a person counts once in a row", () => {
  const cases = [
    person("a", sheet("service", advice), sheet("service", { ...advice, number: 3 })),
    person("a", sheet("service", { ...advice, number: 1 })),
    person("b", sheet("service", { ...advice, on: "2031-02-01" }), sheet("service", { ...advice, unit: "sessions" })),
  ];
  assert.deepEqual(rowsOf(cases), [
    ["2031-01", "legal-advice", "hours", 6, 3, 1],
    ["2031-01", "legal-advice", "sessions", 2, 1, 1],
    ["2031-02", "legal-advice", "hours", 2, 1, 1],
  ]);
  assert.equal(helpGiven(cases, ours, quarter, today, true).persons, 2);
});

test("[FM14] sums of money are apart by currency, and exact", () => {
  const money = (amount: string) => sheet("service", { ...advice, kind: "cash", unit: "amount", number: 9, amount });
  const cases = [person("a", money("0.10 TJS"), money("0.20 TJS"), money("7 USD"))];
  assert.deepEqual(rowsOf(cases), [
    ["2031-01", "cash", "amount", "TJS", 0.3, 2, 1],
    ["2031-01", "cash", "amount", "USD", 7, 1, 1],
  ]);
});

test("[FM14] only what was given, by this organisation, and was not struck out; what says no day is said to be left out", () => {
  const cases = [
    person("a", sheet("service", { ...advice, result: "did-not-come" })),
    person("a", sheet("service", advice, { by: "others" }), sheet("service", advice, { struckOut: true })),
    person("a", sheet("service", { kind: "legal-advice", result: "given" }), sheet("note", advice)),
    person("a", sheet("service", { ...advice, on: "2030-12-31" }), sheet("service", { ...advice, on: "2031-04-01" })),
  ];
  const given = helpGiven(cases, ours, quarter, today, true);
  assert.deepEqual([given.rows, given.persons, given.leftOut], [[], 0, 1]);
});

test("[FM14] the nights of a stay stand in their months; one that goes on counts until today", () => {
  const stay = (from: string, until?: string) =>
    sheet("stay", { kind: "emergency", from, ...(until === undefined ? {} : { until }) });
  assert.deepEqual(rowsOf([person("a", stay("2030-12-30", "2031-02-02"))]), [
    ["2031-01", "emergency", "nights", 31, 1, 1],
    ["2031-02", "emergency", "nights", 1, 1, 1],
  ]);
  assert.deepEqual(rowsOf([person("a", stay("2031-03-18"))]), [["2031-03", "emergency", "nights", 2, 1, 1]]);
  assert.deepEqual(rowsOf([person("a", stay("2031-03-18", "2031-05-01"))]), [
    ["2031-03", "emergency", "nights", 2, 1, 1],
  ]);
  assert.deepEqual(rowsOf([person("a", stay("2031-02-05", "2031-02-05"))]), [
    ["2031-02", "emergency", "nights", 0, 1, 1],
  ]);
  assert.deepEqual(rowsOf([person("a", stay("2031-01-31", "2031-02-01"))]), [
    ["2031-01", "emergency", "nights", 1, 1, 1],
  ]);
  for (const none of [stay("2031-03-21"), stay("2031-02-05", "2031-02-01")])
    assert.deepEqual(rowsOf([person("a", none)]), []);
});

test("[FM14a] a row about few persons has no numbers, and neither has the whole period", () => {
  const of = (n: number) =>
    Array.from({ length: n }, (_, i) => person(`p${i}`, sheet("service", { ...advice, number: 40 })));
  assert.deepEqual(rowsOf(of(fewestPersons - 1), false), [["2031-01", "legal-advice", "hours", null]]);
  assert.equal(helpGiven(of(fewestPersons - 1), ours, quarter, today).persons, null);
  assert.deepEqual(rowsOf(of(fewestPersons), false), [["2031-01", "legal-advice", "hours", 200, 5, 5]]);
  const oneOften = person("p0", ...Array.from({ length: 9 }, () => sheet("service", advice)));
  assert.deepEqual(rowsOf([oneOften], false), [["2031-01", "legal-advice", "hours", null]], "nine times one person");
});

test("[FM14a] whoever has two tables learns of few persons nothing from their difference", () => {
  const kinds = ["legal-advice", "medical"];
  const days = ["2031-01-03", "2031-01-28", "2031-02-02", "2031-03-19"];
  const help = fc.record({ kind: fc.constantFrom(...kinds), on: fc.constantFrom(...days), person: fc.nat(7) });
  const month = fc.constantFrom("2031-01", "2031-02", "2031-03");
  fc.assert(
    fc.property(fc.array(help, { maxLength: 30 }), month, month, (all, a, b) => {
      const cases = all.map(({ person: n, kind, on }) => person(`p${n}`, sheet("service", { ...advice, kind, on })));
      const [from, to] = [a, b].sort() as [string, string];
      const whole = helpGiven(cases, ours, quarter, today).rows;
      const part = helpGiven(cases, ours, { from, to }, today).rows;
      // The rows of a shorter period are rows of the longer one: there is nothing to subtract.
      assert.deepEqual(
        part,
        whole.filter((row) => row.month >= from && row.month <= to),
      );
      for (const { sums } of whole) assert.ok(sums === null || sums.persons >= fewestPersons);
    }),
  );
});

test("[FM14] months are whole ones, in their order, and 24 at most", () => {
  const from = "2031-01";
  assert.ok(areMonths({ from, to: from }) && areMonths({ from, to: "2032-12" }));
  for (const to of ["2033-01", "2030-12", "2031-13", "2031-02-01", "", "x"]) assert.ok(!areMonths({ from, to }), to);
  assert.ok(!areMonths({ from: "2031-1", to: "2031-02" }));
});
