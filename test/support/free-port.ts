// Ports for what must keep its port over a restart, or is told its port before it listens.
import assert from "node:assert/strict";
import { createServer } from "node:net";
import { findTakenPort, isFree, portsOfThisProgram } from "../../src/demonstration/ports.ts";

let left: Promise<number[]> | null = null;

/** Each time another port at which nobody listens. Test files that run at the same time have other hundreds. */
export async function freePort(): Promise<number> {
  left ??= takeHundred().then((first) => Array.from({ length: 99 }, (_, i) => first + i));
  const ports = await left;
  for (let port = ports.shift(); port !== undefined; port = ports.shift()) if (await isFree(port)) return port;
  return assert.fail("this program used up its hundred ports");
}

/** The first port of a hundred that is this program's until it ends, and in which nobody has a port of the demonstration. */
export async function takeHundred(): Promise<number> {
  const [own = assert.fail()] = portsOfThisProgram(100);
  for (let further = 0; further < 220; further++) {
    const first = 10_000 + ((own - 10_000 + further * 100) % 22_000);
    if ((await takePort(first + 99)) && (await findTakenPort(first)) === null) return first;
  }
  return assert.fail("no hundred ports are free on this computer");
}

/** Listens as long as this program runs: whoever looks for a hundred finds that somebody has this one, also while nobody listens at the others. False where somebody has it. */
function takePort(port: number): Promise<boolean> {
  const keeper = createServer();
  return new Promise((resolve) => {
    keeper.once("error", () => resolve(false));
    keeper.listen(port, "127.0.0.1", () => resolve(true));
    keeper.unref();
  });
}
