// Facts that rest on sealed rows of several organisations, checked without keys: what the order and the contradictions of open figures beside
// them rest on is in the shown statement itself (RP17).
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkPublished, logged, namesOf, recordRead } from "../../../test/support/record-read.ts";
import { figure, proceeding, stated } from "../../../test/support/statements.ts";
import { tvpa2004 } from "../../assessment/tvpa.ts";
import type { ReportData } from "../data/report-data.ts";
import { reportOfYear } from "../report-of-year.ts";
import { isReportShape } from "./report-shape.ts";

const period = { year: 2003, kind: "calendar" } as const;
const asked = { period, scheme: tvpa2004 };
const organisations = ["court", "bailiffs", "shelter"];

const own = (organisation: string, value: number) =>
  stated("figure", "convictions", { fact: "convictions", from: "2003", value }, { organisation });
const convicted = (key: string, organisation: string) =>
  proceeding(key, { case: key, event: "verdict", on: "2003-05", verdict: "convicted" }, { organisation });

/** In the order of the log: the figure of a shelter stands before that of the court. */
const account = logged([
  own("shelter", 0),
  own("court", 3),
  figure("leaflet", "convictions", "2003", 7),
  convicted("example-1", "court"),
  convicted("example-2", "bailiffs"),
  // A register of before: one that was begun in the year comes last (AS30).
  proceeding("older", { case: "older", event: "investigation", on: "2002" }, { organisation: "court" }),
]);

const whole = recordRead(account, {
  log: { size: account.length, root: "root" },
  organisationNames: namesOf(...organisations, "record-office"),
});

/** What a checker says of the data who holds the open rows, and the sealed ones of these organisations. */
const check = (data: ReportData, holds: readonly string[] = []) =>
  checkPublished(data, whole, {
    statements: account.filter(({ sealed, organisation }) => !sealed || holds.includes(organisation)),
    holds: "some",
  });

const honest = reportOfYear(whole, asked);
const convictions = (data: ReportData) =>
  data.facts.find(({ definition }) => definition.key === "convictions") ?? assert.fail();

/** The data with other statements of the fact `convictions`, its value and contradictions as they follow. */
function forged(edit: (statements: ReportData["facts"][number]["now"]["statements"]) => typeof statements): ReportData {
  const fact = convictions(honest);
  const statements = edit(fact.now.statements);
  const now = { ...fact.now, statements, value: statements[0]?.value ?? null };
  return { ...honest, facts: honest.facts.map((one) => (one === fact ? { ...fact, now } : one)) };
}

test("[RP17] a count of several organisations' sealed rows, with figures of own files beside it, is sound for whoever lacks keys", () => {
  assert.deepEqual(
    convictions(honest).now.statements.map(({ organisation, from, value }) => [organisation, from, value]),
    [
      ["court", "figure", 3],
      ["court", "records", 2],
      ["shelter", "figure", 0],
      ["record-office", "figure", 7],
    ],
  );
  for (const holds of [[], ["court"], ["bailiffs"]]) {
    const { verdict, flaws } = check(honest, holds);
    assert.deepEqual([verdict, flaws], ["open-part", []], holds.join());
  }
  assert.equal(check(honest, organisations).verdict, "whole");
  assert.ok(isReportShape(JSON.parse(JSON.stringify(honest))));
});

test("[RP17] a count that names another organisation than those of its records, or stands elsewhere among own files, differs", () => {
  const naming = (...named: readonly string[]) =>
    forged((statements) => statements.map((one) => (one.from === "records" ? { ...one, organisations: named } : one)));
  assert.equal(verdictOf(naming("bailiffs", "court"), "convictions"), "sealed");
  for (const holds of [[], ["court"]]) {
    assert.equal(verdictOf(naming("bailiffs", "court", "shelter"), "convictions", holds), "differs");
    assert.equal(verdictOf(naming("court"), "convictions", holds), "differs");
    assert.equal(verdictOf(naming("court", "bailiffs"), "convictions", holds), "differs");
    assert.equal(verdictOf(naming("bailiffs", "bailiffs", "court"), "convictions", holds), "differs");
    assert.equal(verdictOf(naming("bailiffs", "court", "sold by the assessor"), "convictions", holds), "differs");
  }
  const placed = (...places: readonly number[]) =>
    forged((statements) => places.map((place) => statements[place] ?? assert.fail()));
  assert.equal(verdictOf(placed(0, 1, 2, 3), "convictions"), "sealed");
  assert.equal(verdictOf(placed(1, 0, 2, 3), "convictions"), "differs");
  assert.equal(verdictOf(placed(0, 2, 1, 3), "convictions"), "differs");
  assert.equal(verdictOf(placed(2, 0, 1, 3), "convictions"), "differs");
});

/** A report that claims rows of sources which are not shown, each with its number of persons, for one fact: nobody entered them. */
function claiming(values: readonly number[], contradicted = values.length > 1) {
  const behind = { leaf: 3, register: "proceeding", sealed: true, organisation: "court", source: null, signedOff: [] };
  const records = values.map((_, row) => ({ note: "ff".repeat(32), row, ...behind }));
  const claimed = { source: "", from: "records", articles: [], organisation: "court", parts: [] } as const;
  const statements = values.map((value, row) => {
    const ref = { note: "ff".repeat(32), row };
    return { ...claimed, value, records: [ref], signedOff: false, sealed: true };
  });
  const data = (shown: ReportData["facts"][number]["now"]["statements"]): ReportData => ({
    ...honest,
    records: [...honest.records, ...records],
    facts: honest.facts.map((fact) =>
      fact.definition.key === "acquittals"
        ? {
            ...fact,
            now: { ...fact.now, state: "known", value: shown[0]?.value ?? null, statements: shown, contradicted },
          }
        : fact,
    ),
  });
  return { statements, data };
}

const verdictOf = (data: ReportData, key: string, holds: readonly string[] = []) =>
  check(data, holds).facts.find(({ fact }) => fact === key)?.verdict;

test("[RP17] two sources that are not shown differ where their numbers do, and no otherwise", () => {
  const verdictsOf = (values: readonly number[]) =>
    [true, false].map((contradicted) => {
      const { statements, data } = claiming(values, contradicted);
      return verdictOf(data(statements), "acquittals");
    });
  assert.deepEqual(verdictsOf([4, 5]), ["sealed", "differs"]);
  assert.deepEqual(verdictsOf([4, 4]), ["differs", "sealed"]);
  const { statements, data } = claiming([4, 5]);
  const shown = (contradictions: ReportData["contradictions"]) =>
    check({ ...data(statements), contradictions }).flaws.filter(
      (one) => "part" in one && one.part === "contradictions",
    );
  const sides = statements.map(({ source, value, records }) => ({ source, value: String(value), records }));
  const place = honest.contradictions.findIndex(({ about }) => !("fact" in about));
  const at = place < 0 ? honest.contradictions.length : place;
  const own = { about: { fact: "acquittals" }, sides };
  const others = honest.contradictions;
  const right = [...others.slice(0, at), own, ...others.slice(at)].sort((a, b) => orderOf(a) - orderOf(b));
  assert.deepEqual(shown(right), []);
  assert.equal(shown(others).length, 1, "left out");
  assert.equal(shown(right.map((one) => (one === own ? { ...own, sides: [...sides].reverse() } : one))).length, 1);
});

/** The place of what a contradiction is about among the facts of a report. */
const orderOf = ({ about }: ReportData["contradictions"][number]) => {
  const place = honest.facts.findIndex(({ definition }) => "fact" in about && definition.key === about.fact);
  return place < 0 ? honest.facts.length : place;
};

test("[RP17] a page with twice as many statements about one fact is no more than three times the work to check", () => {
  const looksAt = (count: number) => {
    let looks = 0;
    const { statements, data } = claiming(Array.from({ length: count }, (_, n) => n));
    const watched = statements.map(
      (one) =>
        new Proxy(one, {
          get: (target, name) => {
            looks++;
            return Reflect.get(target, name);
          },
        }),
    );
    assert.equal(verdictOf(data(watched), "acquittals"), "sealed");
    return looks;
  };
  const [some, twice] = [looksAt(200), looksAt(400)];
  assert.ok(twice < 3 * some, `${some} looks, then ${twice}`);
});
