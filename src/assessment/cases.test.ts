// The country's cases as facts of a year: what a release says, with its bounds, and nothing that is not released.
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, type Said, sourceStated, stated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { evaluateFacts } from "./evaluate-facts.ts";
import { boundsOf, limitOf } from "./fact-value.ts";

const period = { year: 2003, kind: "calendar" } as const;
const id = "1a0b0000-0000-4000-8000-000000000001";
type Tally = Partial<RowValues<"tally">> & Pick<RowValues<"tally">, "value">;

function released(
  tallies: Readonly<Record<string, Tally>>,
  change: Partial<RowValues<"release">> = {},
  { organisation = "statistics", leaf = 9 }: Said = {},
): readonly Statement[] {
  const said = { organisation, leaf };
  const values = {
    year: "2003",
    what: "cases",
    asked: 6,
    sent: 6,
    edition: 1,
    import: id,
    until: 5,
    notes: "ab".repeat(32),
    office: "X",
    ...change,
  } as const;
  const rows = Object.entries(tallies).map(([fact, row]) => ({
    ...stated("tally", `2003/cases/${fact}`, { fact, year: "2003", ...row }, said),
    import: values.import,
  }));
  return [...rows, stated("release", `2003/cases/${values.edition}`, values, said)];
}

function factIn(statements: readonly Statement[], fact: string, of: Parameters<typeof evaluateFacts>[1] = period) {
  return evaluateFacts(statements, of).find(({ definition }) => definition.key === fact)?.now ?? assert.fail(fact);
}

const boundsIn = (statements: readonly Statement[], fact: string) => {
  const [first = assert.fail(fact)] = factIn(statements, fact).statements;
  return boundsOf(first);
};

test("[YC10] the facts of a year are what its release says: exact, about so many, or one to four, with the bounds that rules read", () => {
  const open = released({
    "victims-identified": { value: 53 },
    "victims-presumed": { value: 51, least: 49, most: 52 },
    "victims-refused": { value: 1, least: 1, most: 4 },
    "referrals-declined": { value: 0 },
  });
  assert.equal(factIn(open, "victims-identified").value, 53);
  assert.deepEqual(boundsIn(open, "victims-identified"), { least: 53, most: 53 });
  assert.deepEqual(
    [factIn(open, "victims-presumed").statements.map(limitOf), boundsIn(open, "victims-presumed")],
    [["roughly"], { least: 49, most: 52 }],
  );
  assert.deepEqual(boundsIn(open, "victims-refused"), { least: 1, most: 4 });
  assert.equal(factIn(open, "referrals-declined").value, 0, "none is none");
  assert.equal(factIn(open, "victims-assisted").state, "no-data", "[AS3] what no row says is no zero");
  assert.equal(factIn(open, "victims-identified", { year: 2003, kind: "april-march" }).state, "no-data");
});

test("[YC10] a partial release is at least so many, and comes after what others publish", () => {
  const open = released({ "victims-identified": { value: 53, least: 53 } }, { sent: 5 });
  assert.deepEqual(boundsIn(open, "victims-identified"), { least: 53, most: Number.POSITIVE_INFINITY });
  const both = [...open, sourceStated("report", "report"), figure("report", "victims-identified", "2003", 60)];
  assert.equal(factIn(both, "victims-identified").value, 60);
});

test("[YC8, YC10] the newest edition counts, of two offices the first that the log had; without a release, or a tally of it, nothing does", () => {
  const first = released({ "victims-identified": { value: 53 } });
  const other = released({ "victims-identified": { value: 90 } }, {}, { organisation: "ombudsman", leaf: 10 });
  assert.equal(factIn([...other, ...first], "victims-identified").value, 53);
  const second = released(
    { "victims-identified": { value: 60 } },
    { edition: 2, import: `${id.slice(0, -1)}2` },
    { organisation: "ombudsman", leaf: 20 },
  );
  assert.equal(factIn([...first, ...other, ...second], "victims-identified").value, 60);
  assert.equal(factIn(first.slice(0, 1), "victims-identified").state, "no-data", "a tally alone");
  const early = released({ "victims-identified": { value: 53 } }, { until: 10 });
  assert.equal(factIn(early, "victims-identified").state, "no-data", "counted up to what had not come");
  assert.equal(factIn(first.slice(1), "victims-identified").state, "no-data", "a release alone");
  assert.equal(
    factIn(first, "investigations").state,
    factIn([], "investigations").state,
    "[TA3b] no sealed register is released by it",
  );
});

test("[YC10] no fact reads a split", () => {
  const open = released({ "victims-identified": { value: 40, least: 36, most: 44, by: "sex", cell: "women" } });
  assert.equal(factIn(open, "victims-identified").state, "no-data");
});
