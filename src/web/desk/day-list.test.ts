// What the list of a day has, and under what tasks stand.
import assert from "node:assert/strict";
import { test } from "node:test";
import { caseloadItem } from "../../../test/support/list-items.ts";
import { type CaseTask, dayLines, taskGroups } from "./day-list.ts";

const today = "2031-03-05";

function task(caseId: string, due: string, change: Partial<CaseTask> = {}): CaseTask {
  return {
    caseId,
    id: `${caseId} ${due}`,
    form: "appointment",
    rule: "soon",
    does: "appointment",
    due,
    kind: "care",
    from: { fact: "" },
    state: "open",
    ...change,
  };
}

const items = [
  caseloadItem("asked in danger", { state: "received", inDanger: true }),
  caseloadItem("accepted in danger", { state: "accepted", inDanger: true, worker: "Test Worker 1" }),
  caseloadItem("overdue", { worker: "Test Worker 2" }),
  caseloadItem("calm"),
];
const meet = task("accepted in danger", today);
const later = task("accepted in danger", "2031-03-08");
const overdue = task("overdue", "2031-01-31");
/** Tomorrow; its reminder is due today. */
const visit = task("calm", today, { on: "2031-03-06", at: "14:00" });
const tasks = [overdue, meet, visit, later];
const printed = (worker: string | null, all = tasks) =>
  dayLines(items, all, worker, today).map(({ item: { caseId }, task: of }) => [caseId, of?.id ?? null]);

test("[EN13a] [EN13b] the printed list begins with who is in danger, whether something is due or not, and has all that is due by today", () => {
  assert.deepEqual(printed(null), [
    ["asked in danger", null],
    ["accepted in danger", meet.id],
    ["overdue", overdue.id],
    ["calm", visit.id],
  ]);
});

test("[EN13a] the list of one worker begins with who of theirs is in danger, also where a task in the case of a colleague is theirs", () => {
  assert.deepEqual(printed("Test Worker 1", [meet]), [["accepted in danger", meet.id]]);
  assert.deepEqual(printed("Test Worker 2", [overdue, meet]), [
    ["accepted in danger", meet.id],
    ["overdue", overdue.id],
  ]);
});

test("[EN13a] [FM9d] tasks of who is in danger stand first, an appointment under its own day and not under the one of its reminder", () => {
  const groups = taskGroups(tasks, (caseId) => caseId.endsWith("in danger"), today, "2031-03-07");
  assert.deepEqual(
    groups.map(([group, all]) => [group, all.map(({ id }) => id)]),
    [
      ["danger", [meet.id]],
      ["overdue", [overdue.id]],
      ["2031-03-06", [visit.id]],
      ["later", [later.id]],
    ],
  );
});
