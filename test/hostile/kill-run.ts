// Starts the program of kill-program.ts and hears it out, until it is done or was killed.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { join } from "node:path";
import type { TestContext } from "node:test";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { Device } from "../../src/member/device.ts";
import type { MemberStore } from "../../src/member/store/store.ts";
import { must } from "../../src/member/verb.ts";
import { openSqliteMemberStore } from "../../src/operate/files/sqlite-member-store.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { chance } from "../support/tries.ts";
import { fetchNetwork, quickStretch, testPassphrase, World } from "../support/world.ts";
import { killDraft } from "./kill-draft.ts";
import type { Orders, Word } from "./kill-program.ts";

export interface Heard {
  /** True when the program came to its end, because it has fewer effects than the one to be killed before. */
  readonly done: boolean;
  readonly effects: number;
  readonly said: ReadonlySet<Word>;
}

/** In the suite every fifth effect is one to be killed before or to fail, from another one of the first five on each time; `npm run test:kills` takes each. */
export const killStep = process.env["PANOH_KILLS"] === "each" ? 1 : 5;
export const firstKill = 1 + chance(killStep);

const program = fileURLToPath(new URL("./kill-program.ts", import.meta.url));

/** Runs the program to its end or its kill. The world witnesses when it asks. Throws when the program failed by itself. */
export async function runAndKill(world: World, orders: Orders): Promise<Heard> {
  const child = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, JSON.stringify(orders)], {
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // Dozens of short lives. Who is killed leaves nothing compiled, so they read what all other processes of the tests left.
    env: { NODE_COMPILE_CACHE: fileURLToPath(new URL("../../.cache/compile", import.meta.url)), ...process.env },
  });
  const words: Word[] = [];
  let rest = "";
  let failure = "";
  child.stderr?.on("data", (text) => {
    failure += text;
  });
  child.stdout?.on("data", (text) => {
    const lines = `${rest}${text}`.split("\n");
    rest = lines.pop() ?? "";
    words.push(...(lines as Word[]));
    if (lines.includes("witness?")) void world.witness().then(() => child.connected && child.send("witnessed"));
  });
  const signal = await new Promise((resolve) => child.once("close", (_code, given) => resolve(given)));
  const done = words.at(-1) === "done";
  if (!done && signal !== "SIGKILL") throw new Error(`the program failed by itself: ${failure}`);
  return { done, effects: words.filter((word) => word === "effect").length, said: new Set(words) };
}

/** Opens a device's store in this process, as the next start of the program would; nothing is synced yet. */
export async function reopen(
  world: World,
  file: string,
): Promise<{ readonly member: Device; readonly store: MemberStore }> {
  const store = openSqliteMemberStore(file);
  const member = await Device.open({
    store,
    network: fetchNetwork,
    clock: world.clock,
    randomBytes,
    stretch: quickStretch,
  });
  if ((await member.unlock(testPassphrase)) !== "open") throw new Error("the vault did not open after the kill");
  return { member, store };
}

/** The hashes of the envelopes in the log, in its order. */
export async function envelopesIn(world: World): Promise<readonly string[]> {
  const leaves = await world.store.leaves(0, await world.store.size());
  return leaves.filter((leaf) => leaf.class === "case").map((leaf) => encodeHex(leaf.hash));
}

/** A shelter that accepted so many referrals: the store of the device that is killed, which nobody holds open, and a colleague's device. */
export async function acceptedAtShelter(t: TestContext, count: number) {
  const folder = temporaryFolder(t);
  const file = join(folder, "worker.sqlite");
  const world = await World.foundFor(t);
  const border = await world.organisation("border-post", "Example Border Post");
  const shelter = await world.organisation("shelter", "Example Shelter North");
  const officer = await world.member(border.devices[0] ?? assert.fail());
  const store = openSqliteMemberStore(file);
  const worker = await world.member(shelter.devices[0] ?? assert.fail(), { store });
  const colleague = await world.member(shelter.devices[1] ?? assert.fail());
  for (let n = 0; n < count; n++) await must(officer.drafts.send(killDraft(shelter.id)));
  await world.settle(officer, worker);
  for (const { caseId, referral } of worker.cases.inbox)
    await must(worker.cases.steps.answer(caseId, referral ?? "", { verb: "accept" }));
  await world.settle(worker, colleague);
  const caseIds = worker.cases.inbox.map(({ caseId }) => caseId).sort();
  await store.close();
  return { world, folder, file, colleague, caseIds };
}
