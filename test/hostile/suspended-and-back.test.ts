// An organisation is suspended and comes back: what it missed meanwhile harms nobody.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signDirectory } from "../../src/cli/sign-directory.ts";
import { missedIn } from "../../src/core/case/missed.ts";
import type { Compartment } from "../../src/core/entry-kind.ts";
import { must } from "../../src/member/verb.ts";
import { hostClient, submitNote } from "../../src/operate/country-client.ts";
import { answering, exampleDraft, World } from "../support/world.ts";
import { consentFor } from "../support/world-draft.ts";
import { alarms } from "./support/nation.ts";
import { entriesOf } from "./support/participants.ts";

for (const isSuspended of [false, true])
  test(`[R02] [DR8] what one wrote is not shared on a consent that the person took back (${isSuspended ? "while that one was suspended" : "control: nobody was suspended"})`, async (t) => {
    const world = await World.foundFor(t);
    const consulate = await world.organisation("consulate", "Example Consulate Gulf", "AE");
    const gulf = await world.organisation("shelter", "Example Aid Organisation Gulf", "AE");
    const north = await world.organisation("shelter", "Example Shelter North");
    const devices = [consulate, gulf, north].map(({ devices: [first] }) => first ?? assert.fail());
    const [consul, there, home] = await Promise.all(devices.map((secrets) => world.member(secrets)));
    assert.ok(consul && there && home);
    const draft = exampleDraft([gulf, north]);
    const [near, atHome] = draft.choices ?? [];
    assert.ok(near && atHome);
    const [first, second] = await must(
      consul.drafts.send({
        ...answering(draft, "first-line", { place: "AE", wants: ["return"] }),
        choices: [
          { ...near, abroad: true },
          { ...atHome, abroad: true, home: true },
        ],
      }),
    );
    await world.settle(consul, there, home);
    const caseId = there.cases.inbox[0]?.caseId ?? assert.fail();
    await must(home.cases.steps.answer(caseId, second ?? assert.fail(), { verb: "accept" }));
    await world.settle(home, there, consul);
    await must(there.cases.steps.answer(caseId, first ?? assert.fail(), { verb: "accept" }));
    await world.settle(there, home, consul);
    const say = async (kind: "organisation.suspend" | "organisation.resume") => {
      const note = signDirectory(
        world.founding.origin,
        kind,
        { organisation: north.id, number: 1 },
        world.keys.seats.slice(0, 2),
      );
      await submitNote(hostClient(world.url), world.founding, note);
      await world.witness();
      await world.settle(there, home);
    };
    if (isSuspended) await say("organisation.suspend");
    const given = there.cases.view(caseId)?.state.consents.filter(({ organisation }) => organisation === gulf.id) ?? [];
    assert.ok(given.length > 0);
    for (const { id } of given) {
      await must(there.cases.consents.withdrawConsent(caseId, id));
      await must(there.cases.consents.confirmWithdrawal(caseId, id));
    }
    await world.settle(there, home);
    if (isSuspended) await say("organisation.resume");
    for (let i = 0; i < 3; i++) await world.settle(there, home);
    const held = home.cases.view(caseId)?.state.consents.filter(({ organisation }) => organisation === gulf.id) ?? [];
    const withdrawn = held.map((consent) => consent.withdrawn);
    await must(home.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } }));
    await world.settle(home, there);
    const save = entriesOf(home, caseId).findLast(
      ({ content }) => content.kind === "answers" && !("newer" in content) && content.body.form === "danger",
    );
    assert.deepEqual([withdrawn.every(Boolean), save?.content.to.includes(gulf.id), alarms(home)], [true, false, []]);
  });

for (const isAlone of [false, true])
  test(`[FD8b] [DR8] who was suspended since it was asked accepts ${isAlone ? "where nobody else was asked" : "no referral that another one may have accepted, is shown no name, and is asked once more"}`, async (t) => {
    const world = await World.foundFor(t);
    const border = await world.organisation("border-post", "Example Border Post");
    const shelter = await world.organisation("shelter", "Example Shelter South");
    const clinic = await world.organisation("health", "Example Clinic East");
    const devices = [border, shelter, clinic].map(({ devices: [first] }) => first ?? assert.fail());
    const [officer, worker, nurse] = await Promise.all(devices.map((secrets) => world.member(secrets)));
    assert.ok(officer && worker && nurse);
    const choices = isAlone ? [clinic] : [shelter, clinic];
    await must(officer.drafts.send({ ...exampleDraft(choices), atOnce: !isAlone } as never));
    await world.settle(officer, worker, nurse);
    const { caseId, referral } = nurse.cases.inbox[0] ?? assert.fail();
    assert.ok(referral);
    for (const kind of ["organisation.suspend", "organisation.resume"] as const) {
      const body = { organisation: clinic.id, number: 1 };
      const note = signDirectory(world.founding.origin, kind, body, world.keys.seats.slice(0, 2));
      await submitNote(hostClient(world.url), world.founding, note);
      await world.witness();
      await world.settle(worker, nurse);
      if (kind === "organisation.suspend" && !isAlone)
        await must(worker.cases.steps.answer(caseId, referral, { verb: "accept" }));
      await world.settle(worker, nurse);
    }
    const stateOf = () =>
      nurse.cases.view(caseId)?.state.referrals[0]?.places.find(({ organisation }) => organisation === clinic.id);
    assert.equal(stateOf()?.bar?.is, isAlone ? undefined : "suspended");
    assert.equal(nurse.cases.inbox[0]?.state, isAlone ? "received" : "suspended");
    await nurse.cases.steps.answer(caseId, referral, { verb: "accept" });
    await world.settle(nurse, worker);
    assert.equal(stateOf()?.state === "accepted", isAlone);
    assert.equal((nurse.cases.view(caseId)?.sealedUntilAccepted.length ?? 0) > 0, !isAlone);
  });

test("[DR8a] what one wrote while another was suspended is said to both, until it was given", async (t) => {
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const clinic = await world.organisation("health", "Example Clinic East");
  const devices = [border, shelter, clinic].map(({ devices: [first] }) => first ?? assert.fail());
  const [officer, worker, nurse] = await Promise.all(devices.map((secrets) => world.member(secrets)));
  assert.ok(officer && worker && nurse);
  await must(officer.drafts.send(exampleDraft([shelter])));
  await world.settle(officer, worker);
  const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
  await must(worker.cases.steps.answer(caseId, referral ?? assert.fail(), { verb: "accept" }));
  await world.settle(worker, officer);
  const yes = () => consentFor(clinic.id, ["referral", "identity", "health"]);
  await must(worker.cases.consents.grant(caseId, yes()));
  await world.settle(worker, nurse);
  const missed = () => [worker, nurse].map((each) => each.cases.view(caseId)?.missed);
  const none = { by: [], from: [] };
  assert.deepEqual(missed(), [none, none]);
  const say = async (kind: "organisation.suspend" | "organisation.resume") => {
    const body = { organisation: clinic.id, number: 1 };
    const note = signDirectory(world.founding.origin, kind, body, world.keys.seats.slice(0, 2));
    await submitNote(hostClient(world.url), world.founding, note);
    await world.witness();
    await world.settle(worker, nurse);
  };
  await say("organisation.suspend");
  await must(worker.cases.saveSheet(caseId, { form: "danger", set: { danger: "now", on: "2026-01-15" } }));
  await world.settle(worker, nurse);
  assert.deepEqual(missed(), [none, none], "nobody can give it yet");
  await say("organisation.resume");
  assert.deepEqual(missed(), [
    { by: [clinic.id], from: [] },
    { by: [], from: [shelter.id] },
  ]);
  await must(worker.cases.consents.grant(caseId, yes()));
  await world.settle(worker, nurse);
  await world.settle(worker, nurse);
  assert.deepEqual(missed(), [none, none]);
  assert.ok(nurse.cases.sheets(caseId)?.sheets.some(({ form }) => form === "danger"));
  // A grant of another part leaves out by name whatever it does not carry.
  const { state } = worker.cases.view(caseId) ?? assert.fail();
  const { log } = worker.room.open();
  const left_out = state.entries.map(({ id: entry }) => ({ entry, needs: [] }));
  const last = state.entries.findLast(({ content }) => content.kind === "grant");
  const missedBy = (compartments: readonly Compartment[]) => {
    const entries = state.entries.map((entry) => {
      const { content } = entry;
      if (entry !== last || "newer" in content || content.kind !== "grant") return entry;
      return { ...entry, content: { ...content, body: { ...content.body, notes: [], left_out } } };
    });
    const given =
      last !== undefined && "body" in last.content && "consent" in last.content.body && last.content.body.consent;
    const consents = state.consents.map((consent) => (consent.id === given ? { ...consent, compartments } : consent));
    return missedIn({ ...state, entries, consents }, shelter.id, log).by;
  };
  assert.deepEqual([missedBy(["identity"]), missedBy(["referral"])], [[clinic.id], []]);
});

for (const isSilent of [false, true])
  test(`[DR8a] of a case in which nothing was written meanwhile nothing is said, once the others ${isSilent ? "wrote nothing for 30 days" : "wrote again"}`, async (t) => {
    const world = await World.foundFor(t);
    const shelter = await world.organisation("shelter", "Example Shelter South");
    const clinic = await world.organisation("health", "Example Clinic East");
    const border = await world.organisation("border-post", "Example Border Post");
    const devices = [border, shelter, clinic].map(({ devices: [first] }) => first ?? assert.fail());
    const [officer, worker, nurse] = await Promise.all(devices.map((secrets) => world.member(secrets)));
    assert.ok(officer && worker && nurse);
    await must(officer.drafts.send(exampleDraft([shelter])));
    await world.settle(officer, worker);
    const { caseId, referral } = worker.cases.inbox[0] ?? assert.fail();
    await must(worker.cases.steps.answer(caseId, referral ?? assert.fail(), { verb: "accept" }));
    await world.settle(worker, officer);
    await must(worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "identity", "health"])));
    await world.settle(worker, nurse);
    for (const kind of ["organisation.suspend", "organisation.resume"] as const) {
      const note = signDirectory(
        world.founding.origin,
        kind,
        { organisation: clinic.id, number: 1 },
        world.keys.seats.slice(0, 2),
      );
      await submitNote(hostClient(world.url), world.founding, note);
      await world.witness();
      await world.settle(worker, nurse);
    }
    const missed = () => [worker, nurse].map((each) => each.cases.view(caseId)?.missed);
    assert.deepEqual(missed(), [
      { by: [], from: [] },
      { by: [], from: [shelter.id] },
    ]);
    if (isSilent) {
      await world.goOn(28 * 24 * 3_600_000, worker, nurse);
      assert.deepEqual(missed()[1], { by: [], from: [shelter.id] });
      // A time note says when the head before it was cosigned.
      for (const days of [3, 1]) await world.goOn(days * 24 * 3_600_000, worker, nurse);
    } else await must(worker.cases.saveSheet(caseId, { form: "danger", set: { danger: "not-now", on: "2026-01-15" } }));
    await world.settle(worker, nurse);
    assert.deepEqual(missed(), [
      { by: [], from: [] },
      { by: [], from: [] },
    ]);
  });
