// What a stranger finds of released proceedings from open rows alone: what the program releases holds, and each way to change it is named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { proceeding, released, sourceStated, stated } from "../../test/support/statements.ts";
import { fc, tries } from "../../test/support/tries.ts";
import { type RowValues, registerTable } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import type { RecordBook } from "../record/book.ts";
import type { Statement } from "../record/statement.ts";
import { checkedProceedings } from "./checked-proceedings.ts";
import { talliesOf } from "./tally.ts";

type Tally = RowValues<"tally">;
const reviewers = ["statistics-office", "ombudsman", "third-office"];
const year = "2003";

function check(all: readonly Statement[], withdrawn: RecordBook["withdrawn"] = []) {
  const statements = (register: string) => all.filter((one) => one.register === register);
  return checkedProceedings({ statements, withdrawn } as unknown as RecordBook, () => reviewers);
}

const keyed = (rows: readonly Tally[], source: string = ownFiles) =>
  rows.map((values, n): Row<"tally"> => ({ key: `${year}/${n}`, source, values }));
const flaws = (rows: readonly Tally[]) =>
  check(released(keyed(rows))).years.flatMap((one) => one.flaws.map(({ is, row }) => `${is} ${row.cell ?? row.fact}`));

const { event, verdict, offence, office_level: level } = registerTable.proceeding.fields;
const anyOf = <T extends string>(codes: readonly T[]) => fc.option(fc.constantFrom(...codes), { nil: undefined });
const anyEvent = fc.record(
  {
    case: fc.constantFrom("A", "B", "C", "D"),
    event: fc.constantFrom(...event.shape.codes),
    on: fc.constantFrom("2002", "2003-01", "2003", "2003-11-30", "2004-02"),
    verdict: anyOf(verdict.shape.codes),
    offence: anyOf(offence.shape.codes),
    office_level: anyOf(level.shape.codes),
    official_body: anyOf(["other", "police", "municipal"]),
    suspect: anyOf(["x", "y", "z"]),
    suspects: fc.option(fc.nat(5), { nil: undefined }),
    articles: fc.option(fc.subarray(["code-1", "code-2", "unknown"], { minLength: 1 }), { nil: undefined }),
    prison_months: fc.option(fc.nat(200), { nil: undefined }),
    suspended: fc.option(fc.boolean(), { nil: undefined }),
    group: fc.option(fc.boolean(), { nil: undefined }),
  },
  { requiredKeys: ["case", "event", "on"] },
);

test("[TA12] what the program releases holds: of any proceedings, by own files and by a source, no row is named", () => {
  const given = [
    sourceStated("gazette", "press"),
    stated("law", "code-1", { act: "Example code", article: "1", subject: "trafficking", stage: "in-force" }),
    stated("law", "code-2", { act: "Example code", article: "2", subject: "trafficking", stage: "in-force" }),
  ];
  let parts = 0;
  fc.assert(
    fc.property(fc.array(fc.tuple(anyEvent, fc.boolean()), { minLength: 1, maxLength: 25 }), (events) => {
      const rows = events.map(([values, isOwn], n) =>
        proceeding(String(n), values as RowValues<"proceeding">, { source: isOwn ? ownFiles : "gazette" }),
      );
      const tallies = talliesOf([...given, ...rows], { year: 2003, kind: "calendar" });
      parts += tallies.filter((row) => "values" in row && row.values.by !== undefined).length;
      const { years, stray } = check(released(tallies));
      assert.deepEqual([years.flatMap((one) => one.flaws), stray], [[], 0]);
      assert.equal(years.length, tallies.length > 0 ? 1 : 0);
    }),
    { numRuns: tries(2_000) },
  );
  assert.ok(parts > 50, String(parts));
});

const whole: Tally = { fact: "prosecutions", year, value: 5 };
const article: Tally = { ...whole, value: 3, by: "article", cell: "code-1" };
const step = (cell: string, value: number): Tally => ({ fact: "prosecutions", year, value, by: "case-flow", cell });
const way = [
  step("stage/prosecution", 3),
  step("prosecution/verdict", 2),
  step("prosecution/pending", 1),
  step("stage/verdict", 2),
  step("verdict/prison", 1),
  step("verdict/acquitted", 1),
  step("stage/prison", 1),
];
const officials = (fact: string, value: number, cell = "low/bribery"): Tally => ({
  fact,
  year,
  value,
  by: "official",
  cell,
});
const charged: Tally = { fact: "officials-prosecuted", year, value: 4 };
const honest = [
  ...[whole, article, ...way, charged, officials("officials-prosecuted", 3), officials("officials-fled", 2)],
  { fact: "sentence-lowest", year, value: 24, least: 0 },
  { fact: "fines", year, value: 300, currency: "XTS" },
  { fact: "fines", year, value: 7, currency: "XTT", least: 7 },
];

test("[TA12] a row is named that stands there twice, does not fit its bounds, is a part of nothing or more than its whole, or is of one official alone", () => {
  assert.deepEqual(flaws(honest), []);
  assert.deepEqual(flaws([...honest, whole]), ["twice prosecutions"]);
  assert.deepEqual(flaws([{ ...whole, least: 3 }]), ["bounds prosecutions"]);
  assert.deepEqual(flaws([{ ...whole, least: 5, most: 6 }]), ["bounds prosecutions"]);
  assert.deepEqual(flaws([whole, { ...article, value: 6 }]), ["above code-1"]);
  assert.deepEqual(flaws([article]), ["no-whole code-1"]);
  assert.deepEqual(flaws([charged, officials("officials-prosecuted", 1)]), ["alone low/bribery"]);
  assert.deepEqual(flaws([charged, officials("officials-prosecuted", 5)]), ["above low/bribery"]);
  assert.deepEqual(flaws([...honest, officials("officials-fled", 1, "high/bribery")]), ["no-whole high/bribery"]);
  assert.deepEqual(flaws([charged, officials("officials-prosecuted", 2), officials("officials-fled", 3)]), [
    "above low/bribery",
  ]);
});

test("[TA12] as many cases go on from a step as came to it: one more, one less, or one to prison from nowhere is named", () => {
  const changed = (cell: string, value: number) =>
    flaws(way.map((row) => (row.cell === cell ? step(cell, value) : row)));
  assert.deepEqual(changed("prosecution/verdict", 1), ["sum stage/prosecution"]);
  assert.deepEqual(changed("stage/verdict", 3), ["sum stage/verdict"]);
  assert.deepEqual(changed("stage/prison", 2), ["sum stage/prison"]);
  assert.deepEqual(changed("prosecution/verdict", 4), ["above prosecution/verdict", "sum stage/prosecution"]);
  assert.deepEqual(flaws(way.slice(1)), ["no-whole prosecution/verdict", "no-whole prosecution/pending"]);
});

test("[TA12] parts are held against the whole of their own source", () => {
  const rows = [...keyed([whole]), ...keyed([article], "gazette")];
  assert.deepEqual(
    check(released(rows)).years[0]?.flaws.map(({ is }) => is),
    ["no-whole"],
  );
});

test("[TA12] a row that was corrected or withdrawn after the release is named; another office’s and cases of the same year are not mixed with it", () => {
  const all = released(keyed(honest));
  const [first, ...others] = all;
  assert.ok(first);
  const later = { ...first, import: "later", values: { ...whole, value: 6 } } as Statement;
  const named = (statements: readonly Statement[], withdrawn: RecordBook["withdrawn"] = []) =>
    check(statements, withdrawn).years[0]?.flaws.map(({ is, row }) => [is, row.value]);
  assert.deepEqual(named([later, ...others]), [["changed", 6]]);
  const taken = { ...first, history: [{ ...first, values: whole }], reason: "Example" } as never;
  assert.deepEqual(named(others, [taken]), [["withdrawn", 5]]);
  const ofCases = { ...later, key: `${year}/cases/1` } as Statement;
  assert.deepEqual(named([...all, ofCases, { ...later, organisation: "ombudsman" }]), []);
  assert.equal(check([...all, ofCases]).stray, 0);
  assert.equal(check([...all, later]).stray, 1);
});

test("[TA5b, TA11] each office’s newest edition of a year stands for itself, and years are found by the keys of their releases, whatever kind of year", () => {
  const of = "1a0b0000-0000-4000-8000-000000000009";
  const again = released(keyed([{ ...whole, value: 6 }]), { edition: 2, of });
  const other = released(keyed([whole]), { by: "ombudsman", of: `${of.slice(0, -1)}8` }).map((one) => ({
    ...one,
    leaf: 9,
    first: { ...one.first, leaf: 9 },
  }));
  const spring = released(
    [{ key: "2003-april-march/1", source: ownFiles, values: { ...whole, period: "april-march" } }],
    { period: "april-march", of: `${of.slice(0, -1)}7` },
  );
  const { years, stray } = check([...released(keyed([whole])), ...again, ...other, ...spring]);
  assert.deepEqual(
    years.map(({ year: one, kind, release }) => [one, kind, release.organisation, release.values.edition]),
    [
      [2003, "calendar", "statistics-office", 2],
      [2003, "calendar", "ombudsman", 1],
      [2003, "april-march", "statistics-office", 1],
    ],
  );
  assert.equal(stray, 0);
});

test("[TA6, TA12] own files are whole where justice says so, and only another reviewer signs a release off", () => {
  const all = released([...keyed([whole]), ...keyed([whole], "gazette")]);
  const said = (complete: boolean) =>
    stated("coverage", "p", { register: "proceeding", year, complete, office: "Example prosecutor" });
  const isWhole = (statements: readonly Statement[]) =>
    check(statements).years.map((one) => one.release.tallies.map((row) => `${row.source} ${one.isWhole(row)}`).sort());
  assert.deepEqual(isWhole(all), [["gazette true", "own false"]]);
  assert.deepEqual(isWhole([...all, said(true)]), [["gazette true", "own true"]]);
  assert.deepEqual(isWhole([...all, said(true), { ...said(false), organisation: "court" }]), [
    ["gazette true", "own false"],
  ]);
  const signedBy = (organisation: string) => {
    const signature = { organisation, office: "Example", device: "", at: "" };
    const { signed } =
      check(all.map((one) => ({ ...one, signedOff: [{ ...signature, ref: one.ref }] }))).years[0] ?? {};
    return typeof signed === "object" ? signed.organisation : signed;
  };
  assert.equal(signedBy("third-office"), "third-office");
  for (const nobody of ["statistics-office", "shelter"]) assert.equal(signedBy(nobody), "not-yet");
});
