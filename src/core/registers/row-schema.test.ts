// The schema of rows and batches as made from the table of registers, and the rules between fields (RC1, RC6, SG4).
import assert from "node:assert/strict";
import { test } from "node:test";
import { fullRow, importId, row, sampleValue } from "../../../test/support/record-notes.ts";
import { rowFlaws } from "../../record/row-rules.ts";
import { readRows } from "../../record/table/row-table.ts";
import { readPublicContent } from "../directory-note.ts";
import { decodeJson, encodeJson, type Json } from "../json.ts";
import type { FieldShape } from "./field.ts";
import { fieldSchema, maxWhole, rowKey } from "./field-schema.ts";
import type { RegisterName } from "./register-table.ts";
import {
  amountFigures,
  figureKeys,
  figureUnitCodes,
  findingTopics,
  registerNames,
  registerOf,
  unitsOf,
} from "./register-table.ts";
import type { Row } from "./row.ts";
import { isRow, maxParts, maxRows, recordBatch } from "./row-schema.ts";

type Loose = { readonly [key: string]: unknown };

function batch(register: RegisterName, rows: readonly unknown[], more: Loose = {}): Loose {
  return { register, import: importId(1), part: 1, of: 1, rows, ...more };
}

function valuesOf(full: Row): Loose {
  return "values" in full ? (full.values as Loose) : {};
}

test("[RC1] a row of every register is taken with all of its fields, and with the needed ones alone", () => {
  for (const register of registerNames) {
    const full = fullRow(register);
    const fields = Object.entries(registerOf(register).fields);
    const needed = Object.fromEntries(
      fields.filter(([, { required }]) => required).map(([name]) => [name, valuesOf(full)[name]]),
    );
    for (const values of [valuesOf(full), needed]) {
      assert.equal(isRow(register, { ...full, values }), true, register);
      assert.equal(recordBatch(batch(register, [{ ...full, values }])), true, register);
    }
    assert.deepEqual(rowFlaws(register, full), [], register);
  }
});

test("[RC4] the line of a register is of its own fields, and every row has at least one of them", () => {
  for (const register of registerNames) {
    const { line, fields } = registerOf(register);
    assert.equal(new Set(line).size, line.length, register);
    for (const field of line) assert.ok(Object.hasOwn(fields, field), `${register} ${field}`);
    assert.ok(
      line.some((field) => fields[field]?.required),
      register,
    );
  }
});

test("[SG4] a row has no unknown field, none that is null, and misses none that is needed", () => {
  for (const register of registerNames) {
    const full = fullRow(register);
    const values = valuesOf(full);
    const bad = (changed: unknown) =>
      assert.equal(isRow(register, changed), false, `${register} ${JSON.stringify(changed)}`);
    for (const [name, { required }] of Object.entries(registerOf(register).fields)) {
      const without = Object.fromEntries(Object.entries(values).filter(([key]) => key !== name));
      assert.equal(isRow(register, { ...full, values: without }), !required, `${register} without ${name}`);
      bad({ ...full, values: { ...values, [name]: null } });
    }
    bad({ ...full, values: { ...values, extra: 1 } });
    bad({ ...full, extra: 1 });
    bad({ ...full, values: [] });
    bad({ key: full.key, values });
    bad({ source: full.source, values });
    bad({ ...full, withdrawn: true, reason: "both" });
    bad({ ...full, key: "a b" });
    bad({ ...full, source: "" });
  }
});

test("[RC3] a withdrawn row has a reason and no values", () => {
  const taken = { key: "a", source: "own", withdrawn: true, reason: "Typed twice" };
  assert.equal(isRow("law", taken), true);
  for (const bad of [{ withdrawn: false }, { reason: "" }, { reason: " x" }, { reason: undefined }, { values: {} }]) {
    assert.equal(isRow("law", { ...taken, ...bad }), false, JSON.stringify(bad));
  }
});

test("[RC1] a key is 1 to 80 letters, digits and . _ : / - that begin with a letter or digit", () => {
  for (const key of ["a", "Z9", "0", "2003/14:a.b_c-d", "x".repeat(80), "own"]) assert.equal(rowKey(key), true, key);
  for (const key of ["", "-a", ".a", "/a", "a b", "a;b", "ҷ", "x".repeat(81), "a\n", "a,b", 7])
    assert.equal(rowKey(key), false, String(key));
});

test("[RC1] a batch has 1 to 100 rows of one register and is one of 1 to 400 parts of an import", () => {
  const rows = (n: number) => Array.from({ length: n }, (_, i) => fullRow("law", `row-${i}`));
  assert.equal(recordBatch(batch("law", rows(maxRows))), true);
  assert.equal(recordBatch(batch("law", rows(1), { part: maxParts, of: maxParts })), true);
  const bad: readonly Loose[] = [
    batch("law", rows(maxRows + 1)),
    batch("law", []),
    batch("law", rows(1), { part: 0 }),
    batch("law", rows(1), { part: 2 }),
    batch("law", rows(1), { part: 1.5, of: 2 }),
    batch("law", rows(1), { of: maxParts + 1 }),
    batch("law", rows(1), { import: "1" }),
    batch("law", rows(1), { import: importId(1).toUpperCase().replace("1A", "1A") }),
    batch("law", [fullRow("plan")]),
    batch("law", rows(1), { register: "laws" }),
    batch("law", rows(1), { register: "toString" }),
    batch("law", rows(1), { register: ["law"] }),
    batch("law", rows(1), { extra: true }),
  ];
  for (const wrong of bad) assert.equal(recordBatch(wrong), false, JSON.stringify(wrong).slice(0, 200));
  for (const wrong of [null, undefined, "law", [], 1]) assert.equal(recordBatch(wrong), false);
});

test("[RC6] a count is a whole number or the word not-reported, and nothing stands for zero", () => {
  const count = fieldSchema({ type: "count" });
  for (const value of [0, 1, maxWhole, "not-reported"]) assert.equal(count(value), true, String(value));
  for (const value of [-1, 1.5, maxWhole + 1, "0", "", "not reported", null, Number.NaN, -0.5])
    assert.equal(count(value), false, String(value));
  assert.equal(fieldSchema({ type: "whole" })("not-reported"), false);
});

test("[RC1] each shape of field takes what it says and nothing near it", () => {
  const near: readonly (readonly [FieldShape, readonly unknown[]])[] = [
    [{ type: "line", max: 12 }, ["", "Centre court!", "a\nb", " a", "a ", "a\u202eb", "\ud800", 1]],
    [{ type: "text", max: 26 }, ["", " a", "a\n", "x".repeat(27), "a\u0007"]],
    [{ type: "lines", max: 2 }, [[], ["a", "a"], ["a;b"], ["a", "b", "c"], [" a"], ["x".repeat(121)], "a"]],
    [{ type: "code", codes: ["ace", "let"] }, ["", "Ace", "fault", ["ace"]]],
    [{ type: "codes", codes: ["ace", "let"] }, [[], ["ace", "ace"], ["fault"], "ace"]],
    [{ type: "date" }, ["2003-02-30", "", 2003]],
    [{ type: "whole" }, [-1, 0.5, "6", maxWhole + 1]],
    [{ type: "yes-no" }, ["yes", 1, "true"]],
    [{ type: "country" }, ["zz", "ZZZ", "Z1", ["ZZ"]]],
    [{ type: "countries" }, [[], ["ZZ", "ZZ"], ["zz"], "ZZ"]],
    [{ type: "currency" }, ["xts", "XT", "XTSS"]],
    [{ type: "key", register: "law" }, ["", "a b"]],
    [{ type: "keys", register: "law" }, [[], ["a", "a"], ["a b"]]],
    [{ type: "tokens" }, [[], ["00"], ["FF".repeat(16)], Array(2).fill("00".repeat(16))]],
    [{ type: "uuid" }, ["1", importId(1).replace("-4", "-1")]],
    [{ type: "hash" }, ["0f".repeat(31), "0F".repeat(32)]],
  ];
  for (const [shape, wrong] of near) {
    assert.equal(fieldSchema(shape)(sampleValue(shape)), true, shape.type);
    for (const value of wrong) assert.equal(fieldSchema(shape)(value), false, `${shape.type} ${JSON.stringify(value)}`);
  }
});

test("[RC1] a text has one spelling, and no character hides in it or turns the direction of reading", () => {
  const composed = "Ҷуфт бозӣ";
  assert.notEqual(composed.normalize("NFD"), composed);
  const exact = { type: "line", max: 60, exact: true } as const;
  const free = [
    { type: "line", max: 60 },
    { type: "text", max: 60 },
  ] as const;
  const turning = [..."\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"];
  for (const shape of [exact, ...free]) {
    const holds = fieldSchema(shape);
    assert.equal(holds(composed), true);
    assert.equal(holds(composed.normalize("NFD")), false, "decomposed");
    for (const hidden of [...turning, "\u00ad", "\u200b", "\u2060", "\ufeff", "\u{e0041}"])
      assert.equal(holds(`a${hidden}b`), false, `${shape.type} ${hidden.codePointAt(0)?.toString(16)}`);
    // Persian is written with joiners; no case is distinguished by one.
    for (const joiner of ["\u200c", "\u200d"]) assert.equal(holds(`می${joiner}شود`), shape !== exact);
  }
  const lines = fieldSchema({ type: "lines", max: 2 });
  assert.deepEqual(
    [lines(["می\u200cشود"]), lines(["a\u200bb"]), lines([composed.normalize("NFD")])],
    [true, false, false],
  );
  const isTaken = (register: RegisterName, change: Loose) =>
    isRow(register, { key: "a", source: "own", values: { ...valuesOf(fullRow(register)), ...change } });
  for (const [register, field] of [
    ["proceeding", "case"],
    ["proceeding", "suspect"],
    ["request", "case"],
  ] as const) {
    assert.equal(isTaken(register, { [field]: "17" }), true);
    assert.equal(isTaken(register, { [field]: "1\u200d7" }), false, `${register} ${field}`);
  }
  assert.equal(isRow("law", { key: "a", source: "own", withdrawn: true, reason: "a\u202eb" }), false);
});

test("[RC1] an open batch is the body of a public note, and survives the one decoder", () => {
  for (const register of registerNames) {
    const note = {
      kind: "record",
      salt: "0".repeat(32),
      at: "2030-01-01T12:00:00Z",
      body: batch(register, [fullRow(register)]),
    };
    assert.deepEqual(readPublicContent(decodeJson(encodeJson(note as Json))), note);
  }
});

test("[RC1] fields that contradict each other are named with the field and a code", () => {
  const base = (register: RegisterName) => valuesOf(fullRow(register));
  const flaws = (register: RegisterName, change: Loose, without: readonly string[] = []) => {
    const values = Object.fromEntries(
      Object.entries({ ...base(register), ...change }).filter(([name]) => !without.includes(name)),
    );
    const changed = { key: "a", source: "own", values };
    assert.equal(isRow(register, changed), true, `${register} ${JSON.stringify(change)}`);
    return rowFlaws(register, changed as unknown as Row).map(({ code, field }) => `${code} ${field}`);
  };
  for (const register of ["source", "plan", "measure", "protection", "figure", "finding", "route"] as const) {
    assert.deepEqual(flaws(register, { from: "2003-02", until: "2003-01-31" }), ["until-before-from until"], register);
    assert.deepEqual(flaws(register, { from: "2003-02", until: "2003" }), [], register);
  }
  for (const register of ["law", "prevention", "agreement"] as const) {
    assert.deepEqual(flaws(register, { on: "2003", until: "2002-12" }), ["until-before-from until"], register);
    assert.deepEqual(flaws(register, { on: "2003", until: "2003-01" }), [], register);
  }
  assert.deepEqual(flaws("plan", { on: "2011", until: "2010", from: "2006" }), []);
  assert.deepEqual(flaws("law", { minimum_months: 60, maximum_months: 59 }), ["maximum-below-minimum maximum_months"]);
  assert.deepEqual(flaws("law", { minimum_months: 60, maximum_months: 60 }), []);
  assert.deepEqual(flaws("proceeding", { event: "charge" }), ["verdict-without-its-event verdict"]);
  assert.deepEqual(flaws("proceeding", { event: "appeal-verdict" }), []);
  const sentence = ["prison_months", "suspended", "fine", "compensation", "confiscation"];
  assert.deepEqual(
    flaws("proceeding", { event: "charge" }, ["verdict"]),
    sentence.map((field) => `sentence-without-verdict ${field}`),
  );
  assert.deepEqual(flaws("proceeding", { event: "charge" }, ["verdict", ...sentence]), []);
  assert.deepEqual(flaws("proceeding", {}, ["official_body"]), ["level-without-body official_body"]);
  assert.deepEqual(flaws("proceeding", {}, ["currency", "compensation"]), ["no-currency currency"]);
  assert.deepEqual(flaws("proceeding", {}, ["currency", "fine"]), ["no-currency currency"]);
  assert.deepEqual(flaws("measure", { budget: 5 }, ["currency"]), ["no-currency currency"]);
  assert.deepEqual(flaws("measure", { budget: "not-reported" }, ["currency"]), []);
  assert.deepEqual(flaws("progress", {}, ["currency"]), ["no-currency currency"]);
  assert.deepEqual(flaws("protection", { amount: 0 }, ["currency"]), ["no-currency currency"]);
  assert.deepEqual(flaws("figure", { value: 5, unit: "amount" }, ["currency"]), ["no-currency currency"]);
  assert.deepEqual(flaws("figure", { fact: "government-funding", value: 5 }, ["currency", "unit"]), [
    "no-currency currency",
  ]);
  assert.deepEqual(flaws("figure", { fact: "government-funding", value: "not-reported" }, ["currency", "unit"]), []);
  for (const fact of amountFigures) {
    assert.deepEqual(flaws("figure", { fact, value: 5 }, ["currency", "unit"]), ["no-currency currency"]);
    assert.deepEqual(flaws("figure", { fact, value: 5, unit: "cases" }, ["currency"]), []);
  }
  assert.deepEqual(flaws("figure", { value: 5, unit: "cases" }, ["currency"]), []);
  assert.deepEqual(flaws("figure", { fact: "sentence-highest", value: 5 }, ["currency", "unit"]), []);
  assert.deepEqual(flaws("request", {}, ["answer"]), ["answered-without-answer answer"]);
  assert.deepEqual(flaws("request", {}, ["answered"]), ["answered-without-answer answered"]);
  assert.deepEqual(flaws("request", { on: "2004", answered: "2003" }), ["until-before-from answered"]);
  assert.deepEqual(flaws("request", { stage: "sent" }, ["answered"]), ["answer-before-answered stage"]);
  assert.deepEqual(flaws("request", { stage: "sent" }, ["answer"]), ["answer-before-answered stage"]);
  assert.deepEqual(flaws("request", { stage: "sent" }, ["answer", "answered"]), []);
  assert.deepEqual(flaws("agreement", {}, ["with"]), []);
  assert.deepEqual(flaws("agreement", {}, ["partner"]), []);
  assert.deepEqual(flaws("agreement", {}, ["with", "partner"]), ["with-nobody with"]);
  for (const register of ["judgement", "rating", "publication"] as const) {
    assert.deepEqual(flaws(register, { year: "2003-01" }), ["not-a-bare-year year"], register);
  }
});

test("[RC1] whoever enters a figure counts it in a unit of its fact; what another program logged in another one counts all the same", () => {
  for (const fact of figureKeys)
    for (const unit of figureUnitCodes) {
      const values = { fact, from: "2003", value: 5, unit, currency: "XTS" };
      const figure = { key: "a", source: "own", values } as unknown as Row;
      const isOne = unitsOf(fact).includes(unit);
      assert.deepEqual(rowFlaws("figure", figure), [], `${fact} ${unit}`);
      const { flaws } = readRows("figure", [
        ["key", "source", ...Object.keys(values)],
        ["a", "own", ...Object.values(values).map(String)],
      ]);
      const entered = flaws.map(({ code, column }) => `${code} ${column}`);
      assert.deepEqual(entered, isOne ? [] : ["unit-of-no-fact unit"], `${fact} ${unit}`);
    }
});

test("[RC1] a finding is answered with one of its own topic's answers", () => {
  const answers = [...new Set(Object.values(findingTopics).flat())];
  for (const [topic, own] of Object.entries(findingTopics)) {
    for (const answer of answers) {
      const finding = { ...valuesOf(fullRow("finding")), topic, answer };
      const fits = (own as readonly string[]).includes(answer);
      const flaws = rowFlaws("finding", { key: "a", source: "own", values: finding } as unknown as Row);
      assert.deepEqual(flaws, fits ? [] : [{ code: "answer-of-other-topic", field: "answer" }], `${topic} ${answer}`);
    }
  }
});

test("[RC1] no source is called own, which stands for the author's files", () => {
  const values = { title: "Score sheets", publisher: "Example Union", kind: "report", checked: "verified" } as const;
  assert.deepEqual(rowFlaws("source", row("source", "own", "own", values)), [
    { code: "key-is-reserved", field: "key" },
  ]);
  assert.deepEqual(rowFlaws("source", row("source", "owned", "own", values)), []);
  assert.deepEqual(rowFlaws("law", { ...fullRow("law"), key: "own" }), []);
});
