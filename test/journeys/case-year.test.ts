// A year of one case in simulated time, through the real engine and host: what is due on two devices of a shelter, from acceptance to the last follow-up.
import assert from "node:assert/strict";
import { test } from "node:test";
import { addDays } from "../../src/core/form/calendar-day.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { atTheBorder, exampleDraft } from "../support/world.ts";

const begin = Date.UTC(2026, 0, 15, 9);
const day = 86_400_000;
const dayOf = (n: number) => addDays("2026-01-15", n);
const openOf = (member: Device) => member.cases.list.tasks.filter(({ state }) => state === "open");
const named = (member: Device) => openOf(member).map(({ form, rule, due }) => `${form}/${rule} ${due}`);

test("[FM9] [LG8] through a year two devices list the same tasks; nothing overdue disappears; a visit on paper that is entered nine days late does its task; a dead clock changes no state", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1, now: begin });
  let isDead = false;
  const clock = () => (isDead ? Date.UTC(2020, 0, 1) : world.now);
  const colleague = await world.member(shelter.devices[1] ?? assert.fail(), { clock });
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();

  /** What was overdue when it was last looked at. Only what somebody did or dropped since may be gone. */
  let overdue: readonly string[] = [];
  const at = async (n: number, ...done: readonly string[]) => {
    await world.settle(worker, colleague);
    assert.deepEqual(colleague.cases.list.tasks, worker.cases.list.tasks, `day ${n}: two devices`);
    const left = named(worker);
    const gone = overdue.filter((task) => !left.includes(task));
    assert.deepEqual(
      gone.filter((task) => !done.some((did) => task.startsWith(did))),
      [],
      `day ${n}: gone undone`,
    );
    const hours = n * day - (world.now - begin);
    world.wait(Math.max(0, hours));
    await world.settle(worker, colleague);
    assert.deepEqual(colleague.cases.list.tasks, worker.cases.list.tasks, `day ${n}: two devices, a day later`);
    const today = dayOf(n);
    overdue = openOf(worker)
      .filter(({ due }) => due < today)
      .map(({ form, rule, due }) => `${form}/${rule} ${due}`);
    return named(worker);
  };
  const save = (form: string, set: Parameters<typeof worker.cases.saveSheet>[1]["set"], more = {}) =>
    must(worker.cases.saveSheet(caseId, { form, ...(set === undefined ? {} : { set }), ...more }));

  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "meet" }));
  assert.deepEqual(await at(0), [
    `risk/first ${dayOf(1)}`,
    `needs/first ${dayOf(7)}`,
    `own-word/first ${dayOf(14)}`,
    `follow-up/outcomes ${dayOf(30)}`,
    ...["2026-04-15", "2026-07-15", "2027-01-15"].map((due) => `follow-up/outcomes ${due}`),
  ]);
  await save("risk", { on: dayOf(0), level: "high", "own-view": "unsafe", again: dayOf(14) });
  await save("safety-plan", { reviewed: dayOf(0), "goes-where": "Example place" });
  await save("stay", { kind: "emergency", from: dayOf(0) });
  await save("needs", { on: dayOf(1), shelter: "urgent", "matters-most": "Example: to sleep" });

  // The person said on day 13, on paper, what they think of the help; it is entered on day 22.
  const late = await at(22, "risk/first", "needs/first", "safety-plan");
  assert.ok(late.includes(`own-word/first ${dayOf(14)}`), "eight days overdue");
  await save(
    "own-word",
    { on: dayOf(13), heard: "in-person", "got-help": "yes", "felt-safe": "yes", asks: "nothing" },
    { paper: dayOf(13) },
  );
  const reviews = await at(40, "own-word/first");
  assert.ok(!reviews.some((task) => task.startsWith("own-word")), "done by the sheet of its real day");
  for (const task of [`safety-plan/review ${dayOf(30)}`, `stay/review ${dayOf(30)}`])
    assert.ok(reviews.includes(task), task);

  // Nobody does anything for months: all of it stays.
  const silent = await at(150);
  for (const task of overdue) assert.ok(silent.includes(task), task);
  for (const task of [`safety-plan/review ${dayOf(30)}`, `stay/review ${dayOf(30)}`, `needs/again ${dayOf(91)}`])
    assert.ok(silent.includes(task), task);
  assert.ok(worker.cases.list.caseload[0]?.due.includes("overdue"));

  await save("close", { on: dayOf(150), why: "goal-reached", goals: "all", although: "goes-on-elsewhere" });
  const ended = await at(151, "safety-plan", "stay", "needs", "risk", "follow-up/outcomes");
  const months = ["2026-07-14", "2026-09-14", "2026-12-14", "2027-06-14"];
  assert.deepEqual(
    ended,
    months.map((due) => `follow-up/months ${due}`),
    "of help that ended only the follow-ups are due",
  );
  for (const [n, due] of months.entries()) {
    const ahead = Math.round((Date.parse(due) - begin) / day) + 1;
    const open = await at(ahead, "follow-up/months");
    assert.ok(open.includes(`follow-up/months ${due}`), "overdue by a day");
    if (n === 2) continue;
    // The visit after three months is entered when the next one is nearer than it.
    if (n === 1) await at(ahead + 51, "follow-up/months");
    await save("follow-up", { on: due, way: "phone", "safe-now": "safe", "exploited-again": "no" });
  }
  const left = await at(520, "follow-up/months");
  assert.deepEqual(
    left,
    ["follow-up/months 2026-12-14"],
    "the follow-up that nobody did is overdue until somebody says why",
  );
  const missed = openOf(worker)[0]?.id ?? assert.fail();
  await save(
    "task",
    { what: "Not reached", until: dayOf(520), state: "not-done", why: "No way to reach the person" },
    { for: missed },
  );
  assert.deepEqual(await at(521, "follow-up/months"), []);

  const stateOf = (member: Device) => {
    const view = member.cases.view(caseId) ?? assert.fail();
    const held = member.cases.sheets(caseId) ?? assert.fail();
    // FM23: whether it helped is a device's own.
    return [view.state, { ...held.facts, helped: null }, held.sheets, held.worker];
  };
  isDead = true;
  await colleague.sync();
  assert.deepEqual(stateOf(colleague), stateOf(worker), "the clock of a device is in no state");
});
