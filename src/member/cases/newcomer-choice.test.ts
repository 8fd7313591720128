// Whom a case worker may bring into a case (SL8).
import assert from "node:assert/strict";
import { test } from "node:test";
import { atTheBorder, exampleDraft } from "../../../test/support/world.ts";
import { signDirectory } from "../../cli/sign-directory.ts";
import { hostClient, submitNote } from "../../operate/country-client.ts";
import { deviceSigner } from "../../operate/new-country.ts";
import { must } from "../verb.ts";

test("[SL8] all that may read cases may be chosen, never ourselves, and each with what speaks for caution", async (t) => {
  const { world, shelter, legal, officer, worker } = await atTheBorder(t, { witnesses: 1 });
  const court = await world.organisation("court", "Example Court");
  const unit = await world.organisation("investigation-unit", "Unit of Corkscrews");
  await world.organisation("ombudsman", "Ombudsman of Sieves");
  await world.organisation("training-institute", "Institute of Napkins");
  const lawyer = legal.devices[0] ?? assert.fail();
  await must(officer.drafts.send(exampleDraft([shelter, legal])));
  await world.settle(officer, worker);
  const caseId = worker.cases.inbox[0]?.caseId ?? "";
  const choices = () =>
    worker.cases.consents.newcomers(caseId).map(({ organisation, inCase, canReceive, oneDevice }) => {
      return [organisation.name["en"], inCase, canReceive, oneDevice];
    });
  assert.deepEqual(choices(), [
    ["Example Legal Aid", true, true, false],
    ["Example Court", false, true, false],
    ["Unit of Corkscrews", false, true, false],
  ]);
  assert.ok(worker.cases.consents.newcomers(caseId).every(({ isNew }) => isNew));
  assert.equal(worker.cases.consents.newcomers(caseId)[1]?.organisation.id, court.id);
  assert.deepEqual(
    worker.cases.consents.newcomers(caseId)[2]?.organisation.party,
    "justice",
    "what is said of a court is said of it",
  );
  assert.equal(worker.cases.consents.newcomers(caseId)[2]?.organisation.id, unit.id);

  const body = { device: lawyer.device, reason: "stolen" } as const;
  const note = signDirectory(world.founding.origin, "device.revoke", body, [deviceSigner(lawyer)]);
  await submitNote(hostClient(world.url), world.founding, note);
  await world.settle(worker);
  assert.deepEqual(choices()[0], ["Example Legal Aid", true, true, true]);
});
