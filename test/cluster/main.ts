// Faults on a host that runs on three machines, in the middle of submissions: all of them, or those that are named; so many rounds of each. It fails where anything
// that was acknowledged is not at its place in one history (ST5). Apart from `npm test`, in which two hosts on one PostgreSQL are killed (test/hostile/postgres-hosts.test.ts).
//   npm run test:cluster -- [rounds [fault …]]
import { fileURLToPath } from "node:url";
import { debianFolder } from "../support/debian-folder.ts";
import type { Fault } from "./faults.ts";
import { type PlayOutcome, wrongWith } from "./judge.ts";
import { inOwnWorld } from "./own-world.ts";

const [rounds = "20", ...names] = process.argv.slice(2);
const all: readonly Fault[] = ["killed", "cut", "back", "full", "clock"];
const chosen = all.filter((name) => names.includes(name));
if (!/^[1-9][0-9]*$/.test(rounds) || chosen.length !== new Set(names).size) {
  process.stderr.write(`npm run test:cluster -- [rounds [fault …]]; a fault is one of ${all.join(", ")}\n`);
  process.exit(2);
}
const outcome = await playCluster(Number(rounds), names.length > 0 ? chosen : all);
process.stdout.write(`${JSON.stringify(outcome, null, 1)}\n`);
const wrong = wrongWith(outcome);
for (const one of wrong) process.stderr.write(`wrong: ${one}\n`);
process.exitCode = wrong.length > 0 ? 1 : 0;

async function playCluster(rounds: number, names: readonly Fault[]): Promise<PlayOutcome> {
  const debian = debianFolder();
  if ("without" in debian) throw new Error(debian.without);
  const play = fileURLToPath(new URL("./play.ts", import.meta.url));
  return JSON.parse(await inOwnWorld(debian, play, [names.join(","), String(rounds), debian.root]));
}
