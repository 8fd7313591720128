// How much of what can be tried thousands of times is tried, and by what chance. `npm test` tries a fifth: another one at each commit, and of one commit the same on
// every machine, so that what passed here does not fail elsewhere by chance. `npm run test:tries` tries all of it, by another chance each time.
import { randomInt } from "node:crypto";
import fc from "fast-check";

export const triesAll = process.env["PANOH_TRIES"] === "all";

/** Where the chance of random tests begins; a failing test of the library says its own. `PANOH_SEED` repeats a run. */
const seed = Number(process.env["PANOH_SEED"] ?? randomInt(2 ** 31));
fc.configureGlobal({ seed });

/** The library for random tests, whose runs begin at our seed. */
export { fc };

const part = 5;
let drawn = 0;

/** A number from 0 to `below` - 1, mixed in 32 bits, for tests that draw by themselves. */
export function chance(below: number): number {
  drawn++;
  let mixed = (seed + drawn * 0x6d2b79f5) | 0;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
}

/** So many runs of a random test out of all, and never fewer than 20 of them. */
export function tries(all: number): number {
  return triesAll ? all : Math.min(all, Math.max(20, Math.ceil(all / part)));
}

/** What is tried of a list: every fifth from a random one on. The first and the last, where mistakes like to be, always are. */
export function tried<T>(all: readonly T[]): readonly T[] {
  if (triesAll) return all;
  const first = chance(part);
  return all.filter((_, i) => i % part === first || i === 0 || i === all.length - 1);
}
