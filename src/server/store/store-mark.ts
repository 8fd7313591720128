// What stands in the place of a store's layout number while no host may start on it (ST7): the store was moved to another place, or a move into it is not at its end.
// Every program reads the number first, and those of before call it newer.
import { Problem } from "../../core/problem.ts";

/** Whether hosts may start on a store: on one that is whole, and of no move. */
export type StoreState = "whole" | "moved" | "half-moved";

const bases = { whole: 0, moved: 1_000_000, "half-moved": 2_000_000 } as const;

export function markedState(number: number): StoreState {
  return number >= bases["half-moved"] ? "half-moved" : number >= bases.moved ? "moved" : "whole";
}

/** The layout behind the mark. */
export function layoutUnder(number: number): number {
  return number - bases[markedState(number)];
}

export function markedNumber(layout: number, state: StoreState): number {
  return bases[state] + layout;
}

/** Refuses what a newer program laid out, and what no host may start on. */
export function refuseUnfit(number: number, known: number): void {
  const state = markedState(number);
  if (state !== "whole") throw new Problem("store", state);
  if (number > known) throw new Problem("store", "newer");
}
