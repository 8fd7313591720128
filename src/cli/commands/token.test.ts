// The token of a case is the person's to give (RC9): by command, over a running host, with a prosecutor who gets nothing.
import assert from "node:assert/strict";
import { test } from "node:test";
import { runPanoh, writeVault } from "../../../test/support/run-panoh.ts";
import { temporaryFolder } from "../../../test/support/temporary-folder.ts";
import { exampleDraft, World, type WorldOrganisation } from "../../../test/support/world.ts";
import { isProblem } from "../../core/problem.ts";
import { argon2id } from "../../crypto/argon2id.ts";
import { must } from "../../member/verb.ts";

test("[RC9] [R05] the token is shown once a consent for one organisation of justice is recorded, which gets nothing; it goes with the consent", async (t) => {
  const world = await World.foundFor(t, { witnesses: 1, now: Date.now() });
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const justice = await world.organisation("prosecutor", "Example Prosecutor");
  const join_ = ({ devices }: WorldOrganisation, n: number) => world.member(devices[n] ?? assert.fail());
  const [worker, lawyer, prosecutor] = [await join_(shelter, 0), await join_(legal, 0), await join_(justice, 0)];
  const [caseId] = await must(worker.drafts.send(exampleDraft([shelter], { name: "Test Person 1" })));
  await world.settle(worker, prosecutor);
  const how = { language: "tg", manner: "spoken", interpreter: "none", basis: "consent" } as const;
  const refused = (error: unknown) => isProblem(error, "engine", "not-allowed");
  await assert.rejects(
    must(worker.cases.consents.giveToken(caseId, { organisation: legal.id, ...how })),
    refused,
    "justice alone",
  );
  assert.equal(worker.cases.view(caseId)?.victimToken, null);

  const dir = temporaryFolder(t);
  await writeVault(dir, shelter.devices[1] ?? assert.fail(), argon2id);
  const run = async (...args: readonly string[]) => {
    const { exit, said } = await runPanoh([...args, "--vault", dir]);
    assert.equal(exit, 0, said);
    await world.witness();
    return said;
  };
  assert.doesNotMatch(await run("case", caseId), /^Token/m);
  const yes = ["--language", "tg", "--manner", "spoken", "--interpreter", "none"];
  const call = await run("token", caseId, "--organisation", justice.id, ...yes);
  const [, token = assert.fail(call)] = /^Token {6}([0-9a-f]{32})$/m.exec(call) ?? [];
  assert.match(await run("case", caseId), new RegExp(`^Token {6}${token} for Example Prosecutor$`, "m"));

  await world.settle(worker, prosecutor);
  assert.equal(worker.cases.view(caseId)?.victimToken, token, "the same on every device of the provider");
  assert.equal(prosecutor.cases.inbox.length, 0);
  assert.deepEqual(
    prosecutor.room.open().session.reader.cases.caseIds,
    [],
    "nothing of the case was sealed to justice",
  );
  assert.deepEqual(worker.cases.view(caseId)?.state.participants, [shelter.id]);

  await must(
    worker.cases.consents.grant(caseId, {
      organisation: legal.id,
      purposes: ["support"],
      compartments: ["referral"],
      ...how,
    }),
  );
  await world.settle(worker, lawyer);
  assert.equal(
    lawyer.cases.view(caseId)?.victimToken,
    token,
    "who is brought in reads the yes, and finds the same token",
  );
  await must(
    worker.cases.consents.grant(caseId, {
      organisation: justice.id,
      purposes: ["support"],
      compartments: ["referral"],
      ...how,
    }),
  );
  await world.settle(worker, prosecutor);
  const heard =
    prosecutor.cases.view(caseId)?.state.consents.filter(({ organisation }) => organisation === justice.id) ?? [];
  assert.deepEqual(
    heard.map(({ purposes }) => purposes),
    [["support"]],
    "also later the yes to the token is kept from it",
  );

  const kept = worker.cases.view(caseId)?.state.consents.find(({ held }) => !held)?.id ?? assert.fail();
  await must(worker.cases.consents.withdrawConsent(caseId, kept));
  for (let i = 0; i < 3; i++) await world.settle(worker, lawyer, prosecutor);
  assert.deepEqual([worker.cases.view(caseId)?.victimToken, lawyer.cases.view(caseId)?.victimToken], [null, null]);
  const entries = worker.cases.view(caseId)?.state.entries ?? [];
  const withdrawals = entries.filter(({ content }) => content.kind === "consent.withdraw");
  assert.equal(withdrawals.length, 1, "said once");
  assert.ok(!withdrawals[0]?.content.to.includes(justice.id), "nor does it get the end");
  assert.equal(prosecutor.cases.inbox[0]?.state, "granted", "what it was given by another yes stays");
});
