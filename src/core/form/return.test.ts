// The form of a return: what it asks when, and what it does not seal (R22).
import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSheet, maySeal } from "./check-sheet.ts";
import type { Answers } from "./form.ts";
import { library } from "./library.ts";
import { tasksOf } from "./tasks.ts";

const today = "2031-05-01";
const form = library.newest("return")?.form ?? assert.fail();
const check = (set: Answers["set"]) => checkSheet(form, { set, gone: {} }, today, {});

const heard = { "told-asylum": true, "told-state": true };
const decided = {
  ...heard,
  wish: "yes",
  "freely-on": "2031-04-20",
  country: "TJ",
  receiver: "6b3bdd9a-e140-4d3d-8c6c-f3070b0e100d",
  crosses: ["arrival", "name"],
  risk: "acceptable",
  "risk-on": "2031-04-25",
  "risk-until": "2031-06-30",
};
const plan = {
  travel: "2031-05-10",
  "meet-on": "2031-05-10",
  "meet-at": "14:05",
  "meet-where": "Example: the first desk after the gate",
  "met-by": "6b3bdd9a-e140-4d3d-8c6c-f3070b0e100d",
  "receiver-says": "Example: Are you here for the course?",
  "person-answers": "Example: For the second one.",
};

test("[FM22b] [R22] no consulate is asked for before the person heard of asylum and that their state hears of them", () => {
  for (const key of Object.keys(heard)) {
    assert.ok(!check({ ...heard, [key]: false }).asked.includes("consul"), key);
    assert.ok(!check({ ...decided, [key]: false }).asked.includes("travel"), key);
  }
  assert.ok(check(heard).asked.includes("consul"));
});

test("[FM22b] [R22] no day of travel is asked for before the person wants it and the risk was agreed to be acceptable", () => {
  assert.ok(check(decided).asked.includes("travel"));
  for (const wish of ["no", "unsure"]) assert.ok(!check({ ...decided, wish }).asked.includes("travel"), wish);
  for (const risk of ["not-acceptable", "more-needed"])
    assert.ok(!check({ ...decided, risk }).asked.includes("travel"), risk);
});

test("[FM22b] [R22] with a day of travel nothing is sealed without the receiver, what may cross, and how the person is met", () => {
  const whole = { ...decided, ...plan };
  assert.ok(maySeal(form, check(whole)));
  for (const key of [
    "receiver",
    "crosses",
    "risk-on",
    "risk-until",
    ...Object.keys(plan).filter((one) => one !== "travel"),
  ]) {
    const { [key]: _, ...rest } = whole as Answers["set"];
    assert.ok(!maySeal(form, check(rest)), key);
  }
  assert.deepEqual(
    check({ ...whole, travel: "2031-07-01" }).soft,
    ["travel", "meet-on"],
    "the risk holds no longer then",
  );
});

test("[FM22] [R08] the receiver answers in the coded part that it reads before it knows a name", () => {
  const reception = library.newest("reception")?.form ?? assert.fail();
  assert.deepEqual([...new Set(reception.groups.map(({ part }) => part))], ["referral"]);
  for (const { key, type } of reception.fields) assert.ok(["day", "code", "codes"].includes(type), key);
});

test("[FM22d] [FM9k] the risk is agreed on again when it would be older than 14 days, the plan confirmed 7 days before, the arrival asked about from its day on until somebody was met", () => {
  const sheet = (form: string, organisation: string, set: Answers["set"], day = "2031-04-25") => ({
    form,
    sheet: form === "return" ? "one" : `${form} ${organisation}`,
    organisation,
    set,
    began: day,
    saved: day,
    does: [],
  });
  const open = (sheets: Parameters<typeof tasksOf>[1], day: string, facts = {}) =>
    tasksOf(facts, sheets, library, day)
      .filter(({ state, form: of }) => state === "open" && (of === "return" || of === "arrival"))
      .map(({ rule, due, kind }) => [rule, due, kind]);
  const sent = sheet("return", "sender", { ...decided, ...plan });
  assert.deepEqual(open([sent], today), [
    ["risk", "2031-04-26", "safety"],
    ["ready", "2031-05-03", "safety"],
    ["met", "2031-05-10", "safety"],
    ["over", "2031-07-01", "safety"],
  ]);
  const fresh = sheet("return", "sender", { ...decided, ...plan, "risk-on": "2031-04-30" });
  assert.ok(!open([fresh], today).some(([rule]) => rule === "risk"), "it is ten days old then");
  const halves = ["sender", "receiver"].map((by) =>
    sheet("return-risk", by, { on: "2031-04-25", level: "acceptable" }),
  );
  assert.ok(
    open([sent, ...halves], today).some(([rule]) => rule === "risk"),
    "a half of the day of the plan is as old",
  );
  const due = (sheets: Parameters<typeof tasksOf>[1], day: string, facts = {}) =>
    open(sheets, day, facts).flatMap(([rule, of]) => (rule === "met" || rule === "again" ? [`${rule} ${of}`] : []));
  for (const met of ["no", "not-known"]) {
    const nobody = sheet("arrival", "receiver", { on: "2031-05-11", met }, "2031-05-11");
    assert.deepEqual(due([fresh, nobody], "2031-05-11"), ["met 2031-05-10", "again 2031-05-11"], "overdue as before");
    const named = { ...nobody, does: ["return/met/one/P0D"] };
    assert.ok(due([fresh, named], "2031-05-11").includes("met 2031-05-10"), "also where it was opened from the task");
    const other = sheet("arrival", "sender", { on: "2031-05-12", met }, "2031-05-12");
    assert.deepEqual(due([fresh, nobody, other], "2031-05-12"), ["met 2031-05-10", "again 2031-05-12"]);
    assert.deepEqual(due([fresh, nobody], "2031-05-14", { returned: "2031-05-13" }), []);
  }
  const task = (state: string) => ({
    ...sheet("task", "sender", { what: "Example", state }, "2031-05-12"),
    does: ["return/met/one/P0D"],
  });
  assert.deepEqual(due([fresh, task("done")], "2031-05-12"), ["met 2031-05-10"], "only who met them says so");
  assert.deepEqual(
    due([fresh, task("not-done")], "2031-05-12"),
    [],
    "whoever says in so many words that it is not done",
  );
});

test("[FM22d] the plan is to be confirmed 7 days before the travel, until a question of its own says that both sides did so in that week", () => {
  const ready = (answers: Answers["set"]) =>
    tasksOf(
      {},
      [
        {
          ...{ form: "return", sheet: "one", organisation: "sender", began: today, saved: today, does: [] },
          set: { ...decided, ...plan, "risk-on": "2031-04-30", ...answers },
        },
      ],
      library,
      today,
    ).flatMap(({ rule, state, due }) => (rule === "ready" ? [`${state} ${due}`] : []));
  assert.deepEqual(ready({}), ["open 2031-05-03"]);
  assert.deepEqual(ready({ "confirmed-on": "2031-05-02" }), ["open 2031-05-03"], "too early");
  assert.deepEqual(ready({ "confirmed-on": "2031-05-03" }), []);
});

test("[FM22d] the day after the agreed level of risk held last it is to be agreed on again, until it was, the person left, or was met", () => {
  const { travel: _, ...rest } = { ...decided, ...plan };
  const over = (set: Answers["set"], facts = {}) =>
    tasksOf(
      facts,
      [
        {
          form: "return",
          sheet: "one",
          organisation: "sender",
          set,
          began: "2031-04-25",
          saved: "2031-04-25",
          does: [],
        },
      ],
      library,
      "2031-07-03",
    )
      .filter(({ rule, state }) => rule === "over" && state === "open")
      .map(({ due, does, kind }) => `${due} ${does} ${kind}`);
  assert.deepEqual(over(rest), ["2031-07-01 return safety"]);
  assert.deepEqual(over({ ...rest, "risk-until": "2031-08-31" }), ["2031-09-01 return safety"], "agreed on again");
  assert.deepEqual(over({ ...rest, wish: "no" }), [], "nobody goes");
  assert.deepEqual(over({ ...rest, ...plan, "left-on": "2031-05-10" }), []);
  assert.deepEqual(over(rest, { returned: "2031-05-11" }), []);
});
