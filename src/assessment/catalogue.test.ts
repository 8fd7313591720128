// Lines of the catalogue and of evidence as the program reads them, and that it takes nothing else (AS1b, AS15l).
import assert from "node:assert/strict";
import { test } from "node:test";
import { readDefinition } from "./catalogue.ts";
import { needsOf, rulesOf } from "./evidence-lines.ts";

const read = (line: string) => {
  const { key: _, pillar: __, ...rest } = readDefinition("example", "prevention", line);
  return rest;
};

test("[AS1b] a line of the catalogue is a unit, attributes, and a formula with its conditions", () => {
  assert.deepEqual(read("persons, less is better, detail of breaches"), {
    unit: "persons",
    better: "less",
    detailOf: "breaches",
  });
  assert.deepEqual(
    read(
      "cases, part other-form of investigations: count case of proceeding where convicted and official_body is said and offence is bribery or unsaid",
    ).formula,
    {
      kind: "count",
      register: "proceeding",
      where: [
        { fields: ["event"], is: ["verdict"] },
        { fields: ["verdict"], is: ["convicted"] },
        { fields: ["official_body"], is: ["said"] },
        { fields: ["offence"], is: ["bribery", "unsaid"] },
      ],
      rows: "dated",
      on: "on",
      thing: ["case"],
    },
  );
  assert.deepEqual(read("cases: count case of proceeding where event/verdict is dropped").formula, {
    kind: "count",
    register: "proceeding",
    where: [{ fields: ["event", "verdict"], is: ["dropped"] }],
    rows: "dated",
    on: "on",
    thing: ["case"],
  });
  assert.deepEqual(read("months: lowest minimum_months of standing act+article of law").formula, {
    kind: "lowest",
    register: "law",
    where: [],
    rows: "standing",
    on: "on",
    field: "minimum_months",
    thing: ["act", "article"],
  });
  assert.deepEqual(read("amount: sum budget of measure, of plans in force").formula, {
    kind: "sum",
    register: "measure",
    where: [],
    rows: "dated",
    on: "from",
    field: "budget",
    inForce: true,
  });
});

test("[AS1b] what is no line of the catalogue is refused: a word, a register, a field that is not there", () => {
  for (const line of [
    "persons, more is worse",
    "persons, detail",
    "persons: count nothing",
    "persons: average found of prevention",
    "persons: sum of prevention",
    "persons: newest of law",
    "persons: sum found of prevention, else many",
  ])
    assert.throws(() => read(line), SyntaxError, line);
});

test("[AS15l] a line of evidence is a rule, or one for each of its facts; what is none is refused", () => {
  assert.deepEqual(rulesOf("more suspects, defendants"), [
    { fact: "suspects", is: "more" },
    { fact: "defendants", is: "more" },
  ]);
  assert.deepEqual(rulesOf("some breaches and not known victims-punished or denied vigorous-prosecution"), [
    {
      any: [
        { all: [{ fact: "breaches", is: "some" }, { not: { fact: "victims-punished", is: "known" } }] },
        { judgement: "vigorous-prosecution", is: false },
      ],
    },
  ]);
  assert.deepEqual(rulesOf("found corruption endemic/widespread"), [
    { fact: "finding-corruption", is: ["endemic", "widespread"] },
  ]);
  assert.deepEqual(needsOf("prosecutions or defendants, convictions"), [
    ["prosecutions", "defendants"],
    ["convictions"],
  ]);
  for (const line of ["breaches", "many breaches", "victims-punished some"])
    assert.throws(() => rulesOf(line), SyntaxError, line);
});
