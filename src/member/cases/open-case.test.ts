// An open case looks by itself whether it still stands on what it was made of: beside it, after each thing that may change a case, one that is made anew (EN12f).
import assert from "node:assert/strict";
import { test } from "node:test";
import { exampleDraft, World } from "../../../test/support/world.ts";
import { consentFor } from "../../../test/support/world-draft.ts";
import { must } from "../verb.ts";
import { type OpenCase, OpenCases } from "./open-case.ts";

const day = 24 * 3_600_000;

test("[EN12f] whatever changes a case makes its open case another one, whoever wrote it; where nothing changed it is the same", async (t) => {
  const world = await World.foundFor(t, { witnesses: 0, now: Date.UTC(2026, 0, 15, 12, 20) });
  const [border, shelter, legal] = [
    await world.organisation("border-post", "Example Border Post"),
    await world.organisation("shelter", "Example Shelter North"),
    await world.organisation("legal-aid", "Example Legal Aid"),
  ];
  const [officer, worker, colleague, lawyer] = [
    await world.member(border.devices[0] ?? assert.fail()),
    await world.member(shelter.devices[0] ?? assert.fail()),
    await world.member(shelter.devices[1] ?? assert.fail()),
    await world.member(legal.devices[0] ?? assert.fail()),
  ];
  for (let n = 0; n < 2; n++) await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const [item, other] = worker.cases.inbox;
  const { caseId, referral } = item ?? assert.fail();
  const { reader } = worker.room.open().session;
  const twins = () =>
    [caseId, other?.caseId ?? ""].map((id) => {
      const anew = new OpenCases(reader);
      return [reader.open.of(id), anew.of(id)] as const;
    });
  const saidBy = ({ state, expected, sheets, line, view }: OpenCase) => ({ state, expected, sheets, line, view });
  const isAnother = (before: OpenCase) => reader.open.of(caseId) !== before;
  const after = async (what: string, work: () => unknown) => {
    const before = reader.open.of(caseId);
    await work();
    assert.ok(isAnother(before), `${what} changes it`);
    for (const [open, anew] of twins()) assert.deepEqual(saidBy(open), saidBy(anew), what);
  };
  const service = { form: "service", set: { kind: "legal-advice", on: "2026-01-15", result: "given" } } as const;
  const place = (sheet: string) => ({ caseId, form: "service", sheet });
  const consentOf = (organisation: string) =>
    reader.open.of(caseId).state.consents.find((each) => each.organisation === organisation && !each.withdrawn)?.id ??
    assert.fail();

  await after("an answer", () => must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" })));
  await after("its leaf", () => world.settle(worker, colleague));
  await worker.sync();
  const nothing = reader.open.of(caseId);
  await worker.sync();
  assert.equal(isAnother(nothing), false, "a round that brings nothing makes nothing anew");
  let sheet = "";
  await after("a save that waits", async () => (sheet = await must(worker.cases.saveSheet(caseId, service))));
  await after("one more of it", () =>
    must(worker.cases.saveSheet(caseId, { ...service, sheet, set: { kind: "medical" } })),
  );
  await after("that it is taken back", () => must(worker.cases.saves.takeBack(place(sheet))));
  await after("a save", async () => (sheet = await must(worker.cases.saveSheet(caseId, service))));
  await after("that it is sealed", () => must(worker.cases.saves.sendNow(caseId)));
  await after("that it is struck out", () => must(worker.cases.saves.strikeOutSheet(caseId, "service", sheet)));
  await after("what a colleague wrote", async () => {
    await colleague.sync();
    await must(colleague.cases.saveSheet(caseId, { form: "risk", set: { level: "high", on: "2026-01-15" } }));
    await world.settle(colleague, worker);
  });
  await after("somebody who is brought in", () =>
    must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["identity", "contact", "referral", "support"]))),
  );
  await after("what they wrote", async () => {
    await world.settle(worker, lawyer, worker);
    await lawyer.cases.reading.recordOpening(caseId);
    await must(lawyer.cases.saveSheet(caseId, service));
    await must(lawyer.cases.saves.sendNow());
    await world.settle(lawyer, worker);
  });
  await after("another day", () => world.wait(day));
  const saved = await must(worker.cases.saveSheet(caseId, service));
  await must(worker.cases.saves.sendNow(caseId));
  await after("that it is of another case", () => must(worker.cases.saves.misplaceSheet(place(saved), null)));
  await after("a device that is revoked by hand", async () => {
    const [, second] = shelter.devices;
    await must(worker.organisation.revoke(second?.device ?? "", "lost"));
  });
  await after("a consent that is narrowed", () =>
    must(worker.cases.consents.withdrawConsent(caseId, consentOf(legal.id))),
  );
  const consent = consentOf(shelter.id);
  await after("a withdrawal", () => must(worker.cases.consents.withdrawConsent(caseId, consent)));
  await after("what it erases", async () => {
    await must(worker.cases.consents.confirmWithdrawal(caseId, consent));
    await world.settle(worker);
  });
  assert.equal(reader.open.of(caseId).isErased, true);
});
