// Two witnesses beside the host. In a real country they belong to others, in other buildings; every screen of the demonstration says so.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decodeHex } from "../../crypto/hex.ts";
import { parseFoundingNote } from "../../note/directory-note.ts";
import { signerKey } from "../../note/signed-note.ts";
import { loopbackOnly } from "../../operate/app/loopback.ts";
import { hostFiles } from "../../operate/open-host-store.ts";
import { openTogether } from "../../operate/open-together.ts";
import { logKeyOf } from "../../protocol/clear-note.ts";
import { listen } from "../../server/listen.ts";
import { witnessApp } from "../../server/witness-app.ts";
import type { DemonstrationPlace } from "./roles.ts";
import { witnessOffsets } from "./roles.ts";

/** Starts both on their ports, with their own files in the data folder. */
export async function runDemonstrationWitnesses(
  { dir, firstPort }: DemonstrationPlace,
  clock: () => number,
): Promise<{ close(): Promise<void> }> {
  const founding = parseFoundingNote(readFileSync(join(dir, hostFiles.founding), "utf8"));
  if (founding === null) throw new Error("the demonstration's founding note does not hold");
  const names = ["witness-one.example", "witness-two.example"];
  return openTogether(async (closing) => {
    for (const [i, offset] of witnessOffsets.entries()) {
      const seed = decodeHex(readFileSync(join(dir, `witness-${i + 1}.key`), "utf8").trim());
      if (seed === null) throw new Error("a witness key of the demonstration is not readable");
      const { app, close } = witnessApp({
        signer: signerKey(names[i] ?? "", seed),
        logs: [logKeyOf(founding)],
        file: join(dir, `witness-${i + 1}.db`),
        clock,
      });
      closing(close);
      const listener = await listen(loopbackOnly(app), firstPort + offset);
      closing(() => listener.close());
    }
    return {};
  });
}
