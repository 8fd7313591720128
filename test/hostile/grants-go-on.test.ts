// Nobody keeps an organisation that is in contact from bringing others in: not by erasing what was of another case, not by an entry that no grant could carry.
import assert from "node:assert/strict";
import { test } from "node:test";
import { signDirectory } from "../../src/cli/sign-directory.ts";
import type { Form } from "../../src/core/form/form.ts";
import { grantIn } from "../../src/member/cases/carried-notes.ts";
import type { Device } from "../../src/member/device.ts";
import { must } from "../../src/member/verb.ts";
import { signEntry } from "../../src/note/entry-note.ts";
import { idOfForm } from "../../src/note/form-id.ts";
import { hostClient, submitNote } from "../../src/operate/country-client.ts";
import { ownForm } from "../support/forms.ts";
import { consentFor, country, decline, entriesOf, forger, post } from "./support/participants.ts";

const verdictsOf = (member: Device, caseId: string, kind: string) =>
  entriesOf(member, caseId)
    .filter(({ content }) => content.kind === kind)
    .map(({ verdict }) => verdict.is);

test("[FD13] [SL8i] after a sheet of the wrong case was erased, by ourselves or by another organisation, each device brings others in as before", async (t) => {
  for (const author of ["worker", "lawyer"] as const) {
    const all = await country(t);
    const { world, shelter, legal, clinic, worker, nurse, lawyer, caseId } = all;
    const colleague = await world.member(shelter.devices[1] ?? assert.fail());
    const board = await world.organisation("competent-authority", "Example Authority");
    const assessor = await world.member(board.devices[0] ?? assert.fail());
    await decline(nurse);
    await world.settle(nurse, worker, colleague);
    await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "identity", "support"])));
    await world.settle(worker, colleague, lawyer);
    const member = all[author];
    const set = { family: "of another person" };
    await must(member.cases.saveSheet(caseId, { form: "person", set }));
    await must(member.cases.saves.sendNow());
    await world.settle(member, worker, colleague);
    // Builds on it for good, so that every grant names it.
    await must(worker.cases.saves.sayDanger(caseId, "not-now"));
    await world.settle(worker, member, colleague);
    await must(member.cases.saves.misplaceSheet({ caseId, form: "person", sheet: "one" }, null));
    await world.settle(member, worker, colleague);
    await must(worker.cases.consents.grant(caseId, consentFor(board.id, ["referral", "identity"])));
    await must(colleague.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "identity", "health"])));
    await world.settle(worker, colleague, assessor, nurse, lawyer);
    for (const reader of [worker, colleague])
      assert.deepEqual(verdictsOf(reader, caseId, "grant"), ["effective", "effective", "effective"], author);
    assert.ok(entriesOf(assessor, caseId).some(({ grantedBy }) => grantedBy !== undefined));
    assert.doesNotMatch(JSON.stringify(entriesOf(assessor, caseId)), /another person/);
  }
});

test("[SL8i] a save that no grant could carry is not written, and one that another program wrote is named and not carried", async (t) => {
  const { world, shelter, legal, clinic, worker, lawyer, caseId } = await country(t);
  const keys = Array.from({ length: 8 }, (_, i) => `words-${i + 1}`);
  const form: Form = {
    ...ownForm,
    key: "long",
    lists: {},
    due: [],
    seal: "now",
    groups: [{ key: "all", part: "narrative" }],
    fields: keys.map((key) => ({ key, group: "all", type: "text" })),
  };
  const version = { id: idOfForm(form), form };
  const seats = world.keys.seats.slice(0, 2);
  const note = signDirectory(world.founding.origin, "form.set", version, seats, "public");
  await submitNote(hostClient(world.url), world.founding, note);
  await world.witness();
  await must(worker.cases.consents.grant(caseId, consentFor(legal.id, ["referral", "narrative"])));
  await world.settle(worker, lawyer);
  const long = Object.fromEntries(keys.map((key) => [key, "x".repeat(6_000)]));
  const refused = await worker.cases.saveSheet(caseId, { form: "long", set: long });
  assert.equal(refused.is === "failed" && refused.reason, "too-long");
  // As a program without that rule writes it.
  const composer = forger(lawyer, world);
  const given = lawyer.cases.view(caseId)?.state.consents.find(({ organisation }) => organisation === shelter.id);
  const consent = [given?.id ?? assert.fail()];
  const place = { caseId, parents: [caseId], to: [legal.id, shelter.id].sort(), consent };
  const save = {
    form: "long",
    version: version.id,
    sheet: "0b".repeat(16),
    part: "narrative",
    gone: {},
    over: [],
  } as const;
  const content = composer.content("answers", place, { ...save, set: long });
  const { log, session } = lawyer.room.open();
  const entry = signEntry(log.directory.origin, content, session.signer);
  await post(lawyer, composer, [entry]);
  await world.settle(lawyer, worker);
  assert.ok(entriesOf(worker, caseId).some(({ id, verdict }) => id === entry.id && verdict.is === "effective"));
  await must(worker.cases.consents.grant(caseId, consentFor(clinic.id, ["referral", "narrative"])));
  const [, last] = entriesOf(worker, caseId).flatMap(({ content }) => grantIn(content) ?? []);
  assert.ok(last?.body.left_out.some((left) => left.entry === entry.id));
});
