// The flow of cases from investigation to prison (AS21), step by step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { proceeding, sourceStated } from "../../test/support/statements.ts";
import type { RowValues } from "../core/registers/register-table.ts";
import type { Statement } from "../record/statement.ts";
import { splitsOfProceedings } from "./proceedings-splits.ts";

type Values = RowValues<"proceeding">;

const event = (name: string, kind: Values["event"], on: string, more: Partial<Values> = {}, source = "own") =>
  proceeding(`${name} ${kind} ${on} ${more.suspect ?? ""}`, { case: name, event: kind, on, ...more }, { source });

const flowOf = (statements: readonly Statement[], year = 2003, source = "own") =>
  Object.fromEntries(
    splitsOfProceedings(statements, { year, kind: "calendar" }).flatMap((split) =>
      split.by === "case-flow" && split.source === source ? [[split.cell, split.value]] : [],
    ),
  );

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
  assert.deepEqual(flowOf(cases), {
    "stage/investigation": 3,
    "investigation/prosecution": 2,
    "investigation/dropped": 1,
    "stage/prosecution": 3,
    "prosecution/verdict": 2,
    "prosecution/pending": 1,
    "stage/verdict": 2,
    "verdict/prison": 1,
    "verdict/other-sentence": 1,
    "stage/prison": 1,
  });
});

test("[AS21] what happened after the year is not yet known in it", () => {
  assert.deepEqual(flowOf(cases, 2002), { "stage/investigation": 1, "investigation/pending": 1 });
  assert.deepEqual(flowOf(cases, 2009), {});
});

test("[AS21] what goes out of a stage is what went into it", () => {
  const flow = flowOf(cases);
  for (const stage of ["investigation", "prosecution", "verdict"]) {
    const out = Object.entries(flow).reduce((sum, [cell, n]) => (cell.startsWith(`${stage}/`) ? sum + n : sum), 0);
    assert.equal(out, flow[`stage/${stage}`]);
  }
});

test("[AS21] one flow for each source, and none without proceedings", () => {
  const reported = event("R", "prosecution", "2003", {}, "report");
  const given = [sourceStated("report", "report"), reported, ...cases];
  assert.deepEqual(flowOf(given), flowOf(cases));
  assert.deepEqual(flowOf(given, 2003, "report"), { "stage/prosecution": 1, "prosecution/pending": 1 });
  assert.deepEqual(splitsOfProceedings([], { year: 2003, kind: "calendar" }), []);
});

test("[TA7a] of officials who were charged alike those have fled of whom the record says so by the end of the year", () => {
  const bribe = { official_body: "municipal", office_level: "low", offence: "bribery" } as const;
  const charged = ["1", "2"].map((suspect) => event("M", "charge", "2003-05", { ...bribe, suspect }));
  const fledOn = (on: string) =>
    splitsOfProceedings([...charged, event("M", "fled", on, { ...bribe, suspect: "1" })], {
      year: 2003,
      kind: "calendar",
    }).map(({ fact, cell, value }) => `${cell} ${fact} ${value}`);
  assert.deepEqual(fledOn("2003-12"), ["low/bribery officials-prosecuted 2", "low/bribery officials-fled 1"]);
  assert.deepEqual(fledOn("2004-01"), ["low/bribery officials-prosecuted 2"]);
});
