// How much a figure of free places still says when somebody chooses a service (DR5): the older it is, the less it counts. The clock is an argument.
// A figure must never sink or lift a service for good.
import type { Capacity } from "./service.ts";

/** Up to this age a figure counts in full. */
const freshHours = 24;
/** After this age a figure says as little as none. Between the two it counts half. */
const oldHours = 7 * 24;
/** A time further ahead of the clock than this is a wrong clock's, so nobody knows how old the figure is. */
const aheadHours = 24;

type FigureAge = "fresh" | "aging" | "old" | "unknown";
export type DatedCapacity = Capacity & { readonly updated: string };

const hour = 3_600_000;

/** How far a figure can still be believed; "unknown" when there is none or its time cannot be. `now` in milliseconds since 1970. */
export function figureAge(capacity: DatedCapacity | null, now: number): FigureAge {
  if (capacity === null) return "unknown";
  const age = now - Date.parse(capacity.updated);
  if (age < -aheadHours * hour) return "unknown";
  if (age <= freshHours * hour) return "fresh";
  return age <= oldHours * hour ? "aging" : "old";
}

/**
 * How far a free place may be hoped for, from 0 (none, said lately) over 0.5 (not known) to 1 (there is one, said lately). An aging
 * figure lies half-way between what it says and not known; an old one is not known, whether it says something is free or nothing.
 */
export function hopeOfPlace(capacity: DatedCapacity | null, now: number): number {
  const weight = { fresh: 1, aging: 0.5, old: 0, unknown: 0 }[figureAge(capacity, now)];
  const said = (capacity?.available ?? 0) > 0 ? 1 : 0;
  return 0.5 + weight * (said - 0.5);
}
