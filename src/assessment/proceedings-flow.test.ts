// The flow of cases from investigation to prison (AS21).
import assert from "node:assert/strict";
import { test } from "node:test";
import { proceeding, sourceStated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { proceedingsFlows } from "./proceedings-flow.ts";
import { indexStatements } from "./statement-index.ts";

type Values = RowValues<"proceeding">;

const event = (name: string, kind: Values["event"], on: string, more: Partial<Values> = {}, source = "own") =>
  proceeding(`${name} ${kind} ${on} ${more.suspect ?? ""}`, { case: name, event: kind, on, ...more }, { source });

function flowsOf(statements: readonly Statement[], year = 2003) {
  return proceedingsFlows(indexStatements(statements), { year, kind: "calendar" });
}

const links = (statements: readonly Statement[], year?: number) =>
  (flowsOf(statements, year)[0]?.links ?? []).map(({ from, to, cases }) => `${from} > ${to}: ${cases}`);

const cases = [
  event("A", "investigation", "2002-05"),
  event("A", "prosecution", "2003-01"),
  event("A", "verdict", "2003-09", { verdict: "convicted", prison_months: 168, suspect: "a" }),
  event("A", "verdict", "2003-09", { verdict: "acquitted", suspect: "b" }),
  event("B", "investigation", "2003-02"),
  event("B", "prosecution", "2003-08"),
  event("C", "investigation", "2003-02"),
  event("C", "dropped", "2003-03"),
  event("D", "prosecution", "2003-02"),
  event("D", "verdict", "2003-03", { verdict: "convicted", prison_months: 12, suspended: true }),
  event("E", "investigation", "2001-02"),
  event("F", "charge", "2003-02", { offence: "false-documents" }),
];

test("[AS21] cases with an event in the year, each as far as it had come by the end of it", () => {
  assert.deepEqual(links(cases), [
    "investigation > prosecution: 2",
    "investigation > dropped: 1",
    "prosecution > verdict: 2",
    "prosecution > pending: 1",
    "verdict > prison: 1",
    "verdict > other-sentence: 1",
  ]);
  assert.deepEqual(flowsOf(cases)[0]?.stages, { investigation: 3, prosecution: 3, verdict: 2, prison: 1 });
});

test("[AS21] what happened after the year is not yet known in it", () => {
  assert.deepEqual(links(cases, 2002), ["investigation > pending: 1"]);
  assert.deepEqual(links(cases, 2009), []);
});

test("[AS21] what goes out of a stage is what went into it", () => {
  const [flow] = flowsOf(cases);
  for (const stage of ["investigation", "prosecution", "verdict"] as const) {
    const out = flow?.links.filter(({ from }) => from === stage).reduce((sum, link) => sum + link.cases, 0);
    assert.equal(out, flow?.stages[stage]);
  }
});

test("[AS21] one flow for each source, the one whose word counts in front", () => {
  const reported = event("R", "prosecution", "2003", {}, "report");
  const flows = flowsOf([sourceStated("report", "report"), reported, ...cases]);
  assert.deepEqual(
    flows.map(({ source, stages }) => [source, stages.prosecution]),
    [
      ["own", 3],
      ["report", 1],
    ],
  );
  assert.deepEqual(flowsOf([]), []);
});
