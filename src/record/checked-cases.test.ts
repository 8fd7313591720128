// What a stranger finds of released cases from open rows alone: what the program releases holds, and each way to change it is named.
import assert from "node:assert/strict";
import { test } from "node:test";
import { countedCases } from "../../test/support/counted-cases.ts";
import { released } from "../../test/support/statements.ts";
import { countSplits } from "../core/registers/count-facts.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import { ownFiles, type Row } from "../core/registers/row.ts";
import { yearCount } from "../core/year-count.ts";
import { countryTables } from "../statistics/country.ts";
import type { RecordBook } from "./book.ts";
import { checkedCases } from "./checked-cases.ts";
import type { Statement } from "./statement.ts";

const year = "2031";
const offices = ["statistics-office", "ombudsman"];
type Tally = RowValues<"tally">;
const fact = "victims-identified";
const whole: Tally = { fact, year, value: 53 };
const women: Tally = { fact, year, value: 40, least: 36, most: 44, by: "sex", cell: "women" };
const men: Tally = { fact, year, value: 15, least: 11, most: 19, by: "sex", cell: "men" };
const silent: Tally = { fact, year, value: 0, least: 0, most: 4, by: "sex", cell: "not-said" };
const honest = [whole, women, men, silent, { fact: "victims-refused", year, value: 1, least: 1, most: 4 }];

type Release = Partial<RowValues<"release">> & { readonly of?: string };

function statementsOf(rows: readonly Tally[], change: Release = {}): readonly Statement[] {
  const keyed = rows.map((values, n): Row<"tally"> => ({ key: `${year}/cases/${n}`, source: ownFiles, values }));
  const said = { what: "cases", year, asked: 3, sent: 3, ...change } as const;
  return released(keyed, said).map((one) =>
    one.register === "release" ? { ...one, key: `${year}/cases/${change.edition ?? 1}` } : one,
  );
}

function check(all: readonly Statement[], withdrawn: RecordBook["withdrawn"] = [], at = offices) {
  const statements = (register: string) => all.filter((one) => one.register === register);
  return checkedCases({ statements, withdrawn } as unknown as RecordBook, () => at);
}

const flaws = (rows: readonly Tally[], change: Release = {}) =>
  check(statementsOf(rows, change)).years.flatMap((one) =>
    one.flaws.map(({ is, row }) => `${is} ${row.cell ?? row.fact}`),
  );

test("[YC14] what the program releases holds: of many countries, whole and partial, no row is named", () => {
  let splits = 0;
  for (let n = 1; n <= 120; n++) {
    const sent = [1, 2, 3].map((sender) =>
      yearCount(
        2031,
        countedCases(`checked ${n} ${sender}`, (n * sender * 7) % 40),
        (of, { caseId }, referral = "") => `${of} ${caseId} ${referral}`,
      ),
    );
    let drawn = 0;
    const { tables } = countryTables(sent, 2031, () => (below) => drawn++ % below);
    for (const missing of [0, 1]) {
      const rows = tables.flatMap(({ of, rows: all }) =>
        all.flatMap(({ key, shown, least, most }): readonly Tally[] => {
          const value = shown ?? least;
          if (missing > 0 && value === 0) return [];
          const bounds = missing > 0 ? { least } : shown !== null && least === most ? {} : { least, most };
          const split = of === "totals" ? { fact: key } : { fact: countSplits[of], by: of, cell: key };
          return [{ year, value, ...bounds, ...split }];
        }),
      );
      splits += rows.filter(({ by }) => by !== undefined).length;
      assert.deepEqual(flaws(rows, { asked: 3 + missing }), [], `${n}`);
    }
  }
  assert.ok(splits > 500, String(splits));
});

test("[YC14] parts that do not add up to their whole are named, above and below it", () => {
  assert.deepEqual(flaws(honest), []);
  assert.deepEqual(flaws([whole, { ...women, value: 45, least: 41, most: 49 }, men, silent]), ["sum women"]);
  assert.deepEqual(flaws([whole, { ...women, value: 30, least: 26, most: 34 }, men, silent]), ["sum women"]);
});

test("[YC14] a row is named that stands there twice, says one to four, does not fit its bounds, or is a part of nothing that is exact", () => {
  assert.deepEqual(flaws([...honest, women]).slice(0, 1), ["twice women"]);
  for (const value of [1, 4]) assert.deepEqual(flaws([{ fact, year, value }]), [`small ${fact}`]);
  assert.deepEqual(flaws([{ fact, year, value: 3, least: 3, most: 3 }]), [`small ${fact}`]);
  assert.deepEqual(flaws([{ fact, year, value: 9, least: 10, most: 12 }]), [`bounds ${fact}`]);
  assert.deepEqual(flaws([whole, { ...women, value: 41, least: 37, most: 45 }, men, silent]), ["bounds women"]);
  assert.deepEqual(
    flaws([whole, { ...women, least: 40 }, men, silent]),
    ["bounds women"],
    "closer than it was rounded",
  );
  assert.deepEqual(flaws([{ ...whole, least: 50, most: 57 }, women, men, silent]), [
    "no-whole women",
    "no-whole men",
    "no-whole not-said",
  ]);
  assert.deepEqual(flaws([women]), ["no-whole women"]);
});

test("[YC14] more may be formally identified in a year than were recognised in it for the first time: some were presumed in the year before (YC2a)", () => {
  assert.deepEqual(flaws([whole, { fact: "formal-identifications", year, value: 60 }]), []);
});

test("[YC14] where an organisation is missing no row says a number exactly, or how many at most", () => {
  const partial = { asked: 4 };
  assert.deepEqual(
    flaws(
      [
        { ...whole, least: 53 },
        { ...women, most: undefined as never },
      ],
      partial,
    ).length,
    1,
  );
  const atLeast = honest.map(({ most: _, ...row }) => ({ ...row, least: row.least ?? row.value }));
  assert.deepEqual(flaws(atLeast, partial), []);
  assert.deepEqual(flaws([whole, ...atLeast.slice(1)], partial), [`partial ${fact}`]);
  assert.deepEqual(flaws([...atLeast.slice(0, 1), women], partial).slice(0, 1), ["partial women"]);
  assert.deepEqual(flaws([{ fact, year, value: 3, least: 3 }], partial), [`small ${fact}`]);
});

test("[YC14] a row that was corrected or withdrawn after the release is named, and so is none of another office or an older edition", () => {
  const all = statementsOf(honest);
  const [first, ...others] = all;
  assert.ok(first);
  const later = { ...first, import: "later", values: { ...whole, value: 54 } } as Statement;
  const named = (statements: readonly Statement[], withdrawn: RecordBook["withdrawn"] = []) =>
    check(statements, withdrawn).years[0]?.flaws.map(({ is, row }) => [is, row.value]);
  assert.deepEqual(named([later, ...others]), [["changed", 54]]);
  assert.deepEqual(named([...all, { ...later, organisation: "ombudsman" }]), []);
  const taken = { ...first, history: [{ ...first, values: whole }], reason: "Example" } as never;
  assert.deepEqual(named([...others], [taken]), [["withdrawn", 53]]);
  const second = statementsOf([{ ...whole, value: 60 }], { edition: 2, of: "1a0b0000-0000-4000-8000-000000000002" });
  const both = check([...others, ...second]);
  assert.deepEqual([both.years[0]?.release.values.edition, both.years[0]?.flaws], [2, []]);
  assert.equal(both.stray, 0, "rows of the first edition that the second one does not say again belong to it");
});

test("[YC14] what an office took back with its release is held against no later one of its own", () => {
  const [first, second, ...others] = statementsOf(honest);
  const release = others.at(-1);
  assert.ok(first && second && release?.register === "release");
  const takenRelease = { ...release, history: [release], reason: "Example" } as never;
  const takenRow = { ...first, history: [{ ...first, at: "2004-04-01T00:00:00Z" }], reason: "Example" } as never;
  const later = statementsOf([{ ...whole, value: 60 }], { edition: 2, of: "1a0b0000-0000-4000-8000-000000000002" });
  const left = { ...second, key: "2031/cases/left" };
  assert.deepEqual(check([...later, left], [takenRelease, takenRow]).years[0]?.flaws, []);
  assert.deepEqual(
    check([...later, left]).years[0]?.flaws.map(({ is }) => is),
    ["changed"],
    "of no release at all",
  );
});

/** Releases of the years from 2031 on, each a leaf after the one before; a year has a total, and its rows of joined years. */
function yearsOf(
  ...all: readonly { readonly of?: number; readonly edition?: number; readonly rows: readonly Tally[] }[]
) {
  return all.flatMap(({ of = 0, edition = 1, rows }, at) => {
    const id = `1a0b0000-0000-4000-8000-00000000000${at}`;
    const named = String(2031 + of);
    const keyed = rows.map((values): Row<"tally"> => {
      const key =
        values.by === undefined
          ? values.fact
          : `${values.years === undefined ? "" : "joined/"}${values.by}/${values.cell}`;
      return { key: `${named}/cases/${key}`, source: ownFiles, values: { ...values, year: named } };
    });
    const said = { what: "cases", year: named, asked: 3, sent: 3, edition, until: at, of: id } as const;
    return released(keyed, said).map(
      (one): Statement => ({
        ...{ ...one, first: { ...one.first, leaf: at } },
        ...(one.register === "release" ? { key: `${named}/cases/${edition}` } : {}),
        signedOff: [{ organisation: "ombudsman", office: "Example", device: "", at: "", ref: one.ref }],
      }),
    );
  });
}

const years = ["2031", "2033"];
const joinedWomen: Tally = { fact, year: "2033", years, value: 15, least: 11, most: 19, by: "sex", cell: "women" };
const joinedMen: Tally = { ...joinedWomen, value: 5, least: 1, most: 9, cell: "men" };
const few: Tally = { fact, year, value: 1, least: 1, most: 4 };
const total = (value: number): Tally => ({ fact, year, value });
const window = (...rows: readonly Tally[]) => [
  { rows: [total(8)] },
  { of: 1, rows: [few] },
  { of: 2, rows: [total(12), ...rows] },
];
const inWindow = (all: readonly Statement[]) =>
  check(all).years.flatMap(({ joined, flaws: of }) =>
    joined === null ? [] : [[joined.whole, ...of.map(({ is, row }) => `${is} ${row.cell}`)]],
  );

test("[YC14] joined years hold where each said exactly before how many it has, their parts add up to the sum of these, and nobody is in two tables", () => {
  assert.deepEqual(inWindow(yearsOf(...window(joinedWomen, joinedMen))), [[20]]);
  assert.deepEqual(
    check(yearsOf(...window(joinedWomen, joinedMen))).years.map((one) => [
      one.year,
      one.joined?.years,
      one.rows.length,
    ]),
    [
      [2033, undefined, 1],
      [2033, years, 2],
      [2032, undefined, 1],
      [2031, undefined, 1],
    ],
  );
  const far = { ...joinedMen, value: 10, least: 6, most: 14 };
  assert.deepEqual(inWindow(yearsOf(...window(joinedWomen, far))), [[20, "sum women"]]);
  assert.deepEqual(inWindow(yearsOf(...window({ ...joinedWomen, least: 15 }, joinedMen))), [[20, "bounds women"]]);
  assert.deepEqual(inWindow(yearsOf(...window(joinedWomen, joinedMen, joinedMen))), [[20, "twice men", "sum women"]]);
  const hidden = { ...joinedWomen, years: ["2031", "2032", "2033"] };
  assert.deepEqual(
    inWindow(yearsOf(...window(hidden))),
    [[null, "no-whole women"]],
    "a year of which nobody knows how many",
  );
  for (const wrong of [["2033", "2031"], ["2030", "2033"], ["2031"], ["2033"]])
    assert.deepEqual(
      inWindow(yearsOf(...window({ ...joinedWomen, years: wrong }))),
      [[null, "no-whole women"]],
      wrong.join(),
    );
  const own = { ...women, year: "2031", value: 10, least: 6, most: 8 };
  const [, ...later] = window(joinedWomen, joinedMen);
  assert.deepEqual(inWindow(yearsOf({ rows: [total(8), own] }, ...later)), [[20, "overlap women"]]);
  const second = {
    of: 3,
    rows: [total(12), { ...joinedWomen, years: ["2033", "2034"], value: 20, least: 16, most: 24 }],
  };
  assert.deepEqual(
    inWindow(yearsOf(...window(joinedWomen, joinedMen), second)).map(([, flaw]) => flaw),
    ["overlap women", "overlap women"],
  );
});

test("[YC14] a second edition after joined years changes nothing in them, also where its rows stand in the place of the first one's", () => {
  const all = yearsOf(...window(joinedWomen, joinedMen), { edition: 2, rows: [total(14)] });
  const isTotalOf2031 = ({ register, key }: Statement) => register === "tally" && key === `2031/cases/${fact}`;
  const [first, second] = all.filter(isTotalOf2031);
  assert.ok(first && second);
  const inForce = [...all.filter((one) => !isTotalOf2031(one)), { ...second, history: [first] }];
  for (const statements of [all, inForce]) assert.deepEqual(inWindow(statements), [[20]]);
  const before = yearsOf(
    { rows: [total(8)] },
    { edition: 2, rows: [total(14)] },
    ...window(joinedWomen, joinedMen).slice(1),
  );
  assert.deepEqual(inWindow(before), [[26, "sum women"]], "of one that came before them they have the persons");
});

test("[YC13] joined years that the other office never signed are shown until the second edition of their year, and no longer", () => {
  const unsigned = (all: readonly Statement[]) => all.map((one) => ({ ...one, signedOff: [] }));
  const all = yearsOf(...window(joinedWomen, joinedMen), { of: 2, edition: 2, rows: [total(12)] });
  assert.equal(inWindow(unsigned(all.slice(0, -2))).length, 1);
  assert.equal(inWindow(unsigned(all)).length, 0);
  assert.equal(inWindow(all).length, 1);
});

test("[YC14] rows that no release names are counted, and shown as no year's", () => {
  const rows = statementsOf(honest).filter(({ register }) => register === "tally");
  assert.deepEqual(check(rows), { years: [], stray: honest.length });
});

test("[YC14] only the other office of the country signs a release off; in a country of one office nobody does", () => {
  const signedBy = (organisation: string | null, at = offices) =>
    check(
      statementsOf(honest).map((one) => ({
        ...one,
        signedOff: organisation === null ? [] : [{ organisation, office: "Example", device: "", at: "", ref: one.ref }],
      })),
      [],
      at,
    ).years[0]?.signed;
  const signed = signedBy("ombudsman");
  assert.equal(typeof signed === "object" ? signed.organisation : signed, "ombudsman");
  assert.equal(signedBy(null), "not-yet");
  for (const other of ["statistics-office", "secretariat"]) assert.equal(signedBy(other), "not-yet", other);
  assert.equal(signedBy("ombudsman", ["statistics-office"]), "alone");
});
