// A year whose tallies are released: its facts are the same for everybody, and a page that claims something else for it is refused (TA9).
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPublished, logged, namesOf, recordRead } from "../../../test/support/record-read.ts";
import { proceeding, released, sourceStated } from "../../../test/support/statements.ts";
import { findContradictions } from "../../assessment/contradictions.ts";
import type { FactStatement, FactValue } from "../../assessment/fact-value.ts";
import { indexStatements } from "../../assessment/statement-index.ts";
import { sealedRegisterOf, talliesOf } from "../../assessment/tally.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import type { ReportData } from "../data/report-data.ts";
import { reportOfYear } from "../report-of-year.ts";

const period = { year: 2003, kind: "calendar" } as const;
const sealed = [
  proceeding("a", { case: "A", event: "investigation", on: "2003-02" }),
  proceeding("b", { case: "B", event: "investigation", on: "2003-03" }),
  proceeding("c", { case: "C", event: "investigation", on: "2002-03" }),
];
const account = logged([...sealed, ...released(talliesOf(sealed, period))]);
const whole = recordRead(account, {
  log: { size: account.length, root: "root" },
  organisationNames: namesOf("record-office", "statistics-office"),
});
const open = account.filter((one) => !one.sealed);
const asked = { period, scheme: tvpa2004 };
const [byHolder, byAnybody] = [
  reportOfYear(whole, asked),
  reportOfYear({ ...whole, statements: open, holds: "none" }, asked),
];

const verdictOf = (data: ReportData, key: string) =>
  checkPublished(data, whole, { statements: open, holds: "none" }).facts.find(({ fact }) => fact === key)?.verdict;

/** The data with another statement about the investigations of the year. */
function claiming(change: Partial<FactStatement>): ReportData {
  const facts = byHolder.facts.map((fact) => {
    if (fact.definition.key !== "investigations") return fact;
    const [first] = fact.now.statements as readonly [FactStatement];
    const statements = [{ ...first, ...change }];
    return { ...fact, now: { ...fact.now, statements, value: statements[0]?.value ?? null } };
  });
  return { ...byHolder, facts };
}

test("[TA5] who holds the sealed rows and who holds none have the same facts of a released year", () => {
  assert.deepEqual(byHolder.released, [2003]);
  // The year before is not released: only a holder compares with it.
  const alone = (value: FactValue | undefined) => ({ ...value, compared: null });
  for (const [i, { definition, now }] of byHolder.facts.entries())
    if (sealedRegisterOf(definition) !== null)
      assert.deepEqual(alone(byAnybody.facts[i]?.now), alone(now), definition.key);
  const investigations = byAnybody.facts.find(({ definition }) => definition.key === "investigations");
  assert.equal(investigations?.now.value, 2);
  assert.deepEqual(
    [byHolder, byAnybody].map(({ records }) => records.some(({ register }) => register === "tally")),
    [true, true],
  );
});

test("[TA9] hostile: of a released year a page claims no sealed record and no other number", () => {
  assert.equal(verdictOf(byHolder, "appeals"), "same");
  const ofSealed = sealed.slice(0, 2).map((_, i) => account[i]?.ref ?? assert.fail());
  assert.equal(verdictOf(claiming({ records: ofSealed, sealed: true }), "investigations"), "differs");
  assert.equal(verdictOf(claiming({ value: 9 }), "investigations"), "differs");
  assert.equal(verdictOf(claiming({ organisation: "record-office" }), "investigations"), "differs");
  const flows = byHolder.flows.map((flow) => ({ ...flow, links: flow.links.map((link) => ({ ...link, cases: 9 })) }));
  const turned = checkPublished({ ...byHolder, flows }, whole, { statements: open, holds: "none" });
  assert.deepEqual(turned.flaws, [{ code: "not-the-records", part: "flows" }]);
  assert.equal(verdictOf({ ...byHolder, released: [] }, "investigations"), "sealed");
  const { verdict, flaws } = checkPublished({ ...byHolder, released: [] }, whole, { statements: open, holds: "none" });
  assert.deepEqual([verdict, flaws.some(({ code }) => code === "not-the-records")], ["refused", true]);
  assert.deepEqual(checkPublished(byHolder, whole, { statements: open, holds: "none" }).flaws, []);
});

test("[TA10a] a report of a released year names no sealed record of it, and differs for nobody once the year before is released", () => {
  const before = { year: 2002, kind: "calendar" } as const;
  const other = { of: "1a0b0000-0000-4000-8000-000000000002", year: "2002" };
  const of2002 = released(talliesOf(sealed, before), other);
  const said = (source: string, on: string) =>
    proceeding("d", { case: "D", event: "appeal", on }, { source, organisation: source });
  const differing = [
    said("one", "2003-05"),
    said("two", "2003-07"),
    sourceStated("one", "report"),
    sourceStated("two", "press"),
  ];
  const both = logged([...sealed, ...differing, ...released(talliesOf(sealed, period)), ...of2002]);
  const record = recordRead(both, {
    log: { size: both.length, root: "root" },
    organisationNames: namesOf("record-office", "statistics-office", "one", "two"),
  });
  const ofSealed = findContradictions(indexStatements(both), [], period).filter(({ about }) => "register" in about);
  assert.equal(ofSealed.length, 1, "who holds the rows sees that they differ");
  const data = reportOfYear(record, asked);
  assert.deepEqual(data.released, [2003, 2002]);
  assert.deepEqual(data.contradictions, []);
  assert.deepEqual(
    data.records.filter((one) => one.sealed),
    [],
  );
  assert.ok(data.flows.length > 0 && data.flows.every((flow) => !flow.sealed));
  const statements = both.filter((one) => !one.sealed);
  const { verdict, flaws } = checkPublished(data, record, { statements, holds: "none" });
  assert.deepEqual([verdict, flaws], ["whole", []]);
  const flow = data.flows[0] ?? assert.fail();
  const turned = { ...data, flows: [{ ...flow, links: flow.links.map((link) => ({ ...link, cases: 9 })) }] };
  const refused = checkPublished(turned, record, { statements, holds: "none" });
  assert.deepEqual([refused.verdict, refused.flaws], ["refused", [{ code: "not-the-records", part: "flows" }]]);
});
