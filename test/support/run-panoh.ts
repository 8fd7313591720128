// The command line within the process of a test, by somebody who types the passphrase of the tests.
import { runCommandLine } from "../../src/cli/command-line.ts";
import { testPassphrase } from "./world.ts";

interface Ran {
  readonly exit: number;
  /** The lines of the answer. */
  readonly out: readonly string[];
  /** The lines beside it. */
  readonly beside: readonly string[];
  /** All of them in their order. */
  readonly said: string;
}

export async function runPanoh(
  args: readonly string[],
  stretch?: Parameters<typeof runCommandLine>[2],
  secret = testPassphrase,
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
  return { exit: await runCommandLine(args, terminal, stretch), out, beside, said: all.join("\n") };
}
