// Faults on a host that runs on three machines: all of them, or those that are named; so many rounds of each.
//   npm run test:cluster -- [rounds [fault …]]
import { fileURLToPath } from "node:url";
import { debianFolder } from "../support/debian-folder.ts";
import type { Fault } from "./faults.ts";
import { inOwnWorld } from "./own-world.ts";
import type { PlayOutcome } from "./play.ts";

/** Why it cannot be played here; null when it can. */
export function noCluster(): string | null {
  const debian = debianFolder();
  return "without" in debian ? debian.without : null;
}

export async function playCluster(rounds: number, names: readonly Fault[]): Promise<PlayOutcome> {
  const debian = debianFolder();
  if ("without" in debian) throw new Error(debian.without);
  const play = fileURLToPath(new URL("./play.ts", import.meta.url));
  return JSON.parse(await inOwnWorld(debian, play, [names.join(","), String(rounds), debian.root]));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rounds = "20", ...names] = process.argv.slice(2);
  const all: readonly Fault[] = ["killed", "cut", "back", "full", "clock"];
  const chosen = all.filter((name) => names.includes(name));
  if (!/^[1-9][0-9]*$/.test(rounds) || chosen.length !== new Set(names).size) {
    process.stderr.write(`npm run test:cluster -- [rounds [fault …]]; a fault is one of ${all.join(", ")}\n`);
    process.exit(2);
  }
  const outcome = await playCluster(Number(rounds), names.length > 0 ? chosen : all);
  process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
}
