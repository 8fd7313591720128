// Envelopes that carry entries of several cases (SL2c, FM10b), made by a colleague's own program with good keys: an entry twice, one that does not hold among good ones,
// one that builds on another case, and more than an envelope holds. Each case is what its own good entries make it.
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import type { BodyOf } from "../../src/core/entry-kind.ts";
import { library } from "../../src/core/form/library.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { savesSince, sheetsSince as sheetsOf } from "../support/since-referral.ts";
import { atTheBorder, exampleDraft } from "../support/world.ts";
import { forger, post, postOnlyTo, verdictOf } from "./support/participants.ts";

async function twoCases(t: TestContext) {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  for (let i = 0; i < 2; i++) await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  for (const { caseId, referral } of worker.cases.inbox)
    await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  const [one = "", other = ""] = worker.cases.inbox.map(({ caseId }) => caseId);
  const composer = forger(worker, world);
  const entry = (caseId: string, body: BodyOf<"answers">, parent = caseId) =>
    composer.entry("answers", { caseId, parents: [parent], to: [shelter.id] }, body);
  return { world, shelter: shelter.id, worker, colleague, composer, entry, one, other };
}

function service(sheet: string, set: BodyOf<"answers">["set"] = { kind: "medical" }): BodyOf<"answers"> {
  const version = library.newest("service")?.id ?? assert.fail();
  return { form: "service", version, sheet: sheet.repeat(32), part: "support", set, gone: {}, over: [] };
}

const alarmsOf = (member: Device) => member.view?.alarms.map(({ code }) => code) ?? [];

test("[SL2c] entries of two cases in one envelope, one of them twice: each counts once, in its own case", async (t) => {
  const { world, worker, colleague, composer, entry, one, other } = await twoCases(t);
  const [a, b] = [entry(one, service("a")), entry(other, service("b"))];
  await post(worker, composer, [a, b, a, b]);
  await post(worker, composer, [b]);
  await world.settle(worker, colleague);
  for (const [caseId, { id }] of [
    [one, a],
    [other, b],
  ] as const) {
    assert.deepEqual(
      savesSince(colleague, caseId).map((each) => each.id),
      [id],
    );
    assert.equal(sheetsOf(colleague, caseId).length, 1);
  }
  assert.deepEqual(alarmsOf(colleague), []);
});

test("[SL2c] what the fold refuses among good entries takes nothing with it, and an entry that builds on another case counts in neither", async (t) => {
  const { world, worker, colleague, composer, entry, one, other } = await twoCases(t);
  const good = entry(one, service("a"));
  const bad = entry(one, service("b", { kind: "gold" }));
  const strange = entry(other, service("c"), good.id);
  const last = entry(other, service("d"));
  await post(worker, composer, [good, bad, strange, last]);
  await world.settle(worker, colleague);
  assert.deepEqual(verdictOf(colleague, one, good.id), { is: "effective" });
  assert.deepEqual(verdictOf(colleague, one, bad.id), { is: "refused", reason: "not-in-form" });
  assert.notDeepEqual(verdictOf(colleague, other, strange.id), { is: "effective" });
  assert.equal(verdictOf(colleague, one, strange.id), undefined);
  assert.deepEqual(verdictOf(colleague, other, last.id), { is: "effective" });
  assert.deepEqual([sheetsOf(colleague, one).length, sheetsOf(colleague, other).length], [1, 1]);
});

test("[SG1] [FM10b] an envelope of 33 entries is broken, and one of 32 in two cases is taken whole", async (t) => {
  const { world, shelter, worker, colleague, composer, entry, one, other } = await twoCases(t);
  const many = Array.from({ length: 33 }, (_, i) =>
    entry(i % 2 === 0 ? one : other, { ...service("a"), sheet: i.toString(16).padStart(32, "0") }),
  );
  await postOnlyTo(worker, many, [shelter]);
  await world.settle(worker, colleague);
  assert.deepEqual([...new Set(alarmsOf(colleague))], ["envelope-broken"]);
  assert.deepEqual([sheetsOf(colleague, one).length, sheetsOf(colleague, other).length], [0, 0]);
  await post(worker, composer, many.slice(0, 32));
  await world.settle(worker, colleague);
  assert.deepEqual([sheetsOf(colleague, one).length, sheetsOf(colleague, other).length], [16, 16]);
});
