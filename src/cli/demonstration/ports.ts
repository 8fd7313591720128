// The ports of the demonstration: which are taken, and a place where all are free. Looked at before anything is founded, because the ports
// are part of the country.
import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { commandProblem } from "../command.ts";
import { demonstrationRoles, witnessOffsets } from "./roles.ts";

const offsets: readonly number[] = [0, ...demonstrationRoles.map(({ offset }) => offset), ...witnessOffsets];

/** The lowest of the demonstration's ports that another program has; null when all are free. */
export async function findTakenPort(firstPort: number): Promise<number | null> {
  for (const offset of offsets) {
    if ((await portOf(firstPort + offset)) === null) return firstPort + offset;
  }
  return null;
}

/** A first port such that all of the demonstration's are free. */
export async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 50; tries++) {
    const first = await portOf(0);
    if (first !== null && first <= 65_000 && (await findTakenPort(first)) === null) return first;
  }
  throw commandProblem("no-ports", "no free ports were found on this computer");
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
