// An old copy of a host's database comes back (LG4): while no witness can be reached, after rows that too few witnesses had seen, and in the sight of a
// mirror and of a device. Whatever it signs would fork the country.
//   node bin/panoh.js --run test/faults/old-copy.ts [rows [witnesses [quorum]]]
import assert from "node:assert/strict";
import { cpSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseProof } from "../../src/log/proof.ts";
import { CountryProcesses, post, statusOf } from "../support/country-processes.ts";
import { sealedCases } from "../support/host.ts";
import { type PanohProcess, startListening, startPanoh, stopPanoh } from "../support/panoh-process.ts";
import { until } from "../support/until.ts";

export interface OldCopySizes {
  readonly rows: number;
  readonly witnesses: number;
  readonly quorum: number;
}

export interface OldCopyOutcome {
  /** Rows that were acknowledged on the true database before. */
  readonly acknowledgedBefore: number;
  /** Submissions that the old copy acknowledged: each one forks the country. */
  readonly onOldCopy: {
    readonly witnessesDown: number;
    readonly witnessesBack: number;
    readonly headShown: number;
    readonly headShownAndRestarted: number;
  };
  /** Whether the old copy went on serving what it had signed. */
  readonly readsGoOn: boolean;
  /** What it said of its silent witnesses. */
  readonly saidWhoIsSilent: boolean;
  /** Whether it refused to start in the sight of a mirror that holds more. */
  readonly refusedByMirror: boolean;
  /** Whether the true database, put back, went on where it was. */
  readonly trueOneGoesOn: boolean;
}

export async function playOldCopy({ rows, witnesses, quorum }: OldCopySizes): Promise<OldCopyOutcome> {
  const at = await CountryProcesses.found(witnesses, quorum);
  try {
    const all = Array.from({ length: witnesses }, (_, i) => i + 1);
    const items = [...(await sealedCases(6 * rows + 8))];
    const tokens: Uint8Array[] = [];
    let acknowledgedBefore = 0;
    let newest = "";
    /** How many of `count` new submissions were acknowledged. */
    const send = async (host: PanohProcess, count: number) => {
      let acknowledged = 0;
      for (let i = 0; i < count; i++) {
        const result = await post(host.url, items.pop() ?? assert.fail(), tokens.pop() ?? assert.fail());
        if ("problem" in result) continue;
        newest = parseProof(result.proof)?.checkpoint ?? "";
        acknowledged++;
      }
      return acknowledged;
    };
    const oldCopy = (name: string) => {
      const dir = join(at.folder, name);
      cpSync(at.hostDir, dir, { recursive: true });
      return dir;
    };

    // Rows that the witnesses saw; the copy is older.
    let running = await Promise.all(all.map((number) => at.witness(number)));
    let host = await at.host();
    await until(async () => (await statusOf(host)).takes);
    while (tokens.length < 6 * rows + 8) tokens.push(...(await at.draw(host.url, 4)));
    acknowledgedBefore += await send(host, 1);
    await stopPanoh(host);
    const older = oldCopy("older");
    host = await at.host();
    await until(async () => (await statusOf(host)).takes);
    acknowledgedBefore += await send(host, rows);
    await until(async () => {
      const { checkpoint } = await statusOf(host);
      return checkpoint !== null && checkpoint.size >= 2 + rows && checkpoint.at !== null;
    });
    await stopPanoh(host);
    await Promise.all(running.map((witness) => stopPanoh(witness)));

    // The old copy starts while no witness can be reached.
    const old = await at.host([], older);
    const witnessesDown = await send(old, rows);
    const readsGoOn = (await fetch(`${old.url}/checkpoint`)).status === 200;
    const { takes, why } = await statusOf(old);
    const saidWhoIsSilent = !takes && why.includes("witnesses-unheard") && /Silent: w1/.test(old.beside);
    running = await Promise.all(all.map((number) => at.witness(number)));
    if (witnessesDown === 0) await until(() => old.beside.includes("saw"));
    const witnessesBack = await send(old, rows);
    await stopPanoh(old);

    // The true one goes on; then the witnesses go, and rows are acknowledged that only a mirror and a device hold.
    host = await at.host();
    await until(async () => (await statusOf(host)).takes);
    const trueOneGoesOn = (await send(host, 1)) === 1;
    await until(async () => (await statusOf(host)).checkpoint?.at !== null);
    await stopPanoh(host);
    const [inSight, unseen] = [oldCopy("in-sight"), oldCopy("unseen")];
    host = await at.host();
    await until(async () => (await statusOf(host)).takes);
    await Promise.all(running.map((witness) => stopPanoh(witness)));
    acknowledgedBefore += await send(host, rows);
    const head = newest;
    const { url } = host;
    const data = join(at.folder, "mirror");
    const mirror = at.keep(
      await startListening(["mirror", "--of", url, "--founding", at.foundingFile, "--data", data, "--port", "0"]),
    );
    await stopPanoh(host);
    running = await Promise.all(all.map((number) => at.witness(number)));

    const sighted = at.keep(startPanoh(["serve", "--dir", inSight, "--port", "0", "--mirror", mirror.url]));
    await until(() => sighted.ended !== null || sighted.url !== "");
    const refusedByMirror = sighted.ended?.code === 1;
    await stopPanoh(sighted);

    // Without the mirror nobody knows but the device that was answered.
    host = await at.host([], unseen);
    await until(async () => (await statusOf(host)).takes);
    await fetch(`${host.url}/head`, { method: "POST", body: head });
    const headShown = await send(host, 1);
    await stopPanoh(host);
    host = await at.host([], unseen);
    const headShownAndRestarted = await send(host, 1);
    await stopPanoh(host);
    const onOldCopy = { witnessesDown, witnessesBack, headShown, headShownAndRestarted };
    return { acknowledgedBefore, onOldCopy, readsGoOn, saidWhoIsSilent, refusedByMirror, trueOneGoesOn };
  } finally {
    await at.end();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [rows = 50, witnesses = 3, quorum = 2] = process.argv.slice(2).map(Number);
  process.stdout.write(`${JSON.stringify(await playOldCopy({ rows, witnesses, quorum }), null, 2)}\n`);
}
