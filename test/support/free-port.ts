// Ports for what must keep its port over a restart, or is told its port before it listens.
import assert from "node:assert/strict";
import { isFree, portsOfThisProgram } from "../../src/demonstration/ports.ts";

const left = [...portsOfThisProgram(1)];

/** Each time another port at which nobody listens. Test files that run at the same time have other hundreds. */
export async function freePort(): Promise<number> {
  for (let port = left.shift(); port !== undefined; port = left.shift()) if (await isFree(port)) return port;
  return assert.fail("this program used up its hundred ports");
}
