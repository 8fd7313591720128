// Plays faults on a cluster under load, inside a world of its own (`own-world.ts`), and prints what came of them.
//   play.ts FAULT,… ROUNDS ROOT PLACE
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { encodeHex } from "../../src/crypto/hex.ts";
import { verifyCheckpoint } from "../../src/log/checkpoint.ts";
import { leafFor } from "../../src/log/leaf.ts";
import { leafHash } from "../../src/log/merkle.ts";
import { logKeyOf } from "../../src/protocol/clear-note.ts";
import { CountryProcesses } from "../support/country-processes.ts";
import { type Answer, Load } from "../support/load.ts";
import { until } from "../support/until.ts";
import { asked, Cluster, entry, patience } from "./cluster.ts";
import { type Fault, faults } from "./faults.ts";
import { judge, type PlayOutcome, type SeenHead } from "./judge.ts";
import { layNetworks, networks } from "./machine.ts";

const program = fileURLToPath(new URL("../../src/cli/main.ts", import.meta.url));
const [faultNames = "", rounds = "1", root = "", place = ""] = process.argv.slice(2);
process.stdout.write(JSON.stringify(await play(faultNames.split(",") as Fault[], Number(rounds))));
process.exit();

async function play(names: readonly Fault[], rounds: number): Promise<PlayOutcome> {
  layNetworks();
  const country = await CountryProcesses.found(1, 1, `${networks.outer}.100`);
  await country.witness(1);
  const cluster = await Cluster.found(root, place, country);
  try {
    return await playOn(cluster, country, names, rounds);
  } catch (error) {
    for (const machine of cluster.machines) say(machine.isOn ? machine.journal() : "off");
    throw error;
  }
}

async function playOn(
  cluster: Cluster,
  country: CountryProcesses,
  names: readonly Fault[],
  rounds: number,
): Promise<PlayOutcome> {
  await cluster.setUp();
  const tokens = cluster.writeTokens(country, 20_000 * rounds);
  await cluster.startHosts();
  say("the cluster is whole");

  const logKey = logKeyOf(country.country.founding);
  const heads = new Map<string, SeenHead>();
  const sawHead = ({ size, root }: { readonly size: number; readonly root: Uint8Array }) => {
    const head = { size, root: encodeHex(root) };
    heads.set(`${head.size} ${head.root}`, head);
  };
  const leaves = new Map<string, number>();
  let newest = Date.now();
  let longest = 0;
  const load = new Load({
    logKey,
    clients: 3,
    rest: 200,
    tokens,
    ask: askEntry(cluster),
    // A proof comes before the head that witnesses cosigned, by which everybody reads.
    untilShown: () =>
      until(async () => {
        const newest = Math.max(...[...heads.values()].map(({ size }) => size));
        for (const machine of cluster.machines) {
          const note = await asked(`http://${machine.address("outer")}:${entry}/checkpoint`);
          if (note === null || (verifyCheckpoint(note, logKey)?.size ?? 0) < newest) return false;
        }
        return true;
      }, patience),
    onProof: (bytes, { index, checkpoint }) => {
      sawHead(checkpoint);
      leaves.set(encodeHex(leafHash(leafFor("case", bytes))), index);
      longest = Math.max(longest, Date.now() - newest);
      newest = Date.now();
    },
  });
  const played = load.play();
  const eye = setInterval(() => {
    for (const machine of cluster.machines)
      void asked(`http://${machine.address("outer")}:${entry}/checkpoint`).then((note) => {
        const head = note === null ? null : verifyCheckpoint(note, logKey);
        if (head !== null) sawHead(head);
      });
  }, 500);
  const untilAcknowledged = async (count: number) => {
    const before = load.acknowledged;
    await until(() => load.acknowledged >= before + count, patience);
  };
  const untilRefused = () => until(() => Date.now() - newest > 3_000);

  const away = Object.fromEntries(names.map((name) => [name, [] as number[]]));
  for (let number = 0; number < rounds; number++)
    for (const name of names) {
      await untilAcknowledged(20);
      longest = 0;
      await faults[name]({ cluster, number, untilAcknowledged, untilRefused });
      await untilAcknowledged(20);
      away[name]?.push(longest);
      say(`${name} ${number + 1}: ${longest} ms without an acknowledgement; ${load.acknowledged} acknowledged`);
    }
  load.stop();
  const { acknowledged, lost, instead } = await played;
  clearInterval(eye);
  const kept = join(place, "kept");
  const url = `http://${cluster.at(1).address("outer")}:${entry}`;
  const words = ["verify", "--founding", country.foundingFile, "--url", url, "--keep", kept];
  const verified = spawnSync(process.execPath, [program, ...words], { encoding: "utf8" });
  const verdict = `${verified.stdout}${verified.stderr}`;
  const size = Number(/^Leaves +(\d+)/m.exec(verdict)?.[1] ?? assert.fail(verdict));
  const judged = judge(kept, size, leaves, heads.values());
  await country.end();
  return {
    acknowledged,
    lost,
    lostToReader: judged.lost,
    verdict: /^Verdict +(.+)$/m.exec(verdict)?.[1] ?? verdict,
    headsSeen: heads.size,
    forks: judged.forks.length,
    strangeHeads: judged.strangeHeads,
    instead,
    away,
  };
}

/** A client that tries the next of the three addresses when one does not answer within five seconds. */
function askEntry(cluster: Cluster): (path: string, body?: Uint8Array) => Promise<Answer> {
  let turn = 0;
  return async (path, body) => {
    const asked = turn;
    // Of several that find it silent one moves on, for all.
    const next = () => {
      if (turn === asked) turn += 1;
    };
    const machine = cluster.machines[asked % 3] ?? assert.fail();
    try {
      const answer = await fetch(`http://${machine.address("outer")}:${entry}/${path}`, {
        ...(body === undefined ? {} : { method: "POST", body: new Uint8Array(body) }),
        signal: AbortSignal.timeout(5_000),
      });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (answer.status >= 500) next();
      return { status: answer.status, body: bytes };
    } catch (error) {
      next();
      const { cause, name } = error as { readonly cause?: { readonly code?: string }; readonly name: string };
      return cause?.code ?? name;
    }
  };
}

function say(line: string): void {
  process.stderr.write(`${new Date().toISOString()} ${line}\n`);
}
