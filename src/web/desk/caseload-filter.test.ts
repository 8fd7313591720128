// The counts over the list of cases, and what each leaves of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { caseloadItem } from "../../../test/support/list-items.ts";
import type { CaseloadItem } from "../../member/views.ts";
import { countCaseload, everyCase, filterCaseload, workersIn } from "./caseload-filter.ts";

const items = [
  caseloadItem("overdue", { due: ["overdue", "today", "week"], worker: "Test Worker 2" }),
  caseloadItem("week", { due: ["week"], worker: "Test Worker 1", silentDays: 14 }),
  caseloadItem("quiet", { worker: "Test Worker 1", silentDays: 13 }),
  caseloadItem("nobody", { silentDays: 30 }),
  caseloadItem("not ours yet", { state: "received", silentDays: null }),
  caseloadItem("accepted in danger", { state: "accepted", inDanger: true, worker: "Test Worker 1" }),
];
const ids = (found: readonly CaseloadItem[]) => found.map(({ caseId }) => caseId);

test("[EN13] each count says how many cases its button leaves, of the chosen worker", () => {
  assert.deepEqual(ids(filterCaseload(items, everyCase)), ids(items));
  assert.deepEqual(ids(filterCaseload(items, { count: "week", worker: null })), ["overdue", "week"]);
  assert.deepEqual(ids(filterCaseload(items, { count: "silent", worker: null })), ["week", "nobody"]);
  assert.deepEqual(ids(filterCaseload(items, { count: "danger", worker: null })), ["accepted in danger"]);
  assert.deepEqual(
    [null, "", "Test Worker 1", "Test Worker 2"].map((worker) => countCaseload(items, "danger", worker)),
    [1, 0, 1, 0],
    "who is in danger now is counted also once accepted",
  );
  assert.equal(countCaseload(items, "silent", "Test Worker 1"), 1);
  assert.equal(countCaseload(items, "overdue", "Test Worker 1"), 0);
});

test("nobody's are the cases that this organisation works on and that no worker has", () => {
  assert.deepEqual(ids(filterCaseload(items, { count: null, worker: "" })), ["nobody"]);
  assert.deepEqual(
    workersIn(items, (a, b) => (a < b ? -1 : 1)),
    ["Test Worker 1", "Test Worker 2"],
  );
});

test("[FD12b] two cases of one person are both shown and counted once", () => {
  const twice = [
    caseloadItem("a", { due: ["overdue"], person: "a" }),
    caseloadItem("b", { due: ["overdue"], person: "a" }),
  ];
  assert.equal(countCaseload(twice, "overdue", null), 1);
  assert.equal(filterCaseload(twice, { count: "overdue", worker: null }).length, 2);
});

test("[EN13c] a supervisor finds the cases without a safety plan, the silent ones, and high risk with something overdue; where others help, none is missing", () => {
  const high = { level: "high", days: 1 } as const;
  const cases = [
    caseloadItem("no plan", { hasPlan: false }),
    caseloadItem("others help", { hasPlan: false, silentDays: null }),
    caseloadItem("silent", { silentDays: 14 }),
    caseloadItem("high and overdue", { risk: high, due: ["overdue"] }),
    caseloadItem("extreme and overdue", { risk: { level: "extreme", days: 1 }, due: ["overdue"] }),
    caseloadItem("high, due today", { risk: high, due: ["today"] }),
    caseloadItem("medium and overdue", { risk: { level: "medium", days: 1 }, due: ["overdue"] }),
  ];
  const found = (count: "no-plan" | "silent" | "risk-overdue") => ids(filterCaseload(cases, { count, worker: null }));
  assert.deepEqual(found("no-plan"), ["no plan"]);
  assert.deepEqual(found("silent"), ["silent"]);
  assert.deepEqual(found("risk-overdue"), ["high and overdue", "extreme and overdue"]);
  assert.equal(countCaseload(cases, "risk-overdue", null), 2);
});
