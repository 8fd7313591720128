// Facts that rest on sealed rows of several organisations, checked without keys: what the order and the contradictions of open figures beside
// them rest on is in the shown statement itself (RP17).
import assert from "node:assert/strict";
import { test } from "node:test";
import { figure, proceeding, stated } from "../../test/support/statements.ts";
import { tvpa2004 } from "../assessment/tvpa-2004.ts";
import type { Statement } from "../core/record/statement.ts";
import { encodeHex } from "../crypto/hex.ts";
import { sha256 } from "../crypto/sha256.ts";
import { encodeUtf8 } from "../crypto/utf8.ts";
import { checkReportData } from "./check-report.ts";
import { refId } from "./record-places.ts";
import type { ReportData } from "./report-data.ts";
import { reportOfYear } from "./report-of-year.ts";
import { isReportShape } from "./report-shape.ts";

const period = { year: 2003, kind: "calendar" } as const;
const asked = { period, scheme: tvpa2004 };
const organisations = ["court", "bailiffs", "shelter"];

const own = (organisation: string, value: number) =>
  stated("figure", "convictions", { fact: "convictions", from: "2003", value }, { organisation });
const convicted = (key: string, organisation: string) =>
  proceeding(key, { case: key, event: "verdict", on: "2003-05", verdict: "convicted" }, { organisation });

/** In the order of the log: the figure of a shelter stands before that of the court. */
const account: readonly Statement[] = [
  own("shelter", 0),
  own("court", 3),
  figure("leaflet", "convictions", "2003", 7),
  convicted("racket-1", "court"),
  convicted("racket-2", "bailiffs"),
].map((one, leaf) => {
  const ref = { note: encodeHex(sha256(encodeUtf8(one.ref.note))), row: 0 };
  return { ...one, leaf, ref, first: { ref, leaf } };
});

const recordOf = (statements: readonly Statement[]) => ({
  origin: "refuge.tennis.example/55a4352f7f70c0870b257dc76aad9b48",
  trial: true,
  country: "TJ",
  title: { en: "Republic of Tennis" },
  log: { size: account.length, root: "root" },
  statements,
  organisationNames: new Map([...organisations, "racket-club"].map((name) => [name, { en: name }])),
});

/** What a checker says of the data who holds the open rows, and the sealed ones of these organisations. */
function check(data: ReportData, holds: readonly string[] = []) {
  const seen = account.filter(({ sealed, organisation }) => !sealed || holds.includes(organisation));
  const held = new Map(seen.map((one) => [refId(one.ref), one]));
  const record = recordOf(seen);
  return checkReportData(data, {
    record,
    newest: record,
    scheme: tvpa2004,
    statement: (ref) => held.get(refId(ref)) ?? null,
    isSealedLeaf: (leaf) => account[leaf]?.sealed === true,
    mustHold: () => false,
    holdsAll: false,
  });
}

const honest = reportOfYear(recordOf(account), asked);
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
      ["racket-club", "figure", 7],
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
  const verdictOf = (data: ReportData, holds: readonly string[] = []) =>
    check(data, holds).facts.find(({ fact }) => fact === "convictions")?.verdict;
  const naming = (...named: readonly string[]) =>
    forged((statements) => statements.map((one) => (one.from === "records" ? { ...one, organisations: named } : one)));
  assert.equal(verdictOf(naming("bailiffs", "court")), "sealed");
  for (const holds of [[], ["court"]]) {
    assert.equal(verdictOf(naming("bailiffs", "court", "shelter"), holds), "differs");
    assert.equal(verdictOf(naming("court"), holds), "differs");
    assert.equal(verdictOf(naming("court", "bailiffs"), holds), "differs");
    assert.equal(verdictOf(naming("bailiffs", "bailiffs", "court"), holds), "differs");
  }
  const placed = (...places: readonly number[]) =>
    forged((statements) => places.map((place) => statements[place] ?? assert.fail()));
  assert.equal(verdictOf(placed(0, 1, 2, 3)), "sealed");
  assert.equal(verdictOf(placed(1, 0, 2, 3)), "differs");
  assert.equal(verdictOf(placed(0, 2, 1, 3)), "differs");
  assert.equal(verdictOf(placed(2, 0, 1, 3)), "differs");
});

test("[RP17] a page with twice as many statements about one fact is no more than three times the work to check", () => {
  const looksAt = (count: number) => {
    let looks = 0;
    const statements = Array.from({ length: count }, (_, n) => {
      const said = {
        source: `leaf-${n}`,
        from: "records",
        value: n,
        articles: [`rule-${n}`],
        organisation: "court",
      } as const;
      const one = { ...said, parts: [], records: [account[3]?.ref ?? assert.fail()], signedOff: false, sealed: true };
      return new Proxy(one, {
        get: (target, name) => {
          looks++;
          return Reflect.get(target, name);
        },
      });
    });
    const facts = honest.facts.map((fact) =>
      fact.definition.key === "acquittals"
        ? { ...fact, now: { ...fact.now, state: "known" as const, value: 0, statements } }
        : fact,
    );
    const data = { ...honest, facts };
    assert.equal(check(data).facts.find(({ fact }) => fact === "acquittals")?.verdict, "sealed");
    return looks;
  };
  const [some, twice] = [looksAt(200), looksAt(400)];
  assert.ok(twice < 3 * some, `${some} looks, then ${twice}`);
});
