// What is due in a case, from its facts and sheets alone.
import assert from "node:assert/strict";
import { test } from "node:test";
import { ownForm } from "../../../test/support/forms.ts";
import { fc } from "../../../test/support/tries.ts";
import { idOfForm } from "../../note/form-id.ts";
import type { Party } from "../party.ts";
import { addDays, dayNumber } from "./calendar-day.ts";
import { checkForm } from "./check-form.ts";
import { type DueRule, type Form, type FormField, formBook, formKey } from "./form.ts";
import { library } from "./library.ts";
import type { CaseFacts } from "./roles.ts";
import type { SheetForTasks, Task } from "./tasks.ts";
import {
  asksOfReferral,
  idOfNextStep,
  isDueAt,
  isMeeting,
  meeting,
  tasksHoldUntil,
  tasksOf,
  workerOfCase,
} from "./tasks.ts";

function form(key: string, fields: readonly FormField[], due: readonly DueRule[], change: Partial<Form> = {}): Form {
  return {
    ...ownForm,
    key,
    lists: {},
    groups: [{ key: "all", part: "support" }],
    fields,
    due,
    ...change,
  };
}
const on: FormField = { key: "on", group: "all", type: "day", role: "happened" };
const rule = (change: Partial<DueRule> & Pick<DueRule, "id" | "from" | "does">): DueRule => ({
  who: "author",
  kind: "care",
  ...change,
});

const forms: readonly Form[] = [
  form(
    "follow-up",
    [on, { key: "reached", group: "all", type: "yes-no" }],
    [
      rule({ id: "months", from: "case.closed", at: ["P1M", "P3M", "P6M", "P12M"], does: "follow-up", who: "lead" }),
      rule({ id: "again", from: "on", when: "${reached} = false()", at: ["P7D"], does: "follow-up" }),
    ],
  ),
  form(
    "needs",
    [on],
    [
      rule({ id: "first", from: "case.accepted", at: ["P7D"], does: "needs" }),
      rule({ id: "again", from: "on", at: ["P90D"], does: "needs" }),
    ],
  ),
  form(
    "person",
    [{ key: "number", group: "all", type: "whole" }],
    [rule({ id: "first", from: "case.accepted", at: ["P1D"], does: "person" })],
    { many: false },
  ),
  form(
    "permit",
    [on, { key: "until", group: "all", type: "day" }],
    [rule({ id: "ends", from: "until", at: ["-P60D", "-P30D", "-P7D"], does: "permit", kind: "law" })],
  ),
  form(
    "visit",
    [on, { key: "until", group: "all", type: "day" }],
    [rule({ id: "look", from: "until", every: "P1M", until: "P4M", does: "note" })],
  ),
  form(
    "plan",
    [{ key: "look", group: "all", type: "day" }],
    [rule({ id: "look", from: "look", at: ["P30D"], does: "plan" })],
    { many: false },
  ),
  form("note", [on], []),
  form("child", [on], [rule({ id: "guardian", from: "case.accepted", at: ["P1D"], does: "child", kind: "law" })], {
    offered: "${case.child}",
  }),
  form(
    "task",
    [
      { key: "what", group: "all", type: "line", role: "task-what" },
      { key: "until", group: "all", type: "day" },
      { key: "worker", group: "all", type: "line", role: "worker" },
      { key: "state", group: "all", type: "code", list: "state", role: "task-state" },
    ],
    [
      rule({
        id: "until",
        from: "until",
        when: "${state} != 'done' and ${state} != 'not-done'",
        at: ["P0D"],
        does: "task",
      }),
    ],
    { groups: [{ key: "all", part: "notes" }], lists: { state: ["open", "done", "not-done"] } },
  ),
  form("assign", [on, { key: "worker", group: "all", type: "line", role: "worker" }], [], {
    groups: [{ key: "all", part: "notes" }],
  }),
];
const book = formBook(forms.map((one) => ({ id: idOfForm(one), form: one })));

let made = 0;
function sheet(of: string, set: SheetForTasks["set"], change: Partial<SheetForTasks> = {}): SheetForTasks {
  const day = typeof set["on"] === "string" ? set["on"] : "2031-01-01";
  return {
    form: of,
    sheet: String(++made).padStart(32, "0"),
    organisation: "us",
    set,
    began: day,
    saved: day,
    does: [],
    ...change,
  };
}
const tasks = (facts: CaseFacts, sheets: readonly SheetForTasks[], today: string) =>
  tasksOf(facts, sheets, book, today);
const of = (all: readonly Task[], name: string) => all.filter((task) => `${task.form}/${task.rule}` === name);
const brief = (all: readonly Task[], name: string) => of(all, name).map((task) => `${task.due} ${task.state}`);

test("the forms of these tests are sound", () => {
  for (const one of forms)
    assert.deepEqual(checkForm(one, { earlier: [], isForm: (key) => book.newest(key) !== undefined }), [], one.key);
});

test("[FM9] a rule from a fact of the case gives its days, each with an id that every device makes alike", () => {
  const all = tasks({ closed: "2031-01-31" }, [], "2031-02-01");
  assert.deepEqual(brief(all, "follow-up/months"), [
    "2031-02-28 open",
    "2031-04-30 open",
    "2031-07-31 open",
    "2032-01-31 open",
  ]);
  assert.deepEqual(
    of(all, "follow-up/months").map((task) => task.id),
    ["P1M", "P3M", "P6M", "P12M"].map((offset) => `follow-up/months/2031-01-31/${offset}`),
  );
  assert.deepEqual(tasks({}, [], "2031-02-01"), [], "without the fact nothing is due");
});

test("[FM9] a sheet does the day that it names, or the one that lies nearest, and late paper work counts with its real day", () => {
  const closed: CaseFacts = { closed: "2031-01-31" };
  const nineDaysLate = sheet("follow-up", { on: "2031-03-09" });
  assert.deepEqual(brief(tasks(closed, [nineDaysLate], "2031-05-01"), "follow-up/months"), [
    "2031-04-30 open",
    "2031-07-31 open",
    "2032-01-31 open",
    "2031-02-28 done",
  ]);
  // Entered in May, but of March: it stays the first one, and the second stays overdue.
  const onPaper = sheet("follow-up", { on: "2031-03-01" }, { began: "2031-05-01", saved: "2031-05-01" });
  assert.equal(
    of(tasks(closed, [onPaper], "2031-05-02"), "follow-up/months").filter((task) => task.state === "done")[0]?.due,
    "2031-02-28",
  );
  const named = sheet("follow-up", { on: "2031-03-01" }, { does: ["follow-up/months/2031-01-31/P3M"] });
  assert.deepEqual(
    of(tasks(closed, [named], "2031-05-01"), "follow-up/months")
      .filter((task) => task.state === "done")
      .map((task) => task.due),
    ["2031-04-30"],
    "what it names goes before what is near",
  );
  const before = sheet("follow-up", { on: "2031-01-30" });
  assert.ok(
    of(tasks(closed, [before], "2031-05-01"), "follow-up/months").every((task) => task.state === "open"),
    "not before the fact",
  );
});

test("[FM9] two sheets near one day do one task, and each of two days has its own", () => {
  const closed: CaseFacts = { closed: "2031-01-31" };
  const done = (...days: readonly string[]) =>
    of(
      tasks(
        closed,
        days.map((day) => sheet("follow-up", { on: day })),
        "2032-03-01",
      ),
      "follow-up/months",
    )
      .filter((task) => task.state === "done")
      .map((task) => task.due);
  assert.deepEqual(done("2031-02-27", "2031-03-02"), ["2031-02-28"]);
  assert.deepEqual(done("2031-02-27", "2031-05-02"), ["2031-02-28", "2031-04-30"]);
});

test("[FM9] overdue stays until it is done or dropped; nothing expires", () => {
  const all = tasks({ accepted: "2031-01-01" }, [], "2049-01-01");
  assert.deepEqual(brief(all, "needs/first"), ["2031-01-08 open"]);
});

test("a rule from a field runs once for each sheet, and the next sheet of the form does it", () => {
  const first = sheet("needs", { on: "2031-01-05" });
  const facts: CaseFacts = { accepted: "2031-01-01" };
  assert.deepEqual(brief(tasks(facts, [first], "2031-01-06"), "needs/first"), ["2031-01-08 done"]);
  assert.deepEqual(
    brief(tasks(facts, [first], "2031-05-06"), "needs/again"),
    ["2031-04-05 open"],
    "no sheet does what it asks for itself",
  );
  const second = sheet("needs", { on: "2031-04-20" });
  assert.deepEqual(brief(tasks(facts, [first, second], "2031-05-06"), "needs/again"), [
    "2031-07-19 open",
    "2031-04-05 done",
  ]);
});

test("two sheets of one day: the later begun follows the other, and does not undo it", () => {
  const facts: CaseFacts = { accepted: "2031-01-01" };
  const twice = [sheet("needs", { on: "2031-01-05" }), sheet("needs", { on: "2031-01-05" })];
  const again = brief(tasks(facts, twice, "2031-05-06"), "needs/again");
  assert.deepEqual(again, ["2031-04-05 open", "2031-04-05 done"]);
});

test("`when` decides whether a sheet asks for anything", () => {
  const not = sheet("follow-up", { on: "2031-02-01", reached: false });
  const yes = sheet("follow-up", { on: "2031-02-01", reached: true });
  assert.deepEqual(brief(tasks({}, [not], "2031-02-02"), "follow-up/again"), ["2031-02-08 open"]);
  assert.deepEqual(brief(tasks({}, [yes], "2031-02-02"), "follow-up/again"), []);
});

test("a form of which a case has one is done by being there, whenever that was", () => {
  const facts: CaseFacts = { accepted: "2031-01-02" };
  const person = sheet("person", { number: 1 }, { sheet: "one", began: "2030-12-30", saved: "2030-12-30" });
  assert.deepEqual(brief(tasks(facts, [person], "2031-02-02"), "person/first"), ["2031-01-03 done"]);
  assert.deepEqual(brief(tasks(facts, [], "2031-02-02"), "person/first"), ["2031-01-03 open"]);
});

test("[FM9] a sheet that is corrected in place moves its own task and never does it", () => {
  const plan = sheet("plan", { look: "2031-01-01" }, { sheet: "one", began: "2031-01-01", saved: "2031-03-01" });
  assert.deepEqual(brief(tasks({}, [plan], "2031-03-02"), "plan/look"), ["2031-01-31 open"]);
  assert.deepEqual(brief(tasks({}, [{ ...plan, set: { look: "2031-03-01" } }], "2031-03-02"), "plan/look"), [
    "2031-03-31 open",
  ]);
});

test("[FM9d] reminders before a deadline are one line that names the deadline: the last that has come, else the first", () => {
  const permit = sheet("permit", { on: "2031-01-01", until: "2031-12-31" });
  assert.deepEqual(brief(tasks({}, [permit], "2031-10-01"), "permit/ends"), ["2031-11-01 open"]);
  assert.deepEqual(brief(tasks({}, [permit], "2031-12-02"), "permit/ends"), ["2031-12-01 open"]);
  const lines = tasks({}, [permit], "2031-12-02").filter(({ rule }) => rule === "ends");
  assert.deepEqual(
    lines.map(({ on }) => on),
    ["2031-12-31"],
  );
  assert.deepEqual(
    brief(tasks({}, [permit], "2032-06-01"), "permit/ends"),
    ["2031-12-24 open"],
    "overdue does not disappear",
  );
});

test("`every` comes again until it ends, counted from the first day", () => {
  const visit = sheet("visit", { on: "2031-01-01", until: "2031-01-31" });
  assert.deepEqual(brief(tasks({}, [visit], "2031-02-01"), "visit/look"), [
    "2031-02-28 open",
    "2031-03-31 open",
    "2031-04-30 open",
    "2031-05-31 open",
  ]);
});

test("a form that is not offered for this case asks for nothing", () => {
  const facts: CaseFacts = { accepted: "2031-01-01" };
  assert.deepEqual(brief(tasks({ ...facts, child: true }, [], "2031-01-02"), "child/guardian"), ["2031-01-02 open"]);
  assert.deepEqual(brief(tasks({ ...facts, child: false }, [], "2031-01-02"), "child/guardian"), []);
  assert.deepEqual(brief(tasks(facts, [], "2031-01-02"), "child/guardian"), []);
});

test("[FM9] a task sheet is due itself, is done or dropped by its state, and says who does what it names", () => {
  const facts: CaseFacts = { accepted: "2031-01-01" };
  const id = "needs/first/2031-01-01/P7D";
  const ring = sheet("task", { what: "Ring the clinic", until: "2031-01-05", worker: "Desk 2", state: "open" });
  const [due] = of(tasks(facts, [ring], "2031-01-02"), "task/until");
  assert.deepEqual([due?.due, due?.state, due?.worker], ["2031-01-05", "open", "Desk 2"]);
  assert.deepEqual(
    of(tasks(facts, [{ ...ring, set: { ...ring.set, state: "done" } }], "2031-01-02"), "task/until"),
    [],
  );
  for (const [state, wanted] of [
    ["open", "open"],
    ["done", "done"],
    ["not-done", "dropped"],
  ] as const) {
    const naming = sheet("task", { what: "Needs", worker: "Desk 2", state }, { does: [id] });
    const [task] = of(tasks(facts, [naming], "2031-01-02"), "needs/first");
    assert.deepEqual([task?.id, task?.state, task?.worker], [id, wanted, "Desk 2"]);
  }
});

test("the newest sheet that assigns the case says whose it is; one of a single task does not", () => {
  const sheets = [
    sheet("assign", { on: "2031-01-01", worker: "Desk 1" }),
    sheet("assign", { on: "2031-03-01", worker: "Desk 3" }),
    sheet("assign", { on: "2031-02-01", worker: "Desk 2" }),
    sheet("task", { worker: "Desk 9" }, { began: "2032-01-01" }),
  ];
  assert.equal(workerOfCase(sheets, book), "Desk 3");
  assert.equal(workerOfCase([], book), undefined);
});

test("[FM9e] an organisation that writes hundreds of sheets about days of long ago buries no task of another one", () => {
  const hostile = Array.from({ length: 300 }, (_, n) =>
    sheet("needs", { on: "1900-01-05" }, { organisation: "another", sheet: String(n) }),
  );
  const all = tasks({ accepted: "2031-01-01" }, [...hostile, sheet("needs", { on: "2031-01-05" })], "2031-05-01");
  assert.ok(all.some(({ form, rule: id }) => form === "person" && id === "first"));
  assert.ok(all.some(({ from }) => "sheet" in from && from.organisation !== "another"));
});

test("[FM9e] a case has at most 200 tasks of one organisation, of at most 13 months ahead, the open ones first", () => {
  const facts: CaseFacts = { accepted: "2031-01-01" };
  const many = Array.from({ length: 300 }, () => sheet("needs", { on: "2031-01-05" }));
  const all = tasks(facts, many, "2031-01-06");
  assert.equal(all.filter(({ from }) => "sheet" in from).length, 200);
  const horizon = tasks({ closed: "2031-01-31" }, [], "2030-12-01");
  assert.deepEqual(brief(horizon, "follow-up/months").at(-1), "2031-07-31 open");
});

test("[FM9] the same sheets in any order, and the same day, give the same tasks", () => {
  const days = fc.integer({ min: 1, max: 28 }).map((day) => `2031-0${(day % 9) + 1}-${String(day).padStart(2, "0")}`);
  const one = fc.record({
    form: fc.constantFrom("follow-up", "needs", "permit", "task", "person"),
    on: days,
    until: days,
    reached: fc.boolean(),
  });
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 10 }),
      fc.array(fc.nat(), { minLength: 10, maxLength: 10 }),
      days,
      (given, order, today) => {
        const sheets = given.map(({ form: key, ...set }) => sheet(key, key === "person" ? { number: 1 } : set));
        const mixed = sheets
          .map((each, place) => [order[place] ?? 0, each] as const)
          .toSorted((a, b) => a[0] - b[0])
          .map(([, each]) => each);
        const facts: CaseFacts = { accepted: "2031-01-01", closed: "2031-06-01" };
        assert.deepEqual(tasks(facts, mixed, today), tasks(facts, sheets, today));
        const ids = tasks(facts, sheets, today).map((task) => task.id);
        assert.equal(new Set(ids).size, ids.length, "an id stands once");
      },
    ),
  );
});

test("[FM9] a task is done where one finds it by comparing every sheet with every due day", () => {
  const days = fc.integer({ min: 0, max: 140 }).map((n) => addDays("2031-01-01", n));
  const one = fc.record({
    form: fc.constantFrom("follow-up", "needs", "visit", "note", "person"),
    on: fc.option(days),
    until: days,
    reached: fc.boolean(),
    began: days,
    later: fc.nat(40),
    names: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 12 }), days, (given, accepted) => {
      const sheets = given.map(({ form: key, on: happened, until, reached, began, later, names }) =>
        sheet(
          key,
          key === "person" ? { number: 1 } : { until, reached, ...(happened === null ? {} : { on: happened }) },
          { began, saved: addDays(began, later), does: names ? ["needs/first/2031-01-01/P9D"] : [] },
        ),
      );
      const made = tasks({ accepted, closed: "2031-03-01" }, sheets, "2031-03-15");
      assert.ok(made.length > 0);
      const lines = Map.groupBy(made, ({ id }) => id.slice(0, id.lastIndexOf("/")));
      for (const all of lines.values()) {
        const due = all.toSorted((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : 0));
        assert.deepEqual(
          due.map(({ id, state }) => [id, state]),
          due.map((task, place) => [task.id, isDoneSlowly(task, place, due, sheets, accepted) ? "done" : "open"]),
        );
      }
    }),
    { numRuns: 1_000 },
  );
});

function isDoneSlowly(
  task: Task,
  place: number,
  line: readonly Task[],
  sheets: readonly SheetForTasks[],
  accepted: string,
) {
  const isOnce = book.newest(task.does)?.form.many === false;
  const anchor =
    "sheet" in task.from ? sheets.find((one) => "sheet" in task.from && one.sheet === task.from.sheet) : undefined;
  const dayOf = (one: SheetForTasks, last = false) => String(one.set["on"] ?? (last ? one.saved : one.began));
  const since = anchor !== undefined ? dayOf(anchor) : task.form === "follow-up" ? "2031-03-01" : accepted;
  return sheets
    .filter((one) => one.form === task.does && one !== anchor && one.does.length === 0)
    .some((one) => {
      if (isOnce && anchor === undefined) return true;
      const on = dayOf(one, isOnce);
      const isLater = anchor === undefined || `${one.began} ${one.sheet}` > `${anchor.began} ${anchor.sheet}`;
      if (on < since || (task.does === task.form && on === since && !isLater)) return false;
      const distances = line.map(({ due }) => Math.abs(dayNumber(on) - dayNumber(due)));
      return distances.indexOf(Math.min(...distances)) === place;
    });
}

test("[EN12a] what is open stays the same through the day that the tasks name, as long as nothing is written", () => {
  const days = fc.integer({ min: 0, max: 140 }).map((n) => addDays("2031-01-01", n));
  const one = fc.record({
    form: fc.constantFrom("permit", "needs", "visit", "task", "follow-up"),
    on: days,
    until: days,
  });
  let lasting = 0;
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), days, days, (given, accepted, today) => {
      const sheets = given.map(({ form: key, ...set }) => sheet(key, set));
      const facts: CaseFacts = { accepted, closed: "2031-03-01" };
      const open = (on: string) => tasks(facts, sheets, on).filter(({ state }) => state === "open");
      const until = tasksHoldUntil(facts, sheets, book, today);
      assert.ok(until >= today);
      for (let on = today; on <= until && on < addDays(today, 60); on = addDays(on, 1)) {
        assert.deepEqual(open(on), open(today), `${today} ${on}`);
        lasting += 1;
      }
    }),
    { numRuns: 60 },
  );
  assert.ok(lasting > 200, "else nothing was compared");
  const asking = {
    ...forms[0],
    due: [rule({ id: "again", from: "on", when: "today() > ${on}", at: ["P7D"], does: "follow-up" })],
  } as Form;
  assert.equal(tasksHoldUntil({}, [], formBook([{ id: idOfForm(asking), form: asking }]), "2031-01-01"), "2031-01-01");
});

test("[FM9g] who was accepted is to be met: on the same day while in danger, else by the next; overdue until the meeting, and dropped only by a word of our own", () => {
  const [since, late] = ["2031-03-30", "2031-04-20"];
  const toMeet = (isInDanger: boolean) => ({ accepted: since, toMeet: { since, isInDanger } });
  const meet = (facts: CaseFacts, sheets: readonly SheetForTasks[] = []) =>
    tasks(facts, sheets, late).filter(isMeeting);
  const [calm] = meet(toMeet(false));
  const [inDanger] = meet(toMeet(true));
  assert.deepEqual([calm?.due, calm?.kind, calm?.state], ["2031-03-31", "care", "open"]);
  assert.deepEqual([inDanger?.due, inDanger?.kind, inDanger?.state], [since, "safety", "open"]);
  assert.equal(calm?.id, inDanger?.id, "danger that is said otherwise leaves the same task");
  assert.deepEqual(meet({ accepted: since, met: late }), []);
  const id = calm?.id ?? assert.fail();
  const said = (state: string) => meet(toMeet(false), [sheet("task", { state, worker: "Desk 1" }, { does: [id] })]);
  assert.deepEqual(
    ["open", "done", "not-done"].map((state) => said(state).map((task) => [task.state, task.worker])),
    [[["open", "Desk 1"]], [["open", "Desk 1"]], [["dropped", "Desk 1"]]],
    "only the meeting does it",
  );
});

test("[FM9g] no form of a country can stand for the meeting", () => {
  assert.equal(formKey(meeting.form), false);
});

test("[FM9b] of two sheets of a form that speaks of no day neither does the task of the other: two things to do are two tasks, and each ends by itself", () => {
  const open = { state: "open", until: "2031-03-06" };
  const [first, second] = [
    sheet("task", { ...open, what: "Example one" }, { began: "2031-02-01" }),
    sheet("task", { ...open, what: "Example two" }, { began: "2031-02-03" }),
  ];
  assert.deepEqual(brief(tasks({}, [first, second], "2031-03-01"), "task/until"), [
    "2031-03-06 open",
    "2031-03-06 open",
  ]);
  const done = sheet("task", { ...open, state: "done" }, { began: "2031-02-03" });
  assert.deepEqual(brief(tasks({}, [first, done], "2031-03-01"), "task/until"), ["2031-03-06 open"]);
});

test("[FM9i] what a referral in a running case asks for is a task with an id of its own, which what is saved for it ends; what is to be given ends when it is given alone", () => {
  const referral = "a".repeat(64);
  const facts: CaseFacts = {
    toGive: [{ referral, since: "2031-02-01" }],
    toDecide: [{ referral, since: "2031-02-02" }],
  };
  const next = idOfNextStep(referral, "2031-02-02");
  const states = (...sheets: readonly SheetForTasks[]) =>
    tasks(facts, sheets, "2031-02-03").map((task) => [asksOfReferral(task), task.due, task.state]);
  assert.deepEqual(states(), [
    ["give", "2031-02-01", "open"],
    ["next", "2031-02-02", "open"],
  ]);
  assert.ok(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,199}$/.test(next), "it fits what a save may name");
  assert.deepEqual(states(sheet("note", { on: "2031-02-03" }, { does: [next] })), [
    ["give", "2031-02-01", "open"],
    ["next", "2031-02-02", "done"],
  ]);
  const give = `referral.give/give/${referral}/2031-02-01`;
  assert.equal(states(sheet("note", { on: "2031-02-03" }, { does: [give] }))[0]?.[2], "open");
});

test("[FM9j] what is due is due at who helps; at another party only what its own sheets, or the forms that it alone writes, ask for", () => {
  const task = (form: string, rule: string, by: string | null) => ({
    ...{ form, rule, does: library.newest(form)?.form.due.find(({ id }) => id === rule)?.does ?? assert.fail() },
    from: by === null ? { fact: "case.accepted" } : { sheet: "b".repeat(32), organisation: by },
  });
  const partyOf = (organisation: string) =>
    ({ shelter: "provider", board: "authority", court: "justice" })[organisation] as Party | undefined;
  const isDue = (party: Party, ...of: Parameters<typeof task>) => isDueAt(task(...of), library, party, partyOf);
  assert.ok(isDue("provider", "permit", "until", "board"), "whatever concerns the person rings at who helps");
  assert.ok(isDue("provider", "justice", "hearing", "court"));
  assert.ok(!isDue("authority", "permit", "until", "shelter"), "no reminder of what the shelter follows");
  assert.ok(!isDue("authority", "permit", "answer", "shelter"));
  assert.ok(isDue("authority", "permit", "until", "board"), "of its own");
  assert.ok(isDue("authority", "review", "decide", "shelter"), "it alone decides");
  assert.ok(!isDue("authority", "review", "hand-in", "shelter"));
  assert.ok(isDue("authority", "identification", "first", null));
  assert.ok(!isDue("authority", "risk", "first", null), "what helping asks for");
  assert.ok(!isDue("justice", "permit", "until", "shelter"));
});
