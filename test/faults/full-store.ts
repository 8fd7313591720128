// A device whose disk fills: `refer`, `accept` and rounds with the host, on a real small file system, with one page more of room every time. What is said
// must be what happened: a step that failed left nothing, a step that is done is done, and nobody is referred twice who believes it.
// Run at full size: node bin/panoh.js --run test/faults/full-store.ts 6 120 3

import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { isProblem } from "../../src/core/problem.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import type { WorldOrganisation } from "../support/world.ts";
import { exampleDraft, fetchNetwork, quickStretch, testPassphrase, World } from "../support/world.ts";
import { leaveFree, onSmallDisk } from "./small-disk.ts";

export interface Sendings {
  readonly tries: number;
  /** Referrals that were said to be sealed, and those of which it was said that nothing was written. */
  readonly sealed: number;
  readonly refused: number;
  /** Rounds of which the store refused something, which was said. */
  readonly failing: number;
  /** A word that was not true, or a referral that did not arrive. */
  readonly wrong: readonly string[];
}

/** Plays it on a disk of so many megabytes, with from none to so many pages of room, in steps. */
export function fillStore(megabytes: number, pages: number, step: number): Sendings {
  const program = fileURLToPath(import.meta.url);
  return JSON.parse(onSmallDisk(megabytes, program, ["inside", String(pages), String(step)])) as Sendings;
}

const [first, second, third, fourth] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const full = () => fillStore(Number(first ?? 6), Number(second ?? 120), Number(third ?? 3));
  const outcome = second === "inside" ? await playOn(first ?? "", Number(third), Number(fourth)) : full();
  process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
}

async function playOn(place: string, pages: number, step: number): Promise<Sendings> {
  const world = await World.found({ witnesses: 1 });
  const outcome = { tries: 0, sealed: 0, refused: 0, failing: 0, wrong: [] as string[] };
  try {
    const border = await world.organisation("border-post", "Example Border Post");
    const shelter = await world.organisation("shelter", "Example Shelter North");
    const reader = shelter.devices[0];
    const officer = border.devices[0];
    if (reader === undefined || officer === undefined) throw new Error("organisations without devices");
    const worker = await world.member(reader);
    const file = join(place, "client.db");
    const empty = openSqliteMemberStore(file);
    (await world.member(officer, { store: empty })).lock();
    for (let free = 0; free <= pages; free += step) {
      outcome.tries++;
      const before = worker.cases.inbox.length;
      leaveFree(place, free);
      const said = await refer(world, file, shelter);
      const failing = said.alarms.includes("store-failing");
      if (failing) outcome.failing++;
      leaveFree(place, 1_000);
      // Room again: whatever was said to be sealed goes out now at the latest, and nothing else.
      const store = openSqliteMemberStore(file);
      const member = await open(world, store);
      await member.sync();
      await world.witness();
      await member.sync();
      const later = (member.view?.alarms ?? []).map(({ code }) => code);
      await store.close();
      await worker.sync();
      await world.witness();
      const arrived = worker.cases.inbox.length - before;
      const where = `${free} pages free`;
      if (said.is === "sealed") outcome.sealed++;
      else outcome.refused++;
      if (said.is === "sealed" && arrived !== 1)
        outcome.wrong.push(`${where}: said to be sealed, and ${arrived} arrived`);
      if (said.is !== "sealed" && arrived !== 0)
        outcome.wrong.push(`${where}: "nothing was written" (${said.is}), and it arrived`);
      if (later.length > 0) outcome.wrong.push(`${where}: ${later.join(", ")} after there was room again`);
    }
    rmSync(file, { force: true });
    return outcome;
  } finally {
    await world.close();
  }
}

/** As `panoh refer` does it: open, sync, refer, sync. Gives what a person reads. */
async function refer(
  world: World,
  file: string,
  shelter: WorldOrganisation,
): Promise<{ readonly is: string; readonly alarms: readonly string[] }> {
  let store: MemberStore | null = null;
  let member: Device | null = null;
  try {
    store = openSqliteMemberStore(file);
    member = await open(world, store);
    await member.sync();
    await must(member.drafts.send(exampleDraft([shelter])));
    await member.sync();
    return { is: "sealed", alarms: (member.view?.alarms ?? []).map(({ code }) => code) };
  } catch (error) {
    if (!isProblem(error, "store")) throw error;
    return { is: `store-${error.code}`, alarms: (member?.view?.alarms ?? []).map(({ code }) => code) };
  } finally {
    await store?.close();
  }
}

async function open(world: World, store: MemberStore): Promise<Device> {
  const { clock } = world;
  const member = await Device.open({ store, network: fetchNetwork, clock, randomBytes, stretch: quickStretch });
  if ((await member.unlock(testPassphrase)) !== "open") throw new Error("the device does not open");
  return member;
}
