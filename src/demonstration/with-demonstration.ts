// A fresh demonstration country for the length of one piece of work: founded in a temporary folder on free ports, used, removed.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argon2id } from "../crypto/argon2id.ts";
import { randomBytes } from "../crypto/random.ts";
import { Device } from "../member/device.ts";
import { network } from "../operate/country-client.ts";
import { openSqliteMemberStore } from "../operate/files/sqlite-member-store.ts";
import { foundDemonstration, readDemonstration } from "./found-demonstration.ts";
import { freePorts } from "./ports.ts";
import type { DemonstrationPlace } from "./roles.ts";
import { runWitnessedHost } from "./witnessed-host.ts";

/** Founds it, opens the first device of an organisation in it, and lets `use` work with that. Nothing of it is left afterwards. */
export async function withDemonstration<T>(
  onStep: (step: string) => void,
  slug: string,
  use: (member: Device) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "panoh-demonstration-"));
  try {
    const place = { dir: join(folder, "country"), firstPort: await freePorts() };
    await foundDemonstration(place, onStep);
    return await useDemonstration(place, onStep, slug, use);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the host of a country that was founded in `dir` and lets `use` work with the first device of an organisation in it, on a store that is gone afterwards. */
export async function useDemonstration<T>(
  place: DemonstrationPlace,
  onStep: (step: string) => void,
  slug: string,
  use: (member: Device) => Promise<T>,
): Promise<T> {
  const organisation = readDemonstration(place.dir)?.organisations.find((candidate) => candidate.slug === slug);
  if (organisation === undefined) throw new Error(`the demonstration has no ${slug}`);
  const host = await runWitnessedHost(place, {
    log: () => undefined,
    failed: (kind) => onStep(`the host failed: ${kind}`),
  });
  const store = openSqliteMemberStore(":memory:");
  try {
    const member = await Device.open({ store, network, clock: Date.now, randomBytes, stretch: argon2id });
    await member.install(readFileSync(join(place.dir, organisation.vaults[0] ?? ""), "utf8"));
    await member.unlock(organisation.passphrase);
    await member.sync();
    try {
      return await use(member);
    } finally {
      await member.lock();
    }
  } finally {
    await store.close();
    await host.close();
  }
}
