// An organisation with a full device, and what a new one needs: enrolled, with the keys handed over, and nothing read of the log before that.
import assert from "node:assert/strict";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { NewDevice } from "../../src/member/enrolment/new-device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { sealVault } from "../../src/member/store/vault.ts";
import type { Network } from "../../src/member/trust/host-client.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { deviceSigner } from "../../src/operate/new-country.ts";
import { fetchNetwork, quickStretch, testPassphrase, type World, type WorldOrganisation } from "./world.ts";

/** The files of an archive that a device makes now. */
export async function savedBy(member: Device, options: { readonly isBase?: boolean } = {}): Promise<Uint8Array[]> {
  const files: Uint8Array[] = [];
  const where = "folder" as const;
  await must(
    member.archive.save({ isBase: options.isBase ?? true, where }, async ({ bytes }) => {
      files.push(bytes);
      return null;
    }),
  );
  return files;
}

/** Enrols a third reader of an organisation. */
export async function enrolReader(world: World, organisation: WorldOrganisation): Promise<NewDevice> {
  const fresh = await world.registrar.newDevice(organisation.id, false, "en");
  await enrol(world, organisation, fresh);
  return fresh;
}

async function enrol(world: World, { id, devices }: WorldOrganisation, { device }: NewDevice): Promise<void> {
  await world.registrar.directory("device.enrol", { organisation: id, device }, devices.map(deviceSigner));
  await world.witness();
}

/** A new device that leaves the past to an archive, from before it is enrolled; `giver` hands it the keys. */
export async function newLaptop(
  world: World,
  organisation: WorldOrganisation,
  giver: Device,
  parts: { readonly store?: MemberStore; readonly network?: Network } = {},
): Promise<Device> {
  const fresh = await world.registrar.newDevice(organisation.id, false, "en");
  const laptop = await Device.open({
    store: parts.store ?? openSqliteMemberStore(":memory:"),
    network: parts.network ?? fetchNetwork,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  assert.ok(await laptop.install(await sealVault(fresh.secrets, testPassphrase, randomBytes, quickStretch)));
  assert.equal(await laptop.unlock(testPassphrase), "open");
  assert.equal(await must(laptop.archive.await()), true);
  await laptop.sync();
  await enrol(world, organisation, fresh);
  await giver.sync();
  await must(giver.keys.handOver(1));
  await world.settle(giver);
  await laptop.sync();
  return laptop;
}
