// Whether two cases are perhaps of one person (FD12d): what speaks for it, and through the real engine that it is asked once, joins nothing and sends nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { soundsOf } from "../../core/person-name.ts";
import type { Device } from "../device.ts";
import { must } from "../verb.ts";
import { likenessTo, type PersonMarks } from "./same-person.ts";

const marks = (names: readonly string[], born: string | null = null, phones: readonly string[] = []): PersonMarks => ({
  names: names.map(soundsOf),
  born,
  phones,
});
const alike = (a: PersonMarks, b: PersonMarks) => {
  assert.deepEqual(likenessTo(a)(b), likenessTo(b)(a), "whichever is looked at first");
  return likenessTo(a)(b);
};

test("[FD12d] a name that sounds alike in another script, a date of birth and a number are found, and said", () => {
  const one = marks(["Ҷамшед", "Намунаев"], "2003-08-01", ["900000001"]);
  assert.deepEqual(alike(one, marks(["Jamshed", "Namunaev"], "2003-08-01", ["900000001"])), ["phone", "name", "born"]);
  assert.deepEqual(alike(one, marks(["Джамшед", "Намунаев"])), ["name"]);
  assert.deepEqual(alike(one, marks(["Other", "Example"], null, ["900000001"])), ["phone"]);
  assert.deepEqual(alike(marks(["Jamshed"], "2003-08-01"), marks(["Ҷамшед"], "2003-08-01")), ["name", "born"]);
});

test("[FD12d] one name, a day of birth or names of different years are too little", () => {
  for (const [a, b] of [
    [marks(["Jamshed"]), marks(["Jamshed"])],
    [marks(["Jamshed"], "2003"), marks(["Jamshed"], "2003")],
    [marks(["Other", "Example"], "2003-08-01"), marks(["Jamshed", "Namunaev"], "2003-08-01")],
    [marks(["Jamshed", "Namunaev"], "1990"), marks(["Jamshed", "Namunaev"], "2003-08-01")],
    [marks(["Jamshed", "Namunaev"]), marks(["Jamshed", "Example"])],
    [marks([]), marks([])],
  ] as const)
    assert.deepEqual(alike(a, b), []);
  assert.deepEqual(alike(marks(["Jamshed", "Namunaev"], "2002"), marks(["Jamshed", "Namunaev"], "2003-08-01")), [
    "name",
  ]);
});

const found = (member: Device, caseId: string) => {
  const steps = member.cases.list.perhapsSame(caseId);
  for (let step = steps?.next(); step !== undefined; step = steps?.next()) if (step.done === true) return step.value;
  return [];
};

test("[FD12d] a case that is perhaps of the same person is said of both, sends nothing, and is not asked again once somebody answered", async (t) => {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  const [first] = await must(worker.drafts.send(exampleDraft([shelter], { name: "x", safe: "x" })));
  await must(officer.drafts.send(exampleDraft([shelter], { name: "y", safe: "y" })));
  await world.settle(officer, worker, colleague);
  const { caseId: second = "", referral = "" } = worker.cases.inbox.find(({ caseId }) => caseId !== first) ?? {};
  const person = { given: "Test", family: "Person", "name-is": "used" };
  const reach = (value: string) => ({ form: "reach", set: { way: "phone", value, use: "yes" } }) as const;
  await must(worker.cases.saveSheet(first, { form: "person", set: person }));
  await must(worker.cases.saveSheet(first, reach("+992 (00) 123-45-67, after 18:00")));
  assert.deepEqual(found(worker, second), [], "nothing of what waits for acceptance is compared");
  await must(worker.cases.steps.answer(second, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  const struck = await must(worker.cases.saveSheet(second, reach("123 45 67")));
  assert.deepEqual(found(worker, second), [], "a number without its end");
  await must(worker.cases.saves.strikeOutSheet(second, "reach", struck));
  await must(worker.cases.saveSheet(second, reach("992001234567")));
  await world.settle(worker, colleague);
  const before = worker.view?.outbox;
  for (const member of [worker, colleague]) {
    assert.deepEqual(found(member, second), [{ caseId: first, because: ["phone"] }]);
    assert.deepEqual(found(member, first), [{ caseId: second, because: ["phone"] }]);
    assert.deepEqual(member.cases.list.linksOf(first), [], "nothing is joined by itself");
  }
  assert.equal(worker.view?.outbox, before, "looking sends nothing");
  await must(colleague.cases.steps.link(second, first, "not-same"));
  await world.settle(colleague, worker);
  for (const member of [worker, colleague]) assert.deepEqual([found(member, first), found(member, second)], [[], []]);
  await must(worker.cases.steps.link(second, first, "none"));
  assert.equal(found(worker, first).length, 1, "what was taken back is asked again");
  await must(worker.cases.steps.link(first, second, "same"));
  assert.deepEqual(found(worker, second), []);
  assert.equal(officer.cases.list.perhapsSame(first), null, "a write-only device cannot look");
});
