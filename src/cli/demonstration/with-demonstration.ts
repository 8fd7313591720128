// A fresh demonstration country for the length of one piece of work: founded in a temporary folder on free ports, used, removed.
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { argon2id } from "../../crypto/argon2id.ts";
import { randomBytes } from "../../crypto/random.ts";
import { Member } from "../../member/member.ts";
import { CommandProblem } from "../command.ts";
import { network } from "../country-client.ts";
import { runHost } from "../run-host.ts";
import { openSqliteMemberStore } from "../sqlite-member-store.ts";
import { runDemonstrationWitnesses } from "./demonstration-witnesses.ts";
import type { DemonstrationFile } from "./found-demonstration.ts";
import { demonstrationFile, foundDemonstration } from "./found-demonstration.ts";
import { witnessOffsets } from "./roles.ts";

/** Founds it, opens the first device of an organisation in it, and lets `use` work with that. Nothing of it is left afterwards. */
export async function withDemonstration<T>(
  tell: (step: string) => void,
  slug: string,
  use: (member: Member) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "panoh-demonstration-"));
  const dir = join(folder, "country");
  try {
    const firstPort = await freePorts();
    await foundDemonstration({ dir, firstPort }, tell);
    const { organisations } = JSON.parse(readFileSync(join(dir, demonstrationFile), "utf8")) as DemonstrationFile;
    const organisation = organisations.find((candidate) => candidate.slug === slug);
    if (organisation === undefined) throw new Error(`the demonstration has no ${slug}`);
    const witnesses = await runDemonstrationWitnesses({ dir, firstPort });
    const host = await runHost({
      dir,
      port: firstPort,
      log: () => undefined,
      failed: (kind) => tell(`the host failed: ${kind}`),
    });
    const store = openSqliteMemberStore(":memory:");
    try {
      const member = await Member.open({ store, network, clock: Date.now, randomBytes, stretch: argon2id });
      await member.install(readFileSync(join(dir, organisation.vaults[0] ?? ""), "utf8"));
      await member.unlock(organisation.passphrase);
      await member.sync();
      try {
        return await use(member);
      } finally {
        member.lock();
      }
    } finally {
      await store.close();
      await host.close();
      await witnesses.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A first port such that it and the witnesses' ports are free. */
async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = await portOf(0);
    if (first === null || first > 65_000) continue;
    const others = await Promise.all(witnessOffsets.map((offset) => portOf(first + offset)));
    if (others.every((port) => port !== null)) return first;
  }
  throw new CommandProblem("no-ports", "no free ports were found on this computer");
}

/** The port, once it was free; null when it was not. */
function portOf(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen(port, "127.0.0.1", () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });
}
