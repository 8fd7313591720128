// Tallies: what sealed rows come to in a year, and that a released year is read from them alone, by everybody alike.
import assert from "node:assert/strict";
import { test } from "node:test";
import { rowsEvaluated } from "../../test/support/rows-evaluated.ts";
import {
  figure,
  proceeding,
  released,
  reportOf2003,
  sourceStated,
  stated,
  tallied,
} from "../../test/support/statements.ts";
import { rowKey } from "../core/registers/field-schema.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Row } from "../core/registers/row.ts";
import { releaseDay } from "../record/author.ts";
import type { Statement } from "../record/statement.ts";
import { catalogue } from "./catalogue.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import type { FactValue, Period } from "./fact-value.ts";
import { type ProceedingsSplit, splitsOfProceedings } from "./proceedings-splits.ts";
import { indexStatements } from "./statement-index.ts";
import { releasedSplits, sealedRegisterOf, talliesOf } from "./tally.ts";

const period: Period = { year: 2003, kind: "calendar" };

const sealed: readonly Statement[] = [
  proceeding("i", { case: "A", event: "investigation", on: "2003-02", form: "labour" }),
  proceeding("p", { case: "A", event: "prosecution", on: "2003-03" }),
  proceeding("v", { case: "A", event: "verdict", on: "2003-09", verdict: "convicted", prison_months: 60 }),
  proceeding("f", { case: "B", event: "verdict", on: "2003-09", verdict: "convicted", fine: 300, currency: "XTS" }),
  proceeding("o", { case: "C", event: "investigation", on: "2003-04", official_body: "police", form: "sexual" }),
];

function factIn(statements: readonly Statement[], key: string, of: Period = period): FactValue {
  const found = evaluateFacts(statements, of).find(({ definition }) => definition.key === key);
  return found?.now ?? assert.fail(key);
}

const rowsOf = (statements: readonly Statement[]) =>
  talliesOf(statements, period).map((row) => ("values" in row ? [row.key, row.source, row.values.value] : []));

test("[TA1] a tally is what the rows of one source come to for a fact: whoever reads it has the value of whoever holds the rows", () => {
  const rows = talliesOf(sealed, period);
  assert.deepEqual(
    rowsOf(sealed).filter(([key]) => /^2003\/(investigations|prosecutions|fines)/.test(String(key))),
    [
      ["2003/fines/XTS", "own", 300],
      ["2003/investigations", "own", 2],
      ["2003/investigations-labour", "own", 1],
      ["2003/investigations-ongoing", "own", 1],
      ["2003/prosecutions", "own", 1],
    ],
  );
  const open = released(rows);
  for (const definition of catalogue) {
    if (sealedRegisterOf(definition) === null) continue;
    const held = rowsEvaluated(indexStatements(sealed), definition, period);
    const read = factIn(open, definition.key);
    assert.deepEqual([read.state, read.value], [held.state, held.value], definition.key);
  }
  for (const row of rows)
    assert.ok(
      "values" in row &&
        Object.keys(row.values).every((name) =>
          ["fact", "year", "value", "currency", "least", "by", "cell"].includes(name),
        ),
    );
});

test("[TA2] a year may be released from February after it on, and once more a year later", () => {
  assert.deepEqual([releaseDay(period, 1), releaseDay(period, 2)], ["2004-02-01", "2005-02-01"]);
  assert.deepEqual(releaseDay({ year: 2003, kind: "april-march" }, 1), "2004-05-01");
});

test("[TA3] only tallies of the newest edition's import count, as they were first entered", () => {
  const first = released(talliesOf(sealed, period));
  const other = "1a0b0000-0000-4000-8000-000000000002";
  const later = talliesOf([...sealed, proceeding("n", { case: "D", event: "investigation", on: "2003-05" })], period);
  const second = released(later, { edition: 2, of: other }).map((one) => ({
    ...one,
    ref: { ...one.ref, note: `${one.ref.note} second` },
  }));
  assert.equal(factIn(first, "investigations").value, 2);
  assert.equal(factIn([...first, ...second], "investigations").value, 3);
  assert.equal(factIn([...second, ...first], "investigations").value, 3);
  const corrected = first.map((one) => (one.key === "2003/investigations" ? { ...one, import: other } : one));
  assert.equal(factIn(corrected, "investigations").state, "no-data", "a corrected row is of no release");
  const unreleased = first.filter(({ register }) => register === "tally");
  assert.equal(factIn(unreleased, "investigations").state, "not-counted", "rows without a release say nothing");
  const turned = first.map((one) =>
    one.register === "release"
      ? {
          ...one,
          values: { ...one.values, import: other },
          history: [{ ref: one.ref, at: one.at, device: "x", values: one.values }],
        }
      : one,
  ) as readonly Statement[];
  assert.equal(factIn(turned, "investigations").value, 2, "nobody corrects a release");
  const again = [...first, ...second].map((one) =>
    one.register === "release" && one.key === "2003/2" ? { ...one, key: "2003/x" } : one,
  );
  assert.equal(factIn(again, "investigations").value, 2, "an edition stands under its own key alone");
  const empty = first.filter(({ register }) => register === "release");
  const blank = factIn([...sealed, ...empty], "investigations");
  assert.equal(blank.state, "not-counted", "a release of no tally releases nothing");
});

test("[TA4] a source that no open row describes stays in the sealed register", () => {
  const said = proceeding("x", { case: "Z", event: "investigation", on: "2003-02" }, { source: "secret-memo" });
  assert.deepEqual(rowsOf([said]), []);
  assert.ok(rowsOf([said, sourceStated("secret-memo", "report")]).some(([, source]) => source === "secret-memo"));
});

test("[TA4a] rows that are dated too vaguely make a number at least so many", () => {
  const vague = proceeding("w", { case: "W", event: "investigation", on: "2003" });
  const inApril: Period = { year: 2003, kind: "april-march" };
  const [row] = talliesOf(
    [...sealed, proceeding("s", { case: "S", event: "investigation", on: "2003-05" }), vague],
    inApril,
  );
  const counted = talliesOf([...sealed, vague], inApril).find(({ key }) => key.endsWith("/investigations"));
  assert.ok(row !== undefined && counted !== undefined && "values" in counted);
  assert.deepEqual([counted.values.value, counted.values.least], [1, 1]);
});

test("[TA5] of a released year no sealed row is counted, with keys or without, and what no tally gives has no data", () => {
  const open = released(talliesOf(sealed, period));
  const late = proceeding("late", { case: "L", event: "appeal", on: "2003-12" });
  for (const key of ["appeals", "investigations"])
    assert.deepEqual(factIn([...open, ...sealed, late], key), factIn(open, key), key);
  assert.equal(factIn([...open, ...sealed, late], "appeals").state, "no-data");
  const before: Period = { year: 2002, kind: "calendar" };
  const unreleased = factIn(
    [...open, proceeding("b", { case: "B", event: "appeal", on: "2002-02" })],
    "appeals",
    before,
  );
  assert.deepEqual([unreleased.state, unreleased.value], ["not-counted", null], "[TA5a] for who holds the rows too");
  const records = factIn([...open, ...sealed], "investigations").statements.flatMap((one) => one.records);
  assert.ok(records.every(({ note }) => note.startsWith("tally/")));
});

test("[TA5b] two offices that release other numbers contradict each other", () => {
  const mine = released(talliesOf(sealed, period));
  const theirs = released(talliesOf(sealed.slice(1), period), { by: "ombudsman" });
  const value = factIn([...mine, ...theirs], "investigations");
  assert.deepEqual(value.statements.map((one) => one.value).sort(), [1, 2]);
  assert.equal(value.contradicted, true);
  const alike = factIn([...mine, ...released(talliesOf(sealed, period), { by: "ombudsman" })], "investigations");
  assert.equal(alike.contradicted, false);
});

test("[TA6] a tally of own files that nobody calls whole comes after what others publish, and is at least so many", () => {
  const open = released(talliesOf(sealed, period));
  const published = [sourceStated("yearly", "report", "2004-06"), figure("yearly", "investigations", "2003", 73)];
  const says = (complete: boolean, key = "c") =>
    stated("coverage", key, { register: "proceeding", year: "2003", complete, office: "Example prosecutor" });
  const first = (...more: readonly Statement[]) => {
    const [one] = factIn([...open, ...published, ...more], "investigations").statements;
    return [one?.source, one?.value];
  };
  assert.deepEqual(first(), ["yearly", 73]);
  const [, second] = factIn([...open, ...published], "investigations").statements;
  assert.deepEqual([second?.value, second?.bounds?.most, second?.partial], [2, Number.POSITIVE_INFINITY, true]);
  assert.deepEqual(first(says(true)), ["own", 2]);
  assert.deepEqual(first(says(true), says(false, "d")), ["yearly", 73], "somebody denies it");
  const alone = factIn(open, "investigations").statements[0];
  assert.deepEqual(
    [alone?.bounds, alone?.partial],
    [undefined, undefined],
    "where nobody else says anything it is what there is",
  );
  const shortest = figure("yearly", "sentence-lowest", "2003", 72);
  assert.equal(
    factIn([...open, ...published, shortest], "sentence-lowest").contradicted,
    false,
    "others may be longer",
  );
  const before = proceeding("b", { case: "Z", event: "investigation", on: "2002-03" });
  const other = [sourceStated("other", "press", "2003-06"), figure("other", "investigations", "2002", 60)];
  const years = tallied([...sealed, before, ...published, ...other]);
  assert.equal(factIn(years, "investigations").compared, undefined, "two parts are compared with nothing");
});

test("[TA7, R26] hostile: tallies with and without a hidden case differ by neither its form, nor that children are victims, nor how many victims it has", () => {
  const tokens = ["ab".repeat(16), "cd".repeat(16)];
  const hidden = (more: Partial<RowValues<"proceeding">>) =>
    proceeding("h", { case: "H", event: "investigation", on: "2003-05", official_body: "police", ...more });
  const plainly = rowsOf([...sealed, hidden({})]);
  for (const more of [{ form: "sexual" as const }, { child_victims: true }, { victims: tokens }])
    assert.deepEqual(rowsOf([...sealed, hidden(more)]), plainly, JSON.stringify(more));
});

test("[TA7c] of one to four victims in proceedings no tally says how many, from five on it is exact", () => {
  const tokens = ["a", "b", "c", "d", "e"].map((digit) => digit.repeat(32));
  const counted = (n: number) => {
    const linked = proceeding("v", { case: "V", event: "investigation", on: "2003-05", victims: tokens.slice(0, n) });
    return talliesOf([linked], period).flatMap((row) =>
      "values" in row && row.values.fact === "victims-in-proceedings" ? [row.values.value] : [],
    );
  };
  assert.deepEqual([1, 2, 3, 4, 5].map(counted), [[], [], [], [], [5]]);
});

test("[TA7c, R16] two releases of a year do not say that one to four victims came in between: the first number stands", () => {
  const tokens = Array.from({ length: 14 }, (_, n) => n.toString(16).repeat(32));
  const linked = (n: number) =>
    proceeding("v", { case: "V", event: "investigation", on: "2003-05", victims: tokens.slice(0, n) });
  const victimsIn = (rows: readonly Row<"tally">[]) =>
    rows.flatMap((row) => ("values" in row && row.values.fact === "victims-in-proceedings" ? [row.values.value] : []));
  const then = released(talliesOf([linked(7)], period));
  assert.deepEqual(
    [3, 5, 6, 7, 8, 11, 12, 14].map((n) => victimsIn(talliesOf([linked(n), ...then], period))),
    [[], [7], [7], [7], [7], [7], [12], [14]],
  );
});

test("[TA1] figures stay beside tallies: a year whose tallies are released has both, by the order of sources", () => {
  const open = released(talliesOf(reportOf2003(), period));
  assert.equal(
    factIn([...reportOf2003(), ...open], "prosecutions").value,
    factIn(reportOf2003(), "prosecutions").value,
  );
});

const law = stated("law", "art-1", { act: "Example code", article: "1", subject: "trafficking", stage: "in-force" });

test("[TA10] splits of a released year are read as the sealed rows give them, and no fact reads one", () => {
  const official = (key: string, suspect: string) =>
    proceeding(key, {
      ...{ case: "M", event: "charge" as const, on: "2003-05", suspect },
      ...{ official_body: "municipal" as const, office_level: "low" as const, offence: "bribery" as const },
    });
  const rows = [
    law,
    ...sealed,
    proceeding("art", { case: "A", event: "prosecution", on: "2003-03", articles: ["art-1"] }),
    official("m1", "1"),
    official("m2", "2"),
    proceeding("m3", { case: "M", event: "fled", on: "2003-06", suspect: "1", official_body: "municipal" }),
  ];
  const named = (splits: readonly ProceedingsSplit[]) =>
    splits.map(({ by, fact, cell, value, source }) => `${by} ${source} ${cell} ${fact}: ${value}`).sort();
  const made = splitsOfProceedings(rows, period);
  assert.deepEqual(
    [...new Set(made.map(({ by }) => by))],
    ["article", "official", "case-flow"],
    "one of each kind, or nothing is compared",
  );
  const open = [law, ...released(talliesOf(rows, period))];
  assert.deepEqual(named(releasedSplits(indexStatements(open), period)), named(made));
  assert.equal(factIn(open, "prosecutions").value, 1, "no fact reads a split");
});

test("[TA7a] hostile: of a release that shows an official alone, or what nobody knows, nothing is read", () => {
  const tallies = (cell: string, value: number, by: "official" | "group" = "official") => [
    {
      key: `2003/${by}/1`,
      source: "own",
      values: { fact: "officials-prosecuted", year: "2003", value, by, cell },
    } as const,
    { key: "2003/officials-prosecuted", source: "own", values: { fact: "officials-prosecuted", year: "2003", value } },
  ];
  const cells = (rows: Parameters<typeof released>[0]) =>
    releasedSplits(indexStatements(released(rows)), period).map(({ cell }) => cell);
  assert.deepEqual(cells(tallies("high/bribery", 2)), ["high/bribery"]);
  assert.deepEqual(cells(tallies("high/bribery", 1)), []);
  assert.deepEqual(cells(tallies("sexual", 2, "group")), []);
  const empty = {
    key: "2003/case-flow/1",
    source: "own",
    values: { fact: "prosecutions", year: "2003", value: 0 },
  } as const;
  const none = { ...empty, values: { ...empty.values, by: "case-flow", cell: "stage/prison" } } as const;
  assert.deepEqual(cells([none]), [], "none is no number of cases");
});

test("[TA7a] hostile: an official who is alone with a level and an offence has no tally of them", () => {
  const official = (key: string, name: string, offence: "bribery" | "false-documents") =>
    proceeding(key, {
      ...{ case: name, event: "charge" as const, on: "2003-05", suspect: key, offence },
      ...{ official_body: "municipal" as const, office_level: "high" as const },
    });
  const splits = (...rows: readonly Statement[]) =>
    talliesOf(rows, period).flatMap((row) =>
      "values" in row && row.values.by === "official" ? [row.values.cell] : [],
    );
  const two = [official("a", "A", "bribery"), official("b", "B", "bribery")];
  assert.deepEqual(splits(...two), ["high/bribery"]);
  for (const { key } of talliesOf([...two, ...sealed], { year: 2003, kind: "april-march" }))
    assert.ok(rowKey(key), `${key} is a key of a row`);
  assert.deepEqual(splits(official("a", "A", "bribery"), official("b", "B", "false-documents")), []);
});

test("[TA7, R26] hostile: a hidden case is in no split", () => {
  const splits = (...rows: readonly Statement[]) =>
    JSON.stringify(talliesOf([law, ...rows], period).filter((row) => "values" in row && row.values.by !== undefined));
  const hidden = [
    proceeding("h1", {
      case: "H",
      event: "investigation",
      on: "2003-05",
      articles: ["art-1"],
      official_body: "police",
    }),
    proceeding("h2", {
      case: "H",
      event: "prosecution",
      on: "2003-06",
      articles: ["art-1"],
      official_body: "police",
      group: true,
    }),
  ];
  assert.equal(splits(...sealed, ...hidden), splits(...sealed));
  assert.notEqual(splits(...sealed, ...hidden.map((one) => ({ ...one, shielded: false }))), splits(...sealed));
});
