// How much of what can be tried thousands of times is tried. `npm test` tries a fifth, another one each time; `npm run test:tries` tries all of it.
import { randomInt } from "node:crypto";

export const triesAll = process.env["PANOH_TRIES"] === "all";

const part = 5;

/** So many runs of a random test out of all, and never fewer than 20 of them. */
export function tries(all: number): number {
  return triesAll ? all : Math.min(all, Math.max(20, Math.ceil(all / part)));
}

/** What is tried of a list: every fifth from a random one on. The first and the last, where mistakes like to be, always are. */
export function tried<T>(all: readonly T[]): readonly T[] {
  if (triesAll) return all;
  const first = randomInt(part);
  return all.filter((_, i) => i % part === first || i === 0 || i === all.length - 1);
}
