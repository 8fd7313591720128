// Which sheets the engine lets be written at all in a case: those of a form that is for it (FM8b), and what came of the help only as asked by somebody who did not
// help (FM23).
import assert from "node:assert/strict";
import { type TestContext, test } from "node:test";
import { sheetsSince } from "../../../test/support/since-referral.ts";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { must } from "../verb.ts";
import type { SheetSave } from "./save-sheet.ts";

async function accepted(t: TestContext) {
  const { world, shelter, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker, colleague);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  return { world, worker, colleague, caseId };
}

const reasonOf = (verdict: { readonly is: string; readonly reason?: string }) => verdict.reason ?? verdict.is;
const day = "2026-01-15";

test("[FM8b] a sheet of a form is begun only in a case that it is for, and one that is there goes on", async (t) => {
  const { world, worker, colleague, caseId } = await accepted(t);
  const save = (form: string, set: NonNullable<SheetSave["set"]>) => worker.cases.saveSheet(caseId, { form, set });
  const refusal = async (form: string, set: NonNullable<SheetSave["set"]>) => reasonOf(await save(form, set));
  const path = { on: day, guardian: "asked" } as const;
  const step = { step: "transit", country: "TJ" } as const;
  assert.equal(await refusal("child", path), "not-offered", "an adult has no path of a child");
  assert.equal(await refusal("ask", { need: "medical" }), "not-allowed", "a question goes with its referral alone");
  assert.equal(await refusal("journey", step), "not-offered", "nobody asked whether the person wants proceedings");
  await must(save("justice", { on: day, wish: "undecided" }));
  assert.equal(await refusal("journey", step), "not-offered", "nor have they decided");
  const { sheets = [] } = worker.cases.sheets(caseId) ?? {};
  assert.deepEqual(
    sheets.map(({ form }) => form).filter((form) => ["child", "ask", "journey"].includes(form)),
    [],
    "nothing of it is there",
  );
  await must(save("justice", { on: day, wish: "yes" }));
  await must(save("journey", step));

  await must(save("age", { on: day, age: "in-doubt", "known-from": "own-word" }));
  await must(save("child", path));
  await must(save("age", { on: day, age: "adult", "known-from": "document" }));
  assert.equal(worker.cases.sheets(caseId)?.facts.child, false);
  await must(save("child", { guardian: "appointed" }));
  await world.settle(worker, colleague);
  const seen = sheetsSince(colleague, caseId).find(({ form }) => form === "child");
  assert.equal(seen?.answers.get("guardian")?.value, "appointed", "what was begun is corrected");
});

test("[FM23] whoever helped asks what came of it only with a word why, and a colleague who did not help asks as such", async (t) => {
  const { world, worker, colleague, caseId } = await accepted(t);
  const life = { on: day, way: "met", "safe-now": "safe", "exploited-again": "no", "outcomes-ask": "yes" } as const;
  const by = (asker: string) => ({ form: "follow-up", set: { ...life, "asked-by": asker, doctor: "partly" } });
  await must(worker.cases.saveSheet(caseId, by("not-helped")));
  assert.equal(worker.cases.sheets(caseId)?.facts.helped, false, "who asked is no helper by that");

  const service: SheetSave = { form: "service", set: { kind: "medical", on: day, result: "given" } };
  await must(worker.cases.saveSheet(caseId, service));
  assert.equal(reasonOf(await worker.cases.saveSheet(caseId, by("not-helped"))), "asked-by-helper");
  assert.equal(
    reasonOf(await worker.cases.saveSheet(caseId, { form: "follow-up", set: { ...life, doctor: "partly" } })),
    "asked-by-helper",
    "nor does it stay open",
  );
  const unsaid: SheetSave = { form: "follow-up", set: life, gone: { "asked-by": "refused" } };
  assert.equal(reasonOf(await worker.cases.saveSheet(caseId, unsaid)), "asked-by-helper", "no word of missing does");
  await must(worker.cases.saveSheet(caseId, { form: "follow-up", set: { ...life, "outcomes-ask": "not-today" } }));
  const own = await must(worker.cases.saveSheet(caseId, by("nobody-else")));
  const kept = worker.cases.sheets(caseId)?.sheets.find(({ sheet }) => sheet === own);
  assert.equal(kept?.answers.get("asked-by")?.value, "nobody-else", "the word why stays in the sheet");

  await world.settle(worker, colleague);
  await must(colleague.cases.saves.sendNow());
  const asked = await must(colleague.cases.saveSheet(caseId, by("not-helped")));
  await must(colleague.cases.saves.sendNow());
  await world.settle(colleague, worker);
  // What the colleague said stays good, whoever corrects the rest.
  await must(worker.cases.saveSheet(caseId, { form: "follow-up", sheet: asked, set: { next: "2026-02-15" } }));
  assert.equal(
    reasonOf(
      await worker.cases.saveSheet(caseId, {
        form: "follow-up",
        sheet: own,
        set: { "asked-by": "not-helped" },
      }),
    ),
    "asked-by-helper",
    "and nobody makes it another answer",
  );
});
