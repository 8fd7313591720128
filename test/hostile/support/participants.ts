// A country in which somebody with valid keys works against the person or against the others in their case: the people, what a forger composes that
// its own program would refuse, and how to look at what the others then hold.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { signDirectory } from "../../../src/cli/sign-directory.ts";
import { randomBytes } from "../../../src/crypto/random.ts";
import type { Device } from "../../../src/member/device.ts";
import { Composer } from "../../../src/member/sending/composer.ts";
import { must } from "../../../src/member/verb.ts";
import { type EntryNote, joinEntries } from "../../../src/note/entry-note.ts";
import { hostClient, submitNote } from "../../../src/operate/country-client.ts";
import { encodeSubmission, parseSubmission } from "../../../src/protocol/submission.ts";
import { seal } from "../../../src/sealing/envelope.ts";
import { labelOf } from "../../support/entry-label.ts";
import { exampleDraft, World, type WorldOptions, type WorldOrganisation } from "../../support/world.ts";

export { consentFor } from "../../support/world-draft.ts";

export const secret = /kept by the example employer|Test Person 1/;

/** A border post, a shelter that accepted, a clinic that is its second choice and never did, and legal aid. */
export async function country(t: TestContext, terms: WorldOptions["terms"] = {}) {
  const world = await World.foundFor(t, { witnesses: 1, terms });
  const join = async (organisation: WorldOrganisation) => world.member(organisation.devices[0] ?? assert.fail());
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const clinic = await world.organisation("health", "Example Clinic East");
  const legal = await world.organisation("legal-aid", "Example Legal Aid");
  const [officer, worker, nurse, lawyer] = await Promise.all([border, shelter, clinic, legal].map(join));
  assert.ok(officer && worker && nurse && lawyer);
  await must(officer.drafts.send(exampleDraft([shelter, clinic])));
  await world.settle(officer, worker, nurse);
  const item = worker.cases.inbox[0];
  assert.ok(item?.referral);
  await must(worker.cases.steps.answer(item.caseId, item.referral, { verb: "accept" }));
  await world.settle(worker, nurse);
  return { world, shelter, clinic, legal, officer, worker, nurse, lawyer, caseId: item.caseId };
}

/** Declines the first referral of its list. */
export async function decline({ cases }: Device): Promise<void> {
  const { caseId, referral } = cases.inbox[0] ?? assert.fail();
  await must(cases.steps.answer(caseId, referral ?? assert.fail(), { verb: "decline", reason: "no-place" }));
}

/** Composes whatever its device's program would refuse to write. */
export function forger(member: Device, world: World): Composer {
  const { log, session } = member.room.open();
  return new Composer({
    signer: session.signer,
    directory: log.directory,
    seen: log.follower.seen ?? assert.fail(),
    clock: world.clock,
    randomBytes,
  });
}

export async function post(member: Device, composer: Composer, entries: readonly EntryNote[]): Promise<void> {
  for (const bytes of await composer.seal(entries))
    await must(member.drafts.takeCarried(encodeSubmission([{ token: null, bytes }])));
  await member.sync();
}

export const entriesOf = (member: Device, caseId: string) => member.cases.view(caseId)?.state.entries ?? [];
export const read = (member: Device, caseId: string) =>
  JSON.stringify([...(member.cases.view(caseId)?.contents.values() ?? [])]);
export const atRest = async (member: Device) => JSON.stringify(await member.room.open().session.shelf.list("entry"));
export const idOf = (member: Device, caseId: string, label: string) =>
  entriesOf(member, caseId).find(({ content }) => labelOf(content) === label)?.id ?? assert.fail(label);
export const verdictOf = (member: Device, caseId: string, id: string) =>
  entriesOf(member, caseId).find((entry) => entry.id === id)?.verdict;
export const noteOf = (member: Device, id: string) =>
  member.room.open().session.reader.cases.note(id) ?? assert.fail(id);

/** Seals entries to fewer than they name. */
export async function postOnlyTo(
  member: Device,
  entries: readonly EntryNote[],
  organisations: readonly string[],
): Promise<void> {
  const { log } = member.room.open();
  const size = log.follower.seen?.size ?? assert.fail();
  const recipients = organisations.map((id) => log.directory.epochForSending(id, size)?.recipient ?? assert.fail());
  const { suite } = log.directory.founding;
  const bytes = await seal(joinEntries(entries), recipients, { suite, kind: "case", random: randomBytes });
  await must(member.drafts.takeCarried(encodeSubmission([{ token: null, bytes }])));
  await member.sync();
}

/** The council suspends an organisation. */
export function suspend(world: World, organisation: string): Promise<void> {
  return sayOf(world, "organisation.suspend", organisation);
}

/** The council lifts that. */
export function resume(world: World, organisation: string): Promise<void> {
  return sayOf(world, "organisation.resume", organisation);
}

async function sayOf(
  world: World,
  kind: "organisation.suspend" | "organisation.resume",
  organisation: string,
): Promise<void> {
  const seats = world.keys.seats.slice(0, 2);
  const note = signDirectory(world.founding.origin, kind, { organisation, number: 1 }, seats);
  await submitNote(hostClient(world.url), world.founding, note);
  await world.witness();
}

/** A referral to shelter and clinic by a border post that was suspended before it was logged, carried to both. */
export async function refusedCountry(t: TestContext) {
  const world = await World.foundFor(t, { witnesses: 1 });
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter South");
  const clinic = await world.organisation("health", "Example Clinic East");
  const join = async (organisation: WorldOrganisation) => world.member(organisation.devices[0] ?? assert.fail());
  const [officer, worker, nurse] = await Promise.all([border, shelter, clinic].map(join));
  assert.ok(officer && worker && nurse);
  await must(officer.drafts.send(exampleDraft([shelter, clinic])));
  const file = officer.drafts.sealedFile(officer.drafts.sent[0]?.entry ?? "") ?? assert.fail();
  await suspend(world, border.id);
  const bare = encodeSubmission((parseSubmission(file) ?? []).map(({ bytes }) => ({ token: null, bytes })));
  for (const member of [nurse, worker]) await must(member.drafts.takeCarried(bare));
  await world.settle(nurse, worker);
  const caseId = worker.cases.inbox[0]?.caseId ?? assert.fail();
  return { world, shelter, clinic, worker, nurse, caseId };
}
