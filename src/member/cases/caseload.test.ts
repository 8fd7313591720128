// The order of a case worker's list, and what its lines say of what is due and of silence.
import assert from "node:assert/strict";
import { test } from "node:test";
import { inboxItem } from "../../../test/support/list-items.ts";
import type { CaseState } from "../../core/case/fold.ts";
import type { DueKind } from "../../core/form/form.ts";
import type { Task } from "../../core/form/tasks.ts";
import type { CaseloadItem, InboxItem } from "../views.ts";
import { byPlace } from "./case-list.ts";
import { caseLine, caseloadRank, linesOn, lineTask, taskOfLine } from "./caseload.ts";

const today = "2026-03-20";
const own = "a".repeat(64);

function task(due: string, kind: DueKind = "care", state: Task["state"] = "open"): Task {
  const id = `risk/first/${due}/${kind}`;
  return { id, form: "risk", rule: "first", does: "risk", due, kind, from: { fact: due }, state };
}

const item = (caseId: string, change: Partial<InboxItem> = {}) =>
  inboxItem(caseId, { since: Date.parse("2026-03-19T10:00:00Z"), ...change });

function stateWith(entries: readonly { kind: string; day: string; by?: string }[]): CaseState {
  return {
    entries: entries.map(({ kind, day, by = own }) => ({
      content: { kind, at: `${day}T10:00:00Z` },
      verdict: { is: "effective" },
      organisation: by,
    })),
  } as unknown as CaseState;
}

function line(
  caseId: string,
  tasks: readonly Task[],
  change: Partial<InboxItem> = {},
  lastSave = "2026-03-19",
): CaseloadItem {
  const state = stateWith([{ kind: "answers", day: lastSave }]);
  return linesOn(
    today,
    own,
  )(caseLine({ item: item(caseId, change), state, work: { facts: {}, tasks, worker: null } }, own, undefined));
}

test("[EN13] [FM9k] who is in danger now leads the list, accepted or not, then who was to arrive and was not seen, overdue safety, overdue law, what else waits for an answer, due by today, then the next day; silence decides a tie", () => {
  const items = [
    line("nothing", []),
    line("later", [task("2026-03-25")]),
    line("soon", [task("2026-03-22", "safety")]),
    line("today", [task(today)]),
    line("today, silent", [task(today)], {}, "2026-02-01"),
    line("overdue help", [task("2026-03-01")]),
    line("waits", [], { state: "received", since: Date.parse("2026-03-20T08:00:00Z") }),
    line("waits longer", [], { state: "received", since: Date.parse("2026-03-19T08:00:00Z") }),
    line("waits in danger", [], { state: "sent", inDanger: true, since: Date.parse("2026-03-20T09:00:00Z") }),
    line("overdue law", [task("2026-03-10", "law")]),
    line("missing", [task("2026-03-15", "safety"), { ...task("2026-03-19", "safety"), lasts: true }]),
    line("arrives today", [{ ...task(today, "safety"), lasts: true }]),
    line("overdue safety", [task("2026-01-01"), task("2026-03-18", "safety")]),
    line("accepted in danger", [], { state: "accepted", inDanger: true, since: Date.parse("2026-03-20T09:30:00Z") }),
    line("met in danger", [task("2026-03-19", "safety")], {
      inDanger: true,
      since: Date.parse("2026-03-20T10:00:00Z"),
    }),
    line("ended in danger", [], { state: "closed", inDanger: true, since: Date.parse("2026-01-20T10:00:00Z") }),
  ];
  assert.deepEqual(
    items
      .map((item) => ({ item, rank: caseloadRank(today)(item) }))
      .sort(byPlace)
      .map(({ item }) => item.caseId),
    [
      "waits in danger",
      "accepted in danger",
      "met in danger",
      "ended in danger",
      "missing",
      "overdue safety",
      "overdue law",
      "waits longer",
      "waits",
      "overdue help",
      "today, silent",
      "arrives today",
      "today",
      "soon",
      "later",
      "nothing",
    ],
  );
});

test("a line says the gravest overdue task, else the first; one that is done or dropped is not due", () => {
  const due = (...tasks: readonly Task[]) => line("one", tasks).next?.due;
  const care = task("2026-03-01");
  const law = task("2026-03-15", "law");
  assert.equal(due(care, law), law.due);
  assert.equal(due(law, task("2026-03-16", "safety"), care), "2026-03-16");
  assert.equal(due(task("2026-04-01", "safety"), task("2026-04-02", "law")), "2026-04-01");
  const missing: Task = { ...task("2026-03-19", "safety"), lasts: true };
  assert.equal(due(task("2026-03-16", "safety"), missing), "2026-03-19", "nobody has seen the person");
  assert.equal(due(care, task(today, "safety")), care.due, "a day of safety that is not over comes in its turn");
  assert.equal(due(task("2026-03-01", "safety", "done"), task("2026-03-02", "law", "dropped")), undefined);
});

test("[FM9a] a line has of a task what does not stand in its id, and gives the whole task: of a sheet of ours, of another organisation's, and of a fact", () => {
  const sheet = "c".repeat(32);
  const made = task("2026-03-22");
  for (const [anchor, from] of [
    [sheet, { sheet, organisation: own }],
    [sheet, { sheet, organisation: "b".repeat(64) }],
    ["2026-03-21", { fact: "case.accepted" }],
  ] as const) {
    const whole: Task = { ...made, id: `risk/first/${anchor}/P1D`, from, on: "2026-03-23", worker: "Test Worker 1" };
    assert.deepEqual(taskOfLine(lineTask(whole, own), own), whole);
    assert.deepEqual(line("one", [whole]).next, whole);
  }
});

test("a case is counted as overdue, for today, and for the seven days that begin today; a case may be in several", () => {
  assert.deepEqual(line("one", [task("2026-03-19"), task(today)]).due, ["overdue", "today", "week"]);
  assert.deepEqual(line("one", [task("2026-03-26")]).due, ["week"]);
  assert.deepEqual(line("one", [task("2026-03-27")]).due, []);
});

test("[EN13] [FM9d] what has a day of its own is due today from the first day of its reminder, and overdue only after that day", () => {
  const ends = (on: string) => ({ ...task("2026-03-01", "law"), on });
  const due = (on: string) => line("one", [ends(on)]).due;
  assert.deepEqual(due("2026-04-20"), ["today", "week"], "a permit that ends in a month");
  assert.deepEqual(due(today), ["today", "week"]);
  assert.deepEqual(due("2026-03-19"), ["overdue"]);
  const waits = line("waits", [], { state: "received" });
  const order = (on: string) =>
    [line("ends", [ends(on)]), waits]
      .map((item) => ({ item, rank: caseloadRank(today)(item) }))
      .sort(byPlace)
      .map(({ item }) => item.caseId);
  assert.deepEqual(
    [order("2026-04-20"), order("2026-03-19")],
    [
      ["waits", "ends"],
      ["ends", "waits"],
    ],
  );
});

test("silence is counted from the last word of the own organisation; reading and what a program writes by itself are no contact", () => {
  const silent = (entries: Parameters<typeof stateWith>[0], change: Partial<InboxItem> = {}) =>
    linesOn(today, own)(caseLine({ item: item("one", change), state: stateWith(entries), work: null }, own, undefined))
      .silentDays;
  assert.equal(
    silent([
      { kind: "referral.meet", day: "2026-03-01" },
      { kind: "answers", day: "2026-03-06" },
      { kind: "opened", day: "2026-03-19" },
      { kind: "answers", day: "2026-03-19", by: "b".repeat(64) },
    ]),
    14,
  );
  assert.equal(silent([{ kind: "answers", day: "2026-03-21" }]), 0, "a clock that ran ahead");
  assert.equal(silent([]), 1, "before our first word it counts from when the case came");
  assert.equal(silent([{ kind: "answers", day: "2026-03-01" }], { state: "closed" }), null);
  assert.equal(silent([], { state: "received" }), null);
});

test("where this organisation does not work on a case nothing of it is due here", () => {
  for (const state of ["declined", "elsewhere", "erased", "refused", "received"])
    assert.equal(line("one", [task("2026-03-01", "safety")], { state }).next, null, state);
  assert.notEqual(line("one", [task("2026-03-01")], { state: "closed" }).next, null, "help that ended is followed up");
});
