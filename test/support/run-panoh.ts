// The command line within the process of a test, by somebody who types the passphrase of the tests.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCommandLine } from "../../src/cli/command-line.ts";
import { randomBytes } from "../../src/crypto/random.ts";
import { type Secrets, type StretchPassphrase, sealVault } from "../../src/member/store/vault.ts";
import { quickStretch, testPassphrase } from "./world.ts";

interface Ran {
  readonly exit: number;
  /** The lines of the answer. */
  readonly out: readonly string[];
  /** The lines beside it. */
  readonly beside: readonly string[];
  /** All of them in their order. */
  readonly said: string;
}

/** The command line of this clone, or of another build of it. */
export type Program = typeof runCommandLine;

export async function runPanoh(
  args: readonly string[],
  stretch?: StretchPassphrase,
  secret = testPassphrase,
  program: Program = runCommandLine,
): Promise<Ran> {
  const [out, beside, all] = [[] as string[], [] as string[], [] as string[]];
  const into = (lines: string[]) => (line: string) => {
    lines.push(line);
    all.push(line);
  };
  const terminal = {
    say: into(out),
    inform: into(beside),
    askSecret: async () => secret,
    untilStopped: async () => undefined,
  };
  return { exit: await program(args, terminal, stretch), out, beside, said: all.join("\n") };
}

/** Puts a vault with these secrets into a device's folder. */
export async function writeVault(folder: string, secrets: Secrets, stretch: StretchPassphrase = quickStretch) {
  const vault = await sealVault(secrets, testPassphrase, randomBytes, stretch);
  writeFileSync(join(folder, "vault.json"), vault, { mode: 0o600 });
}
