// Several commands at once on one device's folder, as real processes, while the log grows. A command may read between two writes of another, or write what
// it read before the other wrote: then it takes a half for damage. `overtaken` plays that in a fixed order behind a gate in the line; `atOnce` as it comes.
// Run at full size: node bin/panoh.js --run test/faults/two-commands.ts 10 4
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request as ask, createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { argon2id } from "../../src/crypto/argon2id.ts";
import { type PanohProcess, startPanoh } from "../support/panoh-process.ts";
import { writeVault } from "../support/run-panoh.ts";
import { until } from "../support/until.ts";
import { testPassphrase, World } from "../support/world.ts";

/** What a command printed beside its answer when another one has the folder. */
export const waits = /Another command uses this device/;

export interface Commands {
  readonly commands: number;
  /** Those that waited for another one and said so. */
  readonly waited: number;
  /** What a command said that was not true, or how it ended. */
  readonly wrong: readonly string[];
}

const [rounds, each] = process.argv.slice(2);
if (process.argv[1] === fileURLToPath(import.meta.url))
  process.stdout.write(`${JSON.stringify(await atOnce(Number(rounds ?? 10), Number(each ?? 4)), null, 1)}\n`);

/**
 * One command is held in its round before the leaves that it asked for come; a second one runs; the first goes on and is held again before the notes come; a
 * third one opens the device. Each runs on when it waits for the one before it, and says so.
 */
export async function overtaken(): Promise<Commands> {
  return onFolder(async ({ world, gate, run, grow }) => {
    await ended(run());
    await grow("Example Shelter South");
    const leaves = gate("/tile/entries/");
    const first = run();
    await until(() => leaves.holds || first.ended !== null);
    await grow("Example Shelter East");
    const second = run();
    await until(() => second.ended !== null || waits.test(second.beside));
    const notes = gate("/pack/");
    leaves.open();
    await until(() => notes.holds || first.ended !== null);
    const third = run();
    await until(() => third.ended !== null || waits.test(third.beside));
    notes.open();
    const last = [first, second, third];
    await Promise.all(last.map(ended));
    await world.witness();
    const after = run();
    await ended(after);
    return outcome([...last, after]);
  });
}

/** So many commands at once, so many times, each time after the log grew. */
export async function atOnce(rounds: number, each: number): Promise<Commands> {
  return onFolder(async ({ run, grow }) => {
    const all: PanohProcess[] = [];
    for (let round = 0; round < rounds; round++) {
      await grow(`Example Shelter ${round + 1}`);
      const together = Array.from({ length: each }, () => run());
      await Promise.all(together.map(ended));
      all.push(...together);
    }
    return outcome(all);
  });
}

interface Folder {
  readonly world: World;
  /** Holds the next request for such a path until it is opened. */
  readonly gate: (path: string) => Gate;
  readonly run: () => PanohProcess;
  /** Lets the log grow by an organisation. */
  readonly grow: (name: string) => Promise<unknown>;
}

interface Gate {
  readonly holds: boolean;
  open(): void;
}

async function onFolder<T>(play: (folder: Folder) => Promise<T>): Promise<T> {
  const world = await World.found({ now: Date.now() });
  const dir = mkdtempSync(join(tmpdir(), "panoh-two-commands-"));
  const line = await gatedLine(world.url);
  const running: PanohProcess[] = [];
  try {
    const post = await world.organisation("border-post", "Example Border Post");
    const device = post.devices[0]?.with({ host: line.url });
    if (device === undefined) throw new Error("an organisation without a device");
    await writeVault(dir, device, argon2id);
    const words = join(dir, "words");
    writeFileSync(words, `${testPassphrase}\n`, { mode: 0o600 });
    return await play({
      world,
      gate: line.gate,
      run: () => {
        const started = startPanoh(["status", "--vault", dir, "--passphrase-file", words]);
        running.push(started);
        return started;
      },
      grow: (name) => world.organisation("shelter", name),
    });
  } finally {
    for (const { child } of running) child.kill("SIGKILL");
    await line.close();
    await world.close();
    rmSync(dir, { recursive: true, force: true });
  }
}

function ended(command: PanohProcess): Promise<void> {
  return until(() => command.ended !== null);
}

function outcome(commands: readonly PanohProcess[]): Commands {
  return {
    commands: commands.length,
    waited: commands.filter(({ beside }) => waits.test(beside)).length,
    wrong: commands.flatMap(({ ended: end, beside }) =>
      end?.code === 0 && !/Alarm/.test(beside) ? [] : [`ended with ${end?.code}: ${beside}`],
    ),
  };
}

/** Passes requests on to a host, but for those that a gate holds. */
async function gatedLine(
  host: string,
): Promise<{ readonly url: string; readonly gate: Folder["gate"]; readonly close: () => Promise<void> }> {
  const gates: { readonly path: string; held: (() => void) | null; isOpen: boolean }[] = [];
  const pass = (from: IncomingMessage, to: ServerResponse) => {
    const onward = ask(`${host}${from.url}`, { method: from.method, headers: from.headers }, (answer) => {
      to.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(to);
    });
    onward.on("error", () => to.destroy());
    from.pipe(onward);
  };
  const server = createServer((from, to) => {
    const gate = gates.find(({ path, held, isOpen }) => !isOpen && held === null && from.url?.startsWith(path));
    if (gate === undefined) pass(from, to);
    else gate.held = () => pass(from, to);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    gate: (path) => {
      const gate = { path, held: null as (() => void) | null, isOpen: false };
      gates.push(gate);
      return {
        get holds() {
          return gate.held !== null;
        },
        open: () => {
          gate.isOpen = true;
          gate.held?.();
        },
      };
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
