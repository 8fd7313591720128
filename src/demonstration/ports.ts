// The ports of the demonstration: which are taken, and a place where all are free. Looked at before anything is founded, because the ports
// are part of the country.
import { createServer } from "node:net";
import { commandProblem } from "../operate/command-problem.ts";
import { demonstrationRoles, witnesses } from "./roles.ts";

const offsets: readonly number[] = [0, ...[...demonstrationRoles, ...witnesses].map(({ offset }) => offset)];

/** The lowest of the demonstration's ports that another program has; null when all are free. */
export async function findTakenPort(firstPort: number): Promise<number | null> {
  for (const offset of offsets) {
    if (!(await isFree(firstPort + offset))) return firstPort + offset;
  }
  return null;
}

/** A first port such that all of the demonstration's are free. */
export async function freePorts(): Promise<number> {
  for (const first of portsOfThisProgram(20)) if ((await findTakenPort(first)) === null) return first;
  throw commandProblem("no-ports", "no free ports were found on this computer");
}

/**
 * Ports below those that systems give to outgoing connections (Linux from 32768, others from 49152), every `step`-th of a hundred. Programs that are started one after
 * the other get other hundreds: whoever looks at the same time finds other ports.
 */
export function portsOfThisProgram(step: number): readonly number[] {
  const first = 10_000 + (process.pid % 220) * 100;
  return Array.from({ length: Math.floor(100 / step) }, (_, i) => first + i * step);
}

/** That nobody listens at the port of this computer now. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}
