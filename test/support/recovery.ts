// An invented shelter with a recovery key at three custodians, two of which give it, and a new laptop when its own ones are lost.
import assert from "node:assert/strict";
import type { TestContext } from "node:test";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import { sealVault } from "../../src/member/store/vault.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { cosignDirectoryNote } from "../../src/note/directory-note.ts";
import type { SignerKey } from "../../src/note/signed-note.ts";
import { hostClient, submitNote } from "../../src/operate/country-client.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { savedBy } from "./archives.ts";
import {
  atTheBorder,
  exampleDraft,
  fetchNetwork,
  quickStretch,
  testPassphrase,
  type World,
  type WorldOrganisation,
} from "./world.ts";

export const hour = 3_600_000;

/** A shelter with a case, a dealt key and an archive; its custodians are legal aid, a clinic and an ombudsman. */
export async function withCustodians(t: TestContext) {
  const all = await atTheBorder(t);
  const { world, shelter, officer, worker, legal } = all;
  const clinic = await world.organisation("health", "Example Clinic");
  const ombudsman = await world.organisation("ombudsman", "Example Ombudsman");
  const organisations = [legal, clinic, ombudsman];
  const custodians = await Promise.all(
    organisations.map(({ devices: [secrets] }) => world.member(secrets ?? assert.fail())),
  );
  await must(officer.drafts.send(exampleDraft([shelter])));
  await worker.sync();
  await deal(world, worker, shelter, organisations);
  await world.settle(officer, worker, ...custodians);
  return { ...all, clinic, ombudsman, organisations, custodians, files: await savedBy(worker) };
}

/** Deals a key of this organisation, by both of its administrators. */
export async function deal(
  world: World,
  worker: Device,
  { devices }: WorldOrganisation,
  organisations: readonly WorldOrganisation[],
  threshold = 2,
): Promise<void> {
  const note = await must(
    worker.recovery.deal(
      organisations.map(({ id }) => id),
      threshold,
    ),
  );
  await say(world, cosigned(note, deviceSigner(devices[1] ?? assert.fail())));
}

export function cosigned(note: string, ...signers: readonly SignerKey[]): string {
  return signers.reduce((text, signer) => cosignDirectoryNote(text, signer) ?? assert.fail(), note);
}

/** Submits a note, and lets the witnesses see it. */
export async function say(world: World, note: string): Promise<void> {
  await submitNote(hostClient(world.url), world.founding, note);
  await world.witness();
}

/** A new laptop that nobody enrolled. */
export async function newLaptopOf(
  world: World,
  organisation: WorldOrganisation,
  network: Network = fetchNetwork,
): Promise<Device> {
  const { secrets } = await world.registrar.newDevice(organisation.id, false, "en");
  const laptop = await Device.open({
    store: openSqliteMemberStore(":memory:"),
    network,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  assert.ok(await laptop.install(await sealVault(secrets, testPassphrase, randomBytes, quickStretch)));
  assert.equal(await laptop.unlock(testPassphrase), "open");
  await laptop.sync();
  return laptop;
}

/** Asks for the organisation, signed besides by these. Gives the request. */
export async function askFor(world: World, laptop: Device, ...others: readonly SignerKey[]): Promise<string> {
  const { note, id } = await must(laptop.recovery.askingNote());
  await say(world, cosigned(note, ...others));
  return id;
}

/** 72 hours of the log's time and more: a time note says when the checkpoint before it was cosigned. */
export async function passWait(world: World, ...members: readonly Device[]): Promise<void> {
  await world.goOn(72 * hour);
  await world.goOn(hour, ...members);
}
