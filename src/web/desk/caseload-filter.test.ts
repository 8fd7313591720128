// The counts over the list of cases, and what each leaves of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { CaseloadItem } from "../../member/views.ts";
import { countCaseload, everyCase, filterCaseload, workersIn } from "./caseload-filter.ts";

function line(caseId: string, change: Partial<CaseloadItem>): CaseloadItem {
  return {
    caseId,
    danger: null,
    inDanger: false,
    treatAsChild: null,
    referral: null,
    state: "met",
    turnAt: null,
    since: 0,
    sentBy: null,
    unlogged: false,
    risk: null,
    next: null,
    due: [],
    worker: null,
    silentDays: 0,
    person: caseId,
    ...change,
  };
}

const items = [
  line("overdue", { due: ["overdue", "today", "week"], worker: "Test Worker 2" }),
  line("week", { due: ["week"], worker: "Test Worker 1", silentDays: 14 }),
  line("quiet", { worker: "Test Worker 1", silentDays: 13 }),
  line("nobody", { silentDays: 30 }),
  line("not ours yet", { state: "received", silentDays: null }),
  line("accepted in danger", { state: "accepted", inDanger: true, worker: "Test Worker 1" }),
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
  const twice = [line("a", { due: ["overdue"], person: "a" }), line("b", { due: ["overdue"], person: "a" })];
  assert.equal(countCaseload(twice, "overdue", null), 1);
  assert.equal(filterCaseload(twice, { count: "overdue", worker: null }).length, 2);
});
