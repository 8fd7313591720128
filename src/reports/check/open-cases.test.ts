// Cases that are open at the end of a year or at its beginning, checked by whoever holds some of the sealed rows: others may have ended them (RP17).
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPublished, logged, namesOf, recordRead } from "../../../test/support/record-read.ts";
import { proceeding } from "../../../test/support/statements.ts";
import type { FactStatement } from "../../assessment/fact-value.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import type { ReportData } from "../data/report-data.ts";
import { reportOfYear } from "../report-of-year.ts";

const period = { year: 2003, kind: "calendar" } as const;
const organisations = ["court", "bailiffs"];
const facts = ["prosecutions-ongoing", "prosecutions-carried-over"] as const;

/** The bailiffs have three trials and that the third was dropped; the court alone has that the first was judged. */
const account = logged([
  proceeding("t1", { case: "A", event: "trial", on: "2002-05" }, { organisation: "bailiffs" }),
  proceeding("t2", { case: "B", event: "trial", on: "2002-05" }, { organisation: "bailiffs" }),
  proceeding("t3", { case: "C", event: "trial", on: "2002-05" }, { organisation: "bailiffs" }),
  proceeding("d3", { case: "C", event: "dropped", on: "2002-07" }, { organisation: "bailiffs" }),
  proceeding("v1", { case: "A", event: "verdict", on: "2002-09", verdict: "acquitted" }, { organisation: "court" }),
]);
const refs = Object.fromEntries(account.map(({ key, ref }) => [key, ref]));

const whole = recordRead(account, {
  log: { size: account.length, root: "root" },
  organisationNames: namesOf(...organisations, "record-office"),
});

/** What a checker says of the data who holds the sealed rows of these organisations. */
function check(data: ReportData, holds: readonly string[]) {
  return checkPublished(data, whole, {
    statements: account.filter(({ organisation }) => holds.includes(organisation)),
    holds: holds.length === organisations.length ? "all" : "some",
  });
}

const honest = reportOfYear(whole, { period, scheme: tvpa2004 });

/** The data with other cases of a fact. */
function claiming(key: string, cases: readonly (typeof account)[number]["ref"][], value = cases.length): ReportData {
  return {
    ...honest,
    facts: honest.facts.map((fact) => {
      if (fact.definition.key !== key) return fact;
      const [one] = fact.now.statements as readonly [FactStatement];
      const statements = cases.length === 0 ? [] : [{ ...one, value, records: cases }];
      const state = cases.length === 0 ? "no-data" : "known";
      const { compared, ...now } = fact.now;
      // What is not there is compared with nothing.
      const beside = statements.length === 0 || compared === undefined ? {} : { compared };
      return { ...fact, now: { ...now, ...beside, state, statements, value: statements[0]?.value ?? null } };
    }),
  };
}

const verdictOf = (data: ReportData, key: string, holds: readonly string[]) =>
  check(data, holds).facts.find(({ fact }) => fact === key)?.verdict;

test("[RP17] an honest report is sound for whoever counts a case as open that a row which they lack has ended", () => {
  for (const key of facts)
    assert.equal(honest.facts.find(({ definition }) => definition.key === key)?.now.value, 1, "the second trial");
  for (const holds of [[], ["court"], ["bailiffs"]]) {
    const { verdict, flaws } = check(honest, holds);
    assert.deepEqual([verdict, flaws], ["open-part", []], holds.join());
  }
  assert.equal(check(honest, organisations).verdict, "whole");
});

test("[RP17] of open cases fewer may be shown than the checker counts, and none of which the checker knows that it was over", () => {
  for (const key of facts) {
    const claims = (cases: readonly (string | undefined)[], value = cases.length) =>
      verdictOf(
        claiming(
          key,
          cases.flatMap((name) => refs[name ?? ""] ?? []),
          value,
        ),
        key,
        ["bailiffs"],
      );
    assert.equal(claims(["t2"]), "sealed");
    assert.equal(claims([]), "sealed", "all of them may be over");
    assert.notEqual(claims(["t1", "t2"]), "differs", "as the checker counts them");
    assert.equal(claims(["t2", "t3"]), "differs", "the checker knows that the third was dropped");
    assert.equal(claims(["t2"], 2), "differs", "more cases than records");
    assert.equal(claims(["t2"], 0), "differs", "a record and no case");
    assert.equal(verdictOf(claiming(key, []), key, organisations), "differs", "who holds all knows it is open");
  }
});
