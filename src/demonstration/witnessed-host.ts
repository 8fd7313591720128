// The host of the demonstration with its two witnesses, opened and closed as one. In a real country the witnesses belong to others, in other buildings; every
// screen of the demonstration says so.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "../crypto/hex.ts";
import { signerKey } from "../note/signed-note.ts";
import { loopbackOnly } from "../operate/app/loopback.ts";
import { readFounding } from "../operate/files/given-files.ts";
import { hostFiles } from "../operate/open-host-store.ts";
import { openTogether } from "../operate/open-together.ts";
import { type RunHostParts, type RunningHost, runHost } from "../operate/run-host.ts";
import { runWitness } from "../operate/run-witness.ts";
import { logKeyOf } from "../protocol/clear-note.ts";
import { type DemonstrationPlace, witnesses } from "./roles.ts";

/** Starts all three on their ports, with one clock and their own files in the data folder; when one cannot start, none is left. */
export function runWitnessedHost(
  { dir, firstPort }: DemonstrationPlace,
  parts: Pick<RunHostParts, "log" | "failed" | "before" | "clock">,
): Promise<RunningHost> {
  return openTogether(async (closing) => {
    const founding = readFounding(join(dir, hostFiles.founding));
    for (const { name, file, offset } of witnesses) {
      const seed = decodeHex(readFileSync(join(dir, `${file}.key`), "utf8").trim());
      if (seed === null) throw new Error("a witness key of the demonstration is not readable");
      const running = await runWitness({
        signer: signerKey(name, seed),
        logs: [logKeyOf(founding)],
        file: join(dir, `${file}.db`),
        clock: parts.clock ?? Date.now,
        port: firstPort + offset,
        hostname: "127.0.0.1",
        before: loopbackOnly,
        failed: () => undefined,
      });
      closing(running.close);
    }
    const running = await runHost({ dir, port: firstPort, ...parts });
    closing(running.close);
    return running;
  });
}
